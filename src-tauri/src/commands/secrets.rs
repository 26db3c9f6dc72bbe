//! The keyring and the secrets of a profile: write, status, remove. Never read.

use crate::{app::App, command_error};
use contract::{
    ClearSecret, CommandError, KeyringView, MeasureSecret, Nothing, OfProfile, RotateWebhookSecret,
    SecretStrength, SecretsView, SetSecret,
};

/// Tries the keyring anew.
pub async fn check_keyring(_app: &App, _request: Nothing) -> Result<KeyringView, CommandError> {
    Err(command_error::read_only("check_keyring"))
}

/// How strong a secret would be.
pub async fn measure_secret(
    _app: &App,
    _request: MeasureSecret,
) -> Result<SecretStrength, CommandError> {
    Err(command_error::read_only("measure_secret"))
}

/// What may be told of the secrets.
pub async fn list_secrets(_app: &App, _request: OfProfile) -> Result<SecretsView, CommandError> {
    Err(command_error::read_only("list_secrets"))
}

/// Stores a secret.
pub async fn set_secret(_app: &App, _request: SetSecret) -> Result<SecretsView, CommandError> {
    Err(command_error::read_only("set_secret"))
}

/// Removes a secret.
pub async fn clear_secret(_app: &App, _request: ClearSecret) -> Result<SecretsView, CommandError> {
    Err(command_error::read_only("clear_secret"))
}

/// Rotates the webhook secret.
pub async fn rotate_webhook_secret(
    _app: &App,
    _request: RotateWebhookSecret,
) -> Result<SecretsView, CommandError> {
    Err(command_error::read_only("rotate_webhook_secret"))
}

//! The keyring and the secrets of a profile: write, status, remove. Never read.

use super::secrets_view::{strength, view};
use crate::{
    app::App,
    command_error::{self, NotOpen},
    open_profile::OpenProfile,
    profile_secrets::{ProfileSecrets, SecretsError},
};
use contract::{
    ClearSecret, CommandError, KeyringView, MeasureSecret, Nothing, OfProfile, RotateWebhookSecret,
    SecretInput, SecretStrength, SecretsView, SetSecret,
};
use engine::KeyUse;
use engine::changes::{SecretChanged, secret_changed, secret_history};
use std::sync::Arc;
use vault::{Prompt, SecretText};

fn text(value: &SecretInput) -> SecretText {
    SecretText::new(value.reveal().to_owned())
}

async fn open(app: &App, name: String) -> Result<Arc<OpenProfile>, CommandError> {
    app.profile(&name).await.ok_or_else(|| NotOpen(name).into())
}

fn secrets_of(profile: &OpenProfile) -> Result<&ProfileSecrets, CommandError> {
    let secrets = profile.secrets();
    secrets
        .map(Arc::as_ref)
        .ok_or_else(|| command_error::read_only("secrets"))
}

/// Tries the keyring anew.
pub async fn check_keyring(app: &App, _request: Nothing) -> Result<KeyringView, CommandError> {
    app.try_keyring(Prompt::Allowed).await;
    Ok(app.keyring.view())
}

/// How strong a secret would be.
pub async fn measure_secret(
    _app: &App,
    request: MeasureSecret,
) -> Result<SecretStrength, CommandError> {
    strength(request.value.reveal()).map_err(|error| command_error::invalid("value", &error))
}

/// What may be told of the secrets.
pub async fn list_secrets(app: &App, request: OfProfile) -> Result<SecretsView, CommandError> {
    let profile = open(app, request.profile).await?;
    list(&profile).await
}

async fn list(profile: &OpenProfile) -> Result<SecretsView, CommandError> {
    let history = secret_history(&profile.reader)
        .await
        .map_err(|error| command_error::engine(&error))?;
    let mut view = view(profile.secrets().map(Arc::as_ref), history);
    for secret in &mut view.secrets {
        if secret.kind == contract::SecretKind::WebhookPrevious
            && let Some(key_id) = &secret.key_id
        {
            let used = last_use(profile, key_id).await;
            secret.is_last_used_known = used != KeyUse::NotKnown;
            if let KeyUse::At(at) = used {
                secret.last_used = Some(at.to_rfc3339());
            }
        }
    }
    Ok(view)
}

/// What can't be looked up is not known; the secrets are told all the same.
async fn last_use(profile: &OpenProfile, key_id: &str) -> KeyUse {
    let Ok(index) = profile.index.get() else {
        return KeyUse::NotKnown;
    };
    let used = engine::key_use(&profile.reader, index, key_id).await;
    used.unwrap_or_else(|error| {
        tracing::warn!(
            error = engine::chain(&error),
            "a key's last use can't be found"
        );
        KeyUse::NotKnown
    })
}

/// Stores a secret. A webhook secret in force is rotated instead.
pub async fn set_secret(app: &App, request: SetSecret) -> Result<SecretsView, CommandError> {
    let profile = open(app, request.profile).await?;
    let value = text(&request.value);
    let secrets = secrets_of(&profile)?;
    let set = secrets.set(request.kind.into(), value, request.this_session_only);
    done(app, &profile, set.await).await
}

/// Removes a secret.
pub async fn clear_secret(app: &App, request: ClearSecret) -> Result<SecretsView, CommandError> {
    let profile = open(app, request.profile).await?;
    let cleared = secrets_of(&profile)?.clear(request.kind.into()).await;
    done(app, &profile, cleared).await
}

/// Rotates the webhook secret.
pub async fn rotate_webhook_secret(
    app: &App,
    request: RotateWebhookSecret,
) -> Result<SecretsView, CommandError> {
    let profile = open(app, request.profile).await?;
    let value = text(&request.value);
    let rotated = secrets_of(&profile)?.rotate(value, request.this_session_only);
    done(app, &profile, rotated.await).await
}

/// Notes a change in the ledger, and tells what there is since.
async fn done(
    app: &App,
    profile: &OpenProfile,
    changed: Result<SecretChanged, SecretsError>,
) -> Result<SecretsView, CommandError> {
    app.notices.stale(&["console_status", "list_secrets"]);
    let changed = changed.map_err(|error| command_error::secrets(&error))?;
    let by = app.operator();
    let entry = secret_changed(changed, by.as_deref(), app.clock.now())
        .map_err(|error| command_error::engine(&error))?;
    let noted = profile.append(entry).await;
    noted.map_err(|error| command_error::not_noted(&error))?;
    list(profile).await
}

//! Cards that wait for a person, and decisions on lists of fields.

use crate::{app::App, command_error};
use contract::{
    CardsView, CommandError, DecideFieldSet, Decided, FieldSetsView, OfProfile, SettleCard,
    WithdrawFieldSet,
};

/// Cards that wait, and those that were settled.
pub async fn list_cards(_app: &App, _request: OfProfile) -> Result<CardsView, CommandError> {
    Err(command_error::read_only("list_cards"))
}

/// Settles a card that asks for nothing but a look.
pub async fn settle_card(_app: &App, _request: SettleCard) -> Result<CardsView, CommandError> {
    Err(command_error::read_only("settle_card"))
}

/// Decides on a list of fields.
pub async fn decide_field_set(
    _app: &App,
    _request: DecideFieldSet,
) -> Result<Decided, CommandError> {
    Err(command_error::read_only("decide_field_set"))
}

/// The lists on which something was decided.
pub async fn list_field_sets(
    _app: &App,
    _request: OfProfile,
) -> Result<FieldSetsView, CommandError> {
    Err(command_error::read_only("list_field_sets"))
}

/// Withdraws an approval.
pub async fn withdraw_field_set(
    _app: &App,
    _request: WithdrawFieldSet,
) -> Result<FieldSetsView, CommandError> {
    Err(command_error::read_only("withdraw_field_set"))
}

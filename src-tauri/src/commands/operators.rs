//! Operators and their keys; unlocking and locking the console.

use super::{cards::opened, console::console_status};
use crate::{
    app::{App, OperatorError},
    command_error,
    open_profile::OpenProfile,
    operator_keys::LOCK_AFTER_MINUTES_MAX,
};
use contract::{
    ChangePassphrase, CommandError, ConfirmOperators, ConsoleStatus, EnrolOperators, LockView,
    Nothing, OfProfile, OperatorView, OperatorsProposalView, OperatorsView, RemoveOperator,
    SecretInput, SetLock, UnlockConsole,
};
use domain::Staffing;
use engine::{
    approvals::{OperatorsWish, Rules, Stop, operators::sentence, rules},
    settings::read_person,
};
use signing::{Passphrase, PublicKey};

/// It is locked after too long, or at once.
#[derive(Debug, thiserror::Error)]
#[error("the console locks after 1 to {LOCK_AFTER_MINUTES_MAX} minutes")]
struct NoSuchTime;

fn passphrase(input: &SecretInput) -> Passphrase {
    Passphrase::new(input.reveal())
}

/// The rules of a profile as they stand now, also of one that is open for reading alone.
pub(super) async fn rules_of(app: &App, profile: &OpenProfile) -> Result<Rules, Stop> {
    let rules = rules::read(&profile.reader, profile.environment).await?;
    Ok(rules.at(app.clock.now()))
}

async fn list(app: &App, profile: &OpenProfile) -> Result<OperatorsView, CommandError> {
    let rules = match rules_of(app, profile).await {
        Ok(rules) => rules,
        Err(stop @ (Stop::PolicyDamaged(_) | Stop::OperatorsDamaged(_))) => {
            return Ok(OperatorsView {
                operators: Vec::new(),
                proposals: Vec::new(),
                takes_two: false,
                damaged: Some(stop.to_string()),
            });
        }
        Err(stop) => return Err(command_error::stop(&stop)),
    };
    let unlocked = app.operators.unlocked();
    let operators = rules.operators.in_force.iter().map(|one| {
        let key = one.key.to_string();
        OperatorView {
            name: one.name.clone(),
            since: one.since.to_rfc3339(),
            entry: super::console::small(one.entry),
            by: one.by.clone(),
            is_here: app.operators.is_here(&key),
            is_unlocked: unlocked.as_ref() == Some(&key),
            key,
        }
    });
    let proposals = rules
        .operators
        .proposals
        .iter()
        .map(|one| OperatorsProposalView {
            entry: super::console::small(one.entry),
            at: one.at.to_rfc3339(),
            by: one.by.clone(),
            what: sentence(&one.change),
            is_mine: unlocked == Some(one.key.to_string()),
        });
    let in_force = rules.policies.in_force.as_ref();
    Ok(OperatorsView {
        operators: operators.collect(),
        proposals: proposals.collect(),
        takes_two: in_force.is_some_and(|one| one.policy.staffing == Staffing::TwoOrMore),
        damaged: None,
    })
}

/// The operators of a profile.
pub async fn list_operators(app: &App, request: OfProfile) -> Result<OperatorsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    list(app, &profile).await
}

/// Enrols operators.
pub async fn enrol_operators(
    app: &App,
    request: EnrolOperators,
) -> Result<OperatorsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let mut people = Vec::new();
    for (at, one) in request.people.iter().enumerate() {
        let name = read_person(&one.name);
        let field = format!("people.{at}.name");
        let name = name.map_err(|error| command_error::invalid(&field, &error))?;
        people.push((name, passphrase(&one.passphrase)));
    }
    let done = app.enrol(&profile, people, &request.note).await;
    done.map_err(|error| command_error::operator(&error))?;
    list(app, &profile).await
}

/// Removes an operator.
pub async fn remove_operator(
    app: &App,
    request: RemoveOperator,
) -> Result<OperatorsView, CommandError> {
    let key = PublicKey::parse(&request.key);
    let key = key.map_err(|error| command_error::invalid("key", &error))?;
    let wish = OperatorsWish::Remove(key);
    change(app, &request.profile, wish, &request.note).await
}

/// Confirms what another operator proposed.
pub async fn confirm_operators(
    app: &App,
    request: ConfirmOperators,
) -> Result<OperatorsView, CommandError> {
    let wish = OperatorsWish::Confirm(request.entry.into());
    change(app, &request.profile, wish, &request.note).await
}

async fn change(
    app: &App,
    profile: &str,
    wish: OperatorsWish<'_>,
    note: &str,
) -> Result<OperatorsView, CommandError> {
    let profile = opened(app, profile).await?;
    let done = app.change_operators(&profile, wish, note).await;
    done.map_err(|error: OperatorError| command_error::operator(&error))?;
    list(app, &profile).await
}

/// Seals a key with another passphrase.
pub async fn change_passphrase(
    app: &App,
    request: ChangePassphrase,
) -> Result<ConsoleStatus, CommandError> {
    let (current, next) = (passphrase(&request.current), passphrase(&request.next));
    let changed = app.operators.change_passphrase(&request.key, current, next);
    let changed = changed.await;
    changed.map_err(|error| command_error::key(&error, ("current", "next")))?;
    console_status(app, Nothing {}).await
}

/// Unlocks the console as the owner of a key.
pub async fn unlock_console(
    app: &App,
    request: UnlockConsole,
) -> Result<ConsoleStatus, CommandError> {
    let given = passphrase(&request.passphrase);
    let unlocked = app.operators.unlock(&request.key, given).await;
    let field = "passphrase";
    unlocked.map_err(|error| command_error::key(&error, (field, field)))?;
    app.notices.all_stale();
    console_status(app, Nothing {}).await
}

/// Locks the console.
pub async fn lock_console(app: &App, _request: Nothing) -> Result<ConsoleStatus, CommandError> {
    app.lock();
    console_status(app, Nothing {}).await
}

/// Notes that a person is there.
#[expect(clippy::unused_async, reason = "every command is asynchronous")]
pub async fn note_presence(app: &App, _request: Nothing) -> Result<LockView, CommandError> {
    app.operators.note_presence();
    Ok(app.operators.view())
}

/// Says after how long the console locks by itself.
pub async fn set_lock(app: &App, request: SetLock) -> Result<ConsoleStatus, CommandError> {
    if !(1..=LOCK_AFTER_MINUTES_MAX).contains(&request.after_minutes) {
        return Err(command_error::invalid("afterMinutes", &NoSuchTime));
    }
    let set = app.lock_after(request.after_minutes);
    set.map_err(|error| command_error::engine(&error))?;
    app.notices.stale(&["console_status"]);
    console_status(app, Nothing {}).await
}

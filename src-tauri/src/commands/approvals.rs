//! Approving: what is shown, a press, a first person's word, a no or a not yet.

use super::{
    actions::read,
    actions_view,
    approvals_view::{self, fact_label},
    cards::opened,
    console::small,
    desk::AFTER_A_DEED,
};
use crate::{app::App, command_error, decisions::doer, open_profile::OpenProfile};
use contract::{
    ApprovalView, CommandError, OpenApproval, PressApproval, PressedView, PutOffApproval,
    PutOffDone, ReadAfter, ReportedDeposit, ShownDiffers, StopKind,
};
use domain::{ActionId, Amount, Currency, Millis, Subject, SubjectKind, TransactionId};
use engine::{
    Approvals, IntentError,
    approvals::{DepositReport, Evidence, NotNow, Press, Pressed, PutOff, ShownRef, Stop},
};

/// The longest time for which something is postponed, in minutes: a week.
const POSTPONED_MAX: u32 = 7 * 24 * 60;
const MINUTE_MS: i64 = 60_000;

/// What is no transaction.
#[derive(Debug, thiserror::Error)]
#[error("only a transaction is approved, not {0}")]
struct NoTransaction(Subject);

/// No such time.
#[derive(Debug, thiserror::Error)]
#[error("something is postponed for 1 to {POSTPONED_MAX} minutes, not {0}")]
struct NoSuchTime(u32);

/// The approvals of an open profile.
pub(super) fn approvals(profile: &OpenProfile) -> Result<&Approvals, CommandError> {
    let approvals = profile.approvals();
    approvals.ok_or_else(|| command_error::read_only("approvals"))
}

fn transaction(subject: &str) -> Result<(Subject, TransactionId), CommandError> {
    let subject = read("subject", Subject::parse(subject))?;
    if subject.kind == SubjectKind::Transaction {
        Ok((subject, subject.number.into()))
    } else {
        let error = NoTransaction(subject);
        Err(command_error::invalid("subject", &error))
    }
}

/// Reads a transaction with its account and merchant, to be shown before an approval.
pub async fn open_approval(app: &App, request: OpenApproval) -> Result<ApprovalView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let (_, id) = transaction(&request.subject)?;
    let action = request.action.map(Into::into);
    let opened = approvals(&profile)?.open(id, action, app.by()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    let drawer = opened.map_err(|error| command_error::intent(&error))?;
    Ok(approvals_view::view(drawer))
}

fn report(report: ReportedDeposit) -> Result<DepositReport, CommandError> {
    Ok(DepositReport {
        amount: read("deposit.amount", Amount::parse(report.amount.trim()))?,
        currency: read("deposit.currency", Currency::parse(&report.currency))?,
        network: report.network,
        reference: report.reference,
        evidence: Evidence {
            url: report.evidence_url,
            file_sha256: report.evidence_sha256,
            transaction_hash: report.transaction_hash,
        },
    })
}

fn pressed(request: PressApproval) -> Result<(ActionId, Press), CommandError> {
    let (_, id) = transaction(&request.subject)?;
    let press = Press {
        action: request.action.into(),
        kind: request.kind.into(),
        id,
        shown: ShownRef {
            entries: request.shown.entries.map(Into::into),
            hash: request.shown.hash,
        },
        typed: request.typed,
        reason: request.reason,
        deposit: request.deposit.map(report).transpose()?,
        cancel_reason: request.cancel_reason,
    };
    Ok((read("id", ActionId::parse(&request.id))?, press))
}

/// Does what was shown, once.
pub async fn press_approval(
    app: &App,
    request: PressApproval,
) -> Result<PressedView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let (id, press) = pressed(request)?;
    let done = approvals(&profile)?.press(&id, press, app.by()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    app.notices.stale(&AFTER_A_DEED);
    match done {
        Ok(Pressed { told, after }) => Ok(PressedView::Told {
            action: Box::new(actions_view::view(told)),
            after: after.map(|after| ReadAfter {
                differs: after.differs,
                what: after.what,
                entry: small(after.observation),
            }),
        }),
        Err(IntentError::Stopped(stop)) => stopped(&stop),
        Err(error) => Err(command_error::intent(&error)),
    }
}

/// Takes a first person's word for what was shown.
pub async fn confirm_approval(
    app: &App,
    request: PressApproval,
) -> Result<PressedView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let (id, press) = pressed(request)?;
    let done = approvals(&profile)?.confirm(&id, press, app.by()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    app.notices.stale(&AFTER_A_DEED);
    match done {
        Ok(entry) => Ok(PressedView::Confirmed {
            entry: small(entry),
        }),
        Err(IntentError::Stopped(stop)) => stopped(&stop),
        Err(error) => Err(command_error::intent(&error)),
    }
}

/// Why nothing was sent, as the window is told of it; what failed inside is an error.
fn stopped(stop: &Stop) -> Result<PressedView, CommandError> {
    let kind = match stop {
        Stop::Differs(differences) => {
            let differences = differences.iter().map(|one| ShownDiffers {
                of: approvals_view::of(one.of),
                name: one.field.clone(),
                label: fact_label(one.of, &one.field),
                shown: one.shown.clone(),
                now: one.now.clone(),
            });
            return Ok(PressedView::Differs {
                differences: differences.collect(),
            });
        }
        Stop::Typed(_) => StopKind::Typed,
        Stop::ReasonNeeded(_) => StopKind::ReasonNeeded,
        Stop::Report(_) => StopKind::Report,
        Stop::Frozen(_) => StopKind::Frozen,
        Stop::NoPolicy
        | Stop::PolicyDamaged(_)
        | Stop::OperatorsDamaged(_)
        | Stop::Refused(_)
        | Stop::SecondPerson(_)
        | Stop::NoSecondNeeded => StopKind::Policy,
        Stop::NotShown(_)
        | Stop::TooOld(_)
        | Stop::NotInThisState { .. }
        | Stop::NotPermitted(_)
        | Stop::Unread(_)
        | Stop::TooSlow
        | Stop::IdUsed(_) => StopKind::OpenAgain,
        Stop::Duplicate(_)
        | Stop::Policy(_)
        | Stop::TooFewOperators
        | Stop::Operators(_)
        | Stop::NoProposal => StopKind::Other,
        Stop::Deed(_) | Stop::Read(_) => return Err(command_error::stop(stop)),
    };
    let why = match stop {
        Stop::ReasonNeeded(why) => why.clone(),
        Stop::Frozen(why) => why.iter().map(ToString::to_string).collect(),
        Stop::Refused(why) | Stop::SecondPerson(why) => {
            why.iter().map(ToString::to_string).collect()
        }
        Stop::NotPermitted(why) => why.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    Ok(PressedView::Stopped {
        kind,
        message: command_error::nothing_sent(stop),
        why,
    })
}

/// Writes down a no, or a not yet.
pub async fn put_off_approval(
    app: &App,
    request: PutOffApproval,
) -> Result<PutOffDone, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let (subject, _) = transaction(&request.subject)?;
    let doer = doer(app);
    let what = match request.minutes {
        None => PutOff::No,
        Some(minutes) if (1..=POSTPONED_MAX).contains(&minutes) => {
            let span = i64::from(minutes).saturating_mul(MINUTE_MS);
            PutOff::Until(Millis(doer.now.0.saturating_add(span)))
        }
        Some(minutes) => {
            let error = NoSuchTime(minutes);
            return Err(command_error::invalid("minutes", &error));
        }
    };
    let wish = NotNow {
        id: read("id", ActionId::parse(&request.id))?,
        subject,
        action: request.action.into(),
        status: request.status,
        hash: request.hash,
        what,
        reason: request.reason,
    };
    let done = approvals(&profile)?.put_off(wish, doer).await;
    app.notices.stale(&AFTER_A_DEED);
    let entry = done.map_err(|error| command_error::stop(&error))?;
    Ok(PutOffDone {
        entry: small(entry),
    })
}

//! What a read of the API says of a request whose outcome is unknown. Pure.

use super::entries::Bodies;
use crate::agreements::is_accepted;
use domain::KycStatus;
use partner_api::{Fields, Operation, wire::legal_agreements::LegalAgreements};

/// What a read says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// The request had its effect.
    Done,
    /// All is as it was before it.
    AsBefore,
    /// Neither can be told.
    Neither,
}

/// What the object as it is now says of a change of it.
#[must_use]
pub fn says(operation: Operation, bodies: &Bodies, now: &[Fields]) -> Says {
    let Some(before) = &bodies.before else {
        return Says::Neither;
    };
    match operation {
        Operation::UpdateMerchant | Operation::UpdateReceiverAccount => {
            match (&bodies.sent, Fields::parse(before.as_bytes()), now) {
                (Some(sent), Ok(before), [now]) => of_update(sent, &before, now),
                _ => Says::Neither,
            }
        }
        Operation::SubmitMerchantOnboarding => match (Fields::parse(before.as_bytes()), now) {
            (Ok(before), [now]) => of_submission(&before, now),
            _ => Says::Neither,
        },
        Operation::AcceptLegalAgreements => match LegalAgreements::read(before.as_bytes()) {
            Ok(before) => of_acceptance(&before.agreements, now),
            Err(_) => Says::Neither,
        },
        _ => crate::flows::says(operation, before, now),
    }
}

/// Of what differed from before: whether all of it is as sent, or all of it as before.
fn of_update(sent: &Fields, before: &Fields, now: &Fields) -> Says {
    let value = |fields: &Fields, name: &str| fields.raw(name).into_read().map(str::to_owned);
    let changed: Vec<&str> = sent
        .members()
        .map(|(name, _)| name)
        .filter(|name| value(sent, name) != value(before, name))
        .collect();
    let all_as = |other: &Fields| {
        let mut names = changed.iter();
        names.all(|name| value(now, name) == value(other, name))
    };
    match (all_as(sent), all_as(before)) {
        (true, false) => Says::Done,
        (false, true) => Says::AsBefore,
        _ => Says::Neither,
    }
}

/// A submission locks the merchant's data, and nothing else does (documented).
fn of_submission(before: &Fields, now: &Fields) -> Says {
    let is_locked = |fields: &Fields| {
        let status = fields.text("kycStatus").into_read();
        let status = status.map(|word| KycStatus::read(&word));
        matches!(
            status,
            Some(KycStatus::PendingReview | KycStatus::UnderReview)
        )
    };
    match (is_locked(before), is_locked(now)) {
        (false, true) => Says::Done,
        _ if before == now => Says::AsBefore,
        _ => Says::Neither,
    }
}

/// Agreements that all say since when they are accepted, and did not before. The names of their
/// members are not known but that they speak of acceptance (assumed).
fn of_acceptance(before: &[Fields], now: &[Fields]) -> Says {
    let all = |list: &[Fields]| !list.is_empty() && list.iter().all(is_accepted);
    match (all(before), all(now)) {
        (false, true) => Says::Done,
        _ if before == now => Says::AsBefore,
        _ => Says::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Fields {
        Fields::parse(json.as_bytes()).unwrap()
    }

    #[test]
    fn an_update_is_done_where_all_that_it_changed_is_as_sent() {
        let bodies = Bodies {
            sent: Some(fields(r#"{"id":7,"city":"Abuja","phone":"2","n":1E2}"#)),
            before: Some(r#"{"id":7,"city":"Lagos","phone":"1","n":1E2}"#.to_owned()),
        };
        let of = |now: &str| says(Operation::UpdateMerchant, &bodies, &[fields(now)]);
        assert_eq!(of(r#"{"city":"Abuja","phone":"2","n":3}"#), Says::Done);
        assert_eq!(of(r#"{"city":"Lagos","phone":"1"}"#), Says::AsBefore);
        assert_eq!(of(r#"{"city":"Abuja","phone":"1"}"#), Says::Neither);
        assert_eq!(of(r#"{"city":"Kano","phone":"2"}"#), Says::Neither);
        let erased = Bodies::default();
        let now = [fields("{}")];
        assert_eq!(
            says(Operation::UpdateMerchant, &erased, &now),
            Says::Neither
        );
    }

    #[test]
    fn a_submission_is_told_by_the_lock_and_an_acceptance_by_its_date() {
        let of = |operation, before: &str, now: &str| {
            let bodies = Bodies {
                sent: None,
                before: Some(before.to_owned()),
            };
            says(operation, &bodies, &[fields(now)])
        };
        let submit = Operation::SubmitMerchantOnboarding;
        let new = r#"{"kycStatus":"NEW"}"#;
        let locked = r#"{"kycStatus":"PENDING_REVIEW"}"#;
        assert_eq!(of(submit, new, locked), Says::Done);
        assert_eq!(of(submit, new, new), Says::AsBefore);
        // A sandbox approves by itself.
        assert_eq!(of(submit, new, r#"{"kycStatus":"VALID"}"#), Says::Neither);
        let accept = Operation::AcceptLegalAgreements;
        let (open, done) = (r#"[{"acceptedDate":null}]"#, r#"{"acceptedDate":17}"#);
        assert_eq!(of(accept, open, done), Says::Done);
        assert_eq!(of(accept, open, r#"{"acceptedDate":null}"#), Says::AsBefore);
        assert_eq!(of(accept, "[]", r#"{"title":"x"}"#), Says::Neither);
    }
}

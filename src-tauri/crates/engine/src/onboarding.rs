//! A merchant's onboarding: where it stands, what was submitted before.

use crate::{
    EngineError,
    intents::{Past, entries, past},
};
use domain::{KycStatus, MerchantId};
use ledger::Reader;
use partner_api::{Fields, Operation};

/// So many submissions are read back.
const SUBMISSIONS_MAX: usize = 20;

/// An onboarding that a person submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Who, when, and what became of it.
    pub past: Past,
    /// `businessData` as it was sent; none if it was erased.
    pub data: Option<Fields>,
}

/// A merchant's submissions, newest first, and how many were done in all.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn submissions_of(
    reader: &Reader,
    merchant: MerchantId,
) -> Result<(Vec<Submission>, u64), EngineError> {
    let operation = Operation::SubmitMerchantOnboarding;
    let (past, _) = past(reader, merchant.into(), operation).await?;
    let done = past.iter().filter(|one| one.is_done()).count();
    let mut all = Vec::new();
    for past in past.into_iter().take(SUBMISSIONS_MAX) {
        let sent = entries::bodies(reader, past.intent).await?.sent;
        let data = sent.and_then(|sent| sent.object("businessData").into_read());
        all.push(Submission { past, data });
    }
    Ok((all, u64::try_from(done).unwrap_or(u64::MAX)))
}

/// A registration number by which a sandbox gives its merchant this status (documented): what stood
/// behind a bar before is replaced.
#[must_use]
pub fn number_for_status(number: Option<&str>, status: &KycStatus) -> String {
    let number = number.unwrap_or_default();
    let bare = number.split('|').next().unwrap_or_default();
    format!("{bare}|{status}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_number_has_one_status_behind_its_bar() {
        let valid = KycStatus::Valid;
        assert_eq!(number_for_status(Some("RC 12"), &valid), "RC 12|VALID");
        assert_eq!(
            number_for_status(Some("RC 12|FLAGGED"), &valid),
            "RC 12|VALID"
        );
        assert_eq!(number_for_status(None, &valid), "|VALID");
    }
}

//! How long the partner's side takes for what it does by itself.

use serde::{Deserialize, Serialize};

/// Milliseconds until each thing happens by itself. A test sets them short, or long enough that
/// nothing happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Pace {
    /// From one step of an approval to the next, of onboardings and receiver accounts. That they
    /// are approved some seconds after their creation is documented for the sandbox.
    pub approval_ms: u32,
    /// From a merchant's creation to its approval if no onboarding is submitted. In the sandbox
    /// that takes some seconds (documented); here it leaves time to onboard one.
    pub unsubmitted_ms: u32,
    /// Until a new transaction has a quote.
    pub quote_ms: u32,
    /// From one quote to the next while none is approved.
    pub requote_ms: u32,
    /// How long quotes can be approved at all.
    pub quote_life_ms: u32,
    /// Until the deposit arrives after the quote's approval.
    pub deposit_ms: u32,
    /// From the deposit's approval to the payout.
    pub payout_ms: u32,
    /// From the payout to its confirmation's document.
    pub telex_ms: u32,
    /// How long an uploaded file's address holds: about seven days (observed).
    pub file_life_ms: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            approval_ms: 4000,
            unsubmitted_ms: 15 * 60_000,
            quote_ms: 3000,
            requote_ms: 60_000,
            quote_life_ms: 15 * 60_000,
            deposit_ms: 8000,
            payout_ms: 10_000,
            telex_ms: 10_000,
            file_life_ms: 7 * 24 * 60 * 60_000,
        }
    }
}

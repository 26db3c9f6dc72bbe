//! The ways in which a delivery is sent, and what a receiver must make of each.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use webhooks::Verdict;

/// A way of sending one delivery. Its name is the same on the command line and in JSON.
///
/// What an honest sender does, rightly or not, is done to a new event of the day; what an attacker
/// does, to a delivery that was sent before. Where there is none yet, a plain one goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Mode {
    /// Signed over id,status as the partner signs: verified
    Plain,
    /// A plain one, then the same bytes and headers once more: verified as a repeat
    Duplicate,
    /// An earlier one once more under a new request UUID: verified as a repeat
    Replay,
    /// Two events of one transaction, the second one first: both verified
    Reorder,
    /// An event ten minutes old, after a newer one of its transaction and one more: verified
    Delay,
    /// The hash in upper case: verified
    UpperCaseHash,
    /// The body comes in pieces within 3 seconds, which a receiver waits for: verified
    SlowSender,
    /// The body comes in pieces for 8 seconds, longer than a receiver waits: 408, not kept
    TooSlowSender,
    /// The connection is cut in the middle of the body: no answer, not kept
    CutOff,
    /// The body ends in the middle, at the length that its header says: refused, no JSON
    TruncatedBody,
    /// A good hash over id,status,event and over id,status,toAmount in turn: held back
    OtherFieldList,
    /// The list names a field that the body does not have: refused
    MissingField,
    /// Neither a list of fields nor a hash: refused
    Unsigned,
    /// An earlier one signed with another secret: refused
    WrongKey,
    /// An earlier one with another id or status under its hash: refused
    TamperedBody,
    /// An earlier transaction's with another amount, which no hash covers: verified, with an alarm
    SameSignatureOtherBody,
    /// An earlier one's text split elsewhere, 12 + 3VALID for 123 + VALID: kept as ambiguous
    Ambiguous,
    /// An earlier one's text in a field of another body, that field alone listed: held back
    JunkField,
    /// An earlier one's hash with an empty list of fields: refused
    EmptyList,
    /// An earlier one's hash over a listed value that is empty: refused
    EmptyValues,
    /// The hash of the bare secret with an empty list of fields: refused, with an alarm
    SecretAlone,
}

/// What a receiver must make of a delivery, by webhook-security's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It is kept with one of these verdicts, and answered by it. A receiver that has kept many
    /// refused ones within a minute may answer a refused one 429 instead.
    Kept(&'static [Verdict]),
    /// It is not kept, and answered with this HTTP status.
    TurnedAway(u16),
    /// It is not kept, and there is nobody left to answer.
    NoAnswer,
}

/// How a request's body is put on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At once.
    AtOnce,
    /// In pieces, within 3 seconds.
    Slow,
    /// In pieces, within 8 seconds.
    TooSlow,
    /// Half of it, and then the connection is cut.
    CutOff,
}

impl Mode {
    /// All of them.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// What a receiver must make of it that takes `id,status` alone, holds the sender's secret, and
    /// has kept the deliveries that were sent before.
    #[must_use]
    pub const fn expected(self) -> Expected {
        match self {
            // A status can come back, with the same text.
            Self::Plain | Self::UpperCaseHash | Self::SlowSender => {
                Expected::Kept(&[Verdict::Verified, Verdict::VerifiedRepeat])
            }
            Self::Reorder | Self::Delay => Expected::Kept(&[Verdict::Verified]),
            Self::Duplicate | Self::Replay => Expected::Kept(&[Verdict::VerifiedRepeat]),
            Self::SameSignatureOtherBody => Expected::Kept(&[Verdict::VerifiedOtherBody]),
            Self::Ambiguous => Expected::Kept(&[Verdict::Ambiguous]),
            Self::OtherFieldList | Self::JunkField => {
                Expected::Kept(&[Verdict::FieldSetNotApproved])
            }
            Self::Unsigned => Expected::Kept(&[Verdict::RefusedHeaders]),
            Self::EmptyList => Expected::Kept(&[Verdict::RefusedFieldList]),
            Self::TruncatedBody => Expected::Kept(&[Verdict::RefusedJson]),
            Self::MissingField => Expected::Kept(&[Verdict::RefusedTypes]),
            Self::EmptyValues => Expected::Kept(&[Verdict::RefusedEmpty]),
            Self::SecretAlone => Expected::Kept(&[Verdict::RefusedSecretAlone]),
            Self::WrongKey | Self::TamperedBody => Expected::Kept(&[Verdict::RefusedHash]),
            Self::TooSlowSender => Expected::TurnedAway(408),
            Self::CutOff => Expected::NoAnswer,
        }
    }

    /// How its body is put on the wire.
    #[must_use]
    pub const fn pace(self) -> Pace {
        match self {
            Self::SlowSender => Pace::Slow,
            Self::TooSlowSender => Pace::TooSlow,
            Self::CutOff => Pace::CutOff,
            _ => Pace::AtOnce,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_has_one_name_on_the_command_line_and_in_json() {
        for mode in Mode::all() {
            let json = serde_json::to_string(mode).unwrap();
            let value = mode.to_possible_value().unwrap();
            assert_eq!(json, format!("{:?}", value.get_name()));
        }
    }

    #[test]
    fn every_verdict_that_a_sender_alone_can_cause_is_some_modes() {
        let caused = |verdict: &Verdict| {
            Mode::all().iter().any(|mode| {
                matches!(mode.expected(), Expected::Kept(verdicts) if verdicts.contains(verdict))
            })
        };
        let not_caused: Vec<Verdict> = Verdict::ALL.into_iter().filter(|v| !caused(v)).collect();
        // That one comes of the receiver's own state: it has no secret.
        assert_eq!(not_caused, [Verdict::NotChecked]);
    }
}

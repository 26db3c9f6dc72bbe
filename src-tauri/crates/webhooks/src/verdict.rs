//! The verdicts, and for each its answer, its exit code and its mark.

use domain::Mark;
use serde::{Deserialize, Serialize};

/// What verification says of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The hash matches over an approved set, and the text reads one way; seen for the first time.
    Verified,
    /// As verified; the same text was signed before. Ordinary: a status can come back.
    VerifiedRepeat,
    /// As verified; the same signature came before with another amount, currency, account or id.
    VerifiedOtherBody,
    /// The hash matches, but the signed text can be read in more than one way.
    Ambiguous,
    /// The hash matches, but over a list of fields that nobody approved.
    FieldSetNotApproved,
    /// There was no secret to check it with, or it could not be read.
    NotChecked,
    /// Not exactly one list of fields and one hash of 64 hex digits.
    RefusedHeaders,
    /// The list of fields is empty, too long, repeats itself or holds what is no name.
    RefusedFieldList,
    /// The body is no JSON object that every reader would read alike.
    RefusedJson,
    /// A listed field is missing or has a value whose text says nothing sure.
    RefusedTypes,
    /// The listed values are empty.
    RefusedEmpty,
    /// The hash is that of the secret alone.
    RefusedSecretAlone,
    /// The hash matches no secret.
    RefusedHash,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Verified,
        Self::VerifiedRepeat,
        Self::VerifiedOtherBody,
        Self::Ambiguous,
        Self::FieldSetNotApproved,
        Self::NotChecked,
        Self::RefusedHeaders,
        Self::RefusedFieldList,
        Self::RefusedJson,
        Self::RefusedTypes,
        Self::RefusedEmpty,
        Self::RefusedSecretAlone,
        Self::RefusedHash,
    ];

    /// Its name in the ledger and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::VerifiedRepeat => "verified_repeat",
            Self::VerifiedOtherBody => "verified_other_body",
            Self::Ambiguous => "ambiguous",
            Self::FieldSetNotApproved => "field_set_not_approved",
            Self::NotChecked => "not_checked",
            Self::RefusedHeaders => "refused_headers",
            Self::RefusedFieldList => "refused_field_list",
            Self::RefusedJson => "refused_json",
            Self::RefusedTypes => "refused_types",
            Self::RefusedEmpty => "refused_empty",
            Self::RefusedSecretAlone => "refused_secret_alone",
            Self::RefusedHash => "refused_hash",
        }
    }

    /// The verdict of this name; none if this version does not know it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Whether the covered fields are the sender's, read in the one way there is.
    #[must_use]
    pub const fn is_verified(self) -> bool {
        matches!(
            self,
            Self::Verified | Self::VerifiedRepeat | Self::VerifiedOtherBody
        )
    }

    /// Whether some secret gave the hash.
    #[must_use]
    pub const fn hash_is_good(self) -> bool {
        self.is_verified() || matches!(self, Self::Ambiguous | Self::FieldSetNotApproved)
    }

    /// The mark that stands beside the delivery.
    #[must_use]
    pub const fn mark(self) -> Mark {
        match self {
            Self::Verified | Self::VerifiedRepeat | Self::VerifiedOtherBody => Mark::HashMatches,
            Self::Ambiguous | Self::NotChecked => Mark::Received,
            Self::FieldSetNotApproved
            | Self::RefusedHeaders
            | Self::RefusedFieldList
            | Self::RefusedJson
            | Self::RefusedTypes
            | Self::RefusedEmpty
            | Self::RefusedSecretAlone
            | Self::RefusedHash => Mark::Refused,
        }
    }

    /// The HTTP status that answers the delivery once it is stored.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        if self.hash_is_good() {
            return 200;
        }
        match self {
            Self::NotChecked => 503,
            _ => 401,
        }
    }

    /// The exit code of `partner-receiver check`.
    #[must_use]
    pub const fn check_exit(self) -> u8 {
        if self.is_verified() { 0 } else { 1 }
    }

    /// What it means, in one sentence for the operator.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Verified => "The covered fields are the sender's.",
            Self::VerifiedRepeat => {
                "The covered fields are the sender's; the same text was signed before."
            }
            Self::VerifiedOtherBody => {
                "The covered fields are the sender's, but the same signature came before with \
                 another amount, currency, account or id."
            }
            Self::Ambiguous => {
                "The hash matches, but the signed text can be read in more than one way."
            }
            Self::FieldSetNotApproved => {
                "The hash matches, but over a list of fields that nobody approved."
            }
            Self::NotChecked => {
                "It was not checked: there was no webhook secret, or the keyring could not be read."
            }
            Self::RefusedHeaders => "Its security headers are missing, doubled or malformed.",
            Self::RefusedFieldList => "Its list of fields is not one that can be verified.",
            Self::RefusedJson => "Its body is no JSON that every reader would read alike.",
            Self::RefusedTypes => "A listed field is missing or of a type that proves nothing.",
            Self::RefusedEmpty => "Its listed values are empty: the hash would prove nothing.",
            Self::RefusedSecretAlone => "Its hash is that of the secret alone: it proves nothing.",
            Self::RefusedHash => "Its hash does not match: it was altered, or another signed it.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verdict_answers_exits_and_is_marked_as_the_table_says() {
        use Mark::{HashMatches, Received, Refused};
        for verdict in Verdict::ALL {
            let (status, exit, mark) = match verdict {
                Verdict::Verified | Verdict::VerifiedRepeat | Verdict::VerifiedOtherBody => {
                    (200, 0, HashMatches)
                }
                Verdict::Ambiguous => (200, 1, Received),
                Verdict::FieldSetNotApproved => (200, 1, Refused),
                Verdict::NotChecked => (503, 1, Received),
                _ => (401, 1, Refused),
            };
            assert_eq!(verdict.http_status(), status, "{verdict:?}");
            assert_eq!(verdict.check_exit(), exit, "{verdict:?}");
            assert_eq!(verdict.mark(), mark, "{verdict:?}");
        }
    }

    #[test]
    fn a_verdicts_code_is_what_serde_writes_and_reads_back() {
        for verdict in Verdict::ALL {
            let text = serde_json::to_string(&verdict).unwrap();
            assert_eq!(text, format!("{:?}", verdict.code()));
            assert_eq!(Verdict::from_code(verdict.code()), Some(verdict));
        }
        assert_eq!(Verdict::from_code("confirmed"), None);
    }
}

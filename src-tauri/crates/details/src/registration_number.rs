//! A merchant's registration number, with the sandbox's suffix `|STATUS` (documented).

use crate::{
    Level,
    typed::{self, Read},
};
use domain::{Environment, KycStatus};

/// What divides the number from the status that it shall get.
const DIVIDER: char = '|';

/// What is wrong with a registration number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationNumberProblem {
    /// A suffix where it means nothing.
    #[error(
        "The suffix |STATUS sets a status in the Sandbox and the Simulator alone. In Live it would \
         be registered as part of the number: remove it."
    )]
    SuffixInLive,
    /// A suffix, in Sandbox or Simulator.
    #[error("The suffix sets the status to {status} as soon as this is sent.")]
    SetsStatus {
        /// What the status is called.
        status: String,
    },
    /// A suffix that is no known status.
    #[error(
        "Behind | stands {word}, which is no status that this program knows, so it is not known \
         what it will do. The known ones are in capitals, as VALID or ACTION_NEEDED."
    )]
    UnknownStatus {
        /// What stands there.
        word: String,
    },
    /// No number before the suffix.
    #[error("Before | stands no number. Write one, as 123456789|VALID.")]
    NoNumber,
    /// A divider inside the number.
    #[error("The number itself holds |. Only the last one sets a status: compare it.")]
    DividerInside,
}

impl RegistrationNumberProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::SuffixInLive | Self::NoNumber => Level::Error,
            Self::SetsStatus { .. } | Self::UnknownStatus { .. } | Self::DividerInside => {
                Level::Warning
            }
        }
    }
}

/// Takes a number apart: what stands before the last divider, and the status behind it.
#[must_use]
pub fn split(number: &str) -> (&str, Option<&str>) {
    match number.rsplit_once(DIVIDER) {
        Some((number, status)) => (number, Some(status)),
        None => (number, None),
    }
}

/// Checks a number as it was typed. Countries write theirs in many ways, so only the suffix is
/// checked.
#[must_use]
pub fn read(text: &str, environment: Environment) -> Read<RegistrationNumberProblem> {
    let line = typed::line(text);
    let (number, status) = split(&line);
    let Some(word) = status else {
        return Read::good(line);
    };
    let (number, word) = (number.trim(), word.trim());
    let sent = format!("{number}{DIVIDER}{word}");
    match environment {
        Environment::Live => return Read::bad(sent, RegistrationNumberProblem::SuffixInLive),
        Environment::Sandbox | Environment::Simulator => {}
    }
    let mut problems = vec![];
    if number.is_empty() {
        problems.push(RegistrationNumberProblem::NoNumber);
    }
    if number.contains(DIVIDER) {
        problems.push(RegistrationNumberProblem::DividerInside);
    }
    problems.push(match KycStatus::read(word) {
        KycStatus::Unrecognised(word) => RegistrationNumberProblem::UnknownStatus { word },
        known => RegistrationNumberProblem::SetsStatus {
            status: known.label().to_owned(),
        },
    });
    Read { sent, problems }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RegistrationNumberProblem as Problem;

    #[test]
    fn a_number_is_taken_as_it_is() {
        for number in ["RC 123456", "12-3456789", "\u{425}-17", "HRB 1234/B"] {
            for environment in [Environment::Live, Environment::Sandbox] {
                assert_eq!(read(number, environment), Read::good(number.to_owned()));
            }
        }
    }

    #[test]
    fn a_suffix_sets_a_status_where_nothing_is_real_and_is_refused_in_live() {
        let live = read("123456789|VALID", Environment::Live);
        assert_eq!(live.problems, [Problem::SuffixInLive]);
        for environment in [Environment::Sandbox, Environment::Simulator] {
            let sandbox = read(" 123456789 | VALID", environment);
            assert_eq!(sandbox.sent, "123456789|VALID");
            assert_eq!(
                sandbox.problems,
                [Problem::SetsStatus {
                    status: "Approved".to_owned()
                }]
            );
            assert_eq!(sandbox.problems[0].level(), Level::Warning);
        }
    }

    #[test]
    fn a_suffix_that_is_no_status_is_pointed_out() {
        let problems = |typed: &str| read(typed, Environment::Sandbox).problems;
        let unknown = |word: &str| Problem::UnknownStatus {
            word: word.to_owned(),
        };
        assert_eq!(problems("1|valid"), [unknown("valid")]);
        assert_eq!(problems("1|"), [unknown("")]);
        assert_eq!(problems("|"), [Problem::NoNumber, unknown("")]);
        assert!(problems("1|2|VALID").contains(&Problem::DividerInside));
    }
}

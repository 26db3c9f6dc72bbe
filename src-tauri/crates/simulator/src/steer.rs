//! Steering the sender while it runs: commands on its input, and what it tells on its output.
//!
//! Both are lines of JSON, one object a line, of at most [`LINE_BYTES_MAX`] bytes, UTF-8. Whoever
//! steers need not be built with this crate; this is all there is to it.
//!
//! **Input.** The first line of `send` is the webhook secret, bare; that of `serve` is
//! `{"apiKey":"…","apiSecret":"…","webhookSecret":"…"}`. Each further line is a command:
//!
//! ```json
//! {"do":"send","mode":"duplicate","count":3}
//! {"do":"pause"}
//! {"do":"resume"}
//! {"do":"rate","perSecond":"2"}
//! {"do":"modes","modes":["plain","delay"]}
//! {"do":"forge","every":9}
//! ```
//!
//! - `send`: that many deliveries in that mode, at once and before all others, paused or not.
//!   `count` may be left out for 1; it is 1 to [`COUNT_MAX`]. Modes are those of [`Mode`].
//! - `pause`, `resume`: the day stands still, and goes on. What `send` asks for is sent all the
//!   same.
//! - `rate`: the day's deliveries a second, a decimal in a text, 0.001 to 1000.
//! - `modes`: the modes in which the day's deliveries take turns, 1 to [`MODES_MAX`].
//! - `forge`: each so manieth of the day is not genuine; 0 for none.
//!
//! An empty line is nothing. Any other line that is no such command changes nothing, and is
//! answered so. When the input is closed the program ends at once, whatever it was still to send.
//!
//! **Output.** The first line of `serve` says where it listens,
//! `{"told":"listening","api":"http://127.0.0.1:PORT/bpapi","control":"http://127.0.0.1:PORT"}`.
//! Otherwise `is` says what a line tells; further fields may join later:
//!
//! ```json
//! {"is":"ready"}
//! {"is":"taken","command":{"do":"send","mode":"duplicate","count":3}}
//! {"is":"refused","why":"unknown variant `stop`, expected one of …"}
//! {"is":"sent","uuid":"…","mode":"plain","event":"BusinessRequestStatusChanged",
//!  "subject":"transaction:7","status":"OnOff_PENDING","fields":"id,status",
//!  "answer":200,"failure":null}
//! ```
//!
//! - `ready`: the secret was taken; sending begins, and commands are taken.
//! - `taken`, `refused`: one of them for each line of the input, in order.
//! - `sent`: a delivery was sent, in the order of the answers. `answer` is the HTTP status, null if
//!   none came; `failure` then says why. `subject` and `status` are what it claims. A mode that
//!   needs others before it (a duplicate its first) sends those as `plain`, so that a line with its
//!   own mode comes once for each that was asked for. `serve` sends what changes on it as `plain`
//!   too, paused or not, and while it has nowhere to send to it sends nothing.

use crate::{Mode, Rate};
use domain::EventName;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// The longest line of the input behind the secret's, its end not counted.
pub const LINE_BYTES_MAX: usize = 4096;
/// The most deliveries that one command may ask for.
pub const COUNT_MAX: u32 = 1000;
/// The most commands to send that may wait at once.
pub const COMMANDS_WAITING_MAX: usize = 64;
/// The most modes that take turns.
pub const MODES_MAX: usize = 64;

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "do",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Command {
    /// Send deliveries now.
    Send {
        /// In which mode.
        mode: Mode,
        /// How many, 1 to [`COUNT_MAX`].
        #[serde(default = "one")]
        count: NonZeroU32,
    },
    /// Let the day stand still.
    Pause {},
    /// Let the day go on.
    Resume {},
    /// Send the day's deliveries at another rate.
    Rate {
        /// How many a second.
        per_second: Rate,
    },
    /// Send the day's deliveries in these modes, in turn.
    Modes {
        /// One at least.
        modes: Vec<Mode>,
    },
    /// Let some of the day's deliveries be forged.
    Forge {
        /// Each so manieth; 0 for none.
        every: u64,
    },
}

const fn one() -> NonZeroU32 {
    NonZeroU32::MIN
}

/// Reads a line.
///
/// # Errors
/// A sentence that says why it is no command.
pub fn command(line: &str) -> Result<Command, String> {
    let command: Command = serde_json::from_str(line).map_err(|error| error.to_string())?;
    match &command {
        Command::Send { count, .. } if count.get() > COUNT_MAX => {
            Err(format!("at most {COUNT_MAX} deliveries at once"))
        }
        Command::Modes { modes } if !(1..=MODES_MAX).contains(&modes.len()) => {
            Err(format!("1 to {MODES_MAX} modes"))
        }
        _ => Ok(command),
    }
}

/// What is told: one line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Told {
    /// The secret was taken.
    Ready,
    /// A command was taken.
    Taken {
        /// The command.
        command: Command,
    },
    /// A line was no command that could be taken; it changed nothing.
    Refused {
        /// Why.
        why: String,
    },
    /// A delivery was sent.
    Sent(Sent),
}

/// A delivery that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its request UUID.
    pub uuid: String,
    /// How it was sent.
    pub mode: Mode,
    /// The event it claims.
    pub event: EventName,
    /// The subject it claims, `transaction:7`.
    pub subject: String,
    /// The status it claims.
    pub status: String,
    /// Its list of fields as the header has it; none if it has no such header.
    pub fields: Option<String>,
    /// The HTTP status of the answer; none if no answer came, so that nothing is known of it.
    pub answer: Option<u16>,
    /// Why there is no answer.
    pub failure: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_of_the_document_is_read_and_written_as_it_stands_there() {
        for line in [
            r#"{"do":"send","mode":"duplicate","count":3}"#,
            r#"{"do":"pause"}"#,
            r#"{"do":"resume"}"#,
            r#"{"do":"rate","perSecond":"2"}"#,
            r#"{"do":"modes","modes":["plain","delay"]}"#,
            r#"{"do":"forge","every":9}"#,
        ] {
            let read = command(line).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), line);
        }
        let once = command(r#"{"mode":"delay","do":"send"}"#).unwrap();
        let count = NonZeroU32::MIN;
        let mode = Mode::Delay;
        assert_eq!(once, Command::Send { mode, count });
    }

    #[test]
    fn what_is_no_command_is_refused_with_a_reason() {
        for line in [
            "pause",
            "{}",
            r#""pause""#,
            r#"{"do":"stop"}"#,
            r#"{"do":"send"}"#,
            r#"{"do":"send","mode":"nonsense"}"#,
            r#"{"do":"send","mode":"plain","count":0}"#,
            r#"{"do":"send","mode":"plain","count":-1}"#,
            r#"{"do":"send","mode":"plain","count":1001}"#,
            r#"{"do":"send","mode":"plain","cuont":2}"#,
            r#"{"do":"pause","for":2}"#,
            r#"{"do":"rate","perSecond":2}"#,
            r#"{"do":"rate","perSecond":"0"}"#,
            r#"{"do":"modes","modes":[]}"#,
            r#"{"do":"pause"} {"do":"resume"}"#,
        ] {
            assert!(!command(line).unwrap_err().is_empty(), "{line}");
        }
    }
}

//! The program's input: its secrets, then commands, and the sign that its parent is gone.

use crate::{SimulatorError, steer::LINE_BYTES_MAX};
use std::io::{self, BufRead, Read, StdinLock};
use tokio::sync::{mpsc, oneshot};
use webhooks::{SECRET_BYTES_MAX, WebhookSecret};

/// How many lines may wait; more wait in the pipe.
const LINES_WAITING_MAX: usize = 16;

/// What comes on the input.
#[derive(Debug)]
pub struct Input<T> {
    /// The first line.
    pub first: oneshot::Receiver<Result<T, SimulatorError>>,
    /// The further lines, without their ends; a sentence in the place of one that can't be taken.
    pub lines: mpsc::Receiver<Result<String, String>>,
    /// Ends when the input is closed.
    pub closed: oneshot::Receiver<()>,
}

/// Reads the standard input on a thread of its own: a read that waits can't be cancelled, and
/// must not keep the program from ending. `read_first` reads the first line.
#[must_use]
pub fn read<T: Send + 'static>(
    read_first: impl FnOnce(&mut StdinLock<'static>) -> Result<T, SimulatorError> + Send + 'static,
) -> Input<T> {
    let (first_sender, first) = oneshot::channel();
    let (line_sender, lines) = mpsc::channel(LINES_WAITING_MAX);
    let (open, closed) = oneshot::channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        drop(first_sender.send(read_first(&mut input)));
        while let Some(line) = command_line(&mut input) {
            // Nobody takes it any more if this fails: the program ends.
            if line_sender.blocking_send(line).is_err() {
                break;
            }
        }
        drop(open);
    });
    Input {
        first,
        lines,
        closed,
    }
}

/// The secret on the first line, without its line end.
///
/// # Errors
/// [`SimulatorError`] if it can't be read, is empty or too long.
pub fn secret_line(input: &mut impl BufRead) -> Result<WebhookSecret, SimulatorError> {
    Ok(WebhookSecret::new(first_line(input, SECRET_BYTES_MAX)?)?)
}

/// The first line without its line end; of one that is too long, more bytes than `bytes_max`.
///
/// # Errors
/// [`SimulatorError::Input`] if it can't be read.
pub fn first_line(input: &mut impl BufRead, bytes_max: usize) -> Result<Vec<u8>, SimulatorError> {
    // Room for the longest and its line end, so that no copy is left behind by growing.
    let room = bytes_max.saturating_add(3);
    let mut line = Vec::with_capacity(room);
    input
        .take(u64::try_from(room).unwrap_or(u64::MAX))
        .read_until(b'\n', &mut line)
        .map_err(SimulatorError::Input)?;
    for end in [b'\n', b'\r'] {
        if line.last() == Some(&end) {
            line.pop();
        }
    }
    Ok(line)
}

/// The next line that is not empty; none at the input's end. The rest of a line that is too long
/// is passed over, so that memory stays bounded.
fn command_line(input: &mut impl BufRead) -> Option<Result<String, String>> {
    let room = u64::try_from(LINE_BYTES_MAX.saturating_add(2)).unwrap_or(u64::MAX);
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(room).read_until(b'\n', &mut line);
        // An input that can't be read any more is as good as closed.
        if read.ok()? == 0 {
            return None;
        }
        let is_whole = line.last() == Some(&b'\n');
        let text = line.trim_ascii();
        if text.len() > LINE_BYTES_MAX || (!is_whole && line.len() > LINE_BYTES_MAX) {
            if !is_whole {
                input.skip_until(b'\n').ok()?;
            }
            return Some(Err(format!("a line is longer than {LINE_BYTES_MAX} bytes")));
        }
        if !text.is_empty() {
            let text = String::from_utf8(text.to_vec());
            return Some(text.map_err(|_| "the line is no UTF-8".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use webhooks::SecretError;

    fn key_id(mut input: &[u8]) -> Result<String, String> {
        secret_line(&mut input)
            .map(|secret| secret.key_id().to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_line_is_the_secret_whatever_ends_it() {
        let plain = key_id(b"marker");
        assert!(plain.is_ok());
        assert_eq!(key_id(b"marker\n"), plain);
        assert_eq!(key_id(b"marker\r\nmore\n"), plain);
        assert_ne!(key_id(b"marker \n"), plain);
    }

    #[test]
    fn a_line_that_is_too_long_or_no_text_is_told_and_the_next_one_is_read() {
        let longest = "x".repeat(LINE_BYTES_MAX);
        let mut input = Vec::new();
        for line in [
            b"a".to_vec(),
            b" ".to_vec(),
            "y".repeat(LINE_BYTES_MAX + 1).into_bytes(),
            "y".repeat(LINE_BYTES_MAX * 3).into_bytes(),
            b"\xff".to_vec(),
            longest.clone().into_bytes(),
            b"b\r".to_vec(),
        ] {
            input.extend(line);
            input.push(b'\n');
        }
        input.extend(b"end");
        let mut input = input.as_slice();
        let lines: Vec<_> = std::iter::from_fn(|| command_line(&mut input)).collect();
        let too_long = Err("a line is longer than 4096 bytes".to_owned());
        let no_text = Err("the line is no UTF-8".to_owned());
        let text = |text: &str| Ok(text.to_owned());
        let expected = [
            text("a"),
            too_long.clone(),
            too_long,
            no_text,
            text(&longest),
            text("b"),
            text("end"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_empty_or_endless_line_is_refused_and_not_told() {
        assert!(key_id(b"").is_err());
        assert!(key_id(b"\nsecret\n").is_err());
        let longest = vec![b'a'; SECRET_BYTES_MAX];
        assert!(key_id(&longest).is_ok());
        let error = secret_line(&mut vec![b'a'; SECRET_BYTES_MAX * 2].as_slice()).unwrap_err();
        assert!(matches!(
            error,
            SimulatorError::Secret(SecretError::TooLong)
        ));
        assert!(!error.to_string().contains("aaa"));
    }
}

//! The program's input: the webhook secret, and the sign that its parent is gone.

use crate::SimulatorError;
use std::io::{self, BufRead, Read};
use tokio::sync::oneshot;
use webhooks::{SECRET_BYTES_MAX, WebhookSecret};

/// What comes on the input.
#[derive(Debug)]
pub struct Input {
    /// The first line.
    pub secret: oneshot::Receiver<Result<WebhookSecret, SimulatorError>>,
    /// Ends when the input is closed.
    pub closed: oneshot::Receiver<()>,
}

/// Reads the standard input on a thread of its own: a read that waits can't be cancelled, and
/// must not keep the program from ending.
#[must_use]
pub fn read() -> Input {
    let (secret_sender, secret) = oneshot::channel();
    let (open, closed) = oneshot::channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        drop(secret_sender.send(secret_line(&mut input)));
        drop(io::copy(&mut input, &mut io::sink()));
        drop(open);
    });
    Input { secret, closed }
}

/// The secret on the first line, without its line end.
///
/// # Errors
/// [`SimulatorError`] if it can't be read, is empty or too long.
pub fn secret_line(input: &mut impl BufRead) -> Result<WebhookSecret, SimulatorError> {
    // Room for a longest secret and its line end, so that no copy is left behind by growing.
    let room = SECRET_BYTES_MAX.saturating_add(3);
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
    Ok(WebhookSecret::new(line)?)
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

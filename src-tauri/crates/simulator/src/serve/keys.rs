//! The secrets of a server: the first line of its input.

use crate::{SimulatorError, input::first_line};
use serde::Deserialize;
use std::{fmt, io::BufRead};
use webhooks::WebhookSecret;
use zeroize::Zeroizing;

/// The longest first line.
const LINE_BYTES_MAX: usize = 16 * 1024;

/// What a client must send, and what webhooks are signed with. None of it prints.
pub struct Keys {
    /// What stands in `x-api-key`.
    pub api_key: Zeroizing<String>,
    /// What stands in `x-api-secret`.
    pub api_secret: Zeroizing<String>,
    /// What webhooks are signed with.
    pub webhook_secret: WebhookSecret,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Line {
    api_key: String,
    api_secret: String,
    webhook_secret: String,
}

impl Keys {
    /// Reads `{"apiKey":"…","apiSecret":"…","webhookSecret":"…"}`.
    ///
    /// # Errors
    /// [`SimulatorError`] if the line can't be read or is anything else. It does not tell the line.
    pub fn read(input: &mut impl BufRead) -> Result<Self, SimulatorError> {
        let line = Zeroizing::new(first_line(input, LINE_BYTES_MAX)?);
        // The parser's own words could hold a part of the line.
        let line: Line = serde_json::from_slice(&line).map_err(|_| SimulatorError::Keys)?;
        let (api_key, api_secret) = (
            Zeroizing::new(line.api_key),
            Zeroizing::new(line.api_secret),
        );
        let webhook_secret = WebhookSecret::new(line.webhook_secret.into_bytes())?;
        if api_key.is_empty() || api_secret.is_empty() {
            return Err(SimulatorError::Keys);
        }
        Ok(Self {
            api_key,
            api_secret,
            webhook_secret,
        })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Keys")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_holds_three_secrets_and_no_error_tells_one() {
        let read = |line: &str| Keys::read(&mut line.as_bytes());
        let good = r#"{"apiKey":"marker-k","apiSecret":"marker-s","webhookSecret":"marker-w"}"#;
        let keys = read(&format!("{good}\nmore\n")).unwrap();
        assert_eq!(
            (keys.api_key.as_str(), keys.api_secret.as_str()),
            ("marker-k", "marker-s")
        );
        assert!(!format!("{keys:?}").contains("marker"));
        for bad in [
            "marker",
            r#"{"apiKey":"marker-k","apiSecret":"marker-s"}"#,
            r#"{"apiKey":"","apiSecret":"marker-s","webhookSecret":"marker-w"}"#,
            r#"{"apiKey":"marker-k","apiSecret":"marker-s","webhookSecret":""}"#,
            r#"{"apiKey":"marker-k","apiSecret":"marker-s","webhookSecret":"w","more":1}"#,
        ] {
            let error = read(bad).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("marker"), "{bad}");
        }
    }
}

//! A request that comes with bytes beside it, as the body of the call itself: a file's bytes would
//! be four times as long as JSON, and held there several times over.

use percent_encoding::percent_decode_str;
use serde::de::{DeserializeOwned, Error as _};
use tauri::{
    Runtime,
    ipc::{CommandArg, CommandItem, InvokeBody, InvokeError},
};

/// The header that holds the request: JSON, percent-encoded, since names are not ASCII.
pub const REQUEST_HEADER: &str = "console-request";

/// A request and its bytes.
pub struct WithBytes<T> {
    /// What is asked.
    pub request: T,
    /// The call's body.
    pub bytes: Vec<u8>,
}

impl<'de, R: Runtime, T: DeserializeOwned> CommandArg<'de, R> for WithBytes<T> {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        let invalid = |error: serde_json::Error| {
            let error = tauri::Error::InvalidArgs(command.name, command.key, error);
            InvokeError::from_error(error)
        };
        let missing = |what: &str| invalid(serde_json::Error::custom(what));
        let InvokeBody::Raw(bytes) = command.message.payload() else {
            return Err(missing("the call's body is no bytes"));
        };
        let header = command.message.headers().get(REQUEST_HEADER);
        let header = header.and_then(|value| value.to_str().ok());
        let header = header.ok_or_else(|| missing("the request's header is missing"))?;
        let json: Vec<u8> = percent_decode_str(header).collect();
        Ok(Self {
            request: serde_json::from_slice(&json).map_err(invalid)?,
            bytes: bytes.clone(),
        })
    }
}

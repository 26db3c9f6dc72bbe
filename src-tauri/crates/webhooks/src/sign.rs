//! Signing as the sender does it, for the simulator and for tests.

use crate::{
    SignError, TextRule, WebhookSecret,
    javascript::text_of,
    strict_json::{Value, read_object},
};

/// The hash over these fields of a body, in this order: 64 lower-case hex digits.
///
/// # Errors
/// [`SignError`] if the body can't be read, or a field is not there or has no sure text.
pub fn sign(fields: &[&str], body: &[u8], secret: &WebhookSecret) -> Result<String, SignError> {
    let members = read_object(body).map_err(SignError::Body)?;
    let mut text = String::new();
    for field in fields {
        let member = members
            .iter()
            .find(|member| member.name == *field)
            .ok_or_else(|| SignError::Missing((*field).to_owned()))?;
        match &member.value {
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(SignError::NoSureText((*field).to_owned()));
            }
            value @ (Value::Bool(_) | Value::Number(_) | Value::Text(_)) => {
                text.push_str(&text_of(value, TextRule::StringOf));
            }
        }
    }
    Ok(hex::encode(secret.hash_after(text.as_bytes())))
}

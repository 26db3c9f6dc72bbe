//! Sorts an answer by its status and body: success, refused, or failed.

use crate::{Answer, Failure, Fields, Shape, Unread};

/// Whether an answer is a success, by its status and the shape of its body. `bytes_max` is the
/// limit at which a body that is not whole was cut.
///
/// # Errors
/// The [`Failure`] that the answer is.
pub fn judge(answer: &Answer, bytes_max: usize) -> Result<(), Failure> {
    let status = answer.status;
    let exception = exception(&answer.body);
    match (status, exception) {
        (200..=299, _) if !answer.whole => Err(Failure::TooLong { bytes_max }),
        (200..=299, Some(_)) => Err(Failure::NotUnderstood(Unread::SuccessWithException)),
        (200..=299, None) => Ok(()),
        (_, Some((code, message))) => Err(Failure::Refused {
            status,
            code,
            message,
        }),
        (408 | 500..=999, None) => Err(Failure::PartnerFailed {
            status,
            shape: shape(answer),
        }),
        (_, None) => Err(Failure::RefusedInAnotherShape {
            status,
            shape: shape(answer),
        }),
    }
}

type Exception = (Option<String>, Option<String>);

/// `errorCode` and `message` of the documented envelope; none if the body is not that.
fn exception(body: &[u8]) -> Option<Exception> {
    let fields = Fields::parse(body).ok()?;
    let exception = fields.object("exception").into_read()?;
    let code = exception.text("errorCode").into_read();
    let message = exception.text("message").into_read();
    // An envelope that says neither is nobody's word.
    (code.is_some() || message.is_some()).then_some((code, message))
}

fn shape(answer: &Answer) -> Shape {
    let body = answer.body.trim_ascii();
    let is_html = |text: &str| text.to_ascii_lowercase().contains("html");
    let start = body.get(..body.len().min(256)).unwrap_or_default();
    if body.is_empty() {
        Shape::Empty
    } else if serde_json::from_slice::<&serde_json::value::RawValue>(body).is_ok() {
        Shape::OtherJson
    } else if answer.content_type.as_deref().is_some_and(is_html)
        || (body.starts_with(b"<") && is_html(&String::from_utf8_lossy(start)))
    {
        Shape::Html
    } else {
        Shape::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Certainty;
    use bytes::Bytes;
    use proptest::prelude::*;

    fn answer(status: u16, body: &[u8]) -> Answer {
        Answer {
            status,
            date: None,
            content_type: None,
            retry_after: None,
            body: Bytes::copy_from_slice(body),
            whole: true,
        }
    }

    fn certainty(status: u16, body: &str) -> Option<Certainty> {
        let judged = judge(&answer(status, body.as_bytes()), 10);
        judged.err().map(|failure| failure.certainty())
    }

    const EXCEPTION: &str = r#"{"exception":{"errorCode":"X","message":"no"}}"#;

    #[test]
    fn only_the_partners_own_exception_turns_a_server_failure_into_a_refusal() {
        for status in [408, 500, 502, 503, 504, 599] {
            assert_eq!(certainty(status, EXCEPTION), Some(Certainty::Refused));
            for other in [
                "",
                "<html>",
                "{}",
                r#"{"exception":{}}"#,
                r#"{"exception":"X"}"#,
            ] {
                let found = certainty(status, other);
                assert_eq!(found, Some(Certainty::Unknown), "{status} {other}");
            }
        }
        for status in [300, 302, 307, 400, 401, 403, 404, 409, 422, 429] {
            for body in [EXCEPTION, "", "<html>", "{}"] {
                assert_eq!(certainty(status, body), Some(Certainty::Refused));
            }
        }
        assert_eq!(certainty(200, "{}"), None);
        assert_eq!(certainty(200, EXCEPTION), Some(Certainty::Unknown));
    }

    #[test]
    fn what_came_in_place_of_the_documented_body_is_named() {
        for (body, wanted) in [
            ("", Shape::Empty),
            (" \n", Shape::Empty),
            ("<!DOCTYPE html><p>no", Shape::Html),
            ("<xml/>", Shape::Other),
            ("[1]", Shape::OtherJson),
            ("nope", Shape::Other),
        ] {
            assert_eq!(shape(&answer(403, body.as_bytes())), wanted, "{body:?}");
        }
    }

    proptest! {
        #[test]
        fn no_body_of_any_shape_makes_a_failed_write_certain_but_the_exception(
            body in prop::collection::vec(any::<u8>(), 0..200),
            status in prop_oneof![Just(408_u16), 500_u16..600],
        ) {
            let failure = judge(&answer(status, &body), 10).unwrap_err();
            let refused = matches!(failure, Failure::Refused { .. });
            prop_assert_eq!(failure.certainty() == Certainty::Refused, refused);
        }
    }
}

//! How an answer looks on the wire, and how faults change it.

use super::{
    connections::cut,
    fault::Fault,
    object::{set_raw, text},
    refusal::Refusal,
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use futures_util::{StreamExt, stream};
use partner_api::{Fields, list_envelope::read_list};
use std::{io, time::Duration};

/// Before an answer is cut.
const CUT_PAUSE: Duration = Duration::from_millis(100);
/// The names under which an object's status stands.
const STATUS_NAMES: [&str; 3] = ["kycStatus", "clientStatus", "status"];

/// A JSON answer.
pub fn json(status: u16, body: String) -> Response<Body> {
    typed(status, "application/json", body)
}

fn typed(status: u16, kind: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// A refusal, with how long to wait if that is told.
pub fn refused(refusal: &Refusal, retry_after: Option<u32>) -> Response<Body> {
    waiting(json(refusal.status, refusal.body()), retry_after)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        refused(&self, None)
    }
}

/// The web page of a proxy that has no answer.
pub fn page(status: u16, retry_after: Option<u32>) -> Response<Body> {
    let title = StatusCode::from_u16(status).map(|code| code.to_string());
    let title = title.unwrap_or_default();
    let body = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1>\
         </center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n"
    );
    waiting(typed(status, "text/html", body), retry_after)
}

fn waiting(mut response: Response<Body>, retry_after: Option<u32>) -> Response<Body> {
    if let Some(seconds) = retry_after {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// A call's answer after its effect, as a fault changes it.
pub fn after(fault: Option<&Fault>, body: String) -> Response<Body> {
    match fault {
        Some(Fault::Refuse {
            status,
            code,
            message,
            retry_after,
            ..
        }) => refused(&Refusal::new(*status, code, message), *retry_after),
        Some(Fault::Page {
            status,
            retry_after,
            ..
        }) => page(*status, *retry_after),
        Some(Fault::Cut { .. }) => cut(),
        Some(Fault::HalfAnswer {}) => half(&body),
        Some(Fault::WrongJson {}) => {
            let broken: String = body.chars().take(body.chars().count() / 2).collect();
            json(200, broken)
        }
        Some(Fault::ExtraFields { json: further }) => {
            let further = Fields::parse(further.as_bytes()).unwrap_or_default();
            json(200, each(&body, |object| object.merge(further.clone())))
        }
        Some(Fault::OtherStatus { status }) => json(
            200,
            each(&body, |object| {
                let name = STATUS_NAMES
                    .iter()
                    .find(|name| text(object, name).is_some());
                object.set_text(name.unwrap_or(&"status"), status);
            }),
        ),
        Some(Fault::Envelope { under, total }) => {
            json(200, envelope(&body, under.as_deref(), total.as_deref()))
        }
        _ => json(200, body),
    }
}

/// The head says how long the body is, and half of it comes.
fn half(body: &str) -> Response<Body> {
    let length = body.len();
    let half = Bytes::copy_from_slice(body.as_bytes()).slice(..length / 2);
    let pieces = stream::once(async { Ok(half) }).chain(stream::once(async {
        // What was sent until then does arrive.
        tokio::time::sleep(CUT_PAUSE).await;
        Err(io::Error::other("cut on purpose"))
    }));
    let mut response = json(200, String::new());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    *response.body_mut() = Body::from_stream(pieces);
    response
}

/// Changes the answer's object, or each object of its list.
fn each(body: &str, change: impl Fn(&mut Fields)) -> String {
    if let Ok(list) = read_list(body.as_bytes()) {
        let items = list.items.iter().map(|item| {
            let mut object = Fields::parse(item.get().as_bytes()).unwrap_or_default();
            change(&mut object);
            object.to_json()
        });
        let items: Vec<String> = items.collect();
        let total = list.total.unwrap_or_default();
        return format!("{{\"data\":[{}],\"total\":{total}}}", items.join(","));
    }
    let mut object = Fields::parse(body.as_bytes()).unwrap_or_default();
    change(&mut object);
    object.to_json()
}

/// The list in another envelope; what is no list stays as it is.
fn envelope(body: &str, under: Option<&str>, total: Option<&str>) -> String {
    let Ok(list) = read_list(body.as_bytes()) else {
        return body.to_owned();
    };
    let items: Vec<&str> = list.items.iter().map(|item| item.get()).collect();
    let items = format!("[{}]", items.join(","));
    let Some(under) = under else {
        return items;
    };
    let mut outer = Fields::new();
    if let Some(total) = total {
        set_raw(
            &mut outer,
            total,
            &list.total.unwrap_or_default().to_string(),
        );
    }
    set_raw(&mut outer, under, &items);
    outer.to_json()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{"data":[{"id":1,"kycStatus":"NEW"},{"id":2,"status":"X"}],"total":7}"#;

    #[test]
    fn a_list_comes_in_any_envelope() {
        let bare = envelope(LIST, None, None);
        assert_eq!(
            bare,
            r#"[{"id":1,"kycStatus":"NEW"},{"id":2,"status":"X"}]"#
        );
        let rows = envelope(LIST, Some("rows"), Some("count"));
        assert_eq!(rows, format!("{{\"count\":7,\"rows\":{bare}}}"));
        assert_eq!(
            envelope(LIST, Some("items"), None),
            format!("{{\"items\":{bare}}}")
        );
        assert_eq!(envelope("{\"id\":1}", None, None), "{\"id\":1}");
    }

    #[test]
    fn each_object_of_an_answer_is_changed_and_nothing_else() {
        let mut changed = each(LIST, |object| object.set_text("x", "y"));
        let wanted =
            r#"{"data":[{"id":1,"kycStatus":"NEW","x":"y"},{"id":2,"status":"X","x":"y"}]"#;
        assert_eq!(changed, format!("{wanted},\"total\":7}}"));
        changed = each(r#"{"a":1.0}"#, |object| object.set_text("x", "y"));
        assert_eq!(changed, r#"{"a":1.0,"x":"y"}"#);
    }
}

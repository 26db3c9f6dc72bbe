//! The control interface: a port of its own, JSON, for tests and training.
//!
//! Changes need `Content-Type: application/json`, and every request a `Host` of this machine, so
//! that no web page in a browser can reach it.
//!
//! | request | what it does |
//! | --- | --- |
//! | `GET /operations` | each operation with its method, path and counts of calls and effects |
//! | `GET /requests` | what was received, byte for byte; `?operation=` narrows it |
//! | `DELETE /requests` | forgets requests and counts |
//! | `GET /faults`, `POST /faults`, `DELETE /faults` | what shall go wrong: see [`Planned`] |
//! | `GET /objects/{kind}` | all objects of a kind with their numbers |
//! | `PUT /objects/{kind}/{number}` | makes an object, or advances it, as below |
//! | `GET /answers`, `POST /answers`, `DELETE /answers` | how compliance answers: below |
//! | `GET /agreements`, `PUT /agreements/{number}` | agreements: `title`, `version`, `text` |
//! | `GET /files`, `DELETE /files/{key}` | uploaded files; the address of one holds no more |
//! | `POST /population` | makes many merchants: see [`Population`](super::population::Population) |
//! | `POST /events` | announces a status that no object has: `kind`, `number`, `status` |
//! | `GET /webhook`, `PUT /webhook` | where deliveries go: `{"url":"http://127.0.0.1:…"}` or null |
//! | `GET /pace`, `PUT /pace` | how long things take: see [`Pace`] |
//! | `GET /clock`, `PUT /clock` | the time that answers tell: see [`Dated`] |
//! | `GET /deliveries`, `GET /deliveries/{uuid}` | the webhook log |
//! | `POST /deliveries/{uuid}/replay` | sends one again under a new request UUID |
//! | `POST /deliveries/mock` | sends mock data: `event`, `id`, `status`, and a `url` if wanted |
//!
//! An object is wanted as `{"status":"VALID","fields":{…},"silent":false}`, each of which may be
//! left out. A known status brings with it what comes with that, any other word stands as it is;
//! fields, known or not, are set besides, letter by letter; a silent change is not announced.
//!
//! An onboarding that is submitted is approved, unless an answer is given before it is: as
//! `{"merchant":101,"answer":"FLAGGED"}` for one merchant, without `merchant` for the next that is
//! submitted and has none of its own. Any word will do.
//!
//! Kinds of object: `merchant`, `account`, `payout`, `end_to_end`, `collection`, `confirmation`.

mod onboarding;

use super::{
    api::{json_answer, query},
    dated::Dated,
    fault::Planned,
    pace::Pace,
    refusal::Refusal,
    server::Server,
    wanted::{ObjectKind, Wanted},
};
use crate::{
    Target,
    behind::{Asked, Behind},
    day::Event,
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, Request, State},
    http::{Method, Response, Uri, header},
    middleware::{Next, from_fn},
    response::IntoResponse,
    routing::{get, post, put},
};
use domain::{EventName, PartnerNumber};
use partner_api::{Fields, Operation};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::sync::Arc;

type Answer = Result<Response<Body>, Refusal>;
type Shared = State<Arc<Server>>;

/// The routes.
pub fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/operations", get(operations))
        .route("/requests", get(requests).delete(clear_requests))
        .route("/faults", get(faults).post(plan).delete(clear_faults))
        .route("/objects/{kind}", get(objects))
        .route("/objects/{kind}/{number}", put(put_object))
        .route("/events", post(event_alone))
        .route("/webhook", get(webhook).put(set_webhook))
        .route("/pace", get(pace).put(set_pace))
        .route("/clock", get(clock).put(set_clock))
        .merge(onboarding::routes())
        .route("/deliveries", get(deliveries))
        .route("/deliveries/mock", post(mock))
        .route("/deliveries/{uuid}", get(delivery))
        .route("/deliveries/{uuid}/replay", post(replay))
        .layer(from_fn(guard))
        .with_state(server)
}

/// Keeps web pages out: they can neither set these headers nor ask for this name.
async fn guard(request: Request, next: Next) -> Response<Body> {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let here = format!("http://{host}/").parse::<Target>().is_ok();
    let is_json = text(header::CONTENT_TYPE) == Some("application/json");
    if !here {
        let no = no(403, "the control interface is asked by its address alone");
        return no.into_response();
    }
    if request.method() != Method::GET && !is_json {
        return no(415, "a change needs Content-Type: application/json").into_response();
    }
    next.run(request).await
}

fn no(status: u16, message: impl Into<String>) -> Refusal {
    Refusal::new(status, "CONTROL", message)
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| no(400, error.to_string()))
}

fn done() -> Response<Body> {
    json_answer(200, &json!({}))
}

async fn operations(State(server): Shared) -> Response<Body> {
    let book = server.book();
    let row = |operation: Operation| {
        let count = book.count(Some(operation));
        json!({
            "operation": operation,
            "method": operation.method(),
            "path": operation.path(),
            "received": count.received,
            "effects": count.effects,
        })
    };
    let rows: Vec<Value> = Operation::ALL.iter().copied().map(row).collect();
    let others = book.count(None).received;
    json_answer(200, &json!({ "operations": rows, "others": others }))
}

async fn requests(State(server): Shared, uri: Uri) -> Response<Body> {
    let query = query(&uri);
    let wanted = query.iter().find(|(name, _)| name == "operation");
    let wanted = wanted.map(|(_, id)| Operation::from_id(id));
    let book = server.book();
    let fits = book
        .requests()
        .filter(|request| wanted.is_none_or(|wanted| request.operation == wanted));
    json_answer(200, &fits.collect::<Vec<_>>())
}

async fn clear_requests(State(server): Shared) -> Response<Body> {
    server.book().clear();
    done()
}

async fn faults(State(server): Shared) -> Response<Body> {
    json_answer(200, &server.book().planned())
}

async fn plan(State(server): Shared, body: Bytes) -> Answer {
    let planned: Planned = read(&body)?;
    if let Some(problem) = planned.fault.problem() {
        return Err(no(400, problem));
    }
    if !server.book().plan(planned) {
        return Err(no(409, "there are too many faults already"));
    }
    Ok(done())
}

async fn clear_faults(State(server): Shared) -> Response<Body> {
    server.book().clear_faults();
    done()
}

async fn objects(State(server): Shared, Path(kind): Path<String>) -> Answer {
    let kind = kind_of(&kind)?;
    let objects = kind.list(&server.world());
    Ok(json_answer(200, &objects))
}

fn kind_of(text: &str) -> Result<ObjectKind, Refusal> {
    let kind = serde_json::from_value(Value::from(text));
    kind.map_err(|error| no(404, error.to_string()))
}

async fn put_object(
    State(server): Shared,
    Path((kind, number)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let kind = kind_of(&kind)?;
    let number = PartnerNumber::parse(&number).map_err(|error| no(400, error.to_string()))?;
    let wanted: Wanted = read(&body)?;
    let fields = {
        let mut world = server.world();
        let now = server.now();
        let put = wanted.put(kind, number.get(), &mut world, now);
        let (fields, event) = put?;
        let event = event.filter(|_| !wanted.silent);
        server.changed(&mut world, event.into_iter().collect());
        fields
    };
    server.kept().await;
    Ok(json_answer(200, &fields))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Announced {
    kind: ObjectKind,
    number: PartnerNumber,
    status: String,
}

async fn event_alone(State(server): Shared, body: Bytes) -> Answer {
    let wanted: Announced = read(&body)?;
    let mut world = server.world();
    let event = wanted.kind.event(wanted.number.get(), &world);
    let event = super::news::with_status(event?, &wanted.status);
    server.changed(&mut world, vec![event]);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Webhook {
    url: Option<String>,
}

fn target(url: Option<&str>) -> Result<Option<Target>, Refusal> {
    let target = url.map(str::parse::<Target>).transpose();
    target.map_err(|error| no(400, error.to_string()))
}

async fn webhook(State(server): Shared) -> Response<Body> {
    let target = server.target();
    let url = target.as_ref().map(|target| target.url().as_str());
    json_answer(200, &json!({ "url": url }))
}

async fn set_webhook(State(server): Shared, body: Bytes) -> Answer {
    let wanted: Webhook = read(&body)?;
    server.set_target(target(wanted.url.as_deref())?);
    Ok(done())
}

async fn pace(State(server): Shared) -> Response<Body> {
    let pace = server.world().pace;
    json_answer(200, &pace)
}

async fn set_pace(State(server): Shared, body: Bytes) -> Answer {
    let pace: Pace = read(&body)?;
    {
        let mut world = server.world();
        world.pace = pace;
        server.changed(&mut world, Vec::new());
    }
    server.kept().await;
    Ok(done())
}

async fn clock(State(server): Shared) -> Response<Body> {
    let dated = *server.dated();
    json_answer(200, &dated)
}

async fn set_clock(State(server): Shared, body: Bytes) -> Answer {
    let wanted: Dated = read(&body)?;
    *server.dated() = wanted;
    Ok(done())
}

/// A line of the log as the platform shows it: payload, headers and response.
fn shown(line: &super::delivery_log::Line) -> Value {
    let headers = line.delivery.headers(&line.uuid);
    json!({
        "uuid": line.uuid,
        "at": line.at,
        "event": line.delivery.event,
        "subject": line.delivery.subject,
        "status": line.delivery.status,
        "mode": line.delivery.mode,
        "replayOf": line.replay_of,
        "payload": line.delivery.body,
        "headers": headers,
        "response": { "status": line.status, "body": line.body, "failure": line.failure },
    })
}

async fn deliveries(State(server): Shared) -> Response<Body> {
    let lines: Vec<Value> = server.world().log.lines().map(shown).collect();
    json_answer(200, &lines)
}

async fn delivery(State(server): Shared, Path(uuid): Path<String>) -> Answer {
    let world = server.world();
    let line = world.log.find(&uuid);
    let line = line.ok_or_else(|| no(404, "there is no such delivery"))?;
    Ok(json_answer(200, &shown(line)))
}

async fn replay(State(server): Shared, Path(uuid): Path<String>) -> Answer {
    let (number, delivery) = {
        let mut world = server.world();
        let line = world.log.find(&uuid);
        let line = line.ok_or_else(|| no(404, "there is no such delivery"))?;
        let delivery = Box::new(line.delivery.clone());
        (world.errand_number(), delivery)
    };
    server.ask(number, Asked::Repeat { delivery, uuid }, None);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mock {
    event: EventName,
    id: PartnerNumber,
    status: String,
    url: Option<String>,
}

/// Mock data is signed with the real secret, as it may be on the platform.
async fn mock(State(server): Shared, body: Bytes) -> Answer {
    let mock: Mock = read(&body)?;
    let target = target(mock.url.as_deref())?;
    let mut fields = Fields::new();
    fields.set_text("event", mock.event.wire());
    fields.set_id("id", mock.id);
    fields.set_text("status", &mock.status);
    let event = Event {
        name: mock.event,
        kind: mock.event.subject_kind(),
        number: mock.id.get(),
        status: mock.status,
        body: fields.to_json(),
    };
    let number = server.world().errand_number();
    server.ask(number, Asked::Pretend(event), target);
    Ok(done())
}

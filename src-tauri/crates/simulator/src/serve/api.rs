//! The API over HTTP: each row of the operation table is a route, and each call goes one way.

use super::{
    answers::{after, json, page, refused},
    asked::Asked,
    connections::cut,
    documents,
    fault::{Fault, When},
    files,
    news::with_status,
    object::after as after_ms,
    refusal::Refusal,
    server::Server,
    world::{Done, World},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, Request},
    http::{HeaderMap, Response, Uri, request::Parts},
    routing::{MethodFilter, on},
};
use domain::Millis;
use futures_util::StreamExt;
use partner_api::{Effect, Fields, Method, Operation};
use reqwest::Url;
use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

/// What stands before every operation's path, as on the live server (documented).
pub const BASE_PATH: &str = "/bpapi";
/// The longest JSON body.
const BODY_BYTES_MAX: usize = 1024 * 1024;
/// The headers of every call (documented).
const KEY: &str = "x-api-key";
const SECRET: &str = "x-api-secret";

/// The routes: those of the table, and what is read by its address.
pub fn router(server: &Arc<Server>) -> Router {
    let mut router = Router::new();
    for operation in Operation::ALL.iter().copied() {
        let filter = match operation.method() {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
        };
        let handler = handler(server, Some(operation));
        let path = format!("{BASE_PATH}{}", operation.path());
        router = router.route(&path, on(filter, handler));
    }
    router
        .merge(documents::router(server))
        // Each call has a limit of its own.
        .layer(DefaultBodyLimit::disable())
        .method_not_allowed_fallback(handler(server, None))
        .fallback(handler(server, None))
}

type Answering = std::pin::Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

fn handler(
    server: &Arc<Server>,
    operation: Option<Operation>,
) -> impl Fn(Request) -> Answering + Clone + Send + Sync + 'static {
    let server = Arc::clone(server);
    move |request| {
        // A client that goes away does not stop what it asked for, as on any server.
        let answered = tokio::spawn(answer(Arc::clone(&server), operation, request));
        Box::pin(async move { answered.await.unwrap_or_else(|_| cut()) })
    }
}

async fn answer(
    server: Arc<Server>,
    operation: Option<Operation>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let now = server.now();
    let is_right = |name: &str, value: &[u8]| match name {
        KEY => Some(value == server.api_key.as_bytes()),
        SECRET => Some(value == server.api_secret.as_bytes()),
        _ => None,
    };
    let (number, fault) = server.book().receive(operation, &parts, is_right, now);
    let call = Call {
        server: Arc::clone(&server),
        operation,
        number,
        fault,
    };
    let response = call.run(parts, body).await;
    if response
        .extensions()
        .get::<super::connections::Cut>()
        .is_none()
    {
        server.book().answer(number, response.status().as_u16());
    }
    response
}

/// A call on its way.
struct Call {
    server: Arc<Server>,
    operation: Option<Operation>,
    number: u64,
    fault: Option<Fault>,
}

impl Call {
    async fn run(&self, parts: Parts, body: Body) -> Response<Body> {
        let (body, seen) = files::watched(self.on_its_way(body));
        let right = authorised(&self.server, &parts.headers);
        let early = self.before();
        let is_upload = self.operation == Some(Operation::UploadFile);
        let done = if is_upload && right.is_ok() && early.is_none() {
            self.wait(When::Before).await;
            self.upload(Request::from_parts(parts, body)).await
        } else {
            let read = read(body, is_upload).await;
            self.write_down(&seen);
            if let Some(early) = early {
                return early;
            }
            self.wait(When::Before).await;
            match right.and(read) {
                Ok(body) => self.act(&parts, &body),
                Err(refusal) => Err(refusal),
            }
        };
        self.write_down(&seen);
        match done {
            Ok(body) => {
                self.server.store.kept().await;
                self.wait(When::After).await;
                after(self.fault.as_ref(), body)
            }
            Err(_) if self.was_cut(&seen) => cut(),
            Err(refusal) => {
                // An expired quote is a change too.
                self.server.store.kept().await;
                refused(&refusal, None)
            }
        }
    }

    /// The body as a fault lets it come.
    fn on_its_way(&self, body: Body) -> Body {
        match self.fault {
            Some(Fault::SlowUpload { bytes_per_second }) => files::slowed(body, bytes_per_second),
            Some(Fault::CutUpload { at_bytes }) => files::cut_at(body, at_bytes),
            _ => body,
        }
    }

    fn was_cut(&self, seen: &std::sync::Mutex<files::Seen>) -> bool {
        let bytes = seen.lock().unwrap_or_else(PoisonError::into_inner).bytes;
        matches!(self.fault, Some(Fault::CutUpload { at_bytes }) if bytes >= at_bytes)
    }

    fn write_down(&self, seen: &std::sync::Mutex<files::Seen>) {
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut book = self.server.book();
        book.body(self.number, &seen.beginning, seen.bytes);
    }

    /// The answer of a fault that keeps the call from its effect.
    fn before(&self) -> Option<Response<Body>> {
        match self.fault.as_ref()? {
            Fault::Refuse {
                status,
                code,
                message,
                retry_after,
                when: When::Before,
            } => Some(refused(&Refusal::new(*status, code, message), *retry_after)),
            Fault::Page {
                status,
                retry_after,
                when: When::Before,
            } => Some(page(*status, *retry_after)),
            Fault::Cut { when: When::Before } => Some(cut()),
            _ => None,
        }
    }

    async fn wait(&self, now: When) {
        if let Some(Fault::Delay { ms, when }) = &self.fault
            && *when == now
        {
            tokio::time::sleep(Duration::from_millis(u64::from(*ms))).await;
        }
    }

    /// Does what is asked; gives the answer's body.
    fn act(&self, parts: &Parts, body: &[u8]) -> Result<String, Refusal> {
        let Some(operation) = self.operation else {
            let message = format!("there is no {} {}", parts.method, parts.uri.path());
            return Err(Refusal::new(404, "NOT_FOUND", message));
        };
        let asked = asked(operation, &parts.uri, body)?;
        let now = self.server.now();
        let mut world = self.server.world();
        if let Some(Fault::ExpiredQuote {}) = &self.fault {
            self.expire_quote(&mut world, asked.number()?, now);
            return Err(Refusal::state("QUOTE_EXPIRED", "the quote is over"));
        }
        let before = world.generation;
        let done = world.act(&asked, now)?;
        if let Some(Fault::Underpaid { amount }) = &self.fault {
            let number = asked.number()?;
            if let Some(transaction) = world.transactions.get_mut(&number) {
                transaction.short = Some(amount.clone());
            }
        }
        if let Some(Fault::LockedOtherwise { amount }) = &self.fault {
            let number = asked.number()?;
            if let Some(transaction) = world.transactions.get_mut(&number) {
                transaction.fields.set_text("fromAmount", amount);
            }
        }
        if world.generation != before {
            let events = self.events(&done);
            self.server.changed(&mut world, events);
        }
        if operation.effect() != Effect::Reads {
            self.server.book().effect(self.number);
        }
        Ok(done.answer)
    }

    /// What is announced, as a fault changes it.
    fn events(&self, done: &Done) -> Vec<crate::day::Event> {
        let mut events = done.events.clone();
        match &self.fault {
            Some(Fault::Silent {}) => events.clear(),
            Some(Fault::EventAlone { status }) => {
                let last = events.last().cloned();
                events.extend(last.map(|event| with_status(event, status)));
            }
            _ => (),
        }
        events
    }

    /// The quote ran out just before its approval came.
    fn expire_quote(&self, world: &mut World, number: u64, now: Millis) {
        if let Some(transaction) = world.transactions.get_mut(&number)
            && transaction.stage() == "AWAITING_QUOTE_APPROVAL"
        {
            transaction.quote_until = Some(now);
            transaction.due = Some(now);
        }
        // What else is due comes with it.
        let events = world.pass(now);
        self.server.changed(world, events);
    }

    async fn upload(&self, request: Request) -> Result<String, Refusal> {
        let key = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let key = key.simple().to_string();
        let mut file = files::take(&self.server.files, &key, request).await?;
        let mut world = self.server.world();
        file.until = Some(after_ms(self.server.now(), world.pace.file_life_ms));
        let name = documents::name_in_path(&file.name);
        let url = format!("{}/files/{key}/{name}", world.origin);
        world.files.insert(key, file);
        self.server.changed(&mut world, Vec::new());
        self.server.book().effect(self.number);
        let mut answer = Fields::new();
        answer.set_text("url", &url);
        Ok(answer.to_json())
    }
}

fn random() -> Result<[u8; 16], Refusal> {
    let mut bytes = [0; 16];
    let failed = |_| Refusal::new(503, "NO_RANDOM_BYTES", "the system gave no random bytes");
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Both headers, as documented: 400 if one is missing or wrong.
fn authorised(server: &Server, headers: &HeaderMap) -> Result<(), Refusal> {
    for (name, right, code, what) in [
        (KEY, &server.api_key, "API_KEY", "API key"),
        (SECRET, &server.api_secret, "API_SECRET", "API secret"),
    ] {
        let (fault, words) = match headers.get(name) {
            None => ("MISSING", "missing"),
            Some(value) if value.as_bytes() != right.as_bytes() => ("INVALID", "invalid"),
            Some(_) => continue,
        };
        let code = format!("{code}_{fault}");
        return Err(Refusal::new(400, &code, format!("{what} {words}")));
    }
    Ok(())
}

/// Reads a body; one of an upload that is refused goes by unread.
async fn read(body: Body, is_upload: bool) -> Result<Vec<u8>, Refusal> {
    if is_upload {
        let mut pieces = body.into_data_stream();
        while let Some(Ok(_)) = pieces.next().await {}
        return Ok(Vec::new());
    }
    let too_long = |_| Refusal::new(413, "BODY_TOO_LARGE", "the body is too long, or broke off");
    let bytes = to_bytes(body, BODY_BYTES_MAX).await.map_err(too_long)?;
    Ok(bytes.to_vec())
}

/// What a request asks by its row of the table.
fn asked(operation: Operation, uri: &Uri, body: &[u8]) -> Result<Asked, Refusal> {
    use partner_api::Body as Kind;
    let is_none = body.trim_ascii().is_empty();
    let body = match operation.body() {
        Kind::Empty | Kind::File => Fields::new(),
        Kind::OptionalJson if is_none => Fields::new(),
        Kind::OptionalJson | Kind::Json => {
            let wrong = |_| Refusal::new(400, "INVALID_JSON", "the body is no JSON object");
            Fields::parse(body).map_err(wrong)?
        }
    };
    Ok(Asked {
        operation,
        path_value: path_value(operation, uri.path()),
        query: query(uri),
        body,
    })
}

/// The parameter's value in a path that fits the operation's. An id needs no decoding, and what
/// needs some is no id.
fn path_value(operation: Operation, path: &str) -> Option<String> {
    let (start, rest) = operation.path().split_once('{')?;
    let (_, end) = rest.split_once('}')?;
    let value = path.strip_prefix(BASE_PATH)?.strip_prefix(start)?;
    Some(value.strip_suffix(end)?.to_owned())
}

/// A query, decoded.
pub fn query(uri: &Uri) -> Vec<(String, String)> {
    let Some(query) = uri.query() else {
        return Vec::new();
    };
    let url = Url::parse(&format!("http://localhost/?{query}"));
    let pairs = url.as_ref().map(|url| url.query_pairs().into_owned());
    pairs.map(Iterator::collect).unwrap_or_default()
}

/// An answer in JSON, for the rooms beside this one.
pub fn json_answer(status: u16, body: &impl serde::Serialize) -> Response<Body> {
    match serde_json::to_string(body) {
        Ok(body) => json(status, body),
        Err(error) => refused(&Refusal::new(500, "NO_JSON", error.to_string()), None),
    }
}

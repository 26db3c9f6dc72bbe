//! Credentials: they print nowhere, and go to their own origin alone.

use crate::{
    fixture::{KEY, SECRET, base, call, impatient, partner, quick},
    server::{Reply, Server},
};
use domain::SystemClock;
use partner_api::{Credentials, Operation, Overrides, Partner, PartnerError};
use std::{
    fmt::Write,
    io,
    sync::{Arc, Mutex, OnceLock},
};

#[tokio::test]
async fn a_redirect_is_not_followed_and_its_target_hears_nothing() {
    let target = Server::always(Reply::json(200, "[]")).await;
    let location = format!("http://{}/bpapi/v1/countries", target.address);
    for status in [301, 302, 303, 307, 308] {
        let reply = Reply::json(status, "").with("location", &location);
        let server = Server::always(reply).await;
        for operation in [Operation::ListCountries, Operation::CreatePayout] {
            call(&partner(&server, quick()), operation)
                .await
                .unwrap_err();
        }
        assert_eq!(server.requests().len(), 2, "{status}");
    }
    assert!(target.requests().is_empty());
}

#[tokio::test]
async fn credentials_of_another_origin_make_no_client() {
    let server = Server::always(Reply::json(200, "[]")).await;
    let here = base("http", server.address);
    for other in [
        "https://127.0.0.1/bpapi".to_owned(),
        format!("https://{}/bpapi", server.address),
        format!("http://localhost:{}/bpapi", server.address.port()),
        "https://api.example".to_owned(),
    ] {
        let credentials = Credentials::new(other.parse().unwrap(), KEY, SECRET).unwrap();
        let clock = Arc::new(SystemClock::start());
        let overrides = Overrides::default();
        let made = Partner::new(here.clone(), credentials, overrides, quick(), clock);
        assert!(
            matches!(made, Err(PartnerError::OtherOrigin { .. })),
            "{other}"
        );
    }
}

/// All that is logged in this process, by `tracing` and by `log`.
static LOGGED: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();

#[derive(Clone)]
struct Keep(Arc<Mutex<Vec<u8>>>);

impl io::Write for Keep {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl log::Log for Keep {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("log {} {}\n", record.target(), record.args());
        self.0.lock().unwrap().extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}

fn keep_all_logs() -> Arc<Mutex<Vec<u8>>> {
    let kept = LOGGED.get_or_init(|| {
        let keep = Keep(Arc::default());
        let writer = keep.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log::set_logger(Box::leak(Box::new(keep.clone()))).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        keep.0
    });
    Arc::clone(kept)
}

#[tokio::test]
async fn no_secret_is_printed_or_logged_at_trace_level_whatever_becomes_of_the_call() {
    let logged = keep_all_logs();
    let mut printed = String::new();
    let replies = [
        Reply::json(200, "[]"),
        Reply::json(
            400,
            r#"{"exception":{"errorCode":"API_KEY_MISSING","message":"no"}}"#,
        ),
        Reply::html(502),
        Reply::Silence,
        Reply::HangUp,
        Reply::BreakOff("{"),
    ];
    for reply in replies {
        let server = Server::always(reply).await;
        let partner = partner(&server, impatient());
        for operation in [Operation::ListCountries, Operation::CreatePayout] {
            match call(&partner, operation).await {
                Ok(exchange) => write!(printed, "{exchange:?}").unwrap(),
                Err(error) => {
                    write!(printed, "{error} {error:?} {:?}", error.hints()).unwrap();
                }
            }
        }
        let base = base("http", server.address);
        let credentials = Credentials::new(base.origin(), KEY, SECRET).unwrap();
        write!(
            printed,
            "{partner:?} {credentials:?} {:?}",
            partner.limits()
        )
        .unwrap();
    }
    let logged = String::from_utf8_lossy(&logged.lock().unwrap()).into_owned();
    assert!(
        logged.contains("called the partner"),
        "our own line is there"
    );
    assert!(
        logged.contains("log reqwest") || logged.contains("log hyper"),
        "theirs are there"
    );
    for text in [&printed, &logged] {
        for secret in [KEY, SECRET, "MARKER"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

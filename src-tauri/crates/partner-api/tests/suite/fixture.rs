//! A partner over a test's server.

use crate::server::Server;
use domain::SystemClock;
use partner_api::{
    BaseUrl, CallError, Credentials, Exchange, FileUpload, Limits, Operation, Overrides, Partner,
    example::Example,
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

pub const KEY: &str = "CEDAR_DEV_api_key_MARKER";
pub const SECRET: &str = "CEDAR_DEV_api_secret_MARKER";
pub const FILE: &[u8] = b"%PDF-1.7 an invoice";

/// Limits at which a test does not wait long: pauses of a millisecond, three attempts.
pub fn quick() -> Limits {
    Limits {
        pause_first: Duration::from_millis(1),
        attempts_max: 3,
        ..Limits::default()
    }
}

/// The same with an answer time that is over soon.
pub fn impatient() -> Limits {
    Limits {
        answer_timeout: Duration::from_millis(60),
        upload_timeout: Duration::from_millis(60),
        ..quick()
    }
}

pub fn base(scheme: &str, address: SocketAddr) -> BaseUrl {
    format!("{scheme}://{address}/bpapi").parse().unwrap()
}

pub fn partner_at(base: BaseUrl, overrides: Overrides, limits: Limits) -> Partner {
    let credentials = Credentials::new(base.origin(), KEY, SECRET).unwrap();
    let clock = Arc::new(SystemClock::start());
    Partner::new(base, credentials, overrides, limits, clock).unwrap()
}

pub fn partner(server: &Server, limits: Limits) -> Partner {
    partner_at(base("http", server.address), Overrides::default(), limits)
}

/// Calls any operation as its example says.
pub async fn call(partner: &Partner, operation: Operation) -> Result<Exchange, CallError> {
    if operation == Operation::UploadFile {
        let file = FileUpload::of_bytes("invoice.pdf", bytes::Bytes::from_static(FILE));
        let called = partner
            .upload(file, |_| (), &CancellationToken::new())
            .await?;
        return Ok(called.exchange);
    }
    let example = Example::of(operation).call(operation).unwrap();
    Ok(partner.send(&example).await?.exchange)
}

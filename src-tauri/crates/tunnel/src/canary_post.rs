//! Sends a canary through the public URL, as a stranger would send a delivery.

use crate::{PublicUrl, canary::CanaryShape};
use reqwest::{Client, header};
use std::{error::Error, time::Duration};

/// The one header of a canary that a delivery need not have: it names no machine and no person.
const USER_AGENT: &str = concat!("partner-console/", env!("CARGO_PKG_VERSION"));

/// What failed before an HTTP answer came.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unsent(pub String);

/// Posts canaries to one public URL, each over a connection of its own.
#[derive(Debug, Clone)]
pub struct CanaryPost {
    client: Client,
}

impl CanaryPost {
    /// Makes the client. Reading the system's certificates takes a while.
    ///
    /// # Errors
    /// [`Unsent`] if TLS can't be set up.
    pub fn new(url: &PublicUrl, timeout: Duration) -> Result<Self, Unsent> {
        // An error means that a provider is there already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_max_idle_per_host(0)
            .timeout(timeout)
            .https_only(!url.is_plain());
        if url.is_loopback() {
            builder = builder.no_proxy();
        }
        if url.is_plain() {
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| unsent(&error))?;
        Ok(Self { client })
    }

    /// Sends one and tells the HTTP status of the answer; its body is not read.
    ///
    /// # Errors
    /// [`Unsent`] if no answer came.
    pub async fn send(
        &self,
        url: &PublicUrl,
        shape: &CanaryShape,
        id: &str,
    ) -> Result<u16, Unsent> {
        let mut request = self
            .client
            .post(url.with_path(&shape.path))
            .header(header::CONTENT_TYPE, "application/json")
            .header(&shape.id_header, id)
            .body(shape.body.clone());
        for (name, value) in &shape.headers {
            request = request.header(name, value);
        }
        let response = request.send().await;
        let response = response.map_err(|error| unsent(&error.without_url()))?;
        Ok(response.status().as_u16())
    }
}

/// The error and its causes in one line; the URL, whose path is secret, is left out.
fn unsent(error: &reqwest::Error) -> Unsent {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line = format!("{line}: {inner}");
        cause = inner.source();
    }
    Unsent(line)
}

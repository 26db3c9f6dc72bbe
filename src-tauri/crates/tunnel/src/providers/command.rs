//! An external command: cloudflared, the system's ssh, tailscale or whatever brings a way in up.

mod family;
mod output;

use crate::{
    PublicUrl, Reason,
    printable::printable,
    provider::{Line, Provider, SeenBy, hung_up},
};
use family::Family;
use futures_util::future::BoxFuture;
use output::Output;
use regex::{Regex, RegexBuilder};
use std::{net::SocketAddr, time::Duration};

/// The most that a compiled pattern may take.
const PATTERN_BYTES_MAX: usize = 256 * 1024;
/// How long a command may take to end when it is asked to, before it is killed.
pub const END_TIMEOUT: Duration = Duration::from_secs(2);

/// Where the public URL is known from.
#[derive(Debug, Clone)]
pub enum UrlSource {
    /// It is given.
    Given(PublicUrl),
    /// The command prints it.
    Printed(UrlPattern),
}

/// Finds the public URL in what a command prints: the first group of the pattern, or all that it
/// matches if it has none.
#[derive(Debug, Clone)]
pub struct UrlPattern(Regex);

/// A pattern that can't be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("this pattern can't be used: {0}")]
pub struct UrlPatternError(String);

impl UrlPattern {
    /// Reads a regular expression. It can't be made to run for long: its time is linear.
    ///
    /// # Errors
    /// [`UrlPatternError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, UrlPatternError> {
        RegexBuilder::new(text)
            .size_limit(PATTERN_BYTES_MAX)
            .build()
            .map(Self)
            .map_err(|error| UrlPatternError(error.to_string()))
    }

    /// What stands in a line where the URL is looked for.
    fn find<'a>(&self, line: &'a str) -> Option<&'a str> {
        let found = self.0.captures(line)?;
        let whole = found.get(0)?;
        Some(found.get(1).unwrap_or(whole).as_str())
    }
}

/// How an external command is set up.
#[derive(Debug, Clone)]
pub struct CommandConfig {
    /// The program and its arguments. `{port}` and `{address}` in an argument become the port and
    /// the address (`127.0.0.1:4022`) of our receiver; no shell reads them. Every user of this
    /// machine can read the arguments of a running program, so no secret may stand in them.
    pub argv: Vec<String>,
    /// Where the public URL is known from.
    pub url: UrlSource,
    /// What marks the command's processes, one for each tunnel and the same after a restart. On
    /// Linux, what a crash of this program left running is found by it and ended.
    pub mark: String,
}

/// An external command.
#[derive(Debug)]
pub struct ExternalCommand {
    config: CommandConfig,
}

impl ExternalCommand {
    /// A command with this set-up.
    #[must_use]
    pub const fn new(config: CommandConfig) -> Self {
        Self { config }
    }

    async fn run(&self, line: &Line) -> Reason {
        let argv = arguments(&self.config.argv, line.target);
        let mut family = match Family::start(&argv, &self.config.mark) {
            Ok(family) => family,
            Err(error) => {
                return Reason::CommandNotStarted {
                    program: argv.first().cloned().unwrap_or_default(),
                    detail: error.to_string(),
                };
            }
        };
        let mut output = Output::read(family.stdout(), family.stderr());
        let mut pattern = match &self.config.url {
            UrlSource::Given(url) => {
                line.up(url.clone());
                None
            }
            UrlSource::Printed(pattern) => Some(pattern),
        };
        let reason = loop {
            tokio::select! {
                status = family.wait() => {
                    // What it said last may still be on its way.
                    output.rest().await;
                    break Reason::CommandEnded {
                        status,
                        last_words: printable(&output.tail()),
                    };
                }
                printed = output.line() => {
                    let Some(found) = pattern.and_then(|pattern| pattern.find(&printed)) else {
                        continue;
                    };
                    match PublicUrl::parse(found) {
                        Ok(url) => {
                            line.up(url);
                            pattern = None;
                        }
                        Err(error) => break Reason::UrlRefused {
                            printed: printable(found),
                            detail: error.to_string(),
                        },
                    }
                }
                () = line.hung_up.cancelled() => break hung_up(),
            }
        };
        family.end(END_TIMEOUT).await;
        reason
    }
}

impl Provider for ExternalCommand {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        Box::pin(async move { self.run(&line).await })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::Unknown
    }

    fn word(&self) -> &'static str {
        "command"
    }
}

fn arguments(template: &[String], target: SocketAddr) -> Vec<String> {
    let port = target.port().to_string();
    let address = target.to_string();
    template
        .iter()
        .map(|argument| {
            argument
                .replace("{port}", &port)
                .replace("{address}", &address)
        })
        .collect()
}

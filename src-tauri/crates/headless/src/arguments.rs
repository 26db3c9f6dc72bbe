//! The command line. Its names, flags and exit codes are stable.

use crate::tunnel_arguments::TunnelArguments;
use clap::{Args, Parser, Subcommand};
use domain::{ProfileName, Subject};
use std::{net::SocketAddr, path::PathBuf};

/// Receives Cedar's webhooks, verifies them and keeps them in a ledger, without a window.
///
/// Secrets are read from files that their owner alone can read (mode 0600), or from systemd's
/// credentials directory. One newline at the end does not count. They are never taken from the
/// command line or the environment.
#[derive(Debug, Parser)]
#[command(name = "partner-receiver", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub wish: Wish,
}

#[derive(Debug, Subcommand)]
pub enum Wish {
    /// Receive webhooks for one profile until SIGTERM or SIGINT
    ///
    /// Prints one line when it is ready: the full local URL, with the secret path. A delivery is
    /// on disk before it is answered. With --tunnel the way in from outside is held and watched
    /// over; each change of it is a line `tunnel: …` on the standard error. With --profile-file
    /// what it missed is read from the API; each reconciliation is a line `reconciliation: …` there
    /// when it ends. Exit codes: 0 ended as asked, 1 it could not go on, 2 unusable input.
    Serve(Box<Serve>),
    /// Print a profile's timeline, oldest entry first, also while `serve` runs
    ///
    /// With --json an entry a line. Every line has `sequence`, `kind`, `at` (RFC 3339, UTC) and
    /// `subjects`. A line of the kind `delivery` has `request_uuid`, `verdict`, `mark`, `answer`,
    /// `event`, `status`, `covers`, `key_id`, `reason`: the verdict that came with a delivery is
    /// told on its line. A line of the kind `gap` is no entry: it has no `sequence`, but `at`, `to`
    /// (none while it is open) and `causes`, and stands where the span begins in which a delivery
    /// could not be relied on to arrive. A later verdict has the kind `verdict` and `about`, the
    /// delivery's sequence. A call of the API has the kind `observation` and `operation`,
    /// `outcome`, `http_status`, `round_trip_ms`, `unchanged`, `status`. A damaged entry has
    /// `damage`. A deleted profile's ledger is read by its name.
    Timeline(Timeline),
    /// Verify one delivery from its headers and its body, without keeping it
    ///
    /// With --json prints the judgement with every step. Exit codes: 0 verified, 1 not verified,
    /// 2 unusable input.
    Check(Check),
    /// Check every entry of a profile's ledger against its tree
    ///
    /// Exit codes: 0 intact, 1 not intact, 2 unusable input.
    VerifyLedger(VerifyLedger),
    /// Call an operation of the API that only reads, and print what came back
    ///
    /// The profile's file is what the window's Export gives. Nothing is kept. With --json prints
    /// one object: `operation`, `outcome` (worked, not_sent, refused, unknown), `detail`,
    /// `advice`, `request` (`method`, `origin`, `path`, `body`), `answer` (`status`,
    /// `content_type`, `bytes`, `whole`, `body`), `round_trip_ms`, `attempts`, `clock_offset_ms`.
    /// Exit codes: 0 it worked, 1 it did not, 2 unusable input.
    Call(Call),
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The folder in which profiles and their ledgers are kept; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    pub data_dir: PathBuf,
    /// The profile: a-z, 0-9 and -; it is made if it is not there
    #[arg(long, value_name = "NAME")]
    pub profile: ProfileName,
    /// Where to listen, such as 127.0.0.1:8080; port 0 picks a free one
    #[arg(long, value_name = "ADDR")]
    pub listen: SocketAddr,
    /// The file with the webhook secret in force
    #[arg(long, value_name = "FILE")]
    pub webhook_secret_file: PathBuf,
    /// The file with the secret before it, while deliveries under it may come
    #[arg(long, value_name = "FILE")]
    pub previous_webhook_secret_file: Option<PathBuf>,
    /// The secret path [default: a random one that the profile keeps]
    #[arg(long, value_name = "PATH", value_parser = path)]
    pub path: Option<String>,
    #[command(flatten)]
    pub api: ApiArguments,
    #[command(flatten)]
    pub tunnel: TunnelArguments,
}

/// Access to the API, for reconciliation.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reconciliation")]
pub struct ApiArguments {
    /// The profile's file, as the window's Export gives it: with it what may have been missed is
    /// read from the API after each gap, and slowly all the while [default: nothing is read]
    #[arg(long, value_name = "FILE", requires_all = ["api_key_file", "api_secret_file"])]
    pub profile_file: Option<PathBuf>,
    /// The file with the API key
    #[arg(long, value_name = "FILE", requires = "profile_file")]
    pub api_key_file: Option<PathBuf>,
    /// The file with the API secret
    #[arg(long, value_name = "FILE", requires = "profile_file")]
    pub api_secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Timeline {
    /// The folder in which profiles and their ledgers are kept
    #[arg(long, value_name = "DIR")]
    pub data_dir: PathBuf,
    /// The profile; it may be left out where there is only one
    #[arg(long, value_name = "NAME")]
    pub profile: Option<ProfileName>,
    /// One timeline: transaction:ID, account:ID or merchant:ID
    #[arg(long, value_name = "SUBJECT")]
    pub subject: Option<Subject>,
    /// Entries behind this one alone
    #[arg(long, value_name = "SEQ", default_value_t = 0)]
    pub after: u64,
    /// At most so many entries [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// The value of X-Webhook-Security-Fields
    #[arg(long, value_name = "LIST", allow_hyphen_values = true)]
    pub fields: String,
    /// The value of X-Webhook-Security-Hash
    #[arg(long, value_name = "HEX", allow_hyphen_values = true)]
    pub hash: String,
    /// The file with the raw body
    #[arg(long, value_name = "FILE")]
    pub body: PathBuf,
    /// The file with the webhook secret
    #[arg(long, value_name = "FILE")]
    pub webhook_secret_file: PathBuf,
    /// The file with the secret before it
    #[arg(long, value_name = "FILE")]
    pub previous_webhook_secret_file: Option<PathBuf>,
    /// Print the judgement as one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct VerifyLedger {
    /// The folder in which profiles and their ledgers are kept
    #[arg(long, value_name = "DIR")]
    pub data_dir: PathBuf,
    /// The profile; it may be left out where there is only one
    #[arg(long, value_name = "NAME")]
    pub profile: Option<ProfileName>,
    /// Print what was found as one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Call {
    /// The operation's id, such as get_merchant
    #[arg(value_name = "OPERATION")]
    pub operation: String,
    /// The profile's file
    #[arg(long, value_name = "FILE")]
    pub profile_file: PathBuf,
    /// The file with the API key
    #[arg(long, value_name = "FILE")]
    pub api_key_file: PathBuf,
    /// The file with the API secret
    #[arg(long, value_name = "FILE")]
    pub api_secret_file: PathBuf,
    /// The value of the path's parameter, such as id=7
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub path: Option<(String, String)>,
    /// A parameter of the query; may stand several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub query: Vec<(String, String)>,
    /// The file with the JSON body, for operations that take one
    #[arg(long, value_name = "FILE")]
    pub body: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| "a parameter is NAME=VALUE".to_owned())?;
    Ok((name.to_owned(), value.to_owned()))
}

fn path(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    if text.len() > 1 && text.len() <= 256 && text.starts_with('/') && text.bytes().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("a path begins with / and is made of letters, digits, / - _ . and ~".to_owned())
    }
}

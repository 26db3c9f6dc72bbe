//! How the outside comes in to `serve`, on the command line.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// A forward from a host of your own, with any HTTPS front there; whoever runs it can read and
    /// alter what comes, or nobody, if the front passes TLS on
    Ssh,
    /// ngrok, which can read and alter what comes
    Ngrok,
    /// An external command behind `--`, such as cloudflared; it depends on it who can read
    Command,
    /// A URL that leads here anyway; it depends on what stands before who can read
    OwnUrl,
}

/// How the outside comes in.
#[derive(Debug, Args)]
#[command(next_help_heading = "The way in")]
pub struct TunnelArguments {
    /// How the outside comes in. It is tested all the while by deliveries of its own, and each span
    /// in which none would have arrived is a gap on the timeline [default: nothing is watched]
    #[arg(long, value_name = "WAY")]
    pub tunnel: Option<Way>,
    /// The URL at which the outside reaches it: for ssh, own-url, and a command that prints none
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// ssh: the server's name or address
    #[arg(long, value_name = "HOST")]
    pub ssh_host: Option<String>,
    /// ssh: the port of its sshd
    #[arg(long, value_name = "PORT", default_value_t = 22)]
    pub ssh_port: u16,
    /// ssh: the user on the server
    #[arg(long, value_name = "USER")]
    pub ssh_user: Option<String>,
    /// ssh: the file with the ed25519 private key, without a passphrase
    #[arg(long, value_name = "FILE")]
    pub ssh_key_file: Option<PathBuf>,
    /// ssh: the file with the server's public key, one line as in a .pub file
    #[arg(long, value_name = "FILE")]
    pub ssh_host_key_file: Option<PathBuf>,
    /// ssh: ask the server for its key, print it with its fingerprint and the line for
    /// authorized_keys, and end: compare it, and keep it for --ssh-host-key-file
    #[arg(long)]
    pub host_key_first_use: bool,
    /// ssh: the port on the server's loopback that is forwarded to here
    #[arg(long, value_name = "PORT")]
    pub remote_port: Option<u16>,
    /// ngrok: the file with the account's token
    #[arg(long, value_name = "FILE")]
    pub ngrok_token_file: Option<PathBuf>,
    /// ngrok: the domain to be reached at [default: the account's own, or a random one]
    #[arg(long, value_name = "DOMAIN")]
    pub ngrok_domain: Option<String>,
    /// command: the regular expression that finds the URL in what it prints; its first group, if
    /// it has one
    #[arg(long, value_name = "REGEX")]
    pub url_pattern: Option<String>,
    /// command: the program and its arguments, no shell reads them; {port} and {address} become
    /// those of the receiver. Every user of this machine can read them: no secret may stand there
    #[arg(last = true, value_name = "PROGRAM AND ARGUMENTS")]
    pub program: Vec<String>,
}

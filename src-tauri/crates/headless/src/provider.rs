//! The provider that the command line names, with credentials from files.

use crate::{
    error::Unusable,
    secret_file::read_secret_text,
    tunnel_arguments::{TunnelArguments, Way},
};
use std::{
    fs, io,
    io::Write,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::ExitCode,
    sync::Arc,
};
use tunnel::{
    HostKey, Line, Provider, PublicUrl, Reason, SshKey,
    providers::{
        command::{CommandConfig, ExternalCommand, UrlPattern, UrlSource},
        ngrok::{HEARTBEAT_EVERY, Ngrok, NgrokConfig, NgrokToken},
        own_url::OwnUrl,
        ssh::{HostKeyRule, KEEPALIVE_EVERY, Ssh, SshConfig},
    },
};
use zeroize::Zeroizing;

/// What is known of earlier runs.
pub struct Before {
    /// Whether an ssh tunnel of this profile had a session before.
    pub had_session: bool,
    /// What marks the processes of this profile's command.
    pub mark: String,
}

/// The provider; none if no way in is named.
///
/// # Errors
/// [`Unusable`] says what is missing, or can't be used.
pub fn provider(
    arguments: &TunnelArguments,
    before: Before,
) -> Result<Option<Arc<dyn Provider>>, Unusable> {
    let Some(way) = arguments.tunnel else {
        return Ok(None);
    };
    let provider: Arc<dyn Provider> = match way {
        Way::Ssh => {
            let file = needed(
                arguments.ssh_host_key_file.as_deref(),
                "--ssh-host-key-file",
            )?;
            let key = HostKey::parse(&read(file)?).map_err(unusable)?;
            let rule = HostKeyRule::Pinned(key);
            Arc::new(Ssh::new(ssh(arguments, rule, before.had_session)?))
        }
        Way::Ngrok => {
            let file = needed(arguments.ngrok_token_file.as_deref(), "--ngrok-token-file")?;
            let token = read_secret_text(file)?;
            Arc::new(Ngrok::new(NgrokConfig {
                token: NgrokToken::new(token.to_string()),
                domain: arguments.ngrok_domain.clone(),
                ingress: None,
                heartbeat_every: HEARTBEAT_EVERY,
            }))
        }
        Way::Command => Arc::new(ExternalCommand::new(CommandConfig {
            argv: argv(arguments)?,
            url: url_source(arguments)?,
            mark: before.mark,
        })),
        Way::OwnUrl => Arc::new(OwnUrl::new(public_url(arguments)?)),
    };
    Ok(Some(provider))
}

/// Asks the server for its key, and prints it with what to do with it.
///
/// # Errors
/// [`Unusable`] if something is missing, or the server shows no key.
pub async fn first_use(arguments: &TunnelArguments) -> Result<ExitCode, Unusable> {
    let config = ssh(arguments, HostKeyRule::NotPinned, false)?;
    let line = config
        .key
        .authorized_keys_line(config.listen_port)
        .map_err(unusable)?;
    // Nothing is relayed: the dial ends before a session is there.
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let thread = Line::new(nowhere, tokio_util::sync::CancellationToken::new(), |_| ());
    match Ssh::new(config).hold(thread).await {
        Reason::HostKeyUnknown { key } => {
            let mut out = io::stdout().lock();
            writeln!(out, "{}", key.to_text())?;
            out.flush()?;
            writeln!(
                io::stderr(),
                "The server's key is {}. Compare it on the server with\n  \
                 ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\n\
                 and if it is the same, keep the line above for --ssh-host-key-file. Nothing else \
                 was sent.\n\n\
                 The line for authorized_keys on the server:\n{line}",
                key.fingerprint()
            )?;
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Unusable::NoHostKey(other)),
    }
}

fn ssh(
    arguments: &TunnelArguments,
    host_key: HostKeyRule,
    held_before: bool,
) -> Result<SshConfig, Unusable> {
    let key_file = needed(arguments.ssh_key_file.as_deref(), "--ssh-key-file")?;
    let text: Zeroizing<String> = read_secret_text(key_file)?;
    Ok(SshConfig {
        host: needed(arguments.ssh_host.clone(), "--ssh-host")?,
        port: arguments.ssh_port,
        user: needed(arguments.ssh_user.clone(), "--ssh-user")?,
        // A key's text ends with a newline.
        key: SshKey::from_openssh(&format!("{}\n", text.trim_end())).map_err(unusable)?,
        host_key,
        listen_port: needed(arguments.remote_port, "--remote-port")?,
        url: public_url(arguments)?,
        held_before,
        keepalive_every: KEEPALIVE_EVERY,
    })
}

fn argv(arguments: &TunnelArguments) -> Result<Vec<String>, Unusable> {
    if arguments.program.is_empty() {
        return Err(missing("the program and its arguments, behind --"));
    }
    Ok(arguments.program.clone())
}

fn url_source(arguments: &TunnelArguments) -> Result<UrlSource, Unusable> {
    match (&arguments.url_pattern, &arguments.public_url) {
        (Some(pattern), None) => {
            let pattern = UrlPattern::parse(pattern).map_err(unusable)?;
            Ok(UrlSource::Printed(pattern))
        }
        (None, Some(_)) => Ok(UrlSource::Given(public_url(arguments)?)),
        _ => Err(missing("one of --public-url and --url-pattern")),
    }
}

fn public_url(arguments: &TunnelArguments) -> Result<PublicUrl, Unusable> {
    let text = needed(arguments.public_url.as_deref(), "--public-url")?;
    PublicUrl::parse(text).map_err(unusable)
}

fn needed<T>(value: Option<T>, what: &'static str) -> Result<T, Unusable> {
    value.ok_or_else(|| missing(what))
}

fn missing(what: &str) -> Unusable {
    Unusable::WayIn(format!("{what} is needed for it").into())
}

fn unusable(error: impl std::error::Error + Send + Sync + 'static) -> Unusable {
    Unusable::WayIn(Box::new(error))
}

fn read(path: &Path) -> Result<String, Unusable> {
    fs::read_to_string(path).map_err(|source| Unusable::File {
        path: path.to_owned(),
        source,
    })
}

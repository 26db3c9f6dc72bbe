//! The provider that a profile's settings name, with secrets from the keyring; and what of a set-up
//! can't be one.

use super::{Face, Problem};
use crate::profile_secrets::{Held, ProfileSecrets};
use contract::WayInSetup;
use domain::record::SecretKind;
use engine::{Way, WaySetup};
use std::sync::Arc;
use tunnel::{
    HostKey, Provider, PublicUrl, SshKey,
    providers::{
        command::{CommandConfig, ExternalCommand, UrlPattern, UrlSource},
        ngrok::{HEARTBEAT_EVERY, Ngrok, NgrokConfig, NgrokToken},
        own_url::OwnUrl,
        ssh::{HostKeyRule, KEEPALIVE_EVERY, Ssh, SshConfig},
    },
};
use vault::SecretText;

/// The longest name of a host or a user.
const NAME_CHARACTERS_MAX: usize = 253;
/// The most arguments of a command, and the most bytes of all of them.
const ARGUMENTS_MAX: usize = 64;
const ARGUMENT_BYTES_MAX: usize = 8 * 1024;

/// What of a set-up can't be used: the request's field, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refused {
    /// The field.
    pub field: &'static str,
    /// Why.
    pub why: String,
}

fn refused<T>(field: &'static str, why: impl Into<String>) -> Result<T, Refused> {
    Err(Refused {
        field,
        why: why.into(),
    })
}

/// What a person typed, as it is kept. `path` is the receiver's, and no known secret may stand in
/// what others can read.
///
/// # Errors
/// [`Refused`].
pub fn checked(typed: &WayInSetup, path: &str, secrets: &ProfileSecrets) -> Result<Way, Refused> {
    let url = |text: &str| public_url(text, path, secrets);
    match typed {
        WayInSetup::Ssh {
            host,
            port,
            user,
            listen_port,
            public_url,
        } => {
            let of_port = |field, port: u16| match port {
                0 => refused(field, "a port is 1 to 65535"),
                port => Ok(port),
            };
            Ok(Way::Ssh {
                host: name("host", host, "the server's name or address")?,
                port: of_port("port", *port)?,
                user: name("user", user, "the user on the server")?,
                listen_port: of_port("listenPort", *listen_port)?,
                public_url: url(public_url)?,
                host_key: None,
            })
        }
        WayInSetup::Ngrok { domain } => {
            let domain = domain.trim();
            let named = (!domain.is_empty()).then(|| {
                let named = name("domain", domain, "the domain at ngrok")?;
                match PublicUrl::parse(&format!("https://{named}")) {
                    Ok(url) if url.host() == named => Ok(named),
                    _ => refused(
                        "domain",
                        "a domain is a name such as acme.ngrok.app, no URL",
                    ),
                }
            });
            let domain = named.transpose()?;
            Ok(Way::Ngrok { domain })
        }
        WayInSetup::Command {
            argv,
            public_url,
            url_pattern,
        } => command(argv, (public_url, url_pattern), &url, secrets),
        WayInSetup::OwnUrl { public_url } => Ok(Way::OwnUrl {
            public_url: url(public_url)?,
        }),
    }
}

fn name(field: &'static str, typed: &str, what: &str) -> Result<String, Refused> {
    let name = typed.trim();
    let is_odd = |one: char| one.is_whitespace() || one.is_control() || "/@".contains(one);
    if name.is_empty() {
        return refused(field, format!("{what} is needed"));
    }
    if name.chars().count() > NAME_CHARACTERS_MAX || name.contains(is_odd) || name.starts_with('-')
    {
        let why = format!("{what} is a plain name, without spaces, @ or /");
        return refused(field, why);
    }
    Ok(name.to_owned())
}

fn public_url(typed: &str, path: &str, secrets: &ProfileSecrets) -> Result<String, Refused> {
    let url = match PublicUrl::parse(typed) {
        Ok(url) => url,
        Err(error) => return refused("publicUrl", error.to_string()),
    };
    if url.as_str().contains(path) {
        let why = "leave the secret path out: it is put behind the URL by this program";
        return refused("publicUrl", why);
    }
    if secrets.one_is_in(url.as_str()) {
        return refused("publicUrl", "a secret of this profile stands in it");
    }
    Ok(url.as_str().to_owned())
}

fn command(
    argv: &[String],
    (given, pattern): (&str, &str),
    url: &dyn Fn(&str) -> Result<String, Refused>,
    secrets: &ProfileSecrets,
) -> Result<Way, Refused> {
    if argv.first().is_none_or(|program| program.trim().is_empty()) {
        return refused("argv", "the program is needed, and then its arguments");
    }
    let bytes: usize = argv.iter().map(String::len).sum();
    if argv.len() > ARGUMENTS_MAX || bytes > ARGUMENT_BYTES_MAX {
        let why = format!(
            "a command has at most {ARGUMENTS_MAX} arguments and {ARGUMENT_BYTES_MAX} bytes"
        );
        return refused("argv", why);
    }
    if argv.iter().any(|one| one.contains('\0')) {
        return refused("argv", "an argument can't hold a NUL");
    }
    if argv.iter().any(|one| secrets.one_is_in(one)) {
        let why = "a secret of this profile stands in it, and every user of this machine can read \
                   a command's arguments";
        return refused("argv", why);
    }
    let (given, pattern) = (given.trim(), pattern.trim());
    let (public_url, url_pattern) = match (given.is_empty(), pattern.is_empty()) {
        (false, true) => (Some(url(given)?), None),
        (true, false) => match UrlPattern::parse(pattern) {
            Ok(_) => (None, Some(pattern.to_owned())),
            Err(error) => return refused("urlPattern", error.to_string()),
        },
        (true, true) => {
            let why = "say where the outside reaches it: the URL, or the pattern that finds it in \
                       what the command prints";
            return refused("publicUrl", why);
        }
        (false, false) => {
            return refused("urlPattern", "the URL or the pattern is given, not both");
        }
    };
    Ok(Way::Command {
        argv: argv.to_vec(),
        public_url,
        url_pattern,
    })
}

/// Where the outside reaches it, as far as it is known.
pub fn platform_url(face: &Face, setup: Option<&WaySetup>) -> Option<PublicUrl> {
    let way = &setup?.way;
    let given = way.public_url().map(str::to_owned).or_else(|| match way {
        Way::Ngrok { domain } => domain.as_ref().map(|domain| format!("https://{domain}")),
        _ => None,
    });
    let given = given.and_then(|url| PublicUrl::parse(&url).ok());
    given.or_else(|| face.url.clone())
}

/// What is known of earlier runs.
pub struct Before {
    /// Whether an ssh tunnel of this profile had a session before.
    pub had_session: bool,
    /// What marks the processes of this profile's command.
    pub mark: String,
}

/// What a provider is made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Ingredients {
    way: Option<Way>,
    secret: Option<SecretText>,
    problem: Option<Problem>,
}

impl Ingredients {
    /// What the settings and the keyring give.
    pub fn of(setup: Option<&WaySetup>, secrets: &ProfileSecrets) -> Self {
        let way = setup.map(|setup| setup.way.clone());
        let (kind, absent) = match &way {
            Some(Way::Ssh { .. }) => (SecretKind::SshKey, Problem::NoKey),
            Some(Way::Ngrok { .. }) => (SecretKind::NgrokToken, Problem::NoToken),
            Some(Way::Command { .. } | Way::OwnUrl { .. }) | None => {
                return Self {
                    way,
                    secret: None,
                    problem: None,
                };
            }
        };
        let (secret, problem) = match secrets.held(kind) {
            Held::Stored(text) | Held::Session(text) => (Some(text), None),
            Held::Absent => (None, Some(absent)),
            Held::Unknown(error) => (None, Some(Problem::Keyring(error.to_string()))),
            Held::Unread => {
                let why = "it did not answer yet".to_owned();
                (None, Some(Problem::Keyring(why)))
            }
        };
        Self {
            way,
            secret,
            problem,
        }
    }

    /// Why no provider can be made; none if one can, or none is wanted.
    pub fn problem(&self) -> Option<Problem> {
        if self.problem.is_some() {
            return self.problem.clone();
        }
        let before = Before {
            had_session: false,
            mark: String::new(),
        };
        self.provider(before).err()
    }

    /// The provider; none if none is wanted.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn provider(&self, before: Before) -> Result<Option<Arc<dyn Provider>>, Problem> {
        let Some(way) = &self.way else {
            return Ok(None);
        };
        let provider: Arc<dyn Provider> = match way {
            Way::Ssh { .. } => Arc::new(Ssh::new(self.ssh(way, before.had_session)?)),
            Way::Ngrok { domain } => {
                let token = self.secret.as_ref().ok_or(Problem::NoToken)?;
                Arc::new(Ngrok::new(NgrokConfig {
                    token: NgrokToken::new(token.reveal().to_owned()),
                    domain: domain.clone(),
                    ingress: None,
                    heartbeat_every: HEARTBEAT_EVERY,
                }))
            }
            Way::Command {
                argv,
                public_url,
                url_pattern,
            } => Arc::new(ExternalCommand::new(CommandConfig {
                argv: argv.clone(),
                url: match (public_url, url_pattern) {
                    (Some(url), _) => UrlSource::Given(parse(url)?),
                    (None, pattern) => {
                        let pattern = UrlPattern::parse(pattern.as_deref().unwrap_or_default());
                        UrlSource::Printed(pattern.map_err(|error| unusable(&error))?)
                    }
                },
                mark: before.mark,
            })),
            Way::OwnUrl { public_url } => Arc::new(OwnUrl::new(parse(public_url)?)),
        };
        Ok(Some(provider))
    }

    fn ssh(&self, way: &Way, held_before: bool) -> Result<SshConfig, Problem> {
        let key = self.secret.as_ref().ok_or(Problem::NoKey)?;
        let Way::Ssh {
            host,
            port,
            user,
            listen_port,
            public_url,
            host_key,
        } = way
        else {
            return Err(Problem::NoKey);
        };
        let host_key = match host_key {
            None => HostKeyRule::NotPinned,
            Some(text) => {
                HostKeyRule::Pinned(HostKey::parse(text).map_err(|error| unusable(&error))?)
            }
        };
        Ok(SshConfig {
            host: host.clone(),
            port: *port,
            user: user.clone(),
            key: SshKey::from_openssh(key.reveal()).map_err(|error| unusable(&error))?,
            host_key,
            listen_port: *listen_port,
            url: parse(public_url)?,
            held_before,
            keepalive_every: KEEPALIVE_EVERY,
        })
    }
}

fn parse(url: &str) -> Result<PublicUrl, Problem> {
    PublicUrl::parse(url).map_err(|error| unusable(&error))
}

fn unusable(error: &dyn std::error::Error) -> Problem {
    Problem::Unusable(error.to_string())
}

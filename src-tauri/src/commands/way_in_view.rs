//! The way in as the window sees it.

use super::{console::small, gaps, secrets_view};
use crate::{
    app::App,
    command_error,
    open_profile::OpenProfile,
    watched_way::{Face, Problem, host_keys, moment, platform_url},
};
use contract::{
    CommandError, FirstDelivery, HostKeyView, ProofBy, SecretState, WayInBadge, WayInChange,
    WayInChoice, WayInProvider, WayInReason, WayInSeen, WayInSetup, WayInState, WayInView,
};
use domain::{Clock, Environment, Millis, record::SecretKind};
use engine::{Way, WaySetup, way_in};
use tunnel::{HostKey, Moment, PublicUrl, SshKey, State, TunnelStatus, state::After};

/// The most changes that are told.
const HISTORY_MAX: u16 = 50;
/// All that can be chosen.
const CHOICES: [WayInProvider; 4] = [
    WayInProvider::Ssh,
    WayInProvider::Ngrok,
    WayInProvider::Command,
    WayInProvider::OwnUrl,
];

fn at(moment: Moment) -> String {
    Millis(moment.wall_ms).to_rfc3339()
}

/// What it is, in one word.
pub fn state(profile: &OpenProfile) -> WayInState {
    match profile.way() {
        _ if profile.environment == Environment::Simulator => WayInState::NotNeeded,
        None => WayInState::NotWatched,
        Some(way) => state_of(&way.face()),
    }
}

fn state_of(face: &Face) -> WayInState {
    match (&face.setup, &face.problem, face.tunnel()) {
        (None, None, _) => WayInState::NotSetUp,
        (Some(setup), _, _) if !setup.on => WayInState::Off,
        (_, Some(_), _) => WayInState::Failing,
        (Some(_), None, None) => WayInState::Off,
        (Some(_), None, Some(status)) => match status.state {
            State::Off => WayInState::Off,
            State::Connecting { .. } => WayInState::Connecting,
            State::SessionUp { .. } => WayInState::SessionUp,
            State::Proven { .. } if face.elsewhere().is_some() => WayInState::ReachableElsewhere,
            State::Proven { .. } => WayInState::Reachable,
            State::Stale { .. } => WayInState::Stale,
            State::Failing { .. } => WayInState::Failing,
        },
    }
}

/// The way in as the frame shows it.
pub fn badge(profile: &OpenProfile, clock: &dyn Clock) -> WayInBadge {
    let face = profile.way().map(|way| way.face()).unwrap_or_default();
    let status = face.tunnel();
    let proof = status.as_ref().and_then(|status| status.last_proof);
    let told = Told::of(&face, status.as_ref(), moment(clock));
    WayInBadge {
        state: state(profile),
        since: told.since.map(at),
        last_proof: proof.map(at),
        proof_by: proof.map(|proof| proof_by(profile, proof)),
        unproven_since: face.unproven_since().map(at),
        reason: told.reason,
        next_try: told.next_try.map(at),
        attempt: told.attempt,
        reconciling: gaps::reconciling(profile),
    }
}

/// A delivery proves the way in at the instant at which it came.
fn proof_by(profile: &OpenProfile, proof: Moment) -> ProofBy {
    let verified = profile.receiver_status();
    let verified = verified.and_then(|status| status.last_verified);
    match verified == Some(Millis(proof.wall_ms)) {
        true => ProofBy::Delivery,
        false => ProofBy::Canary,
    }
}

/// What a tunnel tells of its state.
#[derive(Default)]
struct Told {
    since: Option<Moment>,
    reason: Option<WayInReason>,
    next_try: Option<Moment>,
    attempt: u32,
}

impl Told {
    fn of(face: &Face, status: Option<&TunnelStatus>, now: Moment) -> Self {
        if let Some((problem, since)) = &face.problem {
            return Self {
                since: Some(*since),
                reason: Some(of_problem(problem)),
                ..Self::default()
            };
        }
        let Some(status) = status else {
            return Self::default();
        };
        match &status.state {
            State::Off => Self::default(),
            State::Connecting {
                since,
                attempt,
                after,
            } => Self {
                since: Some(*since),
                attempt: *attempt,
                reason: match after {
                    After::TurnedOn => None,
                    After::Failed(reason) => Some(of_reason(reason)),
                    After::Disturbed(disturbance) => Some(WayInReason {
                        code: disturbance.word().to_owned(),
                        detail: sentence(&disturbance.to_string()),
                        waits_for_person: false,
                    }),
                },
                ..Self::default()
            },
            State::SessionUp { since, .. }
            | State::Proven { since, .. }
            | State::Stale { since, .. } => Self {
                since: Some(*since),
                ..Self::default()
            },
            State::Failing {
                since,
                reason,
                next_try,
                ..
            } => Self {
                since: Some(*since),
                reason: Some(of_reason(reason)),
                next_try: next_try.map(|due| in_time(due, now)),
                ..Self::default()
            },
        }
    }
}

/// When a reading of the steady clock is.
fn in_time(due: std::time::Duration, now: Moment) -> Moment {
    let wait = due.saturating_sub(now.steady);
    let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
    Moment {
        wall_ms: now.wall_ms.saturating_add(wait),
        steady: due,
    }
}

fn sentence(text: &str) -> String {
    format!("{}.", command_error::capital(text))
}

fn of_reason(reason: &tunnel::Reason) -> WayInReason {
    WayInReason {
        code: reason.word().to_owned(),
        detail: sentence(&reason.to_string()),
        waits_for_person: reason.waits_for_person(),
    }
}

fn of_problem(problem: &Problem) -> WayInReason {
    WayInReason {
        code: problem.word().to_owned(),
        detail: sentence(&problem.to_string()),
        waits_for_person: !matches!(problem, Problem::NotWritten(_)),
    }
}

/// The whole of it.
pub async fn view(app: &App, profile: &OpenProfile) -> Result<WayInView, CommandError> {
    let failed = |error| command_error::engine(&error);
    let settings = profile.settings();
    let setup = settings.way_in.as_ref();
    let face = profile.way().map(|way| way.face()).unwrap_or_default();
    let seen = match setup.filter(|setup| setup.entry > 0) {
        Some(setup) => seen(profile, setup).await.map_err(failed)?,
        None => WayInSeen::default(),
    };
    let history = way_in::history(&profile.reader, HISTORY_MAX).await;
    let url = platform_url(&face, setup);
    let secrets = profile.secrets().map(std::sync::Arc::as_ref);
    let (key, key_detail) = secrets_view::state_of(SecretKind::SshKey, secrets);
    let (token, token_detail) = secrets_view::state_of(SecretKind::NgrokToken, secrets);
    let is_told = !app.is_for_auditor();
    Ok(WayInView {
        badge: badge(profile, &*app.clock),
        choices: CHOICES.map(choice).to_vec(),
        why_not: why_not(app, profile),
        setup: setup.map(|setup| setup_view(&setup.way, is_told)),
        on: setup.is_some_and(|setup| setup.on),
        is_url_set: url.as_ref().is_some_and(|url| face.is_said(url)),
        platform_url: url
            .filter(|_| is_told)
            .map(|url| url.with_path(&settings.path)),
        is_url_lasting: setup.is_some_and(|setup| is_lasting(&setup.way)),
        local_address: profile.place().map(|place| place.target.to_string()),
        is_local_address_fixed: settings.listen.is_some(),
        authorized_keys_line: authorized_keys_line(profile, setup),
        host_key_pinned: setup
            .and_then(|setup| setup.way.host_key())
            .and_then(|text| HostKey::parse(text).ok())
            .map(|key| host_key(&key)),
        host_key_seen: host_key_seen(&face),
        secret_detail: match setup.map(|setup| &setup.way) {
            Some(Way::Ngrok { .. }) => token_detail,
            _ if key == SecretState::Unknown => key_detail,
            Some(Way::Ssh { .. }) => key_detail,
            _ => token_detail,
        },
        key,
        token,
        seen,
        history: history.map_err(failed)?.into_iter().map(change).collect(),
    })
}

fn why_not(app: &App, profile: &OpenProfile) -> Option<String> {
    if profile.environment == Environment::Simulator {
        let why = "The simulator sends on this machine: its profile needs no way in.";
        return Some(why.to_owned());
    }
    (profile.way().is_none() || app.is_for_auditor()).then(|| {
        "The auditor's mode is on: the way in can be looked at, and not be changed.".to_owned()
    })
}

const fn is_lasting(way: &Way) -> bool {
    match way {
        Way::Ssh { .. } | Way::OwnUrl { .. } => true,
        Way::Ngrok { domain } => domain.is_some(),
        Way::Command { public_url, .. } => public_url.is_some(),
    }
}

fn authorized_keys_line(profile: &OpenProfile, setup: Option<&WaySetup>) -> Option<String> {
    let Way::Ssh { listen_port, .. } = &setup?.way else {
        return None;
    };
    let held = profile.secrets()?.held(SecretKind::SshKey);
    let key = SshKey::from_openssh(held.text()?.reveal()).ok()?;
    key.authorized_keys_line(*listen_port).ok()
}

fn host_key_seen(face: &Face) -> Option<HostKeyView> {
    let status = face.tunnel()?;
    host_keys(&status.state).map(|(_, seen)| host_key(seen))
}

fn host_key(key: &HostKey) -> HostKeyView {
    let text = key.to_text();
    HostKeyView {
        algorithm: text.split(' ').next().unwrap_or_default().to_owned(),
        fingerprint: key.fingerprint(),
    }
}

/// How it is set up. Of a URL no path is told to the auditor, since it may be secret.
fn setup_view(way: &Way, is_told: bool) -> WayInSetup {
    let url = |url: &str| match PublicUrl::parse(url) {
        Ok(parsed) if !is_told => parsed.host(),
        _ => url.to_owned(),
    };
    match way {
        Way::Ssh {
            host,
            port,
            user,
            listen_port,
            public_url,
            ..
        } => WayInSetup::Ssh {
            host: host.clone(),
            port: *port,
            user: user.clone(),
            listen_port: *listen_port,
            public_url: url(public_url),
        },
        Way::Ngrok { domain } => WayInSetup::Ngrok {
            domain: domain.clone().unwrap_or_default(),
        },
        Way::Command {
            argv,
            public_url,
            url_pattern,
        } => WayInSetup::Command {
            argv: argv.clone(),
            public_url: public_url.as_deref().map(url).unwrap_or_default(),
            url_pattern: url_pattern.clone().unwrap_or_default(),
        },
        Way::OwnUrl { public_url } => WayInSetup::OwnUrl {
            public_url: url(public_url),
        },
    }
}

/// Who can read and alter what comes through it.
fn choice(provider: WayInProvider) -> WayInChoice {
    let readers: &[&str] = match provider {
        WayInProvider::Ssh => &[
            "Whoever runs the host with the HTTPS front can read and alter what comes, if that \
             front ends TLS.",
            "Nobody on the way can, if the front passes TLS on to a host of your own behind it.",
            "The ssh session itself is encrypted to the server's key that you confirm.",
        ],
        WayInProvider::Ngrok => &[
            "ngrok can read and alter what comes: it ends TLS at its edge.",
            "An altered delivery does not pass its hash, where the hash covers the altered field.",
        ],
        WayInProvider::Command => &[
            "It depends on the command who can read and alter what comes: a relay such as \
             cloudflared's ends TLS at its edge.",
            "The command runs as you, with all your rights, whenever the program runs.",
        ],
        WayInProvider::OwnUrl => &[
            "Whoever runs what stands before this machine can read and alter what comes, if that \
             ends TLS.",
        ],
    };
    WayInChoice {
        provider,
        readers: readers.iter().map(ToString::to_string).collect(),
    }
}

async fn seen(profile: &OpenProfile, setup: &WaySetup) -> Result<WayInSeen, engine::EngineError> {
    let seen = way_in::seen_since(&profile.reader, setup.entry).await?;
    Ok(WayInSeen {
        since: Some(setup.at.to_rfc3339()),
        verified: small(seen.verified),
        wrong_hash: small(seen.wrong_hash),
        field_set: small(seen.field_set),
        not_checked: small(seen.not_checked),
        malformed: small(seen.malformed),
        answered_401: small(seen.answered_401),
        turned_away: small(seen.turned_away),
        is_whole: seen.is_whole,
        first: seen.first.map(first),
        first_verified: seen.first_verified.map(first),
    })
}

fn first(first: way_in::First) -> FirstDelivery {
    FirstDelivery {
        sequence: small(first.sequence),
        at: first.at.to_rfc3339(),
        verdict: first.verdict.code().to_owned(),
        answer: first.answer,
    }
}

fn change(past: way_in::PastWay) -> WayInChange {
    WayInChange {
        sequence: small(past.sequence),
        at: past.at.to_rfc3339(),
        state: past.state.as_deref().and_then(|state| match state {
            "off" => Some(WayInState::Off),
            "connecting" => Some(WayInState::Connecting),
            "session_up" => Some(WayInState::SessionUp),
            "proven" => Some(WayInState::Reachable),
            "stale" => Some(WayInState::Stale),
            "failing" => Some(WayInState::Failing),
            _ => None,
        }),
        words: past.words,
        by: past.by,
    }
}

//! The way in: how it is set up, what state it is in, and what a person can do about it.

use crate::{ReconcilingView, SecretState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the outside comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WayInProvider {
    /// A forward from a host of the partner's own.
    Ssh,
    /// ngrok, through its SDK.
    Ngrok,
    /// A command that is supervised.
    Command,
    /// A URL that leads here anyway.
    OwnUrl,
}

/// How a way in is set up. No secret stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "provider",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
#[ts(export)]
pub enum WayInSetup {
    /// A forward from a host of the partner's own.
    Ssh {
        /// The server's name or address.
        host: String,
        /// The port of its sshd.
        port: u16,
        /// The user on the server.
        user: String,
        /// The port on the server's loopback that is forwarded to here.
        listen_port: u16,
        /// Where the HTTPS front in front of it is reached, without the secret path.
        public_url: String,
    },
    /// ngrok, through its SDK. The token is a secret of its own.
    Ngrok {
        /// The domain to be reached at; empty for the account's own or a random one.
        domain: String,
    },
    /// A command that is supervised.
    Command {
        /// The program and its arguments; `{port}` and `{address}` become those of the receiver.
        argv: Vec<String>,
        /// Where the outside reaches it; empty if the command prints it.
        public_url: String,
        /// The pattern that finds the URL in what it prints; empty if it is given.
        url_pattern: String,
    },
    /// A URL that leads here anyway.
    OwnUrl {
        /// The URL, without the secret path.
        public_url: String,
    },
}

/// Sets the way in up, or sets it up anew; each change is an entry. What comes meanwhile is taken.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetWayIn {
    /// The profile's name.
    pub profile: String,
    /// How; none for no way in any more. Refusals name the field: `host`, `port`, `user`,
    /// `listenPort`, `publicUrl`, `domain`, `argv`, `urlPattern`, `provider`.
    pub setup: Option<WayInSetup>,
    /// Whether it is turned on at once. It is on again at the next start.
    pub on: bool,
}

/// Turns it on or off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct TurnWayIn {
    /// The profile's name.
    pub profile: String,
    /// On or off.
    pub on: bool,
}

/// Trusts the key that the server showed. It binds the very key on the screen.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ConfirmHostKey {
    /// The profile's name.
    pub profile: String,
    /// The fingerprint of the key that is to be trusted, as shown.
    pub fingerprint: String,
    /// The fingerprint of the pinned key that it replaces; none for the first use.
    pub replaces: Option<String>,
}

/// Says that the platform has the URL of the way in. It binds the very URL on the screen.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ConfirmPlatformUrl {
    /// The profile's name.
    pub profile: String,
    /// The URL with its path, as in [`WayInView::platform_url`].
    pub url: String,
}

impl std::fmt::Debug for ConfirmPlatformUrl {
    // The path is secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ConfirmPlatformUrl")
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

/// Makes the app's key pair, in the keyring. With `renew` a new one replaces the one that is there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct MakeWayInKey {
    /// The profile's name.
    pub profile: String,
    /// Whether the one that is there is replaced: its line on the server counts no more.
    pub renew: bool,
    /// Hold it in memory alone until the program ends, where the keyring can't be used.
    pub this_session_only: bool,
}

/// What the way in is, for the badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WayInState {
    /// None is needed: the simulator sends on this machine.
    NotNeeded,
    /// None is set up.
    NotSetUp,
    /// The profile is open for reading alone: this program does not watch over its way in.
    NotWatched,
    /// It is turned off.
    Off,
    /// A session is on its way.
    Connecting,
    /// There is a session, not proven yet.
    SessionUp,
    /// A canary or a verified delivery came through less than 90 s ago: reachable, not "nothing
    /// withheld".
    Reachable,
    /// The same, and at another URL than the one that the platform is known to have: it may still
    /// send to that one.
    ReachableElsewhere,
    /// The last proof is too old.
    Stale,
    /// It does not work.
    Failing,
}

/// Why it does not work.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInReason {
    /// As `tunnel::Reason` and `tunnel::Disturbance` spell it (`port_held`, `host_key_changed`, …);
    /// `no_key`, `no_token`, `keyring`, `unusable`, `not_written` where it can't be dialled at all.
    pub code: String,
    /// The sentence.
    pub detail: String,
    /// Whether it waits for a person: it is not dialled again by itself.
    pub waits_for_person: bool,
}

/// What proved the way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProofBy {
    /// A test delivery of this program, seen by its own receiver.
    Canary,
    /// A verified delivery.
    Delivery,
}

/// The way in as the frame shows it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInBadge {
    /// What it is.
    pub state: WayInState,
    /// Since when it is that (RFC 3339, UTC); none where it does not change.
    pub since: Option<String>,
    /// When something last came through (RFC 3339, UTC), if anything did since it was set up or the
    /// program began.
    pub last_proof: Option<String>,
    /// What that was.
    pub proof_by: Option<ProofBy>,
    /// Since when a delivery might not have come through (RFC 3339, UTC).
    pub unproven_since: Option<String>,
    /// Why it does not work, or why it is dialled anew.
    pub reason: Option<WayInReason>,
    /// When it is dialled next (RFC 3339, UTC).
    pub next_try: Option<String>,
    /// How many dials since the last proof.
    pub attempt: u32,
    /// The reconciliation that is on its way, for the frame's quiet line; none if none is.
    pub reconciling: Option<ReconcilingView>,
}

/// A server's key as it is shown.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HostKeyView {
    /// `ssh-ed25519`.
    pub algorithm: String,
    /// `SHA256:…`.
    pub fingerprint: String,
}

/// One change of the way in, from the ledger.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInChange {
    /// The entry.
    pub sequence: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// What it became; none for entries of other kinds (the program began, a setting).
    pub state: Option<WayInState>,
    /// One sentence.
    pub words: String,
    /// Who did it, if a person did.
    pub by: Option<String>,
}

/// What came since the way in was set up, from the ledger. Canaries are none of it.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInSeen {
    /// Since when it is counted (RFC 3339, UTC).
    pub since: Option<String>,
    /// Verified.
    pub verified: u32,
    /// The hash does not match: another secret signed it, or it was altered.
    pub wrong_hash: u32,
    /// The hash matches, and the list of fields is not approved: a card waits for a person.
    pub field_set: u32,
    /// Kept unchecked, since no webhook secret can be used.
    pub not_checked: u32,
    /// Refused for what it is: no security headers, no JSON, …
    pub malformed: u32,
    /// All that were answered 401.
    pub answered_401: u32,
    /// Turned away unread, beyond the quota or by their head.
    pub turned_away: u32,
    /// Whether all since then were counted; else these are the newest thousand.
    pub is_whole: bool,
    /// The first delivery of any kind.
    pub first: Option<FirstDelivery>,
    /// The first verified one.
    pub first_verified: Option<FirstDelivery>,
}

/// A delivery that was waited for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FirstDelivery {
    /// The delivery's entry.
    pub sequence: u32,
    /// When its verdict was written (RFC 3339, UTC).
    pub at: String,
    /// The verdict's code.
    pub verdict: String,
    /// The HTTP status that was answered.
    pub answer: u16,
}

/// Who can read and alter what comes through a way in, said where it is chosen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInChoice {
    /// Which.
    pub provider: WayInProvider,
    /// Who can read and alter what comes, a sentence each.
    pub readers: Vec<String>,
}

/// The way in, whole.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayInView {
    /// As in the frame.
    pub badge: WayInBadge,
    /// What can be chosen.
    pub choices: Vec<WayInChoice>,
    /// Why none can be set up here; none if one can.
    pub why_not: Option<String>,
    /// How it is set up; none if it is not. In the auditor's mode its URL is without its path.
    pub setup: Option<WayInSetup>,
    /// Whether a person wants it on.
    pub on: bool,
    /// The exact URL for the Partners Platform, with the secret path; none before one is known, and
    /// in the auditor's mode: whoever has it can send here.
    pub platform_url: Option<String>,
    /// Whether the URL stays the same from one session to the next, as far as this program knows.
    pub is_url_lasting: bool,
    /// Whether a person said, or a verified delivery showed, that the platform has this URL.
    pub is_url_set: bool,
    /// Where the receiver listens on this machine, `127.0.0.1:4022`.
    pub local_address: Option<String>,
    /// Whether it listens there after the next start too.
    pub is_local_address_fixed: bool,
    /// ssh: whether the app's key is there.
    pub key: SecretState,
    /// ssh: the line for `authorized_keys`; none without a key or without a set-up for ssh.
    pub authorized_keys_line: Option<String>,
    /// ssh: the server's key that is trusted.
    pub host_key_pinned: Option<HostKeyView>,
    /// ssh: the server's key that was shown last and is not trusted.
    pub host_key_seen: Option<HostKeyView>,
    /// ngrok: whether the token is there.
    pub token: SecretState,
    /// One sentence on the key or token, where it can't be known.
    pub secret_detail: String,
    /// What came since it was set up.
    pub seen: WayInSeen,
    /// The newest changes, newest first, at most 50.
    pub history: Vec<WayInChange>,
}

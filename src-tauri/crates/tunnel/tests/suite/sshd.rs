//! The ssh provider against Debian's sshd.

use crate::{
    fidelity::bodies_come_unaltered,
    rig::{Alone, Rig, soon},
    ssh_in_process::config,
    sshd_server::{Sshd, USER},
};
use rustix::process::Signal;
use std::{fs, net::SocketAddr, os::unix::fs::PermissionsExt, sync::Arc};
use tempfile::TempDir;
use tunnel::{
    Reason,
    providers::{
        command::{CommandConfig, ExternalCommand, UrlSource},
        ssh::{HostKeyRule, Ssh, SshConfig},
    },
};

/// A server, and a set-up that it lets in.
async fn server() -> (Sshd, SshConfig) {
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 1));
    let draft = config(nowhere, HostKeyRule::NotPinned);
    let sshd = Sshd::start().await;
    let line = draft.key.authorized_keys_line(draft.listen_port).unwrap();
    sshd.authorize(&line);
    let config = SshConfig {
        port: sshd.address.port(),
        user: USER.to_owned(),
        host_key: HostKeyRule::Pinned(sshd.host_key.clone()),
        ..draft
    };
    (sshd, config)
}

#[tokio::test]
async fn the_line_that_is_pasted_lets_the_tunnel_in_and_bodies_come_unaltered() {
    let (sshd, config) = server().await;
    let public = SocketAddr::from(([127, 0, 0, 1], config.listen_port));
    let mut rig = Rig::start(Ssh::new(config), soon()).await;
    rig.proven().await;
    bodies_come_unaltered(public, &rig.receiver).await;
    rig.tunnel.stop().await;
    sshd.has_no_session().await;
}

#[tokio::test]
async fn a_wrong_host_key_is_refused() {
    let (sshd, config) = server().await;
    let (other, _) = server().await;
    let wrong = SshConfig {
        host_key: HostKeyRule::Pinned(other.host_key.clone()),
        ..config
    };
    let alone = Alone::hold(Arc::new(Ssh::new(wrong)), sshd.address);
    assert_eq!(alone.ends().await.word(), "host_key_changed");
}

#[tokio::test]
async fn a_port_that_the_line_does_not_name_is_refused() {
    let (sshd, config) = server().await;
    let port = crate::rig::free_port();
    let wrong = SshConfig {
        listen_port: port,
        ..config
    };
    let alone = Alone::hold(Arc::new(Ssh::new(wrong)), sshd.address);
    assert_eq!(alone.ends().await, Reason::PortRefused { port });
}

#[tokio::test]
async fn a_key_without_its_line_is_refused() {
    let (sshd, config) = server().await;
    let wrong = SshConfig {
        key: tunnel::SshKey::generate().unwrap(),
        ..config
    };
    let alone = Alone::hold(Arc::new(Ssh::new(wrong)), sshd.address);
    assert_eq!(alone.ends().await.word(), "not_authorised");
}

#[tokio::test]
async fn a_server_that_hangs_is_found_out_and_the_port_it_still_holds_is_said_until_it_lets_go() {
    let (sshd, mut config) = server().await;
    let port = config.listen_port;
    let mut timing = soon();
    // The keepalives are to find it out, not the canary.
    config.keepalive_every = std::time::Duration::from_millis(250);
    timing.canary_every = std::time::Duration::from_secs(60);
    let mut rig = Rig::start(Ssh::new(config), timing).await;
    rig.proven().await;
    let held = sshd.sessions();
    Sshd::signal(&held, Signal::STOP);
    assert_eq!(rig.failure().await, Reason::KeepaliveUnanswered);
    rig.failure_of(|reason| *reason == Reason::PortHeld { port })
        .await;
    Sshd::signal(&held, Signal::CONT);
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_server_that_hangs_is_found_out_by_the_canary_too() {
    let (sshd, config) = server().await;
    let timing = tunnel::Timing {
        canary_timeout: std::time::Duration::from_secs(2),
        ..soon()
    };
    let mut rig = Rig::start(Ssh::new(config), timing).await;
    rig.proven().await;
    let held = sshd.sessions();
    Sshd::signal(&held, Signal::STOP);
    let word = rig.failure().await.word();
    assert!(["canary_unseen", "canary_unsent"].contains(&word), "{word}");
    Sshd::signal(&held, Signal::CONT);
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_server_that_is_restarted_is_proven_again() {
    let (mut sshd, config) = server().await;
    let mut rig = Rig::start(Ssh::new(config), soon()).await;
    rig.proven().await;
    sshd.kill();
    rig.failure_of(|reason| reason.word() == "unreachable")
        .await;
    sshd.restart().await;
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn the_systems_ssh_is_a_way_in_too_and_bodies_come_unaltered() {
    let (sshd, config) = server().await;
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("key");
    fs::write(&key, &*config.key.to_openssh().unwrap()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let known = folder.path().join("known");
    let host = format!("[127.0.0.1]:{} {}\n", config.port, sshd.host_key.to_text());
    fs::write(&known, host).unwrap();
    let forward = format!("127.0.0.1:{}:{{address}}", config.listen_port);
    let argv = format!(
        "ssh -F none -N -p {} -i {} -o UserKnownHostsFile={} -o BatchMode=yes \
         -o ExitOnForwardFailure=yes -R {forward} {USER}@127.0.0.1",
        config.port,
        key.display(),
        known.display(),
    );
    let command = ExternalCommand::new(CommandConfig {
        argv: argv.split_whitespace().map(str::to_owned).collect(),
        url: UrlSource::Given(config.url.clone()),
        mark: config.listen_port.to_string(),
    });
    // Its URL is known before it has a session.
    let timing = tunnel::Timing {
        settle: std::time::Duration::from_secs(20),
        ..soon()
    };
    let mut rig = Rig::start(command, timing).await;
    rig.proven().await;
    let public = SocketAddr::from(([127, 0, 0, 1], config.listen_port));
    bodies_come_unaltered(public, &rig.receiver).await;
    rig.tunnel.stop().await;
    sshd.has_no_session().await;
}

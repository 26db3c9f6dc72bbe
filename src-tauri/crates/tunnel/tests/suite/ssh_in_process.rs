//! The ssh provider against a server inside of the test, on every platform.

use crate::{
    fidelity::{bodies_come_unaltered, full, raw},
    receiver::Receiver,
    rig::{Alone, Rig, clocks, free_port, soon, within},
    ssh_server::{ANY_KEY, SshServer, Ways},
};
use domain::gaps::gaps;
use std::{
    net::SocketAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tunnel::{
    PublicUrl, Reason, SshKey, Timing,
    providers::ssh::{HostKeyRule, Ssh, SshConfig},
};

/// A canary that is on its way when a session is cut may come in so much later.
const ON_ITS_WAY_MS: i64 = 1_000;

/// A set-up that leads to `server`, with a free port there and a key of its own.
pub fn config(server: SocketAddr, host_key: HostKeyRule) -> SshConfig {
    let listen_port = free_port();
    SshConfig {
        host: server.ip().to_string(),
        port: server.port(),
        user: "tunnel".to_owned(),
        key: SshKey::generate().unwrap(),
        host_key,
        listen_port,
        url: PublicUrl::parse(&format!("http://127.0.0.1:{listen_port}")).unwrap(),
        held_before: false,
        // A busy machine's pauses are not to end the session.
        keepalive_every: Duration::from_secs(30),
    }
}

fn pinned(server: &SshServer) -> SshConfig {
    config(server.address, HostKeyRule::Pinned(server.host_key.clone()))
}

fn public(config: &SshConfig) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], config.listen_port))
}

#[tokio::test]
async fn it_is_proven_and_bodies_come_unaltered() {
    let server = SshServer::start(1, Ways::default()).await;
    let config = pinned(&server);
    let public = public(&config);
    let mut rig = Rig::start(Ssh::new(config), soon()).await;
    rig.proven().await;
    bodies_come_unaltered(public, &rig.receiver).await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn each_cut_is_found_and_dialled_again() {
    let server = SshServer::start(1, Ways::default()).await;
    let mut rig = Rig::start(Ssh::new(pinned(&server)), soon()).await;
    for _ in 0..3 {
        rig.proven().await;
        server.cut();
        rig.failure().await;
    }
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_server_that_says_nothing_more_is_found_out_where_no_canary_is_due() {
    let server = SshServer::start(1, Ways::default()).await;
    let timing = Timing {
        canary_every: Duration::from_secs(3_600),
        proof_fresh: Duration::from_secs(3_600),
        ..soon()
    };
    let mut config = pinned(&server);
    config.keepalive_every = Duration::from_secs(1);
    let mut rig = Rig::start(Ssh::new(config), timing).await;
    rig.proven().await;
    server.freeze();
    rig.failure_of(|reason| *reason == Reason::KeepaliveUnanswered)
        .await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn each_cut_lies_in_a_gap_that_runs_from_a_proof_to_the_next_and_there_are_no_others() {
    let server = SshServer::start(1, Ways::default()).await;
    let clocks = clocks();
    let mut rig = Rig::timed(Ssh::new(pinned(&server)), soon(), clocks.clone()).await;
    let cuts_wanted = if full() { 100 } else { 5 };
    let (mut cuts, mut marks) = (Vec::new(), Vec::new());
    for _ in 0..cuts_wanted {
        rig.proven().await;
        let proof = rig.tunnel.status().borrow().last_proof;
        // A canary or two later, so that a gap can't begin where the session did.
        let moved = |status: &tunnel::TunnelStatus| status.last_proof != proof;
        rig.status("another proof", moved).await;
        cuts.push(clocks().wall_ms);
        server.cut();
        rig.status("its end", |status| !status.state.is_proven())
            .await;
        marks.extend(rig.marks());
    }
    rig.proven().await;
    rig.tunnel.turn_off().await;
    rig.status("its end", |status| !status.state.is_proven())
        .await;
    marks.extend(rig.marks());
    let found = gaps(&marks);
    // Before the first proof, each cut, and since it was turned off.
    assert_eq!(found.len(), cuts.len() + 2, "{found:?}");
    for (cut, gap) in cuts.iter().zip(&found[1..]) {
        let is_told = gap.from <= cut + ON_ITS_WAY_MS && gap.to.unwrap() >= *cut;
        assert!(is_told, "{cut} {gap:?}");
    }
}

#[tokio::test]
async fn a_host_key_is_shown_once_and_trusted_only_after_a_person_confirmed_it() {
    let server = SshServer::start(1, Ways::default()).await;
    let mut unconfirmed = config(server.address, HostKeyRule::NotPinned);
    let mut rig = Rig::start(Ssh::new(unconfirmed.clone()), soon()).await;
    let Reason::HostKeyUnknown { key } = rig.failure().await else {
        panic!("the key was not shown");
    };
    assert_eq!(key, server.host_key);
    assert!(key.fingerprint().starts_with("SHA256:"));
    rig.tunnel.stop().await;
    assert_eq!(server.tried.load(Ordering::SeqCst), 0, "nothing was sent");

    let kept = tunnel::HostKey::parse(&key.to_text()).unwrap();
    unconfirmed.host_key = HostKeyRule::Pinned(kept);
    let mut rig = Rig::start(Ssh::new(unconfirmed), soon()).await;
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn another_host_key_is_refused_before_anything_is_sent() {
    let (server, other) = tokio::join!(
        SshServer::start(1, Ways::default()),
        SshServer::start(2, Ways::default())
    );
    let wrong = config(server.address, HostKeyRule::Pinned(other.host_key.clone()));
    let alone = Alone::hold(Arc::new(Ssh::new(wrong)), server.address);
    let changed = Reason::HostKeyChanged {
        pinned: other.host_key.clone(),
        seen: server.host_key.clone(),
    };
    assert_eq!(alone.ends().await, changed);
    assert_eq!(server.tried.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_key_that_the_server_does_not_know_is_said() {
    let stranger = russh::keys::PublicKey::from_openssh(ANY_KEY);
    let ways = Ways {
        lets_in: Some(stranger.unwrap()),
        ..Ways::default()
    };
    let server = SshServer::start(1, ways).await;
    let alone = Alone::hold(Arc::new(Ssh::new(pinned(&server))), server.address);
    assert_eq!(alone.ends().await.word(), "not_authorised");
}

#[tokio::test]
async fn a_port_that_is_refused_was_never_held_or_is_held_still() {
    let ways = Ways {
        refuses_ports: true,
        ..Ways::default()
    };
    let server = SshServer::start(1, ways).await;
    let config = pinned(&server);
    let port = config.listen_port;
    let provider = Arc::new(Ssh::new(config.clone()));
    let alone = Alone::hold(provider.clone(), server.address);
    assert_eq!(alone.ends().await, Reason::PortRefused { port });

    server.set(|ways| ways.refuses_ports = false);
    let mut held = Alone::hold(provider.clone(), server.address);
    held.is_up().await;
    held.hang_up.cancel();
    held.ends().await;
    server.set(|ways| ways.refuses_ports = true);
    let alone = Alone::hold(provider, server.address);
    assert_eq!(alone.ends().await, Reason::PortHeld { port });

    // A restart forgets; whoever keeps the set-up remembers.
    let remembered = SshConfig {
        held_before: true,
        ..config
    };
    let alone = Alone::hold(Arc::new(Ssh::new(remembered)), server.address);
    assert_eq!(alone.ends().await, Reason::PortHeld { port });
}

#[tokio::test]
async fn a_channel_for_another_port_is_refused() {
    let ways = Ways {
        names_another_port: true,
        ..Ways::default()
    };
    let server = SshServer::start(1, ways).await;
    let config = pinned(&server);
    let public = public(&config);
    let receiver = Receiver::start(clocks()).await;
    let mut alone = Alone::hold(Arc::new(Ssh::new(config)), receiver.address);
    alone.is_up().await;
    assert_eq!(raw(public, b"").await, b"", "closed unanswered");
    assert_eq!(receiver.came(), []);
}

#[tokio::test]
async fn a_receiver_that_does_not_listen_closes_the_connection_and_not_the_session() {
    let server = SshServer::start(1, Ways::default()).await;
    let config = pinned(&server);
    let public = public(&config);
    let nobody = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let mut alone = Alone::hold(Arc::new(Ssh::new(config)), nobody);
    alone.is_up().await;
    assert_eq!(raw(public, b"").await, b"");
    assert_eq!(raw(public, b"").await, b"", "the session is still up");
    alone.hang_up.cancel();
    alone.ends().await;
}

#[tokio::test]
async fn what_is_relayed_ends_with_the_session() {
    let server = SshServer::start(1, Ways::default()).await;
    let config = pinned(&server);
    let public = public(&config);
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut alone = Alone::hold(Arc::new(Ssh::new(config)), silent.local_addr().unwrap());
    alone.is_up().await;
    let _outside = TcpStream::connect(public).await.unwrap();
    let (mut inside, _) = within("the relayed connection", silent.accept())
        .await
        .unwrap();
    alone.hang_up.cancel();
    alone.ends().await;
    let ended = within("its end", inside.read(&mut [0])).await;
    assert!(ended.is_err() || ended.is_ok_and(|read| read == 0));
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_a_session_ends_in_order_and_no_more_are_taken() {
    let server = SshServer::start(1, Ways::default()).await;
    let mut config = pinned(&server);
    // A busy machine's pauses are not to end the session.
    config.keepalive_every = Duration::from_secs(30);
    let public = public(&config);
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut alone = Alone::hold(Arc::new(Ssh::new(config)), slow.local_addr().unwrap());
    alone.is_up().await;
    let mut outside = TcpStream::connect(public).await.unwrap();
    outside.write_all(b"asked").await.unwrap();
    let (mut inside, _) = within("the relayed connection", slow.accept())
        .await
        .unwrap();
    let mut asked = [0; 5];
    within("the request", inside.read_exact(&mut asked))
        .await
        .unwrap();
    alone.leave();
    // The server listens no more, and what it took before is still there.
    within("the port to be free", async {
        while TcpStream::connect(public).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    inside.write_all(b"answered").await.unwrap();
    let mut answer = [0; 8];
    within("the answer", outside.read_exact(&mut answer))
        .await
        .unwrap();
    assert_eq!(&answer, b"answered");
    alone.ends().await;
}

#[tokio::test]
async fn a_request_that_nobody_answers_and_a_silent_connection_hold_no_session_up() {
    // A silent one is not waited for at all.
    for (asked, drain_max) in [(b"asked".as_slice(), 1), (b"", 3_600)] {
        let server = SshServer::start(1, Ways::default()).await;
        let config = pinned(&server);
        let public = public(&config);
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let target = silent.local_addr().unwrap();
        let provider = Arc::new(Ssh::new(config));
        let mut alone = Alone::draining(provider, target, Duration::from_secs(drain_max));
        alone.is_up().await;
        let mut outside = TcpStream::connect(public).await.unwrap();
        outside.write_all(asked).await.unwrap();
        let (mut inside, _) = within("the relayed connection", silent.accept())
            .await
            .unwrap();
        let mut taken = vec![0; asked.len()];
        within("what was asked", inside.read_exact(&mut taken))
            .await
            .unwrap();
        alone.leave();
        alone.ends().await;
        let ended = within("its end", inside.read(&mut [0])).await;
        assert!(ended.is_err() || ended.is_ok_and(|read| read == 0));
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_when_the_line_is_hung_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap();
    let alone = Alone::hold(
        Arc::new(Ssh::new(config(address, HostKeyRule::NotPinned))),
        address,
    );
    let (_open, _) = within("a connection", silent.accept()).await.unwrap();
    alone.hang_up.cancel();
    alone.ends().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_by_name() {
    let nobody = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let missing = config(nobody, HostKeyRule::NotPinned);
    let alone = Alone::hold(Arc::new(Ssh::new(missing.clone())), nobody);
    assert_eq!(alone.ends().await.word(), "unreachable");
    let nameless = SshConfig {
        host: "no name at all".to_owned(),
        ..missing
    };
    let alone = Alone::hold(Arc::new(Ssh::new(nameless)), nobody);
    assert_eq!(alone.ends().await.word(), "name_not_found");
}

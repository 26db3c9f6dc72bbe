//! The ngrok provider against an edge inside of the test.

use crate::{
    fidelity::bodies_come_unaltered,
    ngrok_edge::{Edge, TOKEN},
    rig::{Alone, Rig, soon},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tunnel::{
    Reason,
    providers::ngrok::{Ngrok, NgrokConfig, NgrokToken},
};

const NOBODY: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4022);

fn config(edge: &Edge) -> NgrokConfig {
    NgrokConfig {
        token: NgrokToken::new(TOKEN.to_owned()),
        domain: Some("in.example.com".to_owned()),
        ingress: Some(edge.ingress.clone()),
        // A busy machine's pauses are not to end the session.
        heartbeat_every: Duration::from_secs(30),
    }
}

#[tokio::test]
async fn it_is_proven_at_the_domain_that_was_asked_for_and_bodies_come_unaltered() {
    let edge = Edge::start().await;
    let mut rig = Rig::start(Ngrok::new(config(&edge)), soon()).await;
    rig.proven().await;
    bodies_come_unaltered(edge.public, &rig.receiver).await;
    rig.tunnel.stop().await;
    let asked = edge.asked();
    assert_eq!(asked[1]["Proto"], "https");
    assert_eq!(asked[1]["Opts"]["Domain"], "in.example.com");
}

#[tokio::test]
async fn each_cut_is_found_and_dialled_again_by_the_supervisor_alone() {
    let edge = Edge::start().await;
    let mut rig = Rig::start(Ngrok::new(config(&edge)), soon()).await;
    for _ in 0..3 {
        rig.proven().await;
        edge.cut();
        assert_eq!(rig.failure().await.word(), "session_ended");
    }
    rig.proven().await;
    rig.tunnel.stop().await;
    let sessions = edge
        .asked()
        .iter()
        .filter(|call| !call["Version"].is_null())
        .count();
    assert_eq!(sessions, 4);
}

#[tokio::test]
async fn an_edge_that_hangs_is_found_out() {
    let edge = Edge::start().await;
    let mut timing = soon();
    // The heartbeats are to find it out, not the canary.
    timing.canary_every = Duration::from_secs(60);
    let quick = NgrokConfig {
        heartbeat_every: Duration::from_millis(300),
        ..config(&edge)
    };
    let mut rig = Rig::start(Ngrok::new(quick), timing).await;
    rig.proven().await;
    edge.hold(true);
    assert_eq!(rig.failure().await, Reason::KeepaliveUnanswered);
    edge.hold(false);
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_token_that_is_refused_is_said_and_not_shown() {
    let edge = Edge::start().await;
    let wrong = "1wrongTOKEN";
    let config = NgrokConfig {
        token: NgrokToken::new(wrong.to_owned()),
        ..config(&edge)
    };
    assert!(!format!("{config:?}").contains(wrong));
    let reason = Alone::hold(Arc::new(Ngrok::new(config)), NOBODY)
        .ends()
        .await;
    assert_eq!(reason.word(), "service_refused");
    let said = format!("{reason} {reason:?}");
    assert!(said.contains("authtoken you specified is wrong"), "{said}");
    assert!(!said.contains(wrong), "{said}");
}

#[tokio::test]
async fn an_edge_with_a_certificate_of_somebody_else_is_not_spoken_to() {
    let (edge, other) = tokio::join!(Edge::start(), Edge::start());
    let mut config = config(&edge);
    config.ingress.as_mut().unwrap().roots_pem = other.ingress.roots_pem.clone();
    let reason = Alone::hold(Arc::new(Ngrok::new(config)), NOBODY)
        .ends()
        .await;
    assert_eq!(reason.word(), "unreachable");
    assert_eq!(edge.asked(), Vec::<serde_json::Value>::new());
}

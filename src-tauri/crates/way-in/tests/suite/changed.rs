//! Another provider takes the place of one while the receiver goes on: a test of the one before
//! that comes late is no delivery, and what was proven before is not forgotten.

use crate::place::{LIMIT, PATH, entries, gaps, secret, soon};
use domain::{
    Clock, SystemClock,
    record::{KIND_DELIVERY, KIND_PROGRAM_BEGAN, KIND_TURNED_AWAY, KIND_WAY_CHANGED},
};
use ledger::{Writer, WriterOptions};
use receiver::{LedgerKeep, Receiver, ReceiverConfig};
use std::{net::SocketAddr, sync::Arc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    time::timeout,
};
use tunnel::{Provider, PublicUrl, TunnelStatus, providers::own_url::OwnUrl};
use way_in::{OtherWay, WayIn, WayInParts};
use webhooks::{Keys, Rules};

fn own_url(address: SocketAddr) -> Arc<dyn Provider> {
    let url = PublicUrl::parse(&format!("http://{address}")).unwrap();
    Arc::new(OwnUrl::new(url))
}

/// The first whole request that comes to a listener, which is not answered.
async fn request(listener: &TcpListener) -> Vec<u8> {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut taken = Vec::new();
    while !taken.ends_with(b"\"CANARY\"}") {
        let read = stream.read_buf(&mut taken).await.unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&taken));
    }
    taken
}

/// The status of the answer to a request.
async fn send(target: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(target).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.unwrap();
    String::from_utf8_lossy(&head).into_owned()
}

async fn proven(way_in: &WayIn) {
    let mut status = way_in.tunnel().unwrap().status();
    let is_proven = |status: &TunnelStatus| status.state.is_proven();
    let proven = timeout(LIMIT, status.wait_for(is_proven)).await.unwrap();
    drop(proven.unwrap());
}

#[tokio::test]
async fn a_late_test_of_the_provider_before_is_no_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let writer = Writer::open(folder.path(), WriterOptions::default());
    let writer = writer.await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = listener.local_addr().unwrap();
    let keys = watch::channel(Arc::new(Keys {
        current: Some(secret()),
        previous: None,
    }));
    let rules = watch::channel(Arc::new(Rules::default()));
    let mut config = ReceiverConfig::new(PATH.to_owned(), keys.1, rules.1);
    let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let parts = WayInParts {
        provider: Some(own_url(nowhere.local_addr().unwrap())),
        target,
        path: PATH.to_owned(),
        timing: soon(),
        power: mpsc::channel(1).1,
        writer: writer.clone(),
        folder: folder.path().to_owned(),
        clock: Arc::clone(&clock),
    };
    let mut way_in = WayIn::start(parts, |_| ()).await.unwrap();
    let (asked, arrivals) = watch::channel(way_in.arrivals());
    config.arrivals = arrivals;
    let keep = LedgerKeep::new(writer.clone());
    let receiver = Receiver::start(listener, config, keep, Arc::clone(&clock));
    way_in.tunnel().unwrap().turn_on().await;
    let late = timeout(LIMIT, request(&nowhere)).await.unwrap();

    let other = |provider| OtherWay {
        provider,
        target,
        path: PATH.to_owned(),
        power: mpsc::channel(1).1,
    };
    way_in.change(other(Some(own_url(target)))).await;
    asked.send_replace(way_in.arrivals());
    way_in.tunnel().unwrap().turn_on().await;
    proven(&way_in).await;
    assert_eq!(send(target, &late).await, "HTTP/1.1 200", "known");
    way_in.change(other(None)).await;
    asked.send_replace(way_in.arrivals());
    receiver.stop().await;
    way_in.stop().await;

    let reader = writer.reader();
    for kind in [KIND_DELIVERY, KIND_TURNED_AWAY] {
        assert_eq!(entries(&reader, Some(kind)).await.len(), 0, "{kind}");
    }
    assert_eq!(entries(&reader, Some(KIND_PROGRAM_BEGAN)).await.len(), 1);
    let changes = entries(&reader, Some(KIND_WAY_CHANGED)).await;
    let offs = changes
        .iter()
        .filter(|one| one.facts.contains(r#""off":true"#));
    assert_eq!(offs.count(), 2, "the end of each is told");
    // One gap until it was proven, and one since nothing is dialled any more.
    let gaps = gaps(&reader).await;
    assert_eq!(gaps.len(), 2, "{gaps:?}");
    assert!(gaps[0].to.is_some() && gaps[1].to.is_none(), "{gaps:?}");
    writer.close().await;
}

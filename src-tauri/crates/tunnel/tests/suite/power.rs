//! Sleep as logind tells of it, on a bus of the test's own.

use crate::rig::within;
use std::{
    io::{BufRead, BufReader, PipeReader},
    process::{Child, Command, Stdio},
};
use tokio::{net::unix::pipe, sync::mpsc};
use tunnel::power::{Power, listen_at};
use zbus::{connection::Builder, interface, object_server::SignalEmitter, zvariant::OwnedFd};

/// A bus that ends with the test.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut told = BufReader::new(daemon.stdout.take().unwrap());
        told.read_line(&mut address).unwrap();
        Self {
            daemon,
            address: address.trim().to_owned(),
        }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        drop(self.daemon.kill());
        drop(self.daemon.wait());
    }
}

/// Hands on the reading ends of the pipes whose writing ends it gives away as locks.
struct Logind {
    locks: mpsc::UnboundedSender<PipeReader>,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (held, lock) = std::io::pipe().unwrap();
        self.locks.send(held).unwrap();
        std::os::fd::OwnedFd::from(lock).into()
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

#[tokio::test]
async fn sleep_waits_until_the_session_is_hung_up_and_waking_up_is_told() {
    let bus = Bus::start();
    let (tell, mut locks) = mpsc::unbounded_channel();
    let path = "/org/freedesktop/login1";
    let connection = Builder::address(bus.address.as_str())
        .unwrap()
        .serve_at(path, Logind { locks: tell })
        .unwrap()
        .name("org.freedesktop.login1")
        .unwrap()
        .build()
        .await
        .unwrap();
    let emitter = SignalEmitter::new(&connection, path).unwrap();
    let mut signals = listen_at(Some(&bus.address));
    let lock = within("a lock", locks.recv()).await.unwrap();
    let lock = pipe::Receiver::from_owned_fd(lock.into()).unwrap();

    Logind::prepare_for_sleep(&emitter, true).await.unwrap();
    let Some(Power::Sleeps(done)) = within("sleep", signals.recv()).await else {
        panic!("it wakes");
    };
    let mut byte = [0];
    let still = lock.try_read(&mut byte).unwrap_err();
    assert_eq!(
        still.kind(),
        std::io::ErrorKind::WouldBlock,
        "the lock is held"
    );
    done.send(()).unwrap();
    within("the lock's end", lock.readable()).await.unwrap();
    assert_eq!(lock.try_read(&mut byte).unwrap(), 0, "let go");

    Logind::prepare_for_sleep(&emitter, false).await.unwrap();
    assert!(matches!(
        within("waking up", signals.recv()).await,
        Some(Power::Woke)
    ));
    within("the next lock", locks.recv()).await.unwrap();
}

#[tokio::test]
async fn without_logind_nothing_comes_and_nothing_fails() {
    let bus = Bus::start();
    let mut signals = listen_at(Some(&bus.address));
    drop(bus);
    assert!(within("the end", signals.recv()).await.is_none());
}

//! Ports that are named before anybody listens at them.

use std::{
    net::TcpListener,
    ops::Range,
    sync::atomic::{AtomicU16, Ordering},
};

/// The ports that [`free_port`] gives to all tests, and to each process of them. The system hands
/// none of them out by itself: theirs begin at 32768.
const PORTS: Range<u32> = 10_240..32_192;
const PORTS_OF_A_PROCESS: u32 = 64;

/// A port of this machine that nobody listens at now, and that nobody is given by chance before a
/// test has it listened at.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let processes = (PORTS.end - PORTS.start) / PORTS_OF_A_PROCESS;
    let first = PORTS.start + std::process::id() % processes * PORTS_OF_A_PROCESS;
    (0..PORTS_OF_A_PROCESS)
        .find_map(|_| {
            let next = u32::from(NEXT.fetch_add(1, Ordering::SeqCst));
            let port = u16::try_from(first + next % PORTS_OF_A_PROCESS).unwrap();
            TcpListener::bind(("127.0.0.1", port))
                .is_ok()
                .then_some(port)
        })
        .unwrap()
}

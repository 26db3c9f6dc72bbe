//! Where the server listens: on this machine, and nowhere else.

use std::{net::SocketAddr, str::FromStr};

/// An address of this machine with a port; port 0 picks a free one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loopback(SocketAddr);

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoopbackError {
    /// It can't be read.
    #[error("an address is such as 127.0.0.1:4000 or [::1]:0")]
    NoAddress,
    /// Others could reach it. The API's secrets would go to them in plain HTTP.
    #[error("the simulator listens on this machine alone (127.0.0.1, ::1), not on {0}")]
    OtherMachine(SocketAddr),
}

impl Loopback {
    /// The address.
    #[must_use]
    pub const fn address(self) -> SocketAddr {
        self.0
    }
}

impl FromStr for Loopback {
    type Err = LoopbackError;
    fn from_str(text: &str) -> Result<Self, LoopbackError> {
        let address: SocketAddr = text.parse().map_err(|_| LoopbackError::NoAddress)?;
        if address.ip().is_loopback() {
            Ok(Self(address))
        } else {
            Err(LoopbackError::OtherMachine(address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_machine_are_taken() {
        for good in ["127.0.0.1:0", "127.0.0.1:4000", "[::1]:0", "127.1.2.3:1"] {
            assert!(good.parse::<Loopback>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "4000",
            ":4000",
            "localhost:0",
            "0.0.0.0:0",
            "[::]:0",
            "192.168.1.4:4000",
            "[::ffff:192.168.1.4]:1",
            "127.0.0.1",
        ] {
            assert!(bad.parse::<Loopback>().is_err(), "{bad}");
        }
    }
}

//! Notices that the way to the network is another one.

use std::net::{IpAddr, UdpSocket};

/// Addresses that are kept for documentation, of both families: nobody is there, and choosing the
/// way to them sends nothing. The way there is the way to the internet.
const SOMEWHERE: [(&str, &str); 2] = [("0.0.0.0:0", "192.0.2.1:9"), ("[::]:0", "[2001:db8::1]:9")];

/// The way to the network: from which addresses this machine would send, and on Linux through which
/// router. Two networks can give a machine the same address, seldom through the same router.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    sources: [Option<IpAddr>; 2],
    routers: Vec<String>,
}

impl Route {
    /// The way now.
    #[must_use]
    pub fn now() -> Self {
        Self {
            sources: SOMEWHERE.map(|(from, to)| source(from, to)),
            routers: routers(),
        }
    }
}

/// Compares each look at the way with the one before.
#[derive(Debug, Clone)]
pub struct RouteWatch {
    last: Route,
}

impl RouteWatch {
    /// Begins with the way as it is.
    #[must_use]
    pub const fn new(now: Route) -> Self {
        Self { last: now }
    }

    /// Whether the way is another one than at the last look. A network that is gone counts, and one
    /// that is back.
    pub fn changed(&mut self, now: Route) -> bool {
        std::mem::replace(&mut self.last, now.clone()) != now
    }
}

fn source(from: &str, to: &str) -> Option<IpAddr> {
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Interface and router of each default route; none where the system does not tell.
fn routers() -> Vec<String> {
    let table = std::fs::read_to_string("/proc/net/route").unwrap_or_default();
    default_routes(&table)
}

/// The lines of Linux' table whose destination is everything: `eth0 00000000 0102A8C0 …`.
fn default_routes(table: &str) -> Vec<String> {
    table
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (interface, destination, router) = (words.next()?, words.next()?, words.next()?);
            (destination == "00000000").then(|| format!("{interface} {router}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_address_router_or_no_network_is_a_change_and_the_same_is_none() {
        let way = |address: Option<[u8; 4]>, router: &str| Route {
            sources: [address.map(IpAddr::from), None],
            routers: vec![router.to_owned()],
        };
        let home = way(Some([192, 168, 1, 2]), "wlan0 0101A8C0");
        let mut watch = RouteWatch::new(home.clone());
        assert!(!watch.changed(home.clone()));
        assert!(watch.changed(way(None, "")), "gone");
        assert!(watch.changed(home.clone()), "back");
        assert!(watch.changed(way(Some([10, 0, 0, 2]), "wlan0 0101A8C0")));
        assert!(watch.changed(way(Some([10, 0, 0, 2]), "wlan0 FE01A8C0")));
    }

    #[test]
    fn default_routes_are_read_from_linux_table() {
        let table = "Iface\tDestination\tGateway \tFlags\n\
                     eth0\t00000000\t0102A8C0\t0003\n\
                     eth0\t0002A8C0\t00000000\t0001\n";
        assert_eq!(default_routes(table), ["eth0 0102A8C0"]);
        assert!(default_routes("").is_empty());
    }
}

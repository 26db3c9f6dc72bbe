//! What the server may ask of us in an ssh session.

use super::{HostKeyRule, fault::Fault};
use crate::{
    HostKey, Reason,
    printable::printable,
    relay::{self, Places},
};
use russh::{
    Channel, ChannelOpenFailure,
    client::{ChannelOpenHandle, DisconnectReason, Handler, Msg, Session},
    keys::PublicKeyOrCertificate,
};
use std::net::SocketAddr;
use tokio::task::JoinSet;

/// What the server may ask of us: to open a connection to our receiver, and nothing else.
pub struct Guest {
    rule: HostKeyRule,
    port: u16,
    target: SocketAddr,
    places: Places,
    /// Dropped with the session, and then the connections end too.
    relayed: JoinSet<()>,
}

impl Guest {
    /// Trusts the server by `rule` and relays what comes to `port` there to `target`.
    pub fn new(rule: HostKeyRule, port: u16, target: SocketAddr, places: Places) -> Self {
        Self {
            rule,
            port,
            target,
            places,
            relayed: JoinSet::new(),
        }
    }
}

impl Handler for Guest {
    type Error = Fault;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Fault> {
        let seen = HostKey::new(&shown.public_key());
        match &self.rule {
            HostKeyRule::Pinned(pinned) if *pinned == seen => Ok(true),
            HostKeyRule::Pinned(pinned) => Err(Fault::Judged(Reason::HostKeyChanged {
                pinned: pinned.clone(),
                seen,
            })),
            HostKeyRule::NotPinned => Err(Fault::Judged(Reason::HostKeyUnknown { key: seen })),
        }
    }

    async fn server_channel_open_forwarded_tcpip(
        &mut self,
        channel: Channel<Msg>,
        _connected_address: &str,
        connected_port: u32,
        _originator_address: &str,
        _originator_port: u32,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        if connected_port != u32::from(self.port) {
            return Ok(()); // A reply that is dropped refuses.
        }
        let Some(place) = self.places.take() else {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        };
        let target = self.target;
        while self.relayed.try_join_next().is_some() {}
        self.relayed.spawn(async move {
            match relay::connect(target).await {
                Ok(receiver) => {
                    reply.accept().await;
                    relay::relay(channel.into_stream(), receiver, place).await;
                }
                Err(error) => {
                    tracing::warn!(%error, "the receiver does not take a relayed connection");
                    reply.reject(ChannelOpenFailure::ConnectFailed).await;
                }
            }
        });
        Ok(())
    }

    async fn server_channel_open_forwarded_streamlocal(
        &mut self,
        _channel: Channel<Msg>,
        _socket_path: &str,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn server_channel_open_agent_forward(
        &mut self,
        _channel: Channel<Msg>,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn server_channel_open_session(
        &mut self,
        _channel: Channel<Msg>,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn server_channel_open_direct_tcpip(
        &mut self,
        _channel: Channel<Msg>,
        _host: &str,
        _port: u32,
        _originator_address: &str,
        _originator_port: u32,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn server_channel_open_direct_streamlocal(
        &mut self,
        _channel: Channel<Msg>,
        _socket_path: &str,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn server_channel_open_x11(
        &mut self,
        _channel: Channel<Msg>,
        _originator_address: &str,
        _originator_port: u32,
        _reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Fault> {
        Ok(())
    }

    async fn disconnected(&mut self, reason: DisconnectReason<Fault>) -> Result<(), Fault> {
        match reason {
            DisconnectReason::ReceivedDisconnect(told) => {
                Err(Fault::Judged(Reason::SessionEnded {
                    detail: format!("the server said: {}", printable(&told.message)),
                }))
            }
            DisconnectReason::Error(fault) => Err(fault),
        }
    }
}

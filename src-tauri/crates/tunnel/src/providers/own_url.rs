//! A URL that leads here anyway: a reverse proxy, a port that is forwarded, a tunnel of one's own.

use crate::{
    PublicUrl, Reason,
    provider::{Line, Provider, SeenBy, hung_up},
};
use futures_util::future::BoxFuture;

/// A URL that leads here anyway. There is no session to lose: the canary alone says whether it
/// works.
#[derive(Debug, Clone)]
pub struct OwnUrl {
    url: PublicUrl,
}

impl OwnUrl {
    /// The way in at `url`.
    #[must_use]
    pub const fn new(url: PublicUrl) -> Self {
        Self { url }
    }
}

impl Provider for OwnUrl {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        line.up(self.url.clone());
        Box::pin(async move {
            line.hung_up.cancelled().await;
            hung_up()
        })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::Unknown
    }

    fn word(&self) -> &'static str {
        "own_url"
    }
}

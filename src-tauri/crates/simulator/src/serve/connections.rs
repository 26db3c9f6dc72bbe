//! Connections of a listener: each is served on its own, and can be cut instead of answered.

use super::server::Server;
use axum::{
    Router,
    body::Body,
    http::{Response, header},
};
use hyper::service::{Service, service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// So long it waits when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// In an answer's extensions: no answer is sent, the connection is cut.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection is cut on purpose")]
pub struct Cut;

/// An answer that is never sent.
pub fn cut() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Cut);
    response
}

/// Serves the listener's connections, for as long as the server lives.
pub async fn serve(listener: TcpListener, router: Router, server: &Arc<Server>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        // An answer that waits for another packet would look slow.
        drop(stream.set_nodelay(true));
        let inner = TowerToHyperService::new(router.clone());
        let server = Arc::clone(server);
        let service = service_fn(move |request| {
            let answered = inner.call(request);
            let server = Arc::clone(&server);
            async move {
                match answered.await {
                    Ok(answer) if answer.extensions().get::<Cut>().is_some() => Err(Cut),
                    Ok(mut answer) => {
                        if let Some(date) = server.date() {
                            answer.headers_mut().insert(header::DATE, date);
                        }
                        Ok(answer)
                    }
                    Err(never) => match never {},
                }
            }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            // It would tell the right one.
            .auto_date_header(false)
            .serve_connection(TokioIo::new(stream), service);
        // A client that breaks off is no news.
        tokio::spawn(async move { drop(connection.await) });
    }
}

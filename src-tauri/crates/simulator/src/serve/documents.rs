//! What is read by its address, without credentials: uploaded files, agreements, confirmations.

use super::{
    answers::refused, files, object::text, refusal::Refusal, server::Server, world::World,
};
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, Response, header},
    routing::get,
};
use std::sync::Arc;

/// The routes.
pub fn router(server: &Arc<Server>) -> Router {
    Router::new()
        .route("/files/{key}/{name}", get(file))
        .route("/agreements/{number}/{version}", get(agreement))
        .with_state(Arc::clone(server))
}

fn nobody(what: &str) -> Response<Body> {
    let message = format!("there is no such {what}");
    refused(&Refusal::new(404, "NOT_FOUND", message), None)
}

/// A file that was uploaded, or a payout confirmation's document. What comes for an address that
/// holds no more is not known.
async fn file(
    State(server): State<Arc<Server>>,
    Path((key, _)): Path<(String, String)>,
) -> Response<Body> {
    let (file, telex) = {
        let world = server.world();
        (world.files.get(&key).cloned(), telex(&world, &key))
    };
    if let Some(telex) = telex {
        return plain(telex);
    }
    let Some(file) = file.filter(|file| !file.is_over(server.now())) else {
        return nobody("file");
    };
    let given = files::give(server.files.clone(), &key, file).await;
    given.unwrap_or_else(|_| nobody("file"))
}

/// An agreement in its version of now; an earlier one is not there any more.
async fn agreement(
    State(server): State<Arc<Server>>,
    Path((number, version)): Path<(u64, String)>,
) -> Response<Body> {
    let world = server.world();
    let agreement = world.agreements.all.get(&number);
    match agreement.filter(|agreement| agreement.version == version) {
        Some(agreement) => plain(agreement.page()),
        None => nobody("agreement"),
    }
}

fn plain(text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// The document of a payout confirmation that has arrived.
fn telex(world: &World, key: &str) -> Option<String> {
    let number: u64 = key.strip_prefix("telex-")?.parse().ok()?;
    let transaction = world.transactions.get(&number)?;
    let status = text(transaction.confirmation.as_ref()?, "status")?;
    let told = |name: &str| text(&transaction.fields, name).unwrap_or_default();
    status.contains("ARRIVED").then(|| {
        format!(
            "PAYOUT CONFIRMATION (simulated)\nTransaction {number}\nAmount {} {}\nPayout {}\n",
            told("toAmount"),
            told("toCurrencySymbol"),
            told("payout"),
        )
    })
}

/// A file's name as it can stand in a path.
pub fn name_in_path(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let name = name
        .chars()
        .map(|letter| if plain(letter) { letter } else { '_' });
    let name: String = name.take(100).collect();
    if name.trim_matches('.').is_empty() {
        "file".to_owned()
    } else {
        name
    }
}

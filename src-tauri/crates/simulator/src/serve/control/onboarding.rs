//! What the control interface says of onboardings: answers, agreements, files, and many merchants.

use super::{Answer, Shared, done, no, read};
use crate::serve::{
    agreements::Agreement, api::json_answer, population::Population, server::Server,
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::Response,
    routing::{delete, get, post, put},
};
use domain::PartnerNumber;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// So many answers may wait for an onboarding.
const ANSWERS_MAX: usize = 1000;

pub fn routes() -> Router<Arc<Server>> {
    let answers_at = get(answers).post(set_answer).delete(clear_answers);
    Router::new()
        .route("/answers", answers_at)
        .route("/agreements", get(agreements))
        .route("/agreements/{number}", put(set_agreement))
        .route("/files", get(files))
        .route("/files/{key}", delete(end_file))
        .route("/population", post(populate))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    merchant: Option<PartnerNumber>,
    answer: String,
}

async fn answers(State(server): Shared) -> Response<Body> {
    let world = server.world();
    let own = world.merchants.iter().filter_map(|(number, object)| {
        let answer = object.answer.as_deref()?;
        Some(json!({ "merchant": number, "answer": answer }))
    });
    let own: Vec<Value> = own.collect();
    json_answer(200, &json!({ "next": world.answers, "merchants": own }))
}

async fn set_answer(State(server): Shared, body: Bytes) -> Answer {
    let given: Given = read(&body)?;
    {
        let mut world = server.world();
        if let Some(merchant) = given.merchant {
            let object = world.merchants.get_mut(&merchant.get());
            let object = object.ok_or_else(|| no(404, "there is no such merchant"))?;
            object.answer = Some(given.answer);
        } else {
            if world.answers.len() >= ANSWERS_MAX {
                return Err(no(409, "there are too many answers already"));
            }
            world.answers.push_back(given.answer);
        }
        server.changed(&mut world, Vec::new());
    }
    server.store.kept().await;
    Ok(done())
}

async fn clear_answers(State(server): Shared) -> Response<Body> {
    {
        let mut world = server.world();
        world.answers.clear();
        for object in world.merchants.values_mut() {
            object.answer = None;
        }
        server.changed(&mut world, Vec::new());
    }
    server.store.kept().await;
    done()
}

async fn agreements(State(server): Shared) -> Response<Body> {
    json_answer(200, &server.world().agreements.all)
}

/// A new version, or a new agreement. What was accepted before stays accepted in its version.
async fn set_agreement(State(server): Shared, Path(number): Path<String>, body: Bytes) -> Answer {
    let number = PartnerNumber::parse(&number).map_err(|error| no(400, error.to_string()))?;
    let agreement: Agreement = read(&body)?;
    {
        let mut world = server.world();
        world.agreements.all.insert(number.get(), agreement);
        server.changed(&mut world, Vec::new());
    }
    server.store.kept().await;
    Ok(done())
}

async fn files(State(server): Shared) -> Response<Body> {
    json_answer(200, &server.world().files)
}

async fn end_file(State(server): Shared, Path(key): Path<String>) -> Answer {
    {
        let mut world = server.world();
        let now = server.now();
        let file = world.files.get_mut(&key);
        let file = file.ok_or_else(|| no(404, "there is no such file"))?;
        file.until = Some(now);
        server.changed(&mut world, Vec::new());
    }
    server.store.kept().await;
    Ok(done())
}

async fn populate(State(server): Shared, body: Bytes) -> Answer {
    let wanted: Population = read(&body)?;
    if let Some(problem) = wanted.problem() {
        return Err(no(400, problem));
    }
    let own = Arc::clone(&server);
    // It takes a while, and others are answered meanwhile.
    let made = tokio::task::spawn_blocking(move || wanted.make(&own)).await;
    let made = made.map_err(|error| no(500, error.to_string()))?;
    server.store.kept().await;
    Ok(json_answer(200, &made))
}

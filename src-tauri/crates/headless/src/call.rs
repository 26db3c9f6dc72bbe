//! `call`: calls an operation of the API that only reads, for support work. Nothing is kept.

use crate::{
    api_access::{ApiAccess, ask},
    arguments::Call,
    error::Unusable,
};
use domain::SystemClock;
use engine::{api::outcome, readable_bytes};
use partner_api::{
    CallError, Effect, Exchange, Limits, Operation, Partner, Sent, endpoints::any_call::AnyCall,
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{self, Write},
    process::ExitCode,
    sync::Arc,
};

/// Calls, prints, and says by its exit code whether it worked.
pub async fn call(arguments: Call) -> Result<ExitCode, Unusable> {
    partner_api::use_ring();
    let ask = any_call(&arguments)?;
    let partner = partner(&arguments)?;
    let (exchange, error) = match partner.send(&ask).await {
        Ok(called) => (called.exchange, None),
        Err(error) => ((*error.exchange).clone(), Some(error)),
    };
    let mut out = io::stdout().lock();
    if arguments.json {
        let origin = partner.base().origin();
        let told = as_json(origin.as_str(), &exchange, error.as_ref());
        writeln!(out, "{told}")?;
    } else {
        print(&mut out, &exchange, error.as_ref())?;
    }
    Ok(if error.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn any_call(arguments: &Call) -> Result<AnyCall, Unusable> {
    let id = &arguments.operation;
    let operation = Operation::from_id(id)
        .ok_or_else(|| Unusable::Ask(format!("there is no operation {id:?}")))?;
    if operation.effect() != Effect::Reads {
        let why = format!("{id} changes something; only what reads is called from here");
        return Err(Unusable::Ask(why));
    }
    let value = match &arguments.path {
        None => None,
        Some((name, value)) if operation.path_parameter() == Some(name.as_str()) => {
            Some(value.as_str())
        }
        Some((name, _)) => {
            let why = format!("the path of {id} has no parameter {name:?}");
            return Err(Unusable::Ask(why));
        }
    };
    let body = arguments.body.as_ref().map(|path| {
        fs::read(path).map_err(|source| Unusable::File {
            path: path.clone(),
            source,
        })
    });
    let body = body.transpose()?;
    AnyCall::new(operation, value, &arguments.query, body.as_deref()).map_err(|error| ask(&error))
}

fn partner(arguments: &Call) -> Result<Partner, Unusable> {
    let ApiAccess { file, base, stored } = ApiAccess::read(
        &arguments.profile_file,
        &arguments.api_key_file,
        &arguments.api_secret_file,
    )?;
    let none = || Unusable::Ask("the profile has no base URL".to_owned());
    let credentials = stored.for_server(&base.origin()).ok_or_else(none)?;
    let overrides = file.overrides().map_err(|error| ask(&error))?;
    let clock = Arc::new(SystemClock::start());
    Partner::new(base, credentials, overrides, Limits::default(), clock)
        .map_err(|error| ask(&error))
}

fn as_json(origin: &str, exchange: &Exchange, error: Option<&CallError>) -> Value {
    let hints = error.map(CallError::hints).unwrap_or_default();
    let advice: Vec<String> = hints.iter().map(ToString::to_string).collect();
    let body = match &exchange.sent {
        Sent::Json(body) => Some(String::from_utf8_lossy(body).into_owned()),
        Sent::Nothing | Sent::File { .. } => None,
    };
    let answer = exchange.answer.as_ref().map(|answer| {
        json!({
            "status": answer.status,
            "content_type": answer.content_type,
            "bytes": answer.body.len(),
            "whole": answer.whole,
            "body": readable_bytes(&answer.body).0,
        })
    });
    json!({
        "operation": exchange.operation.id(),
        "outcome": outcome(error),
        "detail": engine::api::detail(exchange, error),
        "advice": advice,
        "request": {
            "method": exchange.method.as_str(),
            "origin": origin,
            "path": exchange.path,
            "body": body,
        },
        "answer": answer,
        "round_trip_ms": u64::try_from(exchange.round_trip.as_millis()).unwrap_or(u64::MAX),
        "attempts": exchange.attempts,
        "clock_offset_ms": exchange.clock_offset().map(|offset| offset.millis),
    })
}

fn print(out: &mut impl Write, exchange: &Exchange, error: Option<&CallError>) -> io::Result<()> {
    writeln!(out, "{} {}", exchange.method.as_str(), exchange.path)?;
    let detail = engine::api::detail(exchange, error);
    match &exchange.answer {
        Some(answer) => writeln!(out, "HTTP {}. {detail}", answer.status)?,
        None => writeln!(out, "{detail}")?,
    }
    for hint in error.map(CallError::hints).unwrap_or_default() {
        writeln!(out, "{hint}")?;
    }
    if let Some(answer) = &exchange.answer {
        writeln!(out, "{}", readable_bytes(&answer.body).0)?;
    }
    Ok(())
}

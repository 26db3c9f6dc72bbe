//! `check`: verifies one delivery without keeping it.

use crate::{arguments::Check, error::Unusable, secret_file::read_secret};
use std::{
    fs,
    io::{self, Write},
    process::ExitCode,
};
use webhooks::{HEADER_FIELDS, HEADER_HASH, Judgement, Keys, Outcome, Rules, judge};

/// Verifies, prints, and says by its exit code what came of it.
pub fn check(arguments: &Check) -> Result<ExitCode, Unusable> {
    let body = fs::read(&arguments.body).map_err(|source| Unusable::File {
        path: arguments.body.clone(),
        source,
    })?;
    let current = Some(read_secret(&arguments.webhook_secret_file)?);
    let previous = arguments
        .previous_webhook_secret_file
        .as_deref()
        .map(read_secret)
        .transpose()?;
    let headers = [
        (
            HEADER_FIELDS.to_owned(),
            arguments.fields.clone().into_bytes(),
        ),
        (HEADER_HASH.to_owned(), arguments.hash.clone().into_bytes()),
    ];
    let keys = Keys { current, previous };
    let judgement = judge(&headers, &body, &keys, &Rules::default()).judgement;
    let mut out = io::stdout().lock();
    if arguments.json {
        writeln!(out, "{}", json(&judgement)?)?;
    } else {
        print(&mut out, &judgement)?;
    }
    Ok(ExitCode::from(judgement.verdict.check_exit()))
}

fn json(judgement: &Judgement) -> io::Result<String> {
    let mut object = serde_json::to_value(judgement).map_err(io::Error::other)?;
    if let serde_json::Value::Object(members) = &mut object {
        members.insert("answer".to_owned(), judgement.verdict.http_status().into());
        members.insert(
            "mark".to_owned(),
            judgement.verdict.mark().sign().to_string().into(),
        );
        members.insert("sentence".to_owned(), judgement.verdict.sentence().into());
    }
    Ok(object.to_string())
}

fn print(out: &mut impl Write, judgement: &Judgement) -> io::Result<()> {
    let verdict = judgement.verdict;
    writeln!(
        out,
        "{} {}: {}",
        verdict.mark().sign(),
        verdict.code(),
        verdict.sentence()
    )?;
    for (number, step) in (1..).zip(&judgement.steps) {
        let word = match step.outcome {
            Outcome::Passed => "passed",
            Outcome::Failed => "FAILED",
            Outcome::NotReached => "-",
            Outcome::Noted => "note",
        };
        writeln!(out, "{number:>3}  {word:<7} {}", step.detail)?;
    }
    Ok(())
}

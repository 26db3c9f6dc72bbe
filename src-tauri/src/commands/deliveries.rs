//! The list of deliveries with its filters, the four events, search.

use super::{console::small, timeline_view};
use crate::{
    app::App,
    command_error::{self, NotOpen},
    open_profile::OpenProfile,
};
use contract::{
    CommandError, DayRate, DeliveryFilter, EventSeen, EventsView, Hit, HitTarget, ListDeliveries,
    OfProfile, Search, SearchView, TimelinePage,
};
use domain::{Millis, Subject};
use ledger::Index;
use std::sync::Arc;

/// The days of which the match rate is told.
const DAYS: usize = 14;

async fn profile(app: &App, name: &str) -> Result<Arc<OpenProfile>, CommandError> {
    let profile = app.profile(name).await;
    Ok(profile.ok_or_else(|| NotOpen(name.to_owned()))?)
}

fn index(profile: &OpenProfile) -> Result<&Index, CommandError> {
    profile.index.get().map_err(command_error::index)
}

/// A page of the deliveries that fit a filter.
pub async fn list_deliveries(
    app: &App,
    request: ListDeliveries,
) -> Result<TimelinePage, CommandError> {
    let profile = profile(app, &request.profile).await?;
    let filter = filter(&request.filter)?;
    let from = timeline_view::from(request.from);
    let found = engine::list_deliveries(
        &profile.reader,
        index(&profile)?,
        &filter,
        from,
        request.limit,
    )
    .await
    .map_err(|error| command_error::engine(&error))?;
    let indexed = found.indexed.map(small);
    Ok(TimelinePage {
        indexed,
        ..timeline_view::page(found.timeline, small(profile.entries().await))
    })
}

fn filter(filter: &DeliveryFilter) -> Result<engine::DeliveryFilter, CommandError> {
    let subject = filter.subject.as_deref().map(Subject::parse).transpose();
    let instant = |field: &str, text: &Option<String>| {
        let read = text.as_deref().map(Millis::from_rfc3339).transpose();
        read.map_err(|error| command_error::invalid(field, &error))
    };
    Ok(engine::DeliveryFilter {
        show: timeline_view::show(filter.show),
        verdicts: filter.verdicts.clone(),
        marks: Vec::new(),
        events: filter.events.clone(),
        subject: subject.map_err(|error| command_error::invalid("subject", &error))?,
        since: instant("since", &filter.since)?,
        until: instant("until", &filter.until)?,
        alarms_only: filter.alarms_only,
        text: None,
    })
}

/// The four events, and how the last days went.
pub async fn list_events(app: &App, request: OfProfile) -> Result<EventsView, CommandError> {
    let profile = profile(app, &request.profile).await?;
    let index = index(&profile)?;
    let now = app.clock.now();
    let seen = engine::events_seen(&profile.reader, index, now).await;
    let seen = seen.map_err(|error| command_error::engine(&error))?;
    let rates = engine::match_rate(index, now, DAYS).await;
    let rates = rates.map_err(|error| command_error::engine(&error))?;
    Ok(EventsView {
        events: seen.into_iter().map(event).collect(),
        days: rates.into_iter().map(day).collect(),
        indexed: small(*index.indexed().borrow()),
    })
}

fn event(seen: engine::EventSeen) -> EventSeen {
    EventSeen {
        name: seen.name.wire().to_owned(),
        about: seen.name.sentence().to_owned(),
        last_seen: seen.last.map(|(at, _)| at.to_rfc3339()),
        last_sequence: seen.last.map(|(_, sequence)| small(sequence)),
        today: small(seen.today),
    }
}

fn day(rate: engine::Day) -> DayRate {
    let begins = rate.begins.to_rfc3339();
    DayRate {
        day: begins.split('T').next().unwrap_or_default().to_owned(),
        verified: small(rate.verified),
        kept: small(rate.kept),
    }
}

/// What fits a typed text.
pub async fn search_everything(app: &App, request: Search) -> Result<SearchView, CommandError> {
    let profile = profile(app, &request.profile).await?;
    let hits = engine::search(&profile.reader, index(&profile)?, &request.text)
        .await
        .map_err(|error| command_error::engine(&error))?;
    // Who knows a name wants what bears it; a number finds both.
    let mut named = super::catalog::hits(&profile, &request.text).await;
    named.extend(hits.into_iter().map(hit));
    Ok(SearchView { hits: named })
}

fn hit(hit: engine::Hit) -> Hit {
    Hit {
        target: match hit.target {
            engine::HitTarget::Subject(subject) => HitTarget::Subject {
                key: subject.to_string(),
                subject: subject.kind.into(),
            },
            engine::HitTarget::Delivery(sequence) => HitTarget::Delivery {
                sequence: small(sequence),
            },
        },
        label: hit.label,
        detail: hit.detail,
        mark: hit.mark.map(Into::into),
    }
}

//! Pages of a timeline, and one delivery whole.

use super::{console::small, delivery_view, timeline_view};
use crate::{
    app::App,
    command_error::{self, NotOpen},
};
use contract::{CommandError, DeliveryView, GetDelivery, ListTimeline, TimelinePage};
use domain::Subject;

/// One page of a timeline, newest row first.
pub async fn list_timeline(app: &App, request: ListTimeline) -> Result<TimelinePage, CommandError> {
    let profile = app
        .profile(&request.profile)
        .await
        .ok_or_else(|| NotOpen(request.profile.clone()))?;
    let subject = request.subject.as_deref().map(Subject::parse).transpose();
    let subject = subject.map_err(|error| command_error::invalid("subject", &error))?;
    let ask = timeline_view::ask(&request, subject);
    let page = engine::timeline(&profile.reader, &ask)
        .await
        .map_err(|error| command_error::engine(&error))?;
    Ok(timeline_view::page(page, small(profile.entries().await)))
}

/// One delivery with its raw bytes and every verdict on it.
pub async fn get_delivery(app: &App, request: GetDelivery) -> Result<DeliveryView, CommandError> {
    let profile = app
        .profile(&request.profile)
        .await
        .ok_or_else(|| NotOpen(request.profile.clone()))?;
    let delivery = engine::delivery::read(&profile.reader, request.sequence.into())
        .await
        .map_err(|error| command_error::engine(&error))?;
    Ok(delivery_view::view(delivery))
}

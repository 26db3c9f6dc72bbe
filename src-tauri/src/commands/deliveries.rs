//! The list of deliveries with its filters, the four events, search.

use crate::{app::App, command_error};
use contract::{
    CommandError, EventsView, ListDeliveries, OfProfile, Search, SearchView, TimelinePage,
};

/// A page of the deliveries that fit a filter.
pub async fn list_deliveries(
    _app: &App,
    _request: ListDeliveries,
) -> Result<TimelinePage, CommandError> {
    Err(command_error::read_only("list_deliveries"))
}

/// The four events, and how the last days went.
pub async fn list_events(_app: &App, _request: OfProfile) -> Result<EventsView, CommandError> {
    Err(command_error::read_only("list_events"))
}

/// What fits a typed text.
pub async fn search_everything(_app: &App, _request: Search) -> Result<SearchView, CommandError> {
    Err(command_error::read_only("search_everything"))
}

//! `partner-simulator serve` as a process: its objects, what it keeps, its faults, its log.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test helper may stop the test"
)]

mod day;
mod faults;
mod kept;
mod listening;
mod log;
mod machines;
mod onboarding;
mod population;
mod program;
mod receiver;
mod uploads;

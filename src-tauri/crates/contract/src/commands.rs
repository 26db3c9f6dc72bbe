//! The one table of commands, from which handlers, access list and TypeScript come.

/// Hands the table to a macro: `module::command(Request) -> Answer, query|action;` a row.
///
/// A query may be asked again at any time; an action is never repeated by itself.
#[macro_export]
macro_rules! with_commands {
    ($use:ident) => {
        $use! {
            console::console_status(Nothing) -> ConsoleStatus, query;
            console::start_simulator(Nothing) -> ProfileStatus, action;
            console::stop_simulator(Nothing) -> ProfileStatus, action;
            timeline::list_timeline(ListTimeline) -> TimelinePage, query;
            timeline::get_delivery(GetDelivery) -> DeliveryView, query;
            ledger::check_ledger(CheckLedger) -> LedgerCheck, action;
        }
    };
}

macro_rules! names {
    ($($module:ident :: $name:ident($req:ty) -> $res:ty, $kind:ident;)*) => {
        /// Every command's name, for the access list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        /// Every command as (name, request type, answer type, kind), for the TypeScript.
        pub const TABLE: &[(&str, &str, &str, &str)] =
            &[$((stringify!($name), stringify!($req), stringify!($res), stringify!($kind))),*];
    };
}
with_commands!(names);

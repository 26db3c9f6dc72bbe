//! Turns the table of commands into Tauri's handlers; a row without its function does not compile.

pub mod console;
pub mod delivery_view;
pub mod ledger;
pub mod timeline;
pub mod timeline_view;

use crate::app::App;
use contract::{
    CheckLedger, CommandError, ConsoleStatus, DeliveryView, GetDelivery, LedgerCheck, ListTimeline,
    Nothing, ProfileStatus, TimelinePage, with_commands,
};
use tauri::{Runtime, State, ipc::Invoke};

macro_rules! tauri_handlers {
    ($($module:ident :: $name:ident($req:ty) -> $res:ty, $kind:ident;)*) => {
        $(
            #[tauri::command]
            async fn $name(app: State<'_, App>, request: $req) -> Result<$res, CommandError> {
                $module::$name(&app, request).await
            }
        )*

        /// The handler of every command in the table.
        pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}
with_commands!(tauri_handlers);

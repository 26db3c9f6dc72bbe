//! The conformance suite on the SQLite store.

use crate::conformance;
use crate::fixture::Fixture;

macro_rules! conforms {
    ($($name:ident)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let fixture = Fixture::open().await;
                conformance::$name(fixture.writer.clone(), fixture.reader.clone()).await;
            }
        )*
    };
}

conforms! {
    entries_come_back_as_they_were_written
    a_page_walk_sees_each_entry_once_in_order
    a_page_ends_where_the_ledger_ends
    entries_about_others_are_found_oldest_first
    an_append_sees_what_one_before_it_remembered
    what_cannot_be_an_entry_fails_alone
    a_build_that_panics_fails_alone
    every_entry_has_a_proof_in_every_tree
    the_feed_tells_each_commit
    a_closed_writer_has_written_all_it_accepted
}

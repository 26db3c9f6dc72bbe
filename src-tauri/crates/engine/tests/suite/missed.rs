//! A webhook that may be on its way is waited for before a change is called missed.

use crate::fixture::{Fixture, merchant};
use domain::{Millis, Subject, record::Shown};
use engine::reconcile::{Looked, Seen, missed_among};

const LOOKED: Looked<'_> = Looked {
    from: Millis(1_000),
    until: Millis(2_000),
    closes: None,
};

/// A merchant that a read shows, and that the server changed then.
fn seen(updated: i64) -> Seen {
    Seen {
        shown: Shown {
            subject: "merchant:7".parse::<Subject>().unwrap(),
            status: Some("VALID".to_owned()),
        },
        read: None,
        updated: Some(Millis(updated)),
    }
}

#[tokio::test]
async fn a_webhook_that_comes_while_it_is_waited_for_leaves_nothing_missed() {
    let fixture = Fixture::with_an_index_that_reads_nothing().await;
    let body = merchant(7, "VALID");
    let comes = async {
        fixture.keep(2_500, "u-7", &body, true).await;
    };
    let missed = missed_among(&fixture.reader, LOOKED, &[seen(2_000)], comes).await;
    assert_eq!(missed.unwrap(), []);
}

#[tokio::test]
async fn one_that_does_not_come_or_is_no_longer_on_its_way_is_missed() {
    let fixture = Fixture::with_an_index_that_reads_nothing().await;
    let mut waited = 0;
    for (updated, waits) in [(2_000, 1), (1_999, 0)] {
        let wait = async { waited += 1 };
        let missed = missed_among(&fixture.reader, LOOKED, &[seen(updated)], wait).await;
        assert_eq!(missed.unwrap().len(), 1);
        assert_eq!(std::mem::take(&mut waited), waits, "{updated}");
    }
}

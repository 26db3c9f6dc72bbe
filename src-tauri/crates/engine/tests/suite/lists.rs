//! A filtered list is what a reading of every row gives; events and match rate count the same rows.

use crate::fixture::{DAY_MS, Fixture, merchant, transaction};
use domain::{EventName, Mark, Millis, Subject};
use engine::{DeliveryFilter, From, Row, Show, list_deliveries};
use ledger::PageQuery;

/// Every delivery's row, the newest first, read from the ledger alone.
async fn all(fixture: &Fixture) -> Vec<Row> {
    let query = PageQuery {
        subject: None,
        kinds: vec!["delivery".to_owned()],
        from: ledger::From::Newest,
        limit: 500,
    };
    let page = fixture.reader.page(&query).await.unwrap();
    assert!(!page.more);
    let rows = engine::timeline::read_rows(&fixture.reader, &page.entries).await;
    rows.unwrap()
}

fn fits(filter: &DeliveryFilter, row: &Row) -> bool {
    let verified = row.verdict.is_some_and(webhooks::Verdict::is_verified);
    let verdict = row.verdict.map_or("none", webhooks::Verdict::code);
    let event = row.event.as_deref().map_or("none", |name| {
        EventName::from_wire(name).map_or("other", EventName::wire)
    });
    let is_in = |list: &[String], word: &str| list.is_empty() || list.iter().any(|one| one == word);
    (match filter.show {
        Show::All => true,
        Show::Verified => verified,
        Show::Refused => !verified,
    }) && is_in(&filter.verdicts, verdict)
        && (filter.marks.is_empty() || filter.marks.contains(&row.mark))
        && is_in(&filter.events, event)
        && filter
            .subject
            .is_none_or(|one| row.subjects().contains(&one))
        && filter.since.is_none_or(|since| row.at >= since)
        && filter.until.is_none_or(|until| row.at < until)
        && (!filter.alarms_only || row.alarm)
}

async fn walk(fixture: &Fixture, filter: &DeliveryFilter, limit: u16) -> Vec<u64> {
    let mut found = Vec::new();
    let mut from = From::Newest;
    loop {
        let page = list_deliveries(&fixture.reader, &fixture.index, filter, from, limit)
            .await
            .unwrap();
        found.extend(page.timeline.rows.iter().map(|row| row.sequence));
        match page.timeline.next {
            Some(next) => from = From::Before(next),
            None => return found,
        }
    }
}

async fn filled() -> Fixture {
    let fixture = Fixture::open().await;
    let mut random = fastrand::Rng::with_seed(11);
    let mut sequences = Vec::new();
    for number in 0..220_u32 {
        let at = i64::from(number) * 3_600_000;
        let status = ["PENDING", "COMPLETED", "IN_PROGRESS"][random.usize(0..3)];
        let body = match random.u8(0..5) {
            0 => merchant(random.u32(1..5), "VALID"),
            1 => format!(r#"{{"event":"SomethingElse","id":{number},"status":"ACTIVE"}}"#),
            2 => format!(r#"{{"id":{},"status":"PENDING"}}"#, random.u32(1..9)),
            _ => transaction(random.u32(1..30), status),
        };
        let good = random.u8(0..6) > 0;
        sequences.push(
            fixture
                .keep(at, &format!("uuid-{number}"), &body, good)
                .await,
        );
        if random.u8(0..15) == 0 {
            let (one, other) = (
                random.usize(0..sequences.len()),
                random.usize(0..sequences.len()),
            );
            fixture
                .judge_again(sequences[one], sequences[other], at)
                .await;
        }
    }
    fixture.indexed().await;
    fixture
}

/// Each way to filter, alone and with others.
fn filters() -> Vec<DeliveryFilter> {
    let none = DeliveryFilter::default();
    vec![
        none.clone(),
        DeliveryFilter {
            show: Show::Verified,
            ..none.clone()
        },
        DeliveryFilter {
            show: Show::Refused,
            ..none.clone()
        },
        DeliveryFilter {
            verdicts: vec!["verified_repeat".into(), "refused_hash".into()],
            ..none.clone()
        },
        DeliveryFilter {
            marks: vec![Mark::HashMatches],
            events: vec!["none".into()],
            ..none.clone()
        },
        DeliveryFilter {
            events: vec!["other".into(), "BusinessKycStatusChanged".into()],
            ..none.clone()
        },
        DeliveryFilter {
            subject: Some(Subject::parse("transaction:7").unwrap()),
            ..none.clone()
        },
        DeliveryFilter {
            subject: Some(Subject::parse("merchant:2").unwrap()),
            show: Show::Verified,
            ..none.clone()
        },
        DeliveryFilter {
            since: Some(Millis(3 * DAY_MS)),
            until: Some(Millis(5 * DAY_MS)),
            ..none.clone()
        },
        DeliveryFilter {
            until: Some(Millis(4 * DAY_MS)),
            show: Show::Refused,
            ..none.clone()
        },
        DeliveryFilter {
            alarms_only: true,
            ..none.clone()
        },
        DeliveryFilter {
            verdicts: vec!["ambiguous".into()],
            ..none.clone()
        },
    ]
}

#[tokio::test]
async fn a_filtered_list_holds_each_delivery_that_fits_and_no_other() {
    let fixture = filled().await;
    let rows = all(&fixture).await;
    let mut found_any = 0;
    for filter in filters() {
        let expected: Vec<u64> = rows
            .iter()
            .filter(|row| fits(&filter, row))
            .map(|row| row.sequence)
            .collect();
        found_any += usize::from(!expected.is_empty());
        for limit in [7, 500] {
            assert_eq!(walk(&fixture, &filter, limit).await, expected, "{filter:?}");
        }
    }
    assert!(found_any > 8);
    let by_text = DeliveryFilter {
        text: Some("UUID-21".into()),
        ..DeliveryFilter::default()
    };
    let page = list_deliveries(&fixture.reader, &fixture.index, &by_text, From::Newest, 50)
        .await
        .unwrap();
    assert_eq!(page.indexed, Some(*fixture.index.indexed().borrow()));
    // uuid-21 and uuid-210 to uuid-219.
    assert_eq!(page.timeline.rows.len(), 11);
}

#[tokio::test]
async fn the_events_and_the_match_rate_are_those_of_the_rows() {
    let fixture = filled().await;
    let rows = all(&fixture).await;
    let now = Millis(rows[0].at.0 + 1);
    let day = |at: Millis| at.0.div_euclid(DAY_MS);
    let verified = |row: &&Row| row.verdict.is_some_and(webhooks::Verdict::is_verified);
    let seen = engine::events_seen(&fixture.reader, &fixture.index, now)
        .await
        .unwrap();
    assert_eq!(seen.len(), 4);
    for event in seen {
        let of_event = |row: &&Row| row.event.as_deref() == Some(event.name.wire());
        let of_event: Vec<&Row> = rows.iter().filter(verified).filter(of_event).collect();
        let last = of_event.first().map(|row| (row.at, row.sequence));
        assert_eq!(event.last, last);
        let today = of_event
            .iter()
            .filter(|row| day(row.at) == day(now))
            .count();
        assert_eq!(event.today, u64::try_from(today).unwrap());
    }
    let rates = engine::match_rate(&fixture.index, now, 5).await.unwrap();
    assert_eq!(rates.len(), 5);
    for (back, rate) in (0..).zip(rates) {
        let begins = (day(now) - back) * DAY_MS;
        assert_eq!(rate.begins, Millis(begins));
        let of_day = |row: &&Row| day(row.at) == day(now) - back;
        let kept = rows.iter().filter(of_day).count();
        assert_eq!(rate.kept, u64::try_from(kept).unwrap());
        let good = rows.iter().filter(of_day).filter(verified).count();
        assert_eq!(rate.verified, u64::try_from(good).unwrap());
    }
}

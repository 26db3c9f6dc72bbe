//! An acceptance is bound to the agreements that were shown.

use super::{Desk, OPERATOR, action, by, crashes::accept, merchant, partner::Partner};
use crate::api::At;
use domain::record::{KIND_INTENT, OutcomeState};
use engine::{IntentError, agreements::agreements_of, intents::State};

const SHOWN: &str = r#"{"id":1,"acceptedDate":null}"#;

#[tokio::test]
async fn agreements_are_accepted_as_they_were_shown_and_who_and_when_is_kept() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    for (number, other) in [(1, r#"{"id":1,"version":"2"}"#), (2, r#"{"id":2}"#)] {
        let told = desk
            .intents
            .start(&action(number), accept(other), by())
            .await;
        assert!(matches!(told, Err(IntentError::Changed(_))), "{told:?}");
    }
    let broken = desk.intents.start(&action(3), accept("{"), by()).await;
    assert!(matches!(broken, Err(IntentError::Value { .. })));
    assert_eq!(partner.counts(), (0, 0));
    assert!(!desk.kinds().await.contains(&KIND_INTENT.to_owned()));

    let told = desk.intents.start(&action(4), accept(SHOWN), by()).await;
    assert_eq!(told.unwrap().state(), State::Is(OutcomeState::Done));
    assert_eq!(partner.counts(), (1, 1));
    let known = agreements_of(&desk.at.fixture.reader, merchant(7)).await;
    let known = known.unwrap();
    // The newest read is the one before the acceptance, which says that they are open.
    assert_eq!(known.agreements[0].fields.to_json(), SHOWN);
    assert!(known.all_accepted(), "by what was accepted from here");
    let acceptance = &known.acceptances[0];
    assert_eq!(acceptance.past.by.as_deref(), Some(OPERATOR));
    assert_eq!(acceptance.shown[0].fields.to_json(), SHOWN);
}

//! What reads say of a change whose answer is lost.

use super::{Desk, action, by, is_final, partner::Loss, partner::Partner, state, times, update};
use crate::api::At;
use domain::record::{KIND_DEPARTURE, KIND_OBSERVATION, OutcomeState};
use engine::{Times, intents::State};
use std::time::Duration;

#[tokio::test]
async fn that_a_change_did_not_happen_takes_two_reads_in_a_row_that_show_all_as_before() {
    // The first is read before the change is sent, which gets lost.
    let [before, other] = ["Lagos", "Kano"];
    for (cities, wanted) in [
        (&[before, before, before][..], 2),
        (&[before, before, other, before, before], 4),
        (&[before, other, before, other, before, before], 5),
    ] {
        let (partner, server) = Partner::start().await;
        let late_at_once = Times {
            settle: Duration::ZERO,
            ..times()
        };
        let desk = Desk::with(At::server(&server).await, late_at_once).await;
        partner.lose(Loss::Before);
        partner.show_cities(cities);
        desk.intents
            .start(&action(1), update("Abuja"), by())
            .await
            .unwrap();
        let told = desk.when(&action(1), is_final).await;
        assert_eq!(state(&told), State::Is(OutcomeState::DidNotHappen));
        let kinds = desk.kinds().await;
        let departed = kinds.iter().rposition(|kind| kind == KIND_DEPARTURE);
        let calls = kinds.iter().skip(departed.unwrap());
        let calls = calls.filter(|kind| *kind == KIND_OBSERVATION).count();
        // The first of them is the lost change itself.
        assert_eq!(calls - 1, wanted, "{cities:?}");
        assert_eq!(partner.counts(), (1, 0));
    }
}

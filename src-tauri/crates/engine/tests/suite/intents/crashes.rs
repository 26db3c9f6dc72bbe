//! The program ends between any two steps: what it left is a part of the ledger, and a server that
//! was asked or was not.

use super::{
    Desk, action, by, create, is_final, merchant,
    partner::{Loss, Partner},
    update,
};
use crate::{api::At, fixture::Fixture};
use domain::{
    ActionId, Millis,
    record::{KIND_DEPARTURE, KIND_INTENT, KIND_OUTCOME, OutcomeFacts, OutcomeState},
};
use engine::{
    Doer, Wish,
    intents::{Decision, State, Told},
};
use ledger::{Built, Entry, EntryDraft, PartDraft};
use partner_api::{
    Fields,
    endpoints::{
        accept_legal_agreements::AcceptLegalAgreements,
        submit_merchant_onboarding::SubmitMerchantOnboarding,
    },
};
use proptest::prelude::*;

/// Where the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Never,
    /// Before the intent is on disk.
    BeforeIntent,
    /// Between intent and departure: nothing ever came to the server.
    AfterIntent,
    /// Between departure and request: nothing ever came to the server.
    AfterDeparture,
    /// Between request and answer, or before the answer is on disk.
    BeforeOutcome,
    /// Once all is on disk.
    AfterOutcome,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Create,
    Update,
    Submit,
    Accept,
}

fn wish(what: What) -> Wish {
    let text = str::to_owned;
    match what {
        What::Create => create(),
        What::Update => update("Abuja"),
        What::Submit => Wish::SubmitOnboarding(SubmitMerchantOnboarding {
            merchant: merchant(7),
            company_type: text("LIMITED"),
            trading_name: text("Bisi"),
            industry: text("TECHNOLOGY"),
            service: text("PAYOUT"),
            further: Fields::new(),
        }),
        What::Accept => accept(r#"{"id":1,"acceptedDate":null}"#),
    }
}

/// An acceptance of one agreement, as it was shown.
pub fn accept(shown: &str) -> Wish {
    let accept = AcceptLegalAgreements {
        merchant: merchant(7),
        further: Fields::new(),
    };
    Wish::AcceptAgreements(accept, vec![shown.to_owned()])
}

/// How many of the entries are on disk at the end of the program.
fn kept(entries: &[Entry], end: End) -> usize {
    let place = |kind: &str| entries.iter().position(|entry| entry.kind == kind).unwrap();
    match end {
        End::Never | End::AfterOutcome => entries.len(),
        End::BeforeIntent => place(KIND_INTENT),
        End::AfterIntent => place(KIND_INTENT) + 1,
        End::AfterDeparture | End::BeforeOutcome => place(KIND_DEPARTURE) + 1,
    }
}

/// Writes the same entries into another ledger.
pub async fn copy(entries: &[Entry], from: &Fixture, to: &Fixture) {
    for entry in entries {
        let parts = from.reader.parts(&[entry.sequence], None).await.unwrap();
        let parts = parts.into_iter().map(|part| PartDraft {
            name: part.name,
            value: part.value.unwrap(),
        });
        let draft = EntryDraft {
            kind: entry.kind.clone(),
            recorded_ms: entry.recorded_ms,
            subjects: entry.subjects.iter().map(|one| one.name.clone()).collect(),
            about: entry.about,
            facts: entry.facts.clone(),
            parts: parts.collect(),
        };
        let built = Built {
            entries: vec![draft],
            remember: None,
        };
        to.writer.append(None, move |_| (built, ())).await.unwrap();
    }
}

/// Waits for the end of an action; a person decides on what is offered.
async fn settled(desk: &Desk, id: &ActionId) -> Told {
    let told = desk
        .when(id, |told| is_final(told) || told.verdict.may_be_denied)
        .await;
    if is_final(&told) {
        return told;
    }
    let candidate = told.verdict.candidates.first();
    let decision = candidate.map_or(Decision::DidNotHappen, |one| Decision::Is(one.subject));
    let doer = Doer {
        by: by(),
        now: Millis(1),
    };
    desk.intents.decide(id, decision, "", doer).await.unwrap()
}

async fn run(what: What, loss: Loss, end: End, again: bool) {
    let (partner, server) = Partner::start().await;
    partner.lose(loss);
    let first = Desk::open(At::server(&server).await).await;
    let id = action(1);
    // One press, delivered twice.
    let (one, two) = tokio::join!(
        first.intents.start(&id, wish(what), by()),
        first.intents.start(&id, wish(what), by())
    );
    one.unwrap();
    two.unwrap();
    let desk = if end == End::Never {
        first
    } else {
        let entries = first.entries().await;
        let outcomes = entries.iter().position(|entry| entry.kind == KIND_OUTCOME);
        let left = outcomes.map_or(entries.as_slice(), |at| &entries[..=at]);
        let left = &left[..kept(left, end)];
        let next = At::server(&server).await;
        copy(left, &first.at.fixture, &next.fixture).await;
        drop(first);
        if matches!(
            end,
            End::BeforeIntent | End::AfterIntent | End::AfterDeparture
        ) {
            partner.forget();
        }
        Desk::open(next).await
    };
    let asked = partner.counts();
    if again && end != End::BeforeIntent {
        let told = desk.intents.start(&id, wish(what), by()).await.unwrap();
        assert_eq!(partner.counts(), asked, "a repeat sends nothing: {told:?}");
    }
    if end == End::BeforeIntent {
        assert!(desk.intents.told(&id).await.unwrap().is_none());
        desk.intents.start(&id, wish(what), by()).await.unwrap();
    }
    let told = settled(&desk, &id).await;
    let (received, effects) = partner.counts();
    assert!(received <= 1, "it was sent {received} times");
    let wanted = match (effects, loss, end) {
        (1, _, _) => OutcomeState::Done,
        (_, _, End::AfterIntent) => OutcomeState::NotSent,
        (_, Loss::Refuse, End::Never | End::AfterOutcome) => OutcomeState::Refused,
        _ => OutcomeState::DidNotHappen,
    };
    assert_eq!(told.state(), State::Is(wanted));
    assert!(desk.intents.unsettled().await.unwrap().is_empty());
    let entries = desk.entries().await;
    let of = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!(of(KIND_INTENT), 1);
    let outcomes = entries.iter().filter(|entry| entry.kind == KIND_OUTCOME);
    let states: Vec<OutcomeState> = outcomes
        .map(|entry| serde_json::from_str::<OutcomeFacts>(&entry.facts).unwrap())
        .map(|facts| facts.state)
        .collect();
    let finals = states.iter().filter(|state| state.is_final()).count();
    assert_eq!(finals, 1, "{states:?}");
}

fn any_end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Never),
        Just(End::BeforeIntent),
        Just(End::AfterIntent),
        Just(End::AfterDeparture),
        Just(End::BeforeOutcome),
        Just(End::AfterOutcome),
    ]
}

fn any_loss() -> impl Strategy<Value = Loss> {
    prop_oneof![
        Just(Loss::None),
        Just(Loss::Refuse),
        Just(Loss::Before),
        Just(Loss::After),
        Just(Loss::Garbled),
    ]
}

fn any_what() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(What::Create),
        Just(What::Update),
        Just(What::Submit),
        Just(What::Accept),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn wherever_the_program_ends_nothing_is_sent_twice_and_the_outcome_is_the_truth(
        what in any_what(),
        loss in any_loss(),
        end in any_end(),
        again in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(run(what, loss, end, again));
    }
}

//! Cards: opened by alarms, counted, settled once, read back the same.
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use domain::{
    EventName, Millis, Resolution,
    record::{
        FieldSetChoice, KIND_DELIVERY, KIND_VERDICT, PART_JUDGEMENT, SUBJECT_ALARMS, VerdictFacts,
    },
};
use engine::{
    CardKind, Cards, DeedError, Doer, FieldSetState, FieldSets,
    rate_fall::{Day, Fall},
};
use ledger::{Built, EntryDraft, PartDraft, Writer, WriterOptions};
use webhooks::{Alarm, EventHint, FieldSet, Judgement, Verdict};

struct Store {
    _folder: tempfile::TempDir,
    writer: Writer,
    cards: Cards,
}

fn doer() -> Doer {
    Doer {
        by: Some("Ada".to_owned()),
        now: Millis(99),
    }
}

fn fields(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

fn judgement(verdict: Verdict, list: &str, event: Option<EventName>) -> Judgement {
    Judgement {
        verdict,
        steps: Vec::new(),
        covered: Vec::new(),
        uncovered: Vec::new(),
        key: None,
        text_rule: None,
        event: event.map(|known| EventHint {
            name: known.wire().to_owned(),
            known: Some(known),
            field: "event".to_owned(),
            covered: false,
        }),
        request_uuid: None,
        about: Resolution::None,
        id: None,
        status: None,
        alarms: vec![Alarm::FieldSetNotApproved {
            approved: Vec::new(),
            found: fields(list),
        }],
    }
}

impl Store {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::open(&folder.path().join("ledger"), WriterOptions::default())
            .await
            .unwrap();
        let cards = Cards::new(writer.reader());
        Self {
            _folder: folder,
            writer,
            cards,
        }
    }

    /// A delivery and a verdict on it, as the receiver writes them; gives the delivery.
    async fn alarm(&self, facts: VerdictFacts, judgement: Option<Judgement>) -> u64 {
        let delivery = EntryDraft {
            kind: KIND_DELIVERY.to_owned(),
            recorded_ms: 1,
            subjects: vec![SUBJECT_ALARMS.to_owned()],
            about: None,
            facts: "{}".to_owned(),
            parts: Vec::new(),
        };
        let (appended, ()) = self
            .writer
            .append(None, move |position| {
                let verdict = verdict(position.next, &facts, judgement);
                let built = Built {
                    entries: vec![delivery, verdict],
                    remember: None,
                };
                (built, ())
            })
            .await
            .unwrap();
        appended.first
    }

    async fn held_back(&self, list: &str, event: Option<EventName>) -> u64 {
        let verdict = Verdict::FieldSetNotApproved;
        self.alarm(facts(verdict, None), Some(judgement(verdict, list, event)))
            .await
    }

    /// A later verdict.
    async fn released(&self, delivery: u64) {
        let entry = verdict(delivery, &facts(Verdict::Verified, None), None);
        let built = Built {
            entries: vec![entry],
            remember: None,
        };
        self.writer
            .append(None, move |_| (built, ()))
            .await
            .unwrap();
    }

    async fn open(&self) -> Vec<engine::Card> {
        self.cards.told().await.unwrap().open
    }

    async fn decide(&self, card: &str, choice: FieldSetChoice) -> Result<(), DeedError> {
        self.cards
            .decide(&self.writer, card, choice, "since it is so", doer())
            .await
    }

    async fn settle(&self, card: &str, note: &str) -> Result<(), DeedError> {
        self.cards.settle(&self.writer, card, note, doer()).await
    }

    /// What another reader of the same ledger makes of it, from its beginning.
    async fn same_from_the_beginning(&self) {
        let told = self.cards.told().await.unwrap();
        let again = Cards::new(self.writer.reader()).told().await.unwrap();
        assert_eq!(told.open, again.open);
        assert_eq!(told.settled, again.settled);
    }
}

fn facts(verdict: Verdict, first: Option<u64>) -> VerdictFacts {
    VerdictFacts {
        verdict: verdict.code().to_owned(),
        answer: 200,
        key_id: None,
        about: Resolution::None,
        first,
        test: false,
    }
}

fn verdict(delivery: u64, facts: &VerdictFacts, judgement: Option<Judgement>) -> EntryDraft {
    EntryDraft {
        kind: KIND_VERDICT.to_owned(),
        recorded_ms: 2,
        subjects: vec![SUBJECT_ALARMS.to_owned()],
        about: Some(delivery),
        facts: serde_json::to_string(facts).unwrap(),
        parts: judgement
            .map(|judgement| PartDraft {
                name: PART_JUDGEMENT.to_owned(),
                value: serde_json::to_vec(&judgement).unwrap(),
            })
            .into_iter()
            .collect(),
    }
}

const PAYOUT: Option<EventName> = Some(EventName::BusinessRequestStatusChanged);
const KYC: Option<EventName> = Some(EventName::BusinessKycStatusChanged);

#[tokio::test]
async fn deliveries_with_one_list_and_event_are_one_card_and_another_event_is_another() {
    let store = Store::new().await;
    let first = store.held_back("id,status,amount", PAYOUT).await;
    let second = store.held_back("id,status,amount", PAYOUT).await;
    store.held_back("id,status,amount", KYC).await;
    store.held_back("amount,id,status", PAYOUT).await;
    let open = store.open().await;
    assert_eq!(open.len(), 3);
    assert_eq!((open[0].count, open[0].held_back), (2, 2));
    assert_eq!(open[0].delivery, Some(second));
    assert_eq!(
        open[0].kind,
        CardKind::FieldSet(FieldSet {
            event: PAYOUT,
            fields: fields("id,status,amount"),
        })
    );
    assert_eq!(*store.cards.waiting().borrow(), 3);
    // A later verdict lets one go; the card still stands for both.
    store.released(first).await;
    let open = store.open().await;
    assert_eq!((open[0].count, open[0].held_back), (2, 1));
    store.same_from_the_beginning().await;
}

#[tokio::test]
async fn an_approved_list_is_in_the_rules_and_its_card_is_settled_with_the_reason() {
    let store = Store::new().await;
    store.held_back("id,status,amount", PAYOUT).await;
    let id = store.open().await[0].id.clone();
    store.decide(&id, FieldSetChoice::Approve).await.unwrap();
    assert_eq!(store.open().await, []);
    let told = store.cards.told().await.unwrap();
    let settled = told.settled[0].settled.clone().unwrap();
    assert_eq!(settled.note.as_deref(), Some("since it is so"));
    assert_eq!(settled.by.as_deref(), Some("Ada"));
    let sets = FieldSets::read(&store.writer.reader()).await.unwrap();
    let list = fields("id,status,amount");
    assert!(sets.rules().approves(PAYOUT, &list));
    assert!(!sets.rules().approves(KYC, &list));
    assert!(!sets.rules().approves(None, &list));
    // It is still held back, as after a crash before it was judged anew.
    let cards = Cards::new(store.writer.reader());
    let waits = cards.holds_back_what_is_approved(&sets.rules()).await;
    assert!(waits.unwrap());
    let error = store.decide(&id, FieldSetChoice::Reject).await.unwrap_err();
    assert!(matches!(error, DeedError::AlreadySettled(_)));
    store.same_from_the_beginning().await;
}

#[tokio::test]
async fn a_rejected_list_asks_nobody_again_and_can_be_approved_on_its_card_later() {
    let store = Store::new().await;
    store.held_back("id,status,amount", PAYOUT).await;
    let id = store.open().await[0].id.clone();
    store.decide(&id, FieldSetChoice::Reject).await.unwrap();
    store.held_back("id,status,amount", PAYOUT).await;
    let told = store.cards.told().await.unwrap();
    assert_eq!(told.open, []);
    assert_eq!((told.settled[0].count, told.settled[0].held_back), (2, 2));
    let again = store.decide(&id, FieldSetChoice::Reject).await.unwrap_err();
    assert!(matches!(again, DeedError::AlreadySettled(_)));
    store.decide(&id, FieldSetChoice::Approve).await.unwrap();
    let sets = FieldSets::read(&store.writer.reader()).await.unwrap();
    let list = fields("id,status,amount");
    assert_eq!(sets.state_of(PAYOUT, &list), Some(FieldSetState::Approved));
    store.same_from_the_beginning().await;
}

#[tokio::test]
async fn a_withdrawn_list_counts_no_longer_and_asks_again() {
    let store = Store::new().await;
    store.held_back("id,status,amount", PAYOUT).await;
    let id = store.open().await[0].id.clone();
    store.decide(&id, FieldSetChoice::Approve).await.unwrap();
    let set = FieldSet {
        event: PAYOUT,
        fields: fields("id,status,amount"),
    };
    let withdraw = |set: FieldSet| store.cards.withdraw(&store.writer, set, doer());
    withdraw(set.clone()).await.unwrap();
    let sets = FieldSets::read(&store.writer.reader()).await.unwrap();
    assert!(!sets.rules().approves(PAYOUT, &set.fields));
    assert!(sets.rules().approves(PAYOUT, &fields("id,status")));
    store.held_back("id,status,amount", PAYOUT).await;
    let open = store.open().await;
    assert_eq!(open.len(), 1);
    assert_ne!(open[0].id, id);
    store.same_from_the_beginning().await;

    let error = withdraw(set).await.unwrap_err();
    assert!(matches!(error, DeedError::NotApproved));
    let built_in = FieldSet {
        event: None,
        fields: fields("id,status"),
    };
    let error = withdraw(built_in).await.unwrap_err();
    assert!(matches!(error, DeedError::BuiltIn));
}

#[tokio::test]
async fn a_list_that_proves_nothing_or_holds_nothing_back_can_not_be_approved() {
    let store = Store::new().await;
    store.held_back("id,amount", PAYOUT).await;
    let held = store.held_back("id,status,amount", PAYOUT).await;
    store.released(held).await;
    let open = store.open().await;
    let weak = store.decide(&open[0].id, FieldSetChoice::Approve).await;
    assert!(matches!(weak, Err(DeedError::Insufficient)));
    let empty = store.decide(&open[1].id, FieldSetChoice::Approve).await;
    assert!(matches!(empty, Err(DeedError::NothingHeldBack)));
    for card in &open {
        store
            .decide(&card.id, FieldSetChoice::Reject)
            .await
            .unwrap();
    }
    assert_eq!(store.open().await, []);
}

#[tokio::test]
async fn every_other_alarm_is_a_card_that_is_settled_with_a_typed_note() {
    let store = Store::new().await;
    let alone = facts(Verdict::RefusedSecretAlone, None);
    store.alarm(alone.clone(), None).await;
    store.alarm(alone.clone(), None).await;
    let other = |first| facts(Verdict::VerifiedOtherBody, Some(first));
    store.alarm(other(7), None).await;
    store.alarm(other(8), None).await;
    let newest = store.alarm(other(7), None).await;
    let open = store.open().await;
    let told: Vec<_> = open.iter().map(|card| (&card.kind, card.count)).collect();
    assert_eq!(
        told,
        [
            (&CardKind::SecretAlone, 2),
            (&CardKind::OtherBody { first: 7 }, 2),
            (&CardKind::OtherBody { first: 8 }, 1),
        ]
    );
    assert_eq!(open[1].delivery, Some(newest));
    let error = store.settle(&open[0].id, " \n ").await.unwrap_err();
    assert!(matches!(error, DeedError::NoWords));
    let error = store.settle(&open[0].id, &"ä".repeat(4001)).await;
    assert!(matches!(error, Err(DeedError::TooLong(4001))));
    for card in &open {
        store.settle(&card.id, "looked at it").await.unwrap();
        let again = store.settle(&card.id, "looked at it").await;
        assert!(matches!(again, Err(DeedError::AlreadySettled(_))));
        let no_list = store.decide(&card.id, FieldSetChoice::Reject).await;
        assert!(matches!(no_list, Err(DeedError::AlreadySettled(_))));
    }
    assert_eq!(store.open().await, []);
    // What comes after it is a new card.
    store.alarm(alone, None).await;
    assert_eq!(store.open().await.len(), 1);
    let missing = store.settle("secret_alone-999", "x").await.unwrap_err();
    assert!(matches!(missing, DeedError::NoCard(_)));
    store.same_from_the_beginning().await;
}

#[tokio::test]
async fn a_card_that_wants_a_decision_is_not_settled_by_a_look_and_the_other_way_round() {
    let store = Store::new().await;
    store.held_back("id,status,amount", PAYOUT).await;
    store
        .alarm(facts(Verdict::RefusedSecretAlone, None), None)
        .await;
    let open = store.open().await;
    let settled = store.settle(&open[0].id, "looked at it").await;
    assert!(matches!(settled, Err(DeedError::WantsDecision)));
    let decided = store.decide(&open[1].id, FieldSetChoice::Approve).await;
    assert!(matches!(decided, Err(DeedError::NoFieldSet)));
}

#[tokio::test]
async fn of_two_that_settle_a_card_at_once_one_is_told_that_it_was_settled() {
    let store = Store::new().await;
    store
        .alarm(facts(Verdict::RefusedSecretAlone, None), None)
        .await;
    let id = store.open().await[0].id.clone();
    let (one, two) = tokio::join!(store.settle(&id, "a"), store.settle(&id, "b"));
    assert_eq!(
        [one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(),
        1
    );
}

#[tokio::test]
async fn a_day_on_which_the_match_rate_fell_has_one_card_even_after_it_was_settled() {
    let store = Store::new().await;
    let day = |begins: i64, verified: u64| Day {
        begins: Millis(begins),
        verified,
        kept: 100,
    };
    let fall = Fall {
        day: day(86_400_000, 10),
        usual: day(0, 100),
    };
    assert!(store.cards.match_rate_fell(fall, Millis(1)).await);
    assert!(!store.cards.match_rate_fell(fall, Millis(2)).await);
    let open = store.open().await;
    assert_eq!(
        (open[0].id.as_str(), open[0].count),
        ("match_rate-1970-01-02", 90)
    );
    store
        .settle(&open[0].id, "a serializer changed")
        .await
        .unwrap();
    assert!(!store.cards.match_rate_fell(fall, Millis(3)).await);
    // The next start knows of the settlement.
    let cards = Cards::new(store.writer.reader());
    cards.catch_up().await.unwrap();
    assert!(!cards.match_rate_fell(fall, Millis(4)).await);
    assert_eq!(*cards.waiting().borrow(), 0);
}

#[tokio::test]
async fn a_question_after_many_alarms_reads_what_is_new_alone() {
    const ALARMS: u64 = 3000;
    let store = Store::new().await;
    for _ in 0..ALARMS / 100 {
        let built = Built {
            entries: Vec::new(),
            remember: None,
        };
        store
            .writer
            .append(None, move |position| {
                let mut built = built;
                for number in 0..100 {
                    let delivery = position.next + number * 2;
                    built.entries.push(EntryDraft {
                        kind: KIND_DELIVERY.to_owned(),
                        recorded_ms: 1,
                        subjects: vec![SUBJECT_ALARMS.to_owned()],
                        about: None,
                        facts: "{}".to_owned(),
                        parts: Vec::new(),
                    });
                    let list = judgement(Verdict::FieldSetNotApproved, "id,status,x", PAYOUT);
                    let facts = facts(Verdict::FieldSetNotApproved, None);
                    built.entries.push(verdict(delivery, &facts, Some(list)));
                }
                (built, ())
            })
            .await
            .unwrap();
    }
    assert!(store.cards.catch_up().await.unwrap());
    assert!(!store.cards.catch_up().await.unwrap());
    let open = store.open().await;
    assert_eq!((open.len(), open[0].held_back), (1, ALARMS));
}

//! Gaps, by examples and against their definition.

use domain::{
    Gap, GapCause,
    gaps::{Mark, gaps},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOT_PROVEN: GapCause = GapCause::NotProven;

fn gap(from: i64, to: impl Into<Option<i64>>, causes: &[GapCause]) -> Gap {
    Gap {
        from,
        to: to.into(),
        causes: causes.iter().copied().collect(),
    }
}

const fn lost(at: i64, last_proof: i64) -> Mark {
    Mark::NotProven {
        at,
        last_proof: Some(last_proof),
        off: false,
    }
}

const fn off(at: i64, last_proof: Option<i64>) -> Mark {
    Mark::NotProven {
        at,
        last_proof,
        off: true,
    }
}

const fn on(at: i64) -> Mark {
    Mark::NotProven {
        at,
        last_proof: None,
        off: false,
    }
}

const fn began(at: i64, last_proof: Option<i64>) -> Mark {
    Mark::Began { at, last_proof }
}

const fn ended(at: i64, last_proof: Option<i64>) -> Mark {
    Mark::Ended { at, last_proof }
}

#[test]
fn a_proof_at_another_url_ends_no_gap_and_what_it_proved_is_not_counted_later() {
    let elsewhere = [NOT_PROVEN, GapCause::UrlChanged];
    let marks = [
        Mark::Proven { at: 20 },
        lost(100, 80),
        Mark::ProvenElsewhere { at: 130 },
        lost(500, 490),
        Mark::ProvenElsewhere { at: 520 },
    ];
    assert_eq!(gaps(&marks), [gap(80, None, &elsewhere)]);
    // A person says that it is set there, or a delivery comes.
    let said: Vec<Mark> = marks
        .into_iter()
        .chain([Mark::Proven { at: 600 }])
        .collect();
    assert_eq!(gaps(&said), [gap(80, 600, &elsewhere)]);
    let closed = [Mark::Proven { at: 20 }, Mark::ProvenElsewhere { at: 70 }];
    let alone = [GapCause::UrlChanged];
    assert_eq!(gaps(&closed), [gap(20, None, &alone)], "no loss was told");
}

#[test]
fn a_dropped_session_is_a_gap_from_the_last_proof_to_the_next() {
    let marks = [
        on(10),
        Mark::Proven { at: 20 },
        lost(100, 80),
        Mark::Proven { at: 130 },
    ];
    assert_eq!(
        gaps(&marks),
        [gap(10, 20, &[NOT_PROVEN]), gap(80, 130, &[NOT_PROVEN])]
    );
}

#[test]
fn a_tunnel_that_was_never_turned_on_is_not_missed() {
    let marks = [
        began(1, None),
        off(2, None),
        Mark::Proof { at: 5 },
        ended(9, None),
    ];
    assert_eq!(gaps(&marks), []);
}

#[test]
fn a_program_that_was_killed_leaves_a_gap_from_the_last_proof_that_was_written_down() {
    let marks = [
        Mark::Proven { at: 20 },
        Mark::Proof { at: 50 },
        began(500, None),
        on(501),
        Mark::Proven { at: 510 },
    ];
    let causes = [GapCause::NotRunning, NOT_PROVEN];
    assert_eq!(gaps(&marks), [gap(50, 510, &causes)]);
}

#[test]
fn what_the_run_before_noted_moves_the_beginning_of_a_gap_onwards_and_never_back() {
    let after_kill = |noted| {
        [
            Mark::Proven { at: 20 },
            began(500, noted),
            on(501),
            Mark::Proven { at: 510 },
        ]
    };
    let causes = [GapCause::NotRunning, NOT_PROVEN];
    assert_eq!(gaps(&after_kill(Some(90))), [gap(90, 510, &causes)]);
    assert_eq!(gaps(&after_kill(Some(10))), [gap(20, 510, &causes)]);
}

#[test]
fn a_program_that_ended_in_order_leaves_a_gap_that_is_open() {
    let marks = [Mark::Proven { at: 20 }, off(60, Some(50)), ended(60, None)];
    let causes = [GapCause::NotRunning, GapCause::TurnedOff];
    assert_eq!(gaps(&marks), [gap(50, None, &causes)]);
}

#[test]
fn a_delivery_that_comes_through_while_canaries_fail_parts_two_gaps() {
    let marks = [
        Mark::Proven { at: 20 },
        lost(100, 80),
        Mark::Proof { at: 110 },
        Mark::Proven { at: 130 },
    ];
    assert_eq!(
        gaps(&marks),
        [gap(80, 110, &[NOT_PROVEN]), gap(110, 130, &[NOT_PROVEN])]
    );
}

#[test]
fn a_store_that_refuses_is_a_gap_though_the_tunnel_is_proven() {
    let marks = [
        Mark::Proven { at: 20 },
        Mark::Refusing { at: 30 },
        Mark::Taking { at: 60 },
        Mark::Refusing { at: 70 },
        lost(80, 75),
        Mark::Proven { at: 90 },
        Mark::Taking { at: 85 },
    ];
    let both = [NOT_PROVEN, GapCause::Refused];
    assert_eq!(
        gaps(&marks),
        [gap(30, 60, &[GapCause::Refused]), gap(70, 90, &both)]
    );
}

#[test]
fn a_clock_that_is_set_back_makes_no_gap_that_ends_before_it_begins() {
    let marks = [
        Mark::Proven { at: 1000 },
        Mark::Proof { at: 1100 },
        lost(200, 190),
        Mark::Proven { at: 230 },
        lost(300, 290),
        Mark::Proven { at: 250 },
    ];
    assert_eq!(gaps(&marks), [gap(190, 230, &[NOT_PROVEN])]);
}

/// What happens between two instants that follow one another.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Proven,
    Proof,
    Lost,
    Off,
    Began,
    Ended,
}

fn course() -> impl Strategy<Value = Vec<(Happens, i64)>> {
    let what = prop_oneof![
        3 => Just(Happens::Proven),
        4 => Just(Happens::Proof),
        2 => Just(Happens::Lost),
        1 => Just(Happens::Off),
        1 => Just(Happens::Began),
        1 => Just(Happens::Ended),
    ];
    proptest::collection::vec((what, 1..1000i64), 0..60)
}

/// The definition, said otherwise: between each proof and the next there is a gap if it was blind
/// at any time in between.
fn by_definition(course: &[(Happens, i64)]) -> Vec<(i64, Option<i64>)> {
    let (mut wanted, mut blind) = (false, false);
    let (mut proof, mut was_blind) = (None, false);
    let mut found = Vec::new();
    let mut at = 0;
    for (what, wait) in course {
        at += wait;
        match what {
            Happens::Proven | Happens::Proof => {
                if was_blind {
                    found.push((proof.unwrap_or(at), Some(at)));
                }
                wanted |= matches!(what, Happens::Proven);
                blind &= matches!(what, Happens::Proof);
                proof = Some(at);
                was_blind = blind;
            }
            Happens::Lost => (wanted, blind) = (true, true),
            Happens::Off | Happens::Began | Happens::Ended => blind |= wanted,
        }
        was_blind |= blind;
        if was_blind && proof.is_none() {
            proof = Some(at);
        }
    }
    if was_blind {
        found.push((proof.unwrap_or(at), None));
    }
    found
}

fn marks(course: &[(Happens, i64)]) -> Vec<Mark> {
    let (mut at, mut last_proof) = (0, None);
    let mark = |(what, wait): &(Happens, i64)| {
        at += wait;
        match what {
            Happens::Proven => {
                last_proof = Some(at);
                Mark::Proven { at }
            }
            Happens::Proof => {
                last_proof = Some(at);
                Mark::Proof { at }
            }
            Happens::Lost | Happens::Off => Mark::NotProven {
                at,
                last_proof,
                off: matches!(what, Happens::Off),
            },
            Happens::Began => began(at, last_proof),
            Happens::Ended => ended(at, last_proof),
        }
    };
    course.iter().map(mark).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn gaps_run_from_each_proof_to_the_next_if_it_was_blind_in_between(course in course()) {
        let found: Vec<_> = gaps(&marks(&course))
            .into_iter()
            .map(|gap| (gap.from, gap.to))
            .collect();
        prop_assert_eq!(found, by_definition(&course));
    }

    #[test]
    fn gaps_stand_in_order_apart_and_each_with_a_cause(
        course in course(), refusals in proptest::collection::vec((1..5000i64, 1..500i64), 0..6)
    ) {
        let mut all = marks(&course);
        for (at, long) in refusals {
            all.push(Mark::Refusing { at });
            all.push(Mark::Taking { at: at + long });
        }
        let found = gaps(&all);
        for pair in found.windows(2) {
            prop_assert!(pair[0].to.unwrap() <= pair[1].from);
        }
        for gap in &found {
            prop_assert!(gap.to.is_none_or(|to| to > gap.from));
            prop_assert_ne!(&gap.causes, &BTreeSet::new());
        }
    }
}

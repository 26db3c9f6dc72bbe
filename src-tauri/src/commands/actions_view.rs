//! Actions as the window sees them.

use super::{
    console::small,
    facts::label,
    operations_view::{grade, label_of},
    timeline_view::subject,
};
use contract::{
    ActionState, ActionView, CandidateView, FieldDiffers, FieldReview, KnownBy, PastAction,
    RefusalView, RequestReview, RowAction,
};
use domain::{
    Millis,
    policy::Why,
    record::{OutcomeBy, OutcomeState},
};
use engine::intents::{Candidate, Differs, Past, Review, State, Told};

/// An action.
pub fn view(told: Told) -> ActionView {
    let object = told.object().map(subject);
    let state = state(told.state());
    let Told {
        followed,
        detail,
        refusal,
        verdict,
    } = told;
    let facts = followed.intent.facts;
    let outcome = followed.outcome;
    let known = outcome.as_ref().map(|outcome| &outcome.facts);
    let detail = match (verdict.detail.is_empty(), detail) {
        (false, _) => verdict.detail,
        (true, Some(detail)) => detail,
        (true, None) => String::new(),
    };
    ActionView {
        action: facts.action.to_string(),
        label: label_of(&facts.operation),
        operation: facts.operation,
        object,
        by: facts.by,
        at: followed.intent.at.to_rfc3339(),
        sequence: small(followed.intent.sequence),
        state,
        known_by: known.map(|known| known_by(known.known_by)),
        outcome: outcome.as_ref().map(|outcome| small(outcome.sequence)),
        observation: verdict
            .observation
            .or(known.and_then(|known| known.observation))
            .map(small),
        detail,
        refusal: refusal.map(|refusal| RefusalView {
            status: refusal.status,
            code: refusal.code,
            message: refusal.message,
        }),
        candidates: verdict.candidates.into_iter().map(candidate).collect(),
        may_be_denied: verdict.may_be_denied,
        may_be_affirmed: verdict.may_be_affirmed,
    }
}

fn candidate(candidate: Candidate) -> CandidateView {
    let differs = candidate.differs.into_iter().map(|one| FieldDiffers {
        name: one.name,
        sent: one.sent,
        found: one.found,
    });
    CandidateView {
        subject: subject(candidate.subject),
        name: candidate.name,
        made_at: candidate.made.map(Millis::to_rfc3339),
        status: candidate.status,
        differs: differs.collect(),
        sequence: small(candidate.observation),
    }
}

/// How an action stands.
pub const fn state(state: State) -> ActionState {
    match state {
        State::UnderWay => ActionState::UnderWay,
        State::Is(state) => outcome_state(state),
    }
}

const fn outcome_state(state: OutcomeState) -> ActionState {
    match state {
        OutcomeState::Done => ActionState::Done,
        OutcomeState::Refused => ActionState::Refused,
        OutcomeState::NotSent => ActionState::NotSent,
        OutcomeState::DidNotHappen => ActionState::DidNotHappen,
        OutcomeState::Unknown => ActionState::Unknown,
    }
}

const fn known_by(known_by: OutcomeBy) -> KnownBy {
    match known_by {
        OutcomeBy::Answer => KnownBy::Answer,
        OutcomeBy::Start => KnownBy::Start,
        OutcomeBy::Read => KnownBy::Read,
        OutcomeBy::Person => KnownBy::Person,
    }
}

/// What a person asked for before.
pub fn past(past: Past) -> PastAction {
    let became = past.became.as_ref();
    PastAction {
        action: past.action.to_string(),
        sequence: small(past.intent),
        at: past.at.to_rfc3339(),
        by: past.by,
        state: became.map_or(ActionState::UnderWay, |one| outcome_state(one.state)),
        known_by: became.map(|one| known_by(one.known_by)),
        known_at: became.map(|one| one.at.to_rfc3339()),
        outcome: became.map(|one| small(one.sequence)),
        detail: became
            .and_then(|one| one.detail.clone())
            .unwrap_or_default(),
    }
}

/// What a row of a timeline tells of an action.
pub fn row_action(action: engine::RowAction) -> RowAction {
    RowAction {
        operation: action.operation,
        state: action.state.map_or(ActionState::UnderWay, outcome_state),
        known_by: action.known_by.map(known_by),
        outcome: action.outcome.map(small),
        object: action.object.map(subject),
    }
}

/// The request that would be sent.
pub fn review(review: &Review, environment: domain::Environment) -> RequestReview {
    let operation = review.operation;
    RequestReview {
        operation: operation.id().to_owned(),
        label: operation.label().to_owned(),
        method: review.request.method.as_str().to_owned(),
        origin: review.origin.as_str().to_owned(),
        path: review.request.path.clone(),
        body: review.body(),
        grade: grade(operation.path_evidence()),
        is_override: review.is_override,
        confirmed_at: review.confirmed_at.map(Millis::to_rfc3339),
        changes: review.differs.iter().map(change).collect(),
        environment: environment.into(),
        second_person: second_person(&review.second_person),
    }
}

fn second_person(why: &[Why]) -> Option<String> {
    let why: Vec<String> = why.iter().map(ToString::to_string).collect();
    (!why.is_empty()).then(|| why.join("; "))
}

fn change(differs: &Differs) -> FieldReview {
    FieldReview {
        name: differs.name.clone(),
        label: label(&differs.name),
        from: differs.found.clone(),
        to: differs.sent.clone(),
    }
}

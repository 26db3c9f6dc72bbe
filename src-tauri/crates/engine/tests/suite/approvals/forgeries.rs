//! What an intruder who can write to the ledger, or to its disk, gets by it: nothing.

use super::{
    Desk, Partner, id, limited,
    operators::{again, bare, for_two, newest},
    person, press, stopped,
};
use domain::{
    Policy,
    record::{KIND_POLICY_PROPOSED, SUBJECT_POLICY},
};
use engine::approvals::{NotNow, OperatorsDone, OperatorsWish, PolicyChange, PutOff, Stop};
use sqlx::{ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};

/// Changes these bytes wherever they stand in the ledger's files.
pub fn change_bytes(desk: &Desk, before: &[u8], after: &[u8]) {
    assert_eq!(before.len(), after.len());
    let mut changed = 0;
    for file in std::fs::read_dir(desk.at.fixture.dir()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("ledger.db") || name.ends_with("-shm") {
            continue;
        }
        let mut bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len().saturating_sub(before.len()) {
            if bytes[at..].starts_with(before) {
                bytes[at..at + after.len()].copy_from_slice(after);
                changed += 1;
            }
        }
        let file = std::fs::OpenOptions::new().write(true).open(&path);
        std::io::Write::write_all(&mut file.unwrap(), &bytes).unwrap();
    }
    assert!(changed > 0);
}

#[tokio::test]
async fn ones_own_proposal_under_another_name_stops_all_approvals() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = for_two(&server).await;
    let proposed = desk
        .approvals
        .change_policy(Policy::for_one(), "", person("Ada"));
    assert!(matches!(proposed.await, Ok(PolicyChange::Proposed(_))));
    let entry = newest(&desk, KIND_POLICY_PROPOSED).await;
    again(&desk, &entry, |draft| {
        draft.facts = draft.facts.replace("\"Ada\"", "\"Chi\"");
        assert_eq!(draft.subjects, [SUBJECT_POLICY]);
    })
    .await;
    let confirmed = desk
        .approvals
        .change_policy(Policy::for_one(), "", person("Ada"));
    let stop = confirmed.await.unwrap_err();
    assert!(matches!(stop, Stop::PolicyDamaged(_)), "{stop:?}");
    let opened = desk
        .approvals
        .open(id(transaction), None, person("Ada"))
        .await;
    assert!(matches!(stopped(opened), Stop::PolicyDamaged(_)));
}

/// Changes the ledger's file as somebody would who has it in hands.
async fn tamper(desk: &Desk, sql: &'static str) {
    desk.at.fixture.writer.close().await;
    let file = desk.at.fixture.dir().join("ledger.db");
    let options = SqliteConnectOptions::new().filename(file);
    let mut file = options.connect().await.unwrap();
    let triggers: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .fetch_all(&mut file)
            .await
            .unwrap();
    for (name,) in triggers {
        let drop = sqlx::AssertSqlSafe(format!("DROP TRIGGER {name}"));
        file.execute(drop).await.unwrap();
    }
    let changed = file.execute(sql).await.unwrap();
    assert_eq!(changed.rows_affected(), 1, "{sql}");
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_policy_that_was_changed_or_left_out_on_the_disk_leaves_nothing_in_force() {
    let (_partner, server) = Partner::start().await;
    for (sql, why) in [
        (
            "UPDATE entry SET recorded_ms = recorded_ms + 1 WHERE sequence = 2",
            "entry 2 was changed",
        ),
        (
            "DELETE FROM subject_entry WHERE subject = 'policy' AND sequence = 2",
            "an entry is left out before entry 3",
        ),
        (
            "DELETE FROM subject_entry WHERE subject = 'policy' AND sequence = 1",
            "an entry is left out before entry 2",
        ),
    ] {
        let desk = bare(&server).await;
        for limit in ["5", "6", "7"] {
            let policy = limited(Policy::for_one(), limit, limit);
            let set = desk.approvals.change_policy(policy, "", super::doer("Ada"));
            set.await.unwrap();
        }
        desk.approvals.rules().await.unwrap();
        tamper(&desk, sql).await;
        match desk.approvals.rules().await {
            Err(Stop::PolicyDamaged(told)) => assert!(told.contains(why), "{sql}: {told}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_somebody_proposed_who_left_since_is_not_set_by_one_alone() {
    let (_partner, server) = Partner::start().await;
    let desk = for_two(&server).await;
    let change = |name| {
        desk.approvals
            .change_policy(Policy::for_one(), "", person(name))
    };
    change("Chi").await.unwrap();
    let gone = OperatorsWish::Remove(super::key_of("Chi").public());
    let approvals = &desk.approvals;
    let removed = approvals
        .change_operators(gone, "left", person("Ada"))
        .await;
    let Ok(OperatorsDone::Proposed(entry)) = removed else {
        panic!("{removed:?}");
    };
    let confirm = OperatorsWish::Confirm(entry);
    let removed = approvals.change_operators(confirm, "", person("Bisi"));
    removed.await.unwrap();
    let done = change("Bisi").await.unwrap();
    assert!(matches!(done, PolicyChange::Proposed(_)), "{done:?}");
}

#[tokio::test]
async fn a_not_yet_leaves_a_first_persons_word_as_it_is() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = for_two(&server).await;
    let open = |name| desk.approvals.open(id(transaction), None, person(name));
    let first = open("Ada").await.unwrap();
    let word = desk
        .approvals
        .confirm(&first.id, press(&first), person("Ada"));
    let word = word.await.unwrap();
    let later = open("Chi").await.unwrap();
    let until = domain::Millis(super::doer("Chi").now.0 + 60_000);
    let wish = NotNow {
        id: later.id.clone(),
        subject: later.facts.subject(),
        action: later.action,
        status: later.facts.transaction.status.word().to_owned(),
        hash: later.shown.hash.clone(),
        what: PutOff::Until(until),
        reason: "after lunch".to_owned(),
    };
    desk.approvals
        .put_off(wish, super::doer("Chi"))
        .await
        .unwrap();
    let second = open("Bisi").await.unwrap();
    assert_eq!(second.confirmed.map(|one| one.entry), Some(word));
}

//! Changes of where money goes: by two where there are two.

use super::{DONE, Desk, Partner, approval_times, flows, limited, person, stopped};
use domain::{Policy, policy::Why};
use engine::{
    Wish,
    approvals::{Stop, Wanted},
    intents::Change,
};
use partner_api::Operation;

fn change(name: &str, from: &str, to: &str) -> Vec<Change> {
    vec![Change {
        name: name.to_owned(),
        from: Some(format!("\"{from}\"")),
        to: format!("\"{to}\""),
    }]
}

#[tokio::test]
async fn where_money_goes_is_changed_by_two_people_for_the_very_same_change() {
    let (partner, server) = Partner::start().await;
    let policy = limited(Policy::for_two(), "1000", "1000");
    let desk = Desk::with(&server, policy, approval_times()).await;
    let account = flows::number(5).into();
    let wanted = change("accountNumber", "0012345678", "0099999999");
    let start = async |action: u8, changes: &[Change], by: &str| {
        let wish = Wish::UpdateReceiverAccount(account, changes.to_vec());
        let by = person(by);
        desk.intents.start(&flows::action(action), wish, by).await
    };
    let alone = stopped(start(1, &wanted, "Ada").await);
    assert!(matches!(alone, Stop::SecondPerson(why) if why == [Why::AlwaysTwo]));
    let proposal = Wanted::details(account, &wanted).unwrap();
    let id = flows::action(2);
    let propose = || {
        desk.approvals
            .propose(&id, &proposal, "moved", person("Ada"))
    };
    propose().await.unwrap();
    assert!(matches!(propose().await, Err(Stop::IdUsed(_))));
    let own = stopped(start(3, &wanted, "ADA").await);
    assert!(matches!(own, Stop::SecondPerson(_)));
    let other = change("accountNumber", "0012345678", "0099999998");
    let other = stopped(start(4, &other, "Bisi").await);
    assert!(matches!(other, Stop::SecondPerson(_)));
    let done = start(5, &wanted, "Bisi").await.unwrap();
    assert_eq!(done.state(), DONE);
    let number = || {
        let world = partner.world();
        world.accounts[&5]
            .text("accountNumber")
            .into_read()
            .unwrap()
    };
    assert_eq!(number(), "0099999999");

    // What says nothing of where money goes is one person's.
    let status = change("status", "ACTIVE", "PENDING");
    assert_eq!(Wanted::details(account, &status), None);
    assert_eq!(start(7, &status, "Ada").await.unwrap().state(), DONE);
}

#[tokio::test]
async fn the_path_of_an_operation_that_moves_money_is_changed_by_two() {
    let (_partner, server) = Partner::start().await;
    let desk = Desk::with(&server, Policy::for_two(), approval_times()).await;
    let of = |path: &str| Wanted::path(Operation::ApprovePayoutQuote, path).unwrap();
    let (wanted, other) = (of("/v1/elsewhere/{id}"), of("/v1/nowhere/{id}"));
    assert_eq!(Wanted::path(Operation::GetPayout, "/v1/x/{id}"), None);
    let approvals = &desk.approvals;
    let alone = approvals.may_change(&wanted, person("Ada")).await;
    assert!(matches!(alone, Err(Stop::SecondPerson(_))), "{alone:?}");
    let id = flows::action(1);
    let proposed = approvals.propose(&id, &wanted, "", person("Ada"));
    proposed.await.unwrap();
    for (wanted, by) in [(&wanted, "Ada"), (&other, "Bisi")] {
        let told = approvals.may_change(wanted, person(by)).await;
        assert!(matches!(told, Err(Stop::SecondPerson(_))), "{by}: {told:?}");
    }
    approvals.may_change(&wanted, person("Bisi")).await.unwrap();
}

//! When approvals are frozen, and when a person is warned.

use super::{DONE, Desk, Partner, limited, press, stopped};
use domain::{Millis, record::KIND_INTENT};
use engine::{
    approvals::{Freeze, Press, Stop, Trust, Warning},
    rate_fall::{Day, Fall},
};

#[tokio::test]
async fn while_the_api_is_down_nothing_is_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    partner.world().is_hidden = true;
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    let is_frozen = matches!(&stop, Stop::Frozen(why) if matches!(why[0], Freeze::ApiUnread(_)));
    assert!(is_frozen, "{stop:?}");
    assert_eq!(desk.count(KIND_INTENT).await, 0);
}

#[tokio::test]
async fn a_clock_that_is_off_by_ten_minutes_freezes_and_none_at_all_warns() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    for ahead in [600, -600] {
        partner.world().clock = Some(ahead);
        let drawer = desk.drawer(transaction).await;
        assert!(
            matches!(drawer.frozen[0], Freeze::ClockOff { .. }),
            "{drawer:?}"
        );
        let stop = stopped(desk.press(&drawer, press(&drawer)).await);
        let is_off =
            matches!(&stop, Stop::Frozen(why) if matches!(why[0], Freeze::ClockOff { .. }));
        assert!(is_off, "{stop:?}");
    }
    assert_eq!(partner.counts("quote"), (0, 0));
    partner.world().clock = None;
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.warnings, [Warning::NoDate]);
    let done = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(done.told.state(), DONE);
}

#[tokio::test]
async fn until_the_ledger_was_checked_and_found_whole_nothing_is_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let times = super::approval_times();
    let desk = Desk::without_policy(&server, times).await;
    let policy = domain::Policy::for_one();
    desk.approvals
        .change_policy(policy, "", super::doer("Ada"))
        .await
        .unwrap();
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.frozen, [Freeze::LedgerNotChecked]);
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::Frozen(_)), "{stop:?}");
    let trust = desk.approvals.verify().await.unwrap();
    assert!(matches!(trust, Trust::Whole { .. }));
    let done = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(done.told.state(), DONE);
}

#[tokio::test]
async fn a_delivery_that_the_api_contradicts_freezes_and_a_forged_one_says_nothing() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let says = |status: &str| {
        format!(
            concat!(
                r#"{{"event":"BusinessRequestStatusChanged","id":{},"#,
                r#""status":"OnOff_{}","toAmount":"9.99"}}"#
            ),
            transaction, status
        )
    };
    let now = super::doer("x").now.0;
    let forged = says("AWAITING_DEPOSIT");
    desk.at.fixture.keep(now, "a-uuid", &forged, false).await;
    let drawer = desk.drawer(transaction).await;
    assert!(
        drawer.frozen.is_empty() && drawer.warnings.is_empty(),
        "{drawer:?}"
    );

    let told = desk.at.deliver(&says("AWAITING_QUOTE_APPROVAL")).await;
    let drawer = desk.drawer(transaction).await;
    assert!(drawer.frozen.is_empty(), "{drawer:?}");
    let field = "toAmount".to_owned();
    assert_eq!(
        drawer.warnings,
        [Warning::SaidOtherwise(field)],
        "not covered by the hash"
    );

    // Signed with the real secret, and not what the API says.
    let lie = desk.at.deliver(&says("COMPLETED")).await;
    let drawer = desk.drawer(transaction).await;
    let wanted = Freeze::Contradicted {
        field: "clientStatus".to_owned(),
        delivery: lie,
    };
    assert_eq!(drawer.frozen, [wanted], "{told}");
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::Frozen(_)), "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn a_fallen_match_rate_asks_for_a_typed_reason() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let day = |verified| Day {
        begins: Millis(0),
        verified,
        kept: 100,
    };
    let fall = Fall {
        day: day(10),
        usual: day(100),
    };
    desk.fall.send_replace(Some(fall));
    let drawer = desk.drawer(transaction).await;
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::ReasonNeeded(_)), "{stop:?}");
    let mut wish = press(&drawer);
    wish.reason = "Cedar changed its serializer today".to_owned();
    let done = desk.press(&drawer, wish).await.unwrap();
    assert_eq!(done.told.state(), DONE);
}

#[tokio::test]
async fn details_that_changed_not_long_ago_are_warned_of() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let before = desk.drawer(transaction).await;
    assert!(before.warnings.is_empty());
    partner.set_account(5, "city", "\"Lagos\"");
    let same = desk.drawer(transaction).await;
    assert!(same.warnings.is_empty(), "{:?}", same.warnings);
    partner.set_account(5, "accountNumber", "\"0099999999\"");
    let first = desk.drawer(transaction).await;
    let later = desk.drawer(transaction).await;
    let at = |drawer: &engine::approvals::Drawer| match drawer.warnings.as_slice() {
        [warning @ Warning::DetailsChanged(seen)] => {
            assert_eq!(seen.what, ["account number"]);
            let said = warning.to_string();
            // When it was seen is told beside it, as a time.
            assert!(said.ends_with("changed (account number)"), "{said}");
            assert_eq!(warning.seen(), Some((seen.at, seen.entry)));
            seen.entry
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        at(&later),
        first.shown.entries[1],
        "the first read that showed it"
    );
    assert_eq!(at(&first), at(&later));
}

#[tokio::test]
async fn what_is_not_approved_any_more_is_not_paid() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    partner.set_account(5, "status", "\"FROZEN\"");
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.not_permitted.len(), 1);
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::NotPermitted(_)), "{stop:?}");
    partner.set_account(5, "status", "\"ACTIVE\"");
    let kyc = |word: &str| {
        let mut world = partner.world();
        let merchant = world.merchants.get_mut(&1).unwrap();
        merchant.set_text("kycStatus", word);
    };
    kyc("FLAGGED");
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.not_permitted.len(), 1);
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::NotPermitted(_)), "{stop:?}");
    kyc("VALID");
    let fields = [
        // A JSON number is no amount.
        ("fromAmount", "153425.00"),
        ("fromAmount", "\"0\""),
        ("toAmount", "\"-1\""),
        ("toAmount", "null"),
        ("fromCurrencySymbol", "null"),
        ("toCurrencySymbol", "7"),
    ];
    for (field, json) in fields {
        let before = partner.text(transaction, field);
        partner.set(transaction, field, json);
        let drawer = desk.drawer(transaction).await;
        assert_eq!(drawer.unread, Some(field));
        let mut wish = press(&drawer);
        wish.typed = "5678".to_owned();
        let stop = stopped(desk.press(&drawer, wish).await);
        assert!(
            matches!(stop, Stop::Unread(what) if what == field),
            "{stop:?}"
        );
        partner.set(transaction, field, &format!("{before:?}"));
    }
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn two_minutes_are_the_limit_and_the_clock_of_each_read_counts() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    for (ahead, is_off) in [(105, false), (-105, false), (140, true), (-140, true)] {
        partner.world().clock = Some(ahead);
        let drawer = desk.drawer(transaction).await;
        assert_eq!(!drawer.frozen.is_empty(), is_off, "{ahead}: {drawer:?}");
    }
    for place in ["sendc2f", "businessExternalAccount", "business"] {
        partner.world().on_read = Some(Box::new(move |world, read, _| {
            world.clock = Some(if read == place { 600 } else { 0 });
        }));
        let drawer = desk.drawer(transaction).await;
        let stop = stopped(desk.press(&drawer, press(&drawer)).await);
        let is_off =
            matches!(&stop, Stop::Frozen(why) if matches!(why[..], [Freeze::ClockOff { .. }]));
        assert!(is_off, "{place}: {stop:?}");
    }
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn a_ledger_in_which_a_byte_was_changed_freezes() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    // As somebody would who can write to the disk: the account number of an old read.
    super::forgeries::change_bytes(&desk, b"0012345678", b"0012345670");
    let trust = desk.approvals.verify().await.unwrap();
    assert!(matches!(trust, Trust::Damaged(_)), "{trust:?}");
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(
        matches!(stop, Stop::Frozen(_) | Stop::NotShown(_)),
        "{stop:?}"
    );
    let anew = desk.drawer(transaction).await;
    assert!(matches!(anew.frozen[..], [Freeze::LedgerDamaged(_)]));
    let stop = stopped(desk.press(&anew, press(&anew)).await);
    assert!(matches!(stop, Stop::Frozen(_)), "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn what_keeps_from_approving_does_not_keep_from_ending_but_an_unchecked_ledger_does() {
    use domain::TransactionAction::Cancel;
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::without_policy(&server, super::approval_times()).await;
    let policy = limited(domain::Policy::for_one(), "1", "1");
    let set = desk.approvals.change_policy(policy, "", super::doer("Ada"));
    set.await.unwrap();
    partner.world().clock = Some(600);
    partner.set_account(5, "status", "\"FROZEN\"");
    let lie = format!(r#"{{"id":{transaction},"status":"OnOff_COMPLETED"}}"#);
    desk.at.deliver(&lie).await;
    let fallen = |verified| Day {
        begins: Millis(0),
        verified,
        kept: 100,
    };
    desk.fall.send_replace(Some(Fall {
        day: fallen(10),
        usual: fallen(100),
    }));
    let end = async || {
        let opened = desk
            .approvals
            .open(super::id(transaction), Some(Cancel), super::by());
        let drawer = opened.await.unwrap();
        let wish = Press {
            typed: String::new(),
            reason: "the account was frozen".to_owned(),
            cancel_reason: Some("OTHER".to_owned()),
            ..press(&drawer)
        };
        desk.press(&drawer, wish).await
    };
    let unchecked = stopped(end().await);
    let is_it = matches!(&unchecked, Stop::Frozen(why) if *why == [Freeze::LedgerNotChecked]);
    assert!(is_it, "{unchecked:?}");
    desk.approvals.verify().await.unwrap();
    assert_eq!(end().await.unwrap().told.state(), DONE);
    assert_eq!(partner.counts("cancel"), (1, 1));
}

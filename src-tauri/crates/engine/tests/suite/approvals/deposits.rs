//! Approving deposits: evidence, mismatches, what is typed, what is sent.

use super::{DONE, Desk, Partner, press, stopped};
use domain::{Amount, Currency, TransactionAction};
use engine::approvals::{DepositReport, Drawer, Evidence, Press, Stop, Typed, Whose};

pub fn report(amount: &str, reference: &str) -> DepositReport {
    DepositReport {
        amount: Amount::parse(amount).unwrap(),
        currency: Currency::parse("NGN").unwrap(),
        network: None,
        reference: Some(reference.to_owned()),
        evidence: Evidence {
            url: Some("https://files.example/proof.pdf".to_owned()),
            file_sha256: None,
            transaction_hash: None,
        },
    }
}

pub fn with(drawer: &Drawer, report: DepositReport, reason: &str) -> Press {
    Press {
        deposit: Some(report),
        reason: reason.to_owned(),
        ..press(drawer)
    }
}

#[tokio::test]
async fn a_deposit_is_approved_on_evidence_and_its_address_is_sent() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.locked();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.action, TransactionAction::ApproveDeposit);
    assert_eq!(drawer.typed, Some(Typed::LastFour(Whose::Deposit)));
    let bare = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(bare, Stop::Report(_)), "{bare:?}");
    let reference = format!("CDR-{transaction}");
    let mut unproven = report("153425.00", &reference);
    unproven.evidence.url = None;
    let stop = stopped(
        desk.press(&drawer, with(&drawer, unproven, "trust me"))
            .await,
    );
    assert!(matches!(stop, Stop::Report(_)), "{stop:?}");
    let mut wrong = with(&drawer, report("153425.00", &reference), "");
    wrong.typed = "5678".to_owned();
    let stop = stopped(desk.press(&drawer, wrong).await);
    assert!(
        matches!(stop, Stop::Typed(_)),
        "of the deposit account, not of the receiver"
    );
    let good = with(&drawer, report("153425.000", &reference), "");
    let done = desk.press(&drawer, good).await.unwrap();
    assert_eq!(done.told.state(), DONE);
    let world = partner.world();
    let sent = r#"{"depositConfirmationUrl":"https://files.example/proof.pdf"}"#;
    assert_eq!(world.effects.last().unwrap().body, sent);
}

#[tokio::test]
async fn a_mismatch_needs_a_typed_reason() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.locked();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let reference = format!("CDR-{transaction}");
    for (short, of) in [("153424.99", &*reference), ("153425.00", "nothing")] {
        let wish = with(&drawer, report(short, of), " ");
        let stop = stopped(desk.press(&drawer, wish).await);
        assert!(matches!(stop, Stop::ReasonNeeded(_)), "{stop:?}");
    }
    partner.set(transaction, "depositReceivedAmount", "\"100.00\"");
    let drawer = desk.drawer(transaction).await;
    let wish = with(&drawer, report("153425.00", &reference), "");
    let stop = stopped(desk.press(&drawer, wish).await);
    assert!(matches!(stop, Stop::ReasonNeeded(_)), "{stop:?}");
    assert_eq!(partner.counts("deposit"), (0, 0));
    let reason = "the bank took its fee; Cedar was asked";
    let wish = with(&drawer, report("100.00", &reference), reason);
    let done = desk.press(&drawer, wish).await.unwrap();
    assert_eq!(done.told.state(), DONE);
    let intent = done.told.followed.intent.sequence;
    let reader = &desk.at.fixture.reader;
    let bound = engine::approvals::history::approved(reader, intent)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(bound.reason.as_deref(), Some(reason));
    assert!(bound.deposit.unwrap().contains("100.00"));
}

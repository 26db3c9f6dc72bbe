//! One press that is delivered twice, and whose first is stopped.

use super::{DONE, Desk, Partner, press};
use engine::{
    IntentError,
    approvals::{Pressed, Stop},
};
use std::{
    pin::pin,
    sync::{Mutex, mpsc as plain},
    time::Duration,
};
use tokio::sync::mpsc;

const LIMIT: Duration = Duration::from_secs(40);

fn differs(told: &Result<Pressed, IntentError>) -> bool {
    let Err(IntentError::Stopped(stop)) = told else {
        return false;
    };
    let Stop::Differs(found) = &**stop else {
        return false;
    };
    matches!(&found[..], [one] if one.field == "accountNumber")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_second_of_one_press_tells_why_the_first_was_stopped_and_sends_nothing_by_itself() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    // The account is another one for the first press alone, which waits for the second.
    let (read, mut is_read) = mpsc::unbounded_channel();
    let (go, goes) = plain::channel();
    let goes = Mutex::new(goes);
    let mut numbers = ["0099999999"].into_iter();
    partner.world().on_read = Some(Box::new(move |world, place, id| {
        if place != "businessExternalAccount" {
            return;
        }
        let number = numbers.next();
        if number.is_some() {
            read.send(()).unwrap();
            goes.lock().unwrap().recv_timeout(LIMIT).unwrap();
        }
        let json = format!("\"{}\"", number.unwrap_or("0012345678"));
        let account = world.accounts.get_mut(&id).unwrap();
        account.set_json("accountNumber", &json).unwrap();
    }));
    let mut first = pin!(desk.press(&drawer, press(&drawer)));
    let mut second = pin!(desk.press(&drawer, press(&drawer)));
    tokio::select! {
        told = &mut first => panic!("it was not read again: {told:?}"),
        came = is_read.recv() => came.unwrap(),
    }
    // It looks whether the first is under way before it waits for anything.
    tokio::select! {
        biased;
        told = &mut second => panic!("it did not wait for the first: {told:?}"),
        () = std::future::ready(()) => {}
    }
    go.send(()).unwrap();
    let (first, second) = tokio::join!(first, second);
    assert!(differs(&first), "{first:?}");
    assert!(differs(&second), "{second:?}");
    assert_eq!(partner.counts("quote"), (0, 0));

    // A person presses it once more, as it is what was shown again.
    let third = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(third.told.state(), DONE);
    assert_eq!(partner.counts("quote"), (1, 1));
}

#[tokio::test]
async fn however_close_the_two_of_one_press_come_both_tell_why_nothing_was_sent() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    for number in 0..4 {
        let transaction = partner.quoted();
        let drawer = desk.drawer(transaction).await;
        partner.set_account(5, "accountNumber", &format!("\"009999999{number}\""));
        let (first, second) = tokio::join!(
            desk.press(&drawer, press(&drawer)),
            desk.press(&drawer, press(&drawer))
        );
        assert!(differs(&first), "{first:?}");
        assert!(differs(&second), "{second:?}");
    }
    assert_eq!(partner.counts("quote"), (0, 0));
}

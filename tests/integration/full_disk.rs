//! A disk that is full: 503, said so, nothing lost, and on again when there is room.

use crate::{
    client::Sender,
    program::{Place, until},
};
use std::{collections::HashSet, fs, io::Write};

#[test]
fn a_full_disk_is_answered_503_and_said_and_deliveries_are_taken_again_when_there_is_room() {
    let place = Place::new();
    let (mut server, disk) = place.serve_on_small_disk(3072, &[]);
    let mut sender = Sender::to(&server.url).unwrap();
    let mut answered = HashSet::new();
    let mut number = 0;
    let mut send = |sender: &mut Sender, answered: &mut HashSet<String>| {
        number += 1;
        let uuid = format!("u-{number}");
        let answer = sender.honest(number, "OnOff_PENDING", &uuid).unwrap();
        if answer.status == 200 {
            answered.insert(uuid);
        }
        answer
    };
    assert_eq!(send(&mut sender, &mut answered).status, 200);

    // Something else takes all the room there is.
    let ballast = disk.file("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    let refused = (0..2000)
        .map(|_| send(&mut sender, &mut answered))
        .find(|a| a.status != 200);
    let refused = refused.unwrap();
    assert_eq!(refused.status, 503);
    assert!(
        refused.headers.contains("retry-after: "),
        "{}",
        refused.headers
    );
    until(30, "it says that the disk is full", || {
        server.log().contains("the disk is full")
    });
    assert_eq!(send(&mut sender, &mut answered).status, 503);

    // Reading goes on meanwhile.
    assert_eq!(disk.timeline(&["--limit", "1"]).len(), 1);

    drop(file);
    fs::remove_file(&ballast).unwrap();
    assert_eq!(send(&mut sender, &mut answered).status, 200);
    until(30, "it says that it stores again", || {
        server.log().contains("stored again")
    });
    let kept: HashSet<String> = disk
        .timeline(&[])
        .iter()
        .map(|entry| entry["request_uuid"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kept, answered);
    assert_eq!(disk.ask(&["verify-ledger"]).status.code(), Some(0));
    server.end();
}

//! What every store of a ledger must do, over the public API alone.

use crate::fixture::{append, draft, fill, one, query, remembering, walk};
use ledger::{AppendError, Appended, Built, From, PageQuery, Reader, Remembered, Writer};
use ledger_format::{Frontier, empty_root};

pub async fn entries_come_back_as_they_were_written(writer: Writer, reader: Reader) {
    let mut second = draft("verdict", &["transaction:7"], &[]);
    second.about = Some(1);
    second.facts = "[1.50, \"ä\"]".to_owned();
    second.recorded_ms = -5;
    let first = draft(
        "delivery",
        &["merchant:2", "account:1"],
        &[("b", b"two"), ("a", b"")],
    );
    let built = Built {
        entries: vec![first.clone(), second],
        remember: None,
    };
    assert_eq!(
        append(&writer, built).await,
        Ok(Appended { first: 1, count: 2 })
    );

    let found = reader.entry(1).await.unwrap().unwrap();
    assert_eq!(
        (found.sequence, found.kind.as_str(), found.about),
        (1, "delivery", None)
    );
    assert_eq!(
        (found.recorded_ms, &found.facts),
        (first.recorded_ms, &first.facts)
    );
    let subjects: Vec<_> = found
        .subjects
        .iter()
        .map(|s| (s.name.as_str(), s.number))
        .collect();
    assert_eq!(subjects, [("account:1", 1), ("merchant:2", 1)]);
    assert_eq!(found.damage, None);
    let found = reader.entry(2).await.unwrap().unwrap();
    assert_eq!(
        (found.about, found.recorded_ms, found.facts.as_str()),
        (Some(1), -5, "[1.50, \"ä\"]")
    );

    let parts = reader.parts(&[2, 1, 1], None).await.unwrap();
    let parts: Vec<_> = parts
        .iter()
        .map(|p| (p.sequence, p.name.as_str(), p.value.as_deref()))
        .collect();
    assert_eq!(parts, [(1, "a", Some(&b""[..])), (1, "b", Some(b"two"))]);
    let named = reader.parts(&[1], Some("b")).await.unwrap();
    assert_eq!(named.len(), 1);
    assert_eq!(reader.entry(0).await.unwrap(), None);
    assert_eq!(reader.entry(3).await.unwrap(), None);
}

pub async fn a_page_walk_sees_each_entry_once_in_order(writer: Writer, reader: Reader) {
    fill(&writer, 95).await;
    for limit in [1, 10, 95, 500] {
        let forwards = walk(&reader, query(From::After(0), limit)).await;
        assert!(forwards.iter().map(|entry| entry.sequence).eq(1..=95));
        let backwards = walk(&reader, query(From::Newest, limit)).await;
        assert!(
            backwards
                .iter()
                .map(|entry| entry.sequence)
                .eq((1..=95).rev())
        );
    }
    let of_subject = |kinds: &[&str], from| PageQuery {
        subject: Some("transaction:3".to_owned()),
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        from,
        limit: 4,
    };
    let sequences =
        |entries: Vec<ledger::Entry>| entries.iter().map(|e| e.sequence).collect::<Vec<_>>();
    let expected: Vec<u64> = (1..=95).filter(|sequence| sequence % 7 == 3).collect();
    assert_eq!(
        sequences(walk(&reader, of_subject(&[], From::After(0))).await),
        expected
    );
    let verdicts: Vec<u64> = expected
        .iter()
        .copied()
        .filter(|s| s % 5 == 0)
        .rev()
        .collect();
    assert_eq!(
        sequences(walk(&reader, of_subject(&["verdict"], From::Newest)).await),
        verdicts
    );
    let mut of_kinds = query(From::Newest, 7);
    of_kinds.kinds = vec![
        "verdict".to_owned(),
        "delivery".to_owned(),
        "verdict".to_owned(),
    ];
    assert!(
        sequences(walk(&reader, of_kinds.clone()).await)
            .into_iter()
            .eq((1..=95).rev())
    );
    of_kinds.kinds = vec!["note".to_owned()];
    assert_eq!(reader.page(&of_kinds).await.unwrap().entries, []);
}

pub async fn a_page_ends_where_the_ledger_ends(writer: Writer, reader: Reader) {
    assert_eq!(
        reader.page(&query(From::Newest, 5)).await.unwrap().entries,
        []
    );
    fill(&writer, 3).await;
    for from in [
        From::Before(1),
        From::Before(0),
        From::After(3),
        From::After(u64::MAX),
    ] {
        let page = reader.page(&query(from, 5)).await.unwrap();
        assert!(page.entries.is_empty() && !page.more, "{from:?}");
    }
    let page = reader
        .page(&query(From::Before(u64::MAX), 2))
        .await
        .unwrap();
    assert!(page.more && page.entries[0].sequence == 3);
}

pub async fn entries_about_others_are_found_oldest_first(writer: Writer, reader: Reader) {
    fill(&writer, 12).await;
    let about: Vec<_> = reader.about(&[8, 2, 5, 7]).await.unwrap();
    assert!(about.iter().map(|entry| entry.sequence).eq([3, 6, 9]));
    assert!(reader.about(&vec![1; 501]).await.is_err());
}

pub async fn an_append_sees_what_one_before_it_remembered(writer: Writer, reader: Reader) {
    let ask = |mark: u8| {
        let built = remembering(draft("delivery", &[], &[]), 9, &[mark]);
        writer.append(Some([9; 32]), |position| (built, position))
    };
    // Both wait before the writer takes them, so they are of one group.
    let (first, second) = tokio::join!(ask(1), ask(2));
    let ((_, first), (_, second)) = (first.unwrap(), second.unwrap());
    assert_eq!((first.next, first.earlier), (1, None));
    let kept = Some(Remembered {
        sequence: 1,
        memo: vec![1],
    });
    assert_eq!((second.next, &second.earlier), (2, &kept));
    let (_, third) = ask(3).await.unwrap();
    assert_eq!(third.earlier, kept);
    // One that never looked the key up does not change what stands under it either.
    append(
        &writer,
        remembering(draft("delivery", &[], &[]), 9, b"later"),
    )
    .await
    .unwrap();
    let (_, last) = ask(4).await.unwrap();
    assert_eq!(last.earlier, kept);
    assert!(reader.check(|_| {}).await.unwrap().is_whole());
}

pub async fn what_cannot_be_an_entry_fails_alone(writer: Writer, reader: Reader) {
    let good = || draft("delivery", &["a"], &[("body", b"x")]);
    let mut no_json = good();
    no_json.facts = "{".to_owned();
    let mut about_later = good();
    about_later.about = Some(1000);
    let bad = [
        draft("", &[], &[]),
        draft(&"k".repeat(65), &[], &[]),
        draft("delivery", &["a", "a"], &[]),
        draft("delivery", &[""], &[]),
        draft("delivery", &["a\0"], &[]),
        draft("delivery", &[], &[("p", b""), ("p", b"")]),
        draft("delivery", &[], &[(&"p".repeat(1025), b"")]),
        no_json,
        about_later,
    ];
    for entry in bad {
        let built = Built {
            entries: vec![good(), entry.clone()],
            remember: None,
        };
        let (before, refused, after) = tokio::join!(
            append(&writer, one(good())),
            append(&writer, built),
            append(&writer, one(good())),
        );
        assert!(
            matches!(refused, Err(AppendError::Invalid { .. })),
            "{entry:?}"
        );
        assert_eq!(after.unwrap().first, before.unwrap().first + 1);
    }
    let many = Built {
        entries: vec![good(); 257],
        remember: None,
    };
    assert!(matches!(
        append(&writer, many).await,
        Err(AppendError::Invalid { .. })
    ));
    assert!(reader.check(|_| {}).await.unwrap().is_whole());
}

pub async fn a_build_that_panics_fails_alone(writer: Writer, _reader: Reader) {
    let panics = writer.append(None, |_| -> (Built, ()) {
        panic!("a mistake of the caller")
    });
    let (refused, after) = tokio::join!(panics, append(&writer, one(draft("note", &[], &[]))));
    assert!(matches!(refused, Err(AppendError::Invalid { .. })));
    assert_eq!(after, Ok(Appended { first: 1, count: 1 }));
}

pub async fn every_entry_has_a_proof_in_every_tree(writer: Writer, reader: Reader) {
    assert_eq!(reader.head().await.unwrap().root, empty_root());
    fill(&writer, 700).await;
    let leaves = walk(&reader, query(From::After(0), 500)).await;
    let mut frontier = Frontier::default();
    let mut roots = vec![empty_root()];
    for leaf in &leaves {
        frontier.push(leaf.leaf_hash, |_, _| {});
        roots.push(frontier.root());
    }
    assert_eq!(reader.head().await.unwrap().root, frontier.root());
    for size in [1, 2, 3, 255, 256, 257, 511, 512, 513, 699, 700] {
        for sequence in [1, 2, 128, 255, 256, 257, 400, 512, 513, 700] {
            let proof = reader.inclusion_proof(sequence, size).await;
            if sequence > size {
                assert!(proof.is_err());
                continue;
            }
            let leaf = &leaves[usize::try_from(sequence).unwrap() - 1].leaf_hash;
            let root = &roots[usize::try_from(size).unwrap()];
            assert!(proof.unwrap().verify(leaf, root), "{sequence} in {size}");
            let proof = reader.consistency_proof(sequence, size).await.unwrap();
            assert!(proof.verify(&roots[usize::try_from(sequence).unwrap()], root));
        }
    }
    assert!(reader.inclusion_proof(1, 701).await.is_err());
    assert!(reader.inclusion_proof(0, 700).await.is_err());
}

pub async fn the_feed_tells_each_commit(writer: Writer, reader: Reader) {
    let mut committed = writer.committed();
    assert_eq!(*committed.borrow_and_update(), 0);
    fill(&writer, 5).await;
    committed.changed().await.unwrap();
    assert_eq!(*committed.borrow_and_update(), 5);
    assert_eq!(reader.size().await.unwrap(), 5);
}

pub async fn a_closed_writer_has_written_all_it_accepted(writer: Writer, reader: Reader) {
    let accepted = writer.append(None, |_| (one(draft("note", &[], &[])), ()));
    let (accepted, ()) = tokio::join!(accepted, writer.close());
    assert!(accepted.is_ok());
    assert_eq!(
        append(&writer, one(draft("note", &[], &[]))).await,
        Err(AppendError::Closed)
    );
    assert_eq!(reader.size().await.unwrap(), 1);
    writer.close().await;
}

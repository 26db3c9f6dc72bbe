//! Uploads: streamed from disk, told as they go, cancelled, cut short.

use crate::{
    fixture::{partner, quick},
    server::{Reply, Server},
};
use bytes::Bytes;
use partner_api::{Certainty, Failure, FileUpload, NotSentCause, Progress, Sent};
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;

const ANSWER: &str = r#"{"data":{"url":"https://files.example/1.pdf"},"expires":7}"#;

#[tokio::test]
async fn a_file_goes_out_whole_with_its_hash_and_its_progress_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scan.PNG");
    let content: Vec<u8> = (0..1_000_003_u32).map(|n| n.to_le_bytes()[0]).collect();
    std::fs::write(&path, &content).unwrap();
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = {
        let told = Arc::clone(&told);
        move |progress: Progress| told.lock().unwrap().push(progress.sent)
    };
    let file = FileUpload::open(&path).await.unwrap();
    let partner = partner(&server, quick());
    let called = partner
        .upload(file, tell, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(called.value.url, "https://files.example/1.pdf");
    let Sent::File {
        sha256,
        bytes,
        media_type,
        name,
    } = called.exchange.sent
    else {
        panic!("a file was sent");
    };
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&content);
    assert_eq!(sha256, Some(hex::encode(digest)));
    assert_eq!((bytes, media_type.as_str()), (1_000_003, "image/png"));
    assert_eq!(name, "scan.PNG");
    let body = &server.requests()[0].body;
    let at = body
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap()
        + 4;
    assert_eq!(body[at..at + content.len()], content);
    let told = told.lock().unwrap();
    assert!(told.is_sorted() && told.len() > 2, "{told:?}");
    assert_eq!(told.last(), Some(&1_000_003));
}

#[tokio::test]
async fn an_empty_file_goes_out_as_such() {
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let file = FileUpload::of_bytes("empty", Bytes::new());
    let partner = partner(&server, quick());
    let called = partner
        .upload(file, |_| (), &CancellationToken::new())
        .await
        .unwrap();
    let Sent::File { sha256, .. } = called.exchange.sent else {
        panic!("a file was sent");
    };
    assert!(sha256.unwrap().starts_with("e3b0c44298fc1c14"));
}

#[tokio::test]
async fn a_cancelled_upload_ends_at_once_and_is_not_certain() {
    let server = Server::always(Reply::Silence).await;
    let cancel = CancellationToken::new();
    let canceller = cancel.clone();
    let file = FileUpload::of_bytes("invoice.pdf", Bytes::from(vec![0; 300_000]));
    let partner = partner(&server, quick());
    let tell = move |_| canceller.cancel();
    let error = partner.upload(file, tell, &cancel).await.unwrap_err();
    assert_eq!(error.failure, Failure::Cancelled);
    assert_eq!(error.certainty(), Certainty::Unknown);

    let file = FileUpload::of_bytes("invoice.pdf", Bytes::new());
    let error = partner.upload(file, |_| (), &cancel).await.unwrap_err();
    let Failure::NotSent { cause, .. } = error.failure else {
        panic!("{error}");
    };
    assert_eq!(cause, NotSentCause::Cancelled);
}

#[tokio::test]
async fn a_file_that_became_shorter_is_never_told_as_uploaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("invoice.pdf");
    std::fs::write(&path, vec![7; 200_000]).unwrap();
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let file = FileUpload::open(&path).await.unwrap();
    std::fs::write(&path, b"short").unwrap();
    let partner = partner(&server, quick());
    let error = partner
        .upload(file, |_| (), &CancellationToken::new())
        .await
        .unwrap_err();
    assert!(matches!(error.failure, Failure::Broken { .. }), "{error}");
    let Sent::File { sha256, .. } = &error.exchange.sent else {
        panic!("a file was sent");
    };
    assert_eq!(*sha256, None);
    assert!(server.requests().is_empty(), "no whole request came");
}

#[tokio::test]
async fn a_folder_is_no_file_to_upload() {
    let folder = tempfile::tempdir().unwrap();
    assert!(FileUpload::open(folder.path()).await.is_err());
    assert!(FileUpload::open(&folder.path().join("none")).await.is_err());
}

//! Documents through the commands: kept in pieces, uploaded, listed with their URL, taken out.

use super::{
    Console,
    api::{refused, server, set_up},
    call, call_with_bytes,
    server::{Reply, Server},
};
use serde_json::{Value, json};
use std::fs;
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const FILE: &str = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01";

pub fn start(console: &Console) -> (Server, Window) {
    let server = server(|_, request| {
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        match path {
            "/bpapi/v1/files/upload" => Reply::json(200, r#"{"url":"https://f.example/1"}"#),
            "/bpapi/v1/business/7" => Reply::json(200, r#"{"id":7,"kycStatus":"NEW"}"#),
            _ => Reply::json(200, "[]"),
        }
    });
    let (window, _) = set_up(console, &server);
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    (server, window)
}

fn piece(offset: usize, total: usize, name: &str) -> Value {
    json!({ "profile": "acme", "file": FILE, "name": name, "offset": offset, "total": total })
}

/// Keeps a file in two pieces.
pub fn keep(window: &Window, name: &str, bytes: &[u8]) -> Value {
    let half = bytes.len() / 2;
    let send = |from: usize, to: usize| {
        let head = piece(from, bytes.len(), name);
        call_with_bytes(window, "keep_document_piece", &head, &bytes[from..to]).unwrap()
    };
    let first = send(0, half);
    assert_eq!(first, json!({ "received": half, "kept": null }));
    send(half, bytes.len())["kept"].clone()
}

pub fn upload(window: &Window, number: u32, kept: &Value, name: &str) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "action": format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5c{number:02}"),
        "merchant": "7", "sha256": kept["sha256"], "name": name, "purpose": "Articles",
    });
    call(window, "upload_document", &request)
}

pub fn documents(window: &Window) -> Vec<Value> {
    let request = json!({ "profile": "acme", "merchant": "7" });
    let view = call(window, "list_documents", &request).unwrap();
    view["documents"].as_array().unwrap().clone()
}

#[test]
fn a_file_is_kept_uploaded_listed_with_its_url_and_taken_out_again() {
    let console = Console::start();
    let (server, window) = start(&console);
    let name = "شهادة\u{202e} التأسيس.pdf";
    let kept = keep(&window, name, b"%PDF-1.7 bytes\x00\xff");
    assert_eq!(kept["name"], "شهادة التأسيس.pdf");
    assert_eq!(kept["mediaType"], "application/pdf");
    assert_eq!(
        (&kept["bytes"], &kept["warnings"]),
        (&json!(16), &json!([]))
    );
    assert!(
        server
            .requests()
            .iter()
            .all(|one| !one.line.contains("upload")),
        "nothing is sent"
    );
    let done = upload(&window, 1, &kept, name).unwrap();
    assert_eq!(
        (&done["state"], &done["object"]["key"]),
        (&json!("done"), &json!("merchant:7"))
    );
    let listed = documents(&window);
    assert_eq!(listed.len(), 1);
    let document = &listed[0];
    assert_eq!(document["sha256"], kept["sha256"]);
    assert_eq!(document["purpose"], "Articles");
    assert_eq!(document["copy"], "whole");
    assert_eq!(document["url"]["url"], "https://f.example/1");
    assert_eq!(document["url"]["age"], "fresh");
    assert_eq!(document["uploads"][0]["past"]["by"], "A. Ndiaye");
    assert_eq!(document["uploads"][0]["past"]["state"], "done");
    let uploads = call(&window, "list_uploads", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(uploads, json!({ "uploads": [] }));

    let of = json!({ "profile": "acme", "sha256": kept["sha256"], "name": "../a.pdf" });
    let saved = call(&window, "save_document", &of).unwrap();
    let saved = saved["path"].as_str().unwrap();
    assert!(saved.ends_with("exports/a.pdf"), "{saved}");
    assert_eq!(fs::read(saved).unwrap(), b"%PDF-1.7 bytes\x00\xff");
    let copies = console.folder.path().join("data/acme/documents");
    let copy = copies.join(kept["sha256"].as_str().unwrap());
    fs::write(&copy, b"other").unwrap();
    assert_eq!(documents(&window)[0]["copy"], "damaged");
    refused(
        call(&window, "save_document", &of),
        "invalid",
        &json!("sha256"),
    );
    refused(upload(&window, 2, &kept, name), "invalid", &json!("sha256"));
}

#[test]
fn size_and_kind_are_warned_of_and_what_can_not_be_kept_is_refused_at_its_field() {
    let console = Console::start();
    let (_server, window) = start(&console);
    let kept = keep(&window, "a.pdf", b"PK\x03\x04 an archive");
    let warnings = kept["warnings"].to_string();
    assert!(
        warnings.contains("neither a PDF file nor an image"),
        "{warnings}"
    );
    let send =
        |head: Value, bytes: &[u8]| call_with_bytes(&window, "keep_document_piece", &head, bytes);
    refused(send(piece(0, 0, "a"), b""), "invalid", &json!("file"));
    refused(
        send(piece(0, 200_000_000, "a"), b"x"),
        "invalid",
        &json!("file"),
    );
    refused(send(piece(9, 10, "a"), b"x"), "invalid", &json!("file"));
    let none = json!({ "profile": "acme", "sha256": "0".repeat(64), "name": "a" });
    refused(
        call(&window, "save_document", &none),
        "not_found",
        &json!("sha256"),
    );
    let path = json!({ "profile": "acme", "sha256": "../profile.json", "name": "a" });
    refused(
        call(&window, "save_document", &path),
        "invalid",
        &json!("sha256"),
    );
    refused(
        call(&window, "open_document", &path),
        "invalid",
        &json!("sha256"),
    );
    let kept = json!({ "sha256": kept["sha256"] });
    let no_merchant = json!({
        "profile": "acme", "action": FILE, "merchant": "x", "sha256": kept["sha256"],
        "name": "a", "purpose": "",
    });
    refused(
        call(&window, "upload_document", &no_merchant),
        "invalid",
        &json!("merchant"),
    );
    // Bytes and request belong together.
    let error = call(&window, "keep_document_piece", &piece(0, 1, "a")).unwrap_err();
    assert!(error.as_str().unwrap().contains("invalid args"), "{error}");
}

#[test]
fn a_large_file_crosses_to_the_program_without_becoming_json() {
    let console = Console::start();
    let (_server, window) = start(&console);
    let bytes = [b"%PDF-1.7".to_vec(), vec![7; 16 * 1024 * 1024]].concat();
    let mut last = Value::Null;
    for (number, some) in bytes.chunks(1024 * 1024).enumerate() {
        let head = piece(number * 1024 * 1024, bytes.len(), "large.pdf");
        last = call_with_bytes(&window, "keep_document_piece", &head, some).unwrap();
    }
    assert_eq!(last["kept"]["bytes"], bytes.len());
    let warnings = last["kept"]["warnings"].to_string();
    assert!(warnings.contains("15 MB"), "{warnings}");
}

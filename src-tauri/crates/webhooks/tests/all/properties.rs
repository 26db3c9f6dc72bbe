//! What holds for every delivery.

use crate::delivery::{SECRET, headers, judged, keys, secret, signed};
use proptest::prelude::*;
use webhooks::{Keys, Rules, Verdict, judge, sign};

/// A body with an id and a status that are written in many ways.
fn body() -> impl Strategy<Value = String> {
    let id = prop_oneof![
        "[1-9][0-9]{0,8}",
        "\"[1-9][0-9]{0,8}\"",
        "[0-9]{1,3}\\.[0-9]",
        "-?[0-9]{1,18}",
        Just("null".to_owned()),
    ];
    let status = prop_oneof![
        "[A-Z_]{1,12}",
        "[0-9]{1,3}[A-Z]{1,8}",
        "[A-Z]{1,3}[0-9]{1,3}",
        ".{0,6}"
    ];
    (id, status).prop_map(|(id, status)| {
        let status = serde_json::to_string(&status).unwrap();
        format!(r#"{{"id":{id},"status":{status}}}"#)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every way to cut one text into an id and a status is judged under one signature.
    #[test]
    fn two_different_readings_of_one_signed_text_are_never_both_verified(
        text in "[1-9][0-9]{0,5}[A-Z0-9_]{0,8}",
    ) {
        let hash = crate::delivery::hash_of(&text);
        let verified: Vec<String> = (0..=text.len())
            .map(|cut| {
                let (id, status) = text.split_at(cut);
                format!(r#"{{"id":"{id}","status":"{status}"}}"#)
            })
            .filter(|body| judged("id,status", &hash, body).verdict.is_verified())
            .collect();
        prop_assert!(verified.len() <= 1, "{verified:?}");
    }

    #[test]
    fn two_different_tuples_with_one_signed_text_are_never_both_verified(
        first in ("[1-9][0-9]{0,3}", "[0-9A-Z]{1,4}"),
        second in ("[1-9][0-9]{0,3}", "[0-9A-Z]{1,4}"),
    ) {
        prop_assume!(first != second);
        let text = |pair: &(String, String)| format!("{}{}", pair.0, pair.1);
        let body = |pair: &(String, String)| {
            format!(r#"{{"id":{},"status":"{}"}}"#, pair.0, pair.1)
        };
        let hash = crate::delivery::hash_of(&text(&first));
        let verified = |pair| judged("id,status", &hash, &body(pair)).verdict.is_verified();
        prop_assert!(!(verified(&first) && verified(&second)));
    }

    #[test]
    fn no_headers_and_no_body_stop_the_program(
        list in ".{0,40}",
        hash in ".{0,70}",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let judged = judge(&headers(&list, &hash), &body, &keys(), &Rules::default());
        prop_assert!(!judged.judgement.verdict.hash_is_good());
    }

    #[test]
    fn what_is_signed_and_reads_one_way_is_verified_and_nothing_verified_is_anything_else(
        body in body(),
    ) {
        let Ok(hash) = sign(&["id", "status"], body.as_bytes(), &secret(SECRET)) else {
            return Ok(());
        };
        let judgement = judged("id,status", &hash, &body);
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        let id = match &value["id"] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let id_good = domain::PartnerNumber::parse(&id).is_ok();
        let status = value["status"].as_str().unwrap();
        let status_good = status.starts_with(|c: char| c.is_ascii_alphabetic());
        prop_assert_eq!(judgement.verdict == Verdict::Verified, id_good && status_good);
        if judgement.verdict == Verdict::Verified {
            prop_assert_eq!(judgement.id.unwrap().to_string(), id);
            prop_assert_eq!(judgement.status.as_deref(), Some(status));
        }
    }

    #[test]
    fn a_change_of_any_covered_character_is_refused(
        id in "[1-9][0-9]{0,6}",
        status in "[A-Z]{2,12}",
        place in any::<prop::sample::Index>(),
    ) {
        let hash = crate::delivery::hash_of(&format!("{id}{status}"));
        let at = place.index(status.len());
        let mut changed: Vec<char> = status.chars().collect();
        changed[at] = if changed[at] == 'Q' { 'R' } else { 'Q' };
        let changed: String = changed.into_iter().collect();
        let body = format!(r#"{{"id":{id},"status":"{changed}"}}"#);
        prop_assert_eq!(judged("id,status", &hash, &body).verdict, Verdict::RefusedHash);
    }

    #[test]
    fn without_a_key_no_body_is_ever_verified(body in body()) {
        let hash = sign(&["id", "status"], body.as_bytes(), &secret(SECRET));
        let hash = hash.unwrap_or_else(|_| "0".repeat(64));
        let headers = headers("id,status", &hash);
        let judged = judge(&headers, body.as_bytes(), &Keys::default(), &Rules::default());
        prop_assert!(!judged.judgement.verdict.hash_is_good());
        prop_assert!(judged.signed.is_none());
    }

    #[test]
    fn the_places_of_fields_are_where_their_values_stand(
        status in "[A-Z]{1,9}",
        name in "\\PC{0,9}",
    ) {
        let name = serde_json::to_string(&name).unwrap();
        let body = format!(r#" {{ "note" : {name} , "id":7,"status":"{status}" }} "#);
        let judgement = signed(&body);
        for field in judgement.covered.iter().chain(&judgement.uncovered) {
            prop_assert_eq!(body.get(field.start..field.end), Some(field.token.as_str()));
        }
    }
}

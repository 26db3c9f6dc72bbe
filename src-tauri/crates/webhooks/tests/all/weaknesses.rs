//! The weaknesses of the scheme, each as an attack, and the mistakes of other receivers.

use crate::delivery::{SECRET, hash_of, headers, judged, keys, secret, signed, verdict};
use domain::{Resolution, Subject};
use webhooks::{
    Alarm, Earlier, FieldSet, HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID, Keys, Outcome,
    Rules, StepName, TextRule, Verdict, WhichKey, judge, sign,
};

const BODY: &str = r#"{"event":"BusinessKycStatusChanged","id":7,"status":"VALID"}"#;

fn weak_rules(fields: &[&str]) -> Rules {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Rules {
        approved: vec![FieldSet {
            event: None,
            fields,
        }],
        weak_values: true,
        ..Rules::default()
    }
}

#[test]
fn w1_digits_moved_from_the_status_to_the_id_are_ambiguous_and_never_verified() {
    let honest = signed(r#"{"id":123,"status":"VALID"}"#);
    assert_eq!(honest.verdict, Verdict::Verified);
    let moved = verdict(
        "id,status",
        &hash_of("123VALID"),
        r#"{"id":12,"status":"3VALID"}"#,
    );
    assert_eq!(moved, Verdict::Ambiguous);
    assert_eq!(moved.mark(), domain::Mark::Received);
}

#[test]
fn w2_an_altered_uncovered_field_is_shown_as_uncovered() {
    let judgement = signed(r#"{"id":7,"status":"OnOff_PENDING","amount":"9"}"#);
    assert_eq!(judgement.verdict, Verdict::Verified);
    let names: Vec<&str> = judgement
        .covered
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(names, ["id", "status"]);
    assert_eq!(judgement.uncovered[0].name, "amount");
    assert_eq!(judgement.uncovered[0].token, "\"9\"");
}

#[test]
fn w3_a_captured_text_in_a_junk_field_is_not_believed() {
    let hash = hash_of("7VALID");
    let body = r#"{"junk":"7VALID","id":8,"status":"VALID"}"#;
    let judgement = judged("junk", &hash, body);
    assert_eq!(judgement.verdict, Verdict::FieldSetNotApproved);
    assert_eq!(judgement.about, Resolution::None);
    assert_eq!(judgement.status, None);
    assert!(
        matches!(&judgement.alarms[0], Alarm::FieldSetNotApproved { approved, found }
        if approved[0] == ["id", "status"] && found == &["junk"])
    );
}

#[test]
fn w3_the_approved_fields_in_another_order_are_another_set() {
    let judgement = judged("status,id", &hash_of("VALID7"), BODY);
    assert_eq!(judgement.verdict, Verdict::FieldSetNotApproved);
}

#[test]
fn w3_a_set_without_id_and_status_is_approved_by_nobody() {
    let rules = weak_rules(&["junk"]);
    let judged = judge(
        &headers("junk", &hash_of("7VALID")),
        br#"{"junk":"7VALID"}"#,
        &keys(),
        &rules,
    );
    assert_eq!(judged.judgement.verdict, Verdict::FieldSetNotApproved);
}

#[test]
fn w4_the_hash_of_the_bare_secret_raises_an_alarm_whatever_the_list_says() {
    let bare = hash_of("");
    for fields in ["", "id,status", "a"] {
        let judgement = judged(fields, &bare, r#"{"id":7,"status":"VALID","a":""}"#);
        assert_eq!(judgement.verdict, Verdict::RefusedSecretAlone, "{fields:?}");
        assert_eq!(judgement.alarms, [Alarm::SecretAlone]);
    }
}

#[test]
fn w4_an_empty_list_is_refused_with_any_other_hash_too() {
    assert_eq!(
        verdict("", &hash_of("7VALID"), BODY),
        Verdict::RefusedFieldList
    );
    assert_eq!(
        verdict(" , ", &hash_of("7VALID"), BODY),
        Verdict::RefusedFieldList
    );
    let empty = verdict("a,b", &"0".repeat(64), r#"{"a":"","b":""}"#);
    assert_eq!(empty, Verdict::RefusedEmpty);
}

#[test]
fn w5_a_replay_is_told_as_a_repeat_of_the_first() {
    let mut judgement = signed(BODY);
    judgement.settle(Some(Earlier {
        first: 41,
        same_money: true,
    }));
    assert_eq!(judgement.verdict, Verdict::VerifiedRepeat);
    assert!(judgement.alarms.is_empty());
    let seen = judgement
        .steps
        .iter()
        .find(|step| step.name == StepName::Seen)
        .unwrap();
    assert!(seen.detail.contains("41"), "{}", seen.detail);
}

#[test]
fn w5_the_same_signature_with_another_amount_raises_an_alarm() {
    let mut judgement = signed(BODY);
    judgement.settle(Some(Earlier {
        first: 41,
        same_money: false,
    }));
    assert_eq!(judgement.verdict, Verdict::VerifiedOtherBody);
    assert_eq!(
        judgement.alarms,
        [Alarm::SameSignatureOtherBody { first: 41 }]
    );
}

#[test]
fn w5_a_refused_delivery_does_not_become_a_repeat() {
    let mut judgement = judged("id,status", &"0".repeat(64), BODY);
    judgement.settle(Some(Earlier {
        first: 41,
        same_money: true,
    }));
    assert_eq!(judgement.verdict, Verdict::RefusedHash);
}

#[test]
fn w6_a_word_that_several_kinds_share_stays_unresolved_and_the_event_is_only_a_hint() {
    let body = r#"{"event":"BusinessKycStatusChanged","id":7,"status":"PENDING"}"#;
    let judgement = signed(body);
    let subject = |text| Subject::parse(text).unwrap();
    assert_eq!(
        judgement.about,
        Resolution::Unresolved {
            candidates: vec![
                subject("merchant:7"),
                subject("account:7"),
                subject("transaction:7")
            ],
            hint: Some(subject("merchant:7")),
        }
    );
    let lied = body.replace("BusinessKyc", "BusinessExternalAccount");
    assert_eq!(signed(&lied).about.subjects()[0], subject("account:7"));
    let plain = signed(&body.replace("PENDING", "ON_HOLD"));
    assert_eq!(plain.about.subjects().len(), 3);
    assert_eq!(plain.status.as_deref(), Some("ON_HOLD"));
}

#[test]
fn w6_an_event_that_the_hash_covers_decides() {
    let rules = weak_rules(&["id", "status", "event"]);
    let body = r#"{"event":"BusinessKycStatusChanged","id":7,"status":"PENDING"}"#;
    let hash = sign(&["id", "status", "event"], body.as_bytes(), &secret(SECRET)).unwrap();
    let judged = judge(
        &headers("id,status,event", &hash),
        body.as_bytes(),
        &keys(),
        &rules,
    );
    assert_eq!(judged.judgement.verdict, Verdict::Verified);
    let subject = Subject::parse("merchant:7").unwrap();
    assert_eq!(judged.judgement.about, Resolution::Resolved { subject });
}

#[test]
fn w7_the_request_uuid_is_kept_and_decides_nothing() {
    let hash = hash_of("7VALID");
    let mut with_uuid = headers("id,status", &hash);
    with_uuid.push((HEADER_REQUEST_UUID.to_owned(), b"fa8ff1ec".to_vec()));
    let judged = judge(&with_uuid, BODY.as_bytes(), &keys(), &Rules::default());
    assert_eq!(judged.judgement.verdict, Verdict::Verified);
    assert_eq!(judged.judgement.request_uuid.as_deref(), Some("fa8ff1ec"));
}

#[test]
fn w8_a_covered_number_is_hashed_as_javascript_prints_it() {
    let rules = weak_rules(&["id", "status", "amount"]);
    for (token, text) in [
        ("1.0", "1"),
        ("1E2", "100"),
        ("1e21", "1e+21"),
        ("null", ""),
    ] {
        let body = format!(r#"{{"id":7,"status":"VALID","amount":{token}}}"#);
        let hash = hash_of(&format!("7VALID{text}"));
        let headers = headers("id,status,amount", &hash);
        let judged = judge(&headers, body.as_bytes(), &keys(), &rules);
        // The hash is good; where the values end can't be known.
        assert_eq!(judged.judgement.verdict, Verdict::Ambiguous, "{token}");
        assert!(judged.judgement.covered[2].weak, "{token}");
        let rule = if token == "null" {
            TextRule::JoinOf
        } else {
            TextRule::StringOf
        };
        assert_eq!(judged.judgement.text_rule, Some(rule), "{token}");
    }
}

#[test]
fn w9_a_weak_secret_is_said_to_be_weak() {
    let keys = Keys {
        current: Some(secret("hunter2")),
        previous: None,
    };
    let hash = sign(&["id", "status"], BODY.as_bytes(), &secret("hunter2")).unwrap();
    let judged = judge(
        &headers("id,status", &hash),
        BODY.as_bytes(),
        &keys,
        &Rules::default(),
    );
    let strength = judged
        .judgement
        .steps
        .iter()
        .find(|step| step.name == StepName::SecretStrength)
        .unwrap();
    assert!(strength.detail.contains("rotate"), "{}", strength.detail);
}

#[test]
fn w10_an_upper_case_hash_matches() {
    let hash = hash_of("7VALID").to_uppercase();
    assert_eq!(verdict("id,status", &hash, BODY), Verdict::Verified);
}

#[test]
fn w11_a_hash_that_differs_in_its_last_digit_alone_is_refused() {
    let mut hash = hash_of("7VALID");
    let last = hash.pop().unwrap();
    hash.push(if last == '0' { '1' } else { '0' });
    let judgement = judged("id,status", &hash, BODY);
    assert_eq!(judgement.verdict, Verdict::RefusedHash);
    let step = judgement
        .steps
        .iter()
        .find(|step| step.name == StepName::Hash)
        .unwrap();
    assert!(step.detail.contains(&hash), "{}", step.detail);
    assert!(judgement.covered.is_empty(), "a bad hash covers nothing");
    let listed = judgement
        .uncovered
        .iter()
        .any(|field| field.name == "status");
    assert!(listed, "{:?}", judgement.uncovered);
    // The good hash is told to nobody who did not have it.
    assert!(!format!("{judgement:?}").contains(&hash_of("7VALID")));
}

#[test]
fn w12_doubled_names_are_refused_however_they_are_spelled() {
    for body in [
        r#"{"id":7,"status":"VALID","id":8}"#,
        r#"{"id":7,"status":"VALID","\u0069d":8}"#,
        r#"{"id":7,"status":"VALID","deep":[{"a":1,"a":2}]}"#,
    ] {
        assert_eq!(
            verdict("id,status", &hash_of("7VALID"), body),
            Verdict::RefusedJson,
            "{body}"
        );
    }
}

#[test]
fn w13_text_is_not_normalised_and_lone_surrogates_and_a_bom_are_refused() {
    let composed = "{\"id\":7,\"status\":\"\u{e9}\"}".replace('\u{e9}', "V\u{e9}");
    let decomposed = "{\"id\":7,\"status\":\"Ve\u{301}\"}";
    let hash = hash_of("7V\u{e9}");
    assert_eq!(verdict("id,status", &hash, &composed), Verdict::Verified);
    assert_eq!(
        verdict("id,status", &hash, decomposed),
        Verdict::RefusedHash
    );
    for body in [
        r#"{"id":7,"status":"VALID","x":"\ud800"}"#,
        r#"{"id":7,"status":"VALID","x":["\udc00\ud800"]}"#,
        "\u{feff}{\"id\":7,\"status\":\"VALID\"}",
    ] {
        assert_eq!(
            verdict("id,status", &hash_of("7VALID"), body),
            Verdict::RefusedJson,
            "{body}"
        );
    }
}

#[test]
fn w14_prototype_names_are_plain_fields_and_dots_lead_nowhere_unless_allowed() {
    for name in ["__proto__", "constructor", "toString"] {
        let absent = verdict(name, &hash_of("[object Object]"), BODY);
        assert_eq!(absent, Verdict::RefusedTypes, "{name}");
    }
    assert_eq!(
        verdict("data.id,status", &hash_of("7VALID"), BODY),
        Verdict::RefusedFieldList
    );
    let fields = ["id", "status", "data.id"].map(String::from).to_vec();
    let rules = Rules {
        approved: vec![FieldSet {
            event: None,
            fields,
        }],
        dotted_paths: true,
        weak_values: false,
    };
    let list = headers("id,status,data.id", &hash_of("7VALID9"));
    let by_path = judge(
        &list,
        br#"{"id":7,"status":"VALID","data":{"id":9}}"#,
        &keys(),
        &rules,
    );
    assert!(by_path.judgement.verdict.hash_is_good());
    let both = br#"{"id":7,"status":"VALID","data":{"id":9},"data.id":9}"#;
    assert_eq!(
        judge(&list, both, &keys(), &rules).judgement.verdict,
        Verdict::RefusedTypes
    );
}

#[test]
fn w15_spaces_around_names_are_trimmed_and_other_oddities_refused() {
    assert_eq!(
        verdict(" id , status ", &hash_of("7VALID"), BODY),
        Verdict::Verified
    );
    for list in ["id,,status", "id,status,", "id,id", "id;status"] {
        assert_eq!(
            verdict(list, &hash_of("7VALID"), BODY),
            Verdict::RefusedFieldList,
            "{list}"
        );
    }
    for doubled in [HEADER_FIELDS, HEADER_HASH, "X-Webhook-Security-Hash"] {
        let mut headers = headers("id,status", &hash_of("7VALID"));
        headers.push((doubled.to_owned(), b"id,status".to_vec()));
        let judged = judge(&headers, BODY.as_bytes(), &keys(), &Rules::default());
        assert_eq!(
            judged.judgement.verdict,
            Verdict::RefusedHeaders,
            "{doubled}"
        );
    }
}

#[test]
fn w16_a_judgement_holds_every_step_in_order_and_reads_back_whole() {
    for judgement in [
        signed(BODY),
        judged("id,status", "no hash", BODY),
        judged("a", "", "["),
    ] {
        let names: Vec<StepName> = judgement.steps.iter().map(|step| step.name).collect();
        assert_eq!(names, StepName::ALL);
        let text = serde_json::to_string(&judgement).unwrap();
        assert_eq!(
            serde_json::from_str::<webhooks::Judgement>(&text).unwrap(),
            judgement
        );
    }
    let refused = judged("id,status", "no hash", BODY);
    assert_eq!(refused.steps[0].outcome, Outcome::Failed);
    assert!(
        refused.steps[1..]
            .iter()
            .all(|step| step.outcome == Outcome::NotReached)
    );
}

#[test]
fn without_a_secret_nothing_is_verified() {
    let headers = headers("id,status", &hash_of("7VALID"));
    let judged = judge(
        &headers,
        BODY.as_bytes(),
        &Keys::default(),
        &Rules::default(),
    );
    assert_eq!(judged.judgement.verdict, Verdict::NotChecked);
    assert_eq!(judged.judgement.about, Resolution::None);
    assert!(judged.signed.is_none());
}

#[test]
fn a_missing_field_is_not_joined_as_undefined() {
    let body = r#"{"id":7}"#;
    for text in ["7undefined", "7null", "7"] {
        assert_eq!(
            verdict("id,status", &hash_of(text), body),
            Verdict::RefusedTypes,
            "{text}"
        );
    }
}

#[test]
fn an_id_is_a_plain_safe_integer_or_its_digits_as_text() {
    for id in ["7", "\"7\"", "9007199254740991"] {
        let body = format!(r#"{{"id":{id},"status":"VALID"}}"#);
        assert_eq!(signed(&body).verdict, Verdict::Verified, "{id}");
    }
    for id in [
        "7.0",
        "7e0",
        "-7",
        "0",
        "\"07\"",
        "9007199254740993",
        "null",
        "[7]",
        "true",
    ] {
        let body = format!(r#"{{"id":{id},"status":"VALID"}}"#);
        let judgement = judged("id,status", &hash_of("7VALID"), &body);
        assert_eq!(judgement.verdict, Verdict::RefusedTypes, "{id}");
    }
}

#[test]
fn the_previous_secret_matches_and_is_told_by_its_id() {
    let keys = Keys {
        current: Some(secret(&"n".repeat(40))),
        previous: Some(secret(SECRET)),
    };
    let headers = headers("id,status", &hash_of("7VALID"));
    let judged = judge(&headers, BODY.as_bytes(), &keys, &Rules::default());
    let key = judged.judgement.key.unwrap();
    assert_eq!(key.which, WhichKey::Previous);
    assert_eq!(key.id, secret(SECRET).key_id());
}

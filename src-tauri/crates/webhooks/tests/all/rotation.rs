//! A rotation: deliveries under the old and the new secret, and under neither.

use crate::delivery::{headers, secret};
use webhooks::{Keys, Rules, Verdict, judge, sign};

#[test]
fn during_a_rotation_both_secrets_verify_and_a_third_does_not() {
    let body = br#"{"id":7,"status":"VALID"}"#;
    let texts = ["old secret ", "new secret ", "other secret "].map(|text| text.repeat(4));
    let keys = Keys {
        current: Some(secret(&texts[1])),
        previous: Some(secret(&texts[0])),
    };
    let verdicts = texts.each_ref().map(|text| {
        let hash = sign(&["id", "status"], body, &secret(text)).unwrap();
        judge(&headers("id,status", &hash), body, &keys, &Rules::default())
            .judgement
            .verdict
    });
    assert_eq!(
        verdicts,
        [Verdict::Verified, Verdict::Verified, Verdict::RefusedHash]
    );
}

//! How an onboarding goes and ends: what compliance answers, which agreements were accepted.

use crate::{
    program::{Program, new_merchant, quick, still, until},
    receiver::Receiver,
};
use serde_json::{Value, json};

const SUBMIT: &str = "/v1/business/submitOnboarding";
const ACCEPT: &str = "/v1/business/acceptLegalAgreements";

async fn started(pace: &Value) -> (Program, Receiver) {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(pace)).await;
    (program, receiver)
}

async fn create(program: &Program) -> u64 {
    let merchant = new_merchant();
    let made = program.ok("POST", "/v1/business/", Some(&merchant)).await;
    made["id"].as_u64().unwrap()
}

fn onboarding(merchant: u64) -> Value {
    let data = json!({"companyType": "CORPORATION", "tradingName": "Adaeze",
        "industry": "TECHNOLOGY", "service": "CROPS"});
    json!({"businessId": merchant, "businessData": data})
}

async fn submit(program: &Program, merchant: u64) {
    program
        .ok("POST", SUBMIT, Some(&onboarding(merchant)))
        .await;
}

async fn answer(program: &Program, given: Value) {
    program.control("POST", "/answers", Some(&given)).await;
}

#[tokio::test]
async fn compliance_answers_as_it_is_told_for_one_merchant_or_the_next() {
    // A new merchant waits for its onboarding, and what compliance does takes no time.
    let mut pace = still();
    pace["approvalMs"] = json!(1);
    let (program, receiver) = started(&pace).await;
    let (first, second, third) = (
        create(&program).await,
        create(&program).await,
        create(&program).await,
    );
    answer(&program, json!({"answer": "ACTION_NEEDED"})).await;
    answer(&program, json!({"merchant": second, "answer": "FLAGGED"})).await;
    let told = program.control("GET", "/answers", None).await;
    let own = json!([{"merchant": second, "answer": "FLAGGED"}]);
    assert_eq!(told, json!({"next": ["ACTION_NEEDED"], "merchants": own}));
    for (merchant, end) in [
        (second, "FLAGGED"),
        (first, "ACTION_NEEDED"),
        (third, "VALID"),
    ] {
        submit(&program, merchant).await;
        let way = ["NEW", "PENDING_REVIEW", "UNDER_REVIEW", end];
        assert_eq!(receiver.statuses(merchant, end).await, way);
    }
    // What more was asked for may be submitted, what was rejected not.
    submit(&program, first).await;
    let statuses = receiver.statuses(first, "VALID").await;
    assert_eq!(statuses.len(), 7, "{statuses:?}");
    let (status, code) = program
        .refused("POST", SUBMIT, Some(&onboarding(second)))
        .await;
    assert_eq!((status, code.as_str()), (409, "INVALID_STATUS"));

    // A word that nobody knows is answered as it stands.
    let fourth = create(&program).await;
    answer(&program, json!({"answer": "ON_HOLD"})).await;
    submit(&program, fourth).await;
    receiver.statuses(fourth, "ON_HOLD").await;
    let nobody = json!({"merchant": 99, "answer": "VALID"});
    let (status, _) = program
        .control_call("POST", "/answers", Some(&nobody))
        .await;
    assert_eq!(status, 404);
    answer(&program, json!({"answer": "FLAGGED"})).await;
    program.control("DELETE", "/answers", None).await;
    let told = program.control("GET", "/answers", None).await;
    assert_eq!(told, json!({"next": [], "merchants": []}));
}

#[tokio::test]
async fn a_merchant_that_is_not_submitted_is_approved_by_itself_in_its_own_time() {
    let mut pace = quick();
    pace["unsubmittedMs"] = json!(86_400_000);
    let (program, receiver) = started(&pace).await;
    let waits = create(&program).await;
    program.control("PUT", "/pace", Some(&quick())).await;
    let passes = create(&program).await;
    receiver.statuses(passes, "VALID").await;
    let read = program
        .ok("GET", &format!("/v1/business/{waits}"), None)
        .await;
    assert_eq!(read["kycStatus"], "NEW");
}

#[tokio::test]
async fn a_status_is_set_in_one_go_under_review_too_and_nothing_else_is() {
    let (program, receiver) = started(&still()).await;
    let merchant = create(&program).await;
    submit(&program, merchant).await;
    let path = format!("/v1/business/{merchant}");
    let with_data = json!({"localRegNumber": "RC1|VALID", "city": "Abuja"});
    let (status, code) = program.refused("PUT", &path, Some(&with_data)).await;
    assert_eq!((status, code.as_str()), (409, "BUSINESS_LOCKED"));
    for alone in ["ACTION_NEEDED", "VALID"] {
        let alone = json!({"localRegNumber": format!("RC1|{alone}")});
        program.ok("PUT", &path, Some(&alone)).await;
    }
    let way = ["NEW", "PENDING_REVIEW", "ACTION_NEEDED", "VALID"];
    assert_eq!(receiver.statuses(merchant, "VALID").await, way);
}

async fn agreements(program: &Program, merchant: u64) -> Vec<Value> {
    let path = format!("/v1/business/legalAgreements?businessId={merchant}");
    let list = program.ok("GET", &path, None).await;
    list["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_agreement_is_accepted_in_the_version_that_is_there_and_a_new_one_asks_again() {
    let (program, _receiver) = started(&still()).await;
    let merchant = create(&program).await;
    let all = agreements(&program, merchant).await;
    assert_eq!(all.len(), 2);
    for one in &all {
        assert_eq!(
            (&one["acceptedVersion"], &one["version"]),
            (&Value::Null, &json!("1.0"))
        );
        let read = program.get(one["url"].as_str().unwrap()).await;
        let read = read.text().await.unwrap();
        assert!(read.contains(one["text"].as_str().unwrap()) && read.contains("Version 1.0"));
    }
    let named = json!({"businessId": merchant, "legalAgreements": [{"id": 1, "version": "1.0"}]});
    program.ok("POST", ACCEPT, Some(&named)).await;
    let accepted = |all: &[Value]| {
        let versions = all.iter().map(|one| one["acceptedVersion"].clone());
        versions.collect::<Vec<_>>()
    };
    let all = agreements(&program, merchant).await;
    assert_eq!(accepted(&all), [json!("1.0"), Value::Null]);
    assert!(all[0]["acceptedDate"].is_number());

    // A new version meanwhile: what was read is not what would be accepted.
    let newer = json!({"title": "Terms of service", "version": "2.0", "text": "Stricter."});
    program.control("PUT", "/agreements/1", Some(&newer)).await;
    let (status, code) = program.refused("POST", ACCEPT, Some(&named)).await;
    assert_eq!((status, code.as_str()), (409, "AGREEMENT_VERSION_CHANGED"));
    let found = agreements(&program, merchant).await;
    assert_eq!(
        (&found[0]["version"], &found[0]["acceptedVersion"]),
        (&json!("2.0"), &json!("1.0"))
    );
    let old = program.get(all[0]["url"].as_str().unwrap()).await;
    assert_eq!(old.status(), 404);
    // An acceptance that names none is one of all.
    let all = json!({"businessId": merchant});
    program.ok("POST", ACCEPT, Some(&all)).await;
    let found = agreements(&program, merchant).await;
    assert_eq!(accepted(&found), [json!("2.0"), json!("1.0")]);
    let nobody = json!({"businessId": merchant, "legalAgreements": [{"id": 9}]});
    let (status, _) = program.refused("POST", ACCEPT, Some(&nobody)).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn a_merchant_of_the_day_that_a_client_submits_is_left_to_compliance() {
    let receiver = Receiver::start().await;
    let url = &receiver.url;
    let arguments = ["--seed", "7", "--rate", "200", "--forged-every", "0"];
    let program = Program::start_day(&[&arguments[..], &["--webhook-url", url]].concat());
    program.control("PUT", "/pace", Some(&still())).await;
    // One that came with the day, and has not moved on by the time it is submitted.
    let mut submitted = None;
    until("a merchant of the day", async || {
        let all = program.control("GET", "/objects/merchant", None).await;
        let newest = all.as_array().unwrap().last().unwrap();
        let may = ["NEW", "PENDING", "ACTION_NEEDED"];
        let status = newest["fields"]["kycStatus"].as_str().unwrap();
        let number = newest["number"].as_u64().unwrap();
        let came = receiver.came().iter().any(|one| one.body["id"] == number);
        if came && may.contains(&status) {
            let wanted = onboarding(number);
            let (status, _) = program.call("POST", SUBMIT, Some(&wanted)).await;
            submitted = (status == 200).then_some(number);
        }
        submitted.is_some()
    })
    .await;
    let merchant = submitted.unwrap();
    receiver.statuses(merchant, "PENDING_REVIEW").await;
    let before = receiver.came().len();
    until("a long day", async || receiver.came().len() >= before + 300).await;
    // It has not moved since.
    receiver.statuses(merchant, "PENDING_REVIEW").await;
    let path = format!("/v1/business/{merchant}");
    let read = program.ok("GET", &path, None).await;
    assert_eq!(read["kycStatus"], "PENDING_REVIEW");
}

//! The agreed types.
#![allow(missing_docs, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
use domain::{EventName, Mark, PartnerNumber, Resolution};
use serde::{Deserialize, Serialize};

pub const HEADER_FIELDS: &str = "x-webhook-security-fields";
pub const HEADER_HASH: &str = "x-webhook-security-hash";
pub const HEADER_REQUEST_UUID: &str = "x-webhook-request-uuid";

pub struct WebhookSecret(zeroize::Zeroizing<Vec<u8>>);
#[derive(Debug, thiserror::Error)]
pub enum SecretError { #[error("empty")] Empty }
pub type KeyId = String;
impl WebhookSecret { pub fn new(bytes: Vec<u8>) -> Result<Self, SecretError> { Ok(Self(zeroize::Zeroizing::new(bytes))) } pub fn key_id(&self) -> KeyId { self.0.len().to_string() } }
#[derive(Default)]
pub struct Keys { pub current: Option<WebhookSecret>, pub previous: Option<WebhookSecret> }
#[derive(Default)]
pub struct Rules { pub approved: Vec<FieldSet>, pub dotted_paths: bool, pub weak_values: bool }
pub struct FieldSet { pub event: Option<EventName>, pub fields: Vec<String> }
pub struct Judged { pub judgement: Judgement, pub signed: Option<Signed> }
pub struct Signed { pub text: Vec<u8>, pub money: Vec<u8> }
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judgement { pub verdict: Verdict, pub steps: Vec<Step>, pub covered: Vec<FieldReading>, pub uncovered: Vec<FieldReading>,
  pub key: Option<MatchedKey>, pub text_rule: Option<TextRule>, pub event: Option<EventHint>, pub request_uuid: Option<String>,
  pub about: Resolution, pub id: Option<PartnerNumber>, pub status: Option<String>, pub alarms: Vec<Alarm> }
pub struct Earlier { pub first: u64, pub same_money: bool }
impl Judgement { pub fn settle(&mut self, _earlier: Option<Earlier>) {} }
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Step { pub name: StepName, pub outcome: Outcome, pub detail: String }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome { Passed, Failed, NotReached, Noted }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName { Headers, FieldList, ApprovedSet, Json, Types, Text, NotEmpty, Hash, UniqueReading, Seen, Subject, SecretStrength }
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FieldReading { pub name: String, pub token: String, pub text: Option<String>, pub start: usize, pub end: usize, pub weak: bool }
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MatchedKey { pub which: WhichKey, pub id: KeyId }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichKey { Current, Previous }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict { Verified, VerifiedRepeat, VerifiedOtherBody, Ambiguous, FieldSetNotApproved, NotChecked,
   RefusedHeaders, RefusedFieldList, RefusedJson, RefusedTypes, RefusedEmpty, RefusedSecretAlone, RefusedHash }
impl Verdict { pub const fn code(self) -> &'static str { "" } pub const fn mark(self) -> Mark { Mark::Received } pub const fn http_status(self) -> u16 { 200 } pub const fn check_exit(self) -> u8 { 0 } pub const fn is_verified(self) -> bool { true } pub const fn sentence(self) -> &'static str { "" } pub const fn hash_is_good(self) -> bool { true } }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextRule { StringOf, JoinOf }
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventHint { pub name: String, pub known: Option<EventName>, pub field: String, pub covered: bool }
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Alarm { SecretAlone, WeakSecret, FieldSetNotApproved { approved: Vec<Vec<String>>, found: Vec<String> }, SameSignatureOtherBody { first: u64 } }
pub fn judge(_headers: &[(String, Vec<u8>)], _body: &[u8], _keys: &Keys, _rules: &Rules) -> Judged { Judged { judgement: Judgement { verdict: Verdict::NotChecked, steps: vec![], covered: vec![], uncovered: vec![], key: None, text_rule: None, event: None, request_uuid: None, about: Resolution::None, id: None, status: None, alarms: vec![] }, signed: None } }
#[derive(Debug, thiserror::Error)]
pub enum SignError { #[error("no")] No }
pub fn sign(_fields: &[&str], _body: &[u8], _secret: &WebhookSecret) -> Result<String, SignError> { Err(SignError::No) }

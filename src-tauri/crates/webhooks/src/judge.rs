//! The order of work: what a delivery's headers and body prove, step by step.

use crate::{
    Alarm, FieldReading, IDENTITY_FIELD, Judgement, Keys, MatchedKey, Rules, STATUS_FIELD,
    StepName, TextRule, Verdict, WebhookSecret, WhichKey,
    covered::{Covered, covered, shortened, uncovered},
    field_list::{SecurityHeaders, field_names, request_uuid, security_headers},
    money::money,
    reading::reads_one_way,
    steps::Steps,
    strict_json::{Member, Value, read_object},
    subject::{event_hint, resolve},
};
use domain::{PartnerNumber, Resolution};
use subtle::{Choice, ConstantTimeEq};

/// A judgement, and what the ledger is asked by.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The judgement; [`Judgement::settle`] completes it.
    pub judgement: Judgement,
    /// What was signed, if the hash is good.
    pub signed: Option<Signed>,
}

/// What was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The listed values' texts, joined, without the secret.
    pub text: Vec<u8>,
    /// The body's amounts, currencies, accounts and ids, as canonical bytes.
    pub money: Vec<u8>,
}

/// Judges a delivery by its raw headers (names in any case) and its raw body. Never fails: what
/// can't be verified is a verdict.
#[must_use]
pub fn judge(headers: &[(String, Vec<u8>)], body: &[u8], keys: &Keys, rules: &Rules) -> Judged {
    let mut work = Work {
        steps: Steps::none_reached(),
        judgement: Judgement {
            verdict: Verdict::RefusedHash,
            steps: Vec::new(),
            covered: Vec::new(),
            uncovered: Vec::new(),
            key: None,
            text_rule: None,
            event: None,
            request_uuid: request_uuid(headers),
            about: Resolution::None,
            id: None,
            status: None,
            alarms: Vec::new(),
        },
        signed: None,
    };
    work.judgement.verdict = work.verdict(headers, body, keys, rules);
    let Work {
        steps,
        mut judgement,
        signed,
    } = work;
    judgement.steps = steps.told();
    if !judgement.verdict.hash_is_good() {
        // A list that came with a bad hash covers nothing.
        let listed = std::mem::take(&mut judgement.covered).into_iter();
        let bare = listed.map(|field| FieldReading {
            text: None,
            ..field
        });
        judgement.uncovered.splice(..0, bare.collect::<Vec<_>>());
    }
    Judged { judgement, signed }
}

struct Work {
    steps: Steps,
    judgement: Judgement,
    signed: Option<Signed>,
}

impl Work {
    fn verdict(
        &mut self,
        headers: &[(String, Vec<u8>)],
        body: &[u8],
        keys: &Keys,
        rules: &Rules,
    ) -> Verdict {
        let security = match security_headers(headers) {
            Ok(security) => security,
            Err(fault) => return self.ends(StepName::Headers, fault, Verdict::RefusedHeaders),
        };
        self.steps
            .passed(StepName::Headers, "one list of fields and one hash");
        // Whatever the list says: such a hash is a stolen constant (W4).
        if is_secret_alone(&security, keys) {
            self.judgement.alarms.push(Alarm::SecretAlone);
            let fault = "the hash is that of the secret alone, as an empty list would give";
            return self.ends(StepName::NotEmpty, fault, Verdict::RefusedSecretAlone);
        }
        let listed = match field_names(&security.fields, rules.dotted_paths) {
            Ok(listed) => listed,
            Err(fault) => return self.ends(StepName::FieldList, fault, Verdict::RefusedFieldList),
        };
        self.steps.passed(StepName::FieldList, listed.join(", "));
        let members = match read_object(body) {
            Ok(members) => members,
            Err(fault) => {
                return self.ends(StepName::Json, fault.to_string(), Verdict::RefusedJson);
            }
        };
        self.steps
            .passed(StepName::Json, format!("{} bytes, one object", body.len()));
        self.judgement.event = event_hint(&members, &listed);
        self.judgement.uncovered = uncovered(&listed, &members);
        let approved = self.approved_set(&listed, rules);
        let mut covered = covered(&listed, &members, rules);
        self.judgement.covered = std::mem::take(&mut covered.readings);
        if let Some(fault) = covered.fault {
            return self.ends(StepName::Types, fault, Verdict::RefusedTypes);
        }
        self.steps
            .passed(StepName::Types, "each listed value has a sure text");
        self.hashed(&security, &listed, covered, keys)
            .unwrap_or_else(|texts| self.good_hash(approved, &listed, &texts, &members, rules))
    }

    fn ends(&mut self, step: StepName, fault: impl Into<String>, verdict: Verdict) -> Verdict {
        self.steps.failed(step, fault);
        verdict
    }

    fn approved_set(&mut self, listed: &[String], rules: &Rules) -> bool {
        let event = self.judgement.event.as_ref().and_then(|hint| hint.known);
        let approved = rules.approves(event, listed);
        if approved {
            self.steps.passed(
                StepName::ApprovedSet,
                format!("{} is approved", listed.join(",")),
            );
        } else {
            let sets: Vec<String> = rules
                .approved_for(event)
                .map(|set| set.fields.join(","))
                .collect();
            self.steps.failed(
                StepName::ApprovedSet,
                format!(
                    "{} is not approved; approved: {}",
                    listed.join(","),
                    if sets.is_empty() {
                        "none".to_owned()
                    } else {
                        sets.join(" or ")
                    }
                ),
            );
        }
        approved
    }

    /// Compares; a good hash gives the texts that were hashed, as the error of a verdict.
    fn hashed(
        &mut self,
        security: &SecurityHeaders,
        listed: &[String],
        covered: Covered,
        keys: &Keys,
    ) -> Result<Verdict, Vec<String>> {
        let texts = covered
            .texts
            .first()
            .map(|(_, texts)| texts.as_slice())
            .unwrap_or_default();
        self.steps.passed(StepName::Text, told_text(texts));
        if covered
            .texts
            .iter()
            .all(|(_, texts)| texts.iter().all(String::is_empty))
        {
            let fault = "the listed values are empty; any body would have this hash";
            return Ok(self.ends(StepName::NotEmpty, fault, Verdict::RefusedEmpty));
        }
        self.steps
            .passed(StepName::NotEmpty, format!("{} fields", listed.len()));
        let header = hex::encode(security.hash);
        if keys.current.is_none() && keys.previous.is_none() {
            let note = format!("not checked against {header}: there is no webhook secret");
            self.steps.noted(StepName::Hash, note);
            return Ok(Verdict::NotChecked);
        }
        let Some(found) = matched(&security.hash, &covered.texts, keys) else {
            let fault = format!("hash does not match: no secret gives {header} over these values");
            return Ok(self.ends(StepName::Hash, fault, Verdict::RefusedHash));
        };
        let which = match found.which {
            WhichKey::Current => "current",
            WhichKey::Previous => "previous",
        };
        let id = found.secret.key_id();
        self.steps.passed(
            StepName::Hash,
            format!("{header} = the header's, in constant time; {which} secret, key {id}"),
        );
        let strength = if found.secret.is_weak() {
            "the secret holds less than 24 bytes of entropy: rotate it to a longer one"
        } else {
            "long enough not to be guessed"
        };
        self.steps.noted(StepName::SecretStrength, strength);
        self.judgement.key = Some(MatchedKey {
            which: found.which,
            id,
        });
        self.judgement.text_rule = Some(found.rule);
        Err(found.texts.to_vec())
    }

    fn good_hash(
        &mut self,
        approved: bool,
        listed: &[String],
        texts: &[String],
        members: &[Member],
        rules: &Rules,
    ) -> Verdict {
        for reading in &mut self.judgement.covered {
            let text = listed
                .iter()
                .zip(texts)
                .find(|(name, _)| **name == reading.name);
            reading.text = text.map(|(_, text)| shortened(text));
        }
        self.steps.passed(StepName::Text, told_text(texts));
        self.signed = Some(Signed {
            text: texts.concat().into_bytes(),
            money: money(members),
        });
        if !approved {
            let event = self.judgement.event.as_ref().and_then(|hint| hint.known);
            let approved = rules
                .approved_for(event)
                .map(|set| set.fields.clone())
                .collect();
            let found = listed.to_vec();
            self.judgement
                .alarms
                .push(Alarm::FieldSetNotApproved { approved, found });
            return Verdict::FieldSetNotApproved;
        }
        let fields: Vec<(String, String)> =
            listed.iter().cloned().zip(texts.iter().cloned()).collect();
        let event_field = self
            .judgement
            .event
            .as_ref()
            .map(|hint| hint.field.as_str());
        if !reads_one_way(&fields, event_field) {
            let fault = "ambiguous: nothing separates the values, and other values join to the \
                         same text";
            return self.ends(StepName::UniqueReading, fault, Verdict::Ambiguous);
        }
        self.steps
            .passed(StepName::UniqueReading, "one reading only");
        self.subject(&fields, members)
    }

    fn subject(&mut self, fields: &[(String, String)], members: &[Member]) -> Verdict {
        let text_of = |wanted: &str| {
            fields
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, text)| text.clone())
        };
        let status_is_text = members
            .iter()
            .any(|member| member.name == STATUS_FIELD && matches!(member.value, Value::Text(_)));
        let id = text_of(IDENTITY_FIELD).and_then(|text| PartnerNumber::parse(&text).ok());
        let word = text_of(STATUS_FIELD).filter(|_| status_is_text);
        if let (Some(id), Some(word)) = (id, word) {
            let (about, detail) = resolve(id, &word, self.judgement.event.as_ref());
            match about {
                Resolution::Resolved { .. } => self.steps.passed(StepName::Subject, detail),
                Resolution::Unresolved { .. } | Resolution::None => {
                    self.steps.noted(StepName::Subject, detail);
                }
            }
            self.judgement.about = about;
            self.judgement.id = Some(id);
            self.judgement.status = Some(word);
            self.steps.noted(StepName::Seen, "not yet looked up");
            return Verdict::Verified;
        }
        let fault = "the status is no word";
        self.ends(StepName::Types, fault, Verdict::RefusedTypes)
    }
}

fn told_text(texts: &[String]) -> String {
    let quoted: Vec<String> = texts
        .iter()
        .map(|text| format!("{:?}", shortened(text)))
        .collect();
    quoted.join(" + ")
}

fn is_secret_alone(security: &SecurityHeaders, keys: &Keys) -> bool {
    let alone = each_key(keys).fold(Choice::from(0), |found, (_, secret)| {
        found | secret.hash_after(&[]).ct_eq(&security.hash)
    });
    alone.into()
}

fn each_key(keys: &Keys) -> impl Iterator<Item = (WhichKey, &WebhookSecret)> {
    let current = keys
        .current
        .iter()
        .map(|secret| (WhichKey::Current, secret));
    current.chain(
        keys.previous
            .iter()
            .map(|secret| (WhichKey::Previous, secret)),
    )
}

struct Match<'a> {
    which: WhichKey,
    secret: &'a WebhookSecret,
    rule: TextRule,
    texts: &'a [String],
}

/// Compares with every secret by every rule, always all of them (W11). The first match counts.
fn matched<'a>(
    hash: &[u8; 32],
    texts: &'a [(TextRule, Vec<String>)],
    keys: &'a Keys,
) -> Option<Match<'a>> {
    let mut found = None;
    for (which, secret) in each_key(keys) {
        for (rule, texts) in texts {
            let equal: bool = secret
                .hash_after(texts.concat().as_bytes())
                .ct_eq(hash)
                .into();
            if equal && found.is_none() {
                found = Some(Match {
                    which,
                    secret,
                    rule: *rule,
                    texts,
                });
            }
        }
    }
    found
}

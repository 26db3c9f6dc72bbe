//! Legal agreements: their versions, who accepted which, and their texts to be read.
//!
//! That there are such agreements, and that they are accepted for a merchant, is documented; the
//! shape of the list, the versions and what an acceptance holds are assumed.

use super::{
    asked::Asked,
    merchants,
    object::{Accepted, set_number, set_raw, set_time},
    refusal::Refusal,
    world::{Done, World, list as list_of},
};
use domain::{Millis, PartnerNumber};
use partner_api::{Field, Fields, list_envelope::read_list};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The agreements by their numbers.
#[derive(Debug, Serialize, Deserialize)]
pub struct Agreements {
    /// Each as it is now.
    pub all: BTreeMap<u64, Agreement>,
}

/// An agreement as it is now.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What it is called.
    pub title: String,
    /// Its version, as a word.
    pub version: String,
    /// What stands in it.
    pub text: String,
}

impl Default for Agreements {
    fn default() -> Self {
        let all = [("Terms of service", TERMS), ("Privacy policy", PRIVACY)];
        let all = all.into_iter().zip(1..).map(|((title, text), number)| {
            let agreement = Agreement {
                title: title.to_owned(),
                version: "1.0".to_owned(),
                text: text.to_owned(),
            };
            (number, agreement)
        });
        Self { all: all.collect() }
    }
}

const TERMS: &str = "These terms belong to a simulator. They bind nobody.

1. The merchant confirms that what was said of it is complete and true.
2. The merchant tells the partner when it changes.
3. The partner may ask for more before it lets money move.
";
const PRIVACY: &str = "This policy belongs to a simulator. What is typed stays on this machine.

1. Data of the merchant are kept for as long as the law asks for.
2. They are given to those alone who have to check them.
";

impl Agreement {
    /// The text under its address, for a browser.
    pub fn page(&self) -> String {
        let Self {
            title,
            version,
            text,
        } = self;
        format!("{title}\nVersion {version}\n\n{text}")
    }
}

/// The agreements of a merchant, each with the version that was accepted for it.
pub fn of_merchant(world: &World, asked: &Asked) -> Result<Done, Refusal> {
    let number = asked.query_number("businessId")?;
    let number = number.ok_or_else(|| Refusal::field("businessId"))?;
    let object = merchants::found(world, number)?;
    let all = world.agreements.all.iter().map(|(id, agreement)| {
        let mut fields = Fields::new();
        set_number(&mut fields, "id", *id);
        fields.set_text("title", &agreement.title);
        fields.set_text("version", &agreement.version);
        let url = format!("{}/agreements/{id}/{}", world.origin, agreement.version);
        fields.set_text("url", &url);
        fields.set_text("text", &agreement.text);
        if let Some(accepted) = object.accepted.get(id) {
            fields.set_text("acceptedVersion", &accepted.version);
            set_time(&mut fields, "acceptedDate", accepted.at);
        } else {
            set_raw(&mut fields, "acceptedVersion", "null");
            set_raw(&mut fields, "acceptedDate", "null");
        }
        fields
    });
    let all: Vec<Fields> = all.collect();
    Ok(Done::silent(list_of(all.iter(), all.len())))
}

/// Accepts the agreements that are named, each in its version of now; where none is named, all.
pub fn accept(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let number = asked.id("businessId")?;
    merchants::found(world, number)?;
    let named = named(&asked.body)?;
    let now_there = &world.agreements.all;
    let taken: BTreeMap<u64, Accepted> = match named {
        None => {
            let all = now_there.iter().map(|(id, agreement)| {
                let version = agreement.version.clone();
                (*id, Accepted { version, at: now })
            });
            all.collect()
        }
        Some(named) => {
            let mut taken = BTreeMap::new();
            for (id, version) in named {
                let agreement = now_there.get(&id);
                let agreement = agreement.ok_or_else(|| Refusal::nobody("agreement", id))?;
                if version
                    .as_ref()
                    .is_some_and(|one| *one != agreement.version)
                {
                    let current = &agreement.version;
                    let message = format!("agreement {id} is at version {current}");
                    return Err(Refusal::state("AGREEMENT_VERSION_CHANGED", message));
                }
                let version = agreement.version.clone();
                taken.insert(id, Accepted { version, at: now });
            }
            taken
        }
    };
    let object = merchants::found_mut(world, number)?;
    object.accepted.extend(taken);
    set_time(&mut object.fields, "legalAgreementsAcceptedDate", now);
    set_time(&mut object.fields, "lastUpdateTime", now);
    let mut answer = Fields::new();
    set_number(&mut answer, "businessId", number);
    set_time(&mut answer, "acceptedDate", now);
    world.touch();
    Ok(Done::silent(answer.to_json()))
}

/// An agreement as an acceptance names it: its number, and its version if that is told.
type Named = (u64, Option<String>);

/// The agreements that an acceptance names, each with its version if it tells one; none if it
/// names none.
fn named(body: &Fields) -> Result<Option<Vec<Named>>, Refusal> {
    const NAME: &str = "legalAgreements";
    let raw = match body.raw(NAME) {
        Field::Absent | Field::Null => return Ok(None),
        Field::Read(raw) => raw,
        _ => return Err(Refusal::field(NAME)),
    };
    let list = read_list(raw.as_bytes()).map_err(|_| Refusal::field(NAME))?;
    let named = list.items.iter().map(|item| {
        let wrong = || Refusal::field(NAME);
        let fields = Fields::parse(item.get().as_bytes()).map_err(|_| wrong())?;
        let id = fields.id("id").into_read().map(PartnerNumber::get);
        let version = fields.text("version").into_read();
        Ok((id.ok_or_else(wrong)?, version))
    });
    named.collect::<Result<Vec<_>, _>>().map(Some)
}

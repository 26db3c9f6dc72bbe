//! Merchants that may be the same as one that is to be made, among all that the catalog knows.

use catalog::{Ask, Catalog, CatalogError, Known, LIST_MAX, Object, Sort};
use details::duplicates::{PossibleDuplicate, Traits, possible_duplicates};
use domain::{Clock, MerchantId, SubjectKind};
use std::{collections::BTreeMap, time::Duration};
use tokio::sync::Mutex;

/// How long the traits that were made of all merchants hold, while the catalog goes on. The newest
/// page is looked at anew each time.
const HELD_FOR: Duration = Duration::from_secs(30);

/// The traits of every merchant, made once for many questions.
#[derive(Default)]
pub struct Lookalikes {
    held: Mutex<Option<Held>>,
}

struct Held {
    since: Duration,
    followed: u64,
    all: BTreeMap<MerchantId, Traits>,
}

/// What was found.
pub struct Found {
    /// Those that may be the same.
    pub possible: Vec<PossibleDuplicate>,
    /// Among how many.
    pub looked_through: usize,
}

fn ask(sort: Sort, after: Option<String>) -> Ask {
    Ask {
        kind: SubjectKind::Merchant,
        search: String::new(),
        statuses: Vec::new(),
        owner: None,
        currency: None,
        sort,
        descending: sort == Sort::Created,
        after,
        limit: LIST_MAX,
    }
}

fn take(all: &mut BTreeMap<MerchantId, Traits>, rows: Vec<Object>) {
    for row in rows {
        let Known::Merchant(known) = row.known else {
            continue;
        };
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let (name, country) = (text(&known.legal_name), text(&known.country));
        let traits = Traits::new(&name, &country, &text(&known.local_reg_number));
        all.insert(row.number.into(), traits);
    }
}

async fn all(catalog: &Catalog) -> Result<BTreeMap<MerchantId, Traits>, CatalogError> {
    let mut all = BTreeMap::new();
    let mut after = None;
    loop {
        let page = catalog.list(&ask(Sort::Name, after)).await?;
        take(&mut all, page.rows);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

impl Lookalikes {
    /// The known merchants that may be the same as this one.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn find(
        &self,
        catalog: &Catalog,
        clock: &dyn Clock,
        new: &Traits,
    ) -> Result<Found, CatalogError> {
        let mut held = self.held.lock().await;
        let now = clock.monotonic();
        let followed = catalog.state().borrow().followed;
        let mut known = match held.take() {
            Some(known) if known.followed == followed => known,
            Some(mut known) if now.saturating_sub(known.since) < HELD_FOR => {
                let newest = catalog.list(&ask(Sort::Created, None)).await?;
                take(&mut known.all, newest.rows);
                known
            }
            _ => Held {
                since: now,
                followed,
                all: all(catalog).await?,
            },
        };
        let merchants = known
            .all
            .iter()
            .map(|(merchant, traits)| (*merchant, traits));
        let possible = possible_duplicates(new, merchants);
        let looked_through = known.all.len();
        // What was looked at anew is the newest page alone, so it still is as old as it was.
        known.followed = known.followed.min(followed);
        *held = Some(known);
        Ok(Found {
            possible,
            looked_through,
        })
    }
}

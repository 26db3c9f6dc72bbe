//! What happened in the runs of a campaign, so that it is seen that it was not idle.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
};

/// How often what happened, by its words. Clones count together.
#[derive(Clone, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<String, u64>>>);

impl Tally {
    pub fn count(&self, what: impl Into<String>) {
        self.add(what, 1);
    }

    pub fn add(&self, what: impl Into<String>, times: u64) {
        *self.0.lock().unwrap().entry(what.into()).or_default() += times;
    }

    /// Counts what became of a press or of another wish, by the first word of its name.
    pub fn result<T, E: fmt::Debug>(&self, what: &str, result: &Result<T, E>) {
        let word = match result {
            Ok(_) => "went through".to_owned(),
            Err(error) => {
                let name = format!("{error:?}");
                let name = name.trim_start_matches("Stopped(");
                let end = name.find(|one: char| !one.is_alphanumeric());
                format!("stopped: {}", name.split_at(end.unwrap_or(name.len())).0)
            }
        };
        self.count(format!("{what}, {word}"));
    }

    /// How often what begins so happened.
    pub fn of(&self, begins: &str) -> u64 {
        let all = self.0.lock().unwrap();
        let own = all.iter().filter(|(what, _)| what.starts_with(begins));
        own.map(|(_, times)| times).sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, times) in &*self.0.lock().unwrap() {
            writeln!(out, "{times:>9}  {what}")?;
        }
        Ok(())
    }
}

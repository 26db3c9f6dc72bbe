//! The steps of one verification while it goes on.

use crate::{Outcome, Step, StepName};

/// Every step, in order; not reached until it is told otherwise.
#[derive(Debug)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// No step was reached.
    pub fn none_reached() -> Self {
        let step = |name| Step {
            name,
            outcome: Outcome::NotReached,
            detail: "not reached".to_owned(),
        };
        Self(StepName::ALL.map(step).into())
    }

    /// The step held.
    pub fn passed(&mut self, name: StepName, detail: impl Into<String>) {
        self.tell(name, Outcome::Passed, detail.into());
    }

    /// The step did not hold.
    pub fn failed(&mut self, name: StepName, detail: impl Into<String>) {
        self.tell(name, Outcome::Failed, detail.into());
    }

    /// The step decides nothing.
    pub fn noted(&mut self, name: StepName, detail: impl Into<String>) {
        self.tell(name, Outcome::Noted, detail.into());
    }

    fn tell(&mut self, name: StepName, outcome: Outcome, detail: String) {
        if let Some(step) = self.0.iter_mut().find(|step| step.name == name) {
            step.outcome = outcome;
            step.detail = detail;
        }
    }

    /// The steps as they stand now.
    pub fn told(self) -> Vec<Step> {
        self.0
    }
}

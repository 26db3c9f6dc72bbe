//! Decisions of people at an open profile, and what follows from them.

use crate::{app::App, open_profile::OpenProfile};
use domain::{Millis, TestWindow, record::FieldSetChoice};
use engine::{DeedError, Doer, EngineError, FieldSets, test_window};
use ledger::{Reader, Writer};
use receiver::{Anew, Rejudge, RejudgeError, Which};
use std::{sync::Arc, time::Duration};
use webhooks::{FieldSet, Rules};

/// How long a delivery that was judged by the rules before a decision may take to be stored.
const ON_ITS_WAY: Duration = Duration::from_millis(100);

/// Why a decision, or what follows from it, was not done.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// It was not decided.
    #[error(transparent)]
    Deed(#[from] DeedError),
    /// The profile is open for reading alone.
    #[error("the profile is open for reading alone")]
    ReadOnly,
    /// It was decided, and stands in the ledger.
    #[error(
        "the decision stands and counts from now on, but not all that it held back was judged \
         anew: {0}. The rest is judged when the profile is opened again"
    )]
    NotAllJudged(#[source] RejudgeError),
}

/// What was decided before, as the ledger holds it.
pub struct Decided {
    /// The rules by which deliveries are judged.
    pub rules: Arc<Rules>,
    /// The span in which tests are expected.
    pub test_window: Option<TestWindow>,
}

impl Decided {
    /// Reads it.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn read(reader: &Reader, now: Millis) -> Result<Self, EngineError> {
        Ok(Self {
            rules: Arc::new(FieldSets::read(reader).await?.rules()),
            test_window: test_window::read(reader, now).await?,
        })
    }
}

/// Who does it, and when.
pub fn doer(app: &App) -> Doer {
    Doer {
        by: app.operator(),
        now: app.clock.now(),
    }
}

impl OpenProfile {
    /// The writer of its ledger, for what people do.
    ///
    /// # Errors
    /// [`DecisionError::ReadOnly`].
    pub fn deeds(&self) -> Result<&Writer, DecisionError> {
        self.writer().ok_or(DecisionError::ReadOnly)
    }

    /// Reads the rules that the ledger holds, and puts them in force.
    async fn put_rules_in_force(&self) -> Result<Arc<Rules>, DecisionError> {
        let in_force = self.rules().ok_or(DecisionError::ReadOnly)?;
        // Held throughout, so that an older reading is never the last.
        let _alone = self.deciding.lock().await;
        let sets = FieldSets::read(&self.reader).await;
        let rules = Arc::new(sets.map_err(DeedError::from)?.rules());
        in_force.send_replace(Arc::clone(&rules));
        Ok(rules)
    }

    /// Approves or rejects the list of fields that a card is about. After an approval what the
    /// list held back is judged anew.
    ///
    /// # Errors
    /// [`DecisionError`].
    pub async fn decide(
        &self,
        card: &str,
        choice: FieldSetChoice,
        note: &str,
        doer: Doer,
    ) -> Result<Anew, DecisionError> {
        let rejudge = self.rejudge().ok_or(DecisionError::ReadOnly)?;
        let cards = &self.cards;
        cards
            .decide(self.deeds()?, card, choice, note, doer)
            .await?;
        let rules = self.put_rules_in_force().await?;
        if choice != FieldSetChoice::Approve {
            return Ok(Anew::default());
        }
        let mut anew = self.judge_held_back(rejudge, &rules).await?;
        tokio::time::sleep(ON_ITS_WAY).await;
        let waits = cards.holds_back_what_is_approved(&rules).await;
        if waits.map_err(DeedError::from)? {
            let late = self.judge_held_back(rejudge, &rules).await?;
            anew.judged = anew.judged.saturating_add(late.judged);
            anew.verified = anew.verified.saturating_add(late.verified);
        }
        cards.catch_up().await.map_err(DeedError::from)?;
        Ok(anew)
    }

    async fn judge_held_back(
        &self,
        rejudge: &Rejudge,
        rules: &Rules,
    ) -> Result<Anew, DecisionError> {
        let keys = self.secrets().ok_or(DecisionError::ReadOnly)?.keys();
        let keys = Arc::clone(&keys.borrow());
        let judged = rejudge.run(Which::HeldBack, &keys, rules).await;
        judged.map_err(DecisionError::NotAllJudged)
    }

    /// Withdraws an approval.
    ///
    /// # Errors
    /// [`DecisionError`].
    pub async fn withdraw(&self, set: FieldSet, doer: Doer) -> Result<(), DecisionError> {
        self.cards.withdraw(self.deeds()?, set, doer).await?;
        self.put_rules_in_force().await?;
        Ok(())
    }

    /// Expects tests for so many minutes from now on; 0 ends it.
    ///
    /// # Errors
    /// [`DecisionError`]; it is as it was then.
    pub async fn expect_test(&self, minutes: u16, doer: Doer) -> Result<(), DecisionError> {
        let in_force = self.test_window().ok_or(DecisionError::ReadOnly)?;
        let _alone = self.deciding.lock().await;
        let window = test_window::expect(self.deeds()?, minutes, doer).await?;
        in_force.send_replace(window);
        Ok(())
    }
}

//! The people of a run, and the troubles that a partner makes.

use super::{super::partner::Loss, Life, Partner, Tally};
use crate::approvals::{doer, enrol_three, flows, id, limited, person, press};
use domain::{ActionId, Demand, Policy, TransactionAction, TransactionKind, policy::Staffing};
use engine::{
    Wish,
    approvals::{DepositReport, Drawer, Evidence, Press},
    intents::{Decision, Told},
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// After so many steps nothing goes wrong any more, so that the flow comes to its end.
const TROUBLED_STEPS: u32 = 25;
/// A flow that takes more steps hangs.
const STEPS_MAX: u32 = 2_000;
const NAMES: [&str; 2] = ["Ada", "Bisi"];

/// What a drawer showed.
pub struct Shown {
    pub what: &'static str,
    pub transaction: u64,
    /// Amount, account number, merchant's name.
    pub facts: [String; 3],
    pub hash: String,
}

/// What outlives the program.
pub struct Memory {
    pub policy: Policy,
    /// What was shown under which id.
    pub shown: BTreeMap<ActionId, Shown>,
    /// What was pressed, to be pressed again.
    pub pressed: Vec<(ActionId, Press, &'static str)>,
    /// Whether facts stay as they are.
    pub calm: Arc<AtomicBool>,
    pub tally: Tally,
    steps: u32,
    next: u32,
}

impl Memory {
    pub fn new(rng: &mut fastrand::Rng, tally: Tally) -> Self {
        let policy = match rng.u8(0..3) {
            0 => Policy::for_one(),
            1 => Policy::for_two(),
            _ => limited(Policy::for_two(), "900000", "9000000"),
        };
        Self {
            policy,
            shown: BTreeMap::new(),
            pressed: Vec::new(),
            calm: Arc::new(AtomicBool::new(true)),
            tally,
            steps: 0,
            next: 0,
        }
    }

    fn mint(&mut self, seed: u64) -> ActionId {
        self.next += 1;
        let (seed, next) = (seed & 0xffff_ffff, self.next);
        ActionId::parse(&format!("{seed:08x}-0000-4000-8000-{next:012x}")).unwrap()
    }
}

/// Lets the facts of an object change just before it is read, now and then.
pub fn trouble(partner: &Partner, memory: &Memory, mut rng: fastrand::Rng) {
    let (calm, tally) = (Arc::clone(&memory.calm), memory.tally.clone());
    partner.world().on_read = Some(Box::new(move |world, place, id| {
        if calm.load(Ordering::Relaxed) || rng.u8(0..12) != 0 {
            return;
        }
        let number = rng.u32(100_000..999_999);
        tally.count(format!("fault: {place} changes before it is read"));
        match place {
            "business" => {
                let one = world.merchants.get_mut(&id).unwrap();
                one.set_text("legalName", &format!("Adaeze {number} Ltd"));
            }
            "businessExternalAccount" => {
                let one = world.accounts.get_mut(&id).unwrap();
                one.set_text("accountNumber", &format!("0012{number}"));
            }
            _ => {
                if let Some(one) = world.transactions.get_mut(&id)
                    && one.text("quoteApprovedDate").into_read().is_none()
                    && one.raw("quoteApprovedDate").read().is_none()
                {
                    one.set_text("fromAmount", &format!("{number}.00"));
                }
            }
        }
    }));
}

pub struct Person<'a> {
    pub life: &'a Life,
    pub partner: &'a Partner,
    pub memory: &'a mut Memory,
    pub rng: &'a mut fastrand::Rng,
    pub seed: u64,
}

fn stage(partner: &Partner, transaction: u64) -> String {
    let status = partner.text(transaction, "clientStatus");
    status.split_once('_').unwrap().1.to_owned()
}

impl Person<'_> {
    /// Goes on until the flow has come to its end and nothing is open.
    pub async fn finish(&mut self) {
        let seed = self.seed;
        if self
            .life
            .approvals
            .policies()
            .await
            .unwrap()
            .in_force
            .is_none()
        {
            let policy = self.memory.policy.clone();
            let approvals = &self.life.approvals;
            if policy.staffing == Staffing::TwoOrMore
                && approvals.rules().await.unwrap().operators.is_empty()
            {
                enrol_three(approvals).await;
            }
            approvals
                .change_policy(policy, "", person("Ada"))
                .await
                .unwrap();
        }
        self.life.approvals.verify().await.unwrap();
        tokio::time::sleep(Duration::from_millis(3)).await;
        while !self.step().await {
            self.memory.steps += 1;
            let steps = self.memory.steps;
            assert!(steps < STEPS_MAX, "seed {seed}: it comes to no end");
        }
    }

    fn is_troubled(&self) -> bool {
        self.memory.steps < TROUBLED_STEPS
    }

    fn roll(&mut self, of: u8) -> bool {
        self.is_troubled() && self.rng.u8(0..of) == 0
    }

    /// One step; true if all is done.
    async fn step(&mut self) -> bool {
        let calm = !self.is_troubled() || self.rng.bool();
        self.memory.calm.store(calm, Ordering::Relaxed);
        let is_hidden = self.roll(10);
        let loss = if self.roll(3) {
            let all = [Loss::Refuse, Loss::Before, Loss::After, Loss::Garbled];
            all[self.rng.usize(0..all.len())]
        } else {
            Loss::Nothing
        };
        let locks = self.roll(10).then(|| "777777.00".to_owned());
        {
            let mut world = self.partner.world();
            world.is_hidden = is_hidden;
            world.loss = loss;
            world.locks = locks;
        }
        if self.roll(4) && !self.memory.pressed.is_empty() {
            let at = self.rng.usize(0..self.memory.pressed.len());
            let (id, press, name) = self.memory.pressed[at].clone();
            let again = self.life.approvals.press(&id, press, person(name)).await;
            self.memory.tally.result("an earlier press again", &again);
        }
        let open = self.life.intents.unsettled().await.unwrap();
        if !open.is_empty() {
            for told in open {
                self.decide(told).await;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
            return false;
        }
        let transaction = self
            .partner
            .world()
            .transactions
            .keys()
            .next_back()
            .copied();
        let Some(transaction) = transaction else {
            self.create().await;
            return false;
        };
        match stage(self.partner, transaction).as_str() {
            "AWAITING_QUOTE_APPROVAL" | "AWAITING_DEPOSIT" if self.roll(16) => {
                self.cancel(transaction).await;
                false
            }
            "AWAITING_QUOTE_APPROVAL" | "AWAITING_DEPOSIT" => {
                self.approve(transaction).await;
                false
            }
            "IN_PROGRESS" => {
                self.partner.world().enter(transaction, "COMPLETED");
                false
            }
            _ => true,
        }
    }

    async fn create(&mut self) {
        // A collection's account is the source's own.
        let kinds = [
            (TransactionKind::Payout, 5),
            (TransactionKind::EndToEnd, 5),
            (TransactionKind::Collection, 6),
        ];
        let (kind, account) = kinds[self.rng.usize(0..kinds.len())];
        let mut new = flows::new(kind, account, "100.00");
        new.again = true;
        let id = self.memory.mint(self.seed);
        let wish = || Wish::CreateTransaction(Box::new(new.clone()));
        let by = || Some("Ada".to_owned());
        let intents = &self.life.intents;
        if self.rng.bool() {
            let (one, two) = tokio::join!(
                intents.start(&id, wish(), by()),
                intents.start(&id, wish(), by())
            );
            self.memory.tally.result("creation twice at once", &one);
            self.memory.tally.result("creation twice at once", &two);
        } else {
            let one = intents.start(&id, wish(), by()).await;
            self.memory.tally.result("creation", &one);
        }
    }

    /// A person looks at what reads can't tell.
    async fn decide(&mut self, told: Told) {
        let action = &told.followed.intent.facts.action;
        let own = told.followed.intent.facts.subject;
        let decision = match (own, told.verdict.candidates.first()) {
            (None, Some(found)) => Decision::Is(found.subject),
            (None, None) if told.verdict.may_be_denied => Decision::DidNotHappen,
            _ => return,
        };
        // Who is too early or too late is told so.
        let intents = &self.life.intents;
        let decided = intents.decide(action, decision, "", doer("Ada")).await;
        self.memory.tally.result("a person's word", &decided);
    }

    /// Keeps in mind what is shown.
    fn note(&mut self, transaction: u64, drawer: &Drawer) -> Option<()> {
        let facts = &drawer.facts;
        let what = match drawer.action {
            TransactionAction::ApproveQuote => "quote",
            TransactionAction::ApproveDeposit => "deposit",
            TransactionAction::Cancel => "cancel",
        };
        let facts = [
            facts.transaction.from_amount().into_read()?.to_string(),
            facts.account.account_number().into_read()?,
            facts.merchant.legal_name().into_read()?,
        ];
        let hash = drawer.shown.hash.clone();
        let shown = Shown {
            what,
            transaction,
            facts,
            hash,
        };
        self.memory.shown.insert(drawer.id.clone(), shown);
        Some(())
    }

    async fn open(&mut self, transaction: u64, name: &'static str) -> Option<(Drawer, Press)> {
        let opened = self
            .life
            .approvals
            .open(id(transaction), None, person(name));
        let opened = opened.await;
        self.memory.tally.result("drawer", &opened);
        let drawer = opened.ok()?;
        let mut press = press(&drawer);
        if drawer.action == TransactionAction::ApproveDeposit {
            press.deposit = Some(report(&drawer));
        }
        self.note(transaction, &drawer)?;
        self.memory
            .pressed
            .push((drawer.id.clone(), press.clone(), name));
        Some((drawer, press))
    }

    async fn cancel(&mut self, transaction: u64) {
        let by = || Some(NAMES[0].to_owned());
        let what = Some(TransactionAction::Cancel);
        let opened = self.life.approvals.open(id(transaction), what, by());
        let Ok(drawer) = opened.await else {
            return;
        };
        if self.note(transaction, &drawer).is_none() {
            return;
        }
        let wish = Press {
            typed: String::new(),
            reason: "made twice".to_owned(),
            cancel_reason: Some("DUPLICATE".to_owned()),
            ..press(&drawer)
        };
        let pressed = (drawer.id.clone(), wish.clone(), NAMES[0]);
        self.memory.pressed.push(pressed);
        let ended = self.life.approvals.press(&drawer.id, wish, by()).await;
        self.memory.tally.result("cancel", &ended);
    }

    async fn approve(&mut self, transaction: u64) {
        let Some((first, wish)) = self.open(transaction, NAMES[0]).await else {
            return;
        };
        if self.roll(8) {
            let number = self.rng.u32(1000..9999);
            let value = format!("\"0012345{number}\"");
            let tally = &self.memory.tally;
            tally.count("fault: the account changes between drawer and press");
            self.partner.set_account(5, "accountNumber", &value);
        }
        let approvals = &self.life.approvals;
        let by = person;
        if matches!(first.demand, Demand::SecondPerson(_)) {
            let word = approvals.confirm(&first.id, wish, by(NAMES[0])).await;
            self.memory.tally.result("first person's word", &word);
            let Some((second, wish)) = self.open(transaction, NAMES[1]).await else {
                return;
            };
            let approvals = &self.life.approvals;
            let pressed = approvals.press(&second.id, wish, by(NAMES[1])).await;
            self.memory.tally.result("second person's press", &pressed);
            return;
        }
        match self.rng.u8(0..3) {
            0 => {
                let (one, two) = tokio::join!(
                    approvals.press(&first.id, wish.clone(), by(NAMES[0])),
                    approvals.press(&first.id, wish, by(NAMES[0]))
                );
                let tally = &self.memory.tally;
                tally.result("one press delivered twice", &one);
                tally.result("one press delivered twice", &two);
            }
            1 => {
                // What one of them reads would change what the other has just read.
                self.memory.calm.store(true, Ordering::Relaxed);
                let Some((other, its)) = self.open(transaction, NAMES[1]).await else {
                    return;
                };
                let approvals = &self.life.approvals;
                let (one, two) = tokio::join!(
                    approvals.press(&first.id, wish, by(NAMES[0])),
                    approvals.press(&other.id, its, by(NAMES[1]))
                );
                let tally = &self.memory.tally;
                tally.result("two people at once", &one);
                tally.result("two people at once", &two);
            }
            _ => {
                let one = approvals.press(&first.id, wish, by(NAMES[0])).await;
                self.memory.tally.result("one press", &one);
            }
        }
    }
}

fn report(drawer: &Drawer) -> DepositReport {
    let transaction = &drawer.facts.transaction;
    DepositReport {
        amount: transaction.from_amount().into_read().unwrap(),
        currency: transaction.from_currency().into_read().unwrap(),
        network: None,
        reference: transaction.deposit_reference().into_read(),
        evidence: Evidence {
            url: Some("https://files.example/proof.pdf".to_owned()),
            file_sha256: None,
            transaction_hash: None,
        },
    }
}

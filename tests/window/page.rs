//! What stands on the page, by role and by mark, and pressing what can be pressed.

use crate::{
    console::Console,
    until::{in_time, until},
};
use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction},
    elements::Element,
};
use serde::Deserialize;

/// The first screen's door into the simulator.
pub const BUTTON_SIMULATOR: &str = "[data-testid=try-simulator]";
/// The verdict on a delivery's page.
pub const VERDICT: &str = "[data-testid=verdict]";

/// About a second: a page that is busy may take so long to show where the cursor is.
const PRESS_AGAIN_AFTER_LOOKS: u32 = 25;

/// So many keys are typed before the next ones are.
const TYPED_AT_ONCE: usize = 12;

const ROWS: &str =
    "return [...document.querySelectorAll('[role=row][data-sequence]')].map(row => ({
    sequence: Number(row.dataset.sequence), mark: row.dataset.mark, verdict: row.dataset.verdict,
    subject: row.dataset.subject, isChosen: row.getAttribute('aria-selected') === 'true',
    uuid: row.querySelector('code[title]')?.title ?? '', text: row.innerText,
    links: row.querySelectorAll('[data-testid=subject-link]').length,
    isAlarm: row.querySelector('[aria-label=\"a person must look\"]') !== null }));";
const STEPS: &str = "return [...document.querySelectorAll('[data-testid=steps] [data-step]')].map(
    step => ({ name: step.dataset.step, outcome: step.dataset.outcome, text: step.innerText }));";

/// A row of a timeline or of the list of deliveries.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its entry's number in the ledger.
    pub sequence: u64,
    /// Its assurance: `hash_matches`, `refused`, …
    pub mark: String,
    /// The verdict's code.
    pub verdict: String,
    /// Its first subject, `transaction:7`; empty if it has none.
    pub subject: String,
    /// Whether the cursor is on it.
    pub is_chosen: bool,
    /// The request's UUID, in the list of deliveries.
    pub uuid: String,
    /// What is to be read on it.
    pub text: String,
    /// How many subjects can be pressed.
    pub links: u32,
    /// Whether it says that a person must look.
    pub is_alarm: bool,
}

impl Row {
    /// Whether it is a delivery whose hash matches, whatever a read said of it since.
    pub fn is_vouched_for(&self) -> bool {
        let marks = ["hash_matches", "confirmed", "contradicted"];
        !self.is_read() && marks.contains(&self.mark.as_str())
    }

    /// Whether it is no delivery: a read from the API.
    pub fn is_read(&self) -> bool {
        self.verdict.is_empty()
    }
}

/// A step of a verification.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// `passed`, `failed`, `noted` or `not_reached`.
    pub outcome: String,
    /// What is to be read on it.
    pub text: String,
}

impl Console {
    /// The rows that the grid holds now, as they stand.
    pub async fn rows(&self) -> Vec<Row> {
        let rows = self.client.execute(ROWS, Vec::new()).await.unwrap();
        serde_json::from_value(rows).unwrap()
    }

    /// The steps on a delivery's page.
    pub async fn steps(&self) -> Vec<Step> {
        let steps = self.client.execute(STEPS, Vec::new()).await.unwrap();
        serde_json::from_value(steps).unwrap()
    }

    /// The row that the cursor is on.
    pub async fn chosen(&self) -> Option<Row> {
        self.rows().await.into_iter().find(|row| row.is_chosen)
    }

    /// An element, as soon as it is there and shown.
    pub async fn find(&self, css: &str) -> Element {
        let look = async || {
            let found = self.client.find(Locator::Css(css)).await.ok()?;
            found.is_displayed().await.ok()?.then_some(found)
        };
        until(css, look).await
    }

    /// Waits for an element by its `XPath`.
    pub async fn see(&self, xpath: &str) {
        let look = async || {
            let found = self.client.find(Locator::XPath(xpath)).await.ok()?;
            found.is_displayed().await.ok()?.then_some(())
        };
        until(xpath, look).await;
    }

    /// Presses an element; one that moves away while the page changes is looked for again.
    pub async fn press(&self, css: &str) {
        let press = async || {
            let found = self.client.find(Locator::Css(css)).await.ok()?;
            found.click().await.ok()
        };
        until(css, press).await;
    }

    /// Presses a button by what it is called: by its words, or by its name where it has no words.
    pub async fn press_button(&self, name: &str) {
        let button = format!("//button[normalize-space(.)='{name}' or @aria-label='{name}']");
        // WebDriver scrolls as little as it can, and may leave a button under what floats there.
        let script = "arguments[0].scrollIntoView({ block: 'center' });";
        let press = async || {
            let found = self.client.find(Locator::XPath(&button)).await.ok()?;
            let element = serde_json::to_value(&found).unwrap();
            self.client.execute(script, vec![element]).await.ok()?;
            found.is_enabled().await.ok()?.then_some(())?;
            found.click().await.ok()
        };
        until(&format!("the button {name:?}"), press).await;
    }

    /// Presses a choice or a check by words on it.
    pub async fn press_label(&self, words: &str) {
        let label = format!("//label[contains(., '{words}')]");
        let press = async || {
            let found = self.client.find(Locator::XPath(&label)).await.ok()?;
            found.click().await.ok()
        };
        until(&format!("the choice {words:?}"), press).await;
    }

    /// Types into a field.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.press(css).await;
        self.find(css).await.send_keys(text).await.unwrap();
    }

    /// Waits until there is no such element any more.
    pub async fn gone(&self, css: &str) {
        let is_gone = async || {
            self.client
                .find(Locator::Css(css))
                .await
                .is_err()
                .then_some(())
        };
        until(&format!("{css} to go"), is_gone).await;
    }

    /// A button, as soon as it is there and shown.
    pub async fn find_button(&self, name: &str) -> Element {
        let button = format!("//button[normalize-space(.)='{name}' or @aria-label='{name}']");
        let look = async || {
            let found = self.client.find(Locator::XPath(&button)).await.ok()?;
            found.is_displayed().await.ok()?.then_some(found)
        };
        until(&format!("the button {name:?}"), look).await
    }

    /// Says who works here; without that nothing can be asked of the partner.
    pub async fn keep_operator(&self, name: &str) {
        self.open_settings("Operator").await;
        self.type_into("input[name=name]", name).await;
        self.press_button("Save the name").await;
        self.says("Saved.").await;
    }

    /// Opens a section of the settings.
    pub async fn open_settings(&self, section: &str) {
        self.go_to("Settings").await;
        let button = format!("//nav[@aria-label='Settings']//button[. = '{section}']");
        let press = async || {
            let found = self.client.find(Locator::XPath(&button)).await.ok()?;
            found.click().await.ok()
        };
        until(section, press).await;
        let is_open = async || (self.text("main h2").await == section).then_some(());
        until(&format!("the settings' section {section}"), is_open).await;
    }

    /// What is to be read on an element, once it holds a text.
    pub async fn text(&self, css: &str) -> String {
        // WebDriver's own text leaves out what an ellipsis could clip, though it is shown.
        let script = "return document.querySelector(arguments[0])?.innerText ?? '';";
        let read = async || {
            let text = self.client.execute(script, vec![css.into()]).await.unwrap();
            let text = text.as_str().unwrap().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        until(css, read).await
    }

    /// How many elements there are now. WebDriver's own search makes a handle of each, which fails
    /// for one that goes meanwhile.
    pub async fn count(&self, css: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length;";
        let found = self.client.execute(script, vec![css.into()]).await;
        found.unwrap().as_u64().unwrap()
    }

    /// Waits until the screen's heading is this.
    pub async fn heading(&self, wanted: &str) {
        let mut last = String::new();
        let look = async || {
            last = self.text("main h1").await;
            (last == wanted).then_some(())
        };
        until(&format!("the heading {wanted:?}"), look).await;
    }

    /// Goes to a place by its button at the left; the pointer is off every list then.
    pub async fn go_to(&self, place: &str) {
        let button = format!("//nav[@aria-label='Places']//button[contains(., '{place}')]");
        let press = async || {
            let found = self.client.find(Locator::XPath(&button)).await.ok()?;
            found.click().await.ok()
        };
        until(place, press).await;
        self.heading(place).await;
    }

    /// Types on the keyboard, wherever the focus is: letters, or the code points of
    /// [`fantoccini::key::Key`].
    pub async fn keys(&self, keys: impl IntoIterator<Item = char>) {
        let keys: Vec<char> = keys.into_iter().collect();
        // A busy page takes its time for each key, and all of a long text is waited for at once.
        for some in keys.chunks(TYPED_AT_ONCE) {
            let mut typed = KeyActions::new("keyboard".to_owned());
            for value in some.iter().copied() {
                typed = typed
                    .then(KeyAction::Down { value })
                    .then(KeyAction::Up { value });
            }
            let typing = self.client.perform_actions(typed);
            in_time("keys to be typed", typing).await.unwrap();
        }
    }

    /// Types a key while another one is held down.
    pub async fn chord(&self, held: &[char], key: char) {
        let mut typed = KeyActions::new("keyboard".to_owned());
        let keys = || held.iter().copied().chain([key]);
        for value in keys() {
            typed = typed.then(KeyAction::Down { value });
        }
        for value in keys().collect::<Vec<_>>().into_iter().rev() {
            typed = typed.then(KeyAction::Up { value });
        }
        let typing = self.client.perform_actions(typed);
        in_time("keys to be typed", typing).await.unwrap();
    }

    /// Moves the pointer off every list: a list under it stands still.
    pub async fn pointer_away(&self) {
        let moved = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
            duration: None,
            x: 1.0,
            y: 1.0,
        });
        let moving = self.client.perform_actions(moved);
        in_time("the pointer to move", moving).await.unwrap();
    }

    /// Puts the pointer on the list, which makes it stand still, and waits until it does.
    pub async fn hold_still(&self) {
        let held = "[data-following=held], [data-testid=newer]";
        let hold = async || {
            let grid = self.client.find(Locator::Css("[role=grid]")).await.ok()?;
            // Two places: a pointer that only rests there does not point.
            let onto = |y| PointerAction::MoveToElement {
                element: grid.clone(),
                duration: None,
                x: 0.0,
                y,
            };
            let moved = MouseActions::new("mouse".to_owned())
                .then(onto(0.0))
                .then(onto(6.0));
            self.client.perform_actions(moved).await.ok()?;
            self.client.find(Locator::Css(held)).await.ok()
        };
        until("the list to stand still", hold).await;
    }

    /// Puts the cursor on a row by a press on its time, which is no button.
    pub async fn press_row(&self, sequence: u64) {
        let css = format!("[role=row][data-sequence='{sequence}'] time");
        self.hold_still().await;
        let mut looks_since_press = PRESS_AGAIN_AFTER_LOOKS;
        let is_chosen = async || {
            let chosen = self.chosen().await;
            if chosen.as_ref().is_some_and(|row| row.sequence == sequence) {
                return Some(());
            }
            looks_since_press += 1;
            // A press on a row that is about to be chosen would let go of it again.
            if chosen.is_some() || looks_since_press > PRESS_AGAIN_AFTER_LOOKS {
                self.press(&css).await;
                looks_since_press = 0;
            }
            None
        };
        until("the cursor on the row", is_chosen).await;
    }

    /// Opens a delivery of the list by its row and the button beside it.
    pub async fn open_delivery(&self, sequence: u64) {
        self.press_row(sequence).await;
        self.press("[data-testid=open-delivery]").await;
        self.find("[data-testid=delivery]").await;
    }
}

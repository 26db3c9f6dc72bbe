//! The desk and the drawer of an approval, by the keyboard alone.

use crate::{
    console::Console,
    money::PRESSED_FOR,
    set_up::PROFILE,
    until::{in_time, until, until_seen},
};
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};

/// More rows than stand on a desk here.
const ROWS_MAX: usize = 40;
const STEP_AGAIN_AFTER_LOOKS: u32 = 8;

/// Where the cursor is among the rows of the desk, and where a row is.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Places {
    cursor: Option<usize>,
    wanted: Option<usize>,
    /// Whether the cursor's row has the focus.
    is_focused: bool,
}

impl Console {
    async fn places(&self, subject: &str) -> Places {
        const SCRIPT: &str = "const rows = [...document.querySelectorAll('[role=row][data-item]')];
            const place = is => { const at = rows.findIndex(is); return at < 0 ? null : at; };
            const focused = document.activeElement?.closest('[role=row]');
            return { cursor: place(row => row.getAttribute('aria-selected') === 'true'),
                isFocused: focused?.getAttribute('aria-selected') === 'true',
                wanted: place(row => row.dataset.subject === arguments[0]) };";
        let found = self.client.execute(SCRIPT, vec![subject.into()]).await;
        serde_json::from_value(found.unwrap()).unwrap()
    }

    /// Goes to the desk and waits until it has read the API's lists.
    pub async fn read_desk(&self) {
        self.go_by_keys("gq", "Desk").await;
        self.says("Lists read").await;
    }

    /// Puts the cursor on the row of a transaction.
    pub async fn to_row(&self, number: u64) {
        let subject = format!("transaction:{number}");
        let is_listed = async || {
            let places = self.places(&subject).await;
            if places.wanted.is_none() {
                // A list that stands still shows what is new when it is told to.
                self.keys(['n']).await;
            }
            places.wanted.map(drop)
        };
        until(&format!("{subject} on the desk"), is_listed).await;
        for _ in 0..ROWS_MAX {
            let before = self.places(&subject).await;
            if before.wanted.is_some() && before.cursor == before.wanted && before.is_focused {
                return;
            }
            let is_above = before.cursor > before.wanted;
            let step = if is_above { 'k' } else { 'j' };
            self.keys([step]).await;
            let mut looks = 0;
            let has_moved = async || {
                let now = self.places(&subject).await;
                looks += 1;
                // The first key may only bring the focus into the list.
                if now == before && looks % STEP_AGAIN_AFTER_LOOKS == 0 {
                    self.keys([step]).await;
                }
                (now != before)
                    .then_some(())
                    .ok_or_else(|| format!("{now:?}"))
            };
            until_seen("the cursor to move", has_moved).await;
        }
        panic!("the cursor does not come to {subject}");
    }

    /// Waits until the desk has this row for a transaction.
    pub async fn waits_for(&self, number: u64, kind: &str) {
        let row = format!("[role=row][data-kind={kind}][data-subject='transaction:{number}']");
        let is_there = async || {
            if self.count(&row).await > 0 {
                return Some(());
            }
            self.keys(['n']).await;
            None
        };
        until(&row, is_there).await;
    }

    /// Opens the drawer of what a transaction waits for.
    pub async fn open_approval(&self, number: u64) {
        self.to_row(number).await;
        self.keys([Key::Enter.into()]).await;
        self.approval_is_read().await;
    }

    /// Waits until the drawer shows what was read.
    pub async fn approval_is_read(&self) {
        self.find("[data-testid=approval] [data-testid=approval-press]")
            .await;
    }

    /// Types what is asked for, and presses the one button.
    pub async fn type_and_press(&self, typed: &str) {
        self.type_and_enter(typed, "Approve ").await;
    }

    /// The same where the button begins otherwise.
    pub async fn type_and_enter(&self, typed: &str, button: &str) {
        self.tab_to("Type ").await;
        self.keys(typed.chars()).await;
        self.enter(button).await;
    }

    /// Waits until the press came to this state, and the drawer says so.
    pub async fn outcome(&self, state: &str) {
        let css = "[data-testid=approval-outcome]";
        let script = "return [document.querySelector(arguments[0])?.dataset.state ?? '',
            document.querySelector('[data-testid=approval]')?.innerText ?? 'no drawer'];";
        let is_so = async || {
            let found = self.client.execute(script, vec![css.into()]).await.unwrap();
            (found[0] == state).then_some(()).ok_or(found.to_string())
        };
        until_seen(&format!("the outcome {state}"), is_so).await;
    }

    /// Closes the drawer by the key for it.
    pub async fn close_approval(&self) {
        self.keys([Key::Escape.into()]).await;
        self.gone("[data-testid=approval]").await;
    }

    /// Waits until the drawer shows that a fact was this and is that.
    pub async fn differs(&self, field: &str, shown: &str, now: &str) {
        self.find("[data-testid=approval-differs]").await;
        self.says("Nothing was sent.").await;
        let row = format!("[data-testid=approval-differs] tr[data-field={field}]");
        let text = self.text(&row).await;
        assert!(
            text.contains(shown) && text.contains(now),
            "{field}: {text}"
        );
    }

    /// Whether the one button can be pressed.
    pub async fn may_press(&self) -> bool {
        let script = "return document.querySelector('[data-testid=approval-press]')?.disabled;";
        let found = self.client.execute(script, Vec::new()).await.unwrap();
        found == json!(false)
    }

    /// Asks a command as the page does; what is refused comes back as what it says.
    pub async fn ask(&self, command: &str, request: Value) -> Value {
        const CALL: &str = "const [command, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";
        let arguments = vec![command.into(), request];
        let called = self.client.execute_async(CALL, arguments);
        in_time(command, called).await.unwrap()
    }

    /// Opens the drawer of a quote without the page, as another window would; gives what a press
    /// gives back.
    pub async fn press_of(&self, number: u64) -> Value {
        let subject = format!("transaction:{number}");
        let wanted = json!({ "profile": PROFILE, "subject": subject, "action": "approve_quote" });
        let shown = self.ask("open_approval", wanted).await;
        json!({
            "profile": PROFILE, "subject": subject, "id": shown["id"], "kind": shown["kind"],
            "action": "approve_quote", "shown": shown["shown"], "typed": PRESSED_FOR,
            "reason": "", "deposit": null, "cancelReason": null,
        })
    }
}

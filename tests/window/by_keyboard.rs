//! Walking by the keyboard alone: to a control by its name, and typing into it.

use crate::{console::Console, until::until};
use fantoccini::key::Key;

/// More than any screen here has.
const STOPS_MAX: u32 = 60;

/// The accessible name of what has the focus, as far as these pages need it.
const FOCUSED: &str = "const one = document.activeElement;
    const named = one?.getAttribute('aria-labelledby')?.split(' ')
        .map(id => document.getElementById(id)?.innerText ?? '').join(' ');
    const labels = [...(one?.labels ?? [])].map(label => label.innerText).join(' ');
    return (one?.getAttribute('aria-label') || labels || named || one?.innerText || '')
        .replace(/\\s+/g, ' ').trim();";

impl Console {
    /// The name of what has the focus.
    pub async fn focused(&self) -> String {
        let name = self.client.execute(FOCUSED, Vec::new()).await.unwrap();
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Goes on with Tab until what has the focus has a name that begins so.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..STOPS_MAX {
            self.keys([Key::Tab.into()]).await;
            let focused = self.focused().await;
            if focused.starts_with(name) {
                return;
            }
            passed.push(focused.chars().take(40).collect::<String>());
        }
        panic!("{name} is not reached by Tab, only {passed:?}");
    }

    /// Presses the control of this name: to it by Tab, then Enter.
    pub async fn enter(&self, name: &str) {
        self.tab_to(name).await;
        self.keys([Key::Enter.into()]).await;
    }

    /// Types into the field of this name, in place of what it holds, and sends its form by Enter.
    pub async fn fill(&self, field: &str, text: &str) {
        self.tab_to(field).await;
        self.refill(text).await;
    }

    /// The same in the field that has the focus.
    pub async fn refill(&self, text: &str) {
        let held = "return document.activeElement.value?.length ?? 0;";
        let held = self.client.execute(held, Vec::new()).await.unwrap();
        let held = usize::try_from(held.as_u64().unwrap()).unwrap();
        let erase = std::iter::repeat_n(char::from(Key::Backspace), held);
        self.keys([Key::End.into()].into_iter().chain(erase)).await;
        self.keys(text.chars()).await;
        self.keys([Key::Enter.into()]).await;
    }

    /// Waits until the page shows this text.
    pub async fn says(&self, text: &str) {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ')
            .includes(arguments[0]);";
        let look = async || {
            let said = self.client.execute(script, vec![text.into()]).await;
            (said.ok()? == true).then_some(())
        };
        until(&format!("the words {text:?}"), look).await;
    }

    /// Whether the page shows this text now.
    pub async fn is_saying(&self, text: &str) -> bool {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ')
            .includes(arguments[0]);";
        let said = self.client.execute(script, vec![text.into()]).await;
        said.unwrap() == true
    }
}

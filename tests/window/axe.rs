//! What axe-core finds in the page as it is painted, in both themes.

use crate::{console::Console, until::in_time};
use serde::Deserialize;
use std::{fs, path::Path};

/// What is found in the page as it stands. Once what moves has come to rest: a colour in between
/// two is neither's.
const RUN: &str = "const [rules, done] = [arguments[0], arguments[1]];
    const rest = () => Promise.allSettled(document.getAnimations()
        .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
        .map(one => one.finished));
    const drawn = new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
    drawn.then(rest).then(() => axe.run(document, rules)).then(
        ({ violations }) => done(violations.flatMap(({ id, impact, nodes }) => nodes.map(node => ({
            id, impact: impact ?? '', html: node.html.slice(0, 240), why: node.failureSummary,
        })))),
        error => done([{ id: 'axe', impact: 'critical', html: '', why: String(error) }]),
    );";

#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    impact: String,
    html: String,
    why: String,
}

/// An accessibility check of one window, screen by screen.
pub struct Axe<'a> {
    console: &'a Console,
    found: Vec<String>,
}

impl<'a> Axe<'a> {
    /// Gives the page axe-core by WebDriver, past the page's own policy, which stays as it is.
    pub async fn on(console: &'a Console) -> Self {
        let axe = Self {
            console,
            found: Vec::new(),
        };
        axe.give().await;
        axe
    }

    /// A page that was loaded again does not have it any more.
    async fn give(&self) {
        let is_there = "return typeof window.axe !== 'undefined';";
        let is_there = self.console.client.execute(is_there, Vec::new()).await;
        if is_there.unwrap() == true {
            return;
        }
        let path = "../../ui/node_modules/axe-core/axe.min.js";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let script = fs::read_to_string(&path).unwrap();
        let given = self.console.client.execute(&script, Vec::new());
        in_time("axe-core", given).await.unwrap();
    }

    /// Looks at what the window shows now: at all in light, at its colours in dark too.
    pub async fn look(&mut self, screen: &str) {
        self.give().await;
        let all = serde_json::json!({ "resultTypes": ["violations"], "preload": false });
        self.run(&format!("{screen}, light"), "light", all).await;
        let colours = serde_json::json!({
            "runOnly": ["color-contrast"], "resultTypes": ["violations"], "preload": false,
        });
        self.run(&format!("{screen}, dark"), "dark", colours).await;
    }

    async fn run(&mut self, screen: &str, theme: &str, rules: serde_json::Value) {
        let theme = format!("document.documentElement.dataset.theme = '{theme}';");
        self.console
            .client
            .execute(&theme, Vec::new())
            .await
            .unwrap();
        let run = self.console.client.execute_async(RUN, vec![rules]);
        let found = in_time(screen, run).await.unwrap();
        let found: Vec<Finding> = serde_json::from_value(found).unwrap();
        for Finding {
            id,
            impact,
            html,
            why,
        } in found
        {
            if impact == "serious" || impact == "critical" {
                self.found
                    .push(format!("{screen}: {id} ({impact})\n  {html}\n  {why}"));
            }
        }
    }

    /// Stops the test if something serious or critical was found on any screen.
    pub fn found_nothing(self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n\n"));
    }
}

//! A picture of a screen in each size and each theme.

use crate::{console::Console, looks::is_campaign, picture::Picture};

const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Takes pictures of one window.
pub struct Album<'a> {
    console: &'a Console,
    /// Whether every screen is wanted.
    pub is_whole: bool,
}

impl<'a> Album<'a> {
    /// Of this window.
    pub fn of(console: &'a Console) -> Self {
        Self {
            console,
            is_whole: is_campaign(),
        }
    }

    /// Takes what the window shows now, in each size and theme.
    pub async fn screen(&self, name: &str) {
        self.take(name, |_, _| true).await;
    }

    /// The same, but of a small screen in light and of a large one in dark where a few are enough.
    pub async fn some(&self, name: &str) {
        let is_some = |width: u32, theme: &str| (width == SIZES[0].0) == (theme == THEMES[0]);
        self.take(name, |width, theme: &str| {
            self.is_whole || is_some(width, theme)
        })
        .await;
    }

    async fn take(&self, name: &str, wanted: impl Fn(u32, &str) -> bool) {
        for (width, height) in SIZES {
            self.console.resize(width, height).await;
            for theme in THEMES.into_iter().filter(|theme| wanted(width, theme)) {
                let script = format!("document.documentElement.dataset.theme = '{theme}';");
                let set = self.console.client.execute(&script, Vec::new()).await;
                set.unwrap();
                let script = "return window.scrollY;";
                let scrolled = self.console.client.execute(script, Vec::new()).await;
                assert_eq!(
                    scrolled.unwrap(),
                    0,
                    "{name}: the window itself never scrolls"
                );
                let is_it = |picture: &Picture| {
                    let is_dark = picture.lightness_percent < 40;
                    (picture.width, picture.height, is_dark) == (width, height, theme == "dark")
                };
                let name = format!("{name}-{width}x{height}-{theme}");
                self.console.picture(&name, is_it).await;
            }
        }
    }
}

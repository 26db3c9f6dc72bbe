//! Markers that stand for secrets, and every form in which one could have got somewhere.

use aho_corasick::AhoCorasick;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use sha2::{Digest, Sha256};

/// A secret that can be found again.
pub fn marker(what: &str) -> String {
    format!("mArKeR-{what}-kJ8sQ2vX9zL4mN7pR3tB6")
}

/// Looks for markers in any form.
pub struct Search {
    names: Vec<String>,
    automaton: AhoCorasick,
}

impl Search {
    /// A search for these texts.
    pub fn new(markers: &[String]) -> Self {
        let forms: Vec<(String, Vec<u8>)> = markers.iter().flat_map(|one| forms(one)).collect();
        Self {
            automaton: AhoCorasick::new(forms.iter().map(|(_, bytes)| bytes)).unwrap(),
            names: forms.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// What is found first: which marker, in which form.
    pub fn first_in(&self, bytes: impl AsRef<[u8]>) -> Option<&str> {
        let found = self.automaton.find(bytes.as_ref())?;
        self.names
            .get(found.pattern().as_usize())
            .map(String::as_str)
    }
}

fn forms(marker: &str) -> Vec<(String, Vec<u8>)> {
    let digest = Sha256::digest(marker);
    let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let whats: [(&str, &[u8]); 3] = [
        ("itself", marker.as_bytes()),
        ("UTF-16", &wide),
        ("SHA-256", &digest),
    ];
    let mut forms = Vec::new();
    for (what, bytes) in whats {
        let mut add =
            |how: &str, form: Vec<u8>| forms.push((format!("{marker}, {what}{how}"), form));
        add("", bytes.to_vec());
        add(" in hex", hex::encode(bytes).into());
        add(" in HEX", hex::encode_upper(bytes).into());
        for shift in 0..3 {
            add(
                " in base64",
                within_base64(&STANDARD_NO_PAD, bytes, shift).into(),
            );
            add(
                " in base64url",
                within_base64(&URL_SAFE_NO_PAD, bytes, shift).into(),
            );
        }
    }
    forms
}

/// What base64 makes of these bytes wherever they stand in a longer text, `shift` bytes behind a
/// multiple of three: the characters that depend on them alone.
fn within_base64(base64: &impl Engine, bytes: &[u8], shift: usize) -> String {
    let mut padded = vec![0; shift];
    padded.extend_from_slice(bytes);
    let mut text = base64.encode(&padded);
    if !padded.len().is_multiple_of(3) {
        text.pop();
    }
    text.split_off((shift * 8).div_ceil(6))
}

#[test]
fn a_marker_is_found_in_each_form_and_anywhere_in_a_base64_text() {
    let one = marker("one");
    let search = Search::new(std::slice::from_ref(&one));
    let digest = Sha256::digest(&one);
    for before in ["", "a", "ab", "abc"] {
        let text = format!("{before}{one} and more");
        for hidden in [
            text.clone(),
            hex::encode(&text),
            hex::encode_upper(digest),
            STANDARD_NO_PAD.encode(&text),
            URL_SAFE_NO_PAD.encode([before.as_bytes(), &digest].concat()),
        ] {
            let found = search.first_in(&hidden);
            assert!(found.is_some(), "{hidden}");
        }
    }
    assert_eq!(search.first_in(marker("other")), None);
}

//! Who does something at the console: a name, and the key that signs for it where one is unlocked.

use crate::deed::Doer;
use signing::OperatorKey;
use std::sync::Arc;

/// Who does something. Clones share the key, which is wiped from memory when the last one goes.
#[derive(Debug, Clone, Default)]
pub struct By {
    name: Option<String>,
    key: Option<Arc<OperatorKey>>,
}

impl By {
    /// A person whose key is unlocked.
    #[must_use]
    pub const fn with_key(name: String, key: Arc<OperatorKey>) -> Self {
        Self {
            name: Some(name),
            key: Some(key),
        }
    }

    /// The name; none if none was given.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The name, to keep.
    #[must_use]
    pub fn to_name(&self) -> Option<String> {
        self.name.clone()
    }

    /// The unlocked key.
    #[must_use]
    pub fn key(&self) -> Option<&OperatorKey> {
        self.key.as_deref()
    }
}

impl From<Option<String>> for By {
    fn from(name: Option<String>) -> Self {
        Self { name, key: None }
    }
}

impl From<Doer> for By {
    fn from(doer: Doer) -> Self {
        doer.by.into()
    }
}

impl From<&Self> for By {
    fn from(by: &Self) -> Self {
        by.clone()
    }
}

//! What is made of an open profile's ledger beside it: its index and its catalog.

use crate::{profile_catalog::ProfileCatalog, profile_index::ProfileIndex, receiving::Parts};
use engine::{ApiRoom, ProfileFolder, catalog::Paces};
use std::sync::Arc;

/// What is made of the ledger beside it.
pub struct Found {
    pub index: ProfileIndex,
    pub catalog: ProfileCatalog,
}

impl Found {
    /// Opens both, following the ledger that is written and telling of it.
    pub async fn open(
        folder: &ProfileFolder,
        parts: &Parts,
        api: &Arc<ApiRoom>,
        paces: Paces,
    ) -> Self {
        let (reader, committed) = (parts.writer.reader(), || parts.writer.committed());
        let told = || (parts.notices.clone(), Arc::clone(&parts.is_shown));
        let (notices, is_shown) = told();
        let index = ProfileIndex::open(folder, &reader, committed())
            .await
            .telling(notices, is_shown);
        let (notices, is_shown) = told();
        let catalog = ProfileCatalog::open(folder, &reader, committed())
            .await
            .filling(api, committed(), paces)
            .telling(notices, is_shown);
        Self { index, catalog }
    }
}

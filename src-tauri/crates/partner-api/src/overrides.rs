//! The paths that a profile has in place of the table's.

use crate::{Operation, PathTemplate, PathTemplateError};
use std::collections::BTreeMap;

/// The paths that a profile has in place of the table's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<Operation, PathTemplate>);

/// Why an override is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OverrideError {
    /// There is no such operation.
    #[error("there is no operation {0:?}")]
    NoOperation(String),
    /// Its path is refused.
    #[error("the path of {operation} is refused")]
    Path {
        /// Whose path.
        operation: Operation,
        /// Why.
        #[source]
        source: PathTemplateError,
    },
}

impl Overrides {
    /// Reads a profile's table: operation ids with their paths.
    ///
    /// # Errors
    /// [`OverrideError`] for the first row that is refused.
    pub fn parse<'a>(
        rows: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OverrideError> {
        let mut table = Self::default();
        for (id, path) in rows {
            let operation =
                Operation::from_id(id).ok_or_else(|| OverrideError::NoOperation(id.to_owned()))?;
            table.set(operation, path)?;
        }
        Ok(table)
    }

    /// Sets one path.
    ///
    /// # Errors
    /// [`OverrideError`] if the path is refused; the table is then unchanged.
    pub fn set(&mut self, operation: Operation, path: &str) -> Result<(), OverrideError> {
        let template = PathTemplate::parse(operation, path)
            .map_err(|source| OverrideError::Path { operation, source })?;
        self.0.insert(operation, template);
        Ok(())
    }

    /// Goes back to the table's path.
    pub fn clear(&mut self, operation: Operation) {
        self.0.remove(&operation);
    }

    /// The path that is used, and whether it is an override.
    #[must_use]
    pub fn path(&self, operation: Operation) -> (PathTemplate, bool) {
        self.0.get(&operation).map_or_else(
            || (PathTemplate::of_table(operation), false),
            |path| (path.clone(), true),
        )
    }

    /// The overrides: operations with their paths, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = (Operation, &str)> {
        self.0.iter().map(|(one, path)| (*one, path.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_replaces_one_path_and_a_wrong_one_changes_nothing() {
        let mut table = Overrides::parse([("get_merchant", "/v2/merchants/{id}")]).unwrap();
        let path = |table: &Overrides, one| table.path(one).0.fill("7");
        assert_eq!(path(&table, Operation::GetMerchant), "/v2/merchants/7");
        assert_eq!(path(&table, Operation::GetPayout), "/v1/sendc2f/7");
        assert!(table.set(Operation::GetMerchant, "v3/{id}").is_err());
        assert_eq!(table.rows().collect::<Vec<_>>().len(), 1);
        table.clear(Operation::GetMerchant);
        assert_eq!(table, Overrides::default());
        let unknown = Overrides::parse([("get_it", "/v1")]);
        assert_eq!(
            unknown,
            Err(OverrideError::NoOperation("get_it".to_owned()))
        );
    }
}

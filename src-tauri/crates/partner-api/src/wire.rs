//! The partner's objects as they come: typed where they are known, whole where they are not.

pub mod fx_rate;
pub mod legal_agreements;
pub mod merchant;
pub mod payout_confirmation;
pub mod receiver_account;
pub mod reference_entry;
pub mod transaction;
pub mod uploaded_file;

use crate::{Field, Fields, Unread};
use domain::PartnerNumber;

/// An object of the partner's. It keeps every field that came, known or not.
pub trait WireObject: Sized {
    /// Reads it from its JSON text.
    ///
    /// # Errors
    /// [`Unread`] if a field is missing without which nothing can be done.
    fn read(json: &str) -> Result<Self, Unread>;

    /// The number by which the partner names it, if it has one.
    fn identity(&self) -> Option<PartnerNumber>;

    /// Every field that came, in order.
    fn fields(&self) -> &Fields;
}

/// A field without which nothing can be done.
pub(crate) fn required<T>(field: Field<T>, name: &'static str) -> Result<T, Unread> {
    match field {
        Field::Read(value) => Ok(value),
        Field::Absent | Field::Null => Err(Unread::Missing(name)),
        Field::Unread(text) => Err(Unread::Field { field: name, text }),
    }
}

/// That an answer speaks of the object that was asked for.
pub(crate) fn same_object(
    field: &'static str,
    asked: PartnerNumber,
    found: PartnerNumber,
) -> Result<(), Unread> {
    if asked == found {
        return Ok(());
    }
    Err(Unread::Another {
        field,
        asked: asked.to_string(),
        found: found.to_string(),
    })
}

/// Makes the getters of fields that need not be there, and the list of known names.
macro_rules! getters {
    ($type:ident also [$($also:literal),*] {
        $($(#[$doc:meta])* $name:ident: $reader:ident $wire:literal -> $value:ty;)*
    }) => {
        impl $type {
            /// The names of the known fields on the wire.
            pub const KNOWN: &[&str] = &[$($also,)* $($wire),*];

            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> $crate::Field<$value> {
                    self.fields.$reader($wire)
                }
            )*

            /// The fields that are not known, with their JSON text, in order.
            pub fn extra(&self) -> impl Iterator<Item = (&str, &str)> {
                self.fields.extra(Self::KNOWN)
            }
        }
    };
}
pub(crate) use getters;

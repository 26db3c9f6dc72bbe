//! What kind of file a document is by its first bytes, and what is to be said of it before it is
//! uploaded.

use partner_api::upload::FILE_BYTES_WARNED;

/// A kind of file that an integrator is seen to upload (observed): PDF and images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// `%PDF-`
    Pdf,
    /// See its name.
    Png,
    /// See its name.
    Jpeg,
    /// See its name.
    Gif,
    /// See its name.
    Webp,
    /// See its name.
    Tiff,
    /// See its name.
    Heic,
}

/// So many bytes tell a kind.
pub const BEGINNING_BYTES: usize = 16;

impl FileKind {
    /// The kind by a file's first bytes; none for any other.
    #[must_use]
    pub fn of(beginning: &[u8]) -> Option<Self> {
        let behind = |at: usize, wanted: &[u8]| {
            let rest = beginning.get(at..);
            rest.is_some_and(|rest| rest.starts_with(wanted))
        };
        if behind(0, b"%PDF-") {
            Some(Self::Pdf)
        } else if behind(0, b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if behind(0, b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if behind(0, b"GIF8") {
            Some(Self::Gif)
        } else if behind(0, b"RIFF") && behind(8, b"WEBP") {
            Some(Self::Webp)
        } else if behind(0, b"II*\0") || behind(0, b"MM\0*") {
            Some(Self::Tiff)
        } else if behind(4, b"ftypheic") || behind(4, b"ftypmif1") {
            Some(Self::Heic)
        } else {
            None
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Heic => "image/heic",
        }
    }
}

/// What a person should know before a file is uploaded. Nothing is refused for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// It is large.
    #[error(
        "It has {found} bytes. More than 15 MB ({FILE_BYTES_WARNED} bytes) was seen to be too much \
         at another integrator."
    )]
    Large {
        /// Its bytes.
        found: u64,
    },
    /// It is another kind of file.
    #[error("It is neither a PDF file nor an image; others were not seen to be taken.")]
    OtherKind,
    /// Its name says something else than its bytes.
    #[error("Its name says {named}, but its first bytes are of {found}.")]
    NamedOtherwise {
        /// The media type by its name.
        named: &'static str,
        /// The media type by its bytes.
        found: &'static str,
    },
}

/// What is to be said of a file of this name, length and beginning.
#[must_use]
pub fn warnings(name: &str, bytes: u64, beginning: &[u8]) -> Vec<Warning> {
    let mut all = Vec::new();
    if bytes > FILE_BYTES_WARNED {
        all.push(Warning::Large { found: bytes });
    }
    let named = partner_api::upload::media_type(name);
    match FileKind::of(beginning) {
        None => all.push(Warning::OtherKind),
        Some(kind) if kind.media_type() != named => all.push(Warning::NamedOtherwise {
            named,
            found: kind.media_type(),
        }),
        Some(_) => {}
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_first_bytes_and_not_by_its_name() {
        let png = b"\x89PNG\r\n\x1a\n";
        assert_eq!(warnings("a.pdf", 9, b"%PDF-1.7 x"), []);
        assert_eq!(warnings("a.PNG", 8, png), []);
        assert_eq!(warnings("a.zip", 4, b"PK\x03\x04"), [Warning::OtherKind]);
        assert_eq!(warnings("a.pdf", 4, b"PK\x03\x04"), [Warning::OtherKind]);
        let wanted = Warning::NamedOtherwise {
            named: "application/pdf",
            found: "image/png",
        };
        assert_eq!(warnings("a.pdf", 8, png), [wanted]);
        let large = FILE_BYTES_WARNED + 1;
        assert_eq!(
            warnings("a.pdf", large, b"%PDF-1.7"),
            [Warning::Large { found: large }]
        );
        assert_eq!(warnings("a.pdf", FILE_BYTES_WARNED, b"%PDF-1.7"), []);
        for beginning in [&b""[..], b"R", b"RIFF....WEBX", b"....ftyp"] {
            assert_eq!(FileKind::of(beginning), None);
        }
        assert_eq!(FileKind::of(b"RIFF....WEBP"), Some(FileKind::Webp));
    }
}

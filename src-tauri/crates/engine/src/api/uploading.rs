//! Uploads as calls of a profile: written down as any other, on the timeline of whom they are for.

use super::Cause;
use super::room::{Also, ApiError, ApiRoom, Observed};
use domain::Subject;
use partner_api::{CallError, FileUpload, Progress, wire::uploaded_file::UploadedFile};
use std::io;
use tokio_util::sync::CancellationToken;

impl ApiRoom {
    /// Uploads a file once, and writes down in one go what became of it and what `also` makes of
    /// that. A file that could not be opened is told as a call that was not sent.
    ///
    /// # Errors
    /// As [`ApiRoom::call`].
    pub(crate) async fn upload_and(
        &self,
        file: io::Result<FileUpload>,
        of: Subject,
        cause: Cause,
        (tell, cancel): (
            impl Fn(Progress) + Send + Sync + 'static,
            &CancellationToken,
        ),
        also: impl FnOnce(&Result<UploadedFile, CallError>) -> Also,
    ) -> Result<Observed<UploadedFile>, ApiError> {
        let partner = self.partner()?;
        let _turn = self.turns().take();
        let called = match file {
            Ok(file) => partner.upload(file, tell, cancel).await,
            Err(error) => Err(partner.no_file(&error)),
        };
        self.made(&partner, called, Some(of), cause, also).await
    }
}

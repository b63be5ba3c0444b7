//! The buffer as asynchronous code uses it: one thing at a time, on a thread that may wait for
//! the disk.

use std::sync::{Arc, Mutex, PoisonError};

use fnd_web::problem::Problem;

use crate::buffer::{Buffer, BufferError};

/// The buffer, shared; cheap to clone.
#[derive(Debug, Clone)]
pub struct Shelf(Arc<Mutex<Buffer>>);

/// Nothing was done with the buffer.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The buffer could not.
    #[error(transparent)]
    Buffer(#[from] BufferError),
    /// The thread ended before the work did.
    #[error("the work with the buffer was broken off")]
    BrokenOff,
}

impl Shelf {
    /// A shelf around `buffer`.
    pub fn new(buffer: Buffer) -> Self {
        Self(Arc::new(Mutex::new(buffer)))
    }

    /// Does `work` with the buffer.
    ///
    /// # Errors
    /// What the buffer says; [`ShelfError::BrokenOff`] when the program is stopping.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Buffer) -> Result<T, BufferError> + Send + 'static,
    ) -> Result<T, ShelfError> {
        let buffer = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            // Every change is one transaction, so a panic leaves nothing half done behind.
            work(&mut buffer.lock().unwrap_or_else(PoisonError::into_inner))
        });
        Ok(done.await.ok().ok_or(ShelfError::BrokenOff)??)
    }
}

impl From<ShelfError> for Problem {
    /// Nothing was recorded, and the officer has to know.
    fn from(error: ShelfError) -> Self {
        tracing::error!(%error, "the buffer failed");
        Self::unavailable().because(
            "Nothing was recorded: neither the register nor the buffer of this crossing point \
             could take it. Record by hand, stamp the document, and call the help desk.",
        )
    }
}

//! Pages on the way in: registration, its state, consent, and what stands at a closed door.

mod application;
mod consent;
mod gates;
mod status;

pub use application::{
    ApplicationForm, ApplicationPage, HeldScan, OrganisationFields, ReviewPage, ScanFields,
};
pub use consent::{ConsentForm, DisagreePage, ReconsentPage};
pub use gates::{
    Closed, DisabledPage, Ended, EndedPage, LandingPage, Missing, Standing, StepUpPage,
};
pub use status::{
    AnswerForm, Question, RequestState, ScanState, StatusPage, Submission, WithdrawPage,
};

use fnd_web::words::Words;

/// Bytes in a kilobyte as pages count them.
const KILOBYTE: u64 = 1000;

/// The size of a file, in whole kilobytes and never less than it is.
pub fn size(words: &Words, bytes: &u64) -> String {
    words.count("file-size", words.number(&bytes.div_ceil(KILOBYTE)))
}

/// The types of file that a scan may have, for `accept`.
pub const SCAN_TYPES: &str = "image/jpeg,image/png,application/pdf";

//! What a case is about, whether it can be one, and whether it can be settled as done.

use fnd_core::Id;
use jiff::Timestamp;

use super::{Amendment, AmendmentError, Wish};
use crate::day::Day;
use crate::file::{Crossing, File};
use crate::member_state::operating_states;
use crate::overstayer::class;
use crate::refusal::Refusal;

/// What of a file a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerned {
    /// All of it.
    File,
    /// One entry/exit record.
    Crossing(Id<Crossing>),
    /// One refusal of entry.
    Refusal(Id<Refusal>),
}

impl Concerned {
    /// Whether `file` holds it.
    fn is_in(self, file: &File) -> bool {
        match self {
            Self::File => true,
            Self::Crossing(id) => file.crossings.iter().any(|record| record.id == id),
            Self::Refusal(id) => file.refusal(id).is_some(),
        }
    }
}

/// Whether `case` can be opened on `file` on the day `today`.
///
/// Law: EES Art. 35(1) to (3), (5), (6).
pub fn check_open(case: &Amendment, file: &File, today: Day) -> Result<(), AmendmentError> {
    if today < case.raised_on {
        return Err(AmendmentError::InFuture);
    }
    if case.wish.erases_all() && case.concerned != Concerned::File {
        return Err(AmendmentError::WholeFile);
    }
    if let Some(state) = case.wish.acquired_of()
        && !operating_states().any(|one| one == state)
    {
        return Err(AmendmentError::NotOperating { state });
    }
    if case.concerned.is_in(file) { Ok(()) } else { Err(AmendmentError::NoRecord) }
}

/// Whether what `case` wishes for is done, or follows from settling it; `version` is that of the
/// file when the case was opened.
///
/// Law: EES Art. 35(1), (2), (5): what is found wrong is put right, and not only said to be.
pub fn check_done(
    case: &Amendment,
    (file, version): (&File, i64),
    now: Timestamp,
) -> Result<(), AmendmentError> {
    let is_listed = || file.crossings.iter().any(|record| class(record, now).is_some());
    match case.wish {
        Wish::Rectify | Wish::Complete if file.version <= version => {
            Err(AmendmentError::NothingDone)
        }
        Wish::Unlist if is_listed() => Err(AmendmentError::StillListed),
        Wish::Erase if !case.concerned.is_in(file) => Err(AmendmentError::NoRecord),
        Wish::Rectify
        | Wish::Complete
        | Wish::Unlist
        | Wish::Erase
        | Wish::Naturalised(_)
        | Wish::OutOfScope(_)
        | Wish::Microstate => Ok(()),
    }
}

//! What a rule refuses and what cannot be read, as problem documents. The only place that gives a
//! domain error its status.

mod value;

use axum::http::StatusCode;
use ees_domain::amendment::{AmendmentError, VisError};
use ees_domain::crossing::{EntryError, ExitError};
use ees_domain::decision::DecisionError;
use ees_domain::fields::{Field, Violation};
use ees_domain::late::LateError;
use ees_domain::merging::MergeError;
use ees_domain::mrz::MrzError;
use ees_domain::overstayer::LiftError;
use ees_domain::presented::GroundError;
use ees_domain::programme::ProgrammeError;
use ees_domain::rectification::RectifyError;
use ees_domain::rectification::person::PersonError;
use ees_domain::rectification::shown::ShownError;
use ees_domain::refusal::{CorrectionError, FormError, RefusalError, SignatureError};
use ees_domain::status_change::StatusChangeError;
use ees_domain::stay::StayError;
use fnd_web::problem::{Fault, Problem};

pub use value::{check_incomplete, id_reused, of_faults, of_parameter, of_value, out_of_scope};

/// A domain error with its stable code and its sentence.
trait Refused: std::error::Error {
    fn code(&self) -> &'static str;
}

macro_rules! refused {
    ($($error:ty),*) => {
        $(impl Refused for $error {
            fn code(&self) -> &'static str {
                <$error>::code(self)
            }
        })*
    };
}
refused!(
    EntryError,
    ExitError,
    StayError,
    DecisionError,
    RefusalError,
    CorrectionError,
    LateError,
    RectifyError,
    ShownError,
    StatusChangeError,
    MergeError,
    ProgrammeError
);

impl Refused for AmendmentError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for VisError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for PersonError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for LiftError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for SignatureError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for FormError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

impl Refused for GroundError {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }
}

/// The title of every refusal by a rule.
const RULE: &str = "The rules do not allow this";
/// The title of every request that does not fit what is on file.
pub const CONFLICT: &str = "This does not fit what is on file";

/// A refusal by a rule: understood, and not allowed.
fn by_rule(error: &impl Refused) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), RULE).because(sentence(error))
}

/// A refusal because of what is on file.
fn by_file(error: &impl Refused) -> Problem {
    Problem::new(StatusCode::CONFLICT, error.code(), CONFLICT).because(sentence(error))
}

/// The error's message as a sentence.
fn sentence(error: &impl std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// The problem of fields that must not be there, or are missing, by the matrix of the law.
pub fn of_fields(wrong: &[Violation]) -> Problem {
    let because = "What is entered is not what the law has entered here.";
    let problem =
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields-do-not-fit", RULE).because(because);
    wrong.iter().fold(problem, |problem, one| {
        problem.at(Fault::pointer(pointer(one.field), one.code(), sentence(one)))
    })
}

/// Fields that somebody types, with their places in a request.
const PLACES: [(Field, &str); 19] = [
    (Field::Surname, "/traveller/identity/surname"),
    (Field::GivenNames, "/traveller/identity/given_names"),
    (Field::BirthDate, "/traveller/identity/birth"),
    (Field::Nationalities, "/traveller/identity/nationalities"),
    (Field::Sex, "/traveller/identity/sex"),
    (Field::DocumentKind, "/traveller/document/kind"),
    (Field::DocumentNumber, "/traveller/document/number"),
    (Field::DocumentIssuer, "/traveller/document/issuer"),
    (Field::DocumentExpiry, "/traveller/document/expires"),
    (Field::TransitDocumentExpiry, "/traveller/document/expires"),
    (Field::VisaSticker, "/traveller/visa/sticker"),
    (Field::VisaIssuer, "/traveller/visa/issuer"),
    (Field::VisaKind, "/traveller/visa/kind"),
    (Field::VisaLimitedTerritory, "/traveller/visa/kind"),
    (Field::VisaNational, "/traveller/visa/kind"),
    (Field::VisaExpiry, "/traveller/visa/valid_to"),
    (Field::VisaStayEnd, "/traveller/visa/valid_to"),
    (Field::VisaEntries, "/traveller/visa/entries"),
    (Field::VisaDuration, "/traveller/visa/duration_days"),
];

/// Where a field stands in a request; the request itself for what the system finds out.
fn pointer(field: Field) -> &'static str {
    PLACES.into_iter().find(|(known, _)| *known == field).map_or("", |(_, place)| place)
}

/// The problem of a notification of a facilitation programme that was not entered or withdrawn.
pub fn of_programme(error: &ProgrammeError) -> Problem {
    match error {
        ProgrammeError::EnteredAlready
        | ProgrammeError::NotOfThisState { .. }
        | ProgrammeError::WithdrawnAlready { .. } => by_file(error),
        ProgrammeError::GrantedInFuture
        | ProgrammeError::EndsBeforeGrant
        | ProgrammeError::OverAlready
        | ProgrammeError::TooLong { .. }
        | ProgrammeError::WithdrawnBeforeGrant
        | ProgrammeError::WithdrawnInFuture => by_rule(error),
    }
}

/// The problem of an entry that was not recorded.
pub fn of_entry(error: &EntryError) -> Problem {
    match error {
        EntryError::AlreadyInside { .. }
        | EntryError::NotTheOpenRecord
        | EntryError::NotAfterLastRecord { .. } => by_file(error),
        EntryError::DateInFuture
        | EntryError::StayExhausted { .. }
        | EntryError::NotOperated
        | EntryError::Calculation(_) => by_rule(error),
    }
}

/// The problem of a short stay that was not entered.
pub fn of_status_change(error: &StatusChangeError) -> Problem {
    match error {
        StatusChangeError::Entry(error) => of_entry(error),
        StatusChangeError::NeedsVisa | StatusChangeError::OutsideCalendar => by_rule(error),
    }
}

/// The problem of an exit that was not recorded.
pub fn of_exit(error: &ExitError) -> Problem {
    match error {
        ExitError::NoOpenEntry | ExitError::EntryIsKnown { .. } => by_file(error),
        ExitError::ExitBeforeEntry { .. } | ExitError::DateInFuture => by_rule(error),
    }
}

/// The problem of an exit that was not recorded with the entry that was shown.
pub fn of_shown(error: &ShownError) -> Problem {
    match error {
        ShownError::Exit(error) => of_exit(error),
        ShownError::Entry(error) => of_rectification(error),
        ShownError::StampAfterStart => by_rule(error),
    }
}

/// The problem of a late passage that was not placed.
pub fn of_late(error: &LateError) -> Problem {
    match error {
        LateError::AlreadyInside { .. }
        | LateError::WithinAnotherStay { .. }
        | LateError::NoOpenEntry
        | LateError::ExitBeforeEntry => by_file(error),
        LateError::DateInFuture | LateError::Calculation(_) => by_rule(error),
    }
}

/// The problem of a step that was not taken in a case of amendment.
pub fn of_amendment(error: &AmendmentError) -> Problem {
    match error {
        AmendmentError::NotEntitled { .. }
        | AmendmentError::Settled { .. }
        | AmendmentError::AlreadyAsked { .. }
        | AmendmentError::OwnData
        | AmendmentError::NoRecord
        | AmendmentError::NothingDone
        | AmendmentError::StillListed => by_file(error),
        AmendmentError::BeforeCase
        | AmendmentError::InFuture
        | AmendmentError::WholeFile
        | AmendmentError::NotOperating { .. } => by_rule(error),
    }
}

/// The problem of a step with the Visa Information System, or of a visa that waits for one.
pub fn of_vis(error: &VisError) -> Problem {
    match error {
        VisError::Case(error) => of_amendment(error),
        VisError::NothingToCompare
        | VisError::AlreadyCompared { .. }
        | VisError::NobodyInformed
        | VisError::NotCompared
        | VisError::DidNotAnswer
        | VisError::Awaited { .. }
        | VisError::FoundRight
        | VisError::OtherRecord => by_file(error),
        VisError::InformedNotFitting => by_rule(error),
    }
}

/// The problem of a file that was not put right.
pub fn of_person(error: PersonError) -> Problem {
    match error {
        PersonError::NoSuchPlace
        | PersonError::NothingChanged
        | PersonError::NothingLeft
        | PersonError::AlreadyOnFile => by_file(&error),
        PersonError::OutOfScope => by_rule(&error),
    }
}

/// The problem of files that were not merged or not parted.
pub fn of_merge(error: &MergeError) -> Problem {
    match error {
        MergeError::SameFile
        | MergeError::Merged
        | MergeError::NotMerged
        | MergeError::Overlap { .. }
        | MergeError::ErasureWaits => by_file(error),
        MergeError::NoReason | MergeError::Calculation(_) => by_rule(error),
    }
}

/// The problem of a record that was not put right.
pub fn of_rectification(error: &RectifyError) -> Problem {
    match error {
        RectifyError::NoRecord => Problem::not_found(),
        RectifyError::NothingChanged
        | RectifyError::NothingLeft
        | RectifyError::OverlapsAnotherStay { .. }
        | RectifyError::BeganInside
        | RectifyError::DecidedOn => by_file(error),
        RectifyError::ExitBeforeEntry
        | RectifyError::DateInFuture
        | RectifyError::Calculation(_) => by_rule(error),
    }
}

/// The problem of a decision that was not recorded.
pub fn of_decision(error: &DecisionError) -> Problem {
    match error {
        DecisionError::NoDecision => Problem::not_found(),
        DecisionError::NoRecord
        | DecisionError::NotTheDecidingAuthority { .. }
        | DecisionError::NothingChanged
        | DecisionError::AfterExit { .. }
        | DecisionError::NotCalculated
        | DecisionError::NoVisa
        | DecisionError::NotLonger { .. } => by_file(error),
        DecisionError::InFuture
        | DecisionError::BeforeEntry { .. }
        | DecisionError::DepartureBeforeDecision
        | DecisionError::StickerNotFitting
        | DecisionError::Calculation(_) => by_rule(error),
    }
}

/// The problem of a refusal of entry that was not recorded.
pub fn of_refusal(error: &RefusalError) -> Problem {
    by_rule(error)
}

/// The problem of a stay that was not taken off the list of overstayers.
pub fn of_lift(error: &LiftError) -> Problem {
    match error {
        LiftError::NotListed => by_file(error),
        LiftError::NoEvidence => by_rule(error),
    }
}

/// The problem of a form of which it was not noted what became of it.
pub fn of_signature(error: &SignatureError) -> Problem {
    by_file(error)
}

/// The problem of a standard form that cannot be filled in.
pub fn of_form(error: &FormError) -> Problem {
    by_file(error)
}

/// The problem of a refusal that was not corrected.
pub fn of_correction(error: &CorrectionError) -> Problem {
    match error {
        CorrectionError::NotTheRefusingState { .. }
        | CorrectionError::StateUnknown
        | CorrectionError::NotAReason { .. } => by_file(error),
        CorrectionError::BeforeTheRefusal { .. }
        | CorrectionError::DateInFuture
        | CorrectionError::NoReasonFell
        | CorrectionError::NoReasonRemains => by_rule(error),
    }
}

/// The problem of a ground of entry that does not follow.
pub fn of_ground(error: GroundError) -> Problem {
    by_rule(&error)
}

/// The problem of a calculation that has no answer.
pub fn of_stay(error: &StayError) -> Problem {
    by_rule(error)
}

/// The problem of a machine-readable zone at `pointer`: every damage with its place.
pub fn of_zone(error: &MrzError, pointer: &str) -> Problem {
    let code = error.code();
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code,
        "The machine-readable zone cannot be read",
    )
    .because(format!("{}. Read the document again or type its data.", capital(&error.to_string())));
    let damages = error.damages();
    if damages.is_empty() {
        return problem.at(Fault::pointer(pointer, code, error.to_string()));
    }
    damages.iter().fold(problem, |problem, damage| {
        problem.at(Fault::pointer(pointer, damage.kind.code(), damage.to_string()))
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

//! Recording: what is done to files in one transaction.

use async_trait::async_trait;
use ees_domain::amendment::Amendment;
use ees_domain::biometrics::Biometrics;
use ees_domain::day::Day;
use ees_domain::decision::StayDecision;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::{Crossing, File, Regime};
use ees_domain::identity::{DocumentNumber, Identity, TravelDocument};
use ees_domain::programme::Participation;
use ees_domain::rectification::person::PersonAmendment;
use ees_domain::refusal::RefusalDecision;
use ees_domain::suspension::Suspension;
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Case, Change, Joined, NewCapture, Outcome, Part, Sample, Span, StoreError, StoredCapture,
};

/// What a client-chosen id did before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// On which file.
    pub file: Id<File>,
    /// On which record.
    pub crossing: Id<Crossing>,
    /// Whether the same was asked then.
    pub same_request: bool,
}

/// What is to be erased before its time, and why. EES Art. 35.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureOrder {
    /// Its identifier.
    pub id: Uuid,
    /// What part of the file; [`Part::File`] for all of it.
    pub part: Part,
    /// The identifier of the part.
    pub part_id: Uuid,
    /// Why.
    pub reason: EarlyErasure,
}

/// Whether a file is found by the number of a travel document on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// It is.
    Searched,
    /// It is not: the document is false, and its number may be that of somebody else's true one.
    Unsearched,
}

/// A file that does not exist yet.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its identifier.
    pub id: Id<File>,
    /// Under which rules it is made.
    pub regime: Regime,
    /// Its first identity.
    pub identity: Identity,
    /// Its first travel document.
    pub document: TravelDocument,
    /// Whether the file is found by the number of that document.
    pub number: Number,
    /// What it says of biometric data.
    pub biometrics: Biometrics,
    /// The State responsible.
    pub state: CountryCode,
    /// The office that makes it.
    pub office: String,
    /// When.
    pub at: Timestamp,
    /// The last day on which it is kept, as things stand. Art. 34.
    pub kept_until: Option<Day>,
}

/// One transaction that records. What needs no answer may wait for the commit, and its refusal too.
#[async_trait]
pub trait Work: Send {
    /// What the client-chosen id did before, if anything; `asked` is the request in one form.
    async fn find_movement(
        &mut self,
        id: Id<Crossing>,
        asked: &str,
    ) -> Result<Option<Movement>, StoreError>;
    /// The file that holds the document, if any.
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError>;
    /// Reads a file and holds it until the unit ends, so that two officers cannot admit one
    /// person twice.
    async fn file_for_update(&mut self, id: Id<File>) -> Result<Option<File>, StoreError>;
    /// Stores a new file.
    async fn add_file(&mut self, file: &NewFile) -> Result<(), StoreError>;
    /// Adds an identity to the file held, with the travel document that shows it: of a person who
    /// has several files it goes to the one that holds the document, so that parting two persons
    /// parts their names.
    async fn add_identity(
        &mut self,
        file: &File,
        (identity, shown_by): (&Identity, &TravelDocument),
    ) -> Result<(), StoreError>;
    /// Adds a travel document to the file held.
    async fn add_document(
        &mut self,
        file: &File,
        document: (&TravelDocument, Number),
    ) -> Result<(), StoreError>;
    /// Lets the number of a document of the file held lead to the file, which did not as long as
    /// the document was held to be false. EES Art. 14(2).
    async fn lead_by_document(
        &mut self,
        file: Id<File>,
        document: &TravelDocument,
    ) -> Result<(), StoreError>;
    /// Stores what the file held says of biometric data now, and keeps what it said before, as far
    /// as the law lets it be kept. EES Art. 14(2), 17(4), 21(3).
    async fn set_biometrics(
        &mut self,
        file: &File,
        marks: &Biometrics,
        change: Change<'_>,
    ) -> Result<(), StoreError>;
    /// Keeps samples of the file held or made, in place of those that show the same; the caller has
    /// stored, or stores in this unit, what the file says of them. EES Art. 14(2), 15, 17(1).
    async fn put_samples(&mut self, file: Id<File>, samples: &[Sample]) -> Result<(), StoreError>;
    /// Keeps for a while what was taken at a crossing point.
    async fn add_capture(&mut self, capture: &NewCapture) -> Result<(), StoreError>;
    /// Reads what the actor's office took at a crossing point, with its images; `None` when there is
    /// nothing, or its time is over.
    async fn read_capture(&mut self, id: Uuid) -> Result<Option<StoredCapture>, StoreError>;
    /// Destroys what was taken, since it was entered or taken anew.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] when somebody else did so since it was read.
    async fn end_capture(&mut self, id: Uuid) -> Result<(), StoreError>;
    /// As [`crate::Consultation::suspensions`], for what is recorded in this unit.
    async fn suspensions(&mut self, span: Span) -> Result<Vec<Suspension>, StoreError>;
    /// Adds a notification of a facilitation programme to the file held. EES Art. 16(6).
    async fn add_programme(
        &mut self,
        file: &File,
        programme: &Participation,
    ) -> Result<(), StoreError>;
    /// Stores a notification of a facilitation programme as its withdrawal left it, and keeps what
    /// it was before. EES Art. 16(6), 35(8).
    async fn withdraw_programme(
        &mut self,
        file: &File,
        (before, after): (&Participation, &Participation),
        change: Change<'_>,
    ) -> Result<(), StoreError>;
    /// Stores a record. EES Art. 14(2)(b).
    async fn add_crossing(&mut self, file: Id<File>, crossing: &Crossing)
    -> Result<(), StoreError>;
    /// Completes a record by its exit.
    async fn add_exit(&mut self, file: Id<File>, crossing: &Crossing) -> Result<(), StoreError>;
    /// Stores a record as an amendment, a decision or a new calculation left it, and keeps what
    /// it was before. EES Art. 35(8).
    async fn amend_crossing(
        &mut self,
        file: &File,
        (before, after): (&Crossing, &Crossing),
        change: Change<'_>,
    ) -> Result<(), StoreError>;

    /// Whether an amendment would leave one of the files of the person held without an identity or
    /// without a travel document: files that were merged can be parted again, and each says whose
    /// it is.
    fn leaves_nothing(&self, file: Id<File>, amendment: &PersonAmendment) -> bool;
    /// Stores what a file held says of the person as an amendment leaves it, with what it is found
    /// by, and keeps what it was before. EES Art. 35(1), (8).
    async fn amend_person(
        &mut self,
        file: &File,
        amendment: &PersonAmendment,
        change: Change<'_>,
    ) -> Result<(), StoreError>;

    /// Stores the decision `id` as it now is on `crossing`, or withdraws it when it is not there
    /// any more; the caller has stored the record with what it was before. EES Art. 35(1).
    async fn amend_decision(
        &mut self,
        file: Id<File>,
        crossing: &Crossing,
        id: Id<StayDecision>,
    ) -> Result<(), StoreError>;

    /// Keeps how a human verified the person when a record or a refusal was made; the number is
    /// the version of the file with it.
    async fn add_verification(
        &mut self,
        file: (Id<File>, i64),
        part: (Part, Uuid),
        change: Change<'_>,
    ) -> Result<(), StoreError>;
    /// Adds a decision to a record of the file held. EES Art. 19.
    async fn add_decision(
        &mut self,
        file: Id<File>,
        crossing: Id<Crossing>,
        decision: &StayDecision,
    ) -> Result<(), StoreError>;

    /// Stores a refusal. EES Art. 18.
    async fn add_refusal(
        &mut self,
        file: Id<File>,
        decision: &RefusalDecision,
    ) -> Result<(), StoreError>;

    /// Stores what became of the form when it was handed over. SBC Annex V Part A point 1(a).
    async fn sign_refusal(
        &mut self,
        file: Id<File>,
        decision: &RefusalDecision,
    ) -> Result<(), StoreError>;

    /// Stores a refusal as a correction left it, and keeps what it was before. SBC Art. 14;
    /// EES Art. 35(1) and (8).
    async fn amend_refusal(
        &mut self,
        file: &File,
        (before, after): (&RefusalDecision, &RefusalDecision),
        change: Change<'_>,
    ) -> Result<(), StoreError>;

    /// Remembers what the client-chosen id did.
    async fn add_movement(
        &mut self,
        id: Id<Crossing>,
        (file, crossing): (Id<File>, Id<Crossing>),
        asked: &str,
    ) -> Result<(), StoreError>;
    /// Orders that a part of the file held, or all of it, be erased before its time; that is done
    /// within a minute. Of an order for one record the caller also says, by [`Work::touch`], until
    /// when the file is kept without it. What is ordered twice is ordered once. EES Art. 35.
    async fn order_erasure(
        &mut self,
        file: Id<File>,
        order: &ErasureOrder,
    ) -> Result<(), StoreError>;

    /// The file on which a new record goes of whoever presents `document` and whose file is held:
    /// the one that holds the document, so that parting two persons parts their records.
    fn home_of(&self, held: Id<File>, document: &TravelDocument) -> Id<File>;
    /// The file on which a record or a refusal of the file held is, by the identifier of that part.
    fn home_of_part(&self, held: Id<File>, part: Uuid) -> Id<File>;
    /// Whether the file held, or one that leads to it, was ordered to be erased as a whole and is
    /// still there.
    async fn is_to_be_erased(&mut self, kept: Id<File>) -> Result<bool, StoreError>;
    /// The files that lead to the file held, with the parts that are on them.
    fn joined(&self, kept: Id<File>) -> &[Joined];

    /// Lets the file `joined` lead to `kept`, both held; the caller has stored what becomes of
    /// their records. EES Art. 14(2) and (4).
    async fn merge_files(
        &mut self,
        (kept, joined): (&File, &File),
        change: Change<'_>,
    ) -> Result<(), StoreError>;

    /// Takes `joined` away from the file held, to be kept until `kept_until`; the caller has
    /// stored what becomes of the records of both.
    async fn split_files(
        &mut self,
        (kept, joined): (&File, Id<File>),
        kept_until: Option<Day>,
        change: Change<'_>,
    ) -> Result<(), StoreError>;

    /// On which file the case of amendment is, if it is anywhere.
    async fn file_of_case(&mut self, id: Id<Amendment>) -> Result<Option<Id<File>>, StoreError>;

    /// A case of amendment on the file held.
    async fn find_case(
        &mut self,
        file: Id<File>,
        id: Id<Amendment>,
    ) -> Result<Option<Case>, StoreError>;

    /// Stores a new case of amendment on the file held. EES Art. 35.
    async fn add_case(&mut self, case: &Case) -> Result<(), StoreError>;

    /// Stores the step that a case of amendment on the file held has taken.
    async fn step_case(&mut self, case: &Case) -> Result<(), StoreError>;

    /// Leaves a notice of `kind`, one of [`KINDS`](crate::notices::KINDS), about a file to `state`. EES Art. 35.
    async fn add_notice(
        &mut self,
        kind: &'static str,
        (state, file): (CountryCode, Id<File>),
    ) -> Result<(), StoreError>;

    /// Raises the version of the file, makes the actor's State and office responsible, and says
    /// until when the file is kept now; a file of which every record has been erased keeps the day
    /// it has. EES Art. 34(2), 35(8).
    async fn touch(&mut self, file: Id<File>, kept_until: Option<Day>) -> Result<(), StoreError>;
    /// [`touch`](Self::touch) of a file whose data was put right or decided on, with a notice to the
    /// State that was responsible for it, when it is another one. EES Art. 35(2), (8).
    async fn take_over(&mut self, file: &File, kept_until: Option<Day>) -> Result<(), StoreError>;
    /// Tells the State responsible for a file that another one answers for its data now, when it
    /// is another one. EES Art. 35(2), (8).
    async fn tell_relieved(&mut self, file: &File) -> Result<(), StoreError>;
    /// Makes everything last, the log row included. After a refusal nothing may have been added.
    async fn commit(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}

//! What is known in a check, and the answers that make it known.

use crate::authorised::AuthorisedStay;
use crate::crossing::Overstay;
use crate::day::Day;
use crate::fields::{Age, AgeReading, Capture, Fingers, Is};
use crate::file::Regime;
use crate::refusal::{AlertBiometrics, Chip, FormText, Reason, Threat};
use crate::scope::Scope;
use crate::switches::{CheckSwitches, InForce};

use super::found::{EesSearch, Found, VisSearch};
use super::question::Modality;

/// Everything that has been found out so far. What is `None` was not asked or not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where and when the check takes place.
    pub post: Post,
    /// By what the officer verifies first; the law leaves the choice.
    pub first: Modality,
    /// Whether the officer searches the Visa Information System by the number of the sticker,
    /// where the situation of the person asks for it. Reg. (EC) No 767/2008 Art. 18(3).
    pub vis_by_sticker: Is,
    /// Whether the officer doubts who the person is; may be set at any time.
    pub doubt: Is,
    /// What the officer says of the hands; may be said at any time.
    pub hands: Option<Hands>,
    /// E0: the document.
    pub document: Option<Document>,
    /// E0: the age, where the document leaves it open.
    pub age: Option<Age>,
    /// E1: the search in this system.
    pub ees: Option<EesSearch>,
    /// E1, E4: the search in the Visa Information System.
    pub vis: Option<VisSearch>,
    /// E0: the face of the chip against the live face.
    pub chip: Option<Outcome>,
    /// E3: the live face against the file.
    pub face_in_ees: Option<Outcome>,
    /// E3, E4: the live face against the Visa Information System.
    pub face_in_vis: Option<Outcome>,
    /// E3: fingerprints against the file.
    pub prints_in_ees: Option<Outcome>,
    /// E3, E4: fingerprints against the Visa Information System.
    pub prints_in_vis: Option<Outcome>,
    /// E3: what the officer sees, where nothing can be compared by machine.
    pub by_eye: Option<EyeComparison>,
    /// E4: fingerprints against all files.
    pub identified: Option<Found>,
    /// E4: all or some of the letters and digits against all files.
    pub searched_widely: Option<Found>,
    /// E4: fingerprints against the whole Visa Information System.
    pub identified_in_vis: Option<Outcome>,
    /// E5: what the second line found out.
    pub second_line: Option<SecondLine>,
    /// E6, X3: file, records, calculation.
    pub consulted: Option<Consulted>,
    /// X2: how an entry is shown that was never recorded.
    pub entry_evidence: Option<EntryEvidence>,
    /// X3, E8: taking the fingerprints that the file says are owed.
    pub prints_taken: Option<Taking>,
    /// E7: the other checks.
    pub other_checks: Option<OtherChecks>,
    /// E8: what the officer decided.
    pub decision: Option<Decision>,
}

/// Where and when a check takes place, and how the law is read there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The local day.
    pub day: Day,
    /// Whether biometric data can be taken there.
    pub capture: Capture,
    /// How the law is read.
    pub switches: CheckSwitches,
}

impl Post {
    /// Which parts of the law apply on that day.
    pub fn in_force(&self) -> InForce {
        self.switches.features.on(self.day)
    }
}

impl Known {
    /// The beginning of a check.
    pub const fn nothing(post: Post) -> Self {
        Self {
            post,
            first: Modality::Face,
            vis_by_sticker: Is::NotSo,
            doubt: Is::NotSo,
            hands: None,
            document: None,
            age: None,
            ees: None,
            vis: None,
            chip: None,
            face_in_ees: None,
            face_in_vis: None,
            prints_in_ees: None,
            prints_in_vis: None,
            by_eye: None,
            identified: None,
            searched_widely: None,
            identified_in_vis: None,
            second_line: None,
            consulted: None,
            entry_evidence: None,
            prints_taken: None,
            other_checks: None,
            decision: None,
        }
    }
}

/// The document as it was read, and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// Whether it is what it says.
    pub state: DocumentState,
    /// Whether and how the system applies.
    pub scope: Scope,
    /// Whether a visa is required.
    pub regime: Regime,
    /// The age by the date of birth.
    pub age: AgeReading,
    /// Whether it has a chip with a face.
    pub chip: Chip,
    /// What visa is in it.
    pub visa: VisaShown,
}

impl Document {
    /// The same document, with what the officer says of it.
    #[must_use]
    pub const fn in_state(self, state: DocumentState) -> Self {
        Self { state, ..self }
    }
}

/// Whether a document is what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentState {
    /// It is authentic.
    Authentic,
    /// It could not be checked electronically; the officer sees nothing wrong.
    NotVerifiable,
    /// The officer doubts it.
    Doubtful,
    /// It is false, counterfeit or forged.
    False,
    /// There is no valid document.
    Missing,
}

/// What visa is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaShown {
    /// None.
    None,
    /// A short-stay visa.
    ShortStay,
    /// A national short-stay visa, which the Visa Information System need not hold.
    National,
}

/// What comparing one thing with another gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Both are of one person.
    Match,
    /// They are not.
    NoMatch,
    /// There is nothing that compares, or it did not answer.
    NotAvailable,
    /// What was taken cannot be used, for this reason.
    Unusable(Unusable),
    /// The person refused.
    Refused,
}

/// Why what was taken cannot be used. The officer says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unusable {
    /// Taking it is physically impossible for good.
    PermanentlyImpossible,
    /// Taking it is physically impossible today.
    TemporarilyImpossible,
    /// The quality is not sufficient after trying again.
    PoorQuality,
    /// The device failed.
    DeviceFailed,
}

/// What an officer says of the hands, with the reason. EES Art. 17(4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hands {
    /// Whether prints can be taken of them.
    pub fingers: Fingers,
    /// On what ground.
    pub reason: FormText,
}

/// What came of taking fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taking {
    /// They were taken.
    Taken,
    /// There is nothing that takes them, or it did not answer.
    NotAvailable,
    /// What was taken cannot be used, for this reason.
    Unusable(Unusable),
    /// The person refused.
    Refused,
}

/// What the officer sees, comparing person and document, with the reason why no machine did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EyeComparison {
    /// Whether it is the person of the file.
    pub same_person: Is,
    /// Why the comparison was made by eye.
    pub reason: FormText,
}

/// What the second line found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondLine {
    /// Who the person is.
    pub choice: SecondLineChoice,
    /// On what ground.
    pub reason: FormText,
}

/// Who the second line found the person to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondLineChoice {
    /// The person of the file that was identified, or else of the file that was searched for.
    PersonOfFile,
    /// Nobody on file.
    NobodyOnFile,
}

/// What file, records and calculation show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consulted {
    /// On entry: the stay that can be authorised; `None` where nothing is calculated.
    pub stay: Option<AuthorisedStay>,
    /// On exit: whether the stay was exceeded.
    pub overstay: Option<Overstay>,
    /// A record without exit is on file.
    pub open_record: Is,
    /// On exit: another visa is used than the one on record.
    pub other_visa: Is,
    /// The person is on the list of overstayers as still inside.
    pub listed: Is,
}

/// How an entry is shown that was never recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryEvidence {
    /// By a stamp of the time before the system started. EES Art. 22(2).
    StampBeforeStart,
    /// By evidence that rebuts the presumption. EES Art. 20; SBC Art. 12(3).
    Rebutted,
    /// Not at all.
    None,
}

/// What the checks outside this system gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherChecks {
    /// Reasons for refusal that they show; on exit, reasons to hold the person.
    pub reasons: Vec<Reason>,
    /// Whether the alert that was found holds the person's biometric data.
    pub alert: AlertBiometrics,
    /// What is threatened, when that is among the reasons.
    pub threats: Vec<Threat>,
}

/// What an officer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Entry is authorised.
    Admit,
    /// Entry is refused, for at least one reason.
    Refuse(Vec<Reason>),
    /// The person applies for international protection: no refusal, a national procedure.
    Protection,
    /// The person leaves.
    LetLeave,
    /// The person does not leave now.
    HoldBack,
}

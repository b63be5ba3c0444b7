//! What can be done with the register: the actions of the policy and their codes.

use fnd_register::Coded;

/// What can be done with the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Search by document and identity, and read what is found.
    Check,
    /// Read an individual file with its records and its authorised stay.
    ReadFile,
    /// Record an entry; create or update the file for it.
    RecordEntry,
    /// Record an exit.
    RecordExit,
    /// Record a refusal of entry, and what became of its form.
    RefuseEntry,
    /// Correct a refusal whose appeal succeeded.
    CorrectRefusal,
    /// Add an identity or a travel document to a file.
    AmendFile,
    /// Enter a short stay that begins within the territory.
    ChangeStatus,
    /// Enter and withdraw a notification of a national facilitation programme.
    NotifyProgramme,
    /// Put an entry/exit record right.
    Rectify,
    /// Merge two files of one person, and part them again.
    MergeFiles,
    /// Open a case of amendment.
    OpenCase,
    /// Take a step in a case of amendment: ask the State responsible, settle it.
    HandleCase,
    /// Read the cases of amendment of one's own State.
    ListCases,
    /// Search the log of operations.
    ReadLog,
    /// Read the log's checkpoints, tiles and proofs.
    ReadLogProof,
    /// Record a decision that revokes, annuls or extends a stay.
    DecideStay,
    /// Read the list of overstayers.
    ListOverstayers,
    /// Take somebody off the list of overstayers.
    LiftOverstay,
    /// Mark stays that have expired, and tell the Member States; done by the system itself.
    MarkOverstays,
    /// Tell a Member State that the data of an overstayer will go; done by the system itself.
    WarnOfErasure,
    /// Erase what is kept no longer; done by the system itself.
    EraseDue,
    /// Erase before the time what an authority ordered; done by the system itself.
    EraseEarly,
    /// Erase log rows whose time is over; done by the system itself.
    EraseLog,
    /// Read what the runs of erasure did and what goes next.
    ReadErasures,
    /// Read who may do what, and who did.
    ReadAccess,
    /// Read when operation was suspended at which crossing point.
    ReadSuspensions,
    /// Begin, end or report a suspension of a crossing point.
    SuspendPoint,
    /// Read numbers on the quality of the data.
    ReadQuality,
    /// Begin or end a monitoring procedure, while which log rows are not erased.
    HoldLog,
    /// Read the monitoring procedures of one's own body.
    ListProcedures,
    /// Take a facial image and fingerprints of whoever is checked.
    Capture,
    /// Search all files by fingerprints, or by fingerprints and face.
    Identify,
    /// Fill a gallery with what faces and fingers are compared by; done by the system itself.
    FillGallery,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 34] = [
        Self::Check,
        Self::ReadFile,
        Self::RecordEntry,
        Self::RecordExit,
        Self::RefuseEntry,
        Self::CorrectRefusal,
        Self::AmendFile,
        Self::ChangeStatus,
        Self::NotifyProgramme,
        Self::Rectify,
        Self::MergeFiles,
        Self::OpenCase,
        Self::HandleCase,
        Self::ListCases,
        Self::ReadLog,
        Self::ReadLogProof,
        Self::DecideStay,
        Self::ListOverstayers,
        Self::LiftOverstay,
        Self::MarkOverstays,
        Self::WarnOfErasure,
        Self::EraseDue,
        Self::EraseEarly,
        Self::EraseLog,
        Self::ReadErasures,
        Self::ReadAccess,
        Self::ReadSuspensions,
        Self::SuspendPoint,
        Self::ReadQuality,
        Self::HoldLog,
        Self::ListProcedures,
        Self::Capture,
        Self::Identify,
        Self::FillGallery,
    ];
}

impl Coded for Action {
    fn code(&self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::ReadFile => "read-file",
            Self::RecordEntry => "record-entry",
            Self::RecordExit => "record-exit",
            Self::RefuseEntry => "refuse-entry",
            Self::CorrectRefusal => "correct-refusal",
            Self::AmendFile => "amend-file",
            Self::ChangeStatus => "change-status",
            Self::NotifyProgramme => "notify-programme",
            Self::Rectify => "rectify",
            Self::MergeFiles => "merge-files",
            Self::OpenCase => "open-case",
            Self::HandleCase => "handle-case",
            Self::ListCases => "list-cases",
            Self::ReadLog => "read-log",
            Self::ReadLogProof => "read-log-proof",
            Self::DecideStay => "decide-stay",
            Self::ListOverstayers => "list-overstayers",
            Self::LiftOverstay => "lift-overstay",
            Self::MarkOverstays => "mark-overstays",
            Self::WarnOfErasure => "warn-of-erasure",
            Self::EraseDue => "erase-due",
            Self::EraseEarly => "erase-early",
            Self::EraseLog => "erase-log",
            Self::ReadErasures => "read-erasures",
            Self::ReadAccess => "read-access",
            Self::ReadSuspensions => "read-suspensions",
            Self::SuspendPoint => "suspend-point",
            Self::ReadQuality => "read-quality",
            Self::HoldLog => "hold-log",
            Self::ListProcedures => "list-procedures",
            Self::Capture => "capture",
            Self::Identify => "identify",
            Self::FillGallery => "fill-gallery",
        }
    }
}

//! Pages of data protection and of the log.

mod affected;
mod breaches;
mod case;
mod cases;
mod health;
mod integrity;
mod log;
mod record;
mod retention;
mod statements;

pub use affected::{AffectedPage, AffectedRow, Found};
pub use breaches::{
    AssessForm, BreachForm, BreachPage, BreachRow, BreachesPage, Clock, ReportForm, TellForm, Told,
};
pub use case::{
    About, AnswerForm, CasePage, EnterForm, EnterPage, ExtendForm, IdentityForm, Outcome,
    SentArchive, StepRow,
};
pub use cases::{CaseRow, CasesFilter, CasesPage, Due};
pub use health::{GivenUpRow, HealthPage, JobRow, Part};
pub use integrity::{IntegrityPage, Recomputed};
pub use log::{LogFilter, LogPage, LogRow, Technical};
pub use record::{RecordChange, RecordPage, RecordRow, VersionRow};
pub use retention::{PendingRow, RetentionPage, RuleRow, RunPage, RunRow};
pub use statements::{PublishForm, PublishPage, StatementRow, StatementText, StatementsPage};

codes! {
    /// What may be asked under data protection law.
    pub Right => "right-";
    /// How a request came.
    pub Channel => "channel-";
    /// On what ground a request is refused.
    pub Ground => "refusal-ground-";
    /// What personal data are used for.
    pub Purpose => "purpose-";
    /// A text that is agreed to.
    pub Text => "text-";
}

worded! {
    /// How far a case is.
    pub enum CaseState: key, tone {
        /// It has come.
        Received => "case-received", "info";
        /// Who made it is being found out.
        IdentityCheck => "case-identity-check", "warning";
        /// It is being answered.
        InProgress => "case-in-progress", "info";
        /// It takes longer, and the person was told.
        Extended => "case-extended", "warning";
        /// Answered as asked.
        Fulfilled => "case-fulfilled", "success";
        /// Answered in part.
        Partly => "case-partly", "success";
        /// Refused, with reasons.
        Refused => "case-refused", "error";
        /// Taken back by the person.
        Cancelled => "case-cancelled", "info";
    }
}

worded! {
    /// What a breach means for the persons concerned.
    pub enum Risk: key, tone {
        /// Not yet known.
        Unknown => "risk-unknown", "warning";
        /// Probably nothing.
        Unlikely => "risk-unlikely", "info";
        /// Something.
        Likely => "risk-likely", "warning";
        /// Much.
        High => "risk-high", "error";
    }
}

worded! {
    /// How something that the system did came out, or how a part of it is.
    pub enum Condition: key, tone {
        /// As it should be.
        Good => "condition-good", "success";
        /// In part, or late.
        Troubled => "condition-troubled", "warning";
        /// Not.
        Bad => "condition-bad", "error";
        /// It has not been tried.
        Unknown => "condition-unknown", "info";
    }
}

worded! {
    /// How an operation ended.
    pub enum Ended: key, tone {
        /// It was done.
        Done => "outcome-done", "success";
        /// It was refused.
        Refused => "outcome-refused", "warning";
    }
}

worded! {
    /// Where a version of a text stands.
    pub enum Standing: key, tone {
        /// It will hold.
        Coming => "standing-coming", "info";
        /// It holds.
        InForce => "standing-in-force", "success";
        /// It held.
        Past => "standing-past", "info";
    }
}

worded! {
    /// What was just done, as the page after it says.
    pub enum Done: key, text {
        /// A case was entered.
        Entered => "done-case-entered", "done-case-entered-text";
        /// The person was asked who they are.
        AskedIdentity => "done-case-asked", "done-case-asked-text";
        /// It is known who the person is.
        Identified => "done-case-identified", "done-case-identified-text";
        /// The time was extended.
        Extended => "done-case-extended", "done-case-extended-text";
        /// The archive is prepared anew.
        Preparing => "done-case-archive", "done-case-archive-text";
        /// The case was answered.
        Answered => "done-case-answered", "done-case-answered-text";
        /// A breach was entered.
        BreachEntered => "done-breach-entered", "done-breach-entered-text";
        /// A step on a breach was noted.
        BreachNoted => "done-breach-noted", "done-breach-noted-text";
        /// The list of those affected was changed.
        Affected => "done-affected", "done-affected-text";
        /// A breach was closed.
        BreachClosed => "done-breach-closed", "done-breach-closed-text";
        /// A version was published.
        Published => "done-published", "done-published-text";
    }
}

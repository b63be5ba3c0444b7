//! Pages of those who decide about people: requests, users, roles, organisations.

mod countries;
mod edits;
mod emergency;
mod organisations;
mod queue;
mod review;
mod roles;
mod users;
mod who_sees;

pub use countries::{AspectRow, CountriesPage, CountryForm, CountryRow};
pub use edits::{Change, EditForm, EditPage, EditPreviewPage, EditRow, EditsPage, MonthRow};
pub use emergency::{EmergencyForm, EmergencyPage, EmergencyPhase, EmergencyRow};
pub use organisations::{
    OrganisationForm, OrganisationPage, OrganisationRow, OrganisationsFilter, OrganisationsPage,
};
pub use queue::{Holder, QueueFilter, QueuePage, QueueRow};
pub use review::{
    AcceptForm, AskForm, Asked, Decision, Double, Forms, Hold, Login, Obstacle, RefuseForm,
    ReviewPage, ScanView,
};
pub use roles::{
    AcknowledgeForm, Apart, ApprovalForm, CertifyForm, GrantPage, GrantRow, Needs, ProposeForm,
    ProposePage, RolesPage,
};
pub use users::{
    RestoreForm, RestorePage, SuspendForm, SuspendPage, Suspension, UserEdit, UserPage, UserRow,
    UsersFilter, UsersPage,
};
pub use who_sees::{SeesRow, WhoSeesPage};

codes! {
    /// Why a registration was refused.
    pub RefusalReason => "refusal-";
    /// Why an account was suspended.
    pub SuspensionReason => "suspension-";
    /// Why a user's data was edited by somebody else.
    pub EditReason => "edit-reason-";
    /// A role that is granted.
    pub Role => "role-";
    /// Why two requests or accounts may be one person's.
    pub Likeness => "alike-";
    /// How well EU Login knows somebody.
    pub Assurance => "assurance-";
    /// Why two roles may not meet in one account.
    pub Conflict => "conflict-";
    /// What a country can be.
    pub Aspect => "aspect-";
}

worded! {
    /// Where a registration stands.
    pub enum RequestState: key, tone {
        /// Sent, and nobody has looked at it.
        Submitted => "queue-submitted", "info";
        /// Somebody examines it.
        InReview => "queue-in-review", "info";
        /// The applicant was asked for something.
        InfoRequested => "queue-info-requested", "warning";
        /// There is an account.
        Accepted => "queue-accepted", "success";
        /// There is none.
        Refused => "queue-refused", "error";
        /// The applicant took it back.
        Withdrawn => "queue-withdrawn", "info";
        /// Its time was up.
        Expired => "queue-expired", "info";
    }
}

worded! {
    /// Where an account stands.
    pub enum AccountState: key, tone {
        /// It is used.
        Active => "account-active", "success";
        /// An administrator closed it for a time.
        Suspended => "account-suspended", "error";
        /// It was not used for long.
        Dormant => "account-dormant", "warning";
        /// It is closed, and its data is being erased.
        PendingErasure => "account-pending-erasure", "error";
    }
}

worded! {
    /// What was just done, as the page after it says.
    pub enum Done: key, text {
        /// The reader examines the request.
        Taken => "done-request-taken", "done-request-taken-text";
        /// The reader no longer examines it.
        Released => "done-request-released", "done-request-released-text";
        /// A registration was accepted.
        Accepted => "done-request-accepted", "done-request-accepted-text";
        /// A registration was refused.
        Refused => "done-request-refused", "done-request-refused-text";
        /// The applicant was asked.
        Asked => "done-request-asked", "done-request-asked-text";
        /// An account was suspended.
        Suspended => "done-suspended", "done-suspended-text";
        /// An account was restored.
        Restored => "done-restored", "done-restored-text";
        /// A user's data was edited.
        Edited => "done-edited", "done-edited-text";
        /// A role was proposed.
        Proposed => "done-role-proposed", "done-role-proposed-text";
        /// A role was approved.
        Approved => "done-role-approved", "done-role-approved-text";
        /// A proposal was turned down.
        TurnedDown => "done-role-turned-down", "done-role-turned-down-text";
        /// Confidentiality was acknowledged.
        Acknowledged => "done-role-acknowledged", "done-role-acknowledged-text";
        /// A role was certified.
        Certified => "done-role-certified", "done-role-certified-text";
        /// A role was ended.
        Ended => "done-role-ended", "done-role-ended-text";
        /// Emergency access was asked for.
        EmergencyAsked => "done-emergency-asked", "done-emergency-asked-text";
        /// Emergency access was approved.
        EmergencyApproved => "done-emergency-approved", "done-emergency-approved-text";
        /// Emergency access was ended.
        EmergencyEnded => "done-emergency-ended", "done-emergency-ended-text";
        /// An organisation was saved.
        OrganisationSaved => "done-organisation", "done-organisation-text";
        /// A country was saved.
        CountrySaved => "done-country", "done-country-text";
    }
}

//! Who receives personal data, and which categories an action opens to them.

use super::REGISTER;
use crate::access::{Action, Party};
use crate::community::Level;
use crate::role::Role;

coded! {
    /// Who receives personal data.
    ///
    /// Law: statement 7; EUDPR Art. 31(1)(d).
    pub enum Recipient {
        /// The person.
        Oneself => "oneself",
        /// Members of the same Community, in the Union.
        FellowMembers => "fellow-members",
        /// Members of the same Community in a third country or an international organisation.
        FellowMembersAbroad => "fellow-members-abroad",
        /// Who leads the Community.
        Leads => "leads",
        /// Who coordinates for the Commission or a country.
        Coordinators => "coordinators",
        /// Who decides on requests.
        Validators => "validators",
        /// Who looks after users.
        UserAdmins => "user-admins",
        /// Who acts for the controller in data protection.
        Officers => "officers",
        /// Who reads the log.
        Auditors => "auditors",
        /// Who runs the machines, in an emergency.
        SystemOperators => "system-operators",
        /// The European Data Protection Supervisor.
        Supervisor => "supervisor",
    }
}

impl Recipient {
    /// The recipients that a party of the access table is; none for who receives no personal
    /// data of others and none of their own.
    pub const fn of(party: Party) -> &'static [Self] {
        match party {
            Party::Anyone => &[],
            Party::Applicant | Party::Holder => &[Self::Oneself],
            // What a user sees by a row of users is their own, or that of fellow members.
            Party::User => &[Self::Oneself, Self::FellowMembers, Self::FellowMembersAbroad],
            Party::Member(Level::Lead) => &[Self::Leads],
            Party::Member(Level::Reader | Level::Contributor | Level::Editor) => {
                &[Self::FellowMembers, Self::FellowMembersAbroad]
            }
            Party::Role(role) => match role {
                Role::NcpCoordinator | Role::ComCoordinator => &[Self::Coordinators],
                Role::Validator => &[Self::Validators],
                Role::UserAdmin => &[Self::UserAdmins],
                Role::DpOfficer => &[Self::Officers],
                Role::LogAuditor => &[Self::Auditors],
                Role::SysAdmin => &[Self::SystemOperators],
                Role::NcpExpert | Role::SpEditor | Role::GlossaryEditor => &[],
            },
        }
    }
}

/// Categories that each action opens. Actions that are not here open none.
const SERVED: &[(Action, &[&str])] = &[
    // One's own.
    (Action::ReadOwnRequest, REQUEST),
    (Action::EditOwnRequest, REQUEST),
    (Action::WithdrawOwnRequest, REQUEST),
    (Action::ReadOwnConsents, &["consent"]),
    (Action::WithdrawConsent, &["consent", "membership"]),
    (Action::ReadOwnCase, CASE),
    (Action::ReadOwnProfile, &["contact-details"]),
    (Action::EditOwnProfile, &["contact-details"]),
    (Action::ChangeOwnEmail, &["contact-details", "email-change"]),
    (
        Action::ReadOwnActivity,
        &["log-action", "log-technical", "exceptional-edit", "exceptional-edit-state"],
    ),
    (Action::ReadOwnMemberships, &["membership", "role-grant", "api-token"]),
    (Action::SetOwnNotices, &["notification-setting", "contact-details"]),
    (Action::KeepOwnTokens, &["api-token"]),
    (Action::AcknowledgeRole, &["role-grant"]),
    (Action::MakeExport, EXPORT),
    (Action::FetchExport, EXPORT),
    // Other people's.
    (Action::ReadCard, &["contact-details"]),
    (Action::SearchContacts, &["contact-details"]),
    (Action::ListMembers, &["contact-details", "membership"]),
    (Action::ManageMembers, &["contact-details", "membership", "membership-message"]),
    (Action::ReadHistory, &["log-action"]),
    (Action::ListRequests, REQUEST),
    (Action::ReadRequest, REQUEST),
    (Action::AskApplicant, REQUEST),
    (Action::DecideRequest, REQUEST),
    (Action::ViewScan, &["scan"]),
    (Action::ListUsers, &["contact-details", "account"]),
    (Action::ReadUser, &["contact-details", "account"]),
    (Action::SuspendUser, &["contact-details", "account"]),
    (Action::EditExceptionally, EDIT),
    (Action::ReadRoles, &["role-grant"]),
    (Action::ProposeRole, &["role-grant"]),
    (Action::ApproveRole, &["role-grant"]),
    (Action::CertifyRole, &["role-grant"]),
    (Action::EndRole, &["role-grant"]),
    (Action::ReadEmergencies, &["emergency-access"]),
    (Action::AskEmergency, &["emergency-access"]),
    (Action::ApproveEmergency, &["emergency-access"]),
    (Action::ReadLog, &["log-action", "log-technical", "log-query"]),
    (Action::ListCases, CASE),
    (Action::EnterCase, CASE),
    (Action::ReadCase, WORKED_CASE),
    (Action::WorkCase, WORKED_CASE),
    (Action::FetchCaseArchive, EXPORT),
    (Action::ReadConsents, &["consent", "consent-evidence"]),
    (Action::ReadRetention, &["tombstone"]),
    (Action::KeepBreaches, &["breach", "breach-affected", "contact-details"]),
];
const REQUEST: &[&str] = &["registration", "registration-state", "scan-state"];
const EDIT: &[&str] = &["contact-details", "exceptional-edit", "exceptional-edit-state"];
const EXPORT: &[&str] = &["export", "export-state"];
const WORKED_CASE: &[&str] = &[
    "rights-request",
    "rights-request-content",
    "export-state",
    "contact-details",
    "registration",
];
const CASE: &[&str] = &["rights-request", "rights-request-content"];

/// The categories that `action` opens to who may do it.
///
/// INVARIANT: what is not named here is not read by a handler of that action; the codes are also
/// what the log row names as sent.
pub fn serves(action: Action) -> Vec<&'static str> {
    if action == Action::FetchOwnData {
        let own = REGISTER.categories.iter();
        let own = own.filter(|category| category.recipients.contains(&Recipient::Oneself));
        return own.map(|category| category.code).collect();
    }
    let row = SERVED.iter().find(|(served, _)| *served == action);
    row.map(|(_, categories)| categories.to_vec()).unwrap_or_default()
}

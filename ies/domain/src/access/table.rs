//! The rows of the policy.

use fnd_register::Coded;

use super::{Action, Fact, Party};
use crate::community::Level;
use crate::role::Role;
use crate::session::Strength;

/// One permission: this party may do this, where these facts hold, in a session of this strength.
#[derive(Debug)]
pub(super) struct Permission {
    pub(super) party: Party,
    pub(super) action: Action,
    pub(super) facts: &'static [Fact],
    pub(super) strength: Strength,
    pub(super) rule: &'static str,
}

const fn permit(
    party: Party,
    action: Action,
    facts: &'static [Fact],
    strength: Strength,
    rule: &'static str,
) -> Permission {
    Permission { party, action, facts, strength, rule }
}

const READER: Party = Party::Member(Level::Reader);
const CONTRIBUTOR: Party = Party::Member(Level::Contributor);
const EDITOR: Party = Party::Member(Level::Editor);
const LEAD: Party = Party::Member(Level::Lead);
const NCP_COORDINATOR: Party = Party::Role(Role::NcpCoordinator);
const COM_COORDINATOR: Party = Party::Role(Role::ComCoordinator);
const VALIDATOR: Party = Party::Role(Role::Validator);
const USER_ADMIN: Party = Party::Role(Role::UserAdmin);
const DP_OFFICER: Party = Party::Role(Role::DpOfficer);
const LOG_AUDITOR: Party = Party::Role(Role::LogAuditor);
const SYS_ADMIN: Party = Party::Role(Role::SysAdmin);

const OWN: &[Fact] = &[Fact::Own];
const OTHERS: &[Fact] = &[Fact::Others];
const WAITING: &[Fact] = &[Fact::Others, Fact::BeforeDecision];
const SCAN: &[Fact] = &[Fact::Others, Fact::BeforeDecision, Fact::ScanViewable];
const SCAN_IN_EMERGENCY: &[Fact] =
    &[Fact::Others, Fact::BeforeDecision, Fact::ScanViewable, Fact::Emergency];
const ARCHIVE: &[Fact] = &[Fact::Others, Fact::AnsweredByPost];
const SECOND: &[Fact] = &[Fact::Others, Fact::OthersProposed];

/// The policy. What is not listed is refused.
pub(super) const PERMITTED: &[Permission] = {
    use Action as A;
    use Party::{Anyone, Applicant, Holder, User};
    use Strength::{Fresh, Living, Recent, TwoFactors};
    &[
        // Everybody.
        permit(Anyone, A::ReadPublic, &[], Living, "statement 3; A1"),
        permit(Anyone, A::ReadStatement, &[], Living, "EUDPR Art. 15; R39, A1"),
        // Who asks for an account.
        permit(Applicant, A::BeginRequest, &[], Living, "statement 5; R25, A2"),
        permit(Applicant, A::ReadOwnRequest, OWN, Living, "statement 5; A2"),
        permit(
            Applicant,
            A::EditOwnRequest,
            &[Fact::Own, Fact::TakesChanges],
            Living,
            "statement 5; A2",
        ),
        permit(
            Applicant,
            A::WithdrawOwnRequest,
            &[Fact::Own, Fact::Open],
            Living,
            "statement 8; R47, A2",
        ),
        permit(Applicant, A::GiveConsent, &[], Living, "statement 3; R37, A2"),
        permit(Applicant, A::ReadOwnConsents, &[], Living, "EUDPR Art. 17; R40, A2"),
        permit(Applicant, A::ExerciseRight, &[], Living, "statement 8; R46, A2"),
        permit(Applicant, A::ReadOwnCase, OWN, Living, "statement 8; R46, A21"),
        permit(Applicant, A::FetchOwnData, OWN, Recent, "EUDPR Art. 17; R40, A2"),
        // Who has an account, whatever its state.
        permit(Holder, A::GiveConsent, &[], Living, "statement 7; R38, A3"),
        permit(Holder, A::WithdrawConsent, &[], Recent, "statement 8; R47, A3"),
        permit(Holder, A::ReadOwnConsents, &[], Living, "EUDPR Art. 17; R40, A3"),
        permit(Holder, A::ExerciseRight, &[], Living, "statement 8; R46"),
        permit(Holder, A::CloseOwnAccount, &[], Recent, "statement 8; R42"),
        permit(Holder, A::ReadOwnCase, OWN, Living, "statement 8; R46, A21"),
        permit(Holder, A::FetchOwnData, OWN, Recent, "EUDPR Art. 17; R40"),
        // Who uses the system.
        permit(User, A::ReadOwnProfile, OWN, Living, "statement 7; R32, A9"),
        permit(User, A::EditOwnProfile, OWN, Living, "statement 7 and 8; R32, R41, A9"),
        permit(User, A::ChangeOwnEmail, OWN, Fresh, "statement 8; R41, A9"),
        permit(User, A::ReadOwnActivity, OWN, Living, "EUDPR Art. 17; R33, R40"),
        permit(User, A::ReadOwnMemberships, OWN, Living, "EUDPR Art. 17; R40"),
        permit(User, A::SetOwnNotices, OWN, Living, "EUDPR Art. 27; R55"),
        permit(User, A::KeepOwnTokens, OWN, Fresh, "statement 2; A20"),
        permit(User, A::ReadCard, &[Fact::CardVisible], Living, "statement 7; R30, R31, A5"),
        permit(User, A::SearchContacts, &[], Living, "statement 7; R30, A5"),
        permit(User, A::ListCommunities, &[], Living, "statement 2; R06, A4"),
        permit(User, A::ReadNotice, &[Fact::Listed], Living, "statement 7; R36, A4"),
        permit(User, A::ReadNotice, &[Fact::Invited], Living, "statement 7; R36, A4"),
        permit(
            User,
            A::ApplyToJoin,
            &[Fact::Listed, Fact::TakesApplications],
            Living,
            "statement 2; R06, A4",
        ),
        permit(User, A::ApplyToJoin, &[Fact::Applied], Living, "statement 2; R06, A4"),
        permit(User, A::AnswerInvitation, &[Fact::Invited], Living, "statement 2; R06, A4"),
        permit(User, A::AcknowledgeRole, OWN, Fresh, "statement 6; R22, R26"),
        permit(User, A::EndRole, OWN, Living, "statement 6; R28"),
        permit(User, A::MakeExport, &[], Living, "statement 2; A19"),
        permit(User, A::FetchExport, OWN, Living, "statement 2; A19"),
        // Members.
        permit(READER, A::ReadNotice, &[], Living, "statement 7; R36, A4"),
        permit(READER, A::ReadContent, &[], Living, "statement 2; R06, A4"),
        permit(READER, A::ListMembers, &[], Living, "statement 7; R30, A4"),
        permit(READER, A::LeaveCommunity, &[], Living, "statement 7; R36, A4"),
        permit(CONTRIBUTOR, A::AddContent, &[], Living, "statement 2; R06, A4"),
        permit(CONTRIBUTOR, A::EditContent, OWN, Living, "statement 2; R06, A4"),
        permit(EDITOR, A::EditContent, &[], Living, "statement 2; R06, A4"),
        permit(LEAD, A::BreakLock, &[], Living, "statement 2; R06, A4"),
        permit(LEAD, A::ManageMembers, OTHERS, Living, "statement 6; R28, A4, A22"),
        permit(LEAD, A::ArrangeCommunity, &[], Living, "statement 2; R06, A4"),
        permit(LEAD, A::ChangeCommunity, &[], Living, "statement 2; R06, A4"),
        permit(LEAD, A::ReadHistory, &[], Living, "statement 7; R34, A4"),
        // Coordinators.
        permit(
            NCP_COORDINATOR,
            A::ProposeRole,
            &[Fact::Others, Fact::OwnCountry],
            Fresh,
            "statement 2; R28, A22",
        ),
        permit(COM_COORDINATOR, A::CreateCommunity, &[], TwoFactors, "statement 2; R03"),
        permit(COM_COORDINATOR, A::ProposeRole, OTHERS, Fresh, "statement 2; R03, R28, A22"),
        // Who decides on requests.
        permit(VALIDATOR, A::ListRequests, &[], TwoFactors, "statement 7; R35"),
        permit(
            VALIDATOR,
            A::ReadRequest,
            &[Fact::Others, Fact::Reviewable],
            TwoFactors,
            "statement 7; R35, A22",
        ),
        permit(VALIDATOR, A::ViewScan, SCAN, Fresh, "statement 7; R35, A7"),
        permit(VALIDATOR, A::AskApplicant, WAITING, TwoFactors, "statement 5; R35, A22"),
        permit(VALIDATOR, A::DecideRequest, WAITING, Fresh, "statement 5; R35, R45, A22"),
        // Who looks after users.
        permit(USER_ADMIN, A::ListUsers, &[], TwoFactors, "statement 7; R28, A5"),
        permit(USER_ADMIN, A::ReadUser, &[], TwoFactors, "statement 7; R28, A5"),
        permit(USER_ADMIN, A::SuspendUser, OTHERS, Fresh, "statement 6; R28, A22"),
        permit(USER_ADMIN, A::EditExceptionally, OTHERS, Fresh, "statement 7; R33, A10, A22"),
        permit(USER_ADMIN, A::ManageMembers, OTHERS, Fresh, "statement 6; R28, A22"),
        permit(USER_ADMIN, A::EditOrganisations, &[], TwoFactors, "statement 2; R02, R05"),
        permit(USER_ADMIN, A::ReadRoles, &[], TwoFactors, "statement 6; R28"),
        permit(USER_ADMIN, A::ProposeRole, OTHERS, Fresh, "statement 2; R03, R28, A22"),
        permit(USER_ADMIN, A::ApproveRole, SECOND, Fresh, "statement 6; R28, A22"),
        permit(USER_ADMIN, A::CertifyRole, OTHERS, Fresh, "statement 6; R28, A22"),
        permit(USER_ADMIN, A::EndRole, OTHERS, Fresh, "statement 6; R28"),
        permit(USER_ADMIN, A::ReadEmergencies, &[], TwoFactors, "statement 7; R35, A6"),
        permit(USER_ADMIN, A::ApproveEmergency, OTHERS, Fresh, "statement 7; R35, A6, A22"),
        // Who acts for the controller in data protection.
        permit(DP_OFFICER, A::ReadRoles, &[], TwoFactors, "statement 6; R28"),
        permit(DP_OFFICER, A::ApproveRole, SECOND, Fresh, "statement 6; R28, A22"),
        permit(DP_OFFICER, A::CertifyRole, OTHERS, Fresh, "statement 6; R28, A22"),
        permit(DP_OFFICER, A::EndRole, OTHERS, Fresh, "statement 6; R28"),
        permit(DP_OFFICER, A::ReadEmergencies, &[], TwoFactors, "statement 7; R35, A6"),
        permit(DP_OFFICER, A::ApproveEmergency, OTHERS, Fresh, "statement 7; R35, A6, A22"),
        permit(DP_OFFICER, A::ListCases, &[], TwoFactors, "statement 8; R46, A21"),
        permit(DP_OFFICER, A::EnterCase, &[], TwoFactors, "statement 8; R46, A21"),
        permit(DP_OFFICER, A::ReadCase, OTHERS, TwoFactors, "statement 8; R46, A21, A22"),
        permit(DP_OFFICER, A::WorkCase, OTHERS, Fresh, "statement 8; R46, A21, A22"),
        permit(DP_OFFICER, A::FetchCaseArchive, ARCHIVE, Fresh, "EUDPR Art. 17, 22; R40, R46"),
        permit(DP_OFFICER, A::ReadConsents, &[], TwoFactors, "EUDPR Art. 7(1); R09, R47"),
        permit(DP_OFFICER, A::PublishStatement, &[], Fresh, "EUDPR Art. 15; R38"),
        permit(DP_OFFICER, A::ReadRetention, &[], TwoFactors, "statement 5; R18"),
        permit(DP_OFFICER, A::KeepBreaches, &[], TwoFactors, "EUDPR Art. 34; R54"),
        permit(DP_OFFICER, A::ExportRecord, &[], TwoFactors, "EUDPR Art. 31; R53"),
        // Who audits.
        permit(LOG_AUDITOR, A::ReadLog, &[], TwoFactors, "statement 7; R34, A8"),
        permit(LOG_AUDITOR, A::ReadLogProof, &[], TwoFactors, "statement 7; R27, R34, A8"),
        // Who runs the machines.
        permit(SYS_ADMIN, A::RunSystem, &[], TwoFactors, "statement 6; R20"),
        permit(SYS_ADMIN, A::ReadEmergencies, &[], TwoFactors, "statement 7; R35, A6"),
        permit(SYS_ADMIN, A::AskEmergency, &[], Fresh, "statement 7; R35, A6"),
        permit(SYS_ADMIN, A::ReadContent, &[Fact::Emergency], Fresh, "statement 7; A6"),
        permit(SYS_ADMIN, A::ViewScan, SCAN_IN_EMERGENCY, Fresh, "statement 7; R35, A6, A7"),
    ]
};

/// The whole policy as text, one line for each row, by party and action in their order. A change
/// of policy is a change of this text.
pub fn matrix() -> String {
    let mut lines = Vec::new();
    for party in Party::all() {
        for action in Action::ALL {
            let rows = PERMITTED.iter().filter(|row| row.party == party && row.action == *action);
            lines.extend(rows.map(line));
        }
    }
    lines.concat()
}

fn line(row: &Permission) -> String {
    let facts: Vec<_> = row.facts.iter().map(Coded::code).collect();
    let facts = if facts.is_empty() { "-".to_owned() } else { facts.join("+") };
    format!(
        "{:<15} {:<20} {:<44} {:<11} {:<18} {}\n",
        row.party.code(),
        row.action.code(),
        facts,
        row.strength.code(),
        row.action.purpose().code(),
        row.rule
    )
}

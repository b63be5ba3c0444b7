//! What can be done, what for, and what a refusal may give away.

use crate::community::Verb;
use crate::log::Class;
use crate::purpose::Purpose;

coded! {
    /// What can be done with persons' data and in Communities.
    pub enum Action {
        /// Read what is public.
        ReadPublic => "read-public",
        /// Read the privacy statement, the terms and the contacts.
        ReadStatement => "read-statement",
        /// Begin a request for an account.
        BeginRequest => "begin-request",
        /// Read one's own request.
        ReadOwnRequest => "read-own-request",
        /// Fill in, submit, answer; upload and replace the scan.
        EditOwnRequest => "edit-own-request",
        /// Withdraw one's own request.
        WithdrawOwnRequest => "withdraw-own-request",
        /// Give consent.
        GiveConsent => "give-consent",
        /// Withdraw consent, or the part on transfers.
        WithdrawConsent => "withdraw-consent",
        /// Read one's own consents.
        ReadOwnConsents => "read-own-consents",
        /// Ask for access, rectification or portability.
        ExerciseRight => "exercise-right",
        /// Ask for what closes the account.
        CloseOwnAccount => "close-own-account",
        /// Read the state of one's own requests under data protection law.
        ReadOwnCase => "read-own-case",
        /// Fetch the archive of one's own data.
        FetchOwnData => "fetch-own-data",
        /// Read one's own profile.
        ReadOwnProfile => "read-own-profile",
        /// Change one's own details.
        EditOwnProfile => "edit-own-profile",
        /// Change one's own e-mail address.
        ChangeOwnEmail => "change-own-email",
        /// Read what happened to one's own data.
        ReadOwnActivity => "read-own-activity",
        /// Read one's own memberships and roles.
        ReadOwnMemberships => "read-own-memberships",
        /// Choose which notices one gets.
        SetOwnNotices => "set-own-notices",
        /// See, make and revoke one's own tokens for programs.
        KeepOwnTokens => "keep-own-tokens",
        /// See somebody's contact card.
        ReadCard => "read-card",
        /// Search for fellow members.
        SearchContacts => "search-contacts",
        /// List Communities.
        ListCommunities => "list-communities",
        /// Read what is shown before joining.
        ReadNotice => "read-notice",
        /// Ask to join.
        ApplyToJoin => "apply-to-join",
        /// Take an invitation up, or turn it down.
        AnswerInvitation => "answer-invitation",
        /// Read what a Community holds.
        ReadContent => "read-content",
        /// See a Community's members.
        ListMembers => "list-members",
        /// Leave a Community.
        LeaveCommunity => "leave-community",
        /// Add to a Community.
        AddContent => "add-content",
        /// Edit what a Community holds.
        EditContent => "edit-content",
        /// Break a forgotten lock.
        BreakLock => "break-lock",
        /// Admit, decline, invite, remove, set levels.
        ManageMembers => "manage-members",
        /// Arrange folders and meetings.
        ArrangeCommunity => "arrange-community",
        /// Change name, visibility and the way in.
        ChangeCommunity => "change-community",
        /// Read who changed what, without technical data.
        ReadHistory => "read-history",
        /// Make a Community.
        CreateCommunity => "create-community",
        /// See the queue of requests.
        ListRequests => "list-requests",
        /// Read a request.
        ReadRequest => "read-request",
        /// Look at a scan.
        ViewScan => "view-scan",
        /// Ask an applicant.
        AskApplicant => "ask-applicant",
        /// Accept or refuse.
        DecideRequest => "decide-request",
        /// See the list of users.
        ListUsers => "list-users",
        /// Read a user's details in the list of users.
        ReadUser => "read-user",
        /// Suspend a user, or lift that.
        SuspendUser => "suspend-user",
        /// Change another's details in an exceptional case.
        EditExceptionally => "edit-exceptionally",
        /// Edit organisations and countries.
        EditOrganisations => "edit-organisations",
        /// See who has which role.
        ReadRoles => "read-roles",
        /// Propose a role.
        ProposeRole => "propose-role",
        /// Approve a role, or turn it down.
        ApproveRole => "approve-role",
        /// Acknowledge the duties of one's own role.
        AcknowledgeRole => "acknowledge-role",
        /// Certify a role anew.
        CertifyRole => "certify-role",
        /// End a role.
        EndRole => "end-role",
        /// See who asked for emergency access, and why.
        ReadEmergencies => "read-emergencies",
        /// Ask for emergency access.
        AskEmergency => "ask-emergency",
        /// Approve emergency access, or end it.
        ApproveEmergency => "approve-emergency",
        /// Read the log with its technical part.
        ReadLog => "read-log",
        /// Read the log's checkpoints, tiles and proofs.
        ReadLogProof => "read-log-proof",
        /// See the register of requests under data protection law.
        ListCases => "list-cases",
        /// Enter a request that came by letter.
        EnterCase => "enter-case",
        /// Read a request under data protection law.
        ReadCase => "read-case",
        /// Work on it.
        WorkCase => "work-case",
        /// Fetch the archive of somebody's data that answers their letter.
        FetchCaseArchive => "fetch-case-archive",
        /// Read consents and their evidence.
        ReadConsents => "read-consents",
        /// Publish a privacy statement or terms.
        PublishStatement => "publish-statement",
        /// See what is erased when, and what was.
        ReadRetention => "read-retention",
        /// Keep the register of breaches.
        KeepBreaches => "keep-breaches",
        /// Export the record of processing.
        ExportRecord => "export-record",
        /// Ask for an export.
        MakeExport => "make-export",
        /// Fetch one's own export.
        FetchExport => "fetch-export",
        /// See the health of the system and its configuration.
        RunSystem => "run-system",
    }
}

/// What a refusal of an action may give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// That there is such a function: everybody knows, and a refusal says so.
    Function,
    /// That there is such an object: only who may do this other action to it may learn it. For
    /// all others the object is not there.
    Object(Action),
}

impl Action {
    /// What a refusal may give away.
    ///
    /// Law: A4: foreign objects answer like those that do not exist.
    pub const fn secrecy(self) -> Secrecy {
        match self {
            Self::ReadOwnRequest | Self::EditOwnRequest | Self::WithdrawOwnRequest => {
                Secrecy::Object(Self::ReadOwnRequest)
            }
            Self::ReadOwnCase | Self::FetchOwnData => Secrecy::Object(Self::ReadOwnCase),
            // After the decision there is no scan, also for whoever may still read the request.
            Self::ReadCard | Self::ViewScan | Self::FetchExport => Secrecy::Object(self),
            Self::ReadNotice | Self::ApplyToJoin | Self::AnswerInvitation => {
                Secrecy::Object(Self::ReadNotice)
            }
            Self::ReadContent
            | Self::ListMembers
            | Self::LeaveCommunity
            | Self::AddContent
            | Self::EditContent
            | Self::BreakLock
            | Self::ManageMembers
            | Self::ArrangeCommunity
            | Self::ChangeCommunity
            | Self::ReadHistory => Secrecy::Object(Self::ReadContent),
            Self::ReadRequest | Self::AskApplicant | Self::DecideRequest => {
                Secrecy::Object(Self::ReadRequest)
            }
            Self::ReadUser | Self::SuspendUser | Self::EditExceptionally => {
                Secrecy::Object(Self::ReadUser)
            }
            Self::ApproveRole | Self::AcknowledgeRole | Self::CertifyRole | Self::EndRole => {
                Secrecy::Object(Self::ReadRoles)
            }
            Self::ReadCase | Self::WorkCase | Self::FetchCaseArchive => {
                Secrecy::Object(Self::ReadCase)
            }
            Self::ReadPublic
            | Self::ReadStatement
            | Self::BeginRequest
            | Self::GiveConsent
            | Self::WithdrawConsent
            | Self::ReadOwnConsents
            | Self::ExerciseRight
            | Self::CloseOwnAccount
            | Self::ReadOwnProfile
            | Self::EditOwnProfile
            | Self::ChangeOwnEmail
            | Self::ReadOwnActivity
            | Self::ReadOwnMemberships
            | Self::SetOwnNotices
            | Self::KeepOwnTokens
            | Self::SearchContacts
            | Self::ListCommunities
            | Self::CreateCommunity
            | Self::ListRequests
            | Self::ListUsers
            | Self::EditOrganisations
            | Self::ReadRoles
            | Self::ProposeRole
            | Self::ReadEmergencies
            | Self::AskEmergency
            | Self::ApproveEmergency
            | Self::ReadLog
            | Self::ReadLogProof
            | Self::ListCases
            | Self::EnterCase
            | Self::ReadConsents
            | Self::PublishStatement
            | Self::ReadRetention
            | Self::KeepBreaches
            | Self::ExportRecord
            | Self::MakeExport
            | Self::RunSystem => Secrecy::Function,
        }
    }

    /// What it is for.
    ///
    /// Law: statement 2; R08.
    #[expect(clippy::too_many_lines, reason = "one arm for each purpose, one line for each action")]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::BeginRequest
            | Self::ReadOwnRequest
            | Self::EditOwnRequest
            | Self::WithdrawOwnRequest
            | Self::ListRequests
            | Self::ReadRequest
            | Self::ViewScan
            | Self::AskApplicant
            | Self::DecideRequest => Purpose::VerifyIdentity,
            Self::ReadOwnMemberships
            | Self::ReadNotice
            | Self::ApplyToJoin
            | Self::AnswerInvitation
            | Self::LeaveCommunity
            | Self::ManageMembers
            | Self::ListUsers
            | Self::ReadUser
            | Self::SuspendUser
            | Self::EditOrganisations
            | Self::ReadRoles
            | Self::ProposeRole
            | Self::ApproveRole
            | Self::AcknowledgeRole
            | Self::CertifyRole
            | Self::EndRole
            | Self::ReadEmergencies
            | Self::AskEmergency
            | Self::ApproveEmergency => Purpose::ManagePermissions,
            Self::ReadOwnProfile
            | Self::EditOwnProfile
            | Self::ChangeOwnEmail
            | Self::ReadCard
            | Self::SearchContacts
            | Self::ListMembers
            | Self::EditExceptionally => Purpose::EnableContacts,
            Self::ReadPublic
            | Self::ReadStatement
            | Self::GiveConsent
            | Self::WithdrawConsent
            | Self::ReadOwnConsents
            | Self::ExerciseRight
            | Self::CloseOwnAccount
            | Self::ReadOwnCase
            | Self::FetchOwnData
            | Self::ReadOwnActivity
            | Self::SetOwnNotices
            | Self::KeepOwnTokens
            | Self::ListCommunities
            | Self::ReadContent
            | Self::AddContent
            | Self::EditContent
            | Self::BreakLock
            | Self::ArrangeCommunity
            | Self::ChangeCommunity
            | Self::ReadHistory
            | Self::CreateCommunity
            | Self::ReadLog
            | Self::ReadLogProof
            | Self::ListCases
            | Self::EnterCase
            | Self::ReadCase
            | Self::WorkCase
            | Self::FetchCaseArchive
            | Self::ReadConsents
            | Self::PublishStatement
            | Self::ReadRetention
            | Self::KeepBreaches
            | Self::ExportRecord
            | Self::MakeExport
            | Self::FetchExport
            | Self::RunSystem => Purpose::ProvideService,
        }
    }

    /// Whether its log rows matter for security: whatever opens more than contact details, or
    /// changes who may do what.
    ///
    /// Law: R18, R34.
    pub const fn class(self) -> Class {
        let is_security = matches!(
            self,
            Self::WithdrawConsent
                | Self::CloseOwnAccount
                | Self::FetchOwnData
                | Self::ChangeOwnEmail
                | Self::KeepOwnTokens
                | Self::ManageMembers
                | Self::ChangeCommunity
                | Self::CreateCommunity
                | Self::ReadRequest
                | Self::ViewScan
                | Self::DecideRequest
                | Self::ReadUser
                | Self::SuspendUser
                | Self::EditExceptionally
                | Self::ProposeRole
                | Self::ApproveRole
                | Self::AcknowledgeRole
                | Self::CertifyRole
                | Self::EndRole
                | Self::ReadEmergencies
                | Self::AskEmergency
                | Self::ApproveEmergency
                | Self::ReadLog
                | Self::ReadLogProof
                | Self::ReadCase
                | Self::WorkCase
                | Self::FetchCaseArchive
                | Self::ReadConsents
                | Self::PublishStatement
                | Self::KeepBreaches
                | Self::RunSystem
        );
        if is_security { Class::Security } else { Class::Use }
    }

    /// The action that a verb of a Community is.
    pub const fn of(verb: Verb) -> Self {
        match verb {
            Verb::Read => Self::ReadContent,
            Verb::SeeMembers => Self::ListMembers,
            Verb::Leave => Self::LeaveCommunity,
            Verb::Contribute => Self::AddContent,
            Verb::EditAll => Self::EditContent,
            Verb::BreakLock => Self::BreakLock,
            Verb::ManageMembers => Self::ManageMembers,
            Verb::Arrange => Self::ArrangeCommunity,
            Verb::ChangeSettings => Self::ChangeCommunity,
            Verb::ReadHistory => Self::ReadHistory,
        }
    }
}

//! Everything that happens and leaves a row.

use crate::purpose::Purpose;

coded! {
    /// How much a row matters for security, which decides how long it is kept.
    ///
    /// Law: statement 5, the common retention list; R18.
    pub enum Class {
        /// Ordinary use.
        Use => "use",
        /// Sign-in, permission, other people's data, the log itself.
        Security => "security",
    }
}

coded! {
    /// What happens to persons and their data.
    pub enum Event {
        /// Somebody signed in.
        SignedIn => "signed-in",
        /// An answer of the provider was refused.
        SignInRefused => "sign-in-refused",
        /// Somebody signed out.
        SignedOut => "signed-out",
        /// A session was ended.
        SessionEnded => "session-ended",
        /// A draft was begun.
        RegistrationBegun => "registration-begun",
        /// A request was submitted.
        RegistrationSubmitted => "registration-submitted",
        /// A validator took a request up.
        RegistrationReviewBegun => "registration-review-begun",
        /// A validator asked.
        RegistrationQuestionAsked => "registration-question-asked",
        /// The applicant answered.
        RegistrationAnswered => "registration-answered",
        /// A request was accepted.
        RegistrationAccepted => "registration-accepted",
        /// A request was refused.
        RegistrationRefused => "registration-refused",
        /// A request was withdrawn.
        RegistrationWithdrawn => "registration-withdrawn",
        /// A request expired.
        RegistrationExpired => "registration-expired",
        /// A scan was uploaded.
        ScanUploaded => "scan-uploaded",
        /// A scan was examined.
        ScanExamined => "scan-examined",
        /// A scan was destroyed.
        ScanDestroyed => "scan-destroyed",
        /// An account was opened.
        AccountOpened => "account-opened",
        /// An account was suspended.
        AccountSuspended => "account-suspended",
        /// A suspension was lifted.
        AccountReinstated => "account-reinstated",
        /// A holder was warned for want of use.
        AccountWarned => "account-warned",
        /// An account fell asleep.
        AccountAsleep => "account-asleep",
        /// An account woke.
        AccountWoken => "account-woken",
        /// An account was closed for good.
        AccountDisabled => "account-disabled",
        /// A restriction was lifted.
        RestrictionLifted => "restriction-lifted",
        /// Who asked for restriction chose erasure.
        ErasureConfirmed => "erasure-confirmed",
        /// An account was erased.
        AccountErased => "account-erased",
        /// An erasure was replayed on a backup.
        ErasureReplayed => "erasure-replayed",
        /// The ledger of erasures was written to a file.
        LedgerExported => "ledger-exported",
        /// The ledger of erasures was taken over from a file.
        LedgerImported => "ledger-imported",
        /// Somebody changed their details.
        ProfileChanged => "profile-changed",
        /// Somebody changed the name their identity was proven on.
        NameChanged => "name-changed",
        /// A new address was asked for.
        EmailChangeAsked => "email-change-asked",
        /// A new address was confirmed.
        EmailChanged => "email-changed",
        /// Somebody else's details were changed.
        EditedExceptionally => "edited-exceptionally",
        /// Consent was given.
        ConsentGiven => "consent-given",
        /// Consent was withdrawn.
        ConsentWithdrawn => "consent-withdrawn",
        /// Somebody asked to join.
        MembershipApplied => "membership-applied",
        /// Somebody was invited.
        MembershipInvited => "membership-invited",
        /// Somebody joined.
        MembershipBegun => "membership-begun",
        /// Somebody was not admitted.
        MembershipDeclined => "membership-declined",
        /// An application or invitation came to nothing.
        MembershipLapsed => "membership-lapsed",
        /// A membership ended.
        MembershipEnded => "membership-ended",
        /// A member's level changed.
        LevelChanged => "level-changed",
        /// The first recipient outside the Union joined.
        ThirdCountryJoined => "third-country-joined",
        /// A Community was made or changed.
        CommunityChanged => "community-changed",
        /// A role was proposed.
        RoleProposed => "role-proposed",
        /// A role was approved.
        RoleApproved => "role-approved",
        /// The duties of a role were acknowledged.
        RoleAcknowledged => "role-acknowledged",
        /// A role was certified anew.
        RoleCertified => "role-certified",
        /// A role ended.
        RoleEnded => "role-ended",
        /// Emergency access was asked for.
        EmergencyAsked => "emergency-asked",
        /// Emergency access was approved.
        EmergencyApproved => "emergency-approved",
        /// Emergency access ended.
        EmergencyEnded => "emergency-ended",
        /// A request under data protection law came.
        RightsReceived => "rights-received",
        /// It took effect.
        RightsIdentified => "rights-identified",
        /// It takes longer.
        RightsExtended => "rights-extended",
        /// It was answered.
        RightsAnswered => "rights-answered",
        /// It was taken back.
        RightsCancelled => "rights-cancelled",
        /// A breach was entered.
        BreachOpened => "breach-opened",
        /// The Supervisor was told.
        BreachReported => "breach-reported",
        /// The persons were told.
        BreachTold => "breach-told",
        /// A breach was closed.
        BreachClosed => "breach-closed",
        /// Somebody opened very many cards.
        ManyCardsOpened => "many-cards-opened",
        /// An export was made.
        ExportMade => "export-made",
        /// What goes into an archive was read.
        ExportGathered => "export-gathered",
        /// An export was erased.
        ExportErased => "export-erased",
        /// A mail was handed over.
        MailSent => "mail-sent",
        /// A mail was given up.
        MailGivenUp => "mail-given-up",
        /// The retention job ran.
        RetentionRun => "retention-run",
        /// A privacy statement or terms of use were published.
        StatementPublished => "statement-published",
        /// A version of the record of processing was kept. EUDPR Art. 31.
        RecordKept => "record-kept",
    }
}

impl Event {
    /// How much it matters for security. What is not named here does.
    pub const fn class(self) -> Class {
        let is_use = matches!(
            self,
            Self::SignedOut
                | Self::RegistrationBegun
                | Self::RegistrationSubmitted
                | Self::RegistrationReviewBegun
                | Self::RegistrationQuestionAsked
                | Self::RegistrationAnswered
                | Self::ScanUploaded
                | Self::ScanExamined
                | Self::AccountWarned
                | Self::AccountAsleep
                | Self::ProfileChanged
                | Self::MembershipApplied
                | Self::MembershipInvited
                | Self::MembershipDeclined
                | Self::MembershipLapsed
                | Self::ExportErased
                | Self::MailSent
                | Self::MailGivenUp
        );
        if is_use { Class::Use } else { Class::Security }
    }

    /// What it was for.
    ///
    /// Law: R08: written to the log with every access.
    #[expect(clippy::too_many_lines, reason = "one arm for each purpose, one line for each event")]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::SignedIn
            | Self::SignInRefused
            | Self::RegistrationBegun
            | Self::RegistrationSubmitted
            | Self::RegistrationReviewBegun
            | Self::RegistrationQuestionAsked
            | Self::RegistrationAnswered
            | Self::RegistrationAccepted
            | Self::RegistrationRefused
            | Self::RegistrationWithdrawn
            | Self::RegistrationExpired
            | Self::ScanUploaded
            | Self::ScanExamined
            | Self::ScanDestroyed
            | Self::NameChanged => Purpose::VerifyIdentity,
            Self::AccountOpened
            | Self::AccountSuspended
            | Self::AccountReinstated
            | Self::MembershipApplied
            | Self::MembershipInvited
            | Self::MembershipBegun
            | Self::MembershipDeclined
            | Self::MembershipLapsed
            | Self::MembershipEnded
            | Self::LevelChanged
            | Self::CommunityChanged
            | Self::RoleProposed
            | Self::RoleApproved
            | Self::RoleAcknowledged
            | Self::RoleCertified
            | Self::RoleEnded
            | Self::EmergencyAsked
            | Self::EmergencyApproved
            | Self::EmergencyEnded => Purpose::ManagePermissions,
            Self::ProfileChanged
            | Self::EmailChangeAsked
            | Self::EmailChanged
            | Self::EditedExceptionally
            | Self::ThirdCountryJoined
            | Self::ManyCardsOpened => Purpose::EnableContacts,
            Self::SignedOut
            | Self::SessionEnded
            | Self::AccountWarned
            | Self::AccountAsleep
            | Self::AccountWoken
            | Self::AccountDisabled
            | Self::RestrictionLifted
            | Self::ErasureConfirmed
            | Self::AccountErased
            | Self::ErasureReplayed
            | Self::LedgerExported
            | Self::LedgerImported
            | Self::ConsentGiven
            | Self::ConsentWithdrawn
            | Self::RightsReceived
            | Self::RightsIdentified
            | Self::RightsExtended
            | Self::RightsAnswered
            | Self::RightsCancelled
            | Self::BreachOpened
            | Self::BreachReported
            | Self::BreachTold
            | Self::BreachClosed
            | Self::ExportMade
            | Self::ExportGathered
            | Self::ExportErased
            | Self::MailSent
            | Self::MailGivenUp
            | Self::RetentionRun
            | Self::StatementPublished
            | Self::RecordKept => Purpose::ProvideService,
        }
    }

    /// The rule by which it is logged.
    pub const fn rule(self) -> &'static str {
        if matches!(self, Self::ScanDestroyed) {
            "statement 4 and 5; R14"
        } else if matches!(self, Self::EditedExceptionally) {
            "statement 7; R33"
        } else if matches!(
            self,
            Self::AccountDisabled
                | Self::AccountErased
                | Self::ErasureReplayed
                | Self::LedgerExported
                | Self::LedgerImported
        ) {
            "statement 8; R42, R48, R57"
        } else if matches!(self, Self::ConsentGiven | Self::ConsentWithdrawn) {
            "statement 3 and 8; R09, R47"
        } else if matches!(self, Self::ThirdCountryJoined) {
            "statement 7; R36"
        } else if matches!(
            self,
            Self::EmergencyAsked | Self::EmergencyApproved | Self::EmergencyEnded
        ) {
            "statement 7; R35, A6"
        } else {
            "statement 4; R15"
        }
    }
}

//! Mails: which there are, to whom they go, and what they may hold.
//!
//! A mail says that something happened and where to look. It holds no contact detail of anybody
//! but its reader, no text of a document, and no name of a Community that its reader may not
//! see; whether it may still be sent is asked again when it is sent (A18).

use crate::community::State;

coded! {
    /// Whom a mail is for. The address is looked up when it is sent, except where the person is
    /// about to have none.
    pub enum Addressee {
        /// The applicant.
        Applicant => "applicant",
        /// Everybody who may decide on registrations.
        Validators => "validators",
        /// The holder of the account.
        Holder => "holder",
        /// The holder, at the address before a change, taken down before it is forgotten.
        HolderFormer => "holder-former",
        /// The holder, at the address that is to be confirmed.
        HolderNew => "holder-new",
        /// Every member of the Community.
        Members => "members",
        /// Those who lead the Community.
        Leads => "leads",
        /// Those who coordinate for the Commission.
        Coordinators => "coordinators",
        /// Those who act for the controller in data protection.
        Officers => "officers",
        /// Those who look after users.
        UserAdmins => "user-admins",
        /// Those who read the log.
        Auditors => "auditors",
        /// Who made the request.
        Requester => "requester",
    }
}

coded! {
    /// What a mail tells.
    pub enum Notice {
        /// Your request was received.
        RequestReceived => "request-received",
        /// A request waits for a decision.
        RequestWaiting => "request-waiting",
        /// A question on your request.
        QuestionAsked => "question-asked",
        /// The applicant has answered.
        QuestionAnswered => "question-answered",
        /// You have an account.
        RequestAccepted => "request-accepted",
        /// Your request was refused, for this reason.
        RequestRefused => "request-refused",
        /// Your request ended because nobody decided or answered in time. It is no refusal.
        RequestExpired => "request-expired",
        /// You have withdrawn your request.
        RequestWithdrawn => "request-withdrawn",
        /// The file you sent could not be used.
        ScanRejected => "scan-rejected",
        /// Your account is suspended, for this reason.
        AccountSuspended => "account-suspended",
        /// Your account can be used again.
        AccountReinstated => "account-reinstated",
        /// Your account will sleep and later be erased unless you use it.
        DormancyWarning => "dormancy-warning",
        /// Your account sleeps; sign in to wake it.
        AccountDormant => "account-dormant",
        /// Your account is closed and your data will be deleted.
        AccountDisabled => "account-disabled",
        /// Your account is closed and your data is kept as it is; choose what happens to it.
        AccountFrozen => "account-frozen",
        /// Your data has been deleted. The last mail there is.
        AccountErased => "account-erased",
        /// Confirm that this is your address.
        EmailConfirm => "email-confirm",
        /// Your address was changed.
        EmailChanged => "email-changed",
        /// Somebody else changed your details, for this reason.
        DetailsEdited => "details-edited",
        /// A member has changed the name that was proven on registration.
        NameChanged => "name-changed",
        /// You are invited to a Community.
        Invitation => "invitation",
        /// Somebody asks to join.
        ApplicationWaiting => "application-waiting",
        /// You have joined.
        MembershipBegun => "membership-begun",
        /// You were not admitted.
        MembershipDeclined => "membership-declined",
        /// Your membership has ended.
        MembershipEnded => "membership-ended",
        /// A recipient outside the Union has joined; you may leave.
        ThirdCountryJoined => "third-country-joined",
        /// A Community has nobody who leads it.
        NobodyLeads => "nobody-leads",
        /// A role waits for the second signature.
        RoleWaiting => "role-waiting",
        /// You have a role; it works when you have acknowledged its duties.
        RoleGranted => "role-granted",
        /// A role ends soon unless it is certified.
        RoleEndsSoon => "role-ends-soon",
        /// A role has ended.
        RoleEnded => "role-ended",
        /// Emergency access is asked for, and two people approve.
        EmergencyAsked => "emergency-asked",
        /// Emergency access to what you lead or guard has begun.
        EmergencyBegun => "emergency-begun",
        /// Your request under data protection law was received, with the day of the answer.
        RightsReceived => "rights-received",
        /// It takes longer, for this reason, until this day.
        RightsExtended => "rights-extended",
        /// The answer is there.
        RightsAnswered => "rights-answered",
        /// A request is due soon or overdue.
        RightsDue => "rights-due",
        /// A breach concerns you: what happened, what it means and what you can do.
        BreachTold => "breach-told",
        /// Somebody opened so many cards that who reads the log should look.
        CardsCollected => "cards-collected",
        /// What you asked for is ready.
        ExportReady => "export-ready",
    }
}

impl Notice {
    /// Whether the contacts of controller, data protection officer and supervisor stand in it:
    /// in every decision on somebody, and in every answer to somebody's request.
    ///
    /// Law: statement 8 and 9; R50.
    pub const fn names_contacts(self) -> bool {
        matches!(
            self,
            Self::RequestReceived
                | Self::RequestAccepted
                | Self::RequestRefused
                | Self::RequestExpired
                | Self::AccountSuspended
                | Self::AccountDisabled
                | Self::AccountFrozen
                | Self::AccountErased
                | Self::DetailsEdited
                | Self::MembershipDeclined
                | Self::ThirdCountryJoined
                | Self::RightsReceived
                | Self::RightsExtended
                | Self::RightsAnswered
                | Self::BreachTold
        )
    }

    /// Whether it is sent although its reader's account is closed, because it is about that.
    /// Every other mail of a closed account is dropped.
    ///
    /// Law: R48.
    pub const fn outlives_account(self) -> bool {
        matches!(
            self,
            Self::AccountDisabled
                | Self::AccountFrozen
                | Self::AccountErased
                | Self::RightsReceived
                | Self::RightsExtended
                | Self::RightsAnswered
                | Self::BreachTold
        )
    }
}

/// What the reader of a mail about a Community must be to it when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The reader belongs to it.
    Member,
    /// The reader leads it.
    Lead,
    /// Their membership is in this state.
    In(State),
    /// It is not asked, because the mail is for those who look after Communities.
    Any,
}

impl Notice {
    /// What the reader must be to the Community that the mail names. Who is not, or not any more,
    /// does not learn of it, not even from a mail that was queued before.
    ///
    /// Law: R30, "notification mails sent later"; A18.
    pub const fn standing(self) -> Standing {
        if matches!(self, Self::Invitation) {
            Standing::In(State::Invited)
        } else if matches!(self, Self::MembershipDeclined) {
            Standing::In(State::Declined)
        } else if matches!(self, Self::MembershipEnded) {
            Standing::In(State::Ended)
        } else if matches!(self, Self::ApplicationWaiting | Self::EmergencyBegun) {
            Standing::Lead
        } else if matches!(self, Self::NobodyLeads) {
            Standing::Any
        } else {
            Standing::Member
        }
    }
}

coded! {
    /// What a person can choose to be written about, or not. Everything else is always sent,
    /// because its reader needs it to protect their rights or because a rule promises it.
    ///
    /// Law: EUDPR Art. 27; R55.
    pub enum Topic {
        /// What happens in one's Communities.
        Communities => "communities",
        /// What waits to be done.
        Tasks => "tasks",
    }
}

impl Notice {
    /// The topic with which the notice is switched off; `None` when it cannot be.
    pub const fn topic(self) -> Option<Topic> {
        match self {
            Self::MembershipBegun | Self::NobodyLeads => Some(Topic::Communities),
            Self::RequestWaiting
            | Self::QuestionAnswered
            | Self::Invitation
            | Self::ApplicationWaiting
            | Self::RoleWaiting => Some(Topic::Tasks),
            Self::RequestReceived
            | Self::QuestionAsked
            | Self::RequestAccepted
            | Self::RequestRefused
            | Self::RequestExpired
            | Self::RequestWithdrawn
            | Self::ScanRejected
            | Self::AccountSuspended
            | Self::AccountReinstated
            | Self::DormancyWarning
            | Self::AccountDormant
            | Self::AccountDisabled
            | Self::AccountFrozen
            | Self::AccountErased
            | Self::EmailConfirm
            | Self::EmailChanged
            | Self::DetailsEdited
            | Self::NameChanged
            | Self::MembershipDeclined
            | Self::MembershipEnded
            | Self::ThirdCountryJoined
            | Self::RoleGranted
            | Self::RoleEndsSoon
            | Self::RoleEnded
            | Self::EmergencyAsked
            | Self::EmergencyBegun
            | Self::RightsReceived
            | Self::RightsExtended
            | Self::RightsAnswered
            | Self::RightsDue
            | Self::BreachTold
            | Self::CardsCollected
            | Self::ExportReady => None,
        }
    }
}

/// A mail to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mail {
    /// What it tells.
    pub notice: Notice,
    /// Whom.
    pub to: Addressee,
}

impl Mail {
    /// `notice` to `to`.
    pub const fn of(notice: Notice, to: Addressee) -> Self {
        Self { notice, to }
    }
}

#[cfg(test)]
mod tests {
    use fnd_register::Coded;

    use super::*;

    #[test]
    fn what_is_decided_on_somebody_names_whom_to_turn_to() {
        let named: Vec<_> =
            Notice::ALL.iter().filter(|notice| notice.names_contacts()).map(Coded::code).collect();
        for decision in ["request-accepted", "request-refused", "rights-answered"] {
            assert!(named.contains(&decision), "{decision}");
        }
    }

    #[test]
    fn who_is_told_of_a_community_must_still_be_what_they_were_told_as() {
        let cases = [
            (Notice::Invitation, Standing::In(State::Invited)),
            (Notice::MembershipBegun, Standing::Member),
            (Notice::ThirdCountryJoined, Standing::Member),
            (Notice::ApplicationWaiting, Standing::Lead),
            (Notice::EmergencyBegun, Standing::Lead),
            (Notice::MembershipEnded, Standing::In(State::Ended)),
            (Notice::NobodyLeads, Standing::Any),
        ];
        for (notice, standing) in cases {
            assert_eq!(notice.standing(), standing, "{}", notice.code());
        }
    }

    #[test]
    fn what_protects_a_person_cannot_be_switched_off() {
        for notice in Notice::ALL.iter().filter(|notice| notice.topic().is_some()) {
            assert!(!notice.names_contacts() && !notice.outlives_account(), "{}", notice.code());
        }
        assert_eq!(Notice::ThirdCountryJoined.topic(), None);
        assert_eq!(Notice::CardsCollected.topic(), None);
    }

    #[test]
    fn the_last_mail_outlives_the_account() {
        assert!(Notice::AccountErased.outlives_account());
        assert!(!Notice::ThirdCountryJoined.outlives_account());
    }
}

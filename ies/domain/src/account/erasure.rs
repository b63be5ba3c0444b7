//! What the erasure of an account removes, in which order, and what it leaves and why.
//!
//! The order matters: the last mail needs the address, so it is queued before the address goes;
//! the tombstone is written first, so that an erasure that breaks off is finished by the next
//! run and replayed on a backup.

coded! {
    /// The steps of an erasure.
    ///
    /// Law: statement 8, "all personal data will be deleted"; R42, R48, R57; A23.
    pub enum Erasing {
        /// Write the tombstone.
        WriteTombstone => "write-tombstone",
        /// Take the last address down for the last mail.
        QueueConfirmation => "queue-confirmation",
        /// List documents that name the person, for the controller: they belong to a Community
        /// and are not this system's to change.
        ListNamingDocuments => "list-naming-documents",
        /// Replace authorship by the organisation.
        ReplaceAuthorship => "replace-authorship",
        /// Empty mentions in texts.
        EmptyMentions => "empty-mentions",
        /// Hand drafts to the contact point or Community.
        HandOverDrafts => "hand-over-drafts",
        /// Delete memberships and what was written to ask for them.
        DeleteMemberships => "delete-memberships",
        /// Delete roles.
        DeleteRoles => "delete-roles",
        /// Delete subscriptions and settings of notices.
        DeleteSettings => "delete-settings",
        /// Delete sessions and tokens.
        DeleteSessions => "delete-sessions",
        /// Delete exports and archives.
        DeleteExports => "delete-exports",
        /// Delete queued mails except the last.
        DeleteMails => "delete-mails",
        /// Delete the words of exceptional edits.
        DeleteEdits => "delete-edits",
        /// Delete the request by which the account was opened.
        DeleteRegistration => "delete-registration",
        /// Reduce consents to their evidence.
        ReduceConsents => "reduce-consents",
        /// Delete search entries and cached cards.
        DeleteSearchEntries => "delete-search-entries",
        /// Destroy the account's key: what backups still hold cannot be read any more.
        DestroyKey => "destroy-key",
        /// Delete contact details and the subject.
        DeleteProfile => "delete-profile",
        /// Send the last mail, then forget its address.
        SendAndForget => "send-and-forget",
    }
}

/// The steps in their order.
pub const STEPS: &[Erasing] = Erasing::ALL;

coded! {
    /// What an erasure leaves, with the reason.
    pub enum Left {
        /// Rows of the log, with an identifier that means nobody, until their own time is over.
        LogRows => "log-rows",
        /// The evidence that there was a consent, without a name.
        ConsentEvidence => "consent-evidence",
        /// The answer to a request under data protection law, in case of a complaint.
        RightsRequests => "rights-requests",
        /// Entries of the breach register.
        Breaches => "breaches",
        /// The tombstone, until no backup is older.
        Tombstone => "tombstone",
        /// Texts of an institution: answers, minutes, papers.
        InstitutionalContent => "institutional-content",
    }
}

impl Left {
    /// Why it is left.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::LogRows => "EUDPR Art. 33; statement 5: the log has a time of its own",
            Self::ConsentEvidence => "EUDPR Art. 7(1): the controller can show that there was one",
            Self::RightsRequests => "EUDPR Art. 26: the controller can show that it answered",
            Self::Breaches => "EUDPR Art. 34(6): breaches are documented",
            Self::Tombstone => "EUDPR Art. 33(1)(c): a restored backup resurrects nobody",
            Self::InstitutionalContent => "Decision 2008/381/EC Art. 8: it belongs to the network",
        }
    }
}

impl Erasing {
    /// The categories of the register of processing that the step empties.
    pub const fn empties(self) -> &'static [&'static str] {
        match self {
            Self::DeleteMemberships => &["membership", "membership-message"],
            Self::DeleteRoles => &["role-grant"],
            Self::DeleteSettings => &["notification-setting"],
            Self::DeleteSessions => &["session", "api-token"],
            Self::DeleteExports => &["export", "export-state"],
            Self::DeleteMails | Self::SendAndForget => &["mail", "mail-state"],
            Self::DeleteEdits => &["exceptional-edit", "exceptional-edit-state"],
            Self::DeleteRegistration => {
                &["registration", "registration-state", "scan", "scan-state"]
            }
            Self::ReduceConsents => &["consent"],
            Self::DeleteSearchEntries => &["contact-search-key"],
            Self::DestroyKey => &["contact-details", "account-identity", "email-change"],
            Self::DeleteProfile => {
                &["contact-details", "account", "account-identity", "email-change"]
            }
            Self::WriteTombstone
            | Self::QueueConfirmation
            | Self::ListNamingDocuments
            | Self::ReplaceAuthorship
            | Self::EmptyMentions
            | Self::HandOverDrafts => &[],
        }
    }
}

impl Left {
    /// The categories of the register of processing that it consists of.
    pub const fn keeps(self) -> &'static [&'static str] {
        match self {
            Self::LogRows => &["log-action", "log-technical", "log-query", "emergency-access"],
            Self::ConsentEvidence => &["consent-evidence"],
            Self::RightsRequests => &["rights-request", "rights-request-content"],
            Self::Breaches => &["breach", "breach-affected"],
            Self::Tombstone => &["tombstone"],
            Self::InstitutionalContent => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use fnd_register::Coded;

    use super::*;

    fn place(step: Erasing) -> usize {
        STEPS.iter().position(|other| *other == step).unwrap()
    }

    #[test]
    fn an_erasure_that_breaks_off_is_known_and_the_last_mail_has_its_address() {
        assert_eq!(place(Erasing::WriteTombstone), 0);
        assert!(place(Erasing::QueueConfirmation) < place(Erasing::DeleteProfile));
        assert!(place(Erasing::HandOverDrafts) < place(Erasing::DeleteMemberships));
        assert!(place(Erasing::ListNamingDocuments) < place(Erasing::DeleteProfile));
        assert!(place(Erasing::ReplaceAuthorship) < place(Erasing::DeleteProfile));
        assert_eq!(place(Erasing::SendAndForget) + 1, STEPS.len());
    }

    #[test]
    fn what_is_left_has_a_reason() {
        for left in Left::ALL {
            assert!(left.reason().contains("Art."), "{}", left.code());
        }
    }
}

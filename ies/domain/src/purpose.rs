//! What personal data is used for, and on which legal grounds.

coded! {
    /// The four purposes, and no fifth: every access to personal data has one of them, and it
    /// stands in the log.
    ///
    /// What a controller must do with data once it has it (answering its subjects, guarding
    /// the log, reporting a breach) is part of providing the service lawfully. There is no
    /// purpose for statistics on persons, profiles or advertising, so nothing can be opened for
    /// them.
    ///
    /// Law: statement 2, "only be processed in EMN IES in order to provide the service, verify
    /// the identity of users, manage permissions and enable contacts between users"; R08;
    /// EUDPR Art. 4(1)(b).
    pub enum Purpose {
        /// Provide the service.
        ProvideService => "provide-service",
        /// Verify the identity of users.
        VerifyIdentity => "verify-identity",
        /// Manage permissions.
        ManagePermissions => "manage-permissions",
        /// Enable contacts between users.
        EnableContacts => "enable-contacts",
    }
}

coded! {
    /// The grounds on which data is kept.
    ///
    /// Law: statement 3; R09; EUDPR Art. 5(1).
    pub enum LegalGround {
        /// A task in the public interest, EUDPR Art. 5(1)(a), by Decision 2008/381/EC
        /// Art. 2(1)(e).
        PublicTask => "public-task",
        /// A legal obligation of the controller, EUDPR Art. 5(1)(b).
        LegalObligation => "legal-obligation",
        /// The person's consent, EUDPR Art. 5(1)(d).
        Consent => "consent",
    }
}

impl LegalGround {
    /// The article.
    pub const fn article(self) -> &'static str {
        match self {
            Self::PublicTask => "EUDPR Art. 5(1)(a)",
            Self::LegalObligation => "EUDPR Art. 5(1)(b)",
            Self::Consent => "EUDPR Art. 5(1)(d)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_four_purposes_and_three_grounds() {
        assert_eq!(Purpose::ALL.len(), 4);
        assert_eq!(LegalGround::ALL.len(), 3);
        assert!(LegalGround::ALL.iter().all(|ground| ground.article().starts_with("EUDPR Art. 5")));
    }
}

//! From when on each category is kept.

/// From which event on a category is kept; its end stands in the register.
///
/// Law: statement 5, "from the time the user submits the information"; R16.
pub const STARTS: &[(&str, &str)] = &[
    ("contact-details", "submission-of-the-request"),
    ("contact-search-key", "opening-of-the-account"),
    ("account", "opening-of-the-account"),
    ("account-identity", "opening-of-the-account"),
    ("email-change", "asking-for-the-new-address"),
    ("registration", "first-entry-in-the-form"),
    ("registration-state", "first-entry-in-the-form"),
    ("scan", "upload"),
    ("scan-state", "upload"),
    ("consent", "giving-of-the-consent"),
    ("consent-evidence", "erasure-of-the-account"),
    ("membership", "application-or-invitation"),
    ("membership-message", "application-or-invitation"),
    ("role-grant", "proposal"),
    ("emergency-access", "asking-for-emergency-access"),
    ("rights-request", "receipt-of-the-request"),
    ("rights-request-content", "receipt-of-the-request"),
    ("breach", "entry-in-the-register"),
    ("breach-affected", "entry-in-the-register"),
    ("exceptional-edit", "the-edit"),
    ("exceptional-edit-state", "the-edit"),
    ("mail", "queueing"),
    ("mail-state", "queueing"),
    ("export", "asking-for-the-export"),
    ("export-state", "asking-for-the-export"),
    ("notification-setting", "choice"),
    ("api-token", "making-of-the-token"),
    ("session", "sign-in"),
    ("log-action", "the-action"),
    ("log-technical", "the-action"),
    ("log-query", "the-access"),
    ("tombstone", "erasure-of-the-account"),
];

/// The event from which the category is kept.
pub fn starts_with(category: &str) -> Option<&'static str> {
    STARTS.iter().find(|(code, _)| *code == category).map(|(_, event)| *event)
}

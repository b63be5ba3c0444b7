//! The register of processing of the Information Exchange System, as far as it concerns people.
//!
//! Every category of personal data this system keeps, with the grounds that let it, for what, for
//! whom, from when to when, and where. The privacy statement, the machine-readable record, the
//! archive of one's own data and the check of the database schema are derived from this table,
//! and the access table is held against it.

mod columns;
mod recipient;
mod record;
mod starts;
#[cfg(test)]
mod tests;

pub use recipient::{Recipient, serves};
pub use record::{RecordRow, record};
pub use starts::{STARTS, starts_with};

use fnd_register::{Category, Column, Period, Register, Retention};

use crate::purpose::Purpose;

const fn days(from: &'static str, days: u16, basis: &'static str) -> Retention {
    Retention { from, period: Period::YearsAndDays(0, days), basis }
}

const fn years(from: &'static str, years: u8, basis: &'static str) -> Retention {
    Retention { from, period: Period::YearsAndDays(years, 0), basis }
}

const fn hours(from: &'static str, hours: u16, basis: &'static str) -> Retention {
    Retention { from, period: Period::Hours(hours), basis }
}

const fn until(event: &'static str, basis: &'static str) -> Retention {
    Retention { from: event, period: Period::UntilThen, basis }
}

/// What ends with the account.
const ACCOUNT: Retention =
    until("erasure-of-the-account", "statement 5, \"until the user account is deleted\"; R16");
/// What ends with the request that led to no account.
const REQUEST: Retention = days(
    "end-of-the-request-without-account",
    30,
    "statement 5 is silent on refused requests; R16. With an account: until its erasure",
);

/// Mails wait in the outbox and go with their delivery.
const OUTBOX: Retention = days("first-attempt-unless-delivered", 7, "statement 5; A18");
/// The archive of one's own data can be fetched for a week.
const READY: Retention =
    days("readiness-of-the-export", 7, "statement 5; R40; exports of content one day, A19");

const SERVICE: &[Purpose] = &[Purpose::ProvideService];
const IDENTITY: &[Purpose] = &[Purpose::VerifyIdentity];
const PERMISSIONS: &[Purpose] = &[Purpose::ManagePermissions];

const NOBODY: &[Recipient] = &[];
const ONESELF: &[Recipient] = &[Recipient::Oneself];
const OFFICERS: &[Recipient] = &[Recipient::Officers];
/// Who asked by letter is answered by letter, and an officer sends it.
const ONESELF_OR_POST: &[Recipient] = &[Recipient::Oneself, Recipient::Officers];

/// Task in the public interest.
const TASK: &str = "EUDPR Art. 5(1)(a); Decision 2008/381/EC Art. 2(1)(e)";

/// What most categories have in common.
const fn of(
    (code, subjects): (&'static str, &'static str),
    basis: &'static str,
    (purposes, recipients): (&'static [Purpose], &'static [Recipient]),
    (retention, encrypted): (Retention, bool),
    columns: &'static [Column],
) -> Category<Purpose, Recipient> {
    Category { code, subjects, basis, purposes, recipients, retention, encrypted, columns }
}

const SEALED: bool = true;
const PLAIN: bool = false;

/// The register.
///
/// Law: statement 3, 4, 5 and 7; EUDPR Art. 31; R09, R11, R16 to R18, R53.
pub const REGISTER: Register<Purpose, Recipient> = Register {
    system: "IES",
    version: 1,
    since: "2026-11-21",
    categories: &[
        CONTACT_DETAILS,
        of(
            ("contact-search-key", "users"),
            TASK,
            (&[Purpose::EnableContacts], NOBODY),
            (ACCOUNT, SEALED),
            &columns::CONTACT_SEARCH_KEY,
        ),
        of(
            ("account", "users"),
            "EUDPR Art. 5(1)(a); statement 4, \"timestamps of creation and modification of \
             account, most recent use\"",
            (
                &[Purpose::ManagePermissions, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::UserAdmins],
            ),
            (ACCOUNT, PLAIN),
            &columns::ACCOUNT,
        ),
        of(
            ("account-identity", "users"),
            "EUDPR Art. 5(1)(a); statement 6, \"EU Login\"",
            (IDENTITY, NOBODY),
            (ACCOUNT, SEALED),
            &columns::ACCOUNT_IDENTITY,
        ),
        of(
            ("email-change", "users"),
            TASK,
            (&[Purpose::EnableContacts, Purpose::ProvideService], ONESELF),
            (hours("asking-for-the-new-address", 24, "statement 8; R41"), SEALED),
            &columns::EMAIL_CHANGE,
        ),
        of(
            ("registration", "applicants"),
            "EUDPR Art. 5(1)(a) and 5(1)(d); statement 4",
            (
                &[Purpose::VerifyIdentity, Purpose::ProvideService],
                // Officers: to find whom a request is about. EUDPR Art. 14(6).
                &[Recipient::Oneself, Recipient::Validators, Recipient::Officers],
            ),
            (REQUEST, SEALED),
            &columns::REGISTRATION,
        ),
        of(
            ("registration-state", "applicants"),
            "EUDPR Art. 5(1)(a); statement 4",
            (
                &[Purpose::VerifyIdentity, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::Validators],
            ),
            (REQUEST, PLAIN),
            &columns::REGISTRATION_STATE,
        ),
        SCAN,
        of(
            ("scan-state", "applicants"),
            "EUDPR Art. 5(1)(b), 26; statement 4",
            (
                &[Purpose::VerifyIdentity, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::Validators],
            ),
            (REQUEST, PLAIN),
            &columns::SCAN_STATE,
        ),
        of(
            ("consent", "users"),
            "EUDPR Art. 5(1)(d), 7(1)",
            (SERVICE, &[Recipient::Oneself, Recipient::Officers]),
            (ACCOUNT, PLAIN),
            &columns::CONSENT,
        ),
        of(
            ("consent-evidence", "former-users"),
            "EUDPR Art. 5(1)(b), 7(1)",
            (SERVICE, OFFICERS),
            (years("end-of-the-consent", 5, "EUDPR Art. 7(1); R47"), PLAIN),
            &columns::CONSENT_EVIDENCE,
        ),
        of(
            ("membership", "users"),
            TASK,
            (
                &[Purpose::ManagePermissions, Purpose::EnableContacts, Purpose::ProvideService],
                &[
                    Recipient::Oneself,
                    Recipient::FellowMembers,
                    Recipient::FellowMembersAbroad,
                    Recipient::Leads,
                    Recipient::UserAdmins,
                ],
            ),
            (days("end-of-the-membership", 180, "statement 5; R06"), PLAIN),
            &columns::MEMBERSHIP,
        ),
        of(
            ("membership-message", "users"),
            TASK,
            (
                &[Purpose::ManagePermissions, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::Leads, Recipient::UserAdmins],
            ),
            (until("decision-on-the-application", "statement 5; R06"), SEALED),
            &columns::MEMBERSHIP_MESSAGE,
        ),
        ROLE_GRANT,
        of(
            ("emergency-access", "staff"),
            "EUDPR Art. 5(1)(b), 33",
            (
                PERMISSIONS,
                &[Recipient::UserAdmins, Recipient::Officers, Recipient::SystemOperators],
            ),
            (days("end-of-the-emergency-access", 365, "statement 7; R18, R35"), PLAIN),
            &columns::EMERGENCY,
        ),
        RIGHTS_REQUEST,
        of(
            ("rights-request-content", "requesters"),
            "EUDPR Art. 5(1)(b), 14(3), 26",
            (SERVICE, &[Recipient::Oneself, Recipient::Officers, Recipient::Supervisor]),
            (years("answer-to-the-request", 2, "EUDPR Art. 26; R46"), SEALED),
            &columns::RIGHTS_REQUEST_CONTENT,
        ),
        of(
            ("breach", "users"),
            "EUDPR Art. 5(1)(b), 34(6)",
            (SERVICE, &[Recipient::Officers, Recipient::Supervisor]),
            (years("closing-of-the-breach", 5, "EUDPR Art. 34(6); R54"), SEALED),
            &columns::BREACH,
        ),
        of(
            ("breach-affected", "users"),
            "EUDPR Art. 5(1)(b), 35(1)",
            (SERVICE, &[Recipient::Officers, Recipient::Supervisor]),
            (years("closing-of-the-breach", 5, "EUDPR Art. 34(6); R54"), PLAIN),
            &columns::BREACH_AFFECTED,
        ),
        of(
            ("exceptional-edit", "users"),
            "EUDPR Art. 5(1)(a), 26; statement 7",
            (
                &[Purpose::EnableContacts, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::UserAdmins],
            ),
            (days("the-edit", 365, "statement 7; R18, R33"), SEALED),
            &columns::EXCEPTIONAL_EDIT,
        ),
        of(
            ("exceptional-edit-state", "users"),
            "EUDPR Art. 5(1)(a), 26; statement 7",
            (
                &[Purpose::EnableContacts, Purpose::ProvideService],
                &[Recipient::Oneself, Recipient::UserAdmins],
            ),
            (days("the-edit", 365, "statement 7; R18, R33"), PLAIN),
            &columns::EXCEPTIONAL_EDIT_STATE,
        ),
        of(("mail", "users"), TASK, (SERVICE, ONESELF), (OUTBOX, SEALED), &columns::MAIL),
        of(
            ("mail-state", "users"),
            TASK,
            (SERVICE, ONESELF),
            (OUTBOX, PLAIN),
            &columns::MAIL_STATE,
        ),
        of(
            ("export", "users"),
            "EUDPR Art. 5(1)(a), 17, 22",
            (SERVICE, ONESELF_OR_POST),
            (READY, SEALED),
            &columns::EXPORT,
        ),
        of(
            ("export-state", "users"),
            "EUDPR Art. 5(1)(a), 17, 22",
            (SERVICE, ONESELF_OR_POST),
            (READY, PLAIN),
            &columns::EXPORT_STATE,
        ),
        of(
            ("notification-setting", "users"),
            TASK,
            (SERVICE, ONESELF),
            (ACCOUNT, PLAIN),
            &columns::NOTIFICATION_SETTING,
        ),
        of(
            ("api-token", "users"),
            TASK,
            (&[Purpose::ManagePermissions, Purpose::ProvideService], ONESELF),
            (until("end-of-the-token", "statement 5; A20"), PLAIN),
            &columns::API_TOKEN,
        ),
        of(
            ("session", "users"),
            "EUDPR Art. 5(1)(a), 33; statement 6",
            (IDENTITY, NOBODY),
            (hours("sign-in", 8, "statement 6; R25"), SEALED),
            &columns::SESSION,
        ),
        LOG_ACTION,
        LOG_TECHNICAL,
        of(
            ("log-query", "users"),
            "EUDPR Art. 5(1)(b), 33; statement 4",
            (SERVICE, &[Recipient::Auditors]),
            (days("the-access", 180, "statement 5; R18"), SEALED),
            &columns::LOG_QUERY,
        ),
        of(
            ("tombstone", "former-users"),
            "EUDPR Art. 5(1)(b), 33(1)(c)",
            (SERVICE, OFFICERS),
            (days("erasure-of-the-account", 365, "EUDPR Art. 33(1)(c); R57"), PLAIN),
            &columns::TOMBSTONE,
        ),
    ],
    impersonal: &columns::IMPERSONAL,
};

/// Law: statement 4, 5 and 7; R11, R16, R30, R31.
const CONTACT_DETAILS: Category<Purpose, Recipient> = of(
    ("contact-details", "users"),
    "EUDPR Art. 5(1)(a) and 5(1)(d); Decision 2008/381/EC Art. 2(1)(e); statement 4. To members \
     outside the Union: EUDPR Art. 50(1)(a) and (d)",
    (
        &[Purpose::EnableContacts, Purpose::ManagePermissions, Purpose::ProvideService],
        &[
            Recipient::Oneself,
            Recipient::FellowMembers,
            Recipient::FellowMembersAbroad,
            // Of who asks to join, with the application.
            Recipient::Leads,
            Recipient::UserAdmins,
            // To find whom a request or a breach is about. EUDPR Art. 14(6) and 35.
            Recipient::Officers,
        ],
    ),
    (ACCOUNT, SEALED),
    &columns::CONTACT_DETAILS,
);

/// Law: statement 4, 5 and 7; R14, R17, R35.
const SCAN: Category<Purpose, Recipient> = of(
    ("scan", "applicants"),
    "EUDPR Art. 5(1)(d); statement 4",
    (IDENTITY, &[Recipient::Validators, Recipient::SystemOperators]),
    (
        until(
            "decision-or-other-end-of-the-request",
            "statement 4 and 5, \"deleted automatically upon decision\"; R14",
        ),
        SEALED,
    ),
    &columns::SCAN,
);

/// Law: statement 6; R22, R28.
const ROLE_GRANT: Category<Purpose, Recipient> = of(
    ("role-grant", "users"),
    TASK,
    (
        &[Purpose::ManagePermissions, Purpose::ProvideService],
        &[Recipient::Oneself, Recipient::UserAdmins, Recipient::Officers, Recipient::Coordinators],
    ),
    (days("end-of-the-role", 365, "statement 6; R18, R28"), PLAIN),
    &columns::ROLE_GRANT,
);

/// Law: statement 8; R46; A21.
const RIGHTS_REQUEST: Category<Purpose, Recipient> = of(
    ("rights-request", "requesters"),
    "EUDPR Art. 5(1)(b), 14(3), 26",
    (SERVICE, &[Recipient::Oneself, Recipient::Officers, Recipient::Supervisor]),
    (years("answer-to-the-request", 2, "EUDPR Art. 26; R46"), PLAIN),
    &columns::RIGHTS_REQUEST,
);

/// Law: statement 4, 5 and 7; R15, R18, R34.
const LOG_ACTION: Category<Purpose, Recipient> = of(
    ("log-action", "users"),
    "EUDPR Art. 5(1)(b), 33; statement 4, \"other actions within the EMN IES\"",
    (SERVICE, &[Recipient::Oneself, Recipient::Leads, Recipient::Auditors]),
    (
        days("the-action", 365, "statement 5; R18: what does not matter for security, 180 days"),
        PLAIN,
    ),
    &columns::LOG_ACTION,
);

/// Law: statement 4, 5 and 7; R15, R18, R34.
const LOG_TECHNICAL: Category<Purpose, Recipient> = of(
    ("log-technical", "users"),
    "EUDPR Art. 5(1)(b), 33; statement 4, \"IP address and location, browser details, operating \
     system\"",
    (SERVICE, &[Recipient::Oneself, Recipient::Auditors]),
    (days("the-action", 180, "statement 5; R18"), PLAIN),
    &columns::LOG_TECHNICAL,
);

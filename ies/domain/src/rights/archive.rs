//! What a person gets who asks for their data: read off the register of processing.

use crate::register::{REGISTER, Recipient};
use crate::rights::Right;

/// Minutes within which the archive is ready.
///
/// Law: EUDPR Art. 14(2); R40.
pub const READY_MINUTES_MAX: u16 = 15;

/// A part of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArchivePart {
    /// The category of the register.
    pub category: &'static str,
    /// Why it is kept.
    pub basis: &'static str,
    /// When it is erased.
    pub retention: &'static str,
}

/// Categories that the person has typed in themselves and can take along elsewhere.
///
/// Law: EUDPR Art. 22(1), "which he or she has provided"; R44.
const PROVIDED: &[&str] = &["contact-details", "registration", "consent"];

/// The parts of the archive for a request for access or for portability; nothing for others.
///
/// INVARIANT: a category that the register opens to the person is in the archive; none is left
/// out by a list that somebody forgot.
///
/// Law: statement 8; EUDPR Art. 17 and 22; R40, R44. The scan is never in it: before the
/// decision it is the validator's alone, after it there is none (R17).
pub fn archive(right: Right) -> Vec<ArchivePart> {
    let is_in: fn(&str) -> bool = match right {
        Right::Access => |_| true,
        Right::Portability => |code| PROVIDED.contains(&code),
        Right::Rectification
        | Right::Erasure
        | Right::Restriction
        | Right::Objection
        | Right::ConsentWithdrawal => |_| false,
    };
    REGISTER
        .categories
        .iter()
        .filter(|category| category.recipients.contains(&Recipient::Oneself))
        .filter(|category| is_in(category.code))
        .map(|category| ArchivePart {
            category: category.code,
            basis: category.basis,
            retention: category.retention.basis,
        })
        .collect()
}

/// What lies sealed and is in no archive: table, column, and why.
///
/// INVARIANT: whatever else lies sealed is opened into the archive of the person it is about.
///
/// Law: EUDPR Art. 17(1) and (4); R17, R40.
pub const KEPT_BACK: &[((&str, &str), &str)] = &[
    (("scan", "blob"), "before the decision it is the validator's alone, after it it is gone; R17"),
    (
        ("account", "sealed_subject"),
        "a key of EU Login by which an account is found; the person reads it there",
    ),
    (
        ("breach", "sealed"),
        "what happened and was done, and nothing of one person; who is affected is told, EUDPR \
         Art. 35",
    ),
    (("session", "sealed"), "a key of EU Login again; it ends with the sign-in, within hours"),
    (("job", "sealed"), "always empty here: a constraint of the table says so"),
];

//! What is checked of an identity provider's answer, and what remains of it.
//!
//! The signature is verified where the token is received; which algorithms count, and everything
//! else an answer must say, is decided here, so that it can be read and tested in one place.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::{AssuranceLevel, AuthenticationLevel, CLOCK_AHEAD_MAX};
use crate::person::{ContactCard, Email};

/// Algorithms of signatures that count: those with a public key, and never `none`.
const ALGORITHMS: &[&str] = &["PS512", "PS256", "RS256", "ES256"];
/// An answer is used within this time after it was made.
const AGE_MAX: SignedDuration = SignedDuration::from_mins(10);

/// The provider's name for a person: never shown, never reused, never an e-mail address.
///
/// Law: statement 6; R25. An account hangs on this and not on an address, which can change
/// hands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(String);

/// The provider's answer names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a subject is 1 to 128 visible characters of ASCII")]
pub struct SubjectError;

impl Subject {
    /// Takes over what the provider calls the person.
    pub fn read(text: &str) -> Result<Self, SubjectError> {
        if (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SubjectError)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Personal data stays out of logs.
impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(..)")
    }
}

/// What the provider said. Fields of which it said nothing are `None`.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// Who issued it.
    pub issuer: &'a str,
    /// For whom.
    pub audiences: &'a [&'a str],
    /// The algorithm of the signature, which was verified.
    pub algorithm: &'a str,
    /// The word that binds the answer to the question.
    pub nonce: Option<&'a str>,
    /// When it was made.
    pub issued_at: Timestamp,
    /// Until when it counts.
    pub expires_at: Timestamp,
    /// When the person showed who they are.
    pub authenticated_at: Option<Timestamp>,
    /// What it says of the person.
    pub claims: Claims<'a>,
}

/// What an answer says of the person.
#[derive(Clone, Copy)]
pub struct Claims<'a> {
    /// The person.
    pub subject: &'a str,
    /// The level of authentication in the provider's words.
    pub level: Option<&'a str>,
    /// The number of the assurance level.
    pub assurance: Option<u32>,
    /// The e-mail address.
    pub email: Option<&'a str>,
    /// Whether the provider has seen that mail arrives there.
    pub is_email_verified: bool,
    /// First name.
    pub first_name: Option<&'a str>,
    /// Last name.
    pub last_name: Option<&'a str>,
}

/// Personal data stays out of logs.
impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Personal data stays out of logs.
impl fmt::Debug for Claims<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims(..)")
    }
}

/// A level of authentication in the provider's words and in ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelName<'a> {
    /// Theirs.
    pub theirs: &'a str,
    /// Ours.
    pub ours: AuthenticationLevel,
}

/// What was asked, and what is configured.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// This system's name at the provider.
    pub audience: &'a str,
    /// The word that was sent with the question.
    pub nonce: &'a str,
    /// Whether a new sign-in was asked for, not an old one.
    pub is_fresh_asked: bool,
    /// The provider's words for levels.
    pub levels: &'a [LevelName<'a>],
}

/// Who signed in, and how.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The person.
    pub subject: Subject,
    /// How strongly it was shown. [`AuthenticationLevel::Basic`] when the provider's word for it
    /// is unknown: asking for a level does not mean that it was reached.
    pub level: AuthenticationLevel,
    /// How the person was registered.
    pub assurance: AssuranceLevel,
    /// When it was shown.
    pub authenticated_at: Timestamp,
    /// The address, when the provider vouches for it; to pre-fill a form with, R12.
    pub email: Option<Email>,
    /// First and last name; to pre-fill a form with, never to overwrite a validated name.
    pub names: Option<(String, String)>,
}

unshown!(Identity { level, assurance, authenticated_at });

impl Identity {
    /// Whether the provider names the person otherwise than the card does. The card stays as it
    /// is, because a validator held it against a passport; validators are shown the difference.
    ///
    /// Law: R04, R12, R41.
    pub fn names_differ(&self, card: &ContactCard) -> bool {
        let ours = (card.first_name.as_str(), card.last_name.as_str());
        self.names.as_ref().is_some_and(|(first, last)| {
            folded(first) != folded(ours.0) || folded(last) != folded(ours.1)
        })
    }
}

/// A name without regard to capital letters and the number of blanks.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Why an answer does not count. The person sees one page for all; the log has the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Another issuer.
    #[error("the answer comes from another issuer; start again at the sign-in page")]
    Issuer,
    /// Another audience, or others besides.
    #[error("the answer is for another system; start again at the sign-in page")]
    Audience,
    /// An algorithm that does not count.
    #[error("the answer is signed in a way that does not count; tell whoever runs the system")]
    Algorithm,
    /// Not the answer to the question asked.
    #[error("the answer belongs to another question; start again at the sign-in page")]
    Nonce,
    /// Made in the future.
    #[error("the answer comes from the future; tell whoever runs the system to look at the clocks")]
    FromFuture,
    /// Too old.
    #[error("the answer has expired; start again at the sign-in page")]
    Expired,
    /// It names nobody.
    #[error("the answer names nobody; tell whoever runs the system")]
    Subject,
    /// It does not say when the person signed in, or too long ago though a new sign-in was
    /// asked for.
    #[error("the provider did not ask you to sign in anew; sign out there and start again")]
    NotFresh,
}

impl AnswerError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Issuer => "answer-issuer",
            Self::Audience => "answer-audience",
            Self::Algorithm => "answer-algorithm",
            Self::Nonce => "answer-nonce",
            Self::FromFuture => "answer-from-future",
            Self::Expired => "answer-expired",
            Self::Subject => "answer-subject",
            Self::NotFresh => "answer-not-fresh",
        }
    }
}

/// Checks `answer` at `now`, and says who signed in.
///
/// Law: statement 6, "only users authenticated and whose identity and permission has been
/// verified have access"; R12, R25.
pub fn check_answer(
    answer: &Answer<'_>,
    expected: &Expected<'_>,
    now: Timestamp,
) -> Result<Identity, AnswerError> {
    if answer.issuer != expected.issuer {
        return Err(AnswerError::Issuer);
    }
    if answer.audiences != [expected.audience] {
        return Err(AnswerError::Audience);
    }
    if !ALGORITHMS.contains(&answer.algorithm) {
        return Err(AnswerError::Algorithm);
    }
    if answer.nonce != Some(expected.nonce) || expected.nonce.is_empty() {
        return Err(AnswerError::Nonce);
    }
    check_times(answer, now)?;
    let Ok(subject) = Subject::read(answer.claims.subject) else {
        return Err(AnswerError::Subject);
    };
    Ok(Identity {
        subject,
        level: level(answer.claims.level, expected.levels),
        assurance: AssuranceLevel::of_number(answer.claims.assurance.unwrap_or_default()),
        authenticated_at: authenticated_at(answer, expected, now)?,
        email: email(&answer.claims),
        names: answer.claims.first_name.zip(answer.claims.last_name).map(owned),
    })
}

fn owned((first, last): (&str, &str)) -> (String, String) {
    (first.to_owned(), last.to_owned())
}

fn check_times(answer: &Answer<'_>, now: Timestamp) -> Result<(), AnswerError> {
    let age = now.duration_since(answer.issued_at);
    if age < -CLOCK_AHEAD_MAX {
        return Err(AnswerError::FromFuture);
    }
    if answer.expires_at <= now || AGE_MAX <= age {
        return Err(AnswerError::Expired);
    }
    Ok(())
}

/// The instant of the sign-in. Without the provider's word for it, the sign-in counts as old as
/// time, so that nothing sensitive can be done with it.
fn authenticated_at(
    answer: &Answer<'_>,
    expected: &Expected<'_>,
    now: Timestamp,
) -> Result<Timestamp, AnswerError> {
    let at = answer.authenticated_at.unwrap_or(Timestamp::MIN);
    let age = now.duration_since(at);
    if age < -CLOCK_AHEAD_MAX {
        return Err(AnswerError::FromFuture);
    }
    if expected.is_fresh_asked && AGE_MAX <= age {
        return Err(AnswerError::NotFresh);
    }
    Ok(at)
}

fn level(said: Option<&str>, known: &[LevelName<'_>]) -> AuthenticationLevel {
    let found = said.and_then(|said| known.iter().find(|level| level.theirs == said));
    found.map_or(AuthenticationLevel::Basic, |level| level.ours)
}

fn email(claims: &Claims<'_>) -> Option<Email> {
    let said = claims.email.filter(|_| claims.is_email_verified)?;
    Email::read(said).ok()
}

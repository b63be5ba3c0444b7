//! An e-mail address, as mail can be sent to it.

use std::fmt;

use super::{ContactField, FieldError};

/// Bytes of a whole address. RFC 5321 section 4.5.3.1.3.
const LENGTH_MAX: usize = 254;
/// Bytes before the `@`. RFC 5321 section 4.5.3.1.1.
const LOCAL_MAX: usize = 64;
/// Bytes of a label of a domain. RFC 1035 section 2.3.4.
const LABEL_MAX: usize = 63;
/// What may stand before the `@` besides letters, digits and dots. RFC 5322 section 3.2.3.
const ATOM_MARKS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";

/// An e-mail address whose domain is in small letters.
///
/// Domains in other scripts are taken in their `xn--` form only, and what stands before the `@`
/// in ASCII only: the tables that would turn one form into the other are not here, and a mail
/// that goes astray tells a stranger that somebody applied.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing.
    #[error("write your e-mail address at work")]
    Missing,
    /// Blanks or line breaks in it.
    #[error("write one address, without blanks")]
    Blank,
    /// Too long for any mail server.
    #[error(
        "an e-mail address has at most {LENGTH_MAX} characters, {LOCAL_MAX} of them before the `@`"
    )]
    TooLong,
    /// No `@`, or more than one.
    #[error("an e-mail address has one `@`, as in `name@example.org`")]
    NoAt,
    /// What stands before the `@`.
    #[error(
        "before the `@` only letters without accents, digits, dots and marks such as `-` or `+` can be used"
    )]
    LocalPart,
    /// A domain in another script.
    #[error("write the part after the `@` in its form that begins with `xn--`")]
    DomainNotAscii,
    /// What stands after the `@`.
    #[error("after the `@` comes the name of a mail domain, as in `name@example.org`")]
    Domain,
}

impl EmailError {
    /// The bound that was passed, in characters; 0 where none was.
    pub const fn most(&self) -> usize {
        if matches!(self, Self::TooLong) { LENGTH_MAX } else { 0 }
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Blank => "email-with-blanks",
            Self::TooLong => "email-too-long",
            Self::NoAt => "email-without-at",
            Self::LocalPart => "email-local-part",
            Self::DomainNotAscii => "email-domain-not-ascii",
            Self::Domain => "email-domain",
        }
    }
}

impl Email {
    /// Reads what was typed; `mailto:` before it and angle brackets around it are taken away.
    pub fn read(text: &str) -> Result<Self, FieldError> {
        parse(text).map_err(|error| FieldError { field: ContactField::Email, fault: error.into() })
    }

    /// The address to send mail to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for comparing with others: two addresses that differ only in capital letters
    /// are one, because no provider of mail keeps them apart.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Personal data stays out of logs.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

fn parse(text: &str) -> Result<Email, EmailError> {
    let text = bare(text);
    if text.is_empty() {
        return Err(EmailError::Missing);
    }
    if text.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(EmailError::Blank);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(EmailError::NoAt)?;
    if local.contains('@') {
        return Err(EmailError::NoAt);
    }
    check_local(local)?;
    let domain = domain.strip_suffix('.').unwrap_or(domain).to_ascii_lowercase();
    check_domain(&domain)?;
    let address = format!("{local}@{domain}");
    if LENGTH_MAX < address.len() {
        return Err(EmailError::TooLong);
    }
    Ok(Email(address))
}

/// The address without what programs put around it when it is copied.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    match text.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => text,
    }
}

fn check_local(local: &str) -> Result<(), EmailError> {
    if LOCAL_MAX < local.len() {
        return Err(EmailError::TooLong);
    }
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|byte| byte.is_ascii_alphanumeric() || ATOM_MARKS.contains(&byte))
    };
    if local.split('.').all(is_atom) { Ok(()) } else { Err(EmailError::LocalPart) }
}

fn check_domain(domain: &str) -> Result<(), EmailError> {
    if !domain.is_ascii() {
        return Err(EmailError::DomainNotAscii);
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let is_named = 2 <= last.len() && last.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if 2 <= labels.len() && labels.iter().all(|label| is_label(label)) && is_named {
        Ok(())
    } else {
        Err(EmailError::Domain)
    }
}

/// Letters, digits and inner hyphens; two hyphens in the third place only in the form of other
/// scripts. RFC 5890 section 2.3.1.
fn is_label(label: &str) -> bool {
    let is_reserved = label.get(2..4) == Some("--");
    let is_script = label.starts_with("xn--") && "xn--".len() < label.len();
    !label.is_empty()
        && label.len() <= LABEL_MAX
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
        && (!is_reserved || is_script)
}

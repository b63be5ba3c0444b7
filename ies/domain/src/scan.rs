//! The scanned identification page: what is taken, who looks at it, and that it is gone after.
//!
//! It serves one decision. It is never attached, indexed, previewed, exported or part of an
//! archive, and nothing in this system can keep it beyond the decision: there is no argument
//! here by which a destruction could be postponed.

mod content;
#[cfg(test)]
mod tests;

pub use content::{ScanKind, kind_of};

use jiff::Timestamp;

use crate::registration;
use crate::switches::RegistrationTimes;
use crate::when::{hours, later};

/// Bytes of a file. A page photographed by a telephone has a third of this.
pub const SCAN_BYTES_MAX: usize = 10 * 1024 * 1024;

/// The scan of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Nothing was uploaded.
    None,
    /// Uploaded and not yet examined; nobody sees it.
    Quarantined(Held),
    /// Examined and harmless.
    Available(Held),
    /// Gone, with its key.
    Destroyed {
        /// When.
        at: Timestamp,
        /// Why.
        cause: Cause,
    },
}

coded! {
    /// The state of a scan.
    pub enum ScanState {
        /// Nothing was uploaded.
        None => "none",
        /// Uploaded and not yet examined.
        Quarantined => "quarantined",
        /// Examined and harmless.
        Available => "available",
        /// Gone.
        Destroyed => "destroyed",
    }
}

/// A file that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// What it is, by its content.
    pub kind: ScanKind,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, by which its end can be proven.
    pub digest: [u8; 32],
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
}

coded! {
    /// Why a scan was destroyed.
    ///
    /// Law: statement 4 and 5; R14.
    pub enum Cause {
        /// The request was accepted.
        Accepted => "accepted",
        /// The request was refused.
        Refused => "refused",
        /// The applicant withdrew the request, or the consent.
        Withdrawn => "withdrawn",
        /// Nobody decided or answered in time.
        Expired => "expired",
        /// The applicant uploaded another.
        Replaced => "replaced",
        /// The draft was not submitted in time.
        DraftTimeout => "draft-timeout",
        /// It was found harmful or could not be read.
        Rejected => "rejected",
    }
}

coded! {
    /// What the examination of an uploaded file found.
    ///
    /// The examination decodes the picture and writes it anew, so that nothing but the picture
    /// remains.
    pub enum Verdict {
        /// A picture, or a page, and nothing else.
        Clean => "clean",
        /// Malicious software.
        Malware => "malware",
        /// Not decodable, or not what its first bytes say.
        Undecodable => "undecodable",
        /// A document with scripts, forms, attachments or encryption.
        ActiveContent => "active-content",
        /// More pages or pixels than an identification page has.
        TooExtensive => "too-extensive",
    }
}

/// Why an uploaded file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// It is empty.
    #[error("the file is empty; choose it again")]
    Empty,
    /// It is too long.
    #[error("the file is larger than 10 MB; take the picture in a lower resolution")]
    TooLarge,
    /// Its content is neither of the three kinds.
    #[error("the file is no JPEG, PNG or PDF; save it as one of these and choose it again")]
    Kind,
    /// The request does not take a scan now.
    #[error("the request does not take a file now; look at its state")]
    NotNow,
    /// There is nothing to examine.
    #[error("no file waits for examination")]
    NothingHeld,
}

impl ScanError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "scan-empty",
            Self::TooLarge => "scan-too-large",
            Self::Kind => "scan-kind",
            Self::NotNow => "scan-not-now",
            Self::NothingHeld => "scan-nothing-held",
        }
    }
}

/// Looks at an uploaded file. What its sender says it is does not count.
///
/// Law: R17; statement 4.
pub fn examine(content: &[u8], digest: [u8; 32], now: Timestamp) -> Result<Held, ScanError> {
    if content.is_empty() {
        return Err(ScanError::Empty);
    }
    if SCAN_BYTES_MAX < content.len() {
        return Err(ScanError::TooLarge);
    }
    let kind = kind_of(content).ok_or(ScanError::Kind)?;
    Ok(Held { kind, bytes: content.len(), digest, uploaded_at: now })
}

/// A scan after a change, and why the former one was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The scan from now on.
    pub scan: Scan,
    /// The cause of the destruction of what was held before.
    pub destroy: Option<Cause>,
}

impl Scan {
    /// The state.
    pub const fn state(&self) -> ScanState {
        match self {
            Self::None => ScanState::None,
            Self::Quarantined(_) => ScanState::Quarantined,
            Self::Available(_) => ScanState::Available,
            Self::Destroyed { .. } => ScanState::Destroyed,
        }
    }

    /// What is held, when something is.
    pub const fn held(&self) -> Option<&Held> {
        match self {
            Self::Quarantined(held) | Self::Available(held) => Some(held),
            Self::None | Self::Destroyed { .. } => None,
        }
    }

    /// Takes another file, into quarantine; the former one is destroyed.
    ///
    /// Law: R14, R17.
    pub fn replace(&self, held: Held, request: registration::State) -> Result<Changed, ScanError> {
        if !request.takes_scan() {
            return Err(ScanError::NotNow);
        }
        let destroy = self.held().map(|_| Cause::Replaced);
        Ok(Changed { scan: Self::Quarantined(held), destroy })
    }

    /// Puts into effect what the examination found.
    pub fn judge(&self, verdict: Verdict, now: Timestamp) -> Result<Changed, ScanError> {
        let Self::Quarantined(held) = self else { return Err(ScanError::NothingHeld) };
        Ok(match verdict {
            Verdict::Clean => Changed { scan: Self::Available(*held), destroy: None },
            Verdict::Malware
            | Verdict::Undecodable
            | Verdict::ActiveContent
            | Verdict::TooExtensive => {
                let scan = Self::Destroyed { at: now, cause: Cause::Rejected };
                Changed { scan, destroy: Some(Cause::Rejected) }
            }
        })
    }

    /// Destroys what is held. A scan that is gone stays gone, for the cause that came first.
    ///
    /// Law: statement 4, "deleted automatically upon decision"; statement 5; R14.
    #[must_use]
    pub const fn destroy(&self, cause: Cause, now: Timestamp) -> Self {
        match *self {
            Self::None | Self::Quarantined(_) | Self::Available(_) => {
                Self::Destroyed { at: now, cause }
            }
            Self::Destroyed { at, cause } => Self::Destroyed { at, cause },
        }
    }

    /// Destroys the scan of a draft that was not submitted in time; `None` while there is time.
    ///
    /// Law: statement 5, "will only be used during the validation process".
    pub fn outlived_draft(
        &self,
        request: registration::State,
        now: Timestamp,
        times: &RegistrationTimes,
    ) -> Option<Changed> {
        let held = self.held()?;
        let end = later(held.uploaded_at, hours(times.draft_scan_hours));
        let is_over = request == registration::State::Draft && end <= now;
        let cause = Cause::DraftTimeout;
        is_over.then(|| Changed { scan: self.destroy(cause, now), destroy: Some(cause) })
    }

    /// Whether there is something that a validator could look at now.
    ///
    /// Who may is for the access table: a validator, not the applicant's own person, shown by
    /// two factors a moment ago.
    ///
    /// Law: statement 7, "only for the duration of taking a decision"; R35; A7.
    pub const fn can_be_viewed(&self, request: registration::State) -> bool {
        matches!(self, Self::Available(_)) && request.is_before_decision()
    }
}

/// How a scan is shown: within the page, kept by no cache, with a mark across it, and without a
/// way to save it. Each view is logged.
///
/// Law: R17, R35.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing;

impl Showing {
    /// The header `Cache-Control`.
    pub const CACHE_CONTROL: &'static str = "no-store, private";
    /// The header `Content-Disposition`.
    pub const DISPOSITION: &'static str = "inline";
    /// The header `Content-Security-Policy`: nothing in it runs.
    pub const SECURITY_POLICY: &'static str = "default-src 'none'; sandbox";

    /// The mark across the picture: who looks, and when, to the minute in UTC. `viewer` is the
    /// identifier of the account, so that a photograph of the screen can be traced without a
    /// name being spread with it.
    pub fn watermark(viewer: &str, now: Timestamp) -> String {
        format!("{viewer} {}", now.strftime("%Y-%m-%d %H:%M UTC"))
    }
}

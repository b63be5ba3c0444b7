//! What is shown before somebody joins, and what a first member abroad means for the others.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use super::{Community, Membership, MembershipError};
use crate::account::{self, Account};
use crate::organisation::{Organisation, Recipient};

/// What is shown before joining: who outside the Union will see the contact details.
///
/// Law: statement 7, "any and all users, employed by international organisations or by any other
/// entities located on the territory of a third country, that have access to the same
/// Communities"; R36; EUDPR Art. 15(1)(f) and 50(1)(a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinNotice {
    recipients: Vec<Recipient>,
}

/// The articles on which the statement rests transfers; they stand in the notice.
pub const TRANSFER_BASIS: &str = "EUDPR Art. 50(1)(a) and 50(1)(d)";
/// The notice as somebody was shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeSeen {
    /// When.
    pub at: Timestamp,
    /// The organisations that stood in it, in the order of their identifiers.
    pub organisations: Vec<Id<Organisation>>,
}

impl JoinNotice {
    /// The notice of a Community whose live members work for the organisations of `recipients`.
    pub fn of(recipients: impl IntoIterator<Item = Recipient>) -> Self {
        let mut recipients: Vec<_> = recipients.into_iter().collect();
        recipients.sort_by_key(|recipient| recipient.organisation);
        recipients.dedup_by_key(|recipient| recipient.organisation);
        Self { recipients }
    }

    /// The recipients, each organisation once.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// The countries of the recipients, without those of international organisations.
    pub fn countries(&self) -> Vec<CountryCode> {
        let mut countries: Vec<_> = self
            .recipients
            .iter()
            .filter_map(|recipient| match recipient.abroad {
                crate::organisation::Abroad::ThirdCountry(country) => Some(country),
                crate::organisation::Abroad::InternationalOrganisation => None,
            })
            .collect();
        countries.sort();
        countries.dedup();
        countries
    }

    /// Notes that somebody was shown it.
    pub fn seen(&self, at: Timestamp) -> NoticeSeen {
        let organisations = self.recipients.iter().map(|recipient| recipient.organisation);
        NoticeSeen { at, organisations: organisations.collect() }
    }

    /// Whether who saw `seen` knows every recipient of now. A recipient who left does not matter.
    pub fn is_covered_by(&self, seen: Option<&NoticeSeen>) -> bool {
        let known = seen.map(|seen| seen.organisations.as_slice()).unwrap_or_default();
        self.recipients.iter().all(|recipient| known.contains(&recipient.organisation))
    }

    /// Whether somebody may join who was shown `seen` and whose consent to transfers
    /// `covers_transfers`.
    ///
    /// Law: R36, R37.
    pub(super) fn check(
        &self,
        seen: Option<&NoticeSeen>,
        covers_transfers: bool,
    ) -> Result<(), MembershipError> {
        if self.recipients.is_empty() {
            return Ok(());
        }
        if !self.is_covered_by(seen) {
            return Err(MembershipError::NoticeNotSeen);
        }
        if covers_transfers { Ok(()) } else { Err(MembershipError::TransferConsentMissing) }
    }
}

/// Who is to join.
#[derive(Debug, Clone)]
pub struct Joiner {
    /// The account.
    pub account: Id<Account>,
    /// Its state.
    pub state: account::State,
    /// The person's organisation, when it is outside the Union.
    pub recipient: Option<Recipient>,
    /// Whether the person's consent to transfers stands.
    pub covers_transfers: bool,
    /// The notice the person was shown.
    pub seen: Option<NoticeSeen>,
}

/// The Community after its recipients became `after`, and whether all its members are to be told:
/// when the first recipient outside the Union has come. They may leave.
///
/// Law: R36.
pub fn newly_abroad(
    community: &Community,
    after: &JoinNotice,
    now: Timestamp,
) -> (Community, bool) {
    let (third_country_since, is_first) =
        match (community.third_country_since, after.recipients.is_empty()) {
            (_, true) => (None, false),
            (Some(since), false) => (Some(since), false),
            (None, false) => (Some(now), true),
        };
    (Community { third_country_since, ..*community }, is_first)
}

/// The membership of `account` in `community` that counts, of all there ever were: the live one,
/// or else the one that is not at its end.
pub fn standing_in(
    memberships: &[Membership],
    (community, account): (Id<Community>, Id<Account>),
) -> Option<&Membership> {
    memberships.iter().find(|membership| {
        membership.community == community
            && membership.account == account
            && !membership.state.is_end()
    })
}

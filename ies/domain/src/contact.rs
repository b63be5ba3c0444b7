//! Who sees whose contact details: one rule, asked everywhere.
//!
//! The card, the list of members, search, completion while typing, mentions, exports, mails sent
//! later and the interface for programs all ask [`visibility`], or the same rule in SQL. Who was
//! visible a moment ago and is not now is not there.
//!
//! # The rule in SQL
//!
//! The store mirrors the rule with these tables and columns ([`NEEDS`]), `$1` being the viewer
//! and `$2` the instant; `subject` stands for the account in question:
//!
//! ```sql
//! EXISTS (SELECT FROM account viewer
//!          WHERE viewer.account_id = $1 AND viewer.state = 'active')
//! AND subject.state = 'active'
//! AND EXISTS (SELECT FROM membership mine JOIN membership theirs USING (community_id)
//!              WHERE mine.account_id = $1 AND theirs.account_id = subject.account_id
//!                AND mine.state = 'active' AND theirs.state = 'active'
//!                AND (mine.expires_at IS NULL OR $2 < mine.expires_at)
//!                AND (theirs.expires_at IS NULL OR $2 < theirs.expires_at))
//! AND (NOT $3 OR EXISTS (SELECT FROM consent
//!              WHERE consent.account_id = subject.account_id AND consent.is_transfer
//!                AND consent.is_last
//!                AND (consent.transfer_withdrawn_at IS NULL OR $2 < consent.transfer_withdrawn_at)
//!                AND (consent.withdrawn_at IS NULL OR $2 < consent.withdrawn_at)))
//! ```
//!
//! `$3` says whether the viewer works outside the Union, which the domain decides from the
//! viewer's organisation and the day ([`crate::organisation::Organisation::abroad`]).

#[cfg(test)]
mod tests;

use fnd_core::Id;
use fnd_register::Column;
use jiff::Timestamp;

use crate::access::Action;
use crate::account::{Account, State};
use crate::community::{Community, Membership};
use crate::log::Event;
use crate::mail::{Addressee, Mail, Notice};
use crate::switches::PermissionTimes;
use crate::when::{hours, later};

/// A person, as far as the rule looks at them.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The account.
    pub account: Id<Account>,
    /// Its state.
    pub state: State,
    /// The person's memberships, all there are.
    pub memberships: &'a [Membership],
    /// Whether the person works outside the Union.
    pub is_abroad: bool,
    /// Whether the person's consent to transfers stands.
    pub covers_transfers: bool,
}

/// Why somebody is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It is oneself.
    Oneself,
    /// Both belong to these Communities now, in the order of their identifiers.
    Fellow(Vec<Id<Community>>),
}

coded! {
    /// Why somebody is not seen. For the log and for tests; who asks is told that nobody is
    /// there.
    pub enum Unseen {
        /// The account of who looks is not in use.
        ViewerNotActive => "viewer-not-active",
        /// The account of who is looked at is not in use.
        SubjectNotActive => "subject-not-active",
        /// They share no Community now.
        NothingShared => "nothing-shared",
        /// It would be a transfer without consent.
        NoConsentToTransfer => "no-consent-to-transfer",
    }
}

/// Whether `viewer` sees the contact details of `subject` at `now`, and why or why not.
///
/// Law: statement 7, "Users operating in the same Communities within EMN IES are able to see
/// certain personal data of other users in those Communities"; R30, R31; A5. The last clause is
/// R36 and R37: a transfer rests on the consent of the person, so without it there is none.
pub fn visibility(viewer: Person<'_>, subject: Person<'_>, now: Timestamp) -> Result<Seen, Unseen> {
    if viewer.account == subject.account {
        return Ok(Seen::Oneself);
    }
    if !viewer.state.is_visible() {
        return Err(Unseen::ViewerNotActive);
    }
    if !subject.state.is_visible() {
        return Err(Unseen::SubjectNotActive);
    }
    let shared = shared(viewer.memberships, subject.memberships, now);
    if shared.is_empty() {
        return Err(Unseen::NothingShared);
    }
    if viewer.is_abroad && !subject.covers_transfers {
        return Err(Unseen::NoConsentToTransfer);
    }
    Ok(Seen::Fellow(shared))
}

/// The Communities to which both belong now.
fn shared(ours: &[Membership], theirs: &[Membership], now: Timestamp) -> Vec<Id<Community>> {
    let live = |memberships: &[Membership]| -> Vec<Id<Community>> {
        let live = memberships.iter().filter(|membership| membership.is_live(now));
        live.map(|membership| membership.community).collect()
    };
    let theirs = live(theirs);
    let mut shared: Vec<_> = live(ours).into_iter().filter(|one| theirs.contains(one)).collect();
    shared.sort();
    shared.dedup();
    shared
}

/// The columns that the rule in SQL looks at.
pub const NEEDS: [Column; 12] = [
    Column { table: "account", column: "account_id" },
    Column { table: "account", column: "state" },
    Column { table: "account", column: "organisation_id" },
    Column { table: "membership", column: "community_id" },
    Column { table: "membership", column: "account_id" },
    Column { table: "membership", column: "state" },
    Column { table: "membership", column: "expires_at" },
    Column { table: "consent", column: "account_id" },
    Column { table: "consent", column: "is_transfer" },
    Column { table: "consent", column: "is_last" },
    Column { table: "consent", column: "transfer_withdrawn_at" },
    Column { table: "consent", column: "withdrawn_at" },
];

/// How many cards an action opens each time it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// One.
    One,
    /// As many as its log row says were hit; none where nothing was counted.
    AsHit,
}

/// The actions that open cards of others, which count for [`is_collecting`].
///
/// Leads open cards of those who ask to join, of members and of who is invited, all by managing
/// members. Who looks after users opens cards for that, by a role of which each access is
/// accounted for, and validators decide on requests; neither has a directory before them.
///
/// Law: A24; EUDPR Art. 38.
pub const OPENINGS: [(Action, Opening); 4] = [
    (Action::ReadCard, Opening::One),
    (Action::ListMembers, Opening::AsHit),
    (Action::SearchContacts, Opening::AsHit),
    (Action::ManageMembers, Opening::AsHit),
];

/// What is done when somebody begins to open so many cards that somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// What the log tells, of who opened them.
    pub event: Event,
    /// Who is told. The mail names neither who opened them nor whose they are: that stands in the
    /// log, for those who may read it.
    pub mail: Mail,
}

/// The alarm that `cards` set off that are opened at `now`, after those of `opened`. While it
/// stands there is no other.
///
/// Law: A24, "alert on > 50 cards/hour"; statement 7: the log is for its auditors alone, so they
/// are told.
pub fn alarm(
    opened: &[Timestamp],
    cards: usize,
    now: Timestamp,
    times: &PermissionTimes,
) -> Option<Alarm> {
    let mut all = opened.to_vec();
    all.extend(std::iter::repeat_n(now, cards));
    let begins = !is_collecting(opened, now, times) && is_collecting(&all, now, times);
    begins.then_some(Alarm {
        event: Event::ManyCardsOpened,
        mail: Mail::of(Notice::CardsCollected, Addressee::Auditors),
    })
}

/// Whether so many cards were opened within an hour before `now` that somebody should look.
///
/// Law: A24; EUDPR Art. 38, a directory is for contact and not for collecting.
pub fn is_collecting(opened: &[Timestamp], now: Timestamp, times: &PermissionTimes) -> bool {
    let recent = opened.iter().filter(|at| **at <= now && now < later(**at, hours(1)));
    usize::from(times.cards_an_hour_max) < recent.count()
}

//! What is known of the object of an action.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use crate::account::Account;
use crate::community::{self, Community, Level, Membership};
use crate::contact::{Seen, Unseen};
use crate::registration::{self, Registration};
use crate::rights;
use crate::role::{Emergency, EmergencyTarget, RoleGrant, Scope};
use crate::session::Subject;
use crate::switches::PermissionTimes;

coded! {
    /// A fact on the object that a row can ask for.
    pub enum Fact {
        /// It is the caller's own.
        Own => "own",
        /// It is somebody else's.
        Others => "others",
        /// The contact card may be seen, [`crate::contact::visibility`].
        CardVisible => "card-visible",
        /// The Community is listed.
        Listed => "listed",
        /// The Community takes applications.
        TakesApplications => "takes-applications",
        /// The caller is invited.
        Invited => "invited",
        /// The caller has applied.
        Applied => "applied",
        /// The request can still be changed by the applicant.
        TakesChanges => "takes-changes",
        /// The request is open.
        Open => "open",
        /// The request has been submitted and has not become an account.
        Reviewable => "reviewable",
        /// The request awaits its decision.
        BeforeDecision => "before-decision",
        /// There is a scan that can be looked at.
        ScanViewable => "scan-viewable",
        /// The caller has emergency access to it now.
        Emergency => "emergency",
        /// An archive answers it, and somebody sends that.
        AnsweredByPost => "answered-by-post",
        /// It was not the caller who proposed it.
        OthersProposed => "others-proposed",
        /// It is for the country that the caller coordinates.
        OwnCountry => "own-country",
    }
}

/// The facts on the object of an action, and the caller's level in its Community.
///
/// Facts are found by the functions below from what the store read, so that no handler puts them
/// together by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    facts: Vec<Fact>,
    level: Option<Level>,
}

impl Target {
    /// An action without an object.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Whether the fact holds.
    pub fn has(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }

    /// The caller's level in the Community.
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    fn with(mut self, fact: Fact) -> Self {
        if !self.has(fact) {
            self.facts.push(fact);
        }
        self
    }

    fn with_if(self, fact: Fact, holds: bool) -> Self {
        if holds { self.with(fact) } else { self }
    }

    /// Something that belongs to `owner`, asked for by `caller`.
    pub fn of_account(owner: Id<Account>, caller: Option<Id<Account>>) -> Self {
        Self::nothing().owned(Some(owner) == caller)
    }

    fn owned(self, is_own: bool) -> Self {
        self.with(if is_own { Fact::Own } else { Fact::Others })
    }

    /// A contact card, of which the one rule has spoken. One's own card is one's profile.
    ///
    /// Law: R30; A5.
    pub fn of_card(visibility: &Result<Seen, Unseen>) -> Self {
        match visibility {
            Ok(Seen::Oneself) => Self::nothing().with(Fact::Own),
            Ok(Seen::Fellow(_)) => Self::nothing().with(Fact::Others).with(Fact::CardVisible),
            Err(_) => Self::nothing().with(Fact::Others),
        }
    }

    /// A request for an account, asked for by the person `caller`.
    ///
    /// Law: R35; A2, A7, A22.
    pub fn of_request(registration: &Registration, caller: &Subject) -> Self {
        let state = registration.state;
        Self::nothing()
            .owned(registration.subject == *caller)
            .with_if(Fact::TakesChanges, state.takes_changes())
            .with_if(Fact::Open, !state.is_end())
            .with_if(Fact::Reviewable, is_reviewable(state))
            .with_if(Fact::BeforeDecision, state.is_before_decision())
            .with_if(Fact::ScanViewable, registration.scan.can_be_viewed(state))
    }

    /// The caller's own request in `state`, which was found by the caller alone.
    ///
    /// Law: A2.
    pub fn of_own_request(state: registration::State) -> Self {
        Self::nothing()
            .owned(true)
            .with_if(Fact::TakesChanges, state.takes_changes())
            .with_if(Fact::Open, !state.is_end())
    }

    /// A Community, or what it holds; `membership` is what the caller is to it.
    ///
    /// Law: R06, R30; A4.
    pub fn of_community(
        community: &Community,
        membership: Option<&Membership>,
        now: Timestamp,
    ) -> Self {
        let is = |state| membership.is_some_and(|one| one.state == state);
        let is_listed = community.visibility == community::Visibility::Listed;
        let takes = community.join == community::JoinPolicy::Apply;
        let mut target = Self::nothing()
            .with_if(Fact::Listed, is_listed)
            .with_if(Fact::TakesApplications, takes)
            .with_if(Fact::Invited, is(community::State::Invited))
            .with_if(Fact::Applied, is(community::State::Applied));
        target.level = membership.and_then(|membership| membership.live_level(now));
        target
    }

    /// A membership of `owner`, or something `owner` has added, in the Community that is
    /// described by `self`.
    #[must_use]
    pub fn owned_by(self, owner: Id<Account>, caller: Id<Account>) -> Self {
        self.owned(owner == caller)
    }

    /// A role that is to be proposed for `account`; `coordinates` is the country whose contact
    /// point the caller coordinates.
    ///
    /// Law: R03, R28; A22.
    pub fn of_proposal(
        (account, scope): (Id<Account>, Scope),
        (caller, coordinates): (Id<Account>, Option<CountryCode>),
    ) -> Self {
        let is_own_country =
            matches!(scope, Scope::Country(country) if coordinates == Some(country));
        Self::of_account(account, Some(caller)).with_if(Fact::OwnCountry, is_own_country)
    }

    /// A request under data protection law; `caller` is who asks, as such a request names them.
    ///
    /// Law: A21, A22.
    pub fn of_case(request: &rights::Request, caller: rights::About) -> Self {
        Self::nothing()
            .owned(request.about == caller && caller != rights::About::Nobody)
            .with_if(Fact::AnsweredByPost, request.is_answered_by_post())
    }

    /// A role, or the proposal of one.
    ///
    /// Law: R28; A22.
    pub fn of_role(grant: &RoleGrant, caller: Id<Account>) -> Self {
        let proposed_by = crate::role::Hand::Account(caller);
        Self::of_account(grant.account, Some(caller))
            .with_if(Fact::OthersProposed, grant.proposed.by != proposed_by)
    }

    /// The same object, named as the target of an emergency, to which the caller may have
    /// emergency access.
    ///
    /// Law: R35; A6.
    #[must_use]
    pub fn in_emergency(
        self,
        object: EmergencyTarget,
        emergency: &Emergency,
        (caller, now): (Id<Account>, Timestamp),
        times: &PermissionTimes,
    ) -> Self {
        let is_for_this = emergency.account == caller && emergency.target == object;
        self.with_if(Fact::Emergency, is_for_this && emergency.is_open(now, times))
    }
}

/// Whether a request is the business of who decides on requests: from its submission on, and not
/// once it has become an account, which has its own rules.
const fn is_reviewable(state: registration::State) -> bool {
    !matches!(state, registration::State::Draft | registration::State::Accepted)
}

#[cfg(test)]
impl Target {
    /// An object made of facts, for tests that go through all of them.
    pub(super) fn made(facts: &[Fact], level: Option<Level>) -> Self {
        Self { facts: facts.to_vec(), level }
    }
}

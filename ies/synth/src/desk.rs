//! Those who grant roles and admit members: what they do, the rules of the domain do for them.

use fnd_core::Id;
use ies_domain::account::{Account, State};
use ies_domain::actor::{Actor, Moment};
use ies_domain::community::{
    Community, FoundError, JoinNotice, Joiner, Level, Manager, Membership, MembershipError, Room,
    Step, admit, apply, found,
};
use ies_domain::organisation::Recipient;
use ies_domain::role::{Granter, Proposal, Role, RoleError, RoleGrant, Scope, install, propose};
use ies_domain::session::{AuthenticationLevel, Epoch, Session, Subject};
use ies_domain::switches::Switches;
use jiff::Timestamp;

/// Months for which roles of a demonstration are granted.
const MONTHS: u8 = 11;

/// Somebody who has an account, and has just signed in with two factors.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) account: Id<Account>,
    pub(crate) subject: Subject,
    /// The organisation, when it is outside the Union.
    pub(crate) recipient: Option<Recipient>,
    roles: Vec<Role>,
    session: Session,
}

impl Person {
    pub(crate) fn new(
        (account, subject): (Id<Account>, Subject),
        recipient: Option<Recipient>,
        now: Timestamp,
    ) -> Self {
        let session = Session {
            begun_at: now,
            used_at: now,
            authenticated_at: now,
            level: AuthenticationLevel::Medium,
            epoch: Epoch::default(),
        };
        Self { account, subject, recipient, roles: Vec::new(), session }
    }

    fn actor(&self) -> Actor<'_> {
        let Self { account, subject, roles, session, .. } = self;
        Actor { account: *account, subject, roles, session }
    }

    /// The person as somebody who has seen `notice` and agrees to it.
    fn joiner(&self, notice: &JoinNotice, now: Timestamp) -> Joiner {
        Joiner {
            account: self.account,
            state: State::Active,
            recipient: self.recipient.clone(),
            covers_transfers: true,
            seen: Some(notice.seen(now)),
        }
    }
}

/// A Community as it fills: what it is, who leads it, and who outside the Union belongs to it.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) community: Community,
    recipients: Vec<Recipient>,
    is_led: bool,
}

impl Place {
    pub(crate) const fn new(community: Community) -> Self {
        Self { community, recipients: Vec::new(), is_led: false }
    }
}

/// The desk at which roles are granted and applications decided on.
#[derive(Debug)]
pub(crate) struct Desk {
    now: Timestamp,
    switches: Switches,
    /// Those who have roles of the platform; the first user administrator and the first officer
    /// are each other's second person.
    staff: Vec<Person>,
    grants: Vec<RoleGrant>,
}

impl Desk {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { now, switches: Switches::default(), staff: Vec::new(), grants: Vec::new() }
    }

    const fn moment(&self) -> Moment<'_> {
        Moment { now: self.now, times: &self.switches.session }
    }

    fn holder(&self, role: Role) -> Result<&Person, RoleError> {
        let found = self.staff.iter().find(|person| person.roles.contains(&role));
        found.ok_or(RoleError::NothingToDo)
    }

    fn granter(&self, role: Role) -> Result<Granter<'_>, RoleError> {
        let actor = self.holder(role)?.actor();
        Ok(Granter { actor, is_of_controller: true, coordinates: None })
    }

    /// Gives the role `id` to `person`: the first of those that come with an installation is
    /// installed, others are proposed by one and approved by another; the holder acknowledges it.
    pub(crate) fn grant(
        &mut self,
        id: Id<RoleGrant>,
        person: &mut Person,
        (role, scope): (Role, Scope),
    ) -> Result<RoleGrant, RoleError> {
        let times = &self.switches.permission;
        let installed = install((id, person.account, role), &self.grants, self.now, times);
        let granted = match installed {
            Ok(grant) => grant,
            Err(_) => self.proposed(id, person, (role, scope))?,
        };
        let works = if role.is_privileged() {
            granted.acknowledge(&person.actor(), "demonstration", self.moment())?
        } else {
            granted
        };
        person.roles.push(role);
        self.staff.retain(|one| one.account != person.account);
        self.staff.push(person.clone());
        self.grants.push(works.clone());
        Ok(works)
    }

    fn proposed(
        &self,
        id: Id<RoleGrant>,
        person: &Person,
        (role, scope): (Role, Scope),
    ) -> Result<RoleGrant, RoleError> {
        let (account, held) = (person.account, person.roles.as_slice());
        let proposal = Proposal { id, account, held, role, scope, months: MONTHS };
        let (by, times) = (self.granter(Role::UserAdmin)?, &self.switches.permission);
        let grant = propose(&proposal, &by, self.moment(), times)?;
        if grant.approved.is_some() {
            return Ok(grant);
        }
        grant.approve(&self.granter(Role::DpOfficer)?, self.moment())
    }

    /// Lets `person` into `place`: the first lead founds it, others ask and are admitted.
    pub(crate) fn join(
        &self,
        place: &mut Place,
        (person, level): (&Person, Level),
    ) -> Result<Step, MembershipError> {
        let notice = JoinNotice::of(place.recipients.iter().cloned());
        let joiner = person.joiner(&notice, self.now);
        let room = Room { community: &place.community, notice: &notice, now: self.now };
        let step = if level == Level::Lead && !place.is_led {
            found(room, &joiner).map_err(|error| match error {
                FoundError::Membership(error) => error,
                FoundError::Community(_) => MembershipError::NotThere,
            })?
        } else {
            let asked = apply(room, &joiner, None, "For the demonstration.")?.membership;
            self.admitted(room, (&asked, &joiner), level)?
        };
        place.is_led |= level == Level::Lead;
        place.recipients.extend(person.recipient.clone());
        place.community = step.community.unwrap_or(place.community);
        Ok(step)
    }

    fn admitted(
        &self,
        room: Room<'_>,
        asked: (&Membership, &Joiner),
        level: Level,
    ) -> Result<Step, MembershipError> {
        let admin = self.holder(Role::UserAdmin).ok().ok_or(MembershipError::NotLead)?;
        let by = Manager { actor: admin.actor(), level: None, moment: self.moment() };
        admit(room, &by, asked, (level, None))
    }
}

#[cfg(test)]
mod tests {
    use ies_domain::community::{CommunityKind, JoinPolicy, Visibility};
    use ies_domain::organisation::{Abroad, Adequacy};
    use ies_domain::person::OrganisationName;

    use super::*;

    fn id<T>(number: u64) -> Id<T> {
        fnd_core::random::Random::of(number, 0).id(Timestamp::UNIX_EPOCH)
    }

    fn person(number: u64, country: Option<&str>) -> Person {
        let recipient = country.map(|country| Recipient {
            organisation: id(number),
            name: OrganisationName::read("Ministry").unwrap(),
            abroad: Abroad::ThirdCountry(country.parse().unwrap()),
            adequacy: Adequacy::NoDecision,
        });
        let subject = Subject::read(&format!("n{number}")).unwrap();
        Person::new((id(number), subject), recipient, Timestamp::UNIX_EPOCH)
    }

    fn staffed() -> Desk {
        let mut desk = Desk::new(Timestamp::UNIX_EPOCH);
        for (number, role) in [(1, Role::UserAdmin), (2, Role::DpOfficer)] {
            let mut person = person(number, None);
            desk.grant(id(number), &mut person, (role, Scope::Platform)).unwrap();
        }
        desk
    }

    #[test]
    fn a_role_of_the_platform_has_two_hands_besides_its_holder() {
        let mut desk = staffed();
        let mut auditor = person(3, None);
        let role = (Role::LogAuditor, Scope::Platform);
        let grant = desk.grant(id(3), &mut auditor, role).unwrap();
        assert_ne!(grant.proposed.by, grant.approved.unwrap().by);
        assert!(grant.acknowledged.is_some());
        let conflict = desk.grant(id(4), &mut auditor, (Role::SysAdmin, Scope::Platform));
        assert!(conflict.is_err(), "who runs the machines does not audit their use");
    }

    #[test]
    fn the_first_member_outside_the_union_is_noted_and_those_after_have_seen_it() {
        let desk = staffed();
        let mut place = Place::new(Community {
            id: id(9),
            kind: CommunityKind::NationalNetwork,
            visibility: Visibility::Listed,
            join: JoinPolicy::Apply,
            country: "GEO".parse().ok(),
            third_country_since: None,
        });
        let inside = desk.join(&mut place, (&person(5, None), Level::Reader)).unwrap();
        assert_eq!((inside.community, place.community.third_country_since), (None, None));
        let abroad = desk.join(&mut place, (&person(6, Some("GEO")), Level::Reader)).unwrap();
        assert!(abroad.community.is_some() && place.community.third_country_since.is_some());
        let next = desk.join(&mut place, (&person(7, None), Level::Reader)).unwrap();
        assert_eq!(next.membership.notice_seen.unwrap().organisations, [id(6)]);
        assert_eq!(next.membership.state, ies_domain::community::State::Active);
    }
}

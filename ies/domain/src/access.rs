//! The policy: who may do what, to what, by which rule, and what the others are told.
//!
//! One row is one permission, and what is not listed is refused. A [`Grant`] is the only key to
//! the store, so no path through the code can forget to ask. Lists and search ask the same
//! questions in SQL; buttons are drawn from the same table.

mod action;
mod table;
mod target;
#[cfg(test)]
mod tests;
pub mod token;

pub use action::{Action, Secrecy};
pub use table::matrix;
pub use target::{Fact, Target};

use fnd_register::Coded;

use crate::actor::Moment;
use crate::community::Level;
use crate::purpose::Purpose;
use crate::role::Role;
use crate::session::{AuthenticationLevel, Known, Landing, Session, Strength, Weakness, land};
use table::{PERMITTED, Permission};

/// In which capacity somebody may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Everybody, signed in or not.
    Anyone,
    /// Who signed in and has no account.
    Applicant,
    /// Who has an account, also while consent is asked for or the account is suspended.
    Holder,
    /// Who has an account in use.
    User,
    /// A member of the Community in question, of this level or a higher one.
    Member(Level),
    /// The holder of a role that works.
    Role(Role),
}

impl Party {
    /// All parties, in their order.
    pub fn all() -> Vec<Self> {
        let members = Level::ALL.iter().copied().map(Self::Member);
        let roles = Role::ALL.iter().copied().map(Self::Role);
        [Self::Anyone, Self::Applicant, Self::Holder, Self::User]
            .into_iter()
            .chain(members)
            .chain(roles)
            .collect()
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Applicant => "applicant",
            Self::Holder => "holder",
            Self::User => "user",
            Self::Member(level) => level.code(),
            Self::Role(role) => role.code(),
        }
    }
}

coded! {
    /// What a caller is to the system as a whole.
    pub enum Standing {
        /// Not signed in.
        Visitor => "visitor",
        /// Signed in, without an account.
        Applicant => "applicant",
        /// With an account, and consent is asked for before anything else.
        ConsentDue => "consent-due",
        /// With an account that is suspended.
        Suspended => "suspended",
        /// With an account that was closed for good.
        Closed => "closed",
        /// With an account in use.
        User => "user",
    }
}

impl Standing {
    /// The standing of who signed in and is `known`.
    pub const fn of(known: Known) -> Self {
        match land(known) {
            Landing::Apply | Landing::OwnRequest => Self::Applicant,
            Landing::Consent => Self::ConsentDue,
            Landing::Suspended => Self::Suspended,
            Landing::Closed => Self::Closed,
            Landing::Home => Self::User,
        }
    }
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub struct Caller<'a> {
    /// What the caller is to the system.
    pub standing: Standing,
    /// The roles that work now, [`crate::role::working`].
    pub roles: &'a [Role],
    /// The session, checked to be alive.
    pub session: Option<&'a Session>,
    /// What a token for programs may be used for; `None` for a person.
    pub scope: Option<&'a [Action]>,
}

/// Proof that an action was found lawful. Only [`grant`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    party: Party,
    action: Action,
    rule: &'static str,
}

impl Grant {
    /// In which capacity.
    pub const fn party(&self) -> Party {
        self.party
    }

    /// What it permits.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// What for.
    pub const fn purpose(&self) -> Purpose {
        self.action.purpose()
    }

    /// The rule that permits it.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }
}

/// What a caller is told instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignInFirst,
    /// Consent comes before anything else.
    #[error("read the privacy statement and decide on your consent first")]
    ConsentFirst,
    /// The account is suspended.
    #[error("your account is suspended; the page on your account says why and whom to ask")]
    Suspended,
    /// The account was closed.
    #[error("your account is closed")]
    Closed,
    /// The session is too weak for it.
    #[error(transparent)]
    Weak(#[from] Weakness),
    /// As if it were not there.
    #[error("there is nothing here, or nothing for you")]
    NotFound,
    /// It is there, and this is not for the caller.
    #[error("this is for another role; ask whoever holds it")]
    Forbidden,
    /// The token is not for that.
    #[error("this token is not for that; make one with this scope")]
    OutOfScope,
}

impl Refusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignInFirst => "sign-in-first",
            Self::ConsentFirst => "consent-first",
            Self::Suspended => "account-suspended",
            Self::Closed => "account-closed",
            Self::Weak(weakness) => weakness.code(),
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::OutOfScope => "token-out-of-scope",
        }
    }

    /// The status of HTTP with which it is answered.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInFirst => 401,
            Self::NotFound => 404,
            Self::ConsentFirst
            | Self::Suspended
            | Self::Closed
            | Self::Weak(_)
            | Self::Forbidden
            | Self::OutOfScope => 403,
        }
    }

    /// The rule by which it is answered so.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::SignInFirst => "A1",
            Self::ConsentFirst => "A3; R38",
            Self::Suspended | Self::Closed => "statement 6; R25",
            Self::Weak(_) => "R25",
            Self::NotFound => "A4",
            Self::Forbidden => "R28",
            Self::OutOfScope => "A20",
        }
    }
}

/// Whether `caller` may do `action` to `target`, and by which rule; or what they are told.
///
/// The order is that of the statement: signed in, then with an account in use, then a member,
/// then what the object says. A right that the session is too weak for is answered with the way
/// to a stronger one, since who has the right knows of the object already.
///
/// Law: statement 6, "only users authenticated and whose identity and permission has been
/// verified have access"; R25, R28; A1 to A10, A20 to A22.
pub fn grant(
    caller: &Caller<'_>,
    action: Action,
    target: &Target,
    moment: Moment<'_>,
) -> Result<Grant, Refusal> {
    let rows: Vec<_> = rows(caller, action, target).collect();
    if rows.is_empty() {
        return Err(refusal(caller, action, target));
    }
    if caller.scope.is_some_and(|scope| !scope.contains(&action)) {
        return Err(Refusal::OutOfScope);
    }
    let mut weakness = None;
    for row in rows {
        match reach(caller, row, moment) {
            Ok(()) => return Ok(Grant { party: row.party, action, rule: row.rule }),
            Err(found) => weakness = weakness.or(Some(found)),
        }
    }
    Err(weakness.unwrap_or(Refusal::Forbidden))
}

/// Whether `caller` may do `action` to `target` once the session is strong enough; for menus and
/// buttons, never for deciding.
pub fn may(caller: &Caller<'_>, action: Action, target: &Target) -> bool {
    caller.scope.is_none_or(|scope| scope.contains(&action))
        && rows(caller, action, target).next().is_some()
}

fn rows<'a>(
    caller: &'a Caller<'_>,
    action: Action,
    target: &'a Target,
) -> impl Iterator<Item = &'static Permission> + 'a {
    PERMITTED.iter().filter(move |row| {
        row.action == action
            && is_of(caller, row.party, target)
            && row.facts.iter().all(|fact| target.has(*fact))
    })
}

/// Whether the caller is of the party, as regards the target.
fn is_of(caller: &Caller<'_>, party: Party, target: &Target) -> bool {
    let is_user = caller.standing == Standing::User;
    match party {
        Party::Anyone => true,
        Party::Applicant => caller.standing == Standing::Applicant,
        Party::Holder => {
            matches!(caller.standing, Standing::ConsentDue | Standing::Suspended | Standing::User)
        }
        Party::User => is_user,
        Party::Member(least) => is_user && target.level().is_some_and(|level| least <= level),
        Party::Role(role) => is_user && caller.roles.contains(&role),
    }
}

/// Whether the session is strong enough for the row.
///
/// Law: R25: two factors for whoever uses the system, unless the controller lowers it; what a
/// person may do about their own data and consent asks for no more than they have.
fn reach(caller: &Caller<'_>, row: &Permission, moment: Moment<'_>) -> Result<(), Refusal> {
    if row.party == Party::Anyone {
        return Ok(());
    }
    let session = caller.session.ok_or(Refusal::SignInFirst)?;
    let is_of_user = !matches!(row.party, Party::Applicant | Party::Holder);
    let is_raised = is_of_user && AuthenticationLevel::Basic < moment.times.least_level;
    let needed = if is_raised { row.strength.with_two_factors() } else { row.strength };
    Ok(session.reaches(needed, moment.now, moment.times)?)
}

/// What a caller without a row is told.
fn refusal(caller: &Caller<'_>, action: Action, target: &Target) -> Refusal {
    match caller.standing {
        Standing::Visitor => Refusal::SignInFirst,
        Standing::ConsentDue => Refusal::ConsentFirst,
        Standing::Suspended => Refusal::Suspended,
        Standing::Closed => Refusal::Closed,
        Standing::Applicant | Standing::User => match action.secrecy() {
            Secrecy::Function => Refusal::Forbidden,
            Secrecy::Object(shown_by) if may_see(caller, shown_by, target) => Refusal::Forbidden,
            Secrecy::Object(_) => Refusal::NotFound,
        },
    }
}

/// Whether the caller knows of the object by the action that shows it.
fn may_see(caller: &Caller<'_>, shown_by: Action, target: &Target) -> bool {
    rows(caller, shown_by, target).next().is_some()
}

/// Every row as party, action and strength; what facts it asks for stands in [`matrix`].
pub fn permitted() -> impl Iterator<Item = (Party, Action, Strength)> {
    PERMITTED.iter().map(|row| (row.party, row.action, row.strength))
}

/// The strength that a session needs for every row of `action`, the least first; for a page that
/// tells beforehand that one will be asked to sign in again.
pub fn strengths(action: Action) -> Vec<Strength> {
    let mut strengths: Vec<_> =
        PERMITTED.iter().filter(|row| row.action == action).map(|row| row.strength).collect();
    strengths.sort();
    strengths.dedup();
    strengths
}

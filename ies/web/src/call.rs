//! From who is calling to what they may do.

mod bearer;
mod emergency;

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use fnd_core::{CountryCode, Id, Language};
use fnd_web::caller::{Caller, NoCaller};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::serve::Channel;
use fnd_web::telemetry::RequestId;
use fnd_web::{Demand, Proof};
use ies_domain::access::{self, Action, Grant, Refusal, Standing, Target};
use ies_domain::account::Account;
use ies_domain::actor::{Actor, Moment};
use ies_domain::log::{Doer, Technical};
use ies_domain::registration::Registration;
use ies_domain::role::{Role, Scope, working};
use ies_domain::session::{AuthenticationLevel, Session, Subject, Weakness};
use ies_store::purpose::gate::Person;
use ies_store::{Access, Outcome};
use jiff::{SignedDuration, Timestamp};

use self::bearer::{bearer, token};
use crate::answered::Permitted;
use crate::app::{App, Shared};
use crate::problem::{of_store, refused};
use crate::sign_ins;

/// A request, whoever makes it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The request.
    pub request: RequestId,
    /// Where it comes from.
    pub technical: Technical,
    /// The language of the answer.
    pub language: Language,
    /// Who is signed in, if anybody.
    pub who: Option<Who>,
    /// What the request was permitted so far.
    permitted: Permitted,
}

/// A request of somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Call {
    /// The request.
    pub visit: Visit,
    /// Who is signed in.
    pub who: Who,
}

/// Somebody who is signed in, as session and store know them.
#[derive(Debug, Clone)]
pub struct Who {
    /// What the identity provider said.
    pub caller: Caller,
    /// The person at the identity provider.
    pub subject: Subject,
    /// What is known of the person.
    pub person: Person,
    /// The roles that work now.
    pub roles: Vec<Role>,
    /// The session.
    pub session: Session,
    /// How strong the sign-in was, for what demands more; `None` for a token.
    proof: Option<Proof>,
    /// What the token that came with the request is for; `None` for a person in a browser.
    scope: Option<Vec<Action>>,
}

impl Who {
    /// The account, if there is one.
    pub fn account(&self) -> Option<Id<Account>> {
        self.person.account.as_ref().map(|head| head.account.id)
    }

    /// What the person is to the system as a whole.
    pub const fn standing(&self) -> Standing {
        Standing::of(self.person.known)
    }

    /// The country the person coordinates, if any.
    pub fn coordinates(&self, now: Timestamp) -> Option<CountryCode> {
        let mut held = self
            .person
            .grants
            .iter()
            .filter(|grant| grant.role == Role::NcpCoordinator && grant.standing(now).is_ok());
        held.find_map(|grant| match grant.scope {
            Scope::Country(country) => Some(country),
            Scope::Platform | Scope::Programme => None,
        })
    }

    /// The person as the access table asks for them.
    fn as_caller(&self) -> access::Caller<'_> {
        access::Caller {
            standing: self.standing(),
            roles: &self.roles,
            session: Some(&self.session),
            scope: self.scope.as_deref(),
        }
    }

    /// Whether the person may do `action` to `target` once the session is strong enough; for
    /// menus and buttons, never for deciding.
    pub fn may(&self, action: Action, target: &Target) -> bool {
        access::may(&self.as_caller(), action, target)
    }

    /// The doer of log rows.
    pub fn doer(&self) -> Doer {
        self.account().map_or(Doer::Applicant, Doer::Account)
    }
}

/// Nobody who is signed in.
const VISITOR: access::Caller<'static> =
    access::Caller { standing: Standing::Visitor, roles: &[], session: None, scope: None };

impl Visit {
    /// The same, when whoever made it has just lost their account.
    #[must_use]
    pub fn of_nobody(&self) -> Self {
        Self { who: None, ..self.clone() }
    }

    /// Whether whoever calls may do `action` to `target`; for menus and buttons alone.
    pub fn may(&self, action: Action, target: &Target) -> bool {
        match &self.who {
            Some(who) => who.may(action, target),
            None => access::may(&VISITOR, action, target),
        }
    }
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let Ok(request) = RequestId::from_request_parts(parts, app).await;
        let technical = technical(parts, app);
        let language = Chosen::of(&parts.extensions);
        let Ok(caller) =
            <Caller as OptionalFromRequestParts<Shared>>::from_request_parts(parts, app).await;
        let permitted = parts.extensions.get().cloned().unwrap_or_default();
        let mut visit = Self { request, technical, language, who: None, permitted };
        visit.who = match (caller, token(parts)) {
            (Some(caller), _) => Some(who(parts, app, caller).await?),
            (None, Some(token)) => bearer(app, &visit, &token).await?,
            (None, None) => None,
        };
        Ok(visit)
    }
}

impl FromRequestParts<Shared> for Call {
    type Rejection = NoCaller;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, NoCaller> {
        if token(parts).is_none() {
            // Whoever is not signed in is led to the sign-in, or told, as for any page.
            <Caller as FromRequestParts<Shared>>::from_request_parts(parts, app).await?;
        }
        let visit = Visit::from_request_parts(parts, app).await.map_err(NoCaller::Problem)?;
        match visit.who.clone() {
            Some(who) => Ok(Self { visit, who }),
            None => Err(NoCaller::Problem(Problem::unauthenticated())),
        }
    }
}

fn problem_of(error: NoCaller) -> Problem {
    match error {
        NoCaller::Problem(problem) => problem,
        NoCaller::SignIn(_) => Problem::unauthenticated(),
    }
}

/// What the store knows of `caller`.
async fn who(parts: &mut Parts, app: &Shared, caller: Caller) -> Result<Who, Problem> {
    let Ok(subject) = Subject::read(&caller.person) else {
        tracing::warn!("the identity provider named somebody in a form that cannot be used");
        return Err(Problem::unauthenticated());
    };
    let now = app.clock.now();
    let person = app.store.whois(&subject, now).await.map_err(of_store)?;
    let proof = Proof::from_request_parts(parts, app).await.map_err(problem_of)?;
    let shown = caller.authentication.as_ref();
    let level = shown.and_then(|shown| shown.level.as_deref()).map(str::to_lowercase);
    let level = level.and_then(|level| AuthenticationLevel::find(&level));
    let session = Session {
        // How long a session lasts, and its epoch, the foundation has looked at before.
        begun_at: now,
        used_at: now,
        authenticated_at: shown.and_then(|shown| shown.at).unwrap_or(Timestamp::UNIX_EPOCH),
        level: level.unwrap_or(AuthenticationLevel::Basic),
        epoch: person.account.as_ref().map(|head| head.account.epoch).unwrap_or_default(),
    };
    let roles = working(&person.grants, now);
    Ok(Who { caller, subject, person, roles, session, proof: Some(proof), scope: None })
}

/// Where a request comes from. Statement 4; R15.
fn technical(parts: &Parts, app: &App) -> Technical {
    let ip = parts.extensions.get::<Channel>().map(|channel| channel.client(&parts.headers));
    let header = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    let ip = ip.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    sign_ins::technical(app, ip, header.unwrap_or_default())
}

/// A call that was found lawful, with everything its log row needs.
#[derive(Debug, Clone)]
pub struct Lawful {
    /// The rule that permits it.
    pub grant: Grant,
    /// When.
    pub at: Timestamp,
    access: Access,
}

impl Lawful {
    /// What opens the store.
    pub fn access(&self) -> Access {
        self.access.clone()
    }

    /// What the log says was shown: the categories that the action serves. R15.
    pub fn sent(&self) -> Vec<&'static str> {
        ies_domain::register::serves(self.grant.action())
    }

    /// The end of a unit that showed `object`, if it was about one, with a form that could not be
    /// used: nothing else was done, and what was shown was shown all the same.
    pub fn wrong(&self, object: Option<uuid::Uuid>) -> Outcome {
        Outcome::refused(Problem::unprocessable().code(), object).showing(self.sent())
    }

    /// The end of a unit that showed `object`.
    pub fn showing(&self, object: uuid::Uuid) -> Outcome {
        Outcome::on(object).showing(self.sent())
    }
}

impl Call {
    /// Who acts, for the domain's rules on deeds; `None` for who has no account.
    pub fn actor(&self) -> Option<Actor<'_>> {
        Some(Actor {
            account: self.who.account()?,
            subject: &self.who.subject,
            roles: &self.who.roles,
            session: &self.who.session,
        })
    }

    /// Finds the rule that lets the caller do `action` to `target`; what is not listed is
    /// refused, and the refusal is logged. R15, R25, R28.
    pub async fn lawful(
        &self,
        app: &App,
        action: Action,
        target: &Target,
    ) -> Result<Lawful, Problem> {
        let at = app.clock.now();
        let moment = moment(app, at);
        match access::grant(&self.who.as_caller(), action, target, moment) {
            Ok(grant) => Ok(self.granted(grant, at)),
            Err(refusal) => Err(self.refuse(app, (action, refusal), None).await?),
        }
    }

    /// As [`lawful`](Self::lawful), for an object that is read first: the store is opened to ask
    /// for it, and its own row tells how that ended.
    pub fn weigh(&self, app: &App, action: Action, target: &Target) -> Result<Grant, Refusal> {
        access::grant(&self.who.as_caller(), action, target, moment(app, app.clock.now()))
    }

    /// Finds the rule that lets the caller do `action` to their own open request; without one
    /// there is nothing here. A2.
    pub async fn lawful_on_own_request(
        &self,
        app: &App,
        action: Action,
    ) -> Result<(Id<Registration>, Lawful), Problem> {
        let (id, state) = self.who.person.registration.ok_or_else(Problem::not_found)?;
        let lawful = self.lawful(app, action, &Target::of_own_request(state)).await?;
        Ok((id, lawful))
    }

    /// Finds the rule that lets the caller do `action` to the request `id`, whosever it is. One
    /// that is not there is answered as one that the caller may not know of, and both are logged.
    /// A4, A7.
    pub async fn lawful_on_request(
        &self,
        app: &App,
        action: Action,
        id: Id<Registration>,
    ) -> Result<Lawful, Problem> {
        let at = app.clock.now();
        let found = app.store.look_at_request(id, at).await.map_err(of_store)?;
        let mut target = found.map(|found| Target::of_request(&found, &self.who.subject));
        if action == Action::ViewScan {
            target = self.in_emergency(app, target, (id, at)).await?;
        }
        let weighed = match &target {
            Some(target) => self.weigh(app, action, target),
            None => Err(self.absent(app, action)),
        };
        match weighed {
            Ok(grant) => Ok(self.granted(grant, at)),
            Err(refusal) => Err(self.refuse(app, (action, refusal), Some(id.to_uuid())).await?),
        }
    }

    /// What is told about an object that is not there: what is told about a foreign one.
    fn absent(&self, app: &App, action: Action) -> Refusal {
        match self.weigh(app, action, &Target::nothing()) {
            Ok(_) => Refusal::NotFound,
            Err(refusal) => refusal,
        }
    }

    fn refused_access(&self, at: Timestamp, refused: (Action, Refusal)) -> Access {
        Access::refused(at, self.who.doer(), refused, self.visit.request.0)
            .from(self.visit.technical)
    }

    fn granted(&self, grant: Grant, at: Timestamp) -> Lawful {
        let access = Access::granted(at, self.who.doer(), grant, self.visit.request.0)
            .from(self.visit.technical);
        self.visit.permitted.add(access.clone());
        Lawful { grant, at, access }
    }

    /// Logs a refusal, and says what the caller is told.
    pub async fn refuse(
        &self,
        app: &App,
        (action, refusal): (Action, Refusal),
        object: Option<uuid::Uuid>,
    ) -> Result<Problem, Problem> {
        self.visit.permitted.retract(action);
        let access = self.refused_access(app.clock.now(), (action, refusal));
        let outcome = Outcome { object, ..Outcome::default() };
        app.store.note(access, outcome).await.map_err(of_store)?;
        Ok(self.problem(app, refusal))
    }

    /// What the caller is told about a refusal: for a session that is too weak, the way to a
    /// stronger one.
    pub fn problem(&self, app: &App, refusal: Refusal) -> Problem {
        let Refusal::Weak(weakness) = refusal else { return refused(refusal) };
        self.stronger(app, weakness).unwrap_or_else(|| refused(refusal))
    }

    fn stronger(&self, app: &App, weakness: Weakness) -> Option<Problem> {
        let minutes = i64::from(app.switches.session.fresh_minutes);
        let demand = match weakness {
            Weakness::OneFactor => Demand { level: Some("MEDIUM"), age_max: None },
            Weakness::NotFresh => {
                Demand { level: None, age_max: Some(SignedDuration::from_mins(minutes)) }
            }
        };
        self.who.proof.as_ref()?.meets(&demand).err()
    }
}

/// The instant of an act, with the times by which sessions are judged.
pub fn moment(app: &App, now: Timestamp) -> Moment<'_> {
    Moment { now, times: &app.switches.session }
}

//! The steps of a request.

use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Date;

use super::deadline::{due, due_extended, extension_told_by};
use super::outcome::{Answer, Outcome, RefusalGround};
use super::{About, Channel, Event, Request, Right, RightsError, State};
use crate::account::DisableCause;
use crate::actor::{Actor, ActorError, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::role::Role;
use crate::session::Strength;
use crate::text::{Extent, LETTER, tidy};

/// A request that came.
#[derive(Clone, Copy)]
pub struct Arrival<'a> {
    /// Its identifier.
    pub id: Id<Request>,
    /// What is asked.
    pub right: Right,
    /// About whom.
    pub about: About,
    /// How it came.
    pub channel: Channel,
    /// The day on which it came, in Brussels; for a letter, that of its arrival.
    pub received_on: Date,
    /// The ground of an objection.
    pub ground: Option<&'a str>,
    /// Whether the person confirmed [`super::CONSEQUENCE`].
    pub has_acknowledged: bool,
}

unshown!(Arrival<'_> { id, right, about, channel });

/// A request after a step, and what goes with it in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The request.
    pub request: Request,
    /// What goes with it.
    pub effects: Effects,
}

/// What goes with a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effects {
    /// Close the account of the holder for this cause.
    pub close_account: Option<DisableCause>,
    /// Withdraw the open request for an account of the applicant.
    pub withdraw_registration: bool,
    /// Prepare the archive of the person's data.
    pub prepare_archive: bool,
    /// List for the controller who received the data, to tell them.
    pub list_recipients: bool,
    /// Send these.
    pub mails: Vec<Mail>,
    /// Write these to the log.
    pub log: Vec<Logged>,
}

const GROUND: Extent = Extent { chars_max: 4000, lines_max: 100 };

/// How much a ground may say: a letter is taken as it came.
const fn extent(channel: Channel) -> Extent {
    match channel {
        Channel::Page => GROUND,
        Channel::Letter | Channel::Mail | Channel::InPerson => LETTER,
    }
}

/// Takes a request. One made on a page by somebody who signed in a moment ago takes effect at
/// once; any other waits until it is known who makes it.
///
/// Law: statement 8; EUDPR Art. 14 and 17 to 23; R40 to R47, R51.
pub fn receive(
    arrival: &Arrival<'_>,
    holidays: &[Date],
    now: Timestamp,
) -> Result<Step, RightsError> {
    let ground = match arrival.ground.map(str::trim) {
        None | Some("") if arrival.right.needs_ground() => return Err(RightsError::GroundMissing),
        None | Some("") => None,
        Some(ground) => Some(tidy(ground, extent(arrival.channel)).map_err(RightsError::Text)?),
    };
    let request = Request {
        id: arrival.id,
        right: arrival.right,
        about: arrival.about,
        channel: arrival.channel,
        state: State::Received,
        received_on: arrival.received_on,
        due_on: due(arrival.received_on, holidays),
        ground,
        executed_at: None,
        outcome: None,
        closed_at: None,
    };
    let mails = vec![
        Mail::of(Notice::RightsReceived, Addressee::Requester),
        Mail::of(Notice::RightsReceived, Addressee::Officers),
    ];
    let received = Effects { mails, log: vec![Logged::RightsReceived], ..Effects::default() };
    if arrival.channel != Channel::Page {
        return Ok(Step { request, effects: received });
    }
    let step = execute(request, arrival.has_acknowledged, now)?;
    let log = [received.log, step.effects.log].concat();
    Ok(Step { effects: Effects { mails: received.mails, log, ..step.effects }, ..step })
}

/// Asks the person who they are.
///
/// Law: EUDPR Art. 14(6); R46.
pub fn ask_identity(
    request: &Request,
    by: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<Step, RightsError> {
    must_work(request, by, Strength::TwoFactors, moment)?;
    let state = after(request, Event::AskIdentity)?;
    Ok(Step { request: Request { state, ..request.clone() }, effects: Effects::default() })
}

/// It is known who the person is, and about whom the request is: it takes effect.
///
/// Law: statement 8; R42, R46.
pub fn identify(
    request: &Request,
    by: &Actor<'_>,
    (about, has_acknowledged): (About, bool),
    moment: Moment<'_>,
) -> Result<Step, RightsError> {
    must_work(request, by, Strength::Fresh, moment)?;
    if let About::Holder(account) = about {
        by.must_not_be(account)?;
    }
    after(request, Event::Identify)?;
    execute(Request { about, ..request.clone() }, has_acknowledged, moment.now)
}

/// Puts a request into effect: from here on it is being answered.
fn execute(request: Request, has_acknowledged: bool, now: Timestamp) -> Result<Step, RightsError> {
    let state = after(&request, Event::Identify)?;
    let cause = request.right.closes_account();
    if cause.is_some() && !has_acknowledged {
        return Err(RightsError::NotAcknowledged);
    }
    let is_holder = matches!(request.about, About::Holder(_));
    // Who is about to leave has left no trace of it when the request is answered.
    let list_recipients = cause.is_some() && request.right.tells_recipients();
    let effects = Effects {
        close_account: cause.filter(|_| is_holder),
        withdraw_registration: cause.is_some() && matches!(request.about, About::Applicant(_)),
        prepare_archive: matches!(request.right, Right::Access | Right::Portability),
        list_recipients,
        mails: Vec::new(),
        log: vec![Logged::RightsIdentified],
    };
    let executed_at = cause.map(|_| now);
    Ok(Step { request: Request { state, executed_at, ..request }, effects })
}

/// Tells the person that the answer takes up to two months longer, and why.
///
/// Law: EUDPR Art. 14(3); R46.
pub fn extend(
    request: &Request,
    by: &Actor<'_>,
    (reasons, today, holidays): (&str, Date, &[Date]),
    moment: Moment<'_>,
) -> Result<Step, RightsError> {
    must_work(request, by, Strength::TwoFactors, moment)?;
    let state = after(request, Event::Extend)?;
    if extension_told_by(request.received_on) < today {
        return Err(RightsError::TooLateToExtend);
    }
    if reasons.trim().is_empty() {
        return Err(RightsError::ReasonsMissing);
    }
    tidy(reasons, GROUND).map_err(RightsError::Text)?;
    let due_on = due_extended(request.received_on, holidays);
    let effects = Effects {
        mails: vec![Mail::of(Notice::RightsExtended, Addressee::Requester)],
        log: vec![Logged::RightsExtended],
        ..Effects::default()
    };
    Ok(Step { request: Request { state, due_on, ..request.clone() }, effects })
}

/// Answers the request.
///
/// Law: EUDPR Art. 14(3) and (4), 21; R43, R50, R51; A22.
pub fn decide(
    request: &Request,
    by: &Actor<'_>,
    outcome: Outcome,
    moment: Moment<'_>,
) -> Result<Step, RightsError> {
    must_work(request, by, Strength::Fresh, moment)?;
    let state = after(request, outcome.event())?;
    let outcome = outcome.checked(request.right)?;
    // Who was not found out is refused for that, and for nothing else.
    let is_unknown = request.state == State::IdentityCheck;
    if is_unknown && outcome.ground != Some(RefusalGround::NotIdentified) {
        return Err(RightsError::NotNow);
    }
    let is_listed = request.executed_at.is_some();
    let is_refused = outcome.answer == Answer::Refused;
    let list_recipients = request.right.tells_recipients() && !is_listed && !is_refused;
    let effects = Effects {
        list_recipients,
        mails: vec![Mail::of(Notice::RightsAnswered, Addressee::Requester)],
        log: vec![Logged::RightsAnswered],
        ..Effects::default()
    };
    let closed_at = Some(moment.now);
    let request = Request { state, outcome: Some(outcome), closed_at, ..request.clone() };
    Ok(Step { request, effects })
}

/// The person takes the request back, while it has not taken effect on the account.
pub fn cancel(request: &Request, by: About, now: Timestamp) -> Result<Step, RightsError> {
    if by != request.about || by == About::Nobody {
        return Err(ActorError::NotInRole.into());
    }
    let state = after(request, Event::Cancel)?;
    if request.executed_at.is_some() {
        return Err(RightsError::AlreadyExecuted);
    }
    let effects = Effects { log: vec![Logged::RightsCancelled], ..Effects::default() };
    Ok(Step { request: Request { state, closed_at: Some(now), ..request.clone() }, effects })
}

/// An officer works on other people's requests.
///
/// Law: R46; A21, A22.
fn must_work(
    request: &Request,
    by: &Actor<'_>,
    needed: Strength,
    moment: Moment<'_>,
) -> Result<(), RightsError> {
    by.must_hold(&[Role::DpOfficer], needed, moment)?;
    match request.about {
        About::Holder(account) => Ok(by.must_not_be(account)?),
        About::Applicant(_) | About::Nobody => Ok(()),
    }
}

fn after(request: &Request, event: Event) -> Result<State, RightsError> {
    request.state.after(event).ok_or(RightsError::NotNow)
}

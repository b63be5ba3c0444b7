//! The steps of a request that decide nothing about the person.

use fnd_core::Id;
use jiff::Timestamp;

use super::effects::End;
use super::{Effects, Event, Registration, RegistrationError, State, Step};
use crate::actor::{Actor, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::role::Role;
use crate::scan::Scan;
use crate::session::{Strength, Subject};
use crate::switches::RegistrationTimes;
use crate::text::{Extent, tidy};
use crate::when::{days, later};

/// Who signed in and asks for an account.
#[derive(Debug, Clone, Copy)]
pub struct Applicant<'a>(pub &'a Subject);

impl Applicant<'_> {
    pub(super) fn must_own(self, registration: &Registration) -> Result<(), RegistrationError> {
        if *self.0 == registration.subject { Ok(()) } else { Err(RegistrationError::NotApplicant) }
    }
}

/// Questions and answers.
const MESSAGE: Extent = Extent { chars_max: 2000, lines_max: 40 };

/// Begins a draft. `has_open` and `has_account` are what the store finds for the subject.
///
/// Law: statement 6; R04, R25: signing in created nothing; this does.
pub fn begin(
    id: Id<Registration>,
    by: Applicant<'_>,
    (has_open, has_account): (bool, bool),
    now: Timestamp,
) -> Result<Step, RegistrationError> {
    if has_account {
        return Err(RegistrationError::AlreadyHolder);
    }
    if has_open {
        return Err(RegistrationError::AlreadyOpen);
    }
    let registration = Registration {
        id,
        subject: by.0.clone(),
        state: State::Draft,
        since: now,
        submitted_at: None,
        questions: 0,
        scan: Scan::None,
        decision: None,
        ended_at: None,
    };
    Ok(Step { registration, effects: Effects::of_step(Logged::RegistrationBegun, &[]) })
}

/// A validator takes the request up.
pub fn begin_review(
    registration: &Registration,
    by: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<Step, RegistrationError> {
    must_validate(registration, by, Strength::TwoFactors, moment)?;
    let state = registration.next(Event::BeginReview)?;
    // The clock of the decision goes on: taking a request up is not deciding on it.
    Ok(Step {
        registration: Registration { state, ..registration.clone() },
        effects: Effects::of_step(Logged::RegistrationReviewBegun, &[]),
    })
}

/// A validator asks the applicant something.
pub fn ask(
    registration: &Registration,
    by: &Actor<'_>,
    question: &str,
    (moment, times): (Moment<'_>, &RegistrationTimes),
) -> Result<Step, RegistrationError> {
    must_validate(registration, by, Strength::TwoFactors, moment)?;
    let state = registration.next(Event::Ask)?;
    if times.questions_max <= registration.questions {
        return Err(RegistrationError::TooManyQuestions { most: times.questions_max });
    }
    tidy(question, MESSAGE).map_err(RegistrationError::Text)?;
    let questions = registration.questions.saturating_add(1);
    let mails = [Mail::of(Notice::QuestionAsked, Addressee::Applicant)];
    Ok(Step {
        registration: Registration { state, since: moment.now, questions, ..registration.clone() },
        effects: Effects::of_step(Logged::RegistrationQuestionAsked, &mails),
    })
}

/// The applicant answers. The clock of the decision begins anew, so that who answered in time
/// does not lose the request to the time the answer took.
pub fn answer(
    registration: &Registration,
    by: Applicant<'_>,
    answer: &str,
    now: Timestamp,
) -> Result<Step, RegistrationError> {
    by.must_own(registration)?;
    let state = registration.next(Event::Answer)?;
    tidy(answer, MESSAGE).map_err(RegistrationError::Text)?;
    let mails = [Mail::of(Notice::QuestionAnswered, Addressee::Validators)];
    Ok(Step {
        registration: Registration { state, since: now, ..registration.clone() },
        effects: Effects::of_step(Logged::RegistrationAnswered, &mails),
    })
}

/// A validator takes the question back.
pub fn resume(
    registration: &Registration,
    by: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<Step, RegistrationError> {
    must_validate(registration, by, Strength::TwoFactors, moment)?;
    let state = registration.next(Event::Resume)?;
    Ok(Step {
        registration: Registration { state, since: moment.now, ..registration.clone() },
        effects: Effects::of_step(Logged::RegistrationReviewBegun, &[]),
    })
}

/// The applicant withdraws the request; so does who withdraws the consent to it.
///
/// Law: statement 8; R14, R47.
pub fn withdraw(
    registration: &Registration,
    by: Applicant<'_>,
    now: Timestamp,
) -> Result<Step, RegistrationError> {
    by.must_own(registration)?;
    registration.next(Event::Withdraw)?;
    Ok(registration.ended(End::Withdrawn, now))
}

/// The instant at which the request ends by itself; `None` when it has ended.
pub fn expires_at(registration: &Registration, times: &RegistrationTimes) -> Option<Timestamp> {
    let allowed = match registration.state {
        State::Draft => times.draft_days,
        State::Submitted | State::InReview => times.decision_days,
        State::InfoRequested => times.answer_days,
        State::Accepted | State::Refused | State::Withdrawn | State::Expired => return None,
    };
    Some(later(registration.since, days(allowed)))
}

/// Ends a request whose time is over. Nobody has judged the person: it is no refusal.
///
/// Law: R14, R45.
pub fn expire(
    registration: &Registration,
    now: Timestamp,
    times: &RegistrationTimes,
) -> Result<Step, RegistrationError> {
    registration.next(Event::Expire)?;
    let is_over = expires_at(registration, times).is_some_and(|end| end <= now);
    if is_over { Ok(registration.ended(End::Expired, now)) } else { Err(RegistrationError::NotYet) }
}

/// Whether `by` may validate this request.
///
/// Law: R35; A7, A22.
pub(super) fn must_validate(
    registration: &Registration,
    by: &Actor<'_>,
    needed: Strength,
    moment: Moment<'_>,
) -> Result<(), RegistrationError> {
    by.must_hold(&[Role::Validator], needed, moment)?;
    Ok(by.must_not_be_subject(&registration.subject)?)
}

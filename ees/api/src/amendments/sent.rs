//! A case of amendment as it is sent, and what the law wants next in it. EES Art. 35.

use ees_domain::amendment::{Amendment, Concerned, Due, Stage};
use ees_domain::day::Day;
use ees_store::Case as Kept;
use fnd_core::holidays;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A case of amendment.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AmendmentCase)]
pub struct Case {
    /// Its identifier.
    pub case_id: Uuid,
    /// The individual reference number.
    pub file_id: Uuid,
    /// The entry/exit record it is about, when it is about one.
    pub crossing_id: Option<Uuid>,
    /// The refusal of entry it is about, when it is about one.
    pub refusal_id: Option<Uuid>,
    /// What is to be done: `rectify`, `complete`, `erase`, `unlist`, `naturalised`,
    /// `out-of-scope` or `microstate`.
    pub wish: &'static str,
    /// The State whose nationality, permit or long-stay visa was acquired.
    pub acquired_of: Option<String>,
    /// The State that raised it.
    pub raised_by: String,
    /// When.
    pub raised_on: String,
    /// The authority that opened it.
    pub authority: String,
    /// The State responsible for the data when it was opened.
    pub responsible: String,
    /// When that State was asked.
    pub asked_on: Option<String>,
    /// `open`, `asked` or `settled`.
    pub stage: &'static str,
    /// When it was settled.
    pub settled_on: Option<String>,
    /// `done` or `not-founded`.
    pub outcome: Option<&'static str>,
    /// The State whose step is next; absent when it is settled.
    pub acts: Option<String>,
    /// What is due: `without-delay`, `ask-by`, `check-by`, `erase-by` or `nothing`.
    pub due: &'static str,
    /// The last day for it, where there is one.
    pub due_on: Option<String>,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// What the Visa Information System was found to hold.
    pub vis: Option<Comparison>,
    /// What is next where visa-related data is to be put right: `compare` with the Visa
    /// Information System, `await` the State that was informed, `put-right`, or `nothing`.
    pub vis_next: &'static str,
    /// What keeps an erasure that was ordered from being carried out; absent when nothing does.
    pub failing: Option<Failing>,
    /// What the person says, or what was found; absent once the record it is about is gone.
    pub said: Option<String>,
    /// What was found when it was settled; it goes with the record, too.
    pub answer: Option<String>,
}

/// An erasure that was ordered and could not be carried out yet. It is tried again by itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FailingErasure)]
pub struct Failing {
    /// What stood in the way: `busy`, somebody changed the file at that moment; `refused`, the
    /// database refused, and if that lasts the operator has to look; `inconsistent`, what is
    /// stored cannot be erased as it is, and the operator has to look.
    pub obstacle: &'static str,
    /// How often it was tried.
    pub tries: u32,
    /// When it failed the last time, RFC 3339.
    pub failed_at: String,
    /// When it is tried again.
    pub next_at: String,
}

impl Failing {
    fn of(order: &ees_store::FailingOrder) -> Self {
        Self {
            obstacle: order.obstacle.code(),
            tries: order.tries,
            failed_at: order.failed_at.to_string(),
            next_at: order.next_at.to_string(),
        }
    }
}

/// What the Visa Information System was found to hold. EES Art. 35(4).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = VisComparison)]
pub struct Comparison {
    /// When it was asked, and whoever is named was informed.
    pub on: String,
    /// `same`, `other` or `not-available`.
    pub finding: &'static str,
    /// The State that was informed.
    pub informed: Option<String>,
    /// When that State's reply became known.
    pub replied_on: Option<String>,
    /// `corrected` or `found-right`.
    pub reply: Option<&'static str>,
}

impl Comparison {
    fn of(made: &ees_domain::amendment::Comparison) -> Self {
        Self {
            on: made.on.to_string(),
            finding: made.finding.code(),
            informed: made.informed.map(|state| state.to_string()),
            replied_on: made.reply.map(|(on, _)| on.to_string()),
            reply: made.reply.map(|(_, reply)| reply.code()),
        }
    }
}

impl Case {
    /// The case as it is sent on `today`.
    pub fn of(case: &Kept, today: Day) -> Self {
        let amendment = &case.amendment;
        let due = due(amendment);
        let (crossing_id, refusal_id) = match amendment.concerned {
            Concerned::File => (None, None),
            Concerned::Crossing(id) => (Some(id.to_uuid()), None),
            Concerned::Refusal(id) => (None, Some(id.to_uuid())),
        };
        let (settled_on, outcome) = match amendment.stage {
            Stage::Settled { on, outcome } => (Some(on.to_string()), Some(outcome.code())),
            Stage::Open | Stage::Asked(_) => (None, None),
        };
        Self {
            case_id: amendment.id.to_uuid(),
            file_id: amendment.file.to_uuid(),
            crossing_id,
            refusal_id,
            wish: amendment.wish.code(),
            acquired_of: amendment.wish.acquired_of().map(|state| state.to_string()),
            raised_by: amendment.raised_by.to_string(),
            raised_on: amendment.raised_on.to_string(),
            authority: case.authority.clone(),
            responsible: amendment.responsible.to_string(),
            asked_on: amendment.asked_on.map(|day| day.to_string()),
            stage: amendment.stage.code(),
            acts: settled_on.is_none().then(|| amendment.acts().to_string()),
            settled_on,
            outcome,
            due: due.code(),
            due_on: due.day().map(|day| day.to_string()),
            is_overdue: due.is_overdue(today),
            vis: amendment.vis.as_ref().map(Comparison::of),
            vis_next: amendment.vis_next().code(),
            failing: case.failing.as_ref().map(Failing::of),
            said: case.said.clone(),
            answer: case.answer.clone(),
        }
    }
}

/// What is due, with the holidays of the State that acts.
pub fn due(amendment: &Amendment) -> Due {
    amendment.due(&holidays_of(amendment))
}

/// The day by which the case is sorted.
pub fn urgent_since(amendment: &Amendment) -> Day {
    amendment.urgent_since(&holidays_of(amendment))
}

fn holidays_of(amendment: &Amendment) -> Vec<jiff::civil::Date> {
    let from = amendment.asked_on.unwrap_or(amendment.raised_on);
    holidays::around(amendment.acts(), from.date())
}

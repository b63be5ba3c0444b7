//! Cases of amendment by page: the list, one case, opening, asking and settling. EES Art. 35.

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::amendment::{Amendment, Concerned, Due, Settlement, Stage, VisNext, Wish};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::day::Day;
use ees_domain::erasure::EarlyErasure;
use ees_domain::file::File;
use ees_pages::cases::{CasePage, CaseRow, CasesPage, Step, Urgency};
use ees_store::{Case, FoundCase};
use fnd_core::Id;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::form::{Choice, Field};
use fnd_web::language::Chosen;
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::amend::day_of;
use super::deed::given;
use super::done::{Done, on_to};
use super::html;
use super::log::encode;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::ask::ask;
use crate::amendments::list::{Query, ROWS, find, list};
use crate::amendments::sent::due;
use crate::app::Shared;
use crate::border::read_file::hide;
use crate::inland::check::here;

/// Where the list is.
pub(super) const CASES: &str = "/amendments";

/// What the page's form asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    stage: String,
    wish: String,
    after: String,
    page: String,
    #[serde(rename = "lang")]
    _lang: String,
}

impl Asked {
    fn query(&self) -> Query {
        Query { stage: given(&self.stage), wish: given(&self.wish), after: given(&self.after) }
    }

    fn address(&self, more: &[(&str, &str)]) -> String {
        let pairs = [("stage", self.stage.as_str()), ("wish", &self.wish)];
        let pairs: Vec<String> = pairs
            .iter()
            .chain(more)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("{CASES}?{}", pairs.join("&"))
    }

    /// Leafing goes forward; the way back is the first page, because cases come and go.
    fn pager(&self, total: u64, next: Option<&String>) -> Pager {
        let page =
            if self.after.is_empty() { 1 } else { self.page.parse().unwrap_or(1_u32).max(2) };
        let pages = u32::try_from(total.div_ceil(u64::from(ROWS))).unwrap_or(u32::MAX);
        let following = page.saturating_add(1);
        let next =
            next.map(|edge| self.address(&[("after", edge), ("page", &following.to_string())]));
        Pager {
            page,
            pages: if next.is_some() { pages.max(following) } else { page },
            previous: if page == 1 { String::new() } else { self.address(&[]) },
            next: next.unwrap_or_default(),
        }
    }
}

/// The list.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::ListCases, Purpose::Amendment).await?;
    let today = here(&app, &lawful.actor)?.day;
    let found = list(&app, &lawful, &asked.query()).await?;
    let shell = shell(&app, language, Some(&call.caller), CASES);
    let words = shell.words.clone();
    html(&CasesPage {
        action: CASES.into(),
        stage: Field::holding("stage", &asked.stage),
        wish: Field::holding("wish", &asked.wish),
        stages: choices("case-stage", &Stage::CODES, &words),
        wishes: choices("case-wish", &Wish::CODES, &words),
        failing: found.failing,
        total: found.total,
        rows: found.cases.iter().filter_map(|one| row(one, today, &words)).collect(),
        pager: asked.pager(found.total, found.next.as_ref()),
        shell: CasesPage::shell(shell),
    })
}

/// Codes with their words.
pub(super) fn choices(kind: &str, codes: &[&'static str], words: &Words) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, words.text(&format!("{kind}-{code}")))).collect()
}

fn row(found: &FoundCase, today: Day, words: &Words) -> Option<CaseRow> {
    let amendment = &found.case.amendment;
    let language = words.language();
    let due = due(amendment);
    Some(CaseRow {
        href: format!("{CASES}/{}", amendment.id),
        person: view::identity(found.file.identities.last()?, language).name(),
        wish: words.text(&format!("case-wish-{}", amendment.wish.code())),
        raised_by: view::country(amendment.raised_by, language),
        raised_on: amendment.raised_on.date(),
        next: match found.case.failing {
            Some(_) => words.text("case-next-failing"),
            None => next(amendment, words),
        },
        urgency: urgency(amendment, due, today),
        due_on: due.day().map(Day::date),
    })
}

/// Whose step is next, or how it ended.
fn next(amendment: &Amendment, words: &Words) -> String {
    match amendment.stage {
        Stage::Settled { outcome, .. } => words.text(&format!("case-next-{}", outcome.code())),
        Stage::Open | Stage::Asked(_) => {
            let state = view::country(amendment.acts(), words.language());
            words.one("case-next-acts", "state", state)
        }
    }
}

fn urgency(amendment: &Amendment, due: Due, today: Day) -> Urgency {
    let days = |from: Day, to: Day| u32::try_from(from.days_until(to)).unwrap_or_default();
    match (due, due.day()) {
        (Due::Nothing, _) => Urgency::Over,
        (_, Some(day)) if day < today => Urgency::Late(days(day, today)),
        (_, Some(day)) => Urgency::In(days(today, day)),
        (_, None) => Urgency::WithoutDelay(days(amendment.raised_on, today)),
    }
}

/// One case.
pub(super) async fn one(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    Parameters(told): Parameters<Done>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::ListCases, Purpose::Amendment).await.map_err(hide)?;
    let today = here(&app, &lawful.actor)?.day;
    let FoundCase { case, file } = find(&app, &lawful, Id::from_uuid(case_id)).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{CASES}/{case_id}"));
    let shell = told.on(shell);
    let words = shell.words.clone();
    let amendment = &case.amendment;
    let due = due(amendment);
    let person = file.identities.last().ok_or_else(Problem::internal)?;
    let is_erased = !is_there(&file, amendment.concerned);
    html(&CasePage {
        facts: vec![
            (words.text("deed-person"), view::identity(person, language).name()),
            (words.text("case-wish"), wish(amendment, &words)),
            (words.text("case-about"), about(&file, amendment.concerned, &words)),
            (words.text("file-responsible"), view::country(amendment.responsible, language)),
        ],
        next: next(amendment, &words),
        urgency: urgency(amendment, due, today),
        due_on: due.day().map(Day::date),
        steps: steps(&case, &words),
        links: links(&lawful.actor, (&case, &file), &words),
        ask: if may_ask(&lawful.actor, amendment, today) {
            format!("{CASES}/{case_id}/ask")
        } else {
            String::new()
        },
        is_erasing: is_erasing(amendment) && !is_erased,
        failing: case
            .failing
            .map(|order| {
                let key = format!("case-failing-{}", order.obstacle.code());
                words.one(&key, "at", words.instant(&order.next_at))
            })
            .unwrap_or_default(),
        shell: CasePage::shell(shell, CASES),
    })
}

/// What is to be done, with the State that it names.
pub(super) fn wish(amendment: &Amendment, words: &Words) -> String {
    let wish = words.text(&format!("case-wish-{}", amendment.wish.code()));
    match amendment.wish.acquired_of() {
        Some(state) => format!("{wish} – {}", view::country(state, words.language())),
        None => wish,
    }
}

/// What of the file it is about.
pub(super) fn about(file: &File, concerned: Concerned, words: &Words) -> String {
    let gone = || words.text("case-about-gone");
    match concerned {
        Concerned::File => words.text("case-about-file"),
        Concerned::Crossing(id) => {
            let record = file.crossings.iter().find(|record| record.id == id);
            record.map_or_else(gone, |record| {
                words.one("case-about-crossing", "day", day_of(record, words))
            })
        }
        Concerned::Refusal(id) => file.refusal(id).map_or_else(gone, |refused| {
            let day = words.date(&refused.refusal.day.date());
            words.one("case-about-refusal", "day", day)
        }),
    }
}

fn is_there(file: &File, concerned: Concerned) -> bool {
    match concerned {
        Concerned::File => true,
        Concerned::Crossing(id) => file.crossings.iter().any(|record| record.id == id),
        Concerned::Refusal(id) => file.refusal(id).is_some(),
    }
}

/// Whether settling it has ordered an erasure.
fn is_erasing(amendment: &Amendment) -> bool {
    let is_done = matches!(amendment.stage, Stage::Settled { outcome: Settlement::Done, .. });
    is_done && EarlyErasure::of(amendment.wish).is_some()
}

fn steps(case: &Case, words: &Words) -> Vec<Step> {
    let amendment = &case.amendment;
    let state = |code| view::country(code, words.language());
    let mut steps = vec![Step {
        on: amendment.raised_on.date(),
        what: words.one("case-step-raised", "state", state(amendment.raised_by)),
        // Words about a record go with it.
        said: case.said.clone().unwrap_or_else(|| words.text("case-words-gone")),
    }];
    steps.extend(amendment.asked_on.map(|day| Step {
        on: day.date(),
        what: words.one("case-step-asked", "state", state(amendment.responsible)),
        said: String::new(),
    }));
    if let Some(made) = amendment.vis {
        let finding = words.text(&format!("case-step-vis-{}", made.finding.code()));
        let informed = made
            .informed
            .map(|code| words.one("case-step-informed", "state", state(code)))
            .unwrap_or_default();
        steps.push(Step { on: made.on.date(), what: finding, said: informed });
        steps.extend(made.reply.map(|(on, reply)| Step {
            on: on.date(),
            what: words.text(&format!("case-step-reply-{}", reply.code())),
            said: String::new(),
        }));
    }
    if let Stage::Settled { on, outcome } = amendment.stage {
        steps.push(Step {
            on: on.date(),
            what: words.text(&format!("case-step-{}", outcome.code())),
            said: case.answer.clone().unwrap_or_default(),
        });
    }
    steps
}

/// Whether visa-related data may be put right in the case. Law: EES Art. 35(4).
fn is_about_visa(file: &File, amendment: &Amendment) -> bool {
    let is_to_put_right = matches!(amendment.wish, Wish::Rectify | Wish::Complete);
    is_to_put_right
        && match amendment.concerned {
            Concerned::File => file.crossings.iter().any(|record| record.ground.visa().is_some()),
            Concerned::Crossing(_) => is_there(file, amendment.concerned),
            Concerned::Refusal(_) => false,
        }
}

fn may_ask(actor: &Actor, amendment: &Amendment, today: Day) -> bool {
    grant(actor, Action::HandleCase, Purpose::Amendment).is_some()
        && amendment.ask(actor.state, today).is_ok()
}

/// What the reader can do next.
fn links(actor: &Actor, (case, file): (&Case, &File), words: &Words) -> Vec<Link> {
    let amendment = &case.amendment;
    let mut links = Vec::new();
    let mut link = |href: String, key: &str| links.push(Link { href, label: words.text(key) });
    let may = |action| grant(actor, action, Purpose::Amendment).is_some();
    let is_over = matches!(amendment.stage, Stage::Settled { .. });
    if let Concerned::Crossing(record) = amendment.concerned
        && !is_over
        && is_there(file, amendment.concerned)
        && may(Action::Rectify)
    {
        link(format!("/files/{}/crossings/{record}/amend", file.id), "amend-title");
        let mut records = file.crossings.iter();
        let is_on_visa = records.any(|one| one.id == record && one.ground.visa().is_some());
        // The other system's State corrects a visa there first.
        let waits = matches!(amendment.vis_next(), VisNext::Await { .. } | VisNext::Nothing);
        if !(is_on_visa && waits) {
            let from = format!("?case={}", amendment.id);
            let ground = format!("/files/{}/crossings/{record}/ground{from}", file.id);
            link(ground, "amend-ground-title");
        }
    }
    let wants_vis = match amendment.vis_next() {
        VisNext::Compare | VisNext::Await { .. } => is_about_visa(file, amendment),
        VisNext::PutRight | VisNext::Nothing => false,
    };
    if !is_over && wants_vis && may(Action::HandleCase) && amendment.acts() == actor.state {
        let is_awaited = matches!(amendment.vis_next(), VisNext::Await { .. });
        let key = if is_awaited { "case-reply-title" } else { "case-compare" };
        link(format!("{CASES}/{}/vis", amendment.id), key);
    }
    if may(Action::ReadFile) {
        link(format!("/files/{}", file.id), "case-file");
    }
    if !is_over && may(Action::HandleCase) && amendment.acts() == actor.state {
        link(format!("{CASES}/{}/settle", amendment.id), "case-settle-open");
    }
    links
}

/// Asks the State responsible.
pub(super) async fn ask_now(
    State(app): State<Shared>,
    call: Call,
    Segment(case_id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    ask(&app, &lawful, Id::from_uuid(case_id)).await?;
    Ok(on_to(&format!("{CASES}/{case_id}"), "case-asked"))
}

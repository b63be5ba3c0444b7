//! Suspensions of crossing points as pages. Reg. (EU) 2025/1534 Art. 7.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::point::{PointCode, Zones};
use ees_domain::suspension::{Extent, Suspension, last_day_to_begin};
use ees_domain::switches::SuspensionSwitches;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::suspensions::{Notice, SuspensionRow, SuspensionsPage};
use fnd_core::Language;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::answer;
use super::done::{Done, on_to};
use super::html;
use super::shell::shell;
use crate::actor::{Call, Lawful};
use crate::app::{App, Shared};
use crate::suspensions::begin::{Request, may, suspend};
use crate::suspensions::change::{End, Notification, end_it, note};
use crate::suspensions::list::{self, list};

/// Where the list is.
pub(super) const SUSPENSIONS: &str = "/suspensions";
/// Where a suspension is begun.
const NEW: &str = "/suspensions/new";

/// The list.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(told): Parameters<Done>,
) -> Result<Html<String>, Problem> {
    let lawful = list::may(&app, &call).await?;
    let found = list(&app, &lawful).await?;
    let shell = told.on(shell(&app, language, Some(&call.caller), SUSPENSIONS));
    let words = shell.words.clone();
    let may_change = grant(&lawful.actor, Action::SuspendPoint, Purpose::Operation).is_some();
    html(&SuspensionsPage {
        begin: if may_change { NEW.into() } else { String::new() },
        last_day: over_since(&app).map(Day::date),
        rows: found.iter().map(|one| row(&app, one, (&words, may_change))).collect(),
        shell: SuspensionsPage::shell(shell),
    })
}

/// The last day on which a suspension could begin, once it is past.
fn over_since(app: &App) -> Option<Day> {
    let now = app.clock.now();
    let zone = app.points.first().map_or(TimeZone::UTC, |point| point.zone.clone());
    let today = Day::from(now.to_zoned(zone).date());
    last_day_to_begin(SuspensionSwitches::default()).filter(|last| *last < today)
}

const fn extent_key(extent: Extent) -> &'static str {
    match extent {
        Extent::Full => "suspensions-full",
        Extent::Partial => "suspensions-partial",
    }
}

fn local(at: Timestamp, zone: &TimeZone) -> DateTime {
    at.to_zoned(zone.clone()).datetime()
}

fn row(app: &App, one: &Suspension, (words, may_change): (&Words, bool)) -> SuspensionRow {
    let (now, zone) = (app.clock.now(), app.points.zone(&one.point));
    let is_in_force = one.is_in_force(now);
    let link = |is_offered: bool, deed: &str| {
        let label = words.text(&format!("suspensions-{deed}"));
        let href = format!("{SUSPENSIONS}/{}/{deed}", one.id);
        (may_change && is_offered).then_some(Link { href, label })
    };
    let is_open = one.ends_at.is_none() || is_in_force;
    let links = [link(is_open, "end"), link(one.notified.is_none(), "notification")];
    SuspensionRow {
        point: view::point(&app.points, one.point.as_str()).into_owned(),
        extent: extent_key(one.extent),
        since: local(one.begins_at, &zone),
        until: one.ends_at.map(|at| local(at, &zone)),
        latest: local(one.latest_end, &zone),
        is_in_force,
        reason: one.reason.clone(),
        authority: one.authority.clone(),
        notice: notice(one, now, &zone),
        links: links.into_iter().flatten().collect(),
    }
}

fn notice(one: &Suspension, now: Timestamp, zone: &TimeZone) -> Notice {
    let by = local(one.notify_by, zone);
    match &one.notified {
        Some(notified) => Notice::Done(local(notified.at, zone), notified.reference.clone()),
        None if one.notify_by < now => Notice::Overdue(by),
        None => {
            let minutes = one.notify_by.duration_since(now).as_mins().max(0);
            Notice::Due(by, minutes.div_euclid(60), minutes.rem_euclid(60))
        }
    }
}

/// What the forms send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    suspension_id: String,
    point: String,
    extent: String,
    begins_at: String,
    ends_at: String,
    reason: String,
    notified_at: String,
    reference: String,
}

/// What was typed as a time of the crossing point, as the interface wants it. What is no time
/// stays as it is, and the interface says so.
fn instant(app: &App, point: &str, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let code: Option<PointCode> = point.parse().ok();
    let zone = code.map_or(TimeZone::UTC, |code| app.points.zone(&code));
    let at = typed.parse::<DateTime>().ok().and_then(|at| at.to_zoned(zone).ok());
    Some(at.map_or_else(|| typed.to_owned(), |at| at.timestamp().to_string()))
}

/// The form by which a suspension begins.
pub(super) async fn open_new(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let lawful = may(&app, &call).await?;
    let shell = shell(&app, language, Some(&call.caller), SUSPENSIONS);
    let id = app.ids.next(app.clock.now()).to_string();
    html(&new_page(&app, shell, &lawful, &Sent { suspension_id: id, ..Sent::default() }))
}

fn new_page(app: &App, shell: Shell, lawful: &Lawful, sent: &Sent) -> DeedPage {
    let words = shell.words.clone();
    let actor = &lawful.actor;
    let is_own = |code: &PointCode| {
        code.state() == actor.state
            && actor.place.as_ref().is_none_or(|place| *place == code.as_str())
    };
    let own = app.points.iter().filter(|point| is_own(&point.code));
    let points: Vec<Choice> =
        own.map(|point| Choice::new(point.code.as_str(), &point.name)).collect();
    let only = match points.as_slice() {
        [one] => one.value.clone(),
        _ => String::new(),
    };
    let point = if sent.point.is_empty() { &only } else { &sent.point };
    let extents =
        Extent::ALL.map(|(extent, code)| Choice::new(code, words.text(extent_key(extent))));
    let over = over_since(app);
    let lead = match over {
        Some(last) => vec![words.on("suspensions-over-text", &last.date())],
        None => vec![words.text("suspensions-new-text"), words.text("suspensions-new-notify")],
    };
    let moment = |name, key| Control::new(name, key, Kind::Moment).hinted();
    let begins_at = moment("begins_at", "suspensions-begins-at");
    // What lies behind names its time; what begins now need not.
    let begins_at = if over.is_some() {
        Control::new("begins_at", "suspensions-begins-at", Kind::Moment)
    } else {
        begins_at.optional()
    };
    let submit = if over.is_some() { "suspensions-record" } else { "suspensions-new-submit" };
    let title = if over.is_some() { "suspensions-record" } else { "suspensions-new-title" };
    DeedPage {
        lead,
        facts: Vec::new(),
        action: SUSPENSIONS.into(),
        hidden: vec![Hidden { name: "suspension_id", value: sent.suspension_id.clone() }],
        controls: vec![
            Control::new("point", "suspensions-point", Kind::Choice(points)).holding(point),
            Control::new("extent", "suspensions-extent", Kind::Choice(extents.into()))
                .holding(&sent.extent),
            begins_at.holding(&sent.begins_at),
            moment("ends_at", "suspensions-ends-at").optional().holding(&sent.ends_at),
            Control::new("reason", "suspensions-reason", Kind::Text).holding(&sent.reason),
        ],
        submit: words.text(submit),
        is_grave: over.is_none(),
        back: SUSPENSIONS.into(),
        shell: below(shell, title),
    }
}

fn below(shell: Shell, title: &str) -> Shell {
    let words = shell.words.clone();
    shell.below(SUSPENSIONS, words.text("suspensions-title")).titled(words.text(title))
}

/// Begins a suspension.
pub(super) async fn begin(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let request = Request {
        suspension_id: sent.suspension_id.parse().unwrap_or_default(),
        point: Some(sent.point.clone()).filter(|point| !point.is_empty()),
        extent: sent.extent.clone(),
        begins_at: instant(&app, &sent.point, &sent.begins_at),
        ends_at: instant(&app, &sent.point, &sent.ends_at),
        reason: sent.reason.clone(),
    };
    let Err(problem) = suspend(&app, &lawful, &request).await else {
        return Ok(on_to(SUSPENSIONS, "suspended"));
    };
    let shell = shell(&app, language, Some(&call.caller), SUSPENSIONS);
    answered(new_page(&app, shell, &lawful, &sent), &problem)
}

/// The form once more; what is wrong with it is said in the words of the rule where they are known.
fn answered(mut page: DeedPage, problem: &Problem) -> Result<Response, Problem> {
    let words = page.shell.words.clone();
    let response = answer(&mut page, problem)?;
    let codes = problem.errors().iter().map(|fault| format!("suspensions-code-{}", fault.code));
    let said: Vec<String> = codes.map(|key| words.text(&key)).collect();
    let is_known = |text: &String| !text.contains('⟦');
    if !said.iter().all(is_known) {
        return Ok(response);
    }
    for (control, text) in page.controls.iter_mut().filter(|one| one.field.is_wrong()).zip(said) {
        control.field.error = text;
    }
    let mut mended = html(&page)?.into_response();
    *mended.status_mut() = problem.status();
    Ok(mended)
}

/// The suspension `id`, when the actor may see it.
async fn seen(app: &App, call: &Call, id: Uuid) -> Result<Suspension, Problem> {
    let lawful = list::may(app, call).await?;
    let found = list(app, &lawful).await?;
    found.into_iter().find(|one| one.id.to_uuid() == id).ok_or_else(Problem::not_found)
}

/// The form that `page` draws of the suspension `id`, empty, for whoever may change it.
async fn opened(
    (app, call): (&App, &Call),
    language: Language,
    id: Uuid,
    page: fn(&App, Shell, &Suspension, &Sent) -> DeedPage,
) -> Result<Html<String>, Problem> {
    may(app, call).await?;
    let one = seen(app, call, id).await?;
    let shell = shell(app, language, Some(&call.caller), SUSPENSIONS);
    html(&page(app, shell, &one, &Sent::default()))
}

/// The form by which a suspension ends.
pub(super) async fn open_end(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    opened((&app, &call), language, id, end_page).await
}

fn end_page(app: &App, shell: Shell, one: &Suspension, sent: &Sent) -> DeedPage {
    let words = shell.words.clone();
    DeedPage {
        lead: vec![words.text("suspensions-end-text")],
        facts: facts(app, one, &words),
        action: format!("{SUSPENSIONS}/{}/end", one.id),
        hidden: Vec::new(),
        controls: vec![
            Control::new("ends_at", "suspensions-ends-at", Kind::Moment)
                .optional()
                .hinted()
                .holding(&sent.ends_at),
        ],
        submit: words.text("suspensions-end"),
        is_grave: false,
        back: SUSPENSIONS.into(),
        shell: below(shell, "suspensions-end-title"),
    }
}

fn facts(app: &App, one: &Suspension, words: &Words) -> Vec<(String, String)> {
    let zone = app.points.zone(&one.point);
    let moment = |at| words.moment(&local(at, &zone));
    vec![
        (
            words.text("suspensions-point"),
            view::point(&app.points, one.point.as_str()).into_owned(),
        ),
        (words.text("suspensions-extent"), words.text(extent_key(one.extent))),
        (words.text("suspensions-since"), moment(one.begins_at)),
        (words.text("suspensions-latest-end"), moment(one.latest_end)),
        (words.text("suspensions-notify-by"), moment(one.notify_by)),
    ]
}

/// Ends a suspension.
pub(super) async fn end(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let one = seen(&app, &call, id).await?;
    let request = End { ends_at: instant(&app, one.point.as_str(), &sent.ends_at) };
    let Err(problem) = end_it(&app, &lawful, (id, &request)).await else {
        return Ok(on_to(SUSPENSIONS, "suspension-ended"));
    };
    let shell = shell(&app, language, Some(&call.caller), SUSPENSIONS);
    answered(end_page(&app, shell, &one, &sent), &problem)
}

/// The form by which a notification is noted.
pub(super) async fn open_notification(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    opened((&app, &call), language, id, notification_page).await
}

fn notification_page(app: &App, shell: Shell, one: &Suspension, sent: &Sent) -> DeedPage {
    let words = shell.words.clone();
    DeedPage {
        lead: vec![words.text("suspensions-notification-text")],
        facts: facts(app, one, &words),
        action: format!("{SUSPENSIONS}/{}/notification", one.id),
        hidden: Vec::new(),
        controls: vec![
            Control::new("reference", "suspensions-reference", Kind::Text)
                .hinted()
                .holding(&sent.reference),
            Control::new("notified_at", "suspensions-notified-at", Kind::Moment)
                .optional()
                .hinted()
                .holding(&sent.notified_at),
        ],
        submit: words.text("suspensions-notification-submit"),
        is_grave: false,
        back: SUSPENSIONS.into(),
        shell: below(shell, "suspensions-notification"),
    }
}

/// Notes a notification.
pub(super) async fn notification(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = may(&app, &call).await?;
    let one = seen(&app, &call, id).await?;
    let request = Notification {
        notified_at: instant(&app, one.point.as_str(), &sent.notified_at),
        reference: sent.reference.clone(),
    };
    let Err(problem) = note(&app, &lawful, (id, &request)).await else {
        return Ok(on_to(SUSPENSIONS, "suspension-notified"));
    };
    let shell = shell(&app, language, Some(&call.caller), SUSPENSIONS);
    answered(notification_page(&app, shell, &one, &sent), &problem)
}

//! What happened to one's data and what one did, with one's own technical part. R33, R34, R40.

use axum::extract::State;
use axum::response::Html;
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::form::Field;
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::community::Level;
use ies_domain::log::{Class, Event, Reader};
use ies_domain::role::Role as RoleKind;
use ies_pages::countries;
use ies_pages::people::{EditReason, Role};
use ies_pages::personal::said::{Browser, By, System, origin, refused};
use ies_pages::personal::{ActivityFilter, ActivityKind, ActivityPage, ActivityRow, Tab};
use ies_store::purpose::own::{Line, Wanted};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use super::{end, open, tabs_for};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local, shell, words, zone};

const PATH: &str = "/my/activity";
/// Lines on a page.
const PAGE: i64 = 50;
/// Days that a month is counted for, where it is told how long lines are kept.
const MONTH_DAYS: u16 = 30;

/// What to list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: String,
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(asked): Parameters<Asked>,
) -> Result<Html<String>, Problem> {
    let words = words(&app, &call.visit);
    let (filter, wanted) = wanted(&words, &asked);
    let number = asked.page.parse::<u32>().unwrap_or(1).max(1);
    let offset = PAGE.saturating_mul(i64::from(number).saturating_sub(1));
    let wanted = Wanted { most: PAGE, offset, ..wanted };
    let (lawful, unit) = open(&app, &call, Reader::Oneself.action()).await?;
    let (lines, total) = if filter.errors().is_empty() {
        let lines = unit.activity(&wanted).await.map_err(of_store)?;
        (lines, unit.activity_total(&wanted).await.map_err(of_store)?)
    } else {
        (Vec::new(), 0)
    };
    end(&call, &lawful, unit).await?;
    let days = app.switches.kept.log_use_days;
    html(&ActivityPage {
        shell: ActivityPage::shell(shell(&app, &call.visit, PATH)),
        tabs: tabs_for(&call.who, &words, Tab::Activity),
        filter,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        rows: lines.iter().map(|line| row(&words, line)).collect(),
        pager: pager(&asked, (number, total)),
        months: u32::from(days.div_euclid(MONTH_DAYS)),
    })
}

/// The filter as it was typed, and what it asks the store for.
fn wanted(words: &Words, asked: &Asked) -> (ActivityFilter, Wanted) {
    let mut filter = ActivityFilter::empty(PATH);
    let read = |name, text: &str| {
        let field = Field::holding(name, text);
        match text.parse::<Date>() {
            _ if text.is_empty() => (field, None),
            Ok(day) => (field, Some(day)),
            Err(_) => {
                let label = format!("activity-{}", if name == "from" { "from" } else { "to" });
                let said = ies_pages::errors::sentence(words, &label, "not-a-date", 0);
                (field.wrong(said), None)
            }
        }
    };
    let (from, to);
    (filter.from, from) = read("from", &asked.from);
    (filter.to, to) = read("to", &asked.to);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        filter.to = filter.to.wrong(words.text("error-dates-reversed"));
    }
    filter.kind = Field::holding("kind", &asked.kind);
    let kind = ActivityKind::ALL.into_iter().find(|kind| kind.code() == asked.kind);
    let wanted = Wanted {
        from: from.and_then(begins),
        until: to.and_then(|day| day.checked_add(1.day()).ok()).and_then(begins),
        codes: kind.map(|kind| (codes(kind, true), codes(kind, false))),
        ..Wanted::default()
    };
    (filter, wanted)
}

/// The instant at which a day begins in Brussels.
fn begins(day: Date) -> Option<Timestamp> {
    day.to_zoned(zone()).ok().map(|zoned| zoned.timestamp())
}

/// The codes of a kind, of what the person did or of what others did.
fn codes(kind: ActivityKind, is_own: bool) -> Vec<&'static str> {
    let actions = Action::ALL.iter().map(Coded::code);
    let events = Event::ALL.iter().map(Coded::code);
    actions.chain(events).filter(|code| kind_of(code, is_own) == kind).collect()
}

/// What kind of thing the row of this code is for who reads it.
fn kind_of(code: &str, is_own: bool) -> ActivityKind {
    let event = Event::ALL.iter().find(|event| event.code() == code);
    match event {
        Some(Event::SignedIn | Event::SignInRefused | Event::SignedOut | Event::SessionEnded) => {
            ActivityKind::SignIn
        }
        // What touches what is kept of somebody, whoever did it.
        Some(event) if !is_own || event.class() == Class::Security => ActivityKind::Changed,
        Some(Event::ProfileChanged) => ActivityKind::Changed,
        None if !is_own => ActivityKind::Seen,
        Some(_) | None => ActivityKind::Own,
    }
}

fn row(words: &Words, line: &Line) -> ActivityRow {
    let what = words.text(&format!("action-{}", line.deed));
    let is_done = line.outcome == "done";
    let purpose = words.text(&format!("purpose-{}", line.purpose));
    let reason = line.reason.as_deref().and_then(ies_domain::account::EditReason::find);
    ActivityRow {
        at: local(line.at),
        kind: kind_of(&line.deed, line.is_own),
        what: if is_done { what } else { refused(words, &what) },
        who: if line.is_own { String::new() } else { who(words, &line.party) },
        purpose,
        reason: reason.map(|code| EditReason(code.code()).text(words)).unwrap_or_default(),
        origin: from_where(words, line),
    }
}

/// Who did something, without who it was. R34.
fn who(words: &Words, party: &str) -> String {
    if let Some(role) = RoleKind::ALL.iter().find(|role| role.code() == party) {
        return Role(role.code()).text(words);
    }
    if let Some(level) = Level::ALL.iter().find(|level| level.code() == party) {
        return words.text(&format!("level-{}", level.code()));
    }
    By(if party == "system" { "system" } else { "other" }).text(words)
}

fn from_where(words: &Words, line: &Line) -> String {
    let Some(from) = &line.technical else { return String::new() };
    let browser = match from.browser.as_str() {
        "firefox" => "Firefox".to_owned(),
        "chrome" => "Chrome".to_owned(),
        "edge" => "Edge".to_owned(),
        "safari" => "Safari".to_owned(),
        "opera" => "Opera".to_owned(),
        _ => Browser("other").text(words),
    };
    let version = from.version.map(|version| format!(" {version}")).unwrap_or_default();
    let system = match from.system.as_str() {
        "windows" => "Windows".to_owned(),
        "macos" => "macOS".to_owned(),
        "ios" => "iOS".to_owned(),
        "android" => "Android".to_owned(),
        "linux" => "Linux".to_owned(),
        _ => System("other").text(words),
    };
    let named = |code: &String| format!(", {}", countries::name(words, code));
    let country = from.country.as_ref().map(named).unwrap_or_default();
    origin(words, format!("{}{country}", from.ip), (format!("{browser}{version}"), system))
}

fn pager(asked: &Asked, (number, total): (u32, i64)) -> Pager {
    let pages = total.saturating_add(PAGE).saturating_sub(1).div_euclid(PAGE);
    let pages = u32::try_from(pages).unwrap_or(u32::MAX).max(1);
    let encoded = |text: &str| {
        text.chars().filter(|sign| sign.is_alphanumeric() || *sign == '-').collect::<String>()
    };
    let to = |page: u32| {
        format!(
            "{PATH}?from={}&to={}&kind={}&page={page}",
            encoded(&asked.from),
            encoded(&asked.to),
            encoded(&asked.kind)
        )
    };
    Pager {
        page: number,
        pages,
        previous: if 1 < number { to(number.saturating_sub(1)) } else { String::new() },
        next: if number < pages { to(number.saturating_add(1)) } else { String::new() },
    }
}

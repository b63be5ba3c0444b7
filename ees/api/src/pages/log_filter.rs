//! The conditions of a search of the log as a form. What they are, the interface says.

use std::collections::BTreeMap;

use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::member_state::operating_states;
use ees_domain::register::REGISTER;
use ees_pages::deed::{Control, Kind};
use ees_pages::log::LogFilter;
use ees_store::{LogField, LogFilter as Wanted};
use fnd_register::Coded;
use fnd_web::form::Choice;
use fnd_web::words::Words;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use serde::Deserialize;

use super::log::{LOG, encode, first};
use crate::app::App;
use crate::oversight::list_log::{CONDITIONS, Query};

/// What the address asks for, by name; names that are not known are passed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Asked(BTreeMap<String, String>);

/// Conditions on more than one field of a row.
const WHOLE: [&str; 3] = ["from", "to", "file"];
/// Conditions that stand before the further ones.
const USUAL: [LogField; 3] = [LogField::AuthorityKind, LogField::Purpose, LogField::Person];

impl Asked {
    /// What was given under `name`, if anything.
    fn given(&self, name: &str) -> Option<String> {
        let text = self.0.get(name)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What was asked with, as it was typed, for the log: on a page, or in a file.
    pub(super) fn as_typed(&self, form: &str) -> String {
        let given = self.0.iter().filter(|(_, text)| !text.trim().is_empty());
        let with_form: BTreeMap<&str, &str> = given
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .chain([("as", form)])
            .collect();
        serde_json::to_string(&with_form).unwrap_or_default()
    }

    /// As the API would ask. Times are those of UTC; of a last day all of it is wanted.
    pub(super) fn query(&self) -> Query {
        let at = |name: &str, days| self.given(name).map(|text| instant(&text, days));
        Query {
            from: at("from", 0),
            to: at("to", 1),
            authority: self.given("authority"),
            office: self.given("office"),
            state: self.given("state"),
            purpose: self.given("purpose"),
            person: self.given("person"),
            place: self.given("place"),
            action: self.given("action"),
            outcome: self.given("outcome"),
            sent: self.given("sent"),
            file: self.given("file"),
            after: self.given("after"),
            before: self.given("before"),
        }
    }

    /// The page shown, from 1, as the address says; only for the reader's orientation.
    pub(super) fn page(&self) -> u32 {
        let is_first = self.given("after").is_none() && self.given("before").is_none();
        let page = self.given("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        if is_first { 1 } else { page.max(1) }
    }

    /// An address below the list with the conditions, and `more`.
    pub(super) fn address(&self, below: &str, more: &[(&str, &str)]) -> String {
        let names = WHOLE.into_iter().chain(CONDITIONS.iter().map(|condition| condition.name));
        let given = names.filter_map(|name| Some((name, self.given(name)?)));
        let pairs: Vec<String> = given
            .chain(more.iter().map(|(name, value)| (*name, (*value).to_owned())))
            .map(|(name, value)| format!("{name}={}", encode(&value)))
            .collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("{LOG}{below}{mark}{}", pairs.join("&"))
    }
}

/// The civil time that was typed; a day begins with its first second, `days` later.
fn moment(text: &str, days: i64) -> Option<DateTime> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == "0000-00-00".len()
    {
        return Some(date.checked_add(Span::new().days(days)).ok()?.at(0, 0, 0, 0));
    }
    text.parse().ok()
}

/// The same as the API wants it; what cannot be read stays as it is, and the API says so.
fn instant(text: &str, days: i64) -> String {
    let at = || Offset::UTC.to_timestamp(moment(text, days)?).ok();
    at().map_or_else(|| text.to_owned(), |at: Timestamp| at.to_string())
}

/// The same as browsers fill it in.
fn local(text: &str, days: i64) -> String {
    moment(text, days)
        .map_or_else(|| text.to_owned(), |at| at.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// The form, as it was sent.
pub(super) fn filter(app: &App, asked: &Asked, words: &Words) -> LogFilter {
    let holding = |name: &str| asked.given(name).unwrap_or_default();
    let (from, to) = (local(&holding("from"), 0), local(&holding("to"), 1));
    let mut usual = vec![
        Control::new("from", "log-from", Kind::Moment).holding(from),
        Control::new("to", "log-to", Kind::Moment).holding(to),
    ];
    let mut further = Vec::new();
    for condition in CONDITIONS {
        let name = condition.name;
        let control = control(app, (name, condition.field), words).holding(holding(name));
        let is_usual = USUAL.contains(&condition.field);
        if is_usual { &mut usual } else { &mut further }.push(control);
    }
    usual.push(Control::new("file", "log-file-number", Kind::Text).holding(holding("file")));
    LogFilter { action: LOG.into(), usual, further }
}

/// The field of one condition.
fn control(app: &App, (name, field): (&'static str, LogField), words: &Words) -> Control {
    let coded = |codes: Vec<&str>, prefix: &str| {
        let choice = |code: &str| Choice::new(code, first(words, &format!("{prefix}-{code}")));
        Kind::Choice(codes.into_iter().map(choice).collect())
    };
    let (key, kind) = match field {
        LogField::AuthorityKind => {
            ("log-kind", coded(AuthorityKind::ALL.iter().map(Coded::code).collect(), "body"))
        }
        LogField::Office => ("log-office", Kind::Text),
        LogField::State => ("log-state", Kind::Choice(states(words))),
        LogField::Purpose => {
            ("log-purpose", coded(Purpose::ALL.iter().map(Coded::code).collect(), "use"))
        }
        LogField::Person => ("log-person", Kind::Text),
        LogField::Place => ("log-place", Kind::Choice(places(app))),
        LogField::Action => {
            ("log-operation", coded(Action::ALL.iter().map(Coded::code).collect(), "action"))
        }
        LogField::Outcome => ("log-outcome", Kind::Choice(outcomes(words))),
        LogField::Sent => {
            let categories = REGISTER.categories.iter().map(|category| category.code);
            ("log-sent", coded(categories.collect(), "category"))
        }
    };
    let control = Control::new(name, key, kind);
    if matches!(field, LogField::Office | LogField::Person) { control.hinted() } else { control }
}

fn states(words: &Words) -> Vec<Choice> {
    let language = words.language();
    let mut states: Vec<Choice> = operating_states()
        .map(|code| Choice::new(code.as_str(), view::country(code, language)))
        .collect();
    states.sort_by(|a, b| a.label.cmp(&b.label));
    states
}

fn places(app: &App) -> Vec<Choice> {
    app.points.iter().map(|point| Choice::new(point.code.as_str(), &point.name)).collect()
}

/// What became of it: done, or refused for whatever reason. A single reason is asked for by the
/// address.
fn outcomes(words: &Words) -> Vec<Choice> {
    vec![
        Choice::new(Wanted::DONE, words.text("outcome-done")),
        Choice::new(Wanted::REFUSED, words.text("log-refused-any")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_all_of_it_and_a_time_is_itself() {
        let cases = [
            ("2026-07-15", 0, "2026-07-15T00:00:00Z", "2026-07-15T00:00"),
            ("2026-07-15", 1, "2026-07-16T00:00:00Z", "2026-07-16T00:00"),
            ("2026-07-15T09:30", 1, "2026-07-15T09:30:00Z", "2026-07-15T09:30"),
            ("yesterday", 0, "yesterday", "yesterday"),
        ];
        for (typed, days, asked, shown) in cases {
            assert_eq!((instant(typed, days), local(typed, days)), (asked.into(), shown.into()));
        }
    }

    #[test]
    fn an_address_keeps_every_condition_and_nothing_else() {
        let pairs = ["from", "sent", "file", "page", "lang", "nonsense"];
        let asked = Asked(pairs.iter().map(|name| ((*name).into(), " a b ".into())).collect());
        let address = asked.address("/file", &[("after", "x~y")]);
        assert_eq!(address, "/log/file?from=a%20b&file=a%20b&sent=a%20b&after=x~y");
        assert_eq!(Asked::default().address("", &[]), "/log");
    }
}

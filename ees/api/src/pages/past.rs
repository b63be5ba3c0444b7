//! What the history of a file keeps, in words: it is written in codes, so that it outlives how
//! pages name them. EES Art. 35(8).

use ees_desk::view;
use ees_domain::file::Regime;
use ees_domain::identity::DocumentKind;
use ees_domain::point::BorderPoint;
use ees_domain::visa::{Entries, VisaKind};
use fnd_core::CountryCode;
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::Date;

use super::amend_ground::GROUNDS;

/// The value of `field` in the reader's words. What is not of a known form is shown as it is kept.
pub(super) fn said(
    points: &[BorderPoint],
    (field, value): (&str, &str),
    words: &Words,
) -> Option<String> {
    let coded = |prefix: &str, known: bool| known.then(|| words.text(&format!("{prefix}{value}")));
    let day = |text: &str| text.parse::<Date>().ok().map(|day| words.date(&day));
    let instant = |text: &str| text.parse::<Timestamp>().ok().map(|at| words.instant(&at));
    match field {
        "entry" | "exit" => {
            let (at, point) = value.split_once(' ')?;
            Some(format!("{}, {}", instant(at)?, view::point(points, point)))
        }
        "ground" => coded("amend-ground-", GROUNDS.contains(&value)),
        "visa-kind" => coded("visa-kind-", VisaKind::ALL.iter().any(|(_, code)| *code == value)),
        "visa-entries" => coded("visa-", Entries::ALL.iter().any(|(_, code)| *code == value)),
        "regime" => coded("amend-regime-", Regime::find(value).is_some()),
        "sex" => coded("amend-sex-", ["F", "M", "X"].contains(&value)),
        "document-kind" => {
            let (kind, _) = DocumentKind::ALL.iter().find(|(_, code)| *code == value)?;
            Some(view::kind_name(*kind, words))
        }
        "nationalities" | "document-issuer" => {
            let named = value.split(", ").map(|code| code.parse::<CountryCode>().ok());
            let named: Option<Vec<String>> =
                named.map(|code| Some(view::country(code?, words.language()))).collect();
            Some(named?.join(", "))
        }
        "stay" => {
            // What binds the stay stands behind its last day; the State, when it is one alone,
            // behind that.
            let mut parts = value.split(' ');
            let last = parts.next()?;
            let last = day(last).or_else(|| instant(last))?;
            let only_in = parts.nth(1).and_then(|code| code.parse::<CountryCode>().ok());
            Some(match only_in {
                Some(state) => format!("{last}, {}", view::country(state, words.language())),
                None => last,
            })
        }
        "source" => coded("history-source-", SOURCES.contains(&value)),
        "birth"
        | "visa-valid-to"
        | "document-expires"
        | "programme-granted"
        | "programme-until"
        | "programme-withdrawn" => day(value),
        "decision" => decision(value, words),
        _ => None,
    }
}

/// The ways in which a record came about, as `ees_domain::file::Source` codes them.
const SOURCES: [&str; 7] =
    ["live", "national-buffer", "local-buffer", "manual", "stamp", "rebuttal", "status-change"];

/// A decision: subject, ruling, ground, day, the new end where there is one, and the place.
fn decision(value: &str, words: &Words) -> Option<String> {
    let (codes, place) = value.split_once(", ")?;
    let (codes, until) = match codes.split_once(" > ") {
        Some((codes, until)) => (codes, Some(until.parse::<Date>().ok()?)),
        None => (codes, None),
    };
    let [subject, ruling, ground, day] = codes.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let day = words.date(&day.parse::<Date>().ok()?);
    let word = |kind: &str, code: &str| words.text(&format!("decision-{kind}-{code}"));
    let until = until.map_or_else(String::new, |until| format!(" → {}", words.date(&until)));
    Some(format!(
        "{}: {}. {}. {day}{until}, {place}",
        word("subject", subject),
        word("ruling", ruling),
        word("ground", ground),
    ))
}

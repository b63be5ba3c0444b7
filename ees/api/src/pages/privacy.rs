//! The privacy statement, derived from the register of processing. EES Art. 50.

use axum::extract::State;
use axum::response::Html;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::register::{REGISTER, WORDS};
use ees_domain::retention::{FAMILY, NO_EXIT, RECORD};
use ees_pages::privacy::{Category, Controller, PrivacyPage};
use fnd_register::{Coded, Period, Retention};
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::{Value, Words};

use super::html;
use super::shell::shell;
use crate::app::Shared;
use crate::config::Office;

/// The privacy statement; for anybody.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    caller: Option<Caller>,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, caller.as_ref(), "/privacy");
    let words = shell.words.clone();
    html(&PrivacyPage {
        controller: controller(&app.office),
        categories: REGISTER.categories.iter().map(|c| category(c, &words)).collect(),
        shell: PrivacyPage::shell(shell),
    })
}

fn controller(office: &Office) -> Controller {
    Controller {
        name: office.controller.first().cloned().unwrap_or_default(),
        requests: Link { href: office.requests.clone(), label: office.requests.clone() },
        supervisor: Link { href: office.supervisor_page.clone(), label: office.supervisor.clone() },
        acts: office.acts.clone(),
        answer_days: office.answer_days,
        answer_days_enforcement: office.answer_days_enforcement,
        court_act: office.court_act.clone(),
    }
}

fn category(kept: &fnd_register::Category<Purpose, AuthorityKind>, words: &Words) -> Category {
    Category {
        name: words.text(&format!("category-{}", kept.code)),
        about: words.text(&format!("category-{}-about", kept.code)),
        basis: cited(kept.basis, words),
        purposes: kept.purposes.iter().map(|p| words.text(&format!("use-{}", p.code()))).collect(),
        recipients: kept
            .recipients
            .iter()
            .map(|r| words.text(&format!("body-{}", r.code())))
            .collect(),
        retention: std::iter::once(retention(kept.retention, words))
            .chain(exceptions(kept.retention, words))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// Articles in the reader's language.
fn cited(basis: &str, words: &Words) -> String {
    let (and, to) = (words.text("cited-and"), words.text("cited-to"));
    basis.replace(" and ", &format!(" {and} ")).replace(" to ", &to)
}

/// What of a category is kept otherwise, each in words: the table says it behind the articles, in
/// the language of the machine-readable record.
fn exceptions(rule: Retention, words: &Words) -> Vec<String> {
    let kept = |key: &str, rule| words.one(key, "kept", retention(rule, words));
    if rule.basis == RECORD.basis {
        vec![kept("retention-without-exit", NO_EXIT), kept("retention-of-family", FAMILY)]
    } else if rule.basis == WORDS.basis {
        vec![words.one("retention-of-record", "basis", cited("EES Art. 35(8)", words))]
    } else {
        Vec::new()
    }
}

fn retention(retention: Retention, words: &Words) -> String {
    let event = words.text(&format!("event-{}", retention.from));
    let articles = retention.basis.split(';').next().unwrap_or_default();
    let basis = cited(articles, words);
    let common = [("event", Value::from(event)), ("basis", Value::from(basis))];
    let with = |key: &str, numbers: &[(&str, i64)]| {
        let numbers = numbers.iter().map(|(name, number)| (*name, Value::from(*number)));
        let values: Vec<_> = common.iter().cloned().chain(numbers).collect();
        words.with(key, &values)
    };
    match retention.period {
        Period::YearsAndDays(years, 0) => with("retention-years", &[("years", years.into())]),
        Period::YearsAndDays(0, days) => with("retention-days", &[("days", days.into())]),
        Period::YearsAndDays(years, days) => {
            with("retention-years-days", &[("years", years.into()), ("days", days.into())])
        }
        Period::Hours(hours) => with("retention-hours", &[("hours", hours.into())]),
        Period::UntilThen => with("retention-until", &[]),
    }
}

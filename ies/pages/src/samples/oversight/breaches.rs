//! Samples of personal data breaches.

use fnd_web::form::Field;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::confirm::{ConfirmPage, Deed};
use crate::oversight::{
    AffectedPage, AffectedRow, AssessForm, BreachForm, BreachPage, BreachRow, BreachesPage, Clock,
    Done, Found, ReportForm, Risk, StepRow, TellForm, Told,
};
use crate::samples::Sample;

const BREACHES: &str = "/admin/breaches";
const TITLE: &str = "Export sent to a wrong address";
const MESSAGE: &str = "An archive with your contact details was sent to a wrong address.";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = register(words, shell);
    pages.extend(one(words, shell));
    pages.extend(affected(words, shell));
    pages
}

fn affected(words: &Words, shell: &Shell) -> Vec<Sample> {
    let to = |what: &str| format!("/admin/breaches/1/affected{what}");
    let row = |id: &str, name: &str, is_noted| AffectedRow {
        id: id.into(),
        name: name.into(),
        about: "ana.kovac@example.org, Ministry of the Interior".into(),
        is_noted,
    };
    let page = AffectedPage {
        shell: AffectedPage::shell(shell.clone(), ("/admin/breaches/1", TITLE)),
        done: Some(Done::Affected),
        users: 24,
        communities: vec!["Glossary and Thesaurus".into()],
        rows: vec![row("1", "Ana Kovač", true), row("2", "", true)],
        pager: Pager { page: 1, pages: 2, previous: String::new(), next: to("?page=2") },
        is_told: false,
        search: to(""),
        query: Field::holding("q", "kova"),
        found: Some(Found {
            total: 2,
            rows: vec![row("1", "Ana Kovač", true), row("3", "Eva Kovačić", false)],
        }),
        add: to(""),
        remove: to("/remove"),
    };
    let empty = AffectedPage {
        done: None,
        users: 0,
        communities: Vec::new(),
        rows: Vec::new(),
        pager: Pager { page: 1, pages: 1, previous: String::new(), next: String::new() },
        query: Field::new("q"),
        found: None,
        ..page.clone()
    };
    let nobody = AffectedPage {
        query: Field::holding("q", "zzz").wrong(words.text("affected-query-none")),
        found: Some(Found { total: 0, rows: Vec::new() }),
        ..empty.clone()
    };
    let told = AffectedPage { is_told: true, remove: String::new(), ..page.clone() };
    let closed = AffectedPage { search: String::new(), found: None, ..told.clone() };
    vec![
        ("breach-affected", Box::new(page)),
        ("breach-affected-empty", Box::new(empty)),
        ("breach-affected-nobody", Box::new(nobody)),
        ("breach-affected-told", Box::new(told)),
        ("breach-affected-closed", Box::new(closed)),
    ]
}

fn row(risk: Risk, clock: Clock, is_closed: bool) -> BreachRow {
    BreachRow {
        title: TITLE.into(),
        aware: date(2026, 7, 16).at(10, 5, 0, 0),
        risk,
        clock,
        is_closed,
        href: "/admin/breaches/1".into(),
    }
}

fn reported() -> Clock {
    Clock::Reported(date(2026, 7, 17).at(17, 40, 0, 0))
}

fn register(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = BreachesPage {
        shell: BreachesPage::shell(shell.clone()),
        done: None,
        rows: vec![
            row(Risk::Unknown, Clock::Running(41), false),
            row(Risk::High, Clock::Over(3), false),
            row(Risk::Likely, reported(), true),
            row(Risk::Unlikely, Clock::NotDue, true),
        ],
        form: BreachForm::empty(BREACHES),
    };
    let entered = BreachesPage { done: Some(Done::BreachEntered), ..page.clone() };
    let mut wrong = BreachesPage { rows: vec![], ..page.clone() };
    let none = wrong.clone();
    wrong.form.title = wrong.form.title.wrong(words.text("breach-what-missing"));
    wrong.form.text = wrong.form.text.wrong(words.text("breach-known-missing"));
    wrong.form.day = wrong.form.day.wrong(words.text("breach-aware-missing"));
    vec![
        ("breaches", Box::new(page)),
        ("breaches-entered", Box::new(entered)),
        ("breaches-empty", Box::new(none)),
        ("breaches-errors", Box::new(wrong)),
    ]
}

fn breach(shell: &Shell, row: BreachRow) -> BreachPage {
    BreachPage {
        shell: BreachPage::shell(shell.clone(), BREACHES, TITLE),
        done: None,
        breach: row,
        text: "An archive of contact details went to a mailbox outside the system.".into(),
        report_by: date(2026, 7, 19).at(10, 5, 0, 0),
        users: 24,
        communities: vec!["Glossary and Thesaurus".into()],
        affected: "/admin/breaches/1/affected".into(),
        delay: String::new(),
        told: None,
        steps: vec![StepRow {
            at: date(2026, 7, 16).at(10, 30, 0, 0),
            by: "Ioana Popa".into(),
            text: TITLE.into(),
        }],
        assess: None,
        report: None,
        tell: None,
        close: String::new(),
        missing: vec![],
    }
}

fn one(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut fresh = breach(shell, row(Risk::Unknown, Clock::Running(41), false));
    fresh.assess = Some(AssessForm::empty("/admin/breaches/1/assess"));
    fresh.report = Some(ReportForm::empty("/admin/breaches/1/report"));
    fresh.missing = vec!["close-risk"];
    let mut tell = TellForm::empty("/admin/breaches/1/tell");
    tell.how = Field::new("how").wrong(words.text("tell-how-missing"));
    fresh.tell = Some(tell);
    let mut late = breach(shell, row(Risk::High, Clock::Over(3), false));
    let mut report = ReportForm::empty("/admin/breaches/1/report");
    report.delay = report.delay.wrong(words.text("report-delay-missing"));
    let mut tell = TellForm::empty("/admin/breaches/1/tell");
    tell.how = Field::new("how").wrong(words.text("tell-nobody"));
    tell.message = Field::new("message").wrong(words.text("tell-message-missing"));
    tell.reason = Field::new("reason").wrong(words.text("tell-reason-missing"));
    late.report = Some(report);
    late.tell = Some(tell);
    late.missing = vec!["close-report", "close-tell"];
    let mut ready = breach(shell, row(Risk::Likely, reported(), false));
    ready.done = Some(Done::BreachNoted);
    ready.told = Some(Told::NotNeeded("The archive was encrypted.".into()));
    ready.close = "/admin/breaches/1/close".into();
    let noted =
        ["done-breach-told", "affected-do-removed", "affected-do-noted"].map(|code| StepRow {
            at: date(2026, 7, 16).at(11, 10, 0, 0),
            by: "Ioana Popa".into(),
            text: words.text(code),
        });
    ready.steps.extend(noted);
    let mut closed = breach(shell, row(Risk::High, reported(), true));
    closed.done = Some(Done::BreachClosed);
    closed.delay = "The incident came to light through a third party.".into();
    closed.told = Some(Told::Directly(date(2026, 7, 17).at(18, 0, 0, 0), MESSAGE.into()));
    let sure = ConfirmPage {
        shell: ConfirmPage::shell(fresh.shell.clone(), Deed::TellPersons, TITLE),
        deed: Deed::TellPersons,
        facts: vec![
            (words.text("tell-to"), words.count("breach-users", 12_u32)),
            (words.text("tell-message"), MESSAGE.into()),
        ],
        action: "/admin/breaches/1/tell".into(),
        hidden: vec![],
        back: "/admin/breaches/1".into(),
    };
    vec![
        ("breach-tell", Box::new(sure)),
        ("breach", Box::new(fresh)),
        ("breach-errors", Box::new(late)),
        ("breach-noted", Box::new(ready)),
        ("breach-closed", Box::new(closed)),
    ]
}

//! What the pages of recording an entry or an exit need besides what was recorded.

use ees_domain::identity;
use ees_domain::point::Passage;
use ees_pages::errors::Wrong;
use ees_pages::result::{EntryForm, ResultPage};
use fnd_web::problem::{Place as Where, Problem};
use fnd_web::words::Words;

use crate::asked::mark as mark_in;
use crate::form::Form;

/// Problems that the form itself can mend.
pub const MENDABLE: &[&str] = &[
    "check-incomplete",
    "visa-missing",
    "invalid-value",
    "already-inside",
    "no-open-entry",
    "stamp-after-start",
    "overlaps-another-stay",
    "exit-before-entry",
    "date-in-future",
    "entry-is-known",
];

/// Whose crossing, as the form said.
pub fn whose(sent: &Form, passage: Option<&Passage>) -> Result<identity::Identity, Problem> {
    let day = passage.map(|passage| passage.day).ok_or_else(Problem::internal)?;
    Ok(sent.traveller().read(day)?.presented.identity)
}

/// Marks what must be mended; false when the page has no field for it.
pub fn mark(page: &mut ResultPage, (sent, problem): (&Form, &Problem)) -> bool {
    let words = page.shell.words.clone();
    if is_of_check(problem) {
        return mark_asked(page, (sent, problem), &words);
    }
    if mark_shown(page, problem, &words) {
        return true;
    }
    let entry = page.decisions.entry.as_mut();
    match problem.code() {
        "already-inside" => {
            let confirm = entry.and_then(|form| form.confirm.as_mut());
            confirm.map(|confirm| confirm.field.error = words.text("desk-confirm")).is_some()
        }
        "no-open-entry" => {
            let confirm = page.decisions.exit.as_mut().and_then(|form| form.confirm.as_mut());
            confirm.map(|confirm| confirm.field.error = words.text("desk-confirm")).is_some()
        }
        "visa-missing" => entry
            .and_then(|form| form.visa.as_mut())
            .map(|visa| visa.number.error = Wrong::Missing.sentence(&words, "visa-number"))
            .is_some(),
        _ => entry.is_some_and(|form| mark_fields(form, problem, &words)),
    }
}

/// Marks the fields of an entry that is shown and not on record, if `problem` is about them.
fn mark_shown(page: &mut ResultPage, problem: &Problem, words: &Words) -> bool {
    let shown = page.decisions.exit.as_mut().and_then(|form| form.shown.as_mut());
    let Some(shown) = shown.filter(|shown| shown.is_open()) else { return false };
    let mut is_marked = false;
    for fault in problem.errors() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        let (field, key) = match at.as_str() {
            "/entry/by" => (&mut shown.by, "desk-shown-by-wrong"),
            "/entry_unknown" => (&mut shown.by, "desk-shown-or-unknown"),
            "/entry" => (&mut shown.by, "desk-shown-not-late"),
            "/entry/on" => (&mut shown.on, "desk-shown-on-wrong"),
            "/entry/point" => (&mut shown.point, "desk-shown-point-wrong"),
            "/entry/evidence" => (&mut shown.evidence, "desk-shown-evidence-wrong"),
            _ => continue,
        };
        field.error = words.text(key);
        is_marked = true;
    }
    match problem.code() {
        "stamp-after-start" => shown.by.error = words.text("desk-shown-stamp-after-start"),
        "visa-missing" => shown.by.error = words.text("desk-shown-visa"),
        "overlaps-another-stay" | "exit-before-entry" | "date-in-future" | "entry-is-known" => {
            shown.on.error = words.text("desk-shown-does-not-fit");
        }
        _ => return is_marked,
    }
    true
}

/// Whether a problem is about what the officer was asked.
fn is_of_check(problem: &Problem) -> bool {
    let of_answers = |place: &Where| {
        let (Where::Pointer(at) | Where::Field(at)) = place;
        at.starts_with("/answers")
    };
    problem.code() == "check-incomplete"
        || problem.errors().iter().any(|fault| of_answers(&fault.place))
}

/// Marks what the officer was asked, in the form that was sent.
fn mark_asked(page: &mut ResultPage, (sent, problem): (&Form, &Problem), words: &Words) -> bool {
    let (entry, mut exit) = (page.decisions.entry.as_mut(), page.decisions.exit.as_mut());
    let lacks_evidence = problem.errors().iter().any(|fault| {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        at == "/answers/entry_evidence"
    });
    if let (true, Some(confirm)) =
        (lacks_evidence, exit.as_mut().and_then(|form| form.confirm.as_mut()))
    {
        confirm.field.error = words.text("desk-confirm");
        return true;
    }
    let asked = if sent.exit_asked.is_empty() {
        entry.and_then(|form| form.asked.as_mut())
    } else {
        exit.and_then(|form| form.asked.as_mut())
    };
    asked.is_some_and(|asked| mark_in(asked, problem, words))
}

/// Marks the fields of the entry that `problem` names; false when it has none of them.
fn mark_fields(form: &mut EntryForm, problem: &Problem, words: &Words) -> bool {
    let mut marked = false;
    for fault in problem.errors() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        if let ("/file_id", Some(file)) = (at.as_str(), form.file.as_mut()) {
            file.field.error = words.text("desk-file-missing");
            marked = true;
        }
        let Some(visa) = form.visa.as_mut() else { continue };
        let (field, label) = match at.as_str() {
            "/traveller/visa/sticker" => (&mut visa.number, "visa-number"),
            "/traveller/visa/issuer" => (&mut visa.issuer, "visa-issuer"),
            "/traveller/visa/kind" => (&mut visa.kind, "visa-kind"),
            "/traveller/visa/valid_to" => (&mut visa.expires, "visa-expires"),
            "/traveller/visa/entries" => (&mut visa.entries, "visa-entries"),
            "/traveller/visa/duration_days" => (&mut visa.days, "visa-days"),
            _ => continue,
        };
        let wrong = if field.value.is_empty() { Wrong::Missing } else { Wrong::Unreadable };
        field.error = wrong.sentence(words, label);
        marked = true;
    }
    marked
}

//! The standard form for refusal of entry on paper. SBC Art. 14(2), Annex V Part B.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_desk::paper::{self, PaperSent};
use ees_desk::{refuse as desk_form, view};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::refusal::{Bearer, FormExtras, FormText, RefusalDecision, standard_form};
use ees_pages::refuse::{PrintForm, RefusalFormPage, RefusalPage, Wrong};
use ees_wire::problem::{of_faults, of_form};
use fnd_core::Language;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Field};
use fnd_web::language::Chosen;
use fnd_web::problem::{Fault, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::{Shown, address, find, is_at};
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::config::RefusalTexts;
use crate::pages::html;
use crate::pages::shell::{CHECK, shell};

/// The value that asks for the form in every language.
const ALL_LANGUAGES: &str = "two";

/// The languages in which the operator has set what the form says of the State that refused. A
/// State of which nothing is set has no form here: its law is not ours to name.
fn languages<'a>(app: &'a App, decision: &RefusalDecision) -> Vec<(Language, &'a RefusalTexts)> {
    let state = decision.state();
    let Some(texts) = state.and_then(|state| app.office.refusal.get(state.as_str())) else {
        return Vec::new();
    };
    let known = app.catalogue.languages().into_iter();
    known.filter_map(|language| Some((language, texts.get(language.code())?))).collect()
}

/// What is asked for the paper, which `officer` fills in; `None` where there is no form to print.
pub(super) fn print_form(
    app: &App,
    words: &Words,
    (decision, action): (&RefusalDecision, String),
    officer: &str,
) -> Option<PrintForm> {
    let set = languages(app, decision);
    let usual = set.iter().find(|(language, _)| *language == words.language()).or(set.first())?;
    let mut choices: Vec<Choice> =
        set.iter().map(|(language, _)| Choice::new(language.code(), language.own_name())).collect();
    if 1 < choices.len() {
        choices.push(PrintForm::every(ALL_LANGUAGES, words));
    }
    Some(PrintForm {
        action,
        place_of_birth: Field::new("place_of_birth"),
        resident_at: Field::new("resident_at"),
        coming_from: Field::new("coming_from"),
        transport: Field::new("transport"),
        officer: Field::holding("officer", officer),
        language: Field::holding("language", usual.0.code()),
        languages: choices,
    })
}

/// The standard form on paper. What is filled in for it goes nowhere else.
pub(in crate::pages) async fn open(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(ids): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<PaperSent>,
) -> Result<Response, Problem> {
    let purpose = Purpose::BorderRefusal;
    lawful(&app, &call, Action::RefuseEntry, purpose).await.map_err(hide)?;
    let (actor, file, decision) = find(&app, &call, ids).await?;
    let shell = shell(&app, language, Some(&call.caller), &address(file.id, &decision));
    match filled(languages(&app, &decision), &sent) {
        Ok(filled) => Ok(html(&drawn(&app, shell, (&file, &decision), &filled)?)?.into_response()),
        Err(problem) => {
            let shown = Shown::of(&file, &decision)?;
            let mut page = shown.page(&app, shell, &actor);
            mark(&mut page, &sent, &problem);
            let mut response = html(&page)?.into_response();
            *response.status_mut() = problem.status();
            Ok(response)
        }
    }
}

/// What was filled in for the paper, and in which languages.
struct Filled<'a> {
    place_of_birth: Option<FormText>,
    resident_at: Option<FormText>,
    coming_from: Option<FormText>,
    transport: Option<FormText>,
    officer: FormText,
    papers: Vec<(Language, &'a RefusalTexts)>,
}

/// Reads what was filled in; every fault at its field.
fn filled<'a>(
    mut papers: Vec<(Language, &'a RefusalTexts)>,
    sent: &PaperSent,
) -> Result<Filled<'a>, Problem> {
    let mut faults = Vec::new();
    let mut text = |field: &'static str, text: &str| {
        if text.trim().is_empty() {
            return None;
        }
        let read = text.parse::<FormText>();
        read.map_err(|error| faults.push(Fault::field(field, error.code(), error.to_string()))).ok()
    };
    let place_of_birth = text("place_of_birth", &sent.place_of_birth);
    let resident_at = text("resident_at", &sent.resident_at);
    let coming_from = text("coming_from", &sent.coming_from);
    let transport = text("transport", &sent.transport);
    let officer = text("officer", &sent.officer);
    if officer.is_none() && faults.iter().all(|fault| !is_at(fault, "officer")) {
        faults.push(Fault::field("officer", "officer-missing", "name the officer".to_owned()));
    }
    papers
        .retain(|(language, _)| sent.language == ALL_LANGUAGES || language.code() == sent.language);
    if papers.is_empty() {
        let expected = "choose one of the languages".to_owned();
        faults.push(Fault::field("language", "unknown-language", expected));
    }
    match officer {
        Some(officer) if faults.is_empty() => {
            Ok(Filled { place_of_birth, resident_at, coming_from, transport, officer, papers })
        }
        _ => Err(of_faults(faults)),
    }
}

/// Puts what was typed back into the form and marks what is wrong.
fn mark(page: &mut RefusalPage, sent: &PaperSent, problem: &Problem) {
    let words = page.shell.words.clone();
    let Some(form) = page.print.as_mut() else { return };
    for (field, value) in [
        (&mut form.place_of_birth, &sent.place_of_birth),
        (&mut form.resident_at, &sent.resident_at),
        (&mut form.coming_from, &sent.coming_from),
        (&mut form.transport, &sent.transport),
        (&mut form.officer, &sent.officer),
        (&mut form.language, &sent.language),
    ] {
        field.value.clone_from(value);
        if problem.errors().iter().any(|fault| is_at(fault, field.name)) {
            field.error = Wrong::Text.sentence(&words);
        }
    }
    if form.officer.is_wrong() && form.officer.value.trim().is_empty() {
        form.officer.error = Wrong::NoOfficer.sentence(&words);
    }
    if form.language.is_wrong() {
        form.language.error = Wrong::NoLanguage.sentence(&words);
    }
}

/// The paper, one sheet for each language.
fn drawn(
    app: &App,
    shell: Shell,
    (file, decision): (&File, &RefusalDecision),
    filled: &Filled<'_>,
) -> Result<RefusalFormPage, Problem> {
    let words = shell.words.clone();
    let bearer = Bearer::of(file, decision).ok_or_else(Problem::internal)?;
    let local_time = desk_form::local_time(decision, &app.points);
    let mut forms = Vec::new();
    for (language, texts) in &filled.papers {
        let extras = filled.extras(local_time, texts)?;
        let form = standard_form(decision, bearer.clone(), extras);
        forms.push((*language, form.map_err(|error| of_form(&error))?));
    }
    let (_, form) = forms.first().ok_or_else(Problem::internal)?;
    Ok(RefusalFormPage {
        authority: form.authority.clone(),
        point: view::point(&app.points, &form.point).into_owned(),
        at: local_time,
        points: paper::points(form),
        further: form.further.iter().map(|code| code.as_str().to_owned()).collect(),
        comments: paper::text(form.comments.as_ref()),
        signature: desk_form::signature(form.signature),
        place_of_birth: paper::text(form.extras.place_of_birth.as_ref()),
        resident_at: paper::text(form.extras.resident_at.as_ref()),
        coming_from: paper::text(form.extras.coming_from.as_ref()),
        transport: paper::text(form.extras.means_of_transport.as_ref()),
        officer: form.extras.officer.as_str().to_owned(),
        papers: forms
            .iter()
            .map(|(language, form)| paper::paper(form, words.in_language(*language)))
            .collect(),
        back: address(file.id, decision),
        shell: RefusalFormPage::shell(shell, CHECK),
    })
}

impl Filled<'_> {
    /// What is on the paper alone, with what the operator has set for its language.
    fn extras(&self, local_time: DateTime, texts: &RefusalTexts) -> Result<FormExtras, Problem> {
        // The configuration was checked when it was read.
        let read = |text: &str| text.parse::<FormText>().ok().ok_or_else(Problem::internal);
        Ok(FormExtras {
            local_time,
            place_of_birth: self.place_of_birth.clone(),
            resident_at: self.resident_at.clone(),
            coming_from: self.coming_from.clone(),
            means_of_transport: self.transport.clone(),
            national_law: read(&texts.national_law)?,
            appeal: read(&texts.appeal)?,
            contact_points: read(&texts.contact_points)?,
            officer: self.officer.clone(),
        })
    }
}

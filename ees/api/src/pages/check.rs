//! The check as pages: the form, and what was found.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_domain::access::{Action, grant, may_ever};
use ees_domain::authority::{Actor, AuthorityKind, Purpose};
use ees_domain::file::File;
use ees_domain::mrz::MrzError;
use ees_domain::point::Passage;
use ees_domain::presented::Requirement;
use ees_domain::scope::{Exclusion, Scope as DomainScope};
use ees_domain::visa::VisaKind;
use ees_pages::check::{CheckForm, CheckPage, Damage, Fault, Piece, Place, ZoneField, ZoneLine};
use ees_pages::errors::{Mistaken, Wrong, nothing_to_check, zone_damaged};
use ees_pages::result::{
    Confirmation, Decisions, EntryForm, ExitForm, FileChoice, Group, Hits, Likeness, OpenEntry,
    ResultPage, Scope, Similar, VisaForm,
};
use fnd_web::extract::Posted;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::{Place as Where, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::form::Form;
use super::shell::{CHECK, shell};
use super::{html, view};
use crate::actor::{Call, Lawful, actor, lawful, point};
use crate::app::{App, Shared};
use crate::border::check::{Checked, check, now};
use crate::inland::check::here;
use crate::wire::traveller::Unreadable;

/// The page with the form alone.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let actor = actor(&call.caller)?;
    if !may_ever(&actor, Action::Check) {
        return Err(Problem::no_basis());
    }
    let form = empty_form(&actor, &shell.words);
    html(&CheckPage::new(shell, form))
}

/// An empty form for `actor`.
pub(super) fn empty_form(actor: &Actor, words: &Words) -> CheckForm {
    let at_border = actor.authority == AuthorityKind::Border;
    let place = if at_border { Place::Border } else { Place::Territory };
    let mut form = CheckForm::empty(CHECK, place);
    form.countries = view::countries(words.language());
    form.kinds = view::kinds(words);
    form
}

/// Checks whom the form describes.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let (lawful, passage) = desk(&app, &call).await?;
    let blank = empty_form(&lawful.actor, &shell.words);
    if sent.is_empty() {
        let error = nothing_to_check(&shell.words);
        let form = CheckForm { zone: blank.zone.clone().wrong(error), ..blank };
        return Ok(html(&CheckPage::new(shell, form))?.into_response());
    }
    let traveller = sent.traveller();
    let read = match traveller.read(passage.day) {
        Ok(read) => read,
        Err(error) => {
            let form = refilled(blank, &sent, &error, &shell.words);
            return Ok(html(&CheckPage::new(shell, form))?.into_response());
        }
    };
    let checked = check(&app, &lawful, &traveller, (read, passage)).await?;
    let page = result(&app, &lawful.actor, shell, (&sent, &checked));
    Ok(html(&page)?.into_response())
}

/// Who checks, by which article, where and when.
pub(super) async fn desk(app: &App, call: &Call) -> Result<(Lawful, Passage), Problem> {
    let actor = actor(&call.caller)?;
    let usual = [Purpose::BorderEntry, Purpose::TerritoryCheck];
    let found = usual.into_iter().find(|p| grant(&actor, Action::Check, *p).is_some());
    let purpose = found.unwrap_or(Purpose::BorderEntry);
    let lawful = lawful(app, call, Action::Check, purpose).await?;
    let passage = if purpose == Purpose::TerritoryCheck {
        here(app, &lawful.actor)?
    } else {
        now(app, point(app, &lawful.actor, None)?)?
    };
    Ok((lawful, passage))
}

/// The form as it was sent, with what is wrong.
fn refilled(form: CheckForm, sent: &Form, error: &Unreadable, words: &Words) -> CheckForm {
    let mut form = form;
    form.by_hand = sent.by_hand();
    form.zone.value.clone_from(&sent.zone);
    form.visa.value.clone_from(&sent.visa_zone);
    fill(&mut form, sent);
    match error {
        Unreadable::Zone(error) => {
            form.zone = form.zone.wrong(zone_damaged(words));
            form.damage = Some(damage(&sent.zone, error, words));
        }
        Unreadable::Problem(problem) => {
            for fault in problem.errors() {
                let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
                mark(&mut form, at, words);
            }
        }
    }
    form
}

/// Puts what was typed back into its fields.
fn fill(form: &mut CheckForm, sent: &Form) {
    let typed = &mut form.typed;
    for (field, value) in [
        (&mut typed.surname, &sent.surname),
        (&mut typed.given_names, &sent.given_names),
        (&mut typed.birth_day, &sent.birth_day),
        (&mut typed.birth_month, &sent.birth_month),
        (&mut typed.birth_year, &sent.birth_year),
        (&mut typed.nationality, &sent.nationality),
        (&mut typed.sex, &sent.sex),
        (&mut typed.kind, &sent.document_kind),
        (&mut typed.number, &sent.document_number),
        (&mut typed.issuer, &sent.document_issuer),
        (&mut typed.expiry_day, &sent.expiry_day),
        (&mut typed.expiry_month, &sent.expiry_month),
        (&mut typed.expiry_year, &sent.expiry_year),
    ] {
        field.value.clone_from(value);
    }
}

/// Marks the field that a fault of the API's request speaks of.
fn mark(form: &mut CheckForm, pointer: &str, words: &Words) {
    let typed = &mut form.typed;
    let (field, label, wrong) = match pointer {
        "/traveller/identity/surname" => (&mut typed.surname, "field-surname", Wrong::Unreadable),
        "/traveller/identity/given_names" => {
            (&mut typed.given_names, "field-given-names", Wrong::Unreadable)
        }
        "/traveller/identity/birth" => (&mut typed.birth_year, "field-birth", Wrong::NoDate),
        "/traveller/identity/nationalities" => {
            (&mut typed.nationality, "field-nationality", Wrong::Unreadable)
        }
        "/traveller/identity/sex" => (&mut typed.sex, "field-sex", Wrong::Missing),
        "/traveller/document/kind" => (&mut typed.kind, "field-document-kind", Wrong::Missing),
        "/traveller/document/number" => {
            (&mut typed.number, "field-document-number", Wrong::Unreadable)
        }
        "/traveller/document/issuer" => {
            (&mut typed.issuer, "field-document-issuer", Wrong::Unreadable)
        }
        "/traveller/document/expires" => (&mut typed.expiry_year, "field-expiry", Wrong::NoDate),
        _ => (&mut form.zone, "check-zone", Wrong::Unreadable),
    };
    let wrong = if field.value.trim().is_empty() { Wrong::Missing } else { wrong };
    field.error = wrong.sentence(words, label);
}

/// The zone as it was read, with the damaged characters marked.
fn damage(zone: &str, error: &MrzError, words: &Words) -> Damage {
    let damages = error.damages();
    let lines = zone.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).enumerate();
    let lines = lines.map(|(at, line)| {
        let number = at.saturating_add(1);
        let marked = |column: usize| {
            damages.iter().any(|d| {
                d.line == number && d.column <= column && column < d.column.saturating_add(d.length)
            })
        };
        ZoneLine { pieces: pieces(line, marked) }
    });
    let faults = damages.iter().map(|damage| {
        let end = damage.column.saturating_add(damage.length).saturating_sub(1);
        let number = |place: usize| u32::try_from(place).unwrap_or_default();
        Fault {
            field: zone_field(damage.field),
            line: number(damage.line),
            from: number(damage.column),
            to: number(end),
            suggestion: suggestion(damage, zone, words),
        }
    });
    Damage { lines: lines.collect(), faults: faults.collect() }
}

/// A line cut where marked and unmarked characters meet; columns count from 1.
fn pieces(line: &str, marked: impl Fn(usize) -> bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (column, letter) in (1..).zip(line.chars().take(90)) {
        let wrong = marked(column);
        match pieces.last_mut() {
            Some(last) if last.wrong == wrong => last.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), wrong }),
        }
    }
    pieces
}

fn zone_field(field: ees_domain::mrz::Field) -> ZoneField {
    match field.code() {
        "document-code" => ZoneField::Kind,
        "issuer" => ZoneField::Issuer,
        "name" | "names" => ZoneField::Names,
        "document-number" => ZoneField::Number,
        "nationality" => ZoneField::Nationality,
        "birth-date" | "date-of-birth" => ZoneField::Birth,
        "sex" => ZoneField::Sex,
        "expiry-date" | "date-of-expiry" => ZoneField::Expiry,
        "composite" => ZoneField::Composite,
        code if code.starts_with("optional") || code.starts_with("personal") => ZoneField::Optional,
        _ => ZoneField::Shape,
    }
}

/// What may have been mistaken, as a sentence; empty when nothing is likely.
fn suggestion(damage: &ees_domain::mrz::Damage, zone: &str, words: &Words) -> String {
    let Some(likely) = damage.suggestions.first() else {
        let is_digit = matches!(damage.kind, ees_domain::mrz::DamageKind::CheckDigit { .. });
        return if is_digit { Mistaken::CheckDigit.sentence(words) } else { String::new() };
    };
    let lines: Vec<&str> = zone.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let read = lines
        .get(damage.line.saturating_sub(1))
        .and_then(|line| line.chars().nth(likely.column.saturating_sub(1)));
    match read.map(|letter| letter.to_ascii_uppercase()) {
        Some(read) if likely.character.is_ascii_digit() => {
            Mistaken::Digit(read, likely.character).sentence(words)
        }
        Some(read) => Mistaken::Letter(read, likely.character).sentence(words),
        None => String::new(),
    }
}

/// The page of what was found.
pub(super) fn result(
    app: &App,
    actor: &Actor,
    shell: Shell,
    (sent, checked): (&Form, &Checked),
) -> ResultPage {
    let (words, language) = (shell.words.clone(), shell.words.language());
    let today = checked.passage.day.date();
    let identity = view::identity(&checked.presented.identity, language);
    let file = checked.file.as_ref();
    let open = file.and_then(File::open_crossing).and_then(|open| open.entry.as_ref());
    ResultPage {
        shell: ResultPage::shell(shell, CHECK, &identity),
        document: view::document(&checked.presented.document, &words, today),
        scope: scope(checked),
        hits: Hits {
            exact: file.map(|file| format!("/files/{}", file.id)),
            similar: checked.similar.iter().map(|found| similar(found, &words)).collect(),
        },
        stay: checked
            .stay
            .as_ref()
            .map(|(outlook, calendar)| view::stay(outlook, calendar, "stay")),
        open: open.map(|entry| OpenEntry {
            at: view::moment(&entry.passage),
            point: view::point(app, entry.passage.point.as_str()).into_owned(),
        }),
        decisions: decisions(app, actor, (sent, checked), &words),
        again: CHECK.into(),
        identity,
    }
}

fn scope(checked: &Checked) -> Scope {
    let requirement = checked.presented.requirement(checked.passage.day);
    let (group, article) = match (checked.scope, requirement) {
        (DomainScope::Out(reason), _) => {
            let group = match reason {
                Exclusion::NotThirdCountryNational => Group::FreeMovement,
                Exclusion::ResidencePermit
                | Exclusion::FamilyOfUnionCitizenWithCard
                | Exclusion::FamilyOfEquivalentNationalWithCard => Group::ResidencePermit,
                Exclusion::LongStayVisa => Group::LongStayVisa,
                Exclusion::NotOperated
                | Exclusion::Mobility
                | Exclusion::MicroState
                | Exclusion::SpecialRules
                | Exclusion::ExemptPersons
                | Exclusion::AirportTransit
                | Exclusion::CruiseDayTrip
                | Exclusion::TransitTrain => Group::Exempt,
            };
            (group, reason.article())
        }
        (_, Requirement::FamilyMember) => (Group::FamilyMember, "EES Art. 2(1)(b)"),
        (_, Requirement::Visa) => (Group::VisaRequired, "EES Art. 2(1)(a), 16"),
        (_, Requirement::NoVisa | Requirement::Transit(_) | Requirement::Undecided) => {
            (Group::VisaExempt, "EES Art. 2(1)(a), 17")
        }
    };
    Scope { group, article: article.to_owned() }
}

fn similar(found: &ees_store::Candidate, words: &Words) -> Similar {
    let likeness = match found.likeness.score {
        900.. => Likeness::Strong,
        780..900 => Likeness::Possible,
        _ => Likeness::Weak,
    };
    let reasons = found.likeness.reasons.iter();
    Similar {
        identity: view::identity(&found.identity, words.language()),
        likeness,
        reasons: reasons.map(|reason| words.text(&format!("alike-{}", reason.code()))).collect(),
        href: format!("/files/{}", found.file),
    }
}

/// What the officer may record.
fn decisions(
    app: &App,
    actor: &Actor,
    (sent, checked): (&Form, &Checked),
    words: &Words,
) -> Decisions {
    if matches!(checked.scope, DomainScope::Out(_)) {
        return Decisions::default();
    }
    let file = checked.file.as_ref();
    let open = file.and_then(File::open_crossing);
    let mut hidden = sent.carried();
    hidden.push(Hidden { name: "crossing_id", value: app.ids.next(app.clock.now()).to_string() });
    if let Some(open) = open {
        hidden.push(Hidden { name: "open_id", value: open.id.to_string() });
    }
    let files = file.is_none().then(|| files(checked, words)).flatten();
    let may = |action, purpose| grant(actor, action, purpose).is_some();
    let entry = may(Action::RecordEntry, Purpose::BorderEntry).then(|| EntryForm {
        action: "/entries".into(),
        hidden: hidden.clone(),
        visa: visa_form(sent, checked, words),
        family: Field::holding("family", sent.family.clone()),
        file: files.clone().map(|files| choice("file_id", "desk-file-new", files, words)),
        confirm: open.map(|_| Confirmation {
            field: Field::holding("supersede", sent.supersede.clone()),
            key: "desk-exit-missing",
        }),
    });
    let is_known = file.is_some() || files.is_some();
    let exit = (is_known && may(Action::RecordExit, Purpose::BorderExit)).then(|| ExitForm {
        action: "/exits".into(),
        hidden,
        file: files.map(|files| choice("exit_file", "desk-file-choose", files, words)),
        confirm: (file.is_some() && open.is_none()).then(|| Confirmation {
            field: Field::holding("entry_unknown", sent.entry_unknown.clone()),
            key: "desk-entry-unknown",
        }),
    });
    Decisions { entry, exit, refuse: String::new() }
}

/// The similar files to choose from, if there are any.
fn files(checked: &Checked, words: &Words) -> Option<Vec<Choice>> {
    let choices = checked.similar.iter().map(|found| {
        let identity = view::identity(&found.identity, words.language());
        let birth = identity.birth.text(words);
        Choice::new(found.file.to_string(), format!("{}, {birth}", identity.name()))
    });
    let choices: Vec<Choice> = choices.collect();
    (!choices.is_empty()).then_some(choices)
}

fn choice(name: &'static str, first: &str, files: Vec<Choice>, words: &Words) -> FileChoice {
    let first = Choice::new("", words.text(first));
    FileChoice { field: Field::new(name), files: std::iter::once(first).chain(files).collect() }
}

/// The part for the visa, where one is needed, filled from the visa's zone.
fn visa_form(sent: &Form, checked: &Checked, words: &Words) -> Option<VisaForm> {
    let day = checked.passage.day;
    if checked.presented.requirement(day) != Requirement::Visa {
        return None;
    }
    let (number, issuer, last) = sent.visa_of_zone(day);
    let or = |typed: &str, read: String| if typed.is_empty() { read } else { typed.to_owned() };
    let mut form = VisaForm::empty();
    form.number.value = or(&sent.visa_number, number);
    form.issuer.value = or(&sent.visa_issuer, issuer);
    form.expires.value = or(&sent.visa_expires, last);
    form.kind.value = or(&sent.visa_kind, VisaKind::ShortStay.code().to_owned());
    form.entries.value.clone_from(&sent.visa_entries);
    form.days.value.clone_from(&sent.visa_days);
    form.issuers = issuers(words);
    form.kinds = VisaKind::ALL
        .iter()
        .map(|(_, code)| Choice::new(*code, words.text(&format!("visa-kind-{code}"))))
        .collect();
    Some(form)
}

/// The States that issue short-stay visas: those that operate the system.
fn issuers(words: &Words) -> Vec<Choice> {
    let language = words.language();
    let mut states: Vec<Choice> = ees_domain::member_state::operating_states()
        .map(|state| Choice::new(state.as_str(), view::country(state, language)))
        .collect();
    states.sort_by(|a, b| a.label.cmp(&b.label));
    states
}

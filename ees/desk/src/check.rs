//! The form of the check, and what is wrong in it.

use ees_domain::authority::{Actor, AuthorityKind};
use ees_pages::check::{CheckForm, Place};
use ees_pages::errors::{Wrong, zone_damaged};
use ees_wire::reading::Unreadable;
use fnd_web::problem::Place as Where;
use fnd_web::words::Words;

use crate::damage::damage;
use crate::form::Form;
use crate::shell::CHECK;
use crate::view;

/// An empty form for `actor`.
pub fn empty_form(actor: &Actor, words: &Words) -> CheckForm {
    let at_border = actor.authority == AuthorityKind::Border;
    let place = if at_border { Place::Border } else { Place::Territory };
    let mut form = CheckForm::empty(CHECK, place);
    form.countries = view::countries(words.language());
    form.kinds = view::kinds(words);
    form
}

/// The form as it was sent, with what is wrong.
pub fn refilled(form: CheckForm, sent: &Form, error: &Unreadable, words: &Words) -> CheckForm {
    let mut form = form;
    form.by_hand = sent.by_hand();
    form.zone.value.clone_from(&sent.zone);
    form.visa.value.clone_from(&sent.visa_zone);
    fill(&mut form, sent);
    if let Some(damaged) = &error.zone {
        form.zone = form.zone.wrong(zone_damaged(words));
        form.damage = Some(damage(&sent.zone, damaged, words));
    }
    for fault in error.faults.as_slice() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        mark(&mut form, at, words);
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

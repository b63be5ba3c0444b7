//! What a check found, as a page.

use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::file::File;
use ees_domain::presented::Requirement;
use ees_domain::scope::{Exclusion, Scope as DomainScope};
use ees_domain::visa::VisaKind;
use ees_pages::result::{
    Confirmation, Decisions, Double, EntryForm, ExitForm, FileChoice, Group, Hits, Likeness,
    OpenEntry, ResultPage, Scope, Similar, VisaForm,
};
use ees_store::Candidate;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use super::form::{Form, NEW_FILE};
use super::shell::CHECK;
use super::view;
use crate::app::App;
use crate::border::check::{Checked, LIKELY};

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
            similar: checked
                .similar
                .iter()
                .map(|alike| similar(&alike.candidate, &words))
                .collect(),
            left_out: checked.more.code().map(|code| words.text(&format!("similar-{code}"))),
        },
        stay: checked
            .stay
            .as_ref()
            .map(|(outlook, calendar)| view::stay(outlook, calendar, (&checked.passage, "stay"))),
        doubles: doubles(checked, &words),
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

/// From which likeness on, of 1000, a file is very likely of the same person.
const VERY_LIKELY: u32 = 900;

fn similar(found: &Candidate, words: &Words) -> Similar {
    let likeness = match found.likeness.score {
        VERY_LIKELY.. => Likeness::Strong,
        LIKELY..VERY_LIKELY => Likeness::Possible,
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

/// What would hold if the person were the one of a similar file, where that is something else.
fn doubles(checked: &Checked, words: &Words) -> Vec<Double> {
    let ids = ["stay-first", "stay-second", "stay-third"];
    let found = checked.otherwise().zip(ids);
    let doubles = found.map(|((candidate, (outlook, calendar)), id)| Double {
        identity: view::identity(&candidate.identity, words.language()),
        href: format!("/files/{}", candidate.file),
        stay: view::stay(outlook, calendar, (&checked.passage, id)),
    });
    doubles.collect()
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
    let must_choose = files.is_some() && checked.similar.iter().any(|found| found.stay.is_some());
    let may = |action, purpose| grant(actor, action, purpose).is_some();
    let entry = may(Action::RecordEntry, Purpose::BorderEntry).then(|| EntryForm {
        action: "/entries".into(),
        hidden: entry_hidden(&hidden, must_choose),
        visa: visa_form(sent, checked, words),
        family: Field::holding("family", sent.family.clone()),
        file: files.clone().map(|files| FileChoice {
            field: Field::holding("file_id", sent.file_id.clone()),
            files: [Choice::new(NEW_FILE, words.text("desk-file-new"))]
                .into_iter()
                .chain(files)
                .collect(),
        }),
        confirm: open.map(|_| Confirmation {
            field: Field::holding("supersede", sent.supersede.clone()),
            key: "desk-exit-missing",
        }),
    });
    let is_known = file.is_some() || files.is_some();
    let exit = (is_known && may(Action::RecordExit, Purpose::BorderExit)).then(|| ExitForm {
        action: "/exits".into(),
        hidden,
        file: files.map(|files| FileChoice {
            field: Field::holding("exit_file", sent.exit_file.clone()),
            files,
        }),
        confirm: (file.is_some() && open.is_none()).then(|| Confirmation {
            field: Field::holding("entry_unknown", sent.entry_unknown.clone()),
            key: "desk-entry-unknown",
        }),
    });
    Decisions { entry, exit, refuse: String::new() }
}

/// What the form of an entry sends along. Where a file is likely of the same person, whether it
/// is must be said: a second file would not know the days used by the first.
fn entry_hidden(hidden: &[Hidden], must_choose: bool) -> Vec<Hidden> {
    let choose = must_choose.then(|| Hidden { name: "must_choose", value: "yes".into() });
    hidden.iter().cloned().chain(choose).collect()
}

/// The similar files to choose from, if there are any.
fn files(checked: &Checked, words: &Words) -> Option<Vec<Choice>> {
    let choices = checked.similar.iter().map(|found| {
        let identity = view::identity(&found.candidate.identity, words.language());
        let birth = identity.birth.text(words);
        Choice::new(found.candidate.file.to_string(), format!("{}, {birth}", identity.name()))
    });
    let choices: Vec<Choice> = choices.collect();
    (!choices.is_empty()).then_some(choices)
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

//! What a check found, as a page.

use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::check::Direction;
use ees_domain::file::{Crossing, File};
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::presented::Requirement;
use ees_domain::scope::{Exclusion, Scope as DomainScope};
use ees_domain::search::{Candidate, Reason};
use ees_domain::visa::VisaKind;
use ees_pages::asked::Proposed;
use ees_pages::result::{
    Confirmation, Decisions, Double, EntryForm, ExitForm, FileChoice, Group, Hits, Likeness,
    OpenEntry, RefuseStart, ResultPage, Scope, ShownEntry, Similar, VisaForm,
};
use fnd_core::Id;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::shell::Shell;
use fnd_web::words::Words;

use crate::asked::{Means, asked};
use crate::checked::{Checked, LIKELY, SUSPENDED_IN_FULL, SUSPENDED_IN_PART};
use crate::form::{Form, NEW_FILE};
use crate::refuse::NEW_REFUSAL;
use crate::shell::CHECK;
use crate::taking::{AtTaking, taking};
use crate::view;

/// Who reads the result, and what the page needs besides it.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The border crossing points, for their names.
    pub points: &'a [BorderPoint],
    /// Who reads it.
    pub actor: &'a Actor,
    /// What carries out the check.
    pub means: Means<'a>,
    /// The identifier of what is recorded next, drawn with the page so that a form that is sent
    /// twice is recorded once.
    pub next: Id<Crossing>,
    /// What takes images; `None` where nothing does.
    pub taking: Option<AtTaking<'a>>,
}

/// The page of what was found.
pub fn result(desk: &Desk<'_>, shell: Shell, (sent, checked): (&Form, &Checked)) -> ResultPage {
    let (words, language) = (shell.words.clone(), shell.words.language());
    let today = checked.passage.day.date();
    let identity = view::identity(&checked.presented.identity, language);
    let file = checked.file.as_ref();
    let open = file.and_then(File::open_crossing).and_then(|open| open.entry.as_ref());
    let (proposed, decisions) = decisions(desk, (sent, checked), &words);
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
            was_refused: checked
                .similar
                .iter()
                .any(|alike| alike.candidate.likeness.reasons.contains(&Reason::RefusedDocument)),
            left_out: checked.more.code().map(|code| words.text(&format!("similar-{code}"))),
        },
        stay: checked
            .stay
            .as_ref()
            .map(|(outlook, calendar)| view::stay(outlook, calendar, (&checked.passage, "stay"))),
        doubles: doubles(checked, &words),
        open: open.map(|entry| opened(desk.points, &entry.passage)),
        taking: desk.taking.as_ref().and_then(|at| taking(desk, at, (sent, checked), &words)),
        proposed,
        decisions,
        again: CHECK.into(),
        offline: None,
        suspended: suspended(checked),
        identity,
    }
}

/// The key of what is to be done while operation at the crossing point is suspended.
fn suspended(checked: &Checked) -> Option<&'static str> {
    let known =
        [(SUSPENDED_IN_FULL, "suspended-in-full"), (SUSPENDED_IN_PART, "suspended-in-part")];
    known.into_iter().find(|(code, _)| checked.warnings.contains(code)).map(|(_, key)| key)
}

/// An entry that has no exit yet.
pub(crate) fn opened(points: &[BorderPoint], entry: &Passage) -> OpenEntry {
    let point = view::point(points, entry.point.as_str()).into_owned();
    OpenEntry { at: view::moment(entry), point }
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
    desk: &Desk<'_>,
    (sent, checked): (&Form, &Checked),
    words: &Words,
) -> (Option<Proposed>, Decisions) {
    if matches!(checked.scope, DomainScope::Out(_)) {
        return (None, Decisions::default());
    }
    let asked = |direction| asked(desk.means, direction, (sent, checked), words);
    let file = checked.file.as_ref();
    let open = file.and_then(File::open_crossing);
    let mut hidden = sent.carried();
    hidden.push(Hidden { name: "crossing_id", value: desk.next.to_string() });
    if let Some(open) = open {
        hidden.push(Hidden { name: "open_id", value: open.id.to_string() });
    }
    let files = file.is_none().then(|| files(checked, words)).flatten();
    let must_choose = files.is_some() && checked.similar.iter().any(|found| found.stay.is_some());
    let may = |action, purpose| grant(desk.actor, action, purpose).is_some();
    let (at_entry, at_exit) = (asked(Direction::Entry), asked(Direction::Exit));
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
        asked: Some(at_entry.0),
    });
    let is_known = file.is_some() || files.is_some();
    let exit = may(Action::RecordExit, Purpose::BorderExit).then(|| ExitForm {
        action: "/exits".into(),
        hidden,
        file: files.map(|files| FileChoice {
            field: Field::holding("exit_file", sent.exit_file.clone()),
            files,
        }),
        confirm: open.is_none().then(|| Confirmation {
            field: Field::holding("entry_unknown", sent.entry_unknown.clone()),
            key: "desk-entry-unknown",
        }),
        shown: open.is_none().then(|| shown_entry(sent, !is_known)),
        asked: Some(at_exit.0),
    });
    let refuse = may(Action::RefuseEntry, Purpose::BorderRefusal)
        .then(|| RefuseStart { action: NEW_REFUSAL.into(), hidden: sent.carried() });
    let is_leaving = open.is_some() && exit.is_some();
    let proposed = if is_leaving { at_exit.1 } else { at_entry.1 };
    let proposed = (is_leaving || entry.is_some()).then_some(proposed);
    (proposed, Decisions { entry, exit, refuse })
}

/// The fields of an entry that is shown and not on record.
pub(crate) fn shown_entry(sent: &Form, is_aside: bool) -> ShownEntry {
    ShownEntry {
        by: Field::holding("shown_by", sent.shown_by.clone()),
        on: Field::holding("shown_on", sent.shown_on.clone()),
        point: Field::holding("shown_point", sent.shown_point.clone()),
        evidence: Field::holding("shown_evidence", sent.shown_evidence.clone()),
        is_aside,
    }
}

/// What the form of an entry sends along. Where a file is likely of the same person, whether it
/// is must be said: a second file would not know the days used by the first.
fn entry_hidden(hidden: &[Hidden], must_choose: bool) -> Vec<Hidden> {
    let choose = must_choose.then(|| Hidden { name: "must_choose", value: "yes".into() });
    hidden.iter().cloned().chain(choose).collect()
}

/// The similar files to choose from, if there are any.
pub(crate) fn files(checked: &Checked, words: &Words) -> Option<Vec<Choice>> {
    let choices = checked.similar.iter().map(|found| {
        let identity = view::identity(&found.candidate.identity, words.language());
        let birth = identity.birth.text(words);
        Choice::new(found.candidate.file.to_string(), format!("{}, {birth}", identity.name()))
    });
    let choices: Vec<Choice> = choices.collect();
    (!choices.is_empty()).then_some(choices)
}

/// The part for the visa, where one is needed, filled from the visa's zone.
pub(crate) fn visa_form(sent: &Form, checked: &Checked, words: &Words) -> Option<VisaForm> {
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

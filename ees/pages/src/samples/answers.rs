//! Samples of results, confirmations and receipts.

use fnd_core::Language;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::{Date, date};

use super::Sample;
use crate::asked::{Asked, Proposed, Reasoned, StepTaken, Way};
use crate::border::Offline;
use crate::errors::Wrong;
use crate::person::{BirthDate, Document, Identity, Sex};
use crate::receipt::{ReceiptPage, Sheet};
use crate::recorded::{Recorded, RecordedPage};
use crate::result::{
    Confirmation, Decisions, Double, EntryForm, ExitForm, FileChoice, Group, Hits, Likeness,
    OpenEntry, RefuseStart, ResultPage, Scope, ShownEntry, Similar, VisaForm,
};
use crate::stay::{Answer, Calendar, Days, Doubt, End, Limit, StayView};

const TODAY: Date = date(2026, 7, 16);

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let result = |group, stay| result(words, shell, group, stay);
    let mut unsure = result(Group::VisaExempt, Some(needs_decision()));
    unsure.open = Some(OpenEntry { at: date(2026, 5, 2).at(7, 12, 0, 0), point: point() });
    unsure.decisions.exit = Some(ExitForm {
        action: "/exits".into(),
        hidden: hidden(),
        file: None,
        confirm: Some(confirm("entry_unknown", "desk-entry-unknown")),
        shown: Some(shown()),
        asked: None,
    });
    unsure.hits.similar.clear();
    unsure.hits.left_out = Some(words.text("similar-more-not-compared"));
    let mut double = result(Group::VisaExempt, Some(days_left()));
    double.hits.exact = None;
    double.doubles = vec![Double {
        identity: identity(),
        href: "/files/2".into(),
        stay: StayView {
            calendar: none_left().calendar.map(|strip| Calendar { id: "stay-first", ..strip }),
            ..none_left()
        },
    }];
    let mut wrong = result(Group::VisaRequired, Some(days_left()));
    wrong.hits.left_out = Some(words.text("similar-more-alike"));
    if let Some(visa) = wrong.decisions.entry.as_mut().and_then(|form| form.visa.as_mut()) {
        visa.number = Field::holding("visa_number", "12")
            .wrong(Wrong::Unreadable.sentence(words, "visa-number"));
    }
    let mut outside = result(Group::ResidencePermit, None);
    outside.decisions = Decisions::default();
    outside.hits = Hits { exact: None, similar: vec![], was_refused: false, left_out: None };
    outside.document.expired = true;
    let mut late = result(Group::VisaExempt, Some(overstay()));
    late.decisions = Decisions {
        exit: Some(ExitForm {
            action: "/exits".into(),
            hidden: hidden(),
            file: None,
            confirm: None,
            shown: None,
            asked: None,
        }),
        ..Decisions::default()
    };
    let recorded = |what| Box::new(recorded(shell, what));
    let until = date(2026, 9, 30);
    vec![
        ("result-days", Box::new(result(Group::VisaExempt, Some(days_left())))),
        ("result-double", Box::new(double)),
        ("result-visa-wrong", Box::new(wrong)),
        ("result-none", Box::new(result(Group::VisaExempt, Some(none_left())))),
        ("result-overstay", Box::new(late)),
        ("result-family", Box::new(result(Group::FamilyMember, Some(free())))),
        ("result-transit", Box::new(result(Group::VisaExempt, Some(transit(false))))),
        ("result-transit-over", Box::new(result(Group::VisaExempt, Some(transit(true))))),
        ("result-unsure", Box::new(unsure)),
        ("result-outside", Box::new(outside)),
        ("recorded-entry", recorded(Recorded::Entry(End::Day(until)))),
        ("recorded-family", recorded(Recorded::Entry(End::Unlimited))),
        ("recorded-transit", recorded(Recorded::Entry(End::Moment(TODAY.at(15, 41, 0, 0))))),
        ("recorded-exit", recorded(Recorded::Exit)),
        ("recorded-late", recorded(Recorded::LateExit { days: 20, until })),
        ("recorded-stored-entry", recorded(Recorded::StoredEntry)),
        ("recorded-stored-exit", recorded(Recorded::StoredExit)),
        ("result-offline", Box::new(offline(words, shell))),
        ("receipt", Box::new(receipt(words, shell, &[words.language()]))),
        ("receipt-two", Box::new(receipt(words, shell, &both(words)))),
    ]
}

fn both(words: &Words) -> [Language; 2] {
    let english = words.language() == Language::ENGLISH;
    if english {
        [Language::ENGLISH, Language::ROMANIAN]
    } else {
        [Language::ROMANIAN, Language::ENGLISH]
    }
}

fn point() -> String {
    "Albița (ROALB)".into()
}

fn hidden() -> Vec<Hidden> {
    let id = "01983f6c-0000-7000-8000-000000000001";
    vec![Hidden { name: "crossing", value: id.into() }]
}

pub(super) fn identity() -> Identity {
    Identity {
        surname: "Eriksson".into(),
        given_names: "Anna Maria".into(),
        birth: BirthDate { year: 1974, month: Some(8), day: Some(12) },
        nationalities: vec!["Utopia (UTO)".into()],
        sex: Sex::Female,
    }
}

pub(super) fn document(words: &Words) -> Document {
    Document {
        kind: words.text("field-document"),
        number: "L898902C3".into(),
        issuer: "Utopia (UTO)".into(),
        expires: date(2032, 4, 15),
        expired: false,
    }
}

fn calendar() -> Calendar {
    let days = |first, last| Days { first, last };
    Calendar {
        id: "stay",
        today: TODAY,
        window: days(date(2026, 1, 18), TODAY),
        present: vec![
            days(date(2026, 3, 2), date(2026, 3, 11)),
            days(date(2026, 5, 20), date(2026, 5, 22)),
        ],
        earlier: vec![days(date(2026, 1, 5), date(2026, 1, 14))],
        left: Some(days(TODAY, date(2026, 9, 30))),
        over: None,
        end: Some(date(2026, 9, 30)),
    }
}

pub(super) fn days_left() -> StayView {
    StayView {
        answer: Answer::Days { days: 77, until: date(2026, 9, 30) },
        limit: Some(Limit::NinetyDays),
        used: 13,
        calendar: Some(calendar()),
    }
}

fn overstay() -> StayView {
    let mut calendar = calendar();
    calendar.present = vec![Days { first: date(2026, 3, 29), last: date(2026, 6, 26) }];
    calendar.left = None;
    calendar.over = Some(Days { first: date(2026, 6, 27), last: TODAY });
    calendar.end = Some(date(2026, 6, 26));
    StayView {
        answer: Answer::Overstay { days: 20, until: date(2026, 6, 26) },
        limit: Some(Limit::NinetyDays),
        used: 110,
        calendar: Some(calendar),
    }
}

fn none_left() -> StayView {
    let present = vec![Days { first: date(2026, 4, 1), last: date(2026, 6, 29) }];
    let calendar = Calendar { present, left: None, end: None, ..calendar() };
    let (answer, limit) = (Answer::NoDayLeft, Some(Limit::NinetyDays));
    StayView { answer, limit, used: 90, calendar: Some(calendar) }
}

fn free() -> StayView {
    StayView { answer: Answer::FreeMovement, limit: None, used: 0, calendar: None }
}

fn transit(is_over: bool) -> StayView {
    let until = TODAY.at(15, 41, 0, 0);
    let answer = if is_over { Answer::TransitOver(until) } else { Answer::InTransit(until) };
    StayView { answer, limit: None, used: 0, calendar: None }
}

fn shown() -> ShownEntry {
    ShownEntry {
        by: Field::holding("shown_by", "stamp-before-start"),
        on: Field::new("shown_on"),
        point: Field::new("shown_point"),
        evidence: Field::new("shown_evidence"),
        is_aside: false,
    }
}

fn confirm(name: &'static str, key: &'static str) -> Confirmation {
    Confirmation { field: Field::new(name), key }
}

fn asked() -> Asked {
    Asked {
        direction: Way::In,
        hidden: Hidden { name: "asked", value: "yes".into() },
        age: Some(Field::new("age")),
        hands: Some(Reasoned {
            choice: Some(Field::new("hands")),
            reason: Field::new("hands_reason"),
        }),
        by_eye: Some(Reasoned {
            choice: Some(Field::new("by_eye")),
            reason: Field::new("by_eye_reason"),
        }),
        second_line: Some(Reasoned {
            choice: Some(Field::new("second_line")),
            reason: Field::new("second_line_reason"),
        }),
        other_checks: Some((vec!["aspect-alerts".into()], Field::new("other_checks"))),
    }
}

fn proposed(words: &Words) -> Proposed {
    Proposed {
        suggestion: words.text("proposal-admit"),
        flags: vec![words.text("flag-vis-unavailable")],
        steps: vec![StepTaken {
            question: words.text("step-search-ees"),
            basis: "EES Art. 23(2), first subparagraph",
            answer: words.text("found-match"),
        }],
    }
}

fn needs_decision() -> StayView {
    StayView {
        answer: Answer::NeedsDecision(Doubt::ExitMissing),
        limit: None,
        used: 13,
        calendar: Some(Calendar { left: None, end: None, ..calendar() }),
    }
}

/// Somebody who is covered, and may stay for some days yet.
pub(super) fn known(words: &Words, shell: &Shell) -> ResultPage {
    let page = result(words, shell, Group::VisaExempt, Some(days_left()));
    ResultPage { suspended: None, ..page }
}

fn result(words: &Words, shell: &Shell, group: Group, stay: Option<StayView>) -> ResultPage {
    let identity = identity();
    let visa = (group == Group::VisaRequired).then(|| VisaForm {
        issuers: vec![Choice::new("ROU", "România (ROU)")],
        kinds: vec![Choice::new("C", "C")],
        ..VisaForm::empty()
    });
    let family = if group == Group::FamilyMember { "yes" } else { "" };
    let entry = EntryForm {
        action: "/entries".into(),
        hidden: hidden(),
        visa,
        family: Field::holding("family", family),
        file: Some(FileChoice {
            field: Field::new("file_id"),
            files: vec![Choice::new("new", words.text("desk-file-new"))],
        }),
        confirm: Some(confirm("supersede", "desk-exit-missing")),
        asked: Some(asked()),
    };
    ResultPage {
        shell: ResultPage::shell(shell.clone(), "/check", &identity),
        document: document(words),
        scope: Scope { group, article: "Art. 2(1)(a)".into() },
        hits: Hits {
            exact: Some("/files/1".into()),
            similar: vec![similar(words)],
            was_refused: false,
            left_out: None,
        },
        stay,
        doubles: vec![],
        open: None,
        taking: None,
        proposed: Some(proposed(words)),
        decisions: Decisions {
            entry: Some(entry),
            exit: None,
            refuse: Some(RefuseStart { action: "/refusals/new".into(), hidden: vec![] }),
        },
        again: "/check".into(),
        offline: None,
        suspended: Some("suspended-in-part"),
        identity,
    }
}

/// What can be shown of somebody while the register cannot be reached.
fn offline(words: &Words, shell: &Shell) -> ResultPage {
    let mut page = result(words, shell, Group::VisaRequired, None);
    page.hits = Hits { exact: None, similar: vec![], was_refused: false, left_out: None };
    page.offline =
        Some(Offline { is_visa_asked: true, is_known_here: true, may_refuse: true, unseen: None });
    page.open = Some(OpenEntry { at: TODAY.at(7, 12, 0, 0), point: point() });
    page
}

fn similar(words: &Words) -> Similar {
    Similar {
        identity: Identity {
            given_names: "Ana".into(),
            birth: BirthDate { year: 1974, month: Some(8), day: None },
            ..identity()
        },
        likeness: Likeness::Possible,
        reasons: vec![words.text("field-surname"), words.text("field-nationality")],
        href: "/files/2".into(),
    }
}

fn recorded(shell: &Shell, recorded: Recorded) -> RecordedPage {
    RecordedPage {
        shell: RecordedPage::shell(shell.clone(), "/check", recorded),
        identity: identity(),
        recorded,
        at: TODAY.at(9, 41, 0, 0),
        point: point(),
        file: "/files/1".into(),
        receipt: "/receipts/1".into(),
        next: "/check".into(),
    }
}

fn receipt(words: &Words, shell: &Shell, languages: &[Language]) -> ReceiptPage {
    let sheet = |(place, language): (usize, &Language)| {
        let mut stay = days_left();
        let id = if place == 0 { "first" } else { "second" };
        stay.calendar = stay.calendar.map(|calendar| Calendar { id, ..calendar });
        Sheet { words: words.in_language(*language), stay: Some(stay) }
    };
    ReceiptPage {
        shell: ReceiptPage::shell(shell.clone(), "/check"),
        identity: identity(),
        document: document(words),
        entered: Some(TODAY.at(9, 41, 0, 0)),
        left: None,
        point: point(),
        until: End::Day(date(2026, 9, 30)),
        contact: vec!["Inspectoratul General al Poliției de Frontieră".into(), "București".into()],
        sheets: languages.iter().enumerate().map(sheet).collect(),
        choices: vec![
            Link { href: "?sheet=en".into(), label: "English".into() },
            Link { href: "?sheet=ro".into(), label: "română".into() },
            Link { href: "?sheet=en,ro".into(), label: "English + română".into() },
        ],
        next: "/check".into(),
    }
}

//! Samples of what an officer sees before anybody is checked.

use fnd_core::Language;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::shell::{LanguageLink, Link, MenuEntry, Person, ProblemPage, Shell};
use fnd_web::words::Words;

use super::Sample;
use crate::check::{CheckForm, CheckPage, Damage, Fault, Piece, Place, ZoneField, ZoneLine};
use crate::errors::{self, Mistaken, Wrong};
use crate::problem::Problem;
use crate::start::{StartPage, Task, Visitor};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let out = StartPage::new(signed_out(shell), Visitor::SignedOut("/sign-in".into()));
    let officer = Visitor::Officer(Box::new(form(words, Place::Border)));
    let inland = Visitor::Officer(Box::new(form(words, Place::Territory)));
    vec![
        ("start-signed-out", Box::new(out)),
        ("start-officer", Box::new(StartPage::new(shell.clone(), officer))),
        ("start-immigration", Box::new(StartPage::new(shell.clone(), inland))),
        ("start-oversight", Box::new(StartPage::new(shell.clone(), oversight(words)))),
        ("check", Box::new(CheckPage::new(shell.clone(), form(words, Place::Border)))),
        ("check-damaged", Box::new(CheckPage::new(shell.clone(), damaged(words)))),
        ("check-by-hand", Box::new(CheckPage::new(shell.clone(), by_hand(words)))),
        ("check-empty", Box::new(CheckPage::new(shell.clone(), empty(words)))),
        ("problem-not-found", problem(Problem::NotFound, shell)),
        ("problem-no-right", problem(Problem::NoRight, shell)),
        ("problem-changed", problem(Problem::Changed, shell)),
        ("problem-unavailable", problem(Problem::Unavailable, shell)),
        ("problem-needs-register", problem(Problem::NeedsRegister, shell)),
        ("problem-perhaps-done", problem(Problem::PerhapsDone, shell)),
        ("problem-failed", problem(Problem::Failed, shell)),
    ]
}

pub(super) fn shell(words: &Words) -> Shell {
    let mut shell = Shell::new(words.clone(), words.text("service-name"));
    let entry = |href: &str, key: &str, current| MenuEntry {
        link: Link { href: href.into(), label: words.text(key) },
        current,
    };
    shell.menu = vec![
        entry("/check", "check-short", true),
        entry("/log", "log-title", false),
        entry("/log/integrity", "integrity-title", false),
        entry("/oversight/erasures", "erasures-title", false),
    ];
    let languages = [Language::ENGLISH, Language::ROMANIAN];
    shell.languages = languages
        .map(|language| LanguageLink { language, href: format!("?lang={}", language.code()) })
        .into();
    shell.person = Some(Person {
        name: "Ioana Dumitrescu".into(),
        office: "Albița, 4".into(),
        sign_out: "/sign-out".into(),
    });
    shell.footer = vec![Link { href: "/privacy".into(), label: words.text("privacy-title") }];
    shell
}

fn signed_out(shell: &Shell) -> Shell {
    let mut shell = shell.clone();
    shell.person = None;
    shell.menu = Vec::new();
    shell
}

pub(super) fn countries() -> Vec<Choice> {
    let countries =
        [("BRA", "Brazil"), ("MDA", "Moldova"), ("RSX", "Serbia"), ("UTO", "Utopia"), ("XXA", "–")];
    countries.map(|(code, name)| Choice::new(code, format!("{name} ({code})"))).into()
}

pub(super) fn kinds(words: &Words) -> Vec<Choice> {
    vec![Choice::new("P", format!("P – {}", words.text("field-document")))]
}

fn form(words: &Words, place: Place) -> CheckForm {
    let mut form = CheckForm::empty("/check", place);
    form.hidden = vec![Hidden { name: "point", value: "ROALB".into() }];
    form.countries = countries();
    form.kinds = kinds(words);
    form
}

fn empty(words: &Words) -> CheckForm {
    let mut form = form(words, Place::Border);
    form.zone = form.zone.wrong(errors::nothing_to_check(words));
    form
}

fn damaged(words: &Words) -> CheckForm {
    let piece = |text: &str, wrong| Piece { text: text.into(), wrong };
    let mut form = form(words, Place::Border);
    let first = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    let pieces = vec![
        piece("L898902C3", true),
        piece("5UTO", false),
        piece("74O812", true),
        piece("2F1204159ZE184226B<<<<<10", false),
    ];
    let second: String = pieces.iter().map(|p| p.text.as_str()).collect();
    form.zone =
        Field::holding("zone", format!("{first}\n{second}")).wrong(errors::zone_damaged(words));
    let suggestion = Mistaken::CheckDigit.sentence(words);
    let fault =
        |field, from, to| Fault { field, line: 2, from, to, suggestion: suggestion.clone() };
    form.damage = Some(Damage {
        lines: vec![ZoneLine { pieces: vec![piece(first, false)] }, ZoneLine { pieces }],
        faults: vec![
            fault(ZoneField::Number, 1, 9),
            Fault {
                suggestion: Mistaken::Digit('O', '0').sentence(words),
                ..fault(ZoneField::Birth, 14, 19)
            },
        ],
    });
    form
}

fn by_hand(words: &Words) -> CheckForm {
    let mut form = form(words, Place::Territory);
    form.by_hand = true;
    form.typed.surname = Field::holding("surname", "Eriksson");
    form.typed.birth_year = Field::holding("birth_year", "1974");
    form.typed.nationality = Field::holding("nationality", "UTO");
    form.typed.number = Field::new("document_number")
        .wrong(Wrong::Missing.sentence(words, "field-document-number"));
    form.typed.expiry_day =
        Field::holding("expiry_day", "45").wrong(Wrong::NoDate.sentence(words, "field-expiry"));
    form
}

fn oversight(words: &Words) -> Visitor {
    let task = |href: &str, label: &str, about: &str| Task {
        link: Link { href: href.into(), label: words.text(label) },
        about: words.text(about),
    };
    Visitor::Oversight(vec![
        task("/log", "log-title", "log-lead"),
        task("/log/integrity", "integrity-title", "integrity-lead"),
        task("/oversight/erasures", "erasures-title", "erasures-lead"),
        task("/privacy", "privacy-title", "privacy-lead"),
    ])
}

fn problem(problem: Problem, shell: &Shell) -> Box<ProblemPage> {
    Box::new(problem.page(shell.clone(), "sample-code", "/check"))
}

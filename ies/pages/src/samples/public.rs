//! Samples of pages for everybody, and of the shell around all.

use fnd_core::Language;
use fnd_web::shell::{LanguageLink, Link, MenuEntry, Person, ProblemPage, Shell};
use fnd_web::words::Words;
use jiff::civil::date;

use super::Sample;
use crate::problem::{self, Onward, Problem};
use crate::public::{
    AccessibilityPage, Applies, Category, Cookie, CookiesPage, HomePage, Kept, LegalPage, Party,
    Period, PrivacyPage, PrivacyStatement, Processing, Section, Text, TextPage, Version, hosting,
    ombudsman, record_label, register_label, terms,
};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let out = signed_out(shell);
    let noticed = HomePage {
        notice: "On Sunday, 7 June, the system is not available between 8:00 and 10:00.".into(),
        ..home(&out)
    };
    let barred = AccessibilityPage {
        barriers: vec!["Documents that members add are not always tagged.".into()],
        ..accessibility(&out)
    };
    let unexamined = AccessibilityPage { examined: None, appeal: None, ..accessibility(&out) };
    let official = LegalPage { is_official: true, source: None, ..legal(&out) };
    let mut samples: Vec<Sample> = vec![
        ("home", Box::new(home(&out))),
        ("home-notice", Box::new(noticed)),
        ("privacy", Box::new(privacy(words, &out))),
        ("privacy-earlier", Box::new(earlier(&out))),
        ("terms", Box::new(terms_page(words, &out))),
        ("cookies", Box::new(cookies(words, &out))),
        ("accessibility", Box::new(accessibility(&out))),
        ("accessibility-barriers", Box::new(barred)),
        ("accessibility-unexamined", Box::new(unexamined)),
        ("legal", Box::new(legal(&out))),
        ("legal-official", Box::new(official)),
        ("refused", Box::new(refused(shell))),
    ];
    samples.extend(PROBLEMS.map(|(name, problem)| (name, problem_page(problem, shell))));
    samples
}

/// Every problem under the name of its sample.
const PROBLEMS: [(&str, Problem); 10] = [
    ("problem-not-found", Problem::NotFound),
    ("problem-gone", Problem::Gone),
    ("problem-no-right", Problem::NoRight),
    ("problem-changed", Problem::Changed),
    ("problem-too-many", Problem::TooMany),
    ("problem-too-large", Problem::TooLarge),
    ("problem-stale", Problem::StaleForm),
    ("problem-sign-in", Problem::SignIn),
    ("problem-unavailable", Problem::Unavailable),
    ("problem-failed", Problem::Failed),
];

fn problem_page(problem: Problem, shell: &Shell) -> Box<dyn super::Page> {
    Box::new(problem.page(shell.clone(), "sample-code", start(shell)))
}

fn refused(shell: &Shell) -> ProblemPage {
    problem::refused(shell.clone(), "last-lead", start(shell))
}

fn start(shell: &Shell) -> Link {
    Onward::from("sample-code").link(&shell.words, "/")
}

pub(super) fn link(href: &str, label: &str) -> Link {
    Link { href: href.into(), label: label.into() }
}

pub(super) fn shell(words: &Words) -> Shell {
    let mut shell = Shell::new(words.clone(), words.text("service-name"));
    let entry = |href: &str, key: &str| MenuEntry {
        link: link(href, &words.text(key)),
        current: key == "menu-account",
    };
    shell.banner = words.text("not-official");
    shell.menu = vec![
        entry("/", "menu-start"),
        entry("/communities", "menu-communities"),
        entry("/people", "menu-people"),
        entry("/my/profile", "menu-account"),
    ];
    shell.languages = [Language::ENGLISH, Language::FRENCH, Language::GERMAN]
        .map(|language| LanguageLink { language, href: format!("?lang={}", language.code()) })
        .into();
    shell.person = Some(Person {
        name: "Maria Beridze".into(),
        office: "Ministry of Migration of Utopia".into(),
        sign_out: "/sign-out".into(),
    });
    shell.footer = vec![
        link("/privacy", &words.one("footer-privacy", "reference", "DPR-EC-00932")),
        link("/terms", &words.text("terms-title")),
        link("/cookies", &words.text("footer-cookies")),
        link("/accessibility", &words.text("footer-accessibility")),
        link("/legal", &words.text("footer-legal")),
    ];
    shell
}

/// The shell for somebody who is not signed in.
pub(super) fn signed_out(shell: &Shell) -> Shell {
    let mut shell = without_menu(shell);
    shell.person = None;
    shell
}

/// The shell for somebody who may go nowhere else.
pub(super) fn without_menu(shell: &Shell) -> Shell {
    let mut shell = shell.clone();
    shell.menu = Vec::new();
    shell
}

fn home(shell: &Shell) -> HomePage {
    HomePage {
        shell: HomePage::shell(shell.clone()),
        sign_in: "/sign-in".into(),
        apply: "/apply".into(),
        privacy: "/privacy".into(),
        notice: String::new(),
    }
}

/// Versions of a text, the latest first.
pub(super) fn versions(path: &str) -> Vec<Version> {
    let first = Version {
        number: 1,
        since: date(2019, 7, 10),
        applies: Applies::Until(date(2026, 2, 28)),
        change: String::new(),
        href: format!("{path}/1"),
    };
    let second = Version {
        number: 2,
        since: date(2026, 3, 1),
        applies: Applies::Now,
        change: "Says who may see log data, and for how long they are kept.".into(),
        href: format!("{path}/2"),
    };
    vec![second, first]
}

/// The version of a text that applies.
pub(super) fn current(path: &str) -> Version {
    versions(path).swap_remove(0)
}

fn party(name: &str, lines: &[&str], email: &str, telephone: &str) -> Party {
    Party {
        name: name.into(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        email: email.into(),
        telephone: telephone.into(),
    }
}

/// What the statement of a system may say.
pub fn statement(words: &Words) -> PrivacyStatement {
    let controller =
        "European Commission, Directorate-General for Migration and Home Affairs (DG HOME)";
    PrivacyStatement {
        reference: "DPR-EC-00932".into(),
        controller: party(controller, &["B-1049 Brussels"], "controller@example.org", ""),
        officer: party(
            "Data Protection Officer of the Commission",
            &["B-1049 Brussels"],
            "officer@example.org",
            "",
        ),
        supervisor: party(
            "European Data Protection Supervisor (EDPS)",
            &["Rue Wiertz 60", "B-1047 Brussels"],
            "",
            "+32 2 283 19 00",
        ),
        hosting: hosting(words, controller, true),
        categories: categories(words),
    }
}

fn privacy(words: &Words, shell: &Shell) -> PrivacyPage {
    PrivacyPage {
        shell: PrivacyPage::shell(shell.clone()),
        statement: statement(words),
        version: current("/privacy"),
        versions: versions("/privacy"),
        rights: "/my/rights".into(),
        register: link("/register", &register_label(words)),
        record: link("/privacy.json", &record_label(words)),
    }
}

/// A category: its code, purposes, grounds, recipients, and how long it is kept.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str], Kept<'a>);

const SERVICE: &[&str] = &["provide-service"];
const IDENTITY: &[&str] = &["verify-identity"];
const TASK: &[&str] = &["public-task"];
const DUTY: &[&str] = &["legal-obligation"];
const CONSENT: &[&str] = &["consent"];

const fn kept<'a>(start: &'a str, end: &'a str, period: Period) -> Kept<'a> {
    Kept { start, end, period }
}

/// Some categories as a register may have them.
const CATEGORIES: &[Row<'static>] = &[
    (
        "contact-details",
        &["provide-service", "manage-permissions", "enable-contacts"],
        &["public-task", "consent", "transfer"],
        &["oneself", "fellow-members", "fellow-members-abroad", "user-admins"],
        kept("submission-of-the-request", "erasure-of-the-account", Period::Until),
    ),
    (
        "scan",
        IDENTITY,
        CONSENT,
        &["validators", "system-operators"],
        kept("upload", "decision-or-other-end-of-the-request", Period::Until),
    ),
    (
        "registration",
        IDENTITY,
        &["public-task", "consent"],
        &["oneself", "validators"],
        kept("first-entry-in-the-form", "end-of-the-request-without-account", Period::Days(30)),
    ),
    (
        "membership",
        &["manage-permissions"],
        TASK,
        &["oneself", "leads", "coordinators"],
        kept("application-or-invitation", "end-of-the-membership", Period::Days(180)),
    ),
    (
        "consent-evidence",
        SERVICE,
        DUTY,
        &["officers", "supervisor"],
        kept("erasure-of-the-account", "end-of-the-consent", Period::Years(5)),
    ),
    ("session", IDENTITY, TASK, &[], kept("sign-in", "sign-in", Period::Hours(8))),
    (
        "log-technical",
        SERVICE,
        DUTY,
        &["oneself", "auditors"],
        kept("the-action", "the-action", Period::Days(180)),
    ),
];

fn categories(words: &Words) -> Vec<Category> {
    let category = |(category, purposes, grounds, recipients, kept): &Row<'_>| {
        Category::of(words, &Processing { category, grounds, purposes, recipients, kept: *kept })
    };
    CATEGORIES.iter().map(category).collect()
}

fn earlier(shell: &Shell) -> TextPage {
    let mut versions = versions("/privacy");
    let section =
        |title: &str, text: &str| Section { title: title.into(), paragraphs: vec![text.into()] };
    TextPage {
        shell: TextPage::shell(shell.clone(), Text::Privacy),
        text: Text::Privacy,
        version: versions.remove(1),
        sections: vec![
            section("Introduction", "The Commission is committed to protect your personal data."),
            section("Why and how do we process your data?", "To support the network."),
        ],
        versions: self::versions("/privacy"),
        current: "/privacy".into(),
    }
}

fn terms_page(words: &Words, shell: &Shell) -> TextPage {
    TextPage {
        shell: TextPage::shell(shell.clone(), Text::Terms),
        text: Text::Terms,
        version: current("/terms"),
        sections: terms(words),
        versions: versions("/terms"),
        current: "/terms".into(),
    }
}

fn cookies(words: &Words, shell: &Shell) -> CookiesPage {
    CookiesPage { shell: CookiesPage::shell(shell.clone()), cookies: Cookie::all(words) }
}

fn help() -> Party {
    party("Help desk", &[], "help@example.org", "+32 2 555 00 00")
}

fn accessibility(shell: &Shell) -> AccessibilityPage {
    AccessibilityPage {
        shell: AccessibilityPage::shell(shell.clone()),
        barriers: Vec::new(),
        examined: Some(date(2026, 5, 4)),
        contact: help(),
        answer_days: 15,
        appeal: Some(ombudsman(&shell.words, "/ombudsman")),
    }
}

fn legal(shell: &Shell) -> LegalPage {
    LegalPage {
        shell: LegalPage::shell(shell.clone()),
        operator: party(
            "Example Operator",
            &["Rue de l’Exemple 1", "B-1000 Brussels"],
            "operator@example.org",
            "+32 2 555 00 01",
        ),
        help: help(),
        is_official: false,
        source: Some(link("/source", "Source")),
        security: link("/.well-known/security.txt", "security.txt"),
    }
}

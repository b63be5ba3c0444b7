//! Samples of requests under data protection law.

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::{DateTime, date};

use crate::confirm::{ConfirmPage, Deed};
use crate::declared::Explained;
use crate::oversight::{
    About, AnswerForm, CasePage, CaseRow, CaseState, CasesFilter, CasesPage, Channel, Done, Due,
    EnterForm, EnterPage, ExtendForm, Ground, IdentityForm, Outcome, Right, SentArchive, StepRow,
};
use crate::personal::Download;
use crate::samples::Sample;

const CASES: &str = "/admin/cases";
const RIGHTS: &[(&str, &str)] = &[
    ("access", "Art. 17"),
    ("rectification", "Art. 18"),
    ("erasure", "Art. 19"),
    ("restriction", "Art. 20"),
    ("portability", "Art. 22"),
    ("objection", "Art. 23"),
    ("consent-withdrawal", "Art. 7(3)"),
];

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = register(words, shell);
    pages.extend(open(words, shell));
    pages.extend(closed(words, shell));
    pages.extend(archives(words, shell));
    pages
}

fn row(right: usize, days_left: Option<i32>, state: CaseState) -> CaseRow {
    let (right, article) = RIGHTS.get(right).copied().unwrap_or_default();
    CaseRow {
        number: "DS-2026-031".into(),
        right: Right(right),
        article: article.into(),
        who: "Ana Kovač".into(),
        channel: Channel(if right == "access" { "letter" } else { "page" }),
        received: date(2026, 6, 30),
        due: days_left.map(|days_left| Due { on: date(2026, 7, 30), days_left }),
        state,
        href: "/admin/cases/31".into(),
    }
}

fn register(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut filter = CasesFilter::empty(CASES);
    filter.states =
        CaseState::ALL.iter().map(|s| Choice::new(s.key(), words.text(s.key()))).collect();
    filter.rights = Right::with_articles(words, RIGHTS);
    let page = CasesPage {
        shell: CasesPage::shell(shell.clone()),
        done: None,
        open: 5,
        overdue: 1,
        filter,
        total: 43,
        rows: vec![
            row(0, Some(-2), CaseState::InProgress),
            row(5, Some(0), CaseState::IdentityCheck),
            row(2, Some(5), CaseState::Received),
            row(1, Some(44), CaseState::Extended),
            row(6, None, CaseState::Fulfilled),
        ],
        pager: Pager { page: 1, pages: 3, previous: String::new(), next: "?page=2".into() },
        enter: "/admin/cases/enter".into(),
    };
    let none = CasesPage {
        done: None,
        open: 0,
        overdue: 0,
        total: 0,
        rows: vec![],
        pager: Pager::default(),
        ..page.clone()
    };
    let entered = CasesPage { done: Some(Done::Entered), overdue: 0, ..page.clone() };
    let mut form = EnterForm::empty("/admin/cases/enter");
    form.rights = Right::with_articles(words, RIGHTS);
    form.channels = Channel::choices(words, &["letter", "mail", "in-person"]);
    let enter = EnterPage { shell: EnterPage::shell(shell.clone(), CASES), form };
    let mut wrong = enter.clone();
    wrong.form.received = Field::new("received").wrong(words.text("enter-received-missing"));
    wrong.form.who = Field::new("who").wrong(words.text("enter-who-missing"));
    wrong.form.address = Field::new("address").wrong(words.text("enter-address-missing"));
    vec![
        ("cases", Box::new(page)),
        ("cases-entered", Box::new(entered)),
        ("cases-empty", Box::new(none)),
        ("dp-case-enter", Box::new(enter)),
        ("dp-case-enter-errors", Box::new(wrong)),
    ]
}

fn at(day: i8) -> DateTime {
    date(2026, 7, day).at(9, 12, 0, 0)
}

fn case(shell: &Shell, row: CaseRow) -> CasePage {
    let step =
        |day, by: &str, text: &str| StepRow { at: at(day), by: by.into(), text: text.into() };
    CasePage {
        shell: CasePage::shell(shell.clone(), CASES, &row.number),
        done: None,
        right: row.right,
        article: row.article,
        state: row.state,
        who: row.who,
        about: About::Person(Link { href: "/admin/users/1".into(), label: "Ana Kovač".into() }),
        channel: row.channel,
        received: row.received,
        due: row.due,
        text: "Please send me everything you hold about me, and who has seen it.".into(),
        executed: None,
        closes_account: false,
        is_own: false,
        steps: vec![step(2, "Ioana Popa", "Ares(2026)512"), step(1, "", "DS-2026-031")],
        identity: None,
        ask_identity: String::new(),
        extend: None,
        answer: None,
        outcome: None,
        archive: None,
    }
}

/// A letter whose answer is an archive, at every stage of that.
fn archives(words: &Words, shell: &Shell) -> Vec<Sample> {
    let ready = Download::Ready {
        made: at(8),
        until: at(15),
        bytes: 210_400,
        href: "/admin/cases/31/archive".into(),
    };
    let stages = [
        ("dp-case-archive", ready),
        ("dp-case-archive-preparing", Download::Preparing { since: at(8), percent: 0 }),
        ("dp-case-archive-expired", Download::Expired),
        ("dp-case-archive-failed", Download::Failed),
    ];
    let page = |download: Download| {
        let is_gone = matches!(download, Download::Expired | Download::Failed);
        let again = if is_gone { "/admin/cases/31/archive".into() } else { String::new() };
        let mut page = case(shell, row(0, Some(5), CaseState::InProgress));
        page.answer = Some(answer(words));
        page.archive = Some(SentArchive { download, again });
        page
    };
    let mut pages: Vec<Sample> = Vec::new();
    for (name, download) in stages {
        pages.push((name, Box::new(page(download))));
    }
    pages
}

fn answer(words: &Words) -> AnswerForm {
    let mut form = AnswerForm::empty("/admin/cases/31/answer");
    let grounds = ["manifestly-unfounded", "excessive", "rights-of-others", "right-restricted"];
    form.grounds = Ground::choices(words, &grounds);
    form
}

fn identity(words: &Words) -> (IdentityForm, Vec<Explained>) {
    let candidate = Explained {
        value: "1".into(),
        label: "Ana Kovač".into(),
        about: "ana.kovac@example.org, Ministry of the Interior".into(),
    };
    let nobody = Explained::new(words, "nobody", "identity-nobody", "identity-nobody-text");
    (IdentityForm::empty("/admin/cases/31/identity"), vec![candidate, nobody])
}

fn open(words: &Words, shell: &Shell) -> Vec<Sample> {
    let extend = ExtendForm::empty("/admin/cases/31/extend");
    let (told_by, until) = (date(2026, 7, 30), date(2026, 9, 30));
    let mut page = case(shell, row(0, Some(5), CaseState::InProgress));
    page.answer = Some(answer(words));
    page.extend = Some((extend.clone(), told_by, until));
    let mut wrong = page.clone();
    let mut form = answer(words);
    form.answer = Field::new("answer").wrong(words.text("answer-missing"));
    form.ground = Field::new("ground").wrong(words.text("answer-ground-missing"));
    form.reasons = Field::new("reasons").wrong(words.text("answer-reasons-missing"));
    wrong.answer = Some(form);
    let mut unsaid = extend;
    unsaid.reasons = unsaid.reasons.wrong(words.text("extend-reasons-missing"));
    wrong.extend = Some((unsaid, told_by, until));
    let mut received = case(shell, row(2, Some(25), CaseState::Received));
    received.about = About::Unknown;
    received.closes_account = true;
    received.identity = Some(identity(words));
    received.ask_identity = "/admin/cases/31/ask".into();
    let mut unknown = received.clone();
    let (mut form, candidates) = identity(words);
    form.about = form.about.wrong(words.text("identity-missing"));
    unknown.identity = Some((form, candidates));
    unknown.state = CaseState::IdentityCheck;
    unknown.ask_identity = String::new();
    let own = CasePage { is_own: true, ..case(shell, row(1, Some(12), CaseState::Received)) };
    let mut late = case(shell, row(0, Some(-2), CaseState::InProgress));
    late.answer = Some(answer(words));
    vec![
        ("dp-case", Box::new(page)),
        ("dp-case-errors", Box::new(wrong)),
        ("dp-case-received", Box::new(received)),
        ("dp-case-unknown", Box::new(unknown)),
        ("dp-case-own", Box::new(own)),
        ("dp-case-overdue", Box::new(late)),
    ]
}

fn closed(words: &Words, shell: &Shell) -> Vec<Sample> {
    let outcome = |ground, reasons: &str, is_held, recipients: &[&str]| Outcome {
        at: at(18),
        ground,
        reasons: reasons.into(),
        is_held,
        recipients: recipients.iter().map(|name| (*name).to_owned()).collect(),
    };
    let of = |right, state, outcome| CasePage {
        outcome: Some(outcome),
        ..case(shell, row(right, None, state))
    };
    let mut erased =
        of(2, CaseState::Fulfilled, outcome(None, "", true, &["Office for Migration"]));
    erased.executed = Some(at(3));
    erased.done = Some(Done::Answered);
    let ground = Some(Ground("rights-of-others"));
    let reasons = "The minutes name three other persons.";
    let refused = of(0, CaseState::Refused, outcome(ground, reasons, true, &[]));
    let mut nothing = of(0, CaseState::Fulfilled, outcome(None, "", false, &[]));
    nothing.about = About::Nobody;
    let confirm = |deed, name: &str| {
        let page = CasePage::shell(shell.clone(), CASES, "DS-2026-031");
        Box::new(ConfirmPage {
            shell: ConfirmPage::shell(page, deed, name),
            deed,
            facts: vec![
                (words.text("cases-right"), words.text("right-erasure")),
                (words.text("erase-account"), "Ana Kovač, ana.kovac@example.org".into()),
            ],
            action: "/admin/cases/31/confirm".into(),
            hidden: vec![],
            back: "/admin/cases/31".into(),
        })
    };
    vec![
        ("dp-case-fulfilled", Box::new(erased)),
        ("dp-case-refused", Box::new(refused)),
        ("dp-case-nothing-held", Box::new(nothing)),
        ("dp-case-erase", confirm(Deed::Erase, "Ana Kovač")),
        ("dp-case-restrict", confirm(Deed::Restrict, "Ana Kovač")),
        ("dp-case-refuse", confirm(Deed::RefuseCase, "DS-2026-031")),
    ]
}

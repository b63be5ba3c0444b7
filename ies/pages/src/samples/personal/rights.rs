//! Samples of one's rights and requests.

use fnd_web::form::Field;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use super::tabs_of;
use crate::errors;
use crate::personal::{
    Addresses, AskPage, CancelPage, CasePage, CaseRow, CaseState, Download, Ending, EndingPage,
    Right, RightsPage, Tab,
};
use crate::samples::Sample;
use crate::samples::entry::{at, hidden};

const RIGHTS: &str = "/my/rights";
const REFERENCE: &str = "DPR-EC-00932";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut samples = overviews(words, shell);
    samples.extend(endings(words, shell));
    samples.extend(asking(words, shell));
    samples.extend(cases(words, shell));
    samples
}

fn addresses() -> Addresses {
    let below = |name: &str| format!("{RIGHTS}/{name}");
    Addresses {
        download: below("download"),
        card: below("card.vcf"),
        profile: "/my/profile".into(),
        ask: below("ask"),
        erase: below("erase"),
        restrict: below("restrict"),
        object: below("object"),
        withdraw: below("withdraw"),
        privacy: "/privacy".into(),
    }
}

fn case(right: Right, state: CaseState) -> CaseRow {
    CaseRow {
        number: "DS-2026-0021".into(),
        right,
        received: date(2026, 4, 20),
        due: date(2026, 5, 20),
        state,
        href: "/my/rights/requests/1".into(),
    }
}

fn overviews(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = |download, requests| RightsPage {
        shell: RightsPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Rights),
        done: String::new(),
        reference: REFERENCE.into(),
        download,
        download_days: 7,
        addresses: addresses(),
        requests,
    };
    let requests = vec![
        case(Right::Access, CaseState::InProgress),
        case(Right::Rectification, CaseState::IdentityCheck),
        case(Right::Portability, CaseState::Extended),
        case(Right::Access, CaseState::Received),
        case(Right::Access, CaseState::Partly),
        case(Right::Rectification, CaseState::Refused),
        case(Right::Restriction, CaseState::Cancelled),
        case(Right::Erasure, CaseState::Cancelled),
        case(Right::Objection, CaseState::Cancelled),
        case(Right::Withdrawal, CaseState::Cancelled),
        case(Right::Access, CaseState::Fulfilled),
    ];
    let preparing = Download::Preparing { since: at(4, 10), percent: 40 };
    let href = "/my/rights/download/1".to_owned();
    let ready = Download::Ready { made: at(4, 10), until: at(11, 10), bytes: 312_000, href };
    let asked =
        RightsPage { done: words.text("ask-done-sent"), ..page(Download::Expired, requests) };
    vec![
        ("rights", Box::new(page(Download::None, Vec::new()))),
        ("rights-preparing", Box::new(page(preparing, Vec::new()))),
        ("rights-ready", Box::new(page(ready, Vec::new()))),
        ("rights-failed", Box::new(page(Download::Failed, Vec::new()))),
        ("rights-requests", Box::new(asked)),
    ]
}

fn endings(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = |ending| EndingPage {
        shell: EndingPage::shell(shell.clone(), RIGHTS, ending),
        ending,
        reference: REFERENCE.into(),
        action: "/my/rights/end".into(),
        hidden: hidden(),
        ground: Field::new("ground"),
        understood: Field::new("understood"),
        hours: 24,
        rights: RIGHTS.into(),
    };
    let ground = errors::sentence(words, "object-ground", "missing", 0);
    let wrong = EndingPage {
        ground: Field::new("ground").wrong(ground),
        understood: Field::new("understood").wrong(words.text("error-understood")),
        ..page(Ending::Object)
    };
    vec![
        ("ending-erase", Box::new(page(Ending::Erase))),
        ("ending-restrict", Box::new(page(Ending::Restrict))),
        ("ending-object", Box::new(page(Ending::Object))),
        ("ending-withdraw", Box::new(page(Ending::Withdraw))),
        ("ending-errors", Box::new(wrong)),
    ]
}

fn asking(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = |text| AskPage {
        shell: AskPage::shell(shell.clone(), RIGHTS),
        reference: REFERENCE.into(),
        action: "/my/rights/ask".into(),
        hidden: hidden(),
        right: Field::holding("right", "access"),
        text,
        back: RIGHTS.into(),
    };
    let missing = errors::sentence(words, "ask-text", "missing", 0);
    vec![
        ("ask", Box::new(page(Field::new("text")))),
        ("ask-errors", Box::new(page(Field::new("text").wrong(missing)))),
    ]
}

fn cases(words: &Words, shell: &Shell) -> Vec<Sample> {
    let open = CasePage {
        shell: CasePage::shell(shell.clone(), RIGHTS, Right::Access),
        done: String::new(),
        reference: REFERENCE.into(),
        case: case(Right::Access, CaseState::Extended),
        asked: "Which organisations in third countries have seen my details?".into(),
        extension: "Three Communities have to be asked.".into(),
        reply: String::new(),
        cancel: "/my/rights/requests/1/cancel".into(),
        privacy: "/privacy".into(),
    };
    let answered = CasePage {
        case: case(Right::Access, CaseState::Fulfilled),
        extension: String::new(),
        reply: "Your details were seen by members of two organisations:\nthe Office for Examples, \
            and the Ministry of Migration of Utopia."
            .into(),
        cancel: String::new(),
        ..open.clone()
    };
    let cancelled = CasePage {
        done: words.text("cancel-done"),
        case: case(Right::Access, CaseState::Cancelled),
        cancel: String::new(),
        ..open.clone()
    };
    let cancel = CancelPage {
        shell: CancelPage::shell(shell.clone(), RIGHTS),
        case: case(Right::Access, CaseState::InProgress),
        action: "/my/rights/requests/1/cancel".into(),
        hidden: hidden(),
    };
    vec![
        ("case", Box::new(open)),
        ("case-answered", Box::new(answered)),
        ("case-cancelled", Box::new(cancelled)),
        ("case-cancel", Box::new(cancel)),
    ]
}

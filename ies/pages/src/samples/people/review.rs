//! Samples of one registration, in every state.

use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::{DateTime, date};

use crate::confirm::{ConfirmPage, Deed};
use crate::declared::Explained;
use crate::people::{
    AcceptForm, AskForm, Asked, Assurance, Decision, Done, Double, Forms, Hold, Likeness, Login,
    Obstacle, RefusalReason, RefuseForm, RequestState, ReviewPage, ScanView,
};
use crate::person::{Abroad, OrganisationKind};
use crate::samples::Sample;
use crate::samples::community::contact;

const QUEUE: &str = "/admin/requests";
const REASONS: &[&str] = &[
    "page-unreadable",
    "identity-not-matching",
    "organisation-not-confirmed",
    "not-eligible",
    "duplicate",
    "information-insufficient",
    "other",
];

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = open(words, shell);
    pages.extend(decided(words, shell));
    pages
}

fn at(hour: i8) -> DateTime {
    date(2026, 7, 18).at(hour, 12, 0, 0)
}

fn open(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = review(words, shell);
    let mut closed = page.clone();
    closed.scan = ScanView::Closed("/admin/requests/1?scan=show".into());
    closed.done = Some(Done::Taken);
    closed.forms.as_mut().into_iter().for_each(|forms| forms.accept = None);
    let mut wrong = page.clone();
    wrong.forms = Some(Box::new(wrong_forms(words)));
    let waiting = ReviewPage {
        state: RequestState::InfoRequested,
        scan: ScanView::None,
        asked: vec![asked(""), asked("She returns on Monday; her colleague confirms it.")],
        doubles: vec![],
        ..page.clone()
    };
    let own = barred(&page, Obstacle::Own);
    let stale = barred(&page, Obstacle::StepUp("/sign-in?fresh=yes".into()));
    let lost = ReviewPage { scan: ScanView::Lost, ..closed.clone() };
    let held = ReviewPage {
        hold: Hold::Colleague("Sofia Marchetti".into(), at(9), "/admin/requests/1/take".into()),
        forms: None,
        scan: ScanView::Checking,
        ..page.clone()
    };
    let free = ReviewPage {
        hold: Hold::Free("/admin/requests/1/take".into()),
        state: RequestState::Submitted,
        forms: None,
        scan: ScanView::Closed("/admin/requests/1?scan=show".into()),
        ..page.clone()
    };
    vec![
        ("review", Box::new(page)),
        ("review-lost", Box::new(lost)),
        ("review-scan-closed", Box::new(closed)),
        ("review-errors", Box::new(wrong)),
        ("review-waiting", Box::new(waiting)),
        ("review-own", Box::new(own)),
        ("review-sign-in-again", Box::new(stale)),
        ("review-held", Box::new(held)),
        ("review-free", Box::new(free)),
    ]
}

fn barred(page: &ReviewPage, obstacle: Obstacle) -> ReviewPage {
    ReviewPage {
        obstacle: Some(obstacle),
        forms: None,
        scan: ScanView::Closed("/admin/requests/1?scan=show".into()),
        ..page.clone()
    }
}

fn review(words: &Words, shell: &Shell) -> ReviewPage {
    ReviewPage {
        shell: ReviewPage::shell(shell.clone(), QUEUE, "Maria Beridze"),
        done: None,
        number: "2026-0417".into(),
        state: RequestState::InReview,
        sent: date(2026, 7, 16).at(16, 40, 0, 0),
        closes: Some(date(2026, 9, 14)),
        contact: contact("Maria", "Beridze", "Ministry of Internal Affairs"),
        kind: OrganisationKind::NationalAuthority,
        seat: "Georgia".into(),
        abroad: Some(Abroad::ThirdCountry("Georgia".into())),
        login: Login {
            name: "Mariam Beridze".into(),
            email: "maria.beridze@example.org".into(),
            assurance: Assurance("low"),
            differs: true,
        },
        justification: "I answer ad-hoc queries for the Georgian observer since May.".into(),
        communities: vec!["National contact points".into(), "Glossary and Thesaurus".into()],
        consents: vec![
            ("Privacy statement, version 4".into(), date(2026, 7, 16).at(16, 38, 0, 0)),
            ("Article 50(1)(a)".into(), date(2026, 7, 16).at(16, 38, 0, 0)),
        ],
        scan: ScanView::Shown("/admin/requests/1/scan".into()),
        asked: vec![],
        doubles: vec![Double {
            name: "M. Beridze".into(),
            organisation: "Ministry of Internal Affairs".into(),
            alike: vec![Likeness("telephone"), Likeness("name")],
            state: RequestState::Expired.key(),
        }],
        hold: Hold::Reader("/admin/requests/1/release".into()),
        obstacle: None,
        forms: Some(Box::new(forms(words))),
        decision: None,
    }
}

fn asked(answer: &str) -> Asked {
    Asked {
        question: "Who at the ministry can confirm that you work there?".into(),
        at: at(11),
        due: date(2026, 8, 17),
        answer: answer.into(),
    }
}

fn forms(words: &Words) -> Forms {
    let mut accept = AcceptForm::empty("/admin/requests/1/accept");
    accept.hidden = vec![Hidden { name: "version", value: "5".into() }];
    accept.kinds =
        OrganisationKind::ALL.map(|kind| Choice::new(kind.code(), words.text(kind.key()))).into();
    accept.kind.value = OrganisationKind::NationalAuthority.code().into();
    let mut refuse = RefuseForm::empty("/admin/requests/1/refuse");
    refuse.reasons = RefusalReason::choices(words, REASONS);
    let known = |value: &str, label: &str, about: &str| Explained {
        value: value.into(),
        label: label.into(),
        about: about.into(),
    };
    Forms {
        accept: Some(accept),
        organisations: vec![
            known("7", "Ministry of Internal Affairs of Georgia", "Georgia · 6"),
            known("9", "Ministry of Internal Affairs", "Cyprus · 2"),
            known("new", &words.text("decide-organisation-new"), ""),
        ],
        needs_reason: true,
        refuse,
        ask: Some(AskForm::empty("/admin/requests/1/ask")),
    }
}

fn wrong_forms(words: &Words) -> Forms {
    let mut forms = forms(words);
    if let Some(accept) = forms.accept.as_mut() {
        accept.organisation =
            Field::new("organisation").wrong(words.text("decide-organisation-missing"));
        accept.eligible = Field::new("eligible").wrong(words.text("decide-eligible-missing"));
        accept.compared = Field::new("compared").wrong(words.text("decide-compared-missing"));
    }
    forms.refuse.reason = Field::new("reason").wrong(words.text("decide-reason-missing"));
    if let Some(ask) = forms.ask.as_mut() {
        ask.question = Field::new("question").wrong(words.text("decide-question-missing"));
    }
    forms
}

fn decided(words: &Words, shell: &Shell) -> Vec<Sample> {
    let decision = |reason, by: &str, erased| Decision {
        at: at(14),
        by: by.into(),
        reason,
        note: String::new(),
        erased,
    };
    let of = |state, decision| ReviewPage {
        state,
        closes: None,
        scan: ScanView::Destroyed(at(14)),
        hold: Hold::Over,
        forms: None,
        decision: Some(decision),
        ..review(words, shell)
    };
    let erased = Some(date(2026, 8, 17));
    let mut refusal = decision(Some(RefusalReason("identity-not-matching")), "You", erased);
    refusal.note = "The page names a sister.".into();
    vec![
        (
            "review-accepted",
            Box::new(of(RequestState::Accepted, decision(None, "Sofia Marchetti", None))),
        ),
        ("review-refused", Box::new(of(RequestState::Refused, refusal))),
        ("review-expired", Box::new(of(RequestState::Expired, decision(None, "", erased)))),
        ("review-accept", confirm(words, shell, Deed::AcceptRequest)),
        ("review-refuse", confirm(words, shell, Deed::RefuseRequest)),
    ]
}

fn confirm(words: &Words, shell: &Shell, deed: Deed) -> Box<ConfirmPage> {
    let organisation = words.text("field-organisation");
    let page = ReviewPage::shell(shell.clone(), QUEUE, "Maria Beridze");
    Box::new(ConfirmPage {
        shell: ConfirmPage::shell(page, deed, "Maria Beridze"),
        deed,
        facts: vec![(organisation, "Ministry of Internal Affairs of Georgia".into())],
        action: "/admin/requests/1/decide".into(),
        hidden: vec![Hidden { name: "organisation", value: "7".into() }],
        back: "/admin/requests/1".into(),
    })
}

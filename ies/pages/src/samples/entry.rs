//! Samples of the way in.

use fnd_web::form::{Choice, Field, Hidden, Tick};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::{DateTime, date};

use super::Sample;
use super::public::{current, link, without_menu};
use crate::entry::{
    AnswerForm, ApplicationForm, ApplicationPage, Closed, ConsentForm, DisabledPage, DisagreePage,
    Ended, EndedPage, HeldScan, LandingPage, Missing, OrganisationFields, Question, ReconsentPage,
    RequestState, ReviewPage, ScanFields, ScanState, Standing, StatusPage, StepUpPage, Submission,
    WithdrawPage,
};
use crate::errors;
use crate::person::Contact;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let bare = without_menu(shell);
    let mut samples = landings(&bare);
    samples.extend(applications(words, &bare));
    samples.extend(states(words, &bare));
    samples.extend(consents(words, &bare));
    samples.extend(gates(shell, &bare));
    samples
}

/// A moment on a day in May.
pub(super) fn at(day: i8, hour: i8) -> DateTime {
    date(2026, 5, day).at(hour, 5, 0, 0)
}

pub(super) fn hidden() -> Vec<Hidden> {
    vec![Hidden { name: "version", value: "3".into() }]
}

fn landings(shell: &Shell) -> Vec<Sample> {
    let landing = |standing| LandingPage {
        shell: LandingPage::shell(shell.clone()),
        name: "Maria Beridze".into(),
        email: "maria.beridze@example.org".into(),
        standing,
        apply: "/apply".into(),
        status: "/application".into(),
        privacy: "/privacy".into(),
    };
    let draft =
        Standing::Draft { saved: at(3, 16), scan_until: Some(at(4, 16)), until: date(2026, 6, 2) };
    let closed = Standing::Closed { state: RequestState::Expired, at: at(2, 9) };
    vec![
        ("landing", Box::new(landing(Standing::New))),
        ("landing-draft", Box::new(landing(draft))),
        ("landing-closed", Box::new(landing(closed))),
    ]
}

pub(super) fn organisation() -> OrganisationFields {
    let known = [
        ("1", "Ministry of Migration of Utopia"),
        ("2", "International Organisation for Examples"),
        ("3", "Institute for Research on Movement"),
    ];
    let seats = [("BE", "Belgium"), ("GE", "Georgia"), ("UTO", "Utopia")];
    OrganisationFields::empty(
        known.map(|(code, name)| Choice::new(code, name)).into(),
        seats.map(|(code, name)| Choice::new(code, name)).into(),
    )
}

fn form() -> ApplicationForm {
    let tick = |code: &str, name: &str, about: &str| Tick {
        choice: Choice::new(code, name),
        about: about.into(),
        is_chosen: false,
    };
    let consent = ConsentForm::empty(current("/privacy"), current("/terms"));
    ApplicationForm {
        action: "/apply/review".into(),
        draft: "/apply/draft".into(),
        hidden: hidden(),
        from_login: vec!["first_name", "last_name", "email"],
        first_name: Field::holding("first_name", "Maria"),
        last_name: Field::holding("last_name", "Beridze"),
        email: Field::holding("email", "maria.beridze@example.org"),
        offered: vec![
            tick("ncp", "National contact points", "9 organisations outside the Union"),
            tick("glossary", "Glossary working group", "2 organisations outside the Union"),
            tick("return", "Return expert group", ""),
        ],
        ..ApplicationForm::empty(consent, organisation())
    }
}

fn held() -> HeldScan {
    let until = Some(at(5, 10));
    HeldScan { kind: "JPEG".into(), bytes: 1_234_567, uploaded: at(4, 10), until }
}

fn draft() -> ApplicationForm {
    let mut form = form();
    form.telephone = Field::holding("telephone", "+995 32 555 01 23");
    form.organisation.chosen = Field::holding("organisation", "1");
    form.scan.held = Some(held());
    for tick in form.offered.iter_mut().take(1) {
        tick.is_chosen = true;
    }
    form
}

fn wrong(words: &Words) -> ApplicationForm {
    let wrong = |name, value: &str, label: &str, code: &str| {
        Field::holding(name, value).wrong(errors::sentence(words, label, code, 10))
    };
    let mut form = form();
    form.first_name = wrong("first_name", "", "field-first-name", "missing");
    form.email = wrong("email", "maria.example.org", "field-email", "email-without-at");
    form.telephone =
        wrong("telephone", "032 555", "field-telephone", "telephone-without-country-code");
    form.work_address = wrong("work_address", "", "field-work-address", "missing");
    form.organisation.name = Field::holding("organisation_name", "Office for Examples");
    form.organisation.kind = wrong("organisation_kind", "", "organisation-kind", "not-chosen");
    form.organisation.seat = wrong("organisation_seat", "", "organisation-seat", "not-chosen");
    form.job_title = wrong("job_title", "", "field-job-title", "missing");
    form.justification = wrong("justification", "", "justification", "missing");
    form.scan.file = wrong("scan", "", "scan-file", "scan-too-large");
    form.consent.general = wrong("consent", "", "consent-general", "general-consent-missing");
    form.consent.transfer =
        Some(wrong("transfer_consent", "", "consent-transfer", "transfer-consent-missing"));
    form
}

fn applications(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page =
        |form, saved| ApplicationPage { shell: ApplicationPage::shell(shell.clone()), form, saved };
    let consent = ConsentForm::empty(current("/privacy"), current("/terms"));
    let review = ReviewPage {
        shell: ReviewPage::shell(shell.clone(), "/apply"),
        action: "/apply/send".into(),
        hidden: hidden(),
        form: "/apply".into(),
        submission: submission(words),
        scan: held(),
        consent,
    };
    vec![
        ("application", Box::new(page(form(), None))),
        ("application-draft", Box::new(page(draft(), Some(at(4, 10))))),
        ("application-errors", Box::new(page(wrong(words), None))),
        ("application-review", Box::new(review)),
    ]
}

pub(super) fn contact() -> Contact {
    Contact {
        first_name: "Maria".into(),
        last_name: "Beridze".into(),
        email: "maria.beridze@example.org".into(),
        telephone: "+995 32 555 01 23".into(),
        work_address: "12 Example Avenue\n0105 Capital\nUtopia".into(),
        organisation: "Ministry of Migration of Utopia".into(),
        job_title: "Policy officer".into(),
    }
}

fn submission(words: &Words) -> Submission {
    Submission {
        contact: contact(),
        organisation_about: format!("{}, Utopia", words.text("kind-national-authority")),
        communities: vec!["National contact points".into(), "Return expert group".into()],
        justification: "I answer the network’s ad-hoc queries for my ministry.\n\
            I also take part in its meetings."
            .into(),
    }
}

fn status(words: &Words, shell: &Shell, state: RequestState) -> StatusPage {
    let open = state.is_open();
    let scan = ScanFields { file: Field::new("scan"), held: None, megabytes_max: 10 };
    let answer = AnswerForm {
        action: "/application/answer".into(),
        hidden: hidden(),
        answer: Field::new("answer"),
        scan,
    };
    StatusPage {
        shell: StatusPage::shell(shell.clone()),
        done: String::new(),
        number: "R-2026-0417".into(),
        state,
        sent: (state != RequestState::Draft).then(|| at(4, 10)),
        closes: open.then(|| date(2026, 7, 3)),
        closed: (!open).then(|| at(11, 15)),
        reason: String::new(),
        erased: None,
        question: None,
        answer: (open && state != RequestState::Draft).then_some(answer),
        scan: if open { ScanState::Held(held()) } else { ScanState::Deleted(at(11, 15)) },
        submission: submission(words),
        withdraw: if open { "/application/withdraw".into() } else { String::new() },
        next: None,
        privacy: "/privacy".into(),
    }
}

fn states(words: &Words, shell: &Shell) -> Vec<Sample> {
    let of = |state| status(words, shell, state);
    let erased = Some(date(2026, 6, 10));
    let again = || Some(link("/apply", &words.text("landing-apply")));
    let asked = Question {
        text: "The photo is blurred, and we cannot read the name.\nPlease send another one.".into(),
        asked: at(6, 9),
        due: date(2026, 6, 5),
    };
    let mut unanswered =
        StatusPage { question: Some(asked.clone()), ..of(RequestState::InfoRequested) };
    if let Some(form) = &mut unanswered.answer {
        form.answer =
            Field::new("answer").wrong(errors::sentence(words, "answer-text", "missing", 0));
    }
    let fault = words.text("error-scan-unreadable");
    let continues = Some(link("/apply", &words.text("landing-continue")));
    let withdraw = WithdrawPage {
        shell: WithdrawPage::shell(shell.clone(), "/application"),
        action: "/application/withdraw".into(),
        hidden: hidden(),
        back: "/application".into(),
        erased: date(2026, 6, 10),
    };
    let draft = StatusPage { next: continues, ..of(RequestState::Draft) };
    let sent = StatusPage { scan: ScanState::Checking(held()), ..of(RequestState::Submitted) };
    let rejected = StatusPage { scan: ScanState::Rejected(fault), ..of(RequestState::Submitted) };
    let info = StatusPage { question: Some(asked), ..of(RequestState::InfoRequested) };
    let accepted =
        StatusPage { next: Some(link("/", &words.text("to-home"))), ..of(RequestState::Accepted) };
    let refused = StatusPage {
        reason: words.text("reason-told-page-unreadable"),
        erased,
        next: again(),
        ..of(RequestState::Refused)
    };
    let withdrawn = StatusPage { erased, next: again(), ..of(RequestState::Withdrawn) };
    let expired = StatusPage { erased, next: again(), ..of(RequestState::Expired) };
    vec![
        ("status-draft", Box::new(draft)),
        ("status-submitted", Box::new(StatusPage { done: words.text("status-done-sent"), ..sent })),
        ("status-rejected-scan", Box::new(rejected)),
        (
            "status-in-review",
            Box::new(StatusPage {
                done: words.text("status-done-replaced"),
                ..of(RequestState::InReview)
            }),
        ),
        (
            "status-answered",
            Box::new(StatusPage {
                done: words.text("status-done-answered"),
                ..of(RequestState::InReview)
            }),
        ),
        ("status-info-requested", Box::new(info)),
        ("status-info-errors", Box::new(unanswered)),
        ("status-accepted", Box::new(accepted)),
        ("status-refused", Box::new(refused)),
        ("status-withdrawn", Box::new(withdrawn)),
        ("status-expired", Box::new(expired)),
        ("status-withdraw", Box::new(withdraw)),
    ]
}

fn consents(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = |changes: &[&str], consent| ReconsentPage {
        shell: ReconsentPage::shell(shell.clone()),
        action: "/consent".into(),
        hidden: hidden(),
        changes: changes.iter().map(|change| (*change).to_owned()).collect(),
        consent,
        refuse: "/consent/refuse".into(),
    };
    let empty = || ConsentForm::empty(current("/privacy"), current("/terms"));
    let mut missing = empty();
    missing.general = Field::holding("consent", "yes");
    missing.transfer = Some(Field::new("transfer_consent").wrong(words.text("error-transfer")));
    let without = ConsentForm { transfer: None, ..empty() };
    let changes = ["Log data are kept for six months instead of one year."];
    let disagree = |understood| DisagreePage {
        shell: DisagreePage::shell(shell.clone()),
        action: "/consent/refuse".into(),
        hidden: hidden(),
        understood,
        hours: 24,
        back: "/consent".into(),
    };
    let not_ticked = Field::new("understood").wrong(words.text("error-understood"));
    vec![
        ("reconsent", Box::new(page(&changes, empty()))),
        ("reconsent-errors", Box::new(page(&changes, missing))),
        ("reconsent-away", Box::new(page(&[], without))),
        ("disagree", Box::new(disagree(Field::new("understood")))),
        ("disagree-errors", Box::new(disagree(not_ticked))),
    ]
}

fn gates(shell: &Shell, bare: &Shell) -> Vec<Sample> {
    let disabled = |closed: Closed| DisabledPage {
        shell: DisabledPage::shell(bare.clone(), &closed),
        closed,
        contact: link("mailto:help@example.org", "help@example.org"),
        privacy: "/privacy".into(),
    };
    let mut out = bare.clone();
    out.person = None;
    let ended = |ended| EndedPage {
        shell: EndedPage::shell(out.clone(), ended),
        ended,
        sign_in: "/sign-in".into(),
        home: "/".into(),
    };
    let step_up = |missing| StepUpPage {
        shell: StepUpPage::shell(shell.clone()),
        missing,
        purpose: "You want to download the copy of your data.".into(),
        sign_in: "/sign-in?again=yes".into(),
        back: "/my/rights".into(),
    };
    let suspended =
        Closed::Suspended("Your organisation told us that you no longer work there.".into());
    let dormant = Closed::Dormant { until: date(2026, 12, 1), reopen: "/consent".into() };
    vec![
        ("disabled-suspended", Box::new(disabled(suspended))),
        ("disabled-erasing", Box::new(disabled(Closed::Erasing { until: at(12, 15) }))),
        ("disabled-restricted", Box::new(disabled(Closed::Restricted))),
        ("disabled-dormant", Box::new(disabled(dormant))),
        ("ended-signed-out", Box::new(ended(Ended::SignedOut))),
        ("ended-idle", Box::new(ended(Ended::Idle))),
        ("ended-too-long", Box::new(ended(Ended::TooLong))),
        ("ended-revoked", Box::new(ended(Ended::Revoked))),
        ("step-up", Box::new(step_up(Missing::Recency { minutes: 15 }))),
        ("step-up-second-factor", Box::new(step_up(Missing::SecondFactor))),
    ]
}

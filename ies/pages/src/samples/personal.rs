//! Samples of pages about oneself.

mod duties;
mod rights;

use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::shell::{MenuEntry, Shell};
use fnd_web::words::Words;
use jiff::civil::date;

use super::Sample;
use super::entry::{at, contact, hidden};
use super::public::{current, link, versions};
use crate::errors;
use crate::person::{Abroad, Card, Contact, Level};
use crate::personal::{
    ActivityFilter, ActivityKind, ActivityPage, ActivityRow, CardPage, ConfirmEmailPage,
    ConsentRow, ConsentsPage, DashboardPage, Duty, EmailAnswer, EmailAnswerPage, EmailForm, Hit,
    Invitation, LeavePage, Membership, MembershipsPage, Notice, NotificationsForm,
    NotificationsPage, PendingEmail, Place, ProfileForm, ProfilePage, SearchPage, Tab, Task,
    TokenForm, TokenRow, TokensPage, TransferPage, Urgency, Waiting, tabs,
};

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut start = shell.clone();
    for (place, entry) in start.menu.iter_mut().enumerate() {
        entry.current = place == 0;
    }
    let mut samples = dashboards(words, &start);
    samples.extend(profiles(words, shell));
    samples.extend(rights::pages(words, shell));
    samples.extend(consents(words, shell));
    samples.extend(memberships(words, shell));
    samples.extend(duties::pages(words, shell));
    samples.extend(activities(words, shell));
    samples.extend(notifications(words, shell));
    samples.extend(tokens(words, shell));
    samples.extend(searches(words, shell));
    samples
}

fn tabs_of(words: &Words, tab: Tab) -> Vec<MenuEntry> {
    tabs(words, tab, |tab| format!("/my/{}", tab.key().trim_end_matches("-title")))
}

fn dashboards(words: &Words, shell: &Shell) -> Vec<Sample> {
    let task = |label: &str, about: &str, due, urgency| Task {
        link: link("/communities/1", label),
        about: about.into(),
        due: Some((due, urgency)),
    };
    let place = |label: &str, level| Place { link: link("/communities/1", label), level };
    let alone = DashboardPage {
        shell: DashboardPage::shell(shell.clone(), "Maria"),
        done: String::new(),
        notices: Vec::new(),
        tasks: Vec::new(),
        communities: Vec::new(),
        find: "/communities".into(),
        duties: Vec::new(),
    };
    let notice = Notice {
        title: "An administrator changed your e-mail address".into(),
        text: "You had asked for it because the confirmation did not arrive.".into(),
        link: Some(link("/my/activity", &words.text("activity-title"))),
    };
    let paper = "Comment on the paper “Work programme 2027”";
    let busy = DashboardPage {
        notices: vec![notice],
        tasks: vec![
            task(
                "Decide on two applications",
                "Return expert group",
                date(2026, 5, 2),
                Urgency::Overdue,
            ),
            task(
                "Answer an invitation",
                "Statelessness platform",
                date(2026, 5, 12),
                Urgency::Soon,
            ),
            task(paper, "Steering board", date(2026, 7, 1), Urgency::Later),
        ],
        communities: vec![
            place("National contact points", Level::Contributor),
            place("Return expert group", Level::Lead),
            place("Glossary working group", Level::Reader),
        ],
        ..alone.clone()
    };
    let duties = vec![
        Duty {
            link: link("/requests", "Applications for an account"),
            about: "3 wait, the oldest since 4 May.".into(),
        },
        Duty { link: link("/log", "Log"), about: "The seal was examined this morning.".into() },
    ];
    let officer = DashboardPage { duties, ..busy.clone() };
    vec![
        ("dashboard", Box::new(busy)),
        (
            "dashboard-alone",
            Box::new(DashboardPage { done: words.text("dashboard-done-agreed"), ..alone }),
        ),
        ("dashboard-duties", Box::new(officer)),
    ]
}

fn profile(words: &Words, shell: &Shell) -> ProfilePage {
    let Contact { first_name, last_name, email, telephone, work_address, organisation, job_title } =
        contact();
    ProfilePage {
        shell: ProfilePage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Profile),
        done: String::new(),
        pending: None,
        email: EmailForm::empty("/my/profile/email", email),
        ask: "/my/data/ask".into(),
        form: ProfileForm {
            hidden: hidden(),
            first_name: Field::holding("first_name", first_name),
            last_name: Field::holding("last_name", last_name),
            telephone: Field::holding("telephone", telephone),
            work_address: Field::holding("work_address", work_address),
            job_title: Field::holding("job_title", job_title),
            ..ProfileForm::empty("/my/profile", organisation)
        },
    }
}

fn profiles(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut wrong = profile(words, shell);
    let sentence = errors::sentence(words, "field-telephone", "telephone-too-short", 0);
    let sentence_email = errors::sentence(words, "confirm-email-new", "email-not-usable", 0);
    wrong.email.wanted = Field::holding("email", "tom@example.org").wrong(sentence_email);
    wrong.form.telephone = Field::holding("telephone", "+32 1").wrong(sentence);
    let pending = PendingEmail {
        email: "m.beridze@example.com".into(),
        until: at(6, 10),
        again: "/my/profile/email/again".into(),
        cancel: "/my/profile/email/cancel".into(),
    };
    let saved = ProfilePage {
        done: words.text("profile-done-saved"),
        pending: Some(pending),
        ..profile(words, shell)
    };
    let confirm = ConfirmEmailPage {
        shell: ConfirmEmailPage::shell(shell.clone()),
        email: "m.beridze@example.com".into(),
        action: "/confirm/1".into(),
        hidden: hidden(),
        profile: "/my/profile".into(),
    };
    let answer = |answer: EmailAnswer| EmailAnswerPage {
        shell: EmailAnswerPage::shell(shell.clone(), &answer),
        answer,
        profile: "/my/profile".into(),
    };
    let confirmed = EmailAnswer::Confirmed("m.beridze@example.com".into());
    vec![
        ("profile", Box::new(profile(words, shell))),
        ("profile-saved", Box::new(saved)),
        ("profile-errors", Box::new(wrong)),
        ("confirm-email", Box::new(confirm)),
        ("email-confirmed", Box::new(answer(confirmed))),
        ("email-link-ended", Box::new(answer(EmailAnswer::LinkEnded))),
        ("email-not-usable", Box::new(answer(EmailAnswer::NotUsable))),
    ]
}

fn consents(words: &Words, shell: &Shell) -> Vec<Sample> {
    let row = |place: usize, given, ended, fingerprint: &str| ConsentRow {
        statement: versions("/privacy").swap_remove(place),
        terms: current("/terms"),
        transfer: true,
        transfer_withdrawn: ended,
        given,
        ended,
        by_letter: ended.is_some(),
        fingerprint: fingerprint.into(),
    };
    let page = |consents| ConsentsPage {
        shell: ConsentsPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Consents),
        done: String::new(),
        consents,
        withdraw_transfer: "/my/consents/transfer".into(),
        withdraw: "/my/rights/withdraw".into(),
    };
    let transfer = |left: &[&str]| TransferPage {
        shell: TransferPage::shell(shell.clone(), "/my/consents"),
        left: left.iter().map(|name| (*name).to_owned()).collect(),
        action: "/my/consents/transfer".into(),
        hidden: hidden(),
        back: "/my/consents".into(),
    };
    let first = "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02";
    let second = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    let both = vec![row(0, at(4, 10), None, second), row(1, at(1, 9), Some(at(4, 10)), first)];
    let left = ["National contact points", "Return expert group"];
    vec![
        ("consents", Box::new(page(both))),
        ("consents-none", Box::new(page(Vec::new()))),
        ("transfer-end", Box::new(transfer(&left))),
        ("transfer-end-none", Box::new(transfer(&[]))),
    ]
}

fn memberships(words: &Words, shell: &Shell) -> Vec<Sample> {
    let community = |label: &str| link("/communities/1", label);
    let row = |label: &str, level, abroad, leave: &str| Membership {
        community: community(label),
        level,
        since: date(2026, 3, 2),
        until: None,
        abroad,
        leave: leave.into(),
    };
    let none = MembershipsPage {
        shell: MembershipsPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Memberships),
        done: String::new(),
        invitations: Vec::new(),
        memberships: Vec::new(),
        waiting: Vec::new(),
        roles: Vec::new(),
        find: "/communities".into(),
    };
    let leave = "/my/memberships/1/leave";
    let study = row("Study on family reunification", Level::Editor, 0, leave);
    let many = MembershipsPage {
        done: words.one("my-left", "community", "Legal migration group"),
        invitations: vec![Invitation {
            link: link("/invitations/1", "Statelessness platform"),
            until: date(2026, 5, 12),
        }],
        memberships: vec![
            row("National contact points", Level::Contributor, 9, leave),
            row("Return expert group", Level::Lead, 1, ""),
            Membership { until: Some(date(2026, 12, 31)), ..study },
        ],
        waiting: vec![Waiting {
            community: community("Glossary working group"),
            sent: date(2026, 5, 3),
            withdraw: "/communities/2/withdraw".into(),
        }],
        roles: duties::roles(),
        ..none.clone()
    };
    let name = "National contact points";
    let confirm = LeavePage {
        shell: LeavePage::shell(shell.clone(), "/my/memberships", name),
        community: name.into(),
        action: leave.into(),
        hidden: hidden(),
        back: "/my/memberships".into(),
    };
    vec![
        ("my-memberships", Box::new(many)),
        ("my-memberships-none", Box::new(none)),
        ("my-leave", Box::new(confirm)),
    ]
}

fn activities(words: &Words, shell: &Shell) -> Vec<Sample> {
    let none = ActivityPage {
        shell: ActivityPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Activity),
        filter: ActivityFilter::empty("/my/activity"),
        total: 0,
        rows: Vec::new(),
        pager: Pager::default(),
        months: 6,
    };
    let row = |kind, what: &str, who: &str, purpose: &str| ActivityRow {
        at: at(4, 10),
        kind,
        what: what.into(),
        who: who.into(),
        purpose: words.text(purpose),
        reason: String::new(),
        origin: String::new(),
    };
    let origin = "192.0.2.17, Belgium, Firefox on Linux".to_owned();
    let changed =
        row(ActivityKind::Changed, "E-mail address", "An administrator", "purpose-provide-service");
    let rows = vec![
        ActivityRow {
            origin,
            ..row(
                ActivityKind::SignIn,
                "EU Login, with a second factor",
                "",
                "purpose-verify-identity",
            )
        },
        ActivityRow {
            reason: "At your request: the confirmation did not arrive.".into(),
            ..changed
        },
        row(
            ActivityKind::Seen,
            "Contact card",
            "Tom Example, Office for Examples",
            "purpose-enable-contacts",
        ),
        row(ActivityKind::Own, "Joined “Return expert group”", "", "purpose-manage-permissions"),
    ];
    let next = "/my/activity?page=2".to_owned();
    let pager = Pager { page: 1, pages: 7, previous: String::new(), next };
    let mut wrong = ActivityFilter::empty("/my/activity");
    wrong.from = Field::holding("from", "2026-05-04");
    wrong.to = Field::holding("to", "2026-05-01").wrong(words.text("error-dates-reversed"));
    let many = ActivityPage { rows, total: 131, pager, ..none.clone() };
    vec![
        ("activity", Box::new(many)),
        ("activity-errors", Box::new(ActivityPage { filter: wrong, ..none.clone() })),
        ("activity-none", Box::new(none)),
    ]
}

fn notifications(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = |done: String| NotificationsPage {
        shell: NotificationsPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Notifications),
        done,
        email: "maria.beridze@example.org".into(),
        form: NotificationsForm {
            hidden: hidden(),
            communities: Field::holding("communities", "never"),
            tasks: Field::holding("tasks", "at-once"),
            language: Field::holding("language", "en"),
            languages: vec![Choice::new("en", "English"), Choice::new("fr", "français")],
            ..NotificationsForm::empty("/my/notifications")
        },
    };
    vec![
        ("notifications", Box::new(page(String::new()))),
        ("notifications-saved", Box::new(page(words.text("notify-done-saved")))),
    ]
}

fn tokens(words: &Words, shell: &Shell) -> Vec<Sample> {
    let row = |mark: &str, used| TokenRow {
        mark: mark.into(),
        scope: vec!["See a contact card".into(), "Search for people".into()],
        made: at(3, 10),
        until: date(2026, 6, 2),
        used,
        digest: mark.into(),
    };
    let page = TokensPage {
        shell: TokensPage::shell(shell.clone()),
        tabs: tabs_of(words, Tab::Tokens),
        done: String::new(),
        made: String::new(),
        rows: vec![row("3f9ac2d1", Some(at(4, 10))), row("b77e0c44", None)],
        revoke: "/my/tokens/revoke".into(),
        form: TokenForm::empty("/my/tokens"),
    };
    let none = TokensPage { done: words.text("tokens-done-revoked"), rows: vec![], ..page.clone() };
    let made =
        TokensPage { made: "limen-ies-0f1e2d3c4b5a69788796a5b4c3d2e1f0".into(), ..page.clone() };
    vec![
        ("tokens", Box::new(page)),
        ("tokens-none", Box::new(none)),
        ("tokens-made", Box::new(made)),
    ]
}

fn cards() -> Vec<Card> {
    let tom = Contact {
        first_name: "Tom".into(),
        last_name: "Example".into(),
        email: "tom.example@example.org".into(),
        telephone: "+32 2 555 01 02".into(),
        work_address: "Rue de l’Exemple 1\n1000 Brussels\nBelgium".into(),
        organisation: "Office for Examples".into(),
        job_title: "Researcher".into(),
    };
    let abroad = Some(Abroad::ThirdCountry("Utopia".into()));
    let body = Some(Abroad::InternationalOrganisation);
    vec![
        Card { contact: contact(), abroad, level: None },
        Card { contact: tom.clone(), abroad: None, level: None },
        Card { contact: Contact { first_name: "Anna".into(), ..tom }, abroad: body, level: None },
    ]
}

fn card(shell: &Shell) -> CardPage {
    let abroad = Some(Abroad::ThirdCountry("Utopia".into()));
    CardPage {
        shell: CardPage::shell(shell.clone(), "/people", "Maria Example"),
        card: Card { contact: contact(), abroad, level: None },
        vcard: "/people/1.vcf".into(),
    }
}

fn searches(words: &Words, shell: &Shell) -> Vec<Sample> {
    let before = SearchPage {
        shell: SearchPage::shell(shell.clone()),
        action: "/people".into(),
        query: Field::new("q"),
        total: None,
        cards: Vec::new(),
        pager: Pager::default(),
    };
    let too_short = errors::sentence(words, "search-field", "too-short", 2);
    let wrong = SearchPage { query: Field::holding("q", "e").wrong(too_short), ..before.clone() };
    let none = SearchPage { query: Field::holding("q", "zz"), total: Some(0), ..before.clone() };
    let (previous, next) = ("/people?page=1".to_owned(), "/people?page=3".to_owned());
    let many = SearchPage {
        query: Field::holding("q", "example"),
        total: Some(64),
        cards: cards()
            .into_iter()
            .map(|card| Hit { card, vcard: "/people/1.vcf".into() })
            .collect(),
        pager: Pager { page: 2, pages: 4, previous, next },
        ..before.clone()
    };
    vec![
        ("search", Box::new(before)),
        ("search-errors", Box::new(wrong)),
        ("search-none", Box::new(none)),
        ("search-many", Box::new(many)),
        ("card", Box::new(card(shell))),
    ]
}

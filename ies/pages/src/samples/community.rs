//! Samples of `community`.

use fnd_web::form::{Field, Hidden};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use super::{Sample, leads};
use crate::community::{
    Adequacy, ApplyForm, CommunitiesPage, CommunityPage, Done, InvitationPage, InvitedRow,
    JoinPage, JoinWay, Kind, ListFilter, ListedRow, Member, MembersFilter, MembersPage, MineRow,
    NewRecipient, NewsRow, Place, Recipient, Tab, TakeUpForm, WaitingRow,
};
use crate::person::{Abroad, Card, Contact, Level};

pub(super) const LIST: &str = "/communities";
const KINDS: &[&str] = &["contact-points", "working-group", "national-network", "study"];

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = lists(words, shell);
    pages.extend(joining(words, shell));
    pages.extend(inside(shell));
    pages.extend(leads::pages(shell));
    pages
}

fn lists(words: &Words, shell: &Shell) -> Vec<Sample> {
    let done = CommunitiesPage { done: Some(Done::Applied), ..list(words, shell) };
    let maker = CommunitiesPage { make: "/communities/new".into(), ..list(words, shell) };
    let newcomer = CommunitiesPage {
        invited: vec![],
        mine: vec![],
        waiting: vec![],
        pager: Pager::default(),
        ..list(words, shell)
    };
    let none = CommunitiesPage { total: 0, listed: vec![], ..newcomer.clone() };
    vec![
        ("communities", Box::new(list(words, shell))),
        ("communities-applied", Box::new(done)),
        ("communities-maker", Box::new(maker)),
        ("communities-newcomer", Box::new(newcomer)),
        ("communities-no-match", Box::new(none)),
    ]
}

fn list(words: &Words, shell: &Shell) -> CommunitiesPage {
    let mut filter = ListFilter::empty(LIST);
    filter.kinds = Kind::choices(words, KINDS);
    let mine = |name: &str, kind, level, until| MineRow {
        name: name.into(),
        href: "/communities/1".into(),
        kind: Kind(kind),
        level,
        until,
    };
    let until = Some(date(2027, 3, 31));
    CommunitiesPage {
        shell: CommunitiesPage::shell(shell.clone()),
        done: None,
        make: String::new(),
        invited: vec![InvitedRow {
            name: "Return Expert Group".into(),
            until: date(2026, 8, 12),
            href: "/invitations/1".into(),
        }],
        mine: vec![
            mine("National contact points", "contact-points", Level::Contributor, None),
            mine("Glossary and Thesaurus", "working-group", Level::Lead, until),
        ],
        waiting: vec![WaitingRow {
            name: "Platform on Statelessness".into(),
            since: date(2026, 7, 14),
            take_back: "/communities/3/applications/mine/take-back".into(),
        }],
        filter,
        total: 34,
        listed: listed(),
        pager: Pager { page: 1, pages: 3, previous: String::new(), next: "?page=2".into() },
    }
}

fn listed() -> Vec<ListedRow> {
    let row = |name: &str, kind, purpose: &str, members, recipients| ListedRow {
        name: name.into(),
        href: "/communities/4".into(),
        kind: Kind(kind),
        purpose: purpose.into(),
        members,
        recipients,
    };
    vec![
        row("Ad-hoc queries", "working-group", "Better questions, comparable answers.", 41, 9),
        row("National network, Finland", "national-network", "Authorities and research.", 63, 0),
        row("Labour migration 2027", "study", "Common template and national reports.", 1, 1),
    ]
}

fn recipients() -> Vec<Recipient> {
    let row = |organisation: &str, abroad, adequacy| Recipient {
        organisation: organisation.into(),
        abroad,
        adequacy: Adequacy(adequacy),
    };
    vec![
        row("Ministry of Internal Affairs", Abroad::ThirdCountry("Georgia".into()), "no-decision"),
        row("State Secretariat", Abroad::ThirdCountry("Switzerland".into()), "adequate"),
        row("Office for Migration", Abroad::InternationalOrganisation, "no-decision"),
    ]
}

fn joining(words: &Words, shell: &Shell) -> Vec<Sample> {
    let form = ApplyForm::empty("/communities/4/applications");
    let mut wrong = form.clone();
    wrong.message = Field::new("message").wrong(words.text("join-message-missing"));
    wrong.transfer = Field::new("transfer").wrong(words.text("join-transfer-missing"));
    let applied = JoinWay::Applied {
        since: date(2026, 7, 14),
        take_back: "/communities/4/applications/mine/take-back".into(),
    };
    let within =
        JoinPage { recipients: vec![], ..join(shell, JoinWay::Apply(Box::new(form.clone()))) };
    vec![
        ("join", Box::new(join(shell, JoinWay::Apply(Box::new(form))))),
        ("join-errors", Box::new(join(shell, JoinWay::Apply(Box::new(wrong))))),
        ("join-no-recipients", Box::new(within)),
        ("join-by-invitation", Box::new(join(shell, JoinWay::InvitationOnly))),
        ("join-applied", Box::new(join(shell, applied))),
        ("invitation", Box::new(invitation(shell, TakeUpForm::empty("/invitations/1/accept")))),
        ("invitation-errors", Box::new(invitation(shell, unread(words)))),
    ]
}

fn unread(words: &Words) -> TakeUpForm {
    let mut form = TakeUpForm::empty("/invitations/1/accept");
    form.transfer = form.transfer.wrong(words.text("join-transfer-missing"));
    form
}

fn join(shell: &Shell, way: JoinWay) -> JoinPage {
    JoinPage {
        shell: JoinPage::shell(shell.clone(), LIST, "Ad-hoc queries"),
        kind: Kind("working-group"),
        purpose: "Better questions, comparable answers: how queries are asked and compiled.".into(),
        members: 41,
        recipients: recipients(),
        way,
    }
}

fn invitation(shell: &Shell, accept: TakeUpForm) -> InvitationPage {
    InvitationPage {
        shell: InvitationPage::shell(shell.clone(), LIST, "Return Expert Group"),
        kind: Kind("expert-group"),
        purpose: "Practitioners of voluntary return compare what works.".into(),
        members: 28,
        level: Level::Contributor,
        ends: Some(date(2027, 6, 30)),
        until: date(2026, 8, 12),
        message: "Your report on reintegration would help the group.".into(),
        recipients: recipients(),
        accept,
        decline: "/invitations/1/decline".into(),
    }
}

/// A Community as members see it, or as leads do.
pub(super) fn place(tabs: &'static [Tab], current: Tab) -> Place {
    Place { name: "Glossary and Thesaurus".into(), href: "/communities/1".into(), tabs, current }
}

fn inside(shell: &Shell) -> Vec<Sample> {
    let home = home(shell, Tab::OF_MEMBERS);
    let notice = NewRecipient {
        organisation: "Ministry of Internal Affairs".into(),
        abroad: Abroad::ThirdCountry("Georgia".into()),
        since: date(2026, 7, 15),
        seen: "/communities/1/notice/seen".into(),
        shown: Hidden { name: "shown", value: "1".into() },
    };
    let arrived = CommunityPage { new_recipient: Some(notice), ..home.clone() };
    let welcome = CommunityPage { done: Some(Done::Joined), news: vec![], ..home.clone() };
    let lead = self::home(shell, Tab::OF_LEADS);
    let lead =
        CommunityPage { level: Level::Lead, waiting: 2, leave: String::new(), until: None, ..lead };
    let members = members(shell);
    let none = MembersPage {
        total: 0,
        members: vec![],
        recipients: vec![],
        pager: Pager::default(),
        ..members.clone()
    };
    vec![
        ("community", Box::new(home)),
        ("community-new-recipient", Box::new(arrived)),
        ("community-joined", Box::new(welcome)),
        ("community-lead", Box::new(lead)),
        ("members", Box::new(members)),
        ("members-no-match", Box::new(none)),
    ]
}

fn home(shell: &Shell, tabs: &'static [Tab]) -> CommunityPage {
    let place = place(tabs, Tab::Home);
    let news = |day, text: &str, href: &str| NewsRow {
        on: date(2026, 7, day),
        text: text.into(),
        href: href.into(),
    };
    CommunityPage {
        shell: place.shell(shell.clone(), LIST),
        place,
        done: None,
        kind: Kind("working-group"),
        purpose: "Terms of asylum and migration, defined once for all languages.".into(),
        level: Level::Contributor,
        until: Some(date(2027, 3, 31)),
        members: 24,
        recipients: 3,
        new_recipient: None,
        leads: vec![
            ("Helena Aaltonen".into(), "University of Utopia".into()),
            ("Jean-Baptiste Lefèvre".into(), "Ministère de l’intérieur".into()),
        ],
        news: vec![
            news(15, "Maria Beridze", ""),
            news(11, "GTWG 12: agenda", "/documents/1"),
            news(2, "Glossary 11.0, draft", "/documents/2"),
        ],
        waiting: 0,
        leave: "/me/memberships/1/leave".into(),
    }
}

/// Somebody who does not exist.
pub(crate) fn contact(first: &str, last: &str, organisation: &str) -> Contact {
    Contact {
        first_name: first.into(),
        last_name: last.into(),
        email: format!("{first}.{last}@example.org").to_lowercase(),
        telephone: "+358 29 555 0142".into(),
        work_address: "Example Street 4\n00100 Utopia".into(),
        organisation: organisation.into(),
        job_title: "Senior adviser".into(),
    }
}

fn members(shell: &Shell) -> MembersPage {
    let place = place(Tab::OF_MEMBERS, Tab::Members);
    let member = |first, last, organisation, abroad, level| Member {
        card: Card { contact: contact(first, last, organisation), abroad, level },
        is_reader: first == "Ana",
        vcard: "/communities/1/members/1.vcf".into(),
    };
    let georgia = Some(Abroad::ThirdCountry("Georgia".into()));
    let office = Some(Abroad::InternationalOrganisation);
    MembersPage {
        shell: place.shell(shell.clone(), LIST),
        place,
        filter: MembersFilter::empty("/communities/1/members"),
        total: 24,
        members: vec![
            member("Helena", "Aaltonen", "University of Utopia", None, Some(Level::Lead)),
            member("Maria", "Beridze", "Ministry of Internal Affairs", georgia, None),
            member("Ana", "Kovač", "Ministry of the Interior", None, None),
            member("Tom", "Lindqvist", "Office for Migration", office, None),
        ],
        pager: Pager { page: 1, pages: 6, previous: String::new(), next: "?page=2".into() },
        recipients: recipients(),
        leave: "/me/memberships/1/leave".into(),
    }
}

//! Samples of what leads of a Community see.

use fnd_web::form::{Field, Hidden};
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use jiff::civil::date;

use super::Sample;
use super::community::{LIST, contact, place};
use crate::community::{
    AcceptForm, ApplicationPage, ApplicationRow, ApplicationsPage, DeclineForm, Done, HistoryPage,
    HistoryRow, InvitationRow, InviteForm, Kind, MembersFilter, MembershipForm, MembershipPage,
    MembershipRow, MembershipsPage, NewCommunityPage, SettingsForm, SettingsPage, Tab,
};
use crate::confirm::{ConfirmPage, Deed};
use crate::person::{Abroad, Level};

pub(super) fn pages(shell: &Shell) -> Vec<Sample> {
    let mut pages = applications(shell);
    pages.extend(memberships(shell));
    pages.extend(settings(shell));
    pages.extend(history(shell));
    let taken = shell.words.text("new-community-slug-taken");
    let wrong = new(shell);
    let slug = Field::holding("slug", "return").wrong(taken);
    pages.push(("community-new-taken", Box::new(NewCommunityPage { slug, ..wrong.clone() })));
    pages.push(("community-new", Box::new(wrong)));
    pages
}

fn applications(shell: &Shell) -> Vec<Sample> {
    let words = &shell.words;
    let page = list(shell);
    let none = ApplicationsPage { applications: vec![], invitations: vec![], ..page.clone() };
    let sent = ApplicationsPage { done: Some(Done::Invited), ..page.clone() };
    let mut wrong = page.clone();
    wrong.invite.email =
        Field::holding("email", "helena.aaltonen").wrong(words.text("invite-email-wrong"));
    wrong.invite.level = wrong.invite.level.wrong(words.text("level-missing"));
    wrong.invite.ends = Field::holding("ends", "2026-01-01").wrong(words.text("ends-past"));
    let one = application(shell);
    let first = ApplicationPage { is_first_abroad: true, ..one.clone() };
    let mut unreasoned = one.clone();
    unreasoned.accept.level = unreasoned.accept.level.wrong(words.text("level-missing"));
    unreasoned.decline.reason =
        unreasoned.decline.reason.wrong(words.text("application-reason-missing"));
    vec![
        ("lead-applications", Box::new(page)),
        ("lead-applications-none", Box::new(none)),
        ("lead-applications-invited", Box::new(sent)),
        ("lead-applications-errors", Box::new(wrong)),
        ("lead-application", Box::new(one)),
        ("lead-application-first-abroad", Box::new(first)),
        ("lead-application-errors", Box::new(unreasoned)),
    ]
}

fn list(shell: &Shell) -> ApplicationsPage {
    let place = place(Tab::OF_LEADS, Tab::Applications);
    let row = |name: &str, organisation: &str, abroad| ApplicationRow {
        name: name.into(),
        organisation: organisation.into(),
        abroad,
        since: date(2026, 7, 14),
        href: "/communities/1/applications/1".into(),
    };
    let georgia = Some(Abroad::ThirdCountry("Georgia".into()));
    ApplicationsPage {
        shell: place.shell(shell.clone(), LIST),
        place,
        done: None,
        applications: vec![
            row("Maria Beridze", "Ministry of Internal Affairs", georgia),
            row("Piotr Zieliński", "Urząd do Spraw Cudzoziemców", None),
        ],
        invitations: vec![InvitationRow {
            email: "tom.lindqvist@example.org".into(),
            level: Level::Reader,
            until: date(2026, 8, 12),
            take_back: "/communities/1/invitations/1/take-back".into(),
        }],
        invite: InviteForm::empty("/communities/1/invitations"),
    }
}

fn application(shell: &Shell) -> ApplicationPage {
    let place = place(Tab::OF_LEADS, Tab::Applications);
    ApplicationPage {
        shell: ApplicationPage::shell(shell.clone(), &place, LIST, "Maria Beridze"),
        place,
        contact: contact("Maria", "Beridze", "Ministry of Internal Affairs"),
        abroad: Some(Abroad::ThirdCountry("Georgia".into())),
        is_first_abroad: false,
        since: date(2026, 7, 14),
        message: "I keep the Georgian terms of the glossary and would like to propose them here."
            .into(),
        accept: AcceptForm::empty("/communities/1/applications/1/accept"),
        decline: DeclineForm::empty("/communities/1/applications/1/decline"),
    }
}

fn membership(name: &str, level: Level) -> MembershipRow {
    MembershipRow {
        name: name.into(),
        organisation: "University of Utopia".into(),
        abroad: None,
        level,
        since: date(2025, 2, 3),
        until: (level == Level::Reader).then_some(date(2026, 12, 31)),
        href: "/communities/1/memberships/1".into(),
    }
}

fn memberships(shell: &Shell) -> Vec<Sample> {
    let place = place(Tab::OF_LEADS, Tab::Memberships);
    let page = MembershipsPage {
        shell: place.shell(shell.clone(), LIST),
        place,
        done: None,
        filter: MembersFilter::empty("/communities/1/memberships"),
        total: 24,
        rows: vec![
            membership("Helena Aaltonen", Level::Lead),
            membership("Ana Kovač", Level::Contributor),
            membership("Tom Lindqvist", Level::Reader),
        ],
        pager: Pager { page: 2, pages: 3, previous: "?page=1".into(), next: "?page=3".into() },
    };
    let removed = MembershipsPage { done: Some(Done::Removed), ..page.clone() };
    let mut filter = page.filter.clone();
    filter.text.value = "Zzz".into();
    let none = MembershipsPage { filter, total: 0, rows: vec![], ..page.clone() };
    let one = one(shell, Level::Contributor);
    let mut last = self::one(shell, Level::Lead);
    last.remove = String::new();
    last.form.level =
        Field::holding("level", "editor").wrong(shell.words.text("membership-last-lead-level"));
    vec![
        ("memberships", Box::new(page)),
        ("memberships-removed", Box::new(removed)),
        ("memberships-no-match", Box::new(none)),
        ("membership", Box::new(one)),
        ("membership-last-lead", Box::new(last)),
        ("membership-remove", Box::new(removal(shell))),
    ]
}

fn one(shell: &Shell, level: Level) -> MembershipPage {
    let place = place(Tab::OF_LEADS, Tab::Memberships);
    let mut form = MembershipForm::empty("/communities/1/memberships/1");
    form.level.value = level.code().into();
    form.hidden = vec![Hidden { name: "version", value: "3".into() }];
    MembershipPage {
        shell: MembershipPage::shell(shell.clone(), &place, LIST, "Ana Kovač"),
        place,
        membership: membership("Ana Kovač", level),
        form,
        remove: "/communities/1/memberships/1/remove".into(),
    }
}

fn removal(shell: &Shell) -> ConfirmPage {
    let place = place(Tab::OF_LEADS, Tab::Memberships);
    let organisation = shell.words.text("field-organisation");
    ConfirmPage {
        shell: ConfirmPage::shell(
            place.shell(shell.clone(), LIST),
            Deed::RemoveMember,
            "Ana Kovač",
        ),
        deed: Deed::RemoveMember,
        facts: vec![(organisation, "Ministry of the Interior".into())],
        action: "/communities/1/memberships/1/remove".into(),
        hidden: vec![],
        back: "/communities/1/memberships/1".into(),
    }
}

fn history(shell: &Shell) -> Vec<Sample> {
    let place = place(Tab::OF_LEADS, Tab::History);
    let row = |what: &str, who: &str, about: &str| HistoryRow {
        at: date(2026, 7, 15).at(10, 5, 0, 0),
        what: what.into(),
        who: who.into(),
        about: about.into(),
    };
    let page = HistoryPage {
        shell: place.shell(shell.clone(), LIST),
        place,
        rows: vec![
            row("Membership ended", "", &shell.words.text("history-somebody")),
            row("Community joined", "Helena Aaltonen", "Maria Beridze"),
            row("Community changed", &shell.words.text("history-former"), ""),
        ],
    };
    let none = HistoryPage { rows: vec![], ..page.clone() };
    vec![("history", Box::new(page)), ("history-none", Box::new(none))]
}

fn new(shell: &Shell) -> NewCommunityPage {
    let mut form = SettingsForm::empty("/communities/new");
    form.kinds = Kind::choices(&shell.words, &["working-group", "study", "other"]);
    let words = &shell.words;
    NewCommunityPage {
        shell: NewCommunityPage::shell(shell.clone(), LIST),
        slug: Field::holding("slug", "A B").wrong(words.text("new-community-slug-wrong")),
        form,
    }
}

fn settings(shell: &Shell) -> Vec<Sample> {
    let place = place(Tab::OF_LEADS, Tab::Settings);
    let mut form = SettingsForm::empty("/communities/1/settings");
    form.name_en.value = "Glossary and Thesaurus".into();
    form.name_fr.value = "Glossaire et thésaurus".into();
    form.name_de.value = "Glossar und Thesaurus".into();
    form.purpose_en.value = "Terms of asylum and migration, defined once for all languages.".into();
    form.purpose_fr.value = "Les termes de l’asile et des migrations, définis une fois.".into();
    form.purpose_de.value = "Begriffe zu Asyl und Migration, einmal für alle Sprachen.".into();
    form.kind.value = "working-group".into();
    form.visibility.value = "listed".into();
    form.policy.value = "apply".into();
    form.kinds = Kind::choices(&shell.words, &["working-group", "study", "other"]);
    let page = SettingsPage { shell: place.shell(shell.clone(), LIST), place, done: None, form };
    let saved = SettingsPage { done: Some(Done::Saved), ..page.clone() };
    let mut wrong = page.clone();
    wrong.form.name_de = Field::new("name_de").wrong(shell.words.text("settings-name-missing"));
    wrong.form.policy = Field::new("policy").wrong(shell.words.text("settings-policy-missing"));
    vec![
        ("settings", Box::new(page)),
        ("settings-saved", Box::new(saved)),
        ("settings-errors", Box::new(wrong)),
    ]
}

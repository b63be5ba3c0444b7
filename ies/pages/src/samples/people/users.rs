//! Samples of users, their suspension and exceptional edits.

use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::pager::Pager;
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::{DateTime, date};

use crate::people::{
    AccountState, Change, Done, EditForm, EditPage, EditPreviewPage, EditReason, EditRow,
    EditsPage, MonthRow, RestoreForm, RestorePage, Role, SuspendForm, SuspendPage, Suspension,
    SuspensionReason, UserEdit, UserPage, UserRow, UsersFilter, UsersPage,
};
use crate::person::{Abroad, Level, OrganisationKind};
use crate::samples::Sample;
use crate::samples::community::contact;

const USER: &str = "/admin/users/1";

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut pages = search(words, shell);
    pages.extend(one(words, shell));
    pages.extend(edits(words, shell));
    pages
}

fn at() -> DateTime {
    date(2026, 7, 18).at(9, 12, 0, 0)
}

fn search(words: &Words, shell: &Shell) -> Vec<Sample> {
    let mut filter = UsersFilter::empty("/admin/users");
    filter.states = AccountState::ALL
        .iter()
        .map(|state| Choice::new(state.key(), words.text(state.key())))
        .collect();
    let row = |name: &str, state| UserRow {
        name: name.into(),
        email: "name@example.org".into(),
        organisation: "Ministry of the Interior".into(),
        state,
        href: USER.into(),
    };
    let start = UsersPage {
        shell: UsersPage::shell(shell.clone()),
        filter,
        found: None,
        total: 0,
        pager: Pager::default(),
    };
    let mut short = start.clone();
    short.filter.text = Field::holding("q", "ko").wrong(words.text("users-text-short"));
    let mut found = start.clone();
    found.filter.text.value = "kova".into();
    found.total = 23;
    found.pager = Pager { page: 1, pages: 2, previous: String::new(), next: "?page=2".into() };
    found.found = Some(vec![
        row("Ana Kovač", AccountState::Active),
        row("Ivan Kovačević", AccountState::Suspended),
        row("Petra Kovalenko", AccountState::Dormant),
        row("Tomáš Kovařík", AccountState::PendingErasure),
    ]);
    let none =
        UsersPage { found: Some(vec![]), total: 0, pager: Pager::default(), ..found.clone() };
    vec![
        ("users", Box::new(start)),
        ("users-too-short", Box::new(short)),
        ("users-found", Box::new(found)),
        ("users-none", Box::new(none)),
    ]
}

fn user(shell: &Shell) -> UserPage {
    UserPage {
        shell: UserPage::shell(shell.clone(), "/admin/users", "Maria Beridze"),
        done: None,
        contact: contact("Maria", "Beridze", "Ministry of Internal Affairs"),
        kind: OrganisationKind::NationalAuthority,
        seat: "Georgia".into(),
        abroad: Some(Abroad::ThirdCountry("Georgia".into())),
        state: AccountState::Active,
        suspension: None,
        memberships: vec![("National contact points".into(), Level::Contributor)],
        roles: vec![(Role("ncp-expert"), "Georgia".into())],
        edits: vec![UserEdit {
            at: at(),
            by: "Jonas Weber".into(),
            reason: EditReason("mail-returned"),
            fields: vec!["field-email"],
        }],
        change: "/admin/users/1/suspend".into(),
        edit: "/admin/users/1/edit".into(),
    }
}

fn suspension() -> Suspension {
    Suspension {
        since: at(),
        by: "Jonas Weber".into(),
        reason: SuspensionReason("maybe-compromised"),
        note: "Signs in from two countries within minutes.".into(),
    }
}

fn one(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = user(shell);
    let suspended = UserPage {
        done: Some(Done::Suspended),
        state: AccountState::Suspended,
        suspension: Some(suspension()),
        ..page.clone()
    };
    let leaving = UserPage {
        state: AccountState::PendingErasure,
        memberships: vec![],
        roles: vec![],
        edits: vec![],
        change: String::new(),
        edit: String::new(),
        ..page.clone()
    };
    let mut form = SuspendForm::empty("/admin/users/1/suspend");
    let reasons = ["maybe-compromised", "terms-broken", "eligibility-in-doubt", "asked-by-holder"];
    form.reasons = SuspensionReason::choices(words, &reasons);
    let suspend = SuspendPage {
        shell: SuspendPage::shell(page.shell.clone(), USER),
        form,
        back: USER.into(),
    };
    let mut wrong = suspend.clone();
    wrong.form.reason = wrong.form.reason.wrong(words.text("suspend-reason-missing"));
    wrong.form.note = wrong.form.note.wrong(words.text("suspend-note-missing"));
    let restore = RestorePage {
        shell: RestorePage::shell(page.shell.clone(), USER),
        suspension: suspension(),
        form: RestoreForm::empty("/admin/users/1/restore"),
        back: USER.into(),
    };
    let mut unsaid = restore.clone();
    unsaid.form.note = unsaid.form.note.wrong(words.text("restore-note-missing"));
    vec![
        ("user", Box::new(page)),
        ("user-suspended", Box::new(suspended)),
        ("user-leaving", Box::new(leaving)),
        ("user-suspend", Box::new(suspend)),
        ("user-suspend-errors", Box::new(wrong)),
        ("user-restore", Box::new(restore)),
        ("user-restore-errors", Box::new(unsaid)),
    ]
}

fn form(words: &Words) -> EditForm {
    let mut form = EditForm::empty("/admin/users/1/edit");
    let reasons = ["technical-fault", "asked-by-user", "rectification", "mail-returned"];
    form.reasons = EditReason::choices(words, &reasons);
    let now = contact("Maria", "Beridze", "Ministry of Internal Affairs");
    form.first_name.value = now.first_name;
    form.last_name.value = now.last_name;
    form.email.value = now.email;
    form.telephone.value = now.telephone;
    form.work_address.value = now.work_address;
    form.organisation.value = now.organisation;
    form.job_title.value = now.job_title;
    form
}

fn edits(words: &Words, shell: &Shell) -> Vec<Sample> {
    let user = user(shell).shell;
    let page =
        EditPage { shell: EditPage::shell(user, USER), form: form(words), back: USER.into() };
    let mut wrong = page.clone();
    wrong.form.reason = wrong.form.reason.wrong(words.text("edit-reason-missing"));
    wrong.form.text = wrong.form.text.wrong(words.text("edit-text-missing"));
    wrong.form.first_name = wrong.form.first_name.wrong(words.text("edit-nothing"));
    let change = |field, before: &str, after: &str| Change {
        field,
        before: before.into(),
        after: after.into(),
    };
    let preview = EditPreviewPage {
        shell: EditPreviewPage::shell(page.shell.clone(), "/admin/users/1/edit"),
        changes: vec![
            change("field-email", "maria.beridze@example.org", "m.beridze@example.org"),
            change(
                "field-work-address",
                "Example Street 4\n00100 Utopia",
                "Square 1\n00100 Utopia",
            ),
        ],
        reason: EditReason("technical-fault"),
        text: "The link of confirmation did not arrive, as the ministry’s filter removes it."
            .into(),
        ticket: "HD-20417".into(),
        action: "/admin/users/1/edit/save".into(),
        hidden: vec![Hidden { name: "version", value: "8".into() }],
        back: "/admin/users/1/edit".into(),
    };
    let (months, rows) = counted();
    let counts = EditsPage { shell: EditsPage::shell(shell.clone()), months, month: None, rows };
    let month = EditsPage { month: Some(date(2026, 7, 1)), ..counts.clone() };
    let quiet = EditsPage { month: Some(date(2026, 6, 1)), rows: vec![], ..counts.clone() };
    vec![
        ("edit", Box::new(page)),
        ("edit-errors", Box::new(wrong)),
        ("edit-preview", Box::new(preview)),
        ("edits", Box::new(counts)),
        ("edits-month", Box::new(month)),
        ("edits-month-empty", Box::new(quiet)),
    ]
}

fn counted() -> (Vec<MonthRow>, Vec<EditRow>) {
    let month = |month, count, reasons| MonthRow {
        month: date(2026, month, 1),
        count,
        reasons,
        href: "?month=2026-07".into(),
    };
    let row = |label: &str, fields| EditRow {
        at: at(),
        by: "Jonas Weber".into(),
        user: Link { href: USER.into(), label: label.into() },
        reason: EditReason("technical-fault"),
        ticket: "HD-20417".into(),
        fields,
    };
    let fault = EditReason("technical-fault");
    (
        vec![
            month(7, 2, vec![(fault, 1), (EditReason("rectification"), 1)]),
            month(6, 0, vec![]),
            month(5, 4, vec![(fault, 4)]),
        ],
        vec![
            row("Maria Beridze", vec!["field-email", "field-work-address"]),
            row("", vec!["field-telephone"]),
        ],
    )
}

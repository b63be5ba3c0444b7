//! Samples of the queue of registrations.

use fnd_web::form::Choice;
use fnd_web::pager::Pager;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::date;

use crate::people::{Done, Holder, QueueFilter, QueuePage, QueueRow, RequestState};
use crate::person::OrganisationKind;
use crate::samples::Sample;

pub(super) fn pages(words: &Words, shell: &Shell) -> Vec<Sample> {
    let page = queue(words, shell);
    let decided = QueuePage { done: Some(Done::Accepted), ..page.clone() };
    let none =
        QueuePage { open: 0, total: 0, rows: vec![], pager: Pager::default(), ..page.clone() };
    vec![
        ("queue", Box::new(page)),
        ("queue-accepted", Box::new(decided)),
        ("queue-empty", Box::new(none)),
    ]
}

fn queue(words: &Words, shell: &Shell) -> QueuePage {
    let mut filter = QueueFilter::empty("/admin/requests");
    filter.states = RequestState::ALL
        .iter()
        .map(|state| Choice::new(state.key(), words.text(state.key())))
        .collect();
    filter.holders = ["queue-holder-nobody", "queue-holder-reader"]
        .map(|key| Choice::new(key, words.text(key)))
        .into();
    filter.kinds =
        OrganisationKind::ALL.map(|kind| Choice::new(kind.code(), words.text(kind.key()))).into();
    QueuePage {
        shell: QueuePage::shell(shell.clone()),
        done: None,
        open: 27,
        oldest_days: 51,
        filter,
        total: 27,
        rows: rows(),
        pager: Pager { page: 1, pages: 2, previous: String::new(), next: "?page=2".into() },
    }
}

fn rows() -> Vec<QueueRow> {
    let row = |name: &str, organisation: &str, kind, age_days, state, holder| QueueRow {
        name: name.into(),
        organisation: organisation.into(),
        kind,
        sent: date(2026, 7, 16),
        age_days,
        closes: Some(date(2026, 9, 14)),
        is_urgent: 45 < age_days,
        state,
        holder,
        is_own: organisation.starts_with("Directorate"),
        href: "/admin/requests/1".into(),
    };
    let colleague = Holder::Colleague("Sofia Marchetti".into());
    vec![
        row(
            "Maria Beridze",
            "Ministry of Internal Affairs",
            OrganisationKind::NationalAuthority,
            51,
            RequestState::Submitted,
            Holder::Nobody,
        ),
        row(
            "Karl-Friedrich von Hohenfels-Waldmannshausen",
            "Bundesamt für Migration und Flüchtlinge",
            OrganisationKind::NationalAuthority,
            4,
            RequestState::InReview,
            Holder::Reader,
        ),
        row(
            "Amina Okafor",
            "Refuge and Rights",
            OrganisationKind::NonGovernmental,
            1,
            RequestState::InfoRequested,
            colleague,
        ),
        row(
            "Luca Ferrari",
            "Directorate-General for Migration and Home Affairs",
            OrganisationKind::UnionInstitution,
            0,
            RequestState::Submitted,
            Holder::Nobody,
        ),
    ]
}

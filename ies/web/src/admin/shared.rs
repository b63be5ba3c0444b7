//! What pages of administration and oversight have alike.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::form::Choice;
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::account::{self, Account};
use ies_domain::organisation::{self, Countries, Organisation};
use ies_domain::role::{Hand, Role, Scope};
use ies_pages::people;
use ies_pages::person::{Abroad, OrganisationKind};
use ies_store::{CountryTable, StoreError};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, local};

/// What was done, as the address of the page after it says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    pub(crate) done: Option<String>,
}

impl After {
    /// The value of `known` with that code.
    pub(crate) fn of<T: Copy>(&self, known: &[(&str, T)]) -> Option<T> {
        let code = self.done.as_deref()?;
        known.iter().find(|(one, _)| *one == code).map(|(_, done)| *done)
    }
}

/// On to `path`, by GET.
pub(crate) fn on_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// A page that shows a form again because something in it is wrong.
pub(crate) fn again(page: &impl Template) -> Result<Response, Problem> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(page)?).into_response())
}

/// The form again, once the log has it that it was shown.
pub(crate) async fn again_after(
    logged: impl Future<Output = Result<(), StoreError>>,
    page: &impl Template,
) -> Result<Response, Problem> {
    logged.await.map_err(of_store)?;
    again(page)
}

/// A page.
pub(crate) fn shown(page: &impl Template) -> Result<Response, Problem> {
    Ok(html(page)?.into_response())
}

/// Leafing through `total` rows, `each` a page; `query` is what the address has besides.
pub(crate) fn pager(
    (page, each): (u32, u32),
    total: u32,
    path: &str,
    query: &[(&str, &str)],
) -> Pager {
    let pages = total.div_ceil(each).max(1);
    let address = |page: u32| {
        let kept = query.iter().filter(|(_, value)| !value.is_empty());
        let number = page.to_string();
        let pairs = kept.copied().chain([("page", number.as_str())]);
        format!("{path}?{}", written(pairs))
    };
    Pager {
        page,
        pages,
        previous: page.checked_sub(1).filter(|before| 0 < *before).map(address).unwrap_or_default(),
        next: page.checked_add(1).filter(|after| *after <= pages).map(address).unwrap_or_default(),
    }
}

/// Pairs as an address has them.
pub(crate) fn written<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.map(|(name, value)| format!("{name}={}", escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A value in an address: everything but letters, digits and a few signs by its bytes.
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    value.bytes().map(byte).collect()
}

/// The number of the page that was asked for.
pub(crate) fn page_of(text: &str) -> u32 {
    text.parse().unwrap_or(1).clamp(1, 100_000)
}

/// The account of who calls.
pub(crate) fn own(call: &Call) -> Result<Id<Account>, Problem> {
    call.who.account().ok_or_else(Problem::not_found)
}

/// A name out of `names`; nothing for whom nobody knows any more.
pub(crate) fn name(names: &BTreeMap<Uuid, String>, id: Id<Account>) -> String {
    names.get(&id.to_uuid()).cloned().unwrap_or_default()
}

/// The name of whose hand it was.
pub(crate) fn hand(names: &BTreeMap<Uuid, String>, words: &Words, by: Hand) -> String {
    match by {
        Hand::Account(id) => name(names, id),
        Hand::Installation => words.text("service-name"),
    }
}

/// The civil day of an instant in Brussels.
pub(crate) fn day(at: Timestamp) -> Date {
    local(at).date()
}

/// What an organisation is, as pages show it.
pub(crate) fn kind(kind: organisation::OrganisationKind) -> OrganisationKind {
    let found = OrganisationKind::ALL.into_iter().find(|one| one.code() == kind.code());
    found.unwrap_or(OrganisationKind::Other)
}

/// Why what its staff see leaves the Union, if it does.
pub(crate) fn abroad(
    words: &Words,
    organisation: &Organisation,
    countries: &CountryTable,
    now: Timestamp,
) -> Option<Abroad> {
    let rows = countries.rows();
    match organisation.abroad(Countries(&rows), day(now))? {
        organisation::Abroad::InternationalOrganisation => Some(Abroad::InternationalOrganisation),
        organisation::Abroad::ThirdCountry(seat) => {
            Some(Abroad::ThirdCountry(country(words, seat)))
        }
    }
}

/// A country as pages show it.
pub(crate) fn country(words: &Words, code: CountryCode) -> String {
    ies_pages::countries::name(words, code.as_str())
}

/// Countries to choose from, by their names.
pub(crate) fn lands(words: &Words, codes: Vec<CountryCode>) -> Vec<Choice> {
    let choice = |code: CountryCode| Choice::new(code.to_string(), country(words, code));
    let mut all: Vec<Choice> = codes.into_iter().map(choice).collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all
}

/// For what a role is, in words.
pub(crate) fn scope(words: &Words, scope: Scope) -> String {
    match scope {
        Scope::Platform | Scope::Programme => words.text("service-name"),
        Scope::Country(code) => country(words, code),
    }
}

/// States that an account can be looked for in, as pages and the domain name them.
pub(crate) const STATES: &[(people::AccountState, account::State)] = &[
    (people::AccountState::Active, account::State::Active),
    (people::AccountState::Suspended, account::State::Suspended),
    (people::AccountState::Dormant, account::State::Dormant),
    (people::AccountState::PendingErasure, account::State::DisabledPendingErasure),
];

/// The state of an account as pages show it.
pub(crate) fn state_of(state: account::State) -> people::AccountState {
    let found = STATES.iter().find(|(_, of)| *of == state);
    found.map_or(people::AccountState::PendingErasure, |(shown, _)| *shown)
}

/// A role as pages show it.
pub(crate) fn role(role: Role) -> people::Role {
    people::Role(role.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_keeps_what_was_searched_for_and_ends_where_the_list_ends() {
        let first = pager((1, 25), 60, "/users", &[("q", "a&b ü"), ("state", "")]);
        assert_eq!((first.page, first.pages, first.previous.as_str()), (1, 3, ""));
        assert_eq!(first.next, "/users?q=a%26b%20%C3%BC&page=2");
        let last = pager((3, 25), 60, "/users", &[]);
        assert_eq!((last.previous.as_str(), last.next.as_str()), ("/users?page=2", ""));
        assert_eq!(pager((1, 25), 0, "/users", &[]).pages, 1);
    }
}

//! People and what surrounds them, as pages show them: the domain's values in the reader's words.

use fnd_register::Coded;
use fnd_web::pager::Pager;
use fnd_web::words::Words;
use ies_domain::community::{JoinNotice, Level};
use ies_domain::organisation::Abroad;
use ies_domain::person::ContactCard;
use ies_pages::community::{Adequacy, Recipient};
use ies_pages::{countries, person};
use ies_store::purpose::contacts::Fellow;

/// Rows of a page of a list.
pub const PAGE_ROWS: usize = 50;

/// A contact card.
pub fn contact(card: &ContactCard) -> person::Contact {
    person::Contact {
        first_name: card.first_name.as_str().to_owned(),
        last_name: card.last_name.as_str().to_owned(),
        email: card.email.as_str().to_owned(),
        telephone: card.telephone.as_str().to_owned(),
        work_address: card.work_address.as_str().to_owned(),
        organisation: card.organisation.as_str().to_owned(),
        job_title: card.job_title.as_str().to_owned(),
    }
}

/// Why what somebody sees leaves the Union.
pub fn abroad(abroad: Abroad, words: &Words) -> person::Abroad {
    match abroad {
        Abroad::InternationalOrganisation => person::Abroad::InternationalOrganisation,
        Abroad::ThirdCountry(country) => {
            person::Abroad::ThirdCountry(countries::name(words, country.as_str()))
        }
    }
}

/// What a member may do.
pub const fn level(level: Level) -> person::Level {
    match level {
        Level::Reader => person::Level::Reader,
        Level::Contributor => person::Level::Contributor,
        Level::Editor => person::Level::Editor,
        Level::Lead => person::Level::Lead,
    }
}

/// Somebody whose card is shown. The level is told of leads only, because one turns to them.
pub fn card(fellow: &Fellow, words: &Words) -> person::Card {
    person::Card {
        contact: contact(&fellow.card),
        abroad: fellow.abroad.map(|why| abroad(why, words)),
        level: fellow.level.filter(|one| *one == Level::Lead).map(level),
    }
}

/// Who outside the Union sees contact details. R36.
pub fn recipients(notice: &JoinNotice, words: &Words) -> Vec<Recipient> {
    let shown = notice.recipients().iter().map(|recipient| Recipient {
        organisation: recipient.name.as_str().to_owned(),
        abroad: abroad(recipient.abroad, words),
        adequacy: Adequacy(recipient.adequacy.code()),
    });
    shown.collect()
}

/// The page `page` (from 1) of a list of `total` rows, and where it begins; `href` is the address
/// of the list, with whatever narrows it.
pub fn leaf(total: usize, page: Option<u32>, href: &str) -> (Pager, usize) {
    let pages = u32::try_from(total.div_ceil(PAGE_ROWS).max(1)).unwrap_or(u32::MAX);
    let page = page.unwrap_or(1).clamp(1, pages);
    let joint = if href.contains('?') { '&' } else { '?' };
    let to = |number: u32| format!("{href}{joint}page={number}");
    let previous = if 1 < page { to(page.saturating_sub(1)) } else { String::new() };
    let next = if page < pages { to(page.saturating_add(1)) } else { String::new() };
    let begins = usize::try_from(page).unwrap_or(1).saturating_sub(1).saturating_mul(PAGE_ROWS);
    (Pager { page, pages, previous, next }, begins)
}

/// The address of the list at `base`, narrowed to what was `asked` for.
pub fn narrowed(base: &str, asked: &str) -> String {
    if asked.is_empty() { base.to_owned() } else { format!("{base}?q={}", escaped(asked)) }
}

/// A number of rows as pages tell it.
pub fn number(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// A value in the query of an address.
pub fn escaped(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text.extend(format!("%{byte:02X}").chars());
        }
        text
    })
}

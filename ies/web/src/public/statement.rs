//! What the privacy statement of this system says, from the register of processing and from what
//! the operator set.

use fnd_web::words::Words;
use ies_domain::register::{RecordRow, record};
use ies_domain::retention::Span;
use ies_domain::rights::RECORD_REFERENCE;
use ies_pages::public::{Category, Kept, Party, Period, PrivacyStatement, Processing, hosting};

use crate::app::App;
use crate::config::Site;

/// The statement in the language of `words`.
pub fn statement(app: &App, words: &Words) -> PrivacyStatement {
    let site = &app.site;
    let controller = party(&site.controller, &site.controller_mail);
    PrivacyStatement {
        reference: RECORD_REFERENCE.to_owned(),
        hosting: hosting(words, &controller.name, site.is_official),
        controller,
        officer: party(&site.officer, &site.officer_mail),
        supervisor: supervisor(site),
        categories: record(&app.switches).iter().map(|row| category(words, row)).collect(),
    }
}

/// Somebody whose name and address the operator wrote as `lines`.
pub fn party(lines: &[String], email: &str) -> Party {
    let (name, lines) = lines
        .split_first()
        .map_or_else(Default::default, |(name, lines)| (name.clone(), lines.to_vec()));
    Party { name, lines, email: email.to_owned(), telephone: String::new() }
}

fn supervisor(site: &Site) -> Party {
    party(&[site.supervisor.clone(), site.supervisor_page.clone()], &site.supervisor_mail)
}

fn category(words: &Words, row: &RecordRow) -> Category {
    let processing = Processing {
        category: row.category,
        grounds: &grounds(row),
        purposes: &row.purposes,
        recipients: &row.recipients,
        kept: Kept { start: row.kept_from, end: row.counted_from, period: period(row.period) },
    };
    Category::of(words, &processing)
}

/// The grounds, and that of the transfer where there is one. Statement 7.
fn grounds(row: &RecordRow) -> Vec<&'static str> {
    let transfer = row.is_transferred.then_some(TRANSFER);
    row.grounds.iter().copied().chain(transfer).collect()
}

/// How pages call the ground of transfers.
const TRANSFER: &str = "transfer";

fn period(span: Span) -> Period {
    match span {
        Span::UntilThen => Period::Until,
        Span::Hours(hours) => Period::Hours(hours.into()),
        Span::Days(days) => Period::Days(days.into()),
        Span::Years(years) => Period::Years(years.into()),
    }
}

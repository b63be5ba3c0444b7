//! The privacy statement. Statement 1 to 10; R09, R38, R39.

use axum::extract::State;
use axum::response::Html;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use ies_domain::consent::StatementKind;
use ies_domain::rights::RECORD_REFERENCE;
use ies_pages::public::{PrivacyPage, record_label, register_label};

use super::statement::statement;
use super::{statements, text};
use crate::app::Shared;
use crate::call::Visit;
use crate::shell::{html, shell, words};

const KIND: StatementKind = StatementKind::Privacy;
/// The Commission's public register of processing operations.
const REGISTER: &str = "https://ec.europa.eu/dpo-register/detail/";

/// The version in force.
///
/// Its page is made from the register of processing as long as that says what was published.
/// When it does not, as after a change of the operator's address that nobody published yet, what
/// was published is shown word by word: that is what people agreed to.
pub async fn handler(State(app): State<Shared>, visit: Visit) -> Result<Html<String>, Problem> {
    let words = words(&app, &visit);
    let published = text::current(&app, KIND, &words).await?;
    let statement = statement(&app, &words);
    if published.text != statements::kept(&statement.sections(&words)) {
        return text::page(&app, &visit, (KIND, published, "/privacy"));
    }
    html(&PrivacyPage {
        shell: PrivacyPage::shell(shell(&app, &visit, "/privacy")),
        statement,
        version: published.version,
        versions: published.versions,
        rights: "/my/data".into(),
        register: Link {
            href: format!("{REGISTER}{RECORD_REFERENCE}"),
            label: register_label(&words),
        },
        record: Link { href: "/privacy.json".into(), label: record_label(&words) },
    })
}

/// One version.
pub async fn version(
    State(app): State<Shared>,
    visit: Visit,
    Segment(number): Segment<u32>,
) -> Result<Html<String>, Problem> {
    let published = text::numbered(&app, (KIND, number), &words(&app, &visit)).await?;
    text::page(&app, &visit, (KIND, published, &format!("/privacy/{number}")))
}

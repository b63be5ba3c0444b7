//! Who may have written a letter, to choose from. EUDPR Art. 14(6); R46.

use fnd_core::Id;
use fnd_web::problem::Problem;
use ies_domain::rights::About;
use ies_pages::declared::Explained;
use uuid::Uuid;

use super::case::Opened;
use crate::app::App;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::words;

/// Those who may have written, and nobody.
pub(super) async fn candidates(
    app: &App,
    call: &Call,
    opened: &Opened,
) -> Result<Vec<Explained>, Problem> {
    let content = &opened.case.content;
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for text in [&content.address, &content.who] {
        let users = opened.unit.users_like(text).await.map_err(of_store)?;
        for (head, card) in users.rows {
            let id = head.account.id.to_uuid();
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            found.push(Explained {
                value: format!("user-{id}"),
                label: card.full_name(),
                about: format!("{}, {}", card.email.as_str(), card.organisation.as_str()),
            });
        }
    }
    let asked = (content.who.as_str(), content.address.as_str());
    for (id, name, email) in opened.unit.applicants_like(asked).await.map_err(of_store)? {
        let value = format!("applicant-{}", id.to_uuid());
        found.push(Explained { value, label: name, about: email });
    }
    let words = words(app, &call.visit);
    found.push(Explained {
        value: "nobody".into(),
        label: words.text("identity-nobody"),
        about: words.text("identity-nobody-text"),
    });
    Ok(found)
}

/// About whom, as the form sends it.
pub(super) fn about(value: &str) -> Option<About> {
    let id = |text: &str| Uuid::try_parse(text).ok();
    if value == "nobody" {
        return Some(About::Nobody);
    }
    if let Some(user) = value.strip_prefix("user-") {
        return id(user).map(|id| About::Holder(Id::from_uuid(id)));
    }
    id(value.strip_prefix("applicant-")?).map(|id| About::Applicant(Id::from_uuid(id)))
}

//! Who can see what: drawn from the register and the access table, with how many hold each role
//! today. Statement 7; R28.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use fnd_register::Coded;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Party, Target, permitted};
use ies_domain::account::Account;
use ies_domain::register::{REGISTER, serves};
use ies_domain::role::{Role, RoleGrant, working};
use ies_pages::people::{SeesRow, WhoSeesPage};
use ies_store::Outcome;
use ies_store::purpose::roles::Held;
use jiff::Timestamp;

use super::shared::{role as role_of, shown};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{shell, words};

/// The page.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadRoles, &Target::nothing()).await?;
    let unit = app.store.roles(lawful.access()).await.map_err(of_store)?;
    let all = unit.all().await.map_err(of_store)?;
    unit.end(Outcome::default().hitting(all.len()).showing(lawful.sent()))
        .await
        .map_err(of_store)?;
    let counts = counts(&all, lawful.at);
    let words = words(&app, &call.visit);
    let categories = REGISTER.categories.iter();
    let page = WhoSeesPage {
        shell: WhoSeesPage::shell(shell(&app, &call.visit, "/roles/who-sees"), "/roles"),
        rows: categories.map(|one| row(one.code, one.retention.basis, &counts, &words)).collect(),
    };
    shown(&page)
}

/// How many people each role works for now.
fn counts(all: &[Held], now: Timestamp) -> BTreeMap<Role, u32> {
    let mut of_account: BTreeMap<fnd_core::Id<Account>, Vec<RoleGrant>> = BTreeMap::new();
    for held in all {
        of_account.entry(held.grant.account).or_default().push(held.grant.clone());
    }
    let mut counts = BTreeMap::new();
    for grants in of_account.values() {
        for role in working(grants, now) {
            let count: &mut u32 = counts.entry(role).or_default();
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// One category: which actions open it, and in which capacity they are permitted.
fn row(category: &'static str, law: &str, counts: &BTreeMap<Role, u32>, words: &Words) -> SeesRow {
    let opens = |action: &Action| serves(*action).contains(&category);
    let mut everybody: Vec<String> = Vec::new();
    let mut roles: Vec<Role> = Vec::new();
    let mut strongest = None;
    for (party, action, strength) in permitted().filter(|(_, action, _)| opens(action)) {
        strongest = strongest.max(Some((strength, action)));
        match party {
            Party::Role(role) => roles.push(role),
            Party::Member(level) => everybody.push(words.text(&format!("level-{}", level.code()))),
            Party::Anyone | Party::Applicant | Party::Holder | Party::User => {
                everybody.push(words.text("recipient-oneself"));
            }
        }
    }
    everybody.dedup();
    roles.sort();
    roles.dedup();
    let count = |role: Role| (role_of(role), counts.get(&role).copied().unwrap_or_default());
    SeesRow {
        what: words.text(&format!("category-{category}")),
        everybody: everybody.join(", "),
        roles: roles.into_iter().map(count).collect(),
        when: words.text(&format!("category-{category}-about")),
        law: law.to_owned(),
    }
}

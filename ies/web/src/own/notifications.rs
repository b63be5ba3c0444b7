//! What one is written about, and in which language. EUDPR Art. 27; R55.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_core::Language;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::{Choice, Field};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::mail::{Notice, Topic};
use ies_pages::errors::sentence;
use ies_pages::personal::{NotificationsForm, NotificationsPage, Tab};
use serde::Deserialize;

use super::{Told, again, end, on_to, open, tabs_for};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, shell, words};

const PATH: &str = "/my/notifications";
const AT_ONCE: &str = "at-once";
const NEVER: &str = "never";

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    communities: String,
    #[serde(default)]
    tasks: String,
    #[serde(default)]
    language: String,
}

/// The notices of a topic.
fn of(topic: Topic) -> impl Iterator<Item = Notice> {
    Notice::ALL.iter().copied().filter(move |notice| notice.topic() == Some(topic))
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::SetOwnNotices).await?;
    let chosen = unit.notices().await.map_err(of_store)?;
    let account = unit.account().await.map_err(of_store)?;
    let (card, _) = unit.card().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let is_wanted = |topic| of(topic).all(|one| chosen.get(&one).copied().unwrap_or(true));
    let often = |topic| if is_wanted(topic) { AT_ONCE } else { NEVER }.to_owned();
    let form = Form {
        communities: often(Topic::Communities),
        tasks: often(Topic::Tasks),
        language: account.language.code().to_owned(),
    };
    let mut page = page(&app, &call, (&form, card.email.as_str()));
    page.done = told.text(&words(&app, &call.visit));
    html(&page)
}

fn page(app: &App, call: &Call, (form, email): (&Form, &str)) -> NotificationsPage {
    let words = words(app, &call.visit);
    let languages = app.catalogue.languages().into_iter();
    let choice = |language: Language| Choice::new(language.code(), language.own_name());
    NotificationsPage {
        shell: NotificationsPage::shell(shell(app, &call.visit, PATH)),
        tabs: tabs_for(&call.who, &words, Tab::Notifications),
        done: String::new(),
        email: email.to_owned(),
        form: NotificationsForm {
            communities: Field::holding("communities", &form.communities),
            tasks: Field::holding("tasks", &form.tasks),
            language: Field::holding("language", &form.language),
            languages: languages.map(choice).collect(),
            ..NotificationsForm::empty(PATH)
        },
    }
}

/// Stores a choice.
pub(super) async fn save(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (lawful, unit) = open(&app, &call, Action::SetOwnNotices).await?;
    let (card, _) = unit.card().await.map_err(of_store)?;
    let mut page = page(&app, &call, (&form, card.email.as_str()));
    let words = words(&app, &call.visit);
    let wrong = |label| sentence(&words, label, "not-chosen", 0);
    let is_often = |code: &str| [AT_ONCE, NEVER].contains(&code);
    if !is_often(&form.communities) {
        page.form.communities = page.form.communities.wrong(wrong("notify-communities"));
    }
    if !is_often(&form.tasks) {
        page.form.tasks = page.form.tasks.wrong(wrong("notify-tasks"));
    }
    let languages = app.catalogue.languages();
    let language = languages.into_iter().find(|language| language.code() == form.language);
    let Some(language) = language.filter(|_| page.form.errors().is_empty()) else {
        if language.is_none() {
            page.form.language = page.form.language.wrong(wrong("notify-language"));
        }
        return Ok(again(html(&page)?));
    };
    let wanted = |topic, said: &str| {
        let is_wanted = said == AT_ONCE;
        of(topic).map(move |notice| (notice, is_wanted))
    };
    let choices: Vec<(Notice, bool)> = wanted(Topic::Communities, &form.communities)
        .chain(wanted(Topic::Tasks, &form.tasks))
        .collect();
    unit.set_notices(&choices, language).await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    Ok(on_to(PATH, "notices"))
}

//! Publishing a version of the privacy statement or of the terms. What was agreed to is never
//! changed; a material change asks everybody anew. R38, R39.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_core::Language;
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::consent::{Statement, StatementKind, Statements};
use ies_domain::log::Event;
use ies_domain::text::{NOTE, kept};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::oversight::{PublishForm, PublishPage, StatementText, Text};
use ies_pages::public::Version;
use ies_store::Outcome;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::admin::shared::{again, day, on_to, shown};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::own::hex;
use crate::problem::of_store;
use crate::public::statements::{digest, texts, wordings};
use crate::public::text;
use crate::said::{labels, said};
use crate::shell::{shell, words, zone};

/// What the form sends, and the page after it sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    since: String,
    material: String,
    changes_en: String,
    changes_fr: String,
    changes_de: String,
    version: u32,
    digest: String,
    confirmed: String,
}

impl Sent {
    /// What changes, in the language of this code.
    fn changes(&self, code: &str) -> String {
        kept(match code {
            "fr" => &self.changes_fr,
            "de" => &self.changes_de,
            _ => &self.changes_en,
        })
    }
}

fn kind_of(code: &str) -> Result<StatementKind, Problem> {
    StatementKind::find(code).ok_or_else(Problem::not_found)
}

async fn drawn(
    app: &App,
    call: &Call,
    kind: StatementKind,
    users: u32,
) -> Result<PublishPage, Problem> {
    let all = app.store.statements().await.map_err(of_store)?;
    let path = format!("/statements/{}/new", kind.code());
    let text = |(code, text): (&'static str, String)| StatementText {
        language: (name(code), code),
        digest: hex(&digest(&[(code, text)])),
        href: format!("/statements/{}/draft?lang={code}", kind.code()),
    };
    let visited = shell(app, &call.visit, &path);
    Ok(PublishPage {
        shell: PublishPage::shell(visited, "/statements", Text(kind.code())),
        version: Statements(&all).next(kind),
        texts: texts(app, kind).into_iter().map(text).collect(),
        form: PublishForm::empty(path),
        users,
    })
}

/// A language by its own name.
fn name(code: &str) -> String {
    Language::find(code).map_or_else(|| code.to_owned(), |language| language.own_name().to_owned())
}

async fn users(app: &App, lawful: &Lawful) -> Result<u32, Problem> {
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let users = unit.users().await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(users)
}

async fn lawful(app: &App, call: &Call) -> Result<Lawful, Problem> {
    call.lawful(app, Action::PublishStatement, &Target::nothing()).await
}

/// The form.
pub(super) async fn form(
    State(app): State<Shared>,
    call: Call,
    Segment(kind): Segment<String>,
) -> Result<Response, Problem> {
    let users = users(&app, &lawful(&app, &call).await?).await?;
    shown(&drawn(&app, &call, kind_of(&kind)?, users).await?)
}

/// The text as it would be published now, word by word.
pub(super) async fn draft(
    State(app): State<Shared>,
    call: Call,
    Segment(kind): Segment<String>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call).await?;
    let kind = kind_of(&kind)?;
    let words = words(&app, &call.visit);
    let mut published = text::current(&app, kind, &words).await?;
    let all = app.store.statements().await.map_err(of_store)?;
    let next = text::version(&all, (kind, Statements(&all).next(kind)), app.clock.now());
    let today = day(app.clock.now());
    published.version = Version { since: today, ..next };
    let written = texts(&app, kind).into_iter().find(|(code, _)| *code == words.code());
    published.text = written.map(|(_, text)| text).unwrap_or_default();
    text::page(&app, &call.visit, (kind, published, &format!("/statements/{}/draft", kind.code())))
}

/// The instant from which a version holds: midnight in Brussels, or now for today.
fn since(text: &str, now: Timestamp) -> Option<Timestamp> {
    let wanted: Date = text.trim().parse().ok()?;
    let midnight = wanted.to_zoned(zone()).ok()?.timestamp();
    (day(now) <= wanted).then(|| midnight.max(now))
}

/// The version that was typed, or the page with what is wrong.
fn read(
    (app, call): (&App, &Call),
    mut page: PublishPage,
    sent: &Sent,
    now: Timestamp,
) -> Result<(Timestamp, bool), Box<PublishPage>> {
    let words = words(app, &call.visit);
    page.form.since = Field::holding("since", sent.since.as_str());
    page.form.material = Field::holding("material", sent.material.as_str());
    page.form.changes_en = Field::holding("changes_en", sent.changes_en.as_str());
    page.form.changes_fr = Field::holding("changes_fr", sent.changes_fr.as_str());
    page.form.changes_de = Field::holding("changes_de", sent.changes_de.as_str());
    let is_material = match sent.material.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if is_material.is_none() {
        page.form.material.error = words.text("publish-kind-missing");
    }
    let since = since(&sent.since, now);
    if since.is_none() {
        page.form.since.error = words.text("publish-since-missing");
    }
    let changes = [&mut page.form.changes_en, &mut page.form.changes_fr, &mut page.form.changes_de];
    let labels = [
        labels("publish-changes-en", "publish-changes-missing"),
        labels("publish-changes-fr", "publish-changes-missing"),
        labels("publish-changes-de", "publish-changes-missing"),
    ];
    for (field, labels) in changes.into_iter().zip(labels) {
        field.error = said(&words, labels, (&field.value, NOTE)).err().unwrap_or_default();
    }
    match (since, is_material) {
        (Some(since), Some(is_material)) if page.form.errors().is_empty() => {
            Ok((since, is_material))
        }
        _ => Err(Box::new(page)),
    }
}

/// The question, on the version and the texts that are published if it is answered.
fn confirm(
    call_words: &fnd_web::words::Words,
    (page, digest): (&PublishPage, &str),
    sent: &Sent,
) -> ConfirmPage {
    let is_material = sent.material == "yes";
    let deed = if is_material { Deed::PublishMaterial } else { Deed::PublishMinor };
    let hidden = |name, value: &str| Hidden { name, value: value.to_owned() };
    let path = page.form.action.clone();
    ConfirmPage {
        shell: ConfirmPage::shell(page.shell.clone(), deed, &page.shell.title),
        deed,
        facts: vec![(call_words.text("publish-since"), sent.since.clone())],
        action: path.clone(),
        hidden: vec![
            hidden("since", &sent.since),
            hidden("material", &sent.material),
            hidden("changes_en", &sent.changes_en),
            hidden("changes_fr", &sent.changes_fr),
            hidden("changes_de", &sent.changes_de),
            hidden("version", &page.version.to_string()),
            hidden("digest", digest),
            hidden("confirmed", "yes"),
        ],
        back: path,
    }
}

/// Asks once more, and publishes.
pub(super) async fn publish(
    State(app): State<Shared>,
    call: Call,
    Segment(kind): Segment<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call).await?;
    let kind = kind_of(&kind)?;
    let users = users(&app, &lawful).await?;
    let page = drawn(&app, &call, kind, users).await?;
    let version = page.version;
    let again_with = page.clone();
    let (since, is_material) = match read((&app, &call), page, &sent, lawful.at) {
        Ok(read) => read,
        Err(page) => return again(&*page),
    };
    let texts = texts(&app, kind);
    let digest = digest(&texts);
    let told = hex(&digest);
    if sent.confirmed != "yes" {
        return shown(&confirm(&words(&app, &call.visit), (&again_with, &told), &sent));
    }
    // What was confirmed is published, or nothing: somebody else may have published meanwhile.
    if (sent.version, &sent.digest) != (version, &told) {
        return Err(of_store(ies_store::StoreError::Overtaken));
    }
    let next = Statement { kind, version, since, is_material, digest };
    let mut unit = app.store.publish(lawful.access()).await.map_err(of_store)?;
    let all = unit.all().await.map_err(of_store)?;
    if !Statements(&all).can_publish(&next, lawful.at) {
        return Err(of_store(ies_store::StoreError::Overtaken));
    }
    let wordings = wordings(texts, |code| sent.changes(code));
    unit.add(&next, &wordings).await.map_err(of_store)?;
    unit.happened(Event::StatementPublished);
    unit.end(Outcome::default()).await.map_err(of_store)?;
    Ok(on_to("/statements?done=published"))
}

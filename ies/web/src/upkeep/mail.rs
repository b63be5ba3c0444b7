//! Sending mails. R50, A18.

use std::sync::Arc;

use async_trait::async_trait;
use fnd_mail::{Letter, Mailer, Part};
use fnd_pg::jobs::{Failing, Job, Work};
use fnd_register::Coded;
use fnd_web::words::{Value, Words};
use ies_domain::log::Event;
use ies_domain::mail::Notice;
use ies_store::Store;
use ies_store::purpose::posting::{Outgoing, Posting};
use jiff::civil::Date;
use uuid::Uuid;

use crate::app::App;

/// Sends mails.
#[derive(Debug)]
pub(super) struct Send {
    app: Arc<App>,
    kept: Store,
    mailer: Option<Mailer>,
}

impl Send {
    /// Sends from the store `kept` through `mailer`; without one, mails wait.
    pub(super) fn new(app: &Arc<App>, kept: &Store, mailer: Option<Mailer>) -> Self {
        Self { app: Arc::clone(app), kept: kept.clone(), mailer }
    }

    async fn post(&self, mailer: &Mailer, mail: &Outgoing) -> Result<(), Failing> {
        let letter = letter(&self.app, mail);
        let to = fnd_mail::Recipient { name: mail.name.clone(), address: mail.address.clone() };
        match mailer.send(&to, &letter, mail.id).await {
            Ok(()) => self.ended(mail.id, Event::MailSent).await,
            Err(error) if error.is_temporary() => Err(Failing::Again(error.code())),
            Err(error) => {
                tracing::warn!(code = error.code(), "a mail was given up");
                self.ended(mail.id, Event::MailGivenUp).await
            }
        }
    }

    async fn ended(&self, id: Uuid, event: Event) -> Result<(), Failing> {
        self.kept.mail_ended(id, event, self.app.clock.now()).await.map_err(|error| {
            tracing::warn!(%error, "the end of a mail could not be noted");
            Failing::Again("store")
        })
    }
}

#[async_trait]
impl Work for Send {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        let id = job.about.get("mail").and_then(|value| value.as_str());
        let Some(id) = id.and_then(|id| Uuid::parse_str(id).ok()) else {
            return Err(Failing::Never("unreadable"));
        };
        let Some(mailer) = &self.mailer else { return Err(Failing::Again("no-mail-server")) };
        let found = self.kept.mail(id, self.app.clock.now()).await.map_err(|error| {
            tracing::warn!(%error, "a mail could not be read");
            Failing::Again("store")
        })?;
        match found {
            Posting::Ready(mail) => self.post(mailer, &mail).await,
            Posting::Dropped | Posting::Gone => Ok(()),
        }
    }
}

/// The letter: a sentence that says what happened, and where to look. It holds no contact detail
/// of anybody but its reader.
fn letter(app: &App, mail: &Outgoing) -> Letter {
    let words = app.catalogue.words(mail.language);
    let code = mail.notice.code();
    let values: Vec<(&str, Value<'_>)> = mail
        .values
        .iter()
        .map(|(name, value)| (name.as_str(), Value::from(readable(&words, name, value))))
        .collect();
    let said = |part: &str| words.with(&format!("mail-{code}-{part}"), &values);
    let mut parts = vec![Part::Paragraph(greeting(&words, mail)), Part::Paragraph(said("text"))];
    if let (Notice::RequestRefused, Some(reason)) = (mail.notice, mail.values.get("reason")) {
        parts.push(Part::Paragraph(words.text(&format!("reason-told-{reason}"))));
    }
    if let Some(message) = mail.values.get("message").filter(|message| !message.is_empty()) {
        parts.push(Part::Quote(message.clone()));
    }
    if let Some(path) = &mail.path {
        let href = format!("{}{path}", app.site.address.trim_end_matches('/'));
        parts.push(Part::Link { label: words.text("mail-open"), href });
    }
    if mail.notice.names_contacts() {
        parts.push(Part::Facts(contacts(app, &words)));
    }
    Letter {
        language: mail.language,
        subject: said("subject"),
        parts,
        footer: vec![words.text("mail-footer"), app.site.address.clone()],
    }
}

/// A value as people read it: days are kept as machines write them.
fn readable(words: &Words, name: &str, value: &str) -> String {
    match (name, value.parse::<Date>()) {
        ("due", Ok(day)) => words.date(&day),
        _ => value.to_owned(),
    }
}

fn greeting(words: &Words, mail: &Outgoing) -> String {
    if mail.name.is_empty() {
        words.text("mail-greeting")
    } else {
        words.one("mail-greeting-named", "name", mail.name.clone())
    }
}

/// Controller, data protection officer and supervisor. Statement 9; R50.
fn contacts(app: &App, words: &Words) -> Vec<(String, String)> {
    let site = &app.site;
    vec![
        (words.text("mail-controller"), site.controller_mail.clone()),
        (words.text("mail-officer"), site.officer_mail.clone()),
        (words.text("mail-supervisor"), site.supervisor_mail.clone()),
    ]
}

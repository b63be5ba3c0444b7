//! Exceptional edits: the form, before and after side by side, and how many there were. One
//! person at a time; there is no way to change several. Statement 7; R33; A10.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::account::{
    self, AccountError, ExceptionalEdit, edit_exceptionally, monthly_report,
};
use ies_domain::person::{ContactCard, ContactField, ContactInput, FieldError};
use ies_pages::errors::sentence;
use ies_pages::people::{
    Change, EditForm, EditPage, EditPreviewPage, EditReason, EditRow, EditsPage, MonthRow, UserPage,
};
use ies_store::AccountRow;
use ies_store::purpose::administering::Administering;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::shared::{again_after, day, name, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::said::of_field;
use crate::shell::{local, shell, words, zone};

/// What the form sends, and the page after it sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    reason: String,
    text: String,
    ticket: String,
    first_name: String,
    last_name: String,
    email: String,
    telephone: String,
    work_address: String,
    organisation: String,
    job_title: String,
    version: i64,
}

impl Sent {
    fn of(card: &ContactCard, version: i64) -> Self {
        Self {
            first_name: card.first_name.as_str().to_owned(),
            last_name: card.last_name.as_str().to_owned(),
            email: card.email.as_str().to_owned(),
            telephone: card.telephone.as_str().to_owned(),
            work_address: card.work_address.as_str().to_owned(),
            organisation: card.organisation.as_str().to_owned(),
            job_title: card.job_title.as_str().to_owned(),
            version,
            ..Self::default()
        }
    }

    fn card(&self) -> Result<ContactCard, Vec<FieldError>> {
        ContactCard::read(&ContactInput {
            first_name: &self.first_name,
            last_name: &self.last_name,
            email: &self.email,
            telephone: &self.telephone,
            work_address: &self.work_address,
            organisation: &self.organisation,
            job_title: &self.job_title,
        })
    }

    /// Everything that is sent, under its name.
    fn pairs(&self) -> [(&'static str, String); 11] {
        [
            ("reason", self.reason.clone()),
            ("text", self.text.clone()),
            ("ticket", self.ticket.clone()),
            ("first_name", self.first_name.clone()),
            ("last_name", self.last_name.clone()),
            ("email", self.email.clone()),
            ("telephone", self.telephone.clone()),
            ("work_address", self.work_address.clone()),
            ("organisation", self.organisation.clone()),
            ("job_title", self.job_title.clone()),
            ("version", self.version.to_string()),
        ]
    }

    fn ticket(&self) -> Option<&str> {
        Some(self.ticket.trim()).filter(|ticket| !ticket.is_empty())
    }
}

/// The key of a field's word.
pub(super) fn label(field: ContactField) -> &'static str {
    match field {
        ContactField::FirstName => "field-first-name",
        ContactField::LastName => "field-last-name",
        ContactField::Email => "field-email",
        ContactField::Telephone => "field-telephone",
        ContactField::WorkAddress => "field-work-address",
        ContactField::Organisation => "field-organisation",
        ContactField::JobTitle => "field-job-title",
    }
}

/// Somebody's details, opened to be changed.
struct Opened {
    lawful: Lawful,
    unit: Administering,
    row: AccountRow,
    before: ContactCard,
    version: i64,
}

async fn open(app: &App, call: &Call, id: Uuid) -> Result<Opened, Problem> {
    let target = Target::of_account(Id::from_uuid(id), call.who.account());
    let lawful = call.lawful(app, Action::EditExceptionally, &target).await?;
    let unit = app.store.administer(lawful.access()).await.map_err(of_store)?;
    let row = unit.user(Id::from_uuid(id)).await.map_err(of_store)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let found = unit.card(row.account.id).await.map_err(of_store)?;
    let (before, version) = found.ok_or_else(Problem::not_found)?;
    Ok(Opened { lawful, unit, row, before, version })
}

fn page(app: &App, call: &Call, opened: &Opened, sent: &Sent) -> EditPage {
    let path = format!("/users/{}", opened.row.account.id.to_uuid());
    let user =
        UserPage::shell(shell(app, &call.visit, &path), "/users", &opened.before.full_name());
    let mut form = EditForm::empty(format!("{path}/edit"));
    let codes: Vec<_> = account::EditReason::ALL.iter().map(Coded::code).collect();
    form.reasons = EditReason::choices(&words(app, &call.visit), &codes);
    form.hidden = vec![Hidden { name: "version", value: sent.version.to_string() }];
    form.reason.value.clone_from(&sent.reason);
    form.text.value.clone_from(&sent.text);
    form.ticket.value.clone_from(&sent.ticket);
    for field in ContactField::ALL {
        let (place, value) = place(&mut form, sent, *field);
        value.clone_into(&mut place.value);
    }
    EditPage { shell: EditPage::shell(user, &path), form, back: path }
}

/// The field of the form for a contact detail, and what was typed there.
fn place<'a>(
    form: &'a mut EditForm,
    sent: &'a Sent,
    field: ContactField,
) -> (&'a mut Field, &'a str) {
    match field {
        ContactField::FirstName => (&mut form.first_name, &sent.first_name),
        ContactField::LastName => (&mut form.last_name, &sent.last_name),
        ContactField::Email => (&mut form.email, &sent.email),
        ContactField::Telephone => (&mut form.telephone, &sent.telephone),
        ContactField::WorkAddress => (&mut form.work_address, &sent.work_address),
        ContactField::Organisation => (&mut form.organisation, &sent.organisation),
        ContactField::JobTitle => (&mut form.job_title, &sent.job_title),
    }
}

/// The form, with what stands there now.
pub(super) async fn form(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let sent = Sent::of(&opened.before, opened.version);
    let page = page(&app, &call, &opened, &sent);
    opened.unit.end(opened.lawful.showing(id)).await.map_err(of_store)?;
    shown(&page)
}

/// What the edit would be, or the form with what is wrong.
enum Weighed {
    Fits(Box<(ExceptionalEdit, ContactCard)>),
    Wrong(Box<EditPage>),
}

async fn weigh(app: &App, call: &Call, opened: &Opened, sent: &Sent) -> Result<Weighed, Problem> {
    let words = words(app, &call.visit);
    let mut page = page(app, call, opened, sent);
    let reason = account::EditReason::find(&sent.reason);
    if reason.is_none() {
        page.form.reason.error = words.text("edit-reason-missing");
    }
    let after = match sent.card() {
        Ok(card) => Some(card),
        Err(errors) => {
            wrong(&mut page.form, &words, sent, &errors);
            None
        }
    };
    if let Some(card) = &after
        && opened.unit.is_taken(&card.email, opened.row.account.id).await.map_err(of_store)?
    {
        page.form.email.error = sentence(&words, "field-email", "email-not-usable", 0);
        return Ok(Weighed::Wrong(Box::new(page)));
    }
    let Some((reason, after)) = reason.zip(after) else {
        if sent.text.trim().is_empty() {
            page.form.text.error = words.text("edit-text-missing");
        }
        return Ok(Weighed::Wrong(Box::new(page)));
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let why = (reason, sent.text.as_str(), sent.ticket());
    let account = &opened.row.account;
    let moment = moment(app, opened.lawful.at);
    match edit_exceptionally(account, &actor, (&opened.before, &after), why, moment) {
        Ok(edit) => Ok(Weighed::Fits(Box::new((edit, after)))),
        Err(AccountError::Explanation(_)) => {
            page.form.text.error = words.text("edit-text-missing");
            Ok(Weighed::Wrong(Box::new(page)))
        }
        Err(AccountError::NothingChanged) => {
            page.form.first_name.error = words.text("edit-nothing");
            Ok(Weighed::Wrong(Box::new(page)))
        }
        Err(error) => Err(by_rule(&error)),
    }
}

fn wrong(form: &mut EditForm, words: &Words, sent: &Sent, errors: &[FieldError]) {
    for error in errors {
        let said = of_field(words, label(error.field), error);
        place(form, sent, error.field).0.error = said;
    }
}

/// Before and after, side by side.
pub(super) async fn preview(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, id).await?;
    let form = page(&app, &call, &opened, &sent);
    match weigh(&app, &call, &opened, &sent).await? {
        Weighed::Wrong(page) => {
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &*page).await
        }
        Weighed::Fits(fits) => {
            let (edit, after) = *fits;
            let path = format!("/users/{id}/edit");
            let changes = opened.before.fields().into_iter().zip(after.fields());
            let differs = |((field, before), (_, after)): ((ContactField, &str), (_, &str))| {
                (before != after).then(|| Change {
                    field: label(field),
                    before: before.to_owned(),
                    after: after.to_owned(),
                })
            };
            let hidden = |(name, value)| Hidden { name, value };
            let page = EditPreviewPage {
                shell: EditPreviewPage::shell(form.shell, &path),
                changes: changes.filter_map(differs).collect(),
                reason: EditReason(edit.reason.code()),
                text: edit.explanation,
                ticket: edit.ticket.unwrap_or_default(),
                action: format!("{path}/save"),
                hidden: sent.pairs().into_iter().map(hidden).collect(),
                back: path,
            };
            opened.unit.end(opened.lawful.showing(id)).await.map_err(of_store)?;
            shown(&page)
        }
    }
}

/// Saves the edit; both addresses are told.
pub(super) async fn save(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, id).await?;
    if sent.version != opened.version {
        return Err(of_store(ies_store::StoreError::Overtaken));
    }
    match weigh(&app, &call, &opened, &sent).await? {
        Weighed::Wrong(page) => {
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &*page).await
        }
        Weighed::Fits(fits) => {
            let (edit, after) = *fits;
            let by = own(&call)?;
            let cards = (&opened.before, &after);
            let row = (&opened.row, opened.version);
            opened.unit.save_edit(row, by, &edit, cards).await.map_err(of_store)?;
            opened.unit.end(opened.lawful.showing(id)).await.map_err(of_store)?;
            app.jobs.wake();
            Ok(on_to(&format!("/users/{id}?done=edited")))
        }
    }
}

/// Which month is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    month: String,
}

/// Months that are counted.
const MONTHS: i32 = 12;

/// How many edits there were, month by month. R33.
pub(super) async fn counted(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ListUsers, &Target::nothing()).await?;
    let first = day(lawful.at).first_of_month();
    let from = first.checked_sub((MONTHS.saturating_sub(1)).months()).unwrap_or(first);
    let instant = from.to_zoned(zone()).map_or(lawful.at, |zoned| zoned.timestamp());
    let unit = app.store.administer(lawful.access()).await.map_err(of_store)?;
    let edits = unit.edits_since(instant).await.map_err(of_store)?;
    let people = edits.iter().flat_map(|edit| [edit.by.to_uuid(), edit.account.to_uuid()]);
    let people: Vec<Uuid> = people.collect();
    let names = unit.names(&people).await.map_err(of_store)?;
    let outcome = ies_store::Outcome::default().hitting(edits.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let mut months: BTreeMap<Date, Vec<account::EditReason>> = BTreeMap::new();
    for back in 0..MONTHS {
        let month = first.checked_sub(back.months()).unwrap_or(first);
        months.insert(month, Vec::new());
    }
    for edit in &edits {
        months.entry(day(edit.at).first_of_month()).or_default().push(edit.reason);
    }
    let asked: Option<Date> = format!("{}-01", query.month).parse().ok();
    let listed = edits.iter().filter(|edit| Some(day(edit.at).first_of_month()) == asked);
    let row = |edit: &ies_store::purpose::administering::EditRow| EditRow {
        at: local(edit.at),
        by: name(&names, edit.by),
        user: Link {
            href: format!("/users/{}", edit.account.to_uuid()),
            label: name(&names, edit.account),
        },
        reason: EditReason(edit.reason.code()),
        ticket: edit.ticket.clone(),
        fields: edit.fields.iter().copied().map(label).collect(),
    };
    let page = EditsPage {
        shell: EditsPage::shell(shell(&app, &call.visit, "/users/edits")),
        months: months.iter().rev().map(|(month, edits)| month_row(*month, edits)).collect(),
        month: asked,
        rows: listed.map(row).collect(),
    };
    shown(&page)
}

fn month_row(month: Date, edits: &[account::EditReason]) -> MonthRow {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let counted = monthly_report(edits).into_iter().filter(|(_, count)| 0 < *count);
    MonthRow {
        month,
        count: number(edits.len()),
        reasons: counted
            .map(|(reason, count)| (EditReason(reason.code()), number(count)))
            .collect(),
        href: format!("/users/edits?month={}", month.strftime("%Y-%m")),
    }
}

//! The archive of one's own data: every category that the register opens to the person, as
//! values for machines. EUDPR Art. 17 and 22; R40, R44.
//!
//! INVARIANT: nobody else stands in it. What others did is told by their capacity, never by an
//! identifier; Communities are named, their members are not.

mod tables;

use fnd_core::Id;
use ies_domain::person::ContactCard;
use ies_domain::rights::{ArchivePart, Right};
use ies_domain::unshown;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use self::tables::PLAIN;
use super::{Own, Wanted};
use crate::purpose::administering::note;
use crate::record::account::Hold;
use crate::record::card::WrittenCard;
use crate::record::export::{self, Progress};
use crate::record::mail::Written;
use crate::record::{membership, registration, role};
use crate::seal::{Keeper, ObjectKey};
use crate::{Store, StoreError};

/// A part of the archive: what it is, why it is kept and how long, and the data.
#[derive(Clone)]
pub struct Part {
    /// The category, its ground and its retention.
    pub category: ArchivePart,
    /// The data; a list, or one object.
    pub data: Value,
}

unshown!(Part { category });

/// Rows of the log that go into an archive at most; a person makes some hundred in a year.
const LINES_MAX: i64 = 20_000;

impl Store {
    /// Notes that an archive could not be made, so that its owner sees it.
    #[tracing::instrument(name = "db.export_failed", skip_all)]
    pub async fn export_failed(&self, access: crate::Access, id: Uuid) -> Result<(), StoreError> {
        let unit = self.begin(access).await?;
        export::fail(&unit, id).await?;
        unit.end(crate::Outcome { refused: Some("failed"), ..crate::Outcome::on(id) }).await
    }
}

impl Own {
    /// Whether one's archive `id` waits to be made.
    pub async fn is_archive_asked(&self, id: Uuid) -> Result<bool, StoreError> {
        let found = export::find(&self.unit, id).await?;
        let own = found.filter(|row| row.account == self.account);
        Ok(own.is_some_and(|row| row.progress == Progress::Asked))
    }

    /// The parts of the archive for `right`.
    pub async fn archive(&self, right: Right) -> Result<Vec<Part>, StoreError> {
        let mut parts = Vec::new();
        for category in ies_domain::rights::archive(right) {
            let data = self.category(category.category).await?;
            parts.push(Part { category, data });
        }
        Ok(parts)
    }

    /// Stores the finished archive, and tells its owner; one that an officer sends tells itself.
    pub async fn finish_export(
        &mut self,
        id: Uuid,
        archive: (&[u8], jiff::Timestamp),
    ) -> Result<(), StoreError> {
        use crate::record::mail::{Named, to_account};
        use ies_domain::mail::Notice;
        let found = export::find(&self.unit, id).await?;
        export::finish(&self.unit, id, archive).await?;
        if found.is_some_and(|row| row.request.is_some()) {
            return Ok(());
        }
        let named = Named::leading("/my/data");
        to_account(&self.unit, Notice::ExportReady, self.account, &named).await
    }

    async fn category(&self, code: &str) -> Result<Value, StoreError> {
        match code {
            "contact-details" => self.contact_details().await,
            "account" => self.account_with_note().await,
            "role-grant" => self.roles_with_reasons().await,
            "email-change" => self.new_address().await,
            "registration" => self.registrations().await,
            "membership-message" => self.membership_messages().await,
            "rights-request-content" => self.letters().await,
            "exceptional-edit" => self.edits().await,
            "mail" => self.mails().await,
            "log-action" => self.lines(false).await,
            "log-technical" => self.lines(true).await,
            // What is sealed of an archive is the archive.
            "export" => Ok(json!([])),
            plain => self.plain(plain).await,
        }
    }

    /// Rows of a table without what is sealed of them.
    async fn plain(&self, category: &str) -> Result<Value, StoreError> {
        let found = PLAIN.iter().find(|(code, _)| *code == category);
        let (_, (columns, from)) = found.ok_or(StoreError::odd("category of the archive"))?;
        let client = self.unit.client()?;
        let sql = format!(
            "SELECT coalesce(jsonb_agg(to_jsonb(own)), '[]')
               FROM (SELECT {columns} FROM {from}) AS own"
        );
        Ok(client.query_one(&sql, &[&self.account.to_uuid()]).await?.get(0))
    }

    /// The account, with what one administrator wrote for the next about its suspension.
    async fn account_with_note(&self) -> Result<Value, StoreError> {
        let mut rows = self.plain("account").await?;
        if let Some(written) = note(&self.unit, self.account).await? {
            let told = json!({ "text": written.text, "at": written.at.to_string() });
            for row in objects(&mut rows) {
                row.insert("suspension".into(), told.clone());
            }
        }
        Ok(rows)
    }

    /// The roles, with why each was proposed.
    async fn roles_with_reasons(&self) -> Result<Value, StoreError> {
        let mut rows = self.plain("role-grant").await?;
        for row in objects(&mut rows) {
            let id = row.get("grant_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
            let id: Uuid = id.ok_or(StoreError::odd("identifier of a role"))?;
            let reason = role::reason(&self.unit, (Id::from_uuid(id), self.account)).await?;
            row.insert("reason".into(), reason.into());
        }
        Ok(rows)
    }

    async fn contact_details(&self) -> Result<Value, StoreError> {
        let (card, _) = self.card().await?;
        Ok(details(&card))
    }

    async fn new_address(&self) -> Result<Value, StoreError> {
        let found = self.email_change().await?;
        let told = found.map(|(change, _)| {
            json!({ "e-mail": change.address.as_str(), "asked-at": change.asked_at.to_string(),
                    "expires-at": change.expires_at.to_string() })
        });
        Ok(Value::Array(told.into_iter().collect()))
    }

    async fn registrations(&self) -> Result<Value, StoreError> {
        let client = self.unit.client()?;
        let sql = "SELECT registration_id FROM registration WHERE account_id = $1";
        let rows = client.query(sql, &[&self.account.to_uuid()]).await?;
        let mut told = Vec::new();
        for row in &rows {
            let id = Id::from_uuid(row.get(0));
            let found = registration::find(&self.unit, id, Hold::Free).await?;
            let Some(request) = found else { continue };
            let messages = registration::said::messages(&self.unit, id).await?;
            let messages: Vec<Value> = messages
                .iter()
                .map(|one| {
                    json!({ "from": if one.by.is_some() { "validator" } else { "applicant" },
                            "text": one.text, "at": one.at.to_string() })
                })
                .collect();
            let written = serde_json::to_value(&request.draft);
            let written = written.map_err(|error| StoreError::Seal(error.into()))?;
            let decision = registration::said::note(&self.unit, id).await?;
            told.push(json!({ "written": written, "messages": messages, "decision": decision }));
        }
        Ok(Value::Array(told))
    }

    async fn membership_messages(&self) -> Result<Value, StoreError> {
        let mut told = Vec::new();
        for row in membership::of_account(&self.unit, self.account).await? {
            let message = membership::message(&self.unit, &row).await?;
            if !message.is_empty() {
                told.push(
                    json!({ "message": message, "sent-at": row.membership.since.to_string() }),
                );
            }
        }
        Ok(Value::Array(told))
    }

    async fn letters(&self) -> Result<Value, StoreError> {
        let cases = self.cases().await?;
        let told = cases.iter().map(|row| {
            json!({ "number": row.request.number(), "text": row.content.text,
                    "ground": row.content.ground, "extension": row.content.extension,
                    "reasons": row.content.reasons })
        });
        Ok(told.collect())
    }

    /// What an administrator changed: the words and the values, as they were sealed.
    async fn edits(&self) -> Result<Value, StoreError> {
        let client = self.unit.client()?;
        let sql = "SELECT edit_id, sealed FROM exceptional_edit WHERE account_id = $1";
        let rows = client.query(sql, &[&self.account.to_uuid()]).await?;
        let mut told = Vec::new();
        if !rows.is_empty() {
            let key = ObjectKey::of(&self.unit, Keeper::Account, self.account.to_uuid()).await?;
            for row in &rows {
                let what = format!("edit {}", row.get::<_, Uuid>(0));
                told.push(key.open::<Value>(&what, row.get(1))?);
            }
        }
        Ok(Value::Array(told))
    }

    async fn mails(&self) -> Result<Value, StoreError> {
        let client = self.unit.client()?;
        let sql = "SELECT mail_id, sealed FROM mail WHERE account_id = $1";
        let rows = client.query(sql, &[&self.account.to_uuid()]).await?;
        let mut told = Vec::new();
        for row in &rows {
            let key = ObjectKey::of(&self.unit, Keeper::Mail, row.get(0)).await?;
            let written: Written = key.open("mail", row.get(1))?;
            // The path may be a link that nobody but its reader is to hold.
            told.push(json!({ "to": written.address, "values": written.named.values }));
        }
        Ok(Value::Array(told))
    }

    async fn lines(&self, is_technical: bool) -> Result<Value, StoreError> {
        let wanted = Wanted { most: LINES_MAX, ..Wanted::default() };
        let lines = self.activity(&wanted).await?;
        let told = lines.iter().filter_map(|line| {
            let mut row = Map::new();
            row.insert("at".into(), line.at.to_string().into());
            row.insert("what".into(), line.deed.clone().into());
            if is_technical {
                let from = line.technical.as_ref()?;
                row.insert("ip".into(), from.ip.to_string().into());
                row.insert("country".into(), from.country.clone().into());
                row.insert("browser".into(), from.browser.clone().into());
                row.insert("browser-version".into(), from.version.into());
                row.insert("system".into(), from.system.clone().into());
                return Some(Value::Object(row));
            }
            let who = if line.is_own { "yourself" } else { line.party.as_str() };
            row.insert("who".into(), who.into());
            row.insert("purpose".into(), line.purpose.clone().into());
            row.insert("basis".into(), line.basis.clone().into());
            row.insert("outcome".into(), line.outcome.clone().into());
            row.insert("shown".into(), line.sent.clone().into());
            Some(Value::Object(row))
        });
        Ok(told.collect())
    }
}

/// The objects of a list.
fn objects(rows: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    rows.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut)
}

fn details(card: &ContactCard) -> Value {
    serde_json::to_value(WrittenCard::of(card)).unwrap_or_default()
}

//! The archive of one's own data: every category that the register opens to the person, as
//! values for machines. EUDPR Art. 17 and 22; R40, R44.
//!
//! INVARIANT: nobody else stands in it. What others did is told by their capacity, never by an
//! identifier; Communities are named, their members are not.

use ies_domain::person::ContactCard;
use ies_domain::rights::{ArchivePart, Right};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Own, Wanted};
use crate::record::account::Hold;
use crate::record::card::WrittenCard;
use crate::record::export::{self, Progress};
use crate::record::mail::Written;
use crate::record::{membership, registration};
use crate::seal::{Keeper, ObjectKey};
use crate::{Store, StoreError};

/// A part of the archive: what it is, why it is kept and how long, and the data.
#[derive(Debug, Clone)]
pub struct Part {
    /// The category, its ground and its retention.
    pub category: ArchivePart,
    /// The data; a list, or one object.
    pub data: Value,
}

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
            plain => match PLAIN.iter().find(|(code, _)| *code == plain) {
                Some((_, columns)) => self.plain(columns).await,
                None => Err(StoreError::odd("category of the archive")),
            },
        }
    }

    /// Rows of a table without anything sealed.
    async fn plain(&self, (columns, from): &(&str, &str)) -> Result<Value, StoreError> {
        let client = self.unit.client()?;
        let sql = format!(
            "SELECT coalesce(jsonb_agg(to_jsonb(own)), '[]')
               FROM (SELECT {columns} FROM {from}) AS own"
        );
        Ok(client.query_one(&sql, &[&self.account.to_uuid()]).await?.get(0))
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
            let id = fnd_core::Id::from_uuid(row.get(0));
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
            told.push(json!({ "written": written, "messages": messages }));
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
            json!({ "number": row.request.id.to_uuid(), "text": row.content.text,
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

fn details(card: &ContactCard) -> Value {
    serde_json::to_value(WrittenCard::of(card)).unwrap_or_default()
}

/// Categories without anything sealed: their columns and where they are, `$1` being the account.
/// Columns that name somebody else are left out.
const PLAIN: &[(&str, (&str, &str))] = &[
    (
        "account",
        (
            "account_id, state, language, created_at, modified_at, used_at, warned_at, \
             suspended_reason, disabled_cause, disabled_at, erase_by, \
             (SELECT name FROM organisation o WHERE o.organisation_id = account.organisation_id) \
             AS organisation",
            "account WHERE account_id = $1",
        ),
    ),
    (
        "registration-state",
        (
            "registration_id, state, since, submitted_at, questions, organisation_kind, begun_at, \
             decided_at, refusal_reason, ended_at",
            "registration WHERE account_id = $1",
        ),
    ),
    (
        "scan-state",
        (
            "cause, scan_end.ended_at",
            "scan_end JOIN registration USING (registration_id) WHERE account_id = $1",
        ),
    ),
    (
        "consent",
        (
            "consent_id, is_last, is_transfer, privacy_version, terms_version, \
             encode(privacy_digest, 'hex') AS privacy_sha256, \
             encode(terms_digest, 'hex') AS terms_sha256, channel, given_at, \
             transfer_withdrawn_at, withdrawn_at",
            "consent WHERE account_id = $1 ORDER BY given_at",
        ),
    ),
    (
        "membership",
        (
            "membership_id, slug AS community, (SELECT jsonb_object_agg(language, name) \
               FROM community_name n WHERE n.community_id = membership.community_id) AS names, \
             level, state, since, begun_at, expires_at, notice_seen_at, end_cause",
            "membership JOIN community USING (community_id) WHERE account_id = $1 ORDER BY since",
        ),
    ),
    (
        "role-grant",
        (
            "grant_id, role, scope, country, proposed_at, approved_at, acknowledged_at, document, \
             certified_at, expires_at, ended_at, end_cause",
            "role_grant WHERE account_id = $1 ORDER BY proposed_at",
        ),
    ),
    (
        "rights-request",
        (
            "request_id, asked_right, channel, state, received_on, due_on, executed_at, answer, \
             refusal_ground, is_held, closed_at",
            "rights_request WHERE account_id = $1 ORDER BY received_on",
        ),
    ),
    (
        "exceptional-edit-state",
        (
            "edit_id, reason, fields, ticket, edited_at",
            "exceptional_edit WHERE account_id = $1 ORDER BY edited_at",
        ),
    ),
    (
        "mail-state",
        (
            "mail_id, notice, language, queued_at, attempts, sent_at",
            "mail WHERE account_id = $1 ORDER BY queued_at",
        ),
    ),
    (
        "export-state",
        (
            "export_id, kind, state, asked_at, ready_at, expires_at",
            "export WHERE account_id = $1 ORDER BY asked_at",
        ),
    ),
    (
        "notification-setting",
        ("notice, is_wanted", "notification_setting WHERE account_id = $1 ORDER BY notice"),
    ),
    (
        "api-token",
        ("scope, made_at, expires_at, used_at", "api_token WHERE account_id = $1 ORDER BY made_at"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Categories that are opened, each by a function of its own.
    const OPENED: &[&str] = &[
        "contact-details",
        "email-change",
        "registration",
        "membership-message",
        "rights-request-content",
        "exceptional-edit",
        "mail",
        "log-action",
        "log-technical",
        "export",
    ];

    #[test]
    fn every_category_that_is_open_to_the_person_is_in_the_archive() {
        for part in ies_domain::rights::archive(Right::Access) {
            let is_plain = PLAIN.iter().any(|(code, _)| *code == part.category);
            assert!(is_plain || OPENED.contains(&part.category), "{}", part.category);
        }
    }

    #[test]
    fn no_column_that_names_somebody_else_is_in_the_archive() {
        for (code, (columns, _)) in PLAIN {
            for other in ["_by", "duplicate_of", "link_digest", "token_digest"] {
                assert!(!columns.contains(other) || *code == "account", "{code}: {other}");
            }
        }
    }
}

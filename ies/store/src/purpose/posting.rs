//! Mails on their way out. R50; A18: whether a mail may still be sent is asked when it is sent.

use ies_domain::unshown;
use std::collections::BTreeMap;

use fnd_core::{Id, Language};
use fnd_register::Coded;
use fnd_vault::WrappedKey;
use ies_domain::account::State;
use ies_domain::community::{EndCause, Level, State as MembershipState};
use ies_domain::log::{Doer, Event};
use ies_domain::mail::{Notice, Standing};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::closing::erase_account;
use super::settle::LEADS;
use crate::record::account::Hold;
use crate::record::mail::Written;
use crate::record::{account, coded, community, notice as record_notice, registration};
use crate::seal::{Keeper, ObjectKey};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// A mail that can be sent.
#[derive(Clone)]
pub struct Outgoing {
    /// Its identifier, which the letter carries, so that one sent twice is known as one.
    pub id: Uuid,
    /// What it tells.
    pub notice: Notice,
    /// In which language.
    pub language: Language,
    /// The name of the reader.
    pub name: String,
    /// The address.
    pub address: String,
    /// Where the reader goes on, a path of this site.
    pub path: Option<String>,
    /// Values of the words.
    pub values: BTreeMap<String, String>,
}

unshown!(Outgoing { id, notice, language });

/// A mail that waits, or why it does not any more.
#[derive(Debug)]
pub enum Posting {
    /// It can be sent.
    Ready(Box<Outgoing>),
    /// Its reader may not know of it any more, or there is no reader; it was dropped.
    Dropped,
    /// It was sent before.
    Gone,
}

impl Store {
    /// The mail `id`, as it may be sent now.
    #[tracing::instrument(name = "db.mail", skip_all)]
    pub async fn mail(&self, id: Uuid, now: Timestamp) -> Result<Posting, StoreError> {
        let mut unit = self.look(now).await?;
        let Some(mut found) = found(&unit, id).await? else {
            unit.leave().await?;
            return Ok(Posting::Gone);
        };
        name_community(&unit, &mut found).await?;
        let Some((name, address)) = reader(&unit, &found).await? else {
            unit.becomes(Access::happened(now, Doer::System, Event::MailGivenUp, id));
            delete(&unit, id).await?;
            unit.end(Outcome::refused("reader-may-not-know", Some(id))).await?;
            return Ok(Posting::Dropped);
        };
        unit.leave().await?;
        Ok(Posting::Ready(Box::new(Outgoing {
            id,
            notice: found.notice,
            language: found.language,
            name,
            address,
            path: found.written.named.path,
            values: found.written.named.values,
        })))
    }

    /// Notes that the mail `id` was handed over, or given up, and forgets it.
    #[tracing::instrument(name = "db.mail_ended", skip_all)]
    pub async fn mail_ended(
        &self,
        id: Uuid,
        event: Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let unit = self.begin(Access::happened(now, Doer::System, event, id)).await?;
        if let Some(account) = delete(&unit, id).await? {
            // The last mail of an account: its erasure waited for that.
            erase_account(&unit, account, now).await?;
        }
        unit.end(Outcome::on(id)).await
    }
}

struct Found {
    notice: Notice,
    language: Language,
    account: Option<Uuid>,
    registration: Option<Uuid>,
    written: Written,
}

async fn found(unit: &Unit, id: Uuid) -> Result<Option<Found>, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_opt(
            "SELECT notice, language, account_id, registration_id, sealed, wrapped_by, wrapped
               FROM mail JOIN mail_key USING (mail_id) WHERE mail_id = $1 AND sent_at IS NULL",
            &[&id],
        )
        .await?;
    row.as_ref().map(|row| read(unit, id, row)).transpose()
}

fn read(unit: &Unit, id: Uuid, row: &Row) -> Result<Found, StoreError> {
    let wrapped = WrappedKey { by: row.get(5), bytes: row.get(6) };
    let key = ObjectKey::unwrap(unit, Keeper::Mail, id, &wrapped)?;
    Ok(Found {
        notice: coded(row.get(0))?,
        language: Language::find(row.get(1)).unwrap_or(Language::ENGLISH),
        account: row.get(2),
        registration: row.get(3),
        written: key.open("mail", row.get(4))?,
    })
}

/// Name and address of the reader, if they may know of it now.
async fn reader(unit: &Unit, mail: &Found) -> Result<Option<(String, String)>, StoreError> {
    if let Some(address) = &mail.written.address {
        return Ok(Some((String::new(), address.clone())));
    }
    if let Some(id) = mail.registration {
        let request = registration::find(unit, Id::from_uuid(id), Hold::Free).await?;
        return Ok(request.map(|request| {
            let name = format!("{} {}", request.draft.first_name, request.draft.last_name);
            (name.trim().to_owned(), request.draft.email)
        }));
    }
    let Some(id) = mail.account else { return Ok(None) };
    let Some(row) = account::find(unit, Id::from_uuid(id), Hold::Free).await? else {
        return Ok(None);
    };
    if !record_notice::is_wanted(unit, id, mail.notice).await? {
        return Ok(None);
    }
    let is_open = matches!(row.account.state, State::Active | State::Suspended | State::Dormant);
    if !is_open && !mail.notice.outlives_account() {
        return Ok(None);
    }
    if let Some(community) = mail.written.named.community
        && !may_know(unit, (community, id), mail.notice.standing()).await?
    {
        return Ok(None);
    }
    let card = account::card(unit, Id::from_uuid(id)).await?;
    Ok(card.map(|(card, _)| (card.full_name(), card.email.as_str().to_owned())))
}

/// Puts the name of the Community in, in the language of the reader. It is looked up now, because
/// whether the reader may know it is asked now, too.
async fn name_community(unit: &Unit, mail: &mut Found) -> Result<(), StoreError> {
    let Some(id) = mail.written.named.community else { return Ok(()) };
    let row = community::find(unit, Id::from_uuid(id), Hold::Free).await?;
    let Some(row) = row else { return Ok(()) };
    let name = row.name(mail.language.code()).to_owned();
    mail.written.named.values.insert("community".to_owned(), name);
    Ok(())
}

/// Whether the person is to the Community what the mail is for: who has left gets no mail about
/// it, not even one that was queued before. R30; A18.
async fn may_know(
    unit: &Unit,
    (community, account): (Uuid, Uuid),
    standing: Standing,
) -> Result<bool, StoreError> {
    let (state, levels) = match standing {
        Standing::Any => return Ok(true),
        Standing::Member => (MembershipState::Active, Level::ALL),
        Standing::Lead => (MembershipState::Active, LEADS),
        Standing::In(state) => (state, Level::ALL),
    };
    let client = unit.client()?;
    let levels: Vec<&str> = levels.iter().map(Coded::code).collect();
    let silent: Vec<&str> =
        EndCause::ALL.iter().filter(|cause| cause.silences()).map(Coded::code).collect();
    let row = client
        .query_one(
            "SELECT EXISTS (SELECT 1 FROM membership
                WHERE community_id = $1 AND account_id = $2 AND state = $3 AND level = ANY ($4)
                  AND (state <> 'active' OR expires_at IS NULL OR $5 < expires_at)
                  AND (end_cause IS NULL OR end_cause <> ALL ($6)))",
            &[&community, &account, &state.code(), &levels, &unit.at(), &silent],
        )
        .await?;
    Ok(row.get(0))
}

/// Forgets a mail; answers whose last one it was, if it was the last of an account.
async fn delete(unit: &Unit, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let client = unit.client()?;
    client.execute("DELETE FROM mail_key WHERE mail_id = $1", &[&id]).await?;
    let sql = "DELETE FROM mail WHERE mail_id = $1 RETURNING notice, account_id";
    let Some(row) = client.query_opt(sql, &[&id]).await? else { return Ok(None) };
    let is_last = coded::<Notice>(row.get(0))? == Notice::AccountErased;
    Ok(row.get::<_, Option<Uuid>>(1).filter(|_| is_last))
}

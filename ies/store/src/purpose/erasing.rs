//! The erasure of a closed account, step by step, in the role of upkeep. Statement 8; R42, R48,
//! R57; A23.
//!
//! Each step is a transaction that notes itself in `erasure`, and doing it again changes nothing:
//! what breaks off anywhere is finished by the next run. The same steps put a restored backup in
//! order, by the ledger of tombstones.

use std::collections::BTreeSet;

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::account::erasure::{Erasing, STEPS};
use ies_domain::account::{self as accounts, Account, DisableCause, Disabled, State, Tombstone};
use ies_domain::log::{Doer, Event};
use ies_domain::mail::Notice;
use ies_domain::switches::Switches;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::closing::{addresses, tell};
use crate::record::account::Hold;
use crate::record::consent::Whose;
use crate::record::mail::Named;
use crate::record::{account, coded, consent, export, lifecycle};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// What one call of [`Store::erase_next`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// This step was done.
    Did(Erasing),
    /// The last mail is on its way; everything else is done.
    Waits,
    /// The account still has time, or nobody asked for its erasure.
    NotDue,
    /// Everything was done before.
    Done,
}

/// Accounts that are looked at in one round.
const ROUND_MAX: i64 = 200;

impl Store {
    /// Accounts that are closed and to be erased, and those whose erasure has broken off.
    #[tracing::instrument(name = "db.erasures_due", skip_all)]
    pub async fn erasures_due(&self) -> Result<Vec<Id<Account>>, StoreError> {
        let client = self.0.database.connection().await?;
        let rows = client
            .query(
                // In no order, so that many that cannot be finished never hold up the others.
                "SELECT account_id FROM (
                 SELECT account_id FROM account
                  WHERE state = 'disabled-pending-erasure' AND erase_by IS NOT NULL
                 UNION SELECT account_id FROM tombstone
                  WHERE NOT EXISTS (SELECT FROM erasure
                         WHERE erasure.account_id = tombstone.account_id AND step = $1)) due
                 ORDER BY random() LIMIT $2",
                &[&Erasing::SendAndForget.code(), &ROUND_MAX],
            )
            .await?;
        Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
    }

    /// Erases the account as far as that can be done now.
    #[tracing::instrument(name = "db.erase", skip_all)]
    pub async fn erase(
        &self,
        id: Id<Account>,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<Progress, StoreError> {
        // One step more than there are, to be told that nothing is left.
        for _ in 0..=STEPS.len() {
            match self.erase_next(id, switches, now).await? {
                Progress::Did(_) => {}
                end @ (Progress::Waits | Progress::NotDue | Progress::Done) => return Ok(end),
            }
        }
        Ok(Progress::Done)
    }

    /// Does the next step of the erasure of the account.
    pub async fn erase_next(
        &self,
        id: Id<Account>,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<Progress, StoreError> {
        let request = self.0.ids.next(now);
        let access = Access::happened(now, Doer::System, Event::AccountErased, request);
        let mut unit = self.begin(access).await?;
        hold(&unit, id).await?;
        let done = done(&unit, id).await?;
        let Some(step) = STEPS.iter().copied().find(|step| !done.contains(step)) else {
            return Ok(Progress::Done);
        };
        if step == Erasing::WriteTombstone {
            if !begin(&mut unit, id, switches).await? {
                return Ok(Progress::NotDue);
            }
            note(&unit, id, step).await?;
            unit.end(Outcome::on(id.to_uuid())).await?;
            return Ok(Progress::Did(step));
        }
        if step == Erasing::SendAndForget && !is_sent(&unit, id, switches).await? {
            return Ok(Progress::Waits);
        }
        take(&mut unit, id, step).await?;
        note(&unit, id, step).await?;
        unit.end_step().await?;
        Ok(Progress::Did(step))
    }

    /// Erases again whoever stands in the ledger and is there all the same, because a backup was
    /// restored; answers how many. To be done before anybody can sign in. R57.
    #[tracing::instrument(name = "db.replay_erasures", skip_all)]
    pub async fn replay_erasures(&self, now: Timestamp) -> Result<usize, StoreError> {
        let client = self.0.database.connection().await?;
        let rows = client
            .query(
                "SELECT account_id, erased_at, cause FROM tombstone JOIN account USING (account_id)
                  WHERE account.state <> 'erased'",
                &[],
            )
            .await?;
        drop(client);
        for row in &rows {
            self.replay(&tombstone(row)?, now).await?;
        }
        Ok(rows.len())
    }

    /// Every tombstone, in the order of the accounts, for a file that is kept apart; its row in
    /// the log tells how many. R57.
    #[tracing::instrument(name = "db.export_ledger", skip_all)]
    pub async fn export_ledger(&self, now: Timestamp) -> Result<Vec<Tombstone>, StoreError> {
        let request = self.0.ids.next(now);
        let access = Access::happened(now, Doer::System, Event::LedgerExported, request);
        let unit = self.begin(access).await?;
        let sql = "SELECT account_id, erased_at, cause FROM tombstone ORDER BY account_id";
        let rows = unit.client()?.query(sql, &[]).await?;
        let ledger = rows.iter().map(tombstone).collect::<Result<Vec<_>, _>>()?;
        unit.end(Outcome::default().hitting(ledger.len())).await?;
        Ok(ledger)
    }

    /// Adds what of `ledger` is missing, in one transaction, and leaves what is there; answers how
    /// many were missing. Whoever of them is there is erased by [`Store::replay_erasures`]. R57.
    #[tracing::instrument(name = "db.import_ledger", skip_all)]
    pub async fn import_ledger(
        &self,
        ledger: &[Tombstone],
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let request = self.0.ids.next(now);
        let access = Access::happened(now, Doer::System, Event::LedgerImported, request);
        let unit = self.begin(access).await?;
        let mut added = 0_usize;
        for tombstone in ledger {
            if add(&unit, tombstone).await? {
                added = added.saturating_add(1);
                note_absent(&unit, tombstone.account).await?;
            }
        }
        unit.end(Outcome::default().hitting(added)).await?;
        Ok(added)
    }

    /// Every step in one transaction; the person was told when it was done for the first time.
    async fn replay(&self, tombstone: &Tombstone, now: Timestamp) -> Result<(), StoreError> {
        let request = self.0.ids.next(now);
        let access = Access::happened(now, Doer::System, Event::ErasureReplayed, request);
        let mut unit = self.begin(access).await?;
        let id = tombstone.account;
        let Some(before) = account::find(&unit, id, Hold::Held).await? else { return Ok(()) };
        let at = tombstone.erased_at;
        let erased = Account {
            state: State::Erased,
            epoch: before.account.epoch.next(),
            subject: None,
            disabled: Some(Disabled { cause: tombstone.cause, at, erase_by: Some(at) }),
            ..before.account.clone()
        };
        lifecycle::update_state(&unit, &before, &erased).await?;
        lifecycle::forget_subject(&unit, id).await?;
        for step in STEPS.iter().copied() {
            if !matches!(step, Erasing::WriteTombstone | Erasing::QueueConfirmation) {
                take(&mut unit, id, step).await?;
            }
            note(&unit, id, step).await?;
        }
        unit.end(Outcome::on(id.to_uuid())).await
    }
}

/// One run at a time for an account, also when its row is gone.
async fn hold(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    let sql = "SELECT pg_advisory_xact_lock(hashtextextended('erasure ' || $1::text, 0))";
    client.execute(sql, &[&id.to_uuid().to_string()]).await?;
    Ok(())
}

async fn done(unit: &Unit, id: Id<Account>) -> Result<BTreeSet<Erasing>, StoreError> {
    let client = unit.client()?;
    let sql = "SELECT step FROM erasure WHERE account_id = $1";
    let rows = client.query(sql, &[&id.to_uuid()]).await?;
    rows.iter().map(|row| coded(row.get(0))).collect()
}

async fn note(unit: &Unit, id: Id<Account>, step: Erasing) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO erasure (account_id, step, done_at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            &[&id.to_uuid(), &step.code(), &unit.at()],
        )
        .await?;
    Ok(())
}

/// A row with identifier, instant and cause.
fn tombstone(row: &Row) -> Result<Tombstone, StoreError> {
    let cause = coded::<DisableCause>(row.get(2))?;
    Ok(Tombstone { account: Id::from_uuid(row.get(0)), erased_at: row.get(1), cause })
}

/// Writes a tombstone; false when there is one already, which stays as it is.
async fn add(unit: &Unit, tombstone: &Tombstone) -> Result<bool, StoreError> {
    let count = unit
        .client()?
        .execute(
            "INSERT INTO tombstone (account_id, erased_at, cause) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            &[&tombstone.account.to_uuid(), &tombstone.erased_at, &tombstone.cause.code()],
        )
        .await?;
    Ok(0 < count)
}

/// Notes every step of an erasure of which nothing is here: there is nothing to go on with.
async fn note_absent(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let sql = "SELECT EXISTS (SELECT FROM account WHERE account_id = $1)";
    let is_here: bool = unit.client()?.query_one(sql, &[&id.to_uuid()]).await?.get(0);
    if is_here {
        return Ok(());
    }
    for step in STEPS {
        note(unit, id, *step).await?;
    }
    Ok(())
}

/// Writes the tombstone and makes the account one that nobody holds; false when it is not due.
async fn begin(unit: &mut Unit, id: Id<Account>, switches: &Switches) -> Result<bool, StoreError> {
    let Some(before) = account::find(unit, id, Hold::Held).await? else { return Ok(false) };
    let erased = accounts::erase(&before.account, unit.at(), &switches.account);
    let Ok((step, tombstone)) = erased else { return Ok(false) };
    add(unit, &tombstone).await?;
    lifecycle::update_state(unit, &before, &step.account).await?;
    lifecycle::forget_subject(unit, id).await?;
    Ok(true)
}

/// Does one step; nothing is missed when there is nothing to do.
async fn take(unit: &mut Unit, id: Id<Account>, step: Erasing) -> Result<(), StoreError> {
    match step {
        Erasing::QueueConfirmation => queue_confirmation(unit, id).await,
        // The tombstone is written before. Texts of Communities are not kept yet: nothing names
        // anybody.
        Erasing::WriteTombstone
        | Erasing::ListNamingDocuments
        | Erasing::ReplaceAuthorship
        | Erasing::EmptyMentions
        | Erasing::HandOverDrafts => Ok(()),
        Erasing::DeleteMemberships => delete(unit, id, &["membership"]).await,
        Erasing::DeleteRoles => delete(unit, id, &["role_grant"]).await,
        Erasing::DeleteSettings => delete(unit, id, &["notification_setting"]).await,
        // Sessions do not tell whose they are; they died with the epoch and go by their time.
        Erasing::DeleteSessions => delete(unit, id, &["api_token"]).await,
        Erasing::DeleteExports => {
            for export in export::erase_of(unit, id).await? {
                unit.happened(Event::ExportErased, export);
            }
            Ok(())
        }
        Erasing::DeleteMails => delete_mails(unit, id).await,
        Erasing::DeleteEdits => delete(unit, id, &["exceptional_edit"]).await,
        Erasing::DeleteRegistration => delete_registration(unit, id).await,
        Erasing::ReduceConsents => reduce_consents(unit, id).await,
        Erasing::DeleteSearchEntries => {
            delete(unit, id, &["contact_search_key", "account_search_key"]).await
        }
        Erasing::DestroyKey => delete(unit, id, &["account_key"]).await,
        Erasing::DeleteProfile => delete(unit, id, &["email_change", "profile", "account"]).await,
        Erasing::SendAndForget => delete(unit, id, &["mail"]).await,
    }
}

/// Deletes what belongs to the account from each of `tables`; the names are constants.
async fn delete(unit: &Unit, id: Id<Account>, tables: &[&str]) -> Result<(), StoreError> {
    let client = unit.client()?;
    for table in tables {
        let sql = format!("DELETE FROM {table} WHERE account_id = $1");
        client.execute(&sql, &[&id.to_uuid()]).await?;
    }
    Ok(())
}

/// Takes the last address down for the last mail, before the address goes.
async fn queue_confirmation(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let Some(before) = account::find(unit, id, Hold::Free).await? else { return Ok(()) };
    let mail = ies_domain::mail::Mail::of(
        Notice::AccountErased,
        ies_domain::mail::Addressee::HolderFormer,
    );
    let addresses = addresses(unit, id).await?;
    tell(unit, (id, before.language), &[mail], (&addresses, &Named::default())).await
}

async fn delete_mails(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "DELETE FROM mail WHERE account_id = $1 AND notice <> $2",
            &[&id.to_uuid(), &Notice::AccountErased.code()],
        )
        .await?;
    Ok(())
}

/// The request by which the account was opened, with what is left of its scan.
async fn delete_registration(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "DELETE FROM scan_end WHERE registration_id IN
                (SELECT registration_id FROM registration WHERE account_id = $1)",
            &[&id.to_uuid()],
        )
        .await?;
    delete(unit, id, &["registration"]).await
}

/// R47: that there were consents remains, and to which texts; of whom does not.
async fn reduce_consents(unit: &Unit, id: Id<Account>) -> Result<(), StoreError> {
    let client = unit.client()?;
    for given in consent::all(unit, Whose::Account(id)).await? {
        let evidence = given.evidence(id);
        let [privacy, terms] = evidence.digests.map(|digest| digest.to_vec());
        let number = |version: u32| i32::try_from(version).unwrap_or(i32::MAX);
        client
            .execute(
                "INSERT INTO consent_evidence (consent_id, account_id, privacy_version,
                     terms_version, privacy_digest, terms_digest, given_at, withdrawn_at, ended_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
                &[
                    &given.id.to_uuid(),
                    &evidence.account.to_uuid(),
                    &number(evidence.privacy_version),
                    &number(evidence.terms_version),
                    &privacy,
                    &terms,
                    &evidence.given_at,
                    &evidence.withdrawn_at,
                    &evidence.withdrawn_at.unwrap_or(unit.at()),
                ],
            )
            .await?;
    }
    delete(unit, id, &["consent"]).await
}

/// Whether the last mail is out, or has waited so long that it is given up.
async fn is_sent(unit: &Unit, id: Id<Account>, switches: &Switches) -> Result<bool, StoreError> {
    let client = unit.client()?;
    let row = client
        .query_one(
            "SELECT max(queued_at) FROM mail WHERE account_id = $1 AND sent_at IS NULL",
            &[&id.to_uuid()],
        )
        .await?;
    let queued: Option<Timestamp> = row.get(0);
    Ok(queued.is_none_or(|at| ies_domain::retention::erase_at("mail", at, switches) <= unit.at()))
}

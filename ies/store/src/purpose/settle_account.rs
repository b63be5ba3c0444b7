//! What goes with the suspension of an account and with its end, done in the transaction of the
//! step. R25, R48; A20.

use ies_domain::account::{Duty, Step};
use ies_domain::community::{EndCause, Leads, close};
use ies_domain::mail::Addressee;

use crate::record::account::{self, AccountRow};
use crate::record::mail::{Named, To, queue, to_account};
use crate::record::{membership, role};
use crate::{StoreError, Unit};

/// Stores an account that was closed for a while or opened again, with everything that goes with
/// it. Sessions end by the epoch that the row carries.
pub(crate) async fn lock_step(
    unit: &mut Unit,
    before: &AccountRow,
    step: &Step,
    named: &Named,
) -> Result<(), StoreError> {
    account::update(unit, before, &step.account).await?;
    for duty in &step.effects.duties {
        fulfil(unit, *duty, before).await?;
    }
    for mail in &step.effects.mails {
        if mail.to != Addressee::Holder {
            return Err(StoreError::odd("reader of a mail"));
        }
        to_account(unit, mail.notice, before.account.id, named).await?;
    }
    unit.all_happened(&step.effects.log, before.account.id.to_uuid());
    Ok(())
}

/// Does one duty of a step after which the account is still there.
pub(crate) async fn fulfil(unit: &Unit, duty: Duty, before: &AccountRow) -> Result<(), StoreError> {
    let sql = match duty {
        Duty::EndSessions => return Ok(()),
        Duty::RevokeTokens => "DELETE FROM api_token WHERE account_id = $1",
        Duty::DropEmailChange => "DELETE FROM email_change WHERE account_id = $1",
        Duty::EndMemberships | Duty::DropMails | Duty::HandOverDrafts | Duty::Erase => {
            return Err(StoreError::odd("duty"));
        }
    };
    unit.client()?.execute(sql, &[&before.account.id.to_uuid()]).await?;
    Ok(())
}

/// Stores an account that was closed for good because a person asked for it by letter: sessions,
/// memberships, roles and mails end with it, and the erasure finds it by its time. R42, R48.
pub(crate) async fn close_step(
    unit: &mut Unit,
    before: &AccountRow,
    step: &Step,
) -> Result<(), StoreError> {
    let id = before.account.id;
    account::update(unit, before, &step.account).await?;
    for duty in &step.effects.duties {
        match duty {
            Duty::EndSessions | Duty::RevokeTokens | Duty::DropEmailChange => {
                fulfil(unit, *duty, before).await?;
            }
            Duty::EndMemberships => end_memberships(unit, before).await?,
            Duty::DropMails => {
                let sql = "DELETE FROM mail WHERE account_id = $1 AND sent_at IS NULL";
                unit.client()?.execute(sql, &[&id.to_uuid()]).await?;
            }
            // Drafts lie with the contact point or Community for which they are written.
            Duty::HandOverDrafts => {}
            Duty::Erase => return Err(StoreError::odd("duty")),
        }
    }
    let Some((card, _)) = account::card(unit, id).await? else {
        return Err(StoreError::odd("profile"));
    };
    for mail in &step.effects.mails {
        let to = (&To::Address(card.email.clone(), Some(id)), before.language);
        queue(unit, mail.notice, to, &Named::default()).await?;
    }
    unit.all_happened(&step.effects.log, id.to_uuid());
    Ok(())
}

async fn end_memberships(unit: &mut Unit, before: &AccountRow) -> Result<(), StoreError> {
    let (id, now) = (before.account.id, unit.at());
    for row in membership::of_account(unit, id).await? {
        let sql = "SELECT count(*) FROM membership WHERE community_id = $1 AND state = 'active'
                      AND level = 'lead' AND account_id <> $2";
        let community = row.membership.community.to_uuid();
        let others: i64 = unit.client()?.query_one(sql, &[&community, &id.to_uuid()]).await?.get(0);
        let leads = Leads { others: usize::try_from(others).unwrap_or_default() };
        let closed = close(&row.membership, EndCause::AccountClosed, leads, now);
        let closed = closed.ok().ok_or(StoreError::odd("membership"))?;
        membership::update(unit, &row, &closed.membership).await?;
        unit.all_happened(&closed.log, row.id);
    }
    for grant in role::of_account(unit, id).await? {
        if let Some(closed) = grant.close(now) {
            role::save(unit, &closed).await?;
            unit.happened(ies_domain::log::Event::RoleEnded, closed.id.to_uuid());
        }
    }
    Ok(())
}

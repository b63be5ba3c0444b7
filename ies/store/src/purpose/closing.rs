//! What goes with a step of an account, done in the transaction of the step: who is shut out,
//! what they leave, who is told. Statement 8; R30, R36, R48; A20.

use fnd_core::{Id, Language};
use fnd_pg::jobs::Job;
use ies_domain::account::{Account, Duty, Step};
use ies_domain::community::{self as communities, Community, EndCause};
use ies_domain::log::Event;
use ies_domain::mail::{Addressee, Mail};
use ies_domain::person::Email;
use ies_domain::role::Role;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::communities::held;
use super::in_order;
use super::settle::membership::{Said, membership_step};
use crate::record::account::AccountRow;
use crate::record::mail::{Named, To, queue, to_account, to_role};
use crate::record::{account, email_change, lifecycle, membership, role};
use crate::{StoreError, Unit};

/// The job that erases a closed account.
pub const ERASE: &str = "erase-account";

/// The addresses to which mails of a step go; taken down before anything is forgotten.
#[derive(Debug, Clone, Default)]
pub(crate) struct Addresses {
    /// The address before the step.
    pub former: Option<Email>,
    /// The address after it, or the one that is to be confirmed.
    pub new: Option<Email>,
}

/// Stores an account as `step` left it, by the columns that a change of state touches, and does
/// everything that goes with it.
///
/// Law: statement 8; R30, R48. If anything fails, nothing was done. The unit's own log row tells
/// of `own`, which is not told twice.
pub(crate) async fn account_step(
    unit: &mut Unit,
    before: &AccountRow,
    step: &Step,
    (own, named): (Option<Event>, &Named),
) -> Result<(), StoreError> {
    let id = step.account.id;
    let addresses = addresses(unit, id).await?;
    lifecycle::update_state(unit, before, &step.account).await?;
    for duty in &step.effects.duties {
        do_duty(unit, id, *duty).await?;
    }
    tell(unit, (id, before.language), &step.effects.mails, (&addresses, named)).await?;
    let events = step.effects.log.iter().filter(|event| Some(**event) != own);
    let events: Vec<Event> = events.copied().collect();
    unit.all_happened(&events, id.to_uuid());
    let is_to_erase = step.account.disabled.is_some_and(|closed| closed.erase_by.is_some());
    if is_to_erase && step.account.state == ies_domain::account::State::DisabledPendingErasure {
        let due = unit.at().checked_add(HEAD_START).unwrap_or(unit.at());
        erase_account(unit, id.to_uuid(), due).await?;
    }
    Ok(())
}

/// The letters about the closing go out before what is queued is erased with the rest.
const HEAD_START: SignedDuration = SignedDuration::from_secs(10);

/// Has the account erased from `due` on.
pub(crate) async fn erase_account(unit: &Unit, id: Uuid, due: Timestamp) -> Result<(), StoreError> {
    let job = Job::new(unit.next_id(), ERASE, json!({ "account": id }), due);
    job.once(id.to_string()).add(&***unit.client()?).await?;
    Ok(())
}

/// The address of now, and the one that waits for its confirmation.
pub(crate) async fn addresses(unit: &Unit, id: Id<Account>) -> Result<Addresses, StoreError> {
    let card = account::card(unit, id).await?;
    Ok(Addresses { former: card.map(|(card, _)| card.email), new: None })
}

/// Does one duty of a step.
pub(crate) async fn do_duty(
    unit: &mut Unit,
    id: Id<Account>,
    duty: Duty,
) -> Result<(), StoreError> {
    match duty {
        Duty::RevokeTokens => lifecycle::revoke_tokens(unit, id).await,
        Duty::DropEmailChange => email_change::delete(unit, id).await,
        Duty::EndMemberships => {
            end_memberships(unit, id).await?;
            end_roles(unit, id).await
        }
        Duty::DropMails => lifecycle::drop_mails(unit, id).await,
        // The epoch stands in the account's row, and every session looks at it. There are no
        // drafts yet that belong to anybody but a Community. What is erased goes step by step,
        // in `erasing`.
        Duty::EndSessions | Duty::HandOverDrafts | Duty::Erase => Ok(()),
    }
}

async fn end_memberships(unit: &mut Unit, id: Id<Account>) -> Result<(), StoreError> {
    let rows = membership::of_account(unit, id).await?;
    let of = rows.iter().map(|row| row.membership.community);
    close_memberships(unit, (id, of), EndCause::AccountClosed).await
}

/// Ends what `account` is to each of these Communities; nothing can hold it up.
pub(crate) async fn close_memberships(
    unit: &mut Unit,
    (account, communities): (Id<Account>, impl IntoIterator<Item = Id<Community>>),
    cause: EndCause,
) -> Result<(), StoreError> {
    for id in in_order(communities) {
        let found = held(unit, id, account).await?.ok_or(StoreError::odd("community"))?;
        // It may have ended while the Community was waited for.
        let Some(row) = &found.standing else { continue };
        let leads = membership::other_leads(unit, (id, account)).await?;
        let step = communities::close(&row.membership, cause, leads, unit.at());
        let step = step.ok().ok_or(StoreError::odd("membership"))?;
        membership_step(unit, (&found.row, Some(row)), &step, Said::default()).await?;
    }
    Ok(())
}

async fn end_roles(unit: &mut Unit, id: Id<Account>) -> Result<(), StoreError> {
    for grant in role::of_account(unit, id).await? {
        if let Some(ended) = grant.close(unit.at()) {
            role::end(unit, &ended).await?;
            unit.happened(Event::RoleEnded, grant.id.to_uuid());
        }
    }
    Ok(())
}

/// Queues the mails of a step.
pub(crate) async fn tell(
    unit: &Unit,
    (id, language): (Id<Account>, Language),
    mails: &[Mail],
    (addresses, named): (&Addresses, &Named),
) -> Result<(), StoreError> {
    for mail in mails {
        match mail.to {
            Addressee::Holder => to_account(unit, mail.notice, id, named).await?,
            Addressee::HolderFormer => {
                to_address(unit, *mail, (id, language), (addresses.former.as_ref(), named)).await?;
            }
            Addressee::HolderNew => {
                to_address(unit, *mail, (id, language), (addresses.new.as_ref(), named)).await?;
            }
            Addressee::Validators => {
                to_role(unit, mail.notice, Role::Validator, &of_somebody(id)).await?;
            }
            Addressee::UserAdmins => {
                to_role(unit, mail.notice, Role::UserAdmin, &of_somebody(id)).await?;
            }
            Addressee::Applicant
            | Addressee::Members
            | Addressee::Leads
            | Addressee::Coordinators
            | Addressee::Officers
            | Addressee::Auditors
            | Addressee::Requester => return Err(StoreError::odd("addressee of a mail")),
        }
    }
    Ok(())
}

/// What those read who look after somebody: an identifier, and nothing that says who it is.
fn of_somebody(id: Id<Account>) -> Named {
    Named::default().with("account", id.to_uuid().to_string())
}

async fn to_address(
    unit: &Unit,
    mail: Mail,
    (id, language): (Id<Account>, Language),
    (address, named): (Option<&Email>, &Named),
) -> Result<(), StoreError> {
    let Some(address) = address else { return Ok(()) };
    let to = To::Address(address.clone(), Some(id));
    queue(unit, mail.notice, (&to, language), named).await
}

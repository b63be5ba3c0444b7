//! What goes with a step of the domain, done in the transaction of the step.

pub(crate) mod membership;

use fnd_core::Id;
use ies_domain::account::{self as accounts, Account};
use ies_domain::community::{Level, wish};
use ies_domain::log::Event;
use ies_domain::mail::{Addressee, Mail};
use ies_domain::registration::{NewAccount, Registration, Step};
use ies_domain::role::Role;

use self::membership::{Said, membership_step};
use super::in_order;
use crate::record::account::Hold;
use crate::record::mail::{Named, To, queue, to_account, to_role};
use crate::record::registration::Request;
use crate::record::{account, community as communities, registration, scan};
use crate::{StoreError, Unit};

/// Stores a request as `step` left it, with everything that goes with it: the scan is destroyed,
/// the account opened, mails are queued, and the log tells of each.
///
/// Law: statement 4, 5 and 6; R14, R16. If anything fails, nothing was done.
pub(crate) async fn registration_step(
    unit: &mut Unit,
    before: &Request,
    step: &Step,
    named: &Named,
) -> Result<(), StoreError> {
    let id = step.registration.id;
    let mut events = step.effects.log.clone();
    if let Some(cause) = step.effects.destroy_scan
        && !scan::destroy(unit, id, cause).await?
    {
        // There was none; the log does not tell of the end of what never was.
        events.retain(|event| *event != Event::ScanDestroyed);
    }
    let opened = step.effects.account.as_ref().map(|new| new.id);
    if let Some(new) = &step.effects.account {
        open_account(unit, before, new).await?;
    }
    registration::update(unit, before, &step.registration, opened).await?;
    unit.all_happened(&events, id.to_uuid());
    for mail in &step.effects.mails {
        registration_mail(unit, *mail, (before, opened), named).await?;
    }
    Ok(())
}

async fn registration_mail(
    unit: &Unit,
    mail: Mail,
    (before, opened): (&Request, Option<Id<Account>>),
    named: &Named,
) -> Result<(), StoreError> {
    let id = before.registration.id;
    if mail.to == Addressee::Validators {
        let review = Named::leading(format!("/requests/{}", id.to_uuid()));
        return to_role(unit, mail.notice, Role::Validator, &review).await;
    }
    if let Some(account) = opened {
        return to_account(unit, mail.notice, account, named).await;
    }
    queue(unit, mail.notice, (&To::Registration(id), before.language), named).await
}

/// Opens the account of an accepted request: contact details, consent and wishes move to it.
async fn open_account(
    unit: &mut Unit,
    before: &Request,
    new: &NewAccount,
) -> Result<(), StoreError> {
    let opened = accounts::open(new, unit.at());
    let card = before.draft.card().ok().ok_or(StoreError::odd("contact details"))?;
    account::insert(unit, &opened.account, &card, before.language).await?;
    move_consent(unit, before.registration.id, new.id).await?;
    unit.all_happened(&opened.effects.log, new.id.to_uuid());
    for community in in_order(new.communities.iter().copied()) {
        let found = communities::find(unit, community, Hold::Held).await?;
        // One that was given up in the meantime cannot be joined any more.
        let Some(row) = found else { continue };
        let step = wish(community, new.id, unit.at());
        let said = Said { message: Some(&before.draft.justification), reason: None };
        membership_step(unit, (&row, None), &step, said).await?;
    }
    Ok(())
}

/// The level whose members decide on applications.
pub(crate) const LEADS: &[Level] = &[Level::Lead];

/// R16, R47: the consent given with the request counts for the account.
async fn move_consent(
    unit: &Unit,
    from: Id<Registration>,
    to: Id<Account>,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE consent SET account_id = $2, registration_id = NULL WHERE registration_id = $1",
            &[&from.to_uuid(), &to.to_uuid()],
        )
        .await?;
    Ok(())
}

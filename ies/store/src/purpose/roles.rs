//! Roles: proposing, approving, acknowledging, certifying and ending them, and emergency access.
//! Statement 6 and 7; R03, R22, R26, R28, R35; A6, A22.

use ies_domain::unshown;
mod ending;

use std::collections::BTreeMap;

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::log::Event;
use ies_domain::mail::{Addressee, Mail, Notice};
use ies_domain::organisation::Organisation;
use ies_domain::person::Email;
use ies_domain::registration::Registration;
use ies_domain::role::{Emergency, EmergencyTarget, Hand, Role, RoleGrant};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::settle::LEADS;
use crate::record::account::{self, Hold};
use crate::record::emergency;
use crate::record::mail::{Named, to_account, to_members, to_role};
use crate::record::{names, organisation, registration, role};
use crate::{Access, AccountRow, Outcome, Store, StoreError, Unit};

/// A role with its holder.
#[derive(Clone)]
pub struct Held {
    /// The role.
    pub grant: RoleGrant,
    /// The holder's name; empty when nobody is left.
    pub name: String,
    /// The holder's organisation.
    pub organisation: Organisation,
}

unshown!(Held { grant });

/// Roles of a list at most.
const ROLES_MAX: i64 = 2_000;

/// Emergencies of a list at most.
const EMERGENCIES_MAX: i64 = 200;

/// A unit of work on roles.
#[derive(Debug)]
pub struct Granting(Unit);

impl Store {
    /// Begins to work on roles for `access`.
    #[tracing::instrument(name = "db.roles", skip_all)]
    pub async fn roles(&self, access: Access) -> Result<Granting, StoreError> {
        Ok(Granting(self.begin(access).await?))
    }
}

impl Granting {
    /// Every role that has not ended, those that end first before the others.
    pub async fn all(&self) -> Result<Vec<Held>, StoreError> {
        let sql = format!(
            "SELECT {}, organisation_id FROM role_grant JOIN account USING (account_id)
              WHERE ended_at IS NULL ORDER BY expires_at, grant_id LIMIT $1",
            role::COLUMNS
        );
        let rows = self.0.client()?.query(&sql, &[&ROLES_MAX]).await?;
        self.held(&rows).await
    }

    async fn held(&self, rows: &[Row]) -> Result<Vec<Held>, StoreError> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.get(1)).collect();
        let names = names::of(&self.0, &ids).await?;
        let mut held = Vec::new();
        for row in rows {
            let grant = role::read(row)?;
            let found = organisation::find(&self.0, Id::from_uuid(row.get(16))).await?;
            let organisation = found.ok_or(StoreError::odd("organisation"))?;
            let name = names.get(&grant.account.to_uuid()).cloned().unwrap_or_default();
            held.push(Held { grant, name, organisation });
        }
        Ok(held)
    }

    /// One role, held until the unit ends.
    pub async fn role(&self, id: Id<RoleGrant>) -> Result<Option<Held>, StoreError> {
        let sql = format!(
            "SELECT {}, organisation_id FROM role_grant JOIN account USING (account_id)
              WHERE grant_id = $1 FOR NO KEY UPDATE OF role_grant",
            role::COLUMNS
        );
        let rows = self.0.client()?.query(&sql, &[&id.to_uuid()]).await?;
        Ok(self.held(&rows).await?.pop())
    }

    /// Why a role was proposed; empty when that is not known.
    pub async fn reason(&self, grant: &RoleGrant) -> Result<String, StoreError> {
        role::reason(&self.0, (grant.id, grant.account)).await
    }

    /// The account with this address, held until the unit ends, so that two proposals for one
    /// person come one after the other.
    pub async fn account_with(&self, email: &Email) -> Result<Option<AccountRow>, StoreError> {
        match account::of_email(&self.0, &email.folded()).await? {
            Some(id) => account::find(&self.0, id, Hold::Held).await,
            None => Ok(None),
        }
    }

    /// The roles of an account that have not ended.
    pub async fn of_account(&self, id: Id<Account>) -> Result<Vec<RoleGrant>, StoreError> {
        role::of_account(&self.0, id).await
    }

    /// The organisation of an account.
    pub async fn organisation(
        &self,
        id: Id<Organisation>,
    ) -> Result<Option<Organisation>, StoreError> {
        organisation::find(&self.0, id).await
    }

    /// The names of those who are still there.
    pub async fn names(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>, StoreError> {
        names::of(&self.0, ids).await
    }

    /// Stores a proposal with its reason. Who can be the second person is told; the holder of a
    /// role that needs none is told at once.
    pub async fn propose(&mut self, grant: &RoleGrant, reason: &str) -> Result<(), StoreError> {
        role::save(&self.0, grant).await?;
        role::set_reason(&self.0, (grant.id, grant.account), reason).await?;
        self.0.happened(Event::RoleProposed, grant.id.to_uuid());
        let named = named(grant);
        if grant.approved.is_some() {
            return to_account(&self.0, Notice::RoleGranted, grant.account, &named).await;
        }
        for approver in ies_domain::role::APPROVERS {
            to_role(&self.0, Notice::RoleWaiting, *approver, &named).await?;
        }
        Ok(())
    }

    /// Stores a role after the second person approved it; the holder is told what is missing.
    pub async fn approve(&mut self, grant: &RoleGrant) -> Result<(), StoreError> {
        role::save(&self.0, grant).await?;
        self.0.happened(Event::RoleApproved, grant.id.to_uuid());
        to_account(&self.0, Notice::RoleGranted, grant.account, &named(grant)).await
    }

    /// Stores a role after its holder acknowledged the duties, or it was certified.
    pub async fn save(&mut self, grant: &RoleGrant, event: Event) -> Result<(), StoreError> {
        role::save(&self.0, grant).await?;
        self.0.happened(event, grant.id.to_uuid());
        Ok(())
    }

    /// Stores a role that has ended. Its holder is told; of a proposal, who made it.
    pub async fn end_role(&mut self, grant: &RoleGrant) -> Result<(), StoreError> {
        ended(&mut self.0, grant).await
    }

    /// Stores emergency access, from its being asked for on; who can approve is told.
    pub async fn ask_emergency(
        &mut self,
        asked: &Emergency,
        mails: &[Mail],
    ) -> Result<(), StoreError> {
        emergency::insert(&self.0, asked).await?;
        self.0.happened(Event::EmergencyAsked, asked.id.to_uuid());
        self.tell_all(mails, asked).await
    }

    /// An emergency access, held until the unit ends, as the decision on its request left it.
    pub async fn emergency(&self, id: Id<Emergency>) -> Result<Option<Emergency>, StoreError> {
        match emergency::find(&self.0, id, Hold::Held).await? {
            Some(found) => decided(&self.0, found).await.map(Some),
            None => Ok(None),
        }
    }

    /// Emergency access that was asked for since `from`, the latest first; each as the decision
    /// on its request left it.
    pub async fn emergencies(&self, from: Timestamp) -> Result<Vec<Emergency>, StoreError> {
        let mut found = Vec::new();
        for one in emergency::since(&self.0, from, EMERGENCIES_MAX).await? {
            found.push(decided(&self.0, one).await?);
        }
        Ok(found)
    }

    /// The request for an account to whose scan emergency access is asked for.
    pub async fn request(&self, id: Id<Registration>) -> Result<Option<Registration>, StoreError> {
        request(&self.0, id).await
    }

    /// Stores an emergency access that was approved or ended, and sends the mails of its
    /// beginning.
    pub async fn save_emergency(
        &mut self,
        changed: &Emergency,
        (event, mails): (Event, &[Mail]),
    ) -> Result<(), StoreError> {
        emergency::update(&self.0, changed).await?;
        self.0.happened(event, changed.id.to_uuid());
        self.tell_all(mails, changed).await
    }

    async fn tell_all(&self, mails: &[Mail], about: &Emergency) -> Result<(), StoreError> {
        for mail in mails {
            self.tell(*mail, about).await?;
        }
        Ok(())
    }

    async fn tell(&self, mail: Mail, about: &Emergency) -> Result<(), StoreError> {
        let list = Named::leading("/emergency");
        match (mail.to, about.target) {
            (Addressee::Leads, EmergencyTarget::Community(id)) => {
                let named = Named::default().about(id);
                to_members(&self.0, mail.notice, (id, LEADS, None), &named).await
            }
            (Addressee::Validators, EmergencyTarget::Scan(id)) => {
                let named = Named::leading(format!("/requests/{}", id.to_uuid()));
                to_role(&self.0, mail.notice, Role::Validator, &named).await
            }
            (Addressee::Officers, _) => to_role(&self.0, mail.notice, Role::DpOfficer, &list).await,
            (Addressee::UserAdmins, _) => {
                to_role(&self.0, mail.notice, Role::UserAdmin, &list).await
            }
            _ => Err(StoreError::odd("reader of a mail")),
        }
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

async fn request(unit: &Unit, id: Id<Registration>) -> Result<Option<Registration>, StoreError> {
    let found = registration::find(unit, id, Hold::Free).await?;
    Ok(found.map(|request| request.registration))
}

/// The emergency access as the decision on its request left it.
pub(crate) async fn decided(unit: &Unit, found: Emergency) -> Result<Emergency, StoreError> {
    let EmergencyTarget::Scan(id) = found.target else { return Ok(found) };
    Ok(found.ended_with(request(unit, id).await?.as_ref()))
}

fn named(grant: &RoleGrant) -> Named {
    use fnd_register::Coded;
    Named::leading(format!("/roles/{}", grant.id.to_uuid())).with("role", grant.role.code())
}

/// Stores a role that has ended, and tells whom it concerns.
async fn ended(unit: &mut Unit, grant: &RoleGrant) -> Result<(), StoreError> {
    role::save(unit, grant).await?;
    unit.happened(Event::RoleEnded, grant.id.to_uuid());
    tell_end(unit, grant).await
}

/// The holder is told that the role has ended; of one that was never approved, who proposed it.
async fn tell_end(unit: &Unit, grant: &RoleGrant) -> Result<(), StoreError> {
    let reader = match (grant.approved, grant.proposed.by) {
        (None, Hand::Account(proposer)) => proposer,
        (None, Hand::Installation) | (Some(_), _) => grant.account,
    };
    to_account(unit, Notice::RoleEnded, reader, &named(grant)).await
}

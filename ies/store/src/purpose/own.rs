//! What a person does about themselves. Statement 7 and 8; R32, R38 to R48; A9.
//!
//! Begun for one account, which no method takes again: what somebody sends along about whose data
//! it is cannot lead anywhere else.

mod activity;
mod archive;
mod profile;
mod rights;

pub use activity::{Line, Technical, Wanted};
pub use archive::Part;
pub use profile::OwnMembership;

use std::collections::BTreeMap;

use fnd_core::{Id, Language};
use ies_domain::account::Account;
use ies_domain::consent::Consent;
use ies_domain::log::Event;
use ies_domain::mail::Notice;
use ies_domain::organisation::Organisation;
use ies_domain::role::RoleGrant;

use crate::record::account::{AccountRow, Hold};
use crate::record::consent::{self, Whose};
use crate::record::{account, notice, organisation, role};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// A unit of work of a person on what is their own.
#[derive(Debug)]
pub struct Own {
    unit: Unit,
    account: Id<Account>,
}

impl Store {
    /// Begins to work on what is `account`'s own, for `access`.
    #[tracing::instrument(name = "db.own", skip_all)]
    pub async fn own(&self, access: Access, account: Id<Account>) -> Result<Own, StoreError> {
        Ok(Own { unit: self.begin(access).await?, account })
    }

    /// Notes that somebody signed in, for `access`; of an account, that it is used, as `used`
    /// says. R15, R19.
    #[tracing::instrument(name = "db.signed_in", skip_all)]
    pub async fn signed_in(
        &self,
        access: Access,
        (account, used): (Option<Id<Account>>, Option<Account>),
    ) -> Result<(), StoreError> {
        let unit = self.begin(access).await?;
        if let Some(used) = &used {
            crate::record::lifecycle::touch(&unit, used).await?;
        }
        let object = account.map(Id::to_uuid);
        unit.end(Outcome { object, ..Outcome::default() }).await
    }
}

impl Own {
    /// The account, held until the unit ends.
    pub async fn account(&self) -> Result<AccountRow, StoreError> {
        let found = account::find(&self.unit, self.account, Hold::Held).await?;
        found.ok_or(StoreError::odd("account"))
    }

    /// The organisation of employment.
    pub async fn organisation(
        &self,
        id: Id<Organisation>,
    ) -> Result<Option<Organisation>, StoreError> {
        organisation::find(&self.unit, id).await
    }

    /// Every consent, the newest first.
    pub async fn consents(&self) -> Result<Vec<Consent>, StoreError> {
        consent::all(&self.unit, Whose::Account(self.account)).await
    }

    /// The consent that counts.
    pub async fn consent(&self) -> Result<Option<Consent>, StoreError> {
        consent::last(&self.unit, Whose::Account(self.account)).await
    }

    /// Stores a consent as the one that counts. R38.
    pub async fn add_consent(&mut self, consent: &Consent) -> Result<(), StoreError> {
        consent::insert(&self.unit, Whose::Account(self.account), consent).await?;
        self.unit.happened(Event::ConsentGiven, consent.id.to_uuid());
        Ok(())
    }

    /// The roles that have not ended, working or not.
    pub async fn roles(&self) -> Result<Vec<RoleGrant>, StoreError> {
        role::of_account(&self.unit, self.account).await
    }

    /// Stores a role whose duties its holder acknowledged. R22, R26.
    pub async fn acknowledge_role(&mut self, grant: &RoleGrant) -> Result<(), StoreError> {
        if grant.account != self.account {
            return Err(StoreError::odd("holder of a role"));
        }
        role::save(&self.unit, grant).await?;
        self.unit.happened(Event::RoleAcknowledged, grant.id.to_uuid());
        Ok(())
    }

    /// Which notices are wanted; one that is not there was not chosen about.
    pub async fn notices(&self) -> Result<BTreeMap<Notice, bool>, StoreError> {
        notice::all(&self.unit, self.account).await
    }

    /// Stores which notices are wanted, and the language of letters.
    pub async fn set_notices(
        &self,
        wanted: &[(Notice, bool)],
        language: Language,
    ) -> Result<(), StoreError> {
        for choice in wanted {
            notice::put(&self.unit, self.account, *choice).await?;
        }
        notice::update_language(&self.unit, self.account, language).await
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.unit.end(outcome).await
    }
}

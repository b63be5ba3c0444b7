//! The first people of a system that has none: somebody must be there to decide on the others.
//! R03, R28.

use fnd_core::{Id, Language};
use ies_domain::account::{self as accounts, Account};
use ies_domain::community::{Membership, Step};
use ies_domain::consent::Consent;
use ies_domain::log::Event;
use ies_domain::organisation::Organisation;
use ies_domain::person::ContactCard;
use ies_domain::registration::NewAccount;
use ies_domain::role::RoleGrant;

use crate::record::community::CommunityRow;
use crate::record::consent::Whose;
use crate::record::{account, community, consent, membership, organisation, role};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// The lock of an installation; the letters of its name as a number.
const ONE_INSTALLATION: i64 = 0x69_6e_73_74_61_6c_6c;

/// A unit of work that installs.
#[derive(Debug)]
pub struct Installing(Unit);

impl Store {
    /// Begins to install for `access`.
    #[tracing::instrument(name = "db.install", skip_all)]
    pub async fn install(&self, access: Access) -> Result<Installing, StoreError> {
        Ok(Installing(self.begin(access).await?))
    }
}

impl Installing {
    /// Whether somebody has an account already.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let client = self.0.client()?;
        // Two installations at one moment would both find nobody.
        client.execute("SELECT pg_advisory_xact_lock($1)", &[&ONE_INSTALLATION]).await?;
        let row = client.query_one("SELECT EXISTS (SELECT 1 FROM account)", &[]).await?;
        Ok(row.get(0))
    }

    /// Stores an organisation.
    pub async fn add_organisation(&self, new: &Organisation) -> Result<(), StoreError> {
        organisation::insert(&self.0, new).await
    }

    /// Stores a Community.
    pub async fn add_community(&self, new: &CommunityRow) -> Result<(), StoreError> {
        community::insert(&self.0, new).await
    }

    /// Opens the account `new` of somebody with these contact details and this consent.
    pub async fn add_account(
        &mut self,
        new: &NewAccount,
        (card, language): (&ContactCard, Language),
        consent: &Consent,
    ) -> Result<Account, StoreError> {
        let opened = accounts::open(new, self.0.at()).account;
        account::insert(&self.0, &opened, card, language).await?;
        consent::insert(&self.0, Whose::Account(opened.id), consent).await?;
        self.0.happened(Event::AccountOpened, opened.id.to_uuid());
        self.0.happened(Event::ConsentGiven, consent.id.to_uuid());
        Ok(opened)
    }

    /// Stores a role.
    pub async fn add_role(&mut self, grant: &RoleGrant) -> Result<(), StoreError> {
        role::save(&self.0, grant).await?;
        self.0.happened(Event::RoleApproved, grant.id.to_uuid());
        Ok(())
    }

    /// The roles of an account that have not ended.
    pub async fn roles(&self, account: Id<Account>) -> Result<Vec<RoleGrant>, StoreError> {
        role::of_account(&self.0, account).await
    }

    /// Stores a membership as `step` left it, and what its Community became with it. Nobody is
    /// written to: who is installed was told by whoever installs.
    pub async fn add_member(&mut self, step: &Step) -> Result<(), StoreError> {
        let id = membership::insert(&self.0, &step.membership, None).await?;
        if let Some(changed) = &step.community {
            community::set_third_country(&self.0, changed).await?;
        }
        self.0.all_happened(&step.log, id);
        Ok(())
    }

    /// Stores a membership.
    pub async fn add_membership(&mut self, new: &Membership) -> Result<(), StoreError> {
        let id = membership::insert(&self.0, new, None).await?;
        self.0.happened(Event::MembershipBegun, id);
        Ok(())
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

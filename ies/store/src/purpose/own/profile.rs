//! One's contact details, one's address, and where one belongs. R32, R36, R37, R41.

use std::collections::BTreeMap;

use fnd_core::Id;
use ies_domain::account::{Effects, EmailChange, ProfileChange, Step};
use ies_domain::community::{self as communities, Community, EndCause, Level, State};
use ies_domain::consent::Withdrawal;
use ies_domain::log::Event;
use ies_domain::person::{ContactCard, Email};
use tokio_postgres::Row;
use uuid::Uuid;

use super::Own;
use crate::StoreError;
use crate::purpose::closing::{Addresses, account_step, close_memberships, tell};
use crate::purpose::notice_besides;
use crate::purpose::settle::membership::{Said, membership_step};
use crate::record::account::{AccountRow, Hold};
use crate::record::community::{self, CommunityRow};
use crate::record::mail::Named;
use crate::record::membership::{self, MembershipRow};
use crate::record::{account, consent, email_change, lifecycle};

/// What somebody is to a Community, as they see it themselves.
#[derive(Debug, Clone)]
pub struct OwnMembership {
    /// The membership, application or invitation.
    pub row: MembershipRow,
    /// The Community.
    pub community: CommunityRow,
    /// Organisations outside the Union with members there.
    pub abroad: usize,
    /// How many others lead it.
    pub other_leads: usize,
}

impl OwnMembership {
    /// Whether the person is the only one who leads the Community.
    pub fn is_only_lead(&self) -> bool {
        let membership = &self.row.membership;
        membership.state == State::Active
            && membership.level == Level::Lead
            && self.other_leads == 0
    }
}

impl Own {
    /// The contact details and their version.
    pub async fn card(&self) -> Result<(ContactCard, i64), StoreError> {
        let found = account::card(&self.unit, self.account).await?;
        found.ok_or(StoreError::odd("contact details"))
    }

    /// Stores changed contact details over those of `version`, with what goes with it.
    pub async fn save_profile(
        &mut self,
        before: &AccountRow,
        change: &ProfileChange,
        (cards, version): ((&ContactCard, &ContactCard), i64),
    ) -> Result<(), StoreError> {
        account::update_card(&self.unit, (self.account, version), cards).await?;
        self.change(before, &change.step, &Addresses::default(), &Named::default()).await
    }

    /// Stores a step after which the account is in use as before.
    async fn change(
        &mut self,
        before: &AccountRow,
        step: &Step,
        addresses: &Addresses,
        named: &Named,
    ) -> Result<(), StoreError> {
        lifecycle::update_state(&self.unit, before, &step.account).await?;
        let to = (self.account, before.language);
        tell(&self.unit, to, &step.effects.mails, (addresses, named)).await?;
        self.unit.all_happened(&step.effects.log, self.account.to_uuid());
        Ok(())
    }

    /// The new address that waits for its confirmation, and the digest of its link.
    pub async fn email_change(&self) -> Result<Option<(EmailChange, Vec<u8>)>, StoreError> {
        email_change::find(&self.unit, self.account).await
    }

    /// Whether another account, or an open request, has the address.
    pub async fn is_email_taken(&self, address: &Email) -> Result<bool, StoreError> {
        email_change::is_taken(&self.unit, address, self.account).await
    }

    /// Stores a wish for a new address, and writes there; `path` leads to its confirmation.
    pub async fn ask_email(
        &mut self,
        before: &AccountRow,
        (change, effects): (&EmailChange, &Effects),
        (digest, path): (&[u8], &str),
    ) -> Result<(), StoreError> {
        email_change::put(&self.unit, self.account, (change, digest)).await?;
        let addresses = Addresses { former: None, new: Some(change.address.clone()) };
        let named = Named::leading(path);
        let to = (self.account, before.language);
        tell(&self.unit, to, &effects.mails, (&addresses, &named)).await?;
        self.unit.all_happened(&effects.log, self.account.to_uuid());
        Ok(())
    }

    /// Drops the wish for a new address.
    pub async fn drop_email(&self) -> Result<(), StoreError> {
        email_change::delete(&self.unit, self.account).await
    }

    /// Makes `address` that of the account, and tells both addresses.
    pub async fn confirm_email(
        &mut self,
        before: &AccountRow,
        step: &Step,
        address: &Email,
    ) -> Result<(), StoreError> {
        let (card, version) = self.card().await?;
        let after = ContactCard { email: address.clone(), ..card.clone() };
        account::update_card(&self.unit, (self.account, version), (&card, &after)).await?;
        email_change::delete(&self.unit, self.account).await?;
        let addresses = Addresses { former: Some(card.email), new: Some(address.clone()) };
        self.change(before, step, &addresses, &Named::leading("/my/profile")).await
    }

    /// Stores a step of the account with everything that goes with it.
    pub async fn save_account(
        &mut self,
        before: &AccountRow,
        step: &Step,
        named: &Named,
    ) -> Result<(), StoreError> {
        account_step(&mut self.unit, before, step, (None, named)).await
    }

    /// Stores that the account woke; its use begins anew.
    pub async fn save_woken(&mut self, before: &AccountRow, step: &Step) -> Result<(), StoreError> {
        account::update(&self.unit, before, &step.account).await?;
        self.unit.all_happened(&step.effects.log, self.account.to_uuid());
        Ok(())
    }

    /// Everything that has not ended, with the Communities.
    pub async fn memberships(&self) -> Result<Vec<OwnMembership>, StoreError> {
        let mut found = Vec::new();
        for row in membership::of_account(&self.unit, self.account).await? {
            found.extend(self.seen(row).await?);
        }
        Ok(found)
    }

    /// How many ask to join each of these Communities; one for which nobody asks is not in the
    /// answer.
    pub async fn waiting(
        &self,
        communities: &[Id<Community>],
    ) -> Result<BTreeMap<Id<Community>, u32>, StoreError> {
        let ids: Vec<Uuid> = communities.iter().map(|id| id.to_uuid()).collect();
        let sql = "SELECT community_id, count(*) FROM membership JOIN account USING (account_id)
                    WHERE community_id = ANY ($1) AND membership.state = 'applied'
                      AND account.state = 'active' GROUP BY community_id";
        let rows = self.unit.client()?.query(sql, &[&ids]).await?;
        let read = |row: &Row| {
            let count = u32::try_from(row.get::<_, i64>(1)).unwrap_or(u32::MAX);
            (Id::from_uuid(row.get(0)), count)
        };
        Ok(rows.iter().map(read).collect())
    }

    async fn seen(&self, row: MembershipRow) -> Result<Option<OwnMembership>, StoreError> {
        let id = row.membership.community;
        let found = community::find(&self.unit, id, Hold::Free).await?;
        let Some(community) = found else { return Ok(None) };
        let notice = notice_besides(&self.unit, id, Some(self.account)).await?;
        let abroad = notice.recipients().len();
        let other_leads = membership::other_leads(&self.unit, (id, self.account)).await?.others;
        Ok(Some(OwnMembership { row, community, abroad, other_leads }))
    }

    /// One's membership `id` that has not ended; the Community is held until the unit ends, so
    /// that two leads cannot leave at one moment.
    pub async fn membership(&self, id: Uuid) -> Result<Option<OwnMembership>, StoreError> {
        let all = membership::of_account(&self.unit, self.account).await?;
        let Some(row) = all.into_iter().find(|row| row.id == id) else { return Ok(None) };
        community::find(&self.unit, row.membership.community, Hold::Held).await?;
        self.seen(row).await
    }

    /// Stores that one left.
    pub async fn leave(
        &mut self,
        before: &OwnMembership,
        step: &communities::Step,
    ) -> Result<(), StoreError> {
        let of = (&before.community, Some(&before.row));
        membership_step(&mut self.unit, of, step, Said::default()).await?;
        Ok(())
    }

    /// Stores that the part of the consent on transfers was withdrawn, and ends memberships in
    /// Communities from which data goes outside the Union. R36, R37.
    pub async fn withdraw_transfer(&mut self, withdrawal: &Withdrawal) -> Result<(), StoreError> {
        consent::update(&self.unit, &withdrawal.consent).await?;
        self.unit.happened(Event::ConsentWithdrawn, withdrawal.consent.id.to_uuid());
        self.leave_recipients().await
    }

    /// Ends memberships in Communities from which data goes outside the Union, for want of
    /// consent to it.
    pub async fn leave_recipients(&mut self) -> Result<(), StoreError> {
        let mut all = self.memberships().await?;
        all.retain(|one| 0 < one.abroad && one.row.membership.state == State::Active);
        let of = all.iter().map(|one| one.community.community.id);
        let cause = EndCause::TransferConsentWithdrawn;
        close_memberships(&mut self.unit, (self.account, of), cause).await
    }

    /// Stores that the consent was withdrawn as a whole. What follows, its request says.
    pub async fn withdraw_consent(&mut self, withdrawal: &Withdrawal) -> Result<(), StoreError> {
        consent::update(&self.unit, &withdrawal.consent).await?;
        self.unit.happened(Event::ConsentWithdrawn, withdrawal.consent.id.to_uuid());
        Ok(())
    }
}

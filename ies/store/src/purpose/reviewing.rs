//! Deciding on requests. Statement 5 and 7; R04, R14, R35, R45; A7.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::access::Action;
use ies_domain::account::{Account, State};
use ies_domain::consent::Consent;
use ies_domain::organisation::Organisation;
use ies_domain::person::ContactCard;
use ies_domain::registration::{Registration, Step};

use super::settle::registration_step;
use jiff::Timestamp;

use crate::record::account::Hold;
use crate::record::community::{self, CommunityRow};
use crate::record::consent::{self, Whose};
use crate::record::mail::Named;
use crate::record::organisation::CountryTable;
use crate::record::registration::said::Message;
use crate::record::registration::{self, Request};
use crate::record::{account, organisation, scan};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Requests that the queue shows at most.
pub const QUEUE_MAX: i64 = 500;

/// A unit of work of a validator.
#[derive(Debug)]
pub struct Reviewing(Unit);

impl Store {
    /// Begins to review requests for `access`.
    #[tracing::instrument(name = "db.review", skip_all)]
    pub async fn review(&self, access: Access) -> Result<Reviewing, StoreError> {
        Ok(Reviewing(self.begin(access).await?))
    }
}

impl Reviewing {
    /// Requests that wait for a decision, those that wait longest first.
    pub async fn waiting(&self) -> Result<Vec<Request>, StoreError> {
        registration::waiting(&self.0, QUEUE_MAX).await
    }

    /// A request, held until the unit ends, so that two cannot decide on it.
    pub async fn request(&self, id: Id<Registration>) -> Result<Option<Request>, StoreError> {
        registration::find(&self.0, id, Hold::Held).await
    }

    /// The words between applicant and validator.
    pub async fn messages(&self, id: Id<Registration>) -> Result<Vec<Message>, StoreError> {
        registration::said::messages(&self.0, id).await
    }

    /// The picture of the scan; `None` when there is none, or no key to it any more.
    pub async fn scan(&self, id: Id<Registration>) -> Result<Option<Vec<u8>>, StoreError> {
        scan::open(&self.0, id).await
    }

    /// Whether the request has a scan that nobody can open any more. R57.
    pub async fn is_scan_lost(&self, id: Id<Registration>) -> Result<bool, StoreError> {
        scan::is_lost(&self.0, id).await
    }

    /// Whether the log shows that `viewer` looked at the scan that is there now. R35, R45.
    pub async fn has_looked(
        &self,
        request: &Request,
        viewer: Id<Account>,
    ) -> Result<bool, StoreError> {
        let Some(held) = request.registration.scan.held() else { return Ok(false) };
        let client = self.0.client()?;
        let row = client
            .query_one(
                "SELECT EXISTS (SELECT 1 FROM log_entry
                    WHERE object = $1 AND action = $2 AND person = $3 AND outcome = 'done'
                      AND $4 <= at)",
                &[
                    &request.registration.id.to_uuid(),
                    &Action::ViewScan.code(),
                    &viewer.to_uuid().to_string(),
                    &crate::unit::to_microseconds(held.uploaded_at),
                ],
            )
            .await?;
        Ok(row.get(0))
    }

    /// Who took the request up last, and when.
    pub async fn reviewer(
        &self,
        id: Id<Registration>,
    ) -> Result<Option<(Id<Account>, Timestamp)>, StoreError> {
        registration::said::reviewer(&self.0, id).await
    }

    /// The words of the decision, if any were written.
    pub async fn note(&self, id: Id<Registration>) -> Result<String, StoreError> {
        registration::said::note(&self.0, id).await
    }

    /// The consent given with the request.
    pub async fn consent(&self, id: Id<Registration>) -> Result<Option<Consent>, StoreError> {
        consent::last(&self.0, Whose::Registration(id)).await
    }

    /// Where the account `id` stands; [`None`] once it is erased.
    pub async fn state_of(&self, id: Id<Account>) -> Result<Option<State>, StoreError> {
        Ok(account::head(&self.0, id).await?.map(|head| head.account.state))
    }

    /// The contact details of an account that may be the same person's, or a colleague's.
    pub async fn card(&self, id: Id<Account>) -> Result<Option<ContactCard>, StoreError> {
        Ok(account::card(&self.0, id).await?.map(|(card, _)| card))
    }

    /// The account that has the e-mail address of the request, if another person has one with it.
    pub async fn holder_of_email(&self, folded: &str) -> Result<Option<Id<Account>>, StoreError> {
        account::of_email(&self.0, folded).await
    }

    /// Every organisation, by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        organisation::all(&self.0).await
    }

    /// The organisation `id`.
    pub async fn organisation(
        &self,
        id: Id<Organisation>,
    ) -> Result<Option<Organisation>, StoreError> {
        organisation::find(&self.0, id).await
    }

    /// Stores an organisation that the validator confirmed and that was not on file.
    pub async fn add_organisation(&self, new: &Organisation) -> Result<(), StoreError> {
        organisation::insert(&self.0, new).await
    }

    /// The dated facts on countries.
    pub async fn countries(&self) -> Result<CountryTable, StoreError> {
        organisation::countries(&self.0).await
    }

    /// The Communities that the request names.
    pub async fn communities(&self, request: &Request) -> Result<Vec<CommunityRow>, StoreError> {
        let mut found = Vec::new();
        for id in &request.communities {
            found.extend(community::find(&self.0, *id, Hold::Free).await?);
        }
        Ok(found)
    }

    /// Adds a question to the applicant.
    pub async fn add_question(
        &self,
        id: Id<Registration>,
        (by, question): (Id<Account>, &str),
    ) -> Result<(), StoreError> {
        registration::said::add_message(&self.0, id, (Some(by), question)).await
    }

    /// Stores the request as `step` left it, with what goes with it; `note` are the words of a
    /// decision. One transaction: if the scan cannot be destroyed there is no decision. R14.
    pub async fn save(
        &mut self,
        before: &Request,
        step: &Step,
        (note, named): (Option<&str>, &Named),
    ) -> Result<(), StoreError> {
        if let Some(note) = note {
            registration::said::set_note(&self.0, before.registration.id, note).await?;
        }
        registration_step(&mut self.0, before, step, named).await
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

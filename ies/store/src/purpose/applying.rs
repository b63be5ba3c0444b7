//! A person's own request for an account. Statement 4, 5 and 6; A2.

use fnd_core::{Id, Language};
use ies_domain::account::Account;
use ies_domain::community::JoinNotice;
use ies_domain::consent::Consent;
use ies_domain::log::Event;
use ies_domain::organisation::Organisation;
use ies_domain::registration::{Registration, Step};
use ies_domain::scan::{Cause, Changed};
use ies_domain::session::Subject;

use super::settle::registration_step;
use crate::record::account::Hold;
use crate::record::community::{self, CommunityRow};
use crate::record::consent::{self, Whose};
use crate::record::mail::Named;
use crate::record::registration::said::Message;
use crate::record::registration::{self, Draft, Request};
use crate::record::{account, organisation, scan};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// A unit of work on one's own request.
#[derive(Debug)]
pub struct Applying(Unit);

impl Store {
    /// Begins to work on one's own request for `access`.
    #[tracing::instrument(name = "db.apply", skip_all)]
    pub async fn apply(&self, access: Access) -> Result<Applying, StoreError> {
        Ok(Applying(self.begin(access).await?))
    }
}

impl Applying {
    /// The open request of `subject`, held until the unit ends.
    pub async fn own(&self, subject: &Subject) -> Result<Option<Request>, StoreError> {
        let Some(id) = registration::found_by::of_subject(&self.0, subject).await? else {
            return Ok(None);
        };
        registration::find(&self.0, id, Hold::Held).await
    }

    /// The request `id`, for the page on how it ended. Whose it is, the caller asks.
    pub async fn request(&self, id: Id<Registration>) -> Result<Option<Request>, StoreError> {
        registration::find(&self.0, id, Hold::Free).await
    }

    /// The account of `subject`, if there is one.
    pub async fn account(&self, subject: &Subject) -> Result<Option<Id<Account>>, StoreError> {
        account::of_subject(&self.0, subject).await
    }

    /// Stores a request that `step` began.
    pub async fn begin(&mut self, step: &Step, language: Language) -> Result<Request, StoreError> {
        let request = Request {
            registration: step.registration.clone(),
            draft: Draft::default(),
            language,
            kind: None,
            communities: Vec::new(),
            begun_at: self.0.at(),
            version: 1,
            account: None,
        };
        registration::insert(&self.0, &request).await?;
        self.0.all_happened(&step.effects.log, request.registration.id.to_uuid());
        Ok(request)
    }

    /// Stores what was typed and chosen.
    pub async fn save_form(&self, request: &Request) -> Result<(), StoreError> {
        registration::update_form(&self.0, request).await
    }

    /// The consents given with the request `id`, the newest first. A2.
    pub async fn consents(&self, id: Id<Registration>) -> Result<Vec<Consent>, StoreError> {
        consent::all(&self.0, Whose::Registration(id)).await
    }

    /// Stores the consent given with the request. R37.
    pub async fn add_consent(
        &mut self,
        request: Id<Registration>,
        consent: &Consent,
    ) -> Result<(), StoreError> {
        consent::insert(&self.0, Whose::Registration(request), consent).await?;
        self.0.happened(Event::ConsentGiven, consent.id.to_uuid());
        Ok(())
    }

    /// Stores the scan that `changed` tells of, drawn anew as `picture`, and destroys the former.
    pub async fn put_scan(
        &mut self,
        request: Id<Registration>,
        changed: &Changed,
        picture: &[u8],
    ) -> Result<(), StoreError> {
        if let Some(cause) = changed.destroy {
            self.destroy_scan(request, cause).await?;
        }
        scan::put(&self.0, request, &changed.scan, picture).await?;
        self.0.all_happened(&[Event::ScanUploaded, Event::ScanExamined], request.to_uuid());
        Ok(())
    }

    /// Destroys the scan of the request, if there is one.
    pub async fn destroy_scan(
        &mut self,
        request: Id<Registration>,
        cause: Cause,
    ) -> Result<(), StoreError> {
        if scan::destroy(&self.0, request, cause).await? {
            self.0.happened(Event::ScanDestroyed, request.to_uuid());
        }
        Ok(())
    }

    /// Adds the applicant's answer.
    pub async fn add_answer(
        &self,
        request: Id<Registration>,
        answer: &str,
    ) -> Result<(), StoreError> {
        registration::said::add_message(&self.0, request, (None, answer)).await
    }

    /// The words between applicant and validator.
    pub async fn messages(&self, request: Id<Registration>) -> Result<Vec<Message>, StoreError> {
        registration::said::messages(&self.0, request).await
    }

    /// Stores the request as `step` left it, with what goes with it.
    pub async fn save(&mut self, before: &Request, step: &Step) -> Result<(), StoreError> {
        let named = Named::leading(format!("/request/{}", before.registration.id.to_uuid()));
        registration_step(&mut self.0, before, step, &named).await
    }

    /// Organisations on file, by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        organisation::all(&self.0).await
    }

    /// Communities that can be asked for, with who outside the Union belongs to them.
    pub async fn open_communities(&self) -> Result<Vec<(CommunityRow, JoinNotice)>, StoreError> {
        use ies_domain::community::{JoinPolicy, Visibility};
        let mut found = Vec::new();
        for row in community::all(&self.0).await? {
            let community = &row.community;
            let is_open =
                community.visibility == Visibility::Listed && community.join == JoinPolicy::Apply;
            if is_open {
                let notice = super::notice(&self.0, community.id).await?;
                found.push((row, notice));
            }
        }
        Ok(found)
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

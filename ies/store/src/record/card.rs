//! The contact details as they are written.

use ies_domain::person::{ContactCard, ContactInput};
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// The seven fields, as they are sealed.
#[derive(Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WrittenCard {
    first_name: String,
    last_name: String,
    email: String,
    telephone: String,
    work_address: String,
    organisation: String,
    job_title: String,
}

impl WrittenCard {
    pub(crate) fn of(card: &ContactCard) -> Self {
        Self {
            first_name: card.first_name.as_str().to_owned(),
            last_name: card.last_name.as_str().to_owned(),
            email: card.email.as_str().to_owned(),
            telephone: card.telephone.as_str().to_owned(),
            work_address: card.work_address.as_str().to_owned(),
            organisation: card.organisation.as_str().to_owned(),
            job_title: card.job_title.as_str().to_owned(),
        }
    }

    pub(crate) fn read(&self) -> Result<ContactCard, StoreError> {
        let input = ContactInput {
            first_name: &self.first_name,
            last_name: &self.last_name,
            email: &self.email,
            telephone: &self.telephone,
            work_address: &self.work_address,
            organisation: &self.organisation,
            job_title: &self.job_title,
        };
        ContactCard::read(&input).ok().ok_or(StoreError::odd("contact details"))
    }
}

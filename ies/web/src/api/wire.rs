//! What several operations answer with.

use fnd_register::Coded;
use fnd_web::pager::Pager;
use ies_domain::community::JoinNotice;
use ies_domain::organisation::Abroad;
use ies_domain::person::ContactCard;
use ies_store::purpose::communities::Found;
use ies_store::purpose::contacts::Fellow;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shown;

/// An instant, RFC 3339.
pub type Instant = String;

/// An instant as it is written.
pub fn instant(at: Timestamp) -> Instant {
    at.to_string()
}

/// The seven contact details of a person.
#[derive(Clone, Serialize, ToSchema)]
pub struct ContactDetails {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
    /// Work address, with its lines.
    pub work_address: String,
    /// Organisation of employment.
    pub organisation: String,
    /// Job title.
    pub job_title: String,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for ContactDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactDetails(..)")
    }
}

impl ContactDetails {
    /// Those of a card.
    pub fn of(card: &ContactCard) -> Self {
        let shown = shown::contact(card);
        Self {
            first_name: shown.first_name,
            last_name: shown.last_name,
            email: shown.email,
            telephone: shown.telephone,
            work_address: shown.work_address,
            organisation: shown.organisation,
            job_title: shown.job_title,
        }
    }
}

/// Why what somebody sees leaves the Union.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OutsideUnion {
    /// `international-organisation` or `third-country`.
    pub reason: &'static str,
    /// The third country, three letters of ISO 3166-1.
    pub country: Option<String>,
}

impl OutsideUnion {
    /// What the domain says.
    pub fn of(abroad: Abroad) -> Self {
        let country = match abroad {
            Abroad::InternationalOrganisation => None,
            Abroad::ThirdCountry(country) => Some(country.to_string()),
        };
        Self { reason: abroad.code(), country }
    }
}

/// Somebody whose contact details the caller sees.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Person {
    /// The identifier of the account.
    pub id: Uuid,
    /// The contact details.
    pub contact: ContactDetails,
    /// Why what this person sees leaves the Union; absent when it does not.
    pub outside_union: Option<OutsideUnion>,
    /// Where the contact details are as a vCard.
    #[schema(example = "/people/0198c1d2-0000-7000-8000-000000000001.vcf")]
    pub vcard: String,
}

impl Person {
    /// Somebody as the store gave them, which asked the rule of who sees whom.
    pub fn of(fellow: &Fellow) -> Self {
        let id = fellow.account.to_uuid();
        Self {
            id,
            contact: ContactDetails::of(&fellow.card),
            outside_union: fellow.abroad.map(OutsideUnion::of),
            vcard: format!("/people/{id}.vcf"),
        }
    }
}

/// Where in a list a page is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Paging {
    /// The page, from 1. A number behind the last page is answered with the last one.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many rows there are in all.
    pub total: u32,
    /// The address of the page behind; absent on the last one.
    pub next: Option<String>,
    /// The address of the page before; absent on the first one.
    pub previous: Option<String>,
}

impl Paging {
    /// That of `pager`, in a list of `total` rows.
    pub fn of(pager: Pager, total: usize) -> Self {
        let some = |address: String| (!address.is_empty()).then_some(address);
        Self {
            page: pager.page,
            pages: pager.pages,
            total: shown::number(total),
            next: some(pager.next),
            previous: some(pager.previous),
        }
    }
}

/// A Community as somebody sees it who knows of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Community {
    /// Its identifier.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name, in the language of the answer or else in English.
    pub name: String,
    /// What it is for, in the same language; may be empty.
    pub purpose: String,
    /// What kind of Community it is, a code.
    pub kind: &'static str,
    /// `listed`, or `hidden` to all but members and who is invited.
    pub visibility: &'static str,
    /// How one comes in: `apply` or `invite`.
    pub join: &'static str,
    /// What the caller is to it: `active`, `invited` or `applied`; absent when nothing.
    pub standing: Option<&'static str>,
    /// The caller's level, when the caller belongs to it.
    pub level: Option<&'static str>,
    /// How many belong to it.
    pub members: u32,
    /// The organisations outside the Union whose staff belong to it.
    pub recipients: Vec<Recipient>,
}

/// An organisation outside the Union whose staff see the contact details of members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Recipient {
    /// Its name.
    pub organisation: String,
    /// Why what it sees leaves the Union.
    pub outside_union: OutsideUnion,
    /// What has been decided on the protection of data there, a code.
    pub adequacy: &'static str,
}

impl Community {
    /// A Community as the store found it for the caller, named in `language` at `now`.
    pub fn of(
        found: &Found,
        (members, notice): (u32, &JoinNotice),
        (language, now): (&str, Timestamp),
    ) -> Self {
        let (row, community) = (&found.row, &found.row.community);
        let level = found.membership().and_then(|membership| membership.live_level(now));
        let recipients = notice.recipients().iter().map(|recipient| Recipient {
            organisation: recipient.name.as_str().to_owned(),
            outside_union: OutsideUnion::of(recipient.abroad),
            adequacy: recipient.adequacy.code(),
        });
        Self {
            id: community.id.to_uuid(),
            slug: row.slug.clone(),
            name: row.name(language).to_owned(),
            purpose: row.purpose(language).to_owned(),
            kind: community.kind.code(),
            visibility: community.visibility.code(),
            join: community.join.code(),
            standing: found.state(now).map(|state| state.code()),
            level: level.map(|level| level.code()),
            members,
            recipients: recipients.collect(),
        }
    }
}

//! Filling an empty system.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::random::Random;
use fnd_core::{Clock, Id, Ids, Language};
use fnd_host::{HostError, Names, Storage};
use fnd_pg::{Database, Failure};
use ies_domain::community::{Community, CommunityKind, JoinPolicy, Level, Visibility};
use ies_domain::consent::{Act, Channel, Consent, Given, Occasion, Statement, Statements, give};
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::{Countries, KNOWN, Organisation, OrganisationKind};
use ies_domain::person::{ContactCard, ContactInput, OrganisationName};
use ies_domain::registration::{Applicant, Form, NewAccount, begin, submit};
use ies_domain::scan::{Changed, Scan, Verdict, examine};
use ies_domain::session::Subject;
use ies_store::purpose::installing::Installing;
use ies_store::{
    Access, BlobError, CommunityRow, Draft, Outcome, Rings, Store, StoreError, schema,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cast::{CAST, PLACES, Player};
use crate::desk::{Desk, Person, Place};
use crate::names::{COUNTRIES, FIRST, JOBS, LAST};
use crate::page::specimen;

/// What is to be made.
#[derive(Debug, Clone)]
pub struct Order {
    /// The data folder of `iesd`, in which it has been migrated.
    pub data: PathBuf,
    /// How many accounts besides those of the people who are named.
    pub accounts: usize,
    /// The same seed makes the same people.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Accounts.
    pub accounts: usize,
    /// Communities.
    pub communities: usize,
    /// Requests that wait for a decision.
    pub requests: usize,
}

/// The system was not filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// Somebody has an account already.
    #[error("the system is not empty; remove its data folder and begin again")]
    NotEmpty,
    /// No privacy statement to agree to.
    #[error("there is no privacy statement yet; run `iesd migrate` first")]
    NoStatement,
    /// The database could not be opened.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The files failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was made breaks a rule of the domain; a mistake of this crate.
    #[error("a made-up value is not allowed: {0}")]
    Rule(&'static str),
}

const NAMES: Names = Names { database: schema::DATABASE, roles: schema::ROLES };
/// Accounts made in one transaction.
const BATCH: usize = 100;
/// People who apply.
const APPLICANTS: usize = 6;

/// Fills the system of `order`; `tell` hears how many accounts there are.
pub async fn fill(order: &Order, tell: &mut dyn FnMut(usize)) -> Result<Tally, FillError> {
    // Why: a folder that was mistyped gets neither a cluster nor keys.
    if !order.data.join("keys.toml").exists() {
        return Err(FillError::NoStatement);
    }
    let clock = SystemClock;
    let storage = Storage::private(NAMES, &order.data).await?;
    let result = fill_in(order, (&storage, clock.now()), tell).await;
    storage.close().await?;
    result
}

async fn fill_in(
    order: &Order,
    (storage, now): (&Storage, Timestamp),
    tell: &mut dyn FnMut(usize),
) -> Result<Tally, FillError> {
    let rings = Rings {
        main: fnd_host::ring(&order.data, "keys.toml", &SystemClock)?,
        scans: fnd_host::ring(&order.data, "scan-keys.toml", &SystemClock)?,
    };
    let database = Database::new(storage.of(schema::APP)?.clone(), 4)?;
    let store = Store::new(database, rings, &order.data.join("files"), Arc::new(RandomIds))?;
    let statements = store.statements().await?;
    if Statements(&statements).in_force(now).is_none() {
        return Err(FillError::NoStatement);
    }
    let mut maker = Maker {
        store,
        now,
        statements,
        random: Random::of(order.seed, 0),
        organisations: BTreeMap::new(),
        places: BTreeMap::new(),
        desk: Desk::new(now),
    };
    maker.found().await?;
    let accounts = maker.people(order.accounts, tell).await?;
    let requests = maker.requests().await?;
    Ok(Tally { accounts, communities: maker.places.len(), requests })
}

struct Maker {
    store: Store,
    now: Timestamp,
    statements: Vec<Statement>,
    random: Random,
    /// By country; the Commission under nothing.
    organisations: BTreeMap<&'static str, Organisation>,
    /// By their names in addresses.
    places: BTreeMap<String, Place>,
    desk: Desk,
}

/// The key of the Commission.
const COMMISSION: &str = "";

impl Maker {
    fn id<T>(&self) -> Id<T> {
        Id::from_uuid(RandomIds.next(self.now))
    }

    async fn installing(&self) -> Result<Installing, FillError> {
        let request = RandomIds.next(self.now);
        let access = Access::happened(self.now, Doer::System, Event::AccountOpened, request);
        Ok(self.store.install(access).await?)
    }

    /// Organisations and Communities.
    async fn found(&mut self) -> Result<(), FillError> {
        let unit = self.installing().await?;
        if unit.has_accounts().await? {
            return Err(FillError::NotEmpty);
        }
        let commission = (COMMISSION, "European Commission", OrganisationKind::UnionInstitution);
        let authorities = COUNTRIES.iter().map(|(code, name, _)| {
            (
                *code,
                format!("Ministry of the Interior, {name}"),
                OrganisationKind::NationalAuthority,
            )
        });
        let all = std::iter::once((commission.0, commission.1.to_owned(), commission.2));
        for (code, name, kind) in all.chain(authorities) {
            let seat = if code == COMMISSION { "BEL" } else { code };
            let organisation = Organisation {
                id: self.id(),
                name: OrganisationName::read(&name).ok().ok_or(FillError::Rule("organisation"))?,
                kind,
                seat: seat.parse().ok().ok_or(FillError::Rule("seat"))?,
            };
            unit.add_organisation(&organisation).await?;
            self.organisations.insert(code, organisation);
        }
        self.places(&unit).await?;
        Ok(unit.end(Outcome::default()).await?)
    }

    async fn places(&mut self, unit: &Installing) -> Result<(), FillError> {
        for place in PLACES {
            let names = ["en", "fr", "de"].into_iter().zip(place.names);
            let names = names.map(|(l, name)| (l.to_owned(), name.to_owned())).collect();
            self.add_place(unit, (place.slug, place.kind, place.is_hidden), names, None).await?;
        }
        for (code, name, _) in COUNTRIES {
            let slug = format!("network-{}", code.to_lowercase());
            let names = [("en".to_owned(), format!("National network: {name}"))].into();
            let kind = CommunityKind::NationalNetwork;
            self.add_place(unit, (&slug, kind, false), names, Some(code)).await?;
        }
        Ok(())
    }

    async fn add_place(
        &mut self,
        unit: &Installing,
        (slug, kind, is_hidden): (&str, CommunityKind, bool),
        names: BTreeMap<String, String>,
        country: Option<&str>,
    ) -> Result<(), FillError> {
        let country = country.map(str::parse).transpose().ok().flatten();
        let community = Community {
            id: self.id(),
            kind,
            visibility: if is_hidden { Visibility::Hidden } else { Visibility::Listed },
            join: if is_hidden { JoinPolicy::Invite } else { JoinPolicy::Apply },
            country,
            third_country_since: None,
        };
        let purposes = BTreeMap::new();
        let row = CommunityRow { community, slug: slug.to_owned(), names, purposes, version: 1 };
        unit.add_community(&row).await?;
        self.places.insert(slug.to_owned(), Place::new(community));
        Ok(())
    }

    /// Those who are named, and `count` others.
    async fn people(
        &mut self,
        count: usize,
        tell: &mut dyn FnMut(usize),
    ) -> Result<usize, FillError> {
        let mut unit = self.installing().await?;
        for player in CAST {
            self.add_player(&mut unit, player).await?;
        }
        unit.end(Outcome::default()).await?;
        let pairs = FIRST.iter().flat_map(|first| LAST.iter().map(move |last| (*first, *last)));
        let people: Vec<_> = pairs.take(count).enumerate().collect();
        let mut done = CAST.len();
        for batch in people.chunks(BATCH) {
            let mut unit = self.installing().await?;
            for (number, (first, last)) in batch {
                self.add_other(&mut unit, *number, (first, last)).await?;
            }
            unit.end(Outcome::default()).await?;
            done = done.saturating_add(batch.len());
            tell(done);
        }
        Ok(done)
    }

    async fn add_player(
        &mut self,
        unit: &mut Installing,
        player: &Player,
    ) -> Result<(), FillError> {
        let name = (player.first, player.last);
        let key = player.country.unwrap_or(COMMISSION);
        let mut person = self.add(unit, (player.login, name), (key, player.job)).await?;
        for role in player.roles {
            let id = self.id();
            let grant = self.desk.grant(id, &mut person, *role);
            unit.add_role(&grant.ok().ok_or(FillError::Rule("role"))?).await?;
        }
        for (slug, level) in player.communities {
            self.join(unit, &person, (slug, *level)).await?;
        }
        Ok(())
    }

    async fn add_other(
        &mut self,
        unit: &mut Installing,
        number: usize,
        name: (&str, &str),
    ) -> Result<(), FillError> {
        let (country, ..) = self.random.pick(COUNTRIES).ok_or(FillError::Rule("country"))?;
        let job = self.random.pick(JOBS).ok_or(FillError::Rule("job"))?;
        let person = self.add(unit, (&format!("person{number}"), name), (country, job)).await?;
        let network = format!("network-{}", country.to_lowercase());
        self.join(unit, &person, (&network, Level::Reader)).await?;
        for (slug, times) in [("ncp", 12), ("statelessness", 15), ("glossary", 20), ("return", 18)]
        {
            if self.random.below(times) == 0 {
                self.join(unit, &person, (slug, Level::Contributor)).await?;
            }
        }
        Ok(())
    }

    /// Opens an account with consent to both texts.
    async fn add(
        &self,
        unit: &mut Installing,
        (login, (first, last)): (&str, (&str, &str)),
        (country, job): (&str, &str),
    ) -> Result<Person, FillError> {
        let organisation =
            self.organisations.get(country).ok_or(FillError::Rule("organisation"))?;
        let new = NewAccount {
            id: self.id(),
            subject: Subject::read(login).ok().ok_or(FillError::Rule("subject"))?,
            organisation: organisation.id,
            kind: organisation.kind,
            communities: Vec::new(),
        };
        let card = card((login, first, last), (organisation.name.as_str(), country), job)?;
        let language = match country {
            "FRA" | "LUX" => Language::FRENCH,
            "DEU" | "AUT" => Language::GERMAN,
            _ => Language::ENGLISH,
        };
        unit.add_account(&new, (&card, language), &self.consent()?).await?;
        let day = self.now.to_zoned(TimeZone::UTC).date();
        let recipient = organisation.recipient(Countries(KNOWN), day);
        Ok(Person::new((new.id, new.subject), recipient, self.now))
    }

    fn consent(&self) -> Result<Consent, FillError> {
        let shown =
            Statements(&self.statements).in_force(self.now).ok_or(FillError::NoStatement)?;
        let act = Act {
            id: self.id(),
            occasion: Occasion::Registration,
            privacy_shown: shown.privacy.version,
            terms_shown: shown.terms.version,
            given: Given { general: true, transfer: true },
            channel: Channel::Page,
        };
        give(act, Statements(&self.statements), self.now).ok().ok_or(FillError::Rule("consent"))
    }

    async fn join(
        &mut self,
        unit: &mut Installing,
        person: &Person,
        (slug, level): (&str, Level),
    ) -> Result<(), FillError> {
        let place = self.places.get_mut(slug).ok_or(FillError::Rule("community"))?;
        let step = self.desk.join(place, (person, level));
        Ok(unit.add_member(&step.ok().ok_or(FillError::Rule("membership"))?).await?)
    }

    /// Requests that wait for the validator.
    async fn requests(&mut self) -> Result<usize, FillError> {
        let picture = specimen().ok_or(FillError::Rule("picture"))?;
        let names = FIRST.iter().rev().zip(LAST.iter().rev());
        for (number, (first, last)) in names.take(APPLICANTS).enumerate() {
            let (code, country, town) =
                *self.random.pick(COUNTRIES).ok_or(FillError::Rule("country"))?;
            let draft = Draft {
                first_name: (*first).to_owned(),
                last_name: (*last).to_owned(),
                email: format!("applicant{number}@example.org"),
                telephone: "+32 2 555 01 23".to_owned(),
                work_address: format!("1 Example Street\n{town}"),
                organisation: format!("Migration Office, {country}"),
                job_title: "Policy officer".to_owned(),
                justification: "I answer the network’s queries for my office.".to_owned(),
                seat: code.to_owned(),
                login_name: format!("{first} {last}"),
                login_email: format!("applicant{number}@example.org"),
                login_assurance: "low".to_owned(),
                chosen: String::new(),
            };
            self.request(&format!("applicant{number}"), draft, &picture).await?;
        }
        Ok(APPLICANTS)
    }

    async fn request(&self, login: &str, draft: Draft, picture: &[u8]) -> Result<(), FillError> {
        let subject = Subject::read(login).ok().ok_or(FillError::Rule("subject"))?;
        let request = RandomIds.next(self.now);
        let access = Access::happened(self.now, Doer::Applicant, Event::RegistrationBegun, request);
        let mut unit = self.store.apply(access).await?;
        let step = begin(self.id(), Applicant(&subject), (false, false), self.now)
            .ok()
            .ok_or(FillError::Rule("request"))?;
        let mut request = unit.begin(&step, Language::ENGLISH).await?;
        request.draft = draft;
        request.kind = Some(OrganisationKind::NationalAuthority);
        let wanted = self.places.get("ncp").map(|place| place.community.id);
        request.communities = wanted.into_iter().collect();
        unit.save_form(&request).await?;
        let changed = self.scan(picture)?;
        let length = u32::try_from(picture.len()).ok().ok_or(FillError::Rule("picture"))?;
        let framed = [length.to_be_bytes().as_slice(), picture].concat();
        unit.put_scan(request.registration.id, &changed, &framed).await?;
        request.registration.scan = changed.scan;
        let card = request.draft.card().ok().ok_or(FillError::Rule("contact details"))?;
        let form = Form {
            card: Some(&card),
            kind: request.kind,
            seat: request.draft.seat.parse().ok(),
            justification: Some(&request.draft.justification),
            communities: &request.communities,
            consent: Given { general: true, transfer: true },
        };
        let step = submit(&request.registration, Applicant(&subject), &form, self.now)
            .ok()
            .ok_or(FillError::Rule("submission"))?;
        unit.save(&request, &step).await?;
        unit.add_consent(request.registration.id, &self.consent()?).await?;
        Ok(unit.end(Outcome::on(request.registration.id.to_uuid())).await?)
    }

    fn scan(&self, picture: &[u8]) -> Result<Changed, FillError> {
        let digest = fnd_vault::log::merkle::sha256(&[picture]);
        let held = examine(picture, digest, self.now).ok().ok_or(FillError::Rule("scan"))?;
        let quarantined = Scan::None
            .replace(held, ies_domain::registration::State::Draft)
            .ok()
            .ok_or(FillError::Rule("scan"))?;
        quarantined.scan.judge(Verdict::Clean, self.now).ok().ok_or(FillError::Rule("scan"))
    }
}

fn card(
    (login, first, last): (&str, &str, &str),
    (organisation, country): (&str, &str),
    job: &str,
) -> Result<ContactCard, FillError> {
    let town = COUNTRIES.iter().find(|(code, ..)| *code == country).map_or("Bruxelles", |c| c.2);
    let email = format!("{login}@example.org");
    let address = format!("1 Example Street\n{town}");
    let input = ContactInput {
        first_name: first,
        last_name: last,
        email: &email,
        telephone: "+32 2 555 01 02",
        work_address: &address,
        organisation,
        job_title: job,
    };
    ContactCard::read(&input).ok().ok_or(FillError::Rule("contact details"))
}

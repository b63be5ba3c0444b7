//! The first three people of a system that has nobody: a user administrator and a data protection
//! officer, who from then on are each other's second person, and a validator, who admits everybody
//! else. R03, R28.
//!
//! Who they are stands in a file that the operator writes. Everything that is wrong in it is said
//! at once, and nothing is stored before all of it is right.

use std::collections::BTreeSet;

use fnd_core::{CountryCode, Id, Language};
use ies_domain::account::Account;
use ies_domain::consent::{self, Act, Channel, Consent, ConsentError, Given, Occasion, Statements};
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::{Organisation, OrganisationKind};
use ies_domain::person::{ContactCard, ContactInput, OrganisationName};
use ies_domain::registration::NewAccount;
use ies_domain::role::{self, Role, RoleError, RoleGrant};
use ies_domain::session::Subject;
use ies_store::purpose::installing::Installing;
use ies_store::{Access, Outcome, StoreError};
use jiff::Timestamp;
use serde::Deserialize;

use crate::app::App;

/// Who is installed, read and found usable.
#[derive(Debug, Clone)]
pub struct People {
    organisation: (OrganisationName, CountryCode),
    persons: Vec<Person>,
}

#[derive(Debug, Clone)]
struct Person {
    role: Role,
    subject: Subject,
    card: ContactCard,
    language: Language,
    given: Given,
}

/// Why nobody was installed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// The file is not the TOML that is expected.
    #[error("the people file cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// Values that cannot be used, each at its place.
    #[error("the people file cannot be used:\n  {}", .0.join("\n  "))]
    Values(Vec<String>),
    /// Somebody has an account already.
    #[error(
        "this system has accounts already; its user administrator and its officer grant further \
         roles in its pages"
    )]
    HasAccounts,
    /// A consent is missing, or nothing is published that could be agreed to.
    #[error("nobody was installed: {0}")]
    Consent(#[from] ConsentError),
    /// The domain refuses a role.
    #[error("nobody was installed: {0}")]
    Role(#[from] RoleError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organisation: OrganisationEntry,
    #[serde(default)]
    person: Vec<PersonEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationEntry {
    name: String,
    seat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    role: String,
    subject: String,
    first_name: String,
    last_name: String,
    email: String,
    telephone: String,
    work_address: String,
    job_title: String,
    #[serde(default = "english")]
    language: String,
    consents_to_processing: bool,
    consents_to_transfers: bool,
}

fn english() -> String {
    Language::ENGLISH.code().to_owned()
}

/// The roles that are installed, one person each.
const ROLES: [(&str, Role); 3] = [
    ("user-admin", Role::UserAdmin),
    ("dp-officer", Role::DpOfficer),
    ("validator", Role::Validator),
];

impl People {
    /// Reads the text of a people file; `languages` are those that letters can be written in.
    pub fn read(text: &str, languages: &[Language]) -> Result<Self, InstallError> {
        let file: File = toml::from_str(text)?;
        let mut faults = Vec::new();
        let name = taken(OrganisationName::read(&file.organisation.name), "organisation.name");
        let name = name.map_err(|fault| faults.push(fault)).ok();
        let seat = file.organisation.seat.parse::<CountryCode>();
        let seat = taken(seat, "organisation.seat").map_err(|fault| faults.push(fault)).ok();
        let mut persons = Vec::new();
        for (number, entry) in file.person.iter().enumerate() {
            let place = format!("person {}", number.saturating_add(1));
            match entry.read(&file.organisation.name, languages) {
                Ok(person) => persons.push(person),
                Err(found) => faults.extend(found.iter().map(|fault| format!("{place}: {fault}"))),
            }
        }
        if faults.is_empty() {
            faults.extend(together(&persons));
        }
        match (name, seat) {
            (Some(name), Some(seat)) if faults.is_empty() => {
                Ok(Self { organisation: (name, seat), persons })
            }
            _ => Err(InstallError::Values(faults)),
        }
    }
}

fn taken<T, E: std::fmt::Display>(read: Result<T, E>, place: &str) -> Result<T, String> {
    read.map_err(|error| format!("{place}: {error}"))
}

impl PersonEntry {
    fn read(&self, organisation: &str, languages: &[Language]) -> Result<Person, Vec<String>> {
        let mut faults = Vec::new();
        let role = ROLES.iter().find(|(code, _)| *code == self.role).map(|(_, role)| *role);
        if role.is_none() {
            faults.push("role: write `user-admin`, `dp-officer` or `validator`".to_owned());
        }
        let language = Language::find(&self.language).filter(|one| languages.contains(one));
        if language.is_none() {
            let codes: Vec<_> = languages.iter().map(|one| one.code()).collect();
            faults.push(format!("language: write one of {}", codes.join(", ")));
        }
        let subject = taken(Subject::read(&self.subject), "subject");
        let subject = subject.map_err(|fault| faults.push(fault)).ok();
        let card = ContactCard::read(&self.input(organisation));
        let card = card.map_err(|errors| faults.extend(errors.iter().map(ToString::to_string)));
        match (role, language, subject, card) {
            (Some(role), Some(language), Some(subject), Ok(card)) => {
                Ok(Person { role, subject, card, language, given: self.given() })
            }
            _ => Err(faults),
        }
    }

    fn input<'a>(&'a self, organisation: &'a str) -> ContactInput<'a> {
        ContactInput {
            first_name: &self.first_name,
            last_name: &self.last_name,
            email: &self.email,
            telephone: &self.telephone,
            work_address: &self.work_address,
            organisation,
            job_title: &self.job_title,
        }
    }

    const fn given(&self) -> Given {
        Given { general: self.consents_to_processing, transfer: self.consents_to_transfers }
    }
}

/// What is wrong with the people together.
fn together(persons: &[Person]) -> Vec<String> {
    let mut faults = Vec::new();
    let roles: BTreeSet<Role> = persons.iter().map(|person| person.role).collect();
    if (roles.len(), persons.len()) != (ROLES.len(), ROLES.len()) {
        faults.push(
            "person: write three, one `user-admin` and one `dp-officer`, each of whom approves \
             what the other proposes, and one `validator`, who admits everybody else"
                .to_owned(),
        );
    }
    let subjects: BTreeSet<&str> = persons.iter().map(|person| person.subject.as_str()).collect();
    if subjects.len() < persons.len() {
        faults.push("subject: two people cannot have the same".to_owned());
    }
    let emails: BTreeSet<String> =
        persons.iter().map(|person| person.card.email.folded()).collect();
    if emails.len() < persons.len() {
        faults.push("email: two people cannot have the same".to_owned());
    }
    faults
}

/// Everything that is stored of one person.
struct Installed {
    account: NewAccount,
    consent: Consent,
    grant: RoleGrant,
}

/// Opens the accounts of `people` in a system that has none.
pub async fn install(app: &App, people: &People) -> Result<Vec<Id<Account>>, InstallError> {
    let now = app.clock.now();
    let controller = &app.site.controller_organisation;
    if people.organisation.0.as_str() != controller {
        return Err(InstallError::Values(vec![format!(
            "organisation.name: write `{controller}`, or set `site.controller_organisation` of \
             the configuration to the name that stands here: only its staff grant roles of the \
             platform"
        )]));
    }
    let statements = app.store.statements().await?;
    let organisation = Organisation {
        id: Id::from_uuid(app.ids.next(now)),
        name: people.organisation.0.clone(),
        kind: OrganisationKind::UnionInstitution,
        seat: people.organisation.1,
    };
    let all = decide(app, people, (organisation.id, Statements(&statements)), now)?;
    let request = app.ids.next(now);
    let access = Access::happened(now, Doer::System, Event::AccountOpened, request);
    let mut unit = app.store.install(access).await?;
    if unit.has_accounts().await? {
        return Err(InstallError::HasAccounts);
    }
    unit.add_organisation(&organisation).await?;
    for (person, installed) in people.persons.iter().zip(&all) {
        add(&mut unit, person, installed).await?;
    }
    unit.end(Outcome::default()).await?;
    Ok(all.iter().map(|installed| installed.account.id).collect())
}

/// What the domain says of each of `people`.
fn decide(
    app: &App,
    people: &People,
    (organisation, statements): (Id<Organisation>, Statements<'_>),
    now: Timestamp,
) -> Result<Vec<Installed>, InstallError> {
    let mut grants = Vec::new();
    let mut all = Vec::new();
    for person in &people.persons {
        let account = NewAccount {
            id: Id::from_uuid(app.ids.next(now)),
            subject: person.subject.clone(),
            organisation,
            kind: OrganisationKind::UnionInstitution,
            communities: Vec::new(),
        };
        let named = (Id::from_uuid(app.ids.next(now)), account.id, person.role);
        let grant = role::install(named, &grants, now, &app.switches.permission)?;
        grants.push(grant.clone());
        let consent = consent::give(act(app, person, statements, now)?, statements, now)?;
        all.push(Installed { account, consent, grant });
    }
    Ok(all)
}

/// The consent that the person signed, to the texts in force.
fn act(
    app: &App,
    person: &Person,
    statements: Statements<'_>,
    now: Timestamp,
) -> Result<Act, ConsentError> {
    let shown = statements.in_force(now).ok_or(ConsentError::NoStatement)?;
    Ok(Act {
        id: Id::from_uuid(app.ids.next(now)),
        occasion: Occasion::Registration,
        privacy_shown: shown.privacy.version,
        terms_shown: shown.terms.version,
        given: person.given,
        channel: Channel::Letter,
    })
}

async fn add(
    unit: &mut Installing,
    person: &Person,
    installed: &Installed,
) -> Result<(), StoreError> {
    let card = (&person.card, person.language);
    unit.add_account(&installed.account, card, &installed.consent).await?;
    unit.add_role(&installed.grant).await
}

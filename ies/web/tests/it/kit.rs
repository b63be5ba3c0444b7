//! A running site: the routes with every layer, a database, an identity provider that speaks CAS
//! as EU Login does, a mail server, and a clock that tests set.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use fnd_core::clock::FixedClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Id, Ids, Language};
use fnd_intake::apart::Apart;
use fnd_mail::{Mailer, Security};
use fnd_pg::Database;
use fnd_pg::session::{Lifetime, Sessions};
use fnd_testkit::cas::{self, Cas};
use fnd_testkit::http::{Answer, Client};
use fnd_testkit::postgres::Schema;
use fnd_testkit::{MailServer, Reserved, TestDatabase};
use fnd_vault::SharedRing;
use fnd_web::serve::{self, Admin, Stopper};
use ies_domain::account::Account;
use ies_domain::community::{
    Community, CommunityKind, JoinPolicy, Level, Membership, State, Visibility,
};
use ies_domain::consent::{self, Act, Channel, Consent, Given, Occasion, Statements};
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::{Organisation, OrganisationKind};
use ies_domain::person::{ContactCard, ContactInput, OrganisationName};
use ies_domain::registration::NewAccount;
use ies_domain::role::{Acknowledgement, Hand, Role, RoleGrant, Scope, Signature};
use ies_domain::session::Subject;
use ies_store::{Access, CommunityRow, Outcome, Rings, Store, schema};
use ies_web::app::App;
use ies_web::config::Config;
use ies_web::upkeep::{self, Upkeep};
use ies_web::{daemon, public, routes};
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

/// The day on which everything begins.
pub const BEGIN: &str = "2026-07-15T10:00:00Z";

/// A site that runs until it is dropped.
pub struct Site {
    pub base: String,
    pub clock: Arc<FixedClock>,
    /// Kept: it stops when it is dropped.
    _cas: Cas,
    pub mail: MailServer,
    pub database: TestDatabase,
    pub app: Arc<App>,
    /// The store in the role of upkeep.
    pub kept: Store,
    pub folder: TempDir,
    pub rings: Rings,
    upkeep: Option<Upkeep>,
    stopper: Stopper,
    _reserved: [Reserved; 2],
}

/// Who can sign in: login, first name, last name.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("maria", "Maria", "Beridze"),
    ("ana", "Ana", "Lind"),
    ("tom", "Tom", "Vermeer"),
    ("vera", "Vera", "Kask"),
    ("ulla", "Ulla", "Berg"),
    ("dora", "Dora", "Novak"),
    ("ludo", "Ludo", "Maes"),
    ("carl", "Carl", "Weiss"),
    ("cora", "Cora", "Blanc"),
    ("sven", "Sven", "Holm"),
    ("nils", "Nils", "Aro"),
    ("olga", "Olga", "Ilves"),
    ("rosa", "Rosa", "Conti"),
    ("lena", "Lena", "Marx"),
    ("pia", "Pia", "Sorel"),
];

fn person((login, first, last): &(&str, &str, &str)) -> cas::Person {
    let attributes = json!({
        "email": format!("{login}@example.test"), "firstName": first, "lastName": last,
        "assuranceLevel": "10", "authenticationLevel": "MEDIUM", "locale": "en",
    });
    let Value::Object(attributes) = attributes else { panic!("attributes") };
    cas::Person { login: (*login).into(), label: format!("{first} {last}"), attributes }
}

impl Site {
    /// Starts a site on an empty database.
    pub async fn start() -> Self {
        Self::start_with(|_, _| {}).await
    }

    /// The same, after `change` has had its configuration and its folder.
    pub async fn start_with(change: impl FnOnce(&mut Config, &Path)) -> Self {
        let reserved = [Reserved::new(), Reserved::new()];
        let [here, there] = reserved.each_ref().map(Reserved::address);
        let base = format!("http://{here}");
        let clock = Arc::new(FixedClock::new(BEGIN.parse().unwrap()));
        let shared: Arc<dyn Clock> = clock.clone();
        let settings = cas::Settings {
            services: vec![format!("{base}/sign-in/callback")],
            signed_out_addresses: vec![format!("{base}/")],
            people: PEOPLE.iter().map(person).collect(),
        };
        let cas = Cas::start_at(there, settings, Arc::clone(&shared)).await;
        let mail = MailServer::start(None).await;
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(&base, there, &folder);
        change(&mut config, folder.path());
        let database = TestDatabase::fresh(SCHEMA).await;
        let rings = rings(&folder, &*shared);
        let store = |role| {
            let database = Database::new(database.config(role), 8).unwrap();
            let files = folder.path().join("files");
            Store::new(database, rings.clone(), &files, Arc::new(RandomIds)).unwrap()
        };
        let kept = store(schema::UPKEEP);
        let intake = (Apart::new(&intake()), String::from("a key"));
        let app = daemon::app(&config, store(schema::APP), intake, &shared).unwrap();
        public::statements::ensure(&app).await.unwrap();
        let stopper = listen(&config, (&app, &database, &shared));
        let mut site = Self {
            base,
            clock,
            _cas: cas,
            mail,
            database,
            app,
            kept,
            folder,
            rings,
            upkeep: None,
            stopper,
            _reserved: reserved,
        };
        site.resume();
        site
    }

    /// Begins to do jobs and to watch times.
    pub fn resume(&mut self) {
        let database = Database::new(self.database.config(schema::UPKEEP), 4).unwrap();
        let mailer = Mailer::new(&fnd_mail::Config {
            server: self.mail.address.ip().to_string(),
            port: self.mail.address.port(),
            security: Security::None,
            authorities: None,
            user: None,
            password_file: None,
            from: "IES <no-reply@example.test>".into(),
            reply_to: None,
        });
        let kept = (self.kept.clone(), database);
        self.upkeep = Some(upkeep::start(&self.app, kept, Some(mailer.unwrap())));
    }

    /// Stops doing jobs, as if that process had died.
    pub fn pause(&mut self) {
        if let Some(upkeep) = self.upkeep.take() {
            upkeep.abort();
        }
    }

    /// The address of `path`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A browser in which `login` has signed in.
    pub async fn enter(&self, login: &str) -> Client {
        let client = Client::plain();
        self.sign_in(&client, login).await;
        client
    }

    /// Signs `login` in with two factors.
    pub async fn sign_in(&self, client: &Client, login: &str) -> Answer {
        let begun = client.page(&self.at("/sign-in")).await;
        let shown = client.follow(&begun).await;
        let back = if shown.status == 303 { shown } else { press(client, &shown, login).await };
        let answer = client.page(&back.leads_to()).await;
        assert!(answer.status.is_redirection(), "{login}: {}", answer.text);
        answer
    }

    /// Posts a form as a browser does.
    pub async fn post(&self, client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "text/html"),
            ("sec-fetch-site", "same-origin"),
        ];
        client.send(http::Method::POST, &self.at(path), &headers, &body).await.unwrap()
    }

    /// Opens an account for `login`, who works for `organisation` (name, kind, seat) and holds
    /// `roles`, acknowledged already.
    pub async fn account(
        &self,
        login: &str,
        (organisation, kind, seat): (&str, OrganisationKind, &str),
        roles: &[(Role, Scope)],
    ) -> Id<Account> {
        let (now, ids) = (self.clock.now(), RandomIds);
        let access = Access::happened(now, Doer::System, Event::AccountOpened, ids.next(now));
        let mut unit = self.app.store.install(access).await.unwrap();
        let organisation = Organisation {
            id: Id::from_uuid(ids.next(now)),
            name: OrganisationName::read(organisation).unwrap(),
            kind,
            seat: seat.parse().unwrap(),
        };
        unit.add_organisation(&organisation).await.unwrap();
        let new = NewAccount {
            id: Id::from_uuid(ids.next(now)),
            subject: Subject::read(login).unwrap(),
            organisation: organisation.id,
            kind,
            communities: Vec::new(),
        };
        let consent = self.consent().await;
        let card = card(login, organisation.name.as_str());
        unit.add_account(&new, (&card, Language::ENGLISH), &consent).await.unwrap();
        for (role, scope) in roles {
            unit.add_role(&grant(new.id, (*role, *scope), now)).await.unwrap();
        }
        unit.end(Outcome::default()).await.unwrap();
        new.id
    }

    /// Makes a listed Community to which one applies, with `members` of these levels.
    pub async fn community(&self, slug: &str, members: &[(Id<Account>, Level)]) -> Id<Community> {
        let (now, ids) = (self.clock.now(), RandomIds);
        let access = Access::happened(now, Doer::System, Event::CommunityChanged, ids.next(now));
        let mut unit = self.app.store.install(access).await.unwrap();
        let community = Community {
            id: Id::from_uuid(ids.next(now)),
            kind: CommunityKind::WorkingGroup,
            visibility: Visibility::Listed,
            join: JoinPolicy::Apply,
            country: None,
            third_country_since: None,
        };
        let names = [("en".to_owned(), format!("Community {slug}"))].into();
        let (slug, purposes) = (slug.to_owned(), std::collections::BTreeMap::new());
        let row = CommunityRow { community, slug, names, purposes, version: 1 };
        unit.add_community(&row).await.unwrap();
        for (account, level) in members {
            let membership = Membership {
                community: community.id,
                account: *account,
                level: *level,
                state: State::Active,
                since: now,
                expires_at: None,
                decided_by: None,
                notice_seen: None,
                end: None,
            };
            unit.add_membership(&membership).await.unwrap();
        }
        unit.end(Outcome::default()).await.unwrap();
        community.id
    }

    /// Consent to both, given now to the texts in force.
    pub async fn consent(&self) -> Consent {
        let statements = self.app.store.statements().await.unwrap();
        let now = self.clock.now();
        let shown = Statements(&statements).in_force(now).unwrap();
        let act = Act {
            id: Id::from_uuid(RandomIds.next(now)),
            occasion: Occasion::Registration,
            privacy_shown: shown.privacy.version,
            terms_shown: shown.terms.version,
            given: Given { general: true, transfer: true },
            channel: Channel::Page,
        };
        consent::give(act, Statements(&statements), now).unwrap()
    }

    /// Now, by the clock of the site.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Waits until the query of one number answers `expected`, as a job needs a moment.
    pub async fn until(&self, sql: &str, expected: i64) {
        let begin = std::time::Instant::now();
        while begin.elapsed() < std::time::Duration::from_secs(30) {
            if self.count(sql).await == expected {
                return;
            }
            tokio::task::yield_now().await;
        }
        panic!("`{sql}` never became {expected}: {}", self.count(sql).await);
    }

    /// Answers of the database to a query of one number.
    pub async fn count(&self, sql: &str) -> i64 {
        self.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.pause();
        self.stopper.stop_at_once();
    }
}

/// Contact details of one of [`PEOPLE`].
pub fn card(login: &str, organisation: &str) -> ContactCard {
    let (_, first, last) = PEOPLE.iter().find(|(known, ..)| *known == login).unwrap();
    let email = format!("{login}@example.test");
    let input = ContactInput {
        first_name: first,
        last_name: last,
        email: &email,
        telephone: "+32 2 123 45 67",
        work_address: "Rue de la Loi 1\n1000 Bruxelles",
        organisation,
        job_title: "Policy officer",
    };
    ContactCard::read(&input).unwrap()
}

/// A role that works.
fn grant(account: Id<Account>, (role, scope): (Role, Scope), now: Timestamp) -> RoleGrant {
    let signature = Signature { by: Hand::Installation, at: now };
    RoleGrant {
        id: Id::from_uuid(RandomIds.next(now)),
        account,
        role,
        scope,
        proposed: signature,
        approved: Some(signature),
        acknowledged: Some(Acknowledgement { at: now, document: "filed".into() }),
        certified: None,
        expires_at: now.checked_add(jiff::SignedDuration::from_hours(24 * 300)).unwrap(),
        ended: None,
    }
}

/// Presses the button of `login` on the provider's page.
pub async fn press(client: &Client, page: &Answer, login: &str) -> Answer {
    assert!(page.text.contains("<button name=\"login\""), "{}", page.text);
    let mut to = page.url.clone();
    to.set_query(None);
    let body = format!("{}&login={login}", page.url.query().unwrap());
    client.send(http::Method::POST, to.as_str(), &[], &body).await.unwrap()
}

fn config(base: &str, provider: SocketAddr, folder: &TempDir) -> Config {
    let config = json!({
        "data": folder.path(),
        "server": { "plain": { "address": base.trim_start_matches("http://") },
                    "admin": "127.0.0.1:0", "shutdown_seconds_max": 5 },
        "sign_in": { "kind": "cas", "server": format!("http://{provider}/cas"),
                     "public_address": base, "clock_skew_seconds_max": 5 },
        "limits": { "by_address": { "per_second": 10_000, "burst": 10_000 },
                    "by_caller": { "per_second": 10_000, "burst": 10_000 } },
        "site": {
            "address": base,
            "controller": ["European Commission", "DG HOME"],
            "controller_mail": "controller@example.test",
            "officer": ["Data Protection Officer"],
            "officer_mail": "dpo@example.test",
            "supervisor": "European Data Protection Supervisor",
            "supervisor_mail": "edps@example.test",
            "supervisor_page": "https://edps.example.test",
            "help_mail": "help@example.test",
        },
    });
    serde_json::from_value(config).unwrap()
}

fn rings(folder: &TempDir, clock: &dyn Clock) -> Rings {
    let ring =
        |name: &str| Arc::new(SharedRing::open(&folder.path().join(name), clock.now()).unwrap());
    Rings { main: ring("keys.toml"), scans: ring("scan-keys.toml") }
}

fn listen(
    config: &Config,
    (app, database, clock): (&Arc<App>, &TestDatabase, &Arc<dyn Clock>),
) -> Stopper {
    let pool = Database::new(database.config(schema::APP), 8).unwrap();
    let sessions = Sessions::new(pool, Arc::clone(clock), Lifetime::default());
    let stack = daemon::stack(config, app, sessions).unwrap();
    let router = stack.around(routes::routes(Arc::clone(app)));
    let running = serve::start(&config.server, router, Admin::new()).unwrap();
    let stopper = running.stopper();
    tokio::spawn(running.until_stopped());
    stopper
}

/// The program that draws uploads anew. It lies where the tests do, and is built when it is not
/// there, as when the tests of this crate alone are run.
pub fn intake() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().unwrap().parent().unwrap().join("limen-intake");
    if !program.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "-q", "-p", "fnd-intake"]).status();
        assert!(built.unwrap().success(), "`cargo build -p fnd-intake`");
    }
    program
}

/// The value that a page sends along unseen under `name`.
pub fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("{}", page.text));
    rest.split('"').next().unwrap().to_owned()
}

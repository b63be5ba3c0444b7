//! Data protection for the controller: requests of persons, breaches, consents, what was erased.
//! Statement 5 and 8; EUDPR Art. 14, 31, 34; R18, R46, R47, R54; A21, A22.

mod breaches;
mod sending;

use std::collections::BTreeMap;

use fnd_core::{Id, Language};
use fnd_register::Coded;
use ies_domain::account::{self as accounts, Account};
use ies_domain::log::{Doer, Event};
use ies_domain::mail::{Addressee, Mail, Notice};
use ies_domain::person::Email;
use ies_domain::registration::{Applicant, Registration, withdraw};
use ies_domain::rights::deadline::{Signal, signal, signals_from};
use ies_domain::rights::{About, Request, Right, State, Step};
use ies_domain::role::Role;
use ies_domain::switches::Switches;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::administering::{FoundUsers, UserFilter, found_users};
use super::closing::account_step;
use super::recipients::recipients;
use super::retaining;
pub use super::retaining::{Erased, Run};
use super::rounds::{BATCH_MAX, carried_on};
use super::settle::registration_step;
use crate::record::account::{self, Hold};
pub use crate::record::breach::{BreachContent, BreachRow};
pub use crate::record::case::{Case, CaseContent, CaseStep};
use crate::record::mail::{Named, To, queue, to_account, to_role};
use crate::record::{case, names, registration};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Cases of a page.
pub const CASES_A_PAGE: u32 = 25;
/// Requests for an account that are read at once; a letter is held against all of them.
const APPLICANTS_AT_ONCE: i64 = 500;

/// Which cases to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseFilter {
    /// A state; without one, those that are open.
    pub state: Option<State>,
    /// A right.
    pub right: Option<Right>,
    /// The page, from 1.
    pub page: u32,
}

/// How many cases there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Open ones.
    pub open: u32,
    /// Of these, those whose last day is over.
    pub overdue: u32,
}

/// A unit of work of data protection.
#[derive(Debug)]
pub struct Protecting(Unit);

impl Store {
    /// Begins to work for `access`.
    #[tracing::instrument(name = "db.protect", skip_all)]
    pub async fn protect(&self, access: Access) -> Result<Protecting, StoreError> {
        Ok(Protecting(self.begin(access).await?))
    }
}

const OPEN: &str = "state IN ('received', 'identity-check', 'in-progress', 'extended')";

impl Protecting {
    /// The cases of a page, those that are due first, and how many fit in all.
    pub async fn cases(&self, filter: &CaseFilter) -> Result<(Vec<Case>, u32), StoreError> {
        let state = filter.state.map(|state| state.code());
        let right = filter.right.map(|right| right.code());
        let skipped = filter.page.saturating_sub(1).saturating_mul(CASES_A_PAGE);
        let fits = format!(
            "(CASE WHEN $1::text IS NULL THEN {OPEN} ELSE state = $1 END)
             AND ($2::text IS NULL OR asked_right = $2)"
        );
        let sql = format!(
            "SELECT {}, count(*) OVER () FROM {} WHERE {fits}
              ORDER BY due_on, request_id LIMIT $3 OFFSET $4",
            case::COLUMNS,
            case::TABLES
        );
        let page = (i64::from(CASES_A_PAGE), i64::from(skipped));
        let rows = self.0.client()?.query(&sql, &[&state, &right, &page.0, &page.1]).await?;
        let total = rows.first().map_or(0, |row| row.get::<_, i64>(19));
        let found: Result<_, _> = rows.iter().map(|row| case::read(&self.0, row)).collect();
        Ok((found?, u32::try_from(total).unwrap_or(u32::MAX)))
    }

    /// How many cases are open on the day `today`, and how many overdue.
    pub async fn case_counts(&self, today: Date) -> Result<CaseCounts, StoreError> {
        let sql = format!(
            "SELECT count(*), count(*) FILTER (WHERE due_on < $1) FROM rights_request WHERE {OPEN}"
        );
        let row = self.0.client()?.query_one(&sql, &[&today]).await?;
        let count = |place| u32::try_from(row.get::<_, i64>(place)).unwrap_or(u32::MAX);
        Ok(CaseCounts { open: count(0), overdue: count(1) })
    }

    /// One case, held until the unit ends.
    pub async fn case(&self, id: Id<Request>) -> Result<Option<Case>, StoreError> {
        case::find(&self.0, id, Hold::Held).await
    }

    /// The names of those who are still there.
    pub async fn names(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>, StoreError> {
        names::of(&self.0, ids).await
    }

    /// Users who may have written: by words of their card, or by their address.
    pub async fn users_like(&self, text: &str) -> Result<FoundUsers, StoreError> {
        let filter = UserFilter { text: text.to_owned(), state: None, page: 1 };
        found_users(&self.0, &filter).await
    }

    /// Requests for an account that are still held and may be of who wrote: with the same name
    /// or the same address. Identifier, name and address.
    pub async fn applicants_like(
        &self,
        (who, address): (&str, &str),
    ) -> Result<Vec<(Id<Registration>, String, String)>, StoreError> {
        let mut found = Vec::new();
        let mut last = None;
        // What lies sealed is compared here. What is held of people without an account goes after
        // a month, so it is never much; no more of it than a page is held at a time.
        loop {
            let page = registration::without_account(&self.0, last, APPLICANTS_AT_ONCE).await?;
            for request in &page {
                let (id, draft) = (request.registration.id, &request.draft);
                let name = format!("{} {}", draft.first_name, draft.last_name);
                if same(&name, who) || same(&draft.email, address) {
                    found.push((id, name, draft.email.clone()));
                }
                last = Some(id);
            }
            if page.is_empty() {
                return Ok(found);
            }
        }
    }

    /// Stores a request that somebody entered.
    pub async fn enter(&mut self, step: &Step, case: &Case) -> Result<(), StoreError> {
        case::insert(&self.0, case).await?;
        self.settle(step, case).await
    }

    /// Stores the request as `step` left it, with everything that goes with it.
    pub async fn save(
        &mut self,
        step: &Step,
        case: &mut Case,
        switches: &Switches,
    ) -> Result<(), StoreError> {
        case.request = step.request.clone();
        if step.effects.list_recipients {
            case.content.recipients = recipients(&self.0, step.request.about).await?;
        }
        case::update(&self.0, case).await?;
        self.settle(step, case).await?;
        self.execute(step, switches).await
    }

    /// What a request does to the account or the request for one. Statement 8; R42.
    async fn execute(&mut self, step: &Step, switches: &Switches) -> Result<(), StoreError> {
        match step.request.about {
            About::Holder(id) => {
                if step.effects.prepare_archive {
                    self.prepare_archive(&step.request).await?;
                }
                let Some(cause) = step.effects.close_account else { return Ok(()) };
                let found = account::find(&self.0, id, Hold::Held).await?;
                let before = found.ok_or(StoreError::Overtaken)?;
                // Who closed it before has what they asked for.
                match accounts::disable(&before.account, cause, self.0.at(), switches) {
                    Ok(closed) => {
                        let named = Named::default()
                            .with("due", step.request.due_on.to_string())
                            .with("hours", switches.account.erasure_hours.to_string());
                        account_step(&mut self.0, &before, &closed, (None, &named)).await
                    }
                    Err(_) => Ok(()),
                }
            }
            About::Applicant(id) if step.effects.withdraw_registration => {
                let found = registration::find(&self.0, id, Hold::Held).await?;
                let before = found.ok_or(StoreError::Overtaken)?;
                let by = Applicant(&before.registration.subject);
                match withdraw(&before.registration, by, self.0.at()) {
                    Ok(step) => {
                        registration_step(&mut self.0, &before, &step, &Named::default()).await
                    }
                    // It has ended already and goes at its time.
                    Err(_) => Ok(()),
                }
            }
            About::Applicant(_) | About::Nobody => Ok(()),
        }
    }

    async fn settle(&mut self, step: &Step, case: &Case) -> Result<(), StoreError> {
        let id = step.request.id.to_uuid();
        self.0.all_happened(&step.effects.log, id);
        for mail in &step.effects.mails {
            self.tell(*mail, case).await?;
        }
        Ok(())
    }

    async fn tell(&self, mail: Mail, case: &Case) -> Result<(), StoreError> {
        let request = &case.request;
        let named = Named::default()
            .with("right", request.right.code())
            .with("due", request.due_on.to_string())
            .with("state", request.state.code())
            .with("reason", case.content.extension.clone());
        if mail.to == Addressee::Officers {
            let path = format!("/cases/{}", request.id.to_uuid());
            return to_role(
                &self.0,
                mail.notice,
                Role::DpOfficer,
                &Named { path: Some(path), ..named },
            )
            .await;
        }
        match request.about {
            About::Holder(id) => to_account(&self.0, mail.notice, id, &named).await,
            About::Applicant(id) => {
                let found = registration::find(&self.0, id, Hold::Free).await?;
                // What is erased by now has nobody to whom a mail could go.
                let Some(found) = found else { return Ok(()) };
                let to = (&To::Registration(id), found.language);
                queue(&self.0, mail.notice, to, &named).await
            }
            About::Nobody => match Email::read(&case.content.address) {
                // Which language somebody speaks is known of those alone who are known.
                Ok(email) => {
                    let to = (&To::Address(email, None), Language::ENGLISH);
                    queue(&self.0, mail.notice, to, &named).await
                }
                // Where a letter goes to, an officer sends it.
                Err(_) => Ok(()),
            },
        }
    }

    /// How many users have agreed to which versions: of the privacy statement, of the terms of
    /// use, how many. R09.
    pub async fn agreed(&self) -> Result<Vec<((u32, u32), u64)>, StoreError> {
        let sql = "SELECT privacy_version, terms_version, count(*) FROM consent
                    WHERE is_last AND withdrawn_at IS NULL AND account_id IS NOT NULL
                    GROUP BY privacy_version, terms_version";
        let rows = self.0.client()?.query(sql, &[]).await?;
        let version = |version: i32| u32::try_from(version).unwrap_or_default();
        let group = |row: &tokio_postgres::Row| {
            let count = u64::try_from(row.get::<_, i64>(2)).unwrap_or_default();
            ((version(row.get(0)), version(row.get(1))), count)
        };
        Ok(rows.iter().map(group).collect())
    }

    /// The last runs of retention, the latest first. R18.
    pub async fn runs(&self) -> Result<Vec<Run>, StoreError> {
        retaining::runs(&self.0).await
    }

    /// What one run did.
    pub async fn run(&self, id: Uuid) -> Result<Vec<Erased>, StoreError> {
        retaining::run(&self.0, id).await
    }

    /// Accounts that were closed for good and are not erased yet, the oldest first.
    pub async fn leaving(&self) -> Result<Vec<Account>, StoreError> {
        let sql = format!(
            "SELECT {} FROM account WHERE state = 'disabled-pending-erasure'
              ORDER BY disabled_at LIMIT 200",
            account::COLUMNS
        );
        let rows = self.0.client()?.query(&sql, &[]).await?;
        rows.iter().map(|row| Ok(account::read_head(row, 0)?.0.account)).collect()
    }

    /// How many users there are.
    pub async fn users(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM account WHERE state IN ('active', 'dormant', 'suspended')";
        let row = self.0.client()?.query_one(sql, &[]).await?;
        Ok(u32::try_from(row.get::<_, i64>(0)).unwrap_or(u32::MAX))
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

/// Whether two texts say the same to a reader.
fn same(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.trim().to_lowercase();
    !other.trim().is_empty() && folded(one) == folded(other)
}

impl Store {
    /// Tells officers of requests that are due in a week, in three days, today, or overdue; of
    /// each signal once. R46.
    #[tracing::instrument(name = "db.signal_cases", skip_all)]
    pub async fn signal_cases(&self, today: Date, now: Timestamp) -> Result<usize, StoreError> {
        let (mut last, mut told) = (None, 0_usize);
        loop {
            let batch = self.open_cases(last).await?;
            let Some((end, _)) = batch.last() else { return Ok(told) };
            last = Some(*end);
            for case in &batch {
                let due = signal(case.1, today);
                if !due.is_told() {
                    continue;
                }
                let is_told = self.signal_case(*case, due, now).await;
                if carried_on("rights-request", is_told)? {
                    told = told.saturating_add(1);
                }
            }
        }
    }

    /// Open requests and the last day for each, the batch after `last`.
    async fn open_cases(&self, last: Option<Uuid>) -> Result<Vec<(Uuid, Date)>, StoreError> {
        let client = self.0.database.connection().await?;
        let sql = format!(
            "SELECT request_id, due_on FROM rights_request
              WHERE {OPEN} AND ($1::uuid IS NULL OR $1 < request_id)
              ORDER BY request_id LIMIT {BATCH_MAX}"
        );
        let rows = client.query(&sql, &[&last]).await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }

    /// Queues the mails of one signal unless that was done. The log tells, by the beginning of
    /// the signal's word in `sent`.
    async fn signal_case(
        &self,
        (id, last): (Uuid, Date),
        due: Signal,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let access = Access::happened(now, Doer::System, Event::MailSent, self.0.ids.next(now));
        let unit = self.begin(access).await?;
        let sql = "SELECT EXISTS (SELECT 1 FROM log_entry
                     WHERE object = $1 AND action = 'mail-sent' AND sent = $2
                       AND $3 <= at)";
        let said = due.code();
        // The day begins in Brussels up to two hours before it does in UTC.
        let from = signals_from(last).yesterday().unwrap_or(Date::MIN);
        let from = from.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |from| from.timestamp());
        let is_told: bool = unit.client()?.query_one(sql, &[&id, &said, &from]).await?.get(0);
        if is_told {
            unit.leave().await?;
            return Ok(false);
        }
        let named = Named::leading(format!("/cases/{id}")).with("signal", said);
        to_role(&unit, Notice::RightsDue, Role::DpOfficer, &named).await?;
        unit.end(Outcome::on(id).showing(vec![said])).await?;
        Ok(true)
    }
}

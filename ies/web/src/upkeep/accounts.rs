//! Accounts: their erasure, their rest, and the archives of their data. R19, R40, R42, R48.

use std::sync::Arc;

use async_trait::async_trait;
use fnd_core::Id;
use fnd_pg::jobs::{Failing, Job, Work};
use fnd_web::words::Words;
use ies_domain::account::Account;
use ies_domain::log::{Doer, Event};
use ies_domain::retention::{ExportKind, export_erased_at};
use ies_domain::rights::Right;
use ies_store::jobs::right_of_archive;
use ies_store::purpose::erasing::Progress;
use ies_store::purpose::own::Own;
use ies_store::{Access, Outcome, Store, StoreError};
use jiff::Timestamp;
use uuid::Uuid;

use crate::app::App;
use crate::own::archive::build;
use crate::upkeep::tried;

/// What hangs on time alone, once.
pub(super) async fn round(app: &App, kept: &Store) {
    let now = app.clock.now();
    tried("unused accounts", async { kept.rest_accounts(&app.switches, now).await.map(drop) })
        .await;
    tried("links and archives", async { kept.expire_own(now).await.map(drop) }).await;
    tried("erasures", erasures(app, kept)).await;
}

/// Erases whatever is due.
async fn erasures(app: &App, kept: &Store) -> Result<(), StoreError> {
    let now = app.clock.now();
    for id in kept.erasures_due().await? {
        // One that fails must not keep the others waiting.
        tried("an erasure", async { kept.erase(id, &app.switches, now).await.map(drop) }).await;
    }
    Ok(())
}

fn id_of(job: &Job, name: &str) -> Result<Uuid, Failing> {
    let id = job.about.get(name).and_then(|value| value.as_str());
    id.and_then(|id| Uuid::parse_str(id).ok()).ok_or(Failing::Never("unreadable"))
}

/// Erases accounts that were closed, as soon as that may be.
#[derive(Debug)]
pub(super) struct Erase {
    app: Arc<App>,
    kept: Store,
}

impl Erase {
    /// Works on the store `kept`.
    pub(super) fn new(app: &Arc<App>, kept: &Store) -> Self {
        Self { app: Arc::clone(app), kept: kept.clone() }
    }
}

#[async_trait]
impl Work for Erase {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        let id: Id<Account> = Id::from_uuid(id_of(job, "account")?);
        let erased = self.kept.erase(id, &self.app.switches, self.app.clock.now()).await;
        match erased {
            // The last mail was queued just now; the rounds see to what is left.
            Ok(Progress::Waits | Progress::Did(_)) => {
                self.app.jobs.wake();
                Ok(())
            }
            Ok(Progress::Done | Progress::NotDue) => Ok(()),
            Err(error) => {
                tracing::warn!(%error, "an erasure was not finished");
                Err(Failing::Again("store"))
            }
        }
    }
}

/// Makes archives of people's own data.
#[derive(Debug)]
pub(super) struct Build {
    app: Arc<App>,
}

impl Build {
    /// Works on the store of requests: the archive holds what its owner may read, and nothing
    /// that this role could not.
    pub(super) fn new(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app) }
    }

    fn access(&self, at: Timestamp, event: Event) -> Access {
        Access::happened(at, Doer::System, event, self.app.ids.next(at))
    }

    async fn own(&self, account: Uuid, access: Access) -> Result<Own, Failing> {
        self.app.store.own(access, Id::from_uuid(account)).await.map_err(again)
    }

    /// Draws between two units of work: a paper of many pages takes longer than a connection may
    /// be held.
    async fn make(&self, (export, account): (Uuid, Uuid), right: Right) -> Result<(), Failing> {
        let now = self.app.clock.now();
        let own = self.own(account, self.access(now, Event::ExportGathered)).await?;
        if !own.is_archive_asked(export).await.map_err(again)? {
            return Ok(());
        }
        let parts = own.archive(right).await.map_err(again)?;
        let (card, _) = own.card().await.map_err(again)?;
        let language = own.account().await.map_err(again)?.language;
        own.end(Outcome::on(export)).await.map_err(again)?;
        let words: Words = self.app.catalogue.words(language);
        let drawn =
            tokio::task::spawn_blocking(move || build(&words, (right, now), (&parts, &card)));
        let bytes = match drawn.await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(error)) => {
                tracing::error!(%error, "an archive could not be made");
                return Err(Failing::Never("archive"));
            }
            Err(_) => return Err(Failing::Again("thread")),
        };
        let until = export_erased_at(ExportKind::OwnData, now, &self.app.switches);
        let mut own = self.own(account, self.access(now, Event::ExportMade)).await?;
        // Erased meanwhile, or made by another worker whose lease ran out here.
        if !own.is_archive_asked(export).await.map_err(again)? {
            return Ok(());
        }
        own.finish_export(export, (&bytes, until)).await.map_err(again)?;
        own.end(Outcome::on(export)).await.map_err(again)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn again(error: StoreError) -> Failing {
    tracing::warn!(%error, "an archive waits");
    Failing::Again("store")
}

#[async_trait]
impl Work for Build {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        let of = (id_of(job, "export")?, id_of(job, "account")?);
        let code = job.about.get("right").and_then(|value| value.as_str());
        let right = code.and_then(right_of_archive).ok_or(Failing::Never("unreadable"))?;
        let done = self.make(of, right).await;
        self.app.jobs.wake();
        if let Err(Failing::Never(_)) = done {
            let now = self.app.clock.now();
            self.app
                .store
                .export_failed(self.access(now, Event::ExportMade), of.0)
                .await
                .map_err(again)?;
        }
        done
    }
}

/// Removes the files of archives that were erased.
#[derive(Debug)]
pub(super) struct Unlink {
    kept: Store,
}

impl Unlink {
    /// Works on the store `kept`.
    pub(super) fn new(kept: &Store) -> Self {
        Self { kept: kept.clone() }
    }
}

#[async_trait]
impl Work for Unlink {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        let blob = job.about.get("blob").and_then(|value| value.as_str());
        let blob = blob.ok_or(Failing::Never("unreadable"))?;
        self.kept.unlink_export(blob).await.map_err(|error| {
            tracing::warn!(%error, "the file of an archive stays for now");
            Failing::Again("unlink")
        })
    }
}

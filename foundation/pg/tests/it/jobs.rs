//! Jobs: done after their cause, at least once, also when somebody dies meanwhile.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fnd_core::clock::FixedClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_pg::jobs::{self, Failing, Job, Standing, Work, Worker};
use fnd_pg::{Database, Migration};
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

const SCHEMA: Schema =
    Schema { roles: &["t_owner", "t_app", "t_sealer", "t_retention"], migrations };

fn migrations() -> Vec<Migration> {
    vec![jobs::migration(1, "t_app")]
}

/// Does jobs as it is told, and remembers which.
#[derive(Debug, Default)]
struct Doer {
    done: Mutex<Vec<Uuid>>,
    fails: Mutex<Vec<Failing>>,
}

#[async_trait]
impl Work for Doer {
    async fn run(&self, job: &Job) -> Result<(), Failing> {
        self.done.lock().unwrap().push(job.id);
        self.fails.lock().unwrap().pop().map_or(Ok(()), Err)
    }
}

struct Kit {
    database: TestDatabase,
    clock: Arc<FixedClock>,
    doer: Arc<Doer>,
}

impl Kit {
    async fn new() -> Self {
        Self {
            database: TestDatabase::fresh(SCHEMA).await,
            clock: Arc::new(FixedClock::new("2026-07-15T10:00:00Z".parse().unwrap())),
            doer: Arc::default(),
        }
    }

    fn worker(&self) -> Worker {
        let pool = Database::new(self.database.config("t_app"), 2).unwrap();
        let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&self.clock);
        let ids: Arc<dyn Ids> = Arc::new(RandomIds);
        let doer: Arc<dyn Work> = Arc::<Doer>::clone(&self.doer);
        Worker::new(pool, clock, ids).with("mail", doer)
    }

    fn job(&self, number: u128) -> Job {
        Job::new(Uuid::from_u128(number), "mail", json!({ "to": number }), self.clock.now())
    }

    async fn add(&self, job: &Job) -> bool {
        job.add(&self.database.client("t_app").await).await.unwrap()
    }

    fn done(&self) -> Vec<u128> {
        self.doer.done.lock().unwrap().iter().map(Uuid::as_u128).collect()
    }

    async fn standing(&self) -> (u64, u64) {
        let client = self.database.client("t_app").await;
        let Standing { due, failed } = jobs::standing(&client, self.clock.now()).await.unwrap();
        (due, failed)
    }
}

#[tokio::test]
async fn a_job_is_there_if_and_only_if_its_cause_is() {
    let kit = Kit::new().await;
    let mut client = kit.database.client("t_app").await;
    let undone = client.transaction().await.unwrap();
    kit.job(1).add(&undone).await.unwrap();
    undone.rollback().await.unwrap();
    let done = client.transaction().await.unwrap();
    kit.job(2).with_sealed(vec![7]).add(&done).await.unwrap();
    done.commit().await.unwrap();
    let worker = kit.worker();
    assert!(worker.next().await.unwrap());
    assert!(!worker.next().await.unwrap());
    assert_eq!((kit.done(), kit.standing().await), (vec![2], (0, 0)));
}

#[tokio::test]
async fn jobs_are_done_in_the_order_in_which_they_are_due_and_not_before() {
    let kit = Kit::new().await;
    let later = Job { due: kit.clock.now() + SignedDuration::from_hours(1), ..kit.job(1) };
    kit.add(&later).await;
    kit.add(&kit.job(2)).await;
    let worker = kit.worker();
    while worker.next().await.unwrap() {}
    assert_eq!(kit.done(), [2]);
    kit.clock.advance(SignedDuration::from_hours(1));
    while worker.next().await.unwrap() {}
    assert_eq!(kit.done(), [2, 1]);
}

#[tokio::test]
async fn what_fails_is_tried_again_after_a_pause_and_given_up_when_it_cannot_be_done() {
    let kit = Kit::new().await;
    *kit.doer.fails.lock().unwrap() =
        vec![Failing::Never("no-such-person"), Failing::Again("busy")];
    kit.add(&kit.job(1)).await;
    let worker = kit.worker();
    assert!(worker.next().await.unwrap());
    assert!(!worker.next().await.unwrap(), "it waits");
    kit.clock.advance(SignedDuration::from_secs(5));
    assert!(worker.next().await.unwrap());
    assert_eq!((kit.done(), kit.standing().await), (vec![1, 1], (0, 1)));
    kit.clock.advance(SignedDuration::from_hours(100));
    assert!(!worker.next().await.unwrap(), "what was given up is not tried again");
    let client = kit.database.client("t_app").await;
    let row = client.query_one("SELECT failure, attempts FROM job", &[]).await.unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, i32>(1)), ("no-such-person", 2));
}

#[tokio::test]
async fn what_can_be_done_later_is_tried_however_long_it_takes() {
    let kit = Kit::new().await;
    *kit.doer.fails.lock().unwrap() = vec![Failing::Again("busy"); 200];
    kit.add(&kit.job(1)).await;
    let worker = kit.worker();
    for _ in 0..200 {
        assert!(worker.next().await.unwrap());
        kit.clock.advance(SignedDuration::from_hours(1));
    }
    assert_eq!(kit.standing().await, (1, 0), "nothing is given up");
    assert!(worker.next().await.unwrap());
    assert_eq!(kit.standing().await, (0, 0));
}

#[tokio::test]
async fn the_job_of_a_worker_that_died_is_done_by_another_when_the_lease_ends() {
    let kit = Kit::new().await;
    kit.add(&kit.job(1)).await;
    // As a worker leaves it that is killed while it works.
    kit.database
        .client("t_app")
        .await
        .execute(
            "UPDATE job SET lease = $1, leased_until = $2",
            &[&Uuid::from_u128(9), &(kit.clock.now() + SignedDuration::from_mins(2))],
        )
        .await
        .unwrap();
    let worker = kit.worker();
    assert!(!worker.next().await.unwrap());
    kit.clock.advance(SignedDuration::from_mins(2));
    assert!(worker.next().await.unwrap());
    assert_eq!(kit.done(), [1]);
}

#[tokio::test]
async fn of_jobs_with_one_word_one_waits_and_a_newer_one_may_follow_the_one_being_done() {
    let kit = Kit::new().await;
    assert!(kit.add(&kit.job(1).once("digest")).await);
    assert!(!kit.add(&kit.job(2).once("digest")).await);
    let client = kit.database.client("t_app").await;
    let lease = "UPDATE job SET lease = job_id, leased_until = due_at";
    client.execute(lease, &[]).await.unwrap();
    assert!(kit.add(&kit.job(3).once("digest")).await, "what changed since is not lost");
    *kit.doer.fails.lock().unwrap() = vec![Failing::Again("busy")];
    let worker = kit.worker();
    while worker.next().await.unwrap() {}
    assert_eq!((kit.done(), kit.standing().await), (vec![1, 3], (0, 0)));
}

#[tokio::test]
async fn two_workers_never_do_the_same_job() {
    let kit = Kit::new().await;
    for number in 0..40 {
        kit.add(&kit.job(number)).await;
    }
    let all = |worker: Worker| async move { while worker.next().await.unwrap() {} };
    tokio::join!(all(kit.worker()), all(kit.worker()));
    let mut done = kit.done();
    done.sort_unstable();
    assert_eq!(done, (0..40).collect::<Vec<u128>>());
}

#[tokio::test]
async fn a_job_that_nobody_knows_is_given_up_and_not_lost() {
    let kit = Kit::new().await;
    let strange = Job { kind: "strange".into(), ..kit.job(1) };
    kit.add(&strange).await;
    assert!(kit.worker().next().await.unwrap());
    assert_eq!((kit.done(), kit.standing().await), (vec![], (0, 1)));
}

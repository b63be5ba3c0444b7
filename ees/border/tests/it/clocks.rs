//! A crossing point whose clock is wrong.

use std::sync::Arc;

use ees_border::buffer::Buffer;
use ees_border::config::Config;
use ees_border::node::Shared;
use ees_border::{daemon, replay};
use fnd_core::Clock;
use fnd_core::clock::{FixedClock, SystemClock};
use fnd_web::serve::{self, Admin, Stopper};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::stand::{Stand, enter, post, until_page};

/// A crossing point in this process, whose clock stands where it is set.
struct Point {
    clock: Arc<FixedClock>,
    node: Shared,
    base: String,
    stopper: Stopper,
    sending: JoinHandle<()>,
}

impl Point {
    /// One whose clock is ahead by so many hours.
    fn ahead(stand: &Stand, hours: i64) -> Self {
        let config = Config::load(&stand.node_config()).unwrap();
        let clock = Arc::new(FixedClock::new(SystemClock.now()));
        clock.advance(SignedDuration::from_hours(hours));
        let shown: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
        let node = daemon::node(&config, shown).unwrap();
        let router = daemon::router(&config, &node).unwrap();
        let running = serve::start(&config.server, router, Admin::new()).unwrap();
        let base = format!("https://localhost:{}", running.tls.unwrap().port());
        let stopper = running.stopper();
        tokio::spawn(running.until_stopped());
        let sending = tokio::spawn(replay::run(Arc::clone(&node)));
        Self { clock, node, base, stopper, sending }
    }

    fn zone(&self) -> TimeZone {
        self.node.points.first().unwrap().zone.clone()
    }

    fn stop(self) {
        self.sending.abort();
        self.stopper.stop_at_once();
    }
}

/// Sends the passage once more with the time at which it took place.
async fn correct(stand: &Stand, point: &Point, at: Timestamp) {
    let zone = point.zone();
    let at = at.to_zoned(zone).strftime("at=%Y-%m-%dT%H:%M:%S").to_string();
    let address = format!("/buffer/{}/resend", Uuid::from_u128(1));
    let sent = post(&stand.officer(), &point.base, (&address, &at)).await.unwrap();
    assert_eq!(sent.status, 303, "{}", sent.text);
}

/// When the entry took place, as the register has it, in whole seconds.
async fn recorded(stand: &Stand) -> i64 {
    let entered = "SELECT extract(epoch FROM entered_at)::bigint FROM crossing";
    stand.database().await.query_one(entered, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_a_day_wrong_is_noticed_and_its_passages_are_left_to_a_human() {
    for hours in [24, -24] {
        let stand = Stand::new();
        let point = Point::ahead(&stand, hours);
        let officer = stand.officer();
        let stored = enter(&officer, &point.base, (1, Uuid::from_u128(1))).await.unwrap();
        assert!(stored.text.contains("Entry stored"), "{}", stored.text);
        let centre = stand.centre();
        let list = format!("{}/buffer", point.base);
        until_page(&officer, &list, ("clock-in-doubt", true)).await;
        let page = officer.page(&list).await.text;
        assert!(page.contains("The clock here differs from that of the register by 86"), "{page}");
        assert!(point.node.link.state().is_clock_in_doubt());
        // What it would have been by the register's clock is proposed; sent as it is, the passage
        // is in doubt still.
        let now = SystemClock.now();
        let day = now.to_zoned(point.zone()).strftime("%Y-%m-%dT").to_string();
        assert!(page.contains(&format!("value=\"{day}")), "{day}: {page}");
        assert!(page.contains("It is sent with the time above"), "{page}");
        // What is no time comes back at its field, as it was typed.
        let address = format!("/buffer/{}/resend", Uuid::from_u128(1));
        for typed in ["", "yesterday"] {
            let form = format!("at={typed}");
            let wrong = post(&officer, &point.base, (&address, &form)).await.unwrap();
            assert_eq!(wrong.status, 422, "{typed}");
            let value = format!("value=\"{typed}\"");
            for said in ["id=\"time-1-error\"", &value, "not-an-instant"] {
                assert!(wrong.text.contains(said), "{said}: {}", wrong.text);
            }
        }
        point.clock.set(now);
        correct(&stand, &point, now).await;
        until_page(&officer, &list, ("Nothing to decide", true)).await;
        until_page(&officer, &list, ("Nothing waits", true)).await;
        assert_eq!(recorded(&stand).await, now.as_second(), "{hours}");
        point.stop();
        centre.stop();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_put_right_before_the_register_is_back_leaves_its_passages_in_doubt() {
    let stand = Stand::new();
    // What was recorded a day ago by a clock a day ahead looks like now.
    let point = Point::ahead(&stand, -1);
    let officer = stand.officer();
    let stored = enter(&officer, &point.base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    let moved = |buffer: &mut Buffer| buffer.clock_was_ahead(86_400);
    assert_eq!(point.node.shelf.with(moved).await.unwrap(), 1, "as it is found out");
    // It is right by now, and the passage does not lie in the future.
    point.clock.set(SystemClock.now());
    let centre = stand.centre();
    let list = format!("{}/buffer", point.base);
    until_page(&officer, &list, ("clock-in-doubt", true)).await;
    let right = SystemClock.now().checked_sub(SignedDuration::from_hours(26)).unwrap();
    correct(&stand, &point, right).await;
    until_page(&officer, &list, ("Nothing waits", true)).await;
    until_page(&officer, &list, ("Nothing to decide", true)).await;
    assert_eq!(recorded(&stand).await, right.as_second());
    point.stop();
    centre.stop();
}

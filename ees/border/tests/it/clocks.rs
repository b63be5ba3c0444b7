//! A crossing point whose clock is wrong.

use std::sync::Arc;

use ees_border::config::Config;
use ees_border::{daemon, replay};
use fnd_core::Clock;
use fnd_core::clock::{FixedClock, SystemClock};
use fnd_web::serve::{self, Admin};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::stand::{Stand, enter, post, until_page};

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_day_ahead_is_noticed_and_its_passages_are_left_to_a_human() {
    let stand = Stand::new();
    let config = Config::load(&stand.node_config()).unwrap();
    let clock = Arc::new(FixedClock::new(SystemClock.now()));
    clock.advance(SignedDuration::from_hours(24));
    let shown: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
    let node = daemon::node(&config, shown).unwrap();
    let router = daemon::router(&config, &node).unwrap();
    let running = serve::start(&config.server, router, Admin::new()).unwrap();
    let base = format!("https://localhost:{}", running.tls.unwrap().port());
    let stopper = running.stopper();
    tokio::spawn(running.until_stopped());
    let sending = tokio::spawn(replay::run(Arc::clone(&node)));

    let officer = stand.officer();
    let stored = enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    assert!(stored.text.contains("Entry stored"), "{}", stored.text);
    let centre = stand.centre();
    let list = format!("{base}/buffer");
    until_page(&officer, &list, ("date-in-future", true)).await;
    let page = officer.page(&list).await.text;
    assert!(page.contains("The clock here differs from that of the register by 86"), "{page}");
    assert!(node.link.state().is_clock_in_doubt());
    // Put right, and the time of the passage corrected, it is taken.
    clock.set(SystemClock.now());
    let at = SystemClock.now().to_zoned(config.point().unwrap().zone);
    let at = at.strftime("at=%Y-%m-%dT%H:%M:%S").to_string();
    let address = format!("/buffer/{}/resend", Uuid::from_u128(1));
    let sent = post(&officer, &base, (&address, &at)).await.unwrap();
    assert_eq!(sent.status, 303, "{}", sent.text);
    until_page(&officer, &list, ("Nothing to decide", true)).await;
    until_page(&officer, &list, ("Nothing waits", true)).await;
    sending.abort();
    stopper.stop_at_once();
    centre.stop();
}

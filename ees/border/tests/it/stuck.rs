//! A message on which the register fails again and again.

use std::sync::Arc;

use ees_border::buffer::Answer;
use ees_border::config::Config;
use ees_border::daemon;
use ees_border::node::Hindrance;
use fnd_core::clock::{FixedClock, SystemClock};
use fnd_core::{Clock, Id};
use fnd_web::serve::{self, Admin};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::stand::{Stand, enter, post};

#[tokio::test(flavor = "multi_thread")]
async fn what_the_register_fails_on_for_long_is_shown_to_a_human_and_goes_on_waiting() {
    let stand = Stand::new();
    let config = Config::load(&stand.node_config()).unwrap();
    let clock = Arc::new(FixedClock::new(SystemClock.now()));
    let shown: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
    let node = daemon::node(&config, shown).unwrap();
    let running =
        serve::start(&config.server, daemon::router(&config, &node).unwrap(), Admin::new());
    let running = running.unwrap();
    let base = format!("https://localhost:{}", running.tls.unwrap().port());
    let stopper = running.stopper();
    tokio::spawn(running.until_stopped());
    let (officer, supervisor) = (stand.officer(), stand.supervisor());
    enter(&officer, &base, (1, Uuid::from_u128(1))).await.unwrap();
    let (id, list) = (Id::from_uuid(Uuid::from_u128(1)), format!("{base}/buffer"));
    let address = format!("/buffer/{}/withdraw", Uuid::from_u128(1));
    for attempt in 1..=20 {
        let page = officer.page(&list).await.text;
        assert!(!page.contains("not-answered"), "{attempt}: {page}");
        let early = post(&supervisor, &base, (&address, "reason=x")).await.unwrap();
        assert_eq!(early.status, 404, "nobody is asked yet");
        clock.advance(SignedDuration::from_mins(2));
        let again = move |buffer: &mut ees_border::buffer::Buffer| {
            assert_eq!(buffer.next_batch(9)?.len(), 1, "it goes on waiting");
            buffer.answer(id, Answer::Retry { not_before: None })
        };
        node.shelf.with(again).await.unwrap();
        node.hindrances.note(id, Some(Hindrance::Failed));
    }
    let page = officer.page(&list).await.text;
    assert!(page.contains("not-answered") && !page.contains("/withdraw"), "{page}");
    let gone = post(&supervisor, &base, (&address, "reason=entered+by+hand")).await.unwrap();
    assert_eq!(gone.status, 303, "{}", gone.text);
    let page = officer.page(&list).await.text;
    assert!(page.contains("Nothing to decide"), "{page}");
    assert!(page.contains("What was done with a passage"), "the register is told: {page}");
    stopper.stop_at_once();
}

//! The night's erasure. Statement 5; R18.

use ies_store::{Store, StoreError};
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan};

use crate::app::App;
use crate::shell::zone;

/// When the night's run begins, in Brussels.
const HOUR: i8 = 2;

/// The last instant at or before `now` at which a run was due.
fn due_before(now: Timestamp) -> Timestamp {
    let local = now.to_zoned(zone());
    let today = Time::new(HOUR, 0, 0, 0)
        .ok()
        .and_then(|time| local.date().to_datetime(time).to_zoned(zone()).ok());
    let Some(today) = today else { return now };
    if today.timestamp() <= now {
        return today.timestamp();
    }
    today.checked_sub(1.days()).map_or(now, |yesterday| yesterday.timestamp())
}

/// The next instant after `now` at which a run is due.
pub(crate) fn next_after(now: Timestamp) -> Timestamp {
    let next = due_before(now).to_zoned(zone()).checked_add(1.days());
    next.map_or(now, |next| next.timestamp())
}

/// Erases what its time has passed for, once a night.
pub(super) async fn round(app: &App, kept: &Store) -> Result<(), StoreError> {
    let now = app.clock.now();
    let last = kept.last_retention().await?;
    if last.is_some_and(|last| due_before(now) <= last) {
        return Ok(());
    }
    let erased = kept.retain(&app.switches, now).await?;
    let failed = erased.iter().filter(|one| one.has_failed).count();
    tracing::info!(categories = erased.len(), failed, "the night's erasure is done");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_due_every_night_at_two_also_when_clocks_change() {
        let at = |text: &str| text.parse::<Timestamp>().ok();
        for (now, before, next) in [
            ("2026-07-15T10:00:00Z", "2026-07-15T00:00:00Z", "2026-07-16T00:00:00Z"),
            ("2026-07-14T23:59:59Z", "2026-07-14T00:00:00Z", "2026-07-15T00:00:00Z"),
            ("2026-10-25T12:00:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"),
        ] {
            assert_eq!(at(now).map(due_before), at(before), "{now}");
            assert_eq!(at(now).map(next_after), at(next), "{now}");
        }
    }
}

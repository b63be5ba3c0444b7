//! Accounts that nobody uses, and what of accounts is over: warned, put to sleep, closed.
//! Statement 5; R19, R40, R41.

use fnd_core::Id;
use ies_domain::account::{self as accounts, Account, DisableCause, Dormancy, Step, Word};
use ies_domain::log::{Doer, Event};
use ies_domain::switches::Switches;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::closing::account_step;
use super::rounds::{BATCH_MAX, carried_on};
use crate::record::account::{self, Hold};
use crate::record::mail::Named;
use crate::record::{export, lifecycle};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Days by which months differ at most, and one more.
const MARGIN_DAYS: i32 = 4;

impl Store {
    /// Does what the want of use brings about.
    #[tracing::instrument(name = "db.rest_accounts", skip_all)]
    pub async fn rest_accounts(
        &self,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let before = months_before(now, switches.account.warning_months);
        let mut last = None;
        loop {
            let client = self.0.database.connection().await?;
            let batch = lifecycle::resting(&client, (before, last), BATCH_MAX).await?;
            drop(client);
            let Some(end) = batch.last() else { return Ok(()) };
            last = Some(*end);
            for id in &batch {
                carried_on("account", self.rest_account(*id, switches, now).await)?;
            }
        }
    }

    async fn rest_account(
        &self,
        id: Id<Account>,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut unit = self.look(now).await?;
        let found = account::find(&unit, id, Hold::Held).await?;
        let Some(before) = found else { return unit.leave().await };
        let Some((step, event)) = due(&before.account, switches, now) else {
            return unit.leave().await;
        };
        let request = self.0.ids.next(now);
        unit.becomes(Access::happened(now, Doer::System, event, request));
        let named = Named::leading("/").with("months", months(switches));
        account_step(&mut unit, &before, &step, (Some(event), &named)).await?;
        unit.end(Outcome::on(id.to_uuid())).await
    }

    /// Removes the file of an archive that was erased.
    #[tracing::instrument(name = "db.unlink_export", skip_all)]
    pub async fn unlink_export(&self, blob: &str) -> Result<(), StoreError> {
        Ok(self.0.blobs.unlink(blob).await?)
    }

    /// Forgets new addresses that nobody confirmed, and erases archives whose time is over.
    #[tracing::instrument(name = "db.expire_own", skip_all)]
    pub async fn expire_own(&self, now: Timestamp) -> Result<(), StoreError> {
        let client = self.0.database.connection().await?;
        client.execute("DELETE FROM email_change WHERE expires_at <= $1", &[&now]).await?;
        let sql = "SELECT EXISTS (SELECT FROM export WHERE expires_at <= $1)";
        let is_any: bool = client.query_one(sql, &[&now]).await?.get(0);
        drop(client);
        if !is_any {
            return Ok(());
        }
        let request = self.0.ids.next(now);
        let access = Access::happened(now, Doer::System, Event::ExportErased, request);
        let mut unit = self.begin(access).await?;
        erase_exports(&mut unit, None).await?;
        unit.end_step().await
    }
}

/// Erases archives whose time is over, and those that were asked for until `abandoned` and never
/// made, and answers how many; jobs remove their files.
pub(crate) async fn erase_exports(
    unit: &mut Unit,
    abandoned: Option<Timestamp>,
) -> Result<usize, StoreError> {
    let erased = export::erase_over(unit, abandoned).await?;
    for id in &erased {
        unit.happened(Event::ExportErased, *id);
    }
    Ok(erased.len())
}

/// What is to be done with the account, and what the log says of it.
fn due(account: &Account, switches: &Switches, now: Timestamp) -> Option<(Step, Event)> {
    let times = &switches.account;
    match accounts::dormancy(account, now, times) {
        Dormancy::Nothing => None,
        Dormancy::Warn => Some((accounts::warn(account, now).ok()?, Event::AccountWarned)),
        Dormancy::Sleep => {
            Some((accounts::fall_asleep(account, now, times).ok()?, Event::AccountAsleep))
        }
        Dormancy::Close => {
            if account.disabled.is_some() {
                let word = Word::Nobodys(now);
                let step = accounts::confirm_erasure(account, word, times).ok()?;
                return Some((step, Event::ErasureConfirmed));
            }
            let step = accounts::disable(account, DisableCause::Dormancy, now, switches).ok()?;
            Some((step, Event::AccountDisabled))
        }
    }
}

/// Months from sleep to erasure, for the mail.
fn months(switches: &Switches) -> String {
    let times = &switches.account;
    times.erasure_months.saturating_sub(times.dormant_months).to_string()
}

/// `now` that many calendar months ago: what was used since then need not be looked at. A few
/// days less, since months are not equally long; the domain counts exactly.
fn months_before(now: Timestamp, months: u8) -> Timestamp {
    let now = now.to_zoned(TimeZone::UTC);
    let then = now.checked_sub(i32::from(months).months());
    let then = then.and_then(|then| then.checked_add(MARGIN_DAYS.days()));
    then.map_or(Timestamp::MAX, |then| then.timestamp())
}

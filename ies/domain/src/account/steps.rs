//! The steps between the states of an account.

use jiff::{SignedDuration, Timestamp};

use super::{
    Account, AccountError, DisableCause, Disabled, Duty, Effects, Event, State, Step, Tombstone,
};
use crate::actor::{Actor, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::registration::NewAccount;
use crate::role::Role;
use crate::session::{Epoch, Strength};
use crate::switches::{AccountTimes, RestrictionReading, Switches};
use crate::when::{hours, later, months_later};

/// Opens the account of an accepted request.
pub fn open(new: &NewAccount, now: Timestamp) -> Step {
    let account = Account {
        id: new.id,
        subject: Some(new.subject.clone()),
        state: State::Active,
        epoch: Epoch::default(),
        organisation: new.organisation,
        created_at: now,
        modified_at: now,
        used_at: now,
        warned_at: None,
        suspended: None,
        disabled: None,
    };
    Step { account, effects: Effects::of_step(Logged::AccountOpened, &[]) }
}

/// The most exact that [`Account::used_at`] is kept: dormancy counts months, and a row that is
/// written with every request is a lock that everybody waits for.
const USED_EXACT_TO: SignedDuration = SignedDuration::from_mins(5);

/// The account is used. `None` when that was noted a moment ago.
///
/// Law: statement 4, "most recent use"; R15, R19.
pub fn used(account: &Account, now: Timestamp) -> Option<Account> {
    let is_due =
        account.state == State::Active && USED_EXACT_TO <= now.duration_since(account.used_at);
    is_due.then(|| Account { used_at: now, warned_at: None, ..account.clone() })
}

coded! {
    /// Why an account is suspended. Its holder is told.
    pub enum SuspensionReason {
        /// It may be in the hands of somebody else.
        MaybeCompromised => "maybe-compromised",
        /// It was used against the terms of use.
        TermsBroken => "terms-broken",
        /// Whether the holder still belongs to the circle of users is being looked at.
        EligibilityInDoubt => "eligibility-in-doubt",
        /// The holder asked for it.
        AskedByHolder => "asked-by-holder",
    }
}

/// Suspends an account: nobody can use it, nobody sees its holder, nothing is lost.
///
/// Law: R25, R30; A22.
pub fn suspend(
    account: &Account,
    by: &Actor<'_>,
    reason: SuspensionReason,
    moment: Moment<'_>,
) -> Result<Step, AccountError> {
    must_administer(account, by, moment)?;
    let state = account.next(Event::Suspend)?;
    let mails = [Mail::of(Notice::AccountSuspended, Addressee::Holder)];
    let effects = Effects::of_locking(Logged::AccountSuspended, &mails);
    let mut step = locked(account, state, effects, moment.now);
    step.account.suspended = Some(reason);
    Ok(step)
}

/// Lifts a suspension.
pub fn reinstate(
    account: &Account,
    by: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<Step, AccountError> {
    must_administer(account, by, moment)?;
    let state = account.next(Event::Reinstate)?;
    let mails = [Mail::of(Notice::AccountReinstated, Addressee::Holder)];
    let effects = Effects::of_step(Logged::AccountReinstated, &mails);
    let mut step = opened(account, state, effects, moment.now);
    step.account.suspended = None;
    Ok(step)
}

fn must_administer(
    account: &Account,
    by: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<(), AccountError> {
    by.must_hold(&[Role::UserAdmin], Strength::Fresh, moment)?;
    Ok(by.must_not_be(account.id)?)
}

coded! {
    /// What the night's job does with an account that is not used.
    ///
    /// Law: statement 5, "only be kept for the time necessary"; R19.
    pub enum Dormancy {
        /// Nothing.
        Nothing => "nothing",
        /// Warn the holder.
        Warn => "warn",
        /// Put it to sleep.
        Sleep => "sleep",
        /// Close it for good; where it is frozen, erase what was frozen.
        Close => "close",
    }
}

/// What is to be done with `account` at `now`, for want of use. Months are calendar months.
///
/// A holder who was not warned a month before is warned and not put to sleep: a job that did not
/// run costs the user nothing. A suspension that nobody lifts and a restriction on which nobody
/// says a word end as well, so that nothing is kept for ever.
pub fn dormancy(account: &Account, now: Timestamp, times: &AccountTimes) -> Dormancy {
    let since = |months| months_later(account.used_at, months);
    match account.state {
        State::Active => {
            let was_warned =
                account.warned_at.is_some_and(|at| months_later(at, grace(times)) <= now);
            if since(times.dormant_months) <= now && was_warned {
                Dormancy::Sleep
            } else if since(times.warning_months) <= now && account.warned_at.is_none() {
                Dormancy::Warn
            } else {
                Dormancy::Nothing
            }
        }
        State::Dormant | State::Suspended if since(times.erasure_months) <= now => Dormancy::Close,
        State::DisabledPendingErasure => {
            let frozen = account.disabled.filter(|disabled| disabled.erase_by.is_none());
            let is_over =
                frozen.is_some_and(|frozen| months_later(frozen.at, times.erasure_months) <= now);
            if is_over { Dormancy::Close } else { Dormancy::Nothing }
        }
        State::Dormant | State::Suspended | State::Erased => Dormancy::Nothing,
    }
}

/// Months between the warning and sleep.
fn grace(times: &AccountTimes) -> u8 {
    times.dormant_months.saturating_sub(times.warning_months)
}

/// Notes that the holder was warned.
pub fn warn(account: &Account, now: Timestamp) -> Result<Step, AccountError> {
    if account.state != State::Active {
        return Err(AccountError::NotNow(account.state));
    }
    let mails = [Mail::of(Notice::DormancyWarning, Addressee::Holder)];
    Ok(Step {
        account: Account { warned_at: Some(now), ..account.clone() },
        effects: Effects::of_step(Logged::AccountWarned, &mails),
    })
}

/// Puts an unused account to sleep.
pub fn fall_asleep(
    account: &Account,
    now: Timestamp,
    times: &AccountTimes,
) -> Result<Step, AccountError> {
    let state = account.next(Event::FallAsleep)?;
    if dormancy(account, now, times) != Dormancy::Sleep {
        return Err(AccountError::NotYet);
    }
    let mails = [Mail::of(Notice::AccountDormant, Addressee::Holder)];
    Ok(locked(account, state, Effects::of_locking(Logged::AccountAsleep, &mails), now))
}

/// Wakes an account whose holder signed in. `has_consented` says whether the consent of now was
/// given in this session.
///
/// Law: R19, R38.
pub fn wake(account: &Account, has_consented: bool, now: Timestamp) -> Result<Step, AccountError> {
    let state = account.next(Event::Wake)?;
    if !has_consented {
        return Err(AccountError::ConsentMissing);
    }
    let woken = opened(account, state, Effects::of_step(Logged::AccountWoken, &[]), now);
    let account = Account { used_at: now, warned_at: None, ..woken.account };
    Ok(Step { account, effects: woken.effects })
}

/// Closes an account for good.
///
/// Law: statement 8, "the user account will be disabled and all personal data will be deleted";
/// R42, R48. Restriction freezes first, unless the switch says otherwise.
pub fn disable(
    account: &Account,
    cause: DisableCause,
    now: Timestamp,
    switches: &Switches,
) -> Result<Step, AccountError> {
    let state = account.next(Event::Disable)?;
    let is_frozen = cause == DisableCause::Restriction
        && switches.restriction == RestrictionReading::FreezeUntilConfirmed;
    let erase_by = (!is_frozen).then(|| later(now, hours(switches.account.erasure_hours)));
    let notice = if is_frozen { Notice::AccountFrozen } else { Notice::AccountDisabled };
    let effects =
        Effects::of_closing(Logged::AccountDisabled, &[Mail::of(notice, Addressee::HolderFormer)]);
    let mut step = locked(account, state, effects, now);
    step.account.disabled = Some(Disabled { cause, at: now, erase_by });
    Ok(step)
}

/// On whose word what was frozen is erased.
#[derive(Debug, Clone, Copy)]
pub enum Word<'a> {
    /// The person's, told of the choice, which an officer took down.
    Person(&'a Actor<'a>, Moment<'a>),
    /// Nobody's: the time is over for which anything is kept without use.
    Nobodys(Timestamp),
}

/// Has erased what was frozen for a request for restriction.
///
/// Law: statement 8; R19, R42.
pub fn confirm_erasure(
    account: &Account,
    word: Word<'_>,
    times: &AccountTimes,
) -> Result<Step, AccountError> {
    let disabled = frozen(account)?;
    let now = match word {
        Word::Person(officer, moment) => {
            must_guard(account, officer, moment)?;
            moment.now
        }
        Word::Nobodys(now) if dormancy(account, now, times) == Dormancy::Close => now,
        Word::Nobodys(_) => return Err(AccountError::NotYet),
    };
    let erase_by = Some(later(now, hours(times.erasure_hours)));
    Ok(Step {
        account: Account {
            disabled: Some(Disabled { erase_by, ..disabled }),
            modified_at: now,
            ..account.clone()
        },
        effects: Effects::of_step(Logged::ErasureConfirmed, &[]),
    })
}

/// Who asked for restriction has it lifted, which an officer took down, and uses the account
/// again. Memberships and roles do not come back by themselves; whether the consent still covers
/// the texts is asked at the next sign-in.
///
/// Law: EUDPR Art. 20(3); R42.
pub fn lift_restriction(
    account: &Account,
    officer: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<Step, AccountError> {
    let state = account.next(Event::LiftRestriction)?;
    frozen(account)?;
    must_guard(account, officer, moment)?;
    let mails = [Mail::of(Notice::AccountReinstated, Addressee::Holder)];
    let effects = Effects::of_step(Logged::RestrictionLifted, &mails);
    let mut step = opened(account, state, effects, moment.now);
    step.account.disabled = None;
    step.account.used_at = moment.now;
    Ok(step)
}

/// Law: R42; A21, A22.
fn must_guard(
    account: &Account,
    officer: &Actor<'_>,
    moment: Moment<'_>,
) -> Result<(), AccountError> {
    officer.must_hold(&[Role::DpOfficer], Strength::Fresh, moment)?;
    Ok(officer.must_not_be(account.id)?)
}

fn frozen(account: &Account) -> Result<Disabled, AccountError> {
    account
        .disabled
        .filter(|disabled| disabled.erase_by.is_none())
        .ok_or(AccountError::NothingToChoose)
}

/// Erases an account that was closed, once a cooling-off period, if there is one, is over.
///
/// Law: statement 8, "all personal data will be deleted"; R42, R48, R57; A23.
pub fn erase(
    account: &Account,
    now: Timestamp,
    times: &AccountTimes,
) -> Result<(Step, Tombstone), AccountError> {
    let state = account.next(Event::Erase)?;
    let disabled = account.disabled.ok_or(AccountError::NotNow(account.state))?;
    let cooled = later(disabled.at, hours(times.cooling_off_hours));
    if disabled.erase_by.is_none() || now < cooled {
        return Err(AccountError::NotYet);
    }
    let mails = [Mail::of(Notice::AccountErased, Addressee::HolderFormer)];
    let mut step = locked(account, state, Effects::of_closing(Logged::AccountErased, &mails), now);
    step.effects.duties.push(Duty::Erase);
    step.account.subject = None;
    let tombstone = Tombstone { account: account.id, erased_at: now, cause: disabled.cause };
    Ok((step, tombstone))
}

/// The account after a step with which its sessions end.
fn locked(account: &Account, state: State, effects: Effects, now: Timestamp) -> Step {
    let account =
        Account { state, epoch: account.epoch.next(), modified_at: now, ..account.clone() };
    Step { account, effects }
}

fn opened(account: &Account, state: State, effects: Effects, now: Timestamp) -> Step {
    Step { account: Account { state, modified_at: now, ..account.clone() }, effects }
}

//! Limits: how much, how often, how many at once, how long.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fnd_core::Clock;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use jiff::Timestamp;
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::caller::Identity;
use crate::problem::Problem;
use crate::serve::Channel;

/// Who is counted falls into one of this many buckets, so that memory is bounded however many
/// addresses call. Which bucket nobody outside can foresee.
const BUCKETS: u64 = 1 << 16;

/// What an operator sets about limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a body.
    pub body_bytes_max: usize,
    /// Requests at the same moment; more are turned away at once.
    pub requests_max: usize,
    /// Seconds until a request must be answered.
    pub request_seconds_max: u32,
    /// How often one address may call.
    pub by_address: Rate,
    /// How often one caller may call.
    pub by_caller: Rate,
}

/// How often: `per_second` in the long run, and `burst` at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// In the long run.
    pub per_second: NonZeroU32,
    /// At once.
    pub burst: NonZeroU32,
}

impl Rate {
    /// A rate; zero counts as one.
    pub const fn new(per_second: u32, burst: u32) -> Self {
        Self { per_second: least(per_second), burst: least(burst) }
    }
}

const fn least(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes_max: 1 << 20,
            requests_max: 1024,
            request_seconds_max: 30,
            by_address: Rate::new(50, 200),
            by_caller: Rate::new(100, 400),
        }
    }
}

type Buckets = RateLimiter<u64, HashMapStateStore<u64>, Passing, NoOpMiddleware<Duration>>;

/// Time as it passes. A clock that is set back does not take anything back: the wait of a caller
/// would otherwise last until the clock is again where it was.
#[derive(Debug, Clone)]
struct Passing {
    clock: Arc<dyn Clock>,
    /// When the clock was last read, and what had passed by then.
    read: Arc<Mutex<(Timestamp, Duration)>>,
}

impl Passing {
    fn new(clock: Arc<dyn Clock>) -> Self {
        let read = (clock.now(), Duration::ZERO);
        Self { clock, read: Arc::new(Mutex::new(read)) }
    }
}

impl governor::clock::Clock for Passing {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        let since = Duration::try_from(now.duration_since(read.0)).unwrap_or_default();
        *read = (now, read.1.saturating_add(since));
        read.1
    }
}

/// Counts how often somebody calls.
#[derive(Debug)]
pub struct Meter {
    buckets: Buckets,
    passing: Passing,
    hasher: RandomState,
}

impl Meter {
    /// A meter that allows `rate` to each, by `clock`.
    pub fn new(rate: Rate, clock: Arc<dyn Clock>) -> Self {
        let quota = Quota::per_second(rate.per_second).allow_burst(rate.burst);
        let passing = Passing::new(clock);
        Self {
            buckets: RateLimiter::new(quota, HashMapStateStore::default(), passing.clone()),
            passing,
            hasher: RandomState::new(),
        }
    }

    /// Counts one call of `who`; refuses when it is one too many.
    pub fn count(&self, who: impl Hash) -> Result<(), Problem> {
        let bucket = self.hasher.hash_one(who).checked_rem(BUCKETS).unwrap_or_default();
        self.buckets
            .check_key(&bucket)
            .map_err(|early| Problem::too_many_requests(early.wait_time_from(self.passing.now())))
    }
}

/// What counts as one address: a whole network of IPv6, for its holder can use any of it.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => match long.to_ipv4_mapped() {
            Some(short) => IpAddr::V4(short),
            None => IpAddr::V6((long.to_bits() & (u128::MAX << 64)).into()),
        },
    }
}

/// For `axum::middleware::from_fn_with_state`: counts by address.
pub async fn by_address(State(meter): State<Arc<Meter>>, request: Request, next: Next) -> Response {
    let channel = request.extensions().get::<Channel>();
    let client = channel.map(|channel| network(channel.client(request.headers())));
    match meter.count(client) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// For `axum::middleware::from_fn_with_state`: counts by caller, once known.
pub async fn by_caller(State(meter): State<Arc<Meter>>, request: Request, next: Next) -> Response {
    let counted = match request.extensions().get::<Identity>() {
        Some(Identity::Known(caller)) => meter.count(&caller.person),
        Some(Identity::Nobody(_) | Identity::Unavailable) | None => Ok(()),
    };
    match counted {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// For `axum::middleware::from_fn_with_state`: turns away what is one too many at the moment.
pub async fn at_once(State(free): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match free.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => Problem::unavailable()
            .because("The server is busy. Try again in a moment.")
            .retry_after(Duration::from_secs(1))
            .into_response(),
    }
}

/// For `axum::middleware::from_fn_with_state`: gives up on an answer that takes too long.
pub async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::timeout().into_response(),
    }
}

#[cfg(test)]
mod tests {
    use fnd_core::clock::FixedClock;
    use jiff::SignedDuration;

    use super::*;

    fn clock() -> Arc<FixedClock> {
        Arc::new(FixedClock::new("2026-07-15T09:00:00Z".parse().unwrap()))
    }

    #[test]
    fn a_burst_is_allowed_and_then_no_more() {
        let meter = Meter::new(Rate::new(1, 3), clock());
        for _ in 0..3 {
            assert_eq!(meter.count("one"), Ok(()));
        }
        assert_eq!(meter.count("one").unwrap_err().code(), "too-many-requests");
    }

    #[test]
    fn whoever_waits_is_served_again_even_when_the_clock_is_set_back() {
        let clock = clock();
        let meter = Meter::new(Rate::new(1, 1), Arc::<FixedClock>::clone(&clock));
        assert_eq!(meter.count("one"), Ok(()));
        clock.advance(SignedDuration::from_millis(999));
        assert!(meter.count("one").is_err());
        clock.advance(SignedDuration::from_hours(-1));
        assert!(meter.count("one").is_err());
        clock.advance(SignedDuration::from_millis(1));
        assert_eq!(meter.count("one"), Ok(()));
    }

    #[test]
    fn memory_is_bounded_however_many_call() {
        let meter = Meter::new(Rate::new(1, 1), clock());
        for caller in 0..3 * BUCKETS {
            let _ = meter.count(caller);
        }
        assert!(u64::try_from(meter.buckets.len()).unwrap() <= BUCKETS);
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}

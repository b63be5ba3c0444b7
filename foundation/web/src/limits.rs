//! Limits: how much, how often, how many at once, how long.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock as _, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
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

type Buckets =
    RateLimiter<u64, HashMapStateStore<u64>, MonotonicClock, NoOpMiddleware<std::time::Instant>>;

/// Counts how often somebody calls.
#[derive(Debug)]
pub struct Meter {
    buckets: Buckets,
    clock: MonotonicClock,
    hasher: RandomState,
}

impl Meter {
    /// A meter that allows `rate` to each.
    pub fn new(rate: Rate) -> Self {
        let quota = Quota::per_second(rate.per_second).allow_burst(rate.burst);
        Self {
            buckets: RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock),
            clock: MonotonicClock,
            hasher: RandomState::new(),
        }
    }

    /// Counts one call of `who`; refuses when it is one too many.
    pub fn count(&self, who: impl Hash) -> Result<(), Problem> {
        let bucket = self.hasher.hash_one(who).checked_rem(BUCKETS).unwrap_or_default();
        self.buckets
            .check_key(&bucket)
            .map_err(|early| Problem::too_many_requests(early.wait_time_from(self.clock.now())))
    }
}

/// What counts as one address: a whole network of IPv6, for its holder can use any of it.
fn network(address: IpAddr) -> IpAddr {
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
    use super::*;

    #[test]
    fn a_burst_is_allowed_and_then_no_more() {
        let meter = Meter::new(Rate::new(1, 3));
        for _ in 0..3 {
            assert_eq!(meter.count("one"), Ok(()));
        }
        assert_eq!(meter.count("one").unwrap_err().code(), "too-many-requests");
    }

    #[test]
    fn memory_is_bounded_however_many_call() {
        let meter = Meter::new(Rate::new(1, 1));
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

//! Typed identifiers.
//!
//! An `Id<File>` cannot be passed where an `Id<Session>` is meant. The value is a UUID of
//! version 7 (RFC 9562 section 5.7): its first 48 bits are milliseconds since 1970, so ids made
//! one after another lie together in an index, and no central sequence is needed.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::Timestamp;
use uuid::Uuid;

/// An identifier of a `T`.
pub struct Id<T> {
    value: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Takes over an identifier that came from outside, for instance from a client or a row.
    pub const fn from_uuid(value: Uuid) -> Self {
        Self { value, of: PhantomData }
    }

    /// The bare value, for a row or an answer.
    pub const fn to_uuid(self) -> Uuid {
        self.value
    }
}

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identifier is written as 32 hexadecimal digits in five groups")]
pub struct IdError;

impl<T> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match Uuid::try_parse(text) {
            Ok(value) => Ok(Self::from_uuid(value)),
            Err(_) => Err(IdError),
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)
    }
}

/// Makes identifiers.
pub trait Ids: Send + Sync + fmt::Debug {
    /// A value that was never given out before, ordered by `at`.
    fn next(&self, at: Timestamp) -> Uuid;
}

impl dyn Ids + '_ {
    /// A new typed identifier, ordered by `at`.
    pub fn make<T>(&self, at: Timestamp) -> Id<T> {
        Id::from_uuid(self.next(at))
    }
}

/// Identifiers from the operating system's random source.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self, at: Timestamp) -> Uuid {
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
    }
}

/// Ten random bytes, taken from a version 4 UUID whose six fixed bits lie elsewhere.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random ids")]
fn random() -> [u8; 10] {
    let (a, b) = (*Uuid::new_v4().as_bytes(), *Uuid::new_v4().as_bytes());
    // Bytes 6 and 8 of a version 4 UUID carry its version and variant; they are left out.
    [a[0], a[1], a[2], a[3], a[4], a[5], b[0], b[1], b[2], b[3]]
}

/// Identifiers in a fixed order, for tests whose answers are compared whole.
#[derive(Debug, Default)]
pub struct CountingIds(std::sync::atomic::AtomicU64);

impl Ids for CountingIds {
    fn next(&self, at: Timestamp) -> Uuid {
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        let count = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut tail = [0; 10];
        for (to, from) in tail.iter_mut().rev().zip(count.to_le_bytes()) {
            *to = from;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing;

    #[test]
    fn ids_are_version_seven_and_ordered_by_time() {
        let ids: &dyn Ids = &RandomIds;
        let early: Id<Thing> = ids.make("2026-01-01T00:00:00Z".parse().unwrap());
        let late: Id<Thing> = ids.make("2026-01-01T00:00:01Z".parse().unwrap());
        assert!(early < late);
        assert_eq!(early.to_uuid().get_version_num(), 7);
    }

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        let ids: &dyn Ids = &CountingIds::default();
        let id: Id<Thing> = ids.make("2026-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("no".parse::<Id<Thing>>(), Err(IdError));
    }
}

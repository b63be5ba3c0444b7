//! A gallery in parts that live in several processes: each question goes to all of them, and an
//! answer says which parts did not take part in it.
//!
//! What is between the processes is a [`Transport`]; messages are JSON, with fingers as records
//! of ISO/IEC 19794-2. Whoever asks has checked that it may: a partition knows references and no
//! persons, and writes no log.

mod message;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::str::FromStr;
use std::time::Duration;

use ees_match::gallery::{Candidate, Gallery, Reference, Samples, Wanted};
use futures_util::future::join_all;

use message::{Answer, Question};
pub use message::{MESSAGE_BYTES_MAX, MessageError};

/// Which part of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    /// From 1.
    number: u32,
    /// How many parts there are.
    of: u32,
}

/// A share that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a partition is a number and how many there are, such as 1/4, of at most {PARTS_MAX}")]
pub struct NoShare;

/// The most parts of a gallery.
pub const PARTS_MAX: u32 = 1_024;

impl Share {
    /// Everything in one.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Part `number`, from 1, of `of`.
    pub fn new(number: u32, of: u32) -> Result<Self, NoShare> {
        if (1..=PARTS_MAX).contains(&of) && (1..=of).contains(&number) {
            Ok(Self { number, of })
        } else {
            Err(NoShare)
        }
    }

    /// From 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether a reference belongs into this part. The parts of one number are disjoint, and
    /// every reference is in one of them.
    pub fn has(self, reference: Reference) -> bool {
        // Identifiers of one moment differ in their last bits only, so the bits are mixed.
        let folded = (reference.0 ^ (reference.0 >> 64)) & u128::from(u64::MAX);
        let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32 & u128::from(u32::MAX);
        mixed.checked_rem(self.of.into()) == Some(u128::from(self.number.saturating_sub(1)))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Share {
    type Err = NoShare;

    fn from_str(text: &str) -> Result<Self, NoShare> {
        let (number, of) = text.split_once('/').ok_or(NoShare)?;
        match (number.parse(), of.parse()) {
            (Ok(number), Ok(of)) => Self::new(number, of),
            _ => Err(NoShare),
        }
    }
}

/// Answers the questions that come to a part of the gallery.
pub fn answer(share: Share, gallery: &Gallery, question: &[u8]) -> Vec<u8> {
    let answer = match Question::read(question) {
        Err(error) => Answer::refused(share, &error.to_string()),
        Ok(question) => match gallery.search(&question.probe, question.wanted) {
            Ok(candidates) => Answer::found(share, gallery.people(), &candidates),
            Err(error) => Answer::refused(share, &error.to_string()),
        },
    };
    answer.write()
}

/// How a question gets to a part and its answer back.
pub trait Transport: Send + Sync {
    /// Asks one part. It may take as long as it likes: who asks has a deadline.
    fn ask(
        &self,
        share: Share,
        question: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, Unreachable>> + Send;
}

/// A part could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreachable(pub String);

/// Why a part is missing from an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Not everybody is in it yet, or no longer.
    #[error("not everybody is in it")]
    NotWhole,
    /// It did not answer in time.
    #[error("it did not answer in time")]
    Late,
    /// It could not be asked.
    #[error("it could not be asked: {0}")]
    Unreachable(#[from] Unreachable),
    /// It refused the question.
    #[error("it refused the question: {0}")]
    Refused(String),
    /// Its answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] MessageError),
    /// Another part answered in its place.
    #[error("part {0} answered in its place")]
    Another(Share),
}

/// What came of a question to all parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who it may be, the most likely first; for a human.
    pub candidates: Vec<Candidate>,
    /// How many people were searched.
    pub people: u64,
    /// The parts in which nobody was searched, and why: somebody may be there.
    pub missing: Vec<(Share, Missing)>,
}

/// All parts of a gallery.
#[derive(Debug)]
pub struct Cluster<T> {
    transport: T,
    parts: u32,
    deadline: Duration,
}

impl<T: Transport> Cluster<T> {
    /// `parts` of them, from 1 to [`PARTS_MAX`], each of which has until the deadline.
    pub fn new(transport: T, parts: u32, deadline: Duration) -> Result<Self, NoShare> {
        Share::new(parts, parts)?;
        Ok(Self { transport, parts, deadline })
    }

    /// Asks all parts at once who the probe may be.
    pub async fn search(&self, probe: &Samples, wanted: Wanted) -> Result<Found, MessageError> {
        let question = Question { probe: probe.clone(), wanted }.write()?;
        let shares = (1..=self.parts).map(|number| Share { number, of: self.parts });
        let answers = join_all(shares.map(|share| self.ask(share, &question))).await;
        let mut found = Found { candidates: Vec::new(), people: 0, missing: Vec::new() };
        let mut best: HashMap<Reference, Candidate> = HashMap::new();
        for (share, answer) in answers {
            match answer {
                Err(why) => found.missing.push((share, why)),
                Ok((people, candidates)) => {
                    found.people = found.people.saturating_add(people);
                    for candidate in candidates {
                        // Nobody is in two parts, unless one is moving from one to the other.
                        let known = best.get(&candidate.reference);
                        if known.is_none_or(|known| known.strength < candidate.strength) {
                            best.insert(candidate.reference, candidate);
                        }
                    }
                }
            }
        }
        found.candidates = best.into_values().collect();
        found.candidates.sort_by(by_strength);
        found.candidates.truncate(wanted.most);
        Ok(found)
    }

    async fn ask(
        &self,
        share: Share,
        question: &[u8],
    ) -> (Share, Result<(u64, Vec<Candidate>), Missing>) {
        let asked = tokio::time::timeout(self.deadline, self.transport.ask(share, question));
        let answer = match asked.await {
            Err(_) => Err(Missing::Late),
            Ok(Err(unreachable)) => Err(unreachable.into()),
            Ok(Ok(bytes)) => read(share, &bytes),
        };
        (share, answer)
    }
}

/// The strongest first.
fn by_strength(a: &Candidate, b: &Candidate) -> Ordering {
    let by_strength = b.strength.decibels().total_cmp(&a.strength.decibels());
    by_strength.then(a.reference.cmp(&b.reference))
}

fn read(share: Share, bytes: &[u8]) -> Result<(u64, Vec<Candidate>), Missing> {
    let answer = Answer::read(bytes)?;
    if answer.share()? != share {
        return Err(Missing::Another(answer.share()?));
    }
    match answer.refused {
        Some(why) => Err(Missing::Refused(why)),
        None => Ok((answer.people, answer.candidates()?)),
    }
}

#[cfg(test)]
mod tests;

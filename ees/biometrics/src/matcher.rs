//! Whoever compares: the gallery of this process, its parts in other processes, or the service of
//! another maker. Whoever asks cannot tell one from the other.

use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use ees_match::compare::Method;
use ees_match::gallery::{
    Gallery, GalleryError, Known, Likeness, Reference, Samples, Size, Wanted, likeness,
};
use ees_match::net::Cpu;
use ees_match::record::Position;

use crate::cluster::{Cluster, Found, MessageError, Missing, Share, Transport};

/// What an image shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// A face.
    Face,
    /// The print of a finger.
    Finger(Position),
}

/// An image as it was captured: PNG, JPEG, JPEG 2000 or WSQ.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows.
    pub shows: Shows,
    /// The file.
    pub bytes: Vec<u8>,
    /// The resolution of a print, in pixels per inch.
    pub ppi: u16,
}

impl Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // No image of a person reaches a log by way of its debug output.
        write!(formatter, "Picture({:?}, {} bytes)", self.shows, self.bytes.len())
    }
}

/// Samples, and the images they were taken from: other makers' services read images, ours does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    /// What is compared here.
    pub samples: Samples,
    /// What they were taken from; may be empty for [`InProcess`] and parts of it.
    pub pictures: Vec<Picture>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum MatcherError {
    /// The samples cannot be compared.
    #[error(transparent)]
    Samples(#[from] GalleryError),
    /// The question cannot be sent.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The service cannot be reached, or refuses; what it says.
    #[error("the matching service {0}")]
    Service(String),
}

/// Compares and searches.
#[async_trait]
pub trait Matcher: Debug + Send + Sync {
    /// How much speaks for both being of one person.
    async fn compare(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError>;
    /// Who the probe may be, for a human.
    async fn search(&self, probe: &Captured, wanted: Wanted) -> Result<Found, MatcherError>;
}

/// Holds what is searched. What is removed is found no longer once `remove` has answered.
#[async_trait]
pub trait Keeper: Debug + Send + Sync {
    /// Takes in what is known of a reference; what was there of it goes.
    async fn put(&self, reference: Reference, known: &Captured) -> Result<(), MatcherError>;
    /// Removes everything of a reference; whether there was anything.
    async fn remove(&self, reference: Reference) -> Result<bool, MatcherError>;
    /// Says whether everybody is in it; where that is not so, a search tells it. Who keeps nothing
    /// by itself passes it over.
    fn is_whole(&self, _is_whole: bool) {}
}

/// The gallery of this process.
#[derive(Clone, Debug)]
pub struct InProcess {
    gallery: Arc<RwLock<Gallery>>,
    lacks: Arc<AtomicBool>,
    method: Method,
    cpu: Cpu,
}

impl InProcess {
    /// An empty one.
    pub fn new(method: Method, cpu: Cpu) -> Self {
        let gallery = Arc::new(RwLock::new(Gallery::new(method, cpu)));
        Self { gallery, lacks: Arc::default(), method, cpu }
    }

    /// The gallery itself, to be served as a part.
    pub fn gallery(&self) -> &Arc<RwLock<Gallery>> {
        &self.gallery
    }

    /// How much there is.
    pub fn size(&self) -> Size {
        self.gallery.read().unwrap_or_else(PoisonError::into_inner).size()
    }
}

/// Does what takes a processor for a while where it keeps no other request waiting.
async fn computed<R: Send + 'static>(
    work: impl FnOnce() -> Result<R, GalleryError> + Send + 'static,
) -> Result<R, MatcherError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(error) => Err(MatcherError::Service(format!("failed: {error}"))),
    }
}

async fn compared(
    (method, cpu): (Method, Cpu),
    (probe, known): (&Captured, &Captured),
) -> Result<Likeness, MatcherError> {
    let (probe, known) = (probe.samples.clone(), known.samples.clone());
    computed(move || likeness((method, cpu), &probe, &known)).await
}

#[async_trait]
impl Matcher for InProcess {
    async fn compare(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        compared((self.method, self.cpu), (probe, known)).await
    }

    async fn search(&self, probe: &Captured, wanted: Wanted) -> Result<Found, MatcherError> {
        let (gallery, probe) = (Arc::clone(&self.gallery), probe.samples.clone());
        let lacks = self.lacks.load(Ordering::Acquire);
        computed(move || {
            let gallery = gallery.read().unwrap_or_else(PoisonError::into_inner);
            let candidates = gallery.search(&probe, wanted)?;
            let people = gallery.people().try_into().unwrap_or(u64::MAX);
            let missing = lacks.then_some((Share::WHOLE, Missing::NotWhole));
            Ok(Found { candidates, people, missing: missing.into_iter().collect() })
        })
        .await
    }
}

#[async_trait]
impl Keeper for InProcess {
    async fn put(&self, reference: Reference, known: &Captured) -> Result<(), MatcherError> {
        let (gallery, samples) = (Arc::clone(&self.gallery), known.samples.clone());
        computed(move || {
            let known = Known::new(&samples)?;
            gallery.write().unwrap_or_else(PoisonError::into_inner).insert(reference, known);
            Ok(())
        })
        .await
    }

    async fn remove(&self, reference: Reference) -> Result<bool, MatcherError> {
        let gallery = Arc::clone(&self.gallery);
        computed(move || {
            Ok(gallery.write().unwrap_or_else(PoisonError::into_inner).remove(reference))
        })
        .await
    }

    fn is_whole(&self, is_whole: bool) {
        self.lacks.store(!is_whole, Ordering::Release);
    }
}

/// The parts of a gallery in other processes; one with one is compared here.
#[derive(Debug)]
pub struct InParts<T> {
    cluster: Cluster<T>,
    method: Method,
    cpu: Cpu,
}

impl<T> InParts<T> {
    /// Those of `cluster`.
    pub fn new(cluster: Cluster<T>, method: Method, cpu: Cpu) -> Self {
        Self { cluster, method, cpu }
    }
}

#[async_trait]
impl<T: Transport + Debug> Matcher for InParts<T> {
    async fn compare(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        compared((self.method, self.cpu), (probe, known)).await
    }

    async fn search(&self, probe: &Captured, wanted: Wanted) -> Result<Found, MatcherError> {
        Ok(self.cluster.search(&probe.samples, wanted).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_match::compare::calibration::Strength;
    use ees_match::synthetic::population::{Minutiae, Noise};

    fn person(number: u64, capture: u64) -> Captured {
        let template = Minutiae::of(number).capture(capture, &Noise::MEASURED);
        let fingers = vec![(Position::RIGHT_INDEX, template)];
        Captured { samples: Samples { face: None, fingers }, pictures: Vec::new() }
    }

    #[tokio::test]
    async fn what_was_put_is_found_and_what_was_removed_is_not() {
        let matcher = InProcess::new(Method::Both, Cpu::detect());
        let wanted = Wanted { threshold: Strength::of_rate(1e-4), most: 3 };
        for number in 0..5 {
            matcher.put(Reference(number.into()), &person(number, 1)).await.unwrap();
        }
        let found = matcher.search(&person(3, 2), wanted).await.unwrap();
        assert_eq!((found.people, found.candidates[0].reference), (5, Reference(3)));
        let alike = matcher.compare(&person(3, 2), &person(3, 1)).await.unwrap();
        let other = matcher.compare(&person(3, 2), &person(4, 1)).await.unwrap();
        assert!(wanted.threshold <= alike.strength && other.strength < wanted.threshold);
        assert!(matcher.remove(Reference(3)).await.unwrap());
        assert!(!matcher.remove(Reference(3)).await.unwrap());
        let found = matcher.search(&person(3, 2), wanted).await.unwrap();
        assert!(found.candidates.is_empty(), "{found:?}");
    }

    #[tokio::test]
    async fn nothing_is_no_question() {
        let matcher = InProcess::new(Method::Both, Cpu::detect());
        let wanted = Wanted { threshold: Strength::NONE, most: 3 };
        let refused = matcher.search(&Captured::default(), wanted).await;
        assert!(matches!(refused, Err(MatcherError::Samples(GalleryError::Nothing))));
    }
}

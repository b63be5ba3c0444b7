//! A service of another maker in the place of our matching, by the ABIS interface of OSIA: it
//! compares and searches fingers. Faces are compared here, since what the register knows of them
//! means nothing to others; they are not searched by alone anyhow. EES Art. 23(2), 27(1).

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use ees_abis::client::Osia;
use ees_biometrics::cluster::{Found, Missing, Share};
use ees_biometrics::matcher::{Captured, InProcess, Keeper, Matcher, MatcherError};
use ees_match::compare::Method;
use ees_match::compare::fingers::combined;
use ees_match::gallery::{Likeness, Reference, Samples, Wanted};
use ees_match::net::Cpu;

/// The service, and who of the register is there.
#[derive(Debug, Clone)]
pub struct External {
    osia: Osia,
    /// Compares faces.
    here: InProcess,
    there: Arc<Mutex<HashSet<Reference>>>,
    lacks: Arc<AtomicBool>,
}

impl External {
    /// The service that is configured. Until it was filled, searches say that it lacks people.
    pub fn new(osia: Osia, cpu: Cpu) -> Self {
        let here = InProcess::new(Method::Edge, cpu);
        Self { osia, here, there: Arc::default(), lacks: Arc::new(AtomicBool::new(true)) }
    }

    fn there(&self) -> MutexGuard<'_, HashSet<Reference>> {
        self.there.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes whom the register does not know any more: the service may hold people of an earlier
    /// time, whose erasure nobody told it.
    async fn forget_others(&self) -> Result<(), MatcherError> {
        for reference in self.osia.everybody().await? {
            if !self.there().contains(&reference) {
                self.osia.remove(reference).await?;
            }
        }
        Ok(())
    }

    /// The face, compared here; nothing where one side has none.
    async fn faces(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        let face = |captured: &Captured| {
            let samples = Samples { face: captured.samples.face, fingers: Vec::new() };
            Captured { samples, pictures: Vec::new() }
        };
        if probe.samples.face.is_none() || known.samples.face.is_none() {
            return Ok(Likeness::default());
        }
        self.here.compare(&face(probe), &face(known)).await
    }

    /// The fingers that both have, compared there.
    async fn fingers(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        let fingers = &known.samples.fingers;
        let is_known = |position| fingers.iter().any(|(known, _)| *known == position);
        let common = probe.samples.fingers.iter().map(|(position, _)| *position);
        let Some(first) = common.clone().find(|position| is_known(*position)) else {
            return Ok(Likeness::default());
        };
        let mut likeness = self.osia.compare(&of_fingers(probe), &of_fingers(known)).await?;
        if likeness.fingers.is_empty() {
            // A service that scores the hand as a whole speaks of no finger by itself.
            likeness.fingers.push((first, likeness.strength));
        }
        Ok(likeness)
    }
}

/// What was taken, without the face.
fn of_fingers(captured: &Captured) -> Captured {
    let samples = Samples { face: None, fingers: captured.samples.fingers.clone() };
    Captured { samples, pictures: Vec::new() }
}

#[async_trait]
impl Matcher for External {
    async fn compare(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        let face = self.faces(probe, known).await?.face;
        let fingers = self.fingers(probe, known).await?.fingers;
        let all: Vec<_> = fingers.iter().map(|(_, strength)| *strength).chain(face).collect();
        Ok(Likeness { strength: combined(&all), face, fingers })
    }

    async fn search(&self, probe: &Captured, wanted: Wanted) -> Result<Found, MatcherError> {
        let found = self.osia.search(&of_fingers(probe), wanted).await?;
        let people = u64::try_from(self.there().len()).unwrap_or(u64::MAX);
        let lacks = self.lacks.load(Ordering::Acquire);
        let missing = lacks.then_some((Share::WHOLE, Missing::NotWhole)).into_iter().collect();
        Ok(Found { people, missing, ..found })
    }
}

#[async_trait]
impl Keeper for External {
    async fn put(&self, reference: Reference, known: &Captured) -> Result<(), MatcherError> {
        if known.samples.fingers.is_empty() {
            return self.remove(reference).await.map(|_| ());
        }
        self.there().insert(reference);
        self.osia.put(reference, &of_fingers(known)).await
    }

    async fn remove(&self, reference: Reference) -> Result<bool, MatcherError> {
        self.there().remove(&reference);
        self.osia.remove(reference).await
    }

    fn is_whole(&self, is_whole: bool) {
        self.lacks.store(!is_whole, Ordering::Release);
        if is_whole {
            let external = self.clone();
            tokio::spawn(async move {
                if let Err(error) = external.forget_others().await {
                    tracing::error!(%error, "the matching service may hold people who were erased");
                }
            });
        }
    }
}

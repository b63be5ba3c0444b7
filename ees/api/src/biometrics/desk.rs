//! What was taken, at the desk: compared with the file that was found, searched where the law asks
//! for it, and entered with the record. EES Art. 14(2), 15, 17(1), 23(2), 27(1).

use ees_biometrics::matcher::{Captured, Matcher, MatcherError};
use ees_desk::checked::Checked;
use ees_desk::flow::{Facts, Walk, file_found, walk};
use ees_desk::machines::{Comparison as Pair, Machines};
use ees_domain::access::{self, Action};
use ees_domain::biometrics::Seen;
use ees_domain::check::{
    Against, Answered, Direction, Found, IdentifyBy, Outcome as Compare, Question, Step, Taking,
    VisKey, VisSearch,
};
use ees_domain::enrolment::{ToEnter, to_enter};
use ees_domain::fields::{Comparison, Is};
use ees_domain::file::File;
use ees_domain::point::Passage;
use ees_domain::presented::Presented;
use ees_domain::switches::BiometricSwitches;
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{Candidate, Samples, Wanted};
use ees_store::{Outcome, Sample, StoreError, Work};
use fnd_core::Id;
use fnd_web::problem::Problem;
use serde_json::json;
use uuid::Uuid;

use super::findings::Findings;
use super::follow::{file_of, known};
use crate::actor::Lawful;
use crate::app::App;
use crate::border::check::{moment_of, suspension_of};
use crate::problem::{of_store, of_value};

/// Candidates of an identification that a human is shown at most.
const CANDIDATES_MAX: usize = 5;
/// A million.
const MILLION: f64 = 1_000_000.0;

/// What a machine found out at the desk.
#[derive(Debug)]
pub struct AtDesk {
    chip: Compare,
    face: Compare,
    prints: Compare,
    taking: Taking,
    /// `None` while nobody has searched.
    identified: Option<Found>,
    probe: Captured,
    /// What was taken.
    pub findings: Option<Findings>,
    /// Who it may be, the likeliest first.
    pub named: Vec<Named>,
    /// Whether all files, or all parts that answered, were searched.
    pub has_searched: bool,
    /// Parts of the gallery that did not take part in the search: somebody may be there.
    pub missing_parts: usize,
}

/// Somebody who may be the person, for a human to decide.
#[derive(Debug, Clone)]
pub struct Named {
    /// The file.
    pub file: File,
    /// How strongly face and fingers speak for it.
    pub candidate: Candidate,
}

impl Machines for AtDesk {
    fn compare(&self, what: Pair) -> Compare {
        match what {
            Pair::Chip => self.chip,
            Pair::Face(Against::Ees) => self.face,
            Pair::Prints(Against::Ees) => self.prints,
            Pair::Face(Against::Vis) | Pair::Prints(Against::Vis) => Compare::NotAvailable,
        }
    }

    fn identify(&self, by: IdentifyBy) -> Option<Found> {
        match by {
            IdentifyBy::Prints | IdentifyBy::PrintsAndFace => self.identified,
        }
    }

    fn search_vis(&self, by: VisKey) -> VisSearch {
        match by {
            VisKey::Alphanumeric | VisKey::AlphanumericOfExempt | VisKey::Sticker => {
                VisSearch::Unavailable
            }
        }
    }

    fn identify_in_vis(&self) -> Compare {
        Compare::NotAvailable
    }

    fn take_prints(&self) -> Taking {
        self.taking
    }
}

/// The strength of a rate per million.
fn per_million(rate: u32) -> Strength {
    Strength::of_rate(f64::from(rate) / MILLION)
}

/// That what was taken is not there any more, or is another office's.
pub fn gone() -> Problem {
    let expected = "what was taken is not there any more; take it again";
    of_value("/answers/capture_id", "capture-gone", expected)
}

/// What a comparison came to; `None` where one side has nothing to compare.
fn outcome(strength: Option<Strength>, switches: BiometricSwitches) -> Compare {
    match strength {
        None => Compare::NotAvailable,
        Some(found) if per_million(switches.verification_per_million) <= found => Compare::Match,
        Some(_) => Compare::NoMatch,
    }
}

/// A service that does not answer compares nothing, and the check goes on by the officer's eye.
fn told<T>(answer: Result<T, MatcherError>) -> Option<T> {
    match answer {
        Ok(answer) => Some(answer),
        Err(error) => {
            tracing::warn!(%error, "biometric data is not compared");
            None
        }
    }
}

impl AtDesk {
    /// Nothing was taken.
    pub fn nothing() -> Self {
        Self {
            chip: Compare::NotAvailable,
            face: Compare::NotAvailable,
            prints: Compare::NotAvailable,
            taking: Taking::NotAvailable,
            identified: Some(Found::NotAvailable),
            probe: Captured::default(),
            findings: None,
            named: Vec::new(),
            has_searched: false,
            missing_parts: 0,
        }
    }

    /// Compares what was taken as `capture` with the `file` that a check found by the document. That
    /// it was read and compared is in the log.
    ///
    /// # Errors
    /// `capture-gone`.
    pub async fn compared(
        app: &App,
        lawful: &Lawful,
        (capture, file): (Option<Uuid>, Option<&File>),
    ) -> Result<Self, Problem> {
        let Some(id) = capture else { return Ok(Self::nothing()) };
        let asked = json!({ "capture": id }).to_string();
        let mut unit = app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
        let capture = unit.find_capture(id).await.map_err(of_store)?;
        let file = file.map(|file| file.id);
        let templates = match (file, &capture) {
            (Some(file), Some(_)) => unit.templates(file).await.map_err(of_store)?,
            _ => Vec::new(),
        };
        let refused = capture.is_none().then_some("capture-gone");
        unit.end(Outcome { refused, file, ..Outcome::default() }).await.map_err(of_store)?;
        let findings = Findings::read(&capture.ok_or_else(gone)?.findings);
        let findings = findings.ok().ok_or_else(gone)?;
        let probe = findings.probe().ok().ok_or_else(gone)?;
        let mut desk = Self { identified: None, ..Self::nothing() };
        let (matcher, switches) = (&*app.biometrics.matcher, app.check_switches.biometrics);
        if let Some(chip) = findings.chip_probe().ok().ok_or_else(gone)? {
            desk.chip = face_to_face(matcher, (&probe, &chip), switches).await;
        }
        let known = known(&templates);
        if has_something(&probe.samples) && has_something(&known.samples) {
            let likeness = told(matcher.compare(&probe, &known).await).unwrap_or_default();
            desk.face = outcome(likeness.face, switches);
            desk.prints = outcome(likeness.prints(), switches);
        }
        if findings.prints().is_some() {
            desk.taking = Taking::Taken;
        }
        if probe.samples.fingers.is_empty() {
            // Art. 27(1) searches by prints, or by prints and face, and by no face alone.
            desk.identified = Some(Found::NotAvailable);
        }
        Ok(Self { probe, findings: Some(findings), ..desk })
    }

    /// What was taken as `capture`, to be entered without a check that is told step by step.
    ///
    /// # Errors
    /// `capture-gone`.
    pub async fn to_take(
        app: &App,
        lawful: &Lawful,
        capture: Option<Uuid>,
    ) -> Result<Option<ToTake>, Problem> {
        let Some(capture) = capture else { return Ok(None) };
        let desk = Self::compared(app, lawful, (Some(capture), None)).await?;
        Ok(Some(ToTake { capture, chip: desk.chip_comparison() }))
    }

    /// Goes as far as machines, the register and the officer's answers lead; searches all files
    /// where the check comes to that, and only there.
    pub async fn walk(
        &mut self,
        (app, lawful, checked): (&App, &Lawful, &Checked),
        (way, facts, answered): (Direction, &Facts, &Answered),
    ) -> Result<Walk, Problem> {
        let walked = walk(way, facts, (answered, &*self));
        let Step::Ask(Question::Identify(by)) = walked.step else { return Ok(walked) };
        self.identify(app, lawful, (by, checked)).await?;
        Ok(walk(way, facts, (answered, &*self)))
    }

    /// Searches all files. Whom the search names is read in the register, so that nobody is named
    /// whose file is gone; that it was done is in the log.
    pub async fn identify(
        &mut self,
        app: &App,
        lawful: &Lawful,
        (by, checked): (IdentifyBy, &Checked),
    ) -> Result<(), Problem> {
        let purpose = lawful.grant.purpose();
        let grant = access::grant(&lawful.actor, Action::Identify, purpose);
        let lawful = Lawful { grant: grant.ok_or_else(Problem::no_basis)?, ..lawful.clone() };
        let face = match by {
            IdentifyBy::Prints => None,
            IdentifyBy::PrintsAndFace => self.probe.samples.face,
        };
        let samples = Samples { face, fingers: self.probe.samples.fingers.clone() };
        let probe = Captured { samples, pictures: Vec::new() };
        let wanted = Wanted { threshold: Strength::NONE, most: CANDIDATES_MAX };
        let found = told(app.biometrics.matcher.search(&probe, wanted).await);
        let asked = json!({ "identify": "fingerprints" }).to_string();
        let mut unit = app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
        if let Some(found) = &found {
            self.has_searched = true;
            self.missing_parts = found.missing.len();
            let threshold = threshold(found.people, app.check_switches.biometrics);
            let likely = found.candidates.iter().filter(|one| threshold <= one.strength);
            for candidate in likely {
                let id = file_of(candidate.reference);
                let Some(file) = unit.find_file(id).await.map_err(of_store)? else { continue };
                // Files that were merged are one person's.
                if self.named.iter().all(|named| named.file.id != file.id) {
                    self.named.push(Named { file, candidate: candidate.clone() });
                }
            }
        }
        let outcome = Outcome {
            hits: Some(self.named.len()),
            file: self.named.first().map(|named| named.file.id),
            sent: if self.named.is_empty() { &[] } else { crate::border::check::SENT },
            refused: None,
        };
        unit.end(outcome).await.map_err(of_store)?;
        let is_whole = found.is_some() && self.missing_parts == 0;
        self.identified = Some(match self.named.first() {
            Some(named) => Found::Match(file_found(&named.file, checked, app.check_switches)),
            None if is_whole => Found::NoMatch,
            // Where somebody may be nobody has looked, that nobody was found says nothing.
            None => Found::NotAvailable,
        });
        Ok(())
    }

    /// What the comparison of chip and live face came to, as the rules on enrolment ask for it.
    pub const fn chip_comparison(&self) -> Comparison {
        match self.chip {
            Compare::Match => Comparison::Match,
            Compare::NoMatch => Comparison::NoMatch,
            Compare::NotAvailable | Compare::Unusable(_) | Compare::Refused => Comparison::NotMade,
        }
    }
}

const fn has_something(samples: &Samples) -> bool {
    samples.face.is_some() || !samples.fingers.is_empty()
}

/// The live face against that of the chip.
async fn face_to_face(
    matcher: &dyn Matcher,
    (probe, chip): (&Captured, &Captured),
    switches: BiometricSwitches,
) -> Compare {
    let samples = Samples { face: probe.samples.face, fingers: Vec::new() };
    if samples.face.is_none() {
        return Compare::NotAvailable;
    }
    let live = Captured { samples, pictures: Vec::new() };
    let likeness = told(matcher.compare(&live, chip).await).unwrap_or_default();
    outcome(likeness.face, switches)
}

/// From which strength on somebody is named: among N people a strength is reached by chance N times
/// as often as against one.
fn threshold(people: u64, switches: BiometricSwitches) -> Strength {
    let people = u32::try_from(people.max(1)).unwrap_or(u32::MAX);
    let rate = f64::from(switches.identification_per_million) / MILLION;
    Strength::of_rate(rate / f64::from(people))
}

/// Whether operation at the crossing point of `passage` is suspended, as a code: then nothing
/// biometric is taken, and nothing that was taken before is entered.
///
/// Law: Reg. (EU) 2025/1534 Art. 7.
pub async fn suspended(
    work: &mut dyn Work,
    passage: &Passage,
) -> Result<Option<&'static str>, Problem> {
    let found = work.suspensions(moment_of(passage)).await.map_err(of_store)?;
    Ok(suspension_of(&found, passage))
}

/// What was taken, and where it is to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToTake {
    /// The capture.
    pub capture: Uuid,
    /// What the comparison of its chip with its live face came to.
    pub chip: Comparison,
}

/// What is entered, with the samples.
#[derive(Debug, Clone, Default)]
pub struct Enrolling {
    /// What the file is to say of it.
    pub to_enter: ToEnter,
    /// What the file is to hold.
    pub samples: Vec<Sample>,
    /// Where it is until then.
    capture: Option<Uuid>,
}

impl Enrolling {
    /// Reads what was taken, as far as it is entered in `held`, or in the file that is made.
    ///
    /// # Errors
    /// `capture-gone`.
    pub async fn read(
        work: &mut dyn Work,
        (taken, switches): (Option<ToTake>, BiometricSwitches),
        (held, presented, seen): (Option<&File>, &Presented, &Seen),
        passage: &Passage,
    ) -> Result<Self, Problem> {
        let Some(ToTake { capture, chip }) = taken else { return Ok(Self::default()) };
        let stored = work.read_capture(capture).await.map_err(of_store)?.ok_or_else(gone)?;
        if suspended(work, passage).await?.is_some() {
            return Ok(Self { capture: Some(capture), ..Self::default() });
        }
        let findings = Findings::read(&stored.findings).ok().ok_or_else(gone)?;
        let is_new = held.is_none_or(|file| !file.holds_document(&presented.document));
        let document = if is_new { Is::So } else { Is::NotSo };
        let biometrics = held.map(|file| &file.biometrics);
        let to_enter = to_enter(&findings.offered(chip), biometrics, (seen, document), switches);
        let samples = findings.samples(&stored.images, &to_enter).ok().ok_or_else(gone)?;
        Ok(Self { to_enter, samples, capture: Some(capture) })
    }

    /// What is seen, with what is entered.
    #[must_use]
    pub fn onto(&self, seen: Seen) -> Seen {
        Seen { entered: self.to_enter.clone(), ..seen }
    }

    /// Stores the samples on `file`, which is held or was made, and destroys what was taken where it
    /// was: nothing of it is kept elsewhere, entered or not.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] when another record has taken it meanwhile.
    pub async fn put(&self, work: &mut dyn Work, file: Id<File>) -> Result<(), StoreError> {
        if !self.samples.is_empty() {
            work.put_samples(file, &self.samples).await?;
        }
        match self.capture {
            Some(capture) => work.end_capture(capture).await,
            None => Ok(()),
        }
    }
}

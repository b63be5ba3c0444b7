//! Which biometric data a refusal of entry allows to be entered.
//!
//! That data may be entered does not make it be there: what can be taken at all is for
//! [`crate::fields`].

use super::table::{Condition, Contents, Doubt, Person, Row, TABLE};
use super::{Reason, Threat};
use crate::biometrics::{Biometrics, FaceMark, PrintsMark};
use crate::day::Day;
use crate::fields::{Age, Exemption, Fingers, PrintsDuty, prints_duty};
use crate::file::File;
use crate::switches::{InForce, PublicPolicy, RefusalSwitches, SeveralReasons};

/// Whether the register holds biometric data of the person already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EarlierFile {
    /// There is no file.
    None,
    /// There is one, without biometric data.
    WithoutBiometrics,
    /// There is one with biometric data; nothing is added because of a refusal.
    WithBiometrics,
}

impl EarlierFile {
    /// What a file held, before anything is entered with the refusal.
    pub fn of(file: Option<&File>) -> Self {
        file.map_or(Self::None, |file| Self::when(file, |_| true))
    }

    /// What a file held before `day`: what was entered on it is of the refusal of that day.
    pub fn before(file: &File, day: Day) -> Self {
        Self::when(file, |since| since < day)
    }

    fn when(file: &File, is_earlier: impl Fn(Day) -> bool) -> Self {
        let Biometrics { face, prints, .. } = &file.biometrics;
        let face = matches!(face.mark, FaceMark::Taken(_)) && is_earlier(face.since);
        let prints = prints.mark == PrintsMark::Taken && is_earlier(prints.since);
        if face || prints { Self::WithBiometrics } else { Self::WithoutBiometrics }
    }
}

/// Whether the alert that leads to the refusal holds the person's biometric data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertBiometrics {
    /// It does not, or there is no alert.
    NotHeld,
    /// It does.
    Held,
}

/// Whether the travel document has a chip with a facial image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chip {
    /// It has none.
    None,
    /// It has one.
    WithFace,
}

/// What image of the person the Visa Information System holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisImage {
    /// None that was taken live at the application.
    None,
    /// One that was taken live.
    Live,
    /// One that was taken live, of which the officer doubts that it is authentic.
    LiveDoubted,
}

/// What decides beside reasons and person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BiometricFacts<'a> {
    /// What the register holds already.
    pub earlier_file: EarlierFile,
    /// What the alert holds, for point H.
    pub alert: AlertBiometrics,
    /// What is threatened, for point I.
    pub threats: &'a [Threat],
    /// Whether the document has a chip, for point J.
    pub chip: Chip,
    /// What the Visa Information System holds.
    pub vis_image: VisImage,
    /// The age on the day of the check.
    pub age: Age,
    /// Whether prints can be taken.
    pub fingers: Fingers,
    /// Which parts of the law apply on that day.
    pub in_force: InForce,
}

/// What may be entered, each kind with the reason that allows it or why it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BiometricsAllowed {
    /// A facial image taken live.
    pub face: Allowance,
    /// The facial image of the chip.
    pub face_of_chip: Allowance,
    /// Fingerprints.
    pub fingerprints: Allowance,
}

/// Whether one kind of biometric data may be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Allowance {
    /// It may, because of this reason.
    Allowed(Reason),
    /// It may not.
    Withheld(Withheld),
}

/// Why a kind of biometric data is not entered. Of several, the earlier of this list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withheld {
    /// The register holds biometric data already. Art. 18(2) and (4).
    OnFile,
    /// The alert holds it. Art. 18(3).
    InAlert,
    /// Internal security is not threatened. Art. 18(4).
    NoSecurityThreat,
    /// The document has no chip. Art. 18(5).
    NoChip,
    /// The person refused it. Art. 18(5).
    Refused,
    /// The Visa Information System holds a live image. Reg. (EU) 2021/1134 Art. 4(5).
    InVis,
    /// The person is under twelve, or prints are impossible for good. Art. 17(3) to (5).
    NotApplicable(Exemption),
    /// Prints are impossible today; that is recorded. Art. 17(4).
    ImpossibleToday,
    /// No reason of this refusal allows it. Art. 18(1) and (2).
    NoReason,
}

impl Allowance {
    /// Whether it may be entered.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed(_))
    }
}

impl Withheld {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnFile => "biometrics-on-file",
            Self::InAlert => "biometrics-in-alert",
            Self::NoSecurityThreat => "no-security-threat",
            Self::NoChip => "no-chip",
            Self::Refused => "biometrics-refused",
            Self::InVis => "image-in-vis",
            Self::NotApplicable(Exemption::UnderTwelve) => "under-twelve",
            Self::NotApplicable(Exemption::PermanentlyImpossible) => "prints-impossible",
            Self::ImpossibleToday => "prints-impossible-today",
            Self::NoReason => "no-reason-allows",
        }
    }
}

/// Which biometric data may be entered when `person` is refused for `reasons`.
///
/// Nothing further is entered for a reason that is no letter from A to J.
///
/// Law: EES Art. 18(1) to (5), 17(3) to (5).
pub fn may_enter(
    reasons: &[Reason],
    person: Person,
    facts: &BiometricFacts<'_>,
    switches: RefusalSwitches,
) -> BiometricsAllowed {
    if facts.earlier_file == EarlierFile::WithBiometrics {
        return BiometricsAllowed::nothing(Withheld::OnFile);
    }
    let rows: Vec<&Row> = TABLE.iter().filter(|row| reasons.contains(&row.reason)).collect();
    if switches.several_reasons == SeveralReasons::RestrictionsPrevail {
        let alert = |row: &&Row| row.condition == Condition::AlertHoldsNone;
        if facts.alert == AlertBiometrics::Held && rows.iter().any(alert) {
            return BiometricsAllowed::nothing(Withheld::InAlert);
        }
        let refused: Vec<&Row> = rows.iter().copied().filter(|row| is_refusal(row)).collect();
        if !refused.is_empty() {
            return together(&refused, person, facts, switches);
        }
    }
    together(&rows, person, facts, switches)
}

fn is_refusal(row: &Row) -> bool {
    row.condition == Condition::DocumentHasChip
}

/// What each row allows, added together.
fn together(
    rows: &[&Row],
    person: Person,
    facts: &BiometricFacts<'_>,
    switches: RefusalSwitches,
) -> BiometricsAllowed {
    let none = BiometricsAllowed::nothing(Withheld::NoReason);
    rows.iter().fold(none, |sum, row| sum.or(by_row(row, person, facts, switches)))
}

/// What one row allows.
fn by_row(
    row: &Row,
    person: Person,
    facts: &BiometricFacts<'_>,
    switches: RefusalSwitches,
) -> BiometricsAllowed {
    let none = BiometricsAllowed::nothing(Withheld::NoReason);
    if let Some(why) = unmet(row.condition, facts, switches) {
        return match row.condition {
            Condition::DocumentHasChip => BiometricsAllowed {
                face_of_chip: Allowance::Withheld(why),
                ..BiometricsAllowed::nothing(Withheld::Refused)
            },
            Condition::Always | Condition::AlertHoldsNone | Condition::SecurityThreat => {
                BiometricsAllowed {
                    face: Allowance::Withheld(why),
                    fingerprints: Allowance::Withheld(why),
                    ..none
                }
            }
        };
    }
    match row.cell(person) {
        Contents::Alphanumeric => none,
        Contents::Face => BiometricsAllowed { face: face(row, person, facts), ..none },
        Contents::FaceAndPrints => BiometricsAllowed {
            face: face(row, person, facts),
            fingerprints: prints(row, facts),
            ..none
        },
        Contents::FaceOfChip => BiometricsAllowed {
            face_of_chip: Allowance::Allowed(row.reason),
            ..BiometricsAllowed::nothing(Withheld::Refused)
        },
    }
}

/// Why a condition is not met, or `None` when it is.
fn unmet(
    condition: Condition,
    facts: &BiometricFacts<'_>,
    switches: RefusalSwitches,
) -> Option<Withheld> {
    let (met, why) = match condition {
        Condition::Always => return None,
        Condition::AlertHoldsNone => (facts.alert == AlertBiometrics::NotHeld, Withheld::InAlert),
        Condition::SecurityThreat => {
            (threatens_security(facts.threats, switches.public_policy), Withheld::NoSecurityThreat)
        }
        Condition::DocumentHasChip => (facts.chip == Chip::WithFace, Withheld::NoChip),
    };
    (!met).then_some(why)
}

/// Whether internal security is threatened. EES Art. 18(4).
fn threatens_security(threats: &[Threat], public_policy: PublicPolicy) -> bool {
    threats.contains(&Threat::InternalSecurity)
        || (public_policy == PublicPolicy::IsSecurity && threats.contains(&Threat::PublicPolicy))
}

/// The live face, unless the Visa Information System keeps one that nobody doubts.
fn face(row: &Row, person: Person, facts: &BiometricFacts<'_>) -> Allowance {
    let is_kept = facts.in_force.vis_reform
        && person == Person::VisaRequiredInVis
        && facts.vis_image != VisImage::None;
    let anyway = facts.vis_image == VisImage::LiveDoubted && row.doubt == Doubt::FaceAnyway;
    if is_kept && !anyway {
        Allowance::Withheld(Withheld::InVis)
    } else {
        Allowance::Allowed(row.reason)
    }
}

/// Fingerprints, as far as the person owes them.
fn prints(row: &Row, facts: &BiometricFacts<'_>) -> Allowance {
    match prints_duty(facts.age, facts.fingers) {
        PrintsDuty::Due => Allowance::Allowed(row.reason),
        PrintsDuty::NotApplicable(why) => Allowance::Withheld(Withheld::NotApplicable(why)),
        PrintsDuty::Later => Allowance::Withheld(Withheld::ImpossibleToday),
    }
}

impl BiometricsAllowed {
    /// Nothing may be entered.
    pub const fn nothing(why: Withheld) -> Self {
        let no = Allowance::Withheld(why);
        Self { face: no, face_of_chip: no, fingerprints: no }
    }

    /// Whether anything may be entered.
    pub const fn is_empty(&self) -> bool {
        !self.face.is_allowed()
            && !self.face_of_chip.is_allowed()
            && !self.fingerprints.is_allowed()
    }

    fn or(self, other: Self) -> Self {
        Self {
            face: self.face.or(other.face),
            face_of_chip: self.face_of_chip.or(other.face_of_chip),
            fingerprints: self.fingerprints.or(other.fingerprints),
        }
    }
}

impl Allowance {
    /// Allowed if either is; otherwise the more telling of both obstacles.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Allowed(_), _) => self,
            (Self::Withheld(_), Self::Allowed(_)) => other,
            (Self::Withheld(one), Self::Withheld(two)) => Self::Withheld(one.min(two)),
        }
    }
}

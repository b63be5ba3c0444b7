//! Conditions under which a field is entered, and the facts that decide them.

use super::{Age, Exemption, Fingers, PrintsDuty, prints_duty};
use crate::refusal::{Allowance, BiometricsAllowed, Reason, VisImage, Withheld};
use crate::switches::InForce;
use crate::visa::VisaKind;

/// A condition of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// The document states given names.
    GivenNamesStated,
    /// A facial image is to be taken: it can be, and, after a refusal, its reasons allow it.
    FaceDue,
    /// The same, and the Visa Information System holds no live one.
    FaceDueUnlessInVis,
    /// Fingerprints are to be taken: they can be, and, after a refusal, its reasons allow it.
    PrintsDue,
    /// A refusal allows fingerprints of one who needs a visa.
    PrintsOfRefusal,
    /// The person never gives fingerprints.
    PrintsNotApplicable,
    /// The person gives them later.
    PrintsLater,
    /// The person takes part in a facilitation programme.
    InProgramme,
    /// Biometric data that was due could not be taken.
    BiometricsMissing,
    /// The data was entered by a fall-back procedure.
    EnteredByFallback,
    /// The person is a family member without card.
    FamilyMember,
    /// A visa is used.
    VisaUsed,
    /// A visa is used, and a stay is calculated.
    VisaUsedAndCalculated,
    /// It is the first entry on the visa.
    FirstEntryOnVisa,
    /// The visa that is used is of limited territorial validity, Visa Code Art. 25(1)(b).
    VisaLimitedTerritory,
    /// The visa that is used is a national short-stay visa.
    VisaNational,
    /// It is the first entry on the transit document.
    FirstEntryOnTransitDocument,
    /// The person travels on a travel authorisation, and the law on it applies.
    TravelAuthorisation,
    /// The same, and the authorisation is limited to some States.
    LimitedTravelAuthorisation,
    /// A decision on the stay was taken.
    DecisionTaken,
    /// Point E of the form is ticked.
    ReasonE,
    /// The second box of point H is ticked.
    ReasonHNational,
    /// Point I of the form is ticked.
    ReasonI,
    /// The officer may write something, and need not.
    AsTheOfficerSees,
}

/// What a condition makes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Demand {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
    /// It must not be there.
    Excluded,
}

/// Whether biometric data can be taken here and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capture {
    /// It can.
    Possible,
    /// Nothing that takes it is there, or it does not answer. EES Art. 21(3).
    NotAvailable,
    /// Data is stored by hand because nothing else works. EES Art. 21(2).
    StoredByHand,
    /// The point works without biometric functions. EES Art. 4(5); Reg. (EU) 2025/1534 Art. 4 and
    /// 7.
    PointWithout,
}

/// How a visa is used at a crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaUse {
    /// None is used.
    None,
    /// The first entry on it.
    FirstEntry(VisaKind),
    /// A later entry on it.
    LaterEntry(VisaKind),
    /// At the exit: the visa of the entry.
    SameAtExit,
    /// At the exit: another than that of the entry.
    OtherAtExit(VisaKind),
    /// It was presented, and entry was refused.
    Presented(VisaKind),
}

/// How the travel authorisation is used. Reg. (EU) 2021/1152.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuthorisationUse {
    /// None is used.
    None,
    /// One for all States.
    Whole,
    /// One that is limited to some States.
    Limited,
}

/// Whether something that conditions ask about is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Is {
    /// It is.
    So,
    /// It is not.
    NotSo,
}

/// The facts of one case, as far as conditions ask for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldFacts<'a> {
    /// The document states given names.
    pub given_names: Is,
    /// The age on the day of the check.
    pub age: Age,
    /// Whether prints can be taken of the hands.
    pub fingers: Fingers,
    /// Whether biometric data can be taken at the point.
    pub capture: Capture,
    /// A face was taken, wherever that was possible.
    pub face_taken: Is,
    /// Prints were taken, wherever that was possible.
    pub prints_taken: Is,
    /// What image the Visa Information System holds.
    pub vis_image: VisImage,
    /// What the refusal allows that makes or changes the file, if it is one.
    pub refusal: Option<BiometricsAllowed>,
    /// The person takes part in a facilitation programme.
    pub programme: Is,
    /// The data is entered by a fall-back procedure.
    pub fallback: Is,
    /// The person is a family member without card.
    pub family: Is,
    /// How a visa is used.
    pub visa: VisaUse,
    /// It is the first entry on the transit document.
    pub first_transit: Is,
    /// How a travel authorisation is used.
    pub authorisation: AuthorisationUse,
    /// A decision on the stay was taken.
    pub decision: Is,
    /// The reasons of a refusal.
    pub reasons: &'a [Reason],
    /// Which parts of the law apply on the day.
    pub in_force: InForce,
}

impl Condition {
    /// What the condition makes of its field in this case.
    ///
    /// Law: EES Art. 4(5), 14 to 18, 21(3) and Annex II, as the cells name them.
    pub fn demand(self, facts: &FieldFacts<'_>) -> Demand {
        let met = match self {
            Self::AsTheOfficerSees => return Demand::Optional,
            Self::GivenNamesStated => facts.given_names == Is::So,
            Self::FaceDue => facts.face_is_due(),
            Self::FaceDueUnlessInVis => facts.face_is_due() && !facts.vis_keeps_image(),
            Self::PrintsDue => facts.prints_are_due(),
            Self::PrintsOfRefusal => facts.refusal.is_some() && facts.prints_are_due(),
            Self::PrintsNotApplicable => facts.prints_are_not_applicable(),
            Self::PrintsLater => facts.prints_are_later(),
            Self::InProgramme => facts.programme == Is::So,
            Self::BiometricsMissing => facts.biometrics_are_missing(),
            Self::EnteredByFallback => facts.fallback == Is::So,
            Self::FamilyMember => facts.family == Is::So,
            Self::VisaUsed => facts.visa_kind().is_some(),
            Self::VisaUsedAndCalculated => facts.visa_kind().is_some() && facts.family == Is::NotSo,
            Self::FirstEntryOnVisa => matches!(facts.visa, VisaUse::FirstEntry(_)),
            Self::VisaLimitedTerritory => facts.visa_kind() == Some(VisaKind::LimitedTerritoryB),
            Self::VisaNational => facts.visa_kind() == Some(VisaKind::NationalShortStay),
            Self::FirstEntryOnTransitDocument => facts.first_transit == Is::So,
            Self::TravelAuthorisation => {
                facts.in_force.etias && facts.authorisation != AuthorisationUse::None
            }
            Self::LimitedTravelAuthorisation => {
                facts.in_force.etias && facts.authorisation == AuthorisationUse::Limited
            }
            Self::DecisionTaken => facts.decision == Is::So,
            Self::ReasonE => facts.reasons.contains(&Reason::E),
            Self::ReasonHNational => facts.reasons.contains(&Reason::HNational),
            Self::ReasonI => facts.reasons.contains(&Reason::I),
        };
        if met { Demand::Required } else { Demand::Excluded }
    }
}

impl FieldFacts<'static> {
    /// A grown person with given names at a point with biometric functions, and nothing special;
    /// a case changes what is different.
    pub const PLAIN: Self = Self {
        given_names: Is::So,
        age: Age::TwelveOrOlder,
        fingers: Fingers::Usable,
        capture: Capture::Possible,
        face_taken: Is::NotSo,
        prints_taken: Is::NotSo,
        vis_image: VisImage::None,
        refusal: None,
        programme: Is::NotSo,
        fallback: Is::NotSo,
        family: Is::NotSo,
        visa: VisaUse::None,
        first_transit: Is::NotSo,
        authorisation: AuthorisationUse::None,
        decision: Is::NotSo,
        reasons: &[],
        in_force: InForce { vis_reform: false, etias: false },
    };
}

impl FieldFacts<'_> {
    /// The kind of the visa that is used here.
    const fn visa_kind(&self) -> Option<VisaKind> {
        match self.visa {
            VisaUse::None | VisaUse::SameAtExit => None,
            VisaUse::FirstEntry(kind)
            | VisaUse::LaterEntry(kind)
            | VisaUse::OtherAtExit(kind)
            | VisaUse::Presented(kind) => Some(kind),
        }
    }

    /// Whether a face would be entered if it could be taken.
    fn face_is_owed(&self) -> bool {
        self.refusal
            .is_none_or(|allowed| allowed.face.is_allowed() || allowed.face_of_chip.is_allowed())
    }

    /// Whether a face could be taken: what is there could be.
    fn face_is_possible(&self) -> bool {
        self.capture == Capture::Possible || self.face_taken == Is::So
    }

    /// The same of prints.
    fn prints_are_possible(&self) -> bool {
        self.capture == Capture::Possible || self.prints_taken == Is::So
    }

    fn face_is_due(&self) -> bool {
        self.face_is_possible() && self.face_is_owed()
    }

    /// Reg. (EU) 2021/1134 Art. 4(5): a live image there is not kept here, but a refusal says by
    /// itself whether the image is entered.
    fn vis_keeps_image(&self) -> bool {
        self.in_force.vis_reform && self.vis_image != VisImage::None && self.refusal.is_none()
    }

    /// What becomes of prints: after a refusal as its reasons say, otherwise as Art. 17 says.
    fn prints(&self) -> Option<PrintsDuty> {
        match self.refusal.map(|allowed| allowed.fingerprints) {
            None => Some(prints_duty(self.age, self.fingers)),
            Some(Allowance::Allowed(_)) => Some(PrintsDuty::Due),
            Some(Allowance::Withheld(why)) => match why {
                Withheld::NotApplicable(why) => Some(PrintsDuty::NotApplicable(why)),
                Withheld::ImpossibleToday => Some(PrintsDuty::Later),
                Withheld::OnFile
                | Withheld::InAlert
                | Withheld::NoSecurityThreat
                | Withheld::NoChip
                | Withheld::Refused
                | Withheld::InVis
                | Withheld::NoReason => None,
            },
        }
    }

    fn prints_are_due(&self) -> bool {
        self.prints_are_possible() && self.prints() == Some(PrintsDuty::Due)
    }

    fn prints_are_not_applicable(&self) -> bool {
        let exempt = |why| self.prints() == Some(PrintsDuty::NotApplicable(why));
        exempt(Exemption::UnderTwelve) || exempt(Exemption::PermanentlyImpossible)
    }

    /// An officer sees that hands give no prints, also where nothing would take them.
    fn prints_are_later(&self) -> bool {
        let is_seen = matches!(self.capture, Capture::Possible | Capture::NotAvailable);
        is_seen && self.prints() == Some(PrintsDuty::Later)
    }

    /// Whether something was owed that could not be taken because of the point.
    fn biometrics_are_missing(&self) -> bool {
        let owed = self.face_is_owed() && !self.vis_keeps_image();
        let prints_are_owed = self.prints() == Some(PrintsDuty::Due);
        (owed && !self.face_is_possible()) || (prints_are_owed && !self.prints_are_possible())
    }
}

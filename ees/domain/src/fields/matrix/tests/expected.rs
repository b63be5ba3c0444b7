//! What the law says, written down a second time.

use super::super::super::{
    Age, AuthorisationUse, Capture, Condition as C, Exemption, Field as F, FieldFacts, Fingers, Is,
    VisaUse,
};
use crate::refusal::{Allowance, BiometricsAllowed, Reason, VisImage, Withheld};
use crate::switches::InForce;
use crate::visa::VisaKind;

/// Field by field: the file (visa required, exempt, transit, refused only), the entry/exit record
/// (visa, exempt, transit, status change, exit), the refusal record (visa required, others).
pub(super) const EXPECTED: &[(F, &str)] = &[
    (F::ReferenceNumber, "MMMM"),
    (F::Surname, "MMMM"),
    (F::GivenNames, "CCCC"),
    (F::BirthDate, "MMMM"),
    (F::Nationalities, "MMMM"),
    (F::Sex, "MMMM"),
    (F::DocumentKind, "MMMM"),
    (F::DocumentNumber, "MMMM"),
    (F::DocumentIssuer, "MMMM"),
    (F::DocumentExpiry, "MMMM"),
    (F::FacialImage, "CCCC"),
    (F::Fingerprints, "xCCC"),
    (F::PrintsNotApplicable, "-CCC"),
    (F::PrintsImpossibleToday, "-CCC"),
    (F::FacilitationProgramme, "CCCC"),
    (F::TransitMark, "--M-"),
    (F::BiometricsMissing, "CCCC"),
    (F::FallbackMark, "CCCC"),
    (F::ResponsibleState, "MMMM"),
    (F::ResponsibleAuthority, "MMMM"),
    (F::CreatedAt, "MMMM"),
    (F::ChangedAt, "MMMM"),
    (F::EntryTime, "MMM--"),
    (F::EntryPoint, "MMM--"),
    (F::EntryAuthority, "MMM--"),
    (F::StayStart, "---M-"),
    (F::InsertedBy, "---M-"),
    (F::FamilyStatus, "CCCC-"),
    (F::VisaSticker, "C--CC"),
    (F::VisaIssuer, "C--CC"),
    (F::VisaKind, "C--CC"),
    (F::VisaStayEnd, "C--CC"),
    (F::VisaExpiry, "C--CC"),
    (F::VisaEntries, "C--C-"),
    (F::VisaDuration, "C--C-"),
    (F::VisaLimitedTerritory, "C--CC"),
    (F::VisaNational, "C--CC"),
    (F::TransitMark, "--M--"),
    (F::TransitDocumentExpiry, "--C--"),
    (F::TransitMultipleEntry, "--A--"),
    (F::TravelAuthorisation, "-C---"),
    (F::TravelAuthorisationExpiry, "-C---"),
    (F::TravelAuthorisationTerritory, "-C---"),
    (F::AuthorisedStayEnd, "AAAA-"),
    (F::OverstayMark, "AAAAA"),
    (F::StayDecision, "CCCC-"),
    (F::Source, "MMMMM"),
    (F::ExitTime, "----M"),
    (F::ExitPoint, "----M"),
    (F::ExitAuthority, "----X"),
    (F::RefusalTime, "MM"),
    (F::RefusalPoint, "MM"),
    (F::RefusalAuthority, "MM"),
    (F::RefusalReasons, "MM"),
    (F::VisaSticker, "C-"),
    (F::VisaIssuer, "C-"),
    (F::VisaKind, "C-"),
    (F::VisaExpiry, "C-"),
    (F::VisaEntries, "C-"),
    (F::VisaDuration, "C-"),
    (F::VisaLimitedTerritory, "C-"),
    (F::VisaNational, "C-"),
    (F::VisaStayEnd, "--"),
    (F::MissingDocuments, "CC"),
    (F::NationalRegister, "CC"),
    (F::Threats, "CC"),
    (F::NationalLaw, "CC"),
    (F::FormComments, "CC"),
];

/// The plain case, with the law on travel authorisations.
pub(super) const BASE: FieldFacts<'static> =
    FieldFacts { in_force: InForce { vis_reform: false, etias: true }, ..FieldFacts::PLAIN };

/// What a refusal allows: `f` a live face, `p` fingerprints.
pub(super) const fn refused(letters: &str) -> BiometricsAllowed {
    let no = Allowance::Withheld(Withheld::NoReason);
    let yes = Allowance::Allowed(Reason::B);
    match letters.as_bytes() {
        b"fp" => BiometricsAllowed { face: yes, face_of_chip: no, fingerprints: yes },
        b"f" => BiometricsAllowed { face: yes, face_of_chip: no, fingerprints: no },
        _ => BiometricsAllowed { face: no, face_of_chip: no, fingerprints: no },
    }
}

type Facts = FieldFacts<'static>;
type Case = fn(Facts) -> Facts;

const SAME: Case = |facts| facts;
const REFORM: InForce = InForce { vis_reform: true, etias: true };

/// A refusal that withholds prints for `why`, or, without a refusal, a person of that kind.
fn prints(facts: Facts, age: Age, fingers: Fingers, why: Withheld) -> Facts {
    let fingerprints = Allowance::Withheld(why);
    let refusal = facts.refusal.map(|allowed| BiometricsAllowed { fingerprints, ..allowed });
    Facts { age, fingers, refusal, ..facts }
}

fn child(facts: Facts) -> Facts {
    let why = Withheld::NotApplicable(Exemption::UnderTwelve);
    prints(facts, Age::UnderTwelve, Fingers::Usable, why)
}

fn bandaged(facts: Facts) -> Facts {
    let fingers = Fingers::TemporarilyImpossible;
    prints(facts, Age::TwelveOrOlder, fingers, Withheld::ImpossibleToday)
}

/// A visa of a kind; at an exit it is another than that of the entry.
const fn on(kind: VisaKind) -> VisaUse {
    VisaUse::OtherAtExit(kind)
}

/// Each condition with a case in which it is met and one in which it is not.
pub(super) const CONDITIONS: &[(C, Case, Case)] = &[
    (C::GivenNamesStated, SAME, |facts| Facts { given_names: Is::NotSo, ..facts }),
    (C::FaceDue, SAME, |facts| Facts { capture: Capture::PointWithout, ..facts }),
    (C::FaceDueUnlessInVis, SAME, |facts| Facts {
        vis_image: VisImage::Live,
        in_force: REFORM,
        ..facts
    }),
    (C::PrintsDue, SAME, child),
    (C::PrintsOfRefusal, |facts| Facts { refusal: Some(refused("fp")), ..facts }, SAME),
    (C::PrintsNotApplicable, child, SAME),
    (C::PrintsLater, bandaged, SAME),
    (C::InProgramme, |facts| Facts { programme: Is::So, ..facts }, SAME),
    (C::BiometricsMissing, |facts| Facts { capture: Capture::StoredByHand, ..facts }, SAME),
    (C::EnteredByFallback, |facts| Facts { fallback: Is::So, ..facts }, SAME),
    (C::FamilyMember, |facts| Facts { family: Is::So, ..facts }, SAME),
    (
        C::VisaUsed,
        |facts| Facts { visa: on(VisaKind::ShortStay), ..facts },
        |facts| Facts { visa: VisaUse::SameAtExit, ..facts },
    ),
    (
        C::VisaUsedAndCalculated,
        |facts| Facts { visa: on(VisaKind::ShortStay), ..facts },
        |facts| Facts { visa: on(VisaKind::ShortStay), family: Is::So, ..facts },
    ),
    (
        C::FirstEntryOnVisa,
        |facts| Facts { visa: VisaUse::FirstEntry(VisaKind::ShortStay), ..facts },
        |facts| Facts { visa: VisaUse::LaterEntry(VisaKind::ShortStay), ..facts },
    ),
    (
        C::VisaLimitedTerritory,
        |facts| Facts { visa: on(VisaKind::LimitedTerritoryB), ..facts },
        |facts| Facts { visa: on(VisaKind::LimitedTerritoryA), ..facts },
    ),
    (
        C::VisaNational,
        |facts| Facts { visa: on(VisaKind::NationalShortStay), ..facts },
        |facts| Facts { visa: on(VisaKind::ShortStay), ..facts },
    ),
    (C::FirstEntryOnTransitDocument, |facts| Facts { first_transit: Is::So, ..facts }, SAME),
    (
        C::TravelAuthorisation,
        |facts| Facts { authorisation: AuthorisationUse::Whole, ..facts },
        |facts| Facts {
            authorisation: AuthorisationUse::Whole,
            in_force: InForce { vis_reform: false, etias: false },
            ..facts
        },
    ),
    (
        C::LimitedTravelAuthorisation,
        |facts| Facts { authorisation: AuthorisationUse::Limited, ..facts },
        |facts| Facts { authorisation: AuthorisationUse::Whole, ..facts },
    ),
    (C::DecisionTaken, |facts| Facts { decision: Is::So, ..facts }, SAME),
    (C::ReasonE, |facts| Facts { reasons: &[Reason::E], ..facts }, SAME),
    (
        C::ReasonHNational,
        |facts| Facts { reasons: &[Reason::HNational], ..facts },
        |facts| Facts { reasons: &[Reason::HSis], ..facts },
    ),
    (C::ReasonI, |facts| Facts { reasons: &[Reason::I], ..facts }, SAME),
];

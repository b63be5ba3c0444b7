//! A traveller at the desk: what is presented, and what follows from it.

use jiff::civil::Date;

use crate::authorised::TransitDocument;
use crate::day::Day;
use crate::file::{RecordedGround, Regime};
use crate::identity::{DocumentKind, Identity, TravelDocument};
use crate::member_state::{MsStatus, ms_status};
use crate::nationality::{Condition, Standing, VisaRegime, likely_region};
use crate::point::PointCode;
use crate::scope::{FamilyOf, Passage, PersonFacts, Scope, SpecialCheck, Title, scope};
use crate::visa::VisaPart;

/// Who stands at the desk, with which document, and what the officer knows besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// Who, as the document says.
    pub identity: Identity,
    /// The document.
    pub document: TravelDocument,
    /// What the officer knows besides.
    pub facts: Facts,
    /// The visa presented, if any.
    pub visa: Option<VisaPart>,
}

/// What an officer knows of a traveller besides the document's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whose family member the traveller is, when free movement follows from it.
    pub family_of: Option<FamilyOf>,
    /// A title to stay that is held.
    pub title: Option<Title>,
    /// A rule that exempts from the check or eases it.
    pub special_check: Option<SpecialCheck>,
    /// Whether the passport holds a chip. Presumed until an officer says otherwise: passports
    /// without one are rare, and the reader of the chip tells at once.
    pub has_chip: bool,
    /// Whether the passport states an identity card number.
    pub has_identity_card_number: bool,
    /// Whether the holder resides in the Member State that issued the document.
    pub resides_in_issuing_state: bool,
    /// What the officer decides about the visa requirement where the tables say nothing.
    pub visa_regime: Option<VisaRegime>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            family_of: None,
            title: None,
            special_check: None,
            has_chip: true,
            has_identity_card_number: false,
            resides_in_issuing_state: false,
            visa_regime: None,
        }
    }
}

/// On what ground a traveller may be admitted for a short stay, as far as the law says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// A short-stay visa.
    Visa,
    /// No visa.
    NoVisa,
    /// Nothing: a family member with a right of free movement. EES Art. 2(1)(b).
    FamilyMember,
    /// A facilitated transit document.
    Transit(TransitDocument),
    /// The tables say nothing about this nationality; an officer decides.
    Undecided,
}

/// Why no ground of entry follows from what is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroundError {
    /// A visa is needed and none is presented.
    #[error("a short-stay visa is needed; enter the data of its sticker")]
    VisaMissing,
    /// Nobody has decided whether a visa is needed.
    #[error("the tables say nothing about this nationality; say whether a visa is needed")]
    VisaRequirementUndecided,
}

impl GroundError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VisaMissing => "visa-missing",
            Self::VisaRequirementUndecided => "visa-requirement-undecided",
        }
    }
}

impl Presented {
    /// Whether and how the system applies to the traveller on a short stay at `point` on `day`.
    ///
    /// Law: EES Art. 2.
    pub fn scope(&self, point: &PointCode, day: Day) -> Scope {
        let status = ms_status(point.state(), point.border(), day);
        scope(&PersonFacts {
            nationalities: self.identity.nationalities.as_slice(),
            document_issuer: self.document.issuer,
            family_of: self.facts.family_of,
            title: self.facts.title,
            special_check: self.facts.special_check,
            passage: Passage::ShortStay,
            ees_operates: matches!(status, MsStatus::Full | MsStatus::EesOnly),
        })
    }

    /// On what ground the traveller may be admitted on `day`.
    ///
    /// Of several nationalities the most favourable counts, as long as the document shows it.
    ///
    /// Law: Reg. (EU) 2018/1806 Art. 3, 4 and 6; EES Art. 2(1)(b), Annex II.
    pub fn requirement(&self, day: Day) -> Requirement {
        if self.facts.family_of.is_some() {
            return Requirement::FamilyMember;
        }
        if self.document.kind == DocumentKind::FacilitatedTransit {
            return Requirement::Transit(TransitDocument::Ftd);
        }
        if self.document.kind == DocumentKind::FacilitatedRailTransit {
            return Requirement::Transit(TransitDocument::Frtd);
        }
        let of_tables = self.regimes(day.date());
        let regime = if of_tables.contains(&Some(VisaRegime::Exempt)) {
            Some(VisaRegime::Exempt)
        } else if of_tables.contains(&Some(VisaRegime::Required)) {
            Some(VisaRegime::Required)
        } else {
            self.facts.visa_regime
        };
        match regime {
            Some(VisaRegime::Exempt) => Requirement::NoVisa,
            Some(VisaRegime::Required) => Requirement::Visa,
            None => Requirement::Undecided,
        }
    }

    /// What the tables say for each nationality.
    fn regimes(&self, day: Date) -> Vec<Option<VisaRegime>> {
        let of = |nationality: &fnd_core::CountryCode| match Standing::of(*nationality, day) {
            Standing::ThirdCountry(rule) => rule.regime(|condition| Some(self.meets(condition))),
            Standing::FreeMovement | Standing::OutOfScope | Standing::NotListed => None,
        };
        self.identity.nationalities.as_slice().iter().map(of).collect()
    }

    /// Whether a condition of an exemption is met.
    fn meets(&self, condition: Condition) -> bool {
        match condition {
            Condition::BiometricPassport => self.facts.has_chip,
            Condition::IdentityCardNumber => self.facts.has_identity_card_number,
            Condition::HongKongPassport | Condition::MacaoPassport => {
                likely_region(&self.document) == Some(condition)
            }
            Condition::OrdinaryPassport => !matches!(
                self.document.kind,
                DocumentKind::DiplomaticPassport
                    | DocumentKind::ServicePassport
                    | DocumentKind::OfficialPassport
                    | DocumentKind::SpecialPassport
            ),
            // Passports of the Directorate bear the issuer's note, which the officer reads; the
            // machine-readable zone does not tell them apart.
            Condition::NotOfCoordinationDirectorate => true,
            Condition::ResidesInIssuingMemberState => self.facts.resides_in_issuing_state,
        }
    }

    /// The ground on which an entry on `day` would be recorded.
    pub fn ground(&self, day: Day) -> Result<RecordedGround, GroundError> {
        match self.requirement(day) {
            Requirement::FamilyMember => {
                // Who needs no visa holds none; one that is shown all the same, the matrix refuses.
                let needs_one = self.regime(day) == Regime::VisaRequired;
                let visa = self.visa.clone().filter(|_| needs_one);
                Ok(RecordedGround::FamilyMember(visa))
            }
            Requirement::Transit(document) => Ok(RecordedGround::Transit(document)),
            Requirement::NoVisa => Ok(RecordedGround::VisaExempt),
            Requirement::Visa => {
                let visa = self.visa.clone().ok_or(GroundError::VisaMissing)?;
                Ok(RecordedGround::Visa(visa))
            }
            Requirement::Undecided => Err(GroundError::VisaRequirementUndecided),
        }
    }

    /// Under which rules a new file is made.
    ///
    /// Law: EES Art. 16 for those subject to a visa requirement, Art. 17 for the others.
    pub fn regime(&self, day: Day) -> Regime {
        match self.requirement(day) {
            Requirement::Transit(_) => Regime::Transit,
            Requirement::NoVisa => Regime::VisaExempt,
            Requirement::Visa | Requirement::Undecided => Regime::VisaRequired,
            Requirement::FamilyMember => {
                let exempt = self.regimes(day.date()).contains(&Some(VisaRegime::Exempt));
                if exempt { Regime::VisaExempt } else { Regime::VisaRequired }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;
    use jiff::civil::date;

    use super::*;
    use crate::identity::{DocumentNumber, Name, Nationalities, Sex};
    use crate::scope::Exclusion;

    const DAY: Day = Day::of(2026, 7, 15);

    fn presented(nationalities: &[&[u8; 3]]) -> Presented {
        let codes = nationalities.iter().map(|code| CountryCode::of(code));
        Presented {
            identity: Identity {
                surname: Name::new("Doe").unwrap(),
                given_names: None,
                birth: "1990-01-01".parse().unwrap(),
                nationalities: Nationalities::new(codes).unwrap(),
                sex: Sex::Unspecified,
            },
            document: TravelDocument {
                kind: DocumentKind::OrdinaryPassport,
                number: DocumentNumber::new("X1").unwrap(),
                issuer: CountryCode::of(nationalities[0]),
                expires: date(2030, 1, 1),
            },
            facts: Facts::default(),
            visa: None,
        }
    }

    fn with(facts: Facts, person: Presented) -> Presented {
        Presented { facts, ..person }
    }

    #[test]
    fn nationality_document_and_ties_decide_what_is_needed() {
        let family = Facts { family_of: Some(FamilyOf::UnionCitizen), ..Facts::default() };
        let no_chip = Facts { has_chip: false, ..Facts::default() };
        let officer = Facts { visa_regime: Some(VisaRegime::Exempt), ..Facts::default() };
        let mut transit = presented(&[b"RUS"]);
        transit.document.kind = DocumentKind::FacilitatedTransit;
        let mut hong_kong = presented(&[b"CHN"]);
        hong_kong.document.number = DocumentNumber::new("K12345678").unwrap();
        let cases = [
            ("an Indian needs a visa", presented(&[b"IND"]), Requirement::Visa),
            ("a Japanese needs none", presented(&[b"JPN"]), Requirement::NoVisa),
            ("a passport with a chip", presented(&[b"GEO"]), Requirement::NoVisa),
            ("a passport without", with(no_chip, presented(&[b"GEO"])), Requirement::Visa),
            ("family", with(family, presented(&[b"IND"])), Requirement::FamilyMember),
            ("the better of two", presented(&[b"IND", b"JPN"]), Requirement::NoVisa),
            ("Hong Kong", hong_kong, Requirement::NoVisa),
            ("transit by road", transit, Requirement::Transit(TransitDocument::Ftd)),
            ("not listed", presented(&[b"GRL"]), Requirement::Undecided),
            ("not listed, decided", with(officer, presented(&[b"GRL"])), Requirement::NoVisa),
        ];
        for (rule, person, expected) in cases {
            assert_eq!(person.requirement(DAY), expected, "{rule}");
        }
    }

    #[test]
    fn who_needs_a_visa_is_not_admitted_without_one() {
        let person = presented(&[b"IND"]);
        assert_eq!(person.ground(DAY), Err(GroundError::VisaMissing));
        assert_eq!(person.regime(DAY), Regime::VisaRequired);
        assert_eq!(presented(&[b"JPN"]).ground(DAY), Ok(RecordedGround::VisaExempt));
        let undecided = presented(&[b"GRL"]).ground(DAY);
        assert_eq!(undecided, Err(GroundError::VisaRequirementUndecided));
    }

    #[test]
    fn the_scope_follows_from_person_and_place() {
        let (bucharest, dublin) =
            ("ROU-A-OTP".parse().unwrap(), "IRL-A-DUB".parse::<PointCode>().unwrap());
        assert_eq!(presented(&[b"JPN"]).scope(&bucharest, DAY), Scope::InFull);
        let out = Scope::Out(Exclusion::NotThirdCountryNational);
        assert_eq!(presented(&[b"FRA"]).scope(&bucharest, DAY), out);
        let out = Scope::Out(Exclusion::NotOperated);
        assert_eq!(presented(&[b"JPN"]).scope(&dublin, DAY), out);
    }
}

//! To whom the Entry/Exit System applies.

use fnd_core::CountryCode;

use crate::nationality::{OUT_OF_SCOPE, has_free_movement};

/// What is known of a person at a border, as far as the scope asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonFacts<'a> {
    /// All nationalities, ISO 3166-1 alpha-3 or ICAO codes.
    pub nationalities: &'a [CountryCode],
    /// The issuer of the travel document that is used.
    pub document_issuer: CountryCode,
    /// Whose family member the person is, when free movement follows from it.
    pub family_of: Option<FamilyOf>,
    /// A title to stay that is held.
    pub title: Option<Title>,
    /// A rule of the Schengen Borders Code that exempts the person or eases the check.
    pub special_check: Option<SpecialCheck>,
    /// What the person is about to do at the border.
    pub passage: Passage,
    /// Whether the system is operated at this border on this day.
    pub ees_operates: bool,
}

/// Of whom a person is a family member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FamilyOf {
    /// Of a citizen of the Union, under Directive 2004/38/EC.
    UnionCitizen,
    /// Of a national of a third country with an equivalent right of free movement.
    EquivalentNational,
}

/// A title that allows a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Title {
    /// A residence card of a family member (Directive 2004/38/EC), or a permit of Reg. 1030/2002.
    FamilyCard,
    /// A residence permit, SBC Art. 2(16).
    ResidencePermit,
    /// Mobility of transferred employees (Directive 2014/66/EU) or of researchers and students
    /// (Directive (EU) 2016/801).
    Mobility,
    /// A long-stay visa.
    LongStayVisa,
}

/// The exemptions of SBC Art. 6a(3) that the system knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialCheck {
    /// Point (g): heads of state, cross-border and offshore workers, rescue services and others.
    SpecialRules,
    /// Points (h) to (k): crews, local border traffic, and passengers in transit by train.
    ExemptPersons,
}

/// What a person does at the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Passage {
    /// Enters or leaves for a short stay.
    ShortStay,
    /// Is refused entry for a short stay.
    Refused,
    /// Stays in the transit area of an airport.
    AirportTransit,
    /// Goes ashore from a cruise ship for a day.
    CruiseDayTrip,
    /// Passes by train with a facilitated transit document and does not get off.
    TransitTrain,
}

/// Whether the system applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything applies. After a refusal this means a refusal record.
    InFull,
    /// Crossings are recorded, but no stay is calculated and no one is alerted.
    InNoCalculation,
    /// Nothing is recorded.
    Out(Exclusion),
}

/// Why the system does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exclusion {
    /// A national of a Member State or an associated State.
    NotThirdCountryNational,
    /// The system is not operated at this border.
    NotOperated,
    /// A family member of a Union citizen with a residence card.
    FamilyOfUnionCitizenWithCard,
    /// A family member of an equivalent national with a residence card or permit.
    FamilyOfEquivalentNationalWithCard,
    /// A holder of a residence permit.
    ResidencePermit,
    /// A person exercising mobility within the Union.
    Mobility,
    /// A holder of a long-stay visa.
    LongStayVisa,
    /// A national of Andorra, Monaco or San Marino, or a holder of a passport of the Vatican.
    MicroState,
    /// A person under special rules for border checks.
    SpecialRules,
    /// A person exempt from border checks or from the system.
    ExemptPersons,
    /// A passenger who stays in the transit area.
    AirportTransit,
    /// A cruise passenger ashore for a day.
    CruiseDayTrip,
    /// A passenger in transit by train who does not get off.
    TransitTrain,
}

impl Exclusion {
    /// The article that excludes.
    pub const fn article(self) -> &'static str {
        match self {
            Self::NotThirdCountryNational => "EES Art. 2(1)",
            Self::NotOperated => "EES Art. 4",
            Self::FamilyOfUnionCitizenWithCard => "EES Art. 2(3)(a)",
            Self::FamilyOfEquivalentNationalWithCard => "EES Art. 2(3)(b)",
            Self::ResidencePermit => "EES Art. 2(3)(c)",
            Self::Mobility => "EES Art. 2(3)(d)",
            Self::LongStayVisa => "EES Art. 2(3)(e)",
            Self::MicroState => "EES Art. 2(3)(f)",
            Self::SpecialRules => "EES Art. 2(3)(g)",
            Self::ExemptPersons => "EES Art. 2(3)(h)",
            Self::AirportTransit => "EES Art. 2(1)(a)",
            Self::CruiseDayTrip => "SBC Annex VI point 3.2",
            Self::TransitTrain => "EES Annex II",
        }
    }
}

const VATICAN: CountryCode = CountryCode::of(b"VAT");

/// Whether and how the system applies to a person.
///
/// Law: EES Art. 2(1) to (4): third-country nationals admitted or refused for a short stay,
/// except those of paragraph 3; for family members without card nothing is calculated.
pub fn scope(person: &PersonFacts<'_>) -> Scope {
    match exclusion(person) {
        Some(reason) => Scope::Out(reason),
        None if person.family_of.is_some() => Scope::InNoCalculation,
        None => Scope::InFull,
    }
}

fn exclusion(person: &PersonFacts<'_>) -> Option<Exclusion> {
    let micro = |state: &CountryCode| OUT_OF_SCOPE.contains(state);
    if person.nationalities.iter().copied().any(has_free_movement) {
        return Some(Exclusion::NotThirdCountryNational);
    }
    if person.nationalities.iter().any(micro) || person.document_issuer == VATICAN {
        return Some(Exclusion::MicroState);
    }
    if !person.ees_operates {
        return Some(Exclusion::NotOperated);
    }
    by_title(person)
        .or_else(|| by_check(person.special_check))
        .or_else(|| by_passage(person.passage))
}

fn by_title(person: &PersonFacts<'_>) -> Option<Exclusion> {
    match (person.title?, person.family_of) {
        (Title::FamilyCard, Some(FamilyOf::UnionCitizen)) => {
            Some(Exclusion::FamilyOfUnionCitizenWithCard)
        }
        (Title::FamilyCard, Some(FamilyOf::EquivalentNational)) => {
            Some(Exclusion::FamilyOfEquivalentNationalWithCard)
        }
        // Why: a card says nothing once the family tie it was issued for is gone.
        (Title::FamilyCard, None) => None,
        (Title::ResidencePermit, _) => Some(Exclusion::ResidencePermit),
        (Title::Mobility, _) => Some(Exclusion::Mobility),
        (Title::LongStayVisa, _) => Some(Exclusion::LongStayVisa),
    }
}

fn by_check(check: Option<SpecialCheck>) -> Option<Exclusion> {
    check.map(|check| match check {
        SpecialCheck::SpecialRules => Exclusion::SpecialRules,
        SpecialCheck::ExemptPersons => Exclusion::ExemptPersons,
    })
}

fn by_passage(passage: Passage) -> Option<Exclusion> {
    match passage {
        Passage::ShortStay | Passage::Refused => None,
        Passage::AirportTransit => Some(Exclusion::AirportTransit),
        Passage::CruiseDayTrip => Some(Exclusion::CruiseDayTrip),
        Passage::TransitTrain => Some(Exclusion::TransitTrain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GEORGIA: CountryCode = CountryCode::of(b"GEO");
    const VISITOR: PersonFacts<'_> = PersonFacts {
        nationalities: &[GEORGIA],
        document_issuer: GEORGIA,
        family_of: None,
        title: None,
        special_check: None,
        passage: Passage::ShortStay,
        ees_operates: true,
    };

    fn of(nationalities: &[CountryCode]) -> PersonFacts<'_> {
        PersonFacts { nationalities, ..VISITOR }
    }

    fn with(title: Title, family_of: Option<FamilyOf>) -> PersonFacts<'static> {
        PersonFacts { title: Some(title), family_of, ..VISITOR }
    }

    fn doing(passage: Passage) -> PersonFacts<'static> {
        PersonFacts { passage, ..VISITOR }
    }

    #[test]
    fn the_regulation_says_to_whom_it_applies() {
        use Exclusion as X;
        let union = Some(FamilyOf::UnionCitizen);
        let equivalent = Some(FamilyOf::EquivalentNational);
        let (andorra, france) = ([CountryCode::of(b"AND")], [GEORGIA, CountryCode::of(b"FRA")]);
        let cases = [
            ("a visitor", VISITOR, Scope::InFull),
            ("a refused visitor", doing(Passage::Refused), Scope::InFull),
            (
                "family of a Union citizen, no card",
                PersonFacts { family_of: union, ..VISITOR },
                Scope::InNoCalculation,
            ),
            (
                "family of an equivalent national, no card",
                PersonFacts { family_of: equivalent, ..VISITOR },
                Scope::InNoCalculation,
            ),
            (
                "with card, (a)",
                with(Title::FamilyCard, union),
                Scope::Out(X::FamilyOfUnionCitizenWithCard),
            ),
            (
                "with card, (b)",
                with(Title::FamilyCard, equivalent),
                Scope::Out(X::FamilyOfEquivalentNationalWithCard),
            ),
            (
                "residence permit",
                with(Title::ResidencePermit, None),
                Scope::Out(X::ResidencePermit),
            ),
            ("mobility", with(Title::Mobility, None), Scope::Out(X::Mobility)),
            ("long-stay visa", with(Title::LongStayVisa, None), Scope::Out(X::LongStayVisa)),
            ("Andorra", of(&andorra), Scope::Out(X::MicroState)),
            (
                "a passport of the Vatican",
                PersonFacts { document_issuer: VATICAN, ..VISITOR },
                Scope::Out(X::MicroState),
            ),
            (
                "a head of state",
                PersonFacts { special_check: Some(SpecialCheck::SpecialRules), ..VISITOR },
                Scope::Out(X::SpecialRules),
            ),
            (
                "local border traffic",
                PersonFacts { special_check: Some(SpecialCheck::ExemptPersons), ..VISITOR },
                Scope::Out(X::ExemptPersons),
            ),
            ("a Frenchwoman of Georgia", of(&france), Scope::Out(X::NotThirdCountryNational)),
            ("the train to Kaliningrad", doing(Passage::TransitTrain), Scope::Out(X::TransitTrain)),
            ("airport transit", doing(Passage::AirportTransit), Scope::Out(X::AirportTransit)),
            ("a cruise", doing(Passage::CruiseDayTrip), Scope::Out(X::CruiseDayTrip)),
            (
                "a border without the system",
                PersonFacts { ees_operates: false, ..VISITOR },
                Scope::Out(X::NotOperated),
            ),
        ];
        for (rule, person, expected) in cases {
            assert_eq!(scope(&person), expected, "{rule}");
        }
        assert_eq!(X::LongStayVisa.article(), "EES Art. 2(3)(e)");
    }
}

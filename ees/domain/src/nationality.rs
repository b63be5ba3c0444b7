//! What a nationality means at the border: free movement, out of scope, visa or no visa.
//!
//! Law: Regulation (EU) 2018/1806 Art. 3, 4 and 6, Annexes I and II; for who is no concern of
//! the system at all, EES Art. 2. Everything is a dated row that cites its source. A row that is
//! not certain says so ([`VisaRule::certain`]); it is configuration until somebody confirms it.
//! This is not the whole of the personal scope: documents and residence are decided elsewhere.

mod exempt;
mod required;
#[cfg(test)]
mod tests;

use fnd_core::CountryCode;
use jiff::civil::{Date, date};

use crate::identity::TravelDocument;

/// Whether a visa is needed for a short stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VisaRegime {
    /// Annex I: a visa is needed.
    Required,
    /// Annex II: no visa is needed for a short stay.
    Exempt,
}

/// A fact about the traveller's document on which an exemption hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// The passport holds a chip as ICAO Doc 9303 describes.
    BiometricPassport,
    /// The passport states an identity card number (Taiwan).
    IdentityCardNumber,
    /// The passport is one of the Hong Kong Special Administrative Region.
    HongKongPassport,
    /// The passport is one of the Macao Special Administrative Region.
    MacaoPassport,
    /// The passport is neither diplomatic nor service nor official.
    OrdinaryPassport,
    /// The passport was not issued by Serbia's Coordination Directorate.
    NotOfCoordinationDirectorate,
    /// A Member State issued the travel document and the holder resides there.
    ResidesInIssuingMemberState,
}

/// When the exemption of a rule holds; otherwise a visa is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exemption {
    /// Never: a visa is needed.
    Never,
    /// Always.
    Always,
    /// When every condition is met.
    WhenAll(&'static [Condition]),
    /// When at least one condition is met.
    WhenAny(&'static [Condition]),
}

/// A dated row: what holds for a nationality from one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisaRule {
    nationality: CountryCode,
    from: Date,
    until: Date,
    exemption: Exemption,
    source: &'static str,
    certain: bool,
}

/// What a nationality means for the system on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nationals of the Union, the European Economic Area and Switzerland: not recorded.
    FreeMovement,
    /// Nationals of Andorra, Monaco and San Marino, holders of passports of the Holy See: not
    /// recorded. EES Art. 2(3)(f).
    OutOfScope,
    /// A third-country national for whom a rule on visas holds.
    ThirdCountry(&'static VisaRule),
    /// No row says anything; an officer decides. So it is for codes of territories, whose
    /// people hold the nationality of a State, and for codes of organisations.
    NotListed,
}

impl Standing {
    /// What `nationality` means on `day`.
    ///
    /// Law: EES Art. 2(1), 2(3)(f); Reg. 2018/1806 Art. 3 and 4.
    pub fn of(nationality: CountryCode, day: Date) -> Self {
        if has_free_movement(nationality) {
            return Self::FreeMovement;
        }
        if OUT_OF_SCOPE.contains(&nationality) {
            return Self::OutOfScope;
        }
        visa_rule(nationality, day).map_or(Self::NotListed, Self::ThirdCountry)
    }
}

/// Whether nationals of `nationality` move freely as Union law understands it.
///
/// Law: SBC Art. 2 points 5 and 6; Treaty on European Union, Agreement on the European Economic
/// Area, Agreement of 21 June 1999 with Switzerland. The table knows no dates before 2021.
pub fn has_free_movement(nationality: CountryCode) -> bool {
    FREE_MOVEMENT.contains(&nationality)
}

/// The rule on visas for `nationality` that holds on `day`, if the tables have one.
pub fn visa_rule(nationality: CountryCode, day: Date) -> Option<&'static VisaRule> {
    rules().find(|rule| rule.nationality == nationality && rule.holds_on(day))
}

/// All rules, in no particular order.
pub fn rules() -> impl Iterator<Item = &'static VisaRule> {
    required::REQUIRED.iter().chain(exempt::EXEMPT)
}

impl VisaRule {
    /// The nationality of the row.
    pub const fn nationality(&self) -> CountryCode {
        self.nationality
    }

    /// When the holder is exempt.
    pub const fn exemption(&self) -> Exemption {
        self.exemption
    }

    /// The act and the place in it.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the row was read in its source; otherwise it wants confirmation.
    pub const fn certain(&self) -> bool {
        self.certain
    }

    /// Whether the row holds on `day`, its first and last day included.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// Whether a visa is needed, given what is known of each condition.
    ///
    /// `met` answers `None` when it does not know; the answer is `None` when it hangs on that.
    pub fn regime(&self, met: impl Fn(Condition) -> Option<bool>) -> Option<VisaRegime> {
        let exempt = match self.exemption {
            Exemption::Never => Some(false),
            Exemption::Always => Some(true),
            Exemption::WhenAll(conditions) => decided(conditions, false, met),
            Exemption::WhenAny(conditions) => decided(conditions, true, met),
        };
        exempt.map(|exempt| if exempt { VisaRegime::Exempt } else { VisaRegime::Required })
    }
}

/// `wanted` as soon as one condition gives it, its opposite when none does, `None` when one is
/// unknown and none gives it.
fn decided(
    conditions: &[Condition],
    wanted: bool,
    met: impl Fn(Condition) -> Option<bool>,
) -> Option<bool> {
    let answers = || conditions.iter().map(|condition| met(*condition));
    if answers().any(|answer| answer == Some(wanted)) {
        return Some(wanted);
    }
    answers().all(|answer| answer == Some(!wanted)).then_some(!wanted)
}

/// The region whose passport `document` looks like, when its issuer is China.
///
/// Passports of Hong Kong and Macao print issuer and nationality `CHN` like those of the
/// mainland; only the first letter of the number tells them apart, `H` or `K` for Hong Kong and
/// `M` for Macao. Uncertain: the letters are observed, not laid down; an officer confirms.
pub fn likely_region(document: &TravelDocument) -> Option<Condition> {
    if document.issuer != CountryCode::of(b"CHN") {
        return None;
    }
    match document.number.as_str().chars().next() {
        Some('H' | 'K') => Some(Condition::HongKongPassport),
        Some('M') => Some(Condition::MacaoPassport),
        _ => None,
    }
}

/// The first day the tables speak of: the Union as it is since the United Kingdom left.
const TABLES_FROM: Date = date(2021, 1, 1);
/// The last day of a row that has no end.
const NO_END: Date = Date::MAX;

const fn rule(nationality: [u8; 3], exemption: Exemption, source: &'static str) -> VisaRule {
    VisaRule {
        nationality: CountryCode::of(&nationality),
        from: TABLES_FROM,
        until: NO_END,
        exemption,
        source,
        certain: true,
    }
}

impl VisaRule {
    const fn from(self, from: Date) -> Self {
        Self { from, ..self }
    }

    const fn until(self, until: Date) -> Self {
        Self { until, ..self }
    }

    const fn uncertain(self) -> Self {
        Self { certain: false, ..self }
    }
}

/// The 27 Member States, Iceland, Liechtenstein, Norway, Switzerland.
const FREE_MOVEMENT: &[CountryCode] = &[
    CountryCode::of(b"AUT"),
    CountryCode::of(b"BEL"),
    CountryCode::of(b"BGR"),
    CountryCode::of(b"CYP"),
    CountryCode::of(b"CZE"),
    CountryCode::of(b"DEU"),
    CountryCode::of(b"DNK"),
    CountryCode::of(b"ESP"),
    CountryCode::of(b"EST"),
    CountryCode::of(b"FIN"),
    CountryCode::of(b"FRA"),
    CountryCode::of(b"GRC"),
    CountryCode::of(b"HRV"),
    CountryCode::of(b"HUN"),
    CountryCode::of(b"IRL"),
    CountryCode::of(b"ITA"),
    CountryCode::of(b"LTU"),
    CountryCode::of(b"LUX"),
    CountryCode::of(b"LVA"),
    CountryCode::of(b"MLT"),
    CountryCode::of(b"NLD"),
    CountryCode::of(b"POL"),
    CountryCode::of(b"PRT"),
    CountryCode::of(b"ROU"),
    CountryCode::of(b"SVK"),
    CountryCode::of(b"SVN"),
    CountryCode::of(b"SWE"),
    CountryCode::of(b"ISL"),
    CountryCode::of(b"LIE"),
    CountryCode::of(b"NOR"),
    CountryCode::of(b"CHE"),
];

/// EES Art. 2(3)(f).
pub(crate) const OUT_OF_SCOPE: &[CountryCode] = &[
    CountryCode::of(b"AND"),
    CountryCode::of(b"MCO"),
    CountryCode::of(b"SMR"),
    CountryCode::of(b"VAT"),
];

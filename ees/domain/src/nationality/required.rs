//! Nationalities that need a visa: Annex I of Regulation (EU) 2018/1806, and persons without a
//! nationality.

use jiff::civil::date;

use super::Condition::{
    HongKongPassport, MacaoPassport, ResidesInIssuingMemberState as ResidesInIssuer,
};
use super::Exemption::{Never, WhenAny};
use super::{VisaRule, rule};

/// A State of Annex I, part 1.
const fn state(nationality: [u8; 3]) -> VisaRule {
    rule(nationality, Never, "Reg. 2018/1806 Annex I(1)")
}

/// A person without nationality: exempt with a document of the Member State of residence.
///
/// Member States may also exempt those who reside in a State of Annex II (Art. 6(2)(b)) or in
/// Ireland (Art. 6(2)(d)). Which do is not recorded here, so the rows are uncertain.
const fn person(nationality: [u8; 3]) -> VisaRule {
    rule(nationality, WhenAny(&[ResidesInIssuer]), "Reg. 2018/1806 Art. 4(2)(c)").uncertain()
}

/// All rows.
pub(super) const REQUIRED: &[VisaRule] = &[
    state(*b"AFG"),
    state(*b"AGO"),
    state(*b"ARM"),
    state(*b"AZE"),
    state(*b"BDI"),
    state(*b"BEN"),
    state(*b"BFA"),
    state(*b"BGD"),
    state(*b"BHR"),
    state(*b"BLR"),
    state(*b"BLZ"),
    state(*b"BOL"),
    state(*b"BTN"),
    state(*b"BWA"),
    state(*b"CAF"),
    state(*b"CIV"),
    state(*b"CMR"),
    state(*b"COD"),
    state(*b"COG"),
    state(*b"COM"),
    state(*b"CPV"),
    state(*b"CUB"),
    state(*b"DJI"),
    state(*b"DOM"),
    state(*b"DZA"),
    state(*b"ECU"),
    state(*b"EGY"),
    state(*b"ERI"),
    state(*b"ETH"),
    state(*b"FJI"),
    state(*b"GAB"),
    state(*b"GHA"),
    state(*b"GIN"),
    state(*b"GMB"),
    state(*b"GNB"),
    state(*b"GNQ"),
    state(*b"GUY"),
    state(*b"HTI"),
    state(*b"IDN"),
    state(*b"IND"),
    state(*b"IRN"),
    state(*b"IRQ"),
    state(*b"JAM"),
    state(*b"JOR"),
    state(*b"KAZ"),
    state(*b"KEN"),
    state(*b"KGZ"),
    state(*b"KHM"),
    state(*b"KWT"),
    state(*b"LAO"),
    state(*b"LBN"),
    state(*b"LBR"),
    state(*b"LBY"),
    state(*b"LKA"),
    state(*b"LSO"),
    state(*b"MAR"),
    state(*b"MDG"),
    state(*b"MDV"),
    state(*b"MLI"),
    state(*b"MMR"),
    state(*b"MNG"),
    state(*b"MOZ"),
    state(*b"MRT"),
    state(*b"MWI"),
    state(*b"NAM"),
    state(*b"NER"),
    state(*b"NGA"),
    state(*b"NPL"),
    state(*b"OMN"),
    state(*b"PAK"),
    state(*b"PHL"),
    state(*b"PNG"),
    state(*b"PRK"),
    state(*b"QAT"),
    state(*b"RUS"),
    state(*b"RWA"),
    state(*b"SAU"),
    state(*b"SDN"),
    state(*b"SEN"),
    state(*b"SLE"),
    state(*b"SOM"),
    state(*b"SSD"),
    state(*b"STP"),
    state(*b"SUR"),
    state(*b"SWZ"),
    state(*b"SYR"),
    state(*b"TCD"),
    state(*b"TGO"),
    state(*b"THA"),
    state(*b"TJK"),
    state(*b"TKM"),
    state(*b"TUN"),
    state(*b"TUR"),
    state(*b"TZA"),
    state(*b"UGA"),
    state(*b"UZB"),
    state(*b"VNM"),
    state(*b"YEM"),
    state(*b"ZAF"),
    state(*b"ZMB"),
    state(*b"ZWE"),
    // Passports of the two special administrative regions also print `CHN`.
    rule(
        *b"CHN",
        WhenAny(&[HongKongPassport, MacaoPassport]),
        "Reg. 2018/1806 Annex I(1) and Annex II(2)",
    ),
    rule(*b"PSE", Never, "Reg. 2018/1806 Annex I(2)"),
    // The exemption was suspended for passports issued since 25 May 2015 from 4 May 2022; the
    // part that stayed exempt until 3 February 2023 lies before the system began.
    rule(*b"VUT", Never, "Reg. 2022/693, prolonged; Reg. 2025/11 moved the entry to Annex I")
        .from(date(2022, 5, 4)),
    person(*b"XXA"),
    person(*b"XXB"),
    person(*b"XXC"),
    // Whoever prints `XXX` may have a nationality nobody wrote down; the stricter rule is kept.
    rule(*b"XXX", Never, "Reg. 2018/1806 Art. 3(1), by analogy").uncertain(),
];

//! Nationalities that need no visa for a short stay: Annex II of Regulation (EU) 2018/1806.

use jiff::civil::date;

use super::Condition::{
    BiometricPassport, HongKongPassport, IdentityCardNumber, MacaoPassport,
    NotOfCoordinationDirectorate, OrdinaryPassport,
};
use super::Exemption::{Always, WhenAll};
use super::{VisaRule, rule};

/// A State of Annex II, part 1, without a condition.
const fn state(nationality: [u8; 3]) -> VisaRule {
    rule(nationality, Always, "Reg. 2018/1806 Annex II(1)")
}

/// A State of Annex II, part 1, whose footnote asks for a biometric passport.
const fn biometric(nationality: [u8; 3]) -> VisaRule {
    rule(nationality, WhenAll(&[BiometricPassport]), "Reg. 2018/1806 Annex II(1), footnote")
}

/// A class of British nationals who are not British citizens.
const fn british(nationality: [u8; 3]) -> VisaRule {
    rule(nationality, Always, "Reg. 2018/1806 Annex II(3)")
}

/// All rows.
pub(super) const EXEMPT: &[VisaRule] = &[
    state(*b"ARE"),
    state(*b"ARG"),
    state(*b"ATG"),
    state(*b"AUS"),
    state(*b"BHS"),
    state(*b"BRA"),
    state(*b"BRB"),
    state(*b"BRN"),
    state(*b"CAN"),
    state(*b"CHL"),
    state(*b"COL"),
    state(*b"CRI"),
    state(*b"DMA"),
    state(*b"FSM"),
    state(*b"GRD"),
    state(*b"GTM"),
    state(*b"HND"),
    state(*b"ISR"),
    state(*b"JPN"),
    state(*b"KIR"),
    state(*b"KNA"),
    state(*b"KOR"),
    state(*b"LCA"),
    state(*b"MEX"),
    state(*b"MHL"),
    state(*b"MUS"),
    state(*b"MYS"),
    state(*b"NIC"),
    state(*b"NRU"),
    state(*b"NZL"),
    state(*b"PAN"),
    state(*b"PER"),
    state(*b"PLW"),
    state(*b"PRY"),
    state(*b"SGP"),
    state(*b"SLB"),
    state(*b"SLV"),
    state(*b"SYC"),
    state(*b"TLS"),
    state(*b"TON"),
    state(*b"TTO"),
    state(*b"TUV"),
    state(*b"URY"),
    state(*b"USA"),
    state(*b"VCT"),
    state(*b"VEN"),
    state(*b"WSM"),
    rule(*b"GBR", Always, "Reg. 2018/1806 Annex II(1), as amended by Reg. 2019/592"),
    biometric(*b"ALB"),
    biometric(*b"BIH"),
    biometric(*b"MDA"),
    biometric(*b"MKD"),
    biometric(*b"MNE"),
    biometric(*b"UKR"),
    // Passports of the Coordination Directorate joined the exemption on 13 October 2024.
    rule(
        *b"SRB",
        WhenAll(&[BiometricPassport, NotOfCoordinationDirectorate]),
        "Reg. 2018/1806 Annex II(1), footnote",
    )
    .until(date(2024, 10, 12)),
    rule(*b"SRB", WhenAll(&[BiometricPassport]), "Reg. 2018/1806, as amended by Reg. 2024/2495")
        .from(date(2024, 10, 13)),
    biometric(*b"GEO").until(date(2026, 3, 5)),
    // Suspended for diplomatic, service and official passports for one year. Known from the
    // press only: the act's number and its last day want confirmation, and whether it was
    // prolonged is to be seen.
    rule(
        *b"GEO",
        WhenAll(&[BiometricPassport, OrdinaryPassport]),
        "Reg. 2018/1806 Art. 8, suspension of March 2026",
    )
    .from(date(2026, 3, 6))
    .until(date(2027, 3, 5))
    .uncertain(),
    biometric(*b"GEO").from(date(2027, 3, 6)).uncertain(),
    rule(*b"HKG", WhenAll(&[HongKongPassport]), "Reg. 2018/1806 Annex II(2)"),
    rule(*b"MAC", WhenAll(&[MacaoPassport]), "Reg. 2018/1806 Annex II(2)"),
    british(*b"GBD"),
    british(*b"GBN"),
    british(*b"GBO"),
    british(*b"GBP"),
    british(*b"GBS"),
    rule(*b"TWN", WhenAll(&[IdentityCardNumber]), "Reg. 2018/1806 Annex II(4), footnote"),
    rule(*b"RKS", WhenAll(&[BiometricPassport]), "Reg. 2018/1806, as amended by Reg. 2023/850")
        .from(date(2024, 1, 1)),
];

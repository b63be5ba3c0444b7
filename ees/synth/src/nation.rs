//! Nationalities of the travellers: how many there are, what their documents look like, where
//! they cross.

use ees_domain::identity::TravelDocument;
use ees_domain::nationality::{Condition, VisaRegime, likely_region, visa_rule};
use fnd_core::CountryCode;
use jiff::civil::Date;

use crate::names::{self, Language};

/// One kind of traveller.
#[derive(Debug)]
pub(crate) struct Nation {
    /// The nationality, as the document prints it.
    pub(crate) code: CountryCode,
    /// The issuer of the document.
    pub(crate) issuer: CountryCode,
    /// How many of 1,000 or so.
    pub(crate) weight: u64,
    /// Their names.
    pub(crate) language: &'static Language,
    /// Their document numbers: `#` is a digit, `@` a letter.
    pub(crate) number: &'static str,
    /// Land crossings and ports at hand, separated by blanks.
    pub(crate) near: &'static str,
    /// A second nationality that some hold.
    pub(crate) second: Option<&'static str>,
    /// How many of 1,000 documents leave out a part of the date of birth.
    pub(crate) partial_births: u64,
}

impl Nation {
    const fn new(
        code: [u8; 3],
        weight: u64,
        language: &'static Language,
        number: &'static str,
    ) -> Self {
        let code = CountryCode::of(&code);
        Self {
            code,
            issuer: code,
            weight,
            language,
            number,
            near: "",
            second: None,
            partial_births: 2,
        }
    }

    const fn near(self, near: &'static str) -> Self {
        Self { near, ..self }
    }

    const fn issued_by(self, issuer: [u8; 3]) -> Self {
        Self { issuer: CountryCode::of(&issuer), ..self }
    }

    const fn second(self, code: &'static str) -> Self {
        Self { second: Some(code), ..self }
    }

    const fn partial_births(self, permille: u64) -> Self {
        Self { partial_births: permille, ..self }
    }
}

/// Whether the holder of `document` needs a visa on `day`.
///
/// Every document of this tool has a chip, and nobody resides in a Member State.
pub(crate) fn regime(nationality: CountryCode, document: &TravelDocument, day: Date) -> VisaRegime {
    let met = |condition| {
        Some(match condition {
            Condition::BiometricPassport
            | Condition::IdentityCardNumber
            | Condition::OrdinaryPassport
            | Condition::NotOfCoordinationDirectorate => true,
            Condition::HongKongPassport | Condition::MacaoPassport => {
                likely_region(document) == Some(condition)
            }
            Condition::ResidesInIssuingMemberState => false,
        })
    };
    let rule = visa_rule(nationality, day);
    rule.and_then(|rule| rule.regime(met)).unwrap_or(VisaRegime::Required)
}

/// The nation whose document prints `code`.
pub(crate) fn find(code: &str) -> Option<&'static Nation> {
    NATIONS.iter().find(|nation| nation.code.as_str() == code)
}

/// Crossings from Ukraine.
const FROM_UKRAINE: &str = "ROU-L-SIRET POL-L-MEDYKA HUN-L-ZAHONY SVK-L-VYSNENEM";
/// Crossings from Serbia.
const FROM_SERBIA: &str = "HUN-L-ROSZKE HRV-L-BAJAKOVO ROU-L-MORAVITA BGR-L-KALOTINA";

/// All of them. Weights and number patterns are plausible, not measured.
#[rustfmt::skip]
pub(crate) const NATIONS: &[Nation] = &[
    // Exempt from the visa requirement.
    Nation::new(*b"GBR", 150, &names::ENGLISH, "#########").near("FRA-S-CALAIS").second("AUS"),
    Nation::new(*b"UKR", 110, &names::UKRAINIAN, "F@######").near(FROM_UKRAINE).second("MDA"),
    Nation::new(*b"USA", 90, &names::ENGLISH, "A########").second("ISR"),
    Nation::new(*b"MDA", 60, &names::ROMANIAN, "B#######").near("ROU-L-ALBITA").second("UKR"),
    Nation::new(*b"SRB", 55, &names::SERBIAN, "01#######").near(FROM_SERBIA),
    Nation::new(*b"ALB", 40, &names::ALBANIAN, "B@#######").near("GRC-L-KAKAVIA ITA-S-BARI"),
    Nation::new(*b"MKD", 28, &names::MACEDONIAN, "B#######").near("GRC-L-EVZONOI BGR-L-GYUESHEVO"),
    Nation::new(*b"BIH", 24, &names::BOSNIAN, "B#######").near("HRV-L-GRADISKA"),
    Nation::new(*b"MNE", 8, &names::BOSNIAN, "N#######").near("HRV-L-KARASOVICI"),
    Nation::new(*b"RKS", 12, &names::ALBANIAN, "P########"),
    Nation::new(*b"GEO", 18, &names::GEORGIAN, "##@@#####"),
    Nation::new(*b"CAN", 26, &names::ENGLISH, "@@######").second("USA"),
    Nation::new(*b"AUS", 20, &names::ENGLISH, "P@#######").second("GBR"),
    Nation::new(*b"NZL", 8, &names::ENGLISH, "L@######"),
    Nation::new(*b"JPN", 22, &names::JAPANESE, "T@#######"),
    Nation::new(*b"KOR", 22, &names::KOREAN, "M########"),
    Nation::new(*b"BRA", 28, &names::BRAZILIAN, "F@######"),
    Nation::new(*b"ARG", 12, &names::SPANISH, "AA@######").second("COL"),
    Nation::new(*b"MEX", 14, &names::SPANISH, "G########"),
    Nation::new(*b"CHL", 6, &names::SPANISH, "F########"),
    Nation::new(*b"COL", 14, &names::SPANISH, "A@######"),
    Nation::new(*b"PER", 6, &names::SPANISH, "1########"),
    Nation::new(*b"ISR", 18, &names::HEBREW, "3#######").second("USA"),
    Nation::new(*b"ARE", 8, &names::ARABIC, "R@#######"),
    Nation::new(*b"SGP", 8, &names::CANTONESE, "K#######E"),
    Nation::new(*b"TWN", 8, &names::CHINESE, "3########"),
    Nation::new(*b"CHN", 7, &names::CANTONESE, "K@#######"),
    Nation::new(*b"GBN", 5, &names::CANTONESE, "N########").issued_by(*b"GBR"),
    // Subject to it.
    Nation::new(*b"TUR", 70, &names::TURKISH, "U########").near("BGR-L-KAPANDREEVO GRC-L-KIPOI"),
    Nation::new(*b"RUS", 28, &names::RUSSIAN, "7########").near("FIN-L-VAALIMAA EST-L-NARVA"),
    Nation::new(*b"BLR", 14, &names::BELARUSIAN, "MP#######").near("POL-L-TERESPOL LTU-L-MEDININKAI"),
    Nation::new(*b"ARM", 8, &names::ARMENIAN, "B@#######"),
    Nation::new(*b"KAZ", 10, &names::KAZAKH, "N########"),
    Nation::new(*b"UZB", 6, &names::UZBEK, "F@#######"),
    Nation::new(*b"CHN", 45, &names::CHINESE, "E@#######"),
    Nation::new(*b"IND", 42, &names::INDIAN, "Z#######"),
    Nation::new(*b"LKA", 6, &names::LANKAN, "N#######").partial_births(10),
    Nation::new(*b"PHL", 14, &names::FILIPINO, "P#######A"),
    Nation::new(*b"VNM", 7, &names::VIETNAMESE, "C#######"),
    Nation::new(*b"THA", 12, &names::THAI, "A@#######"),
    Nation::new(*b"MAR", 30, &names::ARABIC, "@@#######").near("ESP-S-ALGECIRAS"),
    Nation::new(*b"DZA", 14, &names::ARABIC, "1########"),
    Nation::new(*b"TUN", 8, &names::ARABIC, "@######"),
    Nation::new(*b"EGY", 9, &names::ARABIC, "A########").partial_births(10),
    Nation::new(*b"LBN", 6, &names::ARABIC, "LR#######"),
    Nation::new(*b"IRN", 8, &names::PERSIAN, "@########"),
    Nation::new(*b"NGA", 8, &names::NIGERIAN, "B########"),
    Nation::new(*b"ZAF", 10, &names::ENGLISH, "A########"),
    Nation::new(*b"ETH", 3, &names::AMHARIC, "EP#######").partial_births(120),
    Nation::new(*b"SOM", 2, &names::SOMALI, "P########").partial_births(450),
    Nation::new(*b"AFG", 3, &names::PERSIAN, "P########").partial_births(450),
    // Without a State that protects them.
    Nation::new(*b"XXB", 4, &names::ARABIC, "R########").issued_by(*b"GBR").partial_births(150),
    Nation::new(*b"XXA", 2, &names::GREEK, "S#######").issued_by(*b"GBR").partial_births(80),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points;
    use ees_domain::code::Code;

    #[test]
    fn every_row_names_codes_and_points_that_exist() {
        assert!(40 <= NATIONS.len());
        for nation in NATIONS {
            assert!(Code::find(nation.code).is_some(), "{}", nation.code);
            for code in nation.near.split_whitespace() {
                assert!(points::find(code).is_some(), "{code}");
            }
            if let Some(second) = nation.second {
                assert!(find(second).is_some(), "{second}");
            }
        }
    }
}

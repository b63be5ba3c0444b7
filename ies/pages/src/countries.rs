//! The names of countries in the reader's language, and the list to choose one from.
//!
//! A name is a word and takes no position: what a country is on a given day is for the domain.

use fnd_web::form::Choice;
use fnd_web::words::Words;

/// The beginning of the keys of names; the code follows.
const KEY: &str = "country-";

/// The codes that have a name: ISO 3166-1 alpha-3, and XKX, which the Union uses for Kosovo.
pub const CODES: [&str; 250] = [
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF",
    "ATG", "AUS", "AUT", "AZE", "BDI", "BEL", "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS",
    "BIH", "BLM", "BLR", "BLZ", "BMU", "BOL", "BRA", "BRB", "BRN", "BTN", "BVT", "BWA", "CAF",
    "CAN", "CCK", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG", "COK", "COL", "COM", "CPV",
    "CRI", "CUB", "CUW", "CXR", "CYM", "CYP", "CZE", "DEU", "DJI", "DMA", "DNK", "DOM", "DZA",
    "ECU", "EGY", "ERI", "ESH", "ESP", "EST", "ETH", "FIN", "FJI", "FLK", "FRA", "FRO", "FSM",
    "GAB", "GBR", "GEO", "GGY", "GHA", "GIB", "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD",
    "GRL", "GTM", "GUF", "GUM", "GUY", "HKG", "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IMN",
    "IND", "IOT", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA", "JAM", "JEY", "JOR", "JPN", "KAZ",
    "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR", "KWT", "LAO", "LBN", "LBR", "LBY", "LCA", "LIE",
    "LKA", "LSO", "LTU", "LUX", "LVA", "MAC", "MAF", "MAR", "MCO", "MDA", "MDG", "MDV", "MEX",
    "MHL", "MKD", "MLI", "MLT", "MMR", "MNE", "MNG", "MNP", "MOZ", "MRT", "MSR", "MTQ", "MUS",
    "MWI", "MYS", "MYT", "NAM", "NCL", "NER", "NFK", "NGA", "NIC", "NIU", "NLD", "NOR", "NPL",
    "NRU", "NZL", "OMN", "PAK", "PAN", "PCN", "PER", "PHL", "PLW", "PNG", "POL", "PRI", "PRK",
    "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "ROU", "RUS", "RWA", "SAU", "SDN", "SEN", "SGP",
    "SGS", "SHN", "SJM", "SLB", "SLE", "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUR",
    "SVK", "SVN", "SWE", "SWZ", "SXM", "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL",
    "TKM", "TLS", "TON", "TTO", "TUN", "TUR", "TUV", "TWN", "TZA", "UGA", "UKR", "UMI", "URY",
    "USA", "UZB", "VAT", "VCT", "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "XKX", "YEM",
    "ZAF", "ZMB", "ZWE",
];

/// The name of the country `code` (three capital letters); a code that is not known stands for
/// itself, so that a record can always be read.
pub fn name(words: &Words, code: &str) -> String {
    match CODES.binary_search(&code) {
        Ok(_) => words.text(&format!("{KEY}{code}")),
        Err(_) => code.to_owned(),
    }
}

/// All countries to choose from, in the order in which a reader looks for their names.
pub fn choices(words: &Words) -> Vec<Choice> {
    let choice = |code: &&str| Choice { value: (*code).to_owned(), label: name(words, code) };
    let mut all: Vec<Choice> = CODES.iter().map(choice).collect();
    all.sort_by_cached_key(|choice| order(&choice.label));
    all
}

/// Articles that stand before a name and do not count where it is looked for.
const ARTICLES: [&str; 2] = ["The ", "La "];

/// By what a name is sorted: its letters without accents, and without an article.
fn order(name: &str) -> String {
    let bare = ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let letters = bare.chars().flat_map(char::to_lowercase);
    letters.map(plain).map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect()
}

/// A small letter without its accent. The names use no others.
const fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use fnd_core::Language;
    use fnd_web::words::Catalogue;

    use super::*;

    fn readers() -> Vec<Words> {
        let catalogue = Arc::new(Catalogue::new(crate::TEXTS).unwrap());
        catalogue.languages().into_iter().map(|language| catalogue.words(language)).collect()
    }

    fn words(language: Language) -> Words {
        readers().into_iter().find(|words| words.language() == language).unwrap()
    }

    #[test]
    fn the_codes_are_sorted_and_each_stands_once() {
        assert!(CODES.is_sorted_by(|left, right| left < right));
    }

    #[test]
    fn every_code_has_a_name_of_its_own_in_every_language() {
        for words in readers() {
            let names: BTreeSet<String> = CODES.iter().map(|code| name(&words, code)).collect();
            assert_eq!(names.len(), CODES.len(), "{}", words.code());
            assert!(!names.iter().any(|name| name.contains('⟦')), "{}", words.code());
        }
    }

    #[test]
    fn countries_bear_the_names_that_the_institutions_write() {
        let [english, french, german] =
            [Language::ENGLISH, Language::FRENCH, Language::GERMAN].map(words);
        let cases = [
            ("CZE", ["Czechia", "Tchéquie", "Tschechien"]),
            ("MKD", ["North Macedonia", "Macédoine du Nord", "Nordmazedonien"]),
            ("TUR", ["Türkiye", "Turquie", "Türkei"]),
            ("XKX", ["Kosovo", "Kosovo", "Kosovo"]),
        ];
        for (code, expected) in cases {
            assert_eq!([&english, &french, &german].map(|words| name(words, code)), expected);
        }
        assert_eq!(name(&english, "ZZZ"), "ZZZ", "what is not known stands for itself");
    }

    #[test]
    fn a_reader_finds_a_name_where_the_alphabet_has_it() {
        let place = |words: &Words, code: &str| {
            choices(words).iter().position(|choice| choice.value == code).unwrap()
        };
        let cases = [
            (Language::ENGLISH, ["AFG", "ALA", "ALB"]),
            (Language::ENGLISH, ["AZE", "BHS", "BHR"]),
            (Language::FRENCH, ["DOM", "REU", "ROU"]),
            (Language::FRENCH, ["SWZ", "ETH", "FJI"]),
            (Language::GERMAN, ["OMN", "AUT", "PAK"]),
            (Language::GERMAN, ["GAB", "GMB", "GEO"]),
        ];
        for (language, [first, second, third]) in cases {
            let words = words(language);
            let [first, second, third] = [first, second, third].map(|code| place(&words, code));
            assert!(first < second && second < third, "{} {first} {second} {third}", words.code());
        }
        for words in readers() {
            assert_eq!(choices(&words).len(), CODES.len());
        }
    }

    #[test]
    fn names_are_sorted_by_plain_letters_alone() {
        for words in readers() {
            for choice in choices(&words) {
                let order = order(&choice.label);
                assert!(order.is_ascii(), "{} is sorted by {order}", choice.label);
            }
        }
    }
}

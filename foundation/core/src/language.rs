//! The official languages of the Union, and the choice of one for a reader.
//!
//! Source: Regulation No 1 of 1958, Article 1, as last amended by Regulation (EU) No 517/2013.

/// An official language of the Union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str, &'static str);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self("en", "English");
    /// Romanian.
    pub const ROMANIAN: Self = Self("ro", "română");
    /// French.
    pub const FRENCH: Self = Self("fr", "français");
    /// German.
    pub const GERMAN: Self = Self("de", "Deutsch");

    /// All 24, in the order of their codes.
    pub const ALL: [Self; 24] = [
        Self("bg", "български"),
        Self("cs", "čeština"),
        Self("da", "dansk"),
        Self::GERMAN,
        Self("el", "ελληνικά"),
        Self::ENGLISH,
        Self("es", "español"),
        Self("et", "eesti"),
        Self("fi", "suomi"),
        Self::FRENCH,
        Self("ga", "Gaeilge"),
        Self("hr", "hrvatski"),
        Self("hu", "magyar"),
        Self("it", "italiano"),
        Self("lt", "lietuvių"),
        Self("lv", "latviešu"),
        Self("mt", "Malti"),
        Self("nl", "Nederlands"),
        Self("pl", "polski"),
        Self("pt", "português"),
        Self::ROMANIAN,
        Self("sk", "slovenčina"),
        Self("sl", "slovenščina"),
        Self("sv", "svenska"),
    ];

    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The language's name in the language itself.
    pub const fn own_name(self) -> &'static str {
        self.1
    }

    /// Finds a language by its two-letter code, in any case.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.0.eq_ignore_ascii_case(code))
    }

    /// The language of `offered` that an `Accept-Language` header asks for most.
    ///
    /// Qualities and sub-tags are read as RFC 9110 section 12.5.4 says; what cannot be read is
    /// passed over. `None` means that nothing offered was asked for.
    pub fn negotiate(header: &str, offered: &[Self]) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for wish in header.split(',').take(32) {
            let mut parts = wish.split(';');
            let range = parts.next().unwrap_or_default().trim();
            let quality = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let primary = range.split('-').next().unwrap_or_default();
            let found = offered.iter().copied().find(|l| l.0.eq_ignore_ascii_case(primary));
            if let Some(language) = found
                && 0.0 < quality
                && best.is_none_or(|(most, _)| most < quality)
            {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_of_highest_quality_that_is_offered_wins() {
        let offered = [Language::ENGLISH, Language::ROMANIAN];
        let cases = [
            ("the first of equals", "ro, en", Some(Language::ROMANIAN)),
            ("quality decides", "ro;q=0.4, en-GB;q=0.9", Some(Language::ENGLISH)),
            ("a region does not matter", "ro-MD", Some(Language::ROMANIAN)),
            ("zero means never", "ro;q=0, en;q=0.1", Some(Language::ENGLISH)),
            ("nothing offered", "fr, de;q=0.8", None),
            ("nonsense is passed over", ";;;,q=,ro;q=x,en", Some(Language::ENGLISH)),
        ];
        for (rule, header, expected) in cases {
            assert_eq!(Language::negotiate(header, &offered), expected, "{rule}");
        }
    }

    #[test]
    fn there_are_twenty_four_official_languages_in_order() {
        assert!(Language::ALL.windows(2).all(|pair| pair[0].code() < pair[1].code()));
        assert_eq!(Language::find("RO"), Some(Language::ROMANIAN));
        assert_eq!(Language::find("tlh"), None);
    }
}

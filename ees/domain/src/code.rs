//! Codes of nationality and of issuer, as ICAO Doc 9303-3 section 5 lists them.
//!
//! The table says which codes exist and what they are called. What a nationality means at the
//! border is [`crate::nationality`].

mod countries;
mod special;
#[cfg(test)]
mod tests;

use fnd_core::CountryCode;

/// What kind of thing a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// A country or territory of ISO 3166-1, or Kosovo.
    Country,
    /// A class of British nationals who are not British citizens.
    BritishNational,
    /// An international organisation, or the Order of Malta, as issuer of travel documents.
    Organisation,
    /// A stateless person, Convention of 1954.
    Stateless,
    /// A refugee, of the Convention of 1951 or otherwise.
    Refugee,
    /// A person of unspecified nationality.
    Unspecified,
    /// The State of ICAO's specimens; no real document carries it.
    Specimen,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    letters: CountryCode,
    kind: CodeKind,
    english: &'static str,
    romanian: &'static str,
}

/// Why a code was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The text is neither three letters nor `D`.
    #[error("a nationality or issuer is three letters, `A` to `Z`, or `D` for Germany")]
    NotACode,
    /// Three letters that stand for nothing.
    #[error("no State, territory or organisation has the code {code}")]
    Unknown {
        /// The three letters.
        code: CountryCode,
    },
}

impl CodeError {
    /// The stable name of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotACode => "not-a-country-code",
            Self::Unknown { .. } => "unknown-country-code",
        }
    }
}

impl Code {
    /// Reads a code as a document prints it: any case, fillers `<` at the end, `D` for Germany.
    ///
    /// `D` becomes `DEU` and `XKX` becomes `RKS`, so that one State has one code in store.
    pub fn read(text: &str) -> Result<&'static Self, CodeError> {
        let letters = text.trim().trim_end_matches('<');
        if letters.eq_ignore_ascii_case("D") {
            return Self::find(GERMANY).ok_or(CodeError::NotACode);
        }
        let Ok(code) = letters.parse::<CountryCode>() else { return Err(CodeError::NotACode) };
        let code = if code == KOSOVO_OF_THE_UNION { KOSOVO } else { code };
        Self::find(code).ok_or(CodeError::Unknown { code })
    }

    /// The row of `code`, if it is in the table.
    pub fn find(code: CountryCode) -> Option<&'static Self> {
        [countries::COUNTRIES, special::SPECIAL].into_iter().find_map(|table| {
            table.binary_search_by_key(&code, |row| row.letters).ok().and_then(|at| table.get(at))
        })
    }

    /// Every row, countries first, each part in the order of its letters.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        countries::COUNTRIES.iter().chain(special::SPECIAL)
    }

    /// The three letters.
    pub const fn code(&self) -> CountryCode {
        self.letters
    }

    /// What the code stands for.
    pub const fn kind(&self) -> CodeKind {
        self.kind
    }

    /// The common short name in English.
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// The common short name in Romanian.
    pub const fn romanian(&self) -> &'static str {
        self.romanian
    }

    /// Whether only ICAO's specimens carry the code.
    pub fn is_specimen(&self) -> bool {
        self.kind == CodeKind::Specimen
    }
}

/// Germany, whose documents print `D`.
const GERMANY: CountryCode = CountryCode::of(b"DEU");
/// Kosovo, as its passports print it.
const KOSOVO: CountryCode = CountryCode::of(b"RKS");
/// Kosovo, as the Union's systems write it.
const KOSOVO_OF_THE_UNION: CountryCode = CountryCode::of(b"XKX");

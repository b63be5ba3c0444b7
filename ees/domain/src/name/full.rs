//! All names of one person, folded together.

use fnd_core::CountryCode;

use super::arabic::{self, Encoding};
use super::compare::Measure;
use super::consonants::Source;
use super::fold::{TOKENS_MAX, Token};
use super::transliterate::{Purpose, Written, written};

/// Surname and given names as folded tokens.
#[derive(Debug, Clone)]
pub struct FullName {
    tokens: [Token; TOKENS_MAX * 2],
    surname: usize,
    all: usize,
    evidence: Evidence,
}

/// What tells that names are of the Arabic script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Nothing.
    None,
    /// The nationality: its people often have such names.
    Nationality,
    /// The script itself, or its codes.
    Script,
}

impl FullName {
    /// Folds `surname` and `given` names of a person of `nationalities`.
    ///
    /// At most [`TOKENS_MAX`] parts of each are kept. Names that a zone has in the codes of the
    /// Arabic script become what the script itself becomes.
    pub fn of(surname: &str, given: Option<&str>, nationalities: &[CountryCode]) -> Self {
        Self::read(surname, given, nationalities, Evidence::Script)
    }

    /// The same, to be compared with this name alone.
    #[must_use]
    pub fn beside(
        &self,
        surname: &str,
        given: Option<&str>,
        nationalities: &[CountryCode],
    ) -> Self {
        Self::read(surname, given, nationalities, self.evidence)
    }

    /// Consonants are left out when nothing will be compared by them.
    fn read(
        surname: &str,
        given: Option<&str>,
        nationalities: &[CountryCode],
        beside: Evidence,
    ) -> Self {
        let surname = Name::of(surname);
        let given = given.map(Name::of);
        let by_state = nationalities.iter().any(|code| arabic::is_usual_in(*code));
        let names = || [Some(&surname), given.as_ref()].into_iter().flatten();
        let encoding = names().flat_map(Name::encodings).max().unwrap_or(Encoding::Unknown);
        let is_script = names().any(|name| name.written.is_arabic);
        let (reading, evidence) = match encoding {
            Encoding::Certain => (Reading::Codes, Evidence::Script),
            Encoding::Possible if by_state => (Reading::Either, Evidence::Script),
            Encoding::Unknown if by_state && names().any(Name::lacks_vowels) => {
                (Reading::Either, Evidence::Script)
            }
            Encoding::Unknown | Encoding::Possible | Encoding::Spelt if is_script => {
                (Reading::Spelling, Evidence::Script)
            }
            Encoding::Unknown | Encoding::Possible | Encoding::Spelt if by_state => {
                (Reading::Spelling, Evidence::Nationality)
            }
            Encoding::Unknown | Encoding::Possible | Encoding::Spelt => {
                (Reading::Spelling, Evidence::None)
            }
        };
        let mut full = Self { tokens: [Token::NONE; TOKENS_MAX * 2], surname: 0, all: 0, evidence };
        let reading =
            if evidence.measure(beside) == Measure::Letters { Reading::Letters } else { reading };
        full.add(&surname, reading);
        full.surname = full.all;
        if let Some(given) = &given {
            full.add(given, reading);
        }
        full
    }

    /// Adds the tokens of a name, or the name itself where folding leaves nothing.
    fn add(&mut self, name: &Name<'_>, reading: Reading) {
        let before = self.all;
        for token in name.parts().filter_map(|part| name.token(part, reading)).take(TOKENS_MAX) {
            self.push(token);
        }
        if self.all == before {
            self.push(Token::as_written(name.given));
        }
    }

    fn push(&mut self, token: Token) {
        if let Some(place) = self.tokens.get_mut(self.all) {
            *place = token;
            self.all = self.all.saturating_add(1);
        }
    }

    /// The surname's tokens, then those of the given names.
    pub fn all(&self) -> &[Token] {
        self.tokens.get(..self.all).unwrap_or_default()
    }

    /// The tokens of the surname.
    pub fn surname(&self) -> &[Token] {
        self.tokens.get(..self.surname).unwrap_or_default()
    }

    /// The tokens of the given names.
    pub fn given(&self) -> &[Token] {
        self.tokens.get(self.surname..self.all).unwrap_or_default()
    }

    /// Whether these are names of the Arabic script, or of people who often have such names.
    pub fn is_arabic(&self) -> bool {
        self.evidence != Evidence::None
    }

    /// How these names are to be compared with others.
    pub fn measure(&self, other: &Self) -> Measure {
        self.evidence.measure(other.evidence)
    }
}

impl Evidence {
    /// A nationality on one side alone is no reason to look at consonants.
    fn measure(self, other: Self) -> Measure {
        if self.max(other) == Self::Script || self.min(other) == Self::Nationality {
            Measure::Consonants
        } else {
            Measure::Letters
        }
    }
}

/// How names in Latin letters are read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// As somebody spelt them, and without consonants.
    Letters,
    /// As somebody spelt them.
    Spelling,
    /// By the codes of the Arabic script.
    Codes,
    /// What may be a code and may be a spelling is read as both: the letters as they stand, the
    /// consonants as the codes say.
    Either,
}

/// One of the names.
struct Name<'a> {
    given: &'a str,
    written: Written,
}

impl<'a> Name<'a> {
    fn of(given: &'a str) -> Self {
        Self { given, written: written(given, None, Purpose::Comparison) }
    }

    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.written.text.as_bytes().split(|letter| *letter == b'<')
    }

    /// How its parts are to be read; the script itself needs no reading.
    fn encodings(&self) -> impl Iterator<Item = Encoding> {
        self.parts().filter(|_| !self.written.is_arabic).map(arabic::encoding)
    }

    fn lacks_vowels(&self) -> bool {
        !self.written.is_arabic && self.parts().any(arabic::lacks_vowels)
    }

    /// The token of a part of the name.
    fn token(&self, part: &[u8], reading: Reading) -> Option<Token> {
        match reading {
            Reading::Letters => Token::of_bytes(part, (b"", Source::Spelling)),
            _ if self.written.is_arabic => Token::of_bytes(part, (part, Source::Script)),
            Reading::Spelling => Token::of_bytes(part, (part, Source::Spelling)),
            Reading::Codes => {
                let plain = arabic::decoded(part);
                Token::of_bytes(plain.as_bytes(), (plain.as_bytes(), Source::Script))
            }
            Reading::Either => {
                Token::of_bytes(part, (arabic::decoded(part).as_bytes(), Source::Script))
            }
        }
    }
}

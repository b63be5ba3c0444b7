//! Common names, language by language, from which people are put together.
//!
//! The lists are short and of our own choosing: names that many bear, so that a combination says
//! nothing about anybody. Words are separated by blanks; `_` stands for a blank within a name.

mod cyrillic;
mod latin;
mod other;
pub(crate) mod spellings;

pub(crate) use cyrillic::{BELARUSIAN, KAZAKH, MACEDONIAN, RUSSIAN, SERBIAN, UKRAINIAN};
pub(crate) use latin::{
    ALBANIAN, AMHARIC, BOSNIAN, BRAZILIAN, CANTONESE, CHINESE, ENGLISH, FILIPINO, HEBREW, INDIAN,
    JAPANESE, KOREAN, LANKAN, NIGERIAN, PERSIAN, ROMANIAN, SOMALI, SPANISH, THAI, TURKISH, UZBEK,
    VIETNAMESE,
};
pub(crate) use other::{ARABIC, ARMENIAN, GEORGIAN, GREEK};

use ees_domain::identity::{Name, Sex};

use crate::random::Random;

/// The names of one language.
#[derive(Debug)]
pub(crate) struct Language {
    female: &'static str,
    male: &'static str,
    surnames: &'static str,
    /// Endings of surnames of men and what women bear instead; the first that fits counts.
    feminine: &'static [(&'static str, &'static str)],
    /// How many surnames a person has at most.
    surnames_max: u64,
    /// How many given names a person has at most.
    given_max: u64,
}

impl Language {
    const fn new(female: &'static str, male: &'static str, surnames: &'static str) -> Self {
        Self { female, male, surnames, feminine: &[], surnames_max: 1, given_max: 1 }
    }

    const fn feminine(self, feminine: &'static [(&'static str, &'static str)]) -> Self {
        Self { feminine, ..self }
    }

    const fn up_to(self, surnames_max: u64, given_max: u64) -> Self {
        Self { surnames_max, given_max, ..self }
    }

    /// A surname in the form of men.
    pub(crate) fn surname(&self, random: &mut Random) -> String {
        several(self.surnames, self.surnames_max, random)
    }

    /// The form of `surname` that a person of `sex` bears.
    pub(crate) fn surname_of(&self, surname: &str, sex: Sex) -> String {
        if sex != Sex::Female {
            return surname.to_owned();
        }
        let form = |(men, women): &(&str, &str)| {
            surname.strip_suffix(men).map(|stem| format!("{stem}{women}"))
        };
        self.feminine.iter().find_map(form).unwrap_or_else(|| surname.to_owned())
    }

    /// Given names for a person of `sex`.
    pub(crate) fn given(&self, sex: Sex, random: &mut Random) -> String {
        let list = if sex == Sex::Female { self.female } else { self.male };
        several(list, self.given_max, random)
    }
}

/// One to `most` different words of `list`, with blanks between them.
fn several(list: &str, most: u64, random: &mut Random) -> String {
    let words: Vec<&str> = list.split_whitespace().collect();
    let count = random.below(most).saturating_add(1);
    let mut chosen: Vec<String> = Vec::new();
    for _ in 0..count {
        let word = random.pick(&words).copied().unwrap_or_default().replace('_', " ");
        if !chosen.contains(&word) {
            chosen.push(word);
        }
    }
    chosen.join(" ")
}

/// The name of a text from the lists, which hold letters only.
pub(crate) fn name(text: &str) -> Option<Name> {
    Name::new(text).ok()
}

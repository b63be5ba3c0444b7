//! Translations by Project Fluent: a [`Catalogue`] for the system, [`Words`] for one reader.
//!
//! A missing word never stops a page: English stands in, and when English lacks it too the key
//! is shown between `⟦` and `⟧`, which the tests of pages look for.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fnd_core::Language;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// The texts of one language: each is one `.ftl` file.
pub type Texts<'a> = (Language, &'a [&'a str]);

/// The words of the shell itself; every catalogue has them.
const OWN: &[Texts<'static>] = &[
    (Language::ENGLISH, &[include_str!("../locales/en.ftl")]),
    (Language::ROMANIAN, &[include_str!("../locales/ro.ftl")]),
    (Language::FRENCH, &[include_str!("../locales/fr.ftl")]),
    (Language::GERMAN, &[include_str!("../locales/de.ftl")]),
];

/// The keys of the names of the months, January first.
const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// Why a catalogue could not be made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// A file is not Fluent.
    #[error("a text in `{language}` is not Fluent: {detail}")]
    Syntax {
        /// The language of the file.
        language: &'static str,
        /// What the reader of the file says.
        detail: String,
    },
    /// A key stands twice in one language.
    #[error("a text in `{language}` says a key again: {detail}")]
    Duplicate {
        /// The language of the file.
        language: &'static str,
        /// Which key.
        detail: String,
    },
    /// English stands in for every other language, so it must be there.
    #[error("a catalogue needs English")]
    NoEnglish,
}

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, put in as it is.
    Text(Cow<'a, str>),
    /// A number, which also chooses the plural form.
    Number(i64),
}

/// One language of a catalogue.
struct Tongue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

/// All texts of a system, in every language it offers.
pub struct Catalogue {
    tongues: Vec<Tongue>,
}

/// The words of one reader. A clone costs one counter.
#[derive(Clone)]
pub struct Words {
    catalogue: Arc<Catalogue>,
    language: Language,
}

impl Catalogue {
    /// Reads `texts`; the words of the shell are added to each language.
    pub fn new(texts: &[Texts<'_>]) -> Result<Self, CatalogueError> {
        let tongues = texts.iter().map(|(l, files)| Tongue::read(*l, files));
        let tongues = tongues.collect::<Result<Vec<_>, _>>()?;
        if tongues.iter().all(|tongue| tongue.language != Language::ENGLISH) {
            return Err(CatalogueError::NoEnglish);
        }
        Ok(Self { tongues })
    }

    /// The words for a reader of `language`, or of English when it is not offered.
    pub fn words(self: &Arc<Self>, language: Language) -> Words {
        let offered = self.tongues.iter().any(|tongue| tongue.language == language);
        let language = if offered { language } else { Language::ENGLISH };
        Words { catalogue: Arc::clone(self), language }
    }

    /// The languages offered, in the order given.
    pub fn languages(&self) -> Vec<Language> {
        self.tongues.iter().map(|tongue| tongue.language).collect()
    }

    /// Every key that one language has and another lacks, with the language that lacks it.
    pub fn missing_keys(&self) -> Vec<(Language, String)> {
        let all: BTreeSet<&String> = self.tongues.iter().flat_map(|t| &t.keys).collect();
        let lacks = |tongue: &Tongue| {
            let missing = all.iter().filter(|key| !tongue.keys.contains(**key));
            missing.map(|key| (tongue.language, (*key).clone())).collect::<Vec<_>>()
        };
        self.tongues.iter().flat_map(lacks).collect()
    }

    /// Every key that no text of `sources` names between quotes.
    pub fn unused_keys(&self, sources: &[String]) -> Vec<String> {
        let all: BTreeSet<&String> = self.tongues.iter().flat_map(|t| &t.keys).collect();
        let named = |key: &str| sources.iter().any(|text| text.contains(&format!("\"{key}\"")));
        all.into_iter().filter(|key| !named(key)).cloned().collect()
    }

    fn find(&self, language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let tongue = self.tongues.iter().find(|tongue| tongue.language == language)?;
        let pattern = tongue.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(tongue.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

impl Tongue {
    fn read(language: Language, files: &[&str]) -> Result<Self, CatalogueError> {
        let tag = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let own = OWN.iter().find(|(l, _)| *l == language).map_or(&[][..], |(_, files)| *files);
        let mut keys = BTreeSet::new();
        for file in own.iter().chain(files) {
            let resource = FluentResource::try_new((*file).to_owned()).map_err(|(_, errors)| {
                CatalogueError::Syntax { language: language.code(), detail: format!("{errors:?}") }
            })?;
            bundle.add_resource(resource).map_err(|errors| CatalogueError::Duplicate {
                language: language.code(),
                detail: format!("{errors:?}"),
            })?;
            if !own.contains(file) {
                keys.extend(keys_of(file));
            }
        }
        Ok(Self { language, bundle, keys })
    }
}

/// The keys of the messages of a file that was already found to be Fluent.
fn keys_of(file: &str) -> impl Iterator<Item = String> + '_ {
    file.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
}

impl Words {
    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The two-letter code of the reader's language, for `lang="…"`.
    pub fn code(&self) -> &'static str {
        self.language.code()
    }

    /// The same catalogue in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        self.catalogue.words(language)
    }

    /// The text of `key`.
    pub fn text(&self, key: &str) -> String {
        self.find(key, None)
    }

    /// The text of `key` with `values` put in.
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), self.argument(value.clone()));
        }
        self.find(key, Some(&args))
    }

    /// The text of `key` with one value put in.
    pub fn one<'a>(&self, key: &str, name: &str, value: impl Into<Value<'a>>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// The text of `key` with `$count` things.
    pub fn count<'a>(&self, key: &str, count: impl Into<Value<'a>>) -> String {
        self.one(key, "count", count)
    }

    /// The text of `key` with `$date` written out.
    pub fn on(&self, key: &str, date: &Date) -> String {
        self.one(key, "date", self.date(date))
    }

    /// A day, as in "15 July 2026".
    pub fn date(&self, date: &Date) -> String {
        let values = [
            ("day", Value::from(i64::from(date.day()))),
            ("month", Value::from(self.month(date.month()))),
            ("year", Value::from(date.year().to_string())),
        ];
        self.with("date-long", &values)
    }

    /// A month of a year, as in "July 2026".
    pub fn month_of_year(&self, date: &Date) -> String {
        let values = [
            ("month", Value::from(self.month(date.month()))),
            ("year", Value::from(date.year().to_string())),
        ];
        self.with("month-of-year", &values)
    }

    /// The name of a month, 1 to 12; empty for any other number.
    pub fn month(&self, month: i8) -> String {
        let place = usize::try_from(month).ok().and_then(|m| m.checked_sub(1));
        let key = place.and_then(|p| MONTHS.get(p));
        key.map_or_else(String::new, |key| self.text(key))
    }

    /// A day and time of day at a place, as in "15 July 2026, 10:05".
    pub fn moment(&self, moment: &DateTime) -> String {
        let time = format!("{:02}:{:02}", moment.hour(), moment.minute());
        let values = [("date", Value::from(self.date(&moment.date()))), ("time", time.into())];
        self.with("moment", &values)
    }

    /// An instant in universal time, as in "15 July 2026, 08:05:30 UTC".
    pub fn instant(&self, instant: &Timestamp) -> String {
        let at = Offset::UTC.to_datetime(*instant);
        let time = format!("{:02}:{:02}:{:02} UTC", at.hour(), at.minute(), at.second());
        self.with("moment", &[("date", self.date(&at.date()).into()), ("time", time.into())])
    }

    /// A number with its thousands parted, as in "12,345".
    pub fn number(&self, number: &u64) -> String {
        let digits = number.to_string();
        let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
        let groups: Vec<Cow<'_, str>> =
            groups.into_iter().map(|group| String::from_utf8_lossy(group)).collect();
        groups.join(&self.text("thousands-separator"))
    }

    /// A value as Fluent takes it.
    ///
    /// Why: in Romanian 102 goes with the form `few`, by its last two digits; the plural rules
    /// that Fluent stands on (`intl_pluralrules` 7.0) look at the whole number and say `other`.
    /// Such a number is given as text and takes the default form, so `few` is the default in
    /// Romanian files.
    fn argument<'a>(&self, value: Value<'a>) -> FluentValue<'a> {
        let few = |n: i64| 100 < n && (1..=19).contains(&n.rem_euclid(100));
        match value {
            Value::Text(text) => FluentValue::String(text),
            Value::Number(n) if self.language == Language::ROMANIAN && few(n) => {
                FluentValue::String(n.to_string().into())
            }
            Value::Number(n) => FluentValue::from(n),
        }
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let found = self.catalogue.find(self.language, key, args);
        found
            .or_else(|| self.catalogue.find(Language::ENGLISH, key, args))
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<&u32> for Value<'_> {
    fn from(number: &u32) -> Self {
        Self::Number(i64::from(*number))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<&i64> for Value<'_> {
    fn from(number: &i64) -> Self {
        Self::Number(*number)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Catalogue").field(&self.languages()).finish()
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests;

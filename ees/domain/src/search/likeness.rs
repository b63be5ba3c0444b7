//! How alike two identities are, and why.

use crate::identity::{Identity, Name, Sex};
use crate::name::compare::{Measure, compare};
use crate::name::fold::Token;
use crate::name::full::FullName;
use crate::partial_date::PartialDate;

/// Least likeness that is shown, of 1000.
///
/// Two identities that agree in all but one of two names have 700 and are shown; those that
/// also differ in sex (670) or nationality (630) are not. A stranger who shares one of two
/// names, the day of birth and the nationality is shown too: nothing tells the cases apart but
/// the biometrics.
pub const LIKENESS_MIN: u32 = 675;

/// Shares of the parts, in thousandths.
const NAMES: u32 = 600;
const BIRTH: u32 = 300;
const NATIONALITY: u32 = 70;
const SEX: u32 = 30;

/// From this likeness on, of 1000, two names are spellings of one.
const VARIANT_MIN: u32 = 700;
/// From this likeness on, surname and given names count as exchanged.
const SWAPPED_MIN: u32 = 800;

/// Why two identities are alike or not wholly alike. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The surnames are equal, letter by letter but for case.
    SurnameEqual,
    /// The surnames are spellings of one name.
    SurnameVariant,
    /// The surnames are different names.
    SurnameDiffers,
    /// The given names are equal, letter by letter but for case.
    GivenNamesEqual,
    /// The given names are spellings of the same names.
    GivenNamesVariant,
    /// One identity has given names that the other leaves out.
    GivenNameMissing,
    /// The given names are different names.
    GivenNamesDiffer,
    /// The surname of one is the given names of the other.
    NamesSwapped,
    /// The dates of birth are equal and whole.
    BirthDateEqual,
    /// A part of a date of birth is unknown, and nothing contradicts.
    BirthDatePartial,
    /// Day and month of birth are exchanged.
    BirthDayMonthSwapped,
    /// One of day, month and year of birth differs.
    BirthDateNear,
    /// They have no nationality in common.
    NationalityDiffers,
    /// One is female, the other male.
    SexDiffers,
    /// The file holds a document with this number that was refused as false.
    RefusedDocument,
    /// The fingerprints are alike, as a search of all files found. EES Art. 27(1).
    Biometrics,
}

impl Reason {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SurnameEqual => "surname-equal",
            Self::SurnameVariant => "surname-variant",
            Self::SurnameDiffers => "surname-differs",
            Self::GivenNamesEqual => "given-names-equal",
            Self::GivenNamesVariant => "given-names-variant",
            Self::GivenNameMissing => "given-name-missing",
            Self::GivenNamesDiffer => "given-names-differ",
            Self::NamesSwapped => "names-swapped",
            Self::BirthDateEqual => "birth-date-equal",
            Self::BirthDatePartial => "birth-date-partial",
            Self::BirthDayMonthSwapped => "birth-day-month-swapped",
            Self::BirthDateNear => "birth-date-near",
            Self::NationalityDiffers => "nationality-differs",
            Self::SexDiffers => "sex-differs",
            Self::RefusedDocument => "refused-document",
            Self::Biometrics => "biometrics",
        }
    }
}

/// A candidate's likeness, [`LIKENESS_MIN`] to 1000, and its reasons, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// How alike, of 1000.
    pub score: u32,
    /// Why: names first, then birth, nationality, sex.
    pub reasons: Vec<Reason>,
}

/// How alike two identities are; for many candidates of one search, keep a [`Sought`].
///
/// `None` below [`LIKENESS_MIN`] and when the dates of birth contradict each other in more than
/// one part. Symmetric. A likeness is for a person to look at. It never merges files.
pub fn likeness(query: &Identity, stored: &Identity) -> Option<Likeness> {
    Sought::new(query).likeness(stored)
}

/// The identity that is looked for, made ready to be compared with many.
#[derive(Debug, Clone)]
pub struct Sought<'a> {
    identity: &'a Identity,
    names: FullName,
}

impl<'a> Sought<'a> {
    /// Folds the names once.
    pub fn new(identity: &'a Identity) -> Self {
        Self { identity, names: names_of(identity) }
    }

    /// How alike `stored` is; see [`likeness()`].
    pub fn likeness(&self, stored: &Identity) -> Option<Likeness> {
        let query = self.identity;
        let (birth, birth_reason) = birth_likeness(query.birth, stored.birth)?;
        let same_nationality = query.nationalities.intersect(&stored.nationalities);
        let same_sex = query.sex == stored.sex
            || query.sex == Sex::Unspecified
            || stored.sex == Sex::Unspecified;
        let given = stored.given_names.as_ref().map(Name::as_str);
        let names =
            self.names.beside(stored.surname.as_str(), given, stored.nationalities.as_slice());
        let measure = self.names.measure(&names);
        let score = share(NAMES, compare(self.names.all(), names.all(), measure))
            .saturating_add(share(BIRTH, birth))
            .saturating_add(if same_nationality { NATIONALITY } else { 0 })
            .saturating_add(if same_sex { SEX } else { 0 });
        if score < LIKENESS_MIN {
            return None;
        }
        let mut reasons = name_reasons((query, &self.names), (stored, &names), measure);
        reasons.push(birth_reason);
        reasons.extend((!same_nationality).then_some(Reason::NationalityDiffers));
        reasons.extend((!same_sex).then_some(Reason::SexDiffers));
        Some(Likeness { score, reasons })
    }
}

/// The folded names of an identity.
pub(super) fn names_of(identity: &Identity) -> FullName {
    let given = identity.given_names.as_ref().map(Name::as_str);
    FullName::of(identity.surname.as_str(), given, identity.nationalities.as_slice())
}

/// `of_thousand` thousandths of `whole`.
fn share(whole: u32, of_thousand: u32) -> u32 {
    whole.saturating_mul(of_thousand).div_euclid(1000)
}

/// Likeness of dates of birth, of 1000; `None` when they contradict each other.
fn birth_likeness(a: PartialDate, b: PartialDate) -> Option<(u32, Reason)> {
    if a.to_date().is_some() && a == b {
        return Some((1000, Reason::BirthDateEqual));
    }
    if a.could_be_same_day(b) {
        let known = a.year().is_some() && b.year().is_some();
        return Some((if known { 800 } else { 600 }, Reason::BirthDatePartial));
    }
    if a.day_month_swapped().is_some_and(|swapped| swapped.could_be_same_day(b)) {
        return Some((800, Reason::BirthDayMonthSwapped));
    }
    let differing = [a.year() != b.year(), a.month() != b.month(), a.day() != b.day()];
    let whole = a.to_date().is_some() && b.to_date().is_some();
    let near = whole && differing.into_iter().filter(|differs| *differs).count() == 1;
    near.then_some((500, Reason::BirthDateNear))
}

fn name_reasons(
    (a, folded_a): (&Identity, &FullName),
    (b, folded_b): (&Identity, &FullName),
    measure: Measure,
) -> Vec<Reason> {
    let straight = compare(folded_a.surname(), folded_b.surname(), measure);
    let crossed = compare(folded_a.surname(), folded_b.given(), measure).min(compare(
        folded_a.given(),
        folded_b.surname(),
        measure,
    ));
    if SWAPPED_MIN <= crossed && straight < crossed {
        return vec![Reason::NamesSwapped];
    }
    let surname = if is_equal(Some(&a.surname), Some(&b.surname)) {
        Reason::SurnameEqual
    } else if VARIANT_MIN <= straight {
        Reason::SurnameVariant
    } else {
        Reason::SurnameDiffers
    };
    let given = if is_equal(a.given_names.as_ref(), b.given_names.as_ref()) {
        a.given_names.is_some().then_some(Reason::GivenNamesEqual)
    } else if is_part(folded_a.given(), folded_b.given()) {
        Some(Reason::GivenNameMissing)
    } else if VARIANT_MIN <= compare(folded_a.given(), folded_b.given(), measure) {
        Some(Reason::GivenNamesVariant)
    } else {
        Some(Reason::GivenNamesDiffer)
    };
    [Some(surname), given].into_iter().flatten().collect()
}

fn is_equal(a: Option<&Name>, b: Option<&Name>) -> bool {
    a.map(|name| name.as_str().to_uppercase()) == b.map(|name| name.as_str().to_uppercase())
}

/// Whether one has fewer tokens and all of them stand in the other.
fn is_part(a: &[Token], b: &[Token]) -> bool {
    if a.len() == b.len() {
        return false;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().all(|token| long.contains(token))
}

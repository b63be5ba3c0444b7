//! Who somebody is, and with which document, as pages show it.

use fnd_web::words::{Value, Words};
use jiff::civil::Date;

/// A date of birth, whose day or month may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
}

/// Sex as the travel document says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// F.
    Female,
    /// M.
    Male,
    /// X, or a filler.
    Unspecified,
}

/// A travel document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What kind it is, in the reader's language.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Who issued it, as a name and code.
    pub issuer: String,
    /// Its last day.
    pub expires: Date,
    /// Whether that day has passed.
    pub expired: bool,
}

/// Names and the like of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Surname.
    pub surname: String,
    /// Given names; may be empty.
    pub given_names: String,
    /// Date of birth.
    pub birth: BirthDate,
    /// Nationality or nationalities, each as a name and code.
    pub nationalities: Vec<String>,
    /// Sex.
    pub sex: Sex,
}

impl BirthDate {
    /// The date in words, with what is unknown said so.
    pub fn text(&self, words: &Words) -> String {
        let year = self.year.to_string();
        let whole = self.month.zip(self.day).and_then(|(m, d)| Date::new(self.year, m, d).ok());
        match (whole, self.month) {
            (Some(date), _) => words.date(&date),
            (None, Some(month)) => {
                let values = [("month", Value::from(words.month(month))), ("year", year.into())];
                words.with("birth-without-day", &values)
            }
            (None, None) => words.one("birth-without-month", "year", year),
        }
    }
}

impl Sex {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Female => "sex-female",
            Self::Male => "sex-male",
            Self::Unspecified => "sex-unspecified",
        }
    }
}

impl Identity {
    /// Surname in capitals, then given names, as on a travel document.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname.to_uppercase(), self.given_names).trim().to_owned()
    }

    /// All nationalities, parted by commas.
    pub fn nationality(&self) -> String {
        self.nationalities.join(", ")
    }
}

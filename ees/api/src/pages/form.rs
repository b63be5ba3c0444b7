//! The forms of the desk as browsers send them, and as requests of the API.

use ees_domain::day::Day;
use ees_domain::mrz;
use fnd_web::form::Hidden;
use serde::Deserialize;

use crate::wire::traveller::{Document, Facts, Identity, Traveller, Visa};

/// Everything a form of the desk can send. What a form does not have is empty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    pub(super) zone: String,
    pub(super) visa_zone: String,
    pub(super) surname: String,
    pub(super) given_names: String,
    pub(super) birth_day: String,
    pub(super) birth_month: String,
    pub(super) birth_year: String,
    pub(super) nationality: String,
    pub(super) sex: String,
    pub(super) document_kind: String,
    pub(super) document_number: String,
    pub(super) document_issuer: String,
    pub(super) expiry_day: String,
    pub(super) expiry_month: String,
    pub(super) expiry_year: String,
    pub(super) visa_number: String,
    pub(super) visa_issuer: String,
    pub(super) visa_kind: String,
    pub(super) visa_expires: String,
    pub(super) visa_entries: String,
    pub(super) visa_days: String,
    pub(super) calculate: String,
    pub(super) family: String,
    pub(super) crossing_id: String,
    pub(super) file_id: String,
    pub(super) must_choose: String,
    pub(super) exit_file: String,
    pub(super) open_id: String,
    pub(super) supersede: String,
    pub(super) entry_unknown: String,
    pub(super) confirm_exit: String,
}

/// What the field of the file holds when a new file is to be made.
pub(super) const NEW_FILE: &str = "new";

/// A part of a date as typed, with leading zeroes; zero when it is empty.
fn part(text: &str, width: usize) -> String {
    let text = text.trim();
    format!("{:0>width$}", if text.is_empty() { "0" } else { text })
}

impl Form {
    /// Whether anything that says who is there was sent.
    pub(super) fn is_empty(&self) -> bool {
        [&self.zone, &self.surname, &self.document_number].iter().all(|text| text.trim().is_empty())
    }

    /// Whether the data were typed and not read from a zone.
    pub(super) fn by_hand(&self) -> bool {
        self.zone.trim().is_empty() && !self.is_empty()
    }

    /// Who is described, as the API would say it.
    pub(super) fn traveller(&self) -> Traveller {
        let facts = Facts {
            family_of: (!self.family.is_empty()).then(|| "union-citizen".to_owned()),
            ..Facts::default()
        };
        let visa = self.visa();
        if !self.zone.trim().is_empty() {
            return Traveller { mrz: Some(self.zone.clone()), visa, facts, ..Traveller::default() };
        }
        Traveller {
            identity: Some(self.identity()),
            document: Some(self.document()),
            visa,
            facts,
            mrz: None,
        }
    }

    fn identity(&self) -> Identity {
        let given = self.given_names.trim();
        Identity {
            surname: self.surname.clone(),
            given_names: (!given.is_empty()).then(|| given.to_owned()),
            birth: date(&self.birth_year, &self.birth_month, &self.birth_day),
            nationalities: vec![self.nationality.clone()],
            sex: self.sex.chars().next().unwrap_or(' '),
        }
    }

    fn document(&self) -> Document {
        Document {
            kind: self.document_kind.clone(),
            number: self.document_number.clone(),
            issuer: self.document_issuer.clone(),
            expires: date(&self.expiry_year, &self.expiry_month, &self.expiry_day),
        }
    }

    /// The visa, when its part of the form was filled in.
    fn visa(&self) -> Option<Visa> {
        (!self.visa_number.trim().is_empty()).then(|| Visa {
            sticker: self.visa_number.clone(),
            issuer: self.visa_issuer.clone(),
            kind: self.visa_kind.clone(),
            valid_to: self.visa_expires.clone(),
            entries: match self.visa_entries.as_str() {
                "1" => "one".to_owned(),
                "2" => "two".to_owned(),
                other => other.to_owned(),
            },
            duration_days: self.visa_days.trim().parse().unwrap_or_default(),
        })
    }

    /// What the zone of a visa says: number, issuer and last day; or the number as it was typed.
    pub(super) fn visa_of_zone(&self, day: Day) -> (String, String, String) {
        let typed = self.visa_zone.trim();
        match mrz::read(typed, day.date()) {
            Ok(zone) if zone.format.is_visa() => {
                let last = zone.expires.map(|day| day.to_string()).unwrap_or_default();
                (zone.number.as_str().to_owned(), zone.issuer.to_string(), last)
            }
            _ => {
                let number = if typed.contains('<') { "" } else { typed };
                (number.to_uppercase(), String::new(), String::new())
            }
        }
    }

    /// What a form that goes on with this person sends along.
    pub(super) fn carried(&self) -> Vec<Hidden> {
        let values = [
            ("zone", &self.zone),
            ("visa_zone", &self.visa_zone),
            ("surname", &self.surname),
            ("given_names", &self.given_names),
            ("birth_day", &self.birth_day),
            ("birth_month", &self.birth_month),
            ("birth_year", &self.birth_year),
            ("nationality", &self.nationality),
            ("sex", &self.sex),
            ("document_kind", &self.document_kind),
            ("document_number", &self.document_number),
            ("document_issuer", &self.document_issuer),
            ("expiry_day", &self.expiry_day),
            ("expiry_month", &self.expiry_month),
            ("expiry_year", &self.expiry_year),
        ];
        values
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Hidden { name, value: value.clone() })
            .collect()
    }
}

/// A date of three fields, `YYYY-MM-DD` with zeroes for what is empty.
fn date(year: &str, month: &str, day: &str) -> String {
    format!("{}-{}-{}", part(year, 4), part(month, 2), part(day, 2))
}

//! The forms of the desk as browsers send them, and as requests of the API.

use ees_domain::day::Day;
use ees_domain::mrz;
use ees_wire::check::{Answers, ByEye, HandsSeen, OtherChecks, SecondLine};
use ees_wire::passage::{EntryRequest, EntryShown, ExitRequest};
use ees_wire::problem::of_value;
use ees_wire::traveller::{Document, Facts, Identity, Traveller, Visa};
use fnd_web::form::Hidden;
use fnd_web::problem::Problem;
use serde::Deserialize;
use uuid::Uuid;

/// Everything a form of the desk can send. What a form does not have is empty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// The machine-readable zone of the document.
    pub zone: String,
    /// The zone of the visa, or the number of its sticker.
    pub visa_zone: String,
    /// Surname.
    pub surname: String,
    /// Given names.
    pub given_names: String,
    /// Day of birth.
    pub birth_day: String,
    /// Month of birth.
    pub birth_month: String,
    /// Year of birth.
    pub birth_year: String,
    /// Nationality, a code.
    pub nationality: String,
    /// `F`, `M` or `X`.
    pub sex: String,
    /// Kind of document, a code.
    pub document_kind: String,
    /// Number of the document.
    pub document_number: String,
    /// Who issued it, a code.
    pub document_issuer: String,
    /// Day on which it expires.
    pub expiry_day: String,
    /// Month in which it expires.
    pub expiry_month: String,
    /// Year in which it expires.
    pub expiry_year: String,
    /// Number of the visa sticker.
    pub visa_number: String,
    /// State that issued the visa, a code.
    pub visa_issuer: String,
    /// Type of visa, a code.
    pub visa_kind: String,
    /// Last day of the visa, `YYYY-MM-DD`.
    pub visa_expires: String,
    /// Entries of the visa: `1`, `2` or `multiple`.
    pub visa_entries: String,
    /// Days that the visa permits.
    pub visa_days: String,
    /// Not empty: the stay with this visa is asked for.
    pub calculate: String,
    /// Not empty: a family member of a Union citizen.
    pub family: String,
    /// Identifier of what is to be recorded, drawn with the page.
    pub crossing_id: String,
    /// The file, or [`NEW_FILE`].
    pub file_id: String,
    /// Not empty: a file has to be chosen.
    pub must_choose: String,
    /// The file of who leaves.
    pub exit_file: String,
    /// The open record that the page showed.
    pub open_id: String,
    /// Not empty: the exit of the open record is missing.
    pub supersede: String,
    /// Not empty: the entry was never recorded.
    pub entry_unknown: String,
    /// What shows an entry that is not on record, a code; empty when nothing does.
    pub shown_by: String,
    /// The day of that entry.
    pub shown_on: String,
    /// Its border crossing point.
    pub shown_point: String,
    /// Where the stamp is, or what else was shown.
    pub shown_evidence: String,
    /// Not empty: the exit was confirmed.
    pub confirm_exit: String,
    /// Not empty: the form asked what the law asks of an officer at an entry.
    pub asked: String,
    /// Under twelve or not, where the date of birth leaves it open: `under` or `over`.
    pub age: String,
    /// What the officer says of the hands, a code; empty when prints can be taken.
    pub hands: String,
    /// Why.
    pub hands_reason: String,
    /// What the officer sees: `same` or `other`.
    pub by_eye: String,
    /// Why it was compared by eye.
    pub by_eye_reason: String,
    /// Who the second line found the person to be: `file` or `nobody`.
    pub second_line: String,
    /// On what ground.
    pub second_line_reason: String,
    /// Not empty: the other checks were carried out and nothing was found.
    pub other_checks: String,
    /// The same at an exit.
    pub exit_asked: String,
    /// The same at an exit.
    pub exit_age: String,
    /// The same at an exit.
    pub exit_hands: String,
    /// The same at an exit.
    pub exit_hands_reason: String,
    /// The same at an exit.
    pub exit_by_eye: String,
    /// The same at an exit.
    pub exit_by_eye_reason: String,
    /// The same at an exit.
    pub exit_second_line: String,
    /// The same at an exit.
    pub exit_second_line_reason: String,
    /// The same at an exit.
    pub exit_other_checks: String,
    /// What was taken of the person; empty for nothing.
    pub capture_id: String,
    /// Not empty: the image of the document's chip was read.
    pub chip_read: String,
    /// Not empty: a live facial image of sufficient quality cannot be had.
    pub unattainable: String,
}

/// What the field of the file holds when a new file is to be made.
pub const NEW_FILE: &str = "new";

/// A part of a date as typed, with leading zeroes; zero when it is empty.
fn part(text: &str, width: usize) -> String {
    let text = text.trim();
    format!("{:0>width$}", if text.is_empty() { "0" } else { text })
}

impl Form {
    /// Whether anything that says who is there was sent.
    pub fn is_empty(&self) -> bool {
        [&self.zone, &self.surname, &self.document_number].iter().all(|text| text.trim().is_empty())
    }

    /// Whether the data were typed and not read from a zone.
    pub fn by_hand(&self) -> bool {
        self.zone.trim().is_empty() && !self.is_empty()
    }

    /// Who is described, as the API would say it.
    pub fn traveller(&self) -> Traveller {
        let facts = Facts {
            family_of: (!self.family.is_empty()).then(|| "union-citizen".to_owned()),
            has_chip: (!self.chip_read.is_empty()).then_some(true),
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
    pub fn visa_of_zone(&self, day: Day) -> (String, String, String) {
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

    /// The entry that the form asks for.
    ///
    /// # Errors
    /// `file-not-chosen` when a file is likely of the same person and none was chosen;
    /// `not-an-id` when the form was not made by us.
    pub fn entry(&self) -> Result<EntryRequest, Problem> {
        if !self.must_choose.is_empty() && self.file_id.is_empty() {
            let expected = "expected a file, or a new one";
            return Err(of_value("/file_id", "file-not-chosen", expected));
        }
        let file = if self.file_id == NEW_FILE { "" } else { &self.file_id };
        let supersedes = if self.supersede.is_empty() { "" } else { &self.open_id };
        Ok(EntryRequest {
            crossing_id: required(&self.crossing_id)?,
            traveller: self.traveller(),
            file_id: optional(file)?,
            at: None,
            point: None,
            supersedes: optional(supersedes)?,
            answers: self.answers_at_entry(),
        })
    }

    /// The exit that the form asks for.
    ///
    /// # Errors
    /// `not-an-id` when the form was not made by us.
    pub fn exit(&self) -> Result<ExitRequest, Problem> {
        Ok(ExitRequest {
            exit_id: required(&self.crossing_id)?,
            file_id: optional(&self.exit_file)?,
            traveller: Some(self.traveller()),
            at: None,
            point: None,
            entry_unknown: !self.entry_unknown.is_empty(),
            entry: self.entry_shown(),
            answers: self.answers_at_exit(),
        })
    }

    /// What the officer answered at an entry, if the form asked.
    pub fn answers_at_entry(&self) -> Option<Answers> {
        let is_chosen = match self.file_id.as_str() {
            "" => None,
            file => Some(file != NEW_FILE),
        };
        let said = Said {
            age: &self.age,
            hands: (&self.hands, &self.hands_reason),
            by_eye: (&self.by_eye, &self.by_eye_reason),
            second_line: (&self.second_line, &self.second_line_reason),
            is_chosen,
            other_checks: &self.other_checks,
            capture: self.capture(),
        };
        (!self.asked.is_empty()).then(|| said.answers("admit"))
    }

    /// The entry that is shown and not on record.
    pub(crate) fn entry_shown(&self) -> Option<EntryShown> {
        let parts = [&self.shown_by, &self.shown_on, &self.shown_point, &self.shown_evidence];
        parts.iter().any(|part| !part.trim().is_empty()).then(|| EntryShown {
            by: self.shown_by.clone(),
            on: self.shown_on.clone(),
            point: self.shown_point.trim().to_uppercase(),
            evidence: self.shown_evidence.clone(),
        })
    }

    /// What the officer answered at an exit, if the form asked.
    pub fn answers_at_exit(&self) -> Option<Answers> {
        let said = Said {
            age: &self.exit_age,
            hands: (&self.exit_hands, &self.exit_hands_reason),
            by_eye: (&self.exit_by_eye, &self.exit_by_eye_reason),
            second_line: (&self.exit_second_line, &self.exit_second_line_reason),
            is_chosen: (!self.exit_file.is_empty()).then_some(true),
            other_checks: &self.exit_other_checks,
            capture: self.capture(),
        };
        let answers = || Answers {
            entry_evidence: match self.entry_shown() {
                Some(shown) => Some(shown.by),
                None => (!self.entry_unknown.is_empty()).then(|| "none".to_owned()),
            },
            ..said.answers("let-leave")
        };
        (!self.exit_asked.is_empty()).then(answers)
    }

    /// What a form that goes on with this person sends along.
    pub fn carried(&self) -> Vec<Hidden> {
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
            ("capture_id", &self.capture_id),
            ("chip_read", &self.chip_read),
        ];
        sent_along(values)
    }

    /// What of the visa and of who somebody is was typed already, for the form that takes images: it
    /// stands before those fields and is not to empty them.
    pub(crate) fn typed(&self) -> Vec<Hidden> {
        sent_along([
            ("visa_number", &self.visa_number),
            ("visa_issuer", &self.visa_issuer),
            ("visa_kind", &self.visa_kind),
            ("visa_expires", &self.visa_expires),
            ("visa_entries", &self.visa_entries),
            ("visa_days", &self.visa_days),
            ("family", &self.family),
            ("file_id", &self.file_id),
        ])
    }

    /// What was taken of the person.
    pub fn capture(&self) -> Option<Uuid> {
        self.capture_id.parse().ok()
    }
}

/// The values that are not empty.
fn sent_along<const COUNT: usize>(values: [(&'static str, &String); COUNT]) -> Vec<Hidden> {
    let filled = values.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| Hidden { name, value: value.clone() }).collect()
}

/// What an officer said in one of the forms.
struct Said<'a> {
    age: &'a str,
    hands: (&'a str, &'a str),
    by_eye: (&'a str, &'a str),
    second_line: (&'a str, &'a str),
    /// Whether a similar file was chosen as the person's, or that none of them is.
    is_chosen: Option<bool>,
    other_checks: &'a str,
    capture: Option<Uuid>,
}

impl Said<'_> {
    fn answers(&self, decision: &str) -> Answers {
        let (seen, why) = self.by_eye;
        let (fingers, because) = self.hands;
        let (found, ground) = self.second_line;
        let is_person_of_file = match found {
            "file" => Some(true),
            "nobody" => Some(false),
            _ => self.is_chosen,
        };
        let is_person = is_person_of_file.filter(|_| !ground.trim().is_empty());
        Answers {
            under_twelve: (!self.age.is_empty()).then(|| self.age == "under"),
            hands: (!fingers.is_empty())
                .then(|| HandsSeen { fingers: fingers.to_owned(), reason: because.to_owned() }),
            by_eye: (!seen.is_empty())
                .then(|| ByEye { is_same_person: seen == "same", reason: why.to_owned() }),
            second_line: is_person.map(|is_person_of_file| SecondLine {
                is_person_of_file,
                reason: ground.to_owned(),
            }),
            other_checks: (!self.other_checks.is_empty()).then(OtherChecks::default),
            decision: Some(decision.to_owned()),
            capture_id: self.capture,
            ..Answers::default()
        }
    }
}

/// A date of three fields, `YYYY-MM-DD` with zeroes for what is empty.
fn date(year: &str, month: &str, day: &str) -> String {
    format!("{}-{}-{}", part(year, 4), part(month, 2), part(day, 2))
}

/// An id of the form; a form without one was not made by us.
fn required(text: &str) -> Result<Uuid, Problem> {
    text.parse().ok().ok_or_else(|| of_value("/crossing_id", "not-an-id", "expected an id"))
}

fn optional(text: &str) -> Result<Option<Uuid>, Problem> {
    if text.is_empty() { Ok(None) } else { required(text).map(Some) }
}

//! The standard form for refusal of entry as a page to be printed. SBC Annex V Part B.

use ees_domain::refusal::{FormBox, FormPoint, FormText, StandardForm};
use ees_pages::refuse::{Paper, PaperPoint};
use fnd_web::words::Words;
use serde::Deserialize;

use crate::refuse::{POINTS, threat_keys};
use crate::view;

/// What the officer fills in for the paper, as browsers send it. It is printed and not kept.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PaperSent {
    /// Place of birth.
    pub place_of_birth: String,
    /// Where the person lives.
    pub resident_at: String,
    /// Where the person comes from.
    pub coming_from: String,
    /// By which means of transport.
    pub transport: String,
    /// The officer, by name or service number.
    pub officer: String,
    /// The language of the paper, a code; or `two`.
    pub language: String,
}

/// The form in the language of `words`: the State, the person, the documents, the law.
pub fn paper(form: &StandardForm, words: Words) -> Paper {
    let (language, on) = (words.language(), form.extras.local_time.date());
    Paper {
        state: view::country(form.state, language),
        national_law: form.extras.national_law.as_str().to_owned(),
        appeal: form.extras.appeal.as_str().to_owned(),
        contact_points: form.extras.contact_points.as_str().to_owned(),
        identity: view::identity(&form.bearer.identity, language),
        document: view::document(&form.bearer.document, &words, on),
        visa: form.visa.as_ref().map(|visa| {
            let issuer = view::country(visa.issuer, language);
            (visa.sticker.as_str().to_owned(), issuer, visa.valid_to.date())
        }),
        words,
    }
}

/// The points on the paper, ticked or not.
pub fn points(form: &StandardForm) -> Vec<PaperPoint> {
    let printed = |point: &FormPoint| {
        let (_, letter, _, key) = POINTS.into_iter().find(|row| row.0 == point.reason)?;
        let details = point.details.iter().map(|(_, text)| text.as_str().to_owned());
        Some(PaperPoint {
            letter,
            key,
            is_ticked: point.tick == FormBox::Ticked,
            details: details.collect(),
            threats: threat_keys(&point.threats).collect(),
        })
    };
    form.points.iter().filter_map(printed).collect()
}

/// A text that may be missing, for the paper.
pub fn text(text: Option<&FormText>) -> String {
    text.map(|text| text.as_str().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ees_domain::refusal::Reason;

    use super::*;

    #[test]
    fn every_reason_has_its_point_on_the_paper() {
        for (reason, code) in Reason::ALL {
            let row = POINTS.into_iter().find(|row| row.0 == reason);
            assert!(row.is_some_and(|(_, letter, ..)| code.starts_with(letter)), "{code}");
        }
    }
}

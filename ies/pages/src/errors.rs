//! Sentences about what is wrong with a field, in the reader's language.

use fnd_web::words::{Value, Words};

/// The stable codes of faults, each with the key of its sentence. A sentence may name the field
/// as `{ $field }` and a bound as `{ $most }`.
const SENTENCES: &[(&str, &str)] = &[
    ("missing", "error-missing"),
    ("too-long", "error-too-long"),
    ("line-break", "error-line-break"),
    ("too-many-lines", "error-too-many-lines"),
    ("control-character", "error-characters"),
    ("direction-mark", "error-characters"),
    ("invisible-character", "error-characters"),
    ("unreadable-character", "error-characters"),
    ("too-many-marks", "error-characters"),
    ("not-in-names", "error-not-in-names"),
    ("no-letter-first", "error-no-letter-first"),
    ("email-with-blanks", "error-email"),
    ("email-too-long", "error-too-long"),
    ("email-without-at", "error-email"),
    ("email-local-part", "error-email"),
    ("email-domain-not-ascii", "error-email-domain"),
    ("email-domain", "error-email-domain"),
    ("email-same", "error-email-same"),
    ("email-not-usable", "error-email-not-usable"),
    ("telephone-without-country-code", "error-telephone-country"),
    ("telephone-with-other-characters", "error-telephone"),
    ("telephone-too-short", "error-telephone"),
    ("telephone-too-long", "error-telephone"),
    ("telephone-extension", "error-telephone-extension"),
    ("not-a-date", "error-date"),
    ("days", "error-days"),
    ("dates-reversed", "error-dates-reversed"),
    ("too-short", "error-too-short"),
    ("organisation-twice", "error-organisation-twice"),
    ("controllers-name", "error-organisation-controller"),
    ("general-consent-missing", "error-consent"),
    ("transfer-consent-missing", "error-transfer"),
    ("objection-ground-missing", "error-missing"),
    ("consequence-not-acknowledged", "error-understood"),
    ("not-chosen", "error-choose"),
    ("scan-missing", "error-scan-missing"),
    ("scan-empty", "error-scan-missing"),
    ("scan-too-large", "error-scan-too-large"),
    ("scan-kind", "error-scan-kind"),
    ("malware", "error-scan-harmful"),
    ("active-content", "error-scan-active"),
    ("undecodable", "error-scan-unreadable"),
    ("too-extensive", "error-scan-extent"),
    ("not-examined", "error-scan-not-examined"),
];

/// The sentence for the fault `code` of the field whose label has the key `label`; `most` is the
/// bound that was passed, where there is one.
///
/// A code without a sentence of its own gets one that asks to check the field.
pub fn sentence(words: &Words, label: &str, code: &str, most: u32) -> String {
    let known = SENTENCES.iter().find(|(known, _)| *known == code);
    let key = known.map_or("error-other", |(_, key)| key);
    words.with(key, &[("field", Value::from(words.text(label))), ("most", most.into())])
}

/// The codes that have a sentence.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|(code, _)| *code)
}

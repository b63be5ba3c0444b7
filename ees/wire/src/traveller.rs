//! A traveller as a client describes one: by a machine-readable zone, or typed.

use ees_domain::identity as own;
use ees_domain::visa::VisaPart;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text;

/// Who stands at the desk. Either `mrz`, or `identity` and `document`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Traveller {
    /// The machine-readable zone of the travel document, lines separated by line feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        value_type = Option<text::MachineReadableZone>,
        example = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )]
    pub mrz: Option<String>,
    /// The identity, typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// The travel document, typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// The short-stay visa, for whom one is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visa: Option<Visa>,
    /// What the officer knows besides.
    #[serde(default)]
    pub facts: Facts,
}

/// An identity. EES Art. 16(1)(a).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Surname.
    #[schema(value_type = text::PersonName)]
    pub surname: String,
    /// Given names; absent when the document states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::PersonName>)]
    pub given_names: Option<String>,
    /// Date of birth, `YYYY-MM-DD`, with zeroes for unknown parts.
    #[schema(value_type = text::BirthDate)]
    pub birth: String,
    /// Nationalities, three-letter codes of ICAO Doc 9303.
    #[schema(value_type = Vec<text::Icao9303Code>, min_items = 1, max_items = 8)]
    pub nationalities: Vec<String>,
    /// `F`, `M` or `X`.
    #[schema(value_type = text::SexLetter)]
    pub sex: char,
}

/// A travel document. EES Art. 16(1)(b) and (c).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The kind of document, a code.
    #[schema(value_type = text::TravelDocumentKind)]
    pub kind: String,
    /// Its number.
    #[schema(value_type = text::TravelDocumentNumber)]
    pub number: String,
    /// Who issued it, a three-letter code.
    #[schema(value_type = text::Icao9303Code)]
    pub issuer: String,
    /// Its last day, `YYYY-MM-DD`.
    #[schema(value_type = text::CalendarDay)]
    pub expires: String,
}

/// A short-stay visa. EES Art. 16(2)(d) to (g).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Visa {
    /// The number of the sticker.
    #[schema(value_type = text::VisaStickerNumber)]
    pub sticker: String,
    /// The State that issued it, a three-letter code.
    #[schema(value_type = text::Icao9303Code)]
    pub issuer: String,
    /// The type: `short-stay`, `limited-territory-a`, `limited-territory-b` or
    /// `national-short-stay`.
    #[schema(value_type = text::ShortStayVisaKind)]
    pub kind: String,
    /// The last day on which it is valid, `YYYY-MM-DD`.
    #[schema(value_type = text::CalendarDay)]
    pub valid_to: String,
    /// `one`, `two` or `multiple`.
    #[schema(value_type = text::VisaEntries)]
    pub entries: String,
    /// Days of stay it permits in all.
    #[schema(minimum = 1, maximum = 365)]
    pub duration_days: u16,
}

/// What an officer knows besides the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// `union-citizen` or `equivalent-national`: whose family member the person is. EES Art. 2(1)(b).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::FamilyOfWhom>)]
    pub family_of: Option<String>,
    /// `family-card`, `residence-permit`, `mobility` or `long-stay-visa`. EES Art. 2(3).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::TitleToStay>)]
    pub title: Option<String>,
    /// `special-rules` or `exempt-persons`. EES Art. 2(3)(g) and (h).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::SpecialCheckKind>)]
    pub special_check: Option<String>,
    /// Whether the passport holds a chip; presumed when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_chip: Option<bool>,
    /// Whether the passport states an identity card number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_identity_card_number: Option<bool>,
    /// Whether the holder resides in the Member State that issued the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resides_in_issuing_state: Option<bool>,
    /// Whether a visa is needed, where the tables say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visa_required: Option<bool>,
}

impl Identity {
    /// The identity as it is sent.
    pub fn of(identity: &own::Identity) -> Self {
        Self {
            surname: identity.surname.as_str().to_owned(),
            given_names: identity.given_names.as_ref().map(|names| names.as_str().to_owned()),
            birth: identity.birth.to_string(),
            nationalities: identity
                .nationalities
                .as_slice()
                .iter()
                .map(ToString::to_string)
                .collect(),
            sex: identity.sex.letter(),
        }
    }
}

impl Document {
    /// The document as it is sent.
    pub fn of(document: &own::TravelDocument) -> Self {
        Self {
            kind: document.kind.code().to_owned(),
            number: document.number.as_str().to_owned(),
            issuer: document.issuer.to_string(),
            expires: document.expires.to_string(),
        }
    }
}

impl Visa {
    /// The visa as it is sent.
    pub fn of(visa: &VisaPart) -> Self {
        Self {
            sticker: visa.sticker.as_str().to_owned(),
            issuer: visa.issuer.to_string(),
            kind: visa.kind.code().to_owned(),
            valid_to: visa.valid_to.to_string(),
            entries: visa.entries.code().to_owned(),
            duration_days: visa.duration_days,
        }
    }
}

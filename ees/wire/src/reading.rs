//! Reading a description of a traveller: everything that is wrong with it is found at once.

use ees_domain::code::Code;
use ees_domain::day::Day;
use ees_domain::identity::{self as own, DocumentKind, DocumentNumber, Name, Nationalities, Sex};
use ees_domain::mrz::{self, MrzError};
use ees_domain::nationality::VisaRegime;
use ees_domain::partial_date::PartialDateError;
use ees_domain::presented::{self, Presented};
use ees_domain::visa::{Entries, StickerNumber, VisaKind, VisaPart};
use fnd_web::problem::{Fault, Place, Problem};
use jiff::civil::Date;

use crate::faults::{Faults, unknown};
use crate::problem::of_zone;
use crate::text::{FAMILIES, SPECIAL, TITLES};
use crate::traveller::{Document, Facts, Identity, Traveller, Visa};

/// Why a description of a traveller cannot be used: everything that is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Unreadable {
    /// How the machine-readable zone is damaged.
    pub zone: Option<MrzError>,
    /// Other values that cannot be used.
    pub faults: Faults,
}

impl Unreadable {
    /// Whether nothing but the visa is wrong.
    pub fn is_of_visa_alone(&self) -> bool {
        let of_visa = |fault: &Fault| matches!(&fault.place, Place::Pointer(at) if at.starts_with("/traveller/visa/"));
        self.zone.is_none() && self.faults.as_slice().iter().all(of_visa)
    }
}

impl From<Unreadable> for Problem {
    fn from(error: Unreadable) -> Self {
        match &error.zone {
            Some(zone) => error.faults.at(of_zone(zone, "/traveller/mrz")),
            None => error.faults.into(),
        }
    }
}

/// A traveller as understood, with what is worth a look.
#[derive(Debug, Clone)]
pub struct Read {
    /// Who is presented.
    pub presented: Presented,
    /// Codes of what is worth a look.
    pub warnings: Vec<&'static str>,
}

impl Traveller {
    /// Understands the description as on `day`, the day at the desk.
    pub fn read(&self, day: Day) -> Result<Read, Unreadable> {
        let mut wrong = Unreadable::default();
        let who = match &self.mrz {
            Some(zone) => read_zone(zone, day, &mut wrong),
            None => self.typed(&mut wrong.faults),
        };
        let visa = self.visa.as_ref();
        let visa = visa.and_then(|visa| visa.read("/traveller/visa", &mut wrong.faults));
        let facts = self.facts.read(&mut wrong.faults);
        let is_right = wrong.zone.is_none() && wrong.faults.is_empty();
        let (Some(who), true) = (who, is_right) else { return Err(wrong) };
        let Who { identity, document, mut warnings, has_number } = who;
        let has_identity_card_number = facts.has_identity_card_number || has_number;
        let facts = presented::Facts { has_identity_card_number, ..facts };
        if document.expires < day.date() && !warnings.contains(&"expired") {
            warnings.push("expired");
        }
        Ok(Read { presented: Presented { identity, document, facts, visa }, warnings })
    }

    fn typed(&self, faults: &mut Faults) -> Option<Who> {
        let identity = self.identity.as_ref();
        let identity = identity.map(|identity| identity.read("/traveller/identity", faults));
        let document = self
            .document
            .as_ref()
            .map(|document| document.understand("/traveller/document", faults));
        if identity.is_none() || document.is_none() {
            let missing = "either `mrz`, or `identity` and `document`";
            faults.add(unknown("/traveller", "nothing-presented", missing));
        }
        let (identity, document) = (identity??, document??);
        Some(Who { identity, document, warnings: Vec::new(), has_number: false })
    }
}

/// Who a zone or typed data describe.
struct Who {
    identity: own::Identity,
    document: own::TravelDocument,
    warnings: Vec<&'static str>,
    has_number: bool,
}

fn read_zone(text: &str, day: Day, wrong: &mut Unreadable) -> Option<Who> {
    let zone = match mrz::read(text, day.date()) {
        Ok(zone) => zone,
        Err(error) => {
            wrong.zone = Some(error);
            return None;
        }
    };
    let document = wrong.faults.keep(zone.travel_document().ok_or_else(|| {
        let what = "the zone of a travel document that states its last day";
        unknown("/traveller/mrz", "not-a-travel-document", what)
    }))?;
    let warnings = zone.warnings.iter().map(|warning| warning.code()).collect();
    let has_number = !zone.optional.is_empty();
    Some(Who { identity: zone.identity, document, warnings, has_number })
}

fn code(pointer: &str, text: &str) -> Result<fnd_core::CountryCode, Fault> {
    match Code::read(text) {
        Ok(code) => Ok(code.code()),
        Err(_) => Err(unknown(pointer, "unknown-code", "a code of ICAO Doc 9303 part 3")),
    }
}

impl Identity {
    /// The identity as the domain knows it; faults are found below the place `here`.
    pub fn read(&self, here: &str, faults: &mut Faults) -> Option<own::Identity> {
        let at = |field: &str| format!("{here}/{field}");
        let name = |field: &str, text: &str| {
            Name::new(text)
                .map_err(|error| Fault::pointer(at(field), error.code(), error.to_string()))
        };
        let surname = faults.keep(name("surname", &self.surname));
        let given_names = self.given_names.as_deref().filter(|names| !names.trim().is_empty());
        let given_names = given_names.map(|names| faults.keep(name("given_names", names)));
        let birth = faults.keep(self.birth.parse().map_err(|error: PartialDateError| {
            Fault::pointer(at("birth"), error.code(), error.to_string())
        }));
        let codes = self.nationalities.iter().map(|text| code(&at("nationalities"), text));
        let nationalities = codes.collect::<Result<Vec<_>, _>>().and_then(|codes| {
            Nationalities::new(codes).map_err(|error| {
                Fault::pointer(at("nationalities"), error.code(), error.to_string())
            })
        });
        let nationalities = faults.keep(nationalities);
        let sex = Sex::of_letter(self.sex);
        let sex =
            faults.keep(sex.ok_or_else(|| unknown(&at("sex"), "unknown-sex", "`F`, `M` or `X`")));
        Some(own::Identity {
            surname: surname?,
            given_names: given_names.flatten(),
            birth: birth?,
            nationalities: nationalities?,
            sex: sex?,
        })
    }
}

impl Document {
    /// The document as the domain knows it.
    pub fn read(&self) -> Result<own::TravelDocument, Problem> {
        let mut faults = Faults::default();
        self.understand("", &mut faults).ok_or_else(|| faults.into())
    }

    /// The same; faults are found below the place `here`.
    pub fn understand(&self, here: &str, faults: &mut Faults) -> Option<own::TravelDocument> {
        let at = |field: &str| format!("{here}/{field}");
        let kind = DocumentKind::find(&self.kind)
            .ok_or_else(|| unknown(&at("kind"), "unknown-kind", "a kind of travel document"));
        let kind = faults.keep(kind);
        let number = DocumentNumber::new(&self.number)
            .map_err(|error| Fault::pointer(at("number"), error.code(), error.to_string()));
        let number = faults.keep(number);
        let issuer = faults.keep(code(&at("issuer"), &self.issuer));
        let expires = faults.keep(date(&at("expires"), &self.expires))?;
        Some(own::TravelDocument { kind: kind?, number: number?, issuer: issuer?, expires })
    }
}

fn date(pointer: &str, text: &str) -> Result<Date, Fault> {
    let day: Result<Day, _> = text.parse();
    match day {
        Ok(day) => Ok(day.date()),
        Err(_) => Err(unknown(pointer, "not-a-day", "a day of the calendar, written YYYY-MM-DD")),
    }
}

impl Visa {
    /// The visa as the domain knows it; faults are found below the place `here`.
    pub fn read(&self, here: &str, faults: &mut Faults) -> Option<VisaPart> {
        let at = |field: &str| format!("{here}/{field}");
        let sticker = self.sticker.trim().to_ascii_uppercase().parse::<StickerNumber>().ok();
        let number = "1 to 14 letters and digits";
        let sticker =
            sticker.ok_or_else(|| unknown(&at("sticker"), "not-a-sticker-number", number));
        let sticker = faults.keep(sticker);
        let issuer = faults.keep(code(&at("issuer"), &self.issuer));
        let kind = VisaKind::find(&self.kind)
            .ok_or_else(|| unknown(&at("kind"), "unknown-kind", "a type of short-stay visa"));
        let kind = faults.keep(kind);
        let valid_to = faults.keep(date(&at("valid_to"), &self.valid_to));
        let entries = Entries::find(&self.entries).ok_or_else(|| {
            unknown(&at("entries"), "unknown-entries", "`one`, `two` or `multiple`")
        });
        let entries = faults.keep(entries);
        if self.duration_days == 0 || 365 < self.duration_days {
            faults.add(unknown(&at("duration_days"), "unlikely-duration", "1 to 365 days"));
        }
        Some(VisaPart {
            sticker: sticker?,
            issuer: issuer?,
            kind: kind?,
            valid_to: Day::from(valid_to?),
            entries: entries?,
            duration_days: self.duration_days,
            of_entry: None,
        })
    }
}

/// The value of a code in a table, if one is given.
fn find<T: Copy>(table: &[(&str, T)], code: Option<&str>, field: &str) -> Result<Option<T>, Fault> {
    let Some(code) = code else { return Ok(None) };
    let found = table.iter().find(|(known, _)| *known == code).map(|(_, value)| *value);
    let expected = || table.iter().map(|(known, _)| format!("`{known}`")).collect::<Vec<_>>();
    let pointer = format!("/traveller/facts/{field}");
    found.map(Some).ok_or_else(|| unknown(&pointer, "unknown-value", &expected().join(", ")))
}

impl Facts {
    fn read(&self, faults: &mut Faults) -> presented::Facts {
        let visa_regime = self
            .visa_required
            .map(|required| if required { VisaRegime::Required } else { VisaRegime::Exempt });
        let family_of = find(&FAMILIES, self.family_of.as_deref(), "family_of");
        let title = find(&TITLES, self.title.as_deref(), "title");
        let special_check = find(&SPECIAL, self.special_check.as_deref(), "special_check");
        presented::Facts {
            family_of: faults.keep(family_of).flatten(),
            title: faults.keep(title).flatten(),
            special_check: faults.keep(special_check).flatten(),
            has_chip: self.has_chip.unwrap_or(true),
            has_identity_card_number: self.has_identity_card_number.unwrap_or(false),
            resides_in_issuing_state: self.resides_in_issuing_state.unwrap_or(false),
            visa_regime,
        }
    }
}

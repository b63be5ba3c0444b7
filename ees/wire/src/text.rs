//! Texts of a certain form, as the description of the interface shows them.
//!
//! What is described here is what is read: who keeps to it is not refused for its form. Whether
//! such a day is in the calendar and such a code stands for something is not said here.

use ees_domain::access::Action;
use ees_domain::amendment::{Settlement, Stage, VisFinding, VisReply, Wish};
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::decision::Subject;
use ees_domain::file::Regime;
use ees_domain::identity::{DocumentKind, NAME_CHARS_MAX, NUMBER_CHARS_MAX};
use ees_domain::merging::MergeGround;
use ees_domain::mrz::INPUT_BYTES_MAX;
use ees_domain::overstayer::{Class, Lift};
use ees_domain::rectification::Basis;
use ees_domain::refusal::{FORM_TEXT_CHARS_MAX, Reason, Threat};
use ees_domain::scope::{FamilyOf, SpecialCheck, Title};
use ees_domain::suspension::Extent;
use ees_domain::visa::{Entries, VisaKind};
use fnd_register::Coded;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{KnownFormat, RefOr};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use crate::check::{DECISIONS, DOCUMENT_STATES, EVIDENCES, HANDS};
use crate::problem::of_parameter;

/// Longest name of a user that is searched for, in characters.
pub const PERSON_CHARS_MAX: usize = 200;

/// Longest code of an outcome that is searched for, in characters.
pub const CODE_CHARS_MAX: usize = 60;

/// Texts with their schemas.
macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident = $schema:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let description = concat!($($doc,)*).trim();
                $schema.description(Some(description)).into()
            }
        }
        impl ToSchema for $name {}
    )*};
}

texts! {
    /// A day of the calendar, `YYYY-MM-DD`.
    CalendarDay = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$").format(Some(known(KnownFormat::Date)));
    /// A date of birth, `YYYY-MM-DD`, with zeroes for unknown parts.
    BirthDate = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$").examples(["1988-04-00"]);
    /// An instant of RFC 3339.
    Instant = pattern(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?\
         ([Zz]|[+-][0-9]{2}:[0-9]{2})$",
    )
    .format(Some(known(KnownFormat::DateTime)))
    .examples(["2026-07-15T12:04:00+03:00"]);
    /// A code of ICAO Doc 9303 part 3: three letters, or `D`.
    Icao9303Code = pattern("^\\s*([A-Za-z]{3}|[Dd])<*\\s*$").examples(["GEO"]);
    /// The number of a travel document; blanks, hyphens and fillers do not count.
    TravelDocumentNumber =
        pattern(format!("^[\\s<-]*([A-Za-z0-9][\\s<-]*){{1,{NUMBER_CHARS_MAX}}}$"));
    /// The number of a visa sticker.
    VisaStickerNumber = pattern("^\\s*[A-Za-z0-9]{1,14}\\s*$");
    /// A name in any script, with at least one letter.
    PersonName = text().min_length(Some(1)).max_length(Some(NAME_CHARS_MAX));
    /// `F`, `M` or `X`; the filler `<` is read as `X`.
    SexLetter = codes(["F", "M", "X", "<"]);
    /// A machine-readable zone, lines separated by line feeds.
    MachineReadableZone = text().min_length(Some(1)).max_length(Some(INPUT_BYTES_MAX));
    /// A border crossing point of the configured list.
    BorderCrossingPoint = pattern("^[A-Z]{3}-[ASL]-[A-Z0-9]{1,12}$").examples(["ROU-A-OTP"]);
    /// A kind of travel document.
    TravelDocumentKind = codes(DocumentKind::ALL.map(|(_, code)| code));
    /// A type of short-stay visa.
    ShortStayVisaKind = codes(VisaKind::ALL.map(|(_, code)| code));
    /// How many entries a visa permits.
    VisaEntries = codes(Entries::ALL.map(|(_, code)| code));
    /// Whose family member somebody is.
    FamilyOfWhom = codes(FAMILIES.map(|(code, _)| code));
    /// A title to stay.
    TitleToStay = codes(TITLES.map(|(code, _)| code));
    /// A special check.
    SpecialCheckKind = codes(SPECIAL.map(|(code, _)| code));
    /// What data is used for.
    PurposeOfUse = codes(Purpose::ALL.map(|purpose| purpose.code()));
    /// The direction of a check.
    Direction = codes([Purpose::BorderEntry, Purpose::BorderExit].map(|purpose| purpose.code()));
    /// Whether a document is what it says.
    StateOfDocument = codes(DOCUMENT_STATES.map(|(code, _)| code));
    /// Whether fingerprints can be taken of the hands.
    StateOfHands = codes(HANDS.map(|(code, _)| code));
    /// How an entry is shown that was never recorded.
    EvidenceOfEntry = codes(EVIDENCES.map(|(code, _)| code));
    /// What an officer decides at the border.
    DecisionAtBorder = codes(DECISIONS);
    /// A kind of authority.
    KindOfAuthority = codes(AuthorityKind::ALL.map(|kind| kind.code()));
    /// An action of the access table.
    ActionCode = codes(Action::ALL.map(|action| action.code()));
    /// What became of an operation: `done`, `refused`, or the code of a refusal.
    OutcomeCode = pattern(format!("^[a-z0-9-]{{1,{CODE_CHARS_MAX}}}$")).examples(["done"]);
    /// A category of the register of processing.
    CategoryCode = pattern("^[a-z-]{1,60}$").examples(["travel-document"]);
    /// The name of a user, without control characters.
    UserName = pattern("^[^\\u0000-\\u001F\\u007F-\\u009F]*$").max_length(Some(PERSON_CHARS_MAX));
    /// A class of the list of overstayers.
    ClassOfOverstay = codes(Class::ALL.map(|(_, code)| code));
    /// How a passage was stored that is entered afterwards.
    FallbackSource = codes(["local-buffer", "national-buffer", "manual"]);
    /// What became of a passage that is entered afterwards.
    ReplayResult = codes(["recorded", "known", "conflict", "later"]);
    /// What somebody did with a passage that waits at a crossing point.
    ReplayDeedKind = codes(["withdrawn", "looked-at"]);
    /// What passage that is.
    ReplayPassage = codes(["entry", "exit", "refusal"]);
    /// What a decision is on.
    SubjectOfDecision = codes(Subject::ALL.map(|(_, code)| code));
    /// What was decided.
    RulingOfDecision = codes(["extended", "revoked", "annulled"]);
    /// The ground of a decision.
    GroundOfDecision = codes([
        "force-majeure", "humanitarian", "serious-personal", "exceptional", "bilateral",
        "return-decision", "other-decision",
    ]);
    /// A point of the standard form for refusal of entry.
    ReasonForRefusal = codes(Reason::ALL.map(|(_, code)| code));
    /// The code of a further reason for refusal of entry.
    FurtherReasonCode = pattern("^[A-Z0-9_]{1,16}$");
    /// What a person is considered to threaten.
    ThreatenedInterest = codes(Threat::ALL.map(|(_, code)| code));
    /// A text that an officer writes into the standard form.
    TextOfForm = text().max_length(Some(FORM_TEXT_CHARS_MAX));
    /// What became of the form when it was handed over.
    SignatureOfForm = codes(["given", "refused"]);
    /// Why somebody is taken off the list of overstayers.
    GroundOfLift = codes(Lift::ALL.map(|(_, code)| code));
    /// On what basis a record is put right.
    BasisOfRectification = codes(Basis::ALL.map(|(_, code)| code));
    /// A part of an entry/exit record.
    PartOfRecord = codes(["entry", "exit"]);
    /// On what ground a traveller entered.
    GroundOfEntry =
        codes(["visa-exempt", "visa", "family-member", "transit-road", "transit-rail"]);
    /// What of a file is put right.
    PartOfPerson = codes(["identity", "document", "regime"]);
    /// Under which rules a file was made.
    RegimeOfFile = codes(Regime::ALL.map(|(_, code)| code));
    /// What the Visa Information System holds.
    FindingInVis = codes(VisFinding::ALL.map(|(_, code)| code));
    /// What the State responsible for the data in the Visa Information System did.
    ReplyOfVisState = codes(VisReply::ALL.map(|(_, code)| code));
    /// On what ground two files are of one person.
    GroundOfMerge = codes(MergeGround::ALL.map(|(_, code)| code));
    /// What is to be done in a case of amendment.
    WishOfCase = codes(Wish::CODES);
    /// How far a case of amendment has come.
    StageOfCase = codes(Stage::CODES);
    /// How a case of amendment ended.
    OutcomeOfCase = codes(Settlement::ALL.map(|(_, code)| code));
    /// A place between two cases of a list, as an answer named it.
    EdgeOfCases = pattern(
        "^[01]~[0-9]{4}-[0-9]{2}-[0-9]{2}~[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
    );
    /// How much of the operation of a crossing point is suspended.
    ExtentOfSuspension = codes(Extent::ALL.map(|(_, code)| code));
    /// A reason or a reference, on one line.
    TextOfSuspension = text().min_length(Some(1)).max_length(Some(500));
    /// A State, three letters of ISO 3166-1.
    StateCode = pattern("^[A-Z]{3}$").examples(["ROU"]);
    /// A place between two rows of a list, as an answer named it.
    Edge = pattern(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?\
         ([Zz]|[+-][0-9]{2}:[0-9]{2})~[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
    );
    /// Bytes.
    Bytes = text().format(Some(known(KnownFormat::Binary)));
}

/// Codes of whose family member somebody is.
pub(crate) const FAMILIES: [(&str, FamilyOf); 2] = [
    ("union-citizen", FamilyOf::UnionCitizen),
    ("equivalent-national", FamilyOf::EquivalentNational),
];
/// Codes of titles to stay.
pub(crate) const TITLES: [(&str, Title); 4] = [
    ("family-card", Title::FamilyCard),
    ("residence-permit", Title::ResidencePermit),
    ("mobility", Title::Mobility),
    ("long-stay-visa", Title::LongStayVisa),
];
/// Codes of special checks.
pub(crate) const SPECIAL: [(&str, SpecialCheck); 2] = [
    ("special-rules", SpecialCheck::SpecialRules),
    ("exempt-persons", SpecialCheck::ExemptPersons),
];

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn pattern(pattern: impl Into<String>) -> ObjectBuilder {
    text().pattern(Some(pattern))
}

fn codes<const N: usize>(codes: [&'static str; N]) -> ObjectBuilder {
    text().enum_values(Some(codes))
}

const fn known(format: KnownFormat) -> SchemaFormat {
    SchemaFormat::KnownFormat(format)
}

/// Reads an instant of RFC 3339, and none of the other forms that could be meant for one.
pub fn instant(text: &str) -> Option<Timestamp> {
    const DATE_AND_TIME: &[u8] = b"0000-00-00T00:00:00";
    let (begin, rest) = text.as_bytes().split_at_checked(DATE_AND_TIME.len())?;
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        _ => byte.eq_ignore_ascii_case(form),
    };
    let fraction = rest.strip_prefix(b".").unwrap_or_default();
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let zone = if digits == 0 { rest } else { fraction.get(digits..)? };
    let is_zone = match zone {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    let is_rfc3339 = begin.iter().zip(DATE_AND_TIME).all(fits) && is_zone;
    if is_rfc3339 { text.parse().ok() } else { None }
}

/// Reads a place between two rows of a list: the instant and the identifier of the row beside it.
pub fn edge(field: &str, text: Option<&str>) -> Result<Option<(Timestamp, Uuid)>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let parts = text.split_once('~');
    let read = parts.and_then(|(at, id)| Some((instant(at)?, id.parse().ok()?)));
    let expected = "expected `next` or `previous` of another page";
    read.map(Some).ok_or_else(|| of_parameter(field, "not-a-cursor", expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_rfc_3339_says_and_not_otherwise() {
        let right = [
            "2026-07-15T12:04:00Z",
            "2026-07-15t12:04:00.123456789z",
            "2026-07-15T12:04:00+03:00",
            "0000-01-01T00:00:00Z",
        ];
        for text in right {
            assert!(instant(text).is_some(), "{text}");
        }
        let wrong = [
            "",
            "2026-07-15",
            "2026-07-15 12:04:00Z",
            "2026-07-15T12:04Z",
            "2026-07-15T12:04:00",
            "2026-07-15T12:04:00.Z",
            "2026-07-15T12:04:00,5Z",
            "2026-07-15T12:04:00+03",
            "2026-07-15T12:04:00+0300",
            "2026-07-15T12:04:00+03:00[Europe/Bucharest]",
            "20260715T120400Z",
            "-009999-01-02T01:59:59Z",
            "2026-02-30T12:04:00Z",
            "２０２６-07-15T12:04:00Z",
        ];
        for text in wrong {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}

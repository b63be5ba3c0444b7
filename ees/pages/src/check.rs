//! The form that begins a check: the machine-readable zone, or the data typed.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;

/// Where a check takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At a border crossing point.
    Border,
    /// Within the territory.
    Territory,
}

/// A field of the machine-readable zone that can be damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneField {
    /// The whole: number or length of lines.
    Shape,
    /// The type of the document.
    Kind,
    /// The issuing State.
    Issuer,
    /// The names.
    Names,
    /// The number of the document.
    Number,
    /// The nationality.
    Nationality,
    /// The date of birth.
    Birth,
    /// Sex.
    Sex,
    /// The date of expiry.
    Expiry,
    /// The optional data.
    Optional,
    /// The check digit of the whole.
    Composite,
}

/// A stretch of a line, right or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The letters.
    pub text: String,
    /// Whether they are in doubt.
    pub wrong: bool,
}

/// A line of the zone as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneLine {
    /// Its stretches, in order.
    pub pieces: Vec<Piece>,
}

/// What is wrong with one field of the zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: ZoneField,
    /// Its line, from 1.
    pub line: u32,
    /// Its first position, from 1.
    pub from: u32,
    /// Its last position.
    pub to: u32,
    /// What may have happened and what to do, as a sentence; may be empty.
    pub suggestion: String,
}

/// A zone that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The zone as it was read.
    pub lines: Vec<ZoneLine>,
    /// What is wrong, in the order of the zone.
    pub faults: Vec<Fault>,
}

/// The data of a document, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedDocument {
    /// Surname.
    pub surname: Field,
    /// Given names.
    pub given_names: Field,
    /// Day of birth; empty when unknown.
    pub birth_day: Field,
    /// Month of birth; empty when unknown.
    pub birth_month: Field,
    /// Year of birth.
    pub birth_year: Field,
    /// Nationality, a code.
    pub nationality: Field,
    /// Sex: `F`, `M` or `X`.
    pub sex: Field,
    /// Type of document, a code.
    pub kind: Field,
    /// Number of the document.
    pub number: Field,
    /// Issuing State or body, a code.
    pub issuer: Field,
    /// Day of expiry.
    pub expiry_day: Field,
    /// Month of expiry.
    pub expiry_month: Field,
    /// Year of expiry.
    pub expiry_year: Field,
}

/// The form.
#[derive(Debug, Clone)]
pub struct CheckForm {
    /// Where it posts to.
    pub action: String,
    /// Where the check takes place.
    pub place: Place,
    /// What is sent along, such as the border crossing point.
    pub hidden: Vec<Hidden>,
    /// The machine-readable zone of the document.
    pub zone: Field,
    /// The machine-readable zone or number of the visa.
    pub visa: Field,
    /// The data typed.
    pub typed: TypedDocument,
    /// Whether the data were typed, so that this part stands open.
    pub by_hand: bool,
    /// States and bodies, for nationality and issuer.
    pub countries: Vec<Choice>,
    /// Types of document.
    pub kinds: Vec<Choice>,
    /// What is wrong with the zone.
    pub damage: Option<Damage>,
}

/// The page with the form alone.
#[derive(Debug, Clone, Template)]
#[template(path = "check.html")]
pub struct CheckPage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: CheckForm,
}

impl CheckPage {
    /// The page around `form`.
    pub fn new(shell: Shell, form: CheckForm) -> Self {
        let title = shell.words.text(form.place.title());
        Self { shell: shell.titled(title), form }
    }
}

impl Place {
    /// The key of the title of a check there.
    pub fn title(self) -> &'static str {
        match self {
            Self::Border => "check-title",
            Self::Territory => "check-territory-title",
        }
    }
}

impl ZoneField {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Shape => "zone-shape",
            Self::Kind => "zone-kind",
            Self::Issuer => "zone-issuer",
            Self::Names => "zone-names",
            Self::Number => "zone-number",
            Self::Nationality => "zone-nationality",
            Self::Birth => "zone-birth",
            Self::Sex => "zone-sex",
            Self::Expiry => "zone-expiry",
            Self::Optional => "zone-optional",
            Self::Composite => "zone-composite",
        }
    }
}

impl ZoneLine {
    /// Whether any of it is in doubt.
    pub fn is_marked(&self) -> bool {
        self.pieces.iter().any(|piece| piece.wrong)
    }
}

impl TypedDocument {
    /// Empty fields under the names that the form sends.
    pub fn empty() -> Self {
        Self {
            surname: Field::new("surname"),
            given_names: Field::new("given_names"),
            birth_day: Field::new("birth_day"),
            birth_month: Field::new("birth_month"),
            birth_year: Field::new("birth_year"),
            nationality: Field::new("nationality"),
            sex: Field::new("sex"),
            kind: Field::new("document_kind"),
            number: Field::new("document_number"),
            issuer: Field::new("document_issuer"),
            expiry_day: Field::new("expiry_day"),
            expiry_month: Field::new("expiry_month"),
            expiry_year: Field::new("expiry_year"),
        }
    }

    /// All fields, in the order of the form.
    pub fn fields(&self) -> [&Field; 13] {
        [
            &self.surname,
            &self.given_names,
            &self.birth_day,
            &self.birth_month,
            &self.birth_year,
            &self.nationality,
            &self.sex,
            &self.kind,
            &self.number,
            &self.issuer,
            &self.expiry_day,
            &self.expiry_month,
            &self.expiry_year,
        ]
    }
}

impl CheckForm {
    /// An empty form that posts to `action`.
    pub fn empty(action: impl Into<String>, place: Place) -> Self {
        Self {
            action: action.into(),
            place,
            hidden: Vec::new(),
            zone: Field::new("zone"),
            visa: Field::new("visa_zone"),
            typed: TypedDocument::empty(),
            by_hand: false,
            countries: Vec::new(),
            kinds: Vec::new(),
            damage: None,
        }
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let mut fields = vec![&self.zone, &self.visa];
        fields.extend(self.typed.fields());
        wrong(&fields)
    }

    /// Whether the part for the visa stands open.
    pub fn shows_visa(&self) -> bool {
        !self.visa.value.is_empty() || self.visa.is_wrong()
    }

    /// The choices of sex, as documents write them.
    pub fn sexes(&self, words: &fnd_web::words::Words) -> Vec<Choice> {
        let sexes = [("F", "sex-female"), ("M", "sex-male"), ("X", "sex-unspecified")];
        sexes.map(|(code, key)| Choice::new(code, words.text(key))).into()
    }
}

//! A person as pages show one: seven contact details, where they work, and whether what they see
//! leaves the Union.
//!
//! There is no eighth detail: what a card does not have cannot be shown by mistake.

/// The contact details of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
    /// Work address, with its line breaks.
    pub work_address: String,
    /// Organisation of employment.
    pub organisation: String,
    /// Job title.
    pub job_title: String,
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationKind {
    /// An institution, body, office or agency of the Union.
    UnionInstitution,
    /// An authority of a Member State or of a Schengen Associated Country.
    NationalAuthority,
    /// An international organisation.
    InternationalOrganisation,
    /// A non-governmental organisation.
    NonGovernmental,
    /// A private company.
    PrivateCompany,
    /// An academic institution.
    Academic,
    /// Any other.
    Other,
}

/// Why what somebody sees leaves the Union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Abroad {
    /// Their employer is an international organisation.
    InternationalOrganisation,
    /// Their employer sits in this third country.
    ThirdCountry(String),
}

/// What a member may do in a Community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Read.
    Reader,
    /// Read, and add and change one's own.
    Contributor,
    /// Change everything.
    Editor,
    /// Manage members, folders and meetings.
    Lead,
}

/// Somebody in a list of members or of search results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// How to reach them.
    pub contact: Contact,
    /// Why what they see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// What they may do, where the list is of one Community.
    pub level: Option<Level>,
}

impl Contact {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// The lines of the work address.
    pub fn address_lines(&self) -> impl Iterator<Item = &str> {
        self.work_address.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// The telephone number as an address to call: digits and a plus sign.
    pub fn dialled(&self) -> String {
        self.telephone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
    }
}

impl OrganisationKind {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::UnionInstitution,
        Self::NationalAuthority,
        Self::InternationalOrganisation,
        Self::NonGovernmental,
        Self::PrivateCompany,
        Self::Academic,
        Self::Other,
    ];

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnionInstitution => "kind-union-institution",
            Self::NationalAuthority => "kind-national-authority",
            Self::InternationalOrganisation => "kind-international-organisation",
            Self::NonGovernmental => "kind-non-governmental",
            Self::PrivateCompany => "kind-private-company",
            Self::Academic => "kind-academic",
            Self::Other => "kind-other",
        }
    }

    /// The code that is sent for it.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("kind-")
    }
}

impl Level {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Contributor, Self::Editor, Self::Lead];

    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reader => "level-reader",
            Self::Contributor => "level-contributor",
            Self::Editor => "level-editor",
            Self::Lead => "level-lead",
        }
    }

    /// The code that is sent for it.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("level-")
    }

    /// The key of the sentence that says what it allows.
    pub fn about(self) -> &'static str {
        match self {
            Self::Reader => "level-reader-about",
            Self::Contributor => "level-contributor-about",
            Self::Editor => "level-editor-about",
            Self::Lead => "level-lead-about",
        }
    }
}

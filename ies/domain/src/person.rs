//! A person's contact details: the seven fields, and no eighth.
//!
//! What a field may hold is the business of its type; a value that exists has been checked. None
//! of them shows itself in debug output. There is no field for a date of birth, a nationality, a
//! photograph or the number of a document, because the statement lists none.

mod email;
mod fields;
mod telephone;
#[cfg(test)]
mod tests;

pub use email::{Email, EmailError};
pub use fields::{FirstName, JobTitle, LastName, NameError, OrganisationName, WorkAddress};
pub use telephone::{Telephone, TelephoneError};

use fnd_register::Coded;

use crate::text::TextError;

coded! {
    /// The seven contact details.
    ///
    /// Law: statement 4 and 5, "first name, last name, e-mail address, telephone number, work
    /// address and organisation of employment and job title"; R11, R31.
    pub enum ContactField {
        /// First name.
        FirstName => "first-name",
        /// Last name.
        LastName => "last-name",
        /// E-mail address.
        Email => "email",
        /// Telephone number.
        Telephone => "telephone",
        /// Work address.
        WorkAddress => "work-address",
        /// Organisation of employment.
        Organisation => "organisation",
        /// Job title.
        JobTitle => "job-title",
    }
}

impl ContactField {
    /// The field in words, as messages name it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Email => "e-mail address",
            Self::Telephone => "telephone number",
            Self::WorkAddress => "work address",
            Self::Organisation => "organisation",
            Self::JobTitle => "job title",
        }
    }

    /// Whether a change of this field touches what the identification page was held against.
    ///
    /// Law: R41: a change of name after acceptance is allowed and shown to the validators.
    pub const fn is_proven_by_scan(self) -> bool {
        matches!(self, Self::FirstName | Self::LastName)
    }
}

/// What is wrong with a contact detail, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {fault}", .field.words())]
pub struct FieldError {
    /// The field.
    pub field: ContactField,
    /// What is wrong.
    pub fault: FieldFault,
}

/// What is wrong with a contact detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldFault {
    /// With its text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// With a name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// With an e-mail address.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// With a telephone number.
    #[error(transparent)]
    Telephone(#[from] TelephoneError),
}

impl FieldError {
    /// The stable code of what is wrong; the field has a code of its own.
    pub const fn code(&self) -> &'static str {
        match &self.fault {
            FieldFault::Text(error) => error.code(),
            FieldFault::Name(error) => error.code(),
            FieldFault::Email(error) => error.code(),
            FieldFault::Telephone(error) => error.code(),
        }
    }

    /// The bound that was passed, in characters or in lines; 0 where none was.
    pub const fn most(&self) -> usize {
        match &self.fault {
            FieldFault::Text(error) => error.most(),
            FieldFault::Email(error) => error.most(),
            FieldFault::Name(_) | FieldFault::Telephone(_) => 0,
        }
    }

    /// The codes of the field and of what is wrong, such as `first-name` and `too-long`.
    pub fn codes(&self) -> (&'static str, &'static str) {
        (self.field.code(), self.code())
    }
}

/// Contact details as they were typed.
#[derive(Clone, Copy, Default)]
pub struct ContactInput<'a> {
    /// First name.
    pub first_name: &'a str,
    /// Last name.
    pub last_name: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// Telephone number.
    pub telephone: &'a str,
    /// Work address.
    pub work_address: &'a str,
    /// Organisation of employment.
    pub organisation: &'a str,
    /// Job title.
    pub job_title: &'a str,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for ContactInput<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactInput(..)")
    }
}

/// The contact details of one person: what fellow members see, and all they see.
///
/// Law: statement 5 and 7; R11, R31.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// First name.
    pub first_name: FirstName,
    /// Last name.
    pub last_name: LastName,
    /// E-mail address.
    pub email: Email,
    /// Telephone number.
    pub telephone: Telephone,
    /// Work address.
    pub work_address: WorkAddress,
    /// Organisation of employment.
    pub organisation: OrganisationName,
    /// Job title.
    pub job_title: JobTitle,
}

impl ContactCard {
    /// Reads a form; everything that is wrong is said at once, in the order of the fields.
    pub fn read(input: &ContactInput<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let first_name = kept(FirstName::read(input.first_name), &mut errors);
        let last_name = kept(LastName::read(input.last_name), &mut errors);
        let email = kept(Email::read(input.email), &mut errors);
        let telephone = kept(Telephone::read(input.telephone), &mut errors);
        let work_address = kept(WorkAddress::read(input.work_address), &mut errors);
        let organisation = kept(OrganisationName::read(input.organisation), &mut errors);
        let job_title = kept(JobTitle::read(input.job_title), &mut errors);
        let whole = || {
            Some(Self {
                first_name: first_name?,
                last_name: last_name?,
                email: email?,
                telephone: telephone?,
                work_address: work_address?,
                organisation: organisation?,
                job_title: job_title?,
            })
        };
        whole().ok_or(errors)
    }

    /// Every field with its value, in the order of [`ContactField::ALL`].
    pub fn fields(&self) -> [(ContactField, &str); 7] {
        // A field that is added to the card and not here does not compile.
        let Self { first_name, last_name, email, telephone, work_address, organisation, job_title } =
            self;
        [
            (ContactField::FirstName, first_name.as_str()),
            (ContactField::LastName, last_name.as_str()),
            (ContactField::Email, email.as_str()),
            (ContactField::Telephone, telephone.as_str()),
            (ContactField::WorkAddress, work_address.as_str()),
            (ContactField::Organisation, organisation.as_str()),
            (ContactField::JobTitle, job_title.as_str()),
        ]
    }

    /// The fields in which `self` and `other` differ.
    pub fn differences(&self, other: &Self) -> Vec<ContactField> {
        let pairs = self.fields().into_iter().zip(other.fields());
        pairs.filter(|(ours, theirs)| ours != theirs).map(|(ours, _)| ours.0).collect()
    }

    /// First and last name, for a heading or a line of a list.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name.as_str(), self.last_name.as_str())
    }
}

fn kept<T>(read: Result<T, FieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

//! The application for an account: the form, and what is shown again before it is sent.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, Tick, wrong};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

use super::consent::ConsentForm;
use super::status::Submission;
use crate::person::OrganisationKind;

/// An organisation that is chosen, or described because it is not in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationFields {
    /// The one chosen.
    pub chosen: Field,
    /// Those known.
    pub known: Vec<Choice>,
    /// The name of a new one.
    pub name: Field,
    /// What it is, a code. An international organisation is a kind of its own.
    pub kind: Field,
    /// The country of its seat, a code.
    pub seat: Field,
    /// Countries.
    pub seats: Vec<Choice>,
}

/// A scan that was uploaded with a draft or a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldScan {
    /// Its type, as in "JPEG".
    pub kind: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was uploaded.
    pub uploaded: DateTime,
    /// When it is deleted if the draft is not sent.
    pub until: Option<DateTime>,
}

/// The scan of the identification page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanFields {
    /// The file.
    pub file: Field,
    /// What was uploaded before.
    pub held: Option<HeldScan>,
    /// The most that a file may have, in megabytes.
    pub megabytes_max: u32,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationForm {
    /// Where it posts to, to be shown again.
    pub action: String,
    /// Where it posts to, to be saved as a draft.
    pub draft: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The names of the fields that EU Login filled.
    pub from_login: Vec<&'static str>,
    /// First name.
    pub first_name: Field,
    /// Last name.
    pub last_name: Field,
    /// E-mail address.
    pub email: Field,
    /// Telephone number.
    pub telephone: Field,
    /// Work address.
    pub work_address: Field,
    /// Organisation.
    pub organisation: OrganisationFields,
    /// Job title.
    pub job_title: Field,
    /// Communities wanted.
    pub communities: Field,
    /// Those that can be asked for.
    pub offered: Vec<Tick>,
    /// Why.
    pub justification: Field,
    /// The scan.
    pub scan: ScanFields,
    /// The two consents.
    pub consent: ConsentForm,
}

/// The page with the form.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/application.html")]
pub struct ApplicationPage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: ApplicationForm,
    /// When the draft was saved, right after it was.
    pub saved: Option<DateTime>,
}

/// What was filled in, before it is sent.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/review.html")]
pub struct ReviewPage {
    /// The shell.
    pub shell: Shell,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The form, to change something.
    pub form: String,
    /// What was filled in.
    pub submission: Submission,
    /// The scan.
    pub scan: HeldScan,
    /// The texts consented to.
    pub consent: ConsentForm,
}

impl OrganisationFields {
    /// Empty fields.
    pub fn empty(known: Vec<Choice>, seats: Vec<Choice>) -> Self {
        Self {
            chosen: Field::new("organisation"),
            known,
            name: Field::new("organisation_name"),
            kind: Field::new("organisation_kind"),
            seat: Field::new("organisation_seat"),
            seats,
        }
    }

    /// The kinds to choose from.
    pub fn kinds(&self, words: &Words) -> Vec<Choice> {
        let choice = |kind: OrganisationKind| Choice::new(kind.code(), words.text(kind.key()));
        OrganisationKind::ALL.map(choice).into()
    }

    /// Whether a new organisation is being described.
    pub fn is_new(&self) -> bool {
        let new = [&self.name, &self.kind, &self.seat];
        new.iter().any(|field| !field.value.is_empty() || field.is_wrong())
    }

    /// The fields.
    pub fn fields(&self) -> [&Field; 4] {
        [&self.chosen, &self.name, &self.kind, &self.seat]
    }
}

impl ScanFields {
    /// The sentence about types and size.
    pub fn hint(&self, words: &Words) -> String {
        words.count("scan-hint", self.megabytes_max)
    }
}

impl ApplicationForm {
    /// Empty fields under the names that the form sends.
    pub fn empty(consent: ConsentForm, organisation: OrganisationFields) -> Self {
        Self {
            action: String::new(),
            draft: String::new(),
            hidden: Vec::new(),
            from_login: Vec::new(),
            first_name: Field::new("first_name"),
            last_name: Field::new("last_name"),
            email: Field::new("email"),
            telephone: Field::new("telephone"),
            work_address: Field::new("work_address"),
            organisation,
            job_title: Field::new("job_title"),
            communities: Field::new("communities"),
            offered: Vec::new(),
            justification: Field::new("justification"),
            scan: ScanFields { file: Field::new("scan"), held: None, megabytes_max: 10 },
            consent,
        }
    }

    /// The hint of a field about the applicant: where EU Login filled it, that it did.
    pub fn hint(&self, words: &Words, field: &Field, otherwise: &str) -> String {
        let from_login = self.from_login.contains(&field.name);
        let own = if otherwise.is_empty() { String::new() } else { words.text(otherwise) };
        if from_login {
            format!("{} {own}", words.text("from-login")).trim().to_owned()
        } else {
            own
        }
    }

    /// The fields with which something is wrong, in their order.
    pub fn errors(&self) -> Vec<&Field> {
        let [chosen, name, kind, seat] = self.organisation.fields();
        let before = [
            &self.first_name,
            &self.last_name,
            &self.email,
            &self.telephone,
            chosen,
            name,
            kind,
            seat,
            &self.job_title,
            &self.work_address,
            &self.communities,
            &self.justification,
            &self.scan.file,
        ];
        let all: Vec<&Field> = before.into_iter().chain(self.consent.fields()).collect();
        wrong(&all)
    }
}

impl ApplicationPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("apply-title");
        let lead = shell.words.text("application-lead");
        shell.titled(title).leading(lead)
    }
}

impl ReviewPage {
    /// The shell of this page; `form` is the address of the form.
    #[must_use]
    pub fn shell(shell: Shell, form: &str) -> Shell {
        let title = shell.words.text("review-title");
        let label = shell.words.text("apply-title");
        let lead = shell.words.text("review-lead");
        shell.below(form, label).titled(title).leading(lead)
    }
}

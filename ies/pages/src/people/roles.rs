//! Roles: who has which, who granted it, what it lacks to work, and what waits for a second
//! person.
//!
//! Law: statement 6; R22, R26, R28; A22.

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::shell::{Link, Shell};
use jiff::civil::Date;

use super::{Conflict, Done, Role};

worded! {
    /// What a role lacks, or that it lacks nothing.
    pub enum Needs: key, tone {
        /// Nothing.
        Nothing => "needs-nothing", "success";
        /// The second person.
        Approval => "needs-approval", "warning";
        /// The holder's acknowledgement of confidentiality.
        Acknowledgement => "needs-acknowledgement", "warning";
        /// To be certified before it ends.
        Certification => "needs-certification", "warning";
        /// Nothing more: its time is over.
        Expired => "needs-expired", "error";
    }
}

/// A role of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// The holder.
    pub holder: String,
    /// The holder's organisation.
    pub organisation: String,
    /// The role.
    pub role: Role,
    /// For what, in words: the platform, a programme, a country.
    pub scope: String,
    /// Who proposed it, and when.
    pub proposed: (String, Date),
    /// Who approved it, and when.
    pub approved: Option<(String, Date)>,
    /// When the holder acknowledged confidentiality, and where that is filed.
    pub acknowledged: Option<(Date, String)>,
    /// Who certified it last, and when.
    pub certified: Option<(String, Date)>,
    /// Until when it works.
    pub expires: Date,
    /// What it lacks.
    pub needs: Needs,
    /// Its page.
    pub href: String,
}

/// Two roles that may not meet in one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// One.
    pub one: Role,
    /// The other.
    pub other: Role,
    /// Why.
    pub why: Conflict,
}

/// All roles.
#[derive(Debug, Clone, Template)]
#[template(path = "people/roles.html")]
pub struct RolesPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// Where a role is proposed; empty when the reader may not.
    pub propose: String,
    /// What waits for a second person.
    pub proposals: Vec<GrantRow>,
    /// Roles that are to be certified or acknowledged, the most urgent first.
    pub due: Vec<GrantRow>,
    /// Roles that work.
    pub grants: Vec<GrantRow>,
    /// What may not be combined.
    pub apart: Vec<Apart>,
    /// The page that tells who sees what.
    pub who_sees: String,
}

form! {
    /// A proposal.
    pub struct ProposeForm {
        /// For whom: an e-mail address.
        email => "email";
        /// The role.
        role => "role";
        /// The country, for a role that has one.
        country => "country";
        /// For how many months.
        months => "months";
        /// Why it is needed.
        reason => "reason";
    }
    choices {
        /// The roles.
        roles,
        /// The countries.
        countries,
    }
}

/// The proposal of a role.
#[derive(Debug, Clone, Template)]
#[template(path = "people/propose.html")]
pub struct ProposePage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: ProposeForm,
    /// For how many months at most.
    pub months_max: u32,
    /// What may not be combined.
    pub apart: Vec<Apart>,
}

form! {
    /// The second person's answer.
    pub struct ApprovalForm {
        /// Why it is turned down.
        reason => "reason";
    }
}

form! {
    /// The holder's acknowledgement of confidentiality.
    pub struct AcknowledgeForm {
        /// Where the signed document is filed.
        document => "document";
        /// That the duties are acknowledged.
        acknowledged => "acknowledged";
    }
}

form! {
    /// What keeps a role working.
    pub struct CertifyForm {
        /// For how many months from today.
        months => "months";
    }
}

/// One role.
#[derive(Debug, Clone, Template)]
#[template(path = "people/grant.html")]
pub struct GrantPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// The role.
    pub grant: GrantRow,
    /// Why it was proposed.
    pub reason: String,
    /// The second person's answer; `None` when none is asked for, or not of the reader.
    pub approval: Option<ApprovalForm>,
    /// Whether the reader proposed it and so cannot approve it.
    pub is_proposer: bool,
    /// The reader's own acknowledgement, while it is missing.
    pub acknowledge: Option<AcknowledgeForm>,
    /// What keeps it working; `None` when the reader may not.
    pub certify: Option<CertifyForm>,
    /// Where it is ended; empty when the reader may not.
    pub end: String,
}

impl RolesPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let words = shell.words.clone();
        shell.titled(words.text("roles-title")).leading(words.text("roles-lead"))
    }

    /// The lists with their headings and what is said when they are empty.
    pub fn lists(&self) -> [(&'static str, &'static str, &[GrantRow]); 3] {
        [
            ("roles-proposals", "roles-proposals-none", &self.proposals),
            ("roles-due", "roles-due-none", &self.due),
            ("roles-grants", "roles-grants-none", &self.grants),
        ]
    }
}

impl ProposePage {
    /// The shell of this page; `roles` is the address of the list.
    #[must_use]
    pub fn shell(shell: Shell, roles: &Link) -> Shell {
        let title = shell.words.text("propose-title");
        shell.below(&roles.href, roles.label.clone()).titled(title)
    }
}

impl ProposeForm {
    /// The months to choose from.
    pub fn month_choices(&self, most: &u32) -> Vec<Choice> {
        [3, 6, 9, 12]
            .into_iter()
            .filter(|months| *months <= *most)
            .map(|months| Choice::new(months.to_string(), months.to_string()))
            .collect()
    }
}

impl GrantPage {
    /// The shell of this page; `roles` is the address of the list.
    #[must_use]
    pub fn shell(shell: Shell, roles: &str, grant: &GrantRow) -> Shell {
        let words = shell.words.clone();
        let title = [grant.role.text(&words), grant.holder.clone()].join(", ");
        shell.below(roles, words.text("roles-title")).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let approval = self.approval.as_ref().map(ApprovalForm::errors).unwrap_or_default();
        let certify = self.certify.as_ref().map(CertifyForm::errors).unwrap_or_default();
        let acknowledge = self.acknowledge.as_ref().map(AcknowledgeForm::errors);
        [approval, acknowledge.unwrap_or_default(), certify].concat()
    }
}

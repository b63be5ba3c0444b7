//! One registration: what the applicant says beside what the scan shows, and the decision.
//!
//! Law: statement 7, "only for the duration of taking a decision"; R14, R35, R45, A7, A22.

use askama::Template;
use fnd_web::form::Field;
use fnd_web::shell::Shell;
use jiff::civil::{Date, DateTime};

use super::{Assurance, Done, Likeness, RefusalReason, RequestState};
use crate::declared::Explained;
use crate::person::{Abroad, Contact, OrganisationKind};

/// The scan, as far as it can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScanView {
    /// It can be shown from this page; the address leads to the page with it.
    Closed(String),
    /// It is shown from this address.
    Shown(String),
    /// It is being checked for type, size and harmful content.
    Checking,
    /// It is no more.
    Destroyed(DateTime),
    /// It cannot be opened any more, though nobody has decided: a new one is to be asked for.
    Lost,
    /// There is none; a new one was asked for.
    None,
}

/// What EU Login says of the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The name there.
    pub name: String,
    /// The e-mail address there.
    pub email: String,
    /// How well it knows the person.
    pub assurance: Assurance,
    /// Whether the name there is another than that of the request.
    pub differs: bool,
}

/// A question to the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: String,
    /// When it was asked.
    pub at: DateTime,
    /// The last day for the answer.
    pub due: Date,
    /// The answer; empty while there is none.
    pub answer: String,
}

/// Another request or account that may be the same person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The name there.
    pub name: String,
    /// The organisation there.
    pub organisation: String,
    /// What is alike.
    pub alike: Vec<Likeness>,
    /// Where it stands, as a key of words.
    pub state: &'static str,
}

/// Who examines the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// Nobody: the reader may take it, by POST.
    Free(String),
    /// The reader, who may give it back, by POST.
    Reader(String),
    /// A colleague since then: the reader may take it over, by POST.
    Colleague(String, DateTime, String),
    /// Nobody any more: it is decided.
    Over,
}

/// Why the reader cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The request is the reader's own.
    Own,
    /// The reader's sign-in is too old or too weak; the address leads to a new one.
    StepUp(String),
}

form! {
    /// The acceptance.
    pub struct AcceptForm {
        /// Which organisation it is: one that is known, or a new one.
        organisation => "organisation";
        /// What the organisation is.
        kind => "kind";
        /// Why somebody is accepted who does not evidently belong to the circle of users.
        eligible => "eligible";
        /// That name and scan were compared.
        compared => "compared";
    }
    choices {
        /// Kinds of organisations.
        kinds,
    }
}

form! {
    /// The refusal.
    pub struct RefuseForm {
        /// Why, a code; the applicant reads its words.
        reason => "reason";
        /// What the applicant should know beyond that.
        message => "message";
        /// What colleagues should know.
        note => "note";
    }
    choices {
        /// The reasons.
        reasons,
    }
}

form! {
    /// A question.
    pub struct AskForm {
        /// What the applicant is asked.
        question => "question";
    }
}

/// What the reader may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// Accept; `None` until the reader has looked at the scan.
    pub accept: Option<AcceptForm>,
    /// The organisations to choose from, the new one last.
    pub organisations: Vec<Explained>,
    /// Whether a reason is asked for because the applicant does not evidently belong to the
    /// circle of users.
    pub needs_reason: bool,
    /// Refuse.
    pub refuse: RefuseForm,
    /// Ask; `None` when it was asked as often as is allowed.
    pub ask: Option<AskForm>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: DateTime,
    /// By whom; empty when nobody decided.
    pub by: String,
    /// Why, for a refusal.
    pub reason: Option<RefusalReason>,
    /// What colleagues should know.
    pub note: String,
    /// The day on which the data of the request is deleted.
    pub erased: Option<Date>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "people/review.html")]
pub struct ReviewPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// The number of the request.
    pub number: String,
    /// Where it stands.
    pub state: RequestState,
    /// When it was sent.
    pub sent: DateTime,
    /// The day on which it closes by itself.
    pub closes: Option<Date>,
    /// What the applicant says.
    pub contact: Contact,
    /// What the organisation is.
    pub kind: OrganisationKind,
    /// The country of its seat.
    pub seat: String,
    /// Why what the applicant would see leaves the Union, if it does.
    pub abroad: Option<Abroad>,
    /// What EU Login says.
    pub login: Login,
    /// Why the applicant needs an account.
    pub justification: String,
    /// Names of the Communities wanted.
    pub communities: Vec<String>,
    /// The versions consented to: label and moment.
    pub consents: Vec<(String, DateTime)>,
    /// The scan.
    pub scan: ScanView,
    /// What was asked.
    pub asked: Vec<Asked>,
    /// Who may be the same person.
    pub doubles: Vec<Double>,
    /// Who examines it.
    pub hold: Hold,
    /// Why the reader cannot decide.
    pub obstacle: Option<Obstacle>,
    /// What the reader may do.
    pub forms: Option<Box<Forms>>,
    /// What was decided.
    pub decision: Option<Decision>,
}

impl Forms {
    /// Whether the part called `name` is shown open, because something is wrong in it.
    pub fn opens(&self, name: &str) -> bool {
        let wrong = match name {
            "accept" => self.accept.as_ref().map(AcceptForm::errors),
            "refuse" => Some(self.refuse.errors()),
            _ => self.ask.as_ref().map(AskForm::errors),
        };
        wrong.is_some_and(|fields| !fields.is_empty())
    }
}

impl ReviewPage {
    /// The shell of this page; `queue` is the address of the queue.
    #[must_use]
    pub fn shell(shell: Shell, queue: &str, name: &str) -> Shell {
        let (label, title) =
            (shell.words.text("queue-title"), shell.words.one("validate-title", "name", name));
        shell.below(queue, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let Some(forms) = &self.forms else { return Vec::new() };
        let accept = forms.accept.as_ref().map(AcceptForm::errors).unwrap_or_default();
        let ask = forms.ask.as_ref().map(AskForm::errors).unwrap_or_default();
        [accept, forms.refuse.errors(), ask].concat()
    }
}

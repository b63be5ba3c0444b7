//! One request under data protection law, from its receipt to the answer.
//!
//! Law: EUDPR Art. 14, 17 to 23; R40 to R51, A21, A22.

use askama::Template;
use fnd_web::form::{Choice, Field};
use fnd_web::shell::{Link, Shell};
use fnd_web::words::Words;
use jiff::civil::{Date, DateTime};

use super::{CaseState, Channel, Done, Due, Ground, Right};
use crate::declared::Explained;
use crate::personal::Download;

/// About whom a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// It is not known yet.
    Unknown,
    /// A user or an applicant, with their page.
    Person(Link),
    /// Nobody of whom data is held.
    Nobody,
}

/// Something that happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// When.
    pub at: DateTime,
    /// By whom; empty for the person concerned or the system.
    pub by: String,
    /// What, in the reader's language.
    pub text: String,
}

/// The answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// When.
    pub at: DateTime,
    /// On what ground it was refused, in whole or in part.
    pub ground: Option<Ground>,
    /// The reasons; may be empty.
    pub reasons: String,
    /// Whether anything about the person was held.
    pub is_held: bool,
    /// Those who had received the data and are to be told.
    pub recipients: Vec<String>,
}

/// The archive of somebody's data that answers their letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentArchive {
    /// How far it is, and where it is fetched.
    pub download: Download,
    /// Where it is prepared anew, by POST; empty while it is being made or there.
    pub again: String,
}

form! {
    /// Who the person is.
    pub struct IdentityForm {
        /// Which user or applicant, or nobody.
        about => "about";
    }
}

form! {
    /// An extension.
    pub struct ExtendForm {
        /// Why, as the person will read it.
        reasons => "extend_reasons";
    }
}

form! {
    /// The answer.
    pub struct AnswerForm {
        /// As asked, in part, or not.
        answer => "answer";
        /// On what ground it is refused, in whole or in part.
        ground => "ground";
        /// The reasons, as the person will read them.
        reasons => "reasons";
        /// That nothing about the person is held.
        nothing_held => "nothing_held";
    }
    choices {
        /// The grounds that fit the right.
        grounds,
    }
}

/// The page of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/case.html")]
pub struct CasePage {
    /// The shell.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<Done>,
    /// What is asked.
    pub right: Right,
    /// The article, as in "Article 17".
    pub article: String,
    /// How far it is.
    pub state: CaseState,
    /// Who asks, as they named themselves.
    pub who: String,
    /// About whom it is.
    pub about: About,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Date,
    /// Until when it is answered; `None` once it is.
    pub due: Option<Due>,
    /// What the person wrote, or the ground of an objection; may be empty.
    pub text: String,
    /// When it took effect on the account, if it did.
    pub executed: Option<DateTime>,
    /// Whether it closes the account.
    pub closes_account: bool,
    /// Whether it is the reader's own, who cannot work on it.
    pub is_own: bool,
    /// What happened, the latest first.
    pub steps: Vec<StepRow>,
    /// Who it may be, while that is open; with the people to choose from.
    pub identity: Option<(IdentityForm, Vec<Explained>)>,
    /// Where the person is asked who they are, by POST; empty when that is done.
    pub ask_identity: String,
    /// An extension: its form, the last day for telling it, the last day it leads to.
    pub extend: Option<(ExtendForm, Date, Date)>,
    /// The answer.
    pub answer: Option<AnswerForm>,
    /// The answer that was given.
    pub outcome: Option<Outcome>,
    /// The archive that the reader sends; `None` when none answers it.
    pub archive: Option<SentArchive>,
}

form! {
    /// A request that came by letter, by mail or in person.
    pub struct EnterForm {
        /// What is asked.
        right => "right";
        /// How it came.
        channel => "channel";
        /// The day on which it came.
        received => "received";
        /// Who asks.
        who => "who";
        /// Where the answer goes.
        address => "address";
        /// What the person wrote.
        text => "text";
    }
    choices {
        /// The rights, with their articles.
        rights,
        /// The channels.
        channels,
    }
}

/// The page that enters one.
#[derive(Debug, Clone, Template)]
#[template(path = "oversight/enter.html")]
pub struct EnterPage {
    /// The shell.
    pub shell: Shell,
    /// The form.
    pub form: EnterForm,
}

impl CasePage {
    /// The shell of this page; `cases` is the address of the register.
    #[must_use]
    pub fn shell(shell: Shell, cases: &str, number: &str) -> Shell {
        let words = shell.words.clone();
        let title = words.one("case-title", "number", number);
        shell.below(cases, words.text("cases-title")).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let identity = self.identity.as_ref().map(|(form, _)| form.errors()).unwrap_or_default();
        let extend = self.extend.as_ref().map(|(form, ..)| form.errors()).unwrap_or_default();
        let answer = self.answer.as_ref().map(AnswerForm::errors).unwrap_or_default();
        [identity, extend, answer].concat()
    }
}

impl AnswerForm {
    /// As asked, in part, or not.
    pub fn answers(&self, words: &Words) -> Vec<Explained> {
        vec![
            Explained::new(words, "fulfilled", "case-fulfilled", "answer-fulfilled-text"),
            Explained::new(words, "partly", "case-partly", "answer-partly-text"),
            Explained::new(words, "refused", "case-refused", "answer-refused-text"),
        ]
    }
}

impl EnterPage {
    /// The shell of this page; `cases` is the address of the register.
    #[must_use]
    pub fn shell(shell: Shell, cases: &str) -> Shell {
        let words = shell.words.clone();
        let shell = shell.below(cases, words.text("cases-title"));
        shell.titled(words.text("enter-title")).leading(words.text("enter-lead"))
    }
}

impl Right {
    /// A choice for each right with its article.
    pub fn with_articles(words: &Words, rights: &[(&'static str, &str)]) -> Vec<Choice> {
        let label = |code, article: &str| [Self(code).text(words), article.to_owned()].join(" – ");
        rights.iter().map(|(code, article)| Choice::new(*code, label(code, article))).collect()
    }
}

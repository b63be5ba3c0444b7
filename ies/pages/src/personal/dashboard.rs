//! The first page of somebody who has an account: what has a deadline, then everything else.

use askama::Template;
use fnd_web::shell::{Link, Shell};
use jiff::civil::Date;

use crate::person::Level;

/// How near a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It has passed.
    Overdue,
    /// A few days are left.
    Soon,
    /// There is time.
    Later,
}

/// Something to do by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Where it is done.
    pub link: Link,
    /// What it is about, in a sentence; may be empty.
    pub about: String,
    /// The last day and how near it is, if there is one.
    pub due: Option<(Date, Urgency)>,
}

/// Something to know, such as a change of one's data by an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What, in a few words.
    pub title: String,
    /// What, in a sentence or two.
    pub text: String,
    /// Where to read more.
    pub link: Option<Link>,
}

/// A Community of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// It.
    pub link: Link,
    /// What the reader may do there.
    pub level: Level,
}

/// Work of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Where it is done.
    pub link: Link,
    /// What waits there, in a sentence.
    pub about: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/dashboard.html")]
pub struct DashboardPage {
    /// The shell.
    pub shell: Shell,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What to do, the nearest deadline first.
    pub tasks: Vec<Task>,
    /// Communities of the reader.
    pub communities: Vec<Place>,
    /// Where Communities are found.
    pub find: String,
    /// Work of the reader's roles.
    pub duties: Vec<Duty>,
}

impl Urgency {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "due-overdue",
            Self::Soon => "due-soon",
            Self::Later => "due-later",
        }
    }

    /// How it looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Overdue => "error",
            Self::Soon => "warning",
            Self::Later => "info",
        }
    }
}

impl DashboardPage {
    /// The shell of this page; `name` is the reader's.
    #[must_use]
    pub fn shell(shell: Shell, name: &str) -> Shell {
        let title = shell.words.one("dashboard-title", "name", name);
        shell.titled(title)
    }
}

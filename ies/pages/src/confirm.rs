//! The page before something that is not easily undone: what follows from it, and the button.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::Shell;

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A lead removes a member.
    RemoveMember,
    /// A registration is accepted.
    AcceptRequest,
    /// A registration is refused.
    RefuseRequest,
    /// A role is ended.
    EndRole,
    /// Emergency access is approved.
    ApproveEmergency,
    /// Emergency access is ended.
    EndEmergency,
    /// An account is closed and its data erased, because the person asked for it.
    Erase,
    /// An account is disabled and its data frozen, because the person asked for it.
    Restrict,
    /// Everybody whom a breach concerns is told.
    TellPersons,
    /// A case is closed without having done what was asked.
    RefuseCase,
    /// A version is published that everybody is asked about again.
    PublishMaterial,
    /// A version is published without asking anybody.
    PublishMinor,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage {
    /// The shell.
    pub shell: Shell,
    /// What is about to be done.
    pub deed: Deed,
    /// What it is done to: labels and values.
    pub facts: Vec<(String, String)>,
    /// Where it is confirmed, by POST.
    pub action: String,
    /// What is sent along unseen, such as a version or the reason given before.
    pub hidden: Vec<Hidden>,
    /// Where one goes back to.
    pub back: String,
}

impl ConfirmPage {
    /// The shell of this page. `name` says to whom or to what it is done.
    #[must_use]
    pub fn shell(shell: Shell, deed: Deed, name: &str) -> Shell {
        let title = shell.words.one(deed.title(), "name", name);
        shell.titled(title)
    }
}

impl Deed {
    /// The key of the question.
    pub fn title(self) -> &'static str {
        match self {
            Self::RemoveMember => "remove-title",
            Self::AcceptRequest => "accept-title",
            Self::RefuseRequest => "refuse-title",
            Self::EndRole => "end-role-title",
            Self::ApproveEmergency => "emergency-approve-title",
            Self::EndEmergency => "emergency-end-title",
            Self::Erase => "erase-title",
            Self::Restrict => "restrict-title",
            Self::TellPersons => "tell-confirm-title",
            Self::RefuseCase => "refuse-case-title",
            Self::PublishMaterial => "publish-material-title",
            Self::PublishMinor => "publish-minor-title",
        }
    }

    /// The key of the button.
    pub fn button(self) -> &'static str {
        match self {
            Self::RemoveMember => "remove-button",
            Self::AcceptRequest => "accept-button",
            Self::RefuseRequest => "refuse-button",
            Self::EndRole => "end-role-button",
            Self::ApproveEmergency => "emergency-approve-button",
            Self::EndEmergency => "emergency-end-button",
            Self::Erase => "erase-button",
            Self::Restrict => "restrict-button",
            Self::TellPersons => "tell-confirm-button",
            Self::RefuseCase => "refuse-case-button",
            Self::PublishMaterial | Self::PublishMinor => "publish-button",
        }
    }

    /// The keys of what follows from it.
    pub fn follows(self) -> &'static [&'static str] {
        match self {
            Self::RemoveMember => &["remove-cards", "remove-content", "remove-told"],
            Self::AcceptRequest => &["decide-scan", "accept-account", "accept-told"],
            Self::RefuseRequest => &["decide-scan", "refuse-kept", "refuse-told"],
            Self::EndRole => &["end-role-rights", "end-role-told", "end-role-return"],
            Self::ApproveEmergency => {
                &["emergency-approve-opens", "emergency-approve-told", "emergency-approve-logged"]
            }
            Self::EndEmergency => &["emergency-end-closed", "emergency-end-anew"],
            Self::Erase => &["erase-disabled", "erase-data", "erase-content", "erase-final"],
            Self::Restrict => &["erase-disabled", "restrict-frozen", "restrict-next"],
            Self::TellPersons => {
                &["tell-follows-sent", "tell-follows-contacts", "tell-follows-final"]
            }
            Self::RefuseCase => &["refuse-case-told", "refuse-case-supervisor"],
            Self::PublishMaterial => &["publish-unchanged", "publish-asked", "publish-refusal"],
            Self::PublishMinor => &["publish-unchanged", "publish-not-asked"],
        }
    }

    /// Whether it takes something away, so that its button looks so.
    pub fn is_grave(self) -> bool {
        match self {
            Self::RemoveMember
            | Self::RefuseRequest
            | Self::EndRole
            | Self::ApproveEmergency
            | Self::Erase
            | Self::Restrict
            | Self::TellPersons
            | Self::RefuseCase => true,
            Self::AcceptRequest
            | Self::EndEmergency
            | Self::PublishMaterial
            | Self::PublishMinor => false,
        }
    }
}

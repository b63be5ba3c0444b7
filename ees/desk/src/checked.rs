//! What a check found, as pages and the interface show it.

use ees_domain::file::File;
use ees_domain::outlook::{Calendar, Outlook};
use ees_domain::point::Passage;
use ees_domain::presented::{GroundError, Presented};
use ees_domain::scope::Scope;
use ees_domain::search::{Candidate, More};

/// The warning that operation at the crossing point is suspended in full.
pub const SUSPENDED_IN_FULL: &str = "point-suspended-in-full";
/// The warning that it is suspended in part: nothing biometric is entered or compared.
pub const SUSPENDED_IN_PART: &str = "point-suspended-in-part";

/// A check, as pages and API show it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Who was presented.
    pub presented: Presented,
    /// What is worth a look.
    pub warnings: Vec<&'static str>,
    /// Whether the system applies.
    pub scope: Scope,
    /// Where and when the check takes place.
    pub passage: Passage,
    /// The file that holds this very document.
    pub file: Option<File>,
    /// Files of somebody who may be the same person, the likest first.
    pub similar: Vec<Alike>,
    /// What of them the search left out.
    pub more: More,
    /// What the calculator says.
    pub stay: Option<(Outlook, Calendar)>,
    /// Why no ground of entry follows.
    pub ground_missing: Option<GroundError>,
}

/// A file of somebody who may be the same person.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The file, and how alike the identity on it is.
    pub candidate: Candidate,
    /// What the calculator says if it is the same person; only for the likely ones.
    pub stay: Option<(Outlook, Calendar)>,
    /// The file itself; only for the likely ones.
    pub file: Option<File>,
}

/// The warning that the register cannot be reached, so that nothing was searched in it.
pub const REGISTER_AWAY: &str = "register-away";

/// From which likeness on, of 1000, a file is likely enough that its days are looked at.
pub const LIKELY: u32 = 780;

impl Checked {
    /// Whether the register could not be asked.
    pub fn is_without_register(&self) -> bool {
        self.warnings.contains(&REGISTER_AWAY)
    }

    /// The likely files with which the stay would be another one than what `stay` says.
    pub fn otherwise(&self) -> impl Iterator<Item = (&Candidate, &(Outlook, Calendar))> {
        self.similar.iter().filter_map(|alike| {
            let (stay, same) = (self.stay.as_ref()?, alike.stay.as_ref()?);
            (!stay.0.allows_same(&same.0)).then_some((&alike.candidate, same))
        })
    }
}

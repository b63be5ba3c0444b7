//! The list of overstayers, as it is asked for. EES Art. 12(3).

use ees_domain::file::{Crossing, File};
use ees_domain::overstayer::Class;
use ees_domain::point::PointCode;
use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

/// Which overstayers are wanted; all that is given must fit. EES Art. 12(3).
#[derive(Debug, Clone, Default)]
pub struct OverstayFilter {
    /// Of this class.
    pub class: Option<Class>,
    /// Who entered this State.
    pub state: Option<CountryCode>,
    /// Who entered by this border crossing point.
    pub point: Option<PointCode>,
    /// Who has this nationality.
    pub nationality: Option<CountryCode>,
    /// Who has a document of this issuer.
    pub issuer: Option<CountryCode>,
    /// Who has stayed too long for at least so many days, begun ones included: up to the exit, or
    /// up to the time of the question.
    pub days_over_min: Option<i32>,
    /// Only those after this one, the last of the page before: the end of the stay, the record.
    pub after: Option<(Timestamp, Id<Crossing>)>,
    /// How many at most.
    pub count_max: u16,
}

/// Somebody on the list of overstayers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overstay {
    /// The file, with the data of Art. 16 and 17.
    pub file: File,
    /// The record on it that is marked.
    pub crossing: Id<Crossing>,
}

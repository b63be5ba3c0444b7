//! The authorised stay as it is sent.

use ees_domain::authorised::{AuthorisedStay, Exhaustion, NoCalculation, Reliance, Warning};
use ees_domain::crossing::{Overstay, bound_code};
use ees_domain::file::RecordedStay;
use ees_domain::outlook::{Calendar, Outlook};
use serde::Serialize;
use utoipa::ToSchema;

/// What the calculator says about a person on a day. EES Art. 11(2).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Stay {
    /// The day of the question.
    pub on: String,
    /// `outside`: a stay that begins on that day; `inside`: a stay under way.
    pub position: &'static str,
    /// `until`, `until-instant`, `exhausted`, `not-applicable` or `needs-human`.
    pub result: &'static str,
    /// The last lawful day.
    pub last_day: Option<String>,
    /// Days from `on` to the last lawful day, both included.
    pub days: Option<i32>,
    /// The last lawful instant, in facilitated transit.
    pub until: Option<String>,
    /// The limit that binds, or that is spent.
    pub limit: Option<&'static str>,
    /// The first and last possible end, when an exit is missing and a person must decide.
    pub between: Option<Between>,
    /// Days past the last lawful one, for who is inside.
    pub overstay_days: Option<i32>,
    /// Days used in the 180 that end with `on`.
    pub days_used: Option<i32>,
    /// `usable`, or `not-to-be-used` during the progressive start.
    pub reliance: &'static str,
    /// What an officer must see beside it.
    pub warnings: Vec<&'static str>,
}

/// The two ends of what an unknown exit leaves open.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Between {
    /// The last lawful day at the worst; absent when not a single day would be left.
    pub shortest: Option<String>,
    /// The last lawful day at the best.
    pub longest: Option<String>,
}

impl Stay {
    /// The stay as it is sent.
    pub fn of(outlook: &Outlook, calendar: Option<&Calendar>, on: ees_domain::day::Day) -> Self {
        let mut stay = Self {
            on: on.to_string(),
            position: "outside",
            result: "not-applicable",
            last_day: None,
            days: None,
            until: None,
            limit: None,
            between: None,
            overstay_days: None,
            days_used: calendar.map(|calendar| calendar.used),
            reliance: "usable",
            warnings: Vec::new(),
        };
        match outlook {
            Outlook::Outside(assessment) => {
                stay.outside(&assessment.stay);
                if assessment.reliance == Reliance::NotToBeUsed {
                    stay.reliance = "not-to-be-used";
                }
                stay.warnings = assessment.warnings.iter().map(warning_code).collect();
            }
            Outlook::Inside { stay: recorded, overstay, .. } => {
                stay.position = "inside";
                stay.inside(*recorded, *overstay);
            }
        }
        let end = outlook.last_day();
        stay.last_day = end.map(|day| day.to_string());
        stay.days = end.map(|day| on.days_until(day).saturating_add(1).max(0));
        stay
    }

    fn outside(&mut self, authorised: &AuthorisedStay) {
        match authorised {
            AuthorisedStay::NotApplicable(NoCalculation::FamilyMember) => {
                self.limit = Some("family-member");
            }
            AuthorisedStay::NotApplicable(NoCalculation::SystemNotOperated) => {
                self.limit = Some("system-not-operated");
            }
            AuthorisedStay::Until(end) => {
                self.result = "until";
                self.limit = Some(bound_code(end.bound).code());
            }
            AuthorisedStay::UntilInstant(at) => {
                self.result = "until-instant";
                self.until = Some(at.to_string());
            }
            AuthorisedStay::Exhausted(reason) => {
                self.result = "exhausted";
                self.limit = Some(exhaustion_code(*reason));
            }
            AuthorisedStay::NeedsHuman(between) => {
                self.result = "needs-human";
                self.between = Some(Between {
                    shortest: between.shortest.ok().map(|end| end.last_day.to_string()),
                    longest: between.longest.ok().map(|end| end.last_day.to_string()),
                });
            }
        }
    }

    fn inside(&mut self, recorded: RecordedStay, overstay: Overstay) {
        match recorded {
            RecordedStay::NotApplicable => {}
            RecordedStay::Until { bound, .. } => {
                self.result = "until";
                self.limit = Some(bound.code());
            }
            RecordedStay::UntilInstant(at) => {
                self.result = "until-instant";
                self.until = Some(at.to_string());
            }
            RecordedStay::NeedsHuman { shortest, longest } => {
                self.result = "needs-human";
                self.between = Some(Between {
                    shortest: shortest.map(|day| day.to_string()),
                    longest: Some(longest.to_string()),
                });
            }
        }
        self.overstay_days = overstay_days(overstay);
    }
}

/// Days past the end, when they can be counted.
pub fn overstay_days(overstay: Overstay) -> Option<i32> {
    match overstay {
        Overstay::None => Some(0),
        Overstay::Days(days) => Some(days),
        Overstay::TimeExceeded | Overstay::NotCalculated | Overstay::NeedsHuman => None,
    }
}

const fn exhaustion_code(reason: Exhaustion) -> &'static str {
    match reason {
        Exhaustion::NinetyDays => "ninety-days",
        Exhaustion::VisaDuration => "visa-duration",
        Exhaustion::VisaExpired => "visa-expiry",
        Exhaustion::VisaEntries => "visa-entries",
        Exhaustion::VisaNotForThisState => "visa-not-for-this-state",
        Exhaustion::OutsideCalendar => "outside-calendar",
    }
}

/// The stable code of a warning.
pub const fn warning_code(warning: &Warning) -> &'static str {
    match warning {
        Warning::ExitMissing { .. } => "exit-missing",
        Warning::RecordsOverlap => "records-overlap",
        Warning::PossiblyIncomplete => "possibly-incomplete",
    }
}

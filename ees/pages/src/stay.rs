//! The answer of the calculator, and its calendar.

use fnd_web::chart::strip::{Look, Mark, Range, Strip, Window};
use fnd_web::words::Words;
use jiff::civil::{Date, DateTime};

/// What the calculator says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Days are left.
    Days {
        /// How many, the first and the last included.
        days: u32,
        /// The last of them.
        until: Date,
    },
    /// No day is left.
    NoDayLeft,
    /// The person is still present after the last day.
    Overstay {
        /// How many days ago it was.
        days: u32,
        /// The last lawful day.
        until: Date,
    },
    /// A family member who may move freely: nothing is calculated.
    FreeMovement,
    /// A State in which the system is not operated yet: nothing is calculated.
    NotOperated,
    /// In facilitated transit, up to a moment at the crossing point. EES Art. 17(2).
    InTransit(DateTime),
    /// Facilitated transit was to end at this moment, and has not.
    TransitOver(DateTime),
    /// The records leave it open.
    NeedsDecision(Doubt),
}

/// Why a human has to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// An earlier entry has no exit.
    ExitMissing,
    /// An exit has no entry.
    EntryMissing,
    /// A decision about the stay is not final.
    DecisionPending,
}

/// What limits the stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// 90 days in any 180.
    NinetyDays,
    /// The days the visa grants.
    VisaDays,
    /// The last day of the visa.
    VisaEnd,
    /// The entries the visa grants.
    VisaEntries,
    /// The days of a visa that is valid for the territory of some States only.
    LimitedTerritory,
    /// A visa that is not valid for this State.
    NotHere,
    /// A bilateral agreement.
    Agreement,
    /// A decision that extended or shortened the stay.
    Decision,
}

/// The end of an authorised stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The last lawful day.
    Day(Date),
    /// The last lawful moment at the crossing point, in facilitated transit.
    Moment(DateTime),
    /// None was calculated.
    Unlimited,
}

impl End {
    /// The end in words.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::Day(day) => words.date(day),
            Self::Moment(moment) => words.moment(moment),
            Self::Unlimited => words.text("crossing-unlimited"),
        }
    }
}

/// Days somewhere, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// What the calendar shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Begins every `id` within, so unique on a page.
    pub id: &'static str,
    /// The day of the check.
    pub today: Date,
    /// The 180 days that end today.
    pub window: Days,
    /// Days present within the period.
    pub present: Vec<Days>,
    /// Days present before it, which no longer count.
    pub earlier: Vec<Days>,
    /// Days that are left.
    pub left: Option<Days>,
    /// Days after the last lawful day.
    pub over: Option<Days>,
    /// The last lawful day.
    pub end: Option<Date>,
}

/// The calculator's part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayView {
    /// What it says.
    pub answer: Answer,
    /// What limits the stay.
    pub limit: Option<Limit>,
    /// Days used in the period.
    pub used: u32,
    /// The calendar, unless nothing was calculated.
    pub calendar: Option<Calendar>,
}

impl Answer {
    /// How the answer looks: `success`, `warning`, `error` or `info`.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Days { .. } | Self::InTransit(_) => "success",
            Self::NoDayLeft | Self::Overstay { .. } | Self::TransitOver(_) => "error",
            Self::FreeMovement | Self::NotOperated => "info",
            Self::NeedsDecision(_) => "warning",
        }
    }

    /// The answer in a few words.
    pub fn big(self, words: &Words) -> String {
        match self {
            Self::Days { days, .. } => words.count("answer-days", days),
            Self::NoDayLeft => words.text("answer-none"),
            Self::Overstay { days, .. } => words.count("answer-overstay", days),
            Self::FreeMovement | Self::NotOperated => words.text("answer-free"),
            Self::InTransit(_) => words.text("answer-transit"),
            Self::TransitOver(_) => words.text("answer-transit-over"),
            Self::NeedsDecision(_) => words.text("answer-human"),
        }
    }

    /// The answer in a few words, said to the traveller.
    pub fn big_to_traveller(self, words: &Words) -> String {
        match self {
            Self::Days { days, .. } => words.count("receipt-days", days),
            Self::NeedsDecision(_) => words.text("receipt-human"),
            Self::NoDayLeft
            | Self::Overstay { .. }
            | Self::FreeMovement
            | Self::NotOperated
            | Self::InTransit(_)
            | Self::TransitOver(_) => self.big(words),
        }
    }

    /// The line below it, said to the traveller.
    pub fn line_to_traveller(self, words: &Words) -> String {
        match self {
            Self::NeedsDecision(_) => words.text("receipt-human-line"),
            Self::Days { .. }
            | Self::NoDayLeft
            | Self::Overstay { .. }
            | Self::FreeMovement
            | Self::NotOperated
            | Self::InTransit(_)
            | Self::TransitOver(_) => self.line(words),
        }
    }

    /// The line below it.
    pub fn line(self, words: &Words) -> String {
        let transit = |key, until| words.with(key, &[("at", words.moment(&until).into())]);
        match self {
            Self::Days { until, .. } => words.on("answer-days-line", &until),
            Self::NoDayLeft => words.text("answer-none-line"),
            Self::Overstay { until, .. } => words.on("answer-overstay-line", &until),
            Self::FreeMovement => words.text("answer-free-line"),
            Self::NotOperated => words.text("answer-not-operated-line"),
            Self::InTransit(until) => transit("answer-transit-line", until),
            Self::TransitOver(until) => transit("answer-transit-over-line", until),
            Self::NeedsDecision(doubt) => words.text(doubt.key()),
        }
    }
}

impl Doubt {
    fn key(self) -> &'static str {
        match self {
            Self::ExitMissing => "doubt-exit",
            Self::EntryMissing => "doubt-entry",
            Self::DecisionPending => "doubt-decision",
        }
    }
}

impl Limit {
    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NinetyDays => "limit-ninety",
            Self::VisaDays => "limit-visa-days",
            Self::VisaEnd => "limit-visa-end",
            Self::VisaEntries => "limit-visa-entries",
            Self::LimitedTerritory => "limit-territory",
            Self::NotHere => "limit-not-here",
            Self::Agreement => "limit-agreement",
            Self::Decision => "limit-decision",
        }
    }
}

impl StayView {
    /// The calendar as a figure; empty when there is none.
    pub fn figure(&self, words: &Words) -> String {
        let strip = self.calendar.as_ref().map(|calendar| calendar.strip(self, words));
        strip.map_or_else(String::new, |strip| strip.html(words))
    }
}

impl Calendar {
    fn strip(&self, stay: &StayView, words: &Words) -> Strip {
        let mut ends = vec![self.today, self.window.last];
        ends.extend(self.left.map(|days| days.last));
        let mut starts = vec![self.window.first];
        starts.extend(self.earlier.iter().map(|days| days.first));
        let period = words.with(
            "calendar-window",
            &[
                ("from", words.date(&self.window.first).into()),
                ("to", words.date(&self.window.last).into()),
            ],
        );
        Strip {
            id: self.id.into(),
            first: starts.into_iter().min().unwrap_or(self.today),
            last: ends.into_iter().max().unwrap_or(self.today),
            title: words.text("calendar-title"),
            description: self.description(stay, words),
            ranges: self.ranges(words),
            window: Some(Window {
                first: self.window.first,
                last: self.window.last,
                label: period,
            }),
            marks: vec![Mark { day: self.today, label: words.on("calendar-today", &self.today) }],
            end: self.end.map(|day| Mark { day, label: words.on("calendar-end", &day) }),
        }
    }

    fn ranges(&self, words: &Words) -> Vec<Range> {
        let paint = |days: &Days, look, key: &str| Range {
            first: days.first,
            last: days.last,
            look,
            label: words.text(key),
        };
        let earlier = self.earlier.iter().map(|d| paint(d, Look::Faded, "calendar-earlier"));
        let present = self.present.iter().map(|d| paint(d, Look::Filled, "calendar-present"));
        let left = self.left.iter().map(|d| paint(d, Look::Outlined, "calendar-left"));
        let over = self.over.iter().map(|d| paint(d, Look::Hatched, "calendar-over"));
        earlier.chain(present).chain(left).chain(over).collect()
    }

    /// The calendar in sentences.
    fn description(&self, stay: &StayView, words: &Words) -> String {
        let used = words.count("calendar-used", stay.used);
        let stays = self.present.iter().map(|days| {
            let (from, to) = (words.date(&days.first), words.date(&days.last));
            words.with("calendar-stay", &[("from", from.into()), ("to", to.into())])
        });
        let answer = format!("{}. {}", stay.answer.big(words), stay.answer.line(words));
        std::iter::once(used).chain(stays).chain([answer]).collect::<Vec<_>>().join(" ")
    }
}

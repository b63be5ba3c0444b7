//! A life at the border: journeys as the law lets them happen.
//!
//! Every entry and every exit is decided by [`enter`] and [`leave`] on the records there are at
//! that instant, never written by hand. Whom the law does not admit stays at home or is refused.

use ees_domain::authorised::Exhaustion;
use ees_domain::crossing::{Arrival, Departure, Entered, EntryError, Left, enter, leave};
use ees_domain::day::Day;
use ees_domain::file::{Crossing, File, RecordedGround, RecordedStay, Source};
use ees_domain::nationality::VisaRegime;
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::refusal::{Bearer, Particulars, Reason, Refusal, RefusalDecision, Threat};
use ees_domain::switches::Switches;
use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Time;

use crate::person::Person;
use crate::plan::{Ending, Mishap, Plan, Span, Style, Trip};
use crate::points::office;
use crate::random::Random;
use crate::wallet::{Journey, Wallet};

/// A traveller with everything that happened at the border.
#[derive(Debug, Clone)]
pub struct Traveller {
    /// The file, should there be one.
    pub file: Id<File>,
    /// Who.
    pub person: Person,
    /// Why the person travels.
    pub style: Style,
    /// What happened, in order; nothing at all for some.
    pub units: Vec<Unit>,
    /// The entry/exit records that came of it.
    pub records: Vec<Crossing>,
}

/// One thing that happened at the border, to be recorded as one unit of work.
#[derive(Debug, Clone)]
pub struct Unit {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub point: &'static BorderPoint,
    /// The identifier that the client chose.
    pub id: Id<Crossing>,
    /// Which of the person's documents was shown.
    pub paper: usize,
    /// Whether the document is new to the file.
    pub adds_paper: bool,
    /// Whether the identity that goes with it is new to the file.
    pub adds_identity: bool,
    /// What was decided.
    pub act: Act,
}

/// What was decided.
#[derive(Debug, Clone)]
pub enum Act {
    /// The traveller entered.
    Enter(Box<Entered>),
    /// The traveller left.
    Leave(Box<Left>),
    /// The traveller was refused entry.
    Refuse(Box<RefusalDecision>),
}

/// Reasons for refusing entry that hang on no record, with so many of 100.
const REASONS: &[(Reason, u64)] = &[
    (Reason::A, 6),
    (Reason::B, 4),
    (Reason::C, 20),
    (Reason::D, 3),
    (Reason::E, 34),
    (Reason::G, 14),
    (Reason::HSis, 9),
    (Reason::HNational, 3),
    (Reason::I, 4),
    (Reason::JEnrolment, 2),
    (Reason::JCheck, 1),
];

/// What the form says beside the reason, for those reasons that ask for it.
fn particulars(reason: Reason) -> Particulars {
    let text = |text: &str| text.parse().ok();
    let none = Particulars::default();
    match reason {
        Reason::E => Particulars { missing_documents: text("Proof of accommodation"), ..none },
        Reason::HNational => Particulars { national_register: text("National register"), ..none },
        Reason::I => Particulars {
            threats: vec![Threat::InternalSecurity],
            national_law: text("National law on refusals of entry"),
            ..none
        },
        Reason::A
        | Reason::B
        | Reason::C
        | Reason::D
        | Reason::F
        | Reason::G
        | Reason::HSis
        | Reason::JEnrolment
        | Reason::JCheck => none,
    }
}

/// Lets `person` live `plan`.
pub(crate) fn live(person: Person, plan: &Plan, span: Span, random: &mut Random) -> Traveller {
    let file = random.id(start_of(span.from));
    let wallet = Wallet::new(person.serial, 3 < plan.trips.len());
    let mut life = Life {
        traveller: Traveller {
            file,
            person,
            style: plan.style,
            units: Vec::new(),
            records: Vec::new(),
        },
        wallet,
        span,
        random,
        shown: Vec::new(),
        is_refused: false,
    };
    for trip in &plan.trips {
        if life.travel(trip).is_none() {
            break;
        }
    }
    let mut traveller = life.traveller;
    if let Some(first) = traveller.units.first() {
        // Files are numbered in the order in which they are made.
        traveller.file = random.id(first.at);
    }
    traveller
}

fn start_of(day: Day) -> Timestamp {
    let local = day.date().to_datetime(Time::midnight());
    local.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// A life as it goes on.
struct Life<'a> {
    traveller: Traveller,
    wallet: Wallet,
    span: Span,
    random: &'a mut Random,
    /// Documents the file knows.
    shown: Vec<usize>,
    is_refused: bool,
}

impl Life<'_> {
    /// One journey; `None` when the traveller gives up travelling.
    fn travel(&mut self, trip: &Trip) -> Option<()> {
        let is_day_trip = trip.ending == Ending::After(0);
        let minute = self.random.between(300, if is_day_trip { 570 } else { 1_320 });
        let arrival = passage_at(trip.points.0, trip.entry, minute)?;
        match trip.mishap {
            Some(Mishap::Refused) => {
                let reason = self.reason()?;
                self.refuse(trip.points.0, &arrival, reason);
                return self.random.permille(300).then_some(());
            }
            Some(Mishap::EntryUnrecorded) => {
                self.traveller.records.iter().all(|record| !record.is_open()).then_some(())?;
                return self.leave(trip, &arrival, true);
            }
            Some(Mishap::ExitUnrecorded) | None => {}
        }
        let ground = self.ground(trip, &arrival)?;
        match self.enter(trip.points.0, arrival.clone(), ground) {
            Ok(()) if trip.mishap == Some(Mishap::ExitUnrecorded) => Some(()),
            Ok(()) => self.leave(trip, &arrival, false),
            Err(error) => {
                self.turned_away(trip, &arrival, &error);
                Some(())
            }
        }
    }

    /// A reason for refusing the traveller; who needs no visa lacks none.
    fn reason(&mut self) -> Option<Reason> {
        let needs_visa = self.traveller.person.regime == VisaRegime::Required;
        let weight = |(reason, weight): &(Reason, u64)| {
            let is_on_visa = matches!(reason, Reason::C | Reason::D);
            if is_on_visa && !needs_visa { 0 } else { *weight }
        };
        self.random.weighted(REASONS, weight).map(|(reason, _)| *reason)
    }

    /// Asks the law for an entry, and notes it when it is lawful.
    fn enter(
        &mut self,
        point: &'static BorderPoint,
        passage: Passage,
        ground: RecordedGround,
    ) -> Result<(), EntryError> {
        let (at, id) = (passage.at, self.random.id(passage.at));
        let open = self.traveller.records.iter().find(|record| record.is_open());
        let supersedes = open.map(|record| record.id);
        let arrival = Arrival {
            id,
            zone: point.zone.clone(),
            passage,
            authority: office(point),
            ground,
            supersedes,
            source: Source::Live,
        };
        let entered = enter(&self.traveller.records, arrival, at, Switches::default())?;
        for record in &mut self.traveller.records {
            record.is_superseded |= entered.superseded == Some(record.id);
        }
        self.traveller.records.push(entered.crossing.clone());
        self.note(at, (point, id), Act::Enter(Box::new(entered)));
        Ok(())
    }

    fn ground(&mut self, trip: &Trip, passage: &Passage) -> Option<RecordedGround> {
        if self.traveller.person.is_family_member {
            return Some(RecordedGround::FamilyMember(None));
        }
        if self.traveller.person.regime == VisaRegime::Exempt {
            return Some(RecordedGround::VisaExempt);
        }
        let days = match trip.ending {
            Ending::After(days) => days,
            Ending::Late(_) | Ending::Never => 20,
        };
        let journey = Journey { records: &self.traveller.records, passage, days };
        self.wallet.visa_for(&journey, self.random).map(RecordedGround::Visa)
    }

    /// The exit that ends the journey; none when it lies in the future or never comes.
    fn leave(&mut self, trip: &Trip, arrival: &Passage, entry_unknown: bool) -> Option<()> {
        let day = match self.exit_day(trip, arrival.day)? {
            day if day < self.span.today => day,
            _ => return None,
        };
        let least = if day == arrival.day { 960 } else { 300 };
        let minute = self.random.between(least, 1_340);
        let passage = passage_at(trip.points.1, day, minute)?;
        let (at, id) = (passage.at, self.random.id(passage.at));
        let source = Source::Live;
        let departure = Departure { id, passage, entry_unknown, ground: None, source };
        let left = leave(&self.traveller.records, departure, at);
        let left = left.ok()?;
        match &left {
            Left::Closed { crossing, .. } => {
                let same = |record: &&mut Crossing| record.id == crossing.id;
                *self.traveller.records.iter_mut().find(same)? = crossing.clone();
            }
            Left::EntryUnknown(crossing) => self.traveller.records.push(crossing.clone()),
        }
        self.note(at, (trip.points.1, id), Act::Leave(Box::new(left)));
        Some(())
    }

    /// The day on which the traveller leaves; `None` when that never comes.
    fn exit_day(&self, trip: &Trip, entry: Day) -> Option<Day> {
        let open = self.traveller.records.iter().find(|record| record.is_open());
        let last = match open.map(|record| record.stay) {
            Some(RecordedStay::Until { last_day, .. }) => last_day,
            Some(RecordedStay::NeedsHuman { shortest, longest }) => shortest.unwrap_or(longest),
            Some(RecordedStay::NotApplicable | RecordedStay::UntilInstant(_)) | None => {
                entry.plus(150)?
            }
        };
        match trip.ending {
            Ending::After(days) => Some(entry.plus(days)?.min(last)),
            Ending::Late(days) => last.plus(days),
            Ending::Never => None,
        }
    }

    /// What becomes of one whom the law does not admit: some try and are refused.
    fn turned_away(&mut self, trip: &Trip, arrival: &Passage, error: &EntryError) {
        let EntryError::StayExhausted { reason, .. } = error else { return };
        let reason = match reason {
            Exhaustion::NinetyDays => Reason::F,
            Exhaustion::VisaDuration
            | Exhaustion::VisaExpired
            | Exhaustion::VisaEntries
            | Exhaustion::VisaNotForThisState
            | Exhaustion::OutsideCalendar => Reason::C,
        };
        let tries = reason == Reason::C || self.random.permille(80);
        if tries && !self.is_refused {
            self.refuse(trip.points.0, arrival, reason);
        }
    }

    fn refuse(&mut self, point: &'static BorderPoint, passage: &Passage, reason: Reason) {
        self.is_refused = true;
        let refusal = Refusal {
            id: self.random.id(passage.at),
            at: passage.at,
            day: passage.day,
            point: point.code.to_string(),
            authority: office(point),
            reasons: vec![reason],
        };
        let id = self.random.id(passage.at);
        let decision = RefusalDecision {
            particulars: particulars(reason),
            bearer: self.bearer(passage.day),
            ..RefusalDecision::from(refusal)
        };
        self.note(passage.at, (point, id), Act::Refuse(Box::new(decision)));
    }

    /// Who stands at the desk on that day, by the document that is shown then.
    fn bearer(&self, day: Day) -> Option<Bearer> {
        let person = &self.traveller.person;
        let paper = person.papers.get(person.paper_on(day.date()))?;
        let identity = person.identities.get(paper.identity)?.clone();
        Some(Bearer { identity, document: paper.document.clone() })
    }

    /// Notes what happened, with the document that was shown.
    fn note(&mut self, at: Timestamp, at_point: (&'static BorderPoint, Id<Crossing>), act: Act) {
        let (point, id) = at_point;
        let day = at.to_zoned(point.zone.clone()).date();
        let person = &self.traveller.person;
        let paper = match (&act, self.shown.last()) {
            // Who leaves shows what was shown at the entry.
            (Act::Leave(_), Some(shown)) => *shown,
            _ => person.paper_on(day),
        };
        let identity = |paper: &usize| person.papers.get(*paper).map(|paper| paper.identity);
        let adds_paper = !self.shown.is_empty() && !self.shown.contains(&paper);
        let knows = |shown: &usize| identity(shown) == identity(&paper);
        let adds_identity = adds_paper && !self.shown.iter().any(knows);
        if !self.shown.contains(&paper) {
            self.shown.push(paper);
        }
        self.traveller.units.push(Unit { at, point, id, paper, adds_paper, adds_identity, act });
    }
}

/// A passage at a minute of a local day.
fn passage_at(point: &BorderPoint, day: Day, minute: i32) -> Option<Passage> {
    let hour = i8::try_from(minute.checked_div(60)?).ok()?;
    let minute = i8::try_from(minute.checked_rem(60)?).ok()?;
    let local = day.date().to_datetime(Time::new(hour, minute, 0, 0).ok()?);
    point.passage(local.to_zoned(point.zone.clone()).ok()?.timestamp())
}

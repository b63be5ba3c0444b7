//! Records for tests, made by the rules themselves.

use fnd_core::{CountryCode, Id};
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::authorised::Ruling;
use crate::biometrics::{Biometrics, Seen};
use crate::crossing::{Arrival, Departure, Left, enter, leave};
use crate::day::Day;
use crate::decision::{StayDecision, Subject};
use crate::fields::{Age, AgeReading};
use crate::file::{Crossing, File, RecordedGround, Regime, Source};
use crate::identity::{DocumentKind, DocumentNumber, TravelDocument};
use crate::point::{Passage, PointCode, Zones};
use crate::switches::Switches;
use crate::visa::{Entries, VisaKind, VisaPart};

/// A passage at Otopeni at nine o'clock UTC.
pub(crate) fn passage(day: Day) -> Passage {
    let at = format!("{day}T09:00:00Z").parse().unwrap();
    Passage { at, offset_minutes: 180, day, point: "ROU-A-OTP".parse().unwrap() }
}

/// An arrival on `day`; the number makes the identifier.
pub(crate) fn arrival(number: u128, day: Day) -> Arrival {
    Arrival {
        id: Id::from_uuid(Uuid::from_u128(number)),
        passage: passage(day),
        authority: "Border Police".into(),
        ground: RecordedGround::VisaExempt,
        supersedes: None,
        source: Source::Live,
        zone: bucharest(),
    }
}

/// The zone of all places of these tests.
pub(crate) fn bucharest() -> TimeZone {
    TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap()
}

/// Every place is in Romania.
#[derive(Debug)]
pub(crate) struct Romania;

impl Zones for Romania {
    fn zone(&self, _: &PointCode) -> TimeZone {
        bucharest()
    }
}

/// The rules of calculation as they stand.
pub(crate) fn rules() -> (&'static dyn Zones, Switches) {
    (&Romania, Switches::default())
}

/// A short-stay visa with this sticker, for 30 days and any number of entries.
pub(crate) fn visa(sticker: &str) -> VisaPart {
    VisaPart {
        sticker: sticker.parse().unwrap(),
        issuer: CountryCode::of(b"ROU"),
        kind: VisaKind::ShortStay,
        valid_to: Day::of(2026, 12, 31),
        entries: Entries::Multiple,
        duration_days: 30,
        of_entry: None,
    }
}

/// A departure on `day`.
pub(crate) fn departure(number: u128, day: Day) -> Departure {
    let id = Id::from_uuid(Uuid::from_u128(number));
    Departure {
        id,
        passage: passage(day),
        entry_unknown: false,
        ground: None,
        source: Source::Live,
    }
}

/// Who entered on `day`, after `records`.
pub(crate) fn entered_after(records: &[Crossing], number: u128, day: Day) -> Crossing {
    let arrival = arrival(number, day);
    let now = arrival.passage.at;
    enter(records, arrival, now, Switches::default()).unwrap().crossing
}

/// Who entered on `day` for the first time.
pub(crate) fn entered(day: Day) -> Crossing {
    entered_after(&[], 1, day)
}

/// The same, having left on `day`.
pub(crate) fn left(record: Crossing, day: Day) -> Crossing {
    match leave(&[record], departure(99, day), passage(day).at).unwrap() {
        Left::Closed { crossing, .. } => crossing,
        Left::EntryUnknown(_) => panic!("the record was open"),
    }
}

/// A decision on a stay, taken in Romania on `day`.
pub(crate) fn decided(number: u128, day: Day, ruling: Ruling) -> StayDecision {
    StayDecision {
        id: Id::from_uuid(Uuid::from_u128(number)),
        subject: Subject::Stay,
        decision: crate::authorised::Decision {
            decided_on: day,
            state: CountryCode::of(b"ROU"),
            ruling,
        },
        authority: "General Inspectorate for Immigration".into(),
        place: "Bucharest".into(),
        sticker: None,
        recorded_at: passage(day).at,
    }
}

/// What a file of a grown person who needs no visa says of biometric data.
pub(crate) fn biometrics() -> Biometrics {
    let age = AgeReading::Known(Age::TwelveOrOlder);
    Biometrics::of_new(&Seen::plain(Regime::VisaExempt, age, Day::of(2026, 1, 1)))
}

/// A file with a passport that is valid to the first day of 2030.
pub(crate) fn file(crossings: Vec<Crossing>) -> File {
    File {
        id: Id::from_uuid(Uuid::from_u128(7)),
        version: 1,
        regime: Regime::VisaExempt,
        identities: Vec::new(),
        documents: vec![TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new("X1").unwrap(),
            issuer: CountryCode::of(b"JPN"),
            expires: jiff::civil::date(2030, 1, 1),
        }],
        biometrics: biometrics(),
        programmes: Vec::new(),
        crossings,
        refusals: Vec::new(),
        responsible_state: CountryCode::of(b"ROU"),
        responsible_office: "Border Police".into(),
        created_at: jiff::Timestamp::UNIX_EPOCH,
        changed_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

//! The visas of a traveller: issued when a journey needs one.

use ees_domain::authorised::AuthorisedStay;
use ees_domain::crossing::assess;
use ees_domain::file::{Crossing, RecordedGround};
use ees_domain::point::Passage;
use ees_domain::switches::Switches;
use ees_domain::visa::{Entries, StickerNumber, VisaKind, VisaPart};

use crate::random::Random;

/// Visas of one person at most.
const VISAS_MAX: u64 = 64;
/// Days of stay on a uniform visa at most.
const DURATION_DAYS_MAX: i32 = 90;

/// What a traveller holds.
#[derive(Debug)]
pub(crate) struct Wallet {
    person: u64,
    /// Whether the traveller comes often and is issued visas for that.
    is_frequent: bool,
    issued: u64,
    current: Option<VisaPart>,
}

/// The journey for which a visa is wanted.
#[derive(Debug)]
pub(crate) struct Journey<'a> {
    pub(crate) records: &'a [Crossing],
    pub(crate) passage: &'a Passage,
    pub(crate) days: i32,
}

impl Wallet {
    pub(crate) fn new(person: u64, is_frequent: bool) -> Self {
        Self { person, is_frequent, issued: 0, current: None }
    }

    /// The visa shown at the border: the one that is held as long as it serves, else a new one.
    /// Few show one that does not serve any more.
    pub(crate) fn visa_for(
        &mut self,
        journey: &Journey<'_>,
        random: &mut Random,
    ) -> Option<VisaPart> {
        if let Some(held) = &self.current
            && (serves(held, journey) || random.permille(15))
        {
            return Some(held.clone());
        }
        self.current = self.issue(journey, random);
        self.current.clone()
    }

    fn issue(&mut self, journey: &Journey<'_>, random: &mut Random) -> Option<VisaPart> {
        let (entry, issuer) = (journey.passage.day, journey.passage.point.state());
        let needed = journey.days.saturating_add(1);
        let entries = match random.below(10) {
            _ if self.is_frequent => Entries::Multiple,
            0..6 => Entries::One,
            6..8 => Entries::Two,
            _ => Entries::Multiple,
        };
        let (duration, valid) = match entries {
            Entries::One => {
                let days = needed.saturating_add(random.between(0, 12));
                (days, days.saturating_add(random.between(3, 15)))
            }
            Entries::Two => (needed.saturating_mul(2).max(30), 180),
            Entries::Multiple => {
                (DURATION_DAYS_MAX, *random.pick(&[180, 365, 365, 730]).unwrap_or(&365))
            }
        };
        let kind = match random.below(1_000) {
            0..12 => VisaKind::LimitedTerritoryA,
            12..20 => VisaKind::LimitedTerritoryB,
            _ => VisaKind::ShortStay,
        };
        let duration = duration.clamp(1, DURATION_DAYS_MAX);
        Some(VisaPart {
            sticker: self.sticker(issuer.as_str())?,
            issuer,
            kind,
            valid_to: entry.plus(valid).unwrap_or(entry),
            entries,
            duration_days: u16::try_from(duration).unwrap_or(1),
            of_entry: None,
        })
    }

    /// A number that no other visa bears; `None` cannot be.
    fn sticker(&mut self, issuer: &str) -> Option<StickerNumber> {
        let serial = self.person.saturating_mul(VISAS_MAX).saturating_add(self.issued);
        self.issued = self.issued.saturating_add(1);
        let digits = serial.wrapping_mul(7_654_321).checked_rem(1_000_000_000).unwrap_or_default();
        format!("{issuer}{digits:09}").parse().ok()
    }
}

/// Whether the visa allows the whole journey.
fn serves(visa: &VisaPart, journey: &Journey<'_>) -> bool {
    let ground = RecordedGround::Visa(visa.clone());
    let found = assess(journey.records, journey.passage, &ground, Switches::default());
    match found.map(|assessment| assessment.stay) {
        Ok(AuthorisedStay::Until(end)) => {
            journey.days < end.days_from(journey.passage.day)
                && end.may_leave_through(journey.passage.point.state())
        }
        Ok(AuthorisedStay::NeedsHuman(_)) => true,
        Ok(
            AuthorisedStay::NotApplicable(_)
            | AuthorisedStay::UntilInstant(_)
            | AuthorisedStay::Exhausted(_),
        )
        | Err(_) => false,
    }
}

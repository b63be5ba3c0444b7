//! Domain values as pages show them.

use std::borrow::Cow;

use ees_domain::authorised::{AuthorisedStay, Exhaustion, NoCalculation};
use ees_domain::code::Code;
use ees_domain::crossing::{Overstay, bound_code};
use ees_domain::file::{BoundCode, RecordedGround, RecordedStay};
use ees_domain::identity::{self, DocumentKind, TravelDocument};
use ees_domain::outlook::{Calendar, Outlook};
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::stay::DayRange;
use ees_domain::visa::VisaPart;
use ees_pages::person::{BirthDate, Document, Identity, Sex};
use ees_pages::stay::{self, Answer, Days, Doubt, End, Limit, StayView};
use fnd_core::{CountryCode, Language};
use fnd_web::form::Choice;
use fnd_web::words::Words;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// The name of a code in the reader's language, and the code.
pub fn country(code: CountryCode, language: Language) -> String {
    match Code::find(code) {
        Some(known) if language == Language::ROMANIAN => format!("{} ({code})", known.romanian()),
        Some(known) => format!("{} ({code})", known.english()),
        None => code.to_string(),
    }
}

/// Every code to choose from, by name, an empty choice first.
pub fn countries(language: Language) -> Vec<Choice> {
    let mut named: Vec<(String, Choice)> = Code::all()
        .map(|code| {
            let label = country(code.code(), language);
            (label.to_lowercase(), Choice::new(code.code().as_str(), label))
        })
        .collect();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    named.into_iter().map(|(_, choice)| choice).collect()
}

/// Every kind of document to choose from.
pub fn kinds(words: &Words) -> Vec<Choice> {
    DocumentKind::ALL
        .iter()
        .map(|(kind, code)| Choice::new(*code, kind_name(*kind, words)))
        .collect()
}

/// The name of a kind of document.
pub fn kind_name(kind: DocumentKind, words: &Words) -> String {
    words.text(&format!("kind-{}", kind.code()))
}

/// On what ground somebody entered, and on which visas, each in words.
pub fn ground(ground: &RecordedGround, words: &Words) -> Vec<String> {
    let of_visa = |visa: &VisaPart, key: &str| {
        let kind = words.text(&format!("visa-kind-{}", visa.kind.code()));
        let (sticker, issuer) = (visa.sticker.to_string(), visa.issuer.to_string());
        let until = words.date(&visa.valid_to.date());
        words.with(
            key,
            &[
                ("kind", kind.into()),
                ("sticker", sticker.into()),
                ("issuer", issuer.into()),
                ("entries", visa.entries.code().into()),
                ("count", i64::from(visa.duration_days).into()),
                ("until", until.into()),
            ],
        )
    };
    let plain = match ground {
        RecordedGround::Visa(_) => None,
        RecordedGround::VisaExempt
        | RecordedGround::FamilyMember(_)
        | RecordedGround::Transit(_) => Some(words.text(&format!("ground-{}", ground.code()))),
    };
    let visa = ground.visa().map(|visa| of_visa(visa, "visa-in-words"));
    let of_entry = ground.visa_of_entry().map(|visa| of_visa(visa, "visa-in-words-of-entry"));
    plain.into_iter().chain(visa).chain(of_entry).collect()
}

/// An identity.
pub fn identity(identity: &identity::Identity, language: Language) -> Identity {
    let birth = identity.birth;
    let nationalities = identity.nationalities.as_slice();
    Identity {
        surname: identity.surname.as_str().to_owned(),
        given_names: identity
            .given_names
            .as_ref()
            .map(|n| n.as_str().to_owned())
            .unwrap_or_default(),
        birth: BirthDate {
            year: birth.year().unwrap_or_default(),
            month: birth.month(),
            day: birth.day(),
        },
        nationalities: nationalities.iter().map(|code| country(*code, language)).collect(),
        sex: match identity.sex {
            identity::Sex::Female => Sex::Female,
            identity::Sex::Male => Sex::Male,
            identity::Sex::Unspecified => Sex::Unspecified,
        },
    }
}

/// A travel document as on `today`.
pub fn document(document: &TravelDocument, words: &Words, today: Date) -> Document {
    Document {
        kind: kind_name(document.kind, words),
        number: document.number.as_str().to_owned(),
        issuer: country(document.issuer, words.language()),
        expires: document.expires,
        expired: document.expires < today,
    }
}

/// Local date and time of a passage.
pub fn moment(passage: &Passage) -> DateTime {
    local(passage.at, passage)
}

/// Local date and time of an instant, as clocks show it at `passage`.
fn local(at: Timestamp, passage: &Passage) -> DateTime {
    let seconds = i32::from(passage.offset_minutes).saturating_mul(60);
    let offset = Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
    at.to_zoned(TimeZone::fixed(offset)).datetime()
}

/// The end of a stay as it was recorded at the entry, told at `passage`.
pub fn end(stay: RecordedStay, passage: &Passage) -> End {
    match stay {
        RecordedStay::Until { last_day, .. } => End::Day(last_day.date()),
        RecordedStay::NeedsHuman { longest, .. } => End::Day(longest.date()),
        RecordedStay::UntilInstant(at) => End::Moment(local(at, passage)),
        RecordedStay::NotApplicable => End::Unlimited,
    }
}

/// The name of a border crossing point, or its code when the list does not have it any more.
pub fn point<'a>(points: &[BorderPoint], code: &'a str) -> Cow<'a, str> {
    let found = points.iter().find(|point| point.code.as_str() == code);
    match found {
        Some(point) => Cow::Owned(format!("{} ({code})", point.name)),
        None => Cow::Borrowed(code),
    }
}

/// What the calculator says.
pub fn stay(
    outlook: &Outlook,
    calendar: &Calendar,
    (now, id): (&Passage, &'static str),
) -> StayView {
    let (answer, limit) = match outlook {
        Outlook::Outside(assessment) => outside(&assessment.stay, calendar, now),
        Outlook::Inside { stay, overstay, .. } => inside(*stay, *overstay, calendar, now),
    };
    let is_counted = !matches!(
        answer,
        Answer::FreeMovement | Answer::NotOperated | Answer::InTransit(_) | Answer::TransitOver(_)
    );
    StayView {
        answer,
        limit,
        used: u32::try_from(calendar.used).unwrap_or_default(),
        calendar: is_counted.then(|| strip(calendar, id)),
    }
}

fn days(count: i32) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

fn outside(stay: &AuthorisedStay, calendar: &Calendar, now: &Passage) -> (Answer, Option<Limit>) {
    match stay {
        AuthorisedStay::NotApplicable(NoCalculation::FamilyMember) => (Answer::FreeMovement, None),
        AuthorisedStay::NotApplicable(NoCalculation::SystemNotOperated) => {
            (Answer::NotOperated, None)
        }
        AuthorisedStay::UntilInstant(end) => (Answer::InTransit(local(*end, now)), None),
        AuthorisedStay::Until(end) => {
            let days = days(end.days_from(calendar.today));
            let limit = bound(bound_code(end.bound));
            (Answer::Days { days, until: end.last_day.date() }, Some(limit))
        }
        AuthorisedStay::Exhausted(reason) => (Answer::NoDayLeft, Some(spent(*reason))),
        AuthorisedStay::NeedsHuman(_) => (Answer::NeedsDecision(Doubt::ExitMissing), None),
    }
}

fn inside(
    stay: RecordedStay,
    overstay: Overstay,
    calendar: &Calendar,
    now: &Passage,
) -> (Answer, Option<Limit>) {
    match (stay, overstay) {
        (RecordedStay::NotApplicable, _) => (Answer::FreeMovement, None),
        (RecordedStay::UntilInstant(end), Overstay::TimeExceeded) => {
            (Answer::TransitOver(local(end, now)), None)
        }
        (RecordedStay::UntilInstant(end), _) => (Answer::InTransit(local(end, now)), None),
        (RecordedStay::Until { last_day, bound: code, .. }, Overstay::Days(over)) => {
            let answer = Answer::Overstay { days: days(over), until: last_day.date() };
            (answer, Some(bound(code)))
        }
        (RecordedStay::Until { last_day, bound: code, .. }, _) => {
            let left = calendar.today.days_until(last_day).saturating_add(1);
            (Answer::Days { days: days(left), until: last_day.date() }, Some(bound(code)))
        }
        (RecordedStay::NeedsHuman { .. }, _) => (Answer::NeedsDecision(Doubt::ExitMissing), None),
    }
}

const fn bound(code: BoundCode) -> Limit {
    match code {
        BoundCode::NinetyDays => Limit::NinetyDays,
        BoundCode::VisaDuration => Limit::VisaDays,
        BoundCode::LimitedTerritory => Limit::LimitedTerritory,
        BoundCode::VisaExpiry => Limit::VisaEnd,
        BoundCode::Decision => Limit::Decision,
    }
}

const fn spent(reason: Exhaustion) -> Limit {
    match reason {
        Exhaustion::NinetyDays | Exhaustion::OutsideCalendar => Limit::NinetyDays,
        Exhaustion::VisaDuration => Limit::VisaDays,
        Exhaustion::VisaExpired => Limit::VisaEnd,
        Exhaustion::VisaNotForThisState => Limit::NotHere,
        Exhaustion::VisaEntries => Limit::VisaEntries,
    }
}

fn strip(calendar: &Calendar, id: &'static str) -> stay::Calendar {
    let range = |range: &DayRange| Days { first: range.first.date(), last: range.last.date() };
    stay::Calendar {
        id,
        today: calendar.today.date(),
        window: range(&calendar.window),
        present: calendar.present.iter().map(range).collect(),
        earlier: calendar.earlier.iter().map(range).collect(),
        left: calendar.left.as_ref().map(range),
        over: calendar.over.as_ref().map(range),
        end: calendar.end.map(ees_domain::day::Day::date),
    }
}

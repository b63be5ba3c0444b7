//! What a traveller may show, rarest first: a traveller stands for one kind only.

use ees_domain::authorised::{AuthorisedStay, Exhaustion};
use ees_domain::crossing::assess;
use ees_domain::day::Day;
use ees_domain::file::{Crossing, RecordedGround, RecordedStay};
use ees_domain::mrz;
use ees_domain::refusal::Reason;
use ees_domain::switches::Switches;
use ees_domain::visa::{Entries, VisaKind, VisaPart};

use crate::history::{Act, Traveller};
use crate::points::POINTS;

/// A sentence on a traveller who shows it, as of a day.
type Kind = fn(&Traveller, Day) -> Option<String>;

/// All kinds.
pub(super) const KINDS: &[Kind] = &[
    stateless,
    limited_territory,
    overstaying,
    entry_unknown,
    exit_missing,
    refused_ninety_days,
    refused_only,
    dual_national,
    other_surname,
    incomplete_birth,
    cut_name,
    family_member,
    left_late,
    no_day_left,
    renewed,
    inside,
    two_entries,
    one_entry_spent,
    multiple_visa,
    days_left,
    all_days_left,
];

/// The record on which the traveller is inside.
fn open(traveller: &Traveller) -> Option<&Crossing> {
    traveller.records.iter().find(|record| record.is_open())
}

fn entry_day(record: &Crossing) -> Option<Day> {
    record.entry.as_ref().map(|entry| entry.passage.day)
}

/// The visa of the last record.
fn visa(traveller: &Traveller) -> Option<&VisaPart> {
    traveller.records.last()?.ground.visa()
}

/// The stay of one who comes today without visa and is not inside.
fn stay_today(traveller: &Traveller, today: Day) -> Option<AuthorisedStay> {
    let is_exempt = traveller.records.iter().all(|r| r.ground == RecordedGround::VisaExempt);
    if !is_exempt || traveller.records.is_empty() || open(traveller).is_some() {
        return None;
    }
    let midday = format!("{today}T12:00:00Z").parse().ok()?;
    let passage = POINTS.first()?.passage(midday)?;
    let ground = RecordedGround::VisaExempt;
    assess(&traveller.records, &passage, &ground, Switches::default()).ok().map(|found| found.stay)
}

fn refusal(traveller: &Traveller) -> Option<(Reason, Day)> {
    traveller.units.iter().find_map(|unit| match &unit.act {
        Act::Refuse(decision) => {
            let refusal = &decision.refusal;
            Some((*refusal.reasons.first()?, refusal.day))
        }
        Act::Enter(_) | Act::Leave(_) => None,
    })
}

fn stateless(traveller: &Traveller, _: Day) -> Option<String> {
    let paper = traveller.person.papers.first()?;
    let code = paper.printed.nationalities.as_slice().first()?.as_str();
    let who = match code {
        "XXA" => "A stateless person",
        "XXB" => "A refugee",
        _ => return None,
    };
    Some(format!("{who} with a travel document of {}.", paper.document.issuer))
}

fn limited_territory(traveller: &Traveller, _: Day) -> Option<String> {
    let visa = visa(traveller)?;
    let limited = matches!(visa.kind, VisaKind::LimitedTerritoryA | VisaKind::LimitedTerritoryB);
    limited.then(|| {
        format!(
            "The last visa, {}, was valid on the territory of {} alone.",
            visa.sticker, visa.issuer
        )
    })
}

fn overstaying(traveller: &Traveller, today: Day) -> Option<String> {
    let record = open(traveller)?;
    let RecordedStay::Until { last_day, .. } = record.stay else { return None };
    let (since, late) = (entry_day(record)?, last_day.days_until(today));
    let past = |late: i32| {
        format!(
            "Inside since {since}; the stay ended on {last_day}, {late} days ago: an overstayer."
        )
    };
    (0 < late).then(|| past(late))
}

fn entry_unknown(traveller: &Traveller, _: Day) -> Option<String> {
    let record = traveller.records.iter().find(|record| record.entry.is_none())?;
    let exit = record.exit.as_ref()?.day;
    Some(format!("An exit on {exit} whose entry was never recorded."))
}

fn exit_missing(traveller: &Traveller, _: Day) -> Option<String> {
    let record = traveller.records.iter().find(|record| record.is_superseded)?;
    Some(format!("The exit after the entry of {} was never recorded.", entry_day(record)?))
}

fn refused_ninety_days(traveller: &Traveller, _: Day) -> Option<String> {
    let (_, day) = refusal(traveller).filter(|(reason, _)| *reason == Reason::F)?;
    Some(format!("Refused entry on {day}: 90 days in 180 were spent (reason F)."))
}

fn refused_only(traveller: &Traveller, _: Day) -> Option<String> {
    let (reason, day) = refusal(traveller).filter(|_| traveller.records.is_empty())?;
    Some(format!("Refused entry on {day} (reason {}) and never admitted.", reason.code()))
}

/// Whether the file knows more than one document.
fn has_two_papers(traveller: &Traveller) -> bool {
    traveller.units.iter().any(|unit| unit.adds_paper)
}

fn dual_national(traveller: &Traveller, _: Day) -> Option<String> {
    let codes = traveller.person.identities.first()?.nationalities.as_slice();
    let [one, other] = codes else { return None };
    has_two_papers(traveller)
        .then(|| format!("A national of {one} and of {other}: two documents, one file."))
}

fn other_surname(traveller: &Traveller, _: Day) -> Option<String> {
    traveller.units.iter().any(|unit| unit.adds_identity).then(|| {
        "The surname has changed: two identities and two documents on one file.".to_owned()
    })
}

fn incomplete_birth(traveller: &Traveller, _: Day) -> Option<String> {
    let birth = traveller.person.identities.first()?.birth;
    birth.day().is_none().then(|| format!("A part of the date of birth is unknown: {birth}."))
}

fn cut_name(traveller: &Traveller, today: Day) -> Option<String> {
    let zone = traveller.person.papers.first()?.zone().ok()?;
    let read = mrz::read(&zone, today.date()).ok()?;
    read.name_may_be_truncated
        .then(|| "The name does not fit into the zone and is cut there.".to_owned())
}

fn family_member(traveller: &Traveller, _: Day) -> Option<String> {
    let is_family = traveller.records.iter().any(|r| r.ground.is_family());
    is_family.then(|| {
        "A family member with a right of free movement and without card: no stay is calculated."
            .to_owned()
    })
}

fn left_late(traveller: &Traveller, _: Day) -> Option<String> {
    let late = traveller.records.iter().find(|r| r.overstay_days.is_some_and(|d| 0 < d))?;
    let (days, exit) = (late.overstay_days?, late.exit.as_ref()?.day);
    Some(format!("Left on {exit}, {days} days past the end of the stay."))
}

fn no_day_left(traveller: &Traveller, today: Day) -> Option<String> {
    let spent = AuthorisedStay::Exhausted(Exhaustion::NinetyDays);
    (stay_today(traveller, today)? == spent)
        .then(|| "Visa-exempt and outside; no day of the 90 is left today.".to_owned())
}

fn renewed(traveller: &Traveller, _: Day) -> Option<String> {
    let [first, second] = traveller.person.papers.as_slice() else { return None };
    (has_two_papers(traveller) && first.printed == second.printed)
        .then(|| "The passport was renewed: either document finds the file.".to_owned())
}

fn inside(traveller: &Traveller, today: Day) -> Option<String> {
    let record = open(traveller)?;
    let RecordedStay::Until { last_day, .. } = record.stay else { return None };
    let since = entry_day(record)?;
    (today <= last_day).then(|| format!("Inside since {since}; may stay until {last_day}."))
}

fn two_entries(traveller: &Traveller, today: Day) -> Option<String> {
    let visa = visa(traveller)?;
    let is_valid = visa.entries == Entries::Two && today <= visa.valid_to;
    is_valid.then(|| {
        format!(
            "Holds visa {} of {} for two entries, valid to {}.",
            visa.sticker, visa.issuer, visa.valid_to
        )
    })
}

fn one_entry_spent(traveller: &Traveller, _: Day) -> Option<String> {
    let visa = visa(traveller).filter(|visa| visa.entries == Entries::One)?;
    open(traveller).is_none().then(|| {
        format!("Visa {} of {} was for one entry, which is spent.", visa.sticker, visa.issuer)
    })
}

fn multiple_visa(traveller: &Traveller, today: Day) -> Option<String> {
    let visa = visa(traveller).filter(|visa| visa.entries == Entries::Multiple)?;
    (today <= visa.valid_to && open(traveller).is_none()).then(|| {
        format!(
            "Holds visa {} of {} for any number of entries, valid to {}.",
            visa.sticker, visa.issuer, visa.valid_to
        )
    })
}

fn days_left(traveller: &Traveller, today: Day) -> Option<String> {
    let AuthorisedStay::Until(end) = stay_today(traveller, today)? else { return None };
    let days = end.days_from(today);
    (days < 90).then(|| format!("Visa-exempt and outside; {days} days are left today."))
}

fn all_days_left(traveller: &Traveller, today: Day) -> Option<String> {
    let AuthorisedStay::Until(end) = stay_today(traveller, today)? else { return None };
    (end.days_from(today) == 90)
        .then(|| "Visa-exempt and outside; all 90 days are left today.".to_owned())
}

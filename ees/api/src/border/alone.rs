//! The exit of whoever has no open entry on record: with the entry that is shown, and on a new
//! file where the person has none. EES Art. 14(4), 20, 22(2); SBC Art. 12.

use ees_domain::biometrics::Biometrics;
use ees_domain::check::EntryEvidence;
use ees_domain::crossing::{Departure, Overstay, leave, overstay};
use ees_domain::fields::{AtExit, violations_at_exit, violations_of_new_file};
use ees_domain::file::{Crossing, EntryPart, File, Source};
use ees_domain::late::Placed;
use ees_domain::point::{Passage, PointCode, Zones};
use ees_domain::presented::Presented;
use ees_domain::rectification::shown::leave_with;
use ees_domain::scope::Scope;
use ees_store::{Change, Deed, Number, Outcome, StoreError, Work};
use ees_wire::check::EVIDENCES;
use ees_wire::faults::{Faults, unknown};
use fnd_core::Id;
use fnd_web::problem::Problem;

use super::attempt::{Failed, add_what_is_new, keep_verification, meanwhile, of_record};
use super::late::{kept_with, store};
use super::next_step::Confirmed;
use super::record_entry::create;
use super::record_exit::{Recorded, Request, repeated};
use crate::actor::Lawful;
use crate::app::App;
use crate::biometrics::desk::Enrolling;
use crate::decisions::add::{REASON_CHARS_MAX, day, said};
use crate::problem::{of_exit, of_fields, of_ground, of_shown, of_value, out_of_scope};

/// An entry that is not on record, as it was shown.
#[derive(Clone)]
pub(super) struct Shown {
    entry: EntryPart,
    source: Source,
    evidence: String,
}

/// Who leaves, and what is known of it.
pub(super) struct Leaving<'a> {
    pub(super) presented: &'a Presented,
    pub(super) passage: Passage,
    pub(super) confirmed: &'a Confirmed,
    pub(super) shown: Option<Shown>,
}

/// The entry of `request` that is not on record, if one is shown; the answers of the check say the
/// same of it.
pub(super) fn read(
    app: &App,
    lawful: &Lawful,
    request: &Request,
) -> Result<Option<Shown>, Problem> {
    let answered = request.answers.as_ref().and_then(|one| one.entry_evidence.as_deref());
    let by = match (&request.entry, request.entry_unknown) {
        (None, true) => Some("none"),
        (None, false) => None,
        (Some(_), true) => {
            let expected = "an entry that is shown is not unknown";
            return Err(of_value("/entry_unknown", "entry-is-shown", expected));
        }
        (Some(entry), false) => Some(entry.by.as_str()),
    };
    if let Some(answered) = answered
        && by != Some(answered)
    {
        let expected = "the check answers otherwise what shows the entry";
        return Err(of_value("/entry", "evidence-is-another", expected));
    }
    let Some(entry) = &request.entry else { return Ok(None) };
    if request.traveller.is_none() {
        let expected = "name the traveller who shows the entry";
        return Err(of_value("/traveller", "nothing-presented", expected));
    }
    let mut faults = Faults::default();
    let by = EVIDENCES.iter().find(|(code, _)| *code == entry.by).map(|(_, by)| by);
    let source = match by {
        Some(EntryEvidence::StampBeforeStart) => Ok(Source::Stamp),
        Some(EntryEvidence::Rebutted) => Ok(Source::Rebuttal),
        Some(EntryEvidence::None) | None => {
            Err(unknown("/entry/by", "unknown-code", "`stamp-before-start` or `rebutted`"))
        }
    };
    let source = faults.keep(source);
    let day = faults.keep(day("/entry/on", &entry.on));
    let expected = "a border crossing point, as in ROU-A-OTP";
    let point = entry.point.trim().parse::<PointCode>().ok();
    let point =
        faults.keep(point.ok_or_else(|| unknown("/entry/point", "unknown-point", expected)));
    let evidence = faults.keep(said("/entry/evidence", &entry.evidence, REASON_CHARS_MAX));
    let passage = day.zip(point).and_then(|(day, point)| {
        let zone = app.points.zone(&point);
        Passage::of_day(day, point, &zone)
    });
    match (source, passage, evidence) {
        (Some(source), Some(passage), Some(evidence)) if faults.is_empty() => {
            let entry = EntryPart { passage, authority: lawful.actor.office.clone() };
            Ok(Some(Shown { entry, source, evidence }))
        }
        _ if faults.is_empty() => Err(of_value("/entry/on", "not-a-day", "outside the calendar")),
        _ => Err(faults.into()),
    }
}

/// Records the exit, on a new file where none was held.
pub(super) async fn record(
    app: &App,
    lawful: &Lawful,
    (mut work, (id, asked)): (Box<dyn Work>, (Id<Crossing>, &str)),
    (held, leaving): (Option<File>, Leaving<'_>),
) -> Result<Recorded, Failed> {
    let Leaving { presented, confirmed, .. } = leaving;
    let day = leaving.passage.day;
    let source = leaving.shown.as_ref().map_or(Source::Live, |shown| shown.source);
    let seen = confirmed.shown.on(presented, (day, Source::Live));
    let taken = (confirmed.taken, app.check_switches.biometrics);
    let who = (held.as_ref(), presented, &seen);
    let entering = match Enrolling::read(&mut *work, taken, who, &leaving.passage).await {
        Ok(entering) => entering,
        Err(problem) => {
            let failed = (held.map(|file| file.id), problem.into());
            let (work, movement) = meanwhile(work, (id, asked), failed).await?;
            return repeated(work, movement).await;
        }
    };
    let seen = entering.onto(seen);
    let evidence = leaving.shown.as_ref().map(|shown| shown.evidence.clone());
    let new = held.is_none().then(|| (&seen, Biometrics::of_new(&seen)));
    let decided = decide(app, (id, source), (held.as_ref(), leaving)).and_then(|(placed, own)| {
        let visa = presented.visa.as_ref();
        let mut wrong = violations_at_exit(AtExit { open: None, record: &own, visa });
        if let Some((seen, marks)) = &new {
            wrong.extend(violations_of_new_file(presented, (seen, marks)));
        }
        if wrong.is_empty() { Ok((placed, own)) } else { Err(of_fields(&wrong)) }
    });
    let (placed, own) = match decided {
        Ok(decided) => decided,
        Err(problem) => {
            let failed = (held.map(|file| file.id), problem.into());
            let (work, movement) = meanwhile(work, (id, asked), failed).await?;
            return repeated(work, movement).await;
        }
    };
    let (file, version) = if let Some(file) = held {
        add_what_is_new(&mut *work, &file, (presented, Number::Searched), &seen).await?;
        let home = work.home_of(file.id, &presented.document);
        let reason = "An entry was shown at the exit.";
        let change = Change { deed: Deed::Recalculated, reason };
        store(&mut *work, (&file, home), &placed, change).await?;
        work.touch(file.id, kept_with(&file, &placed)).await?;
        (file.id, file.version.saturating_add(1))
    } else {
        let file = create(app, &mut *work, lawful, ((presented, &seen), &own)).await?;
        work.add_crossing(file, &own).await?;
        (file, 1)
    };
    entering.put(&mut *work, file).await?;
    let of = ((file, version), of_record(own.id));
    keep_words(&mut *work, of, (evidence.as_deref(), confirmed)).await?;
    work.add_movement(id, (file, own.id), asked).await?;
    let sent = &["entry-exit"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    let overstay =
        own.exit.as_ref().map_or(Overstay::NotCalculated, |exit| overstay(own.stay, exit));
    Ok(Recorded { file, crossing: own, overstay, is_repeated: false })
}

/// The records once the exit is there, and the new one.
fn decide(
    app: &App,
    (id, source): (Id<Crossing>, Source),
    (held, leaving): (Option<&File>, Leaving<'_>),
) -> Result<(Placed, Crossing), Problem> {
    let records = held.map_or(&[][..], |file| &file.crossings);
    let (presented, day) = (leaving.presented, leaving.passage.day);
    // A file is made of nobody whom the system does not record. EES Art. 2(3).
    if let Scope::Out(reason) = presented.scope(&leaving.passage.point, day) {
        return Err(out_of_scope(reason.article()));
    }
    // The stay follows from the ground; of an exit alone nothing is calculated.
    let ground = match &leaving.shown {
        Some(_) => Some(presented.ground(day).map_err(of_ground)?),
        None => presented.ground(day).ok(),
    };
    let entry_unknown = leaving.shown.is_none();
    let passage = leaving.passage;
    let departure = Departure { id, passage, entry_unknown, ground, source };
    let now = app.clock.now();
    let Some(shown) = leaving.shown else {
        let left = leave(records, departure, now).map_err(|error| of_exit(&error))?;
        let own = left.crossing().clone();
        return Ok((Placed { records: vec![own.clone()], own: own.id }, own));
    };
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let placed = leave_with(records, departure, shown.entry, (now, rules));
    let placed = placed.map_err(|error| of_shown(&error))?;
    let own = placed.records.iter().find(|record| record.id == placed.own).cloned();
    Ok((placed, own.ok_or_else(Problem::internal)?))
}

/// Keeps what shows the entry and how a human verified the person, in the history of the record.
async fn keep_words(
    work: &mut dyn Work,
    (file, part): ((Id<File>, i64), (ees_store::Part, uuid::Uuid)),
    (evidence, confirmed): (Option<&str>, &Confirmed),
) -> Result<(), StoreError> {
    let verified = confirmed.verified.as_ref();
    let Some(evidence) = evidence else {
        return keep_verification(work, (file, part), verified).await;
    };
    let seen = verified.map(|verified| format!("\n{}", verified.reason.as_str()));
    let reason = format!("{evidence}{}", seen.unwrap_or_default());
    work.add_verification(file, part, Change { deed: Deed::Completed, reason: &reason }).await
}

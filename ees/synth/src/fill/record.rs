//! One passage as one unit of work of a border authority.

use ees_domain::access::{Action, Grant, grant};
use ees_domain::authority::{Actor, AuthorityKind, Purpose, Role};
use ees_domain::biometrics::{Biometrics, Seen};
use ees_domain::crossing::Left;
use ees_domain::day::Day;
use ees_domain::fields::AgeReading;
use ees_domain::file::{Crossing, Regime};
use ees_domain::identity::Identity;
use ees_domain::nationality::VisaRegime;
use ees_domain::retention::{file_kept_until_refused, file_kept_until_with, kept_until};
use ees_store::{
    Access, Change, Deed, NewFile, Number, Outcome, PgRegister, Register, StoreError, Work,
};
use fnd_core::Id;

use crate::history::{Act, Traveller, Unit};
use crate::person::Paper;
use crate::points::office;

/// Members of staff at a crossing point.
const OFFICERS: u8 = 12;

/// Records the unit number `number` of a traveller.
pub(super) async fn record(
    register: &PgRegister,
    traveller: &Traveller,
    number: usize,
) -> Result<(), StoreError> {
    let missing = StoreError::Inconsistent { what: "traveller" };
    let Some(unit) = traveller.units.get(number) else { return Err(missing) };
    let Some(paper) = traveller.person.papers.get(unit.paper) else { return Err(missing) };
    let asked = format!("{} {}", paper.document.issuer, paper.document.number.as_str());
    let actor = actor(unit);
    let Some(grant) = permission(&actor, &unit.act) else { return Err(missing) };
    let request = unit.id.to_uuid();
    let access = Access { grant, actor, request, at: unit.at, asked: asked.clone() };
    let mut work = register.begin(access).await?;
    if number == 0 {
        work.add_file(&new_file(traveller, unit, paper)?).await?;
    } else {
        update(&mut *work, traveller, unit).await?;
    }
    if let Some(crossing) = write(&mut *work, traveller, unit).await? {
        work.add_movement(unit.id, (traveller.file, crossing), &asked).await?;
    }
    work.commit(Outcome { file: Some(traveller.file), ..Outcome::default() }).await
}

/// The officer at the desk.
fn actor(unit: &Unit) -> Actor {
    let state = unit.point.code.state();
    let [.., last] = *unit.id.to_uuid().as_bytes();
    let officer = last.checked_rem(OFFICERS).unwrap_or_default();
    Actor {
        authority: AuthorityKind::Border,
        role: Role::Officer,
        state,
        office: office(unit.point),
        person: format!("{}-{officer:02}", unit.point.code),
        place: Some(unit.point.code.to_string()),
    }
}

fn permission(actor: &Actor, act: &Act) -> Option<Grant> {
    match act {
        Act::Enter(_) => grant(actor, Action::RecordEntry, Purpose::BorderEntry),
        Act::Refuse(_) => grant(actor, Action::RefuseEntry, Purpose::BorderRefusal),
        Act::Leave(_) => grant(actor, Action::RecordExit, Purpose::BorderExit),
    }
}

fn new_file(traveller: &Traveller, unit: &Unit, paper: &Paper) -> Result<NewFile, StoreError> {
    let person = &traveller.person;
    let identity = person.identities.get(paper.identity);
    let identity = identity.ok_or(StoreError::Inconsistent { what: "traveller" })?;
    let regime = match person.regime {
        VisaRegime::Required => Regime::VisaRequired,
        VisaRegime::Exempt => Regime::VisaExempt,
    };
    Ok(NewFile {
        id: traveller.file,
        regime,
        identity: identity.clone(),
        document: paper.document.clone(),
        number: Number::Searched,
        biometrics: biometrics(regime, unit, identity),
        state: unit.point.code.state(),
        office: office(unit.point),
        at: unit.at,
        kept_until: match &unit.act {
            Act::Enter(entered) => kept_until([&entered.crossing], []),
            Act::Leave(left) => kept_until([left.crossing()], []),
            Act::Refuse(decision) => kept_until([], [&decision.refusal]),
        },
    })
}

/// What a new file says of biometric data, none of which is made up.
fn biometrics(regime: Regime, unit: &Unit, identity: &Identity) -> Biometrics {
    let day = match &unit.act {
        Act::Enter(entered) => entered.crossing.entry.as_ref().map(|entry| entry.passage.day),
        Act::Leave(left) => left.crossing().exit.as_ref().map(|exit| exit.day),
        Act::Refuse(decision) => Some(decision.refusal.day),
    };
    let day = day.unwrap_or(Day::MIN);
    Biometrics::of_new(&Seen::plain(regime, AgeReading::on(identity.birth, day), day))
}

/// Holds the file and adds what is new on it.
async fn update(work: &mut dyn Work, traveller: &Traveller, unit: &Unit) -> Result<(), StoreError> {
    let file = work.file_for_update(traveller.file).await?;
    let file = file.ok_or(StoreError::Inconsistent { what: "file" })?;
    if let Act::Enter(entered) = &unit.act {
        let lacks_exit = |record: &&Crossing| Some(record.id) == entered.superseded;
        if let Some(before) = file.crossings.iter().find(lacks_exit) {
            let after = Crossing { is_superseded: true, ..before.clone() };
            let change = Change { deed: Deed::Recalculated, reason: "A later entry was recorded." };
            work.amend_crossing(&file, (before, &after), change).await?;
        }
    }
    let person = &traveller.person;
    let paper = person.papers.get(unit.paper);
    if let Some(paper) = paper.filter(|_| unit.adds_paper) {
        work.add_document(&file, (&paper.document, Number::Searched)).await?;
    }
    let shown = paper
        .and_then(|paper| Some((person.identities.get(paper.identity)?, &paper.document)))
        .filter(|_| unit.adds_identity);
    if let Some(shown) = shown {
        work.add_identity(&file, shown).await?;
    }
    let kept_until = match &unit.act {
        Act::Enter(entered) => file_kept_until_with(&file, &entered.crossing),
        Act::Leave(left) => file_kept_until_with(&file, left.crossing()),
        Act::Refuse(decision) => file_kept_until_refused(&file, &decision.refusal),
    };
    work.touch(traveller.file, kept_until).await
}

/// Writes what was decided; answers the record it is about.
async fn write(
    work: &mut dyn Work,
    traveller: &Traveller,
    unit: &Unit,
) -> Result<Option<Id<Crossing>>, StoreError> {
    let file = traveller.file;
    match &unit.act {
        Act::Enter(entered) => {
            work.add_crossing(file, &entered.crossing).await?;
            Ok(Some(entered.crossing.id))
        }
        Act::Leave(left) => match &**left {
            Left::Closed { crossing, .. } => {
                work.add_exit(file, crossing).await?;
                Ok(Some(crossing.id))
            }
            Left::EntryUnknown(crossing) => {
                work.add_crossing(file, crossing).await?;
                Ok(Some(crossing.id))
            }
        },
        Act::Refuse(decision) => {
            work.add_refusal(file, decision).await?;
            Ok(None)
        }
    }
}

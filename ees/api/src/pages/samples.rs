//! Taking a facial image and fingerprints by page, and the page of a check with what was taken.
//! EES Art. 15, 17(1), 23(2), 27(1).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_desk::asked::{Means, waits_for};
use ees_desk::checked::{Alike, Checked};
use ees_desk::form::Form;
use ees_desk::result::{Desk, result};
use ees_desk::taking::{AtTaking, IMAGE_BYTES_MAX, MISSING, NamedPerson, TOO_LARGE, is_about};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::check::Question;
use ees_domain::outlook::together;
use ees_domain::search::Candidate;
use ees_match::compare::calibration::Strength;
use ees_pages::result::ResultPage;
use ees_wire::capture::{FINGERS, Taken, TakenFace, TakenFinger, TakenParts, WHYS};
use ees_wire::faults::Faults;
use fnd_core::Id;
use fnd_web::language::Chosen;
use fnd_web::multipart::Filled;
use fnd_web::problem::{Fault, Problem};
use fnd_web::shell::Shell;

use super::check::desk;
use super::html;
use super::shell::{CHECK, shell};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::biometrics::capture::{keep, reply};
use crate::biometrics::desk::{AtDesk, Named, gone};
use crate::border::check::{check, stay};

/// One byte more than an image may have, so that too large a file is told from one that just fits.
const READ: usize = IMAGE_BYTES_MAX.saturating_add(1);

/// What was sent with the form, and what is wrong with it.
struct Sent {
    form: Form,
    taken: Result<Taken, Problem>,
    /// The fields of fingers, in the order in which problems count them.
    order: Vec<&'static str>,
}

/// Takes images in, and shows the check once more with what was found of them.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    filled: Filled<READ>,
) -> Result<Response, Problem> {
    let capturing = lawful(&app, &call, Action::Capture, Purpose::BorderEntry).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let (lawful, passage) = desk(&app, &call).await?;
    let Sent { mut form, taken, order } = sent(filled)?;
    let kept = match taken {
        Ok(taken) => keep(&app, (&capturing, &passage), taken).await,
        Err(problem) => Err(problem),
    };
    let problem = match kept {
        Ok((id, findings)) => {
            form.capture_id = id.to_string();
            form.chip_read = findings.chip.map(|_| "yes".to_owned()).unwrap_or_default();
            None
        }
        Err(problem) if is_about(&problem) => Some(problem),
        Err(problem) => return Err(problem),
    };
    let mut traveller = form.traveller();
    let read = match traveller.read(passage.day) {
        Err(error) if error.is_of_visa_alone() => {
            // A visa that cannot be read must not keep the person from being shown.
            traveller.visa = None;
            traveller.read(passage.day)?
        }
        read => read?,
    };
    let checked = check(&app, &lawful, &traveller, (read, passage)).await?;
    let wrong = problem.as_ref().map(|problem| (problem, order.as_slice()));
    let page = page(&app, &lawful, shell, (form, checked), wrong).await?;
    let mut response = html(&page)?.into_response();
    if let Some(problem) = problem {
        *response.status_mut() = problem.status();
    }
    Ok(response)
}

/// Reads the form: texts, images, and why fingers are missing.
fn sent(mut filled: Filled<READ>) -> Result<Sent, Problem> {
    let form: Form = filled.form()?;
    let mut faults = Faults::default();
    let mut image = |name: &'static str, pointer: &str| {
        let content = filled.take_file(name)?.content;
        if IMAGE_BYTES_MAX < content.len() {
            let sentence = "expected at most four megabytes";
            faults.add(Fault::pointer(pointer.to_owned(), TOO_LARGE, sentence));
        }
        Some(content)
    };
    let face = |bytes| TakenFace { bytes, light: None };
    let (live, chip) =
        (image("face", "/face/image").map(face), image("chip", "/chip/image").map(face));
    let mut order = Vec::new();
    let mut fingers = Vec::new();
    for (name, hand, finger) in FINGERS {
        let pointer = format!("/fingers/{}/image", fingers.len());
        if let Some(bytes) = image(name, &pointer) {
            order.push(name);
            fingers.push(TakenFinger { of: (hand, finger), bytes, ppi: None });
        }
    }
    let missing = FINGERS.iter().zip(MISSING).filter_map(|((_, hand, finger), name)| {
        let code = filled.value(name);
        let (_, why) = WHYS.iter().find(|(known, _)| *known == code)?;
        Some((*hand, *finger, *why))
    });
    let parts = TakenParts {
        missing: missing.collect(),
        live,
        chip,
        fingers,
        live_quality_unattainable: !form.unattainable.is_empty(),
        adds_to: form.capture(),
    };
    Ok(Sent { form, taken: parts.whole(faults), order })
}

/// The page of a check, with what was taken: compared, and searched for where the check comes to
/// that. What was taken and is gone is said, and the check goes on without it.
pub(super) async fn page(
    app: &App,
    lawful: &Lawful,
    shell: Shell,
    (mut sent, mut checked): (Form, Checked),
    problem: Option<(&Problem, &[&'static str])>,
) -> Result<ResultPage, Problem> {
    let compared = AtDesk::compared(app, lawful, (sent.capture(), checked.file.as_ref())).await;
    let is_gone = gone();
    let (mut at, problem) = match compared {
        Ok(at) => (at, problem),
        Err(problem) if is_about(&problem) => {
            sent.capture_id = String::new();
            (AtDesk::nothing(), Some((&is_gone, &[][..])))
        }
        Err(problem) => return Err(problem),
    };
    let switches = app.check_switches;
    let waits = waits_for(Means { machines: &at, switches }, (&sent, &checked));
    if let Some(Question::Identify(by)) = waits {
        at.identify(app, lawful, (by, &checked)).await?;
    }
    add_named(app, &mut checked, &at.named)?;
    let found = at.findings.as_ref().zip(sent.capture());
    let found = found.map(|(findings, id)| reply(app, id, findings));
    let named: Vec<NamedPerson> = at.named.iter().filter_map(person).collect();
    let taking = AtTaking {
        agent: &app.biometrics.agent,
        found: found.as_ref(),
        named: at.has_searched.then_some(&named[..]),
        missing_parts: at.missing_parts,
        problem,
    };
    let desk = Desk {
        points: &app.points,
        actor: &lawful.actor,
        means: Means { machines: &at, switches },
        next: Id::from_uuid(app.ids.next(app.clock.now())),
        taking: Some(taking),
    };
    Ok(result(&desk, shell, (&sent, &checked)))
}

/// Puts whom a search of all files named before those whose names are alike, with the stay that a
/// person with those records, too, would have.
fn add_named(app: &App, checked: &mut Checked, named: &[Named]) -> Result<(), Problem> {
    let ground = checked.presented.ground(checked.passage.day).ok();
    let records = checked.file.as_ref().map_or(&[][..], |file| &file.crossings);
    let mut found = Vec::new();
    for Named { file, .. } in named {
        let is_shown = checked.file.as_ref().is_some_and(|shown| shown.id == file.id);
        let Some(candidate) = Candidate::named(file, &checked.presented.identity) else { continue };
        if !is_shown {
            let records = together(records, &file.crossings);
            let stay = stay(app, &records, &checked.passage, ground.as_ref())?;
            found.push(Alike { candidate, stay, file: Some(file.clone()) });
        }
    }
    checked.similar.retain(|one| found.iter().all(|new| new.candidate.file != one.candidate.file));
    checked.similar.splice(0..0, found);
    Ok(())
}

fn person(named: &Named) -> Option<NamedPerson> {
    let candidate = &named.candidate;
    Some(NamedPerson {
        file: named.file.id,
        identity: named.file.identities.last()?.clone(),
        one_in: candidate.strength.one_in(),
        is_most: candidate.strength.one_in() == Strength::ONE_IN_MAX,
        fingers: candidate.fingers.len(),
        with_face: candidate.face.is_some_and(|face| Strength::NONE < face),
    })
}

//! The check, when the register cannot be asked: what the document says and what is known here.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::Response;
use ees_desk::asked::Means;
use ees_desk::check::{empty_form, refilled};
use ees_desk::form::Form;
use ees_desk::machines::NoMachines;
use ees_desk::record::mark;
use ees_desk::result::Desk;
use ees_desk::shell::CHECK;
use ees_desk::taking::TAKE;
use ees_desk::unreached::unreached;
use ees_domain::authority::Actor;
use ees_domain::point::Passage;
use ees_domain::presented::Presented;
use ees_domain::switches::CheckSwitches;
use ees_pages::border::IMAGES;
use ees_pages::check::{CheckForm, CheckPage};
use ees_pages::errors::nothing_to_check;
use ees_pages::result::ResultPage;
use ees_wire::reading::Read;
use fnd_core::Id;
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::multipart::Filled;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;

use super::{html, officer};
use crate::centre::Sent;
use crate::node::{Node, Shared, checked, is_under_way};

/// What carries out a check here while the register cannot be reached: nothing that compares or
/// searches. The officer is asked what the law leaves to them.
pub(super) fn means() -> Means<'static> {
    Means { machines: &NoMachines, switches: CheckSwitches::default() }
}

/// The page with the form alone.
pub(super) async fn form(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    sent: Sent,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    if let Some(answer) = node.pass_check((&caller, language), &sent).await {
        return Ok(answer);
    }
    let shell = node.shell(language, Some(&caller), CHECK);
    let form = empty_form(&actor, &shell.words);
    html(&CheckPage::new(shell, form))
}

/// Checks whom the form describes.
///
/// Of whom something is on its way to the register, the register would say what is no longer so;
/// the page is then drawn here.
pub(super) async fn handler(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    sent: Sent,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    let passage = node.passage(node.clock.now())?;
    let has_images = sent.path == TAKE;
    let form = if has_images { form_beside_images(&sent).await? } else { form_of(&sent)? };
    let read = form.traveller().read(passage.day);
    let is_waiting = match &read {
        Ok(read) => is_waiting(&node, &read.presented).await?,
        Err(_) => false,
    };
    let who = (&caller, language);
    if !is_waiting && let Some(answer) = node.pass_check(who, &sent).await {
        return Ok(answer);
    }
    let shell = node.shell(language, Some(&caller), CHECK);
    let blank = empty_form(&actor, &shell.words);
    if form.is_empty() {
        let error = nothing_to_check(&shell.words);
        let form = CheckForm { zone: blank.zone.clone().wrong(error), ..blank };
        return html(&CheckPage::new(shell, form));
    }
    match read {
        Ok(read) => {
            let page = page(&node, (shell, &actor), &form, (read, passage)).await?;
            html(&with_images(page, has_images))
        }
        Err(error) if error.is_of_visa_alone() => {
            again(&node, (shell, &actor), &form, (passage, error.into())).await
        }
        Err(error) => {
            let form = refilled(blank, &form, &error, &shell.words);
            html(&CheckPage::new(shell, form))
        }
    }
}

/// The texts of a form with images. The images are kept nowhere: nobody here looks at them.
async fn form_beside_images(sent: &Sent) -> Result<Form, Problem> {
    let mut request = Request::new(Body::from(sent.body.clone()));
    request.headers_mut().clone_from(&sent.headers);
    // How long it may be was looked at when it came.
    DefaultBodyLimit::disable().apply(&mut request);
    Filled::<0>::from_request(request, &()).await?.form()
}

/// What a form sent.
pub(super) fn form_of(sent: &Sent) -> Result<Form, Problem> {
    serde_urlencoded::from_bytes(&sent.body).ok().ok_or_else(Problem::malformed_form)
}

/// Whether something of this traveller is on its way to the register.
pub(super) async fn is_waiting(node: &Node, presented: &Presented) -> Result<bool, Problem> {
    let held = node.recorded_here(node.traveller(&presented.document)).await?;
    Ok(is_under_way(&held))
}

/// The page, which says that images were not looked at, if some were sent.
fn with_images(mut page: ResultPage, has_images: bool) -> ResultPage {
    if let Some(offline) = &mut page.offline {
        offline.unseen = has_images.then_some(IMAGES);
    }
    page
}

/// The page of what is known here.
async fn page(
    node: &Node,
    (shell, actor): (Shell, &Actor),
    sent: &Form,
    (read, passage): (Read, Passage),
) -> Result<ResultPage, Problem> {
    let known = node.known(node.traveller(&read.presented.document)).await?;
    let next = Id::from_uuid(node.ids.next(node.clock.now()));
    let desk = Desk { points: &node.points, actor, means: means(), next, taking: None };
    Ok(unreached(&desk, shell, (sent, &checked(read, passage)), &known))
}

/// The result of the check once more, with what must be mended; or the problem itself.
pub(super) async fn again(
    node: &Node,
    desk: (Shell, &Actor),
    sent: &Form,
    (passage, problem): (Passage, Problem),
) -> Result<Response<Body>, Problem> {
    let mut traveller = sent.traveller();
    // A visa that cannot be read must not keep the person from being shown.
    traveller.visa = None;
    let Ok(read) = traveller.read(passage.day) else { return Err(problem) };
    let mut page = page(node, desk, sent, (read, passage)).await?;
    if !mark(&mut page, (sent, &problem)) {
        return Err(problem);
    }
    let mut response = html(&page)?;
    *response.status_mut() = problem.status();
    Ok(response)
}

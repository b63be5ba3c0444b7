//! The fields of the application: what was typed, what is wrong with it, and the form that shows
//! both. Statement 4; R11, R13.

use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::form::{Choice, Field, Tick};
use fnd_web::words::Words;
use ies_domain::community::{CommunityKind, JoinNotice};
use ies_domain::consent::{Given, Statement, Statements};
use ies_domain::organisation::{Organisation, OrganisationKind};
use ies_domain::person::ContactField;
use ies_domain::scan::ScanKind;
use ies_domain::session::AssuranceLevel;
use ies_pages::entry::{ApplicationForm, ConsentForm, HeldScan, OrganisationFields, Submission};
use ies_pages::errors::sentence;
use ies_pages::person::Contact;
use ies_store::purpose::applying::Applying;
use ies_store::{CommunityRow, Draft, Request, StoreError};
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::call::Call;
use crate::form::Filled;
use crate::public::text::version;
use crate::said::of_field;
use crate::shell::local;

/// What the form offers.
#[derive(Debug)]
pub(super) struct Offered {
    /// Organisations on file.
    pub organisations: Vec<Organisation>,
    /// Communities that can be asked for, with who outside the Union belongs to them.
    pub communities: Vec<(CommunityRow, JoinNotice)>,
}

/// Reads what the form offers.
pub(super) async fn offered(unit: &Applying) -> Result<Offered, StoreError> {
    let communities = unit.open_communities().await?;
    Ok(Offered { organisations: unit.organisations().await?, communities })
}

/// Takes over what was typed and chosen. Nothing is checked yet, so that a draft keeps what is
/// not finished.
pub(super) fn take(request: &mut Request, call: &Call, (filled, offered): (&Filled, &Offered)) {
    let shown = call.who.caller.authentication.clone().unwrap_or_default();
    let text = |name: &str| filled.value(name).trim().to_owned();
    let chosen = offered
        .organisations
        .iter()
        .find(|organisation| organisation.id.to_uuid().to_string() == text("organisation"));
    let (name, kind, seat) = match chosen {
        Some(known) => (known.name.as_str().to_owned(), Some(known.kind), known.seat.to_string()),
        None => (
            text("organisation_name"),
            OrganisationKind::find(&text("organisation_kind")),
            text("organisation_seat"),
        ),
    };
    request.draft = Draft {
        first_name: text("first_name"),
        last_name: text("last_name"),
        email: text("email"),
        telephone: text("telephone"),
        work_address: text("work_address"),
        organisation: name,
        job_title: text("job_title"),
        justification: text("justification"),
        chosen: chosen.map(|known| known.id.to_uuid().to_string()).unwrap_or_default(),
        seat,
        login_name: call.who.caller.name.clone(),
        login_email: shown.email.unwrap_or_default(),
        login_assurance: assurance(shown.assurance.as_deref()).code().to_owned(),
    };
    request.kind = kind;
    let wanted = filled.values("communities");
    let rows = offered.communities.iter().map(|(row, _)| row.community.id);
    request.communities = rows.filter(|id| wanted.contains(&id.to_uuid().to_string())).collect();
}

/// How surely the provider registered the person, by its number or its name.
fn assurance(told: Option<&str>) -> AssuranceLevel {
    let told = told.unwrap_or_default();
    match told.parse() {
        Ok(number) => AssuranceLevel::of_number(number),
        Err(_) => AssuranceLevel::find(&told.to_lowercase()).unwrap_or(AssuranceLevel::None),
    }
}

/// What was ticked of the two consents. R37.
pub(super) fn given(filled: &Filled) -> Given {
    Given { general: filled.is_ticked("consent"), transfer: filled.is_ticked("transfer_consent") }
}

/// A new request, with what the identity provider says of the person. R12: the person sees and
/// confirms it.
pub(super) fn prefilled(call: &Call, draft: &mut Draft) -> Vec<&'static str> {
    let shown = call.who.caller.authentication.clone().unwrap_or_default();
    let mut names = Vec::new();
    let fields = [
        (&mut draft.first_name, shown.first_name, "first_name"),
        (&mut draft.last_name, shown.last_name, "last_name"),
        (&mut draft.email, shown.email, "email"),
    ];
    for (field, told, name) in fields {
        if let (true, Some(told)) = (field.is_empty(), told) {
            *field = told;
            names.push(name);
        }
    }
    names
}

/// The form as it stands; `given` is what was ticked.
pub(super) fn form(
    app: &App,
    words: &Words,
    (request, offered): (&Request, &Offered),
    (consent, given): (ConsentForm, Given),
) -> ApplicationForm {
    let draft = &request.draft;
    let mut form =
        ApplicationForm::empty(consent, organisation(words, draft, request.kind, offered));
    form.action = "/apply/review".into();
    form.draft = "/apply/draft".into();
    form.first_name.value.clone_from(&draft.first_name);
    form.last_name.value.clone_from(&draft.last_name);
    form.email.value.clone_from(&draft.email);
    form.telephone.value.clone_from(&draft.telephone);
    form.work_address.value.clone_from(&draft.work_address);
    form.job_title.value.clone_from(&draft.job_title);
    form.justification.value.clone_from(&draft.justification);
    let mut communities: Vec<_> = offered.communities.iter().collect();
    // The many national networks come last, so that the others are seen.
    communities.sort_by_cached_key(|(row, _)| {
        let is_network = row.community.kind == CommunityKind::NationalNetwork;
        (is_network, row.name(words.code()).to_lowercase())
    });
    form.offered = communities.into_iter().map(|row| tick(words, row, request)).collect();
    form.scan.held = held(app, request);
    let ticked = |is_ticked: bool| if is_ticked { "yes".to_owned() } else { String::new() };
    form.consent.general.value = ticked(given.general);
    if let Some(transfer) = &mut form.consent.transfer {
        transfer.value = ticked(given.transfer);
    }
    form
}

fn organisation(
    words: &Words,
    draft: &Draft,
    kind: Option<OrganisationKind>,
    offered: &Offered,
) -> OrganisationFields {
    let known = offered.organisations.iter().map(|organisation| {
        Choice::new(organisation.id.to_uuid().to_string(), organisation.name.as_str())
    });
    let seats = ies_pages::countries::choices(words);
    let mut fields = OrganisationFields::empty(known.collect(), seats);
    if draft.chosen.is_empty() {
        fields.name.value.clone_from(&draft.organisation);
        fields.kind.value = kind.map(|kind| kind.code().to_owned()).unwrap_or_default();
        fields.seat.value.clone_from(&draft.seat);
    } else {
        fields.chosen.value.clone_from(&draft.chosen);
    }
    fields
}

fn tick(words: &Words, (row, notice): &(CommunityRow, JoinNotice), request: &Request) -> Tick {
    let count = notice.recipients().len();
    let about = if count == 0 {
        String::new()
    } else {
        words.count("recipients-abroad", i64::try_from(count).unwrap_or(i64::MAX))
    };
    let id = row.community.id;
    Tick {
        choice: Choice::new(id.to_uuid().to_string(), row.name(words.code())),
        about,
        is_chosen: request.communities.contains(&id),
    }
}

/// The scan that is held, as pages tell of it.
pub(super) fn held(app: &App, request: &Request) -> Option<HeldScan> {
    let held = request.registration.scan.held()?;
    let hours = i64::from(app.switches.registration.draft_scan_hours);
    let is_draft = request.registration.state == ies_domain::registration::State::Draft;
    let until = held.uploaded_at.checked_add(SignedDuration::from_hours(hours)).ok();
    Some(HeldScan {
        kind: kind(held.kind).into(),
        bytes: u64::try_from(held.bytes).unwrap_or(u64::MAX),
        uploaded: local(held.uploaded_at),
        until: until.filter(|_| is_draft).map(local),
    })
}

const fn kind(kind: ScanKind) -> &'static str {
    match kind {
        ScanKind::Jpeg => "JPEG",
        ScanKind::Png => "PNG",
        ScanKind::Pdf => "PDF",
    }
}

/// Marks everything that is wrong with `form`. The rules are the domain's; here they meet the
/// fields.
pub(super) fn mark(form: &mut ApplicationForm, words: &Words, (request, given): (&Request, Given)) {
    let draft = &request.draft;
    if let Err(faults) = draft.card() {
        for fault in &faults {
            let (field, label) = field(form, fault.field);
            field.error = of_field(words, label, fault);
        }
    }
    let missing = |field: &mut Field, label: &str, code: &str| {
        field.error = sentence(words, label, code, 0);
    };
    if draft.chosen.is_empty() && request.kind.is_none() {
        missing(&mut form.organisation.kind, "organisation-kind", "not-chosen");
    }
    if draft.chosen.is_empty() && seat(draft).is_none() {
        missing(&mut form.organisation.seat, "organisation-seat", "not-chosen");
    }
    if draft.justification.trim().is_empty() {
        missing(&mut form.justification, "justification", "missing");
    }
    if request.registration.scan.held().is_none() && form.scan.file.error.is_empty() {
        missing(&mut form.scan.file, "scan-file", "scan-missing");
    }
    if !given.general {
        missing(&mut form.consent.general, "consent-general", "general-consent-missing");
    }
    if let (Some(field), false) = (&mut form.consent.transfer, given.transfer) {
        missing(field, "consent-transfer", "transfer-consent-missing");
    }
}

/// The country of the organisation's seat, if it is one that there is.
pub(super) fn seat(draft: &Draft) -> Option<CountryCode> {
    let is_known = ies_pages::countries::CODES.contains(&draft.seat.as_str());
    draft.seat.parse().ok().filter(|_| is_known)
}

/// The field of the form and the key of its label.
fn field(form: &mut ApplicationForm, field: ContactField) -> (&mut Field, &'static str) {
    match field {
        ContactField::FirstName => (&mut form.first_name, "field-first-name"),
        ContactField::LastName => (&mut form.last_name, "field-last-name"),
        ContactField::Email => (&mut form.email, "field-email"),
        ContactField::Telephone => (&mut form.telephone, "field-telephone"),
        ContactField::WorkAddress => (&mut form.work_address, "field-work-address"),
        ContactField::Organisation => (&mut form.organisation.chosen, "field-organisation"),
        ContactField::JobTitle => (&mut form.job_title, "field-job-title"),
    }
}

/// The two texts that are agreed to, and their boxes.
pub(super) fn consent(call: &Call, now: Timestamp) -> Option<ConsentForm> {
    let all = &call.who.person.statements;
    let shown = Statements(all).in_force(now)?;
    let version = |one: Statement| version(all, (one.kind, one.version), now);
    Some(ConsentForm::empty(version(shown.privacy), version(shown.terms)))
}

/// What was filled in, as pages repeat it.
pub(super) fn submission(words: &Words, request: &Request, communities: Vec<String>) -> Submission {
    let draft = &request.draft;
    let about = match request.kind {
        Some(kind) if draft.chosen.is_empty() => format!(
            "{}, {}",
            words.text(&format!("kind-{}", kind.code())),
            ies_pages::countries::name(words, &draft.seat)
        ),
        Some(_) | None => String::new(),
    };
    Submission {
        contact: contact(draft),
        organisation_about: about,
        communities,
        justification: draft.justification.clone(),
    }
}

/// The contact details of a draft, as pages show them.
pub(crate) fn contact(draft: &Draft) -> Contact {
    Contact {
        first_name: draft.first_name.clone(),
        last_name: draft.last_name.clone(),
        email: draft.email.clone(),
        telephone: draft.telephone.clone(),
        work_address: draft.work_address.clone(),
        organisation: draft.organisation.clone(),
        job_title: draft.job_title.clone(),
    }
}

/// The names of the Communities wanted, as far as they are offered.
pub(super) fn wanted(words: &Words, request: &Request, offered: &Offered) -> Vec<String> {
    let rows = offered.communities.iter().map(|(row, _)| row);
    rows.filter(|row| request.communities.contains(&row.community.id))
        .map(|row| row.name(words.code()).to_owned())
        .collect()
}

/// A request that is not stored yet.
pub(super) fn blank(app: &App, call: &Call, now: Timestamp) -> Request {
    use ies_domain::registration::{Registration, State};
    use ies_domain::scan::Scan;
    Request {
        registration: Registration {
            id: Id::from_uuid(app.ids.next(now)),
            subject: call.who.subject.clone(),
            state: State::Draft,
            since: now,
            submitted_at: None,
            questions: 0,
            scan: Scan::None,
            decision: None,
            ended_at: None,
        },
        draft: Draft::default(),
        language: call.visit.language,
        kind: None,
        communities: Vec::new(),
        begun_at: now,
        version: 1,
        account: None,
    }
}

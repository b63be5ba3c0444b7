//! Refusing entry by page: the officer's form, what it asks for, what is wrong with it.
//! EES Art. 18; SBC Annex V.

use std::collections::BTreeMap;

use ees_domain::file::File;
use ees_domain::point::BorderPoint;
use ees_domain::presented::Requirement;
use ees_domain::refusal::{
    Allowance, BiometricsAllowed, Detail, FormText, Reason, RefusalDecision, Signature, Threat,
    document_tells_whose,
};
use ees_pages::refuse::{self as pages, Given, MayEnter, Point, RefuseForm, RefusePage, Wrong};
use ees_pages::result::{FileChoice, VisaForm};
use ees_wire::problem::of_value;
use ees_wire::refusal::RefusalRequest;
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::problem::{Place, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::checked::Checked;
use crate::form::{Form, NEW_FILE};
use crate::result::{files, visa_form};
use crate::shell::CHECK;
use crate::view;

/// Where the form of a refusal is opened.
pub const NEW_REFUSAL: &str = "/refusals/new";
/// Where a refusal is recorded.
pub const REFUSALS: &str = "/refusals";

/// Every point of the standard form: its letter, the name of its box, the key of its words.
pub const POINTS: [(Reason, char, &str, &str); 12] = [
    (Reason::A, 'A', "reason_a", "refusal-a"),
    (Reason::B, 'B', "reason_b", "refusal-b"),
    (Reason::C, 'C', "reason_c", "refusal-c"),
    (Reason::D, 'D', "reason_d", "refusal-d"),
    (Reason::E, 'E', "reason_e", "refusal-e"),
    (Reason::F, 'F', "reason_f", "refusal-f"),
    (Reason::G, 'G', "reason_g", "refusal-g"),
    (Reason::HSis, 'H', "reason_h_sis", "refusal-h-sis"),
    (Reason::HNational, 'H', "reason_h_nat", "refusal-h-national"),
    (Reason::I, 'I', "reason_i", "refusal-i"),
    (Reason::JEnrolment, 'J', "reason_j_enrol", "refusal-j-enrolment"),
    (Reason::JCheck, 'J', "reason_j_check", "refusal-j-check"),
];

/// What can be threatened: the name of its box, the key of its words.
const THREATS: [(Threat, &str, &str); 4] = [
    (Threat::PublicPolicy, "threat_policy", "threat-public-policy"),
    (Threat::InternalSecurity, "threat_security", "threat-internal-security"),
    (Threat::PublicHealth, "threat_health", "threat-public-health"),
    (Threat::InternationalRelations, "threat_relations", "threat-international-relations"),
];

/// The officer's form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Who stands at the desk, and the visa.
    #[serde(flatten)]
    pub desk: Form,
    /// Boxes and texts by name.
    #[serde(flatten)]
    pub rest: BTreeMap<String, String>,
}

impl Sent {
    fn text(&self, name: &str) -> String {
        self.rest.get(name).cloned().unwrap_or_default()
    }

    fn is_ticked(&self, name: &str) -> bool {
        self.rest.get(name).is_some_and(|value| !value.is_empty())
    }

    /// What was typed, if anything. Browsers send the end of a line as two letters.
    fn filled(&self, name: &str) -> Option<String> {
        let text = self.text(name).replace("\r\n", "\n");
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn field(&self, name: &'static str) -> Field {
        Field::holding(name, self.text(name))
    }

    /// The refusal that the form asks for.
    ///
    /// # Errors
    /// A form without an identifier was not made by us.
    pub fn request(&self) -> Result<RefusalRequest, Problem> {
        let id = |text: &str| {
            text.parse().ok().ok_or_else(|| of_value("/refusal_id", "not-an-id", "expected an id"))
        };
        let ticked = POINTS.into_iter().filter(|(_, _, name, _)| self.is_ticked(name));
        let reasons: Vec<Reason> = ticked.map(|(reason, ..)| reason).collect();
        let bearer = self.text("bearer");
        // Whose file it is was asked for the case that the document is false, and for no other.
        let is_bearer_asked = !bearer.is_empty() && !document_tells_whose(&reasons);
        let file = if is_bearer_asked { bearer.as_str() } else { self.desk.file_id.as_str() };
        let is_named = !file.is_empty() && file != NEW_FILE;
        let threats = THREATS.into_iter().filter(|(_, name, _)| self.is_ticked(name));
        Ok(RefusalRequest {
            refusal_id: id(&self.text("refusal_id"))?,
            traveller: self.desk.traveller(),
            file_id: if is_named { Some(id(file)?) } else { None },
            is_other_person: is_bearer_asked && file == NEW_FILE,
            at: None,
            point: None,
            reasons: reasons.iter().map(|reason| reason.code().to_owned()).collect(),
            further: Vec::new(),
            missing_documents: self.filled("missing_documents"),
            national_register: self.filled("national_register"),
            threats: threats.map(|(threat, ..)| threat.code().to_owned()).collect(),
            national_law: self.filled("national_law"),
            comments: self.filled("comments"),
            alert_holds_biometrics: self.is_ticked("alert_holds"),
            is_in_vis: None,
            answers: None,
            hands: None,
            capture_id: self.desk.capture(),
        })
    }
}

/// The page with the officer's form, filled with what was sent; `id` is that of the refusal to be.
pub fn page(shell: Shell, (sent, checked): (&Sent, &Checked), id: &str) -> RefusePage {
    let words = shell.words.clone();
    let today = checked.passage.day.date();
    let mut hidden = sent.desk.carried();
    hidden.push(Hidden { name: "refusal_id", value: id.to_owned() });
    let needs_visa = checked.presented.requirement(checked.passage.day) == Requirement::Visa;
    let visa = needs_visa.then(|| visa_form(&sent.desk, checked, &words)).flatten();
    let similar = checked.file.is_none().then(|| files(checked, &words)).flatten();
    let point = |(_, letter, name, key): (Reason, char, &'static str, &'static str)| Point {
        letter,
        key,
        field: sent.field(name),
    };
    RefusePage {
        identity: view::identity(&checked.presented.identity, words.language()),
        document: view::document(&checked.presented.document, &words, today),
        form: RefuseForm {
            action: REFUSALS.into(),
            hidden,
            points: POINTS.map(point).into(),
            nothing_ticked: Field::new("reasons_error"),
            missing_documents: sent.field("missing_documents"),
            national_register: sent.field("national_register"),
            alert_holds: sent.field("alert_holds"),
            threats: THREATS.map(|(_, name, key)| (key, sent.field(name))).into(),
            national_law: sent.field("national_law"),
            comments: sent.field("comments"),
            visa,
            file: similar.map(|similar| FileChoice {
                field: Field::holding("file_id", sent.desk.file_id.clone()),
                files: [Choice::new(NEW_FILE, words.text("desk-file-new"))]
                    .into_iter()
                    .chain(similar)
                    .collect(),
            }),
            bearer: checked.file.as_ref().map(|file| bearers(sent, file, &words)),
        },
        again: CHECK.into(),
        shell: RefusePage::shell(shell, CHECK),
    }
}

/// Whose file it is, of a document whose number is on one: the person's of that file, or somebody
/// else's.
fn bearers(sent: &Sent, file: &File, words: &Words) -> FileChoice {
    let known = file.identities.last().map(|identity| {
        let shown = view::identity(identity, words.language());
        let name = format!("{}, {}", shown.name(), shown.birth.text(words));
        Choice::new(file.id.to_string(), words.one("refuse-bearer-of", "name", name))
    });
    let other = Choice::new(NEW_FILE, words.text("refuse-bearer-other"));
    FileChoice { field: sent.field("bearer"), files: known.into_iter().chain([other]).collect() }
}

/// Marks what must be mended; false when the page has no field for any of it.
pub fn mark(page: &mut RefusePage, problem: &Problem) -> bool {
    let words = page.shell.words.clone();
    let form = &mut page.form;
    let mut marked = false;
    if let ("file-to-be-chosen", Some(bearer)) = (problem.code(), &mut form.bearer) {
        bearer.field.error = Wrong::NoBearer.sentence(&words);
        marked = true;
    }
    for fault in problem.errors() {
        let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
        let wrong = match fault.code {
            "no-reason" => Wrong::NoReason,
            "detail-missing" => Wrong::Missing,
            "detail-without-reason" => Wrong::Alone,
            "visa-missing" => Wrong::NoVisa,
            _ => Wrong::Text,
        };
        let field = match at.as_str() {
            "/reasons" => Some(&mut form.nothing_ticked),
            "/missing_documents" => Some(&mut form.missing_documents),
            "/national_register" => Some(&mut form.national_register),
            "/threats" => form.threats.first_mut().map(|(_, field)| field),
            "/national_law" => Some(&mut form.national_law),
            "/comments" => Some(&mut form.comments),
            at if at.starts_with("/traveller/visa") => {
                form.visa.as_mut().map(|visa| visa_field(visa, at))
            }
            _ => None,
        };
        let Some(field) = field else { continue };
        field.error = wrong.sentence(&words);
        marked = true;
    }
    marked
}

/// The field of the visa that a fault speaks of; its number, when it speaks of the whole.
fn visa_field<'a>(visa: &'a mut VisaForm, at: &str) -> &'a mut Field {
    match at {
        "/traveller/visa/issuer" => &mut visa.issuer,
        "/traveller/visa/kind" => &mut visa.kind,
        "/traveller/visa/valid_to" => &mut visa.expires,
        "/traveller/visa/entries" => &mut visa.entries,
        "/traveller/visa/duration_days" => &mut visa.days,
        _ => &mut visa.number,
    }
}

/// The reasons as they were recorded, with what was written beside each.
pub fn given(decision: &RefusalDecision, words: &Words) -> Vec<Given> {
    let recorded = POINTS.into_iter().filter(|row| decision.refusal.reasons.contains(&row.0));
    let letters = recorded.map(|(reason, letter, _, key)| Given {
        letter: letter.to_string(),
        text: words.text(key),
        details: details(decision, reason, words),
    });
    let further = decision.further.iter().map(|code| Given {
        letter: code.as_str().to_owned(),
        text: String::new(),
        details: Vec::new(),
    });
    letters.chain(further).collect()
}

fn details(
    decision: &RefusalDecision,
    reason: Reason,
    words: &Words,
) -> Vec<(&'static str, String)> {
    let form = &decision.particulars;
    let text = |text: &Option<FormText>| text.as_ref().map(|text| text.as_str().to_owned());
    let rows = Detail::ALL.into_iter().filter(|(_, of, ..)| *of == reason);
    let row = |(detail, ..): (Detail, Reason, &str, &str)| match detail {
        Detail::MissingDocuments => Some(("refuse-missing", text(&form.missing_documents)?)),
        Detail::NationalRegister => Some(("refuse-register", text(&form.national_register)?)),
        Detail::NationalLaw => Some(("refuse-law", text(&form.national_law)?)),
        Detail::Threats => {
            let named: Vec<String> =
                threat_keys(&form.threats).map(|key| words.text(key)).collect();
            (!named.is_empty()).then(|| ("refuse-threats", named.join("; ")))
        }
    };
    rows.filter_map(row).collect()
}

/// The keys of what is threatened.
pub(crate) fn threat_keys(held: &[Threat]) -> impl Iterator<Item = &'static str> {
    THREATS.into_iter().filter(|(threat, ..)| held.contains(threat)).map(|(_, _, key)| key)
}

/// Which biometric data may be entered, in words.
pub fn may_enter(allowed: &BiometricsAllowed, words: &Words) -> Vec<MayEnter> {
    let kinds = [
        ("may-face", allowed.face),
        ("may-chip", allowed.face_of_chip),
        ("may-prints", allowed.fingerprints),
    ];
    let row = |(key, allowance): (&'static str, Allowance)| MayEnter {
        key,
        is_allowed: allowance.is_allowed(),
        because: match allowance {
            Allowance::Allowed(reason) => {
                let letter = reason.code().chars().take(1).collect::<String>();
                words.one("may-because", "letter", letter)
            }
            Allowance::Withheld(why) => words.text(&format!("withheld-{}", why.code())),
        },
    };
    kinds.map(row).into()
}

/// Whether the person signed, as pages say it.
pub const fn signature(signature: Signature) -> pages::Signature {
    match signature {
        Signature::Awaited => pages::Signature::Awaited,
        Signature::Given => pages::Signature::Given,
        Signature::Refused => pages::Signature::Refused,
    }
}

/// When the refusal was, at its border crossing point.
pub fn local_time(decision: &RefusalDecision, points: &[BorderPoint]) -> DateTime {
    let refusal = &decision.refusal;
    let point = points.iter().find(|point| point.code.as_str() == refusal.point);
    let zone = point.map_or(jiff::tz::TimeZone::UTC, |point| point.zone.clone());
    refusal.at.to_zoned(zone).datetime()
}

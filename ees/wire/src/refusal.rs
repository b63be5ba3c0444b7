//! Refusals of entry: as they are asked for, as they are sent, and what became of them.

use ees_domain::check::Hands;
use ees_domain::refusal::{
    Allowance, BiometricsAllowed, Detail, FormText, FurtherCode, Particulars, Reason,
    RefusalDecision, RefusalError, Signature, Threat, document_tells_whose,
};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::check::{Answers, HandsSeen};
use super::faults::{Faults, unknown};
use super::text;
use super::traveller::{Traveller, Visa};
use crate::problem::{of_faults, of_refusal};

/// A refusal of entry to be recorded. EES Art. 18; SBC Art. 14 and Annex V.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalRequest {
    /// The identifier of the record, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated unchanged has the same answer and no further effect.
    pub refusal_id: Uuid,
    /// Who is refused; with the visa of somebody who needs one and presented it.
    pub traveller: Traveller,
    /// The file of the person, when it was found by identity and not by this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// With reason `B` alone, when the false document bears the number of a document that is on
    /// file: the person is not the one of that file, and a new one is made.
    #[serde(default)]
    pub is_other_person: bool,
    /// When, RFC 3339; now, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::Instant>)]
    pub at: Option<String>,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// The points of the standard form that are ticked.
    #[serde(default)]
    #[schema(value_type = Vec<text::ReasonForRefusal>, max_items = 12)]
    pub reasons: Vec<String>,
    /// Codes of reasons that the form has beyond these.
    #[serde(default)]
    #[schema(value_type = Vec<text::FurtherReasonCode>, max_items = 12)]
    pub further: Vec<String>,
    /// Point E: the documents that are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::TextOfForm>)]
    pub missing_documents: Option<String>,
    /// Point H: the authority whose national register holds the alert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::TextOfForm>)]
    pub national_register: Option<String>,
    /// Point I: what is threatened.
    #[serde(default)]
    #[schema(value_type = Vec<text::ThreatenedInterest>, max_items = 4)]
    pub threats: Vec<String>,
    /// Point I: the national law on such refusals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::TextOfForm>)]
    pub national_law: Option<String>,
    /// Comments of the officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::TextOfForm>)]
    pub comments: Option<String>,
    /// Point H: whether the alert that leads to the refusal holds the person's biometric data.
    #[serde(default)]
    pub alert_holds_biometrics: bool,
    /// Whether the Visa Information System knows the person; so it is presumed of whoever presents
    /// a visa, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_in_vis: Option<bool>,
    /// What the officer answered in the check, when it came so far: then the decision is
    /// `refuse`, the person is the one of the file to which the check came, and what a human
    /// verified is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// What the officer says of the hands, when prints are impossible. EES Art. 17(4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hands: Option<HandsSeen>,
    /// What was taken of the person, as `POST /v1/captures` named it, where `answers` do not say so:
    /// entered as far as the reasons let it be. EES Art. 18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture_id: Option<Uuid>,
}

/// What is ticked and written on the form, as the domain knows it.
#[derive(Debug, Clone)]
pub struct Ticked {
    /// The letters.
    pub reasons: Vec<Reason>,
    /// Further codes.
    pub further: Vec<FurtherCode>,
    /// The rest of the form.
    pub particulars: Particulars,
}

impl RefusalRequest {
    /// Reads what is said of the hands.
    pub fn hands(&self) -> Result<Option<Hands>, Problem> {
        let mut faults = Faults::default();
        let hands = self.hands.as_ref().and_then(|said| said.read("", &mut faults));
        if faults.is_empty() { Ok(hands) } else { Err(faults.into()) }
    }

    /// Reads what is ticked and written; everything that cannot be read is a fault.
    pub fn ticked(&self) -> Result<Ticked, Problem> {
        let mut faults = Faults::default();
        let reasons = each(&self.reasons, "/reasons", &mut faults, |code| {
            Reason::find(code).ok_or(("unknown-reason", "a letter of the standard form, as in `C`"))
        });
        let further = each(&self.further, "/further", &mut faults, |code| {
            code.parse().ok().ok_or(("unknown-reason", "a code of capital letters and digits"))
        });
        let threats = each(&self.threats, "/threats", &mut faults, |code| {
            Threat::find(code).ok_or(("unknown-threat", "one of the threats of point I"))
        });
        if self.is_other_person {
            self.check_other_person(&reasons, &mut faults);
        }
        let mut text = |field: &str, text: Option<&String>| field_text(field, text, &mut faults);
        let particulars = Particulars {
            missing_documents: text("missing_documents", self.missing_documents.as_ref()),
            national_register: text("national_register", self.national_register.as_ref()),
            national_law: text("national_law", self.national_law.as_ref()),
            comments: text("comments", self.comments.as_ref()),
            threats,
            signature: Signature::Awaited,
        };
        if faults.is_empty() {
            Ok(Ticked { reasons, further, particulars })
        } else {
            Err(faults.into())
        }
    }
}

impl RefusalRequest {
    /// Somebody else than the bearer on file is meant by who presents a false document alone.
    fn check_other_person(&self, reasons: &[Reason], faults: &mut Faults) {
        let mut fault = |code, detail: &str| {
            let fault = Fault::pointer("/is_other_person", code, detail.to_owned());
            faults.keep::<()>(Err(fault));
        };
        if document_tells_whose(reasons) {
            fault("other-person-without-reason", "leave it out, or tick B: the document is false");
        }
        if self.file_id.is_some() {
            fault(
                "file-and-other-person",
                "name a file or say that it is another person, not both",
            );
        }
    }
}

/// Reads each code of a list.
fn each<T>(
    codes: &[String],
    pointer: &str,
    faults: &mut Faults,
    find: impl Fn(&str) -> Result<T, (&'static str, &'static str)>,
) -> Vec<T> {
    let read = codes.iter().enumerate().map(|(place, code)| {
        find(code).map_err(|(why, expected)| unknown(&format!("{pointer}/{place}"), why, expected))
    });
    read.filter_map(|read| faults.keep(read)).collect()
}

/// Reads a text of the form; an empty one is none.
fn field_text(field: &str, text: Option<&String>, faults: &mut Faults) -> Option<FormText> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    let read = text.parse::<FormText>();
    let fault = |error: ees_domain::refusal::FormTextError| {
        Fault::pointer(format!("/{field}"), error.code(), error.to_string())
    };
    faults.keep(read.map_err(fault))
}

/// The problem of a refusal that was not recorded: every fault at its place.
pub fn refused(errors: &[RefusalError]) -> Problem {
    let at = |error: &RefusalError| match error {
        RefusalError::NoReason
        | RefusalError::ReasonTwice { .. }
        | RefusalError::ReasonUnknown { .. } => "/reasons",
        RefusalError::DetailMissing { detail } | RefusalError::DetailWithoutReason { detail } => {
            match detail {
                Detail::MissingDocuments => "/missing_documents",
                Detail::NationalRegister => "/national_register",
                Detail::Threats => "/threats",
                Detail::NationalLaw => "/national_law",
            }
        }
        RefusalError::ThreatTwice => "/threats",
        RefusalError::VisaMissing | RefusalError::VisaNotNeeded => "/traveller/visa",
        RefusalError::DateInFuture => "/at",
        RefusalError::OutOfScope { .. } => "/traveller",
    };
    let faults =
        errors.iter().map(|error| Fault::pointer(at(error), error.code(), error.to_string()));
    match errors {
        [only] => faults.fold(of_refusal(only), Problem::at),
        _ => of_faults(faults),
    }
}

/// A refusal of entry. EES Art. 18.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Refusal {
    /// Its identifier.
    pub refusal_id: Uuid,
    /// When, in UTC.
    pub at: String,
    /// The border crossing point.
    pub point: String,
    /// The authority.
    pub authority: String,
    /// The reasons, letters of the standard form, and codes of further ones.
    pub reasons: Vec<String>,
    /// The visa that was presented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visa: Option<Visa>,
    /// Point E: the documents that are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_documents: Option<String>,
    /// Point H: the authority whose national register holds the alert.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national_register: Option<String>,
    /// Point I: what is threatened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<&'static str>,
    /// Point I: the national law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national_law: Option<String>,
    /// Comments of the officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// `awaited`, `given` or `refused`: whether the person signed the form.
    pub signature: &'static str,
}

impl Refusal {
    /// The refusal as it is sent.
    pub fn of(decision: &RefusalDecision) -> Self {
        let (refusal, form) = (&decision.refusal, &decision.particulars);
        let text = |text: &Option<FormText>| text.as_ref().map(|text| text.as_str().to_owned());
        Self {
            refusal_id: refusal.id.to_uuid(),
            at: refusal.at.to_string(),
            point: refusal.point.clone(),
            authority: refusal.authority.clone(),
            reasons: decision.codes().map(str::to_owned).collect(),
            visa: decision.visa.as_ref().map(Visa::of),
            missing_documents: text(&form.missing_documents),
            national_register: text(&form.national_register),
            threats: form.threats.iter().map(|threat| threat.code()).collect(),
            national_law: text(&form.national_law),
            comments: text(&form.comments),
            signature: form.signature.code(),
        }
    }
}

/// Whether one kind of biometric data may be entered with a refusal. EES Art. 18(1) to (5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayEnter {
    /// `face`, `face-of-chip` or `fingerprints`.
    pub what: &'static str,
    /// Whether it may be entered.
    pub allowed: bool,
    /// The reason that allows it, or the code of what stands against it.
    pub because: &'static str,
}

impl MayEnter {
    /// All kinds, as they are sent.
    pub fn all(allowed: &BiometricsAllowed) -> [Self; 3] {
        let kinds = [
            ("face", allowed.face),
            ("face-of-chip", allowed.face_of_chip),
            ("fingerprints", allowed.fingerprints),
        ];
        kinds.map(|(what, allowance)| match allowance {
            Allowance::Allowed(reason) => Self { what, allowed: true, because: reason.code() },
            Allowance::Withheld(why) => Self { what, allowed: false, because: why.code() },
        })
    }
}

//! The border check as the law orders it: what an officer answers, and what comes next.

use ees_domain::check::{
    Action, Answered, Decision, DocumentState, EntryEvidence, EyeComparison, Hands,
    OtherChecks as Checks, SecondLine as Second, SecondLineChoice, Step,
};
use ees_domain::fields::{Age, Fingers, Is};
use ees_domain::refusal::{AlertBiometrics, FormText, FormTextError, Reason, Threat};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::faults::{Faults, unknown};
use super::text;

/// What an officer has answered so far. What is absent was not answered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// Whether the officer doubts who the person is.
    pub doubt: bool,
    /// Whether the document is what it says; `not-verifiable` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::StateOfDocument>)]
    pub document: Option<String>,
    /// Whether the person is under twelve, where the date of birth leaves it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under_twelve: Option<bool>,
    /// What the officer says of the hands, when prints are or were impossible. EES Art. 17(4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hands: Option<HandsSeen>,
    /// What the officer sees, where no machine compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_eye: Option<ByEye>,
    /// What the second line found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_line: Option<SecondLine>,
    /// On exit, how an entry is shown that was never recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::EvidenceOfEntry>)]
    pub entry_evidence: Option<String>,
    /// What the checks outside this system gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_checks: Option<OtherChecks>,
    /// What the officer decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::DecisionAtBorder>)]
    pub decision: Option<String>,
    /// What was taken of the person, as `POST /v1/captures` named it: compared in the check, and
    /// entered with the record as far as the law lets it be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture_id: Option<Uuid>,
}

/// A comparison of person, document and file by eye.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ByEye {
    /// Whether it is the person of the file.
    pub is_same_person: bool,
    /// Why it was compared by eye; kept with the record.
    #[schema(value_type = text::TextOfForm)]
    pub reason: String,
}

/// Whether fingerprints can be taken of the hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandsSeen {
    /// `usable`, `impossible-for-good` or `impossible-today`.
    #[schema(value_type = text::StateOfHands)]
    pub fingers: String,
    /// On what ground; kept with the file.
    #[schema(value_type = text::TextOfForm)]
    pub reason: String,
}

/// What the second line found out about who the person is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondLine {
    /// Whether it is the person of the file that was found.
    pub is_person_of_file: bool,
    /// On what ground; kept with the record.
    #[schema(value_type = text::TextOfForm)]
    pub reason: String,
}

/// What the checks outside this system gave. SBC Art. 8(3).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OtherChecks {
    /// Reasons for refusal that they show; none when nothing was found.
    #[schema(value_type = Vec<text::ReasonForRefusal>, max_items = 12)]
    pub reasons: Vec<String>,
    /// Whether the alert that was found holds the person's biometric data.
    pub alert_holds_biometrics: bool,
    /// What is threatened, when that is among the reasons.
    #[schema(value_type = Vec<text::ThreatenedInterest>, max_items = 4)]
    pub threats: Vec<String>,
}

/// States of a document, with their codes.
pub const DOCUMENT_STATES: [(&str, DocumentState); 5] = [
    ("authentic", DocumentState::Authentic),
    ("not-verifiable", DocumentState::NotVerifiable),
    ("doubtful", DocumentState::Doubtful),
    ("false", DocumentState::False),
    ("missing", DocumentState::Missing),
];
/// How an entry can be shown, with the codes.
pub const EVIDENCES: [(&str, EntryEvidence); 3] = [
    ("stamp-before-start", EntryEvidence::StampBeforeStart),
    ("rebutted", EntryEvidence::Rebutted),
    ("none", EntryEvidence::None),
];
/// What an officer can decide, with the codes; the reasons of a refusal are those of the checks.
pub const DECISIONS: [&str; 5] = ["admit", "refuse", "protection", "let-leave", "hold-back"];

/// What can be said of the hands, with the codes.
pub const HANDS: [(&str, Fingers); 3] = [
    ("usable", Fingers::Usable),
    ("impossible-for-good", Fingers::PermanentlyImpossible),
    ("impossible-today", Fingers::TemporarilyImpossible),
];

fn coded<T: Copy>(
    text: Option<&str>,
    (field, expected): (&str, &str),
    (table, faults): (&[(&str, T)], &mut Faults),
) -> Option<T> {
    let text = text?;
    let found = table.iter().find(|(code, _)| *code == text).map(|(_, value)| *value);
    let pointer = format!("/answers/{field}");
    faults.keep(found.ok_or_else(|| unknown(&pointer, "unknown-code", expected)))
}

/// A reason in the officer's words.
fn reason(text: &str, field: &str, faults: &mut Faults) -> Option<FormText> {
    let pointer = format!("/answers/{field}/reason");
    faults.keep(
        text.parse::<FormText>().map_err(|error: FormTextError| {
            Fault::pointer(pointer, error.code(), error.to_string())
        }),
    )
}

const fn is(so: bool) -> Is {
    if so { Is::So } else { Is::NotSo }
}

impl Answers {
    /// Reads what was answered; everything that cannot be read is a fault.
    pub fn read(&self) -> Result<Answered, Problem> {
        let mut faults = Faults::default();
        let document = coded(
            self.document.as_deref(),
            ("document", "`authentic`, `not-verifiable`, `doubtful`, `false` or `missing`"),
            (&DOCUMENT_STATES, &mut faults),
        );
        let entry_evidence = coded(
            self.entry_evidence.as_deref(),
            ("entry_evidence", "`stamp-before-start`, `rebutted` or `none`"),
            (&EVIDENCES, &mut faults),
        );
        let by_eye = self.by_eye.as_ref().and_then(|seen| {
            let reason = reason(&seen.reason, "by_eye", &mut faults)?;
            Some(EyeComparison { same_person: is(seen.is_same_person), reason })
        });
        let hands = self.hands.as_ref().and_then(|said| said.read("/answers", &mut faults));
        let second_line = self.second_line.as_ref().and_then(|found| {
            let reason = reason(&found.reason, "second_line", &mut faults)?;
            let choice = if found.is_person_of_file {
                SecondLineChoice::PersonOfFile
            } else {
                SecondLineChoice::NobodyOnFile
            };
            Some(Second { choice, reason })
        });
        let other_checks = self.other_checks.as_ref().map(|given| given.read(&mut faults));
        let decision = self.decision(other_checks.as_ref(), &mut faults);
        let age = self
            .under_twelve
            .map(|is_under| if is_under { Age::UnderTwelve } else { Age::TwelveOrOlder });
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let doubt = is(self.doubt);
        Ok(Answered {
            doubt,
            document,
            age,
            hands,
            by_eye,
            second_line,
            entry_evidence,
            other_checks,
            decision,
        })
    }

    fn decision(&self, checks: Option<&Checks>, faults: &mut Faults) -> Option<Decision> {
        match self.decision.as_deref()? {
            "admit" => Some(Decision::Admit),
            "refuse" => {
                let reasons = checks.map(|checks| checks.reasons.clone()).unwrap_or_default();
                Some(Decision::Refuse(reasons))
            }
            "protection" => Some(Decision::Protection),
            "let-leave" => Some(Decision::LetLeave),
            "hold-back" => Some(Decision::HoldBack),
            _ => {
                let expected = "`admit`, `refuse`, `protection`, `let-leave` or `hold-back`";
                faults.add(unknown("/answers/decision", "unknown-code", expected));
                None
            }
        }
    }
}

impl HandsSeen {
    /// Reads what is said; `within` is the pointer of what it stands in.
    pub(crate) fn read(&self, within: &str, faults: &mut Faults) -> Option<Hands> {
        let found = HANDS.iter().find(|(code, _)| *code == self.fingers).map(|(_, value)| *value);
        let expected = "`usable`, `impossible-for-good` or `impossible-today`";
        let at = |field: &str| format!("{within}/hands/{field}");
        let missing = || unknown(&at("fingers"), "unknown-code", expected);
        let fingers = faults.keep(found.ok_or_else(missing));
        let reason = self.reason.parse::<FormText>();
        let reason = faults.keep(reason.map_err(|error: FormTextError| {
            Fault::pointer(at("reason"), error.code(), error.to_string())
        }));
        Some(Hands { fingers: fingers?, reason: reason? })
    }
}

impl OtherChecks {
    fn read(&self, faults: &mut Faults) -> Checks {
        let mut reasons = Vec::new();
        for (place, code) in self.reasons.iter().enumerate() {
            let pointer = format!("/answers/other_checks/reasons/{place}");
            let expected = "a letter of the standard form, as in `C`";
            let found = Reason::find(code);
            reasons.extend(
                faults.keep(found.ok_or_else(|| unknown(&pointer, "unknown-reason", expected))),
            );
        }
        let mut threats = Vec::new();
        for (place, code) in self.threats.iter().enumerate() {
            let pointer = format!("/answers/other_checks/threats/{place}");
            let found = Threat::find(code);
            let expected = "one of the threats of point I";
            threats.extend(
                faults.keep(found.ok_or_else(|| unknown(&pointer, "unknown-threat", expected))),
            );
        }
        let alert = if self.alert_holds_biometrics {
            AlertBiometrics::Held
        } else {
            AlertBiometrics::NotHeld
        };
        Checks { reasons, alert, threats }
    }
}

/// What comes next in a check. EES Art. 23, 27; SBC Art. 8(3).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NextStep {
    /// `ask`, `decide`, `record` or `not-recorded`.
    pub step: &'static str,
    /// What is to be found out next, a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<&'static str>,
    /// The article that orders it, or that excludes the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<&'static str>,
    /// What the other checks look at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aspects: Vec<&'static str>,
    /// What the machine suggests; an officer decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<&'static str>,
    /// The reasons of a refusal that is suggested.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<&'static str>,
    /// What an officer must see before deciding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<&'static str>,
    /// What is to be recorded and done, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<&'static str>,
}

impl NextStep {
    const fn of_kind(step: &'static str) -> Self {
        Self {
            step,
            question: None,
            basis: None,
            aspects: Vec::new(),
            suggestion: None,
            reasons: Vec::new(),
            flags: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// The step as it is sent.
    pub fn of(step: &Step) -> Self {
        match step {
            Step::Ask(question) => Self {
                question: Some(question.code()),
                basis: Some(question.basis()),
                aspects: question.aspects().iter().map(|aspect| aspect.code()).collect(),
                ..Self::of_kind("ask")
            },
            Step::Decide(proposal) => Self {
                suggestion: Some(proposal.suggestion.code()),
                reasons: proposal.suggestion.reasons().iter().map(|one| one.code()).collect(),
                flags: proposal.flags.iter().map(|flag| flag.code()).collect(),
                ..Self::of_kind("decide")
            },
            Step::Record(recording) => Self {
                actions: recording.actions.iter().map(Action::code).collect(),
                ..Self::of_kind("record")
            },
            Step::NotRecorded(exclusion) => {
                Self { basis: Some(exclusion.article()), ..Self::of_kind("not-recorded") }
            }
        }
    }
}

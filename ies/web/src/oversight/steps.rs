//! What happened in a case or to a breach, as it is kept and as pages show it.

use std::collections::BTreeMap;

use fnd_core::Id;
use fnd_web::words::Words;
use ies_domain::account::Account;
use ies_pages::oversight::StepRow;
use ies_store::purpose::protecting::CaseStep;
use jiff::Timestamp;
use uuid::Uuid;

use crate::shell::local;

/// A step of now.
pub(super) fn step(at: Timestamp, by: Option<Id<Account>>, code: &str) -> CaseStep {
    CaseStep { at: at.to_string(), by: by.map(Id::to_uuid), code: code.to_owned() }
}

/// Who took the steps.
pub(super) fn people(steps: &[CaseStep]) -> Vec<Uuid> {
    steps.iter().filter_map(|step| step.by).collect()
}

/// The steps, the latest first. Codes are keys of words.
pub(super) fn rows(
    steps: &[CaseStep],
    names: &BTreeMap<Uuid, String>,
    words: &Words,
) -> Vec<StepRow> {
    let row = |step: &CaseStep| StepRow {
        at: local(step.at.parse().unwrap_or(Timestamp::UNIX_EPOCH)),
        by: step.by.and_then(|by| names.get(&by).cloned()).unwrap_or_default(),
        text: words.text(&step.code),
    };
    steps.iter().rev().map(row).collect()
}

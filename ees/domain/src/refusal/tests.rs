//! Refusals of entry, case by case.

mod appeal;
mod biometrics;
mod decision;

use fnd_core::{CountryCode, Id};
use uuid::Uuid;

use super::*;
use crate::day::Day;
use crate::file::Regime;
use crate::identity::{
    DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex, TravelDocument,
};
use crate::point::Passage;
use crate::scope::Scope;
use crate::switches::RefusalSwitches;
use crate::visa::{Entries, VisaKind, VisaPart};

const DAY: Day = Day::of(2026, 7, 15);

fn text(text: &str) -> FormText {
    text.parse().unwrap()
}

fn visa() -> VisaPart {
    VisaPart {
        sticker: "ROU123456".parse().unwrap(),
        issuer: CountryCode::of(b"ROU"),
        kind: VisaKind::ShortStay,
        valid_to: Day::of(2026, 9, 20),
        entries: Entries::One,
        duration_days: 30,
        of_entry: None,
    }
}

fn bearer() -> Bearer {
    Bearer {
        identity: Identity {
            surname: Name::new("Doe").unwrap(),
            given_names: None,
            birth: "1990-01-01".parse().unwrap(),
            nationalities: Nationalities::new([CountryCode::of(b"JPN")]).unwrap(),
            sex: Sex::Unspecified,
        },
        document: TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new("TR1234567").unwrap(),
            issuer: CountryCode::of(b"JPN"),
            expires: Day::of(2031, 1, 1).date(),
        },
    }
}

/// One who needs no visa, at Otopeni, refused for lack of means.
fn attempt() -> AttemptedEntry {
    AttemptedEntry {
        id: Id::from_uuid(Uuid::from_u128(1)),
        passage: Passage {
            at: format!("{DAY}T09:00:00Z").parse().unwrap(),
            offset_minutes: 180,
            day: DAY,
            point: "ROU-A-OTP".parse().unwrap(),
        },
        authority: "Border Police Otopeni".into(),
        scope: Scope::InFull,
        regime: Regime::VisaExempt,
        bearer: bearer(),
        visa: None,
        reasons: vec![Reason::G],
        further: Vec::new(),
        particulars: Particulars::default(),
    }
}

/// The decision of an attempt that has no fault.
fn decision(attempt: AttemptedEntry) -> RefusalDecision {
    let now = attempt.passage.at;
    refuse(attempt, now, RefusalSwitches::default()).unwrap()
}

/// One refused for missing documents and as a threat, with what the form asks for.
fn threatening() -> AttemptedEntry {
    AttemptedEntry {
        reasons: vec![Reason::I, Reason::E],
        particulars: Particulars {
            missing_documents: Some(text("hotel booking")),
            threats: vec![Threat::InternalSecurity],
            national_law: Some(text("Law 1 of 2003")),
            comments: Some(text("calm")),
            ..Particulars::default()
        },
        ..attempt()
    }
}

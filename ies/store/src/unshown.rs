//! What debug output must not show.

use ies_domain::access::Refusal;
use ies_domain::log::{Doer, Event};
use jiff::Timestamp;
use uuid::Uuid;

use crate::purpose::administering::{Note, UserFilter};
use crate::purpose::auditing::{FromWhere, LogFilter};
use crate::purpose::posting::Outgoing;
use crate::purpose::settle::membership::Said;
use crate::record::breach::BreachContent;
use crate::record::case::CaseContent;
use crate::record::edit::EditRow;
use crate::record::mail::Named;
use crate::record::registration::said::Message;
use crate::{Access, Draft};

/// What somebody wrote.
const CANARY: &str = "Lindstroem";

fn outputs() -> Vec<String> {
    let (at, said) = (Timestamp::UNIX_EPOCH, || CANARY.to_owned());
    let access = Access::happened(at, Doer::System, Event::SignedIn, Uuid::nil()).asking(CANARY);
    let ip = std::net::IpAddr::from([203, 0, 113, 9]);
    let values = [("reason".to_owned(), said())].into();
    vec![
        format!("{access:?}"),
        format!("{:?}", Note { by: nobody(), at, text: said() }),
        format!("{:?}", UserFilter { text: said(), state: None, page: 1 }),
        format!("{:?}", LogFilter { person: Some(said()), ip: Some(ip), ..LogFilter::default() }),
        format!(
            "{:?}",
            FromWhere { ip, country: said(), browser: said(), version: None, system: said() }
        ),
        format!("{:?}", Said { message: Some(CANARY), reason: Some(CANARY) }),
        format!("{:?}", BreachContent { title: said(), text: said(), ..BreachContent::default() }),
        format!("{:?}", CaseContent { who: said(), ..CaseContent::default() }),
        format!("{:?}", Draft { last_name: said(), ..Draft::default() }),
        format!("{:?}", Message { by: None, text: said(), at }),
        format!("{:?}", Named { path: Some(said()), values, community: None }),
        format!("{:?}", edit(said())),
        format!("{:?}", mail(said())),
    ]
}

fn nobody<T>() -> fnd_core::Id<T> {
    fnd_core::Id::from_uuid(Uuid::nil())
}

fn edit(ticket: String) -> EditRow {
    let reason = ies_domain::account::EditReason::TechnicalFault;
    let at = Timestamp::UNIX_EPOCH;
    EditRow { id: Uuid::nil(), account: nobody(), by: nobody(), reason, fields: vec![], ticket, at }
}

fn mail(said: String) -> Outgoing {
    Outgoing {
        id: Uuid::nil(),
        notice: ies_domain::mail::Notice::RoleEnded,
        language: fnd_core::Language::ENGLISH,
        name: said.clone(),
        address: said.clone(),
        path: Some(said),
        values: std::collections::BTreeMap::new(),
    }
}

#[test]
fn debug_output_shows_nobody_and_no_word_of_anybody() {
    for output in outputs() {
        assert!(!output.contains(CANARY) && !output.contains("203.0.113"), "{output}");
    }
    let refusal = format!("{:?}", Refusal::NotFound);
    assert!(refusal.contains("NotFound"), "what says nothing of anybody is shown");
}

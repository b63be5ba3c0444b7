//! What is stored reads back, and what is not committed did not happen.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::{Departure, Left, leave};
use ees_domain::day::Day;
use ees_domain::file::{RecordedGround, Source};
use ees_domain::refusal::{
    Bearer, Particulars, Reason, Refusal, RefusalDecision, Signature, Threat,
};
use ees_domain::visa::{Entries, VisaKind, VisaPart};
use ees_store::{Access, LogFilter, Number, Outcome, Register, StoreError};
use fnd_core::id::{Ids, RandomIds};
use fnd_core::{CountryCode, Id};

use crate::kit::{
    Kit, access, document, entry_of_today, failure, identity, new_file, now, passage,
};

#[tokio::test]
async fn a_file_reads_back_as_it_was_stored() {
    let kit = Kit::new().await;
    let (identity, document) = (identity("Beridze", "Nino", "1988-04-00"), document("12AB34567"));
    let (id, crossing) = kit.admit(identity.clone(), document.clone()).await;
    let file = kit.file(id).await.unwrap();
    assert_eq!(file.identities, [identity]);
    assert_eq!(file.documents, [document]);
    assert_eq!(file.crossings, [crossing]);
    assert_eq!((file.version, file.refusals.len()), (1, 0));
    assert_eq!(kit.file(Id::from_uuid(RandomIds.next(now()))).await, None);
}

#[tokio::test]
async fn a_visa_and_a_refusal_read_back() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let visa = VisaPart {
        sticker: "ROU123456".parse().unwrap(),
        issuer: CountryCode::of(b"ROU"),
        kind: VisaKind::ShortStay,
        valid_to: Day::of(2026, 12, 31),
        entries: Entries::Two,
        duration_days: 30,
        of_entry: None,
    };
    let refused = Refusal {
        id: Id::from_uuid(RandomIds.next(now())),
        at: now(),
        day: Day::of(2026, 7, 15),
        point: "ROU-A-OTP".into(),
        authority: "Border Police Otopeni".into(),
        reasons: vec![Reason::E, Reason::I],
    };
    let refusal = RefusalDecision {
        refusal: refused,
        further: vec!["K_NEW".parse().unwrap()],
        visa: Some(visa.clone()),
        particulars: Particulars {
            missing_documents: Some("hotel booking\nreturn ticket".parse().unwrap()),
            national_register: None,
            threats: vec![Threat::PublicHealth],
            national_law: Some("Act 12, Section 3".parse().unwrap()),
            comments: None,
            signature: Signature::Refused,
        },
        bearer: Some(Bearer {
            identity: identity("Beridze", "Nina", "1988-04-01"),
            document: document("A2"),
        }),
    };
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let Left::Closed { crossing, .. } = leave(&file.crossings, departure(), now()).unwrap() else {
        panic!("the open record is closed")
    };
    work.add_exit(id, &crossing).await.unwrap();
    let mut second = entry_of_today();
    second.ground = RecordedGround::Visa(visa);
    work.add_crossing(id, &second).await.unwrap();
    work.add_refusal(id, &refusal).await.unwrap();
    work.touch(id, None).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let file = kit.file(id).await.unwrap();
    assert_eq!(file.refusals, [refusal]);
    assert!(file.crossings.contains(&second) && file.crossings.contains(&crossing));
    assert_eq!(file.version, 2);
}

fn departure() -> Departure {
    Departure {
        id: Id::from_uuid(RandomIds.next(now())),
        passage: passage(),
        entry_unknown: false,
        ground: None,
        source: Source::Live,
    }
}

#[tokio::test]
async fn identities_and_documents_are_added_beside_the_first_ones() {
    let kit = Kit::new().await;
    let first = (identity("Beridze", "Nino", "1988-04-01"), document("A1"));
    let (id, _) = kit.admit(first.0.clone(), first.1.clone()).await;
    let second = (identity("Lomidze", "Nino", "1988-04-01"), document("B2"));
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.add_identity(&file, (&second.0, &second.1)).await.unwrap();
    work.add_document(&file, (&second.1, Number::Searched)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let file = kit.file(id).await.unwrap();
    assert_eq!(file.identities, [first.0, second.0.clone()]);
    assert_eq!(file.documents, [first.1, second.1]);
    assert_eq!(kit.find(&second.0).await[0].file, id);
}

#[tokio::test]
async fn a_document_is_found_exactly_and_is_in_one_file() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("12AB34567")).await;
    let mut consultation =
        kit.register.consult(access(Action::Check, Purpose::BorderEntry)).await.unwrap();
    let wanted = document("12 AB-34567");
    let found = consultation.find_by_document(&wanted.number, wanted.issuer).await.unwrap();
    assert_eq!(found, Some(id));
    let other = CountryCode::of(b"UKR");
    assert_eq!(consultation.find_by_document(&wanted.number, other).await.unwrap(), None);
    consultation.end(Outcome::default()).await.unwrap();

    let mut work = kit.begin().await;
    let twice = new_file(identity("Else", "Somebody", "1990-01-01"), document("12AB34567"));
    assert!(matches!(failure(work.add_file(&twice).await), StoreError::DocumentOnOtherFile));
}

#[tokio::test]
async fn an_identity_is_found_under_another_spelling() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Müller-Șerban", "Юлия", "1988-04-01"), document("A1")).await;
    kit.admit(identity("Kowalska", "Anna", "1970-12-24"), document("B2")).await;
    for (surname, given, birth) in [
        ("MUELLER SERBAN", "IULIIA", "1988-04-01"),
        ("Yuliya", "Muller Serban", "1988-04-01"),
        ("Muller-Serban", "Julia", "1988-00-00"),
        ("Müller-Șerban", "Юлия", "1988-01-04"),
    ] {
        let found = kit.find(&identity(surname, given, birth)).await;
        assert_eq!(found.len(), 1, "{surname} {given} {birth}");
        assert_eq!(found[0].file, id, "{surname} {given} {birth}");
        assert!(!found[0].likeness.reasons.is_empty());
    }
    assert_eq!(kit.find(&identity("Nowak", "Piotr", "1991-11-11")).await.len(), 0);
}

#[tokio::test]
async fn what_is_not_committed_did_not_happen() {
    let kit = Kit::new().await;
    let mut work = kit.begin().await;
    work.add_file(&new_file(identity("Beridze", "Nino", "1988-04-01"), document("A1")))
        .await
        .unwrap();
    drop(work);
    let mut next = kit.begin().await;
    let wanted = document("A1");
    assert_eq!(next.find_by_document(&wanted.number, wanted.issuer).await.unwrap(), None);
    assert_eq!((kit.count("file").await, kit.count("log_entry").await), (0, 0));
}

#[tokio::test]
async fn a_repeated_id_says_what_it_did_and_whether_the_same_was_asked() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let mut work = kit.begin().await;
    assert_eq!(work.find_movement(crossing.id, "first").await.unwrap(), None);
    work.add_movement(crossing.id, (id, crossing.id), "first").await.unwrap();
    let same = work.find_movement(crossing.id, "first").await.unwrap().unwrap();
    let other = work.find_movement(crossing.id, "second").await.unwrap().unwrap();
    assert_eq!((same.file, same.crossing, same.same_request), (id, crossing.id, true));
    assert!(!other.same_request);
}

#[tokio::test]
async fn every_unit_of_work_leaves_one_log_row_with_what_the_law_asks_for() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let mut asked = access(Action::Check, Purpose::BorderExit);
    asked.asked = "surname Beridze".into();
    let consultation = kit.register.consult(asked.clone()).await.unwrap();
    let outcome = Outcome { hits: Some(1), file: Some(id), sent: &["identity"], refused: None };
    consultation.end(outcome).await.unwrap();

    let access = overseer(&asked);
    let mut oversight = kit.register.oversee(access).await.unwrap();
    let filter =
        LogFilter { count_max: 10, file: Some(id), is_opened: true, ..LogFilter::default() };
    let rows = oversight.list_log(&filter).await.unwrap();
    oversight.end(Outcome::default()).await.unwrap();
    assert_eq!(rows.len(), 2);
    let check = rows.iter().find(|row| row.entry.action == "check").unwrap();
    assert_eq!(check.asked.as_deref(), Some("surname Beridze"));
    assert_eq!(check.entry.purpose, "border-exit");
    assert_eq!(check.entry.basis, "EES Art. 23(1)-(4)");
    assert_eq!(
        (check.entry.person.as_str(), check.entry.place.as_str()),
        ("ROU-4711", "ROU-A-OTP")
    );
    assert_eq!((check.entry.hits, check.entry.sent.as_str()), (Some(1), "identity"));
    assert_eq!(check.entry.request, asked.request);
    assert_eq!(kit.count("log_entry").await, 3, "reading the log is logged too");
}

/// The access of an auditor who reads the log.
fn overseer(asked: &Access) -> Access {
    let auditor = ees_domain::authority::Actor {
        authority: ees_domain::authority::AuthorityKind::Supervisory,
        role: ees_domain::authority::Role::Auditor,
        ..crate::kit::officer()
    };
    let grant = ees_domain::access::grant(&auditor, Action::ReadLog, Purpose::Monitoring);
    Access { grant: grant.unwrap(), ..asked.clone() }
}

#[tokio::test]
async fn the_log_is_leafed_through_to_its_end_and_back_without_a_gap() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let asked = access(Action::Check, Purpose::BorderExit);
    for _ in 0..6 {
        let consultation = kit.register.consult(asked.clone()).await.unwrap();
        let outcome = Outcome { file: Some(id), ..Outcome::default() };
        consultation.end(outcome).await.unwrap();
    }
    let mut oversight = kit.register.oversee(overseer(&asked)).await.unwrap();
    let of = |count_max| LogFilter { count_max, file: Some(id), ..LogFilter::default() };
    let ids = |rows: &[ees_store::LogRow]| rows.iter().map(|row| row.entry.id).collect::<Vec<_>>();
    let edge = |row: &ees_store::LogRow| (row.entry.at, row.entry.id);
    let all = oversight.list_log(&of(50)).await.unwrap();
    assert_eq!(all.len(), 7);
    assert_eq!(oversight.count_log(&of(2), 50).await.unwrap(), 7);
    assert_eq!(oversight.count_log(&of(2), 3).await.unwrap(), 3, "counted no further");
    let older = LogFilter { before: Some(edge(&all[2])), ..of(3) };
    assert_eq!(ids(&oversight.list_log(&older).await.unwrap()), ids(&all[3..6]));
    let newer = LogFilter { after: Some(edge(&all[5])), ..of(3) };
    assert_eq!(ids(&oversight.list_log(&newer).await.unwrap()), ids(&all[2..5]));
    oversight.end(Outcome::default()).await.unwrap();
}

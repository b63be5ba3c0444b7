//! Who a letter may be of, and who received the data of whoever leaves.

use fnd_core::id::RandomIds;
use fnd_core::{Id, Ids, Language};
use ies_domain::community::Level;
use ies_domain::log::{Doer, Event};
use ies_domain::registration::{Applicant, begin};
use ies_domain::session::Subject;
use ies_store::{Access, Draft, Outcome};

use super::*;

/// Begins requests for an account, each with what was typed; the first is the oldest.
async fn request(site: &Site, language: Language, typed: &[Draft]) {
    let (now, ids) = (site.now(), RandomIds);
    let access = Access::happened(now, Doer::System, Event::RegistrationBegun, ids.next(now));
    let mut unit = site.app.store.apply(access).await.unwrap();
    for (number, draft) in typed.iter().enumerate() {
        let subject = Subject::read(&format!("applicant{number}")).unwrap();
        let id = Id::from_uuid(ids.next(now));
        let step = begin(id, Applicant(&subject), (false, false), now).unwrap();
        let mut request = unit.begin(&step, language).await.unwrap();
        request.draft = draft.clone();
        unit.save_form(&request).await.unwrap();
    }
    unit.end(Outcome::default()).await.unwrap();
}

fn maria() -> Draft {
    Draft {
        first_name: "Maria".into(),
        last_name: "BERIDZE".into(),
        email: "m@example.test".into(),
        ..Draft::default()
    }
}

#[tokio::test]
async fn an_applicant_is_written_to_in_the_language_of_the_request() {
    let mut site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    request(&site, Language::FRENCH, &[maria()]).await;
    site.pause();
    let dora = site.enter("dora").await;
    let case = enter(&site, &dora, LETTER).await;
    let id = "SELECT registration_id::text FROM registration";
    let id: String = site.database.superuser().await.query_one(id, &[]).await.unwrap().get(0);
    let about = format!("applicant-{id}");
    let known = site.post(&dora, &format!("{case}/identity"), &[("about", &about)]).await;
    assert_eq!(known.status, 303, "{}", known.text);
    let answer = [("answer", "fulfilled")];
    let answered = site.post(&dora, &format!("{case}/answer"), &answer).await;
    assert_eq!(answered.status, 303, "{}", answered.text);
    let french = "SELECT count(*) FROM mail WHERE notice = 'rights-answered' AND language = 'fr'
                     AND registration_id IS NOT NULL";
    assert_eq!(site.count(french).await, 1);
}

#[tokio::test]
async fn a_letter_is_held_against_every_request_that_is_held() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let mut all = vec![maria()];
    all.resize(502, Draft { first_name: "Someone".into(), ..Draft::default() });
    request(&site, Language::ENGLISH, &all).await;
    let dora = site.enter("dora").await;
    let case = enter(&site, &dora, LETTER).await;
    let page = dora.page(&site.at(&case)).await;
    assert!(page.text.contains("value=\"applicant-"), "{}", page.text);
    assert!(page.text.contains("m@example.test") && !page.text.contains("Someone"));
}

#[tokio::test]
async fn who_outside_the_union_received_data_is_told_to_officers_although_the_person_left() {
    let site = Site::start().await;
    platform(&site, "dora", Role::DpOfficer).await;
    let tom = site.account("tom", COMMISSION, &[]).await;
    let abroad = |name| (name, OrganisationKind::NationalAuthority, "GEO");
    let maria = site.account("maria", abroad("Ministry of Utopia"), &[]).await;
    let elsewhere = site.account("olga", abroad("Ministry of Nowhere"), &[]).await;
    let since = [(tom, Level::Reader), (maria, Level::Lead)];
    site.community("statelessness", &since).await;
    site.community("other", &[(elsewhere, Level::Lead)]).await;
    // Maria left before Tom asked; what she saw she has seen.
    later(&site, 1);
    let left = format!(
        "UPDATE membership SET state = 'ended', end_cause = 'left', since = '{}', version = 2
          WHERE account_id = '{}'",
        site.now(),
        maria.to_uuid()
    );
    site.database.superuser().await.batch_execute(&left).await.unwrap();
    let browser = site.enter("tom").await;
    let erased = site.post(&browser, "/my/data/erase", &[("understood", "yes")]).await;
    assert_eq!(erased.status, 200, "{}", erased.text);
    site.clock.advance(SignedDuration::from_secs(10));
    site.app.jobs.wake();
    site.until("SELECT count(*) FROM membership WHERE level = 'reader'", 0).await;

    let id = "SELECT request_id::text FROM rights_request";
    let id: String = site.database.superuser().await.query_one(id, &[]).await.unwrap().get(0);
    let (dora, case) = (site.enter("dora").await, format!("/cases/{id}"));
    let answer = [("answer", "fulfilled")];
    let answered = site.post(&dora, &format!("{case}/answer"), &answer).await;
    assert_eq!(answered.status, 303, "{}", answered.text);
    let page = dora.page(&site.at(&case)).await;
    for received in ["<li>statelessness</li>", "<li>Ministry of Utopia</li>"] {
        assert!(page.text.contains(received), "{received}: {}", page.text);
    }
    assert!(!page.text.contains("Ministry of Nowhere"), "{}", page.text);
}

//! Tests of the log.

use std::collections::BTreeSet;

use fnd_register::Coded;

use super::*;
use crate::access::{Caller, Refusal, Standing, Target, grant};
use crate::register::{REGISTER, Recipient};
use crate::sample::{Person, at, id, moment};

#[test]
fn no_code_is_of_an_action_and_of_an_event() {
    let actions: BTreeSet<_> = Action::ALL.iter().map(|one| Deed::Asked(*one).code()).collect();
    let events: BTreeSet<_> = Event::ALL.iter().map(|one| Deed::Happened(*one).code()).collect();
    assert_eq!(actions.len(), Action::ALL.len());
    assert_eq!(events.len(), Event::ALL.len());
    assert_eq!(actions.intersection(&events).count(), 0);
}

#[test]
fn a_row_says_what_for_and_by_which_rule_whatever_the_outcome() {
    let person = Person::new(1, &[], at(0));
    let caller = Caller {
        standing: Standing::User,
        roles: &[],
        session: Some(&person.session),
        scope: None,
    };
    let own = Target::of_account(id(1), Some(id(1)));
    let doer = Doer::Account(id(1));
    let granted = grant(&caller, Action::EditOwnProfile, &own, moment(at(0))).unwrap();
    let row = Row::granted(at(0), doer, granted);
    assert_eq!((row.outcome.code(), row.deed.code()), ("done", "edit-own-profile"));
    assert!(row.rule.contains("R32"));
    let refusal = grant(&caller, Action::ReadLog, &own, moment(at(0))).unwrap_err();
    let row = Row::refused(at(0), doer, Action::ReadLog, refusal);
    assert_eq!((row.outcome.code(), row.rule), ("forbidden", Refusal::Forbidden.rule()));
    for event in Event::ALL {
        let row = Row::happened(at(0), Doer::System, *event);
        assert!(row.rule.contains('R') || row.rule.contains("statement"), "{}", event.code());
        assert_eq!(row.purpose, event.purpose());
    }
}

#[test]
fn what_touches_sign_in_scans_roles_and_other_peoples_data_matters_for_security() {
    let of_security = [
        Deed::Asked(Action::ViewScan),
        Deed::Asked(Action::ReadLog),
        Deed::Asked(Action::EditExceptionally),
        Deed::Happened(Event::SignInRefused),
        Deed::Happened(Event::ScanDestroyed),
        Deed::Happened(Event::RoleApproved),
        Deed::Happened(Event::AccountErased),
    ];
    assert!(of_security.iter().all(|deed| deed.class() == Class::Security));
    let of_use = [
        Deed::Asked(Action::ReadCard),
        Deed::Asked(Action::ReadContent),
        Deed::Happened(Event::ProfileChanged),
    ];
    assert!(of_use.iter().all(|deed| deed.class() == Class::Use));
}

#[test]
fn who_leads_a_community_sees_no_address_no_place_and_no_browser() {
    let technical =
        |reader: Reader| reader.columns().iter().any(|column| column.table == "log_technical");
    assert!(technical(Reader::Auditor) && technical(Reader::Oneself));
    assert!(!technical(Reader::Lead));
    let names_person =
        |reader: Reader| reader.columns().iter().any(|column| column.column == "person");
    assert!(names_person(Reader::Auditor) && names_person(Reader::Lead));
    assert!(!names_person(Reader::Oneself), "one's own rows say which role, not who");
}

#[test]
fn the_register_opens_the_technical_part_to_the_same_readers() {
    let technical = REGISTER.category("log-technical").unwrap();
    let expected = [Recipient::Oneself, Recipient::Auditors];
    assert_eq!(technical.recipients, expected);
    let action = REGISTER.category("log-action").unwrap();
    for (reader, recipient) in [
        (Reader::Auditor, Recipient::Auditors),
        (Reader::Lead, Recipient::Leads),
        (Reader::Oneself, Recipient::Oneself),
    ] {
        assert!(action.recipients.contains(&recipient), "{}", reader.code());
    }
}

#[test]
fn a_browser_tells_its_family_and_major_version_and_nothing_more() {
    use BrowserFamily as B;
    let cases = [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            (B::Firefox, Some(128), System::Windows),
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/126.0.0.0 Safari/537.36",
            (B::Chrome, Some(126), System::Linux),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.68",
            (B::Edge, Some(126), System::Windows),
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like \
             Gecko) Version/17.5 Safari/605.1.15",
            (B::Safari, Some(17), System::MacOs),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
             like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            (B::Safari, Some(17), System::Ios),
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/126.0.0.0 Mobile Safari/537.36",
            (B::Chrome, Some(126), System::Android),
        ),
        ("curl/8.5.0", (B::Other, None, System::Other)),
        ("", (B::Other, None, System::Other)),
        ("Firefox/99999999", (B::Firefox, None, System::Other)),
        ("Firefox/", (B::Firefox, None, System::Other)),
    ];
    for (header, expected) in cases {
        let (browser, system) = user_agent(header);
        assert_eq!((browser.family, browser.version, system), expected, "{header}");
    }
    let long = "é".repeat(10_000);
    assert_eq!(user_agent(&long).1, System::Other);
}

#[test]
fn an_address_does_not_show_itself() {
    let (browser, system) = user_agent("");
    let ip = "192.0.2.7".parse().unwrap();
    let technical = Technical { ip, country: None, browser, system };
    assert!(!format!("{technical:?}").contains("192"));
}

#[test]
fn each_reader_comes_by_an_action_of_the_table() {
    let actions: BTreeSet<_> = Reader::ALL.iter().map(|reader| reader.action()).collect();
    assert_eq!(actions.len(), Reader::ALL.len());
    assert_eq!(Doer::System.code(), "system");
}

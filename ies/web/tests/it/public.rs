//! Pages for everybody, and what they say.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Id, Ids, Language};
use fnd_testkit::http::{Answer, Client};
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;
use fnd_web::words::Words;
use ies_domain::account::Account;
use ies_domain::consent::{Statement, StatementKind};
use ies_domain::log::{Doer, Event};
use ies_domain::organisation::{KNOWN, OrganisationKind};
use ies_domain::register::{REGISTER, RecordRow, record};
use ies_domain::retention::Span;
use ies_domain::rights::RECORD_REFERENCE;
use ies_domain::switches::Switches;
use ies_pages::countries;
use ies_pages::public::{Kept, Period};
use ies_store::{Access, Outcome};
use ies_web::public::{problem, statements};
use ies_web::routes;
use jiff::SignedDuration;

use crate::kit::Site;

const PAGES: [&str; 8] =
    ["/", "/privacy", "/privacy/1", "/terms", "/terms/1", "/cookies", "/accessibility", "/legal"];
const LANGUAGES: [&str; 3] = ["en", "fr", "de"];

/// Looks at a page that everybody may see.
fn check(page: &Answer, language: &str, path: &str) {
    assert_eq!(page.status, 200, "{path} {language}: {}", page.text);
    assert!(page.text.contains(&format!("<html lang=\"{language}\"")), "{path} {language}");
    assert!(!page.text.contains('⟦'), "{path} {language}: a word is missing");
    // R39, R52: the statement and the reference of its record stand at the foot of every page.
    let (_, foot) = page.text.split_once("<footer").unwrap_or_default();
    assert!(foot.contains("href=\"/privacy\"") && foot.contains(RECORD_REFERENCE), "{path}");
    assert_eq!(page.header("cache-control"), "no-store", "{path}");
    for other in LANGUAGES {
        let link = format!("href=\"{path}?lang={other}\"");
        assert!(page.text.contains(&link), "{path} has no {link}");
    }
}

#[tokio::test]
async fn every_page_for_everybody_opens_in_every_language() {
    let site = Site::start().await;
    let visitor = Client::plain();
    for path in PAGES {
        for language in LANGUAGES {
            let page = visitor.page(&site.at(&format!("{path}?lang={language}"))).await;
            check(&page, language, path);
            assert!(!page.text.contains("/sign-out"), "{path}: nobody is signed in");
        }
    }
}

#[tokio::test]
async fn who_is_signed_in_reads_them_too_with_and_without_an_account() {
    let site = Site::start().await;
    account(&site, "ana").await;
    for login in ["ana", "maria"] {
        let browser = site.enter(login).await;
        for path in PAGES.iter().skip(1) {
            let page = browser.page(&site.at(&format!("{path}?lang=de"))).await;
            check(&page, "de", path);
            assert!(page.text.contains("/sign-out"), "{login} {path}");
        }
    }
}

async fn account(site: &Site, login: &str) -> Id<Account> {
    let institution = ("European Commission", OrganisationKind::UnionInstitution, "BEL");
    site.account(login, institution, &[]).await
}

#[tokio::test]
async fn a_version_that_was_never_published_is_not_found() {
    let site = Site::start().await;
    let visitor = Client::plain();
    for path in ["/privacy/2", "/privacy/0", "/privacy/one", "/privacy/-1", "/terms/99", "/terms/"]
    {
        assert_eq!(visitor.page(&site.at(path)).await.status, 404, "{path}");
    }
}

fn words(site: &Site, language: &str) -> Words {
    site.app.catalogue.words(Language::find(language).unwrap())
}

/// How long a category is kept, in words.
fn retention(words: &Words, row: &RecordRow) -> String {
    let period = match row.period {
        Span::UntilThen => Period::Until,
        Span::Hours(count) => Period::Hours(count.into()),
        Span::Days(count) => Period::Days(count.into()),
        Span::Years(count) => Period::Years(count.into()),
    };
    Kept { start: row.kept_from, end: row.counted_from, period }.phrase(words)
}

#[tokio::test]
async fn the_statement_names_every_category_with_its_recipients_and_its_time() {
    let site = Site::start().await;
    let visitor = Client::plain();
    let rows = record(&Switches::default());
    assert_eq!(rows.len(), REGISTER.categories.len());
    for language in LANGUAGES {
        let words = words(&site, language);
        // The page made from the register, and the version as it is kept.
        for path in ["/privacy", "/privacy/1"] {
            let page = visitor.page(&site.at(&format!("{path}?lang={language}"))).await;
            for row in &rows {
                let named = |text: String| assert!(page.text.contains(&text), "{path}: {text}");
                named(words.text(&format!("category-{}", row.category)));
                named(words.text(&format!("category-{}-about", row.category)));
                named(retention(&words, row));
                row.recipients.iter().for_each(|it| named(words.text(&format!("recipient-{it}"))));
                row.purposes.iter().for_each(|it| named(words.text(&format!("purpose-{it}"))));
                row.grounds.iter().for_each(|it| named(words.text(&format!("ground-{it}"))));
            }
            for contact in ["controller@example.test", "dpo@example.test", "edps@example.test"] {
                assert!(page.text.contains(contact), "{path}: {contact}");
            }
            let abroad = page.text.contains(&words.text("ground-transfer"));
            assert!(abroad, "{path}: the ground of transfers");
        }
        let page = visitor.page(&site.at(&format!("/privacy?lang={language}"))).await;
        let categories = page.text.matches("class=\"limen-category\"").count();
        assert_eq!(categories, rows.len(), "the page that is made from the register");
    }
}

/// Publishes a further version of `kind` with this text in every language.
async fn publish(site: &Site, (kind, version): (StatementKind, u32), text: &str) {
    let now = site.clock.now();
    let texts: Vec<_> = LANGUAGES.map(|code| (code, format!("{text} {code}"))).into();
    let digest = statements::digest(&texts);
    let statement = Statement { kind, version, since: now, is_material: false, digest };
    let access =
        Access::happened(now, Doer::System, Event::StatementPublished, RandomIds.next(now));
    let unit = site.app.store.publish(access).await.unwrap();
    unit.add(&statement, &statements::wordings(texts, |_| "Says more.".into())).await.unwrap();
    unit.end(Outcome::default()).await.unwrap();
}

#[tokio::test]
async fn what_was_agreed_to_stays_readable_when_something_new_is_published() {
    let site = Site::start().await;
    let visitor = Client::plain();
    for (kind, path) in [(StatementKind::Privacy, "/privacy"), (StatementKind::Terms, "/terms")] {
        let agreed = visitor.page(&site.at(&format!("{path}/1?lang=fr"))).await.text;
        let sections = agreed.matches("<h2>").count();
        assert!(9 <= sections, "{path}: {sections} sections");
        site.clock.advance(SignedDuration::from_hours(48));
        publish(&site, (kind, 2), "# Quite new\nAnother sentence in").await;

        let current = visitor.page(&site.at(&format!("{path}?lang=fr"))).await;
        check(&current, "fr", path);
        assert!(current.text.contains("Another sentence in fr"), "{}", current.text);
        assert!(current.text.contains("1. Quite new"));
        let (sentences, versions) = current.text.split_once("id=\"versions\"").unwrap();
        assert!(!sentences.contains(&format!("{path}/1")), "nothing of the old one is mixed in");
        assert!(versions.contains(&format!("href=\"{path}/2\" aria-current")), "{versions}");

        let before = visitor.page(&site.at(&format!("{path}/1?lang=fr"))).await.text;
        assert!(before.contains(&words(&site, "fr").text("version-earlier")));
        let said = |page: &str| -> Vec<String> {
            let (_, text) = page.split_once("<h2>1. ").unwrap();
            let (text, _) = text.split_once("<section aria-labelledby=\"versions\"").unwrap();
            text.lines().map(ToOwned::to_owned).collect()
        };
        assert_eq!(said(&before), said(&agreed), "word by word");
    }
}

#[tokio::test]
async fn a_digest_covers_everything_that_was_shown() {
    let site = Site::start().await;
    let published = site.app.store.statements().await.unwrap();
    assert_eq!(published.len(), 2);
    for statement in published {
        let mut texts = Vec::new();
        for code in LANGUAGES {
            let version = (statement.kind, statement.version);
            let text = site.app.store.statement_text(version, code).await.unwrap().unwrap();
            let sections = statements::sections(&text);
            let expected = if statement.kind == StatementKind::Privacy { 10 } else { 9 };
            assert_eq!(sections.len(), expected, "{:?} {code}", statement.kind);
            assert!(sections.iter().all(|section| !section.paragraphs.is_empty()));
            texts.push((code, text));
        }
        assert_eq!(statements::digest(&texts), statement.digest);
    }
    // A second start publishes nothing.
    statements::ensure(&site.app).await.unwrap();
    assert_eq!(site.count("SELECT count(*) FROM statement").await, 2);
}

#[tokio::test]
async fn the_cookies_that_are_set_are_those_that_are_told() {
    let site = Site::start().await;
    let browser = site.enter("maria").await;
    let page = browser.page(&site.at("/cookies?lang=en")).await;
    let host = site.base.trim_start_matches("http://");
    for name in ["__Host-ies-session", "__Host-lang"] {
        assert!(browser.cookie(host, name).is_some(), "{name} is set");
        assert!(page.text.contains(&format!("<code>{name}</code>")), "{name} is told");
    }
    assert_eq!(page.text.matches("<th scope=\"row\">").count(), 2);
    let set = page.headers.get_all("set-cookie").iter();
    let set: BTreeSet<_> =
        set.filter_map(|value| value.to_str().unwrap().split('=').next()).collect();
    assert!(set.iter().all(|name| page.text.contains(name)), "{set:?}");
}

#[tokio::test]
async fn the_record_of_processing_is_read_by_machines() {
    let site = Site::start().await;
    let answer = Client::plain().get(&site.at("/privacy.json")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let reply = answer.json();
    assert_eq!(reply["reference"], "DPR-EC-00932");
    let categories = reply["categories"].as_array().unwrap();
    assert_eq!(categories.len(), REGISTER.categories.len());
    let find = |code: &str| categories.iter().find(|one| one["code"] == code).unwrap();
    assert_eq!(find("log-technical")["retention"]["period"], "P180D");
    assert_eq!(find("scan")["retention"]["period"], "P0D");
    assert_eq!(find("contact-details")["transferred"], true);
    assert_eq!(find("session")["recipients"].as_array().unwrap().len(), 0);

    let described = serde_json::to_value(routes::description()).unwrap();
    let operation = &described["paths"]["/privacy.json"]["get"];
    assert_eq!(operation["operationId"], "processing_record");
    let fields = &described["components"]["schemas"]["ProcessingCategory"]["properties"];
    let known: BTreeSet<_> = fields.as_object().unwrap().keys().collect();
    let sent: BTreeSet<_> = find("scan").as_object().unwrap().keys().collect();
    assert_eq!(sent, known, "every field is described");
}

#[tokio::test]
async fn a_problem_leads_to_where_it_is_solved() {
    let site = Site::start().await;
    let reader =
        Reader { language: Language::ENGLISH, caller: None, path: "/my".into(), resend: None };
    let cases = [
        ("consent-first", "/consent", "to-consent"),
        ("account-suspended", "/account-closed", "to-account-state"),
        ("account-closed", "/account-closed", "to-account-state"),
        ("forbidden", "/", "to-home"),
    ];
    for (code, href, label) in cases {
        let refused = Problem::new(StatusCode::FORBIDDEN, code, "No");
        let page = problem::page(&site.app, &refused, &reader);
        let label = words(&site, "en").text(label);
        let link = format!("href=\"{href}\"");
        let mut labels = page.split(&link).skip(1).filter_map(|rest| rest.split("</a>").next());
        assert!(labels.any(|text| text.contains(&label)), "{code}: {page}");
    }
}

#[tokio::test]
async fn every_country_that_the_rules_know_has_a_name_in_every_language() {
    let site = Site::start().await;
    for language in LANGUAGES {
        let words = words(&site, language);
        for row in KNOWN {
            let code = row.country.as_str();
            let name = countries::name(&words, code);
            assert!(name != code && !name.contains('⟦'), "{language} {code}");
        }
    }
}

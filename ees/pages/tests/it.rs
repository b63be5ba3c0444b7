//! Every template with every sample in every language, and the words behind them.

#![expect(clippy::unwrap_used, clippy::tests_outside_test_module, reason = "a file of tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ees_pages::{TEXTS, samples};
use fnd_web::words::{Catalogue, Words};

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::new(TEXTS).unwrap())
}

/// Every page of every language, under a name that says which.
fn pages() -> Vec<(String, Words, String)> {
    let catalogue = catalogue();
    let of = |words: Words| {
        let shell = samples::shell(&words);
        samples::all(&words, &shell).into_iter().map(move |(name, page)| {
            (format!("{name}.{}", words.code()), words.clone(), page.html().unwrap())
        })
    };
    catalogue.languages().into_iter().flat_map(|l| of(catalogue.words(l))).collect()
}

/// What stands between `attribute="` and the next quote, wherever it occurs.
fn attributes<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every opening tag called `name`, with its attributes.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name} ");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

#[test]
fn every_page_has_one_title_and_unique_ids() {
    for (name, words, html) in pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert!(html.contains(&format!("<html lang=\"{}\"", words.code())), "{name}");
        let ids = attributes(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<_> =
            unique.iter().filter(|id| ids.iter().filter(|i| i == id).count() > 1).collect();
        assert!(twice.is_empty(), "{name} has twice: {twice:?}");
        for target in ["aria-labelledby", "aria-describedby"] {
            for id in attributes(&html, target).iter().flat_map(|ids| ids.split_whitespace()) {
                assert!(unique.contains(id), "{name}: {target} names {id}");
            }
        }
    }
}

#[test]
fn every_field_has_a_label() {
    for (name, _, html) in pages() {
        let labels: BTreeSet<&str> = attributes(&html, "for").into_iter().collect();
        for tag in ["input", "select", "textarea"] {
            for field in tags(&html, tag).into_iter().filter(|t| !t.contains("type=\"hidden\"")) {
                let spaced = format!(" {field}");
                let id = attributes(&spaced, "id");
                let labelled = id.first().is_some_and(|id| labels.contains(id));
                assert!(labelled, "{name}: no label for <{tag} {field}>");
            }
        }
    }
}

#[test]
fn every_page_stands_under_the_strict_content_policy() {
    for (name, _, html) in pages() {
        for forbidden in [" style=", " onclick=", " onload=", "javascript:", "<style", "<script>"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
        for address in [attributes(&html, "src"), attributes(&html, "href")].concat() {
            assert!(!address.contains("//"), "{name} asks for {address}");
        }
    }
}

#[test]
fn no_word_is_missing_on_any_page() {
    for (name, _, html) in pages() {
        let lost = html.split('⟦').nth(1).and_then(|rest| rest.split('⟧').next());
        assert_eq!(lost, None, "{name}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{name} has a value left open");
    }
}

/// Beginnings of keys that end in a code of the domain; the server's tests walk the codes.
const OF_CODES: [&str; 54] = [
    "cited-",
    "overstay-days-",
    "overstay-choose-wrong",
    "done-",
    "ground-",
    "visa-in-words",
    "mark-",
    "programme-",
    "procedures-",
    "erasures-obstacle-",
    "merge-",
    "split-",
    "begin-",
    "amend-",
    "case-",
    "category-",
    "use-",
    "body-",
    "event-",
    "kind-",
    "visa-kind-",
    "alike-",
    "action-",
    "refused-",
    "retention-",
    "withheld-",
    "overstay-doubt-",
    "notice-kind-",
    "lift-",
    "decision-",
    "history-",
    "deed-",
    "desk-",
    "asked-",
    "aspect-",
    "proposal-",
    "flag-",
    "step-",
    "found-",
    "log-",
    "access-",
    "report-",
    "quality-",
    "suspensions-",
    "suspended-in-",
    "role-",
    "agent-",
    "camera-",
    "finger-",
    "hand-",
    "hint-",
    "incomplete-",
    "taken-wrong-",
    "image-not-",
];

#[test]
fn every_language_has_every_word_and_no_word_is_idle() {
    assert_eq!(catalogue().missing_keys(), []);
    let mut sources = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "src/samples", "templates"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut unused = catalogue().unused_keys(&sources);
    unused.retain(|key| !OF_CODES.iter().any(|prefix| key.starts_with(prefix)));
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn a_check_can_be_sent_by_keyboard_alone() {
    let (_, _, html) = pages().into_iter().find(|(name, ..)| name == "check.en").unwrap();
    assert!(html.contains(" autofocus"), "the zone takes the focus");
    assert_eq!(html.matches("type=\"submit\"").count(), 2, "one for the form, one to sign out");
    let (before, after) = html.split_once("id=\"zone\"").unwrap_or_else(|| panic!("no zone"));
    assert!(!before.contains("<textarea class=\"ecl-text-input limen-zone--small"));
    assert!(after.contains("id=\"visa_zone\""));
}

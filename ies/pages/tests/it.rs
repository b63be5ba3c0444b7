//! Every template with every sample in every language, and the words behind them.

#![expect(clippy::unwrap_used, clippy::tests_outside_test_module, reason = "a file of tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use fnd_web::words::{Catalogue, Words};
use ies_pages::{TEXTS, errors, problem, samples};

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

/// Beginnings of keys that end in a code of the domain, as far as no list declares them.
const OF_CODES: &[&str] = &[
    "action-",
    "category-",
    "country-",
    "decide-message-",
    "ground-",
    "kind-",
    "level-",
    "mail-",
    "menu-",
    "outcome-",
    "recipients-",
    "purpose-",
    "reason-",
    "recipient-",
    "refused-",
    "retention-",
    "scope-",
    "state-",
    "subjects-",
];

/// The beginnings that `sources` declare for codes, as in `pub Role => "role-";`.
fn declared_beginnings(sources: &[String]) -> BTreeSet<&str> {
    let after = sources.iter().flat_map(|text| text.split("=> \"").skip(1));
    let literals = after.filter_map(|rest| rest.split_once("\";")).map(|(literal, _)| literal);
    literals.filter(|literal| literal.ends_with('-')).collect()
}

#[test]
fn every_language_has_every_word_and_no_word_is_idle() {
    assert_eq!(catalogue().missing_keys(), []);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("templates")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                sources.push(std::fs::read_to_string(path).unwrap());
            } else {
                folders.push(path);
            }
        }
    }
    let mut unused = catalogue().unused_keys(&sources);
    let declared = declared_beginnings(&sources);
    let beginnings = OF_CODES.iter().chain(&declared);
    unused.retain(|key| !beginnings.clone().any(|beginning| key.starts_with(beginning)));
    assert_eq!(unused, Vec::<String>::new());
}

/// Names of samples after which somebody has no account any more.
const ENDINGS: [&str; 6] = [
    "ending-erase.",
    "ending-restrict.",
    "ending-object.",
    "ending-withdraw.",
    "disagree.",
    "disagree-errors.",
];

#[test]
fn whatever_ends_the_account_says_so_before_it_is_sent() {
    let ends = |name: &str| ENDINGS.iter().any(|ending| name.starts_with(ending));
    let ending: Vec<_> = pages().into_iter().filter(|(name, ..)| ends(name)).collect();
    assert_eq!(ending.len(), ENDINGS.len() * catalogue().languages().len());
    for (name, words, html) in ending {
        let (before, button) = html.split_once("limen-button--grave").unwrap();
        let said = ["consequence", "consequence-short"].map(|key| words.text(key));
        assert!(said.iter().any(|sentence| before.contains(sentence)), "{name}");
        let box_of = tags(before, "input").into_iter().find(|t| t.contains("id=\"understood\""));
        assert!(box_of.is_some_and(|tag| !tag.contains(" checked")), "{name}: an act of its own");
        assert!(!button.contains("limen-button--grave"), "{name}: one way only");
    }
}

#[test]
fn the_consequence_is_told_in_the_words_of_the_statement() {
    let words = catalogue().words(fnd_core::Language::ENGLISH);
    let told = "the user account will be disabled and all personal data will be deleted";
    assert!(words.text("consequence").contains(told));
    assert!(words.text("consequence-short").to_lowercase().contains(told));
}

#[test]
fn the_two_consents_are_two_boxes_that_come_empty() {
    for (name, _, html) in pages().into_iter().filter(|(name, ..)| name.starts_with("application."))
    {
        for id in ["id=\"consent\"", "id=\"transfer_consent\""] {
            let boxes: Vec<_> =
                tags(&html, "input").into_iter().filter(|t| t.contains(id)).collect();
            assert!(matches!(boxes.as_slice(), [tag] if !tag.contains(" checked")), "{name} {id}");
        }
    }
}

#[test]
fn a_form_with_a_file_is_sent_in_parts() {
    for (name, _, html) in pages() {
        for form in html.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            let head = form.split('>').next().unwrap_or_default();
            let whole = head.contains("multipart/form-data") || !form.contains("type=\"file\"");
            assert!(whole, "{name}: the file of <form {head}> would be left behind");
        }
    }
}

#[test]
fn every_code_that_is_said_to_have_a_sentence_has_one() {
    let catalogue = catalogue();
    for words in catalogue.languages().into_iter().map(|l| catalogue.words(l)) {
        for code in errors::codes() {
            let sentence = errors::sentence(&words, "field-email", code, 10);
            assert!(!sentence.contains(['⟦', '{']), "{code} {}: {sentence}", words.code());
        }
        for code in problem::codes() {
            let sentence = words.text(&format!("refused-{code}"));
            assert!(!sentence.contains('⟦'), "{code} {}", words.code());
        }
    }
}

/// The letters and digits of a text; of a page, without its tags and its escaped signs.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What a reader of `html` reads.
fn read(html: &str) -> String {
    let between = html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
    let text = between.collect::<String>();
    let mut parts = text.split('&');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once(';').map(|(_, text)| text));
    std::iter::once(first.as_str()).chain(rest).collect()
}

#[test]
fn the_privacy_statement_as_it_is_kept_says_what_the_page_says() {
    for (name, words, html) in pages().into_iter().filter(|(name, ..)| name.starts_with("privacy."))
    {
        let (_, page) = html.split_once("<h2 id=\"section-1\"").unwrap();
        let (page, _) = page.split_once("<section aria-labelledby=\"versions\"").unwrap();
        let sections = samples::statement(&words).sections(&words);
        assert_eq!(sections.len(), 10, "{name}");
        let kept = sections.iter().zip(1..).map(|(section, number)| {
            format!("{number}{}{}", section.title, section.paragraphs.concat())
        });
        let page = read(&format!("<h2{page}"));
        assert_eq!(letters(&page), letters(&kept.collect::<String>()), "{name}");
    }
}

#[test]
fn a_problem_that_has_a_way_on_leads_there_under_its_own_name() {
    let words = catalogue().words(fnd_core::Language::ENGLISH);
    let label = |code: &str| problem::Onward::from(code).link(&words, "/").label;
    let labels = ["consent-first", "account-suspended", "last-lead"].map(label);
    assert_eq!(labels.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(label("account-closed"), label("account-suspended"));
}

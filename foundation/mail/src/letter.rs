//! What a letter says.
//!
//! There is no template language here: a letter is a list of parts, and text and HTML are two
//! ways to write the same list. So neither can say what the other does not.

use fnd_core::Language;

/// The longest line of the text form, in characters; RFC 5322 allows 78.
const WIDTH: usize = 76;

/// A part of a letter. All texts are in the reader's language and plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(String),
    /// Something the reader may do: a link on a line of its own.
    Link {
        /// What happens there.
        label: String,
        /// The address, with its scheme.
        href: String,
    },
    /// Names and values, one below the other.
    Facts(Vec<(String, String)>),
    /// A list.
    List(Vec<String>),
    /// Somebody's own words.
    Quote(String),
}

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The language it is written in.
    pub language: Language,
    /// The subject; it is read on locked screens and says nothing personal.
    pub subject: String,
    /// The letter itself.
    pub parts: Vec<Part>,
    /// Below it, small: who writes, why, and how to stop it.
    pub footer: Vec<String>,
}

impl Letter {
    /// The letter as plain text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Paragraph(words) => text.push_str(&wrapped(words, "")),
                Part::Link { label, href } => {
                    text.push_str(&wrapped(&format!("{label}:"), ""));
                    // An address is never broken.
                    text.push_str(href);
                    text.push('\n');
                }
                Part::Facts(facts) => {
                    for (name, value) in facts {
                        text.push_str(&wrapped(&format!("{name}: {value}"), ""));
                    }
                }
                Part::List(items) => {
                    for item in items {
                        text.push_str(&wrapped(&format!("- {item}"), ""));
                    }
                }
                Part::Quote(words) => {
                    for line in words.lines() {
                        text.push_str(&wrapped(line, "> "));
                    }
                }
            }
            text.push('\n');
        }
        if !self.footer.is_empty() {
            // The mark that mail programs know: what follows is not the letter.
            text.push_str("-- \n");
            for line in &self.footer {
                text.push_str(&wrapped(line, ""));
            }
        }
        text
    }

    /// The letter as an HTML document: no picture, no script, nothing that is fetched.
    pub fn html(&self) -> String {
        let parts = joined(&self.parts, part_html);
        let footer = joined(&self.footer, |line| format!("<p>{}</p>\n", escaped(line)));
        let footer = if footer.is_empty() {
            footer
        } else {
            format!("<hr>\n<div style=\"color:#595959;font-size:14px\">\n{footer}</div>\n")
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title></head>\n\
             <body style=\"color:#1a1a1a;font:16px/1.5 arial,sans-serif;max-width:40em\">\n\
             {parts}{footer}</body>\n</html>\n",
            self.language.code(),
            escaped(&self.subject)
        )
    }
}

fn part_html(part: &Part) -> String {
    match part {
        Part::Paragraph(words) => format!("<p>{}</p>\n", escaped(words)),
        Part::Link { label, href } => {
            format!("<p><a href=\"{}\">{}</a></p>\n", escaped(href), escaped(label))
        }
        Part::Facts(facts) => {
            let rows = joined(facts, |(name, value)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(value))
            });
            format!("<dl>\n{rows}</dl>\n")
        }
        Part::List(items) => {
            let items = joined(items, |item| format!("<li>{}</li>\n", escaped(item)));
            format!("<ul>\n{items}</ul>\n")
        }
        Part::Quote(words) => {
            let lines: Vec<String> = words.lines().map(escaped).collect();
            format!("<blockquote>{}</blockquote>\n", lines.join("<br>\n"))
        }
    }
}

/// All items as `write` writes them, one after the other.
fn joined<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    items.iter().map(write).collect::<Vec<_>>().concat()
}

/// Text with the letters replaced that HTML gives a meaning, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Words in lines no longer than [`WIDTH`], each beginning with `margin`. A longer word has a
/// line of its own.
fn wrapped(words: &str, margin: &str) -> String {
    let mut lines = String::new();
    let mut length: usize = 0;
    for word in words.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        if word.is_empty() {
            continue;
        }
        let long = word.chars().count();
        if length == 0 {
            lines.push_str(margin);
            length = margin.chars().count();
        } else if WIDTH < length.saturating_add(long).saturating_add(1) {
            lines.push('\n');
            lines.push_str(margin);
            length = margin.chars().count();
        } else {
            lines.push(' ');
            length = length.saturating_add(1);
        }
        lines.push_str(word);
        length = length.saturating_add(long);
    }
    if length == 0 {
        lines.push_str(margin.trim_end());
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(parts: Vec<Part>) -> Letter {
        let footer = vec!["You get this letter because you asked for an account.".to_owned()];
        Letter { language: Language::ENGLISH, subject: "Your request".into(), parts, footer }
    }

    #[test]
    fn text_and_html_say_the_same() {
        let letter = letter(vec![
            Part::Paragraph("Your request was received.".into()),
            Part::Facts(vec![("Received".into(), "15 July 2026".into())]),
            Part::List(vec!["one".into(), "two".into()]),
            Part::Quote("as I said\nyesterday".into()),
            Part::Link {
                label: "See its state".into(),
                href: "https://example.org/r?a=1&b=2".into(),
            },
        ]);
        assert_eq!(
            letter.text(),
            "Your request was received.\n\nReceived: 15 July 2026\n\n- one\n- two\n\n\
             > as I said\n> yesterday\n\nSee its state:\nhttps://example.org/r?a=1&b=2\n\n\
             -- \nYou get this letter because you asked for an account.\n"
        );
        let html = letter.html();
        for part in [
            "<html lang=\"en\">",
            "<p>Your request was received.</p>",
            "<dt>Received</dt><dd>15 July 2026</dd>",
            "<li>two</li>",
            "<blockquote>as I said<br>\nyesterday</blockquote>",
            "<a href=\"https://example.org/r?a=1&amp;b=2\">See its state</a>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn what_people_wrote_is_text_and_nothing_else() {
        let nasty = "<script>alert(1)</script>\" onload=\u{0}'x'";
        let html = letter(vec![
            Part::Paragraph(nasty.into()),
            Part::Link { label: nasty.into(), href: "https://example.org/\"onclick=\"x".into() },
            Part::Quote(nasty.into()),
        ])
        .html();
        assert!(!html.contains("<script") && !html.contains("\"onclick"), "{html}");
        assert!(!html.contains('\u{0}'));
    }

    #[test]
    fn lines_are_short_and_addresses_whole() {
        let long = "word ".repeat(40);
        let address = format!("https://example.org/{}", "a".repeat(120));
        let link = Part::Link { label: "Open".into(), href: address.clone() };
        let text = letter(vec![Part::Paragraph(long), link]).text();
        assert!(text.contains(&address));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH || line == address));
    }
}

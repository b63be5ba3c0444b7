//! Cards as files: vCard 4.0, RFC 6350. The seven contact details, and no eighth.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ies_domain::person::ContactCard;
use ies_store::purpose::contacts::Fellow;

/// Octets of a line, after which it is folded.
const LINE_OCTETS_MAX: usize = 75;

/// The cards of members as a file of this name.
pub fn file(name: &'static str, fellows: &[Fellow]) -> Response {
    of_cards(name, fellows.iter().map(|fellow| &fellow.card))
}

/// The cards as a file of this name.
pub fn of_cards<'a>(
    name: &'static str,
    cards: impl IntoIterator<Item = &'a ContactCard>,
) -> Response {
    let text: String = cards.into_iter().map(written).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}

/// One card.
pub fn written(card: &ContactCard) -> String {
    let (first, last) = (escaped(card.first_name.as_str()), escaped(card.last_name.as_str()));
    let lines = [
        "BEGIN:VCARD".to_owned(),
        "VERSION:4.0".to_owned(),
        format!("FN:{}", escaped(&card.full_name())),
        format!("N:{last};{first};;;"),
        format!("EMAIL;TYPE=work:{}", escaped(card.email.as_str())),
        format!("TEL;TYPE=work:{}", escaped(card.telephone.as_str())),
        format!("ADR;TYPE=work:;;{};;;;", escaped(card.work_address.as_str())),
        format!("ORG:{}", escaped(card.organisation.as_str())),
        format!("TITLE:{}", escaped(card.job_title.as_str())),
        "END:VCARD".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// A value, in which nothing can end a line or a part.
fn escaped(value: &str) -> String {
    value.replace("\r\n", "\n").chars().fold(String::new(), |mut text, sign| {
        match sign {
            '\\' | ',' | ';' => text.extend(['\\', sign]),
            '\n' | '\r' => text.push_str("\\n"),
            other => text.push(other),
        }
        text
    })
}

/// A line with its end, folded between letters.
fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut octets = 0_usize;
    for sign in line.chars() {
        if LINE_OCTETS_MAX < octets.saturating_add(sign.len_utf8()) {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(sign);
        octets = octets.saturating_add(sign.len_utf8());
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use ies_domain::person::ContactInput;

    use super::*;

    #[test]
    fn nothing_on_a_card_can_make_a_line_or_a_part_of_its_own() {
        let input = ContactInput {
            first_name: "Ana",
            last_name: "Lind",
            email: "ana@example.org",
            telephone: "+32 2 555 01 02",
            work_address: "Rue de l’Exemple 1; rez\nEND:VCARD",
            organisation: "Office, for \\ Examples",
            job_title: "Adviser",
        };
        let text = written(&ContactCard::read(&input).unwrap());
        assert_eq!(text.matches("\r\nEND:VCARD").count(), 1, "{text}");
        assert!(text.contains("ADR;TYPE=work:;;Rue de l’Exemple 1\\; rez\\nEND:VCARD;;;;"));
        assert!(text.contains("ORG:Office\\, for \\\\ Examples"));
        let longest = text.split("\r\n").map(str::len).max();
        assert!(longest.is_some_and(|octets| octets <= LINE_OCTETS_MAX), "{text}");
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let long = "é".repeat(100);
        let text = folded(&long);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_OCTETS_MAX));
        assert_eq!(text.replace("\r\n ", "").trim_end(), long);
    }
}

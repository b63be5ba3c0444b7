//! One's contact details as a file that address books read. EUDPR Art. 22; R44.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::person::ContactCard;

use super::{end, open};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;

/// The file.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnProfile).await?;
    let (card, _) = unit.card().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let headers = [
        (CONTENT_TYPE, "text/vcard; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"my-card.vcf\""),
    ];
    Ok((headers, vcard(&card)).into_response())
}

/// A vCard, RFC 6350.
pub(super) fn vcard(card: &ContactCard) -> String {
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

/// Section 3.4: what would end a value is written with a backslash.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for sign in text.chars() {
        match sign {
            '\\' | ',' | ';' => written.extend(['\\', sign]),
            '\n' => written.push_str("\\n"),
            '\r' => {}
            other => written.push(other),
        }
    }
    written
}

/// Section 3.2: a line has at most 75 bytes and goes on behind a blank.
const LINE_BYTES_MAX: usize = 75;

fn folded(line: &str) -> String {
    let (mut written, mut length) = (String::new(), 0_usize);
    for sign in line.chars() {
        if LINE_BYTES_MAX < length.saturating_add(sign.len_utf8()) {
            written.push_str("\r\n ");
            length = 1;
        }
        written.push(sign);
        length = length.saturating_add(sign.len_utf8());
    }
    written.push_str("\r\n");
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_typed_becomes_a_line_of_its_own() {
        assert_eq!(escaped("Rue 1, B\nTEL:1;2\\"), "Rue 1\\, B\\nTEL:1\\;2\\\\");
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let line = format!("NOTE:{}", "ä".repeat(60));
        for part in folded(&line).trim_end().split("\r\n") {
            assert!(part.len() <= LINE_BYTES_MAX, "{part}");
        }
        assert_eq!(folded(&line).replace("\r\n ", "").trim_end(), line);
    }
}

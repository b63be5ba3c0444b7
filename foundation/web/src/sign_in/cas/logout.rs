//! What the provider says when somebody signed out elsewhere: a `LogoutRequest` as SAML 2.0
//! writes it, whose `SessionIndex` is the ticket that began the session. It is not signed; that
//! it knows the ticket is all that speaks for it, and all that it can end is that one session.

use super::xml::read;
use crate::problem::Problem;
use crate::sign_in::provider::not_ended;

/// The ticket that a `LogoutRequest` names.
pub(super) fn ticket(bytes: &[u8]) -> Result<String, Problem> {
    let refuse = |reason: &str| {
        tracing::warn!(reason, "a logout request was not believed");
        not_ended()
    };
    let root = read(bytes).map_err(|error| refuse(&error.to_string()))?;
    if root.name != "LogoutRequest" {
        return Err(refuse("not a logout request"));
    }
    match root.child("SessionIndex").map(|index| index.text.as_str()) {
        Some(ticket) if !ticket.is_empty() => Ok(ticket.to_owned()),
        _ => Err(refuse("no ticket named")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_stands_in_the_session_index() {
        let request = |inner: &str| {
            let text = format!(
                "<samlp:LogoutRequest xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' ID='LR-1' \
                 Version='2.0' IssueInstant='2026-01-01T10:00:00Z'>\
                 <saml:NameID xmlns:saml='s'>@NOT_USED@</saml:NameID>{inner}</samlp:LogoutRequest>"
            );
            ticket(text.as_bytes())
        };
        let index = |text: &str| format!("<samlp:SessionIndex> {text} </samlp:SessionIndex>");
        assert_eq!(request(&index("ST-1")).unwrap(), "ST-1");
        for inner in [String::new(), index(""), format!("{}{}", index("a"), index("b"))] {
            assert!(request(&inner).is_err(), "{inner}");
        }
        assert!(ticket(b"").is_err());
        assert!(ticket(b"<Other><SessionIndex>ST-1</SessionIndex></Other>").is_err());
        let doctype = "<!DOCTYPE x [<!ENTITY t 'ST-1'>]><LogoutRequest><SessionIndex>&t;\
                       </SessionIndex></LogoutRequest>";
        assert!(ticket(doctype.as_bytes()).is_err());
    }
}

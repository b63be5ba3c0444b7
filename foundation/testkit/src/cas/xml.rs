//! The documents of the server, good and bad ones.

use std::fmt::Write as _;

use serde_json::Value;

use super::Person;
use super::state::Ticket;
use crate::page::escape;

/// The namespace of EU Login's answers.
const SPACE: &str = "https://ecas.ec.europa.eu/cas/schemas";

/// What a document tells of a person.
pub(super) struct Told<'t> {
    pub(super) person: &'t Person,
    pub(super) ticket: &'t Ticket,
    /// Whether more than the name is told.
    pub(super) has_details: bool,
    pub(super) has_groups: bool,
    /// Whether attributes stand in an element of their own.
    pub(super) is_nested: bool,
}

fn response(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <cas:serviceResponse xmlns:cas=\"{SPACE}\" server=\"stand-in\">\n{inner}\n\
         </cas:serviceResponse>\n"
    )
}

pub(super) fn failure(code: &str) -> String {
    response(&format!(
        "<cas:authenticationFailure code=\"{code}\">The ticket is not good.\
         </cas:authenticationFailure>"
    ))
}

pub(super) fn success(told: &Told<'_>) -> String {
    response(&success_alone(told))
}

pub(super) fn two_answers(told: &Told<'_>) -> String {
    response(&format!("{}<cas:authenticationFailure code=\"X\"/>", success_alone(told)))
}

fn success_alone(told: &Told<'_>) -> String {
    let Told { person, ticket, .. } = told;
    let user = element("user", &person.login);
    let mut attributes = element("uid", &person.login);
    if told.has_details {
        for (name, value) in &person.attributes {
            if name != "groups" || told.has_groups {
                attributes.push_str(&attribute(name, value));
            }
        }
        attributes.push_str(&element("loginDate", &ticket.at.to_string()));
        attributes.push_str(&element("sso", &(!ticket.is_new).to_string()));
        attributes.push_str(&element("ticketType", "SERVICE"));
    }
    if told.is_nested {
        attributes = format!("<cas:attributes>{attributes}</cas:attributes>");
    }
    format!("<cas:authenticationSuccess>\n{user}{attributes}</cas:authenticationSuccess>")
}

fn attribute(name: &str, value: &Value) -> String {
    match value {
        Value::Array(list) => {
            // `groups` holds elements `group`.
            let one = name.strip_suffix('s').unwrap_or(name);
            let inner: String = list.iter().map(|value| attribute(one, value)).collect();
            format!("<cas:{name} number=\"{}\">{inner}</cas:{name}>\n", list.len())
        }
        Value::String(text) => element(name, text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            element(name, &value.to_string())
        }
    }
}

fn element(name: &str, text: &str) -> String {
    format!("<cas:{name}>{}</cas:{name}>\n", escape(text))
}

/// `document` with a document type before it whose entities read a file and call `trap`; the
/// person is whatever the entities say.
pub(super) fn with_document_type(document: &str, trap: &str) -> String {
    let kind = format!(
        "<!DOCTYPE r SYSTEM \"{trap}\" [<!ENTITY f SYSTEM \"file:///etc/hostname\">\n\
         <!ENTITY t SYSTEM \"{trap}\"><!ENTITY % p SYSTEM \"{trap}\"> %p;]>\n"
    );
    after_declaration(document, &kind).replace("<cas:uid>", "<cas:uid>&f;&t;")
}

/// `document` with entities of which each is ten times the one before.
pub(super) fn with_laughs(document: &str) -> String {
    let mut kind = String::from("<!DOCTYPE r [<!ENTITY l0 \"ha\">\n");
    for number in 1..10 {
        let before = format!("&l{};", number - 1).repeat(10);
        writeln!(kind, "<!ENTITY l{number} \"{before}\">").unwrap();
    }
    kind.push_str("]>\n");
    after_declaration(document, &kind).replace("<cas:uid>", "<cas:uid>&l9;")
}

/// `document` with `inserted` where a document type or an instruction stands.
pub(super) fn after_declaration(document: &str, inserted: &str) -> String {
    let (declaration, rest) = document.split_once('\n').unwrap();
    format!("{declaration}\n{inserted}{rest}")
}

/// What a server posts to a service when the person who got `ticket` signed out.
pub fn logout_request(ticket: &str) -> String {
    format!(
        "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"LR-1\" \
         Version=\"2.0\" IssueInstant=\"2026-01-01T10:00:00Z\">\
         <saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">@NOT_USED@\
         </saml:NameID><samlp:SessionIndex>{}</samlp:SessionIndex></samlp:LogoutRequest>",
        escape(ticket)
    )
}

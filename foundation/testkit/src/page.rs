//! Pages of stand-ins, and the forms on them.

use std::collections::BTreeMap;

use url::form_urlencoded;

/// Names and values of a form or an address.
pub(crate) type Pairs = BTreeMap<String, String>;

pub(crate) fn pairs(text: &str) -> Pairs {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

pub(crate) fn page(title: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} - stand-in for an identity provider</title></head>\n\
         <body><main><p>This stands in for an identity provider. Nobody here is real.</p>\n\
         <h1>{title}</h1>\n{content}</main></body></html>\n"
    )
}

/// `text` with what means something in HTML and in XML replaced.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! A strict reader of small XML documents. What has a document type, an entity of its own or a
//! processing instruction is refused whole; names count without their prefix.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

/// The longest document, in bytes.
const LENGTH_MAX: usize = 256 * 1024;
/// How deep elements may lie in each other.
const DEPTH_MAX: usize = 16;
/// The most elements.
const ELEMENTS_MAX: usize = 4096;

/// An element with everything in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// Its attributes by their names without a prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// The text directly in it, without blanks at its ends.
    pub(super) text: String,
    /// The elements directly in it.
    pub(super) children: Vec<Element>,
}

/// Why a document is refused. Never holds a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum XmlError {
    /// It is longer, deeper or more than is read.
    #[error("the document is too large")]
    TooLarge,
    /// It is not well formed, or not in UTF-8.
    #[error("the document is not well-formed XML in UTF-8")]
    Malformed,
    /// It has a document type, an entity of its own, or a processing instruction.
    #[error("the document has a part that is not allowed: {0}")]
    NotAllowed(&'static str),
}

impl Element {
    /// The element below this one that is called `name`; none when there are two.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        let mut found = self.children.iter().filter(|child| child.name == name);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The attribute `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a whole document.
pub(super) fn read(bytes: &[u8]) -> Result<Element, XmlError> {
    if LENGTH_MAX < bytes.len() {
        return Err(XmlError::TooLarge);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(XmlError::Malformed) };
    let text = text.trim_start_matches('\u{feff}').trim();
    let mut reader = Reader::from_str(text);
    let mut growing = Growing::default();
    loop {
        let Ok(event) = reader.read_event() else { return Err(XmlError::Malformed) };
        match event {
            Event::Start(start) => growing.open(&start)?,
            Event::Empty(start) => {
                growing.open(&start)?;
                growing.close()?;
            }
            Event::End(_) => growing.close()?,
            Event::Text(text) => growing.text(&text)?,
            Event::CData(text) => growing.text(&text)?,
            Event::GeneralRef(reference) => growing.text(&replacement(&reference)?)?,
            Event::Decl(declaration) => growing.declare(&declaration)?,
            // What stands around a comment is one text: a comment must not cut a name short.
            Event::Comment(_) => {}
            Event::PI(_) => return Err(XmlError::NotAllowed("processing instruction")),
            Event::DocType(_) => return Err(XmlError::NotAllowed("document type")),
            Event::Eof => return growing.whole(),
        }
    }
}

/// The text that a reference stands for: a character, or one of the five that XML itself knows.
fn replacement(reference: &BytesRef<'_>) -> Result<String, XmlError> {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) if is_allowed(letter) => Ok(letter.to_string()),
        Ok(None) => match resolve_xml_entity(reference) {
            Some(text) => Ok(text.to_owned()),
            None => Err(XmlError::NotAllowed("entity")),
        },
        _ => Err(XmlError::Malformed),
    }
}

/// The characters of XML 1.0 (section 2.2).
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

/// A document as far as it was read.
#[derive(Debug, Default)]
struct Growing {
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
    has_begun: bool,
}

impl Growing {
    fn declare(&mut self, declaration: &BytesDecl<'_>) -> Result<(), XmlError> {
        let encoding = match declaration.encoding() {
            None => return self.begin_with_declaration(),
            Some(Ok(encoding)) => encoding,
            Some(Err(_)) => return Err(XmlError::Malformed),
        };
        if !encoding.eq_ignore_ascii_case("utf-8") {
            return Err(XmlError::Malformed);
        }
        self.begin_with_declaration()
    }

    fn begin_with_declaration(&mut self) -> Result<(), XmlError> {
        if self.has_begun {
            return Err(XmlError::Malformed);
        }
        self.has_begun = true;
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), XmlError> {
        self.has_begun = true;
        self.count = self.count.saturating_add(1);
        if DEPTH_MAX <= self.open.len() || ELEMENTS_MAX < self.count {
            return Err(XmlError::TooLarge);
        }
        if self.root.is_some() {
            return Err(XmlError::Malformed);
        }
        let name = start.local_name().as_ref().to_owned();
        if name.is_empty() {
            return Err(XmlError::Malformed);
        }
        let attributes = attributes(start)?;
        self.open.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn close(&mut self) -> Result<(), XmlError> {
        let Some(mut done) = self.open.pop() else { return Err(XmlError::Malformed) };
        let text = done.text.trim().to_owned();
        done.text = text;
        match self.open.last_mut() {
            Some(around) => around.children.push(done),
            None => self.root = Some(done),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), XmlError> {
        if !text.chars().all(is_allowed) {
            return Err(XmlError::Malformed);
        }
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(XmlError::Malformed),
        }
        self.has_begun = true;
        Ok(())
    }

    fn whole(self) -> Result<Element, XmlError> {
        match self.root {
            Some(root) if self.open.is_empty() => Ok(root),
            _ => Err(XmlError::Malformed),
        }
    }
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, XmlError> {
    let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let Ok(attribute) = attribute else { return Err(XmlError::Malformed) };
        if attribute.value.contains('<') {
            return Err(XmlError::Malformed);
        }
        // Knows the five references of XML itself and those to characters, and no others.
        let Ok(value) = unescape(&attribute.value) else {
            return Err(XmlError::NotAllowed("entity"));
        };
        if !value.chars().all(is_allowed) {
            return Err(XmlError::Malformed);
        }
        Ok((attribute.key.local_name().as_ref().to_owned(), value.into_owned()))
    };
    start.attributes().map(attribute).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(document: &str) -> Element {
        read(document.as_bytes()).unwrap()
    }

    fn text_of(document: &str) -> Result<String, XmlError> {
        read(document.as_bytes()).map(|element| element.text)
    }

    #[test]
    fn names_count_without_their_prefix_and_text_is_whole() {
        let read = read(b" <?xml version='1.0' encoding='UTF-8'?>\n<c:a xmlns:c='x' n=\"2\">\n <c:b>1</c:b><b/></c:a>\n");
        let root = read.unwrap();
        assert_eq!((root.name.as_str(), root.attribute("n")), ("a", Some("2")));
        assert_eq!(root.children.len(), 2);
        let quoted = read_one("<a b='x?y&amp;&#65;'/>");
        assert_eq!(quoted.attribute("b"), Some("x?y&A"));
        assert_eq!(root.child("b"), None, "two of one name");
        assert_eq!(text_of("<a> x&amp;y&#65;&#x42;<![CDATA[<z>]]> </a>").unwrap(), "x&yAB<z>");
        assert_eq!(text_of("<a>ana<!-- -->.evil</a>").unwrap(), "ana.evil");
    }

    #[test]
    fn what_could_reach_further_is_refused_whole() {
        use XmlError::{Malformed, NotAllowed};

        let cases = [
            ("<!DOCTYPE a><a/>", NotAllowed("document type")),
            (
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                NotAllowed("document type"),
            ),
            ("<!DOCTYPE a SYSTEM 'http://127.0.0.1/x'><a/>", NotAllowed("document type")),
            ("<a>&x;</a>", NotAllowed("entity")),
            ("<a>&nbsp;</a>", NotAllowed("entity")),
            ("<a b='&x;'/>", NotAllowed("entity")),
            ("<a b='&#0;'/>", NotAllowed("entity")),
            ("<a b='&#1;'/>", Malformed),
            ("<a b='<'/>", Malformed),
            ("<?xml-stylesheet href='x'?><a/>", NotAllowed("processing instruction")),
            ("<a><?php x?></a>", NotAllowed("processing instruction")),
            ("<a>&#0;</a>", Malformed),
            ("<a>&#xB;</a>", Malformed),
            ("<a>\u{1}</a>", Malformed),
            ("<?xml version='1.0' encoding='UTF-16'?><a/>", Malformed),
            ("<a/><?xml version='1.0'?>", Malformed),
            ("<a><?xml version='1.0'?></a>", Malformed),
        ];
        for (document, expected) in cases {
            assert_eq!(read(document.as_bytes()), Err(expected), "{document}");
        }
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        let cases = [
            "",
            "a",
            "<a>",
            "</a>",
            "<a></b>",
            "<a><b></a></b>",
            "<a/><b/>",
            "<a/>x",
            "x<a/>",
            "<a b='1' b='2'/>",
            "<a b=1/>",
            "<a",
            "<a>&</a>",
            "<a>&amp</a>",
            "<a><![CDATA[x</a>",
            "<a><!-- x</a>",
            "<!--x-->",
            "<a>]]></a",
            "< a/>",
        ];
        for document in cases {
            assert!(read(document.as_bytes()).is_err(), "{document}");
        }
        assert_eq!(read(b"<a>\xff</a>"), Err(XmlError::Malformed));
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let deep = |count: usize| format!("{}{}", "<a>".repeat(count), "</a>".repeat(count));
        assert!(read(deep(DEPTH_MAX).as_bytes()).is_ok());
        let many = format!("<a>{}</a>", "<b/>".repeat(ELEMENTS_MAX));
        let long = format!("<a>{}</a>", "x".repeat(LENGTH_MAX));
        for document in [deep(DEPTH_MAX + 1), many, long] {
            assert_eq!(read(document.as_bytes()), Err(XmlError::TooLarge));
        }
    }
}

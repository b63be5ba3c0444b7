//! A small reader of tagged PDF: objects by `hayro-syntax`, text by the map from glyphs to
//! letters that each font carries.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

/// What a screen reader would learn from the file.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) pages: usize,
    /// Elements in the order of reading: how deep, which role, the text right in it.
    pub(crate) elements: Vec<(usize, String, String)>,
    /// On which page each element begins, the first being 0; those without own text have none.
    starts: Vec<Option<usize>>,
    /// The number of each page, to find its place.
    ids: Vec<ObjectIdentifier>,
    /// Text of each page that is not of the content: heads and feet.
    pub(crate) artifacts: Vec<String>,
    /// The outline: how deep, and the title.
    pub(crate) outline: Vec<(usize, String)>,
    /// Scopes of header cells.
    pub(crate) scopes: Vec<String>,
    /// Where each line begins, in points from the left and from below.
    pub(crate) places: Vec<(f32, f32)>,
}

impl Read {
    /// The texts of all elements of a role.
    pub(crate) fn texts(&self, role: &str) -> Vec<&str> {
        let found = self.elements.iter().filter(|(_, known, _)| known == role);
        found.map(|(_, _, text)| text.as_str()).collect()
    }

    /// On which page the first element of a role begins.
    pub(crate) fn first_page(&self, role: &str) -> usize {
        let first = self.elements.iter().position(|(_, known, _)| known == role);
        self.starts[first.expect("such an element")].expect("text in it")
    }

    /// How many elements there are of a role.
    pub(crate) fn count(&self, role: &str) -> usize {
        self.texts(role).len()
    }

    /// Everything, one element behind the other.
    pub(crate) fn text(&self) -> String {
        self.elements.iter().map(|(_, _, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// The letters of each font that was met, by the number of its map.
type Fonts = HashMap<ObjectIdentifier, HashMap<u16, String>>;

/// The text of each marked content, by page and number.
type Contents = BTreeMap<(ObjectIdentifier, i32), String>;

pub(crate) fn read(bytes: &[u8]) -> Read {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let mut read = Read { language: string(&root, "Lang"), ..Read::default() };
    let marked = root.get::<Dict<'_>>("MarkInfo").expect("marks");
    assert_eq!(marked.get::<bool>("Marked"), Some(true));
    read.title = pdf.metadata().title.as_deref().map(decoded).unwrap_or_default();
    let (mut contents, mut fonts) = (Contents::new(), Fonts::new());
    for page in pdf.pages().iter() {
        read.pages += 1;
        read_page(page, &mut fonts, &mut contents, &mut read);
    }
    let tree: Dict<'_> = root.get("StructTreeRoot").expect("a tree");
    let mut walker = Walker { contents: &mut contents, read: &mut read };
    walker.kids(&tree, 0, None);
    assert!(contents.is_empty(), "content without an element: {contents:?}");
    if let Some(outlines) = root.get::<Dict<'_>>("Outlines") {
        read_outline(&outlines, 0, &mut read.outline);
    }
    read
}

struct Walker<'a> {
    contents: &'a mut Contents,
    read: &'a mut Read,
}

impl Walker<'_> {
    fn element(&mut self, element: &Dict<'_>, depth: usize) {
        let role = element.get::<Name<'_>>("S").expect("a role").as_str().to_owned();
        let page = element.get_ref("Pg").map(Into::into);
        if role == "TH" {
            let scope = attributes(element).and_then(|found| found.get::<Name<'_>>("Scope"));
            self.read.scopes.push(scope.map(|name| name.as_str().to_owned()).unwrap_or_default());
        }
        self.read.elements.push((depth, role, String::new()));
        self.read.starts.push(None);
        self.kids(element, depth + 1, page);
    }

    fn kids(&mut self, parent: &Dict<'_>, depth: usize, page: Option<ObjectIdentifier>) {
        let place = self.read.elements.len().saturating_sub(1);
        let kids: Vec<Object<'_>> = match parent.get::<Object<'_>>("K") {
            Some(Object::Array(kids)) => kids.iter::<Object<'_>>().collect(),
            kid => kid.into_iter().collect(),
        };
        for kid in kids {
            let (page, number) = match &kid {
                Object::Dict(kid) if kid.contains_key("S") => {
                    self.element(kid, depth);
                    continue;
                }
                Object::Dict(kid) => (kid.get_ref("Pg").map(Into::into).or(page), kid.get("MCID")),
                other => (page, other.clone().into_i32()),
            };
            let key = (page.expect("a page"), number.expect("a number"));
            let text = self.contents.remove(&key).expect("content that is owned once");
            self.read.elements[place].2.push_str(&text);
            let page = self.read.ids.iter().position(|id| *id == key.0);
            self.read.starts[place] = self.read.starts[place].or(page);
        }
    }
}

fn attributes<'a>(element: &Dict<'a>) -> Option<Dict<'a>> {
    match element.get::<Object<'a>>("A")? {
        Object::Array(all) => all.iter::<Dict<'a>>().find(|found| found.contains_key("Scope")),
        other => other.into_dict(),
    }
}

fn read_outline(parent: &Dict<'_>, depth: usize, outline: &mut Vec<(usize, String)>) {
    let mut next = parent.get::<Dict<'_>>("First");
    while let Some(item) = next {
        outline.push((depth, string(&item, "Title")));
        read_outline(&item, depth + 1, outline);
        next = item.get("Next");
    }
}

/// Who owns what is drawn now.
enum Mark {
    Content(i32, Option<String>),
    Artifact,
}

fn read_page(page: &Page<'_>, fonts: &mut Fonts, contents: &mut Contents, read: &mut Read) {
    let id = page.raw().obj_id().expect("a page with a number");
    let mut marks: Vec<Mark> = Vec::new();
    let mut font = None;
    let mut artifacts = String::new();
    let mut operations = page.operations();
    while let Some(operation) = operations.next() {
        let operands: Vec<&Object<'_>> = operation.operands().collect();
        match &**operation.operator {
            b"BDC" | b"BMC" => marks.push(mark(&operands)),
            b"EMC" => drop(marks.pop()),
            b"Tf" => font = Some(letters(page, fonts, operands[0])),
            b"Tm" => {
                let at = |place: usize| operands[place].clone().into_f32().unwrap();
                read.places.push((at(4), 841.89 - at(5)));
            }
            b"Tj" | b"TJ" => {
                let text = shown(operands[0], &fonts[&font.expect("a font")]);
                match marks.iter().rev().find(|mark| !matches!(mark, Mark::Content(-1, None))) {
                    Some(Mark::Content(number, actual)) => {
                        let text = actual.clone().unwrap_or(text);
                        contents.entry((id, *number)).or_default().push_str(&text);
                    }
                    Some(Mark::Artifact) => artifacts.push_str(&(text + "\n")),
                    None => panic!("text that is neither content nor artifact: {text}"),
                }
            }
            _ => {}
        }
    }
    read.artifacts.push(artifacts);
    read.ids.push(id);
}

fn mark(operands: &[&Object<'_>]) -> Mark {
    let name = operands[0].clone().into_name().expect("a name");
    if name.as_str() == "Artifact" {
        return Mark::Artifact;
    }
    let properties = operands[1].clone().into_dict().expect("properties in place");
    let actual = properties.contains_key("ActualText").then(|| string(&properties, "ActualText"));
    Mark::Content(properties.get("MCID").unwrap_or(-1), actual)
}

fn shown(operand: &Object<'_>, font: &HashMap<u16, String>) -> String {
    let strings: Vec<Vec<u8>> = match operand {
        Object::Array(parts) => parts.iter::<Object<'_>>().filter_map(bytes).collect(),
        other => bytes(other.clone()).into_iter().collect(),
    };
    let pairs = strings.iter().flat_map(|string| string.chunks_exact(2));
    pairs.map(|pair| font[&u16::from_be_bytes([pair[0], pair[1]])].as_str()).collect()
}

fn bytes(object: Object<'_>) -> Option<Vec<u8>> {
    object.into_string().map(|string| string.as_bytes().to_vec())
}

/// Reads the map of a font from glyphs to letters, unless it was read before; its number.
fn letters(page: &Page<'_>, fonts: &mut Fonts, name: &Object<'_>) -> ObjectIdentifier {
    let name = name.clone().into_name().expect("a name");
    let font = page.resources().get_font(&name).expect("a font");
    let map: Stream<'_> = font.get("ToUnicode").expect("a map to letters");
    fonts.entry(map.obj_id()).or_insert_with(|| read_letters(&map));
    map.obj_id()
}

fn read_letters(map: &Stream<'_>) -> HashMap<u16, String> {
    let map = String::from_utf8_lossy(&map.decoded().expect("a map")).into_owned();
    assert!(!map.contains("beginbfrange"), "ranges are not read here");
    let mut letters = HashMap::new();
    for line in map.lines().skip_while(|line| !line.ends_with("beginbfchar")) {
        let mut words = line.split(['<', '>']).filter(|word| !word.trim().is_empty());
        let (Some(glyph), Some(text)) = (words.next(), words.next()) else { continue };
        let Ok(glyph) = u16::from_str_radix(glyph, 16) else { continue };
        letters.insert(glyph, utf16(&hex(text)));
    }
    letters
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks_exact(2).map(pair).collect()
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.expect("a letter")).collect()
}

fn string(dict: &Dict<'_>, key: &str) -> String {
    let found = dict.get::<hayro_syntax::object::String<'_>>(key);
    found.map(|string| decoded(string.as_bytes())).unwrap_or_default()
}

/// A text string of PDF: UTF-16 with its mark, or Latin letters.
fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(bytes) => utf16(bytes),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

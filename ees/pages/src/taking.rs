//! Taking a facial image and fingerprints, and what was found of them. EES Art. 15, 17(1), 23(2).

use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::words::Words;

use crate::person::Identity;

/// The form that takes images, and what came of those that were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    /// Where it posts to.
    pub action: String,
    /// What is sent along: who is checked, and what was taken before.
    pub hidden: Vec<Hidden>,
    /// The live face.
    pub face: Field,
    /// The face of the chip.
    pub chip: Field,
    /// That a live image of sufficient quality cannot be had; empty for no. Art. 15(2).
    pub unattainable: Field,
    /// Both hands, the right one first.
    pub hands: [Hand; 2],
    /// What the fingers are taken for.
    pub prints: Prints,
    /// The origin of the program on the officer's computer that drives a scanner; empty for none.
    pub agent: String,
    /// The address of the facial image on file; empty where there is none or the reader may not.
    pub known_face: String,
    /// What was taken and found.
    pub found: Option<TakenFound>,
}

/// What fingers are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prints {
    /// To be entered in the file.
    ToEnter,
    /// To verify who it is: nothing else told it.
    ToVerify,
    /// If need be: the face may be enough.
    IfNeeded,
    /// To find out who it is, and never to be kept: the person holds a visa, or is under twelve.
    ToSearchAlone,
}

/// The fingers of a hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// `right` or `left`.
    pub code: &'static str,
    /// Its fingers from the index to the little one.
    pub fingers: [FingerField; 4],
}

/// The field of a finger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FingerField {
    /// The image; its name is the code of the finger.
    pub image: Field,
    /// Why there is none; empty where there is one.
    pub missing: Field,
}

/// What was taken and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenFound {
    /// What was looked at: faces, then fingers.
    pub images: Vec<ImageRow>,
    /// What was compared.
    pub compared: Vec<Compared>,
    /// Why the prints serve to compare alone: the key of a sentence; empty where they are whole or
    /// there are none.
    pub incomplete: String,
    /// Whom a search of all files named; `None` when nothing was searched.
    pub named: Option<Vec<NamedRow>>,
    /// How many parts of the gallery did not answer.
    pub missing_parts: usize,
}

/// An image that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRow {
    /// What it shows, in words.
    pub shows: String,
    /// From 0 to 100; absent where nothing tells.
    pub quality: Option<u8>,
    /// Whether it is good enough to be entered.
    pub is_sufficient: bool,
    /// What would make it better, in words.
    pub hints: Vec<String>,
}

/// What a comparison came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// The key of what was compared.
    pub key: &'static str,
    /// What it came to.
    pub result: Alike,
}

/// Whether two images are of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// They are.
    Yes,
    /// They are not.
    No,
    /// One of them is missing, or nothing compares.
    Unknown,
}

/// Somebody whom a search named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRow {
    /// Who.
    pub identity: Identity,
    /// The address of the file.
    pub href: String,
    /// Of so many strangers one is as alike.
    pub one_in: u64,
    /// Whether it is the greatest number that is told, so that fewer are.
    pub is_most: bool,
    /// How many fingers were compared.
    pub fingers: usize,
    /// Whether the face was compared, too.
    pub with_face: bool,
}

/// What browsers offer to choose from.
const FACES: &str = "image/jpeg,image/png,image/jp2,.jp2,.j2k";
/// What browsers offer to choose from.
const FINGERS: &str = ".wsq,.png,.jpg,.jpeg,.jp2,.pgm,image/png,image/jpeg";
/// The failures and hints of a capture agent, as its interface names them.
const AGENT: [&str; 19] = [
    "asking",
    "waiting",
    "taking",
    "done",
    "cancelled",
    "absent",
    "failed",
    "timeout",
    "unplugged",
    "wrong-finger",
    "capture-under-way",
    "incomplete",
    "hint-no-finger",
    "hint-too-small",
    "hint-not-centred",
    "hint-too-dark",
    "hint-too-light",
    "hint-too-dry",
    "hint-smudged",
];
/// What is said of the camera.
const CAMERA: [&str; 6] = ["opening", "ready", "taken", "denied", "missing", "failed"];

impl Taking {
    /// The fields, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let fingers = self.hands.iter().flat_map(|hand| &hand.fingers);
        let fingers = fingers.flat_map(|finger| [&finger.image, &finger.missing]);
        [&self.face, &self.chip, &self.unattainable].into_iter().chain(fingers)
    }

    /// The kinds of images of faces that a browser offers.
    pub fn faces(&self) -> &'static str {
        FACES
    }

    /// The kinds of images of fingers that a browser offers.
    pub fn kinds(&self) -> &'static str {
        FINGERS
    }

    /// What the script says of the camera: name and sentence.
    pub fn of_camera(&self, words: &Words) -> Vec<(&'static str, String)> {
        CAMERA.map(|name| (name, words.text(&format!("camera-{name}")))).into()
    }

    /// What the script says of the agent: name and sentence. The finger's name and its quality are
    /// put in by the script.
    pub fn of_agent(&self, words: &Words) -> Vec<(&'static str, String)> {
        let finger = [("finger", "{finger}".into()), ("score", "{score}".into())];
        let told = ("finger", words.with("agent-finger", &finger));
        let key = |name: &str| match name.strip_prefix("hint-") {
            Some(hint) => format!("hint-{hint}"),
            None => format!("agent-{name}"),
        };
        AGENT.iter().map(|name| (*name, words.text(&key(name)))).chain([told]).collect()
    }

    /// Whether fingerprints are to be entered and nothing was taken yet.
    pub fn is_owed(&self) -> bool {
        self.prints == Prints::ToEnter && self.found.is_none()
    }

    /// Whether the part for the chip is open.
    pub fn shows_chip(&self) -> bool {
        self.chip.is_wrong() || !self.unattainable.value.is_empty()
    }

    /// Whether the part for the fingers is open.
    pub fn shows_fingers(&self) -> bool {
        matches!(self.prints, Prints::ToEnter | Prints::ToVerify)
            || self.hands.iter().any(Hand::is_touched)
    }
}

impl Hand {
    /// Whether something was said of it or is wrong with it.
    pub fn is_touched(&self) -> bool {
        let touched = |finger: &FingerField| {
            finger.image.is_wrong() || finger.missing.is_wrong() || !finger.missing.value.is_empty()
        };
        self.fingers.iter().any(touched)
    }

    /// The key of its name.
    pub fn key(&self) -> String {
        format!("hand-{}", self.code)
    }

    /// Why fingers of it can be missing.
    pub fn reasons(&self, words: &Words) -> Vec<Choice> {
        ["amputated", "unable"]
            .map(|code| Choice::new(code, words.text(&format!("finger-{code}"))))
            .into()
    }

    /// Whether part of it is said to be missing, so that this is seen.
    pub fn shows_missing(&self) -> bool {
        let said =
            |finger: &FingerField| finger.missing.is_wrong() || !finger.missing.value.is_empty();
        self.fingers.iter().any(said)
    }
}

impl FingerField {
    /// The key of the finger's name.
    pub fn key(&self) -> String {
        format!("finger-{}", self.image.name)
    }
}

impl Prints {
    /// The key of the sentence that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::ToEnter => "taking-prints-enter",
            Self::ToVerify => "taking-prints-verify",
            Self::IfNeeded => "taking-prints-if-needed",
            Self::ToSearchAlone => "taking-prints-search",
        }
    }
}

impl TakenFound {
    /// How many parts of the gallery did not answer, in words.
    pub fn parts(&self, words: &Words) -> String {
        words.count("named-parts", i64::try_from(self.missing_parts).unwrap_or(i64::MAX))
    }
}

impl ImageRow {
    /// The key of how good it is.
    pub fn key(&self) -> &'static str {
        if self.is_sufficient { "image-good" } else { "image-poor" }
    }

    /// How its tag looks.
    pub fn tone(&self) -> &'static str {
        if self.is_sufficient { "success" } else { "warning" }
    }
}

impl Alike {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yes => "compared-yes",
            Self::No => "compared-no",
            Self::Unknown => "compared-unknown",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Yes => "success",
            Self::No => "error",
            Self::Unknown => "info",
        }
    }
}

impl NamedRow {
    /// How strongly the data speak for this person, in words.
    pub fn strength(&self, words: &Words) -> String {
        let key = if self.is_most { "named-one-in-more" } else { "named-one-in" };
        words.one(key, "number", words.number(&self.one_in))
    }

    /// What was compared, in words.
    pub fn by(&self, words: &Words) -> String {
        let fingers = words.count("named-fingers", i64::try_from(self.fingers).unwrap_or(i64::MAX));
        if self.with_face { words.one("named-with-face", "fingers", fingers) } else { fingers }
    }
}

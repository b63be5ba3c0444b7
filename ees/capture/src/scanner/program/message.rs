//! The lines that agent and program send each other.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::finger::Finger;
use crate::scanner::{Device, Failure, NAME_CHARS_MAX, Order};

/// The edition of the protocol.
const PROTOCOL: u8 = 1;

/// What the agent asks.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    protocol: u8,
    ask: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fingers: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout_seconds: Option<u16>,
}

impl Asked {
    /// What is attached?
    pub(super) fn device() -> Self {
        let ask = "device";
        Self { protocol: PROTOCOL, ask, hand: None, fingers: Vec::new(), timeout_seconds: None }
    }

    /// Take these fingers.
    pub(super) fn take(order: &Order) -> Self {
        Self {
            protocol: PROTOCOL,
            ask: "take",
            hand: Some(order.hand.name()),
            fingers: order.fingers.iter().map(|finger| finger.name()).collect(),
            timeout_seconds: Some(order.seconds),
        }
    }

    /// The line with its end.
    pub(super) fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

/// What a program tells.
#[derive(Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Told {
    /// What is attached.
    Device(Described),
    /// The device is ready and nobody is on it.
    Waiting,
    /// Fingers are on it.
    Taking,
    /// One finger was taken.
    Finger(Taken),
    /// Every finger was taken.
    Done,
    /// It did not work out.
    Failed {
        /// One of the words that [`failure`] knows.
        why: String,
    },
}

/// What is attached, as it is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Described {
    name: String,
    attached: bool,
    #[serde(default)]
    fingers: Vec<String>,
}

/// A finger, as it is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Taken {
    finger: String,
    image: Zeroed,
}

/// Text that is wiped when it is dropped.
struct Zeroed(Zeroizing<String>);

impl<'de> Deserialize<'de> for Zeroed {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self(Zeroizing::new(text)))
    }
}

impl Told {
    /// Reads a line.
    pub(super) fn read(line: &[u8]) -> Result<Self, Failure> {
        serde_json::from_slice(line).or(Err(Failure::ProgramUnclear))
    }
}

impl Described {
    /// The device, its name without what is no letter.
    pub(super) fn read(self) -> Result<Device, Failure> {
        if Finger::ALL.len() < self.fingers.len() {
            return Err(Failure::ProgramUnclear);
        }
        let fingers = self.fingers.iter().map(|name| Finger::named(name));
        let letters = self.name.chars().filter(|letter| !letter.is_control());
        Ok(Device {
            name: letters.take(NAME_CHARS_MAX).collect(),
            is_attached: self.attached,
            fingers: fingers.collect::<Option<_>>().ok_or(Failure::ProgramUnclear)?,
            is_simulated: false,
        })
    }
}

impl Taken {
    /// The finger and the file of its image.
    pub(super) fn read(self) -> Result<(Finger, Zeroizing<Vec<u8>>), Failure> {
        let finger = Finger::named(&self.finger).ok_or(Failure::ProgramUnclear)?;
        let image = STANDARD.decode(self.image.0.as_bytes()).or(Err(Failure::Unreadable))?;
        Ok((finger, Zeroizing::new(image)))
    }
}

/// What a program means by a word; other words mean that something is wrong with the device.
pub(super) fn failure(why: &str) -> Failure {
    match why {
        "timeout" => Failure::Timeout,
        "unplugged" => Failure::Unplugged,
        "wrong-finger" => Failure::WrongFinger,
        _ => Failure::Device,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finger::Hand;

    #[test]
    fn questions_are_one_line() {
        let order = Order { hand: Hand::Left, fingers: vec![Finger::LeftRing], seconds: 30 };
        let line = String::from_utf8(Asked::take(&order).line()).unwrap();
        let expected = r#"{"protocol":1,"ask":"take","hand":"left","fingers":["left-ring"],"timeout_seconds":30}"#;
        assert_eq!(line, format!("{expected}\n"));
        assert_eq!(Asked::device().line(), b"{\"protocol\":1,\"ask\":\"device\"}\n");
    }

    #[test]
    fn a_line_says_what_it_may_say_or_is_refused() {
        for (line, is_known) in [
            (r#"{"tell":"waiting"}"#, true),
            (r#"{"tell":"taking"}"#, true),
            (r#"{"tell":"done"}"#, true),
            (r#"{"tell":"failed","why":"lamp"}"#, true),
            (r#"{"tell":"device","name":"A","attached":false}"#, true),
            (r#"{"tell":"finger","finger":"right-index","image":"AA=="}"#, true),
            (r#"{"tell":"finger","finger":"right-index"}"#, false),
            (r#"{"tell":"song"}"#, false),
            ("ready", false),
            ("[]", false),
            ("", false),
        ] {
            assert_eq!(Told::read(line.as_bytes()).is_ok(), is_known, "{line}");
        }
        assert_eq!(failure("lamp"), Failure::Device);
        assert_eq!(failure("unplugged"), Failure::Unplugged);
    }

    #[test]
    fn a_device_has_a_short_name_and_fingers_that_are_known() {
        let read = |name: &str, fingers: &[&str]| {
            let fingers = fingers.iter().map(|finger| (*finger).to_owned()).collect();
            Described { name: name.to_owned(), attached: true, fingers }.read()
        };
        let device = read(&format!("A\u{7}{}", "b".repeat(200)), &["left-index"]).unwrap();
        assert_eq!((device.name.len(), device.fingers), (80, vec![Finger::LeftIndex]));
        assert_eq!(read("A", &["tail"]), Err(Failure::ProgramUnclear));
        assert_eq!(read("A", &["left-index"; 9]), Err(Failure::ProgramUnclear));
    }
}

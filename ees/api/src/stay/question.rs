//! Reading a question without making a copy of it.
//!
//! Written out rather than derived, so that the stays of one line take the memory of the last.

use std::fmt;

use ees_domain::day::Day;
use ees_domain::stay::Stay;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::LineError;

/// The `id` of a question as it stood there; `None` when there was none.
pub(super) type Id<'a> = Option<&'a RawValue>;

/// Reads a question: its id and its day; its stays replace what `stays` held.
pub(super) fn read<'a>(text: &'a str, stays: &mut Vec<Stay>) -> Result<(Id<'a>, Day), LineError> {
    stays.clear();
    let mut json = serde_json::Deserializer::from_str(text);
    let mut read = |stays| {
        let question = Question(stays).deserialize(&mut json)?;
        json.end()?;
        Ok(question)
    };
    read(stays).map_err(|error: serde_json::Error| line_error(&error))
}

/// The `id` of a line that is no question, as far as there is exactly one.
pub(super) fn find_id(text: &str) -> Id<'_> {
    let mut found = None;
    // Why: what follows the id may be what is wrong, so the outcome of the reading is not asked.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(FindId(&mut found));
    found
}

const CODES: [&str; 3] = ["not-a-day: ", "missing-key: ", "duplicate-key: "];

fn line_error(error: &serde_json::Error) -> LineError {
    let sentence = error.to_string();
    match error.classify() {
        Category::Data if CODES.iter().any(|code| sentence.starts_with(code)) => {
            LineError::NotAQuestion(sentence)
        }
        Category::Data => LineError::WrongType(sentence),
        Category::Io | Category::Syntax | Category::Eof => LineError::NotJson(sentence),
    }
}

/// Keeps `value` as the only one of `key`.
fn once<T, E: Error>(slot: &mut Option<T>, key: &str, value: T) -> Result<(), E> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::custom(format_args!("duplicate-key: the key \"{key}\" stands twice"))),
    }
}

fn required<T, E: Error>(slot: Option<T>, key: &str) -> Result<T, E> {
    slot.ok_or_else(|| E::custom(format_args!("missing-key: the key \"{key}\" is missing")))
}

/// The keys that mean something.
enum Key {
    Id,
    Stays,
    On,
    Entry,
    Exit,
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
                Ok(match key {
                    "id" => Key::Id,
                    "stays" => Key::Stays,
                    "on" => Key::On,
                    "entry" => Key::Entry,
                    "exit" => Key::Exit,
                    _ => Key::Other,
                })
            }
        }
        json.deserialize_identifier(KeyVisitor)
    }
}

/// A whole question, `{"id":…,"stays":[…],"on":"…"}`.
struct Question<'s>(&'s mut Vec<Stay>);

impl<'de> DeserializeSeed<'de> for Question<'_> {
    type Value = (Id<'de>, Day);

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Question<'_> {
    type Value = (Id<'de>, Day);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with \"id\", \"stays\" and \"on\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut on, mut stays) = (None, None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Id => once(&mut id, "id", map.next_value()?)?,
                Key::On => once(&mut on, "on", map.next_value::<Written>()?.0)?,
                Key::Stays => once(&mut stays, "stays", map.next_value_seed(Stays(self.0))?)?,
                Key::Entry | Key::Exit | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        required(stays, "stays")?;
        Ok((id, required(on, "on")?))
    }
}

/// The list of stays.
struct Stays<'s>(&'s mut Vec<Stay>);

impl<'de> DeserializeSeed<'de> for Stays<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Stays<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of stays")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(stay) = list.next_element_seed(OneStay)? {
            self.0.push(stay);
        }
        Ok(())
    }
}

/// One stay, `{"entry":"…","exit":"…"}`; an exit that is missing or null is an open stay.
struct OneStay;

impl<'de> DeserializeSeed<'de> for OneStay {
    type Value = Stay;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Stay, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneStay {
    type Value = Stay;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stay with \"entry\" and \"exit\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stay, A::Error> {
        let (mut entry, mut exit) = (None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Entry => once(&mut entry, "entry", map.next_value::<Written>()?.0)?,
                Key::Exit => once(&mut exit, "exit", map.next_value::<Option<Written>>()?)?,
                Key::Id | Key::Stays | Key::On | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let entry = required(entry, "entry")?;
        Ok(Stay { entry, exit: exit.flatten().map(|written| written.0) })
    }
}

/// A day written `YYYY-MM-DD`.
struct Written(Day);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct DayVisitor;
        impl Visitor<'_> for DayVisitor {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day written YYYY-MM-DD")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Written, E> {
                match text.parse() {
                    Ok(day) => Ok(Written(day)),
                    Err(error) => Err(E::custom(format_args!("not-a-day: {error}"))),
                }
            }
        }
        json.deserialize_str(DayVisitor)
    }
}

/// Looks for the id alone.
struct FindId<'s, 'de>(&'s mut Id<'de>);

impl<'de> Visitor<'de> for FindId<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            match key {
                Key::Id => {
                    let again = self.0.is_some();
                    let id = map.next_value()?;
                    *self.0 = if again { None } else { Some(id) };
                    if again {
                        return Ok(());
                    }
                }
                Key::Stays | Key::On | Key::Entry | Key::Exit | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

//! What is kept on the disk: each encounter sealed under a key of its own.
//!
//! A key is bound to the person and the encounter, so that what is under it does not open in the
//! place of another; when an encounter goes, its key goes with it.
//!
//! Law: EES Art. 43(2)(d) to (f).

use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::samples;
use ees_match::record::Position;
use fnd_vault::{DataKey, RingError, SharedRing, WrappedKey};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::engine::Taken;
use super::file::{self, Opened, StoreError};
use crate::wire::{Encounter, EncounterStatus};

/// What the key of the probe is bound to.
const PROBE: &[u8] = b"abis gallery probe";
/// What the content of an encounter is bound to, besides its key.
const CONTENT: &[u8] = b"abis content";
/// What its templates are bound to, besides its key.
const TEMPLATES: &[u8] = b"abis templates";

/// What stands in the clear of an encounter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) person: String,
    pub(super) encounter: String,
    pub(super) status: EncounterStatus,
    pub(super) galleries: Vec<String>,
}

impl Head {
    /// What the key of an encounter is bound to.
    fn object(&self) -> Vec<u8> {
        let length = u64::try_from(self.person.len()).unwrap_or(u64::MAX).to_be_bytes();
        let parts: [&[u8]; 4] =
            [b"abis key", &length, self.person.as_bytes(), self.encounter.as_bytes()];
        parts.concat()
    }

    fn is_active(&self) -> bool {
        self.status == EncounterStatus::Active
    }
}

/// Templates as they are sealed.
#[derive(Serialize, Deserialize)]
struct Written {
    fingers: Option<String>,
    face: Option<String>,
    qualities: Vec<(u8, u8)>,
}

/// An encounter as it lies in the file, without its content.
struct Kept {
    seq: i64,
    head: Head,
    wrapped: WrappedKey,
    templates: Vec<u8>,
}

/// The open gallery.
#[derive(Debug)]
pub(super) struct Store {
    opened: Opened,
    ring: Arc<SharedRing>,
}

impl Store {
    /// Opens the gallery at `path`, sealed under `ring`; makes an empty one when there is none.
    pub(super) fn open(path: &Path, ring: Arc<SharedRing>) -> Result<Self, StoreError> {
        let mut store = Self { opened: file::open(path)?, ring };
        store.change(|step, ring| {
            probe(step, ring)?;
            rewrap(step, ring)
        })?;
        // What a program that was killed had deleted lies in the `-wal` still.
        store.overwrite()?;
        Ok(store)
    }

    /// Gives every encounter with its templates to `each`, in the order in which they came.
    pub(super) fn each(
        &mut self,
        mut each: impl FnMut(i64, Head, Taken),
    ) -> Result<(), StoreError> {
        self.change(|step, ring| {
            let mut list = step.prepare(
                "SELECT seq, person, encounter, active, wrapped_by, wrapped_key, templates
                 FROM encounter ORDER BY seq",
            )?;
            let mut rows = list.query([])?;
            while let Some(row) = rows.next()? {
                let kept = kept(step, row)?;
                let taken = templates(ring, &kept)?;
                each(kept.seq, kept.head, taken);
            }
            Ok(())
        })
    }

    /// Keeps an encounter; it is on the disk when this returns. Answers its number.
    pub(super) fn add(
        &mut self,
        head: &Head,
        (content, taken): (&Encounter, &Taken),
    ) -> Result<i64, StoreError> {
        self.change(|step, ring| {
            let (wrapped, templates, content) = sealed(ring, head, (content, taken))?;
            step.execute(
                "INSERT INTO encounter
                     (person, encounter, active, wrapped_by, wrapped_key, templates, content)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    head.person,
                    head.encounter,
                    head.is_active(),
                    wrapped.by,
                    wrapped.bytes,
                    templates,
                    content
                ],
            )?;
            let seq = step.last_insert_rowid();
            set_galleries(step, seq, &head.galleries)?;
            Ok(seq)
        })
    }

    /// Puts another content in the place of that of an encounter; the old one is gone after
    /// [`Store::overwrite`].
    pub(super) fn replace(
        &mut self,
        (seq, head): (i64, &Head),
        (content, taken): (&Encounter, &Taken),
    ) -> Result<(), StoreError> {
        self.change(|step, ring| {
            let (wrapped, templates, content) = sealed(ring, head, (content, taken))?;
            step.execute(
                "UPDATE encounter SET active = ?2, wrapped_by = ?3, wrapped_key = ?4,
                     templates = ?5, content = ?6 WHERE seq = ?1",
                params![seq, head.is_active(), wrapped.by, wrapped.bytes, templates, content],
            )?;
            set_galleries(step, seq, &head.galleries)
        })
    }

    /// Sets what stands in the clear of encounters, whoever they were of before.
    pub(super) fn set(&mut self, heads: &[(i64, Head)]) -> Result<(), StoreError> {
        self.change(|step, ring| {
            for (seq, head) in heads {
                let old = find(step, *seq)?;
                let key = ring.unwrap(&old.head.object(), &old.wrapped)?;
                let wrapped = ring.wrap(&head.object(), &key)?;
                step.execute(
                    "UPDATE encounter SET person = ?2, encounter = ?3, active = ?4,
                         wrapped_by = ?5, wrapped_key = ?6 WHERE seq = ?1",
                    params![
                        seq,
                        head.person,
                        head.encounter,
                        head.is_active(),
                        wrapped.by,
                        wrapped.bytes
                    ],
                )?;
                set_galleries(step, *seq, &head.galleries)?;
            }
            Ok(())
        })
    }

    /// Removes encounters with their keys; the bytes are gone after [`Store::overwrite`].
    pub(super) fn remove(&mut self, seqs: &[i64]) -> Result<(), StoreError> {
        self.change(|step, _| {
            for seq in seqs {
                step.execute("DELETE FROM encounter WHERE seq = ?1", [seq])?;
            }
            Ok(())
        })
    }

    /// The content of an encounter.
    pub(super) fn content(&mut self, seq: i64) -> Result<Encounter, StoreError> {
        self.change(|step, ring| {
            let kept = find(step, seq)?;
            let sealed: Vec<u8> =
                step.query_row("SELECT content FROM encounter WHERE seq = ?1", [seq], |row| {
                    row.get(0)
                })?;
            let opened = key(ring, &kept)?.open(CONTENT, &sealed)?;
            let mut content: Encounter = read(&opened)?;
            content.encounter_id = Some(kept.head.encounter);
            content.status = kept.head.status;
            content.galleries = kept.head.galleries;
            Ok(content)
        })
    }

    /// The templates of an encounter.
    pub(super) fn templates(&mut self, seq: i64) -> Result<Taken, StoreError> {
        self.change(|step, ring| templates(ring, &find(step, seq)?))
    }

    /// Whether the file can be read.
    pub(super) fn probe(&mut self) -> Result<(), StoreError> {
        self.change(probe)
    }

    /// Cuts the `-wal`, in which old pages lie until it is used anew: what was removed or replaced
    /// is then neither in the file nor in the one beside it.
    pub(super) fn overwrite(&mut self) -> Result<(), StoreError> {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy: bool = self.opened.connection.query_row(checkpoint, [], |row| row.get(0))?;
        if is_busy { Err(StoreError::Damaged("its `-wal` is in use".into())) } else { Ok(()) }
    }

    /// Does `work` in one transaction, which is on the disk when this returns, or not at all.
    fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &SharedRing) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let behaviour = TransactionBehavior::Immediate;
        let step = self.opened.connection.transaction_with_behavior(behaviour)?;
        let done = work(&step, &self.ring)?;
        step.commit()?;
        Ok(done)
    }
}

fn damaged(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}

fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, StoreError> {
    // Why no more: the parser may quote what it finds, which is of a person.
    serde_json::from_slice(bytes).ok().ok_or_else(|| damaged(&"a sealed value is of another form"))
}

fn write(value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| damaged(&error))
}

/// A row of the columns that are listed in [`find`].
fn kept(connection: &Connection, row: &Row<'_>) -> Result<Kept, StoreError> {
    let seq: i64 = row.get(0)?;
    let mut names = connection.prepare("SELECT name FROM gallery WHERE seq = ?1 ORDER BY name")?;
    let galleries = names.query_map([seq], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let status = if row.get(3)? { EncounterStatus::Active } else { EncounterStatus::Inactive };
    let head = Head { person: row.get(1)?, encounter: row.get(2)?, status, galleries };
    let wrapped = WrappedKey { by: row.get(4)?, bytes: row.get(5)? };
    Ok(Kept { seq, head, wrapped, templates: row.get(6)? })
}

fn find(connection: &Connection, seq: i64) -> Result<Kept, StoreError> {
    let mut one = connection.prepare(
        "SELECT seq, person, encounter, active, wrapped_by, wrapped_key, templates
         FROM encounter WHERE seq = ?1",
    )?;
    let mut rows = one.query([seq])?;
    match rows.next()? {
        Some(row) => kept(connection, row),
        None => Err(rusqlite::Error::QueryReturnedNoRows.into()),
    }
}

fn key(ring: &SharedRing, kept: &Kept) -> Result<DataKey, StoreError> {
    Ok(ring.unwrap(&kept.head.object(), &kept.wrapped)?)
}

fn templates(ring: &SharedRing, kept: &Kept) -> Result<Taken, StoreError> {
    let opened = key(ring, kept)?.open(TEMPLATES, &kept.templates)?;
    let written: Written = read(&opened)?;
    let decoded = |text: Option<String>| text.map(|text| STANDARD.decode(text)).transpose();
    let fingers = decoded(written.fingers).map_err(|error| damaged(&error))?;
    let face = decoded(written.face).map_err(|error| damaged(&error))?;
    let samples = samples::from_bytes(fingers.as_deref(), face.as_deref());
    let qualities = written.qualities.into_iter();
    let qualities = qualities.filter_map(|(code, score)| Some((Position::new(code)?, score)));
    Ok(Taken { samples: samples.map_err(|error| damaged(&error))?, qualities: qualities.collect() })
}

/// A new key, wrapped, and the templates and the content under it.
fn sealed(
    ring: &SharedRing,
    head: &Head,
    (content, taken): (&Encounter, &Taken),
) -> Result<(WrappedKey, Vec<u8>, Vec<u8>), StoreError> {
    let key = DataKey::generate()?;
    let wrapped = ring.wrap(&head.object(), &key)?;
    let fingers = samples::fingers_to_bytes(&taken.samples).map_err(|error| damaged(&error))?;
    let qualities = taken.qualities.iter().map(|(position, score)| (position.code(), *score));
    let written = Written {
        fingers: fingers.map(|bytes| STANDARD.encode(bytes)),
        face: samples::face_to_bytes(&taken.samples).map(|bytes| STANDARD.encode(bytes)),
        qualities: qualities.collect(),
    };
    let templates = key.seal(TEMPLATES, &write(&written)?)?;
    Ok((wrapped, templates, key.seal(CONTENT, &write(content)?)?))
}

fn set_galleries(step: &Transaction<'_>, seq: i64, names: &[String]) -> Result<(), StoreError> {
    step.execute("DELETE FROM gallery WHERE seq = ?1", [seq])?;
    for name in names {
        step.execute(
            "INSERT OR IGNORE INTO gallery (seq, name) VALUES (?1, ?2)",
            params![seq, name],
        )?;
    }
    Ok(())
}

/// Finds out whether `ring` is the one that the file was written with, and marks a new file.
fn probe(step: &Transaction<'_>, ring: &SharedRing) -> Result<(), StoreError> {
    let found = step.query_row("SELECT wrapped_by, wrapped_key FROM probe", [], |row| {
        Ok(WrappedKey { by: row.get(0)?, bytes: row.get(1)? })
    });
    if let Some(wrapped) = found.optional()? {
        return match ring.unwrap(PROBE, &wrapped) {
            Ok(_) => Ok(()),
            Err(RingError::NoSuchKey(_) | RingError::Seal(_)) => Err(StoreError::OtherRing),
            Err(error) => Err(error.into()),
        };
    }
    let is_used = "SELECT EXISTS (SELECT 1 FROM encounter)";
    if step.query_row(is_used, [], |row| row.get::<_, bool>(0))? {
        return Err(damaged(&"the mark of its key ring is missing"));
    }
    let wrapped = ring.wrap(PROBE, &DataKey::generate()?)?;
    let mark = "INSERT INTO probe (one, wrapped_by, wrapped_key) VALUES (1, ?1, ?2)";
    step.execute(mark, params![wrapped.by, wrapped.bytes])?;
    Ok(())
}

/// Wraps under the active key of the ring whatever another key wraps, so that the other key can
/// be removed.
fn rewrap(step: &Transaction<'_>, ring: &SharedRing) -> Result<(), StoreError> {
    let ring = ring.reload()?;
    let old = step.query_row("SELECT wrapped_by, wrapped_key FROM probe", [], |row| {
        Ok(WrappedKey { by: row.get(0)?, bytes: row.get(1)? })
    })?;
    if let Some(new) = ring.rewrap(PROBE, &old)? {
        let write = "UPDATE probe SET wrapped_by = ?1, wrapped_key = ?2";
        step.execute(write, params![new.by, new.bytes])?;
    }
    let mut list = step.prepare("SELECT seq FROM encounter WHERE wrapped_by <> ?1")?;
    let seqs: Vec<i64> =
        list.query_map([ring.active()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for seq in seqs {
        let kept = find(step, seq)?;
        if let Some(new) = ring.rewrap(&kept.head.object(), &kept.wrapped)? {
            let write = "UPDATE encounter SET wrapped_by = ?2, wrapped_key = ?3 WHERE seq = ?1";
            step.execute(write, params![seq, new.by, new.bytes])?;
        }
    }
    Ok(())
}

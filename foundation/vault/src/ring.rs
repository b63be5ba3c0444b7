//! The key ring: the few keys that everything else hangs on.
//!
//! The ring is a TOML file of mode 0600. It holds key-encryption keys (numbered; one is active,
//! the others only unwrap), one secret for blind indexes and one seed for signatures. Rotation
//! adds a key-encryption key and makes it the active one; rows are then re-wrapped under it,
//! which touches wrapped keys alone and no data, and at last the old key is removed.
//!
//! Blind-index secrets do not rotate: every fingerprint would have to be made anew from data
//! that is only readable object by object.

use std::collections::BTreeMap;
use std::fmt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::blind::BlindIndex;
use crate::key::{DataKey, KEY_LENGTH, SealError, random};
use crate::log::Signer;
use crate::message::MessageSigner;
use crate::secret::{self, SecretError};

/// A data key under a key-encryption key, as it is stored beside what it protects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which key of the ring wraps it.
    pub by: i32,
    /// The wrapped bytes.
    pub bytes: Vec<u8>,
}

/// The ring could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The file could not be read or written.
    #[error(transparent)]
    File(#[from] SecretError),
    /// The file is there and is not a key ring.
    #[error("the key ring is damaged: {0}")]
    Damaged(String),
    /// A row names a key that the ring does not hold (any more).
    #[error("the key ring holds no key number {0}")]
    NoSuchKey(i32),
    /// The active key wraps what is written now and cannot be removed.
    #[error("key number {0} is the active one; rotate before you remove it")]
    StillActive(i32),
    /// Sealing or opening failed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    active: i32,
    index: String,
    signature: String,
    key: Vec<WrittenKey>,
}

impl Drop for Written {
    fn drop(&mut self) {
        self.index.zeroize();
        self.signature.zeroize();
        for key in &mut self.key {
            key.secret.zeroize();
        }
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenKey {
    number: i32,
    created: String,
    secret: String,
}

/// A key-encryption key with the time it was made.
struct Kek {
    created: String,
    key: DataKey,
}

/// The keys of one system.
pub struct KeyRing {
    active: i32,
    keys: BTreeMap<i32, Kek>,
    index: Zeroizing<[u8; 32]>,
    signature: Zeroizing<[u8; 32]>,
}

impl KeyRing {
    /// Draws a new ring with one key, made `at`.
    pub fn generate(at: Timestamp) -> Result<Self, RingError> {
        let mut ring = Self {
            active: 0,
            keys: BTreeMap::new(),
            index: Zeroizing::new(random()?),
            signature: Zeroizing::new(random()?),
        };
        ring.rotate(at)?;
        Ok(ring)
    }

    /// Reads the ring from `path`.
    pub fn load(path: &Path) -> Result<Self, RingError> {
        let text = secret::read(path)?;
        let written: Written = match toml::from_str(&text) {
            Ok(written) => written,
            // The parser's message would quote the line, which may hold a key.
            Err(error) => return Err(damaged(error.span())),
        };
        let mut keys = BTreeMap::new();
        for key in &written.key {
            let made = DataKey::from_bytes(&*decode(&key.secret)?)?;
            keys.insert(key.number, Kek { created: key.created.clone(), key: made });
        }
        if !keys.contains_key(&written.active) {
            return Err(RingError::NoSuchKey(written.active));
        }
        let (index, signature) = (decode(&written.index)?, decode(&written.signature)?);
        Ok(Self { active: written.active, keys, index, signature })
    }

    /// Reads the ring from `path`, or draws one and writes it there when there is none.
    pub fn load_or_generate(path: &Path, at: Timestamp) -> Result<Self, RingError> {
        if path.exists() {
            return Self::load(path);
        }
        let ring = Self::generate(at)?;
        ring.save(path)?;
        Ok(ring)
    }

    /// Writes the ring to `path`, for its owner alone.
    pub fn save(&self, path: &Path) -> Result<(), RingError> {
        let key = self.keys.iter().map(|(number, kek)| WrittenKey {
            number: *number,
            created: kek.created.clone(),
            secret: STANDARD.encode(kek.key.bytes()),
        });
        let written = Written {
            active: self.active,
            index: STANDARD.encode(self.index.as_slice()),
            signature: STANDARD.encode(self.signature.as_slice()),
            key: key.collect(),
        };
        match toml::to_string(&written) {
            Ok(text) => Ok(secret::write(path, &Zeroizing::new(text))?),
            Err(error) => Err(RingError::Damaged(error.to_string())),
        }
    }

    /// The number of the key that wraps what is written now.
    pub const fn active(&self) -> i32 {
        self.active
    }

    /// The numbers of the other keys, which wrap what was written before.
    pub fn older(&self) -> Vec<i32> {
        self.keys.keys().copied().filter(|number| *number != self.active).collect()
    }

    /// Adds a key and makes it the active one; answers its number.
    pub fn rotate(&mut self, at: Timestamp) -> Result<i32, RingError> {
        let number = self.keys.last_key_value().map_or(1, |(last, _)| last.saturating_add(1));
        self.keys.insert(number, Kek { created: at.to_string(), key: DataKey::generate()? });
        self.active = number;
        Ok(number)
    }

    /// Removes a key that is not active. Whatever is still wrapped by it is lost for ever.
    pub fn remove(&mut self, number: i32) -> Result<(), RingError> {
        if number == self.active {
            return Err(RingError::StillActive(number));
        }
        self.keys.remove(&number).map(|_| ()).ok_or(RingError::NoSuchKey(number))
    }

    /// Wraps `key` under the active key and binds it to `object`.
    pub fn wrap(&self, object: &[u8], key: &DataKey) -> Result<WrappedKey, RingError> {
        let kek = self.keys.get(&self.active).ok_or(RingError::NoSuchKey(self.active))?;
        Ok(WrappedKey { by: self.active, bytes: kek.key.seal(object, key.bytes())? })
    }

    /// Unwraps the data key of `object`.
    pub fn unwrap(&self, object: &[u8], wrapped: &WrappedKey) -> Result<DataKey, RingError> {
        let kek = self.keys.get(&wrapped.by).ok_or(RingError::NoSuchKey(wrapped.by))?;
        let opened = kek.key.open(object, &wrapped.bytes)?;
        match opened.first_chunk::<KEY_LENGTH>() {
            Some(bytes) if opened.len() == KEY_LENGTH => Ok(DataKey::from_bytes(bytes)?),
            _ => Err(RingError::Seal(SealError::UnknownFormat)),
        }
    }

    /// The wrapped key under the active key; `None` when it already is.
    pub fn rewrap(
        &self,
        object: &[u8],
        wrapped: &WrappedKey,
    ) -> Result<Option<WrappedKey>, RingError> {
        if wrapped.by == self.active {
            return Ok(None);
        }
        Ok(Some(self.wrap(object, &self.unwrap(object, wrapped)?)?))
    }

    /// The blind index of this ring.
    pub fn blind_index(&self) -> BlindIndex {
        BlindIndex::new(&self.index)
    }

    /// The signer of this ring, which signs checkpoints in the name `origin`.
    pub fn signer(&self, origin: &str) -> Signer {
        Signer::new(origin, &self.signature)
    }

    /// The signer of messages in the name `name`, with a key of its own.
    pub fn message_signer(&self, name: &str) -> MessageSigner {
        MessageSigner::new(name, &self.signature)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyRing(active {}, {} keys)", self.active, self.keys.len())
    }
}

/// A ring that a running daemon shares with the tool that rotates it.
///
/// The file is read again when it has changed, before anything is wrapped, and when a row names
/// a key the ring does not hold. So a daemon follows a rotation without being restarted, and
/// nothing is wrapped under a key that is about to be removed.
#[derive(Debug)]
pub struct SharedRing {
    path: PathBuf,
    ring: RwLock<Read>,
}

/// The ring as it was read, and which file that was.
#[derive(Debug)]
struct Read {
    ring: Arc<KeyRing>,
    version: Option<Version>,
}

/// What tells one writing of the file from the next.
///
/// The time alone does not: the clock of a file system ticks every few milliseconds, and two
/// writings can fall into one tick. A writing also puts a new file in the place of the old one,
/// which has another inode, and a rotation makes it longer.
#[derive(Debug, PartialEq, Eq)]
struct Version {
    inode: u64,
    length: u64,
    written: (i64, i64),
}

impl SharedRing {
    /// Reads the ring from `path`, or draws one and writes it there when there is none.
    pub fn open(path: &Path, at: Timestamp) -> Result<Self, RingError> {
        let ring = Arc::new(KeyRing::load_or_generate(path, at)?);
        // Which file was read is unknown when it was drawn or replaced meanwhile; the first
        // wrapping reads it again, and then it is known.
        Ok(Self { path: path.to_owned(), ring: RwLock::new(Read { ring, version: None }) })
    }

    /// The ring as it was last read.
    pub fn current(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner).ring)
    }

    /// The ring as it is in the file now, which is read only when it has changed.
    fn newest(&self) -> Result<Arc<KeyRing>, RingError> {
        let now = version(&self.path);
        {
            let read = self.ring.read().unwrap_or_else(PoisonError::into_inner);
            if now.is_some() && read.version == now {
                return Ok(Arc::clone(&read.ring));
            }
        }
        self.reload()
    }

    /// Reads the file again.
    pub fn reload(&self) -> Result<Arc<KeyRing>, RingError> {
        // The version first: a file written in between is then read again the next time.
        let version = version(&self.path);
        let ring = Arc::new(KeyRing::load(&self.path)?);
        let read = Read { ring: Arc::clone(&ring), version };
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(ring)
    }

    /// Wraps `key` under the key that is active in the file now and binds it to `object`.
    pub fn wrap(&self, object: &[u8], key: &DataKey) -> Result<WrappedKey, RingError> {
        self.newest()?.wrap(object, key)
    }

    /// Unwraps the data key of `object`; reads the file again when the key is not known yet.
    pub fn unwrap(&self, object: &[u8], wrapped: &WrappedKey) -> Result<DataKey, RingError> {
        match self.current().unwrap(object, wrapped) {
            Err(RingError::NoSuchKey(_)) => self.reload()?.unwrap(object, wrapped),
            done => done,
        }
    }
}

/// The version of the file; `None` when it cannot be told.
fn version(path: &Path) -> Option<Version> {
    let file = std::fs::metadata(path).ok()?;
    let written = (file.mtime(), file.mtime_nsec());
    Some(Version { inode: file.ino(), length: file.len(), written })
}

/// Reads 32 bytes of base64.
fn decode(text: &str) -> Result<Zeroizing<[u8; 32]>, RingError> {
    let bytes = STANDARD.decode(text).map(Zeroizing::new);
    match bytes.as_deref().map(|bytes| <[u8; 32]>::try_from(bytes.as_slice())) {
        Ok(Ok(bytes)) => Ok(Zeroizing::new(bytes)),
        _ => Err(RingError::Damaged("a secret is not 32 bytes of base64".to_owned())),
    }
}

/// Says where the file is damaged without quoting it.
fn damaged(span: Option<std::ops::Range<usize>>) -> RingError {
    RingError::Damaged(match span {
        Some(span) => format!("it cannot be read from byte {} on", span.start),
        None => "a field is missing".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-07-15T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_saved_ring_opens_what_it_wrapped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        let ring = KeyRing::load_or_generate(&path, now()).unwrap();
        let key = DataKey::generate().unwrap();
        let wrapped = ring.wrap(b"file 1", &key).unwrap();
        let sealed = key.seal(b"name", b"Popescu").unwrap();

        let again = KeyRing::load_or_generate(&path, now()).unwrap();
        let opened = again.unwrap(b"file 1", &wrapped).unwrap();
        assert_eq!(opened.open(b"name", &sealed).unwrap().as_slice(), b"Popescu");
        assert!(again.unwrap(b"file 2", &wrapped).is_err());
        let both = [ring.blind_index(), again.blind_index()].map(|i| i.fingerprint("k", "v"));
        assert_eq!(both[0], both[1]);
    }

    #[test]
    fn rotation_rewraps_and_then_the_old_key_can_go() {
        let mut ring = KeyRing::generate(now()).unwrap();
        let key = DataKey::generate().unwrap();
        let old = ring.wrap(b"o", &key).unwrap();
        assert_eq!(ring.rewrap(b"o", &old).unwrap(), None);
        assert_eq!(ring.rotate(now()).unwrap(), 2);
        let new = ring.rewrap(b"o", &old).unwrap().unwrap();
        assert_eq!(new.by, 2);
        assert!(matches!(ring.remove(2), Err(RingError::StillActive(2))));
        ring.remove(1).unwrap();
        assert!(matches!(ring.unwrap(b"o", &old), Err(RingError::NoSuchKey(1))));
        assert_eq!(ring.unwrap(b"o", &new).unwrap().bytes(), key.bytes());
    }

    #[test]
    fn a_shared_ring_follows_a_rotation_made_by_another_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        let shared = SharedRing::open(&path, now()).unwrap();
        assert_eq!(shared.wrap(b"o", &DataKey::generate().unwrap()).unwrap().by, 1);
        let mut tool = KeyRing::load(&path).unwrap();
        tool.rotate(now()).unwrap();
        tool.save(&path).unwrap();
        let key = DataKey::generate().unwrap();
        let wrapped = tool.wrap(b"o", &key).unwrap();
        assert_eq!(shared.wrap(b"o", &key).unwrap().by, 2, "nothing goes under the old key");
        tool.rotate(now()).unwrap();
        tool.save(&path).unwrap();
        let newest = tool.wrap(b"o", &key).unwrap();
        for wrapped in [wrapped, newest] {
            assert_eq!(shared.unwrap(b"o", &wrapped).unwrap().bytes(), key.bytes());
        }
    }

    #[test]
    fn a_damaged_ring_says_so_without_showing_a_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        secret::write(&path, "active = 1\nindex = \"c2VjcmV0\nsignature").unwrap();
        let said = KeyRing::load(&path).unwrap_err().to_string();
        assert!(said.contains("damaged") && !said.contains("c2VjcmV0"), "{said}");
    }
}

//! Keys, what they protect, and the log that shows what was done.
//!
//! Three promises, each a module:
//!
//! - [`key`] and [`ring`]: every object has a data key of its own, wrapped by a key-encryption
//!   key of the ring. Who destroys the wrapped key has destroyed the data, wherever copies of
//!   the ciphertext lie.
//! - [`blind`]: a value can be looked up without being stored, by a keyed fingerprint.
//! - [`log`]: rows of a log become leaves of a Merkle tree whose root is signed, so that nobody
//!   can change, remove or reorder a sealed row unseen.
//!
//! Nothing here knows a database or a network.

pub mod blind;
pub mod key;
pub mod log;
mod message;
pub mod ring;
pub mod secret;

pub use blind::BlindIndex;
pub use key::{DataKey, SealError, random};
pub use message::{MessageSigner, MessageVerifier};
pub use ring::{KeyRing, RingError, SharedRing, WrappedKey};

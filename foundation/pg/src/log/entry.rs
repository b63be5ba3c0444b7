//! One row of the log and the bytes that stand for it in the tree.

use std::array::TryFromSliceError;

use fnd_vault::log::{Hash, leaf_hash};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use tokio_postgres::{GenericClient, Row, Statement};
use uuid::Uuid;

use crate::failure::Failure;

/// What was asked with, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The key it is under.
    pub key: i32,
    /// The sealed bytes; `None` when they have been erased.
    pub sealed: Option<Vec<u8>>,
    /// SHA-256 of the sealed bytes.
    pub digest: Vec<u8>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identifier of the row.
    pub id: Uuid,
    /// When, to the microsecond.
    pub at: Timestamp,
    /// What was done, a stable code.
    pub action: String,
    /// What for, a stable code.
    pub purpose: String,
    /// The article that allowed it.
    pub basis: String,
    /// The kind of authority.
    pub authority_kind: String,
    /// The office.
    pub authority: String,
    /// The office's State, three letters.
    pub state: String,
    /// The unique user identity, or the client certificate's name.
    pub person: String,
    /// The place or terminal, empty when none.
    pub place: String,
    /// The request, for correlation.
    pub request: Uuid,
    /// Whose data, when one object was concerned.
    pub object: Option<Uuid>,
    /// `done`, or the stable code of a refusal.
    pub outcome: String,
    /// Number of hits of a search.
    pub hits: Option<i32>,
    /// What was asked with.
    pub used: Option<Used>,
    /// Codes of the categories transmitted, joined by blanks.
    pub sent: String,
}

/// The statement that adds a row.
pub const INSERT: &str = "INSERT INTO log_entry (log_id, at, action, purpose, basis, \
     authority_kind, authority, state, person, place, request, object, outcome, hits, used, \
     used_key, used_digest, sent) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

impl Entry {
    /// The columns that [`Entry::read`] reads.
    pub const COLUMNS: &str = "log_id, at, action, purpose, basis, authority_kind, authority, \
         state, person, place, request, object, outcome, hits, used, used_key, used_digest, sent";

    /// Adds the row in the caller's transaction by the prepared statement [`INSERT`].
    pub async fn insert(
        &self,
        client: &impl GenericClient,
        statement: &Statement,
    ) -> Result<(), Failure> {
        let used = self.used.as_ref();
        let (sealed, key, digest) = (
            used.and_then(|used| used.sealed.as_deref()),
            used.map(|used| used.key),
            used.map(|used| used.digest.as_slice()),
        );
        let values: [&(dyn ToSql + Sync); 18] = [
            &self.id,
            &self.at,
            &self.action,
            &self.purpose,
            &self.basis,
            &self.authority_kind,
            &self.authority,
            &self.state,
            &self.person,
            &self.place,
            &self.request,
            &self.object,
            &self.outcome,
            &self.hits,
            &sealed,
            &key,
            &digest,
            &self.sent,
        ];
        client.execute(statement, &values).await?;
        Ok(())
    }

    /// Reads a row selected with [`Entry::COLUMNS`].
    pub fn read(row: &Row) -> Result<Self, Failure> {
        let used = match (row.try_get("used_key")?, row.try_get("used_digest")?) {
            (Some(key), Some(digest)) => Some(Used { key, sealed: row.try_get("used")?, digest }),
            _ => None,
        };
        Ok(Self {
            id: row.try_get("log_id")?,
            at: row.try_get("at")?,
            action: row.try_get("action")?,
            purpose: row.try_get("purpose")?,
            basis: row.try_get("basis")?,
            authority_kind: row.try_get("authority_kind")?,
            authority: row.try_get("authority")?,
            state: row.try_get("state")?,
            person: row.try_get("person")?,
            place: row.try_get("place")?,
            request: row.try_get("request")?,
            object: row.try_get("object")?,
            outcome: row.try_get("outcome")?,
            hits: row.try_get("hits")?,
            used,
            sent: row.try_get("sent")?,
        })
    }

    /// Whether the sealed bytes, when they are still there, are the ones the digest names.
    pub(crate) fn used_fits_digest(&self) -> bool {
        self.used.as_ref().is_none_or(|used| {
            used.sealed.as_ref().is_none_or(|sealed| digest(sealed) == used.digest)
        })
    }

    /// The hash of the row's leaf.
    pub fn leaf(&self) -> Hash {
        leaf_hash(&self.leaf_bytes())
    }

    /// The bytes of the row's leaf.
    ///
    /// The leaf is a version byte and the fields in their order, each a length of four bytes
    /// and the bytes; an absent field has the length 2³²−1 and no bytes. Times are microseconds
    /// since 1970 as eight bytes, numbers likewise big-endian.
    pub fn leaf_bytes(&self) -> Vec<u8> {
        let mut leaf = Leaf(vec![VERSION]);
        leaf.field(Some(self.id.as_bytes()));
        leaf.field(Some(&self.at.as_microsecond().to_be_bytes()));
        for text in [
            &self.action,
            &self.purpose,
            &self.basis,
            &self.authority_kind,
            &self.authority,
            &self.state,
            &self.person,
            &self.place,
        ] {
            leaf.field(Some(text.as_bytes()));
        }
        leaf.field(Some(self.request.as_bytes()));
        leaf.field(self.object.as_ref().map(|object| object.as_bytes().as_slice()));
        leaf.field(Some(self.outcome.as_bytes()));
        leaf.field(self.hits.map(i32::to_be_bytes).as_ref().map(<[u8; 4]>::as_slice));
        let used = self.used.as_ref();
        leaf.field(used.map(|used| used.key.to_be_bytes()).as_ref().map(<[u8; 4]>::as_slice));
        leaf.field(used.map(|used| used.digest.as_slice()));
        leaf.field(Some(self.sent.as_bytes()));
        leaf.0
    }

    /// Reads the bytes of a leaf back; what was asked with is not in them, only its digest.
    /// `None` when they are not of this form.
    pub fn of_leaf(bytes: &[u8]) -> Option<Self> {
        let (&VERSION, rest) = bytes.split_first()? else { return None };
        let mut fields = Fields(rest);
        let entry = Self {
            id: Uuid::from_slice(fields.given()?).ok()?,
            at: Timestamp::from_microsecond(i64::from_be_bytes(fields.given()?.try_into().ok()?))
                .ok()?,
            action: fields.text()?,
            purpose: fields.text()?,
            basis: fields.text()?,
            authority_kind: fields.text()?,
            authority: fields.text()?,
            state: fields.text()?,
            person: fields.text()?,
            place: fields.text()?,
            request: Uuid::from_slice(fields.given()?).ok()?,
            object: fields.next()?.map(Uuid::from_slice).transpose().ok()?,
            outcome: fields.text()?,
            hits: fields.next()?.map(number).transpose().ok()?,
            used: {
                let key = fields.next()?.map(number).transpose().ok()?;
                let digest = fields.next()?;
                key.zip(digest).map(|(key, digest)| Used {
                    key,
                    sealed: None,
                    digest: digest.to_vec(),
                })
            },
            sent: fields.text()?,
        };
        fields.0.is_empty().then_some(entry)
    }
}

/// The version of the form of a leaf.
const VERSION: u8 = 1;

fn number(bytes: &[u8]) -> Result<i32, TryFromSliceError> {
    Ok(i32::from_be_bytes(bytes.try_into()?))
}

/// The fields of a leaf that are not read yet.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The next field, which may be absent; `None` when there is none.
    #[expect(clippy::option_option, reason = "an absent field is another thing than no field")]
    fn next(&mut self) -> Option<Option<&'a [u8]>> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length);
        if length == u32::MAX {
            self.0 = rest;
            return Some(None);
        }
        let (field, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(Some(field))
    }

    fn given(&mut self) -> Option<&'a [u8]> {
        self.next()?
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.given()?.to_vec()).ok()
    }
}

/// SHA-256 of sealed bytes.
pub(crate) fn digest(sealed: &[u8]) -> Vec<u8> {
    fnd_vault::log::merkle::sha256(&[sealed]).to_vec()
}

struct Leaf(Vec<u8>);

impl Leaf {
    fn field(&mut self, value: Option<&[u8]>) {
        let length = value.map_or(u32::MAX, |bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(value.unwrap_or_default());
    }
}

//! Data keys of objects, and what is sealed under them.
//!
//! Each object that holds personal data has a data key in a table of its own. A sealed value is
//! bound to its object and to what it is, so that one moved to another row or column cannot be
//! read. The written form is JSON, so that a row written today can be read by a later program.

use fnd_vault::{DataKey, SharedRing, WrappedKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{StoreError, Unit};

/// The kinds of objects that have keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeper {
    Account,
    Registration,
    Scan,
    RightsRequest,
    Breach,
    Mail,
    Export,
}

impl Keeper {
    /// All of them, for rotation.
    pub(crate) const ALL: [Self; 7] = [
        Self::Account,
        Self::Registration,
        Self::Scan,
        Self::RightsRequest,
        Self::Breach,
        Self::Mail,
        Self::Export,
    ];

    /// The table of the keys.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Account => "account_key",
            Self::Registration => "registration_key",
            Self::Scan => "scan_key",
            Self::RightsRequest => "rights_request_key",
            Self::Breach => "breach_key",
            Self::Mail => "mail_key",
            Self::Export => "export_key",
        }
    }

    /// The column with the identifier of the object.
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Account => "account_id",
            Self::Registration => "registration_id",
            Self::Scan => "scan_id",
            Self::RightsRequest => "request_id",
            Self::Breach => "breach_id",
            Self::Mail => "mail_id",
            Self::Export => "export_id",
        }
    }

    /// What the key of the object is bound to.
    pub(crate) fn bound(self, id: Uuid) -> Vec<u8> {
        [self.table().as_bytes(), b" ", id.as_bytes()].concat()
    }
}

/// The data key of one object.
#[derive(Debug)]
pub(crate) struct ObjectKey {
    keeper: Keeper,
    id: Uuid,
    key: DataKey,
    /// The wrapped form of a key that is new.
    wrapped: Option<WrappedKey>,
}

impl ObjectKey {
    /// Draws the key of a new object. It is stored by [`keep`](Self::keep), once the object is.
    pub(crate) fn draw(unit: &Unit, keeper: Keeper, id: Uuid) -> Result<Self, StoreError> {
        let key = DataKey::generate()?;
        let wrapped = Some(ring(unit, keeper).wrap(&keeper.bound(id), &key)?);
        Ok(Self { keeper, id, key, wrapped })
    }

    /// Stores the key that was drawn.
    pub(crate) async fn keep(&self, unit: &Unit) -> Result<(), StoreError> {
        let wrapped = self.wrapped.as_ref().ok_or(StoreError::odd("key"))?;
        let sql = format!(
            "INSERT INTO {} ({}, wrapped_by, wrapped) VALUES ($1, $2, $3)",
            self.keeper.table(),
            self.keeper.column()
        );
        let client = unit.client()?;
        let insert = client.prepare_cached(&sql).await?;
        client.execute(&insert, &[&self.id, &wrapped.by, &wrapped.bytes]).await?;
        Ok(())
    }

    /// The key of an object; `None` when it has none (any more).
    pub(crate) async fn find(
        unit: &Unit,
        keeper: Keeper,
        id: Uuid,
    ) -> Result<Option<Self>, StoreError> {
        let sql = format!(
            "SELECT wrapped_by, wrapped FROM {} WHERE {} = $1",
            keeper.table(),
            keeper.column()
        );
        let client = unit.client()?;
        let select = client.prepare_cached(&sql).await?;
        let Some(row) = client.query_opt(&select, &[&id]).await? else { return Ok(None) };
        let wrapped = WrappedKey { by: row.get(0), bytes: row.get(1) };
        Self::unwrap(unit, keeper, id, &wrapped).map(Some)
    }

    /// The key of an object that must have one.
    pub(crate) async fn of(unit: &Unit, keeper: Keeper, id: Uuid) -> Result<Self, StoreError> {
        Self::find(unit, keeper, id).await?.ok_or(StoreError::odd("key"))
    }

    /// The key that was read with its object in one query.
    pub(crate) fn unwrap(
        unit: &Unit,
        keeper: Keeper,
        id: Uuid,
        wrapped: &WrappedKey,
    ) -> Result<Self, StoreError> {
        let key = ring(unit, keeper).unwrap(&keeper.bound(id), wrapped)?;
        Ok(Self { keeper, id, key, wrapped: None })
    }

    /// Seals `value` as `what` of this object.
    pub(crate) fn seal(&self, what: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let written = serde_json::to_vec(value).map_err(|error| StoreError::Seal(error.into()))?;
        self.seal_bytes(what, &written)
    }

    /// Opens what was sealed as `what` of this object.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        what: &str,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let plain = self.open_bytes(what, sealed)?;
        // The parser's message could quote the value.
        serde_json::from_slice(&plain).ok().ok_or(StoreError::odd("sealed value"))
    }

    pub(crate) fn seal_bytes(&self, what: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.key.seal(&self.object(what), plain)?)
    }

    pub(crate) fn open_bytes(&self, what: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.key.open(&self.object(what), sealed)?.to_vec())
    }

    fn object(&self, what: &str) -> Vec<u8> {
        [self.keeper.bound(self.id).as_slice(), b" ", what.as_bytes()].concat()
    }
}

fn ring(unit: &Unit, keeper: Keeper) -> &SharedRing {
    match keeper {
        Keeper::Scan => &unit.shared.scan_ring,
        Keeper::Account
        | Keeper::Registration
        | Keeper::RightsRequest
        | Keeper::Breach
        | Keeper::Mail
        | Keeper::Export => &unit.shared.ring,
    }
}

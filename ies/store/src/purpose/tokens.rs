//! Tokens with which a program acts for a person: what the person may, and no more than the token
//! is for. They die with the account. A20.

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::access::Action;
use ies_domain::account::Account;
use ies_domain::session::Subject;
use jiff::Timestamp;

use crate::record::account::{self, Hold};
use crate::record::coded;
use crate::{Access, Outcome, Store, StoreError, Unit};

/// The digest of a token; the token itself is nowhere.
pub type Digest = [u8; 32];

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of what the program sends.
    pub digest: Digest,
    /// What it may be used for.
    pub scope: Vec<Action>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
}

/// Whose token it is, for a request that came with one.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The person at the identity provider.
    pub subject: Subject,
    /// The token.
    pub token: Token,
}

/// A unit of work on one's own tokens.
#[derive(Debug)]
pub struct Tokens(Unit);

const COLUMNS: &str = "token_digest, scope, made_at, expires_at, used_at";

fn read(row: &tokio_postgres::Row) -> Result<Token, StoreError> {
    let scope: Vec<String> = row.get(1);
    Ok(Token {
        digest: row.get::<_, &[u8]>(0).try_into().ok().ok_or(StoreError::odd("digest"))?,
        scope: scope.iter().map(|code| coded(code)).collect::<Result<_, _>>()?,
        made_at: row.get(2),
        expires_at: row.get(3),
        used_at: row.get(4),
    })
}

impl Store {
    /// Begins to work on one's own tokens for `access`.
    #[tracing::instrument(name = "db.tokens", skip_all)]
    pub async fn tokens(&self, access: Access) -> Result<Tokens, StoreError> {
        Ok(Tokens(self.begin(access).await?))
    }

    /// Whose the token with `digest` is; `None` when there is none or its time is over. The log
    /// row of the request follows.
    #[tracing::instrument(name = "db.bearer", skip_all)]
    pub async fn bearer(
        &self,
        digest: &Digest,
        access: Access,
    ) -> Result<Option<Bearer>, StoreError> {
        let unit = self.begin(access).await?;
        let found = bearer(&unit, digest).await?;
        // What was found is used from here on; the row of the request tells what for.
        unit.end_step().await?;
        Ok(found)
    }
}

async fn bearer(unit: &Unit, digest: &Digest) -> Result<Option<Bearer>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS}, account_id FROM api_token
          WHERE token_digest = $1 AND $2 < expires_at"
    );
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&digest.as_slice(), &unit.at()]).await?;
    let Some(row) = row else { return Ok(None) };
    let token = read(&row)?;
    if token.used_at != Some(hour(unit.at())) {
        let update = "UPDATE api_token SET used_at = $2 WHERE token_digest = $1";
        let update = client.prepare_cached(update).await?;
        client.execute(&update, &[&digest.as_slice(), &hour(unit.at())]).await?;
    }
    let found = account::find(unit, Id::from_uuid(row.get(5)), Hold::Free).await?;
    let subject = found.and_then(|found| found.account.subject);
    Ok(subject.map(|subject| Bearer { subject, token }))
}

/// The hour that `at` is in: when a token was used is not kept more closely.
fn hour(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second.saturating_sub(second.rem_euclid(3600))).unwrap_or(at)
}

impl Tokens {
    /// The tokens of an account, the newest first.
    pub async fn all(&self, account: Id<Account>) -> Result<Vec<Token>, StoreError> {
        let client = self.0.client()?;
        let sql =
            format!("SELECT {COLUMNS} FROM api_token WHERE account_id = $1 ORDER BY made_at DESC");
        let rows = client.query(&sql, &[&account.to_uuid()]).await?;
        rows.iter().map(read).collect()
    }

    /// Stores a token.
    pub async fn add(&self, account: Id<Account>, token: &Token) -> Result<(), StoreError> {
        let scope: Vec<&str> = token.scope.iter().map(Coded::code).collect();
        let client = self.0.client()?;
        client
            .execute(
                "INSERT INTO api_token (token_digest, account_id, scope, made_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5)",
                &[
                    &token.digest.as_slice(),
                    &account.to_uuid(),
                    &scope,
                    &token.made_at,
                    &token.expires_at,
                ],
            )
            .await?;
        Ok(())
    }

    /// Revokes the token of `account` with this digest; false when there is none.
    pub async fn revoke(&self, account: Id<Account>, digest: &Digest) -> Result<bool, StoreError> {
        let client = self.0.client()?;
        let removed = client
            .execute(
                "DELETE FROM api_token WHERE account_id = $1 AND token_digest = $2",
                &[&account.to_uuid(), &digest.as_slice()],
            )
            .await?;
        Ok(removed == 1)
    }

    /// Ends the unit and makes everything last, the log row included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}

//! A connection on which every statement is prepared once.

use std::ops::Deref;

use deadpool_postgres::Object;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Row, Statement};

type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A connection that keeps what it prepared: reading and planning a short statement costs more
/// than doing it. The texts of statements are few, as no value ever stands in one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client<'a>(pub(crate) &'a Object);

impl Deref for Client<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        self.0
    }
}

/// The text of a statement, or one that is prepared.
pub(crate) trait Sql {
    async fn prepared(self, client: &Object) -> Result<Statement, Error>;
}

impl Sql for &str {
    async fn prepared(self, client: &Object) -> Result<Statement, Error> {
        client.prepare_cached(self).await
    }
}

impl Sql for &String {
    async fn prepared(self, client: &Object) -> Result<Statement, Error> {
        client.prepare_cached(self).await
    }
}

impl Sql for &Statement {
    async fn prepared(self, _: &Object) -> Result<Statement, Error> {
        Ok(self.clone())
    }
}

impl Client<'_> {
    /// The rows of a statement.
    pub(crate) async fn query(&self, sql: impl Sql, values: Values<'_>) -> Result<Vec<Row>, Error> {
        self.0.query(&sql.prepared(self.0).await?, values).await
    }

    /// The only row of a statement.
    pub(crate) async fn query_one(&self, sql: impl Sql, values: Values<'_>) -> Result<Row, Error> {
        self.0.query_one(&sql.prepared(self.0).await?, values).await
    }

    /// The row of a statement, if it has one.
    pub(crate) async fn query_opt(
        &self,
        sql: impl Sql,
        values: Values<'_>,
    ) -> Result<Option<Row>, Error> {
        self.0.query_opt(&sql.prepared(self.0).await?, values).await
    }

    /// Does a statement; the number of rows it concerned.
    pub(crate) async fn execute(&self, sql: impl Sql, values: Values<'_>) -> Result<u64, Error> {
        self.0.execute(&sql.prepared(self.0).await?, values).await
    }
}

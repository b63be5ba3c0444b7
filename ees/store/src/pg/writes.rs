//! Statements that need no answer before the unit ends: they wait, and go to the server together
//! with the log row and the commit, so that one exchange does what would take one for each.

use std::fmt;

use deadpool_postgres::Object;
use futures_util::future::join_all;
use tokio_postgres::Statement;
use tokio_postgres::types::ToSql;

use super::work::refine;
use crate::StoreError;

/// A value of a statement that waits.
pub(super) type Value = Box<dyn ToSql + Sync + Send>;

/// More than this do not wait at a time; it bounds what one exchange holds.
const WAITING_MAX: usize = 16;

/// A statement that waits, and its values.
struct Write {
    sql: &'static str,
    values: Vec<Value>,
}

/// Values say who somebody is.
impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Write").field("sql", &self.sql).finish_non_exhaustive()
    }
}

/// Statements that wait, in their order.
#[derive(Debug, Default)]
pub(super) struct Writes(Vec<Write>);

/// Statements that can be sent at once.
pub(super) struct Ready(Vec<(Statement, Vec<Value>)>);

impl Writes {
    /// Lets `sql` wait. What it changes is not looked at, so that an UPDATE must not be one that
    /// has to find its row.
    pub(super) fn add(&mut self, sql: &'static str, values: Vec<Value>) {
        self.0.push(Write { sql, values });
    }

    /// Whether no more should wait.
    pub(super) fn is_full(&self) -> bool {
        WAITING_MAX <= self.0.len()
    }

    /// Takes what waits and has the server know the statements, which it does after the first
    /// time.
    pub(super) async fn prepare(&mut self, client: &Object) -> Result<Ready, StoreError> {
        let mut ready = Vec::with_capacity(self.0.len());
        for write in std::mem::take(&mut self.0) {
            ready.push((client.prepare_cached(write.sql).await?, write.values));
        }
        Ok(Ready(ready))
    }
}

impl Ready {
    /// Sends everything before the first answer comes; the first refusal is the one that counts,
    /// since the server refuses whatever follows it in the transaction.
    ///
    /// INVARIANT: nothing is waited for before all is sent, so that whatever is polled after this
    /// for the first time follows it.
    pub(super) async fn send(self, client: &Object) -> Result<(), StoreError> {
        let sent = self.0.iter().map(|(statement, values)| async move {
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(borrowed).collect();
            client.execute(statement, &values).await
        });
        for done in join_all(sent).await {
            done.map_err(refine)?;
        }
        Ok(())
    }
}

/// A value as the driver takes it.
fn borrowed(value: &Value) -> &(dyn ToSql + Sync) {
    &**value
}

//! The condition of a search of the log, made of what was given alone.
//!
//! A condition that was not given does not stand in the statement, so that the server sees which
//! index leads to the rows. EES Art. 46(1).

use ees_domain::authority::{AuthorityKind, Purpose};
use fnd_core::Id;
use fnd_pg::log::Entry;
use fnd_register::Coded;
use tokio_postgres::GenericClient;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::{LogField, LogFilter, StoreError};

/// A value of a statement.
type Value<'a> = &'a (dyn ToSql + Sync);

/// What does not stand in the filter itself.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The file of the filter.
    file: Option<Uuid>,
    /// The sets of categories that hold the one asked for.
    sets: Vec<String>,
}

/// Every set of categories in the log that holds `$1`, from one to the next larger one.
const SETS: &str = "WITH RECURSIVE known AS (
        (SELECT sent FROM log_entry WHERE sent <> '' ORDER BY sent LIMIT 1)
        UNION ALL
        SELECT (SELECT l.sent FROM log_entry l
                 WHERE l.sent <> '' AND l.sent > known.sent ORDER BY l.sent LIMIT 1)
          FROM known WHERE known.sent IS NOT NULL)
    SELECT sent FROM known WHERE $1 = ANY (string_to_array(sent, ' '))";

impl Wanted {
    /// Looks up what the statement needs besides `filter`.
    pub(super) async fn of(
        client: &impl GenericClient,
        filter: &LogFilter,
    ) -> Result<Self, StoreError> {
        let mut sets = Vec::new();
        if let Some(category) = field(filter, LogField::Sent) {
            for row in client.query(SETS, &[&category]).await? {
                sets.push(row.get(0));
            }
        }
        Ok(Self { file: filter.file.map(Id::to_uuid), sets })
    }

    /// The values of the statements, in their order.
    pub(super) fn values<'a>(&'a self, filter: &'a LogFilter) -> Vec<Value<'a>> {
        let mut values: Vec<Value<'a>> = Vec::new();
        for (name, text) in &filter.fields {
            match name {
                LogField::Sent => values.push(&self.sets),
                LogField::Outcome if text == LogFilter::REFUSED => {}
                LogField::AuthorityKind
                | LogField::Office
                | LogField::State
                | LogField::Purpose
                | LogField::Person
                | LogField::Place
                | LogField::Action
                | LogField::Outcome => values.push(text),
            }
        }
        values.extend(filter.from.as_ref().map(|at| -> Value<'a> { at }));
        values.extend(filter.to.as_ref().map(|at| -> Value<'a> { at }));
        values.extend(self.file.as_ref().map(|file| -> Value<'a> { file }));
        if let Some((at, id)) = filter.after.as_ref().or(filter.before.as_ref()) {
            let edge: [Value<'a>; 2] = [at, id];
            values.extend(edge);
        }
        values
    }

    /// The statement that reads a page of `filter`, at most `count` rows, with
    /// [`Wanted::values`] for values.
    pub(super) fn list(&self, filter: &LogFilter, count: u16) -> String {
        // Towards newer rows the page is read from its end.
        let order = if filter.after.is_some() { "ASC" } else { "DESC" };
        format!(
            "SELECT {}, (SELECT leaf_index FROM log_leaf f WHERE f.log_id = l.log_id) AS leaf_index
               FROM log_entry l WHERE {}
              ORDER BY at {order}, log_id {order} LIMIT {count}",
            Entry::COLUMNS,
            self.condition(filter)
        )
    }

    /// The statement that counts what fits `filter`, to `max` and no further.
    pub(super) fn count(&self, filter: &LogFilter, max: u32) -> String {
        let fits = self.condition(filter);
        format!("SELECT count(*) FROM (SELECT 1 FROM log_entry l WHERE {fits} LIMIT {max}) AS n")
    }

    /// The condition on `log_entry l`.
    fn condition(&self, filter: &LogFilter) -> String {
        let mut made = Made::default();
        for (name, text) in &filter.fields {
            match name {
                LogField::AuthorityKind => made.with("authority_kind ="),
                LogField::Office => made.with("authority ="),
                LogField::State => made.with("state ="),
                LogField::Purpose => made.with("purpose ="),
                LogField::Person => made.with("person ="),
                LogField::Place => made.with("place <> '' AND place ="),
                LogField::Action => made.with("action ="),
                LogField::Outcome if text == LogFilter::REFUSED => made.plain("outcome <> 'done'"),
                LogField::Outcome if text == LogFilter::DONE => made.with("outcome ="),
                LogField::Outcome => made.with("outcome <> 'done' AND outcome ="),
                LogField::Sent => {
                    let place = made.next();
                    made.plain(&format!("sent <> '' AND sent = ANY (${place})"));
                }
            }
        }
        made.leading(filter);
        let times = [(filter.from.is_some(), "at >="), (filter.to.is_some(), "at <")];
        for (_, condition) in times.into_iter().filter(|(is_given, _)| *is_given) {
            made.with(condition);
        }
        if self.file.is_some() {
            made.with("object =");
        }
        let beyond = if filter.after.is_some() { ">" } else { "<" };
        if filter.after.or(filter.before).is_some() {
            let (at, id) = (made.next(), made.next());
            made.plain(&format!("(at, log_id) {beyond} (${at}, ${id})"));
        }
        made.condition()
    }
}

/// What the filter wants of one field.
fn field(filter: &LogFilter, field: LogField) -> Option<&str> {
    filter.fields.iter().find(|(name, _)| *name == field).map(|(_, text)| text.as_str())
}

/// A condition in the making.
#[derive(Default)]
struct Made {
    parts: Vec<String>,
    values: usize,
}

impl Made {
    /// The number of the next value.
    fn next(&mut self) -> usize {
        self.values = self.values.saturating_add(1);
        self.values
    }

    fn plain(&mut self, condition: &str) {
        self.parts.push(condition.to_owned());
    }

    /// A condition that ends in a value.
    fn with(&mut self, condition: &str) {
        let place = self.next();
        self.parts.push(format!("{condition} ${place}"));
    }

    /// Names every code of the columns that stand in an index before the one asked for, so that
    /// the index can be used. They say nothing: no row has another code.
    fn leading(&mut self, filter: &LogFilter) {
        let is_given = |name| field(filter, name).is_some();
        let uses = is_given(LogField::Purpose) || is_given(LogField::Action);
        if uses && !is_given(LogField::AuthorityKind) {
            self.any("authority_kind", AuthorityKind::ALL.iter().map(Coded::code));
        }
        if is_given(LogField::Action) && !is_given(LogField::Purpose) {
            self.any("purpose", Purpose::ALL.iter().map(Coded::code));
        }
    }

    fn any(&mut self, column: &str, codes: impl Iterator<Item = &'static str>) {
        // The codes are our own and hold letters and hyphens alone.
        let codes: Vec<String> = codes.map(|code| format!("'{code}'")).collect();
        self.parts.push(format!("{column} IN ({})", codes.join(", ")));
    }

    fn condition(&self) -> String {
        if self.parts.is_empty() { "true".to_owned() } else { self.parts.join(" AND ") }
    }
}

#[cfg(test)]
mod tests;

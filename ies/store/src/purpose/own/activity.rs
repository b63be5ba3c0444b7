//! What happened to one's data, and what one did. R15, R33, R34, R40.
//!
//! Law: statement 4 and 7. The technical part is shown of what the person did themselves; where
//! somebody else did it, the party is told and nothing of who or from where.

use ies_domain::unshown;
use std::net::IpAddr;

use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::Own;
use crate::StoreError;

/// From where and with what something was done.
#[derive(Clone, PartialEq, Eq)]
pub struct Technical {
    /// The address.
    pub ip: IpAddr,
    /// The country of the address, three letters, when it was found.
    pub country: Option<String>,
    /// The code of the family of browsers.
    pub browser: String,
    /// Its version.
    pub version: Option<i16>,
    /// The code of the operating system.
    pub system: String,
}

unshown!(Technical {});

/// A row of the log, as the person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// The code of what was done.
    pub deed: String,
    /// The code of the purpose.
    pub purpose: String,
    /// The rule.
    pub basis: String,
    /// `done`, or the code of the refusal.
    pub outcome: String,
    /// In which capacity.
    pub party: String,
    /// The codes of categories that were shown.
    pub sent: String,
    /// Whether the person did it.
    pub is_own: bool,
    /// From where, of what the person did, while it is kept.
    pub technical: Option<Technical>,
    /// The code of why somebody else changed the details, where this row tells of that.
    pub reason: Option<String>,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this one.
    pub until: Option<Timestamp>,
    /// Of what the person did and of what others did, these codes; everything without.
    pub codes: Option<(Vec<&'static str>, Vec<&'static str>)>,
    /// So many are left out.
    pub offset: i64,
    /// At most so many.
    pub most: i64,
}

/// What belongs to the account `$1`, besides itself.
const MINE: &str = "SELECT $1::uuid AS id
 UNION SELECT membership_id FROM membership WHERE account_id = $1
 UNION SELECT consent_id FROM consent WHERE account_id = $1
 UNION SELECT grant_id FROM role_grant WHERE account_id = $1
 UNION SELECT request_id FROM rights_request WHERE account_id = $1
 UNION SELECT registration_id FROM registration WHERE account_id = $1
 UNION SELECT export_id FROM export WHERE account_id = $1
 UNION SELECT edit_id FROM exceptional_edit WHERE account_id = $1";

/// What the person `$2` did. That no row is of nobody is said so that the index of persons serves.
const OWN: &str = "person = $2 AND person <> ''
   AND ($3::timestamptz IS NULL OR $3 <= at) AND ($4::timestamptz IS NULL OR at < $4)
   AND ($5::text[] IS NULL OR action = ANY ($5))";

/// What others did to it.
const OTHERS: &str = "object IN (SELECT id FROM mine) AND person <> $2
   AND ($3::timestamptz IS NULL OR $3 <= at) AND ($4::timestamptz IS NULL OR at < $4)
   AND ($6::text[] IS NULL OR action = ANY ($6))";

/// The rows, each kind by its index and no more than the page needs.
fn rows_sql() -> String {
    format!(
        "WITH mine AS ({MINE}), e AS (
           (SELECT *, true AS is_own FROM log_entry WHERE {OWN}
             ORDER BY at DESC, log_id DESC LIMIT $7::int8 + $8::int8)
           UNION ALL
           (SELECT *, false AS is_own FROM log_entry WHERE {OTHERS}
             ORDER BY at DESC, log_id DESC LIMIT $7::int8 + $8::int8)
           ORDER BY at DESC, log_id DESC LIMIT $7::int8 OFFSET $8::int8)
         SELECT e.at, e.action, e.purpose, e.basis, e.outcome, e.authority_kind, e.sent, e.is_own,
                t.ip, t.country, t.browser, t.browser_version, t.system,
                (SELECT x.reason FROM exceptional_edit x
                  WHERE e.action = 'edited-exceptionally' AND x.account_id = $1
                    AND x.edited_at = e.at LIMIT 1)
           FROM e LEFT JOIN log_technical t ON t.log_id = e.log_id AND e.is_own
          ORDER BY e.at DESC, e.log_id DESC"
    )
}

fn total_sql() -> String {
    format!(
        "WITH mine AS ({MINE})
         SELECT (SELECT count(*) FROM log_entry WHERE {OWN})
              + (SELECT count(*) FROM log_entry WHERE {OTHERS})"
    )
}

impl Own {
    /// The rows that are wanted, the latest first.
    pub async fn activity(&self, wanted: &Wanted) -> Result<Vec<Line>, StoreError> {
        let asked = Asked::of(self, wanted);
        let mut values = asked.values();
        values.push(&wanted.most);
        values.push(&wanted.offset);
        let rows = self.unit.client()?.query(&rows_sql(), &values).await?;
        Ok(rows.iter().map(read).collect())
    }

    /// How many rows are wanted, without regard to the page.
    pub async fn activity_total(&self, wanted: &Wanted) -> Result<i64, StoreError> {
        let asked = Asked::of(self, wanted);
        Ok(self.unit.client()?.query_one(&total_sql(), &asked.values()).await?.get(0))
    }
}

/// The values of the statements that both have.
struct Asked {
    id: Uuid,
    person: String,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    own: Option<Vec<&'static str>>,
    others: Option<Vec<&'static str>>,
}

impl Asked {
    fn of(own: &Own, wanted: &Wanted) -> Self {
        let id = own.account.to_uuid();
        let (own, others) = wanted.codes.clone().unzip();
        Self { id, person: id.to_string(), from: wanted.from, until: wanted.until, own, others }
    }

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        vec![&self.id, &self.person, &self.from, &self.until, &self.own, &self.others]
    }
}

fn read(row: &Row) -> Line {
    let technical = row.get::<_, Option<IpAddr>>(8).map(|ip| Technical {
        ip,
        country: row.get(9),
        browser: row.get::<_, Option<String>>(10).unwrap_or_default(),
        version: row.get(11),
        system: row.get::<_, Option<String>>(12).unwrap_or_default(),
    });
    Line {
        at: row.get(0),
        deed: row.get(1),
        purpose: row.get(2),
        basis: row.get(3),
        outcome: row.get(4),
        party: row.get(5),
        sent: row.get(6),
        is_own: row.get(7),
        technical,
        reason: row.get(13),
    }
}

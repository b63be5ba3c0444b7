//! Who has received somebody's data, for the officer who tells them of its correction or erasure.
//! EUDPR Art. 21; R43.

use ies_domain::organisation::Countries;
use ies_domain::rights::About;

use super::today;
use crate::record::organisation;
use crate::{StoreError, Unit};

/// When a membership was over; absent while it goes on without an end.
const OVER: &str = "CASE WHEN x.state = 'active' THEN x.expires_at ELSE x.since END";

/// The Communities whose members have seen the data, by their short names, then the organisations
/// outside the Union whose staff were among them at that time, by name.
///
/// Those organisations received data only of who agreed to that.
pub(crate) async fn recipients(unit: &Unit, about: About) -> Result<Vec<String>, StoreError> {
    let About::Holder(id) = about else { return Ok(Vec::new()) };
    let client = unit.client()?;
    let sql = "SELECT DISTINCT slug FROM membership JOIN community USING (community_id)
                WHERE account_id = $1 AND begun_at IS NOT NULL ORDER BY slug";
    let rows = client.query(sql, &[&id.to_uuid()]).await?;
    let mut found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let until = |one: &str| format!("coalesce({}, 'infinity')", OVER.replace("x.", one));
    let (mine, theirs) = (until("mine."), until("theirs."));
    let sql = format!(
        "SELECT DISTINCT {} FROM membership mine JOIN membership theirs USING (community_id)
           JOIN account ON account.account_id = theirs.account_id
           JOIN organisation ON organisation.organisation_id = account.organisation_id
          WHERE mine.account_id = $1 AND theirs.account_id <> $1
            AND mine.begun_at < {theirs} AND theirs.begun_at < {mine}
            AND EXISTS (SELECT FROM consent WHERE consent.account_id = $1 AND is_transfer)
          ORDER BY organisation.name",
        organisation::COLUMNS
    );
    let rows = client.query(&sql, &[&id.to_uuid()]).await?;
    let table = organisation::countries(unit).await?;
    let (facts, day) = (table.rows(), today(unit.at()));
    for row in &rows {
        let recipient = organisation::read(row)?.recipient(Countries(&facts), day);
        found.extend(recipient.map(|one| one.name.as_str().to_owned()));
    }
    Ok(found)
}

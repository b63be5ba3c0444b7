//! By what an open request is found: who asks, and the address they name. A request that has
//! ended is found by neither.

use fnd_core::Id;
use ies_domain::person::Email;
use ies_domain::registration::Registration;
use ies_domain::session::Subject;

use crate::{StoreError, Unit};

/// The open request of a person at the identity provider.
pub(crate) async fn of_subject(
    unit: &Unit,
    subject: &Subject,
) -> Result<Option<Id<Registration>>, StoreError> {
    let fingerprint = unit.shared.index.fingerprint("subject", subject.as_str()).to_vec();
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT registration_id FROM registration_search_key
              WHERE kind = 'subject' AND fingerprint = $1",
        )
        .await?;
    let row = client.query_opt(&select, &[&fingerprint]).await?;
    Ok(row.map(|row| Id::from_uuid(row.get(0))))
}

/// Makes the request found by `value` of `kind`.
pub(super) async fn hold(
    unit: &Unit,
    id: Id<Registration>,
    (kind, value): (&str, &str),
) -> Result<(), StoreError> {
    let fingerprint = unit.shared.index.fingerprint(kind, value).to_vec();
    let insert = "INSERT INTO registration_search_key (kind, fingerprint, registration_id)
                  VALUES ($1, $2, $3)";
    unit.client()?.execute(insert, &[&kind, &fingerprint, &id.to_uuid()]).await?;
    Ok(())
}

/// Makes the request found by the address it names, which may have changed. Whoever wants to
/// use the address for an account meets it until the request ends.
pub(super) async fn hold_email(
    unit: &Unit,
    id: Id<Registration>,
    typed: &str,
) -> Result<(), StoreError> {
    let former = "DELETE FROM registration_search_key
                   WHERE kind = 'email' AND registration_id = $1";
    unit.client()?.execute(former, &[&id.to_uuid()]).await?;
    match Email::read(typed) {
        Ok(email) => hold(unit, id, ("email", &email.folded())).await,
        Err(_) => Ok(()),
    }
}

/// Lets nobody find the request any more.
pub(super) async fn let_go(unit: &Unit, id: Id<Registration>) -> Result<(), StoreError> {
    let delete = "DELETE FROM registration_search_key WHERE registration_id = $1";
    unit.client()?.execute(delete, &[&id.to_uuid()]).await?;
    Ok(())
}

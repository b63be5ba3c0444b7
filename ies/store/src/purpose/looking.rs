//! What decides whether an access is lawful, looked at before it is asked.
//!
//! Nothing is held, changed or shown, and no log row is written: the row of the access, or of its
//! refusal, follows, and whoever then works on the object reads it again.

use fnd_core::Id;
use ies_domain::account::Account;
use ies_domain::registration::Registration;
use ies_domain::rights;
use ies_domain::role::{Emergency, RoleGrant};
use jiff::Timestamp;

use super::roles::decided;
use crate::record::account::Hold;
use crate::record::{case, emergency, registration, role};
use crate::{Store, StoreError};

impl Store {
    /// The request for an account `id`.
    #[tracing::instrument(name = "db.look_at_request", skip_all)]
    pub async fn look_at_request(
        &self,
        id: Id<Registration>,
        now: Timestamp,
    ) -> Result<Option<Registration>, StoreError> {
        let unit = self.look(now).await?;
        let found = registration::find(&unit, id, Hold::Free).await?;
        unit.leave().await?;
        Ok(found.map(|request| request.registration))
    }

    /// The emergency access to the scan of `request` that `account` was given. R35; A6.
    #[tracing::instrument(name = "db.look_at_emergencies", skip_all)]
    pub async fn look_at_emergencies(
        &self,
        of: (Id<Account>, Id<Registration>),
        now: Timestamp,
    ) -> Result<Vec<Emergency>, StoreError> {
        let unit = self.look(now).await?;
        let found = emergency::begun(&unit, of).await?;
        unit.leave().await?;
        Ok(found)
    }

    /// The emergency access `id`, as the decision on its request left it.
    #[tracing::instrument(name = "db.look_at_emergency", skip_all)]
    pub async fn look_at_emergency(
        &self,
        id: Id<Emergency>,
        now: Timestamp,
    ) -> Result<Option<Emergency>, StoreError> {
        let unit = self.look(now).await?;
        let found = match emergency::find(&unit, id, Hold::Free).await? {
            Some(found) => Some(decided(&unit, found).await?),
            None => None,
        };
        unit.leave().await?;
        Ok(found)
    }

    /// The role `id`.
    #[tracing::instrument(name = "db.look_at_role", skip_all)]
    pub async fn look_at_role(
        &self,
        id: Id<RoleGrant>,
        now: Timestamp,
    ) -> Result<Option<RoleGrant>, StoreError> {
        let unit = self.look(now).await?;
        let found = role::find(&unit, id, Hold::Free).await?;
        unit.leave().await?;
        Ok(found)
    }

    /// The request under data protection law `id`.
    #[tracing::instrument(name = "db.look_at_case", skip_all)]
    pub async fn look_at_case(
        &self,
        id: Id<rights::Request>,
        now: Timestamp,
    ) -> Result<Option<rights::Request>, StoreError> {
        let unit = self.look(now).await?;
        let found = case::find(&unit, id, Hold::Free).await?;
        unit.leave().await?;
        Ok(found.map(|case| case.request))
    }
}

//! Emergency access of the caller to the scan of a request. R35; A6.

use fnd_core::Id;
use fnd_web::problem::Problem;
use ies_domain::access::Target;
use ies_domain::registration::Registration;
use ies_domain::role::EmergencyTarget;
use jiff::Timestamp;

use super::Call;
use crate::app::App;
use crate::problem::of_store;

impl Call {
    /// The request `id`, with the emergency access to its scan that opens it to the caller `at`
    /// this moment, if any was given.
    pub(super) async fn in_emergency(
        &self,
        app: &App,
        target: Option<Target>,
        (id, at): (Id<Registration>, Timestamp),
    ) -> Result<Option<Target>, Problem> {
        let (Some(found), Some(caller)) = (&target, self.who.account()) else { return Ok(target) };
        let given = app.store.look_at_emergencies((caller, id), at).await.map_err(of_store)?;
        let (scan, times) = (EmergencyTarget::Scan(id), &app.switches.permission);
        let weighed = given
            .iter()
            .fold(found.clone(), |target, one| target.in_emergency(scan, one, (caller, at), times));
        Ok(Some(weighed))
    }
}

//! A step in a case of amendment: the case and its file held, in one transaction.

use ees_domain::amendment::Amendment;
use ees_domain::file::{Crossing, File};
use ees_domain::recalculation::changed;
use ees_store::{Case, Change, Deed, StoreError, Work};
use fnd_core::{CountryCode, Id};
use fnd_web::problem::Problem;

use crate::problem::{ended, of_store};

/// A case and its file, held until the unit ends.
pub(super) struct Held {
    pub(super) work: Box<dyn Work>,
    pub(super) file: File,
    pub(super) case: Case,
}

/// Holds the case `id`; of one that `state` may not know of the answer is that of one that is not
/// there.
pub(super) async fn hold(
    mut work: Box<dyn Work>,
    id: Id<Amendment>,
    state: CountryCode,
) -> Result<Held, Problem> {
    let Some(file) = work.file_of_case(id).await.map_err(of_store)? else {
        return ended(work, None, Problem::not_found()).await;
    };
    let Some(file) = work.file_for_update(file).await.map_err(of_store)? else {
        return ended(work, None, Problem::not_found()).await;
    };
    let case = work.find_case(file.id, id).await.map_err(of_store)?;
    match case.filter(|case| case.amendment.is_known_to(state)) {
        Some(case) => Ok(Held { work, file, case }),
        None => ended(work, None, Problem::not_found()).await,
    }
}

/// Stores those of `after` that are not what they were on `file`, each as calculated anew; what
/// closes or passes over a record before what opens one, for a file has one open record at most.
pub(super) async fn recalculate(
    work: &mut dyn Work,
    file: &File,
    after: &[Crossing],
    reason: &str,
) -> Result<(), StoreError> {
    let mut changes = changed(&file.crossings, after);
    changes.sort_by_key(|record| record.is_open());
    for after in changes {
        if let Some(before) = file.crossings.iter().find(|record| record.id == after.id) {
            let change = Change { deed: Deed::Recalculated, reason };
            work.amend_crossing(file, (before, after), change).await?;
        }
    }
    Ok(())
}

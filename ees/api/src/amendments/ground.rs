//! The ground of an entry as a request names it, and the case in which a visa is put right.
//! EES Art. 16(2)(c) to (g), 35(1), (4).

use ees_domain::amendment::{Amendment, VisError};
use ees_domain::authorised::TransitDocument;
use ees_domain::file::{Crossing, File, RecordedGround};
use ees_store::Work;
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use ees_wire::traveller::Visa;
use fnd_core::Id;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::Lawful;
use crate::problem::{of_store, of_vis};

/// The ground of an entry as it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GroundRequest)]
pub struct GroundRequest {
    /// `visa-exempt`, `visa`, `family-member`, `transit-road` or `transit-rail`.
    #[schema(value_type = text::GroundOfEntry)]
    pub ground: String,
    /// The visa: with `visa`; with `family-member`, where the person needs one; otherwise not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visa: Option<Visa>,
}

impl GroundRequest {
    /// The ground, or everything that is wrong with it.
    pub(super) fn read(&self, faults: &mut Faults) -> Option<RecordedGround> {
        let ground = match (self.ground.as_str(), &self.visa) {
            ("visa", Some(visa)) => RecordedGround::Visa(visa.read("/ground/visa", faults)?),
            ("family-member", Some(visa)) => {
                RecordedGround::FamilyMember(Some(visa.read("/ground/visa", faults)?))
            }
            ("visa", None) => {
                faults.add(unknown("/ground/visa", "visa-missing", "the data of the visa"));
                return None;
            }
            ("visa-exempt", _) => RecordedGround::VisaExempt,
            ("family-member", None) => RecordedGround::FamilyMember(None),
            ("transit-road", _) => RecordedGround::Transit(TransitDocument::Ftd),
            ("transit-rail", _) => RecordedGround::Transit(TransitDocument::Frtd),
            _ => {
                let expected = "`visa-exempt`, `visa`, `family-member`, `transit-road` or \
                                `transit-rail`";
                faults.add(unknown("/ground/ground", "unknown-ground", expected));
                return None;
            }
        };
        if self.visa.is_some() && ground.visa().is_none() {
            let expected = "no visa with this ground";
            faults.add(unknown("/ground/visa", "visa-not-fitting", expected));
        }
        Some(ground)
    }
}

/// Whether the caller may put the visa of `record` right in the case `id` of the file held: what
/// the Visa Information System holds was asked first.
///
/// Law: EES Art. 35(4).
pub(super) async fn compared(
    work: &mut dyn Work,
    lawful: &Lawful,
    (file, record): (&File, Id<Crossing>),
    id: Option<Id<Amendment>>,
) -> Result<Result<(), Problem>, Problem> {
    let Some(id) = id else { return Ok(Err(of_vis(&VisError::NotCompared))) };
    let case = work.find_case(file.id, id).await.map_err(of_store)?;
    let state = lawful.actor.state;
    let Some(case) = case.filter(|case| case.amendment.is_known_to(state)) else {
        return Ok(Err(of_vis(&VisError::NotCompared)));
    };
    let may = case.amendment.may_change_visa(state, record);
    Ok(may.map_err(|error| of_vis(&error)))
}

//! Words of the domain as pages of this part know them.

use fnd_web::words::Words;
use ies_domain::organisation::{Abroad, OrganisationKind as Kind};
use ies_domain::registration::State;
use ies_pages::people::RequestState;
use ies_pages::person::{Abroad as Shown, OrganisationKind};

/// The page's word for the state; a draft is nobody's to see and counts as sent.
pub(super) const fn stage(state: State) -> RequestState {
    match state {
        State::Draft | State::Submitted => RequestState::Submitted,
        State::InReview => RequestState::InReview,
        State::InfoRequested => RequestState::InfoRequested,
        State::Accepted => RequestState::Accepted,
        State::Refused => RequestState::Refused,
        State::Withdrawn => RequestState::Withdrawn,
        State::Expired => RequestState::Expired,
    }
}

/// The page's word for what an organisation is.
pub(super) const fn kind(kind: Option<Kind>) -> OrganisationKind {
    match kind {
        Some(Kind::UnionInstitution) => OrganisationKind::UnionInstitution,
        Some(Kind::NationalAuthority) => OrganisationKind::NationalAuthority,
        Some(Kind::InternationalOrganisation) => OrganisationKind::InternationalOrganisation,
        Some(Kind::NonGovernmental) => OrganisationKind::NonGovernmental,
        Some(Kind::PrivateCompany) => OrganisationKind::PrivateCompany,
        Some(Kind::Academic) => OrganisationKind::Academic,
        Some(Kind::Other) | None => OrganisationKind::Other,
    }
}

/// Why what somebody sees leaves the Union, as pages show it.
pub(super) fn abroad(words: &Words, abroad: Option<Abroad>) -> Option<Shown> {
    Some(match abroad? {
        Abroad::InternationalOrganisation => Shown::InternationalOrganisation,
        Abroad::ThirdCountry(country) => {
            Shown::ThirdCountry(ies_pages::countries::name(words, country.as_str()))
        }
    })
}

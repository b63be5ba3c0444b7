//! Where one belongs, has asked to belong or is invited to, and one's roles. R22, R36, R40.

use axum::Json;
use axum::extract::State;
use fnd_register::Coded;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::role::{RoleGrant, Scope};
use ies_store::purpose::own::OwnMembership;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::{Instant, instant};
use crate::app::Shared;
use crate::call::Call;
use crate::own;
use crate::problem::of_store;

/// One's memberships and roles.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Memberships)]
pub struct Reply {
    /// Memberships, applications and invitations that have not ended.
    pub memberships: Vec<Membership>,
    /// Roles that have not ended, working or not.
    pub roles: Vec<Role>,
}

/// A membership, an application or an invitation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OwnMembership)]
pub struct Membership {
    /// Its identifier.
    pub id: Uuid,
    /// The Community.
    pub community: Uuid,
    /// The Community's name in addresses.
    pub slug: String,
    /// The Community's name.
    pub name: String,
    /// `active`, `applied` or `invited`.
    pub state: &'static str,
    /// What one may do there, or will.
    pub level: &'static str,
    /// Since when it is in this state.
    #[schema(format = DateTime)]
    pub since: Instant,
    /// Until when; absent when it has no end.
    #[schema(format = DateTime)]
    pub until: Option<Instant>,
    /// How many organisations outside the Union have staff there.
    pub recipients: u32,
}

impl Membership {
    fn of(own: &OwnMembership, language: &str) -> Self {
        let (held, row) = (&own.row.membership, &own.community);
        Self {
            id: own.row.id,
            community: row.community.id.to_uuid(),
            slug: row.slug.clone(),
            name: row.name(language).to_owned(),
            state: held.state.code(),
            level: held.level.code(),
            since: instant(held.since),
            until: held.expires_at.map(instant),
            recipients: crate::shown::number(own.abroad),
        }
    }
}

/// A role.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OwnRole)]
pub struct Role {
    /// Its identifier.
    pub id: Uuid,
    /// Which role, a code.
    pub role: &'static str,
    /// For what: `platform`, `programme` or `country`.
    pub scope: &'static str,
    /// The country, three letters, when it is for one.
    pub country: Option<String>,
    /// Whether it works now.
    pub works: bool,
    /// Until when it was granted.
    #[schema(format = DateTime)]
    pub until: Instant,
}

impl Role {
    fn of(grant: &RoleGrant, now: Timestamp) -> Self {
        let country = match grant.scope {
            Scope::Country(country) => Some(country.to_string()),
            Scope::Platform | Scope::Programme => None,
        };
        Self {
            id: grant.id.to_uuid(),
            role: grant.role.code(),
            scope: grant.scope.code(),
            country,
            works: grant.standing(now).is_ok(),
            until: instant(grant.expires_at),
        }
    }
}

/// Lists one's own memberships and roles.
#[utoipa::path(
    get, path = "/v1/me/memberships", tag = "own", operation_id = "list_memberships",
    responses((status = 200, body = Reply))
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Json<Reply>, Problem> {
    let (lawful, unit) = own::open(&app, &call, Action::ReadOwnMemberships).await?;
    let memberships = unit.memberships().await.map_err(of_store)?;
    let roles = unit.roles().await.map_err(of_store)?;
    own::end(&call, &lawful, unit).await?;
    let language = call.visit.language.code();
    Ok(Json(Reply {
        memberships: memberships.iter().map(|one| Membership::of(one, language)).collect(),
        roles: roles.iter().map(|grant| Role::of(grant, lawful.at)).collect(),
    }))
}

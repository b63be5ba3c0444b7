//! The interface for programs: what a person may do in pages, as JSON, one file for each
//! operation. Statement 2 and 7; R30 to R32, R44; A4, A9, A20.
//!
//! Nothing here decides: every operation asks the same table, opens the same store and leaves the
//! same log row as the page beside it. A program calls with a token of a person, a script of a
//! page with the session.

pub mod change_profile;
pub mod list_activity;
pub mod list_communities;
pub mod list_consents;
pub mod list_members;
pub mod list_memberships;
pub mod read_community;
pub mod read_person;
pub mod read_profile;
pub mod search_people;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/v1/me"),
    ("PATCH", "/v1/me"),
    ("GET", "/v1/me/consents"),
    ("GET", "/v1/me/memberships"),
    ("GET", "/v1/me/activity"),
    ("GET", "/v1/communities"),
    ("GET", "/v1/communities/{place}"),
    ("GET", "/v1/communities/{place}/members"),
    ("GET", "/v1/people"),
    ("GET", "/v1/people/{id}"),
];

/// Adds the operations, with their description, to `api`.
pub fn add_to(api: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    api.routes(routes!(read_profile::handler, change_profile::handler))
        .routes(routes!(list_consents::handler))
        .routes(routes!(list_memberships::handler))
        .routes(routes!(list_activity::handler))
        .routes(routes!(list_communities::handler))
        .routes(routes!(read_community::handler))
        .routes(routes!(list_members::handler))
        .routes(routes!(search_people::handler))
        .routes(routes!(read_person::handler))
}

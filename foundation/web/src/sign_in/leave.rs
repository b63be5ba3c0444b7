//! Signing out: here at once, then at the provider when it offers that.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use openidconnect::core::CoreIdToken;
use openidconnect::{LogoutRequest, PostLogoutRedirectUrl};
use tower_sessions::Session;

use super::SignIn;
use super::begin::outage;
use crate::problem::Problem;
use crate::session;

/// Where in a session the token stands that the provider knows the person by.
pub(super) const TOKEN_KEY: &str = "id_token";

pub(super) async fn handler(
    State(sign_in): State<SignIn>,
    session: Session,
) -> Result<Response, Problem> {
    let token: Option<String> = session.get(TOKEN_KEY).await.map_err(outage)?;
    session.flush().await.map_err(outage)?;
    let to = match token {
        Some(token) => sign_in.at_provider(&token).await,
        None => None,
    };
    let to = to.unwrap_or_else(|| sign_in.0.config.signed_out_path.clone());
    let mut response = Redirect::to(&to).into_response();
    session::forget(&mut response);
    Ok(response)
}

impl SignIn {
    /// Where to sign out at the provider. It is not asked now: who signs out need not wait.
    async fn at_provider(&self, token: &str) -> Option<String> {
        let known = &self.0.provider;
        let metadata = known.metadata_if_known().await?;
        let endpoint = metadata.additional_metadata().end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::from_url(known.signed_out.clone());
        let mut request = LogoutRequest::from(endpoint)
            .set_client_id(known.client.clone())
            .set_post_logout_redirect_uri(back);
        if let Ok(token) = token.parse::<CoreIdToken>() {
            request = request.set_id_token_hint(&token);
        }
        Some(request.http_get_url().to_string())
    }
}

//! Who is told when somebody signed in, or was refused: a system that keeps a log of it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use async_trait::async_trait;
use axum::extract::FromRequestParts;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use uuid::Uuid;

use crate::caller::Caller;
use crate::serve::Channel;
use crate::telemetry::RequestId;

/// Where a sign-in comes from. It says where somebody is, so it is in no log line.
#[derive(Clone, PartialEq, Eq)]
pub struct Origin {
    /// The client's address.
    pub address: IpAddr,
    /// What the browser says it is; empty when it says nothing.
    pub user_agent: String,
    /// The request, for correlation.
    pub request: Uuid,
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin").field("request", &self.request).finish_non_exhaustive()
    }
}

/// Is told of sign-ins; given by a system.
#[async_trait]
pub trait SignIns: Send + Sync + fmt::Debug {
    /// The provider's answer about `caller` was believed. Told before the session begins: whose
    /// sign-in cannot be noted is not let in. The error is a reason for the log and holds no
    /// personal data.
    async fn admitted(&self, caller: &Caller, from: &Origin) -> Result<(), String>;

    /// An answer was refused, by the stable `code` of the problem. Nobody is known then.
    async fn refused(&self, code: &str, from: &Origin);
}

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Ok(request) = RequestId::from_request_parts(parts, state).await;
        let channel = parts.extensions.get::<Channel>();
        let address = channel.map(|channel| channel.client(&parts.headers));
        let said = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self {
            address: address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            user_agent: said.unwrap_or_default().to_owned(),
            request: request.0,
        })
    }
}

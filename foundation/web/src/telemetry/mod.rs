//! What the server tells whoever runs it: log lines and numbers. Never personal data: a line
//! about a request has its route's template, not its path, parameters, headers or body.

mod logs;
mod metrics;
mod request;

pub use logs::{Format, Logging, subscriber};
pub use metrics::Metrics;
pub use request::{RequestId, Watcher, layer};

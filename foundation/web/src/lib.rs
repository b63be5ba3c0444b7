//! What every server has: listeners, sign-in, limits, problems, telemetry, and what it shows.
//!
//! A system gives its routes to a [`Stack`] and the result to [`serve::start`]. Nothing here
//! knows what a system is about. Titles, menus and sentences come in as arguments; only the
//! words of the shell itself ("Skip to main content") are kept here.

pub mod asset_routes;
pub mod assets;
pub mod caller;
pub mod chart;
pub mod client;
mod cookie;
pub mod demand;
pub mod describe;
mod epoch;
pub mod etag;
pub mod extract;
pub mod form;
pub mod headers;
mod identify;
pub mod language;
pub mod limits;
pub mod multipart;
pub mod pager;
pub mod problem;
mod remainder;
pub mod resend;
pub mod security_txt;
pub mod serve;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod signed;
mod stack;
pub mod telemetry;
pub mod vouch;
pub mod words;

pub use caller::Caller;
pub use demand::{Demand, Proof};
pub use epoch::Epochs;
pub use identify::{Certificates, System, SystemError};
pub use problem::Problem;
pub use sign_in::SignIn;
pub use stack::Stack;

//! The system over HTTP.

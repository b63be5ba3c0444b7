//! What stands between the pure computation of `ees-match` and the programs: models on the disk,
//! files of samples, work spread over all processors, folders of impressions evaluated.
//!
//! Nothing here knows a person, and nothing is written but what somebody asked for by name.

pub mod booth;
pub mod cluster;
pub mod evaluation;
pub mod extractor;
pub mod matcher;
pub mod models;
pub mod nats;
pub mod pairs;
pub mod parallel;
pub mod portrait;
pub mod sample;
pub mod samples;

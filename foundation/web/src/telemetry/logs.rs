//! Log lines.

use serde::Deserialize;
use tracing::level_filters::LevelFilter;
use tracing::{Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;

/// What an operator sets about log lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Logging {
    /// The form of a line.
    pub format: Format,
    /// Shows details of our own code. Libraries only ever warn: their details quote requests.
    pub detailed: bool,
}

/// The form of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Writes lines to `to` (of a daemon: `std::io::stderr`). `ours` are the names of crates, or
/// what they begin with, whose lines are shown from `info` on; the foundation's always are.
/// Install it with `tracing::subscriber::set_global_default`.
pub fn subscriber<W>(logging: &Logging, ours: &[&str], to: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let level = if logging.detailed { Level::DEBUG } else { Level::INFO };
    let mut targets = Targets::new().with_default(LevelFilter::WARN).with_target("fnd_", level);
    for name in ours {
        targets = targets.with_target(*name, level);
    }
    let lines = fmt::layer().with_writer(to).with_ansi(false);
    let registry = tracing_subscriber::registry();
    match logging.format {
        Format::Text => Box::new(registry.with(lines.with_filter(targets))),
        Format::Json => {
            let lines = lines.json().flatten_event(true).with_span_list(false);
            Box::new(registry.with(lines.with_filter(targets)))
        }
    }
}

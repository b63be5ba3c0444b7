//! Numbers in the text format of Prometheus.

use std::sync::OnceLock;
use std::time::Duration;

use metrics::{Counter, Histogram, Key, KeyName, Label, Level, Metadata, Recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the durations that are told apart, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];
/// The metric of durations.
const DURATION: &str = "http_request_duration_seconds";
/// The metric of counts.
const COUNT: &str = "http_requests_total";
/// The metric of connections that were closed because there were too many.
const TURNED_AWAY: &str = "connections_turned_away_total";
const METADATA: Metadata<'_> = Metadata::new("fnd_web", Level::INFO, None);

/// The numbers of this process. A system adds its own with the macros of the crate `metrics`.
#[derive(Debug, Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// The process's numbers; begins to collect them when first called.
    pub fn global() -> Self {
        static HANDLE: OnceLock<Metrics> = OnceLock::new();
        HANDLE
            .get_or_init(|| {
                let builder = PrometheusBuilder::new();
                // Bounds are refused only when there are none.
                let builder = builder.set_buckets(&BOUNDS).unwrap_or_default();
                let recorder = builder.build_recorder();
                let handle = recorder.handle();
                if metrics::set_global_recorder(recorder).is_err() {
                    tracing::warn!("another part of the process collects numbers");
                }
                Self(handle)
            })
            .clone()
    }

    /// The numbers as text.
    pub fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }

    /// Adds `by` to the count `name` of things of `kind`; both are words of the system's own, and
    /// neither says anything of a person.
    pub fn count(name: &'static str, kind: &'static str, by: u64) {
        metrics::with_recorder(|recorder: &dyn Recorder| {
            let labels = vec![Label::from_static_parts("kind", kind)];
            let key = Key::from_parts(KeyName::from_const_str(name), labels);
            recorder.register_counter(&key, &METADATA).increment(by);
        });
    }

    /// Counts one connection that was one too many.
    pub(crate) fn turned_away() {
        metrics::with_recorder(|recorder: &dyn Recorder| {
            let key = Key::from_name(KeyName::from_const_str(TURNED_AWAY));
            recorder.register_counter(&key, &METADATA).increment(1);
        });
    }

    /// Counts one answered request.
    pub(crate) fn answered(method: &'static str, route: &str, status: u16, took: Duration) {
        let labels = vec![
            Label::from_static_parts("method", method),
            Label::new("route", route.to_owned()),
            Label::new("status", status.to_string()),
        ];
        metrics::with_recorder(|recorder: &dyn Recorder| {
            let name = KeyName::from_const_str(COUNT);
            let key = Key::from_parts(name, labels.clone());
            let counter: Counter = recorder.register_counter(&key, &METADATA);
            counter.increment(1);
            let name = KeyName::from_const_str(DURATION);
            let key = Key::from_parts(name, labels);
            let histogram: Histogram = recorder.register_histogram(&key, &METADATA);
            histogram.record(took.as_secs_f64());
        });
    }
}

//! Features against the true ones.
#![allow(clippy::all, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used, missing_docs, clippy::allow_attributes_without_reason, clippy::allow_attributes)]
use ees_match::{image::decode, quality::nfiq2};
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let csv = std::fs::read_to_string(format!("{root}/fingerprints/nfiq2.csv")).unwrap();
    println!("id,{}", nfiq2::NAMES.join(","));
    for line in csv.lines().skip(1) {
        let id = line.split(',').next().unwrap();
        let Ok(bytes) = std::fs::read(format!("{root}/fingerprints/{id}.png")) else { continue };
        let image = decode::decode(&bytes, decode::Resolution::Stated { otherwise: 500 }).unwrap(); if image.ppi() != 500 { eprintln!("{id} {}", image.ppi()); }
        let start = std::time::Instant::now();
        let features = nfiq2::features(&image);
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        println!("{id},{},{ms:.2}", features.map(|f| format!("{f:.9}")).join(","));
    }
}

//! What the guide shows can be used as it stands there.

use std::fs;
use std::path::Path;

use ees_abis::{client, server};

/// The TOML of the guide, block by block.
fn blocks() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/abis.md");
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```toml\n").skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn configurations_of_the_guide_are_taken() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3);
    let whole: toml::Table = toml::from_str(&blocks[0]).unwrap();
    let client: client::Config = whole["biometrics"]["osia"].clone().try_into().unwrap();
    assert!(client.calibration.finger.is_some());
    let server: server::Config = toml::from_str(&blocks[1]).unwrap();
    assert_eq!(server.limits, server::Limits::default());
    assert!(server.server.tls.is_some());
}

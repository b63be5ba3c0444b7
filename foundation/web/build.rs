//! Makes the table of files to serve: `style/`, `script/` and what npm brought, if it did.
//!
//! Nothing is fetched here. Without the files from npm the table is shorter and cargo warns.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders whose files are served, in the order in which they are listed.
const FOLDERS: [&str; 3] = ["style", "script", "assets/served"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR")?);
    // Asked for when it runs: checkouts that share a build cache share this program, too.
    let folder = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo gives CARGO_MANIFEST_DIR")?;
    let files = files(Path::new(&folder))?;
    let mut edition = 0xcbf2_9ce4_8422_2325_u64;
    let mut table = String::new();
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let body = fs::read(path)?;
        edition = fold(fold(edition, name.as_bytes()), &body);
        let packed = out.join(format!("{name}.br"));
        let packed = pack(&body, &packed)?.then_some(packed);
        let packed = packed.map_or("None".into(), |p| format!("Some({})", include(&p)));
        let body = include(path);
        writeln!(table, "    Asset {{ name: {name:?}, body: {body}, brotli: {packed} }},")?;
    }
    fs::write(out.join("assets.rs"), source(edition, &table))?;
    if !files.iter().any(|path| path.ends_with("ecl-eu.css")) {
        println!(
            "cargo::warning=no component library: pages will be plain (run `cargo xtask assets`)"
        );
    }
    Ok(())
}

/// The Rust text that takes in a file.
fn include(path: &Path) -> String {
    format!("include_bytes!({:?})", path.to_string_lossy())
}

/// Every file of the folders, in a fixed order, hidden ones left out.
fn files(root: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut found = fs::read_dir(&folder)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<Vec<_>, _>>()?;
        found.retain(|path| path.is_file() && !path.ends_with(".gitkeep"));
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

/// Writes `body` compressed to `to`; false when that is not worth it.
fn pack(body: &[u8], to: &Path) -> Result<bool, Box<dyn Error>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 65_536, 9, 22);
    writer.write_all(body)?;
    let packed = writer.into_inner();
    fs::write(to, &packed)?;
    Ok(packed.len() < body.len())
}

/// One step of FNV-1a: it names editions, it protects nothing.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, byte| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The Rust text that `src/assets.rs` includes.
fn source(edition: u64, table: &str) -> String {
    format!(
        "/// Changes with any byte of any file.\n\
         pub const EDITION: &str = \"{edition:016x}\";\n\
         /// What stands before the name of a file in an address.\n\
         pub const BASE: &str = \"/assets/{edition:016x}\";\n\
         static FILES: &[Asset] = &[\n{table}];\n"
    )
}

//! Writes every page with invented data as a file, to look at without the server.
//!
//! `cargo run -p ies-pages --example gallery -- DIRECTORY`

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use fnd_web::assets::Asset;
use fnd_web::words::Catalogue;
use ies_pages::{TEXTS, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(env::args_os().nth(1).ok_or("say where to write")?);
    let assets = directory.join("assets");
    fs::create_dir_all(&assets)?;
    for file in Asset::all() {
        fs::write(assets.join(file.name), file.body)?;
    }
    let catalogue = Arc::new(Catalogue::new(TEXTS)?);
    let mut index = "<!doctype html><html lang=\"en\"><title>Pages</title><ul>".to_owned();
    for language in catalogue.languages() {
        let words = catalogue.words(language);
        let mut shell = samples::shell(&words);
        shell.assets = "assets".into();
        for (name, page) in samples::all(&words, &shell) {
            let name = format!("{name}.{}.html", language.code());
            fs::write(directory.join(&name), page.html()?)?;
            writeln!(index, "<li><a href=\"{name}\">{name}</a>")?;
        }
    }
    fs::write(directory.join("index.html"), index)?;
    Ok(())
}

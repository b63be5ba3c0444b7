//! Compares scores with the true ones of NFIQ 2.3.
//!
//! `nfiq2 FOREST TABLE IMAGES`: the forest, a table of comma-separated values whose first columns
//! are the name of an image and its score, and the folder of the images, which are PNG. Prints for
//! each image the score, the true one, the score without forest and the time; then the shares.

use std::path::Path;
use std::time::Instant;

use ees_match::image::decode::{Resolution, decode};
use ees_match::quality::{Forest, gate, nfiq2};

type Failure = Box<dyn std::error::Error>;

#[expect(clippy::print_stdout, reason = "an example for people")]
fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [forest, table, images] = arguments.as_slice() else {
        return Err("nfiq2 FOREST TABLE IMAGES".into());
    };
    let forest = Forest::nfiq2(&std::fs::read(forest)?)?;
    let table = std::fs::read_to_string(table)?;
    let (mut count, mut near, mut same, mut error, mut time) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for line in table.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(name), Some(Ok(truth))) = (cells.next(), cells.next().map(str::parse::<f64>))
        else {
            continue;
        };
        let bytes = std::fs::read(Path::new(images).join(format!("{name}.png")))?;
        let image = decode(&bytes, Resolution::Stated { otherwise: 500 })?;
        let start = Instant::now();
        let found = nfiq2(&image, &forest)?;
        let ms = start.elapsed().as_secs_f64() * 1_000.0;
        let without = gate(&image)?.score;
        println!("{name} {} {truth} {without} {:?} {ms:.1} ms", found.score, found.hint);
        if truth < 0.0 {
            continue;
        }
        let off = (f64::from(found.score) - truth).abs();
        count += 1.0;
        near += f64::from(u8::from(off <= 3.0));
        same += f64::from(u8::from(off == 0.0));
        error += off;
        time += ms;
    }
    println!(
        "{count} images: {:.1} % within 3, {:.1} % equal, off by {:.2}, {:.1} ms each",
        100.0 * near / count,
        100.0 * same / count,
        error / count,
        time / count
    );
    Ok(())
}

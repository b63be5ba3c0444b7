//! An exact scan of a million faces, beside `faiss-cpu` Flat on the same vectors.

use std::io::Write;
use std::process::Command;
use std::time::Instant;

use ees_match::compare::Method;
use ees_match::compare::calibration::Strength;
use ees_match::face::embed::{Code, Embedding};
use ees_match::gallery::{Gallery, Reference, Samples, Wanted};
use ees_match::net::Cpu;

use super::{Done, Orders};

/// The peer: it reads the codes and searches for the queries one by one, in one thread.
const PEER: &str = include_str!("faiss_flat.py");
/// So many searches.
const QUERIES: usize = 20;

pub(crate) fn measure(orders: &Orders) -> Done<()> {
    println!("\n== exact search among {} faces, one thread, milliseconds ==", orders.faces);
    let codes = codes(orders.faces);
    let mut gallery = Gallery::new(Method::Both, Cpu::detect());
    for (number, code) in (0_u128..).zip(&codes) {
        gallery.put(Reference(number), &Samples { face: Some(*code), fingers: Vec::new() })?;
    }
    let step = (codes.len() / QUERIES).max(1);
    let wanted = Wanted { threshold: Strength::NONE, most: 10 };
    let mut times = Vec::new();
    for number in (0..codes.len()).step_by(step).take(QUERIES) {
        let probe = Samples { face: Some(codes[number]), fingers: Vec::new() };
        let begun = Instant::now();
        let found = gallery.search(&probe, wanted)?;
        times.push(1e3 * begun.elapsed().as_secs_f64());
        if found.first().map(|first| first.reference) != Some(Reference(number as u128)) {
            return Err(format!("face {number} does not find itself").into());
        }
    }
    times.sort_by(f64::total_cmp);
    let ours = times[times.len() / 2];
    let size = gallery.size();
    println!("{:24} {ours:8.1}   {} bytes a face", "limen", size.bytes / size.people.max(1));
    match &orders.python {
        None => println!("left out: `--python` names no Python with faiss"),
        Some(python) => {
            let mut file = tempfile::NamedTempFile::new()?;
            for code in &codes {
                file.write_all(&code.0.map(i8::cast_unsigned))?;
            }
            let output = Command::new(python)
                .args(["-c", PEER])
                .arg(file.path())
                .args([QUERIES.to_string(), step.to_string()])
                .env("OMP_NUM_THREADS", "1")
                .output()?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
            }
            let peer: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
            println!("{:24} {peer:8.1}   {:.1} times ours", "faiss-cpu Flat", peer / ours);
        }
    }
    Ok(())
}

/// Unit vectors of nobody.
fn codes(count: usize) -> Vec<Code> {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        // The sum of four even numbers is nearly normal.
        let part = |shift: u32| ((mixed >> shift) & 0xFFFF) as f32 / 32_768.0 - 1.0;
        part(0) + part(16) + part(32) + part(48)
    };
    (0..count)
        .map(|_| {
            let numbers = std::array::from_fn(|_| next());
            Embedding::new(numbers).code()
        })
        .collect()
}

//! Makes impressions of fingers that do not exist: `cargo run --release -p ees-match --example
//! synthetic -- DIR FINGERS IMPRESSIONS` writes `finger_impression.png` files.

use std::error::Error;
use std::path::PathBuf;

use ees_match::image::encode_png;
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("DIR FINGERS IMPRESSIONS are needed");
    let folder = PathBuf::from(next()?);
    let (fingers, impressions): (u64, u64) = (next()?.parse()?, next()?.parse()?);
    for number in 1..=fingers {
        let finger = Finger::grow(number, Cpu::detect());
        for impression in 1..=impressions {
            // Every second impression is made in bad conditions.
            let conditions = if impression % 2 == 0 { Conditions::POOR } else { Conditions::GOOD };
            let image = finger.impression(1_000 * number + impression, &conditions)?;
            let name = format!("{number}_{impression}.png");
            std::fs::write(folder.join(name), encode_png(&image)?)?;
        }
    }
    Ok(())
}

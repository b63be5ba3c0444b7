//! Turns portable grey maps (P5) into WSQ files and back, so that other programs can be compared.
//!
//! `wsq decode FROM.wsq TO.pgm …` and `wsq encode BITS FROM.pgm TO.wsq …`, any number of pairs.

use ees_match::image::Image;
use ees_match::wsq::{self, Bitrate};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["decode", pairs @ ..] => each(pairs, |bytes| {
            let image = wsq::decode(bytes)?;
            let mut map = format!("P5\n{} {}\n255\n", image.width(), image.height()).into_bytes();
            map.extend(image.pixels());
            Ok(map)
        }),
        ["encode", bits, pairs @ ..] => {
            let rate = Bitrate::new(bits.parse()?);
            each(pairs, |bytes| Ok(wsq::encode(&grey_map(bytes)?, rate)))
        }
        _ => Err("wsq decode FROM TO … or wsq encode BITS FROM TO …".into()),
    }
}

fn each(pairs: &[&str], turn: impl Fn(&[u8]) -> Result<Vec<u8>, Failure>) -> Result<(), Failure> {
    for pair in pairs.chunks_exact(2) {
        std::fs::write(pair[1], turn(&std::fs::read(pair[0])?)?)?;
    }
    Ok(())
}

/// Reads the plainest form of the format: three lines without comments, then the grey values.
fn grey_map(bytes: &[u8]) -> Result<Image, Failure> {
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    let (Some(b"P5"), Some(sides), Some(b"255"), Some(pixels)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err("not a plain portable grey map".into());
    };
    let sides = std::str::from_utf8(sides)?;
    let (width, height) = sides.split_once(' ').ok_or("two sides are needed")?;
    Ok(Image::new(width.parse()?, height.parse()?, wsq::PPI, pixels.to_vec())?)
}

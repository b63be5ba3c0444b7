//! Reads and writes transactions of ANSI/NIST-ITL, so that other programs can be compared.
//!
//! `nist copy FROM TO` reads a transaction and writes it again; `nist make TO FINGER.wsq` makes
//! one of an image, as records of type 4 and 14, with two missing fingers.

use ees_match::image::decode::{Resolution, decode};
use ees_match::nist::finger::{
    Binary, Compression, FingerImage, FingerQuality, Fingerprint, Missing,
};
use ees_match::nist::header::{Header, VERSION_2011};
use ees_match::nist::{self, Field, Record, Tagged, Transaction};
use ees_match::record::Position;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["copy", from, to] => {
            Ok(std::fs::write(to, nist::write(&nist::read(&std::fs::read(from)?)?)?)?)
        }
        ["make", to, image] => Ok(std::fs::write(to, make(std::fs::read(image)?)?)?),
        _ => Err("nist copy FROM TO, nist make TO FINGER.wsq".into()),
    }
}

fn make(data: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let image = decode(&data, Resolution::STATED)?;
    let (width, height) = (u16::try_from(image.width())?, u16::try_from(image.height())?);
    let field = |number: u16, text: &str| Field { number, value: text.as_bytes().to_vec() };
    let (source, date) = ("TEST".to_owned(), "20260102".to_owned());
    let (compression, ppi) = (Compression::Wsq, image.ppi());
    let binary = Binary {
        idc: 1,
        impression: 0,
        positions: vec![Position::RIGHT_INDEX],
        resolution: 0,
        width,
        height,
        compression,
        data: data.clone(),
    };
    let score =
        FingerQuality { position: Position::RIGHT_INDEX, score: 60, vendor: 15, product: 1 };
    let print = Fingerprint {
        idc: 2,
        impression: 0,
        source: source.clone(),
        date: date.clone(),
        position: Position::RIGHT_FOUR,
        missing: vec![
            (Position::RIGHT_RING, Missing::Amputated),
            (Position::RIGHT_LITTLE, Missing::Unavailable),
        ],
        qualities: vec![score],
        image: Some(FingerImage { width, height, ppi, compression, depth: 8, data }),
    };
    let text = Tagged { kind: 2, idc: 0, fields: vec![field(3, "a"), field(4, "b\u{1f}c")] };
    let header = Header {
        version: VERSION_2011.to_owned(),
        kind: "EES".to_owned(),
        date,
        destination: "ZZ".to_owned(),
        origin: source,
        control: "1".to_owned(),
        others: vec![field(11, "19.69"), field(12, "19.69")],
    };
    let records = vec![Record::Tagged(text), Record::Binary(binary), Record::Tagged(print.write())];
    Ok(nist::write(&Transaction { header, records })?)
}

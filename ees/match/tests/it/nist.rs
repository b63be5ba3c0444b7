//! Transactions of ANSI/NIST-ITL, written and read.

use super::ridges::rings;
use ees_match::image::encode_png;
use ees_match::nist::face::Face;
use ees_match::nist::finger::{
    Binary, Compression, FingerImage, FingerQuality, Fingerprint, Missing,
};
use ees_match::nist::header::{Header, VERSION_2011};
use ees_match::nist::{self, Field, NistError, Record, Tagged, Transaction};
use ees_match::record::Position;
use ees_match::wsq::{self, Bitrate};
use proptest::prelude::*;

fn header() -> Header {
    Header {
        version: VERSION_2011.to_owned(),
        kind: "EES".to_owned(),
        date: "20260102".to_owned(),
        destination: "ZZ".to_owned(),
        origin: "XX".to_owned(),
        control: "T-1".to_owned(),
        others: vec![
            Field { number: 11, value: b"19.69".to_vec() },
            Field { number: 12, value: b"19.69".to_vec() },
        ],
    }
}

/// The four fingers of a right hand whose ring finger is amputated and whose little finger is in
/// a bandage.
fn slap(data: Vec<u8>) -> Fingerprint {
    Fingerprint {
        idc: 1,
        impression: 0,
        source: "TEST".to_owned(),
        date: "20260102".to_owned(),
        position: Position::RIGHT_FOUR,
        missing: vec![
            (Position::RIGHT_RING, Missing::Amputated),
            (Position::RIGHT_LITTLE, Missing::Unavailable),
        ],
        qualities: vec![FingerQuality {
            position: Position::RIGHT_INDEX,
            score: 71,
            vendor: 15,
            product: 2,
        }],
        image: Some(FingerImage {
            width: 90,
            height: 80,
            ppi: 500,
            compression: Compression::Wsq,
            depth: 8,
            data,
        }),
    }
}

#[test]
fn a_transaction_is_written_as_the_standard_says() {
    let text = Tagged {
        kind: 2,
        idc: 0,
        fields: vec![Field { number: 3, value: b"a\x1fb\x1ec\x1fd".to_vec() }],
    };
    let print = slap(b"\x1c\x1d\xff".to_vec());
    let records = vec![Record::Tagged(text), Record::Tagged(print.write())];
    let transaction = Transaction { header: header(), records };
    let bytes = nist::write(&transaction).unwrap();
    let readable = String::from_utf8_lossy(&bytes);
    let readable = readable.replace('\x1c', "|FS|").replace('\x1d', "|").replace('\x1e', "^");
    let readable = readable.replace('\x1f', "_");
    assert_eq!(
        readable,
        "1.001:119|1.002:0500|1.003:1_2^2_00^14_01|1.004:EES|1.005:20260102|1.007:ZZ|1.008:XX|\
         1.009:T-1|1.011:19.69|1.012:19.69|FS|2.001:32|2.002:00|2.003:a_b^c_d|FS|\
         14.001:188|14.002:01|14.003:0|14.004:TEST|14.005:20260102|14.006:90|14.007:80|14.008:1|\
         14.009:500|14.010:500|14.011:WSQ20|14.012:8|14.013:13|14.018:4_XX^5_UP|\
         14.024:2_71_000F_2|14.999:|FS||\u{fffd}|FS|"
    );
    let read = nist::read(&bytes).unwrap();
    assert_eq!(read, transaction);
    let [Record::Tagged(text), Record::Tagged(second)] = read.records.as_slice() else {
        panic!("two records")
    };
    assert_eq!(text.subfields(3), [["a", "b"], ["c", "d"]]);
    assert_eq!(Fingerprint::read(second), Ok(print));
}

#[test]
fn images_in_a_transaction_are_decoded() {
    let image = rings(90, 80, 500, 9.0);
    let wsq = wsq::encode(&image, Bitrate::FIVE_TO_ONE);
    let png = encode_png(&image).unwrap();
    let binary = |compression, data| Binary {
        idc: 2,
        impression: 1,
        positions: vec![Position::RIGHT_INDEX, Position::RIGHT_MIDDLE],
        resolution: 0,
        width: 90,
        height: 80,
        compression,
        data,
    };
    let face = Face {
        idc: 3,
        source: "TEST".to_owned(),
        date: "20260102".to_owned(),
        width: 90,
        height: 80,
        compression: Compression::Png,
        colours: "GRAY".to_owned(),
        data: png.clone(),
    };
    let records = vec![
        Record::Tagged(slap(wsq.clone()).write()),
        Record::Binary(binary(Compression::Wsq, wsq)),
        Record::Binary(binary(Compression::None, image.pixels().to_vec())),
        Record::Tagged(face.write()),
    ];
    let bytes = nist::write(&Transaction { header: header(), records }).unwrap();
    let read = nist::read(&bytes).unwrap();
    let mut decoded = 0;
    for record in &read.records {
        let sides = match record {
            Record::Binary(binary) => {
                let image = binary.decode(1_000).unwrap();
                assert_eq!(image.ppi(), 500);
                (image.width(), image.height())
            }
            Record::Tagged(tagged) if tagged.kind == Face::KIND => {
                assert_eq!(Face::read(tagged), Ok(face.clone()));
                let image = Face::read(tagged).unwrap().decode().unwrap();
                (image.width(), image.height())
            }
            Record::Tagged(tagged) => {
                let image = Fingerprint::read(tagged).unwrap().image.unwrap().decode().unwrap();
                (image.width(), image.height())
            }
        };
        assert_eq!(sides, (90, 80));
        decoded += 1;
    }
    assert_eq!(decoded, 4);
}

#[test]
fn the_list_must_be_true() {
    let records = vec![Record::Tagged(slap(vec![1, 2, 3]).write())];
    let bytes = nist::write(&Transaction { header: header(), records }).unwrap();
    let replaced = |from: &str, to: &str| {
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        let mut bytes = bytes.clone();
        bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        nist::read(&bytes)
    };
    let field = |kind, number| Err(NistError::Field { kind, number });
    for (from, to, expected) in [
        ("\x1f1\x1e14", "\x1f2\x1e14", Err(NistError::Count)),
        ("\x1e14\x1f01", "\x1e14\x1f02", Err(NistError::Count)),
        ("\x1e14\x1f01", "\x1e13\x1f01", field(13, 1)),
        ("\x1e14\x1f01", "\x1e07\x1f01", Err(NistError::Kind(7))),
        ("14.001:1", "14.001:0", Err(NistError::Length(14))),
        ("14.001:1", "14.001:9", Err(NistError::Truncated(bytes.len()))),
        ("14.002", "14.003", field(14, 2)),
        ("1.005", "1.006", field(1, 5)),
    ] {
        assert_eq!(replaced(from, to), expected, "{from:?} became {to:?}");
    }
    let mut more = bytes.clone();
    more.push(0);
    assert_eq!(nist::read(&more), Err(NistError::Count));
    assert_eq!(nist::read(b"RIFF"), Err(NistError::Signature));
    for end in 0..bytes.len() {
        assert!(nist::read(&bytes[..end]).is_err(), "{end}");
    }
}

#[test]
fn what_the_fields_of_a_fingerprint_cannot_mean_is_refused() {
    let record = slap(vec![1]).write();
    for (number, value) in [
        (3, "x"),
        (6, "99999"),
        (8, "3"),
        (10, "1000"),
        (11, "GIF"),
        (13, "99"),
        (18, "4\x1fZZ"),
        (18, "13\x1fXX"),
        (18, "1\x1fXX\x1e2\x1fXX\x1e3\x1fXX\x1e4\x1fXX\x1e5\x1fXX"),
        (24, "2\x1f101\x1f000F\x1f2"),
        (24, "2\x1f71"),
    ] {
        let mut record = record.clone();
        for field in record.fields.iter_mut().filter(|field| field.number == number) {
            field.value = value.as_bytes().to_vec();
        }
        let expected = NistError::Field { kind: 14, number };
        assert_eq!(Fingerprint::read(&record), Err(expected), "{value:?}");
    }
    let nothing = Fingerprint { image: None, missing: vec![], qualities: vec![], ..slap(vec![]) };
    assert_eq!(Fingerprint::read(&nothing.write()), Ok(nothing));
}

#[test]
fn separators_and_wrong_numbers_are_not_written() {
    for fields in [
        vec![Field { number: 3, value: b"a\x1db".to_vec() }],
        vec![Field { number: 1, value: b"9".to_vec() }],
        vec![Field { number: 999, value: vec![] }, Field { number: 3, value: vec![] }],
        vec![Field { number: 1_000, value: vec![] }],
    ] {
        let records = vec![Record::Tagged(Tagged { kind: 2, idc: 0, fields })];
        assert!(nist::write(&Transaction { header: header(), records }).is_err());
    }
}

fn tagged() -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![2u8, 9, 10, 13, 14, 15, 99]);
    let value = prop::collection::vec(0x1Eu8..=0xFF, 0..40);
    let field = (3u16..999, value).prop_map(|(number, value)| Field { number, value });
    let image = prop::option::of(prop::collection::vec(any::<u8>(), 0..1_200));
    (kinds, 0u8..100, prop::collection::vec(field, 0..8), image).prop_map(
        |(kind, idc, mut fields, image)| {
            fields.extend(image.map(|value| Field { number: 999, value }));
            Record::Tagged(Tagged { kind, idc, fields })
        },
    )
}

fn binary() -> impl Strategy<Value = Record> {
    let positions =
        prop::collection::vec((0u8..=15).prop_filter_map("a gap", Position::new), 1..=6);
    let data = prop::collection::vec(any::<u8>(), 0..300);
    (0u8..100, any::<u8>(), positions, 0u8..2, any::<[u16; 2]>(), data).prop_map(
        |(idc, impression, positions, resolution, [width, height], data)| {
            Record::Binary(Binary {
                idc,
                impression,
                positions,
                resolution,
                width,
                height,
                compression: Compression::Wsq,
                data,
            })
        },
    )
}

proptest! {
    #[test]
    fn transactions_come_back(records in prop::collection::vec(prop_oneof![tagged(), binary()], 0..6)) {
        let transaction = Transaction { header: header(), records };
        let bytes = nist::write(&transaction).unwrap();
        prop_assert_eq!(nist::read(&bytes), Ok(transaction));
    }
}

//! Archives, read by their bytes and by a program of others where there is one.

use std::process::Command;

use fnd_paper::{ARCHIVE_BYTES_MAX, Archive, ArchiveError, PARTS_MAX};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 22);

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Archive::new(DAY);
    for (name, bytes) in parts {
        archive.add(name, bytes).unwrap();
    }
    archive.finish().unwrap()
}

/// A part as the directory at the end of the archive has it.
#[derive(Debug, PartialEq)]
struct Entry {
    name: String,
    size: usize,
    day: Date,
    crc: u32,
}

/// Reads the directory, by the description of the format alone.
fn entries(bytes: &[u8]) -> Vec<Entry> {
    let half = |place: usize| u16::from_le_bytes([bytes[place], bytes[place + 1]]);
    let word = |place: usize| u32::from(half(place)) | u32::from(half(place + 2)) << 16;
    let end = bytes.len() - 22;
    assert_eq!(word(end), 0x0605_4b50, "the end of the directory, without a remark");
    let mut place = usize::try_from(word(end + 16)).unwrap();
    let read = |_| {
        assert_eq!(word(place), 0x0201_4b50, "an entry");
        let (day, name_len) = (half(place + 14), usize::from(half(place + 28)));
        let [more, remark] = [30, 32].map(|offset| usize::from(half(place + offset)));
        let name = String::from_utf8(bytes[place + 46..][..name_len].to_vec()).unwrap();
        assert_eq!(word(usize::try_from(word(place + 42)).unwrap()), 0x0403_4b50, "{name}");
        let [year, month, day] =
            [day >> 9, day >> 5 & 15, day & 31].map(|n| i16::try_from(n).unwrap());
        let [month, day] = [month, day].map(|n| i8::try_from(n).unwrap());
        let (size, crc) = (usize::try_from(word(place + 24)).unwrap(), word(place + 16));
        place += 46 + name_len + more + remark;
        Entry { name, size, day: date(1980 + year, month, day), crc }
    };
    (0..half(end + 10)).map(read).collect()
}

/// CRC-32 of the format, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    };
    !bytes.iter().fold(!0, step)
}

#[test]
fn parts_are_found_by_others_under_their_names_with_their_day() {
    let long = "many words ".repeat(10_000);
    let parts: [(&str, &[u8]); 3] =
        [("extract.pdf", b"%PDF"), ("data/Übersicht.txt", long.as_bytes()), ("empty", b"")];
    let bytes = archive(&parts);
    assert!(bytes.len() < long.len() / 10, "words are made smaller");
    let expected = parts.map(|(name, bytes)| Entry {
        name: name.into(),
        size: bytes.len(),
        day: DAY,
        crc: crc(bytes),
    });
    assert_eq!(entries(&bytes), expected);
}

#[test]
fn a_program_of_others_finds_no_fault() {
    let bytes = archive(&[("a.txt", b"one"), ("b/c.txt", &vec![7; 100_000])]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.zip");
    std::fs::write(&path, bytes).unwrap();
    match Command::new("unzip").arg("-tqq").arg(&path).output() {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(error) => eprintln!("not tested: no `unzip` ({error})"),
    }
}

#[test]
fn the_same_parts_are_the_same_file() {
    let parts: [(&str, &[u8]); 2] = [("a", b"one"), ("b", b"two")];
    assert_eq!(archive(&parts), archive(&parts));
}

#[test]
fn days_before_and_after_the_format_are_the_nearest_it_knows() {
    for (given, expected) in [
        (date(1970, 5, 1), date(1980, 1, 1)),
        (date(-5, 5, 1), date(1980, 1, 1)),
        (date(9_999, 1, 1), date(2107, 12, 31)),
    ] {
        let mut archive = Archive::new(given);
        archive.add("a", b"").unwrap();
        assert_eq!(entries(&archive.finish().unwrap())[0].day, expected);
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused_and_the_archive_stays_as_it_was() {
    let mut archive = Archive::new(DAY);
    archive.add("folder/a.pdf", b"1").unwrap();
    let long = "x".repeat(201);
    let wrong = [
        "",
        "/a",
        "a/",
        "a//b",
        "..",
        "../a",
        "a/../b",
        ".",
        "./a",
        "a/.",
        "a\\b",
        "c:a",
        "a:b",
        "a\0b",
        "a\nb",
        "a\u{202e}b",
        "a\u{200b}",
        "a ",
        " a",
        "a.",
        ".hidden",
        "~/a",
        "-rf",
        "con",
        "NUL.txt",
        "b/Com1.pdf",
        "a?",
        "a*b",
        "a|b",
        "<a>",
        long.as_str(),
        "a  b",
    ];
    for name in wrong {
        let error = archive.add(name, b"2").unwrap_err();
        assert!(matches!(error, ArchiveError::Name(_)), "{name:?}: {error:?}");
        assert_eq!(error.code(), "archive-name-unusable");
        assert!(!error.to_string().contains(['\0', '\n', '\u{202e}']));
    }
    for taken in ["folder/a.pdf", "Folder/A.PDF", "folder", "folder/a.pdf/b"] {
        let error = archive.add(taken, b"3").unwrap_err();
        assert_eq!(error, ArchiveError::Twice(taken.into()));
    }
    for fine in ["a b.txt", "комисия.pdf", "folder.txt", "folder/a", "a-b_c(1).d.e", "common.txt"]
    {
        archive.add(fine, b"4").unwrap();
    }
    assert_eq!(entries(&archive.finish().unwrap()).len(), 7);
}

#[test]
fn an_archive_is_bounded() {
    let mut archive = Archive::new(DAY);
    let half = vec![0; ARCHIVE_BYTES_MAX / 2];
    archive.add("zeroes", &half).unwrap();
    archive.add("one", &[0]).unwrap();
    assert_eq!(archive.add("more", &half), Err(ArchiveError::Full));
    for number in 2..PARTS_MAX {
        archive.add(&format!("{number}"), b"").unwrap();
    }
    assert_eq!(archive.add("too-many", b""), Err(ArchiveError::Full));
    assert_eq!(entries(&archive.finish().unwrap()).len(), PARTS_MAX);
}

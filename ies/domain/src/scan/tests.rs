//! Tests of the scan.

use fnd_register::Coded;

use super::*;
use crate::registration::State as Request;
use crate::switches::Switches;

fn at(hour: i64) -> Timestamp {
    let noon: Timestamp = "2026-07-15T12:00:00Z".parse().unwrap();
    noon.checked_add(jiff::SignedDuration::from_hours(hour)).unwrap()
}

fn held(hour: i64) -> Held {
    Held { kind: ScanKind::Jpeg, bytes: 3, digest: [7; 32], uploaded_at: at(hour) }
}

fn in_each_state() -> [Scan; 4] {
    [
        Scan::None,
        Scan::Quarantined(held(0)),
        Scan::Available(held(0)),
        Scan::Destroyed { at: at(1), cause: Cause::Replaced },
    ]
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....\0\0\0\0IEND\xAE\x42\x60\x82";

#[test]
fn content_decides_what_a_file_is() {
    let jpeg: &[u8] = b"\xFF\xD8\xFF\xE0....\xFF\xD9";
    let cases: [(&str, &[u8], Option<ScanKind>); 17] = [
        ("a picture of a camera", jpeg, Some(ScanKind::Jpeg)),
        ("one with a telephone's trailer", b"\xFF\xD8\xFF\xE0.\xFF\xD9SEFT", Some(ScanKind::Jpeg)),
        ("a picture of a screen", PNG, Some(ScanKind::Png)),
        ("a page", b"%PDF-1.7\n...\n%%EOF\r\n", Some(ScanKind::Pdf)),
        ("a page of version 2", b"%PDF-2.0\n%%EOF", Some(ScanKind::Pdf)),
        ("a page after HTML", b"<html>%PDF-1.7\n%%EOF", None),
        ("a page before HTML", b"%PDF-1.7\n%%EOF<script>", None),
        ("an archive", b"PK\x03\x04", None),
        ("a script behind a picture", b"\x89PNG\r\n\x1a\nIEND\xAE\x42\x60\x82<?php", None),
        ("a picture cut off", b"\xFF\xD8\xFF\xE0....", None),
        ("a drawing with script", b"<svg onload=alert(1)/>", None),
        ("a picture of many pages", b"II*\0....", None),
        ("a moving picture", b"GIF89a;", None),
        ("a program", b"MZ....", None),
        ("a web page", b"<!doctype html>", None),
        ("the signature of a virus test", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}", None),
        ("nothing but zeros", b"\0\0\0\0", None),
    ];
    for (rule, content, expected) in cases {
        assert_eq!(kind_of(content), expected, "{rule}");
    }
}

#[test]
fn an_uploaded_file_is_taken_up_to_ten_megabytes() {
    let mut full = PNG.to_vec();
    full.splice(8..8, std::iter::repeat_n(0, SCAN_BYTES_MAX - PNG.len()));
    assert_eq!(examine(&full, [7; 32], at(0)).map(|held| held.bytes), Ok(SCAN_BYTES_MAX));
    full.insert(8, 0);
    assert_eq!(examine(&full, [7; 32], at(0)), Err(ScanError::TooLarge));
    assert_eq!(examine(b"", [7; 32], at(0)), Err(ScanError::Empty));
    assert_eq!(examine(b"GIF89a", [7; 32], at(0)), Err(ScanError::Kind));
}

#[test]
fn a_new_file_destroys_the_former_and_starts_in_quarantine() {
    for scan in in_each_state() {
        for request in Request::ALL {
            let changed = scan.replace(held(5), *request);
            if matches!(request, Request::Draft | Request::InfoRequested) {
                let changed = changed.unwrap();
                assert_eq!(changed.scan, Scan::Quarantined(held(5)));
                assert_eq!(changed.destroy, scan.held().map(|_| Cause::Replaced));
            } else {
                assert_eq!(changed, Err(ScanError::NotNow), "{}", request.code());
            }
        }
    }
}

#[test]
fn only_what_was_found_clean_becomes_available() {
    for verdict in Verdict::ALL {
        for scan in in_each_state() {
            let changed = scan.judge(*verdict, at(2));
            match (scan, *verdict) {
                (Scan::Quarantined(held), Verdict::Clean) => {
                    assert_eq!(changed.unwrap().scan, Scan::Available(held));
                }
                (Scan::Quarantined(_), _) => {
                    assert_eq!(changed.unwrap().destroy, Some(Cause::Rejected));
                }
                (_, _) => assert_eq!(changed, Err(ScanError::NothingHeld)),
            }
        }
    }
}

#[test]
fn what_was_destroyed_stays_destroyed_for_its_first_cause() {
    for cause in Cause::ALL {
        for scan in in_each_state() {
            let gone = scan.destroy(*cause, at(3));
            assert_eq!(gone.state(), ScanState::Destroyed);
            assert_eq!(gone.held(), None);
            assert_eq!(gone.destroy(Cause::Expired, at(9)), gone);
        }
    }
}

#[test]
fn the_scan_of_a_draft_lives_a_day() {
    let times = Switches::default().registration;
    for request in Request::ALL {
        for scan in in_each_state() {
            let early = scan.outlived_draft(*request, at(23), &times);
            let late = scan.outlived_draft(*request, at(24), &times);
            assert_eq!(early, None);
            let is_due = scan.held().is_some() && *request == Request::Draft;
            assert_eq!(
                late.map(|changed| changed.destroy.unwrap()),
                is_due.then_some(Cause::DraftTimeout)
            );
        }
    }
}

#[test]
fn a_scan_is_seen_while_a_decision_is_being_taken_and_never_after() {
    for request in Request::ALL {
        let is_open =
            matches!(request, Request::Submitted | Request::InReview | Request::InfoRequested);
        for scan in in_each_state() {
            let expected = is_open && scan.state() == ScanState::Available;
            assert_eq!(scan.can_be_viewed(*request), expected, "{} {scan:?}", request.code());
        }
    }
}

#[test]
fn the_mark_says_who_looked_and_when() {
    assert_eq!(Showing::watermark("0198", at(0)), "0198 2026-07-15 12:00 UTC");
}

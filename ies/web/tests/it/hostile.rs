//! Scenario 10: what strangers upload and type. Nothing of it is taken, shown raw or kept.

use std::io::Write;

use crate::kit::Site;
use crate::upload::{self, Part};

/// A file and the words that say why it is not taken.
fn files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let page = upload::jpeg();
    let html = b"<html><script>alert(1)</script></html>".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".to_vec();
    let pdf = b"%PDF-1.7\n<html><script>alert(1)</script>".to_vec();
    let mut tiff = b"II*\0".to_vec();
    tiff.resize(50 << 20, 0);
    let kind = "The file is not a JPEG, PNG or PDF.";
    let unread = "The file cannot be read.";
    vec![
        ("page.html", html, kind),
        ("page.jpg", svg, kind),
        ("polyglot.pdf", pdf, kind),
        ("broken.jpg", [&page[..30], &[0xFF, 0xD9]].concat(), unread),
        ("huge.tiff", tiff, "too large"),
        ("bomb.png", bomb(), "more pixels than"),
        ("empty.jpg", Vec::new(), "Please add the scan"),
    ]
}

/// A PNG of a few hundred bytes that says it has four billion pixels.
fn bomb() -> Vec<u8> {
    let mut header = Vec::new();
    header.write_all(&60_000_u32.to_be_bytes()).unwrap();
    header.write_all(&60_000_u32.to_be_bytes()).unwrap();
    header.write_all(&[8, 2, 0, 0, 0]).unwrap();
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        let summed = [kind.as_slice(), content].concat();
        [length.as_slice(), &summed, &crc(&summed).to_be_bytes()].concat()
    };
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &header),
        &chunk(b"IDAT", &[0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]),
        &chunk(b"IEND", &[]),
    ]
    .concat()
}

/// The checksum of chunks, PNG (third edition) Annex D.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let is_odd = sum & 1 == 1;
            sum >>= 1;
            if is_odd {
                sum ^= 0xEDB8_8320;
            }
        }
    }
    !sum
}

#[tokio::test]
async fn no_harmful_file_is_taken_or_kept() {
    let site = Site::start().await;
    site.community("statelessness", &[]).await;
    let form = upload::form(&site).await;
    let maria = site.enter("maria").await;
    for (name, content, said) in files() {
        let form = upload::with_file(form.clone(), Some((name, content)));
        let answer = upload::send(&site, &maria, "/apply/review", &form).await;
        if answer.status == 413 {
            assert!(name.contains("tiff"), "{name}");
            continue;
        }
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text.contains(said), "{name}: {}", answer.text);
        assert!(answer.text.contains("value=\"Maria\""), "{name}: what was typed is kept");
    }
    assert_eq!(site.count("SELECT count(*) FROM scan").await, 0);
    assert_eq!(upload::files(&site), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_typed_is_checked_named_at_its_field_and_never_obeyed() {
    let site = Site::start().await;
    site.community("statelessness", &[]).await;
    let form = upload::form(&site).await;
    let maria = site.enter("maria").await;
    let cases = [
        ("first_name", "<script>alert(1)</script>", "does not belong in a name"),
        ("last_name", "Beridze\r\nBcc: all@example.test", "Last name"),
        ("email", "maria@example.test\r\nBcc: x@y.z", "name@example.org"),
        ("email", "maria", "name@example.org"),
        ("telephone", "+995 32 CALL", "as in +32"),
        ("job_title", "\u{202e}reciffo", "cannot be used"),
        ("organisation_seat", "XXX", "please choose"),
        ("organisation_kind", "emperor", "please choose"),
        ("justification", " ", "please fill this in"),
    ];
    for (name, value, said) in cases {
        let form = upload::with(form.clone(), name, value);
        let answer = upload::send(&site, &maria, "/apply/review", &form).await;
        assert_eq!(answer.status, 422, "{name} {value:?}: {}", answer.text);
        assert!(answer.text.contains(said), "{name} {value:?}: {}", answer.text);
        assert!(!answer.text.contains("<script>alert"), "{name}");
    }
    let without: Vec<Part> = form
        .iter()
        .filter(|part| !matches!(part, Part::Value("consent" | "transfer_consent", _)))
        .cloned()
        .collect();
    let answer = upload::send(&site, &maria, "/apply/review", &without).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.text.matches("there can be no account").count() / 2, 2, "{}", answer.text);
}

#[tokio::test]
async fn a_form_from_elsewhere_and_one_with_more_than_it_asks_for_change_nothing() {
    let site = Site::start().await;
    site.community("statelessness", &[]).await;
    let maria = site.enter("maria").await;
    let mut form = upload::form(&site).await;
    for name in ["state", "account_id", "role", "version", "registration_id"] {
        form.push(Part::Value(name, "accepted".into()));
    }
    let reviewed = upload::send(&site, &maria, "/apply/review", &form).await;
    assert_eq!(reviewed.status, 200, "{}", reviewed.text);
    assert_eq!(site.count("SELECT count(*) FROM registration WHERE state = 'draft'").await, 1);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://elsewhere.example"),
    ];
    let body = "consent=yes&transfer_consent=yes&privacy=1&terms=1";
    let url = site.at("/apply/send");
    let sent = maria.send(http::Method::POST, &url, &headers, body).await.unwrap();
    assert_eq!(sent.status, 403);
    assert_eq!(site.count("SELECT count(*) FROM registration WHERE state = 'draft'").await, 1);
    let stale = [("consent", "yes"), ("transfer_consent", "yes"), ("privacy", "7"), ("terms", "1")];
    let sent = site.post(&maria, "/apply/send", &stale).await;
    assert_eq!(sent.status, 409, "{}", sent.text);
}

//! Files that strangers could send, drawn by the real program; a scanner that speaks clamd's
//! protocol.
#![expect(
    clippy::unwrap_used,
    clippy::tests_outside_test_module,
    clippy::arithmetic_side_effects,
    reason = "a crate of tests"
)]

use std::path::Path;
use std::sync::Arc;

use fnd_intake::Refused;
use fnd_intake::apart::{Apart, ApartError};
use fnd_intake::clamav::{Clamav, ScanError, Scanned};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn apart() -> Apart {
    Apart::new(Path::new(env!("CARGO_BIN_EXE_limen-intake")))
}

/// A picture of one colour as JPEG.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = [9, 90, 200].repeat(usize::from(width) * usize::from(height));
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// A PNG whose rows unpack to `size` by `size` grey pixels.
fn png(size: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size, size);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0; usize::try_from(size * size).unwrap()]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[tokio::test]
async fn a_picture_comes_back_from_the_program_apart() {
    let drawn = apart().clean(&jpeg(320, 200)).await.unwrap();
    assert_eq!(drawn.len(), 1);
    assert!(drawn[0].starts_with(&[0xff, 0xd8, 0xff]));
}

#[tokio::test]
async fn a_large_picture_is_drawn_within_the_limits_of_the_program() {
    let drawn = apart().clean(&png(2000)).await.unwrap();
    assert_eq!(drawn.len(), 1);
}

#[tokio::test]
async fn what_is_refused_keeps_its_reason_on_the_way_back() {
    let cases = [
        (Vec::new(), Refused::Empty),
        (b"MZ\x90\0".to_vec(), Refused::OtherKind),
        (png(7000), Refused::TooManyPixels),
        (vec![0xff; 11 << 20], Refused::TooLarge),
    ];
    for (file, expected) in cases {
        let refused = apart().clean(&file).await;
        assert!(
            matches!(refused, Err(ApartError::Refused(why)) if why == expected),
            "{expected:?}"
        );
    }
}

#[tokio::test]
async fn a_stream_that_unpacks_to_more_than_memory_breaks_the_program_and_nothing_else() {
    let bomb = zeroes(2 << 30);
    assert!(bomb.len() < 14 << 20, "{}", bomb.len());
    let half = bomb.get(..9 << 20).unwrap();
    let dict = "/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode";
    let refused = apart().clean(&pdf(dict, half)).await;
    assert!(matches!(refused, Err(ApartError::Refused(_))), "{refused:?}");
    apart().clean(&jpeg(32, 32)).await.unwrap();
}

/// So many zeroes as a stream of zlib: one literal, then repetitions of 258 bytes, each of them
/// thirteen bits of the fixed code (RFC 1951, 3.2.6).
fn zeroes(count: usize) -> Vec<u8> {
    let bits = "110".to_owned() + "00110000" + &"1100010100000".repeat(count / 258) + "0000000";
    let byte = |bits: &[u8]| {
        let set = bits.iter().enumerate().filter(|(_, bit)| **bit == b'1');
        set.fold(0_u8, |byte, (place, _)| byte | 1 << place)
    };
    [0x78, 0x9c].into_iter().chain(bits.as_bytes().chunks(8).map(byte)).collect()
}

fn pdf(dict: &str, data: &[u8]) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>>>";
    let image = format!("<</Type/XObject/Subtype/Image{dict}/Length {}>>stream\n", data.len());
    let mut file = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n\
         <</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n{page}\nendobj\n4 0 obj\n{image}"
    )
    .into_bytes();
    file.extend(data);
    file.extend(b"\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF");
    file
}

#[tokio::test]
async fn a_program_that_is_not_there_says_nothing_about_the_file() {
    let missing = Apart::new(Path::new("/nonexistent/limen-intake"));
    let failed = missing.clean(&jpeg(32, 32)).await;
    assert!(matches!(failed, Err(ApartError::Program { .. })), "{failed:?}");
}

/// A scanner that gives `answer` to whatever it is sent, and hands over what that was.
async fn scanner(answer: &'static [u8]) -> (Clamav, Arc<tokio::sync::Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(tokio::sync::Mutex::new(Vec::new()));
    let keep = Arc::clone(&seen);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut command = [0; 10];
        stream.read_exact(&mut command).await.unwrap();
        assert_eq!(&command, b"zINSTREAM\0");
        loop {
            let length = stream.read_u32().await.unwrap();
            if length == 0 {
                break;
            }
            let mut chunk = vec![0; usize::try_from(length).unwrap()];
            stream.read_exact(&mut chunk).await.unwrap();
            keep.lock().await.extend(chunk);
        }
        stream.write_all(answer).await.unwrap();
    });
    (Clamav::Port("127.0.0.1".into(), port), seen)
}

#[tokio::test]
async fn the_scanner_gets_every_byte_and_its_word_counts() {
    let file: Vec<u8> = (0..200_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let (clean, seen) = scanner(b"stream: OK\0").await;
    assert_eq!(clean.scan(&file).await.unwrap(), Scanned::Clean);
    assert_eq!(*seen.lock().await, file);
    let (infected, _) = scanner(b"stream: Win.Test.EICAR_HDB-1 FOUND\0").await;
    assert_eq!(infected.scan(b"x").await.unwrap(), Scanned::Found("Win.Test.EICAR_HDB-1".into()));
    let (failing, _) = scanner(b"INSTREAM size limit exceeded. ERROR\0").await;
    assert!(matches!(failing.scan(b"x").await, Err(ScanError::Failed)));
    let (silent, _) = scanner(b"").await;
    assert!(matches!(silent.scan(b"x").await, Err(ScanError::Unavailable(_))));
    let absent = Clamav::Socket("/nonexistent/clamd.sock".into());
    assert!(matches!(absent.scan(b"x").await, Err(ScanError::Unavailable(_))));
}

//! WSQ files, written and read.

use super::ridges::{psnr, rings, shared};
use ees_match::image::Image;
use ees_match::wsq::{self, Bitrate, WsqError};
use proptest::prelude::*;

#[test]
fn files_have_the_size_that_was_asked_for_and_come_close() {
    let image = rings(388, 374, 500, 9.0);
    let mut before = 0;
    for (bits, least) in [(0.3, 18.0), (0.75, 30.0), (2.25, 42.0)] {
        let file = wsq::encode(&image, Bitrate::new(bits));
        let read = wsq::decode(&file).unwrap();
        let found = file.len() as f32 * 8.0 / image.pixels().len() as f32;
        assert!(found < bits * 1.25 + 0.1, "{found} bits a pixel instead of {bits}");
        assert!(before < file.len());
        before = file.len();
        assert!(least < psnr(&image, &read), "{} at {bits}", psnr(&image, &read));
        assert_eq!(read.ppi(), 500);
    }
}

#[test]
fn a_picture_of_one_grey_stays_as_it_is() {
    for grey in [0, 128, 255] {
        let image = Image::new(97, 64, 1_000, vec![grey; 97 * 64]).unwrap();
        assert_eq!(wsq::decode(&wsq::encode(&image, Bitrate::FIFTEEN_TO_ONE)), Ok(image));
    }
}

#[test]
fn the_resolution_of_the_comment_counts() {
    let file = wsq::encode(&rings(40, 50, 1_000, 18.0), Bitrate::FIVE_TO_ONE);
    assert_eq!(wsq::decode(&file).unwrap().ppi(), 1_000);
    let replaced = |by: &[u8; 8]| {
        let at = file.windows(8).position(|window| window == b"PPI 1000").unwrap();
        let mut file = file.clone();
        file[at..at + 8].copy_from_slice(by);
        file
    };
    assert_eq!(wsq::decode_at(&replaced(b"PPI   -1"), 700).unwrap().ppi(), 700);
    assert!(matches!(wsq::decode(&replaced(b"PPI 9999")), Err(WsqError::Image(_))));
}

#[test]
fn a_file_that_ends_early_is_refused_wherever_it_ends() {
    let file = wsq::encode(&rings(60, 70, 500, 9.0), Bitrate::FIFTEEN_TO_ONE);
    for end in 0..file.len() {
        assert!(wsq::decode(&file[..end]).is_err(), "{end} of {}", file.len());
    }
}

#[test]
fn sides_that_do_not_fit_the_coefficients_are_refused() {
    let mut file = wsq::encode(&rings(60, 70, 500, 9.0), Bitrate::FIFTEEN_TO_ONE);
    let at = file.windows(4).position(|window| window == [0, 70, 0, 60]).unwrap();
    file[at + 1] = 71;
    assert!(matches!(wsq::decode(&file), Err(WsqError::Coefficients { .. })));
    file[at] = 0xFF;
    assert!(matches!(wsq::decode(&file), Err(WsqError::Image(_))));
}

#[test]
fn the_sample_is_read_to_the_bit_as_its_reference() {
    let folder = "fingerprints/sourceafis_samples";
    let (Some(file), Some(reference)) = (
        shared(&format!("{folder}/wsq-original.wsq")),
        shared(&format!("{folder}/wsq-converted.png")),
    ) else {
        return;
    };
    let read = wsq::decode(&file).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(reference)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let channels = pixels.len() / read.pixels().len();
    let grey: Vec<u8> = pixels.into_iter().step_by(channels).collect();
    assert_eq!((read.width(), read.height(), read.ppi()), (832, 768, 500));
    assert!(read.pixels() == grey, "grey values differ");
}

proptest! {
    #[test]
    fn images_of_every_size_come_back(
        width in 1usize..70,
        height in 1usize..70,
        seed in any::<u64>(),
    ) {
        let mut state = seed | 1;
        let pixels = (0..width * height)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u8
            })
            .collect();
        let image = Image::new(width, height, 500, pixels).unwrap();
        let read = wsq::decode(&wsq::encode(&image, Bitrate::new(5.0))).unwrap();
        prop_assert_eq!((read.width(), read.height()), (width, height));
        // Of noise, a quarter lies in frequencies that are never coded; of some few pixels it
        // may lose most.
        let least = if width.min(height) < 24 { 4.0 } else { 14.0 };
        prop_assert!(psnr(&image, &read) > least, "{}", psnr(&image, &read));
    }

    #[test]
    fn bytes_of_strangers_are_no_danger(mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = wsq::decode(&bytes);
        bytes.splice(0..0, [0xFF, 0xA0]);
        let _ = wsq::decode(&bytes);
    }
}

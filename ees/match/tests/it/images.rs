//! Images of every format, from bytes to pixels.

use super::ridges::{psnr, rings, shared};
use ees_match::image::decode::{DecodeError, Format, Resolution, decode, decode_colour, raw};
use ees_match::image::{Colour, Image, ImageError, encode_colour_png, encode_png};
use ees_match::wsq::{self, Bitrate};
use proptest::prelude::*;

#[test]
fn png_comes_back_with_its_resolution() {
    for ppi in [72, 500, 508, 569, 1_000, 1_200] {
        let image = rings(61, 47, ppi, 7.0);
        let file = encode_png(&image).unwrap();
        assert_eq!(decode(&file, Resolution::STATED), Ok(image.clone()));
        assert_eq!(decode(&file, Resolution::Exactly(600)).unwrap().ppi(), 600);
    }
}

#[test]
fn colours_come_back_and_become_brightness() {
    let pixels: Vec<[u8; 3]> = (0..=255u8).map(|at| [at, at.wrapping_mul(7), 255 - at]).collect();
    let image = Colour::new(16, 16, pixels).unwrap();
    let file = encode_colour_png(&image).unwrap();
    assert_eq!(decode_colour(&file), Ok(image.clone()));
    let grey = decode(&file, Resolution::Stated { otherwise: 300 });
    assert_eq!(grey, Ok(image.to_grey(300).unwrap()));
}

/// A PNG of these kinds of colours, as another program writes them.
fn png(colour: png::ColorType, depth: png::BitDepth, samples: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 1);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == png::ColorType::Indexed {
        encoder.set_palette(vec![10, 20, 30, 200, 210, 220]);
    }
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    file
}

#[test]
fn png_of_every_kind_of_colour_is_read() {
    use png::BitDepth::{Eight, One, Sixteen};
    use png::ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
    for (colour, depth, samples, expected) in [
        (Grayscale, One, &[0x40][..], [[0; 3], [255; 3]]),
        (Grayscale, Sixteen, &[1, 200, 2, 0], [[1; 3], [2; 3]]),
        (GrayscaleAlpha, Eight, &[9, 0, 8, 255], [[9; 3], [8; 3]]),
        (Rgba, Eight, &[1, 2, 3, 0, 4, 5, 6, 9], [[1, 2, 3], [4, 5, 6]]),
        (Rgb, Sixteen, &[1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0], [[1, 2, 3], [4, 5, 6]]),
        (Indexed, One, &[0x40], [[10, 20, 30], [200, 210, 220]]),
    ] {
        let read = decode_colour(&png(colour, depth, samples)).unwrap();
        assert_eq!(read.pixels(), expected, "{colour:?} {depth:?}");
    }
}

#[test]
fn wrong_resolutions_are_not_believed() {
    let sized = |x: u32, y: u32| {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let unit = png::Unit::Meter;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: x, yppu: y, unit }));
        encoder.write_header().unwrap().write_image_data(&[5]).unwrap();
        file
    };
    for (x, y, expected) in [
        (19_685, 19_685, Ok(500)),
        (19_700, 19_685, Ok(500)),
        (19_685, 39_370, Err(DecodeError::Unequal)),
        (100, 100, Err(DecodeError::Resolution)),
        (u32::MAX, u32::MAX, Err(DecodeError::Resolution)),
    ] {
        let read = decode(&sized(x, y), Resolution::STATED).map(|image| image.ppi());
        assert_eq!(read, expected, "{x} × {y}");
        assert!(decode(&sized(x, y), Resolution::Exactly(500)).is_ok());
    }
}

#[test]
fn grey_maps_are_read_with_comments_and_other_whites() {
    for (file, expected) in [
        (&b"P5\n# of a \n#test\n2 1\n255\n\x07\x09"[..], Some([7, 9])),
        (b"P5 2 1 15 \x00\x0F", Some([0, 255])),
        (b"P5 2 1 65535 \x80\x00\xFF\xFF", Some([128, 255])),
        (b"P5 2 1 255 \x07", None),
        (b"P5 2 1 0 \x07\x07", None),
        (b"P5 2 99999999999999999999 255 \x07", None),
    ] {
        let read = decode(file, Resolution::STATED).ok();
        assert_eq!(read.as_ref().map(Image::pixels), expected.as_ref().map(|two| &two[..]));
    }
    assert_eq!(raw(&[1, 2], 2, 1, 500).unwrap().pixels(), [1, 2]);
    assert!(raw(&[1, 2], 20_000, 20_000, 500).is_err());
}

#[test]
fn wsq_is_known_by_its_signature() {
    let image = rings(200, 220, 1_000, 18.0);
    let file = wsq::encode(&image, Bitrate::FIVE_TO_ONE);
    let read = decode(&file, Resolution::STATED).unwrap();
    assert!(psnr(&image, &read) > 30.0, "{}", psnr(&image, &read));
    assert_eq!(decode(&file, Resolution::Exactly(500)).unwrap().ppi(), 500);
    assert_eq!(decode_colour(&file).unwrap(), Colour::from(&read));
}

#[test]
fn more_pixels_than_the_bytes_can_hold_are_refused_before_memory_is_taken() {
    let mut file = encode_png(&rings(8, 8, 500, 5.0)).unwrap();
    // The sides stand at byte 16; the checksum of the header does not fit any more either.
    for (side, expected) in [(20_000u32, "size"), (4_000, "short")] {
        file[16..20].copy_from_slice(&side.to_be_bytes());
        file[20..24].copy_from_slice(&side.to_be_bytes());
        let read = decode(&file, Resolution::STATED);
        assert!(read.is_err(), "{expected}: {read:?}");
    }
    let maps = [(&b"P5 20000 20000 255 \0"[..], true), (b"P5 5000 5000 255 \0", false)];
    for (file, is_beyond) in maps {
        let read = decode(file, Resolution::STATED);
        let is_size = matches!(read, Err(DecodeError::Image(ImageError::Size { .. })));
        let is_short = matches!(read, Err(DecodeError::TooShort { .. }));
        assert!(if is_beyond { is_size } else { is_short }, "{read:?}");
    }
    assert_eq!(Format::of(b"GIF89a"), None);
    assert_eq!(decode(b"", Resolution::STATED), Err(DecodeError::Format));
}

#[test]
fn samples_of_other_programs_are_read() {
    let folder = "fingerprints/sourceafis_samples";
    let (Some(jpeg), Some(png)) =
        (shared(&format!("{folder}/probe.jpeg")), shared(&format!("{folder}/probe.png")))
    else {
        return;
    };
    let jpeg = decode(&jpeg, Resolution::Exactly(500)).unwrap();
    let png = decode(&png, Resolution::Exactly(500)).unwrap();
    assert!(psnr(&jpeg, &png) > 25.0, "{}", psnr(&jpeg, &png));
}

proptest! {
    #[test]
    fn damaged_files_are_refused_or_read(at in 0usize..2_000, by in any::<u8>(), end in 0usize..4_000) {
        let mut file = encode_png(&rings(40, 40, 500, 7.0)).unwrap();
        let at = at % file.len();
        file[at] ^= by;
        file.truncate(end.max(8));
        let _ = decode(&file, Resolution::STATED);
        let _ = decode_colour(&file);
    }
}

/// The picture of the samples: 32 × 24 grey rings.
fn sample_ring(x: usize, y: usize) -> f64 {
    let far = (x as f64 - 16.0).hypot(y as f64 - 10.0);
    127.5 + 100.0 * (far / 6.0 * std::f64::consts::TAU).cos()
}

#[test]
fn files_of_other_encoders_are_read() {
    let jp2 = include_bytes!("samples/grey.jp2");
    let jpeg = include_bytes!("samples/grey.jpg");
    for (file, ppi, tolerance) in [(&jp2[..], 333, 1.1), (&jpeg[..], 500, 12.0)] {
        let read = decode(file, Resolution::Stated { otherwise: 333 }).unwrap();
        assert_eq!((read.width(), read.height(), read.ppi()), (32, 24, ppi));
        for (at, grey) in read.pixels().iter().enumerate() {
            let expected = sample_ring(at % 32, at / 32);
            assert!((f64::from(*grey) - expected).abs() < tolerance, "{at}: {grey}, {expected}");
        }
    }
    let colour = decode_colour(include_bytes!("samples/colour.j2k")).unwrap();
    for (at, [red, _, blue]) in colour.pixels().iter().enumerate() {
        let expected = sample_ring(at % 32, at / 32);
        assert!((f64::from(*red) - expected).abs() < 60.0, "{at}: {red}, {expected}");
        assert!((f64::from(*blue) - 255.0 + expected).abs() < 60.0, "{at}: {blue}, {expected}");
    }
}

#[test]
fn the_orientation_of_a_photograph_is_applied() {
    // Stored 24 × 16: red, green over blue, grey; to be turned by a quarter to the right.
    let file = include_bytes!("samples/turned.jpg");
    let read = decode_colour(file).unwrap();
    assert_eq!((read.width(), read.height()), (16, 24));
    let brightest = |x: usize, y: usize| {
        let pixel = read.pixels()[y * 16 + x];
        (0..3).filter(|channel| pixel[*channel] > 128).collect::<Vec<_>>()
    };
    assert_eq!(brightest(3, 5), [2], "blue at the upper left");
    assert_eq!(brightest(12, 5), [0], "red at the upper right");
    assert_eq!(brightest(3, 18), [0, 1, 2], "grey at the lower left");
    assert_eq!(brightest(12, 18), [1], "green at the lower right");
    let grey = decode(file, Resolution::STATED).unwrap();
    assert_eq!((grey.width(), grey.height(), grey.ppi()), (24, 16, 500));
}

#[test]
fn the_resolution_of_a_jp2_file_is_its_capture_resolution() {
    let file = include_bytes!("samples/grey.jp2");
    let at = file.windows(4).position(|window| window == b"jp2h").unwrap() - 4;
    let length = u32::from_be_bytes(*file[at..].first_chunk().unwrap());
    for (points, exponent, expected) in
        [(19_685u16, 0, Ok(500)), (3_937, 1, Ok(1_000)), (100, 0, Err(DecodeError::Resolution))]
    {
        let mut resolution = b"\0\0\0\x1ares \0\0\0\x12resc".to_vec();
        for number in [points, 1, points, 1] {
            resolution.extend(number.to_be_bytes());
        }
        resolution.extend([exponent, exponent]);
        let mut file = file.to_vec();
        let end = at + length as usize;
        file.splice(end..end, resolution);
        file[at..at + 4].copy_from_slice(&(length + 26).to_be_bytes());
        assert_eq!(decode(&file, Resolution::STATED).map(|image| image.ppi()), expected);
    }
}

#[test]
fn a_damaged_photograph_is_refused_or_read() {
    for file in [
        &include_bytes!("samples/grey.jp2")[..],
        include_bytes!("samples/colour.j2k"),
        include_bytes!("samples/grey.jpg"),
        include_bytes!("samples/turned.jpg"),
    ] {
        for end in 0..file.len() {
            let _ = decode_colour(&file[..end]);
            let mut damaged = file.to_vec();
            damaged[end] ^= 0x55;
            let _ = decode_colour(&damaged);
        }
    }
}

//! A mark across pictures: who looked at them, and when.
//!
//! It is drawn into the pixels, again and again over the whole height, so that no part of a
//! photograph of a screen is without it. What can be written are the signs of identifiers and
//! instants; others become gaps.

use crate::picture::{Limits, Picture, Refused, jpeg};

/// Rows and columns of a sign.
const SIGN: (usize, usize) = (7, 5);
/// Signs with their rows, the left column in the highest of five bits.
const SIGNS: &[(char, [u8; 7])] = &[
    ('0', [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110]),
    ('1', [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('2', [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111]),
    ('3', [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110]),
    ('4', [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]),
    ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
    ('6', [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
    ('7', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000]),
    ('8', [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
    ('9', [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]),
    ('a', [0b00000, 0b00000, 0b01110, 0b00001, 0b01111, 0b10001, 0b01111]),
    ('b', [0b10000, 0b10000, 0b11110, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('c', [0b00000, 0b00000, 0b01111, 0b10000, 0b10000, 0b10000, 0b01111]),
    ('d', [0b00001, 0b00001, 0b01111, 0b10001, 0b10001, 0b10001, 0b01111]),
    ('e', [0b00000, 0b00000, 0b01110, 0b10001, 0b11111, 0b10000, 0b01110]),
    ('f', [0b00110, 0b01000, 0b11110, 0b01000, 0b01000, 0b01000, 0b01000]),
    ('-', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    (':', [0b00000, 0b00100, 0b00100, 0b00000, 0b00100, 0b00100, 0b00000]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('C', [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110]),
];
/// How often the mark stands below each other.
const LINES: usize = 8;
/// The colour of the mark, of which half is mixed in.
const COLOUR: [u8; 3] = [170, 0, 60];

/// `pages`, pictures drawn by this crate, below each other as one JPEG with `text` across it.
pub fn marked(pages: &[Vec<u8>], text: &str) -> Result<Vec<u8>, Refused> {
    let limits = Limits::default();
    let pictures: Vec<Picture> =
        pages.iter().map(|page| jpeg(page, limits)).collect::<Result<_, _>>()?;
    let mut whole = Picture::stacked(&pictures).ok_or(Refused::NoPicture)?;
    let (width, height) = whole.size();
    let advance = SIGN.1.saturating_add(1);
    let length = text.chars().count().max(1).saturating_mul(advance);
    let scale = width.checked_div(length).unwrap_or(1).max(1);
    let pitch = height.checked_div(LINES).unwrap_or(height).max(1);
    for line in 0..LINES {
        let top = line.saturating_mul(pitch).saturating_add(pitch.checked_div(3).unwrap_or(0));
        write(&mut whole, text, (top, scale));
    }
    whole.encoded()
}

/// Writes `text` from the left edge on to the right one, again if there is room, its signs
/// `scale` times as large as they are defined.
fn write(picture: &mut Picture, text: &str, (top, scale): (usize, usize)) {
    let advance = SIGN.1.saturating_add(1).saturating_mul(scale);
    let count = picture.size().0.div_ceil(advance);
    let endless = text.chars().chain("   ".chars()).cycle();
    for (place, sign) in endless.take(count).enumerate() {
        let Some((_, rows)) = SIGNS.iter().find(|(known, _)| *known == sign) else { continue };
        let left = place.saturating_mul(advance);
        for (y, row) in rows.iter().enumerate() {
            for x in 0..SIGN.1 {
                let bit = SIGN.1.saturating_sub(1).saturating_sub(x);
                if row.checked_shr(u32::try_from(bit).unwrap_or(0)).unwrap_or(0) & 1 == 1 {
                    let at = (
                        left.saturating_add(x.saturating_mul(scale)),
                        top.saturating_add(y.saturating_mul(scale)),
                    );
                    picture.tint(at, scale, COLOUR);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::jpeg_of;

    #[test]
    fn a_mark_changes_every_eighth_of_the_picture_and_leaves_its_size() {
        let page = crate::clean(&jpeg_of(800, 400, [255, 255, 255]), Limits::default()).unwrap();
        let text = "0198a1b2-0000-7000-8000-0123456789ab 2026-07-15 10:00 UTC";
        let marked = marked(&page, text).unwrap();
        let drawn = jpeg(&marked, Limits::default()).unwrap();
        assert_eq!(drawn.size(), (800, 400));
        for eighth in 0..8 {
            assert!(drawn.has_colour_between(eighth * 50, (eighth + 1) * 50), "{eighth}");
        }
    }

    #[test]
    fn pages_stand_below_each_other() {
        let pages: Vec<_> = [(60, 40), (30, 50)]
            .map(|(width, height)| {
                let drawn = crate::clean(&jpeg_of(width, height, [9, 9, 9]), Limits::default());
                drawn.unwrap().remove(0)
            })
            .into();
        let both = jpeg(&marked(&pages, "0").unwrap(), Limits::default()).unwrap();
        assert_eq!(both.size(), (60, 90));
        assert_eq!(marked(&[], "0"), Err(Refused::NoPicture));
    }
}

//! A picture that stands for an identification page and shows nobody: grey fields on paper.

/// Width and height in pixels.
const SIZE: (u16, u16) = (900, 620);

/// The picture as JPEG.
pub(crate) fn specimen() -> Option<Vec<u8>> {
    let (width, height) = (usize::from(SIZE.0), usize::from(SIZE.1));
    let mut pixels = Vec::with_capacity(width.checked_mul(height)?.checked_mul(3)?);
    for y in 0..height {
        for x in 0..width {
            pixels.extend(colour(x, y));
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 85);
    encoder.encode(&pixels, SIZE.0, SIZE.1, jpeg_encoder::ColorType::Rgb).ok()?;
    Some(bytes)
}

/// Paper with a portrait's frame, lines of text and the two lines of a machine-readable zone.
fn colour(x: usize, y: usize) -> [u8; 3] {
    let is_portrait = (60..300).contains(&x) && (120..430).contains(&y);
    let is_line =
        (340..840).contains(&x) && (130..430).contains(&y) && y.checked_rem(50) < Some(14);
    let is_zone = (40..860).contains(&x)
        && ((490..515).contains(&y) || (545..570).contains(&y))
        && x.checked_rem(20) < Some(12);
    match (is_portrait, is_line, is_zone) {
        (true, ..) => [190, 196, 204],
        (_, true, _) => [150, 158, 170],
        (.., true) => [90, 96, 110],
        _ => [238, 236, 226],
    }
}

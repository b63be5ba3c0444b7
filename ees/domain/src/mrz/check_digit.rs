//! Check digits of Doc 9303-3 section 4.9: weights 7, 3, 1, modulo 10.

/// The check digit of characters of a zone, 0 to 9.
///
/// Digits count as themselves, letters from `A` = 10 to `Z` = 35, the filler as 0. `None` when
/// a character does not belong into a zone.
pub fn check_digit(characters: impl IntoIterator<Item = u8>) -> Option<u8> {
    let mut sum: u8 = 0;
    for (character, weight) in characters.into_iter().zip([7_u32, 3, 1].into_iter().cycle()) {
        let product = value(character)?.checked_mul(weight)?.checked_add(u32::from(sum))?;
        sum = u8::try_from(product.checked_rem(10)?).ok()?;
    }
    Some(sum)
}

/// The value of one character.
fn value(character: u8) -> Option<u32> {
    if character == b'<' { Some(0) } else { char::from(character).to_digit(36) }
}

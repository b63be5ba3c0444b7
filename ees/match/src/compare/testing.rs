//! Templates of nobody, for tests of every engine.

use crate::minutiae::{Direction, Kind, Minutia, Template};

/// `count` minutiae somewhere.
pub(super) fn template(seed: u64, count: usize) -> Template {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let minutia = |_| Minutia {
        x: 20 + next(300) as u16,
        y: 20 + next(400) as u16,
        direction: Direction(next(256) as u8),
        kind: Kind::Ending,
        quality: 80,
    };
    Template { width: 340, height: 440, minutiae: (0..count).map(minutia).collect() }
}

/// The same finger turned, moved and a little out of shape.
pub(super) fn again(template: &Template, degrees: f32, jitter: i16) -> Template {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let mut again = template.clone();
    for (i, minutia) in again.minutiae.iter_mut().enumerate() {
        let (x, y) = (f32::from(minutia.x) - 170.0, f32::from(minutia.y) - 220.0);
        let jitter = if i % 2 == 0 { jitter } else { -jitter };
        // Counter-clockwise as one looks at it, so with the sign of y turned.
        let (turned_x, turned_y) = (x * cosine + y * sine, y * cosine - x * sine);
        minutia.x = (turned_x + 400.0 + f32::from(jitter)).round() as u16;
        minutia.y = (turned_y + 400.0 - f32::from(jitter)).round() as u16;
        let angle = minutia.direction.radians() + degrees.to_radians();
        minutia.direction = Direction::from_radians(angle);
    }
    again
}

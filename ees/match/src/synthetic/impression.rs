//! What is left on the glass.

use super::random::{Cloud, Random};
use super::{HEIGHT, WIDTH};
use crate::image::{Image, ImageError};

/// How an impression is made. What is drawn at random is drawn within these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// The sides of the image, in pixels of 500 per inch.
    pub sides: (usize, usize),
    /// The finger is turned by some of these degrees (deviation).
    pub turn: f32,
    /// It is moved by some of these pixels (deviation).
    pub shift: f32,
    /// Skin is pressed out of shape by up to so many pixels.
    pub distortion: f32,
    /// From −1 (dry: thin, broken ridges) over 0 to 1 (wet: ridges that run together).
    pub moisture: f32,
    /// The share of the finger's width and height that touches the glass, 0 to 1.
    pub reach: f32,
    /// Noise of the sensor and dirt, from 0 (none) to 1.
    pub noise: f32,
    /// So many scratches and creases.
    pub scratches: u8,
}

impl Conditions {
    /// A clean scanner and somebody who was shown how.
    pub const GOOD: Self = Self {
        sides: (320, 416),
        turn: 6.0,
        shift: 10.0,
        distortion: 4.0,
        moisture: 0.0,
        reach: 0.64,
        noise: 0.15,
        scratches: 1,
    };
    /// A queue, and winter.
    pub const POOR: Self = Self {
        sides: (320, 416),
        turn: 14.0,
        shift: 24.0,
        distortion: 9.0,
        moisture: -0.6,
        reach: 0.52,
        noise: 0.45,
        scratches: 6,
    };
}

/// The grey of the glass where nothing touches it.
const GLASS: f32 = 238.0;
/// The grey of the middle of a ridge.
const RIDGE: f32 = 38.0;

pub(super) fn impression(
    ridges: &[f32],
    of: &Conditions,
    random: &mut Random,
) -> Result<Image, ImageError> {
    let (width, height) = of.sides;
    crate::image::bounded(width, height)?;
    let laid = Laid::draw(of, random);
    let touch = Touch::draw(of, random);
    let dirt = Dirt::draw(of, random);
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let (u, v) = laid.skin(x as f32, y as f32);
            let contact = touch.contact(u, v);
            let ridge = dirt.disturbed(sample(ridges, u, v), (u, v), random);
            let ink = contact * touch.ink(ridge, u, v);
            let grain = 22.0 * of.noise * random.between(-1.0, 1.0);
            let grey = GLASS + (RIDGE - GLASS) * ink + grain;
            pixels.push(grey.clamp(0.0, 255.0) as u8);
        }
    }
    Image::new(width, height, 500, pixels)
}

/// How the finger lay: from pixels of the image to those of the finger.
struct Laid {
    middle: (f32, f32),
    to: (f32, f32),
    sine: f32,
    cosine: f32,
    distortion: f32,
    across: Cloud,
    along: Cloud,
}

impl Laid {
    fn draw(of: &Conditions, random: &mut Random) -> Self {
        let (sine, cosine) = (of.turn * random.normal()).to_radians().sin_cos();
        let to_x = WIDTH as f32 / 2.0 + of.shift * random.normal();
        let to_y = HEIGHT as f32 * 0.47 + of.shift * random.normal();
        Self {
            middle: (of.sides.0 as f32 / 2.0, of.sides.1 as f32 / 2.0),
            to: (to_x, to_y),
            sine,
            cosine,
            distortion: of.distortion,
            across: Cloud::draw(random, of.sides, 120.0),
            along: Cloud::draw(random, of.sides, 120.0),
        }
    }

    fn skin(&self, x: f32, y: f32) -> (f32, f32) {
        let x = x + self.distortion * self.across.at(x, y) - self.middle.0;
        let y = y + self.distortion * self.along.at(x + self.middle.0, y) - self.middle.1;
        (self.to.0 + x * self.cosine - y * self.sine, self.to.1 + x * self.sine + y * self.cosine)
    }
}

/// Where and how much the skin touches the glass.
struct Touch {
    middle: (f32, f32),
    half: (f32, f32),
    edge: Cloud,
    moisture: f32,
    patches: Cloud,
}

impl Touch {
    fn draw(of: &Conditions, random: &mut Random) -> Self {
        let middle_x = WIDTH as f32 / 2.0 + 0.5 * of.shift * random.normal();
        let middle_y = HEIGHT as f32 * 0.47 + of.shift * random.normal();
        let spread = 1.0 + 0.06 * random.normal();
        Self {
            middle: (middle_x, middle_y),
            half: (0.5 * WIDTH as f32 * of.reach * spread, 0.5 * HEIGHT as f32 * of.reach * spread),
            edge: Cloud::draw(random, (WIDTH, HEIGHT), 24.0),
            moisture: of.moisture,
            patches: Cloud::draw(random, (WIDTH, HEIGHT), 40.0),
        }
    }

    /// From 0 off the glass to 1 on it.
    fn contact(&self, u: f32, v: f32) -> f32 {
        let across = (u - self.middle.0) / self.half.0.max(1.0);
        let along = (v - self.middle.1) / self.half.1.max(1.0);
        let inside = 1.0 - across.hypot(along) + 0.08 * self.edge.at(u, v);
        (inside * 12.0 + 0.5).clamp(0.0, 1.0)
    }

    /// How dark a place is, from 0 to 1.
    fn ink(&self, ridge: f32, u: f32, v: f32) -> f32 {
        // Moisture widens ridges and dryness thins them, more in some places than in others.
        let level = 0.45 * self.moisture * (1.0 + 0.6 * self.patches.at(u, v));
        1.0 / (1.0 + (-5.0 * (ridge + level)).exp())
    }
}

/// What disturbs: creases, pores, dry skin.
struct Dirt {
    lines: Vec<[f32; 5]>,
    fine: Cloud,
    noise: f32,
    dryness: f32,
}

impl Dirt {
    fn draw(of: &Conditions, random: &mut Random) -> Self {
        let lines = (0..of.scratches).map(|_| {
            let (x, y) = (random.between(0.0, WIDTH as f32), random.between(0.0, HEIGHT as f32));
            let (sine, cosine) = random.between(0.0, std::f32::consts::PI).sin_cos();
            [x, y, cosine, sine, random.between(15.0, 110.0)]
        });
        Self {
            lines: lines.collect(),
            fine: Cloud::draw(random, (WIDTH, HEIGHT), 3.0),
            noise: of.noise,
            dryness: (-of.moisture).max(0.0),
        }
    }

    fn disturbed(&self, ridge: f32, (u, v): (f32, f32), random: &mut Random) -> f32 {
        let crossed = self.lines.iter().any(|[x, y, cosine, sine, half]| {
            let along = (u - x) * cosine + (v - y) * sine;
            let across = (v - y) * cosine - (u - x) * sine;
            along.abs() < *half && across.abs() < 1.6
        });
        if crossed {
            return -1.0;
        }
        let broken = (0.9 * self.noise + 0.8 * self.dryness) * self.fine.at(u, v);
        ridge + broken + 0.25 * self.noise * random.between(-1.0, 1.0)
    }
}

/// The finger at a place between pixels; off the finger a valley.
fn sample(ridges: &[f32], u: f32, v: f32) -> f32 {
    if u < 0.0 || v < 0.0 {
        return -1.0;
    }
    let (x, y) = (u as usize, v as usize);
    if WIDTH <= x + 1 || HEIGHT <= y + 1 {
        return -1.0;
    }
    let (right, below) = (u.fract(), v.fract());
    let at = |x: usize, y: usize| ridges[y * WIDTH + x];
    let above = at(x, y) * (1.0 - right) + at(x + 1, y) * right;
    let under = at(x, y + 1) * (1.0 - right) + at(x + 1, y + 1) * right;
    above * (1.0 - below) + under * below
}

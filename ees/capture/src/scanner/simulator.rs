//! Fingers of nobody in place of a device, and what goes wrong with real ones.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use ees_match::image::{Image, ImageError};
use ees_match::net::Cpu;
use ees_match::synthetic::{Conditions, Finger as Grown};

use super::{Device, Failure, Order, Scanner};
use crate::capture::Progress;
use crate::finger::Finger;

/// What goes wrong, on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Dry skin: ridges are thin and broken.
    Dry,
    /// Hardly any pressure: ridges are pale.
    Light,
    /// The finger lies aside.
    OffCentre,
    /// Nobody puts a finger down.
    Timeout,
    /// The cable is pulled when the first finger was taken.
    Unplugged,
    /// Each finger lies where its neighbour belongs, and the device does not see it.
    WrongFinger,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 6] = [
        Self::Dry,
        Self::Light,
        Self::OffCentre,
        Self::Timeout,
        Self::Unplugged,
        Self::WrongFinger,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dry => "dry",
            Self::Light => "light",
            Self::OffCentre => "off-centre",
            Self::Timeout => "timeout",
            Self::Unplugged => "unplugged",
            Self::WrongFinger => "wrong-finger",
        }
    }
}

/// A device whose people are numbers.
#[derive(Debug)]
pub struct Simulator {
    seed: u64,
    person: u32,
    fault: Option<Fault>,
    cpu: Cpu,
    /// How many impressions were taken: each is another one.
    taken: AtomicU64,
}

impl Simulator {
    /// The person `person` of the population `seed`, with `fault` at every capture.
    pub fn new(seed: u64, person: u32, fault: Option<Fault>) -> Self {
        Self { seed, person, fault, cpu: Cpu::detect(), taken: AtomicU64::new(0) }
    }

    /// The seed of a finger: eight to a person, 2³² people to a population.
    fn finger_seed(&self, finger: Finger) -> u64 {
        let person = u64::from(self.person).wrapping_mul(8).wrapping_add(finger.place().into());
        // Why a large odd number: populations of neighbouring seeds shall not share fingers.
        self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(person)
    }

    fn lying(&self, finger: Finger) -> Finger {
        if self.fault == Some(Fault::WrongFinger) { finger.beside() } else { finger }
    }
}

/// One impression, with what goes wrong.
fn impression(
    seed: u64,
    impression: u64,
    fault: Option<Fault>,
    cpu: Cpu,
) -> Result<Image, ImageError> {
    let conditions = match fault {
        Some(Fault::Dry) => {
            Conditions { moisture: -1.0, noise: 1.0, scratches: 12, ..Conditions::GOOD }
        }
        Some(
            Fault::Light
            | Fault::OffCentre
            | Fault::Timeout
            | Fault::Unplugged
            | Fault::WrongFinger,
        )
        | None => Conditions::GOOD,
    };
    let image = Grown::grow(seed, cpu).impression(impression, &conditions)?;
    match fault {
        Some(Fault::Light) => paled(&image),
        Some(Fault::OffCentre) => moved(&image),
        Some(Fault::Dry | Fault::Timeout | Fault::Unplugged | Fault::WrongFinger) | None => {
            Ok(image)
        }
    }
}

/// The image with an eighth of its contrast, near the grey of the glass.
fn paled(image: &Image) -> Result<Image, ImageError> {
    let pale = |grey: &u8| 240_u8.saturating_sub(240_u8.saturating_sub(*grey) / 8);
    let pixels = image.pixels().iter().map(pale).collect();
    Image::new(image.width(), image.height(), image.ppi(), pixels)
}

/// The image on a glass of twice the width, at its right edge.
fn moved(image: &Image) -> Result<Image, ImageError> {
    let width = image.width();
    let glass = vec![238_u8; width];
    let rows = image.pixels().chunks_exact(width.max(1));
    let pixels = rows.flat_map(|row| glass.iter().chain(row).copied()).collect();
    Image::new(width.saturating_mul(2), image.height(), image.ppi(), pixels)
}

#[async_trait]
impl Scanner for Simulator {
    async fn look(&self) -> Device {
        Device {
            name: "simulator".to_owned(),
            is_attached: true,
            fingers: Finger::ALL.to_vec(),
            is_simulated: true,
        }
    }

    async fn take(&self, order: &Order, progress: &Progress) -> Result<(), Failure> {
        if self.fault == Some(Fault::Timeout) {
            return std::future::pending().await;
        }
        progress.taking();
        for finger in &order.fingers {
            let seed = self.finger_seed(self.lying(*finger));
            let number = self.taken.fetch_add(1, Ordering::Relaxed);
            let (fault, cpu) = (self.fault, self.cpu);
            let drawn =
                tokio::task::spawn_blocking(move || impression(seed, number, fault, cpu)).await;
            match drawn {
                Ok(Ok(image)) => progress.image(*finger, image).await?,
                Ok(Err(_)) | Err(_) => return Err(Failure::Internal),
            }
            if self.fault == Some(Fault::Unplugged) {
                return Err(Failure::Unplugged);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ees_match::quality::{Hint, gate};

    use super::*;

    #[test]
    fn what_goes_wrong_is_seen_in_the_image() {
        let cpu = Cpu::detect();
        for (fault, expected) in [
            (None, None),
            (Some(Fault::Dry), Some(Hint::TooDry)),
            (Some(Fault::Light), Some(Hint::TooLight)),
            (Some(Fault::OffCentre), Some(Hint::NotCentred)),
        ] {
            for seed in 1..=3 {
                let image = impression(seed, 5, fault, cpu).unwrap();
                assert_eq!(gate(&image).unwrap().hint, expected, "{fault:?} of {seed}");
            }
        }
    }

    #[test]
    fn people_and_populations_share_no_finger() {
        let mut seeds = Vec::new();
        for (seed, person) in [(1, 0), (1, 1), (2, 0), (2, 1)] {
            let simulator = Simulator::new(seed, person, None);
            seeds.extend(Finger::ALL.map(|finger| simulator.finger_seed(finger)));
        }
        let count = seeds.len();
        seeds.sort_unstable();
        seeds.dedup();
        assert_eq!(seeds.len(), count);
    }
}

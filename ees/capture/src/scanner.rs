//! What a device is to the agent, and what it may tell while it takes fingers.

mod folder;
mod program;
mod simulator;

use async_trait::async_trait;

use crate::capture::Progress;
use crate::finger::{Finger, Hand};

pub use folder::Folder;
pub use program::Program;
pub use simulator::{Fault, Simulator};

/// What is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its name for people; at most [`NAME_CHARS_MAX`] letters.
    pub name: String,
    /// Whether it answers.
    pub is_attached: bool,
    /// Which fingers it can take.
    pub fingers: Vec<Finger>,
    /// Whether what it gives comes from nobody.
    pub is_simulated: bool,
}

/// The longest name of a device that is told, in letters.
pub const NAME_CHARS_MAX: usize = 80;

/// What to take. The fingers are of the hand, different, and at most
/// [`crate::finger::FINGERS_MAX`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Of which hand.
    pub hand: Hand,
    /// Which fingers, in the order in which they were asked for.
    pub fingers: Vec<Finger>,
    /// How long the person has, in seconds.
    pub seconds: u16,
}

/// Why a capture failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The time was over.
    #[error("no finger was put down in time; ask again")]
    Timeout,
    /// The device was taken away.
    #[error("the scanner does not answer; look at its cable and ask again")]
    Unplugged,
    /// The device says that it is another finger than was asked for.
    #[error("another finger was put down than was asked for; ask again")]
    WrongFinger,
    /// The device says that something else is wrong.
    #[error("the scanner failed; start it anew and ask again")]
    Device,
    /// The program of the vendor cannot be started.
    #[error("the scanner's program cannot be started; tell whoever set up this computer")]
    NoProgram,
    /// The program of the vendor ended before it was done.
    #[error("the scanner's program ended too early; ask again")]
    ProgramEnded,
    /// The program of the vendor says what it may not say.
    #[error("the scanner's program cannot be understood; tell whoever set up this computer")]
    ProgramUnclear,
    /// What came is no image of a finger.
    #[error("the scanner gave an image that cannot be read; ask again")]
    Unreadable,
    /// Not every finger came.
    #[error("the scanner did not give every finger; ask again")]
    Incomplete,
    /// A mistake of the agent.
    #[error("something went wrong in the capture agent; start it anew")]
    Internal,
}

impl Failure {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Unplugged => "unplugged",
            Self::WrongFinger => "wrong-finger",
            Self::Device => "scanner-failed",
            Self::NoProgram => "no-program",
            Self::ProgramEnded => "program-ended",
            Self::ProgramUnclear => "program-unclear",
            Self::Unreadable => "unreadable-image",
            Self::Incomplete => "incomplete",
            Self::Internal => "internal",
        }
    }
}

/// A device that takes fingers.
///
/// The agent asks for one capture at a time. It bounds the time itself, and gives up on
/// [`Self::take`] by dropping it: whatever a device holds then must end with it.
#[async_trait]
pub trait Scanner: Send + Sync + std::fmt::Debug {
    /// Looks what is attached. Not called while fingers are taken.
    async fn look(&self) -> Device;

    /// Takes the fingers of `order`, and tells `progress` of each.
    ///
    /// # Errors
    /// Why it did not take all of them.
    async fn take(&self, order: &Order, progress: &Progress) -> Result<(), Failure>;
}

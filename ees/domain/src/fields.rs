//! What is entered for whom: the fields of files and records, and biometric data.

mod condition;
mod door;
mod duty;
mod face;
mod field;
mod matrix;
mod prints;

pub use condition::{AuthorisationUse, Capture, Condition, Demand, FieldFacts, Is, VisaUse};
pub use door::{
    AtExit, Entering, violations_at_entry, violations_at_exit, violations_at_refusal,
    violations_of_new_file,
};
pub use duty::{Age, AgeReading, Exemption, Fingers, PRINTS_AGE_YEARS, PrintsDuty, prints_duty};
pub use face::{
    Comparison, FaceCapture, FaceError, FaceSource, FaceUse, Light, face_fit, is_to_be_replaced,
};
pub use field::Field;
pub use matrix::{
    Cell, Column, ENTRY_EXIT, FILE, MATRIX, REFUSAL, Row, Rule, Table, Violation, ViolationKind,
    find_cell, violations,
};
pub use prints::{Finger, FingerState, Hand, MissingFinger, Prints, PrintsError, PrintsGiven};

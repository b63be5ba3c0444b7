//! The vocabulary of a register of processing.

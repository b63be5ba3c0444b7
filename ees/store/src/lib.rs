//! Storage of the register, by purpose.

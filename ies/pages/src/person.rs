//! A person as pages show one.

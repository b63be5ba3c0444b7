//! The program as its users meet it.
#![expect(clippy::unwrap_used, clippy::tests_outside_test_module, reason = "a file of tests")]

mod stay;

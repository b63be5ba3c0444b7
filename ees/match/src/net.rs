//! Inference of small networks: the layers that LEADER, `YuNet` and `SFace` are made of.
//!
//! Maps are channel by channel (`[channel][row][column]`), so that one vector instruction works on
//! neighbouring pixels whatever the number of channels is.

pub(crate) mod blocks;
pub(crate) mod cpu;
pub(crate) mod filters;
pub(crate) mod kernels;
pub(crate) mod layers;
pub(crate) mod map;
pub(crate) mod onnx;

pub use cpu::Cpu;
pub use onnx::ModelError;

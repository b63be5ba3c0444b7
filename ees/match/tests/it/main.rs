//! What needs more than one module: formats from end to end, and files from elsewhere.

mod images;
mod ridges;
mod wsq;

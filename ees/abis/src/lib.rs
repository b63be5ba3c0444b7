//! The OSIA ABIS interface.

//! Pages for everybody.

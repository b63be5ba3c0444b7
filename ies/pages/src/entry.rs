//! Pages on the way in: registration, its state, consent.

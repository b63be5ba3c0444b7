//! Pages of Communities: list, joining, members, settings.

//! Pages of data protection and of the log.

//! Pages of those who decide about people: requests, users, roles, organisations.

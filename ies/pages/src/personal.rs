//! Pages about oneself: profile, rights, consents, memberships, activity.

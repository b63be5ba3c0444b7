//! Tables that hold no personal data, and those of the foundation.

use super::{AT, ID, TEXT, Table, VERSION, field, table};

/// What others refer to.
pub(super) const BEFORE: &[Table] = &[
    table(
        "country_status",
        "R02",
        &[
            field("country", "text NOT NULL", "ISO 3166-1 alpha-3"),
            field("aspect", TEXT, "organisation::Aspect"),
            field("from_day", "date NOT NULL", "PRIMARY KEY (country, aspect, from_day)"),
            field("until_day", "date", "the last day"),
            field("source", TEXT, "where the dates come from"),
        ],
    ),
    table(
        "organisation",
        "statement 2; R05, R07, R36",
        &[
            field("organisation_id", ID, ""),
            field("name", TEXT, "of the organisation, not of a person"),
            field("kind", TEXT, "organisation::OrganisationKind"),
            field("seat", TEXT, "ISO 3166-1 alpha-3"),
            field("adequacy_note", "text", "what the controller adds to what was decided"),
            field("created_at", AT, ""),
            VERSION,
        ],
    ),
    table(
        "community",
        "statement 2; R06, R36",
        &[
            field("community_id", ID, ""),
            field("slug", "text NOT NULL UNIQUE", "in addresses"),
            field("kind", TEXT, "community::CommunityKind"),
            field("visibility", TEXT, "community::Visibility"),
            field("join_policy", TEXT, "community::JoinPolicy"),
            field("country", "text", "of a national network"),
            field("third_country_since", "timestamptz", "R36"),
            field("created_at", AT, ""),
            VERSION,
        ],
    ),
    table(
        "community_name",
        "statement 2",
        &[
            field("community_id", "uuid NOT NULL", "PRIMARY KEY (community_id, language)"),
            field("language", TEXT, "two letters"),
            field("name", TEXT, ""),
            field("purpose", TEXT, "what it is for, in a sentence or two"),
        ],
    ),
    table(
        "statement",
        "R38",
        &[
            field("kind", TEXT, "consent::StatementKind; PRIMARY KEY (kind, version)"),
            field("version", "integer NOT NULL", "from 1"),
            field("since", AT, ""),
            field("is_material", "boolean NOT NULL", "asks everybody anew"),
            field("digest", "bytea NOT NULL", "SHA-256 of the texts"),
        ],
    ),
    table(
        "statement_text",
        "EUDPR Art. 14(1); R39",
        &[
            field("kind", TEXT, "PRIMARY KEY (kind, version, language)"),
            field("version", "integer NOT NULL", ""),
            field("language", TEXT, ""),
            field("text", TEXT, ""),
            field("changes", TEXT, "against the version before, in words"),
        ],
    ),
    table(
        "record_version",
        "EUDPR Art. 31; R53",
        &[
            field("version", "integer PRIMARY KEY", "from 1"),
            field("since", AT, "from when on it stood so"),
            field("content", TEXT, "the record as JSON"),
        ],
    ),
];

/// The foundation's tables: sessions, jobs and the log. Their types are the foundation's.
pub(super) const AFTER: &[Table] = &[
    table(
        "session",
        "R25",
        &[
            field("session_digest", "", "the foundation's"),
            field("sealed", "", ""),
            field("begun_at", "", ""),
            field("expires_at", "", ""),
            field("handles", "", "digests by which a provider ends it"),
        ],
    ),
    table(
        "job",
        "statement 5; R18, R48",
        &[
            field("job_id", "", ""),
            field("kind", "", "a code that a worker knows"),
            field("once", "", ""),
            field("about", "", "identifiers and codes"),
            field("sealed", "", "empty; mails have an outbox of their own"),
            field("due_at", "", ""),
            field("attempts", "", ""),
            field("lease", "", ""),
            field("leased_until", "", ""),
            field("failed_at", "", ""),
            field("failure", "", "a code"),
        ],
    ),
    table(
        "log_key",
        "R15",
        &[field("log_key_id", "", ""), field("wrapped_by", "", ""), field("wrapped", "", "")],
    ),
    table(
        "log_entry",
        "statement 4; R15",
        &[
            field("log_id", "", ""),
            field("at", "", ""),
            field("tx", "", ""),
            field("action", "", "log::Deed"),
            field("purpose", "", "purpose::Purpose"),
            field("basis", "", "the rule"),
            field("authority_kind", "", "access::Party or log::Doer"),
            field("authority", "", "empty"),
            field("state", "", "empty"),
            field("person", "", "identifier of the account"),
            field("place", "", "empty"),
            field("request", "", ""),
            field("object", "", ""),
            field("outcome", "", "done, or the code of a refusal"),
            field("hits", "", ""),
            field("used", "", ""),
            field("used_key", "", ""),
            field("used_digest", "", ""),
            field("sent", "", "codes of categories"),
        ],
    ),
    table("log_leaf", "R27", &[field("leaf_index", "", ""), field("log_id", "", "")]),
    table(
        "log_tile",
        "R27",
        &[field("level", "", ""), field("number", "", ""), field("hashes", "", "")],
    ),
    table(
        "log_checkpoint",
        "R27",
        &[field("size", "", ""), field("at", "", ""), field("signed", "", "")],
    ),
    table("log_erased", "R18", &[field("leaf_index", "", ""), field("told_by", "", "")]),
    table(
        "log_state",
        "R27",
        &[
            field("only_row", "", ""),
            field("size", "", ""),
            field("edge", "", ""),
            field("next_tx", "", ""),
            field("cluster", "", ""),
        ],
    ),
    table(
        "schema_history",
        "R27",
        &[
            field("version", "", "of the migrations"),
            field("name", "", ""),
            field("applied_on", "", ""),
            field("checksum", "", ""),
        ],
    ),
];

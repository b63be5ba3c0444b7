-- Countries, organisations, Communities and the texts that are agreed to. Nothing here is of a
-- person. Law: statement 2, 3 and 7; R02, R05 to R07, R36, R38, R39; EUDPR Art. 14(1).
-- A version of a text that was agreed to is never changed, so nobody may update one.

CREATE TABLE country_status (
    country   text NOT NULL,                            -- ISO 3166-1 alpha-3
    aspect    text NOT NULL,
    from_day  date NOT NULL,
    until_day date,                                     -- the last day
    source    text NOT NULL,                            -- where the dates come from
    PRIMARY KEY (country, aspect, from_day),
    CONSTRAINT country_status_country_has_three_letters CHECK (country ~ '^[A-Z]{3}$'),
    CONSTRAINT country_status_aspect_is_known
        CHECK (aspect IN ('union', 'economic-area', 'schengen-associated', 'network-member',
                          'network-observer', 'adequate', 'adequate-in-part')),
    CONSTRAINT country_status_ends_not_before_it_begins CHECK (until_day >= from_day)
);

CREATE TABLE organisation (
    organisation_id  uuid        PRIMARY KEY,
    name             text        NOT NULL,              -- of the organisation, not of a person
    kind             text        NOT NULL,              -- R05, R07
    seat             text        NOT NULL,              -- ISO 3166-1 alpha-3
    adequacy_note    text,                              -- R36
    created_at       timestamptz NOT NULL,
    version          bigint      NOT NULL,
    CONSTRAINT organisation_kind_is_known
        CHECK (kind IN ('union-institution', 'national-authority', 'international-organisation',
                        'non-governmental', 'private-company', 'academic', 'other')),
    CONSTRAINT organisation_seat_has_three_letters CHECK (seat ~ '^[A-Z]{3}$'),
    CONSTRAINT organisation_version_is_positive CHECK (version > 0)
);

CREATE TABLE community (
    community_id         uuid        PRIMARY KEY,
    slug                 text        NOT NULL UNIQUE,   -- in addresses
    kind                 text        NOT NULL,
    visibility           text        NOT NULL,
    join_policy          text        NOT NULL,          -- R06
    country              text,                          -- of a national network
    third_country_since  timestamptz,                   -- R36
    created_at           timestamptz NOT NULL,
    version              bigint      NOT NULL,
    CONSTRAINT community_kind_is_known
        CHECK (kind IN ('steering-board', 'contact-points', 'working-group', 'national-network',
                        'study', 'expert-group', 'other')),
    CONSTRAINT community_visibility_is_known CHECK (visibility IN ('listed', 'hidden')),
    CONSTRAINT community_join_policy_is_known CHECK (join_policy IN ('apply', 'invite')),
    CONSTRAINT community_hidden_needs_invitations
        CHECK (visibility <> 'hidden' OR join_policy = 'invite'),
    CONSTRAINT community_of_a_country_is_a_national_network
        CHECK ((kind = 'national-network') = (country IS NOT NULL)),
    CONSTRAINT community_country_has_three_letters CHECK (country ~ '^[A-Z]{3}$'),
    CONSTRAINT community_version_is_positive CHECK (version > 0)
);

CREATE TABLE community_name (
    community_id  uuid NOT NULL REFERENCES community ON DELETE CASCADE,
    language      text NOT NULL,
    name          text NOT NULL,
    PRIMARY KEY (community_id, language),
    CONSTRAINT community_name_language_has_two_letters CHECK (language ~ '^[a-z]{2}$')
);

CREATE TABLE statement (
    kind         text        NOT NULL,
    version      integer     NOT NULL,                  -- from 1
    since        timestamptz NOT NULL,
    is_material  boolean     NOT NULL,                  -- asks everybody anew
    digest       bytea       NOT NULL,                  -- SHA-256 of the texts
    PRIMARY KEY (kind, version),
    CONSTRAINT statement_kind_is_known CHECK (kind IN ('privacy-statement', 'terms-of-use')),
    CONSTRAINT statement_version_is_positive CHECK (version > 0),
    CONSTRAINT statement_digest_is_whole CHECK (octet_length(digest) = 32)
);

CREATE TABLE statement_text (
    kind      text    NOT NULL,
    version   integer NOT NULL,
    language  text    NOT NULL,
    text      text    NOT NULL,
    PRIMARY KEY (kind, version, language),
    FOREIGN KEY (kind, version) REFERENCES statement,
    CONSTRAINT statement_text_language_has_two_letters CHECK (language ~ '^[a-z]{2}$')
);

GRANT SELECT, INSERT ON country_status, organisation, community, community_name, statement,
    statement_text TO ies_app;
GRANT UPDATE (until_day, source) ON country_status TO ies_app;
GRANT UPDATE (name, kind, seat, adequacy_note, version) ON organisation TO ies_app;
GRANT UPDATE (slug, kind, visibility, join_policy, country, third_country_since, version)
    ON community TO ies_app;
GRANT UPDATE (name), DELETE ON community_name TO ies_app;
-- A membership that ends by time can be the last one from outside the Union, R36.
GRANT SELECT ON country_status, organisation, community, community_name TO ies_upkeep;
GRANT UPDATE (third_country_since, version) ON community TO ies_upkeep;

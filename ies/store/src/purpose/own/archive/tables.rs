//! Where what goes into the archive lies.

/// What lies unsealed of categories: their columns and where they are, `$1` being the account.
/// Columns that name somebody else are left out.
pub(super) const PLAIN: &[(&str, (&str, &str))] = &[
    (
        "account",
        (
            "account_id, state, language, created_at, modified_at, used_at, warned_at, \
             suspended_reason, disabled_cause, disabled_at, erase_by, \
             (SELECT name FROM organisation o WHERE o.organisation_id = account.organisation_id) \
             AS organisation",
            "account WHERE account_id = $1",
        ),
    ),
    (
        "registration-state",
        (
            "registration_id, state, since, submitted_at, questions, organisation_kind, begun_at, \
             decided_at, refusal_reason, ended_at",
            "registration WHERE account_id = $1",
        ),
    ),
    (
        "scan-state",
        (
            "cause, scan_end.ended_at",
            "scan_end JOIN registration USING (registration_id) WHERE account_id = $1",
        ),
    ),
    (
        "consent",
        (
            "consent_id, is_last, is_transfer, privacy_version, terms_version, \
             encode(privacy_digest, 'hex') AS privacy_sha256, \
             encode(terms_digest, 'hex') AS terms_sha256, channel, given_at, \
             transfer_withdrawn_at, withdrawn_at",
            "consent WHERE account_id = $1 ORDER BY given_at",
        ),
    ),
    (
        "membership",
        (
            "membership_id, slug AS community, (SELECT jsonb_object_agg(language, name) \
               FROM community_name n WHERE n.community_id = membership.community_id) AS names, \
             level, state, since, begun_at, expires_at, notice_seen_at, end_cause",
            "membership JOIN community USING (community_id) WHERE account_id = $1 ORDER BY since",
        ),
    ),
    (
        "role-grant",
        (
            "grant_id, role, scope, country, proposed_at, approved_at, acknowledged_at, document, \
             certified_at, expires_at, ended_at, end_cause",
            "role_grant WHERE account_id = $1 ORDER BY proposed_at",
        ),
    ),
    (
        "rights-request",
        (
            "request_id, asked_right, channel, state, received_on, due_on, executed_at, answer, \
             refusal_ground, is_held, closed_at",
            "rights_request WHERE account_id = $1 ORDER BY received_on",
        ),
    ),
    (
        "exceptional-edit-state",
        (
            "edit_id, reason, fields, ticket, edited_at",
            "exceptional_edit WHERE account_id = $1 ORDER BY edited_at",
        ),
    ),
    (
        "mail-state",
        (
            "mail_id, notice, language, queued_at, attempts, sent_at",
            "mail WHERE account_id = $1 ORDER BY queued_at",
        ),
    ),
    (
        "export-state",
        (
            "export_id, kind, state, asked_at, ready_at, expires_at",
            "export WHERE account_id = $1 ORDER BY asked_at",
        ),
    ),
    (
        "notification-setting",
        ("notice, is_wanted", "notification_setting WHERE account_id = $1 ORDER BY notice"),
    ),
    (
        "api-token",
        ("scope, made_at, expires_at, used_at", "api_token WHERE account_id = $1 ORDER BY made_at"),
    ),
];

/// What lies sealed, by category; each is opened by a function of its own. What is not here is in
/// [`KEPT_BACK`](ies_domain::rights::KEPT_BACK), with its reason.
#[cfg(test)]
const OPENED: &[(&str, &[(&str, &str)])] = &[
    ("contact-details", &[("profile", "sealed")]),
    ("account", &[("account", "sealed_note")]),
    ("email-change", &[("email_change", "sealed")]),
    (
        "registration",
        &[
            ("registration", "sealed"),
            ("registration", "sealed_note"),
            ("registration_message", "sealed"),
        ],
    ),
    ("membership-message", &[("membership", "sealed_message")]),
    ("role-grant", &[("role_grant", "sealed_reason")]),
    ("rights-request-content", &[("rights_request", "sealed")]),
    ("exceptional-edit", &[("exceptional_edit", "sealed")]),
    ("mail", &[("mail", "sealed")]),
    // What is sealed of an archive is the archive.
    ("export", &[("export", "blob")]),
    ("log-action", &[]),
    ("log-technical", &[]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ies_domain::register::REGISTER;
    use ies_domain::rights::{KEPT_BACK, Right, archive};
    use ies_domain::schema::tables;

    use super::*;

    #[test]
    fn every_category_that_is_open_to_the_person_is_in_the_archive() {
        for part in archive(Right::Access) {
            let is_plain = PLAIN.iter().any(|(code, _)| *code == part.category);
            let is_opened = OPENED.iter().any(|(code, _)| *code == part.category);
            assert!(is_plain || is_opened, "{}", part.category);
        }
    }

    #[test]
    fn whatever_lies_sealed_is_in_the_archive_or_has_a_reason_not_to_be() {
        let codes: BTreeSet<_> = archive(Right::Access).iter().map(|part| part.category).collect();
        let opened: Vec<(&str, &str)> = OPENED.iter().flat_map(|(_, all)| all.to_vec()).collect();
        let sealed = tables().flat_map(|table| {
            let fields = table.fields.iter().map(|field| (table.name, field.name));
            fields.filter(|(_, name)| name.starts_with("sealed") || *name == "blob")
        });
        for column in sealed {
            let kept_back = KEPT_BACK.iter().find(|(of, _)| *of == column);
            assert_ne!(opened.contains(&column), kept_back.is_some(), "{column:?}");
            assert!(kept_back.is_none_or(|(_, reason)| !reason.is_empty()), "{column:?}");
        }
        for (code, columns) in OPENED {
            assert!(codes.contains(code), "{code}");
            let of = REGISTER.categories.iter().find(|category| category.code == *code).unwrap();
            for (table, column) in *columns {
                let is_in = |one: &fnd_register::Column| {
                    one.table == *table && (one.column == *column || one.column == "*")
                };
                // Letters to and fro stand under the request that they are about.
                assert!(of.columns.iter().any(is_in), "{code}: {table}.{column}");
            }
        }
    }

    #[test]
    fn no_column_that_names_somebody_else_is_in_the_archive() {
        for (code, (columns, _)) in PLAIN {
            for other in ["_by", "duplicate_of", "link_digest", "token_digest"] {
                assert!(!columns.contains(other) || *code == "account", "{code}: {other}");
            }
        }
    }
}

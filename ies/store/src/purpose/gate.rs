//! Who is at the door: what is known of a person by their identity at the provider.
//!
//! This is asked with every request and opens nothing that is sealed; no log row is written, for
//! the request's own row follows.

use fnd_core::Id;
use fnd_pg::Failure;
use ies_domain::consent::{Consent, Statement, Statements};
use ies_domain::registration::{Registration, State};
use ies_domain::role::RoleGrant;
use ies_domain::session::{Known, Subject};
use jiff::Timestamp;
use uuid::Uuid;

use crate::client::Client;
use crate::record::statement::Changes;
use crate::record::{account, coded, consent, role, statement};
use crate::{Head, Store, StoreError};

/// What is known of a person.
#[derive(Debug, Clone)]
pub struct Person {
    /// What decides where they land.
    pub known: Known,
    /// The account, if there is one.
    pub account: Option<Head>,
    /// The consent that counts.
    pub consent: Option<Consent>,
    /// The open request, if there is one, and how far it is.
    pub registration: Option<(Id<Registration>, State)>,
    /// Roles that have not ended, working or not.
    pub grants: Vec<RoleGrant>,
    /// The statements, so that what is shown is what was decided on.
    pub statements: Vec<Statement>,
}

impl Store {
    /// What is known of `subject` at `now`, in one exchange with the server for all of it.
    #[tracing::instrument(name = "db.whois", skip_all)]
    pub async fn whois(&self, subject: &Subject, now: Timestamp) -> Result<Person, StoreError> {
        let client = self.0.database.connection().await?;
        let fingerprint = self.0.index.fingerprint("subject", subject.as_str()).to_vec();
        let account_sql = format!(
            "SELECT {}, {} FROM account_search_key JOIN account USING (account_id)
               LEFT JOIN consent ON consent.account_id = account.account_id AND consent.is_last
              WHERE account_search_key.kind = 'subject' AND fingerprint = $1",
            account::COLUMNS,
            consent::COLUMNS
        );
        let roles_sql = format!(
            "SELECT {} FROM role_grant WHERE ended_at IS NULL AND account_id =
                (SELECT account_id FROM account_search_key
                  WHERE kind = 'subject' AND fingerprint = $1)",
            role::COLUMNS
        );
        let request_sql = "SELECT registration_id, registration.state
                             FROM registration_search_key JOIN registration USING (registration_id)
                            WHERE kind = 'subject' AND fingerprint = $1";
        let (of_account, of_roles, of_request) =
            prepare(&client, (&account_sql, &roles_sql, request_sql)).await?;
        let one: [&(dyn tokio_postgres::types::ToSql + Sync); 1] = [&fingerprint];
        let (account, roles, request, statements) = futures_util::try_join!(
            async { Ok::<_, StoreError>(client.query_opt(&of_account, &one).await?) },
            async { Ok(client.query(&of_roles, &one).await?) },
            async { Ok(client.query_opt(&of_request, &one).await?) },
            statement::all(Client(&client)),
        )?;
        let registration = match request {
            Some(row) => Some((Id::from_uuid(row.get::<_, Uuid>(0)), coded(row.get(1))?)),
            None => None,
        };
        let grants = roles.iter().map(role::read).collect::<Result<_, _>>()?;
        let Some(row) = account else {
            let known = if registration.is_some() { Known::Applicant } else { Known::Nobody };
            return Ok(Person {
                known,
                account: None,
                consent: None,
                registration,
                grants,
                statements,
            });
        };
        let (head, _) = account::read_head(&row, 0)?;
        let consent = match row.get::<_, Option<Uuid>>(14) {
            Some(_) => Some(consent::read(&row, 14)?),
            None => None,
        };
        let is_consent_current = consent.as_ref().is_some_and(|consent: &Consent| {
            consent.standing(Statements(&statements), now).lets_in()
        });
        let known = Known::Holder { state: head.account.state, is_consent_current };
        Ok(Person { known, account: Some(head), consent, registration, grants, statements })
    }

    /// The epoch of the sessions of `subject`; 0 for whoever has no account. R48.
    #[tracing::instrument(name = "db.epoch", skip_all)]
    pub async fn epoch(&self, subject: &str) -> Result<i64, Failure> {
        let client = self.0.database.connection().await?;
        let fingerprint = self.0.index.fingerprint("subject", subject).to_vec();
        let select = client
            .prepare_cached(
                "SELECT session_epoch + 1 FROM account_search_key JOIN account USING (account_id)
                  WHERE kind = 'subject' AND fingerprint = $1",
            )
            .await?;
        let row = client.query_opt(&select, &[&fingerprint]).await?;
        Ok(row.map_or(0, |row| row.get(0)))
    }

    /// The versions of privacy statement and terms.
    pub async fn statements(&self) -> Result<Vec<Statement>, StoreError> {
        let client = self.0.database.connection().await?;
        statement::all(Client(&client)).await
    }

    /// What the versions of both texts change, in a language.
    pub async fn statement_changes(&self, language: &str) -> Result<Vec<Changes>, StoreError> {
        let client = self.0.database.connection().await?;
        statement::changes(Client(&client), language).await
    }

    /// The text of a version in a language.
    pub async fn statement_text(
        &self,
        version: (ies_domain::consent::StatementKind, u32),
        language: &str,
    ) -> Result<Option<String>, StoreError> {
        let client = self.0.database.connection().await?;
        statement::text(Client(&client), version, language).await
    }
}

type Three = (tokio_postgres::Statement, tokio_postgres::Statement, tokio_postgres::Statement);

async fn prepare(
    client: &deadpool_postgres::Object,
    (account, roles, request): (&str, &str, &str),
) -> Result<Three, StoreError> {
    Ok((
        client.prepare_cached(account).await?,
        client.prepare_cached(roles).await?,
        client.prepare_cached(request).await?,
    ))
}

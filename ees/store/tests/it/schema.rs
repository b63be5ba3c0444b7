//! The schema against the register of processing, and what each role may do.

use ees_domain::register::REGISTER;
use ees_store::schema;
use fnd_pg::database::columns;
use fnd_register::check_schema;
use fnd_testkit::TestDatabase;

use crate::kit::SCHEMA;

#[tokio::test]
async fn every_column_is_in_the_register_of_processing_or_known_to_be_impersonal() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let existing = columns(&database.superuser().await).await.unwrap();
    assert_eq!(check_schema(&REGISTER, &existing), []);
}

#[tokio::test]
async fn no_role_but_retention_may_erase_and_retention_may_do_nothing_else() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    let rows = client
        .query(
            "SELECT grantee::text, privilege_type::text, table_name::text
               FROM information_schema.table_privileges
              WHERE table_schema = 'public' AND grantee LIKE 'ees\\_%' AND grantee <> $1",
            &[&schema::OWNER],
        )
        .await
        .unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let (role, privilege, table): (&str, &str, &str) = (row.get(0), row.get(1), row.get(2));
        // What somebody is found by is made of what is recorded, and follows when it is put right.
        let is_made_of_records = matches!(table, "document_key" | "identity_key");
        // What was taken at a crossing point goes onto the file, and is no longer where it was.
        let is_passing = matches!(table, "session" | "capture");
        let may_erase = role == schema::RETENTION || is_passing || is_made_of_records;
        assert!(privilege != "DELETE" || may_erase, "{role} may {privilege} {table}");
        assert_ne!(privilege, "TRUNCATE", "{role} {table}");
        // What it erased it tells: in the log, to Member States, in the account; and it notes whose
        // log rows are to follow, and which rows of the log are not to be taken for removed.
        let tells = privilege == "INSERT"
            && matches!(
                table,
                "log_entry"
                    | "log_erased"
                    | "notice"
                    | "retention_run"
                    | "erased_file"
                    | "gallery_change"
            );
        let only_erases =
            role != schema::RETENTION || matches!(privilege, "SELECT" | "DELETE") || tells;
        assert!(only_erases, "{role} may {privilege} {table}");
    }
    let sql = "SELECT DISTINCT table_name::text FROM information_schema.column_privileges
                WHERE table_schema = 'public' AND grantee = $1 AND privilege_type = 'UPDATE'
                ORDER BY 1";
    let rows = client.query(sql, &[&schema::RETENTION]).await.unwrap();
    let changes: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    // What a query was made with is taken out of a row of the log that stays, and the words about
    // a record out of a case that stays; of an order that fails it notes why.
    let expected = ["amendment_case", "erasure_order", "log_entry", "retention_run"];
    assert_eq!(changes, expected, "it changes no record");
}

#[tokio::test]
async fn applying_the_migrations_twice_changes_nothing() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let mut owner = database.client(schema::OWNER).await;
    assert_eq!(fnd_pg::database::migrate(&mut owner, &schema::migrations()).await.unwrap(), 0);
}

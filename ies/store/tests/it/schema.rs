//! The schema against its description in the domain.

use fnd_pg::database::columns;
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use ies_store::schema;

pub(crate) const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

#[tokio::test]
async fn the_columns_are_those_that_the_domain_describes() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let existing = columns(&database.superuser().await).await.unwrap();
    let mut described = ies_domain::schema::columns();
    described.sort();
    assert_eq!(existing, described);
}

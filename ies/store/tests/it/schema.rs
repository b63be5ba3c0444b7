//! The schema against its description in the domain, and what it refuses.

mod codes;
mod grants;
mod rules;
mod shape;

use fnd_testkit::postgres::Schema;
use ies_store::schema;

const SCHEMA: Schema = Schema { roles: schema::ROLES, migrations: schema::migrations };

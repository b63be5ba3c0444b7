//! Proofs of single rows, made by a real PostgreSQL.

use fnd_pg::log::proof::prove;
use fnd_pg::log::{Entry, Used};
use fnd_vault::log::{Proof, ProofError};
use uuid::Uuid;

use crate::log::{Log, entry};

#[tokio::test]
async fn every_row_is_proven_under_the_newest_signature() {
    let log = Log::of(600).await;
    let client = log.database.client("t_sealer").await;
    let verifier = log.ring.signer("test/log").verifier();
    for number in [0, 1, 255, 256, 511, 512, 599] {
        let proven = prove(&client, Uuid::from_u128(number)).await.unwrap().unwrap();
        let read = Proof::read(&proven.proof.to_string()).unwrap();
        assert_eq!(read.verify(&verifier).unwrap().size, 600, "row {number}");
        let row = Entry::of_leaf(&read.leaf).unwrap();
        let used = entry(number).used.map(|used| Used { sealed: None, ..used });
        assert_eq!(row, Entry { used, ..entry(number) }, "the row without what it keeps sealed");
    }
    assert_eq!(prove(&client, Uuid::from_u128(600)).await.unwrap(), None, "no such row");
    log.write(600..601).await;
    assert_eq!(prove(&client, Uuid::from_u128(600)).await.unwrap(), None, "not sealed yet");
}

#[tokio::test]
async fn a_row_that_was_changed_is_not_proven() {
    let log = Log::of(9).await;
    log.tamper("UPDATE log_entry SET person = 'nobody' WHERE person = 'clerk'").await;
    let client = log.database.client("t_sealer").await;
    let proven = prove(&client, Uuid::from_u128(4)).await.unwrap().unwrap();
    let verifier = log.ring.signer("test/log").verifier();
    assert_eq!(proven.proof.verify(&verifier), Err(ProofError::NotIncluded));
}

#[test]
fn what_is_no_leaf_is_no_row() {
    let bytes = Entry { hits: None, used: None, ..entry(7) }.leaf_bytes();
    assert!(Entry::of_leaf(&bytes).is_some());
    for wrong in [&bytes[1..], &bytes[..bytes.len() - 1], &[], &[&bytes[..], &[0]].concat()] {
        assert_eq!(Entry::of_leaf(wrong), None);
    }
}

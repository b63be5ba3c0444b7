//! Keeping samples of files, and what was taken and is on no file yet.

use ees_domain::file::File;
use fnd_core::Id;
use fnd_vault::DataKey;
use uuid::Uuid;

use super::held::PgWork;
use crate::pg::sample::{FINDINGS, IMAGES, KEY, bound, sealing};
use crate::pg::sealed::Kind;
use crate::pg::writes::Value;
use crate::{NewCapture, Sample, StoreError};

/// A better sample takes the place of the one that is there.
const PUT: &str = "INSERT INTO biometric_sample
            (file_id, slot, position, image, template, added_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (file_id, slot) DO UPDATE
        SET position = excluded.position, image = excluded.image,
            template = excluded.template, added_at = excluded.added_at";
const ADD_CAPTURE: &str = "INSERT INTO capture
            (capture_id, state, authority, made_at, expires_at, wrapped_by, wrapped, findings,
             images)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const END_CAPTURE: &str = "DELETE FROM capture
      WHERE capture_id = $1 AND state = $2 AND authority = $3";

impl PgWork {
    /// Keeps what was taken.
    pub(super) async fn write_capture(&mut self, capture: &NewCapture) -> Result<(), StoreError> {
        let key = DataKey::generate().map_err(sealing)?;
        let unit = &self.unit;
        let wrapped = unit.shared.ring.wrap(&bound(KEY, capture.id), &key).map_err(sealing)?;
        let seal = |part, plain: &[u8]| key.seal(&bound(part, capture.id), plain).map_err(sealing);
        let values: Vec<Value> = vec![
            Box::new(capture.id),
            Box::new(unit.access.actor.state.to_string()),
            Box::new(unit.access.actor.office.clone()),
            Box::new(unit.access.at),
            Box::new(capture.until),
            Box::new(wrapped.by),
            Box::new(wrapped.bytes),
            Box::new(seal(FINDINGS, &capture.findings)?),
            Box::new(seal(IMAGES, &capture.images)?),
        ];
        self.write(ADD_CAPTURE, values).await
    }

    /// Destroys what was taken where it was.
    pub(super) async fn remove_capture(&mut self, capture: Uuid) -> Result<(), StoreError> {
        self.flush().await?;
        let unit = &self.unit;
        let client = unit.client()?;
        let statement = client.prepare_cached(END_CAPTURE).await?;
        let actor = &unit.access.actor;
        let state = actor.state.to_string();
        let ended = client.execute(&statement, &[&capture, &state, &actor.office]).await?;
        if ended == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    /// Keeps samples of a file held or made, in place of those that show the same.
    pub(super) async fn write_samples(
        &mut self,
        file: Id<File>,
        samples: &[Sample],
    ) -> Result<(), StoreError> {
        for sample in samples {
            let slot = sample.of.slot();
            let key = self.key(file)?;
            let template = sample.template.as_ref();
            let template = template.map(|bytes| key.seal_bytes(Kind::Template(slot), bytes));
            let values: Vec<Value> = vec![
                Box::new(file.to_uuid()),
                Box::new(i16::from(slot)),
                Box::new(sample.of.position().map(i16::from)),
                Box::new(key.seal_bytes(Kind::Image(slot), &sample.image)?),
                Box::new(template.transpose()?),
                Box::new(self.unit.access.at),
            ];
            self.write(PUT, values).await?;
        }
        Ok(())
    }
}

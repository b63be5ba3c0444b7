//! Recording: files, entries, exits.

mod amending;
mod held;
mod merging;
mod person;
mod records;
mod samples;

use async_trait::async_trait;
use ees_domain::amendment::{Amendment, relieved};
use ees_domain::biometrics::Biometrics;
use ees_domain::day::Day;
use ees_domain::decision::StayDecision;
use ees_domain::file::{Crossing, File};
use ees_domain::identity::{DocumentNumber, Identity, TravelDocument};
use ees_domain::programme::Participation;
use ees_domain::rectification::person::PersonAmendment;
use ees_domain::refusal::RefusalDecision;
use ees_domain::suspension::Suspension;
use fnd_core::{CountryCode, Id};
use uuid::Uuid;

use super::consultation::find_by_document;
use super::file::Hold;
use super::joined::read;
use super::sealed::FileKey;
use super::suspension::between;
use super::writes::Value;
use super::{case, crossing, decision, mark, programme, refusal, sample, version};
use crate::notices::AMENDED;
use crate::{
    Case, Change, ErasureOrder, Joined, Movement, NewCapture, NewFile, Number, Outcome, Part,
    Sample, Span, StoreError, StoredCapture, Work,
};
pub(super) use held::{PgWork, refine};

const ADD_NOTICE: &str = "INSERT INTO notice (at, kind, state, file_ids)
     VALUES ($1, $2, $3, ARRAY[$4::uuid])";

#[async_trait]
impl Work for PgWork {
    #[tracing::instrument(name = "db.find_movement", skip_all)]
    async fn find_movement(
        &mut self,
        id: Id<Crossing>,
        asked: &str,
    ) -> Result<Option<Movement>, StoreError> {
        self.movement(id, asked).await
    }

    #[tracing::instrument(name = "db.find_by_document", skip_all)]
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError> {
        self.flush().await?;
        find_by_document(&self.unit, number, issuer).await
    }

    #[tracing::instrument(name = "db.file_for_update", skip_all)]
    async fn file_for_update(&mut self, id: Id<File>) -> Result<Option<File>, StoreError> {
        self.flush().await?;
        let Some(person) = read(&self.unit, id, Hold::Held).await? else { return Ok(None) };
        Ok(Some(self.remember(person)))
    }

    #[tracing::instrument(name = "db.add_file", skip_all)]
    async fn add_file(&mut self, file: &NewFile) -> Result<(), StoreError> {
        let (key, wrapped) = FileKey::generate(&self.unit.shared.ring, file.id)?;
        self.keys.insert(file.id, key);
        self.write_head(file, wrapped).await?;
        self.write_document(file.id, 1, (&file.document, file.number)).await?;
        // Why: somebody else may have made the file in the meantime, and the caller starts again.
        self.flush().await?;
        self.write_identity(file.id, 1, &file.identity).await
    }

    #[tracing::instrument(name = "db.add_identity", skip_all)]
    async fn add_identity(
        &mut self,
        file: &File,
        (identity, shown_by): (&Identity, &TravelDocument),
    ) -> Result<(), StoreError> {
        let home = self.home_of_document(file.id, shown_by);
        let number = self.next_identity(file, home);
        self.write_identity(home, number, identity).await
    }

    #[tracing::instrument(name = "db.add_document", skip_all)]
    async fn add_document(
        &mut self,
        file: &File,
        document: (&TravelDocument, Number),
    ) -> Result<(), StoreError> {
        let number = self.next_document(file);
        self.write_document(file.id, number, document).await?;
        self.flush().await
    }

    #[tracing::instrument(name = "db.lead_by_document", skip_all)]
    async fn lead_by_document(
        &mut self,
        file: Id<File>,
        document: &TravelDocument,
    ) -> Result<(), StoreError> {
        self.write_lead(file, document).await
    }

    #[tracing::instrument(name = "db.set_biometrics", skip_all)]
    async fn set_biometrics(
        &mut self,
        file: &File,
        marks: &Biometrics,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let before = mark::fields(&file.biometrics);
        self.keep_of_file(file, file.id.to_uuid(), (&before, change)).await?;
        self.write_marks(file.id, marks).await
    }

    #[tracing::instrument(name = "db.put_samples", skip_all)]
    async fn put_samples(&mut self, file: Id<File>, samples: &[Sample]) -> Result<(), StoreError> {
        self.write_samples(file, samples).await
    }

    #[tracing::instrument(name = "db.add_capture", skip_all)]
    async fn add_capture(&mut self, capture: &NewCapture) -> Result<(), StoreError> {
        self.write_capture(capture).await
    }

    #[tracing::instrument(name = "db.read_capture", skip_all)]
    async fn read_capture(&mut self, id: Uuid) -> Result<Option<StoredCapture>, StoreError> {
        self.flush().await?;
        sample::capture_with_images(&self.unit, id).await
    }

    #[tracing::instrument(name = "db.end_capture", skip_all)]
    async fn end_capture(&mut self, id: Uuid) -> Result<(), StoreError> {
        self.remove_capture(id).await
    }

    #[tracing::instrument(name = "db.suspensions", skip_all)]
    async fn suspensions(&mut self, span: Span) -> Result<Vec<Suspension>, StoreError> {
        self.flush().await?;
        between(&self.unit, span).await
    }

    #[tracing::instrument(name = "db.add_programme", skip_all)]
    async fn add_programme(
        &mut self,
        file: &File,
        programme: &Participation,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let under = (file.id, self.key(file.id)?);
        programme::insert(self.unit.client()?, under, programme).await
    }

    #[tracing::instrument(name = "db.withdraw_programme", skip_all)]
    async fn withdraw_programme(
        &mut self,
        file: &File,
        (before, after): (&Participation, &Participation),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let id = before.id.to_uuid();
        self.keep_of_file(file, id, (&programme::fields(before), change)).await?;
        let under = self.home(file.id, id)?;
        let is_there = programme::rewrite(self.unit.client()?, under, after).await?;
        if is_there { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    #[tracing::instrument(name = "db.add_crossing", skip_all)]
    async fn add_crossing(
        &mut self,
        file: Id<File>,
        crossing: &Crossing,
    ) -> Result<(), StoreError> {
        let (insert, values) = crossing::insertion((file, self.key(file)?), crossing)?;
        self.homes.insert(crossing.id.to_uuid(), file);
        self.write(insert, values).await
    }

    #[tracing::instrument(name = "db.add_exit", skip_all)]
    async fn add_exit(&mut self, file: Id<File>, crossing: &Crossing) -> Result<(), StoreError> {
        let (home, _) = self.home(file, crossing.id.to_uuid())?;
        if crossing::complete(self.client().await?, home, crossing).await? {
            return Ok(());
        }
        Err(StoreError::Overtaken)
    }

    #[tracing::instrument(name = "db.amend_crossing", skip_all)]
    async fn amend_crossing(
        &mut self,
        file: &File,
        (before, after): (&Crossing, &Crossing),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.rewrite_crossing(file, (before, after), change).await
    }

    fn leaves_nothing(&self, file: Id<File>, amendment: &PersonAmendment) -> bool {
        self.places.get(&file).is_some_and(|places| places.leaves_nothing(amendment))
    }

    #[tracing::instrument(name = "db.amend_person", skip_all)]
    async fn amend_person(
        &mut self,
        file: &File,
        amendment: &PersonAmendment,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.amend(file, amendment, change).await
    }

    #[tracing::instrument(name = "db.amend_decision", skip_all)]
    async fn amend_decision(
        &mut self,
        file: Id<File>,
        crossing: &Crossing,
        id: Id<StayDecision>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let (home, key) = self.home(file, crossing.id.to_uuid())?;
        let after = crossing.decisions.iter().find(|one| one.id == id);
        let at = self.unit.access.at;
        let is_there = decision::rewrite(self.unit.client()?, (home, key), (id, after, at)).await?;
        if is_there { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    #[tracing::instrument(name = "db.add_verification", skip_all)]
    async fn add_verification(
        &mut self,
        (file, version): (Id<File>, i64),
        part: (Part, Uuid),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        // Whoever has two files has the record on one of them, and the words go with the record.
        let (home, key) = self.home(file, part.1)?;
        let made = (home, version, key);
        version::insert(&self.unit, made, part, (&[], change)).await
    }

    #[tracing::instrument(name = "db.add_decision", skip_all)]
    async fn add_decision(
        &mut self,
        file: Id<File>,
        crossing: Id<Crossing>,
        decision: &StayDecision,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let (home, key) = self.home(file, crossing.to_uuid())?;
        let on = (home, crossing, key);
        decision::insert(self.unit.client()?, on, decision).await
    }

    #[tracing::instrument(name = "db.add_refusal", skip_all)]
    async fn add_refusal(
        &mut self,
        file: Id<File>,
        decision: &RefusalDecision,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let under = (file, self.key(file)?);
        refusal::insert(self.unit.client()?, under, decision).await?;
        self.homes.insert(decision.refusal.id.to_uuid(), file);
        Ok(())
    }

    #[tracing::instrument(name = "db.sign_refusal", skip_all)]
    async fn sign_refusal(
        &mut self,
        file: Id<File>,
        decision: &RefusalDecision,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let under = self.home(file, decision.refusal.id.to_uuid())?;
        let is_there = refusal::rewrite(self.unit.client()?, under, decision).await?;
        if is_there { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    #[tracing::instrument(name = "db.amend_refusal", skip_all)]
    async fn amend_refusal(
        &mut self,
        file: &File,
        (before, after): (&RefusalDecision, &RefusalDecision),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.rewrite_refusal(file, (before, after), change).await
    }

    #[tracing::instrument(name = "db.add_movement", skip_all)]
    async fn add_movement(
        &mut self,
        id: Id<Crossing>,
        (file, crossing): (Id<File>, Id<Crossing>),
        asked: &str,
    ) -> Result<(), StoreError> {
        self.note_movement(id, (file, crossing), asked).await
    }

    #[tracing::instrument(name = "db.order_erasure", skip_all)]
    async fn order_erasure(
        &mut self,
        file: Id<File>,
        order: &ErasureOrder,
    ) -> Result<(), StoreError> {
        self.add_order(file, order).await
    }

    fn home_of(&self, held: Id<File>, document: &TravelDocument) -> Id<File> {
        self.home_of_document(held, document)
    }

    fn home_of_part(&self, held: Id<File>, part: Uuid) -> Id<File> {
        self.homes.get(&part).copied().unwrap_or(held)
    }

    #[tracing::instrument(name = "db.is_to_be_erased", skip_all)]
    async fn is_to_be_erased(&mut self, kept: Id<File>) -> Result<bool, StoreError> {
        self.order_waits(kept).await
    }

    fn joined(&self, kept: Id<File>) -> &[Joined] {
        self.joined.get(&kept).map_or(&[], Vec::as_slice)
    }

    #[tracing::instrument(name = "db.merge_files", skip_all)]
    async fn merge_files(
        &mut self,
        files: (&File, &File),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.join(files, change).await
    }

    #[tracing::instrument(name = "db.split_files", skip_all)]
    async fn split_files(
        &mut self,
        files: (&File, Id<File>),
        kept_until: Option<Day>,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.part(files, kept_until, change).await
    }

    #[tracing::instrument(name = "db.file_of_case", skip_all)]
    async fn file_of_case(&mut self, id: Id<Amendment>) -> Result<Option<Id<File>>, StoreError> {
        self.flush().await?;
        case::file_of(&self.unit, id).await
    }

    #[tracing::instrument(name = "db.find_case", skip_all)]
    async fn find_case(
        &mut self,
        file: Id<File>,
        id: Id<Amendment>,
    ) -> Result<Option<Case>, StoreError> {
        self.flush().await?;
        let case = case::find(&self.unit, &self.keys, id).await?;
        // A file that was merged with the one held is that file.
        Ok(case.filter(|case| self.is_of(file, case.amendment.file)))
    }

    #[tracing::instrument(name = "db.add_case", skip_all)]
    async fn add_case(&mut self, case: &Case) -> Result<(), StoreError> {
        self.flush().await?;
        case::insert(&self.unit, self.key(case.amendment.file)?, case).await
    }

    #[tracing::instrument(name = "db.step_case", skip_all)]
    async fn step_case(&mut self, case: &Case) -> Result<(), StoreError> {
        self.flush().await?;
        let is_there = case::step(&self.unit, self.key(case.amendment.file)?, case).await?;
        if is_there { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    #[tracing::instrument(name = "db.add_notice", skip_all)]
    async fn add_notice(
        &mut self,
        kind: &'static str,
        (state, file): (CountryCode, Id<File>),
    ) -> Result<(), StoreError> {
        let values: Vec<Value> = vec![
            Box::new(self.unit.access.at),
            Box::new(kind),
            Box::new(state.to_string()),
            Box::new(file.to_uuid()),
        ];
        self.write(ADD_NOTICE, values).await
    }

    #[tracing::instrument(name = "db.touch", skip_all)]
    async fn touch(&mut self, file: Id<File>, kept_until: Option<Day>) -> Result<(), StoreError> {
        self.raise(file, kept_until).await
    }

    async fn take_over(&mut self, file: &File, kept_until: Option<Day>) -> Result<(), StoreError> {
        self.touch(file.id, kept_until).await?;
        self.tell_relieved(file).await
    }

    async fn tell_relieved(&mut self, file: &File) -> Result<(), StoreError> {
        match relieved(file.responsible_state, self.unit.access.actor.state) {
            Some(state) => self.add_notice(AMENDED, (state, file.id)).await,
            None => Ok(()),
        }
    }

    #[tracing::instrument(name = "db.commit", skip_all)]
    async fn commit(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        let Self { unit, writes, .. } = *self;
        unit.end_with(writes, outcome).await
    }
}

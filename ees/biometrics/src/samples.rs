//! Samples as bytes: fingers as one record of ISO/IEC 19794-2, the face as its 128 numbers.

use ees_match::face::embed::{Code, LENGTH};
use ees_match::gallery::Samples;
use ees_match::minutiae::Template;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, RecordError, minutiae};

/// Why bytes are no samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SamplesError {
    /// The fingers are not a record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// Nothing that this program knows begins so.
    #[error("the form of what was kept is not known")]
    Form,
    /// The face has not its length.
    #[error("a face has {LENGTH} bytes, not {0}")]
    Face(usize),
}

/// The bytes of the fingers; none where there are none.
pub fn fingers_to_bytes(samples: &Samples) -> Result<Option<Vec<u8>>, SamplesError> {
    if samples.fingers.is_empty() {
        return Ok(None);
    }
    let view = |(position, template): &(_, _)| View {
        position: *position,
        number: 0,
        impression: 0,
        capture: Capture::default(),
        template: Clone::clone(template),
    };
    let views = samples.fingers.iter().map(view).collect();
    Ok(Some(minutiae::write(&MinutiaeRecord { edition: Edition::Of2011, views })?))
}

/// The bytes of the face.
pub fn face_to_bytes(samples: &Samples) -> Option<[u8; LENGTH]> {
    samples.face.map(|Code(numbers)| numbers.map(i8::cast_unsigned))
}

/// Samples out of the bytes of both.
pub fn from_bytes(fingers: Option<&[u8]>, face: Option<&[u8]>) -> Result<Samples, SamplesError> {
    let face = face
        .map(|bytes| {
            let numbers = <[u8; LENGTH]>::try_from(bytes).ok();
            numbers.ok_or(SamplesError::Face(bytes.len()))
        })
        .transpose()?
        .map(|numbers| Code(numbers.map(u8::cast_signed)));
    let views = fingers.map(minutiae::read).transpose()?.map(|record| record.views);
    let fingers = views.into_iter().flatten().map(|view| (view.position, view.template));
    Ok(Samples { face, fingers: fingers.collect() })
}

/// The first byte of what is kept of one sample: which form the rest has.
const FORM: u8 = 1;

/// One sample as it is kept in a file.
pub fn kept_face(Code(numbers): &Code) -> Vec<u8> {
    [FORM].into_iter().chain(numbers.map(i8::cast_unsigned)).collect()
}

/// One sample as it is kept in a file.
pub fn kept_finger(position: Position, template: &Template) -> Result<Vec<u8>, SamplesError> {
    let fingers = vec![(position, template.clone())];
    let record = fingers_to_bytes(&Samples { face: None, fingers })?;
    Ok([FORM].into_iter().chain(record.unwrap_or_default()).collect())
}

/// Adds what was kept of one sample; whether it is a face is known to who kept it.
pub fn add_kept(samples: &mut Samples, bytes: &[u8], is_face: IsFace) -> Result<(), SamplesError> {
    let Some((&FORM, rest)) = bytes.split_first() else { return Err(SamplesError::Form) };
    let one = match is_face {
        IsFace::Yes => from_bytes(None, Some(rest))?,
        IsFace::No => from_bytes(Some(rest), None)?,
    };
    samples.face = samples.face.or(one.face);
    for (position, template) in one.fingers {
        // A person with two files may have a finger on each; the first one stands for it.
        if !samples.fingers.iter().any(|(known, _)| *known == position) {
            samples.fingers.push((position, template));
        }
    }
    Ok(())
}

/// What bytes were kept of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsFace {
    /// Of a face.
    Yes,
    /// Of a finger.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_match::synthetic::population::{Minutiae, Noise};

    #[test]
    fn samples_come_back_as_they_went() {
        let fingers: Vec<_> = [Position::RIGHT_INDEX, Position::LEFT_LITTLE]
            .into_iter()
            .zip(0..)
            .map(|(position, seed)| (position, Minutiae::of(seed).capture(1, &Noise::MEASURED)))
            .collect();
        let face = Some(Code(std::array::from_fn(|i| i8::try_from(i).unwrap_or(i8::MIN))));
        for samples in [
            Samples { face, fingers: fingers.clone() },
            Samples { face: None, fingers },
            Samples { face, fingers: Vec::new() },
        ] {
            let bytes = fingers_to_bytes(&samples).unwrap();
            let face = face_to_bytes(&samples);
            let back = from_bytes(bytes.as_deref(), face.as_ref().map(<[u8; LENGTH]>::as_slice));
            assert_eq!(back, Ok(samples));
        }
        assert_eq!(from_bytes(None, Some(&[1, 2])), Err(SamplesError::Face(2)));
        assert!(matches!(from_bytes(Some(b"FMR\0"), None), Err(SamplesError::Record(_))));
    }

    #[test]
    fn what_is_kept_comes_back_one_by_one() {
        let finger = Minutiae::of(5).capture(1, &Noise::MEASURED);
        let face = Code([7; LENGTH]);
        let mut samples = Samples::default();
        add_kept(&mut samples, &kept_face(&face), IsFace::Yes).unwrap();
        let bytes = kept_finger(Position::LEFT_INDEX, &finger).unwrap();
        add_kept(&mut samples, &bytes, IsFace::No).unwrap();
        add_kept(&mut samples, &bytes, IsFace::No).unwrap();
        let fingers = vec![(Position::LEFT_INDEX, finger)];
        assert_eq!(samples, Samples { face: Some(face), fingers });
        for (bytes, is_face) in
            [(&b""[..], IsFace::Yes), (&b"\x02"[..], IsFace::No), (&b"\x01ab"[..], IsFace::Yes)]
        {
            assert!(add_kept(&mut samples, bytes, is_face).is_err(), "{bytes:?}");
        }
    }
}

//! Taking the scan of the identification page: looked at by its content, scanned for malware,
//! drawn anew in a program of its own. What is not taken is not kept, not even for a moment.
//! Statement 4 and 5; R14, R17.

use fnd_intake::Refused;
use fnd_intake::apart::ApartError;
use fnd_intake::clamav::Scanned;
use fnd_register::Coded;
use ies_domain::registration::State;
use ies_domain::scan::{Changed, Held, Scan, ScanError, Verdict, examine};
use jiff::Timestamp;

use crate::app::App;

/// A scan that was taken.
pub(super) struct Taken {
    /// What it is now, and why the former one is destroyed.
    pub changed: Changed,
    /// Its pages, drawn anew, in one piece.
    pub picture: Vec<u8>,
}

/// Why a file was not taken: a code that has a sentence.
pub(super) struct NotTaken(pub &'static str);

/// A file that was found clean, before it belongs to a request.
pub(super) struct Looked {
    held: Held,
    picture: Vec<u8>,
}

/// The examination could not be done; the file may be sent again.
const NOT_EXAMINED: NotTaken = NotTaken("not-examined");

/// Looks at `content` and draws it anew.
///
/// It takes as long as the scanner does, so it is called outside of every unit of work.
pub(super) async fn look(app: &App, content: &[u8], now: Timestamp) -> Result<Looked, NotTaken> {
    let digest = fnd_vault::log::merkle::sha256(&[content]);
    let held = examine(content, digest, now).map_err(|error| NotTaken(error.code()))?;
    match verdict(app, content).await? {
        (Verdict::Clean, pages) => Ok(Looked { held, picture: framed(&pages) }),
        (found, _) => Err(NotTaken(found.code())),
    }
}

/// Takes what was found clean in place of `scan`, for a request in `state`.
pub(super) fn take(
    looked: Looked,
    (scan, state, now): (&Scan, State, Timestamp),
) -> Result<Taken, NotTaken> {
    let refused = |error: ScanError| NotTaken(error.code());
    let quarantined = scan.replace(looked.held, state).map_err(refused)?;
    let judged = quarantined.scan.judge(Verdict::Clean, now).map_err(refused)?;
    let changed = Changed { scan: judged.scan, destroy: quarantined.destroy };
    Ok(Taken { changed, picture: looked.picture })
}

/// What the examination finds, and the pages drawn anew when they are clean.
async fn verdict(app: &App, content: &[u8]) -> Result<(Verdict, Vec<Vec<u8>>), NotTaken> {
    if let Some(clamav) = &app.clamav {
        match clamav.scan(content).await {
            Ok(Scanned::Clean) => {}
            Ok(Scanned::Found(_)) => return Ok((Verdict::Malware, Vec::new())),
            Err(error) => {
                // Without the scanner nothing is taken for clean.
                tracing::error!(%error, "the scanner for malware does not answer");
                return Err(NOT_EXAMINED);
            }
        }
    }
    match app.intake.clean(content).await {
        Ok(pages) => Ok((Verdict::Clean, pages)),
        Err(ApartError::Refused(refused)) => Ok((found(refused), Vec::new())),
        Err(error) => {
            tracing::error!(%error, "uploads cannot be drawn anew");
            Err(NOT_EXAMINED)
        }
    }
}

const fn found(refused: Refused) -> Verdict {
    match refused {
        Refused::Malware => Verdict::Malware,
        Refused::Locked => Verdict::ActiveContent,
        Refused::TooLarge | Refused::TooManyPixels | Refused::TooManyPages | Refused::TooCostly => {
            Verdict::TooExtensive
        }
        Refused::Empty | Refused::OtherKind | Refused::Unreadable | Refused::NoPicture => {
            Verdict::Undecodable
        }
    }
}

/// Pages in one piece: before each its length in four bytes.
fn framed(pages: &[Vec<u8>]) -> Vec<u8> {
    let frame = |page: &Vec<u8>| {
        let length = u32::try_from(page.len()).unwrap_or(u32::MAX);
        [length.to_be_bytes().as_slice(), page].concat()
    };
    pages.iter().flat_map(frame).collect()
}

/// The pages of what [`framed`] made; what does not fit ends them.
pub(crate) fn pages(mut picture: &[u8]) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    while let Some((length, rest)) = picture.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((page, after)) = rest.split_at_checked(length) else { break };
        pages.push(page.to_vec());
        picture = after;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_back_as_they_were() {
        let two = [vec![1, 2, 3], vec![4; 70_000]];
        assert_eq!(pages(&framed(&two)), two);
        assert_eq!(pages(&[0, 0, 0, 9, 1]), Vec::<Vec<u8>>::new());
    }
}

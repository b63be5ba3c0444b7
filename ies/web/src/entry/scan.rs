//! Taking the scan of the identification page: looked at by its content, scanned for malware,
//! drawn anew in a program of its own. What is not taken is not kept, not even for a moment.
//! Statement 4 and 5; R14, R17.

use fnd_intake::Refused;
use fnd_intake::apart::ApartError;
use fnd_intake::clamav::Scanned;
use fnd_register::Coded;
use fnd_web::problem::Problem;
use ies_domain::registration::State;
use ies_domain::scan::{Changed, Scan, Verdict, examine};
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

/// Takes `content` in place of `scan`, for a request in `state`.
pub(super) async fn take(
    app: &App,
    content: &[u8],
    (scan, state, now): (&Scan, State, Timestamp),
) -> Result<Result<Taken, NotTaken>, Problem> {
    let digest = fnd_vault::log::merkle::sha256(&[content]);
    let held = match examine(content, digest, now) {
        Ok(held) => held,
        Err(error) => return Ok(Err(NotTaken(error.code()))),
    };
    let quarantined = match scan.replace(held, state) {
        Ok(changed) => changed,
        Err(error) => return Ok(Err(NotTaken(error.code()))),
    };
    let (verdict, pages) = verdict(app, content).await?;
    let judged = quarantined.scan.judge(verdict, now);
    match (judged, verdict) {
        (Ok(judged), Verdict::Clean) => {
            let changed = Changed { scan: judged.scan, destroy: quarantined.destroy };
            Ok(Ok(Taken { changed, picture: framed(&pages) }))
        }
        (Ok(_), found) => Ok(Err(NotTaken(found.code()))),
        (Err(_), _) => Err(Problem::internal()),
    }
}

/// What the examination finds, and the pages drawn anew when they are clean.
async fn verdict(app: &App, content: &[u8]) -> Result<(Verdict, Vec<Vec<u8>>), Problem> {
    if let Some(clamav) = &app.clamav {
        match clamav.scan(content).await {
            Ok(Scanned::Clean) => {}
            Ok(Scanned::Found(_)) => return Ok((Verdict::Malware, Vec::new())),
            Err(error) => {
                // Without the scanner nothing is taken for clean.
                tracing::error!(%error, "the scanner for malware does not answer");
                return Err(Problem::unavailable());
            }
        }
    }
    match app.intake.clean(content).await {
        Ok(pages) => Ok((Verdict::Clean, pages)),
        Err(ApartError::Refused(refused)) => Ok((found(refused), Vec::new())),
        Err(error) => {
            tracing::error!(%error, "uploads cannot be drawn anew");
            Err(Problem::internal())
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

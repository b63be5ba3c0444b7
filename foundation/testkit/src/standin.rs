//! What programs that stand in for others have in common: when they end.

use std::io::{self, Read};

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Waits until standard input ends or SIGTERM comes. A thread may then still wait for standard
/// input, so the program has to exit by itself.
pub async fn until_ended() -> io::Result<()> {
    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || {
        // Whatever comes is passed over; only the end counts.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        let _ = tell.send(());
    });
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = told => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

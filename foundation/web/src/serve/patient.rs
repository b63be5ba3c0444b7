//! A connection that is given up when nothing moves on it.
//!
//! The timeouts of HTTP begin with a request; a connection on which none ever comes, or whose
//! answer nobody takes, has only this one.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A stream with patience. It ends with [`io::ErrorKind::TimedOut`] when no byte comes within
/// the first time, and later when no byte comes or goes for the second time; at most for twice
/// that.
#[derive(Debug)]
pub(crate) struct Patient<T> {
    stream: T,
    idle: Duration,
    end: Pin<Box<Sleep>>,
    /// Whether something moved since `end` was set.
    has_moved: bool,
}

impl<T> Patient<T> {
    /// Waits `first` for the first byte, and `idle` for any other.
    pub(crate) fn new(stream: T, first: Duration, idle: Duration) -> Self {
        Self { stream, idle, end: Box::pin(sleep(first)), has_moved: false }
    }

    /// Passes `result` on, unless it is still to come and patience is at its end.
    fn watch<R>(
        &mut self,
        context: &mut Context<'_>,
        result: Poll<io::Result<R>>,
    ) -> Poll<io::Result<R>> {
        if result.is_ready() {
            self.has_moved = true;
            return result;
        }
        while self.end.as_mut().poll(context).is_ready() {
            if !std::mem::take(&mut self.has_moved) {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.end.set(sleep(self.idle));
        }
        Poll::Pending
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.watch(context, result)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, result)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Flushing nothing is always done at once, and moves nothing.
        match Pin::new(&mut self.stream).poll_flush(context) {
            Poll::Pending => self.watch(context, Poll::Pending),
            Poll::Ready(result) => Poll::Ready(result),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_shutdown(context);
        self.watch(context, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.watch(context, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

//! Addresses that are known before anything listens there.

use std::net::SocketAddr;

use tokio::net::TcpSocket;

/// A port of this machine that nobody else is given while this is held.
///
/// Configurations name an address before the server that they configure has begun. A port that
/// was found free and let go again can be handed out to somebody else in between; this one is
/// kept by a socket that is bound and does not listen. Whoever connects is refused until a
/// server listens on exactly this address, which the operating system permits beside a bound
/// socket when both ask for `SO_REUSEADDR`, as the listeners of `std` and tokio do.
#[derive(Debug)]
pub struct Reserved {
    address: SocketAddr,
    _held: TcpSocket,
}

impl Reserved {
    /// Any free port of 127.0.0.1.
    #[expect(clippy::new_without_default, reason = "every one is another")]
    pub fn new() -> Self {
        let held = TcpSocket::new_v4().unwrap();
        held.set_reuseaddr(true).unwrap();
        held.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        Self { address: held.local_addr().unwrap(), _held: held }
    }

    /// Where to listen, and what to configure.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use tokio::net::{TcpListener, TcpStream};

    use super::Reserved;

    #[tokio::test]
    async fn nobody_answers_until_a_server_listens_where_it_was_meant_to() {
        let reserved = Reserved::new();
        let refused = TcpStream::connect(reserved.address()).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
        let _listener = TcpListener::bind(reserved.address()).await.unwrap();
        TcpStream::connect(reserved.address()).await.unwrap();
    }

    #[tokio::test]
    async fn no_two_are_the_same() {
        let many: Vec<_> = (0..200).map(|_| Reserved::new()).collect();
        let mut ports: Vec<_> = many.iter().map(|one| one.address().port()).collect();
        ports.sort_unstable();
        ports.dedup();
        assert_eq!(ports.len(), many.len());
    }
}

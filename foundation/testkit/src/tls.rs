//! Certificates for tests: an authority, servers and clients below it.

pub mod kept;

use aws_lc_rs::digest::{SHA256, digest};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, PublicKeyData, date_time_ymd,
};

/// A certificate and its key, in PEM.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The certificate.
    pub certificate: String,
    /// The private key.
    pub key: String,
    /// The public key with its algorithm (`SubjectPublicKeyInfo`), in DER.
    pub public_key: Vec<u8>,
}

impl Credentials {
    /// SHA-256 of the public key, in hexadecimal: by this a server knows the client.
    pub fn fingerprint(&self) -> String {
        let digest = digest(&SHA256, &self.public_key);
        digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
    }
}

/// A certificate authority that nobody trusts but a test.
#[derive(Debug)]
pub struct TestAuthority(CertifiedIssuer<'static, KeyPair>);

impl TestAuthority {
    /// A new one.
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// Its own certificate, in PEM.
    pub fn certificate(&self) -> String {
        self.0.pem()
    }

    /// A server's, for `names` or addresses.
    pub fn server(&self, names: &[&str]) -> Credentials {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.issue(&params)
    }

    /// A client's, called `name`.
    pub fn client(&self, name: &str) -> Credentials {
        self.issue(&client(name))
    }

    /// A client's that is no longer valid.
    pub fn expired_client(&self, name: &str) -> Credentials {
        let mut params = client(name);
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
        self.issue(&params)
    }

    fn issue(&self, params: &CertificateParams) -> Credentials {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        Credentials {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
            public_key: key.subject_public_key_info(),
        }
    }
}

fn client(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}

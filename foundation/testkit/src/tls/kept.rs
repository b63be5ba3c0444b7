//! Certificates kept in a folder, for demonstrations: an authority, a server and clients.
//!
//! Keys are made once and stay, so that who knows a client by its key goes on knowing it.
//! Certificates are issued anew each time, for a year. The authority may speak for this machine
//! alone, so that nothing is lost when somebody trusts it and its key gets about.

use std::error::Error;
use std::fs;
use std::path::Path;

use aws_lc_rs::rand;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CidrSubnet, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyPair, KeyUsagePurpose, NameConstraints,
    PublicKeyData, SerialNumber, date_time_ymd,
};

use super::{Credentials, client};

/// What the authority is called, and its files.
const AUTHORITY: &str = "authority";
/// The files of the server.
const SERVER: &str = "server";
/// What the server is called: this machine, by name and by address.
const HERE: [&str; 2] = ["localhost", "127.0.0.1"];
/// Bytes of a serial number, which must never come twice.
const SERIAL_LENGTH: usize = 16;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What was issued.
#[derive(Debug)]
pub struct Issued {
    /// The authority's certificate, in PEM.
    pub authority: String,
    /// The clients, in the order they were asked for.
    pub clients: Vec<Credentials>,
}

/// Issues certificates that are valid for a year from `now`, for the server and for `clients`.
/// Each certificate is in `NAME.pem` below `folder`, its key beside it in `NAME.key`, which only
/// its owner may read.
pub fn issue(folder: &Path, clients: &[String], now: Timestamp) -> Result<Issued> {
    if let Some(wrong) = clients.iter().find(|name| !is_plain(name)) {
        return Err(format!("`{wrong}` cannot be the name of a client").into());
    }
    fs::create_dir_all(folder)?;
    let today = now.to_zoned(TimeZone::UTC).date();
    let authority =
        CertifiedIssuer::self_signed(dated(authority(), today)?, key(folder, AUTHORITY)?)?;
    fs::write(folder.join("authority.pem"), authority.pem())?;
    let issue = |name: &str, params: CertificateParams| -> Result<Credentials> {
        let key = key(folder, name)?;
        let certificate = dated(params, today)?.signed_by(&key, &authority)?.pem();
        fs::write(folder.join(format!("{name}.pem")), &certificate)?;
        Ok(Credentials {
            certificate,
            key: key.serialize_pem(),
            public_key: key.subject_public_key_info(),
        })
    };
    issue(SERVER, server()?)?;
    let clients = clients.iter().map(|name| issue(name, client(name))).collect::<Result<_>>()?;
    Ok(Issued { authority: authority.pem(), clients })
}

/// Whether the name of a client can be the name of its files.
fn is_plain(name: &str) -> bool {
    let is_known = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    !name.is_empty() && name.bytes().all(is_known) && ![AUTHORITY, SERVER].contains(&name)
}

fn authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Stand-in authority of this machine");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".to_owned()),
            GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 0], 8)),
        ],
        excluded_subtrees: vec![GeneralSubtree::IpAddress(CidrSubnet::from_v6_prefix([0; 16], 0))],
    });
    params
}

fn server() -> Result<CertificateParams> {
    let mut params = CertificateParams::new(HERE.map(str::to_owned))?;
    params.distinguished_name.push(DnType::CommonName, HERE[0]);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

/// Makes `params` valid for a year, from the day before for clocks that are behind.
fn dated(mut params: CertificateParams, today: Date) -> Result<CertificateParams> {
    let day = |day: Date| {
        let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        date_time_ymd(day.year().into(), month, of_month)
    };
    params.not_before = day(today.checked_sub(1.day())?);
    params.not_after = day(today.checked_add(1.year())?);
    params.use_authority_key_identifier_extension = true;
    let mut serial = [0; SERIAL_LENGTH];
    rand::fill(&mut serial)?;
    // A serial number is positive.
    serial[0] &= 0x7f;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    Ok(params)
}

/// The key of `name`, made when there is none.
fn key(folder: &Path, name: &str) -> Result<KeyPair> {
    let path = folder.join(format!("{name}.key"));
    if path.exists() {
        return KeyPair::from_pem(&fnd_vault::secret::read(&path)?).map_err(|error| {
            format!("`{}`: {error}; delete it to have another made", path.display()).into()
        });
    }
    let key = KeyPair::generate()?;
    fnd_vault::secret::write(&path, &key.serialize_pem())?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn keys_stay_and_are_for_their_owner_alone_and_certificates_are_new() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["desk".to_owned()];
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let issue = |now| issue(folder.path(), &names, now).unwrap();
        let (first, next) = (issue(now), issue(now + 8784.hours()));
        assert_eq!(first.clients[0].fingerprint(), next.clients[0].fingerprint());
        assert_ne!(first.clients[0].certificate, next.clients[0].certificate);
        assert_ne!(first.authority, next.authority);
        for name in ["authority", "server", "desk"] {
            let key = folder.path().join(format!("{name}.key"));
            assert_eq!(fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
            assert!(folder.path().join(format!("{name}.pem")).exists());
        }
    }

    #[test]
    fn a_certificate_is_valid_for_a_year_and_two_never_have_one_number() {
        let today = jiff::civil::date(2028, 2, 29);
        let params = dated(server().unwrap(), today).unwrap();
        assert_eq!(params.not_before, date_time_ymd(2028, 2, 28));
        assert_eq!(params.not_after, date_time_ymd(2029, 2, 28));
        assert_ne!(params.serial_number, dated(authority(), today).unwrap().serial_number);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let said = |name: &str| {
            let names = [name.to_owned()];
            issue(folder.path(), &names, Timestamp::UNIX_EPOCH).unwrap_err().to_string()
        };
        for name in ["", "../desk", "server", "authority"] {
            assert!(said(name).contains(&format!("`{name}` cannot be")), "{name}");
        }
        fnd_vault::secret::write(&folder.path().join("desk.key"), "no key").unwrap();
        assert!(said("desk").contains("desk.key`: ") && said("desk").contains("delete it"));
    }
}

//! Tests of the table: on lines of ours, and on the files of Debian where they are installed.

use super::*;

/// Where the Debian package `tor-geoipdb` puts its files.
const INSTALLED: [&str; 2] = ["/usr/share/tor/geoip", "/usr/share/tor/geoip6"];
/// Memory that the table of the installed files may take.
const BYTES_MAX: usize = 12_000_000;

const FOUR: &str = "# remark\n\n\
    16777216,16777471,AU\n16777472,16778239,CN\n16778240,16779263,CN\n\
    33554432,33554687,??\n33554688,33554688,DE\n4278190080,4294967295,ZZ\n";
const SIX: &str = "2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,FR\n\
    2001:db8:2::,2001:db8:2:ffff:ffff:ffff:ffff:ffff,IT\n\
    fe00::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,ZZ\n";

fn table(four: &str, six: &str) -> Table {
    let mut table = Table::empty();
    table.add_four(four.as_bytes()).unwrap();
    table.add_six(six.as_bytes()).unwrap();
    table
}

fn country(table: &Table, address: &str) -> Option<String> {
    table.country(address.parse().unwrap()).map(|code| code.as_str().to_owned())
}

#[test]
fn the_first_and_the_last_address_of_a_range_belong_to_it_and_their_neighbours_do_not() {
    let table = table(FOUR, SIX);
    assert_eq!(table.skipped(), 0);
    let cases = [
        ("before the first range", "0.255.255.255", None),
        ("first of the first", "1.0.0.0", Some("AU")),
        ("last of the first", "1.0.0.255", Some("AU")),
        ("first of the second", "1.0.1.0", Some("CN")),
        ("two ranges of one country meet", "1.0.4.0", Some("CN")),
        ("last before a gap", "1.0.7.255", Some("CN")),
        ("first of a gap", "1.0.8.0", None),
        ("last of a gap", "1.255.255.255", None),
        ("known to be unknown", "2.0.0.0", None),
        ("a range of one", "2.0.1.0", Some("DE")),
        ("behind a range of one", "2.0.1.1", None),
        ("the last address but one", "255.255.255.254", Some("ZZ")),
        ("before the first of IPv6", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", None),
        ("first of IPv6", "2001:db8::", Some("FR")),
        ("last of IPv6", "2001:db8:0:ffff:ffff:ffff:ffff:ffff", Some("FR")),
        ("first of a gap of IPv6", "2001:db8:1::", None),
        ("behind a gap of IPv6", "2001:db8:2::1", Some("IT")),
        ("the last address of IPv6", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some("ZZ")),
    ];
    for (what, address, expected) in cases {
        assert_eq!(country(&table, address).as_deref(), expected, "{what}");
    }
}

#[test]
fn addresses_that_are_in_use_everywhere_have_no_country() {
    let all = table("0,4294967295,DE\n", "::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,DE\n");
    let local = "0.0.0.0 10.1.2.3 127.0.0.1 127.255.255.255 169.254.0.1 172.16.0.0 172.31.255.255 \
        192.168.1.1 100.64.0.0 100.127.255.255 255.255.255.255 :: ::1 fc00::1 fdff::1 fe80::1 \
        ::ffff:10.0.0.1 ::ffff:127.0.0.1";
    for address in local.split_whitespace() {
        assert_eq!(country(&all, address), None, "{address}");
    }
    let public = "1.1.1.1 9.255.255.255 11.0.0.0 172.15.255.255 172.32.0.0 100.63.255.255 \
        100.128.0.0 2001:db8::1 fbff::1 ::ffff:1.1.1.1";
    for address in public.split_whitespace() {
        assert_eq!(country(&all, address).as_deref(), Some("DE"), "{address}");
    }
}

#[test]
fn an_address_of_ipv4_in_the_form_of_ipv6_is_looked_up_as_ipv4() {
    let table = table(FOUR, "::,ffff::,FR\n");
    assert_eq!(country(&table, "::ffff:1.0.1.0").as_deref(), Some("CN"));
    assert_eq!(country(&table, "::ffff:1.0.8.0"), None);
}

#[test]
fn lines_that_cannot_be_used_are_counted_and_the_others_hold() {
    let wrong = [
        "1,2",
        "1,2,DE,x",
        "1,2,de",
        "1,2,D",
        "1,2,DEU",
        "2,1,DE",
        "x,2,DE",
        "1,4294967296,DE",
        "-1,2,DE",
        "1;2;DE",
        "1,2,\u{c4}",
        "::1,::2,DE",
    ];
    for line in wrong {
        let table = table(&format!("16777216,16777217,AU\n{line}\n16777218,16777219,CN\n"), "");
        assert_eq!(table.skipped(), 1, "{line}");
        assert_eq!(country(&table, "1.0.0.1").as_deref(), Some("AU"), "{line}");
        assert_eq!(country(&table, "1.0.0.2").as_deref(), Some("CN"), "{line}");
    }
    let overlapping =
        table("16777216,16777219,AU\n16777219,16777220,CN\n16777221,16777221,DE\n", "");
    assert_eq!(overlapping.skipped(), 1);
    assert_eq!(country(&overlapping, "1.0.0.3").as_deref(), Some("AU"));
    assert_eq!(country(&overlapping, "1.0.0.4"), None);
    let after_the_end = table("0,4294967295,AU\n0,1,CN\n", "");
    assert_eq!(after_the_end.skipped(), 1);
}

#[test]
fn bytes_that_are_no_text_are_a_line_that_cannot_be_used() {
    let mut table = Table::empty();
    table.add_four(&b"1,2,\xff\xff\n16777216,16777217,AU\n\xc3"[..]).unwrap();
    assert_eq!(table.skipped(), 2);
    assert_eq!(country(&table, "1.0.0.0").as_deref(), Some("AU"));
}

#[test]
fn without_files_nothing_is_known_and_nothing_fails() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("geoip");
    let table = Table::read(&absent, &absent).unwrap();
    assert!(table.is_empty());
    assert_eq!(country(&table, "1.0.0.0"), None);
    assert_eq!(country(&table, "2001:db8::"), None);
    assert!(Table::read(folder.path(), &absent).is_err(), "a folder is no file");
}

#[test]
fn files_are_read_and_what_is_reserved_for_more_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let [four, six] = ["geoip", "geoip6"].map(|name| folder.path().join(name));
    std::fs::write(&four, FOUR).unwrap();
    std::fs::write(&six, SIX).unwrap();
    let read = Table::read(&four, &six).unwrap();
    assert_eq!(read, table(FOUR, SIX));
    // AU, CN, none, DE, none, ZZ; FR, none, IT, none, ZZ.
    assert_eq!(read.bytes(), size_of::<Table>() + 6 * (4 + 3) + 5 * (16 + 3));
}

#[test]
fn every_range_of_the_installed_files_is_answered_as_it_is_written() {
    let [four, six] = INSTALLED.map(Path::new);
    let (Ok(lines_four), Ok(lines_six)) =
        (std::fs::read_to_string(four), std::fs::read_to_string(six))
    else {
        eprintln!("not tested: no {} and {}, as tor-geoipdb has them", INSTALLED[0], INSTALLED[1]);
        return;
    };
    let table = Table::read(four, six).unwrap();
    assert_eq!(table.skipped(), 0);
    assert!(table.bytes() <= BYTES_MAX, "{} bytes", table.bytes());
    let number = |text: &str| IpAddr::V4(Ipv4Addr::from_bits(text.parse().unwrap()));
    let address = |text: &str| IpAddr::V6(text.parse().unwrap());
    let named = [check(&table, &lines_four, number), check(&table, &lines_six, address)];
    println!("{named:?} ranges, {} bytes", table.bytes());
}

/// Asks for both ends of every line; how many lines there were.
fn check(table: &Table, lines: &str, read: impl Fn(&str) -> IpAddr) -> usize {
    let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let ask = |line: &str| {
        let parts: Vec<&str> = line.split(',').collect();
        let expected = Some(parts[2]).filter(|code| *code != "??").and_then(Alpha2::parse);
        for end in [read(parts[0]), read(parts[1])] {
            let found = table.country(end);
            assert!(found == expected || found.is_none() && is_local(end), "{line}");
        }
    };
    lines.map(ask).count()
}

fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_local_four(four),
        IpAddr::V6(six) => is_local_six(six),
    }
}

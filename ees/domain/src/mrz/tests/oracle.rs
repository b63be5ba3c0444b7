//! What is written reads back, here and by the reader of others.

use fnd_core::CountryCode;
use proptest::prelude::*;

use super::super::*;
use super::*;
use crate::identity::{Name, Nationalities, Sex};
use crate::partial_date::PartialDate;

/// A synthetic traveller and document.
#[derive(Debug, Clone)]
struct Sample {
    identity: Identity,
    number: DocumentNumber,
    issuer: CountryCode,
    expires: Date,
    optional: String,
}

fn code() -> impl Strategy<Value = CountryCode> {
    prop::sample::select(vec!["DEU", "MDA", "TUR", "GBN", "XXB", "RKS", "UNO", "BRA", "PHL"])
        .prop_map(|code| code.parse().unwrap())
}

fn identity() -> impl Strategy<Value = Identity> {
    let name = "[A-Z]{1,9}( [A-Z]{1,9}){0,1}";
    let day = (1950_i16..2026, 1_i8..=12, 1_i8..=28, 0_u8..4);
    let sex = prop::sample::select(vec![Sex::Female, Sex::Male, Sex::Unspecified]);
    (name, proptest::option::of(name), day, code(), sex).prop_map(
        |(surname, given, (year, month, day, known), nationality, sex)| Identity {
            surname: Name::new(&surname).unwrap(),
            given_names: given.map(|given| Name::new(&given).unwrap()),
            birth: PartialDate::new(
                (0 < known).then_some(year),
                (1 < known).then_some(month),
                (2 < known).then_some(day),
            )
            .unwrap(),
            nationalities: Nationalities::new([nationality]).unwrap(),
            sex,
        },
    )
}

fn sample(number: &'static str) -> impl Strategy<Value = Sample> {
    let expires = (2027_i16..2060, 1_i8..=12, 1_i8..=28);
    (identity(), number, code(), expires, "([A-Z0-9]{1,5})?").prop_map(
        |(identity, number, issuer, (year, month, day), optional)| Sample {
            identity,
            number: DocumentNumber::new(&number).unwrap(),
            issuer,
            expires: date(year, month, day),
            optional,
        },
    )
}

fn document_code(format: Format) -> &'static str {
    match format {
        Format::Td1 | Format::Td2 => "ID",
        Format::Td3 => "P",
        Format::MrvA | Format::MrvB => "V",
    }
}

fn written(sample: &Sample, format: Format) -> Result<String, WriteError> {
    write(&Writing {
        format,
        document_code: document_code(format),
        issuer: sample.issuer,
        identity: &sample.identity,
        number: &sample.number,
        expires: Some(sample.expires),
        optional: &sample.optional,
        optional_second: "",
    })
}

/// Sets a name aside when the field cut it.
fn agrees(sample: &Sample, mrz: &Mrz) -> bool {
    let whole = mrz.name_may_be_truncated || {
        mrz.identity.surname == sample.identity.surname
            && mrz.identity.given_names == sample.identity.given_names
    };
    whole
        && mrz.identity.birth == sample.identity.birth
        && mrz.identity.sex == sample.identity.sex
        && mrz.identity.nationalities == sample.identity.nationalities
        && mrz.number == sample.number
        && mrz.issuer == sample.issuer
        && mrz.expires == Some(sample.expires)
        && mrz.optional == sample.optional
}

/// The same zone by the reader of others; the second value is whether all digits agree.
fn by_others(zone: &str, format: Format) -> (::mrz::MrzData, bool) {
    let lines: Vec<&str> = zone.lines().collect();
    let data = match format {
        Format::Td1 => ::mrz::parse_td1(lines[0], lines[1], lines[2]),
        Format::Td2 => ::mrz::parse_td2(lines[0], lines[1]),
        Format::Td3 => ::mrz::parse_td3(lines[0], lines[1]),
        Format::MrvA => ::mrz::parse_mrv_a(lines[0], lines[1]),
        Format::MrvB => ::mrz::parse_mrv_b(lines[0], lines[1]),
    }
    .unwrap();
    let agree = data.checksum_consistent();
    (data, agree)
}

proptest! {
    #[test]
    fn what_is_written_reads_back_in_every_format(sample in sample("[A-Z0-9]{1,9}")) {
        for format in Format::ALL {
            let zone = written(&sample, format).unwrap();
            let mrz = read(&zone, ON).unwrap();
            prop_assert!(agrees(&sample, &mrz), "{}\n{:?}", zone, mrz);
        }
    }

    #[test]
    fn long_numbers_read_back_from_cards(sample in sample("[A-Z0-9]{10,14}")) {
        let zone = written(&sample, Format::Td1);
        if let Ok(zone) = zone {
            prop_assert!(agrees(&sample, &read(&zone, ON).unwrap()), "{}", zone);
        }
        prop_assert_eq!(written(&sample, Format::Td3), Err(WriteError::NumberTooLong));
    }

    #[test]
    fn others_read_the_same(sample in sample("[A-Z0-9]{1,9}")) {
        for format in Format::ALL {
            let zone = written(&sample, format).unwrap();
            let (data, agree) = by_others(&zone, format);
            let mrz = read(&zone, ON).unwrap();
            prop_assert!(agree, "{}", zone);
            prop_assert_eq!(&data.document_number, mrz.number.as_str());
            // Without a double filler the others take the second part for a given name.
            if let Some(given) = &mrz.identity.given_names {
                prop_assert_eq!(&data.surname, mrz.identity.surname.as_str());
                prop_assert_eq!(&data.given_names, given.as_str());
            }
        }
    }

    #[test]
    fn check_digits_are_those_of_others(field in "[A-Z0-9<]{1,40}") {
        let ours = check_digit::check_digit(field.bytes()).map(u32::from);
        prop_assert_eq!(ours, ::mrz::check_digit(&field).ok());
    }

    #[test]
    fn a_name_too_long_is_cut_and_says_so(
        surname in "[A-Z]{3,20}( [A-Z]{1,20}){1,2}",
        given in "[A-Z]{20,30}( [A-Z]{1,20}){1,2}",
        mut sample in sample("[A-Z0-9]{9}"),
    ) {
        sample.identity.surname = Name::new(&surname).unwrap();
        sample.identity.given_names = Some(Name::new(&given).unwrap());
        let zone = written(&sample, Format::Td1).unwrap();
        let mrz = read(&zone, ON).unwrap();
        prop_assert!(mrz.name_may_be_truncated, "{}", zone);
        prop_assert!(surname.starts_with(mrz.identity.surname.as_str()));
        let read_given = mrz.identity.given_names.unwrap();
        prop_assert!(given.starts_with(read_given.as_str()));
    }
}

#[test]
fn names_of_other_scripts_are_transliterated() {
    let identity = Identity {
        surname: Name::new("Щербакова").unwrap(),
        given_names: Some(Name::new("Юлия").unwrap()),
        birth: "1990-05-04".parse().unwrap(),
        nationalities: Nationalities::new([CountryCode::of(b"KAZ")]).unwrap(),
        sex: Sex::Female,
    };
    let number = DocumentNumber::new("N1234567").unwrap();
    let zone = write(&Writing {
        format: Format::Td3,
        document_code: "P",
        issuer: CountryCode::of(b"KAZ"),
        identity: &identity,
        number: &number,
        expires: Some(date(2030, 1, 1)),
        optional: "",
        optional_second: "",
    })
    .unwrap();
    assert!(zone.starts_with("P<KAZSHCHERBAKOVA<<IULIIA<<<"));
    assert!(read(&zone, ON).is_ok());
}

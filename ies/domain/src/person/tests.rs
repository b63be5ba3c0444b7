//! Tests of the contact details.

use fnd_register::Coded;
use proptest::prelude::*;

use super::*;

const WHOLE: ContactInput<'static> = ContactInput {
    first_name: "Maria",
    last_name: "O’Connor-Ñíguez",
    email: "Maria.Connor@Example.Test",
    telephone: "+32 (0)2 123 45 67",
    work_address: "Rue de la Loi 1\n1000 Brussels",
    organisation: "3D Institute",
    job_title: "Head of Unit",
};

#[test]
fn a_card_has_the_seven_fields_and_no_eighth() {
    let card = ContactCard::read(&WHOLE).unwrap();
    let fields = card.fields();
    assert!(fields.iter().map(|(field, _)| *field).eq(ContactField::ALL.iter().copied()));
    assert_eq!(
        fields.map(|(_, value)| value),
        [
            "Maria",
            "O’Connor-Ñíguez",
            "Maria.Connor@example.test",
            "+3221234567",
            "Rue de la Loi 1\n1000 Brussels",
            "3D Institute",
            "Head of Unit",
        ]
    );
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_form() {
    let errors = ContactCard::read(&ContactInput::default()).unwrap_err();
    let fields: Vec<_> = errors.iter().map(FieldError::codes).collect();
    let expected: Vec<_> =
        ContactField::ALL.iter().map(|field| (field.code(), "missing")).collect();
    assert_eq!(fields, expected);
    let mixed = ContactInput { email: "jane", telephone: "123", ..WHOLE };
    let codes: Vec<_> =
        ContactCard::read(&mixed).unwrap_err().iter().map(FieldError::codes).collect();
    assert_eq!(
        codes,
        [("email", "email-without-at"), ("telephone", "telephone-without-country-code")]
    );
}

#[test]
fn names_of_all_members_of_the_network_are_names() {
    let names = [
        "Ștefănescu",
        "Žižek",
        "Ó Briain",
        "d'Artagnan",
        "'t Hooft",
        "Müller-Lüdenscheidt",
        "Παπαδόπουλος",
        "Шевченко",
        "მაისურაძე",
        "Պետրոսյան",
        "Ćosić",
        "Sigurðardóttir",
        "J. R. R.",
        "Núñez i Català",
        "Ferrer·Vidal",
        "محمد",
        "김",
        "とう",
        "இரா",
        "श्रीमती",
        "พร้อม",
        "מֹשֶׁה",
        "N\u{303}andu",
    ];
    for name in names {
        assert_eq!(LastName::read(name).unwrap().as_str(), name);
    }
}

#[test]
fn what_is_no_name_is_refused_with_a_reason() {
    let cases = [
        ("a formula of a spreadsheet", "=HYPERLINK(\"x\")", "not-in-names"),
        ("a formula that begins with a sign", "-Jane", "no-letter-first"),
        ("markup", "<b>Jane</b>", "not-in-names"),
        ("an address", "jane@example.org", "not-in-names"),
        ("digits", "Jane 2", "not-in-names"),
        ("digits of another script", "جين٢", "not-in-names"),
        ("a comma", "Doe, Jane", "not-in-names"),
        ("an Arabic comma", "محمد،", "not-in-names"),
        ("a picture", "Jane 🙂", "not-in-names"),
        ("only a dot", ".", "no-letter-first"),
        ("an accent on nothing", "\u{301}Jane", "no-letter-first"),
        ("a header of a mail", "Jane\nBcc: x", "line-break"),
        ("a turned direction", "Jane\u{202E}", "direction-mark"),
    ];
    for (rule, text, code) in cases {
        assert_eq!(FirstName::read(text).unwrap_err().codes(), ("first-name", code), "{rule}");
    }
    assert_eq!(FirstName::read(&"a".repeat(101)).unwrap_err().code(), "too-long");
    assert!(FirstName::read(&"ა".repeat(100)).is_ok(), "characters count, not bytes");
}

#[test]
fn an_address_of_mail_is_put_in_order() {
    let cases = [
        ("capital letters of the domain", "Jane.Doe@EXAMPLE.Org", "Jane.Doe@example.org"),
        ("what programs put around it", " <mailto:jane@example.org> ", "jane@example.org"),
        ("a link", "MAILTO:jane@example.org", "jane@example.org"),
        ("angle brackets", "<jane@example.org>", "jane@example.org"),
        ("a dot at the end of a sentence", "jane@example.org.", "jane@example.org"),
        ("marks", "o'neill+emn=ies@example.org", "o'neill+emn=ies@example.org"),
        (
            "another script in its form for mail",
            "jane@xn--bcher-kva.example",
            "jane@xn--bcher-kva.example",
        ),
        ("digits in the domain", "a@1a.4you.eu", "a@1a.4you.eu"),
    ];
    for (rule, text, expected) in cases {
        let read = Email::read(text).map(|email| email.as_str().to_owned());
        assert_eq!(read.as_deref(), Ok(expected), "{rule}");
    }
}

#[test]
fn what_is_no_address_of_mail_is_refused_with_a_reason() {
    let long_local = format!("{}@example.org", "a".repeat(65));
    let long = format!("a@{}org", format!("{}.", "a".repeat(63)).repeat(4));
    let cases = [
        ("nothing", "  ", "missing"),
        ("no at", "jane.example.org", "email-without-at"),
        ("two", "jane@doe@example.org", "email-without-at"),
        ("two addresses", "jane@example.org, john@example.org", "email-with-blanks"),
        ("a header of a mail", "jane@example.org\r\nBcc:x@example.org", "email-with-blanks"),
        ("the end of a string in C", "jane\0@example.org", "email-with-blanks"),
        ("quoted", "\"jane\"@example.org", "email-local-part"),
        ("two dots", "jane..doe@example.org", "email-local-part"),
        ("a dot first", ".jane@example.org", "email-local-part"),
        ("nobody", "@example.org", "email-local-part"),
        ("an accent", "josé@example.org", "email-local-part"),
        ("a comment", "jane(x)@example.org", "email-local-part"),
        ("another script", "jane@bücher.example", "email-domain-not-ascii"),
        ("a look-alike", "jane@exаmple.org", "email-domain-not-ascii"),
        ("one label", "jane@localhost", "email-domain"),
        ("a number", "jane@127.0.0.1", "email-domain"),
        ("a literal", "jane@[127.0.0.1]", "email-domain"),
        ("an empty label", "jane@example..org", "email-domain"),
        ("a hyphen first", "jane@-example.org", "email-domain"),
        ("a hyphen last", "jane@example-.org", "email-domain"),
        ("a reserved form", "jane@ab--c.org", "email-domain"),
        ("an empty script", "jane@xn--.org", "email-domain"),
        ("an underscore", "jane@my_host.org", "email-domain"),
        ("a long local part", &long_local, "email-too-long"),
        ("a long address", &long, "email-too-long"),
    ];
    for (rule, text, code) in cases {
        assert_eq!(Email::read(text).map_err(|error| error.code()), Err(code), "{rule}");
    }
}

#[test]
fn addresses_that_differ_in_capitals_are_one_when_compared() {
    let [a, b] = ["Jane@example.org", "jANE@Example.ORG"].map(|text| Email::read(text).unwrap());
    assert_ne!(a.as_str(), b.as_str());
    assert_eq!(a.folded(), b.folded());
    assert_eq!(a.domain(), "example.org");
}

#[test]
fn a_telephone_number_is_read_however_it_is_written() {
    let cases = [
        ("+32 2 283 19 00", "+3222831900"),
        ("0032 2 283 19 00", "+3222831900"),
        ("+32 (0)2 283.19.00", "+3222831900"),
        ("(+32) 2/283-19-00", "+3222831900"),
        ("tel:+32-2-283-19-00", "+3222831900"),
        ("+32\u{A0}2\u{2011}283 19 00", "+3222831900"),
        ("+995 32 2 41 19 59 ext. 12", "+995322411959;ext=12"),
        ("+995 32 2 41 19 59 x12", "+995322411959;ext=12"),
        ("+33 1 23 45 67 89 poste 4", "+33123456789;ext=4"),
        ("+33 1 23 45 67 89 #4 5", "+33123456789;ext=45"),
        ("+3222831900;ext=7", "+3222831900;ext=7"),
    ];
    for (text, expected) in cases {
        let read = Telephone::read(text).unwrap();
        assert_eq!(read.as_str(), expected, "{text}");
        assert_eq!(Telephone::read(read.as_str()), Ok(read.clone()), "{text}");
        assert_eq!(Telephone::read(&read.to_string()), Ok(read), "as it is shown: {text}");
    }
}

#[test]
fn what_cannot_be_dialled_from_abroad_is_refused_with_a_reason() {
    let cases = [
        ("", "missing"),
        ("02 283 19 00", "telephone-without-country-code"),
        ("+0 2 283 19 00", "telephone-without-country-code"),
        ("+32 2 CALL ME", "telephone-with-other-characters"),
        ("+32 2 283\u{7}19 00", "telephone-with-other-characters"),
        ("++32 2 283 19 00", "telephone-with-other-characters"),
        ("+32 2 283 19 00\nBcc: x", "telephone-with-other-characters"),
        ("+32 123", "telephone-too-short"),
        ("+32 2 283 19 00 12345678", "telephone-too-long"),
        ("+32 2 283 19 00 ext", "telephone-extension"),
        ("+32 2 283 19 00 ext 123456789", "telephone-extension"),
    ];
    for (text, code) in cases {
        assert_eq!(Telephone::read(text).map_err(|error| error.code()), Err(code), "{text}");
    }
}

#[test]
fn contact_details_do_not_show_themselves() {
    let card = ContactCard::read(&WHOLE).unwrap();
    let shown = format!("{card:?} {WHOLE:?}");
    for (field, value) in card.fields() {
        assert!(!shown.contains(value), "{}", field.code());
    }
}

#[test]
fn a_change_of_name_is_the_one_the_page_was_held_against() {
    let card = ContactCard::read(&WHOLE).unwrap();
    let renamed = ContactInput { last_name: "Connor", job_title: "Director", ..WHOLE };
    let differences = card.differences(&ContactCard::read(&renamed).unwrap());
    assert_eq!(differences, [ContactField::LastName, ContactField::JobTitle]);
    let proven: Vec<_> =
        ContactField::ALL.iter().filter(|field| field.is_proven_by_scan()).collect();
    assert_eq!(proven, [&ContactField::FirstName, &ContactField::LastName]);
}

proptest! {
    #[test]
    fn no_field_of_one_line_ever_holds_a_line_break(text in any::<String>()) {
        let values = [
            FirstName::read(&text).map(|value| value.as_str().to_owned()),
            LastName::read(&text).map(|value| value.as_str().to_owned()),
            Email::read(&text).map(|value| value.as_str().to_owned()),
            Telephone::read(&text).map(|value| value.as_str().to_owned()),
            OrganisationName::read(&text).map(|value| value.as_str().to_owned()),
            JobTitle::read(&text).map(|value| value.as_str().to_owned()),
        ];
        for value in values.into_iter().flatten() {
            prop_assert!(!value.chars().any(char::is_control));
        }
    }

    #[test]
    fn an_address_reads_back_what_it_wrote(text in "[a-z.+]{1,12}@[a-z0-9.-]{1,20}") {
        if let Ok(email) = Email::read(&text) {
            prop_assert_eq!(Email::read(email.as_str()), Ok(email));
        }
    }
}

//! The table of codes against itself.

use super::*;

#[test]
fn the_table_is_complete_and_in_order() {
    assert_eq!(countries::COUNTRIES.len(), 249);
    for table in [countries::COUNTRIES, special::SPECIAL] {
        assert!(table.windows(2).all(|pair| pair[0].letters < pair[1].letters));
    }
    assert!(Code::all().all(|row| !row.english.is_empty() && !row.romanian.is_empty()));
}

#[test]
fn every_code_reads_back_and_no_code_stands_twice() {
    for row in Code::all() {
        assert_eq!(Code::read(row.letters.as_str()), Ok(row));
    }
    for row in special::SPECIAL {
        assert!(countries::COUNTRIES.iter().all(|country| country.letters != row.letters));
    }
}

#[test]
fn documents_write_some_codes_in_their_own_way() {
    let cases = [
        ("Germany prints one letter", "D<<", "DEU", CodeKind::Country),
        ("Germany is stored with three", "DEU", "DEU", CodeKind::Country),
        ("case does not matter", "rou", "ROU", CodeKind::Country),
        ("the Union's code for Kosovo", "XKX", "RKS", CodeKind::Country),
        ("a class of British nationals", "GBN", "GBN", CodeKind::BritishNational),
        ("a stateless person", "XXA", "XXA", CodeKind::Stateless),
        ("a refugee", "XXB", "XXB", CodeKind::Refugee),
        ("the Order of Malta", "XOM", "XOM", CodeKind::Organisation),
        ("the State of the specimens", "UTO", "UTO", CodeKind::Specimen),
    ];
    for (rule, text, code, kind) in cases {
        let row = Code::read(text).unwrap();
        assert_eq!((row.code().as_str(), row.kind()), (code, kind), "{rule}");
    }
}

#[test]
fn an_unknown_code_is_named() {
    let error = Code::read("QQQ").unwrap_err();
    assert_eq!(error.code(), "unknown-country-code");
    assert!(error.to_string().contains("QQQ"));
    for text in ["", "DE", "D2U", "ROUM", "Ț", "<<<"] {
        assert_eq!(Code::read(text), Err(CodeError::NotACode), "{text}");
    }
}

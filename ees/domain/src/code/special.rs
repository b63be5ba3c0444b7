//! Codes of ICAO Doc 9303-3 section 5 that are no country of ISO 3166-1.
//!
//! Source: ICAO Doc 9303-3 section 5, parts B to D. Not listed here and therefore refused:
//! codes that older editions or single issuers used and that are not known with certainty.

use super::{Code, CodeKind};
use fnd_core::CountryCode;

/// One row of the table.
const fn special(
    letters: [u8; 3],
    kind: CodeKind,
    english: &'static str,
    romanian: &'static str,
) -> Code {
    Code { letters: CountryCode::of(&letters), kind, english, romanian }
}

const BRITISH: CodeKind = CodeKind::BritishNational;
const BODY: CodeKind = CodeKind::Organisation;

/// All special codes, in the order of their letters.
pub(super) const SPECIAL: &[Code] = &[
    special(*b"EUE", BODY, "European Union", "Uniunea Europeană"),
    special(
        *b"GBD",
        BRITISH,
        "British Overseas Territories citizen",
        "Cetățean al teritoriilor britanice de peste mări",
    ),
    special(
        *b"GBN",
        BRITISH,
        "British National (Overseas)",
        "Resortisant britanic (de peste mări)",
    ),
    special(*b"GBO", BRITISH, "British Overseas citizen", "Cetățean britanic de peste mări"),
    special(*b"GBP", BRITISH, "British protected person", "Persoană sub protecție britanică"),
    special(*b"GBS", BRITISH, "British subject", "Supus britanic"),
    // Kosovo's own passports print `RKS`, which Doc 9303 does not assign; the Union's systems
    // use `XKX`. Both are read, and `XKX` becomes `RKS`.
    special(*b"RKS", CodeKind::Country, "Kosovo", "Kosovo"),
    special(*b"UNA", BODY, "United Nations specialised agency", "Agenție specializată a ONU"),
    special(
        *b"UNK",
        BODY,
        "Resident of Kosovo (United Nations mission)",
        "Rezident din Kosovo (misiunea ONU)",
    ),
    special(*b"UNO", BODY, "United Nations", "Organizația Națiunilor Unite"),
    // Utopia is the invented State of Doc 9303's specimens.
    special(*b"UTO", CodeKind::Specimen, "Utopia (specimen)", "Utopia (specimen)"),
    special(*b"XBA", BODY, "African Development Bank", "Banca Africană de Dezvoltare"),
    special(
        *b"XCC",
        BODY,
        "Caribbean Community or one of its emissaries",
        "Comunitatea Caraibelor sau un emisar al ei",
    ),
    special(*b"XCE", BODY, "Council of Europe", "Consiliul Europei"),
    special(
        *b"XCO",
        BODY,
        "Common Market for Eastern and Southern Africa",
        "Piața Comună a Africii de Est și de Sud",
    ),
    special(
        *b"XDC",
        BODY,
        "Southern African Development Community",
        "Comunitatea de Dezvoltare a Africii Australe",
    ),
    special(
        *b"XEC",
        BODY,
        "Economic Community of West African States",
        "Comunitatea Economică a Statelor Vest-Africane",
    ),
    special(
        *b"XES",
        BODY,
        "Organization of Eastern Caribbean States",
        "Organizația Statelor Caraibiene de Est",
    ),
    special(*b"XIM", BODY, "African Export-Import Bank", "Banca Africană de Export-Import"),
    special(
        *b"XMP",
        BODY,
        "Parliamentary Assembly of the Mediterranean",
        "Adunarea Parlamentară a Mediteranei",
    ),
    special(*b"XOM", BODY, "Sovereign Military Order of Malta", "Ordinul Suveran Militar de Malta"),
    special(*b"XPO", BODY, "Interpol", "Interpol"),
    special(*b"XXA", CodeKind::Stateless, "Stateless person", "Apatrid"),
    special(
        *b"XXB",
        CodeKind::Refugee,
        "Refugee under the Convention of 1951",
        "Refugiat potrivit Convenției din 1951",
    ),
    special(*b"XXC", CodeKind::Refugee, "Refugee, other", "Refugiat, alt temei"),
    special(*b"XXX", CodeKind::Unspecified, "Unspecified nationality", "Cetățenie nespecificată"),
];

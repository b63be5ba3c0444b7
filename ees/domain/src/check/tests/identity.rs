//! E0 to E5b: document, search, verification, identification, second line.

use super::*;
use crate::switches::VisIdentification;

/// A row: the branch, the oracle, and what is asked up to the file.
type Row = (&'static str, Known, &'static str);

fn check(rows: Vec<Row>) {
    for (branch, oracle, expected) in rows {
        let asked = asked(Direction::Entry, &oracle);
        let (of_file, whole) = (" consult others", " consult take others");
        let asked = asked.strip_suffix(of_file).or(asked.strip_suffix(whole)).unwrap_or(&asked);
        assert_eq!(asked, expected, "{branch}");
    }
}

/// What compares is missing: no matcher answers.
fn without_matcher(known: Known) -> Known {
    with(known, |known| {
        let none = Some(Outcome::NotAvailable);
        known.chip = none;
        known.face_in_ees = none;
        known.face_in_vis = none;
        known.prints_in_ees = none;
        known.prints_in_vis = none;
        known.identified_in_vis = none;
        known.identified = Some(Found::NotAvailable);
    })
}

fn point_without(known: Known) -> Known {
    with(known, |known| known.post.capture = Capture::PointWithout)
}

/// Face and prints against the file differ.
fn both_fail(known: Known) -> Known {
    with(known, |known| {
        known.face_in_ees = Some(Outcome::NoMatch);
        known.prints_in_ees = Some(Outcome::NoMatch);
        known.prints_in_vis = Some(Outcome::NoMatch);
    })
}

#[test]
fn e0_the_document_comes_first_and_the_age_when_it_leaves_it_open() {
    let unclear = with_document(exempt(), |document| document.age = AgeReading::Unclear);
    let grown = with(unclear.clone(), |known| known.age = Some(Age::TwelveOrOlder));
    let doubtful = with_document(exempt(), |document| document.state = DocumentState::Doubtful);
    let no_chip = with_document(doubtful.clone(), |document| document.chip = Chip::None);
    check(vec![
        ("e0_read", exempt(), "document ees face"),
        ("e0_age_unclear_child", unclear, "document age ees face"),
        ("e0_age_unclear_grown", grown, "document age ees face"),
        ("e0_doubtful_document_is_compared_with_its_chip", doubtful, "document ees chip face"),
        ("e0_doubtful_document_without_chip", no_chip, "document ees face"),
    ]);
}

#[test]
fn e0_who_is_out_of_scope_is_not_recorded() {
    let out = Scope::Out(Exclusion::ResidencePermit);
    let holder = with_document(exempt(), |document| document.scope = out);
    for direction in [Direction::Entry, Direction::Exit] {
        let (asked, last) = run(direction, &holder);
        assert_eq!(asked, [Question::ReadDocument]);
        assert_eq!(last, Step::NotRecorded(Exclusion::ResidencePermit));
    }
}

#[test]
fn e1_this_system_is_searched_and_for_who_needs_a_visa_the_other_too() {
    let away = |known| with(known, |known: &mut Known| known.ees = Some(EesSearch::Unavailable));
    let vis_away = with(away(visa()), |known| known.vis = Some(VisSearch::Unavailable));
    let mismatch = with(away(visa()), |known| known.prints_in_vis = Some(Outcome::NoMatch));
    let transit = with_document(exempt(), |document| document.regime = Regime::Transit);
    check(vec![
        ("e1_exempt", exempt(), "document ees face"),
        ("e1_transit_as_exempt", transit, "document ees face"),
        ("e1_visa_required", visa(), "document ees vis face"),
        (
            "e1_visa_by_sticker",
            with(visa(), |known| known.vis_by_sticker = Is::So),
            "document ees vis-sticker face",
        ),
        (
            "e1_away_visa_by_sticker",
            away(visa()),
            "document ees vis-sticker chip prints-vis others",
        ),
        ("e1_away_both", vis_away, "document ees vis-sticker chip others"),
        (
            "e1_away_visa_of_another",
            mismatch,
            "document ees vis-sticker chip prints-vis second-line others",
        ),
        ("e1_away_exempt", away(exempt()), "document ees chip others"),
    ]);
}

#[test]
fn e2_a_hit_leads_to_verification_and_none_to_identification() {
    check(vec![
        ("e2_hit", exempt(), "document ees face"),
        ("e2_hit_visa", visa(), "document ees vis face"),
        ("e2_no_hit", unknown(exempt()), "document ees chip identify vis-19a"),
        ("e2_no_hit_visa", unknown(visa()), "document ees vis chip identify prints-vis"),
        (
            "e2_no_hit_without_chip",
            with_document(unknown(exempt()), |document| document.chip = Chip::None),
            "document ees identify vis-19a",
        ),
    ]);
}

#[test]
fn e3_one_verification_that_matches_is_enough_and_the_other_follows_one_that_does_not() {
    let prints_first = |known| with(known, |known: &mut Known| known.first = Modality::Prints);
    let no_face = with(exempt(), |known| known.face_in_ees = Some(Outcome::NoMatch));
    let blurred = Outcome::Unusable(Unusable::PoorQuality);
    let poor_face = with(exempt(), |known| known.face_in_ees = Some(blurred));
    let no_prints =
        with(prints_first(exempt()), |known| known.prints_in_ees = Some(Outcome::NoMatch));
    let no_visa_face = with(visa(), |known| known.face_in_ees = Some(Outcome::NoMatch));
    let faceless = with_file(exempt(), |file| file.face = FaceOnFile::None);
    let vis_live = with(reform(visa()), |known| {
        known.vis = Some(VisSearch::Hit(VisFound { image: VisImage::Live, ..VISA }));
    });
    let vis_live = with_file(vis_live, |file| file.face = FaceOnFile::None);
    let vis_live_fails = with(vis_live.clone(), |known| known.face_in_vis = Some(Outcome::NoMatch));
    let before_reform =
        with(vis_live.clone(), |known| known.post.switches.features.vis_reform_from = None);
    check(vec![
        ("e3_exempt_face", exempt(), "document ees face"),
        ("e3_exempt_prints_first", prints_first(exempt()), "document ees prints"),
        ("e3_exempt_face_fails_prints", no_face, "document ees face prints"),
        ("e3_exempt_face_unusable_prints", poor_face, "document ees face prints"),
        ("e3_exempt_prints_fail_face", no_prints, "document ees prints face"),
        ("e3_exempt_no_face_on_file", faceless, "document ees prints"),
        ("e3_visa_face", visa(), "document ees vis face"),
        ("e3_visa_prints_against_vis", prints_first(visa()), "document ees vis prints-vis"),
        ("e3_visa_face_fails_prints_against_vis", no_visa_face, "document ees vis face prints-vis"),
        ("e3_visa_reform_face_against_vis", vis_live, "document ees vis face-vis"),
        ("e3_visa_reform_fails_prints", vis_live_fails, "document ees vis face-vis prints-vis"),
        ("e3_visa_before_the_reform", before_reform, "document ees vis prints-vis"),
    ]);
}

#[test]
fn e3_where_no_machine_compares_the_officer_does_and_says_why() {
    let unsure = with(without_matcher(exempt()), |known| {
        known.by_eye.as_mut().unwrap().same_person = Is::NotSo;
    });
    let empty = with_file(exempt(), |file| {
        file.face = FaceOnFile::None;
        file.prints = PrintsOnFile::None;
    });
    check(vec![
        ("e3_no_matcher", without_matcher(exempt()), "document ees face prints eye"),
        ("e3_no_matcher_visa", without_matcher(visa()), "document ees vis face prints-vis eye"),
        ("e3_nothing_on_file", empty, "document ees eye"),
        ("e3_point_without_biometrics", point_without(exempt()), "document ees eye"),
        (
            "e3_by_eye_not_the_person",
            unsure,
            "document ees face prints eye identify widely vis-19a second-line",
        ),
    ]);
    let proposal = proposed(Direction::Entry, &without_matcher(exempt()));
    assert_eq!(proposal.flags, [Flag::SeenByEye]);
}

#[test]
fn e3_a_child_is_verified_by_face_alone() {
    let fails = with(child(exempt()), |known| known.face_in_ees = Some(Outcome::NoMatch));
    check(vec![
        ("e3_child", child(exempt()), "document ees face"),
        ("e3_child_fails", fails, "document ees face widely vis-19a second-line"),
        ("e3_child_face_not_available", without_matcher(child(exempt())), "document ees face eye"),
    ]);
}

#[test]
fn e4_both_failed_or_doubt_lead_to_identification() {
    let doubt = |known| with(known, |known: &mut Known| known.doubt = Is::So);
    check(vec![
        (
            "e4_exempt_both_fail",
            both_fail(exempt()),
            "document ees face prints identify vis-19a second-line",
        ),
        (
            "e4_visa_both_fail",
            both_fail(visa()),
            "document ees vis face prints-vis identify identify-vis second-line",
        ),
        (
            "e4_exempt_doubt",
            doubt(exempt()),
            "document ees face identify vis-19a identify-vis second-line",
        ),
        (
            "e4_visa_doubt",
            doubt(visa()),
            "document ees vis face identify prints-vis identify-vis second-line",
        ),
    ]);
}

#[test]
fn e4_letters_and_digits_serve_when_prints_cannot() {
    let unusable = with(unknown(exempt()), |known| {
        known.identified = Some(Found::Unusable(Unusable::TemporarilyImpossible));
    });
    let failed = with(unknown(exempt()), |known| known.identified = Some(Found::NotAvailable));
    let bandaged = with(both_fail(exempt()), |known| {
        known.prints_in_ees = Some(Outcome::Unusable(Unusable::TemporarilyImpossible));
    });
    let dark = with(both_fail(exempt()), |known| {
        known.face_in_ees = Some(Outcome::Unusable(Unusable::PoorQuality));
    });
    check(vec![
        ("e4_prints_unusable", unusable, "document ees chip identify widely vis-19a"),
        ("e4_search_failed", failed, "document ees chip identify widely vis-19a"),
        ("e4_child", child(unknown(exempt())), "document ees chip widely vis-19a"),
        ("e4_unusable_in_e3", bandaged, "document ees face prints widely vis-19a second-line"),
        ("e4_face_unusable", dark, "document ees face prints identify-prints vis-19a second-line"),
    ]);
}

#[test]
fn e4_the_visa_system_is_asked_for_the_person_before_it_is_asked_for_anybody() {
    let in_vis = |known| with(known, |known: &mut Known| known.vis = Some(VisSearch::Hit(VISA)));
    let fails =
        |known| with(known, |known: &mut Known| known.prints_in_vis = Some(Outcome::NoMatch));
    let no_hit = with(unknown(visa()), |known| known.vis = Some(VisSearch::NoHit));
    let whenever = with(unknown(exempt()), |known| {
        known.post.switches.vis_identification = VisIdentification::WheneverNobodyIsFound;
    });
    let bandaged = with(in_vis(unknown(exempt())), |known| {
        known.prints_in_vis = Some(Outcome::Unusable(Unusable::TemporarilyImpossible));
    });
    let away = with(unknown(exempt()), |known| known.vis = Some(VisSearch::Unavailable));
    check(vec![
        ("e4_visa_verified", unknown(visa()), "document ees vis chip identify prints-vis"),
        (
            "e4_visa_fails",
            fails(unknown(visa())),
            "document ees vis chip identify prints-vis identify-vis second-line",
        ),
        ("e4_visa_nobody_issued", no_hit, "document ees vis chip identify identify-vis"),
        ("e4_exempt_nothing", unknown(exempt()), "document ees chip identify vis-19a"),
        (
            "e4_exempt_once_had_a_visa",
            in_vis(unknown(exempt())),
            "document ees chip identify vis-19a prints-vis",
        ),
        (
            "e4_exempt_under_another_name",
            fails(in_vis(unknown(exempt()))),
            "document ees chip identify vis-19a prints-vis identify-vis second-line",
        ),
        ("e4_exempt_prints_unusable", bandaged, "document ees chip identify vis-19a prints-vis"),
        ("e4_exempt_child", in_vis(child(unknown(exempt()))), "document ees chip widely vis-19a"),
        ("e4_vis_away", away, "document ees chip identify vis-19a"),
        ("e4_whenever", whenever, "document ees chip identify vis-19a identify-vis"),
    ]);
}

#[test]
fn e4_nobody_is_identified_where_there_are_no_biometric_functions() {
    let doubted = with(point_without(exempt()), |known| known.doubt = Is::So);
    check(vec![
        ("e4_point_without", point_without(unknown(exempt())), "document ees vis-19a"),
        ("e4_point_without_visa", point_without(unknown(visa())), "document ees vis"),
        ("e4_point_without_doubt", doubted, "document ees eye second-line"),
    ]);
}

#[test]
fn e5_a_match_goes_to_the_second_line_and_no_match_makes_a_file() {
    let found = with(unknown(exempt()), |known| known.identified = Some(Found::Match(FILE)));
    let visa_found = with(unknown(visa()), |known| known.identified = Some(Found::Match(FILE)));
    let widely = with(child(unknown(exempt())), |known| {
        known.searched_widely = Some(Found::Match(FILE));
    });
    let chip = with(unknown(exempt()), |known| known.chip = Some(Outcome::NoMatch));
    let other_in_vis = with(unknown(visa()), |known| {
        known.vis = Some(VisSearch::NoHit);
        known.identified_in_vis = Some(Outcome::Match);
    });
    check(vec![
        ("e5_match", found, "document ees chip identify second-line"),
        ("e5_match_visa", visa_found, "document ees vis chip identify prints-vis second-line"),
        ("e5_match_widely", widely, "document ees chip widely second-line"),
        ("e5_no_match", unknown(exempt()), "document ees chip identify vis-19a"),
        ("e5_chip_of_another", chip, "document ees chip identify vis-19a identify-vis second-line"),
        (
            "e5_visa_system_knows_another",
            other_in_vis,
            "document ees vis chip identify identify-vis second-line",
        ),
    ]);
}

#[test]
fn e5b_a_file_made_on_a_national_visa_is_compared_with_the_visa_system_once() {
    let first = |known| with_file(known, |file| file.first_into_area = Is::So);
    let fails = with(first(visa()), |known| known.prints_in_vis = Some(Outcome::NoMatch));
    let not_there = with(first(visa()), |known| known.vis = Some(VisSearch::NoHit));
    check(vec![
        ("e5b_first_crossing", first(visa()), "document ees vis face prints-vis"),
        ("e5b_later", visa(), "document ees vis face"),
        ("e5b_fails", fails, "document ees vis face prints-vis identify identify-vis second-line"),
        ("e5b_not_there", not_there, "document ees vis face"),
        ("e5b_child", child(first(visa())), "document ees vis face"),
    ]);
}

#[test]
fn whoever_refuses_biometric_data_is_asked_for_no_more_of_it() {
    let at_face = with(exempt(), |known| known.face_in_ees = Some(Outcome::Refused));
    let at_search = with(unknown(exempt()), |known| known.identified = Some(Found::Refused));
    check(vec![
        ("e3_refused", at_face.clone(), "document ees face"),
        ("e4_refused", at_search.clone(), "document ees chip identify"),
    ]);
    for (oracle, reason) in [(at_face, Reason::JCheck), (at_search, Reason::JEnrolment)] {
        let proposal = proposed(Direction::Entry, &oracle);
        assert_eq!(proposal.suggestion, Suggestion::Refuse(vec![reason]));
        assert_eq!(proposal.flags, [Flag::BiometricsRefused]);
    }
}

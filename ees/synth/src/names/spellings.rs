//! How passports of several States spell Arabic names in Latin letters.
//!
//! French and English habits, Egypt's and the Gulf's; `_` stands for a blank within a name. They
//! were written down before any rule of search was, so that the rules can be measured by them.

/// Each name of the Arabic list with its usual spellings.
#[rustfmt::skip]
const ARABIC: &[(&str, &str)] = &[
    ("فاطمة", "FATIMA FATMA FATIMAH FATEMA FATIME"),
    ("مريم", "MARIAM MARYAM MERIEM MERYEM MIRIAM"),
    ("عائشة", "AICHA AISHA AYSHA AYESHA AISHAH"),
    ("زينب", "ZINEB ZAINAB ZEINAB ZAYNAB ZENAB"),
    ("ليلى", "LEILA LAILA LAYLA LEYLA"),
    ("سارة", "SARA SARAH SARRA"),
    ("نور", "NOUR NOOR NUR"),
    ("هدى", "HOUDA HODA HUDA"),
    ("سلمى", "SALMA SELMA"),
    ("خديجة", "KHADIJA KHADIDJA KHADIJAH KHADEEJA KHADIGA HADIJA"),
    ("أمينة", "AMINA AMINAH AMEENA"),
    ("ياسمين", "YASMINE YASMIN YASMEEN JASMIN"),
    ("رنا", "RANA RANNA"),
    ("دينا", "DINA DEENA"),
    ("منى", "MOUNA MONA MUNA"),
    ("محمد", "MOHAMED MOHAMMED MUHAMMAD MOHAMMAD MUHAMMED MOHAMAD"),
    ("أحمد", "AHMED AHMAD AHMET"),
    ("علي", "ALI ALY"),
    ("عمر", "OMAR UMAR OMER"),
    ("يوسف", "YOUSSEF YUSUF YOUSEF YUSEF YOUCEF YOUSUF"),
    ("خالد", "KHALED KHALID"),
    ("حسن", "HASSAN HASAN HASSEN"),
    ("حسين", "HUSSEIN HUSSAIN HOCINE HUSAYN HOSSAIN HUSSIEN"),
    ("إبراهيم", "IBRAHIM IBRAHEEM BRAHIM EBRAHIM"),
    ("كريم", "KARIM KAREEM KERIM"),
    ("مصطفى", "MUSTAFA MOSTAFA MUSTAPHA MOUSTAPHA MOSTEFA"),
    ("سعيد", "SAID SAEED SAEID SAYEED"),
    ("طارق", "TAREK TARIQ TARIK TAREQ"),
    ("سامي", "SAMI SAMY"),
    ("رشيد", "RACHID RASHID RASHEED"),
    ("عبدالله", "ABDULLAH ABDALLAH ABDALLA ABDELLAH ABD_ALLAH ABDULLA"),
    ("منصور", "MANSOUR MANSUR MANSOOR MENSOUR"),
    ("صالح", "SALEH SALIH SALAH"),
    ("خليل", "KHALIL KHALEEL HALIL"),
    ("ناصر", "NASSER NASIR NACER NASER"),
    ("العلوي", "ALAOUI EL_ALAOUI AL_ALAWI ALALAWI ALAWI"),
    ("بناني", "BENNANI BANNANI BENANI"),
    ("التونسي", "TOUNSI AL_TUNISI ETTOUNSI ALTUNISI EL_TOUNSY"),
    ("المصري", "EL_MASRI ELMASRY ALMASRI AL_MASRI MASRI"),
    ("حداد", "HADDAD HADAD"),
    ("خوري", "KHOURY KHOURI KHURI KHOORY"),
    ("الشامي", "EL_SHAMI CHAMI AL_SHAMI ELSHAMY ALSHAMI EL_CHAMI"),
    ("سليمان", "SULEIMAN SLIMANE SOLIMAN SULAIMAN SULEMAN"),
    ("رمضان", "RAMADAN RAMDANE RAMADHAN RAMZAN"),
    ("جابر", "JABER GABER JABIR DJABER"),
    ("قاسم", "KASSEM QASIM KACEM KASEM QASEM GASIM"),
    ("فارس", "FARES FARIS"),
    ("عثمان", "OTHMAN OSMAN OTMANE UTHMAN"),
    ("زيدان", "ZIDANE ZIDAN ZEIDAN ZAYDAN"),
    ("بركات", "BARAKAT BARAKET"),
    ("حمدان", "HAMDAN HAMDANE"),
];

/// The spellings of one word of an Arabic name, with blanks between them.
pub(crate) fn of(word: &str) -> Option<&'static str> {
    ARABIC.iter().find(|(name, _)| *name == word).map(|(_, spellings)| *spellings)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::names::ARABIC;

    #[test]
    fn every_name_of_the_list_has_spellings() {
        let words = [ARABIC.female, ARABIC.male, ARABIC.surnames].join(" ");
        let missing: Vec<_> = words.split_whitespace().filter(|word| of(word).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

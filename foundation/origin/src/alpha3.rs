//! Codes of countries of three letters for those of two.

use crate::Alpha2;

/// Two letters and the three that stand for the same, ISO 3166-1, in the order of the two; besides
/// `UK`, which registries write for `GB`, and `XK` with `XKX`, which the Union uses for Kosovo.
const PAIRS: &str = "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW \
     AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN \
     BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG \
     CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE \
     DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN \
     FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL \
     GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV \
     HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM \
     JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO \
     LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE \
     MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS \
     MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL \
     NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI \
     PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN \
     SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV \
     SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON \
     TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UKGBR UMUMI USUSA UYURY UZUZB VAVAT VCVCT \
     VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE";
/// Letters of a pair, with the blank behind it.
const STEP: usize = 6;

impl Alpha2 {
    /// The code of three letters for the same country; `None` for what is no country, such as
    /// `EU`, or is not known.
    pub fn alpha3(&self) -> Option<&'static str> {
        let (mut low, mut high) = (0, PAIRS.len().div_ceil(STEP));
        while low < high {
            let middle = low.midpoint(high);
            let begins = middle.checked_mul(STEP)?;
            let pair = PAIRS.get(begins..begins.checked_add(5)?)?;
            let (two, three) = pair.split_at_checked(2)?;
            match two.cmp(self.as_str()) {
                std::cmp::Ordering::Equal => return Some(three),
                std::cmp::Ordering::Less => low = middle.checked_add(1)?,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alpha3(two: &str) -> Option<&'static str> {
        Alpha2::parse(two).and_then(|code| code.alpha3())
    }

    #[test]
    fn every_pair_is_found_by_its_two_letters() {
        let pairs: Vec<&str> = PAIRS.split(' ').collect();
        assert_eq!(pairs.len(), 251);
        assert!(pairs.is_sorted());
        for pair in pairs {
            let (two, three) = pair.split_at(2);
            assert_eq!(alpha3(two), Some(three), "{pair}");
            assert_eq!(three.len(), 3, "{pair}");
        }
    }

    #[test]
    fn what_is_no_country_has_no_three_letters() {
        let cases = [("EU", None), ("AP", None), ("ZZ", None), ("AA", None), ("UK", Some("GBR"))];
        for (two, expected) in cases {
            assert_eq!(alpha3(two), expected, "{two}");
        }
    }
}

//! Organisations: their sector and the registers that identify them.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The sector an organisation belongs to: the three that make e-health happen
/// (`seeds/000_ac6e544982eb95b4.txt`).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Sector {
    /// Ministries and agencies: they hold the finance and set direction.
    Government,
    /// Providers of health care: they lead and are accountable.
    Health,
    /// Suppliers of information and communication technology: they deliver.
    Ict,
}

/// Registers listed by org-id.guide for the countries Triad is used in and for the world, and
/// `GB-PPON`, the number the United Kingdom's Find a Tender service gives to every buyer and
/// supplier. Sorted, so that a scheme can be looked up by bisection.
const KNOWN_SCHEMES: &[&str] = &[
    "CA-CC",
    "CA-CRA_ACR",
    "CA-GOV",
    "CA_AB-ABT",
    "CA_BC-BRC_CBR",
    "CA_MB-MTB",
    "CA_NB-NWB_NOB",
    "CA_NL-NFL_TNL",
    "CA_NS-NVS_NVE",
    "CA_NT-NWT_TNO",
    "CA_NU-NNV",
    "CA_ON-ONT",
    "CA_PE-PEI_IPE",
    "CA_QC-QBC",
    "CA_SK-SKN",
    "CA_YT-YKT",
    "DE-CR",
    "GB-CASC",
    "GB-CHC",
    "GB-COH",
    "GB-EDU",
    "GB-GOR",
    "GB-GOV",
    "GB-GOVUK",
    "GB-HESA",
    "GB-IRN",
    "GB-LAE",
    "GB-LANI",
    "GB-LAS",
    "GB-MPR",
    "GB-NHS",
    "GB-NIC",
    "GB-PLA",
    "GB-PPON",
    "GB-REV",
    "GB-SC",
    "GB-SRS",
    "GB-UKPRN",
    "SE-BLV",
    "SE-KK",
    "SE-ON",
    "US-DOS",
    "US-EIN",
    "US-SAM",
    "US-USAGOV",
    "XI-DUNS",
    "XI-EORI",
    "XI-GRID",
    "XI-IATI",
    "XI-LEI",
    "XI-PB",
    "XI-ROR",
    "XI-WIKIDATA",
    "XM-DAC",
    "XM-OCHA",
];

/// Whether `scheme` is a register Triad knows from org-id.guide.
///
/// An unknown one is a reason to warn, not to refuse: registers are added there all the time.
#[must_use]
pub fn identifier_scheme_known(scheme: &str) -> bool {
    KNOWN_SCHEMES.binary_search(&scheme).is_ok()
}

/// Whether `scheme` has the shape of a code of org-id.guide: a country (or `XI`, `XM` and the
/// like for international ones), perhaps a region after an underscore, a dash, and a code of
/// capital letters, digits, underscores and dashes. `GB-COH` and `CA_ON-ONT` have it.
#[must_use]
pub fn identifier_scheme_well_formed(scheme: &str) -> bool {
    let Some((place, code)) = scheme.split_once('-') else {
        return false;
    };
    let (country, region) = place.split_once('_').unwrap_or((place, "A"));
    let capital_or_digit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&region.len())
        && region.bytes().all(capital_or_digit)
        && code.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit())
        && code
            .bytes()
            .all(|byte| capital_or_digit(byte) || byte == b'_' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_registers_are_sorted_and_well_formed() {
        assert!(KNOWN_SCHEMES.is_sorted_by(|a, b| a < b));
        for scheme in KNOWN_SCHEMES {
            assert!(identifier_scheme_known(scheme), "{scheme}");
            assert!(identifier_scheme_well_formed(scheme), "{scheme}");
        }
    }

    #[test]
    fn an_unknown_register_is_not_an_ill_formed_one() {
        assert!(!identifier_scheme_known("GB-LAC"));
        assert!(identifier_scheme_well_formed("GB-LAC"));
        for text in [
            "", "GB", "GB-", "gb-coh", "GB-coh", "GBR-COH", "G1-COH", "GB_-COH", "GB--A",
        ] {
            assert!(!identifier_scheme_well_formed(text), "{text:?}");
        }
    }
}

//! Jurisdictions: countries, regions and localities, and how they reckon their fiscal year.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

/// The level a jurisdiction or a partnership works at (`seeds/003_daf437f3d97e303b.txt`:
/// national initiatives, implemented in regions, with local autonomy).
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
pub enum Level {
    /// A country.
    National,
    /// A region of a country: province, state, Land, county.
    Regional,
    /// Below the region: a municipality, one hospital.
    Local,
}

impl Level {
    /// Whether a jurisdiction of this level can lie directly below one of level `above`: at its
    /// level or a lower one, and a country below none.
    #[must_use]
    pub fn fits_below(self, above: Self) -> bool {
        match self {
            Self::National => false,
            Self::Regional => above != Self::Local,
            Self::Local => true,
        }
    }
}

/// A text that does not have the shape of an ISO 3166 code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no ISO 3166 code such as CA or CA-ON")]
pub struct NotIso3166(pub String);

/// Checks the shape of a country code (ISO 3166-1 alpha-2, `CA`) or of a region's
/// (ISO 3166-2, `CA-ON`). Whether the code is given to a place is not checked.
///
/// # Errors
/// When `code` is not two capital letters, or these followed by a dash and one to three
/// capital letters or digits.
pub fn iso_3166(code: &str) -> Result<(), NotIso3166> {
    let (country, region) = code.split_once('-').unwrap_or((code, "A"));
    let fits = country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&region.len())
        && region
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if fits {
        Ok(())
    } else {
        Err(NotIso3166(code.to_owned()))
    }
}

/// The month a fiscal year starts in: 4 in the United Kingdom and in Canada, 1 in Germany.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct FirstMonth(u8);

/// A number that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is no month; months are numbered from 1 to 12")]
pub struct NotAMonth(pub u32);

impl TryFrom<u32> for FirstMonth {
    type Error = NotAMonth;

    fn try_from(month: u32) -> Result<Self, NotAMonth> {
        Self::new(month)
    }
}

impl From<FirstMonth> for u32 {
    fn from(month: FirstMonth) -> Self {
        month.0.into()
    }
}

impl FirstMonth {
    /// The month with this number, January being 1.
    ///
    /// # Errors
    /// When `month` is not between 1 and 12.
    pub fn new(month: u32) -> Result<Self, NotAMonth> {
        match u8::try_from(month) {
            Ok(number @ 1..=12) => Ok(Self(number)),
            _ => Err(NotAMonth(month)),
        }
    }

    /// Its number, January being 1.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_countries_and_regions_have_the_shape() {
        for code in ["CA", "CA-ON", "GB-SCT", "DE-BE", "SE-AB", "AT-9"] {
            assert_eq!(iso_3166(code), Ok(()), "{code}");
        }
        for text in [
            "", "C", "CAN", "ca", "CA-", "CA-ONTA", "CA-on", "CA ON", "ÉÀ", "CA-O-N",
        ] {
            assert_eq!(iso_3166(text), Err(NotIso3166(text.to_owned())));
        }
    }

    #[test]
    fn a_jurisdiction_lies_below_none_that_is_smaller() {
        let holders = |level: Level| {
            Level::VARIANTS
                .iter()
                .filter(|above| level.fits_below(**above))
                .map(|above| <&str>::from(*above))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(holders(Level::National), "");
        assert_eq!(holders(Level::Regional), "national regional");
        assert_eq!(holders(Level::Local), "national regional local");
    }

    #[test]
    fn months_go_from_1_to_12() {
        for month in [0, 13, 256 + 4, u32::MAX] {
            assert_eq!(FirstMonth::new(month), Err(NotAMonth(month)));
        }
        for month in 1..=12 {
            assert_eq!(
                FirstMonth::new(month).map(|first| u32::from(first.number())),
                Ok(month)
            );
        }
    }
}

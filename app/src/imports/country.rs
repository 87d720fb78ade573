//! Countries that a file can be recognised to come from, with what a
//! jurisdiction made for one needs.

use std::collections::BTreeMap;

use ocds::{Package, Party};

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(super) code: &'static str,
    /// Short name in English.
    pub(super) name: &'static str,
    /// ISO 4217.
    pub(super) currency: &'static str,
    /// Month in which the national government's fiscal year begins.
    pub(super) fiscal_first_month: i16,
    /// What publishers write for it beside code and name, in small letters.
    aliases: &'static [&'static str],
}

const fn country(
    code: &'static str,
    name: &'static str,
    currency: &'static str,
    fiscal_first_month: i16,
    aliases: &'static [&'static str],
) -> Country {
    Country {
        code,
        name,
        currency,
        fiscal_first_month,
        aliases,
    }
}

const COUNTRIES: [Country; 20] = [
    country("AT", "Austria", "EUR", 1, &["österreich"]),
    country("AU", "Australia", "AUD", 7, &[]),
    country("BE", "Belgium", "EUR", 1, &["belgique", "belgië"]),
    country("CA", "Canada", "CAD", 4, &["can"]),
    country("CH", "Switzerland", "CHF", 1, &["schweiz", "suisse"]),
    country("DE", "Germany", "EUR", 1, &["deutschland", "allemagne"]),
    country("DK", "Denmark", "DKK", 1, &["danmark"]),
    country("ES", "Spain", "EUR", 1, &["españa"]),
    country("FI", "Finland", "EUR", 1, &["suomi"]),
    country("FR", "France", "EUR", 1, &[]),
    country(
        "GB",
        "United Kingdom",
        "GBP",
        4,
        &[
            "uk",
            "great britain",
            "england",
            "eng",
            "scotland",
            "sct",
            "wales",
            "wls",
            "northern ireland",
            "nir",
            "united kingdom of great britain and northern ireland",
        ],
    ),
    country("IE", "Ireland", "EUR", 1, &["éire"]),
    country("IT", "Italy", "EUR", 1, &["italia"]),
    country("LU", "Luxembourg", "EUR", 1, &[]),
    country("NL", "Netherlands", "EUR", 1, &["nederland"]),
    country("NO", "Norway", "NOK", 1, &["norge"]),
    country("NZ", "New Zealand", "NZD", 7, &[]),
    country("PT", "Portugal", "EUR", 1, &[]),
    country("SE", "Sweden", "SEK", 1, &["sverige"]),
    country(
        "US",
        "United States",
        "USD",
        10,
        &["usa", "united states of america"],
    ),
];

/// The country with this code.
pub(super) fn by_code(code: &str) -> Option<Country> {
    COUNTRIES.into_iter().find(|country| country.code == code)
}

fn by_name(written: &str) -> Option<Country> {
    let written = written.trim().to_lowercase();
    COUNTRIES.into_iter().find(|country| {
        written.eq_ignore_ascii_case(country.code)
            || written == country.name.to_lowercase()
            || country.aliases.contains(&written.as_str())
    })
}

/// Where most of the file's buyers are: by the country of their address, else
/// by the register they are in, whose code begins with its country
/// (<https://org-id.guide>). If no buyer says, where most of all parties are.
pub(super) fn of_file(package: &Package) -> Option<Country> {
    let processes = || package.processes.iter();
    let buyers = processes().filter_map(|process| process.party(process.buyer.as_deref()?));
    most_common(buyers).or_else(|| most_common(processes().flat_map(|process| &process.parties)))
}

fn most_common<'p>(parties: impl Iterator<Item = &'p Party>) -> Option<Country> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for country in parties.filter_map(of_party) {
        *votes.entry(country.code).or_default() += 1;
    }
    let (code, _) = votes.into_iter().max_by_key(|(_, votes)| *votes)?;
    by_code(code)
}

fn of_party(party: &Party) -> Option<Country> {
    let named = party
        .address
        .as_ref()
        .and_then(|address| address.country_name.as_deref());
    let scheme = party
        .identifier
        .as_ref()
        .and_then(|identifier| identifier.scheme.as_deref());
    named
        .and_then(by_name)
        .or_else(|| by_code(scheme?.get(..2)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_what_publishers_write() {
        for (written, code) in [
            ("England", "GB"),
            (" UK ", "GB"),
            ("Sverige", "SE"),
            ("ca", "CA"),
        ] {
            assert_eq!(by_name(written).map(|country| country.code), Some(code));
        }
        assert_eq!(by_name("Other"), None);
        assert_eq!(by_name(""), None);
    }
}

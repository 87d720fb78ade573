//! Whether two organisations look like one. Register identifiers decide first, which is the
//! caller's part; this is for those without.

use serde::Serialize;

use crate::model::Address;
use crate::words::fold;

/// Whether two names with addresses are one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "match", content = "doubt")]
pub enum Match {
    /// Same name and same address.
    Same,
    /// Perhaps; a person must say.
    Unsure(Doubt),
    /// Nothing speaks for it.
    Different,
}

/// Why it takes a person to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Same name, but at least one has no address to compare.
    NoAddress,
    /// Same name at another address: moved, another office, or another organisation.
    OtherAddress,
    /// Similar names: one has a part of the other's words at the same address, or they differ only
    /// in spaces or in how umlauts are written.
    SimilarName,
}

/// Forms of companies and the words that go with them, folded. They may lead or trail the name.
const LEGAL_FORMS: [&str; 44] = [
    "ltd",
    "limited",
    "plc",
    "llp",
    "lp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "ulc",
    "pty",
    "cic",
    "cio",
    "gmbh",
    "mbh",
    "ggmbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "ev",
    "se",
    "ab",
    "aktiebolag",
    "hb",
    "ltee",
    "limitee",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "as",
    "aps",
    "and",
    "cie",
    "publ",
];

/// A name by which organisations compare: letter case, accents, punctuation and legal form do not
/// count, and `&` is "and". Empty only for a name without letters or digits.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
        words.pop();
    }
    while words.len() > 1
        && words
            .first()
            .is_some_and(|word| ["the", "ab"].contains(word))
    {
        words.remove(0);
    }
    words.join(" ")
}

/// An address by which organisations compare: its postal code without spaces, in capitals. British
/// and Canadian codes are also found at the end of the other lines, where publishers often leave
/// them. Nothing when there is no code.
pub fn address_key(address: &Address) -> Option<String> {
    let own = address
        .postal_code
        .as_deref()
        .map(compact)
        .filter(|code| code.len() >= 4);
    let lines = [&address.locality, &address.street];
    own.or_else(|| {
        lines
            .into_iter()
            .flatten()
            .find_map(|line| trailing_code(line))
    })
}

fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

fn trailing_code(line: &str) -> Option<String> {
    let words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(compact)
        .collect();
    let [.., first, second] = words.as_slice() else {
        return None;
    };
    (is_british(first, second) || is_canadian(first, second)).then(|| format!("{first}{second}"))
}

/// `A9`, `A99`, `AA9`, `AA99`, `A9A` or `AA9A`, then `9AA` (BS 7666).
fn is_british(outward: &str, inward: &str) -> bool {
    let outward = pattern(outward);
    ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&outward.as_str())
        && pattern(inward) == "9AA"
}

fn is_canadian(first: &str, second: &str) -> bool {
    pattern(first) == "A9A" && pattern(second) == "9A9"
}

/// Letters as `A`, digits as `9`.
fn pattern(code: &str) -> String {
    code.chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { 'A' })
        .collect()
}

/// Compares two organisations by name and address.
pub fn compare(a: (&str, Option<&Address>), b: (&str, Option<&Address>)) -> Match {
    let (name_a, name_b) = (name_key(a.0), name_key(b.0));
    if name_a.is_empty() || name_b.is_empty() {
        return Match::Different;
    }
    let codes = (a.1.and_then(address_key), b.1.and_then(address_key));
    let same_address = matches!(&codes, (Some(a), Some(b)) if a == b);
    if name_a == name_b {
        return match codes {
            (Some(_), Some(_)) if same_address => Match::Same,
            (Some(_), Some(_)) => Match::Unsure(Doubt::OtherAddress),
            _ => Match::Unsure(Doubt::NoAddress),
        };
    }
    if loose(&name_a) == loose(&name_b) || same_address && shares_words(&name_a, &name_b) {
        return Match::Unsure(Doubt::SimilarName);
    }
    Match::Different
}

/// A coarser [`name_key`]: [`compare`] finds nothing in common between two organisations that
/// differ in this as well as in their [`address_key`], so it tells where to look for likenesses.
pub fn loose_key(name: &str) -> String {
    loose(&name_key(name))
}

/// Without spaces, and with umlauts written either way ("Müller", "Mueller").
fn loose(key: &str) -> String {
    key.replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace(' ', "")
}

/// All words of the shorter name stand in the longer one.
fn shares_words(a: &str, b: &str) -> bool {
    let (a, b): (Vec<_>, Vec<_>) = (a.split(' ').collect(), b.split(' ').collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(postal_code: &str) -> Address {
        Address {
            postal_code: Some(postal_code.to_owned()),
            ..Address::default()
        }
    }

    #[test]
    fn legal_form_case_accents_and_punctuation_do_not_count() {
        for (one, other) in [
            ("BLUE PRISM LIMITED", "Blue Prism Ltd."),
            ("Müller & Söhne GmbH & Co. KG", "Muller and Sohne"),
            ("Santé-Tech Ltée", "SANTE TECH Limitée"),
            ("AB Volvo (publ)", "Volvo"),
            ("Dal Ben S.p.A.", "Dal Ben"),
            ("The Guinness Partnership", "Guinness Partnership Limited"),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
        assert_ne!(name_key("Region Nord"), name_key("Region Süd"));
        assert_eq!(name_key("Limited"), "limited", "a name is never emptied");
        assert_eq!(name_key("—"), "");
    }

    #[test]
    fn postal_codes_are_found_where_publishers_put_them() {
        assert_eq!(address_key(&at("wa16 0be")).as_deref(), Some("WA160BE"));
        for (street, code) in [
            (
                "King Edward Road, Knutsford, England, WA16 0BE",
                Some("WA160BE"),
            ),
            ("1 Wellington St, Ottawa ON K1A 0A9", Some("K1A0A9")),
            ("1 High Street\nLondon", None),
            ("Box 12 345", None),
        ] {
            let address = Address {
                street: Some(street.to_owned()),
                ..Address::default()
            };
            assert_eq!(address_key(&address).as_deref(), code, "{street}");
        }
        assert_eq!(address_key(&Address::default()), None);
    }

    #[test]
    fn only_equal_name_and_address_are_the_same() {
        let (here, there) = (at("N11 1NP"), at("EC1V 2NX"));
        let cases = [
            (
                ("Acme Ltd", Some(&here)),
                ("ACME Limited", Some(&here)),
                Match::Same,
            ),
            (
                ("Acme", Some(&here)),
                ("Acme", Some(&there)),
                Match::Unsure(Doubt::OtherAddress),
            ),
            (
                ("Acme", Some(&here)),
                ("Acme", None),
                Match::Unsure(Doubt::NoAddress),
            ),
            (
                ("Acme", None),
                ("Acme", None),
                Match::Unsure(Doubt::NoAddress),
            ),
            (
                ("Acme Health", Some(&here)),
                ("Acme", Some(&here)),
                Match::Unsure(Doubt::SimilarName),
            ),
            (
                ("Acme Health", Some(&here)),
                ("Acme", Some(&there)),
                Match::Different,
            ),
            (
                ("Blue Prism", None),
                ("Blueprism", None),
                Match::Unsure(Doubt::SimilarName),
            ),
            (
                ("Müller AG", None),
                ("Mueller", None),
                Match::Unsure(Doubt::SimilarName),
            ),
            (
                ("Acme", Some(&here)),
                ("Beta", Some(&here)),
                Match::Different,
            ),
            (("", Some(&here)), ("", Some(&here)), Match::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(compare(one, other), expected, "{} and {}", one.0, other.0);
            assert_eq!(compare(other, one), expected, "the other way round");
        }
    }
}

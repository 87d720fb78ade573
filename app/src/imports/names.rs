//! References, numbers, languages and ids, made from what a file says.

use ocds::Process;
use ocds::matching::name_key;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The language a process states for its text, else English.
pub(super) fn language_of(process: &Process) -> String {
    let stated = process.language.as_deref().and_then(language_code);
    stated.unwrap_or_else(|| "en".to_owned())
}

/// The language of a BCP 47 code, such as `fr` of `fr-CA`.
pub(super) fn language_code(code: &str) -> Option<String> {
    let language = code.split(['-', '_']).next()?.to_ascii_lowercase();
    let fits =
        matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    fits.then_some(language)
}

/// An id that follows from the contract and from what the file calls a part of
/// it (UUID version 8, RFC 9562, section 5.8).
pub(super) fn derived_id(contract: Uuid, kind: &str, name: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(contract.as_bytes());
    hash.update(kind);
    hash.update([0]);
    hash.update(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The longest contract number that is taken as it is, in characters.
const MAX_NUMBER: usize = 24;

/// The id, or as many of its last parts as make up a number that can be read
/// out: publishers put long process ids before the number that counts.
pub(super) fn short_number(id: &str) -> String {
    if id.chars().count() <= MAX_NUMBER {
        return id.to_owned();
    }
    let tail: Vec<char> = id.chars().rev().take(16).collect();
    let tail: String = tail.into_iter().rev().collect();
    match tail.split_once('-') {
        Some((_, parts)) if !parts.is_empty() => parts.to_owned(),
        _ => tail,
    }
}

const LITTLE_WORDS: [&str; 20] = [
    "of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "et", "l", "d", "der", "die",
    "das", "und", "fur", "och", "for",
];

/// A partnership's reference without a number: the first words of both names.
pub(super) fn reference_base(buyer: &str, supplier: &str) -> String {
    let words = [first_words(buyer, 18), first_words(supplier, 16)];
    let base = words
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if base.len() < 2 {
        "IMPORT".to_owned()
    } else {
        base
    }
}

/// The words of a name that count, as long as they take up to `max` letters.
fn first_words(name: &str, max: usize) -> String {
    let mut taken = String::new();
    let key = name_key(name);
    for word in key.split(' ').filter(|word| !LITTLE_WORDS.contains(word)) {
        let word: String = word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(max)
            .collect();
        if word.is_empty() {
            continue;
        }
        let hyphen = usize::from(!taken.is_empty());
        if taken.len() + hyphen + word.len() > max {
            break;
        }
        if hyphen == 1 {
            taken.push('-');
        }
        taken.push_str(&word.to_ascii_uppercase());
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::partnership::valid_reference;

    #[test]
    fn references_are_read_and_valid() {
        for (buyer, supplier, base) in [
            (
                "Somerset NHS Foundation Trust",
                "Attend Anywhere Ltd",
                "SOMERSET-NHS-ATTEND-ANYWHERE",
            ),
            (
                "Ministère de la Santé",
                "Société des Systèmes",
                "MINISTERE-SANTE-SOCIETE-SYSTEMES",
            ),
            ("Κέντρο", "日本", "IMPORT"),
            ("The Hub", "X", "HUB-X"),
        ] {
            assert_eq!(reference_base(buyer, supplier), base);
            assert!(valid_reference(&format!("{base}-123")), "{base}");
        }
        let long = "Donaudampfschifffahrtsgesellschaftskapitän";
        assert!(valid_reference(&format!(
            "{}-9999",
            reference_base(long, long)
        )));
    }

    #[test]
    fn numbers_keep_the_end_that_tells_contracts_apart() {
        assert_eq!(short_number("C-2026-17"), "C-2026-17");
        assert_eq!(
            short_number("ocds-b5fd17-e3b5f385-5989-4cf1-8849-01c247fc9c30-1"),
            "01c247fc9c30-1"
        );
        assert_eq!(short_number(&"x".repeat(300)).len(), 16);
    }

    #[test]
    fn a_derived_id_is_the_same_every_time() {
        let contract = Uuid::nil();
        let id = derived_id(contract, "document", "https://x.test/a");
        assert_eq!(id, derived_id(contract, "document", "https://x.test/a"));
        assert_ne!(id, derived_id(contract, "milestone", "https://x.test/a"));
        assert_eq!(id.get_version_num(), 8);
    }

    #[test]
    fn languages_are_those_that_a_page_can_be_marked_with() {
        assert_eq!(language_code("fr-CA").as_deref(), Some("fr"));
        assert_eq!(language_code("EN").as_deref(), Some("en"));
        assert_eq!(language_code("français"), None);
    }
}

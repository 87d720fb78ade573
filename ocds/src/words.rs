//! Names and titles as plain lower-case words, so that they can be compared.

/// Lower case, accents folded, `&` as "and", everything else between letters and digits a space.
/// Full stops and apostrophes vanish, so that "S.p.A." is "spa" and "People's" is "peoples".
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '&' => folded.push_str(" and "),
            // The dot of a decomposed "İ" and other combining marks.
            '\u{300}'..='\u{36f}' | '.' | '\'' | '’' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first of `phrases` that stands in the folded text as whole words. A `*` at the start or
/// end of a word stands for any letters: German and Swedish join words.
pub(crate) fn find<'p>(folded: &str, phrases: &[&'p str]) -> Option<&'p str> {
    let words: Vec<&str> = folded.split(' ').collect();
    phrases
        .iter()
        .copied()
        .find(|phrase| position(&words, phrase).is_some())
}

/// All of `phrases` that stand in the folded text.
pub(crate) fn find_all<'p>(folded: &str, phrases: &[&'p str]) -> Vec<&'p str> {
    let words: Vec<&str> = folded.split(' ').collect();
    phrases
        .iter()
        .copied()
        .filter(|phrase| position(&words, phrase).is_some())
        .collect()
}

/// The folded text without the phrases.
pub(crate) fn without(folded: &str, phrases: &[&str]) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    for phrase in phrases {
        while let Some(at) = position(&words, phrase) {
            words.drain(at..at + phrase.split(' ').count());
        }
    }
    words.join(" ")
}

fn position(words: &[&str], phrase: &str) -> Option<usize> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    words.windows(wanted.len()).position(|window| {
        window
            .iter()
            .zip(&wanted)
            .all(|(word, wanted)| word_is(word, wanted))
    })
}

fn word_is(word: &str, wanted: &str) -> bool {
    match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_leaves_plain_words() {
        assert_eq!(
            fold("  Hôpital Sacré-Cœur & Cie. "),
            "hopital sacre coeur and cie"
        );
        assert_eq!(fold("Dal Ben S.p.A."), "dal ben spa");
        assert_eq!(
            fold("Universitätsklinikum Gießen"),
            "universitatsklinikum giessen"
        );
        assert_eq!(fold("—"), "");
    }

    #[test]
    fn phrases_are_found_as_whole_words_only() {
        assert_eq!(
            find("royal hospital trust", &["hospital"]),
            Some("hospital")
        );
        assert_eq!(find("hospitality group", &["hospital"]), None);
        assert_eq!(
            find("kreiskrankenhaus", &["*krankenhaus"]),
            Some("*krankenhaus")
        );
        assert_eq!(
            find("health board", &["health board"]),
            Some("health board")
        );
        assert_eq!(
            without("animal health agency", &["animal health"]),
            "agency"
        );
        assert_eq!(find("", &["x"]), None);
    }
}

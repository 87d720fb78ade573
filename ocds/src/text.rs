//! Text as publishers write it: what can be mended with certainty is, the rest is pointed out.

/// A text made fit to show, and what was found in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cleaned {
    /// Trimmed, with `\n` as the only line break and no control characters but it and the tab.
    pub(crate) text: String,
    /// Control characters removed.
    pub(crate) controls: usize,
    /// Line breaks put back for a stray `rn`.
    pub(crate) mended: usize,
    /// Likely line breaks left as they are.
    pub(crate) left: usize,
    /// The first sequence that was decoded wrongly on its way.
    pub(crate) mojibake: Option<String>,
}

/// Cleans one text.
pub(crate) fn clean(raw: &str) -> Cleaned {
    let (plain, controls) = without_controls(raw);
    let breaks = mend_line_breaks(&plain);
    Cleaned {
        mojibake: mojibake(&plain),
        text: breaks.text.trim().to_owned(),
        controls,
        mended: breaks.mended,
        left: breaks.left,
    }
}

fn without_controls(raw: &str) -> (String, usize) {
    let unix = raw.replace("\r\n", "\n").replace('\r', "\n");
    let before = unix.chars().count();
    let plain: String = unix
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let removed = before - plain.chars().count();
    (plain, removed)
}

struct Breaks {
    text: String,
    mended: usize,
    left: usize,
}

/// Puts line breaks back where `\r\n` lost its backslashes on the way and left `rn`.
///
/// `rn` also ends and joins words (*modern*, *Northern*, *ModernGov*, *www.rnli.org*), so a run of
/// `rn` is mended only where no word of the languages we read could have it: after a sentence
/// mark, a digit, white space or a consonant, and before a capital, a digit, a mark, white space
/// or the end. After a vowel nothing is certain (*Welcomern* might be a name), so it stays.
fn mend_line_breaks(text: &str) -> Breaks {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Breaks {
        text: String::with_capacity(text.len()),
        mended: 0,
        left: 0,
    };
    let mut at = 0;
    while at < chars.len() {
        let run = run_of_rn(&chars[at..]);
        if run == 0 {
            out.text.push(chars[at]);
            at += 1;
            continue;
        }
        match verdict(&out.text, run, &chars[at + 2 * run..]) {
            Verdict::Break => {
                out.text.extend(std::iter::repeat_n('\n', run));
                out.mended += run;
            }
            verdict => {
                out.text.extend(&chars[at..at + 2 * run]);
                out.left += usize::from(verdict == Verdict::Likely);
            }
        }
        at += 2 * run;
    }
    out
}

/// How many times `rn` stands at the start.
fn run_of_rn(chars: &[char]) -> usize {
    chars
        .chunks_exact(2)
        .take_while(|pair| *pair == ['r', 'n'])
        .count()
}

#[derive(PartialEq, Eq)]
enum Verdict {
    Break,
    Likely,
    Word,
}

fn verdict(before: &str, run: usize, after: &[char]) -> Verdict {
    let Some(last) = before.chars().next_back() else {
        return Verdict::Word;
    };
    let next = after.first().copied();
    let opens = next.is_none_or(begins_a_line);
    let ends = opens || (next.is_some_and(char::is_whitespace) && new_line_follows(after));
    let after_mark = before
        .trim_end_matches(' ')
        .ends_with(|c| is_mark(c) || c == '\n');
    let certain = if after_mark {
        ends
    } else if last.is_whitespace() {
        next.is_some() && opens || run > 1 && ends
    } else if last.is_numeric() {
        ends
    } else if last.is_uppercase() {
        run > 1 && ends
    } else {
        is_lower_consonant(last) && (next.is_some_and(char::is_uppercase) || run > 1 && ends)
    };
    if certain {
        Verdict::Break
    } else if run > 1 || next.is_some_and(char::is_uppercase) {
        Verdict::Likely
    } else {
        Verdict::Word
    }
}

/// After white space, something that begins a line, another `rn`, or nothing.
fn new_line_follows(after: &[char]) -> bool {
    let Some(at) = after.iter().position(|c| !c.is_whitespace()) else {
        return true;
    };
    begins_a_line(after[at]) || run_of_rn(&after[at..]) > 0
}

fn begins_a_line(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || is_mark(c)
}

/// Marks that end a sentence or an entry, or begin one in a list.
fn is_mark(c: char) -> bool {
    ".:;,!?)]\"'•-–*".contains(c)
}

fn is_lower_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !"aeiouy".contains(c)
}

/// The first sequence that UTF-8 read as Windows-1252 leaves behind, or a replacement character.
fn mojibake(text: &str) -> Option<String> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let wrong = match (c, next) {
            ('\u{fffd}', _) | ('â', Some('€')) => true,
            ('Ã' | 'Â', Some(n)) => ('\u{a0}'..='\u{bf}').contains(&n),
            _ => false,
        };
        if wrong {
            return Some(text[at..].chars().take(3).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(text: &str) -> (String, usize, usize) {
        let breaks = mend_line_breaks(text);
        (breaks.text, breaks.mended, breaks.left)
    }

    #[test]
    fn line_breaks_come_back_where_no_word_could_be() {
        for (raw, mended) in [
            ("the event.rnrnAdditional", "the event.\n\nAdditional"),
            ("information: rnThe Council", "information: \nThe Council"),
            (
                "Farringdon StreetrnLondonrnEC4A 4AB",
                "Farringdon Street\nLondon\nEC4A 4AB",
            ),
            ("Di Vittorio 12rn30029 San", "Di Vittorio 12\n30029 San"),
            (
                "successful.rn      rn      Power",
                "successful.\n      \n      Power",
            ),
            (
                "PALLIATIVE CARErnrnAdditional",
                "PALLIATIVE CARE\n\nAdditional",
            ),
            ("the colour device. rn", "the colour device. \n"),
            ("robots)rn• 10 x", "robots)\n• 10 x"),
        ] {
            assert_eq!(mend(raw).0, mended, "{raw}");
        }
    }

    #[test]
    fn words_keep_their_rn() {
        for raw in [
            "A modern, western pattern. Turn it",
            "ModernGov and NorthernRail",
            "see www.rnli.org",
            "an rn on duty, rn or not",
            "rn",
            "Arnold in Bern",
            "modernrnThe",
            "Welcomernrnnorth",
        ] {
            assert_eq!(mend(raw).0, raw);
        }
        assert_eq!(
            mend("WelcomernrnNorth and ModernGov").2,
            2,
            "likely ones are counted"
        );
    }

    #[test]
    fn wrongly_decoded_text_is_noticed_and_right_text_is_not() {
        for raw in ["â€¯The", "around Â£42", "Ã©cole", "a\u{fffd}b"] {
            assert!(mojibake(raw).is_some(), "{raw}");
        }
        for raw in ["SÃO PAULO", "Âge", "pâté à 20 €", "Zürich", "“quoted”"] {
            assert_eq!(mojibake(raw), None, "{raw}");
        }
    }

    #[test]
    fn control_characters_go_and_line_breaks_become_one_kind() {
        let cleaned = clean(" a\u{0}b\r\nc\u{85}\td\r ");
        assert_eq!((cleaned.text.as_str(), cleaned.controls), ("ab\nc\td", 2));
    }
}

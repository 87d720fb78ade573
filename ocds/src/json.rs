//! From bytes to JSON, within bounds, or the reason why not.

use serde_json::Value;
use serde_json::error::Category;

use crate::warning::{LooksLike, Refused};
use crate::{MAX_BYTES, MAX_DEPTH, MAX_VALUES};

const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Parses one file.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge {
            limit: MAX_BYTES,
            size: bytes.len(),
        });
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refused::Empty);
    }
    if starts_like_json(bytes) {
        check_bounds(bytes)?;
    }
    serde_json::from_slice(bytes).map_err(|error| refusal(bytes, &error))
}

fn refusal(bytes: &[u8], error: &serde_json::Error) -> Refused {
    let looks_like = looks_like(bytes);
    if matches!(looks_like, LooksLike::Json | LooksLike::Other)
        && let Some(line) = first_line_not_utf8(bytes)
    {
        return Refused::NotUtf8 { line };
    }
    Refused::NotJson {
        line: error.line(),
        column: error.column(),
        truncated: error.classify() == Category::Eof && looks_like == LooksLike::Json,
        looks_like,
    }
}

/// Counts brackets and values without parsing: a parsed value takes many times its bytes in
/// memory, so a small hostile file could otherwise take a lot.
fn check_bounds(bytes: &[u8]) -> Result<(), Refused> {
    let (mut depth, mut values, mut in_text, mut escaped) = (0_usize, 1_usize, false, false);
    for byte in bytes {
        if in_text {
            in_text = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => {
                depth += 1;
                values += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Refused::TooDeep { limit: MAX_DEPTH });
        }
        if values > MAX_VALUES {
            return Err(Refused::TooManyValues { limit: MAX_VALUES });
        }
    }
    Ok(())
}

fn starts_like_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// The first line with bytes that UTF-8 does not allow; a character cut off at the very end of
/// the file is no such line.
fn first_line_not_utf8(bytes: &[u8]) -> Option<usize> {
    let error = std::str::from_utf8(bytes).err()?;
    error.error_len()?;
    let before = &bytes[..error.valid_up_to()];
    Some(1 + before.iter().filter(|byte| **byte == b'\n').count())
}

/// What a file that did not parse is, by its first bytes.
fn looks_like(bytes: &[u8]) -> LooksLike {
    let start = bytes.trim_ascii_start();
    let head: String =
        String::from_utf8_lossy(&start[..start.len().min(1024)]).to_ascii_lowercase();
    if start.starts_with(b"PK\x03\x04") {
        LooksLike::Zip
    } else if start.starts_with(&[0x1F, 0x8B]) {
        LooksLike::Gzip
    } else if start.starts_with(b"%PDF-") {
        LooksLike::Pdf
    } else if bytes.iter().take(8192).any(|byte| *byte == 0) {
        LooksLike::Binary
    } else if head.starts_with("<!doctype html") || head.contains("<html") {
        LooksLike::Html
    } else if head.starts_with('<') {
        LooksLike::Xml
    } else if starts_like_json(bytes) {
        if is_json_lines(bytes) {
            LooksLike::JsonLines
        } else {
            LooksLike::Json
        }
    } else if is_table(&head) {
        LooksLike::Csv
    } else {
        LooksLike::Other
    }
}

fn is_json_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    let whole = |line: Option<&[u8]>| {
        line.is_some_and(|line| {
            starts_like_json(line) && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
        })
    };
    whole(lines.next()) && lines.next().is_some()
}

/// Whether the first two lines have the same number of separators.
fn is_table(head: &str) -> bool {
    let mut lines = head.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    [',', ';', '\t'].iter().any(|separator| {
        let columns = first.matches(*separator).count();
        columns > 0 && second.matches(*separator).count() >= columns
    })
}

//! Stylesheet and images, built into the binary. Their addresses carry a hash
//! of the content, so browsers may keep them for ever.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

static STYLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../style");
static PUBLIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../public");

const STYLESHEET: &str = "triad.css";

struct StaticFile {
    media_type: &'static str,
    href: String,
    bytes: Vec<u8>,
}

/// By plain name, such as `favicon.svg`.
static FILES: LazyLock<BTreeMap<String, StaticFile>> = LazyLock::new(|| {
    let mut files: BTreeMap<String, StaticFile> = PUBLIC
        .files()
        .filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents().to_vec())))
        .map(|(name, bytes)| (name.clone(), fingerprint(&name, bytes)))
        .collect();
    let sheet = fingerprint(STYLESHEET, stylesheet(&files).into_bytes());
    files.insert(STYLESHEET.to_owned(), sheet);
    files
});

/// The files of `style/` in the order of their names. Where they name a file
/// of `public/`, such as a font, its address takes the name's place.
fn stylesheet(files: &BTreeMap<String, StaticFile>) -> String {
    let mut styles: Vec<_> = STYLE.files().collect();
    styles.sort_by_key(|file| file.path());
    let mut sheet: String = styles
        .iter()
        .filter_map(|file| file.contents_utf8())
        .collect();
    for (name, file) in files {
        let address = format!("url(\"{}\")", file.href);
        sheet = sheet.replace(&format!("url(\"{name}\")"), &address);
    }
    sheet
}

fn fingerprint(name: &str, bytes: Vec<u8>) -> StaticFile {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut hash = String::new();
    for byte in Sha256::digest(&bytes).iter().take(6) {
        let _ = write!(hash, "{byte:02x}");
    }
    let media_type = match extension {
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    StaticFile {
        media_type,
        href: format!("/static/{stem}.{hash}.{extension}"),
        bytes,
    }
}

/// The address of a file in `public/`; the plain name if there is none.
pub fn href(name: &str) -> String {
    FILES
        .get(name)
        .map_or_else(|| format!("/static/{name}"), |file| file.href.clone())
}

/// The address of the one stylesheet.
pub fn stylesheet_href() -> &'static str {
    &FILES[STYLESHEET].href
}

/// Answers `/static/{file}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let wanted = format!("/static/{name}");
    match FILES.values().find(|file| file.href == wanted) {
        Some(file) => {
            let headers = [
                (CONTENT_TYPE, file.media_type),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, file.bytes.as_slice()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_stylesheet_names_is_served() {
        let sheet = stylesheet(&FILES);
        let named: Vec<&str> = sheet
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!named.is_empty());
        for href in named {
            assert!(FILES.values().any(|file| file.href == href), "{href}");
        }
    }
}

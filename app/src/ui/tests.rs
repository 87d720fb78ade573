//! What must hold for every page, whatever is shown on it.

use super::*;
use crate::form::Errors;
use crate::html::*;

fn html(view: AnyView) -> String {
    view.to_html().replace("<!>", "")
}

#[test]
fn what_was_typed_into_a_textarea_cannot_end_it() {
    let typed = "</textarea><script>alert(1)</script> & <!>";
    let html = html(
        Field::new("note", "Note".to_owned())
            .value(typed)
            .textarea(4),
    );
    assert!(!html.contains("<script>"), "{html}");
    assert!(
        html.contains(">&lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; &lt;!></textarea>"),
        "{html}"
    );
}

#[test]
fn an_empty_textarea_is_empty() {
    let html = html(Field::new("note", "Note".to_owned()).textarea(4));
    assert!(html.contains("></textarea>"), "{html}");
}

#[test]
fn typed_text_is_escaped_in_content_and_attributes() {
    let nasty = "\"><img src=x onerror=alert(1)><!>";
    let field = html(Field::new("title", nasty.to_owned()).value(nasty).text());
    let text = html(typed(nasty.to_owned(), "en"));
    for html in [field, text] {
        assert!(!html.contains("<img"), "{html}");
    }
}

#[test]
fn each_error_links_to_a_control_of_its_field() {
    let mut errors = Errors::default();
    errors.add("due", "Enter a date".to_owned());
    errors.add("kind", "Choose one".to_owned());
    let summary = html(error_summary(&errors));
    assert!(
        summary.contains("href=\"#due\"") && summary.contains("href=\"#kind\""),
        "{summary}"
    );
    let date = html(
        Field::new("due", "Due".to_owned())
            .errors(&errors)
            .date("", "", ""),
    );
    assert!(date.contains("id=\"due\" name=\"due_day\""), "{date}");
    let options = vec![
        ("a".to_owned(), "A".to_owned()),
        ("b".to_owned(), "B".to_owned()),
    ];
    let radios = html(
        Field::new("kind", "Kind".to_owned())
            .errors(&errors)
            .radios(options),
    );
    assert!(
        radios.contains("id=\"kind\" name=\"kind\" value=\"a\""),
        "{radios}"
    );
    assert!(radios.contains("kind-error"), "{radios}");
}

#[test]
fn no_errors_no_summary() {
    assert_eq!(html(error_summary(&Errors::default())), "");
}

mod contrast {
    //! The colour tokens against WCAG 2.2: text 4.5 to 1 (1.4.3), what is drawn
    //! and the edges of controls 3 to 1 (1.4.11), in light and in dark.

    use std::collections::HashMap;

    const TOKENS: &str = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../style/10-tokens.css"
    ));
    const TEXT: f64 = 4.5;
    const DRAWN: f64 = 3.0;
    const TONES: [&str; 6] = ["good", "warn", "bad", "info", "neutral", "muted"];

    /// The light and the dark value of each token written as a pair.
    fn pairs() -> HashMap<&'static str, [&'static str; 2]> {
        TOKENS
            .lines()
            .filter_map(|line| {
                let (name, rest) = line
                    .trim()
                    .strip_prefix("--")?
                    .split_once(": light-dark(")?;
                let (light, dark) = rest.strip_suffix(");")?.split_once(", ")?;
                Some((name, [light, dark]))
            })
            .collect()
    }

    /// Relative luminance (WCAG 2.2, definitions) of `#rrggbb`.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let byte = u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour is #rrggbb");
            let value = f64::from(byte) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn ratio(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Every pairing of a colour and its ground that the styles use.
    fn pairings() -> Vec<(String, String, f64)> {
        let mut pairings = Vec::new();
        let mut add = |front: &str, grounds: &[&str], least: f64| {
            for ground in grounds {
                pairings.push((front.to_owned(), (*ground).to_owned(), least));
            }
        };
        let page = ["paper", "sheet", "quiet", "muted-ground", "warn-ground"];
        add("ink", &page, TEXT);
        add("ink-quiet", &page, TEXT);
        add("link", &page, TEXT);
        add("link-strong", &page, TEXT);
        add("on-act", &["act", "act-strong"], TEXT);
        add("act", &["paper", "sheet"], DRAWN);
        add("edge", &["paper", "sheet", "quiet"], DRAWN);
        add("focus", &["paper", "sheet", "quiet"], DRAWN);
        add("on-mast", &["mast", "mast-raised"], TEXT);
        add("on-mast-quiet", &["mast"], TEXT);
        add("on-mast-focus", &["mast", "mast-raised"], DRAWN);
        for strand in ["government", "health", "ict"] {
            add(strand, &["mast"], DRAWN);
        }
        add("rule-government", &["sheet", "quiet"], DRAWN);
        add("rule-health", &["sheet"], DRAWN);
        add("bad-text", &["paper", "sheet"], TEXT);
        for step in 0..5 {
            add("ink", &[&format!("heat-{step}")], TEXT);
        }
        for tone in TONES {
            let [ground, fill] = ["ground", "fill"].map(|of| format!("{tone}-{of}"));
            add(&format!("{tone}-text"), &[&ground, &fill], TEXT);
            add(&format!("{tone}-mark"), &["sheet", &ground], DRAWN);
        }
        pairings
    }

    #[test]
    fn every_pairing_of_colours_has_its_contrast() {
        let tokens = pairs();
        let mut wanting = Vec::new();
        for (front, ground, least) in pairings() {
            for (scheme, name) in ["light", "dark"].into_iter().enumerate() {
                let found = ratio(
                    tokens[front.as_str()][scheme],
                    tokens[ground.as_str()][scheme],
                );
                if found < least {
                    wanting.push(format!("{front} on {ground}, {name}: {found:.2} < {least}"));
                }
            }
        }
        assert!(wanting.is_empty(), "{}", wanting.join("\n"));
    }

    #[test]
    fn the_formula_is_the_standards() {
        assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((ratio("#767676", "#ffffff") - 4.54).abs() < 0.01);
    }
}

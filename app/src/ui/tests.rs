//! What must hold for every page, whatever is shown on it.

use leptos::prelude::*;

use super::*;
use crate::form::Errors;

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

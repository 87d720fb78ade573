//! What views are made of: Leptos' elements, each view written out as HTML as
//! soon as it is whole ([ADR 25](../../docs/adr/0025-views-are-written-out-where-they-are-made.md)).
//!
//! Views import everything from here: `use crate::html::*;`.

use std::cell::Cell;

pub use leptos::either::Either;
pub use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;
use memchr::memmem;

/// A view whose type no longer matters: its HTML.
pub type AnyView = InertElement;

/// Ends a view.
pub trait IntoAny {
    /// The view's HTML, to be a part of other views.
    fn into_any(self) -> AnyView;
}

thread_local! {
    /// Where views are written: how long one becomes is known only then, and a
    /// buffer of its own would be moved each time that it had to grow.
    static DESK: Cell<String> = const { Cell::new(String::new()) };
}

impl<V: RenderHtml> IntoAny for V {
    fn into_any(self) -> AnyView {
        let mut desk = DESK.take();
        write(self, &mut desk);
        let view = InertElement::new(desk.as_str().to_owned());
        desk.clear();
        DESK.set(desk);
        view
    }
}

fn write(view: impl RenderHtml, html: &mut String) {
    view.to_html_with_buf(html, &mut Position::FirstChild, true, false, Vec::new());
}

/// A whole page.
pub(crate) fn page(view: impl RenderHtml) -> String {
    // Leptos parts neighbouring text by `<!>`, which only hydration needs and
    // which validators reject. Typed text cannot hold one: its `<` is escaped.
    const PARTED: &str = "<!>";
    let mut desk = DESK.take();
    write(view, &mut desk);
    let mut page = String::with_capacity(desk.len() + 16);
    page.push_str("<!DOCTYPE html>");
    let mut rest = 0;
    for at in memmem::find_iter(desk.as_bytes(), PARTED) {
        page.push_str(&desk[rest..at]);
        rest = at + PARTED.len();
    }
    page.push_str(&desk[rest..]);
    desk.clear();
    DESK.set(desk);
    page
}

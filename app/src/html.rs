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

/// Writes a view on the desk and has it read from there.
fn written<T>(view: impl RenderHtml, read: impl FnOnce(&str) -> T) -> T {
    let mut desk = DESK.take();
    view.to_html_with_buf(
        &mut desk,
        &mut Position::FirstChild,
        true,
        false,
        Vec::new(),
    );
    let read = read(&desk);
    desk.clear();
    DESK.set(desk);
    read
}

impl<V: RenderHtml> IntoAny for V {
    fn into_any(self) -> AnyView {
        written(self, |html| InertElement::new(html.to_owned()))
    }
}

/// A whole page.
pub(crate) fn page(view: impl RenderHtml) -> String {
    // Leptos parts neighbouring text by `<!>`, which only hydration needs and
    // which validators reject. Typed text cannot hold one: its `<` is escaped.
    const PARTED: &str = "<!>";
    written(view, |html| {
        let mut page = String::with_capacity(html.len() + 16);
        page.push_str("<!DOCTYPE html>");
        let mut rest = 0;
        for at in memmem::find_iter(html.as_bytes(), PARTED) {
            page.push_str(&html[rest..at]);
            rest = at + PARTED.len();
        }
        page.push_str(&html[rest..]);
        page
    })
}

//! What views are made of: Leptos' elements, each view written out as HTML as
//! soon as it is whole ([ADR 25](../../docs/adr/0025-views-are-written-out-where-they-are-made.md)).
//!
//! Views import everything from here: `use crate::html::*;`.

pub use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;

/// A view whose type no longer matters: its HTML.
pub type AnyView = InertElement;

/// Ends a view.
pub trait IntoAny {
    /// The view's HTML, to be a part of other views.
    fn into_any(self) -> AnyView;
}

impl<V: RenderHtml> IntoAny for V {
    fn into_any(self) -> AnyView {
        // The estimate leaves out what escaping adds.
        let mut html = String::with_capacity(self.html_len() * 5 / 4 + 64);
        let start = &mut Position::FirstChild;
        self.to_html_with_buf(&mut html, start, true, false, Vec::new());
        InertElement::new(html)
    }
}

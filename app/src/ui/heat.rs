//! The cells of a heat map, which is a table: its picture and the table behind
//! it are one.

use crate::html::*;

use super::parts::{Tone, shape};

/// A cell of a heat map.
pub struct HeatCell {
    /// The figures behind it.
    pub href: Option<String>,
    /// Which of five colours, from 0 for the lowest; none without data.
    pub step: Option<usize>,
    /// The figure, or the words that there is none.
    pub figure: String,
    /// What is marked beside the figure, and whether it stands out.
    pub mark: Option<(bool, String)>,
}

fn class(step: Option<usize>) -> String {
    match step {
        Some(step) => format!("heat heat-{step}"),
        None => "heat heat-none".to_owned(),
    }
}

/// A cell: the figure says what the colour says.
pub fn heat_cell(cell: HeatCell) -> AnyView {
    let mark = cell.mark.map(|(stands_out, words)| {
        let shape = stands_out.then(|| shape(Tone::Warn));
        let class = if stands_out {
            "heat-mark heat-wide"
        } else {
            "heat-mark"
        };
        view! { <span class=class>{shape}<span>{words}</span></span> }
    });
    let body = view! { <span class="heat-figure">{cell.figure}</span>{mark} };
    match cell.href {
        Some(href) => view! { <a class=class(cell.step) href=href>{body}</a> }.into_any(),
        None => view! { <span class=class(cell.step)>{body}</span> }.into_any(),
    }
}

/// What the colours, from the lowest, and the marks say.
pub fn heat_legend(title: String, steps: Vec<String>, missing: String, marked: String) -> AnyView {
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(step, words)| {
            view! { <li><span class=class(Some(step)) aria-hidden="true"></span><span>{words}</span></li> }
        })
        .collect();
    view! {
        <div class="heat-legend">
            <p>{title}</p>
            <ul>
                {steps}
                <li><span class=class(None) aria-hidden="true"></span><span>{missing}</span></li>
                <li>{shape(Tone::Warn)}<span>{marked}</span></li>
            </ul>
        </div>
    }
    .into_any()
}

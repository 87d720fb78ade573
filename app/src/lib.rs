//! Triad's pages: one folder per slice, from URL to SQL and back.

pub mod form;
pub mod text;
pub mod ui;

//! What every page is made of: the document around it, and the parts in it.
//!
//! Each function takes owned plain data and gives a view. Nothing here is
//! reactive, nothing needs a script, and no text stands here: what the
//! interface says comes from `i18n/*/ui.ftl` or from the caller.
//!
//! The look is in `style/`, one file for each of these modules.

mod charts;
mod coordination;
mod field;
mod heat;
mod layout;
mod matrix;
mod parts;
mod table;

pub use charts::{
    BarSeries, Chart, DumbbellPanel, DumbbellRow, DumbbellShape, FundingBar, FundingPanel, Mark,
    MarkShape, PairBar, PairSeries, Parts, PathMark, PathPoint, ShareBar, SpanRow, StripRow,
    TimelineRow, bars_by_year, dumbbells, funding_bars, gantt, paired_bars, path, share_bar,
    share_bars, shares_by_year, timeline, year_strip,
};
pub use coordination::{
    BalanceLane, BalancePoint, BalanceSeries, EffectCell, EffectColumn, EffectRow, Pull,
    balance_gauge, balance_over_time, effect_map, effect_tag, poles,
};
pub use field::{
    ConflictRow, Field, Width, conflict, do_button, error_summary, fieldset, form, hidden,
    multipart_form,
};
pub use heat::{HeatCell, heat_cell, heat_legend};
pub use layout::{Account, Crumb, Flash, LanguageLink, NavItem, Shell, document, in_groups};
pub use matrix::{MatrixCell, ScorePoint, band_tone, matrix, score_steps};
pub use parts::{
    AttentionItem, StoryItem, Tile, Tone, action_form, attention, button_link, clock, code,
    columns, date, empty, heading, link, moment, money, moved_on, notice, section, story, sub_nav,
    sub_nav_in_groups, summary_list, tag, tiles, typed,
};
pub use table::{
    Chip, Column, Direction, Paging, Sort, Table, filters, list_tools, pagination, table,
};

#[cfg(test)]
mod tests;

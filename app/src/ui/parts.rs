//! The small parts of a page: headings, tags, tiles, lists and notices.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::layout::{NavItem, in_groups};
use crate::html::*;
use crate::{t, text};

/// What a part says at a glance. Each tone has a colour and a shape of its
/// own, so that it is told apart without colour (WCAG 2.2, 1.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// In order: a disc with a tick.
    Good,
    /// Needs an eye on it: a triangle.
    Warn,
    /// Needs an act: an octagon with a bar.
    Bad,
    /// Under way or worth knowing: a square.
    Info,
    /// Neither good nor bad: a ring.
    Neutral,
    /// Over, or without data: a dash.
    Muted,
}

impl Tone {
    /// In the order in which they are declared.
    const ALL: [Self; 6] = [
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::Info,
        Self::Neutral,
        Self::Muted,
    ];

    /// The class that gives a part this tone's colours, and the id of its shape.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Good => "tone-good",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
            Self::Info => "tone-info",
            Self::Neutral => "tone-neutral",
            Self::Muted => "tone-muted",
        }
    }

    /// The outline of this tone's shape in a box of 16 by 16, drawn with the
    /// even-odd rule so that the sign within is cut out.
    fn outline(self) -> &'static str {
        match self {
            Self::Good => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM4.2 8.3l2.7 2.8 5-5.3-1.2-1.1-3.8 4-1.5-1.6Z"
            }
            Self::Warn => "M8 1l7.5 13.5H.5ZM7.1 5.6v4.6h1.8V5.6ZM7.1 11.3v1.8h1.8v-1.8Z",
            Self::Bad => "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1ZM4.2 7v2h7.6V7Z",
            Self::Info => "M2 2h12v12H2ZM7.1 7v4.8h1.8V7ZM7.1 4.2V6h1.8V4.2Z",
            Self::Neutral => {
                "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z"
            }
            Self::Muted => "M2 6.8h12v2.4H2Z",
        }
    }
}

/// The shape of every tone, once a page; [`shape`] shows one of them. A table
/// of statuses shows some hundred.
pub(super) fn shapes() -> AnyView {
    static SHAPES: LazyLock<String> = LazyLock::new(|| {
        let shapes: Vec<_> = Tone::ALL
            .iter()
            .map(|tone| {
                view! {
                    <symbol id=tone.class() viewBox="0 0 16 16">
                        <path fill="currentColor" fill-rule="evenodd" d=tone.outline() />
                    </symbol>
                }
            })
            .collect();
        view! { <div hidden><svg aria-hidden="true">{shapes}</svg></div> }.to_html()
    });
    AnyView::new(SHAPES.as_str())
}

/// A tone's shape. The words beside it carry the meaning, so it is hidden
/// from assistive technology.
pub(super) fn shape(tone: Tone) -> AnyView {
    // Written once for all pages, each of which shows some hundred.
    static SHAPES: LazyLock<[String; 6]> = LazyLock::new(|| {
        Tone::ALL.map(|tone| {
            let href = format!("#{}", tone.class());
            view! { <svg class="shape" aria-hidden="true"><use href=href /></svg> }.to_html()
        })
    });
    AnyView::new(SHAPES[tone as usize].as_str())
}

/// A status in one or two words, with its tone's shape.
pub fn tag(tone: Tone, text: String) -> AnyView {
    view! { <span class=format!("tag {}", tone.class())>{shape(tone)}<span>{text}</span></span> }
        .into_any()
}

/// The one `h1` of a page, what kind of thing it names, and what can be done
/// with it.
pub fn heading(title: String, caption: Option<String>, actions: Vec<AnyView>) -> AnyView {
    view! {
        <header class="heading">
            <div>
                {caption.map(|caption| view! { <p class="heading-caption">{caption}</p> })}
                <h1>{title}</h1>
            </div>
            {actions_of(actions)}
        </header>
    }
    .into_any()
}

/// A part of a page under an `h2`, which the address `#id` leads to.
pub fn section(id: &str, title: String, actions: Vec<AnyView>, body: AnyView) -> AnyView {
    let title_id = format!("{id}-title");
    view! {
        <section class="section" id=id.to_owned() aria-labelledby=title_id>
            <header class="section-heading">
                <h2 id=title_id.clone()>{title}</h2>
                {actions_of(actions)}
            </header>
            {body}
        </section>
    }
    .into_any()
}

fn actions_of(actions: Vec<AnyView>) -> Option<impl IntoView> {
    (!actions.is_empty()).then(|| view! { <div class="actions">{actions}</div> })
}

/// Two columns where there is room: what the page is about, and what stands
/// beside it.
pub fn columns(main: AnyView, aside: AnyView) -> AnyView {
    view! { <div class="columns"><div class="stack">{main}</div><div class="stack">{aside}</div></div> }
        .into_any()
}

/// A link.
pub fn link(href: String, text: String) -> AnyView {
    view! { <a href=href>{text}</a> }.into_any()
}

/// A link to a page where something is done. A page has one primary one.
pub fn button_link(href: String, text: String, primary: bool) -> AnyView {
    let class = if primary {
        "button button-primary"
    } else {
        "button"
    };
    view! { <a class=class href=href>{text}</a> }.into_any()
}

/// A single button that posts `hidden` to an address. [`Tone::Bad`] is for
/// what takes something away, [`Tone::Good`] for the page's main act.
pub fn action_form(
    action_href: String,
    label: String,
    hidden: Vec<(String, String)>,
    tone: Tone,
) -> AnyView {
    let class = match tone {
        Tone::Good => "button button-primary",
        Tone::Bad => "button button-bad",
        _ => "button",
    };
    let hidden: Vec<_> = hidden
        .into_iter()
        .map(|(name, value)| super::field::hidden(&name, &value))
        .collect();
    view! {
        <form class="action" method="post" action=action_href>
            {hidden}
            <button class=class type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// Facts about one thing: what each is, and its value.
pub fn summary_list(rows: Vec<(String, AnyView)>) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        .collect();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}

/// One figure that counts, and where it comes from.
pub struct Tile {
    /// The figure, as the locale writes it.
    pub value: String,
    /// What is counted.
    pub label: String,
    /// A date, a comparison or who reported it.
    pub note: Option<String>,
    /// The list behind the figure.
    pub href: Option<String>,
    /// What the figure says; [`Tone::Neutral`] shows no shape.
    pub tone: Tone,
}

/// Figures in a row.
pub fn tiles(tiles: Vec<Tile>) -> AnyView {
    let tiles: Vec<_> = tiles.into_iter().map(tile).collect();
    view! { <ul class="tiles">{tiles}</ul> }.into_any()
}

fn tile(tile: Tile) -> impl IntoView {
    let shape = (tile.tone != Tone::Neutral).then(|| shape(tile.tone));
    let figure = view! {
        <span class="tile-label">{tile.label}</span>
        <span class="tile-value">{shape}{tile.value}</span>
    };
    let figure = match tile.href {
        Some(href) => Either::Left(view! { <a class="tile-figure" href=href>{figure}</a> }),
        None => Either::Right(view! { <span class="tile-figure">{figure}</span> }),
    };
    let note = tile
        .note
        .map(|note| view! { <span class="tile-note">{note}</span> });
    view! { <li class=format!("tile {}", tile.tone.class())>{figure}{note}</li> }
}

/// What stands where a list would, when there is nothing in it: why, and the
/// one thing to do next.
pub fn empty(title: String, text: String, action: Option<AnyView>) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            <p>{text}</p>
            {action}
        </div>
    }
    .into_any()
}

/// The pages of one thing, as links with addresses of their own.
pub fn sub_nav(label: String, items: Vec<NavItem>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(NavItem::into_list_item).collect();
    view! { <nav class="sub-nav" aria-label=label><ul>{items}</ul></nav> }.into_any()
}

/// The pages of one thing in groups, as [`in_groups`] lays them out.
pub fn sub_nav_in_groups<'a>(
    label: String,
    groups: impl IntoIterator<Item = (&'a str, Vec<NavItem>)>,
) -> AnyView {
    let (groups, within) = in_groups(groups);
    let [groups, within] = [groups, within].map(|items| {
        items
            .into_iter()
            .map(NavItem::into_list_item)
            .collect::<Vec<_>>()
    });
    let within = (!within.is_empty()).then(|| view! { <ul class="sub-nav-within">{within}</ul> });
    view! { <nav class="sub-nav" aria-label=label><ul>{groups}</ul>{within}</nav> }.into_any()
}

/// Something the reader should know before the rest.
pub fn notice(tone: Tone, title: String, body: AnyView) -> AnyView {
    view! {
        <div class=format!("notice {}", tone.class())>
            {shape(tone)}
            <div class="notice-body"><p class="notice-title">{title}</p>{body}</div>
        </div>
    }
    .into_any()
}

/// Says that a record was taken further while a form about it was filled in, so
/// that the form can no longer be sent, and gives back what was `typed` into it:
/// labels and words, without those left blank.
pub fn moved_on(title: String, words: AnyView, typed: Vec<(String, String)>) -> AnyView {
    let typed: Vec<_> = typed
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| (label, self::typed(text, "")))
        .collect();
    let kept = (!typed.is_empty()).then(|| view! { <p>{t!("ui-kept")}</p>{summary_list(typed)} });
    let body = view! { {words}{kept} };
    let notice = notice(Tone::Warn, title, body.into_any());
    view! { <div class="conflict" role="alert" tabindex="-1" autofocus=true>{notice}</div> }
        .into_any()
}

/// What a person typed: marked with its language where that is not the page's,
/// and with its line breaks kept.
pub fn typed(text: String, language: &str) -> AnyView {
    view! { <span class="typed" lang=foreign(language)>{text}</span> }.into_any()
}

/// The language, where the page is in another one (WCAG 2.2, 3.1.2).
pub(super) fn foreign(language: &str) -> Option<String> {
    let known = !language.is_empty() && language != text::current().language();
    known.then(|| language.to_owned())
}

/// A reference or a number such as QC-EHR-01, which never breaks at a hyphen.
pub fn code(text: String) -> AnyView {
    view! { <span class="code">{text}</span> }.into_any()
}

/// A date that software can read too.
pub fn date(value: NaiveDate) -> AnyView {
    view! { <time datetime=value.to_string()>{text::date(value)}</time> }.into_any()
}

/// A moment that software can read too.
pub fn moment(value: DateTime<Utc>) -> AnyView {
    let iso = value.format("%Y-%m-%dT%H:%MZ").to_string();
    view! { <time class="moment" datetime=iso>{text::moment(value)}</time> }.into_any()
}

/// An amount with its currency, which never breaks across lines.
pub fn money(amount: Decimal, currency: &str) -> AnyView {
    view! { <span class="money">{text::money(amount, currency)}</span> }.into_any()
}

/// One entry of a [`story`].
pub struct StoryItem {
    /// When it happened.
    pub when: AnyView,
    /// Who did or said it.
    pub who: String,
    /// What was done or said.
    pub what: AnyView,
    /// What it led to.
    pub tag: Option<AnyView>,
}

/// Entries that are read together, one after another.
pub fn story(items: Vec<StoryItem>) -> AnyView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <p class="story-meta">
                        <span class="story-when">{item.when}</span>
                        <span class="story-who">{item.who}</span>
                        {item.tag}
                    </p>
                    <div class="story-what">{item.what}</div>
                </li>
            }
        })
        .collect();
    view! { <ol class="story">{items}</ol> }.into_any()
}

/// One thing that needs attention.
pub struct AttentionItem {
    /// What it is about.
    pub title: String,
    /// Language in which the title was typed; blank where it is the page's.
    pub language: String,
    /// Where it is dealt with.
    pub href: String,
    /// Why it needs attention, in words.
    pub reason: String,
    /// How it stands.
    pub tag: AnyView,
    /// Whose it is, where, and as of when.
    pub meta: String,
}

/// What needs attention, each with its reason, the worst first.
pub fn attention(items: Vec<AttentionItem>) -> AnyView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <div class="attention-tag">{item.tag}</div>
                    <div class="attention-body">
                        <a class="attention-title" href=item.href lang=foreign(&item.language)>{item.title}</a>
                        <p class="attention-reason">{item.reason}</p>
                        <p class="attention-meta">{item.meta}</p>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="attention">{items}</ul> }.into_any()
}

/// How long somebody has left. Clocks that follow one another stand side by
/// side where there is room.
pub fn clock(label: String, text: String, tone: Tone) -> AnyView {
    view! {
        <div class=format!("clock {}", tone.class())>
            <p class="clock-label">{label}</p>
            <p class="clock-text">{shape(tone)}<span>{text}</span></p>
        </div>
    }
    .into_any()
}

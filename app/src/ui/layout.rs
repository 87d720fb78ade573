//! The document around a page.

use std::sync::LazyLock;

use super::parts::{Tone, shape, shapes};
use crate::html::*;
use crate::text::{self, Locale};
use crate::{html, t};

/// A link of a navigation.
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether the reader is there.
    pub current: bool,
}

impl NavItem {
    /// The link as an entry of a list.
    pub(super) fn into_list_item(self) -> impl IntoView {
        let current = self.current.then_some("page");
        view! { <li><a href=self.href aria-current=current>{self.label}</a></li> }
    }
}

/// Links in groups, each named by the key of its words, as two rows: the groups
/// that have any, each leading to its first link, and the links of the group
/// that the reader is in where it has several. A group of one goes by the name
/// of that.
pub fn in_groups<'a>(
    groups: impl IntoIterator<Item = (&'a str, Vec<NavItem>)>,
) -> (Vec<NavItem>, Vec<NavItem>) {
    let mut within = Vec::new();
    let groups = groups.into_iter().filter_map(|(key, items)| {
        let first = items.first()?;
        let group = NavItem {
            href: first.href.clone(),
            label: match items.len() {
                1 => first.label.clone(),
                _ => text::message(key, None),
            },
            current: items.iter().any(|item| item.current),
        };
        if group.current && items.len() > 1 {
            within = items;
        }
        Some(group)
    });
    (groups.collect(), within)
}

/// A step on the way from the start to this page.
pub struct Crumb {
    /// Where it leads; nothing for the page itself.
    pub href: Option<String>,
    /// Its words.
    pub label: String,
}

/// Who is signed in.
pub struct Account {
    /// The person's name.
    pub name: String,
    /// The organisation they act for.
    pub organisation: String,
    /// Their role, in words.
    pub role: String,
}

/// What the last request did, said once.
pub struct Flash {
    /// How it went.
    pub tone: Tone,
    /// What was done, in words.
    pub text: String,
}

/// The same page in one of the locales.
pub struct LanguageLink {
    /// The BCP 47 code.
    pub code: String,
    /// The locale's own name for itself.
    pub name: String,
    /// Where the page is in that locale.
    pub href: String,
    /// Whether the page is in it now.
    pub current: bool,
}

/// All that a document has besides its page.
pub struct Shell {
    /// What the page is called; the service's name is added.
    pub title: String,
    /// The service's sections; empty before sign-in.
    pub nav: Vec<NavItem>,
    /// The main pages of the section that the reader is in; empty where it has
    /// one.
    pub section_nav: Vec<NavItem>,
    /// The way here; empty on the main pages.
    pub breadcrumbs: Vec<Crumb>,
    /// Who is signed in, if anybody.
    pub account: Option<Account>,
    /// What the last request did.
    pub flash: Option<Flash>,
    /// The reader's locale.
    pub locale: &'static Locale,
    /// The page in each locale.
    pub language_links: Vec<LanguageLink>,
    /// Whether the data is the demonstration's.
    pub demo: bool,
    /// The page's path and query; shown in print.
    pub request_path: String,
    /// Where the stylesheet is.
    pub stylesheet_href: String,
    /// Where the icon is.
    pub icon_href: String,
    /// After how many seconds the page is asked for again, for a page that
    /// shows work in progress.
    pub refresh_seconds: Option<u16>,
}

/// A whole HTML document, without scripts or styles within it.
pub fn document(shell: Shell, main: AnyView) -> String {
    let title = t!("ui-document-title", title = shell.title.clone());
    let refresh = shell.refresh_seconds.map(|seconds| {
        view! { <meta http-equiv="refresh" content=seconds.to_string() /> }
    });
    html::page(view! {
        <html lang=shell.locale.code>
            <head>
                <meta charset="utf-8" />
                <title>{title}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {refresh}
                <link rel="stylesheet" href=shell.stylesheet_href.clone() />
                <link rel="icon" href=shell.icon_href.clone() type="image/svg+xml" />
            </head>
            <body>
                <a class="skip-link" href="#main">{t!("ui-skip")}</a>
                {masthead(shell.nav, shell.account, shell.demo)}
                {section_nav(shell.section_nav)}
                {breadcrumbs(shell.breadcrumbs)}
                {shell.flash.map(flash)}
                <main id="main" tabindex="-1">{main}</main>
                {footer(shell.language_links, shell.request_path)}
                {shapes()}
            </body>
        </html>
    })
}

fn masthead(nav: Vec<NavItem>, account: Option<Account>, demo: bool) -> AnyView {
    let items: Vec<_> = nav.into_iter().map(NavItem::into_list_item).collect();
    let nav = (!items.is_empty()).then(|| {
        view! { <nav class="main-nav" aria-label=t!("ui-nav")><ul>{items}</ul></nav> }
    });
    view! {
        <header class="masthead">
            {demo.then(|| view! { <p class="demo-banner">{t!("ui-demo")}</p> })}
            <div class="masthead-bar">
                <a class="brand" href="/">{mark()}<span>{t!("service-name")}</span></a>
                {account.map(account_box)}
            </div>
            {nav}
        </header>
    }
    .into_any()
}

fn section_nav(pages: Vec<NavItem>) -> Option<AnyView> {
    if pages.is_empty() {
        return None;
    }
    let items: Vec<_> = pages.into_iter().map(NavItem::into_list_item).collect();
    Some(
        view! { <nav class="section-nav" aria-label=t!("ui-section-nav")><ul>{items}</ul></nav> }
            .into_any(),
    )
}

/// The mark: three strands, one for each sector, that hold one another.
fn mark() -> AnyView {
    static MARK: LazyLock<String> = LazyLock::new(|| {
        view! {
            <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
                <path class="mark-government" d="M13.4 5.5 5.2 19.7" />
                <path class="mark-health" d="M7.8 25.5h16.4" />
                <path class="mark-ict" d="M26.8 19.7 18.6 5.5" />
            </svg>
        }
        .to_html()
    });
    AnyView::new(MARK.as_str())
}

fn account_box(account: Account) -> AnyView {
    view! {
        <div class="account">
            <p class="account-who">
                <a class="account-name" href="/account">{account.name}</a>
                <span class="account-role">
                    {t!("ui-account-role", role = account.role, organisation = account.organisation)}
                </span>
            </p>
            <form method="post" action="/sign-out">
                <button class="account-sign-out" type="submit">{t!("ui-sign-out")}</button>
            </form>
        </div>
    }
    .into_any()
}

fn breadcrumbs(crumbs: Vec<Crumb>) -> Option<AnyView> {
    if crumbs.is_empty() {
        return None;
    }
    let crumbs: Vec<_> = crumbs.into_iter().map(crumb).collect();
    Some(
        view! { <nav class="breadcrumbs" aria-label=t!("ui-breadcrumbs")><ol>{crumbs}</ol></nav> }
            .into_any(),
    )
}

fn crumb(crumb: Crumb) -> impl IntoView {
    match crumb.href {
        Some(href) => Either::Left(view! { <li><a href=href>{crumb.label}</a></li> }),
        None => Either::Right(view! { <li><span aria-current="page">{crumb.label}</span></li> }),
    }
}

fn flash(flash: Flash) -> AnyView {
    view! {
        <div class=format!("flash {}", flash.tone.class()) role="status">
            {shape(flash.tone)}<p>{flash.text}</p>
        </div>
    }
    .into_any()
}

fn footer(links: Vec<LanguageLink>, path: String) -> AnyView {
    let links: Vec<_> = links.into_iter().map(language_link).collect();
    view! {
        <footer class="footer">
            <p class="footer-about">{t!("ui-about")}</p>
            <nav aria-label=t!("ui-languages")><ul class="languages">{links}</ul></nav>
            <p class="print-only">{t!("ui-printed-from", path = path)}</p>
        </footer>
    }
    .into_any()
}

fn language_link(link: LanguageLink) -> impl IntoView {
    let current = link.current.then_some("true");
    let code = link.code;
    view! {
        <li>
            <a href=link.href lang=code.clone() hreflang=code aria-current=current>{link.name}</a>
        </li>
    }
}

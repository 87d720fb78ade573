//! A whole page: what surrounds a view, taken from the request's context.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use domain::access::Action;
use uuid::Uuid;

use crate::access::CurrentPerson;
use crate::db::{Tx, last_change};
use crate::html::*;
use crate::request::{Context, context};
use crate::ui::{self, Crumb, NavItem};
use crate::{spreadsheets, static_files, t, text};

/// A page in the making: its title, the way to it, and its status.
pub struct Page {
    title: String,
    crumbs: Vec<Crumb>,
    status: StatusCode,
    refresh_seconds: Option<u16>,
}

impl Page {
    /// A page with this title, which also is what the browser's tab says.
    pub fn new(title: String) -> Self {
        Self {
            title,
            crumbs: Vec::new(),
            status: StatusCode::OK,
            refresh_seconds: None,
        }
    }

    /// A step on the way to this page.
    pub fn crumb(mut self, href: impl Into<String>, label: String) -> Self {
        self.crumbs.push(Crumb {
            href: Some(href.into()),
            label,
        });
        self
    }

    /// The status, if it is not 200: 422 for a refused form, 409 for a stale one.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Asks for the page again after some seconds, while work goes on.
    pub fn refresh(mut self, seconds: u16) -> Self {
        self.refresh_seconds = Some(seconds);
        self
    }

    /// The page with its content.
    pub fn show(mut self, main: AnyView) -> Response {
        let context = context();
        if !self.crumbs.is_empty() {
            self.crumbs.push(Crumb {
                href: None,
                label: self.title.clone(),
            });
        }
        let person = context.person.as_ref();
        let (nav, section_nav) = person
            .map(|person| nav(person, &context))
            .unwrap_or_default();
        let shell = ui::Shell {
            nav,
            section_nav,
            title: self.title,
            breadcrumbs: self.crumbs,
            account: context.person.as_ref().map(|person| ui::Account {
                name: person.name.clone(),
                organisation: person.organisation.clone(),
                role: text::word(person.role),
            }),
            flash: context.flash.as_ref().map(|key| ui::Flash {
                tone: match key.starts_with("flash-warning-") {
                    true => ui::Tone::Warn,
                    false => ui::Tone::Good,
                },
                text: text::message(key, None),
            }),
            locale: text::current(),
            language_links: language_links(&context.path_and_query),
            demo: context.demo,
            request_path: context.path_and_query.clone(),
            stylesheet_href: static_files::stylesheet_href().to_owned(),
            icon_href: static_files::href("favicon.svg"),
            refresh_seconds: self.refresh_seconds,
        };
        let mut response = (self.status, Html(ui::document(shell, main))).into_response();
        // Pages tell one person what others may not see.
        let private = HeaderValue::from_static("private, no-store");
        response.headers_mut().insert(CACHE_CONTROL, private);
        response
    }
}

/// The page for an error status; `key` names its words.
pub fn error(status: StatusCode, key: &str, request_id: &str) -> Response {
    let title = text::message(&format!("error-page-{key}"), None);
    let explanation = text::message(&format!("error-page-{key}-text"), None);
    let id = t!("error-page-id", id = request_id.to_owned());
    let main = view! {
        {ui::heading(title.clone(), None, vec![])}
        <p class="lead">{explanation}</p>
        <p class="hint">{id}</p>
        <p>{ui::link("/".to_owned(), t!("error-page-home"))}</p>
    };
    Page::new(title).status(status).show(main.into_any())
}

/// Who saved a row of a table last, and when, for whoever comes second.
///
/// # Errors
/// The database is away, or the row has no history that the person may read.
pub(crate) async fn who_and_when(
    tx: &mut Tx,
    table: &str,
    row: Uuid,
) -> sqlx::Result<(String, AnyView)> {
    let (who, when) = last_change(tx, table, row).await?;
    let who = who.unwrap_or_else(|| t!("by-command-line"));
    Ok((who, ui::moment(when)))
}

/// A main page: where it is, what it is called, and who may read it.
type MainPage = (&'static str, &'static str, Action);

/// The main pages in sections, each named by a key; a section of several shows
/// them below itself.
const SECTIONS: [(&str, &[MainPage]); 8] = [
    (
        "nav-workbench",
        &[("/", "nav-workbench", Action::UseAccount)],
    ),
    (
        "nav-portfolio",
        &[
            ("/portfolio", "nav-portfolio", Action::ReadPortfolio),
            ("/portfolio/factors", "factors-link", Action::ReadPortfolio),
            ("/ledger", "nav-ledger", Action::ReadPortfolio),
            (
                "/jurisdictions/compare",
                "comparison-title",
                Action::ReadPortfolio,
            ),
        ],
    ),
    (
        "nav-partnerships",
        &[("/partnerships", "nav-partnerships", Action::ReadPartnership)],
    ),
    (
        "nav-contracts",
        &[
            ("/contracts", "nav-contracts", Action::ReadContract),
            ("/calendar", "nav-calendar", Action::ReadContract),
        ],
    ),
    (
        "nav-governance",
        &[
            ("/bodies", "nav-bodies", Action::ReadBody),
            ("/directions", "nav-directions", Action::ReadDirection),
            ("/tensions", "nav-tensions", Action::ReadTension),
            ("/mechanisms", "mechanisms-title", Action::ReadTension),
            ("/risks", "nav-risks", Action::ReadRisk),
            ("/benefits", "nav-benefits", Action::ReadBenefit),
            ("/prototypes", "prototypes-title", Action::ReadBenefit),
            ("/lessons", "nav-lessons", Action::ReadLesson),
            ("/evidence", "nav-evidence", Action::ReadEvidence),
            ("/evaluations", "nav-evaluations", Action::ReadEvaluation),
        ],
    ),
    (
        "nav-registry",
        &[
            (
                "/organisations",
                "nav-organisations",
                Action::ReadOrganisation,
            ),
            (
                "/jurisdictions",
                "nav-jurisdictions",
                Action::ReadJurisdiction,
            ),
        ],
    ),
    (
        "nav-people",
        &[("/people", "nav-people", Action::ManagePeople)],
    ),
    (
        "nav-reference",
        &[
            ("/rates", "nav-rates", Action::EditRate),
            ("/patterns", "nav-patterns", Action::EditPatterns),
            ("/statements", "nav-statements", Action::EditStatements),
        ],
    ),
];

/// The sections, and the pages of the one that the reader is in where it has
/// several.
fn nav(person: &CurrentPerson, context: &Context) -> (Vec<NavItem>, Vec<NavItem>) {
    let path = context.path_and_query.split('?').next().unwrap_or_default();
    let is_at = |href: &str| path == href || (href != "/" && path.starts_with(&format!("{href}/")));
    let pages = SECTIONS.iter().flat_map(|(_, pages)| pages.iter());
    // A page may lie below another by its address.
    let here = pages
        .filter(|page| is_at(page.0))
        .max_by_key(|page| page.0.len());
    let here = here.map(|page| page.0);
    let groups = SECTIONS.iter().map(|(key, pages)| {
        let pages = pages.iter().filter(|(.., action)| person.may(*action));
        let items = pages.map(|(href, key, _)| item(href, key, Some(*href) == here));
        (*key, items.collect())
    });
    let (mut sections, within) = ui::in_groups(groups);
    if spreadsheets::in_navigation(person) {
        sections.push(item(
            spreadsheets::url::OVERVIEW,
            "nav-import",
            path.starts_with("/import"),
        ));
    }
    (sections, within)
}

fn item(href: &str, key: &str, current: bool) -> NavItem {
    NavItem {
        href: href.to_owned(),
        label: text::message(key, None),
        current,
    }
}

/// This page in each locale: the same address with `lang` set.
fn language_links(path_and_query: &str) -> Vec<ui::LanguageLink> {
    let (path, query) = path_and_query
        .split_once('?')
        .unwrap_or((path_and_query, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    text::locales()
        .iter()
        .map(|locale| {
            let lang = format!("lang={}", locale.code);
            let pairs: Vec<&str> = kept.iter().copied().chain([lang.as_str()]).collect();
            ui::LanguageLink {
                code: locale.code.to_owned(),
                name: locale.name(),
                href: format!("{path}?{}", pairs.join("&")),
                current: locale.code == text::current().code,
            }
        })
        .collect()
}

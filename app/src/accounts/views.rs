//! The pages of accounts.

use super::db::SessionRow;
use super::form::{LanguageForm, SignInForm};
use super::url;
use crate::access::CurrentPerson;
use crate::form::Errors;
use crate::html::*;
use crate::ui::{self, Field, Table, Tone};
use crate::{list, t, text};

/// The sign-in page, with what went wrong.
pub(super) fn sign_in(form: &SignInForm, errors: &Errors, demo: bool) -> AnyView {
    let fields = vec![
        ui::hidden("next", &form.next),
        Field::new("email", t!("sign-in-email"))
            .value(&form.email)
            .errors(errors)
            .email(),
        Field::new("password", t!("sign-in-password"))
            .errors(errors)
            .password("current-password"),
    ];
    let form = ui::form(url::SIGN_IN.to_owned(), fields, t!("sign-in-submit"), None);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("sign-in-title"), None, vec![])}
        <p class="lead">{t!("sign-in-lead")}</p>
        {ui::columns(form, demo.then(demo_accounts).into_any())}
    }
    .into_any()
}

fn demo_accounts() -> AnyView {
    let rows = super::DEMO_ACCOUNTS
        .iter()
        .map(|(email, role)| vec![text::word(*role).into_any(), (*email).into_any()])
        .collect();
    let table = ui::table(Table {
        caption: t!("sign-in-demo-caption"),
        columns: vec![
            list::column(t!("sign-in-demo-role")),
            list::column(t!("sign-in-email")),
        ],
        rows,
    });
    let password = t!("sign-in-demo-password", password = super::DEMO_PASSWORD);
    let body = view! { <p>{password}</p>{table} };
    ui::notice(Tone::Info, t!("sign-in-demo-title"), body.into_any())
}

/// One's own account: who, language, password, sessions.
pub(super) fn account(
    person: &CurrentPerson,
    sessions: &[SessionRow],
    current_session: &[u8],
    language: &LanguageForm,
    password_errors: &Errors,
) -> AnyView {
    view! {
        {ui::error_summary(password_errors)}
        {ui::heading(t!("account-title"), Some(person.name.clone()), vec![])}
        {ui::summary_list(vec![
            (t!("sign-in-email"), person.email.clone().into_any()),
            (t!("account-role"), text::word(person.role).into_any()),
            (t!("account-organisation"), person.organisation.clone().into_any()),
        ])}
        {ui::section("language", t!("account-language"), vec![], language_form(language))}
        {ui::section("password", t!("account-password"), vec![], password_form(person, password_errors))}
        {ui::section("sessions", t!("account-sessions"), vec![], session_table(sessions, current_session))}
    }
    .into_any()
}

fn language_form(form: &LanguageForm) -> AnyView {
    let options = text::locales()
        .iter()
        .map(|locale| (locale.code.to_owned(), locale.name()))
        .collect();
    let field = Field::new("locale", t!("account-language"))
        .value(&form.locale)
        .select(options, Some(t!("account-language-browser")));
    ui::form(
        url::LANGUAGE.to_owned(),
        vec![field],
        t!("account-language-submit"),
        None,
    )
}

fn password_form(person: &CurrentPerson, errors: &Errors) -> AnyView {
    let fields = vec![
        // Password managers look for the account's name in the form.
        view! { <input type="hidden" name="username" autocomplete="username" value=person.email.clone() /> }
            .into_any(),
        Field::new("current", t!("password-current")).errors(errors).password("current-password"),
        Field::new("new", t!("password-new"))
            .hint(t!("password-hint", min = super::passwords::MIN_LENGTH))
            .errors(errors)
            .password("new-password"),
        Field::new("again", t!("password-again")).errors(errors).password("new-password"),
    ];
    ui::form(
        url::PASSWORD.to_owned(),
        fields,
        t!("password-submit"),
        None,
    )
}

fn session_table(sessions: &[SessionRow], current: &[u8]) -> AnyView {
    let rows = sessions.iter().map(|session| {
        let end = if session.id_hash == current {
            ui::tag(Tone::Info, t!("session-this"))
        } else {
            ui::action_form(
                url::session(&session.id_hash),
                t!("session-end"),
                vec![],
                Tone::Bad,
            )
        };
        let agent = session
            .user_agent
            .clone()
            .unwrap_or_else(|| t!("session-unknown-browser"));
        vec![
            agent.into_any(),
            ui::moment(session.created_at),
            ui::moment(session.seen_at),
            end,
        ]
    });
    ui::table(Table {
        caption: t!("account-sessions-caption"),
        columns: vec![
            list::column(t!("session-browser")),
            list::column(t!("session-since")),
            list::column(t!("session-seen")),
            list::column(t!("session-action")),
        ],
        rows: rows.collect(),
    })
}

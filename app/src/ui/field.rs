//! Forms: fields with their hints and errors, and what is shown when a form
//! is refused.

use super::parts::{Tone, foreign, notice, shape};
use crate::form::Errors;
use crate::html::*;
use crate::t;

/// How wide a field is, as a sign of how much is expected in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A number or a code.
    Short,
    /// A name or an amount.
    Medium,
    /// As wide as a line of text.
    Full,
}

/// Whether a field must be filled in, and whether it says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
    Unmarked,
}

/// A field under construction: what it is called, what was typed into it and
/// what is wrong with that. A last call says which control it is.
pub struct Field {
    name: String,
    label: String,
    hint: Option<String>,
    presence: Presence,
    error: Option<String>,
    value: String,
    width: Width,
    language: String,
    autocomplete: Option<String>,
}

impl Field {
    /// A field that must be filled in.
    pub fn new(name: &str, label: String) -> Self {
        Self {
            name: name.to_owned(),
            label,
            hint: None,
            presence: Presence::Required,
            error: None,
            value: String::new(),
            width: Width::Full,
            language: String::new(),
            autocomplete: None,
        }
    }

    /// A field of a list's filters: it may be left blank, as everybody expects.
    pub fn filter(name: &str, label: String) -> Self {
        Self {
            presence: Presence::Unmarked,
            ..Self::new(name, label)
        }
    }

    /// What helps to fill it in.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Must be filled in in some cases only, which its label names.
    #[must_use]
    pub fn sometimes(mut self) -> Self {
        self.presence = Presence::Unmarked;
        self
    }

    /// May be left blank, and says so.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    /// Shows this field's error, if it has one.
    #[must_use]
    pub fn errors(mut self, errors: &Errors) -> Self {
        self.error = errors.of(&self.name).map(str::to_owned);
        self
    }

    /// What was typed, or the value so far.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// How wide the field is; as wide as a line of text unless said otherwise.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// The language of what is typed, where it is not the page's.
    #[must_use]
    pub fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// What a browser may fill in, such as `username` (HTML, 4.10.18.7).
    #[must_use]
    pub fn autocomplete(mut self, token: &str) -> Self {
        self.autocomplete = Some(token.to_owned());
        self
    }

    /// A line of text.
    pub fn text(self) -> AnyView {
        self.input("text", None)
    }

    /// An e-mail address.
    pub fn email(self) -> AnyView {
        self.input("email", None)
    }

    /// A password, which is never shown again. `autocomplete` is
    /// `current-password` or `new-password`.
    pub fn password(self, autocomplete: &str) -> AnyView {
        self.value("")
            .autocomplete(autocomplete)
            .input("password", None)
    }

    /// What to look for.
    pub fn search(self) -> AnyView {
        self.input("search", None)
    }

    /// A whole number.
    pub fn number(self) -> AnyView {
        self.input("text", Some("numeric"))
    }

    /// An amount of money, with its currency beside it where it is known.
    pub fn amount(self, currency: Option<&str>) -> AnyView {
        let suffix_id = format!("{}-currency", self.name);
        let suffix = currency.map(|currency| {
            view! { <span class="suffix" id=suffix_id.clone()>{currency.to_owned()}</span> }
        });
        let described = self.described_by(suffix.is_some().then_some(suffix_id));
        let input = self.control("text", Some("decimal"), described);
        self.labelled(view! { <div class="with-suffix">{input}{suffix}</div> }.into_any())
    }

    /// A text of several lines.
    pub fn textarea(self, rows: u16) -> AnyView {
        let control = view! {
            <textarea
                id=self.name.clone() name=self.name.clone() class=self.width_class()
                rows=rows.to_string() lang=foreign(&self.language)
                aria-required=self.required() aria-invalid=self.invalid()
                aria-describedby=self.described_by(None)
            >{escaped(&self.value)}</textarea>
        };
        self.labelled(control.into_any())
    }

    /// One of a list, each a value and its words. `blank` is the entry for
    /// no choice.
    pub fn select(self, options: Vec<(String, String)>, blank: Option<String>) -> AnyView {
        let blank = blank.map(|words| (String::new(), words));
        let options: Vec<_> = blank
            .into_iter()
            .chain(options)
            .map(|(value, words)| {
                let selected = value == self.value;
                view! { <option value=value selected=selected>{words}</option> }
            })
            .collect();
        let control = view! {
            <select
                id=self.name.clone() name=self.name.clone() class=self.width_class()
                aria-required=self.required() aria-invalid=self.invalid()
                aria-describedby=self.described_by(None)
            >{options}</select>
        };
        self.labelled(control.into_any())
    }

    /// One of a few, all in view.
    pub fn radios(self, options: Vec<(String, String)>) -> AnyView {
        let selected = vec![self.value.clone()];
        let choices = self.choices("radio", options, &selected);
        self.grouped(choices, "choices")
    }

    /// One step of a scale: on one line where there is room.
    pub fn scale(self, steps: Vec<(String, String)>) -> AnyView {
        let selected = vec![self.value.clone()];
        let choices = self.choices("radio", steps, &selected);
        self.grouped(choices, "choices choices-scale")
    }

    /// Any of a few.
    pub fn checkboxes(self, options: Vec<(String, String)>, selected: &[String]) -> AnyView {
        let choices = self.choices("checkbox", options, selected);
        self.grouped(choices, "choices")
    }

    /// Yes or no; the value sent for yes is `true`.
    pub fn checkbox(self, checked: bool) -> AnyView {
        let hint = self.hint_view();
        let error = self.error_view();
        view! {
            <div class="field">
                {error}
                <div class="choice">
                    <input
                        type="checkbox" id=self.name.clone() name=self.name.clone() value="true"
                        checked=checked aria-invalid=self.invalid()
                        aria-describedby=self.described_by(None)
                    />
                    <label for=self.name.clone()>{self.label.clone()}</label>
                </div>
                {hint}
            </div>
        }
        .into_any()
    }

    /// A date in three parts, named `{name}_day`, `{name}_month` and
    /// `{name}_year`. An error's link leads to the first.
    pub fn date(self, day: &str, month: &str, year: &str) -> AnyView {
        let parts: Vec<_> = [
            ("day", t!("ui-day"), day, "date-part"),
            ("month", t!("ui-month"), month, "date-part"),
            ("year", t!("ui-year"), year, "date-part date-year"),
        ]
        .into_iter()
        .map(|(part, label, value, class)| {
            let name = format!("{}_{part}", self.name);
            let id = if part == "day" {
                self.name.clone()
            } else {
                name.clone()
            };
            view! {
                <div class=class>
                    <label for=id.clone()>{label}</label>
                    <input
                        type="text" inputmode="numeric" id=id name=name value=value.to_owned()
                        autocomplete="off" aria-invalid=self.invalid()
                    />
                </div>
            }
            .into_any()
        })
        .collect();
        self.grouped(parts.into_any(), "date-parts")
    }

    /// A file. `accept` lists the kinds taken, such as `.pdf,.png`.
    pub fn file(self, accept: &str) -> AnyView {
        let control = view! {
            <input
                type="file" id=self.name.clone() name=self.name.clone() accept=accept.to_owned()
                aria-required=self.required() aria-invalid=self.invalid()
                aria-describedby=self.described_by(None)
            />
        };
        self.labelled(control.into_any())
    }

    fn input(self, kind: &'static str, inputmode: Option<&'static str>) -> AnyView {
        let control = self.control(kind, inputmode, self.described_by(None));
        self.labelled(control)
    }

    fn control(
        &self,
        kind: &'static str,
        inputmode: Option<&'static str>,
        described_by: Option<String>,
    ) -> AnyView {
        let value = (!self.value.is_empty()).then(|| self.value.clone());
        view! {
            <input
                type=kind inputmode=inputmode id=self.name.clone() name=self.name.clone()
                class=self.width_class() value=value lang=foreign(&self.language)
                autocomplete=self.autocomplete.clone()
                aria-required=self.required() aria-invalid=self.invalid()
                aria-describedby=described_by
            />
        }
        .into_any()
    }

    /// Radios or checkboxes; the first has the field's own id, so that an
    /// error's link leads to it.
    fn choices(
        &self,
        kind: &'static str,
        options: Vec<(String, String)>,
        selected: &[String],
    ) -> AnyView {
        let choices: Vec<_> = options
            .into_iter()
            .enumerate()
            .map(|(index, (value, words))| {
                let id = if index == 0 { self.name.clone() } else { format!("{}-{index}", self.name) };
                let checked = selected.contains(&value);
                view! {
                    <div class="choice">
                        <input type=kind id=id.clone() name=self.name.clone() value=value checked=checked />
                        <label for=id>{words}</label>
                    </div>
                }
            })
            .collect();
        choices.into_any()
    }

    fn labelled(self, control: AnyView) -> AnyView {
        view! {
            <div class=self.class()>
                <label for=self.name.clone()>{self.label_words()}</label>
                {self.hint_view()}
                {self.error_view()}
                {control}
            </div>
        }
        .into_any()
    }

    fn grouped(self, controls: AnyView, class: &'static str) -> AnyView {
        view! {
            <fieldset class=self.class() aria-describedby=self.described_by(None)>
                <legend>{self.label_words()}</legend>
                {self.hint_view()}
                {self.error_view()}
                <div class=class>{controls}</div>
            </fieldset>
        }
        .into_any()
    }

    fn class(&self) -> &'static str {
        if self.error.is_some() {
            "field field-invalid"
        } else {
            "field"
        }
    }

    fn width_class(&self) -> &'static str {
        match self.width {
            Width::Short => "width-short",
            Width::Medium => "width-medium",
            Width::Full => "width-full",
        }
    }

    fn label_words(&self) -> String {
        match self.presence {
            Presence::Optional => t!("ui-optional", label = self.label.clone()),
            Presence::Required | Presence::Unmarked => self.label.clone(),
        }
    }

    // The server names all errors at once, so the browser must not stop at the
    // first: aria-required tells what `required` would, and stops nothing.
    fn required(&self) -> Option<&'static str> {
        (self.presence == Presence::Required).then_some("true")
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described_by(&self, also: Option<String>) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.name));
        let error = self.error.is_some().then(|| format!("{}-error", self.name));
        let ids: Vec<String> = [hint, error, also].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn hint_view(&self) -> Option<AnyView> {
        let id = format!("{}-hint", self.name);
        self.hint
            .clone()
            .map(|hint| view! { <p class="hint" id=id>{hint}</p> }.into_any())
    }

    fn error_view(&self) -> Option<AnyView> {
        let id = format!("{}-error", self.name);
        self.error.clone().map(|error| {
            view! { <p class="error" id=id>{shape(Tone::Bad)}<span>{error}</span></p> }.into_any()
        })
    }
}

/// Text as it stands within a `textarea`, whose content Leptos writes as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What is wrong with a form, each a link to its field; nothing when nothing
/// is. It takes the focus, so that it is the first thing read.
pub fn error_summary(errors: &Errors) -> AnyView {
    if errors.is_empty() {
        // An empty list leaves nothing behind; `()` leaves a comment.
        return Vec::<AnyView>::new().into_any();
    }
    let items: Vec<_> = errors
        .iter()
        .map(|error| {
            let words = match &error.label {
                Some(label) => t!(
                    "ui-error-of-field",
                    label = label.clone(),
                    message = error.message.clone()
                ),
                None => error.message.clone(),
            };
            view! { <li><a href=format!("#{}", error.field)>{words}</a></li> }.into_any()
        })
        .collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
            <h2>{t!("ui-errors-title")}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

/// A form that is posted. `cancel` is where to go instead, and its words.
pub fn form(
    action: String,
    fields: Vec<AnyView>,
    submit: String,
    cancel: Option<(String, String)>,
) -> AnyView {
    form_of(
        "application/x-www-form-urlencoded",
        action,
        fields,
        submit,
        cancel,
    )
}

/// A form that is posted with files.
pub fn multipart_form(
    action: String,
    fields: Vec<AnyView>,
    submit: String,
    cancel: Option<(String, String)>,
) -> AnyView {
    form_of("multipart/form-data", action, fields, submit, cancel)
}

fn form_of(
    encoding: &'static str,
    action: String,
    fields: Vec<AnyView>,
    submit: String,
    cancel: Option<(String, String)>,
) -> AnyView {
    let cancel = cancel.map(|(href, words)| super::link(href, words));
    view! {
        <form class="form" method="post" action=action enctype=encoding novalidate=true>
            {fields}
            <div class="form-end">
                <button class="button button-primary" type="submit">{submit}</button>
                {cancel}
            </div>
        </form>
    }
    .into_any()
}

/// A value that goes with a form unseen.
pub fn hidden(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }.into_any()
}

/// A button that sends its form and says in the field `do` what is to be done with it.
pub fn do_button(what: String, words: String, primary: bool) -> AnyView {
    let class = if primary {
        "button button-primary"
    } else {
        "button"
    };
    view! { <button class=class type="submit" name="do" value=what>{words}</button> }.into_any()
}

/// Fields that belong together.
pub fn fieldset(legend: String, fields: Vec<AnyView>) -> AnyView {
    view! { <fieldset class="fieldset"><legend>{legend}</legend>{fields}</fieldset> }.into_any()
}

/// One field of a record that two people changed.
pub struct ConflictRow {
    /// What the field is called.
    pub label: String,
    /// What is saved.
    pub theirs: String,
    /// What the reader typed.
    pub yours: String,
}

impl ConflictRow {
    /// A row for each field of a form, from what it is called and what is in it:
    /// as saved, and as typed.
    pub fn between(theirs: Vec<(String, String)>, yours: Vec<(String, String)>) -> Vec<Self> {
        theirs
            .into_iter()
            .zip(yours)
            .map(|((label, theirs), (_, yours))| Self {
                label,
                theirs,
                yours,
            })
            .collect()
    }
}

/// Says who saved the record in the meantime, and shows what they saved beside
/// what the reader typed. The form itself follows, with what was typed.
pub fn conflict(who: String, when: AnyView, rows: Vec<ConflictRow>) -> AnyView {
    let rows: Vec<_> = rows.into_iter().map(conflict_row).collect();
    let body = view! {
        <p>{t!("ui-conflict-who", who = who)}" "{when}</p>
        <p>{t!("ui-conflict-what")}</p>
    };
    view! {
        <div class="conflict" role="alert" tabindex="-1" autofocus=true>
            {notice(Tone::Warn, t!("ui-conflict-title"), body.into_any())}
            <div class="table-box">
                <table class="table">
                    <caption>{t!("ui-conflict-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!("ui-conflict-field")}</th>
                            <th scope="col">{t!("ui-conflict-theirs")}</th>
                            <th scope="col">{t!("ui-conflict-yours")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn conflict_row(row: ConflictRow) -> AnyView {
    let differs = row.theirs != row.yours;
    let class = if differs { "differs" } else { "same" };
    let mark = differs.then(|| super::tag(Tone::Warn, t!("ui-conflict-differs")));
    view! {
        <tr class=class>
            <th scope="row">{row.label}{mark}</th>
            <td data-label=t!("ui-conflict-theirs")><span class="typed">{row.theirs}</span></td>
            <td data-label=t!("ui-conflict-yours")><span class="typed">{row.yours}</span></td>
        </tr>
    }
    .into_any()
}

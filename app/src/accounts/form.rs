//! The forms of accounts.

use serde::Deserialize;

use super::passwords::{MAX_LENGTH, MIN_LENGTH};
use crate::form::{Fields, Invalid};
use crate::{t, text};

/// Signing in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    pub(super) email: String,
    pub(super) password: String,
    /// Where to go afterwards.
    pub(super) next: String,
}

impl SignInForm {
    /// Address and password, each of them given.
    pub(super) fn parse(self) -> Result<(String, String, String), Invalid<Self>> {
        let mut fields = Fields::of("sign-in");
        let email = fields.text("email", &self.email, 254).to_lowercase();
        // A password keeps its spaces and may hold any character.
        if self.password.is_empty() {
            fields.error("password", t!("error-required"));
        }
        let password = self.password.clone();
        // Only a path on this site: `//elsewhere` and `/\elsewhere` would lead away.
        let local = self.next.starts_with('/')
            && !self.next.starts_with("//")
            && !self.next.contains(|c: char| c == '\\' || c.is_control());
        let next = if local {
            self.next.clone()
        } else {
            "/".to_owned()
        };
        fields.finish(self, (email, password, next))
    }
}

/// Changing one's own password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    pub(super) current: String,
    pub(super) new: String,
    pub(super) again: String,
}

impl PasswordForm {
    /// The present and the new password. `about` are words that guessers try
    /// first, such as the person's name.
    pub(super) fn parse(self, about: &[&str]) -> Result<(String, String), Invalid<Self>> {
        let mut fields = Fields::of("password");
        if self.current.is_empty() {
            fields.error("current", t!("error-required"));
        }
        if let Some(message) = weakness(&self.new, about) {
            fields.error("new", message);
        } else if self.new != self.again {
            fields.error("again", t!("password-differs"));
        }
        let value = (self.current.clone(), self.new.clone());
        fields.finish(self, value)
    }
}

/// Why a password will not do, in words.
pub(super) fn weakness(password: &str, about: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        Some(t!("password-too-short", min = MIN_LENGTH))
    } else if length > MAX_LENGTH {
        Some(t!("error-too-long", max = MAX_LENGTH))
    } else if u8::from(zxcvbn::zxcvbn(password, about).score()) < 3 {
        Some(t!("password-guessable"))
    } else {
        None
    }
}

/// Choosing the account's language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LanguageForm {
    pub(super) locale: String,
}

impl LanguageForm {
    /// A locale there is; blank follows the browser.
    pub(super) fn parse(self) -> Result<Option<&'static str>, Invalid<Self>> {
        let mut fields = Fields::of("account");
        let chosen = text::locale(&self.locale).map(|locale| locale.code);
        if chosen.is_none() && !self.locale.is_empty() {
            fields.error("locale", t!("error-choice"));
        }
        fields.finish(self, chosen)
    }
}

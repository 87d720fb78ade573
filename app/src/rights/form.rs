//! The form that gives a person a right.

use domain::access::{Grant, Role};
use serde::Deserialize;
use uuid::Uuid;

use crate::form::{Fields, Invalid, MAX_LINE};
use crate::t;
use crate::text::word;

/// A right, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RightForm {
    /// The id the right will have: however often the form is sent, it makes
    /// one.
    pub(super) id: String,
    /// The whole address of the person: there is no list to look through, so
    /// nobody learns who else has an account.
    pub(super) email: String,
    pub(super) access: String,
}

/// The person an address belongs to.
pub(super) struct Grantee {
    pub(super) id: Uuid,
    pub(super) role: Role,
}

/// A right.
#[derive(Debug)]
pub(super) struct RightValues {
    pub(super) id: Uuid,
    pub(super) person_id: Uuid,
    pub(super) access: Grant,
}

impl RightForm {
    /// A blank form.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The address to look for, in lower case; none where it cannot be one.
    pub(super) fn address(&self) -> Option<String> {
        let address = self.email.trim().to_lowercase();
        (!address.is_empty() && !address.contains(char::is_control)).then_some(address)
    }

    /// The right, or all that is wrong with it. `grantee` is the person with
    /// the address, if there is one who can sign in.
    pub(super) fn parse(self, grantee: Option<Grantee>) -> Result<RightValues, Invalid<Self>> {
        let mut fields = Fields::of("right");
        let email = fields.text("email", &self.email, MAX_LINE);
        let access = fields.choice("access", &self.access);
        match &grantee {
            None if !email.is_empty() => fields.error("email", t!("right-error-unknown")),
            Some(grantee) => refuse_role(&mut fields, grantee.role, access),
            None => {}
        }
        let values = RightValues {
            id: fields
                .optional_id("email", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            person_id: grantee.map(|grantee| grantee.id).unwrap_or_default(),
            access: access.unwrap_or(Grant::Read),
        };
        fields.finish(self, values)
    }
}

/// Administrators see no partnership, and a right to edit would give vendors
/// and auditors nothing: better say so than let it stand there without effect.
fn refuse_role(fields: &mut Fields, role: Role, access: Option<Grant>) {
    if role == Role::Administrator {
        fields.error("email", t!("right-error-administrator"));
    } else if matches!(role, Role::Vendor | Role::Auditor) && access == Some(Grant::Edit) {
        fields.error("access", t!("right-error-edit", role = word(role)));
    }
}

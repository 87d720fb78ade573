//! Organisations: listed in `parties` (1.1) or written where they are mentioned (1.0).

use std::collections::{HashMap, HashSet};

use crate::fields::Fields;
use crate::model::{Address, Identifier, Party};
use crate::process::each_once;
use crate::tender::classification;
use crate::warning::Reason;

/// The parties of one process, as they are found.
pub(crate) struct Parties<'a> {
    /// The ids that any release of the process lists.
    listed: &'a HashSet<String>,
    pub(crate) in_order: Vec<Party>,
    places: HashMap<String, usize>,
}

impl Parties<'_> {
    pub(crate) fn new(listed: &HashSet<String>) -> Parties<'_> {
        Parties {
            listed,
            in_order: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// Adds a party, or fills the gaps of the one that has its id.
    pub(crate) fn add(&mut self, party: Party) {
        let Some(known) = self
            .places
            .get(&party.local_id)
            .and_then(|at| self.in_order.get_mut(*at))
        else {
            self.places
                .insert(party.local_id.clone(), self.in_order.len());
            self.in_order.push(party);
            return;
        };
        known.name = known.name.take().or(party.name);
        known.legal_name = known.legal_name.take().or(party.legal_name);
        known.identifier = known.identifier.take().or(party.identifier);
        known.address = known.address.take().or(party.address);
        for role in party.roles {
            if !known.roles.contains(&role) {
                known.roles.push(role);
            }
        }
    }

    /// Reads a reference to an organisation (1.1), or an organisation written in place of it
    /// (1.0), and gives the party's id.
    pub(crate) fn reference(&mut self, f: &mut Fields<'_>, role: &str) -> Option<String> {
        let id = f.id("id");
        let details = party_details(f);
        if let Some(id) = id.as_ref().filter(|id| self.knows(id)) {
            let mut party = details;
            party.local_id.clone_from(id);
            party.roles.push(role.to_owned());
            if self.places.contains_key(id) {
                self.add(party);
            }
            return Some(id.clone());
        }
        if !self.listed.is_empty() {
            f.warn("", Reason::PartyNotListed { id: id.clone() });
        }
        let local_id = id.or_else(|| made_up_id(&details));
        if details.name.is_none() && details.legal_name.is_none() {
            f.warn("", Reason::PartyWithoutName);
        }
        let local_id = local_id?;
        self.add(Party {
            local_id: local_id.clone(),
            roles: vec![role.to_owned()],
            ..details
        });
        Some(local_id)
    }

    fn knows(&self, id: &str) -> bool {
        self.places.contains_key(id) || self.listed.contains(id)
    }

    pub(crate) fn with_role(&self, role: &str) -> Option<String> {
        let has_role = |party: &&Party| party.roles.iter().any(|own| own == role);
        self.in_order
            .iter()
            .find(has_role)
            .map(|party| party.local_id.clone())
    }
}

/// Organisations of 1.0 have no id of their own: the register's number serves, else the name.
fn made_up_id(party: &Party) -> Option<String> {
    let from_register = party
        .identifier
        .as_ref()
        .map(|identifier| match &identifier.scheme {
            Some(scheme) => format!("{scheme}-{}", identifier.id),
            None => identifier.id.clone(),
        });
    from_register
        .or_else(|| party.name.clone())
        .or_else(|| party.legal_name.clone())
}

/// An entry of `parties`.
pub(crate) fn party(f: &mut Fields<'_>) -> Party {
    let id = f.id("id");
    let mut party = party_details(f);
    if id.is_none() {
        f.warn("id", Reason::MissingId);
    }
    if party.name.is_none() && party.legal_name.is_none() {
        f.warn("name", Reason::PartyWithoutName);
    }
    party.local_id = id
        .or_else(|| made_up_id(&party))
        .unwrap_or_else(|| "?".to_owned());
    party.roles = each_once(f.texts("roles").into_iter());
    let details = f.object("details", |f| {
        (
            f.text("scale"),
            f.text("url"),
            f.plain_list("classifications", classification),
        )
    });
    (party.scale, party.url, party.classifications) = details.unwrap_or_default();
    party
}

/// What both versions say about an organisation. Contact points are personal data that the
/// product has no use for: they are left out, here and in what is kept as unknown.
fn party_details(f: &mut Fields<'_>) -> Party {
    f.drop("contactPoint");
    let main = f.object("identifier", |f| (identifier(f), f.text("legalName")));
    let (main_identifier, legal_name) = main.unwrap_or_default();
    Party {
        name: f.text("name"),
        legal_name,
        identifier: main_identifier,
        additional_identifiers: f.plain_list("additionalIdentifiers", identifier),
        address: f.object("address", address).flatten(),
        ..Party::default()
    }
}

fn identifier(f: &mut Fields<'_>) -> Option<Identifier> {
    f.drop("uri");
    let (scheme, id) = (f.text("scheme"), f.id("id"));
    match (&scheme, &id) {
        (None, Some(_)) => f.warn("", Reason::MissingScheme),
        (Some(scheme), Some(_)) if !is_register_code(scheme) => {
            f.warn(
                "scheme",
                Reason::UnknownScheme {
                    scheme: scheme.clone(),
                },
            );
        }
        _ => {}
    }
    id.map(|id| Identifier { scheme, id })
}

/// Codes of org-id.guide: a country (or `XI`, `XM` and so on), a hyphen, the register.
pub(crate) fn is_register_code(scheme: &str) -> bool {
    scheme.split_once('-').is_some_and(|(country, register)| {
        country.len() == 2
            && country.chars().all(|c| c.is_ascii_uppercase())
            && !register.is_empty()
            && register
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    })
}

fn address(f: &mut Fields<'_>) -> Option<Address> {
    let address = Address {
        street: f.text("streetAddress"),
        locality: f.text("locality"),
        region: f.text("region"),
        postal_code: f.text("postalCode"),
        country_name: f.text("countryName"),
    };
    (address != Address::default()).then_some(address)
}

//! Who may call which route, and what the URL names as that person sees it.
//!
//! Routes are registered only through [`Routes`], with a [`Who`]. Before a
//! handler runs, the layer here has loaded what the URL names under the
//! person's own row-level security (not there: 404) and asked
//! [`domain::access::may`] (no: 403), so no handler can forget to.

use axum::Router;
use axum::extract::{
    DefaultBodyLimit, FromRequestParts, MatchedPath, Path, RawPathParams, Request, State,
};
use axum::handler::Handler;
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::access::{
    Action, BodyStanding, Grant, Hand, Person, Role, Scope, Standing, may, role_may,
};
use domain::calendar::Zone;
use domain::governance::BodyLevel;
use domain::jurisdiction::FirstMonth;
use domain::organisation::Sector;
use domain::partnership::Stage;
use uuid::Uuid;

use crate::AppState;
use crate::error::AppError;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, signed in or not.
    Anyone,
    /// Those whose role has the right, whatever the partnership.
    May(Action),
    /// Those who have the right on what `{reference}` and the ids below it in
    /// the URL name.
    MayHere(Action),
    /// Those who have the right on the governance body that `{body}` names, and
    /// on what the ids below it name.
    MayAtBody(Action),
}

/// The largest form with files, in bytes: five files of 20 MiB and their form.
pub const MAX_UPLOAD_BYTES: usize = 105 * 1024 * 1024;

/// One line of the access table.
#[derive(Debug, Clone)]
pub struct RouteAccess {
    /// Its method.
    pub method: Method,
    /// Its path as registered, with `{parameters}`.
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
    /// Whether it takes a form with files.
    pub upload: bool,
}

/// The routes of a slice, each with who may call it.
#[derive(Default)]
pub struct Routes {
    entries: Vec<(RouteAccess, MethodRouter<AppState>)>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page or file to read.
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let access = RouteAccess {
            method: Method::GET,
            path,
            who,
            upload: false,
        };
        self.add(access, on(MethodFilter::GET, handler))
    }

    /// Adds something that changes data.
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let access = RouteAccess {
            method: Method::POST,
            path,
            who,
            upload: false,
        };
        self.add(access, on(MethodFilter::POST, handler))
    }

    /// Adds something that changes data and takes files: `multipart/form-data`
    /// of up to [`MAX_UPLOAD_BYTES`].
    pub fn upload<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let access = RouteAccess {
            method: Method::POST,
            path,
            who,
            upload: true,
        };
        let route = on(MethodFilter::POST, handler);
        self.add(access, route.layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES)))
    }

    fn add(mut self, access: RouteAccess, route: MethodRouter<AppState>) -> Self {
        self.entries.push((access, route));
        self
    }

    /// Adds all routes of another slice.
    pub fn merge(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// The access table: every route with who may call it.
    pub fn table(&self) -> Vec<RouteAccess> {
        self.entries
            .iter()
            .map(|(access, _)| access.clone())
            .collect()
    }

    /// The router, each route behind its check.
    pub(crate) fn into_router(self, state: &AppState) -> Router<AppState> {
        self.entries
            .into_iter()
            .fold(Router::new(), |router, (access, handler)| {
                let check = from_fn_with_state((state.clone(), access.who), check);
                router.route(access.path, handler.layer(check))
            })
    }
}

/// Somebody who is signed in, with what pages show of them.
#[derive(Debug, Clone)]
pub struct CurrentPerson {
    /// The facts that rights are decided on.
    pub person: Person,
    /// Full name.
    pub name: String,
    /// Address they sign in with.
    pub email: String,
    /// Locale chosen for the account.
    pub locale: Option<String>,
    /// Name of their organisation.
    pub organisation: String,
    /// Sector of their organisation.
    pub sector: Sector,
    /// Jurisdiction of their organisation.
    pub jurisdiction_id: Uuid,
    /// Time zone of that jurisdiction: their days begin and end there.
    pub zone: Zone,
    /// Month in which fiscal years begin there.
    pub first_month: FirstMonth,
}

impl std::ops::Deref for CurrentPerson {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.person
    }
}

impl CurrentPerson {
    /// Whether the person's role gives the right, whatever the partnership.
    pub fn may(&self, action: Action) -> bool {
        may(&self.person, action, &Scope::Anywhere) || role_may(self.person.role, action)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentPerson {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| sign_in_required(&parts.uri))
    }
}

impl<S: Send + Sync> axum::extract::OptionalFromRequestParts<S> for CurrentPerson {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// The partnership in the URL and, below it, the contract, milestone or
/// deliverable, as the person sees them.
#[derive(Debug, Clone)]
pub struct Place {
    /// Id of the partnership.
    pub partnership_id: Uuid,
    /// Its reference, as in the URL.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Language its texts were typed in.
    pub language: String,
    /// Its stage of life.
    pub stage: Stage,
    /// Contract that the URL names, itself or through a deliverable.
    pub contract: Option<ContractSides>,
    /// Milestone that the URL names, and the organisation that owns it.
    pub milestone: Option<(Uuid, Uuid)>,
    /// Deliverable that the URL names.
    pub deliverable_id: Option<Uuid>,
    person: Person,
    standing: Standing,
}

/// The two sides of a contract.
#[derive(Debug, Clone, Copy)]
pub struct ContractSides {
    /// The contract.
    pub id: Uuid,
    /// Organisation that buys.
    pub buyer_id: Uuid,
    /// Organisation that supplies; the person's own where it is one of several.
    pub supplier_id: Uuid,
}

impl Place {
    /// Whether the person has the right on the innermost thing the URL names.
    pub fn may(&self, action: Action) -> bool {
        may(&self.person, action, &self.scope())
    }

    /// Whether the person has the right on the partnership as a whole.
    pub fn may_in_partnership(&self, action: Action) -> bool {
        may(
            &self.person,
            action,
            &Scope::Partnership {
                standing: self.standing,
            },
        )
    }

    /// Whether the person has the right on a contract of this partnership, or
    /// on a deliverable under it.
    pub fn may_under(&self, action: Action, sides: ContractSides) -> bool {
        let ContractSides {
            buyer_id,
            supplier_id,
            ..
        } = sides;
        let standing = self.standing;
        may(
            &self.person,
            action,
            &Scope::Deliverable {
                buyer_id,
                supplier_id,
                standing,
            },
        )
    }

    /// Whether the person has the right on an obligation of this partnership
    /// that is owed to this organisation.
    pub fn may_on_obligation(&self, action: Action, creditor_id: Uuid) -> bool {
        let standing = self.standing;
        let scope = Scope::Obligation {
            creditor_id,
            standing,
        };
        may(&self.person, action, &scope)
    }

    /// Whether the person has the right on a measurement, or a claimed benefit,
    /// of this partnership that these people had a hand in.
    pub fn may_on_measurement(&self, action: Action, hands: [Option<Uuid>; 2]) -> bool {
        let standing = self.standing;
        let own = hands.contains(&Some(self.person.id));
        may(&self.person, action, &Scope::Measurement { own, standing })
    }

    /// Whether the person has the right on a risk of this partnership that this
    /// person watches.
    pub fn may_on_risk(&self, action: Action, owner: Uuid) -> bool {
        let standing = self.standing;
        let own = owner == self.person.id;
        may(&self.person, action, &Scope::Risk { own, standing })
    }

    /// The contract that the URL names.
    ///
    /// # Panics
    /// On a route without `{contract}` or `{deliverable}`.
    pub fn contract(&self) -> ContractSides {
        self.contract
            .expect("the route names a contract or deliverable")
    }

    /// The milestone that the URL names.
    ///
    /// # Panics
    /// On a route without `{milestone}`.
    pub fn milestone_id(&self) -> Uuid {
        self.milestone.expect("the route names a milestone").0
    }

    /// The deliverable that the URL names.
    ///
    /// # Panics
    /// On a route without `{deliverable}`.
    pub fn deliverable_id(&self) -> Uuid {
        self.deliverable_id.expect("the route names a deliverable")
    }

    fn scope(&self) -> Scope {
        let standing = self.standing;
        match (self.contract, self.milestone) {
            (
                Some(ContractSides {
                    buyer_id,
                    supplier_id,
                    ..
                }),
                _,
            ) if self.deliverable_id.is_some() => Scope::Deliverable {
                buyer_id,
                supplier_id,
                standing,
            },
            (
                Some(ContractSides {
                    buyer_id,
                    supplier_id,
                    ..
                }),
                _,
            ) => Scope::Contract {
                buyer_id,
                supplier_id,
                standing,
            },
            (None, Some((_, owner_id))) => Scope::Milestone { owner_id, standing },
            (None, None) => Scope::Partnership { standing },
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        // Absent only on a route that was not registered with `Who::MayHere`.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(AppError::NotFound)
    }
}

/// The governance body in the URL and, below it, the member, meeting, decision
/// or action, as the person sees them.
#[derive(Debug, Clone)]
pub struct BodyPlace {
    /// The body.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Language its texts were typed in.
    pub language: String,
    /// Its level.
    pub level: BodyLevel,
    /// The jurisdiction that it belongs to, if it is none of a partnership.
    pub jurisdiction_id: Option<Uuid>,
    /// The partnership that it belongs to, if it is none of a jurisdiction.
    pub partnership_id: Option<Uuid>,
    /// Reference and title of that partnership, where the person sees it.
    pub partnership: Option<(String, String)>,
    below: Option<Uuid>,
    person: Person,
    standing: BodyStanding,
    hand: Option<Hand>,
}

impl BodyPlace {
    /// Whether the person has the right on the innermost thing the URL names.
    pub fn may(&self, action: Action) -> bool {
        self.may_in_hand(action, self.hand)
    }

    /// Whether the person has the right on an action of this body that is so in
    /// their hand.
    pub fn may_in_hand(&self, action: Action, hand: Option<Hand>) -> bool {
        let standing = self.standing;
        may(&self.person, action, &Scope::Body { standing, hand })
    }

    /// The member, meeting, decision or action that the URL names.
    ///
    /// # Panics
    /// On a route that names none.
    pub fn below(&self) -> Uuid {
        self.below.expect("the route names something of the body")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for BodyPlace {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        // Absent only on a route that was not registered with `Who::MayAtBody`.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(AppError::NotFound)
    }
}

/// The ids in the URL of something outside partnerships; one that is not a
/// UUID names nothing.
#[derive(Debug, Clone, Copy)]
pub struct Named<T>(pub T);

impl<T, S> FromRequestParts<S> for Named<T>
where
    T: serde::de::DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(ids)| Self(ids))
            .map_err(|_| AppError::NotFound)
    }
}

fn sign_in_required(uri: &axum::http::Uri) -> AppError {
    let next = uri.path_and_query().map_or("/", |path| path.as_str());
    AppError::SignInRequired {
        next: next.to_owned(),
    }
}

async fn check(
    State((state, who)): State<(AppState, Who)>,
    params: RawPathParams,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response, AppError> {
    let person = request
        .extensions()
        .get::<CurrentPerson>()
        .map(|current| current.person);
    match (who, person) {
        (Who::Anyone, _) => {}
        (_, None) => return Err(sign_in_required(request.uri())),
        (Who::May(action), Some(person)) => {
            if !role_may(person.role, action) {
                return Err(AppError::Forbidden);
            }
        }
        (Who::MayHere(action), Some(person)) => {
            let place = load_place(&state, person, &params).await?;
            if !place.may(action) {
                tracing::info!(path = path.as_str(), ?action, "refused");
                return Err(AppError::Forbidden);
            }
            request.extensions_mut().insert(place);
        }
        (Who::MayAtBody(action), Some(person)) => {
            let place = load_body(&state, person, &params).await?;
            if !place.may(action) {
                tracing::info!(path = path.as_str(), ?action, "refused");
                return Err(AppError::Forbidden);
            }
            request.extensions_mut().insert(place);
        }
    }
    Ok(next.run(request).await)
}

/// Ids in the URL; one that is not a UUID names nothing.
fn id_param(params: &RawPathParams, name: &str) -> Result<Option<Uuid>, AppError> {
    let typed = params
        .iter()
        .find(|(param, _)| *param == name)
        .map(|(_, value)| value);
    typed
        .map(|value| value.parse().map_err(|_| AppError::NotFound))
        .transpose()
}

async fn load_place(
    state: &AppState,
    person: Person,
    params: &RawPathParams,
) -> Result<Place, AppError> {
    // Administrators keep people and reference data, and see no partnership.
    if person.role == Role::Administrator {
        return Err(AppError::NotFound);
    }
    let reference = params
        .iter()
        .find(|(name, _)| *name == "reference")
        .map_or("", |(_, value)| value);
    let contract = id_param(params, "contract")?;
    let milestone = id_param(params, "milestone")?;
    let deliverable = id_param(params, "deliverable")?;
    if reference.contains('\0') {
        return Err(AppError::NotFound);
    }

    let mut tx = state.db.begin_as(&person).await?;
    let row = sqlx::query!(
        r#"select p.id, p.reference, p.title, p.language, p.stage as "stage: Stage",
            (p.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                select 1 from party where partnership_id = p.id
                    and organisation_id = viewer_organisation())) as "member!",
            (select access from partnership_right r
                where r.partnership_id = p.id and r.person_id = viewer_person()) as "granted: Grant",
            (p.executive_id is not distinct from viewer_person()) as "accountable!",
            c.id as "contract_id?", c.buyer_id as "buyer_id?",
            case when supplies(c.id) then viewer_organisation() else c.supplier_id end as supplier_id,
            m.id as "milestone_id?", m.owner_id as "owner_id?", d.id as "deliverable_id?"
        from partnership p
        left join deliverable d on d.id = $3 and d.partnership_id = p.id
        left join contract c on c.id = coalesce($2, d.contract_id) and c.partnership_id = p.id
        left join milestone m on m.id = $4 and m.partnership_id = p.id
        where p.reference = $1"#,
        reference,
        contract,
        deliverable,
        milestone,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;

    let complete = (contract.is_none() || row.contract_id.is_some())
        && (deliverable.is_none() || (row.deliverable_id.is_some() && row.contract_id.is_some()))
        && (milestone.is_none() || row.milestone_id.is_some());
    if !complete {
        return Err(AppError::NotFound);
    }
    let contract = match (row.contract_id, row.buyer_id, row.supplier_id) {
        (Some(id), Some(buyer_id), Some(supplier_id)) => Some(ContractSides {
            id,
            buyer_id,
            supplier_id,
        }),
        _ => None,
    };
    Ok(Place {
        partnership_id: row.id,
        reference: row.reference,
        title: row.title,
        language: row.language,
        stage: row.stage,
        contract,
        milestone: row.milestone_id.zip(row.owner_id),
        deliverable_id: row.deliverable_id,
        person,
        standing: Standing {
            member: row.member,
            granted: row.granted,
            accountable: row.accountable,
        },
    })
}

async fn load_body(
    state: &AppState,
    person: Person,
    params: &RawPathParams,
) -> Result<BodyPlace, AppError> {
    if person.role == Role::Administrator {
        return Err(AppError::NotFound);
    }
    let member = id_param(params, "member")?;
    let meeting = id_param(params, "meeting")?;
    let decision = id_param(params, "decision")?;
    let action = id_param(params, "action")?;

    let mut tx = state.db.begin_as(&person).await?;
    let row = sqlx::query!(
        r#"select b.id, b.name, b.language, b.level as "level: BodyLevel", b.jurisdiction_id,
            b.partnership_id, p.reference as "reference?", p.title as "title?",
            keeps_body(b.partnership_id, b.jurisdiction_id) as "keeps!", chairs_body(b.id) as "chairs!",
            coalesce(m.id, t.id, d.id, a.id) as below,
            a.owner_id as "owner_id?", a.verifier_id as "verifier_id?"
        from body b
        left join partnership p on p.id = b.partnership_id
        left join body_member m on m.id = $2 and m.body_id = b.id
        left join meeting t on t.id = $3 and t.body_id = b.id
        left join decision d on d.id = $4 and d.body_id = b.id
        left join action a on a.id = $5 and a.body_id = b.id
        where b.id = $1"#,
        id_param(params, "body")?,
        member,
        meeting,
        decision,
        action,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;

    let asked = member.or(meeting).or(decision).or(action);
    if asked.is_some() && row.below.is_none() {
        return Err(AppError::NotFound);
    }
    let hand = row.owner_id.map(|owner| {
        if owner == person.id {
            Hand::Owner
        } else if row.verifier_id == Some(person.id) {
            Hand::Verifier
        } else {
            Hand::Other
        }
    });
    Ok(BodyPlace {
        id: row.id,
        name: row.name,
        language: row.language,
        level: row.level,
        jurisdiction_id: row.jurisdiction_id,
        partnership_id: row.partnership_id,
        partnership: row.reference.zip(row.title),
        below: row.below,
        person,
        standing: BodyStanding {
            keeps: row.keeps,
            chairs: row.chairs,
        },
        hand,
    })
}

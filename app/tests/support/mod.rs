//! A real database for each test, some people in it, and a browser's manners.
//!
//! `TEST_DATABASE_URL` names a server on which databases can be made
//! (`make test` sets it). The schema is migrated once into a template, from
//! which every test gets a database of its own.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    missing_docs,
    reason = "shared by tests that each use a part"
)]

use std::collections::HashMap;

use app::{AppState, Settings};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use chrono::NaiveDate;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use tower::ServiceExt;
use uuid::Uuid;

/// The day that counts as today in every test.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

pub const PASSWORD: &str = "a phrase for testing only";

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

fn server() -> PgConnectOptions {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names a Postgres server for tests; `make test` starts one")
        .parse()
        .unwrap()
}

/// One template per test binary, named by its process so that binaries run
/// side by side.
async fn template() -> &'static str {
    TEMPLATE
        .get_or_init(|| async {
            let name = format!("triad_template_{}", Uuid::now_v7().simple());
            let mut admin = PgConnection::connect_with(&server()).await.unwrap();
            admin
                .execute(AssertSqlSafe(format!("create database {name}")))
                .await
                .unwrap();
            app::migrate(&server().database(&name)).await.unwrap();
            name
        })
        .await
}

/// A running application on a database of its own.
pub struct App {
    pub router: Router,
    pub state: AppState,
    /// As the owner of the tables, past row-level security.
    pub owner: PgPool,
    pub options: PgConnectOptions,
}

impl App {
    /// An empty one.
    pub async fn empty() -> Self {
        let template = template().await;
        let name = format!("triad_test_{}", Uuid::now_v7().simple());
        let mut admin = PgConnection::connect_with(&server()).await.unwrap();
        admin
            .execute(AssertSqlSafe(format!(
                "create database {name} template {template}"
            )))
            .await
            .unwrap();
        let options = server().database(&name);
        let owner = PgPoolOptions::new()
            .max_connections(2)
            .connect_with(options.clone())
            .await
            .unwrap();
        let settings = Settings {
            today: Some(today()),
            ocid_prefix: Some("ocds-test01".to_owned()),
            ..Settings::default()
        };
        let state = AppState::connect(options.clone(), settings);
        Self {
            router: app::router(state.clone()),
            state,
            owner,
            options,
        }
    }

    /// One with the [`World`] in it.
    pub async fn with_world() -> (Self, World) {
        let app = Self::empty().await;
        let world = World::create(&app).await;
        (app, world)
    }

    /// One with the [`World`] and its money in it.
    pub async fn with_money() -> (Self, World) {
        let (app, world) = Self::with_world().await;
        world.add_money(&app).await;
        (app, world)
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: HashMap::new(),
        }
    }

    /// A browser in which somebody is signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let reply = browser
            .post("/sign-in", &[("email", email), ("password", PASSWORD)])
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        browser
    }
}

/// Keeps cookies and says where its requests come from, as browsers do.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: HashMap<String, String>,
}

pub struct Reply {
    pub status: StatusCode,
    pub location: String,
    pub content_type: String,
    pub headers: axum::http::HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The value of the hidden or text field with this name.
    pub fn field(&self, name: &str) -> String {
        let at = self
            .body
            .find(&format!("name=\"{name}\""))
            .unwrap_or_else(|| panic!("no field {name} in\n{}", self.body));
        let start = self.body[..at].rfind('<').unwrap();
        let end = start + self.body[start..].find('>').unwrap();
        let tag = &self.body[start..end];
        let value = tag
            .split("value=\"")
            .nth(1)
            .map_or("", |rest| rest.split('"').next().unwrap());
        value.to_owned()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Told that what was sent is taken no more, with each of these texts in
    /// the list of what was typed.
    pub fn assert_keeps(&self, typed: &[&str]) {
        assert_eq!(self.status, StatusCode::CONFLICT, "{}", self.body);
        let (_, kept) = self
            .body
            .split_once("It cannot be sent any more")
            .unwrap_or_else(|| panic!("nothing is kept in\n{}", self.body));
        let (kept, _) = kept.split_once("</dl>").unwrap();
        for text in typed {
            assert!(kept.contains(text), "no {text} in\n{kept}");
        }
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Reply {
        let body = serde_html_form::to_string(form).unwrap();
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, Some(kind), body.into_bytes())
            .await
    }

    /// Posts a form with files: field, file name, bytes.
    pub async fn upload(
        &mut self,
        path: &str,
        form: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Reply {
        let boundary = "a-boundary-that-no-file-holds";
        let mut body = Vec::new();
        for (name, value) in form {
            body.extend(format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, file, bytes) in files {
            body.extend(format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: application/octet-stream\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.send(Method::POST, path, Some(&kind), body).await
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin");
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = response.status();
        let headers = response.headers().clone();
        let text = |name| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or("")
                .to_owned()
        };
        let (location, content_type) = (text(LOCATION), text(CONTENT_TYPE));
        let bytes = to_bytes(response.into_body(), 64 << 20)
            .await
            .unwrap()
            .to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Reply {
            status,
            location,
            content_type,
            headers,
            body,
            bytes,
        }
    }
}

/// Two countries' worth of people, one partnership, and people foreign to it.
///
/// Canada (CA) holds Ontario (CA-ON); Sweden (SE) is elsewhere. The partnership
/// `RECORD-1` lies in CA-ON, active since January 2026: ministry, clinic, and
/// the suppliers Acme and Other with one contract each.
pub struct World {
    pub ca: Uuid,
    pub on: Uuid,
    pub se: Uuid,
    pub ministry: Uuid,
    pub clinic: Uuid,
    pub acme: Uuid,
    pub other: Uuid,
    pub foreign_ministry: Uuid,
    pub foreign_clinic: Uuid,
    pub partnership: Uuid,
    /// Between clinic and Acme.
    pub contract: Uuid,
    /// Between clinic and Other.
    pub other_contract: Uuid,
    /// Owned by Acme, planned for 1 Dec 2026.
    pub milestone: Uuid,
    /// Under `contract`, due 1 Dec 2026.
    pub deliverable: Uuid,
    /// Under `other_contract`.
    pub other_deliverable: Uuid,
    /// A document's file under `contract`.
    pub file: Uuid,
    /// By the ministry, operational, in CAD: 100,000 for 2026/27 and 50,000 for 2027/28.
    pub commitment: Uuid,
    /// 40,000 under `commitment` on 1 Jun 2026.
    pub receipt: Uuid,
    /// 30,000 under `commitment` on 1 Jul 2026.
    pub spending: Uuid,
    /// The clinic as a party.
    pub party: Uuid,
    /// The right to read, given to the clinician, who reads it anyway.
    pub right: Uuid,
    /// Of `contract`, unsigned: number 1, from 1 Jan 2027, the value 1,100,000.
    pub amendment: Uuid,
    /// Under `contract`: Acme owes the clinic, due 1 Nov 2026.
    pub obligation: Uuid,
    /// By email.
    pub people: HashMap<&'static str, Uuid>,
}

pub const OFFICIAL: &str = "official@test.test";
pub const EXECUTIVE: &str = "executive@test.test";
pub const VENDOR: &str = "vendor@test.test";
pub const CLINICIAN: &str = "clinician@test.test";
pub const AUDITOR: &str = "auditor@test.test";
pub const ADMINISTRATOR: &str = "administrator@test.test";
pub const OTHER_VENDOR: &str = "other-vendor@test.test";
pub const FOREIGN_OFFICIAL: &str = "foreign-official@test.test";
pub const FOREIGN_EXECUTIVE: &str = "foreign-executive@test.test";

impl World {
    async fn create(app: &App) -> Self {
        let id = Uuid::now_v7;
        let mut world = Self {
            ca: id(),
            on: id(),
            se: id(),
            ministry: id(),
            clinic: id(),
            acme: id(),
            other: id(),
            foreign_ministry: id(),
            foreign_clinic: id(),
            partnership: id(),
            contract: id(),
            other_contract: id(),
            milestone: id(),
            deliverable: id(),
            other_deliverable: id(),
            file: id(),
            commitment: id(),
            receipt: id(),
            spending: id(),
            party: id(),
            right: id(),
            amendment: id(),
            obligation: id(),
            people: HashMap::new(),
        };
        let hash = password_hash(app).await;
        let mut tx = app.owner.begin().await.unwrap();
        for (id, name, code, parent, level, currency, month) in [
            (world.ca, "Canada", "CA", None, "national", "CAD", 4_i16),
            (
                world.on,
                "Ontario",
                "CA-ON",
                Some(world.ca),
                "regional",
                "CAD",
                4,
            ),
            (world.se, "Sweden", "SE", None, "national", "SEK", 1),
        ] {
            sqlx::query("insert into jurisdiction (id, name, code, parent_id, level, currency, fiscal_first_month) values ($1, $2, $3, $4, $5, $6, $7)")
                .bind(id).bind(name).bind(code).bind(parent).bind(level).bind(currency).bind(month)
                .execute(&mut *tx).await.unwrap();
        }
        for (id, name, sector, jurisdiction) in [
            (world.ministry, "Ministry of Tests", "government", world.ca),
            (world.clinic, "Clinic of Tests", "health", world.on),
            (world.acme, "Acme Systems", "ict", world.on),
            (world.other, "Other Systems", "ict", world.on),
            (
                world.foreign_ministry,
                "Foreign Ministry",
                "government",
                world.se,
            ),
            (world.foreign_clinic, "Foreign Clinic", "health", world.se),
        ] {
            sqlx::query("insert into organisation (id, name, sector, jurisdiction_id) values ($1, $2, $3, $4)")
                .bind(id).bind(name).bind(sector).bind(jurisdiction).execute(&mut *tx).await.unwrap();
        }
        for (email, name, role, organisation) in [
            (
                OFFICIAL,
                "Olga Official",
                "ministry_official",
                world.ministry,
            ),
            (EXECUTIVE, "Eva Executive", "health_executive", world.clinic),
            (VENDOR, "Victor Vendor", "vendor", world.acme),
            (CLINICIAN, "Clara Clinician", "clinician", world.clinic),
            (AUDITOR, "Aud Auditor", "auditor", world.ministry),
            (
                ADMINISTRATOR,
                "Adam Administrator",
                "administrator",
                world.ministry,
            ),
            (OTHER_VENDOR, "Otto Other", "vendor", world.other),
            (
                FOREIGN_OFFICIAL,
                "Fred Foreign",
                "ministry_official",
                world.foreign_ministry,
            ),
            (
                FOREIGN_EXECUTIVE,
                "Freya Foreign",
                "health_executive",
                world.foreign_clinic,
            ),
        ] {
            let person = id();
            world.people.insert(email, person);
            sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, $2, $3, $4, $5, 'en-GB')")
                .bind(person).bind(name).bind(email).bind(role).bind(organisation).execute(&mut *tx).await.unwrap();
            sqlx::query("insert into person_password (person_id, hash) values ($1, $2)")
                .bind(person)
                .bind(&hash)
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        sqlx::query("insert into partnership (id, reference, title, need, response, jurisdiction_id, level, stage, established_on, planned_end, executive_id) values ($1, 'RECORD-1', 'Shared record', 'One record for every patient', 'An exchange', $2, 'regional', 'active', '2026-01-05', '2029-12-31', $3)")
            .bind(world.partnership).bind(world.on).bind(world.people[EXECUTIVE]).execute(&mut *tx).await.unwrap();
        for (party, organisation, role) in [
            (id(), world.ministry, "funder"),
            (world.party, world.clinic, "provider"),
            (id(), world.acme, "supplier"),
            (id(), world.other, "supplier"),
        ] {
            sqlx::query("insert into party (id, partnership_id, organisation_id, role) values ($1, $2, $3, $4)")
                .bind(party).bind(world.partnership).bind(organisation).bind(role).execute(&mut *tx).await.unwrap();
        }
        for (id, number, title, supplier, value) in [
            (
                world.contract,
                "C-1",
                "Record exchange",
                world.acme,
                1_000_000,
            ),
            (
                world.other_contract,
                "C-2",
                "Secret hosting",
                world.other,
                777_777,
            ),
        ] {
            sqlx::query("insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, signed_on, starts_on, ends_on, value, currency, notice_days) values ($1, $2, $3, $4, $5, $6, '2026-01-05', '2026-02-01', '2028-01-31', $7, 'CAD', 90)")
                .bind(id).bind(world.partnership).bind(number).bind(title).bind(world.clinic).bind(supplier)
                .bind(rust_decimal::Decimal::from(value)).execute(&mut *tx).await.unwrap();
        }
        sqlx::query("insert into milestone (id, partnership_id, title, owner_id, planned_on, baseline_on) values ($1, $2, 'First exchange', $3, '2026-12-01', '2026-11-01')")
            .bind(world.milestone).bind(world.partnership).bind(world.acme).execute(&mut *tx).await.unwrap();
        for (id, contract, title) in [
            (world.deliverable, world.contract, "Interface description"),
            (
                world.other_deliverable,
                world.other_contract,
                "Secret host plan",
            ),
        ] {
            sqlx::query("insert into deliverable (id, partnership_id, contract_id, title, acceptance_criteria, due_on) values ($1, $2, $3, $4, 'Two systems exchange a record', '2026-12-01')")
                .bind(id).bind(world.partnership).bind(contract).bind(title).execute(&mut *tx).await.unwrap();
        }
        sqlx::query("insert into partnership_right (id, partnership_id, person_id, access) values ($1, $2, $3, 'read')")
            .bind(world.right).bind(world.partnership).bind(world.people[CLINICIAN]).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into file (id, partnership_id, contract_id, name, media_type, size_bytes, sha256) values ($1, $2, $3, 'plan.csv', 'text/csv', 3, sha256('a,b'))")
            .bind(world.file).bind(world.partnership).bind(world.contract).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into file_content (file_id, bytes) values ($1, 'a,b')")
            .bind(world.file)
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::query("insert into amendment (id, partnership_id, contract_id, number, effective_on, reason) values ($1, $2, $3, 1, '2027-01-01', 'Two more wards')")
            .bind(world.amendment).bind(world.partnership).bind(world.contract).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into amendment_change (id, partnership_id, contract_id, amendment_id, term, before, after) values ($1, $2, $3, $4, 'value', '1000000.00', '1100000.00')")
            .bind(id()).bind(world.partnership).bind(world.contract).bind(world.amendment).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into obligation (id, partnership_id, contract_id, debtor_id, creditor_id, title, due_on) values ($1, $2, $3, $4, $5, 'Two test systems', '2027-03-01')")
            .bind(world.obligation).bind(world.partnership).bind(world.contract).bind(world.acme).bind(world.clinic).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        world
    }

    /// The commitment, receipt and spending, which only tests about money need.
    async fn add_money(&self, app: &App) {
        let mut tx = app.owner.begin().await.unwrap();
        sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency) values ($1, $2, $3, 'Running the record', 'operational', 'CAD')")
            .bind(self.commitment).bind(self.partnership).bind(self.ministry).execute(&mut *tx).await.unwrap();
        for (starts, label, amount) in [(2026, "2026/27", 100_000), (2027, "2027/28", 50_000)] {
            let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
            sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status) values ($1, $2, $3, $4, $5, $6, $7, 'committed')")
                .bind(Uuid::now_v7()).bind(self.partnership).bind(self.commitment)
                .bind(day(starts, 4, 1)).bind(day(starts + 1, 3, 31)).bind(label)
                .bind(rust_decimal::Decimal::from(amount)).execute(&mut *tx).await.unwrap();
        }
        sqlx::query("insert into receipt (id, partnership_id, commitment_id, happened_on, amount) values ($1, $2, $3, '2026-06-01', 40000)")
            .bind(self.receipt).bind(self.partnership).bind(self.commitment).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into spending (id, partnership_id, commitment_id, happened_on, amount) values ($1, $2, $3, '2026-07-01', 30000)")
            .bind(self.spending).bind(self.partnership).bind(self.commitment).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Hashing is slow on purpose; one hash serves all people of all tests.
async fn password_hash(app: &App) -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(|| async { app.state.passwords.hash(PASSWORD.to_owned()).await.unwrap() })
        .await
        .clone()
}

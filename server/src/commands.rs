//! The commands beside `serve`: each opens the database, does one thing and ends.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};

use app::{
    accounts::{self, Founding, NewPerson},
    imports, spreadsheets,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{Vocabulary, access::Role, calendar::Zone, organisation::Sector};
use strum::VariantArray;

use crate::{Failure, config::Config, database::Database, say, serve::demonstration_allowed};

/// What `generate` was asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// How many
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=999_999))]
    partnerships: u64,
    /// Put them beside what people have recorded in this database
    #[arg(long)]
    beside: bool,
}

/// What `import ocds` was asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportOcds {
    /// Release packages or record packages (OCDS 1.0 or 1.1, JSON), imported in this order
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Only tell what would be created, changed and left
    #[arg(long)]
    dry_run: bool,
    /// Import everything, also what does not look like health and ICT
    #[arg(long)]
    all: bool,
    /// Put every contract into this partnership, instead of one per buyer and suppliers
    #[arg(long, value_name = "REFERENCE")]
    partnership: Option<String>,
    /// The jurisdiction of organisations that are not known yet, by ISO 3166 code; otherwise the
    /// country that the file names
    #[arg(long, value_name = "CODE")]
    jurisdiction: Option<String>,
}

/// What `import table` was asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportTable {
    /// What the rows of the file are
    #[arg(long, value_parser = kind_parser())]
    kind: spreadsheets::Kind,
    /// The spreadsheet: CSV in UTF-8, with headings
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only tell what would be new and what would change, or every fault
    #[arg(long)]
    dry_run: bool,
}

/// Whom `person add` was asked to add.
#[derive(Debug, clap::Args)]
pub(crate) struct PersonAdd {
    /// The address to sign in with
    #[arg(long)]
    email: String,
    /// The name as others see it
    #[arg(long)]
    name: String,
    /// What the person is here
    #[arg(long, value_parser = role_parser())]
    role: Role,
    /// The name of the organisation that the person belongs to
    #[arg(long)]
    organisation: String,
    #[command(flatten)]
    founding: Option<FoundingArgs>,
    /// Take the password from the first line of standard input; otherwise one is made up and printed
    #[arg(long)]
    password_stdin: bool,
}

/// What to add where the registry does not have the organisation: for the first person.
#[derive(Debug, clap::Args)]
#[group(multiple = true, requires_all = ["sector", "jurisdiction", "jurisdiction_name", "currency"])]
pub(crate) struct FoundingArgs {
    /// If the organisation is not known yet: its sector
    #[arg(long, required = false, value_parser = sector_parser())]
    sector: Sector,
    /// … its jurisdiction, by ISO 3166 code
    #[arg(long, required = false, value_name = "CODE")]
    jurisdiction: String,
    /// … the name of that jurisdiction, if it is not known either
    #[arg(long, required = false, value_name = "NAME")]
    jurisdiction_name: String,
    /// … and its currency, by ISO 4217 code
    #[arg(long, required = false, value_name = "CODE")]
    currency: String,
    /// … and the month in which its fiscal year begins
    #[arg(long, value_name = "1-12", default_value_t = 1, value_parser = clap::value_parser!(i16).range(1..=12))]
    fiscal_first_month: i16,
    /// … and its time zone, by its name in the IANA database, such as America/Toronto
    #[arg(long, value_name = "ZONE", default_value_t = Zone::UTC)]
    time_zone: Zone,
}

impl From<&FoundingArgs> for Founding {
    fn from(asked: &FoundingArgs) -> Self {
        Self {
            sector: asked.sector,
            jurisdiction: asked.jurisdiction.clone(),
            jurisdiction_name: asked.jurisdiction_name.clone(),
            currency: asked.currency.clone(),
            fiscal_first_month: asked.fiscal_first_month,
            time_zone: asked.time_zone,
        }
    }
}

fn kind_parser() -> impl TypedValueParser<Value = spreadsheets::Kind> {
    let codes = spreadsheets::Kind::VARIANTS.iter().map(|kind| kind.code());
    PossibleValuesParser::new(codes).try_map(|code| code.parse::<spreadsheets::Kind>())
}

fn sector_parser() -> impl TypedValueParser<Value = Sector> {
    let codes = Sector::VARIANTS.iter().map(|sector| sector.code());
    PossibleValuesParser::new(codes).try_map(|code| code.parse::<Sector>())
}

fn role_parser() -> impl TypedValueParser<Value = Role> {
    let codes = Role::VARIANTS.iter().map(|role| role.code());
    PossibleValuesParser::new(codes).try_map(|code| code.parse::<Role>())
}

/// `triad migrate`
pub(crate) async fn migrate(database: &Database) -> Result<(), Failure> {
    database.migrate().await?;
    say("The schema is up to date");
    Ok(())
}

/// `triad demo`
pub(crate) async fn demo(config: &Config, database: &Database) -> Result<(), Failure> {
    if let Some(address) = database.served_at()
        && !demonstration_allowed(address, config.allow_demo_beyond_loopback)
    {
        return Err(Failure::DemonstrationExposed(address));
    }
    let state = database.state(config).await?;
    if app::demo::present(&state).await? {
        say("The demonstration is loaded already");
        return Ok(());
    }
    app::demo::load(&state, say).await?;
    say("The demonstration is loaded");
    Ok(())
}

/// `triad generate`
pub(crate) async fn generate(
    config: &Config,
    database: &Database,
    asked: &Generate,
) -> Result<(), Failure> {
    let state = database.state(config).await?;
    app::demo::generate(&state, asked.partnerships, asked.beside, say).await?;
    say("All of them are written");
    Ok(())
}

/// `triad import ocds`
pub(crate) async fn import_ocds(
    config: &Config,
    database: &Database,
    asked: &ImportOcds,
) -> Result<(), Failure> {
    let state = database.state(config).await?;
    let options = imports::Options {
        dry_run: asked.dry_run,
        all: asked.all,
        partnership: asked.partnership.clone(),
        jurisdiction: asked.jurisdiction.clone(),
    };
    for file in &asked.files {
        say(&format!("{}:", file.display()));
        let report = imports::run_file(&state, file, &options, say)
            .await
            .map_err(|error| Failure::Import {
                file: file.clone(),
                why: error.to_string(),
            })?;
        say(&report);
    }
    Ok(())
}

/// `triad import table`
pub(crate) async fn import_table(
    config: &Config,
    database: &Database,
    asked: &ImportTable,
) -> Result<(), Failure> {
    let state = database.state(config).await?;
    let report = spreadsheets::run_file(&state, asked.kind, &asked.file, asked.dry_run)
        .await
        .map_err(|error| Failure::Import {
            file: asked.file.clone(),
            why: error.to_string(),
        })?;
    say(&report);
    Ok(())
}

/// `triad person add`
pub(crate) async fn person_add(
    config: &Config,
    database: &Database,
    asked: &PersonAdd,
) -> Result<(), Failure> {
    let given = asked.password_stdin.then(read_password).transpose()?;
    let made_up = given.is_none();
    let password = given.map_or_else(make_up_password, Ok)?;
    let state = database.state(config).await?;
    let person = NewPerson {
        email: asked.email.clone(),
        name: asked.name.clone(),
        role: asked.role,
        organisation: asked.organisation.clone(),
        password: password.clone(),
        founding: asked.founding.as_ref().map(Founding::from),
    };
    accounts::add_person(&state, &person).await?;
    say(&format!("{} can sign in as {}", asked.name, asked.email));
    if made_up {
        say(&format!("with the password {password}"));
    }
    Ok(())
}

/// `triad audit verify`
pub(crate) async fn audit_verify(config: &Config, database: &Database) -> Result<(), Failure> {
    let state = database.state(config).await?;
    let verdict = app::audit::verify(&state).await?;
    match verdict.bad {
        None => {
            let rows = verdict.rows;
            let head = verdict.head.unwrap_or_default();
            say(&format!(
                "The history is whole: {rows} rows, the last with the hash {head}"
            ));
            Ok(())
        }
        Some(bad) => {
            let mut words = format!("The first bad row: {}", bad.problem);
            for (what, value) in [
                ("history row", bad.seq.map(|seq| seq.to_string())),
                ("table", bad.table),
                ("id", bad.row.map(|id| id.to_string())),
            ] {
                words.extend(value.map(|value| format!(", {what} {value}")));
            }
            say(&words);
            Err(Failure::AuditBroken)
        }
    }
}

fn read_password() -> Result<String, Failure> {
    let input = io::stdin();
    if input.is_terminal() {
        return Err(Failure::PasswordFromTerminal);
    }
    let mut line = String::new();
    input.read_line(&mut line).map_err(Failure::Password)?;
    let password = line.trim_end_matches(['\n', '\r']);
    if password.is_empty() {
        return Err(Failure::NoPassword);
    }
    Ok(password.to_owned())
}

/// 32 characters that are not mistaken for one another when read aloud or copied by hand.
const CHARACTERS: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u',
    'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9',
];

/// A password of 20 characters with 5 random bits each: 100 bits.
fn make_up_password() -> Result<String, Failure> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Password(error.into()))?;
    let mut password = String::new();
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 && index % 5 == 0 {
            password.push('-');
        }
        password.push(CHARACTERS[usize::from(byte % 32)]);
    }
    Ok(password)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn made_up_passwords_are_readable_and_never_the_same() {
        assert_eq!(CHARACTERS.iter().collect::<BTreeSet<_>>().len(), 32);
        let passwords: BTreeSet<String> = (0..100).map(|_| make_up_password().unwrap()).collect();
        assert_eq!(passwords.len(), 100);
        for password in passwords {
            let groups: Vec<&str> = password.split('-').collect();
            assert_eq!(groups.len(), 4);
            assert!(groups.iter().all(|group| group.len() == 5));
        }
    }
}

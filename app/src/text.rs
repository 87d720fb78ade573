//! The words of the interface: Fluent messages, and dates, numbers and money
//! as the reader's locale writes them.
//!
//! A language (`i18n/en`) holds the messages, one file per slice. A locale
//! (`i18n/en-GB`) holds only what differs from its language: how dates and
//! numbers are written, and perhaps a word. Adding a folder adds a locale.
//!
//! Rendering is synchronous, so the request's locale travels in a task-local
//! ([`in_locale`]) and views read it through [`t!`](crate::t) without a
//! parameter.

use std::future::Future;
use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::Vocabulary;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use include_dir::{Dir, include_dir};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/i18n");

/// The locale used where none was asked for, such as on the command line.
pub const DEFAULT_LOCALE: &str = "en-GB";

/// One locale that the interface can be read in.
pub struct Locale {
    /// The BCP 47 code, such as `fr-CA`.
    pub code: &'static str,
    /// Where it stands among [`locales`].
    number: usize,
    id: LanguageIdentifier,
    bundle: FluentBundle<FluentResource>,
    written: Written,
}

/// What numbers and dates are written with. A page has hundreds, so it is read
/// from the messages once.
#[derive(Default)]
struct Written {
    /// What parts groups of digits.
    group: String,
    /// What parts the whole from its decimals.
    decimal: String,
    /// The names of the months, from January.
    months: Vec<String>,
}

impl Written {
    fn of(locale: &Locale) -> Self {
        let read = |key: &str| {
            let words = locale.format(key, None);
            words.unwrap_or_else(|| panic!("{} has no {key}", locale.code))
        };
        Self {
            group: read("format-number-group"),
            decimal: read("format-number-decimal"),
            months: (1..=12)
                .map(|number| read(&format!("format-month-{number}")))
                .collect(),
        }
    }
}

impl Locale {
    /// The language without its region, as `lang` attributes carry it.
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }

    /// The locale's own name for itself.
    pub fn name(&self) -> String {
        self.format("locale-name", None)
            .unwrap_or_else(|| self.code.to_owned())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        self.write(key, &self.bundle.get_message(key)?, args)
    }

    fn write(
        &self,
        key: &str,
        message: &FluentMessage<'_>,
        args: Option<&FluentArgs<'_>>,
    ) -> Option<String> {
        let pattern = message.value()?;
        let mut errors = Vec::new();
        let mut text = String::with_capacity(ROOM);
        let done = self
            .bundle
            .write_pattern(&mut text, pattern, args, &mut errors);
        if done.is_err() || !errors.is_empty() {
            tracing::error!(
                key,
                locale = self.code,
                ?errors,
                "a message could not be formatted"
            );
        }
        Some(text)
    }
}

/// Bytes that most messages find room in, so that they are not moved while they
/// are written.
const ROOM: usize = 48;

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut codes: Vec<&'static str> = FILES
        .dirs()
        .filter_map(|dir| dir.path().to_str())
        .filter(|code| code.contains('-'))
        .collect();
    codes.sort_unstable();
    codes.into_iter().enumerate().map(load).collect()
});

fn load((number, code): (usize, &'static str)) -> Locale {
    let id: LanguageIdentifier = code.parse().expect("a locale folder is named by its code");
    let mut bundle = FluentBundle::new_concurrent(vec![id.clone()]);
    // Isolation marks guard mixed writing directions, which neither language
    // here has; in titles, attributes and CSV they would show as rubbish.
    bundle.set_use_isolating(false);
    for folder in [id.language.as_str(), code] {
        let files = FILES
            .get_dir(folder)
            .expect("each locale's language has a folder");
        for file in files.files() {
            let source = file.contents_utf8().expect("messages are UTF-8").to_owned();
            let resource = FluentResource::try_new(source)
                .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path().display()));
            bundle.add_resource_overriding(resource);
        }
    }
    let mut locale = Locale {
        code,
        number,
        id,
        bundle,
        written: Written::default(),
    };
    locale.written = Written::of(&locale);
    locale
}

tokio::task_local! {
    static CURRENT: &'static Locale;
}

/// All locales, in the order of their codes.
pub fn locales() -> &'static [Locale] {
    &LOCALES
}

/// The locale with exactly this code.
pub fn locale(code: &str) -> Option<&'static Locale> {
    LOCALES.iter().find(|locale| locale.code == code)
}

/// The best locale for an `Accept-Language` header (RFC 9110 §12.5.4).
pub fn negotiate(accept_language: &str) -> &'static Locale {
    let requested = fluent_langneg::parse_accepted_languages(accept_language);
    let available: Vec<&LanguageIdentifier> = LOCALES.iter().map(|locale| &locale.id).collect();
    let found = negotiate_languages(&requested, &available, None, NegotiationStrategy::Lookup);
    found
        .first()
        .and_then(|id| LOCALES.iter().find(|locale| locale.id == ***id))
        .or_else(|| same_language(&requested))
        .unwrap_or_else(default_locale)
}

/// French from France is better served in Canadian French than in English.
fn same_language(requested: &[LanguageIdentifier]) -> Option<&'static Locale> {
    requested.iter().find_map(|id| {
        LOCALES
            .iter()
            .find(|locale| locale.id.language == id.language)
    })
}

fn default_locale() -> &'static Locale {
    locale(DEFAULT_LOCALE).expect("the default locale has a folder")
}

/// Runs `work` with every message in `locale`.
pub async fn in_locale<T>(locale: &'static Locale, work: impl Future<Output = T>) -> T {
    CURRENT.scope(locale, work).await
}

/// The locale of the request being answered.
pub fn current() -> &'static Locale {
    CURRENT
        .try_with(|locale| *locale)
        .unwrap_or_else(|_| default_locale())
}

/// One message in the current locale, by a key that is put together or passed
/// on; a key that stands in the code is told by [`t!`](crate::t).
pub fn message(key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let locale = current();
    locale
        .format(key, args)
        .unwrap_or_else(|| missing(locale, key))
}

fn missing(locale: &Locale, key: &str) -> String {
    tracing::error!(key, locale = locale.code, "a message is missing");
    format!("⟦{key}⟧")
}

/// What is made once for each of the [`locales`], when it is first asked for in
/// that one.
pub struct PerLocale<T>(OnceLock<Vec<OnceLock<T>>>);

impl<T> PerLocale<T> {
    /// Nothing is made yet.
    #[allow(clippy::new_without_default, reason = "a static is made by a constant")]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// What is made for the current locale.
    pub fn get(&self, make: impl FnOnce(&'static Locale) -> T) -> &T {
        let locale = current();
        let all = self
            .0
            .get_or_init(|| LOCALES.iter().map(|_| OnceLock::new()).collect());
        all[locale.number].get_or_init(|| make(locale))
    }
}

/// A message with arguments as the place in the code that tells it knows it:
/// looked up among the thousands of the interface the first time only, since a
/// page tells hundreds.
pub struct Told {
    key: &'static str,
    found: PerLocale<Option<FluentMessage<'static>>>,
}

impl Told {
    /// The message with this key.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            found: PerLocale::new(),
        }
    }

    /// Its words in the current locale.
    pub fn text(&self, args: &FluentArgs<'_>) -> String {
        let found = self.found.get(|locale| locale.bundle.get_message(self.key));
        let locale = current();
        found
            .as_ref()
            .and_then(|message| locale.write(self.key, message, Some(args)))
            .unwrap_or_else(|| missing(locale, self.key))
    }
}

/// The words for a key, in the reader's language: `t!("sign-in-title")`, or
/// with arguments `t!("milestones-count", count = 3)`. Words without arguments
/// are written once in each locale.
#[macro_export]
macro_rules! t {
    (@args $($name:ident = $value:expr),+) => {{
        let mut args = ::fluent_bundle::FluentArgs::with_capacity([$(stringify!($name)),+].len());
        $(args.set(stringify!($name), $value);)+
        args
    }};
    ($key:literal $(,)?) => {{
        static TOLD: $crate::text::PerLocale<String> = $crate::text::PerLocale::new();
        TOLD.get(|_| $crate::text::message($key, None)).clone()
    }};
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        static TOLD: $crate::text::Told = $crate::text::Told::new($key);
        TOLD.text(&$crate::t!(@args $($name = $value),+))
    }};
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::message($key, Some(&$crate::t!(@args $($name = $value),+)))
    };
}

/// Whether there is a message with this key.
pub fn exists(key: &str) -> bool {
    current().bundle.has_message(key)
}

/// A closed vocabulary whose codes have words in the interface: the message
/// `{PREFIX}-{code}`, underscores as hyphens.
pub trait Worded: Vocabulary + 'static {
    /// What the keys of this vocabulary begin with.
    const PREFIX: &'static str;

    /// Where the words of its codes are kept, in their order, once they are
    /// written.
    fn words() -> &'static [PerLocale<String>];
}

fn key<W: Worded>(value: W) -> String {
    let key = [W::PREFIX, "-", value.code()].concat();
    key.replace('_', "-")
}

/// The words for one code of a vocabulary.
pub fn word<W: Worded>(value: W) -> String {
    let at = W::VARIANTS.iter().position(|one| *one == value);
    let words = &W::words()[at.expect("a value is one of its variants")];
    words.get(|_| message(&key(value), None)).clone()
}

/// Code and words of each entry of a vocabulary, for a list of choices.
pub fn choices<W: Worded>() -> Vec<(String, String)> {
    W::VARIANTS
        .iter()
        .map(|&value| (value.code().to_owned(), word(value)))
        .collect()
}

/// The words for what was chosen of a vocabulary; none where nothing was.
pub fn chosen<W: Worded>(code: &str) -> String {
    code.parse().map(word::<W>).unwrap_or_default()
}

/// The words for what was chosen from a list; none where it is not in it.
pub fn label_of(choices: &[(String, String)], chosen: &str) -> String {
    let found = choices.iter().find(|(value, _)| value == chosen);
    found.map(|(_, words)| words.clone()).unwrap_or_default()
}

/// Gives each vocabulary the prefix of its keys, and lists every key that the
/// vocabularies need, for the test that no language lacks one.
macro_rules! worded {
    ($($vocabulary:ty => $prefix:literal),+ $(,)?) => {
        $(impl Worded for $vocabulary {
            const PREFIX: &'static str = $prefix;

            fn words() -> &'static [PerLocale<String>] {
                const COUNT: usize = <$vocabulary as strum::VariantArray>::VARIANTS.len();
                static WORDS: [PerLocale<String>; COUNT] = [const { PerLocale::new() }; COUNT];
                &WORDS
            }
        })+

        #[cfg(test)]
        pub(crate) fn vocabulary_keys() -> Vec<String> {
            let mut keys = Vec::new();
            $(keys.extend(<$vocabulary as strum::VariantArray>::VARIANTS.iter().copied().map(key));)+
            keys
        }
    };
}

worded! {
    crate::portfolio::Concern => "portfolio-concern",
    crate::spreadsheets::Kind => "table-kind",
    domain::access::Grant => "grant",
    domain::access::Role => "role",
    domain::amendment::AmendmentState => "amendment-state",
    domain::amendment::AmendmentType => "amendment-type",
    domain::amendment::Side => "amendment-side",
    domain::amendment::Term => "amendment",
    domain::benefit::MeasureKind => "measure-kind",
    domain::benefit::PublishedClaim => "published-claim",
    domain::benefit::Standing => "benefit-standing",
    domain::benefit::UptakeStage => "uptake-stage",
    domain::charter::Characteristic => "characteristic",
    domain::charter::CharterState => "charter-state",
    domain::charter::Facet => "charter",
    domain::contract::ContractStatus => "contract-status",
    domain::contract::Ending => "ending",
    domain::contract::Renewal => "renewal",
    domain::contract::WarningKind => "contract-warning",
    domain::cost::CostCategory => "cost-category",
    domain::cost::Predictability => "predictability",
    domain::deliverable::DeliverableState => "deliverable-state",
    domain::deliverable::EvidenceKind => "evidence-kind",
    domain::evaluation::Criterion => "criterion",
    domain::evaluation::EvaluationState => "evaluation-state",
    domain::evaluation::VendorStanding => "vendor-standing",
    domain::evidence::Backing => "backing",
    domain::evidence::ProofKind => "proof-kind",
    domain::evidence::ProofState => "proof-state",
    domain::evidence::ProofVerdict => "proof-verdict",
    domain::deliverable::Verdict => "verdict",
    domain::foundation::Foundation => "foundation",
    domain::foundation::FoundationVerdict => "foundation-verdict",
    domain::foundation::WorkState => "work-state",
    domain::funding::FundingKind => "funding-kind",
    domain::funding::LineStatus => "line-status",
    domain::governance::ActionState => "action-state",
    domain::governance::ActionStep => "action-step",
    domain::governance::AgendaSource => "agenda-source",
    domain::governance::Ballot => "ballot",
    domain::governance::BodyLevel => "body-level",
    domain::governance::MeetingState => "meeting-state",
    domain::governance::Outcome => "outcome",
    domain::governance::Seat => "seat",
    domain::government::Area => "direction-area",
    domain::government::DiscretionUse => "discretion-use",
    domain::government::Force => "direction-force",
    domain::government::FinanceShare => "finance-share",
    domain::government::Involvement => "involvement",
    domain::jurisdiction::Level => "level",
    domain::milestone::MilestoneState => "milestone-state",
    domain::obligation::ObligationState => "obligation-state",
    domain::organisation::Sector => "sector",
    domain::partnership::Approach => "approach",
    domain::partnership::Architecture => "architecture",
    domain::partnership::BuildingBlock => "building-block",
    domain::partnership::OutcomeDomain => "outcome-domain",
    domain::partnership::PartyRole => "party-role",
    domain::partnership::ServiceType => "service-type",
    domain::partnership::Stage => "stage",
    domain::renewal::EventKind => "calendar-kind",
    domain::report::Declared => "status",
    domain::report::Dimension => "dimension",
    domain::risk::Band => "band",
    domain::risk::Impact => "impact",
    domain::risk::Likelihood => "likelihood",
    domain::risk::Occurrence => "occurrence",
    domain::risk::RiskKind => "risk-kind",
    domain::risk::RiskOutcome => "risk-outcome",
    domain::scorecard::Factor => "factor",
    domain::scorecard::Naming => "naming",
    domain::scorecard::RoundState => "round-state",
    domain::scorecard::StakeholderGroup => "stakeholder",
    domain::status::Status => "status",
    domain::strategic::Check => "check",
    domain::strategic::Evidence => "pillar-evidence",
    domain::strategic::Finding => "check-finding",
    domain::strategic::Pillar => "pillar",
    domain::strategic::Said => "said",
    domain::strategic::Standing => "standing",
    domain::target::Combination => "combination",
    domain::target::Direction => "direction",
    domain::target::IndicatorKind => "indicator-kind",
    domain::target::MeasurementState => "measurement-state",
    domain::target::TargetStatus => "target-status",
    domain::tension::CoordinationLevel => "coordination-level",
    domain::tension::Effect => "effect",
    domain::tension::MechanismKind => "mechanism-kind",
    domain::tension::Strength => "strength",
}

/// A whole or decimal number with the locale's grouping, all its decimals kept.
pub fn number(value: impl Into<Decimal>) -> String {
    let plain = value.into().to_string();
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let Written { group, decimal, .. } = &current().written;
    let mut text = String::with_capacity(plain.len() + group.len() * whole.len() / 3 + 2);
    text.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push_str(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push_str(decimal);
        text.push_str(fraction);
    }
    text
}

/// A number of percent, already rounded, with its sign.
pub fn percent(value: Decimal) -> String {
    crate::t!("format-percent", number = number(value.normalize()))
}

/// An amount with its currency. Whole amounts show no decimals, others two.
pub fn money(amount: Decimal, currency: &str) -> String {
    let rounded = if amount.fract().is_zero() {
        amount.trunc()
    } else {
        let mut cents = amount.round_dp(2);
        cents.rescale(2);
        cents
    };
    crate::t!(
        "format-money",
        amount = number(rounded),
        currency = currency.to_owned()
    )
}

/// A date in words, such as 21 Nov 2026.
pub fn date(value: NaiveDate) -> String {
    crate::t!(
        "format-date",
        day = value.day(),
        month = month(value),
        year = value.year().to_string()
    )
}

/// A month of a year in words, such as Nov 2026.
pub fn month_and_year(value: NaiveDate) -> String {
    crate::t!(
        "format-month",
        month = month(value),
        year = value.year().to_string()
    )
}

/// A moment, to the minute, in UTC.
pub fn moment(value: DateTime<Utc>) -> String {
    crate::t!(
        "format-moment",
        date = date(value.date_naive()),
        hour = format!("{:02}", value.hour()),
        minute = format!("{:02}", value.minute())
    )
}

fn month(value: NaiveDate) -> &'static str {
    let months = &current().written.months;
    months
        .get(value.month0() as usize)
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_every_vocabulary_has_words_in_every_locale() {
        for locale in locales() {
            for key in vocabulary_keys() {
                assert!(locale.bundle.has_message(&key), "{key} in {}", locale.code);
            }
        }
    }

    #[tokio::test]
    async fn what_is_looked_up_once_is_told_to_each_reader_in_their_locale() {
        // Twice, so that each is told what the other made it look up.
        for _ in 0..2 {
            for locale in locales() {
                let told = in_locale(locale, async {
                    (crate::t!("locale-name"), word(domain::status::Status::Red))
                });
                let (name, status) = told.await;
                assert_eq!(name, locale.name());
                assert_eq!(Some(status), locale.format("status-red", None));
            }
        }
    }

    #[tokio::test]
    async fn numbers_money_and_dates_are_written_as_the_locale_does() {
        let amount: Decimal = "1234567.50".parse().expect("a decimal");
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date");
        let first = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date");
        for (code, expected) in [
            ("en-GB", "1,234,567.50 SEK; 21 Nov 2026, 1 Dec 2026; −1,200"),
            (
                "en-CA",
                "1,234,567.50 SEK; Nov 21, 2026, Dec 1, 2026; −1,200",
            ),
            (
                "fr-CA",
                "1\u{a0}234\u{a0}567,50\u{a0}SEK; 21 nov. 2026, 1er déc. 2026; −1\u{a0}200",
            ),
        ] {
            let locale = locale(code).expect("a locale");
            let written = in_locale(locale, async {
                format!(
                    "{}; {}, {}; {}",
                    money(amount, "SEK"),
                    date(day),
                    date(first),
                    number(-1200)
                )
            });
            assert_eq!(written.await, expected);
        }
    }

    #[test]
    fn the_browsers_languages_are_matched_as_well_as_can_be() {
        for (header, code) in [
            ("fr-CA,fr;q=0.9", "fr-CA"),
            ("fr-FR,fr;q=0.9,en;q=0.8", "fr-CA"),
            ("en-CA", "en-CA"),
            ("en-US,en;q=0.9", "en-CA"),
            ("de-DE", "en-GB"),
            ("", "en-GB"),
            ("nonsense;;;", "en-GB"),
        ] {
            assert_eq!(negotiate(header).code, code, "{header}");
        }
    }
}

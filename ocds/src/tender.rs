//! What is bought, and the lists that planning, tender and contracts share.

use crate::fields::Fields;
use crate::model::{Classification, Document, Milestone, MilestoneStatus};
use crate::parties::{Parties, is_register_code};
use crate::process::each_once;
use crate::warning::{Codelist, Reason};

const MILESTONE_STATUS: [(&str, MilestoneStatus); 4] = [
    ("scheduled", MilestoneStatus::Scheduled),
    ("met", MilestoneStatus::Met),
    ("notMet", MilestoneStatus::NotMet),
    ("partiallyMet", MilestoneStatus::PartiallyMet),
];
const CATEGORIES: [(&str, &str); 3] = [
    ("goods", "goods"),
    ("works", "works"),
    ("services", "services"),
];
/// The codelist `itemClassificationScheme`, with names in use for organisations' kinds.
const ITEM_SCHEMES: [&str; 15] = [
    "CPV",
    "CPVS",
    "GSIN",
    "UNSPSC",
    "CPC",
    "OKDP",
    "OKPD",
    "OKPD2",
    "COFOG",
    "NAICS",
    "NACE",
    "SIC",
    "TED",
    "TED_CA_TYPE",
    "UK_CA_TYPE",
];

/// The tender of a process.
#[derive(Default)]
pub(crate) struct Tender {
    /// Stays among what is not understood, as only the stage is read from it.
    pub(crate) status: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) procuring_entity: Option<String>,
    pub(crate) classifications: Vec<Classification>,
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) documents: Vec<Document>,
    pub(crate) main_category: Option<String>,
}

pub(crate) fn tender(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Tender {
    Tender {
        status: f.peek("status"),
        title: f.text("title"),
        description: f.text("description"),
        procuring_entity: f
            .object("procuringEntity", |f| {
                parties.reference(f, "procuringEntity")
            })
            .flatten(),
        classifications: each_once(own_classes(f).into_iter().chain(items(f))),
        milestones: milestones(f),
        documents: documents(f),
        main_category: f
            .code(
                "mainProcurementCategory",
                Codelist::ProcurementCategory,
                &CATEGORIES,
            )
            .map(str::to_owned),
    }
}

/// `classification` and `additionalClassifications`, in that order.
fn own_classes(f: &mut Fields<'_>) -> Vec<Classification> {
    let main = f.object("classification", classification).flatten();
    let mut classes: Vec<_> = main.into_iter().collect();
    classes.extend(f.plain_list("additionalClassifications", classification));
    classes
}

pub(crate) fn items(f: &mut Fields<'_>) -> Vec<Classification> {
    f.list("items", |f| Some(own_classes(f)))
        .into_iter()
        .flatten()
        .collect()
}

pub(crate) fn classification(f: &mut Fields<'_>) -> Option<Classification> {
    f.drop("uri");
    let class = Classification {
        scheme: f.text("scheme"),
        id: f.id("id"),
        description: f.text("description"),
    };
    if let Some(scheme) = &class.scheme
        && !ITEM_SCHEMES.contains(&scheme.as_str())
        && !is_register_code(scheme)
    {
        f.warn(
            "scheme",
            Reason::UnknownScheme {
                scheme: scheme.clone(),
            },
        );
    }
    (class.id.is_some() || class.description.is_some()).then_some(class)
}

pub(crate) fn documents(f: &mut Fields<'_>) -> Vec<Document> {
    f.list("documents", |f| {
        Some(Document {
            id: f.id("id"),
            kind: f.text("documentType"),
            title: f.text("title"),
            description: f.text("description"),
            url: f.text("url"),
            published: f.date("datePublished"),
            format: f.text("format"),
            language: f.text("language"),
        })
    })
}

pub(crate) fn milestones(f: &mut Fields<'_>) -> Vec<Milestone> {
    f.list("milestones", |f| {
        Some(Milestone {
            id: f.id("id"),
            title: f.text("title"),
            description: f.text("description"),
            due: f.date("dueDate"),
            met: f.date("dateMet"),
            status: f.code("status", Codelist::MilestoneStatus, &MILESTONE_STATUS),
            kind: f.text("type"),
        })
    })
}

//! No sentence of the interface stands in the code, and no language lacks one.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use proc_macro2::{TokenStream, TokenTree};
use rstml::node::{KeyedAttributeValue, Node, NodeAttribute, NodeBlock};
use syn::visit::Visit;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The arguments that a pattern takes.
fn arguments(pattern: &Pattern<String>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => inline_arguments(inline, into),
                Expression::Select { selector, variants } => {
                    inline_arguments(selector, into);
                    variants
                        .iter()
                        .for_each(|variant| arguments(&variant.value, into));
                }
            }
        }
    }
}

fn inline_arguments(expression: &InlineExpression<String>, into: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments
                .positional
                .iter()
                .for_each(|argument| inline_arguments(argument, into));
        }
        _ => {}
    }
}

/// Key to arguments of every message of a language or locale.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in files(&folder("i18n").join(language), "ftl") {
        let source = fs::read_to_string(&file).unwrap();
        let resource = fluent_syntax::parser::parse(source)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                arguments(message.value.as_ref().unwrap(), &mut names);
                let twice = found.insert(message.id.name.clone(), names);
                assert!(
                    twice.is_none(),
                    "{} stands twice in {language}",
                    message.id.name
                );
            }
        }
    }
    found
}

#[test]
fn every_language_has_every_message_with_the_same_arguments() {
    let (english, french) = (messages("en"), messages("fr"));
    for (key, arguments) in &english {
        assert_eq!(french.get(key), Some(arguments), "{key} in French");
    }
    let only_french: Vec<_> = french
        .keys()
        .filter(|key| !english.contains_key(*key))
        .collect();
    assert!(only_french.is_empty(), "{only_french:?}");
}

#[test]
fn every_locale_writes_dates_and_numbers() {
    let expected = messages("en-GB");
    for locale in app::text::locales() {
        let found = messages(locale.code);
        for (key, arguments) in &expected {
            assert_eq!(found.get(key), Some(arguments), "{key} in {}", locale.code);
        }
    }
}

/// What the code of the application says in literals.
#[derive(Default)]
struct Said {
    /// Every string literal, wherever it stands.
    literals: BTreeSet<String>,
    /// Keys that `t!` is called with.
    keys: BTreeSet<String>,
    /// Text that stands in a view.
    in_views: Vec<String>,
    /// Keys by which an error names its field.
    labels: BTreeSet<String>,
}

const SPOKEN_ATTRIBUTES: [&str; 6] = [
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "label",
];

impl Said {
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.literals.insert(text.value());
                    }
                }
                TokenTree::Group(group) => {
                    let called = index.checked_sub(2).map(|at| tokens[at].to_string());
                    if called.as_deref() == Some("t") && tokens[index - 1].to_string() == "!" {
                        self.key(group.stream());
                    }
                    self.tokens(group.stream());
                }
                _ => {}
            }
        }
    }

    fn key(&mut self, arguments: TokenStream) {
        if let Some(TokenTree::Literal(literal)) = arguments.into_iter().next()
            && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
        {
            self.keys.insert(text.value());
        }
    }

    fn nodes(&mut self, nodes: &[Node], file: &str) {
        for node in nodes {
            match node {
                Node::Text(text) => self.in_view(&text.value_string(), file),
                Node::RawText(text) => self.in_view(&text.to_string_best(), file),
                Node::Block(NodeBlock::ValidBlock(block)) => {
                    if let [syn::Stmt::Expr(syn::Expr::Lit(literal), None)] = &block.stmts[..]
                        && let syn::Lit::Str(text) = &literal.lit
                    {
                        self.in_view(&text.value(), file);
                    }
                }
                Node::Element(element) => {
                    for attribute in &element.open_tag.attributes {
                        self.attribute(attribute, file);
                    }
                    self.nodes(&element.children, file);
                }
                Node::Fragment(fragment) => self.nodes(&fragment.children, file),
                _ => {}
            }
        }
    }

    fn attribute(&mut self, attribute: &NodeAttribute, file: &str) {
        if let NodeAttribute::Attribute(attribute) = attribute
            && SPOKEN_ATTRIBUTES.contains(&attribute.key.to_string().as_str())
            && let KeyedAttributeValue::Value(value) = &attribute.possible_value
            && let rstml::node::KVAttributeValue::Expr(syn::Expr::Lit(literal)) = &value.value
            && let syn::Lit::Str(text) = &literal.lit
        {
            self.in_view(&text.value(), file);
        }
    }

    fn in_view(&mut self, text: &str, file: &str) {
        if text.chars().any(char::is_alphabetic) {
            self.in_views.push(format!("{file}: {text}"));
        }
    }
}

struct Views<'a>(&'a mut Said, &'a str);

impl Visit<'_> for Views<'_> {
    fn visit_macro(&mut self, node: &syn::Macro) {
        if node.path.is_ident("view") {
            let nodes = rstml::parse2(node.tokens.clone());
            self.0.nodes(
                &nodes.unwrap_or_else(|error| panic!("{}: {error}", self.1)),
                self.1,
            );
            self.inner(node.tokens.clone());
        }
        syn::visit::visit_macro(self, node);
    }
}

/// The names of the fields that a form reads, as keys of their labels.
struct Labels<'a> {
    said: &'a mut Said,
    /// What the form that is being read calls its fields by.
    of: Option<String>,
}

fn literal(argument: Option<&syn::Expr>) -> Option<String> {
    match argument {
        Some(syn::Expr::Lit(literal)) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

impl Visit<'_> for Labels<'_> {
    fn visit_item_mod(&mut self, node: &syn::ItemMod) {
        // What a unit test reads is no form of the application.
        if node.ident != "tests" {
            syn::visit::visit_item_mod(self, node);
        }
    }

    fn visit_expr_call(&mut self, node: &syn::ExprCall) {
        if let syn::Expr::Path(called) = &*node.func
            && let Some(last) = called.path.segments.last()
            && last.ident == "of"
            && called
                .path
                .segments
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|of| of.ident == "Fields")
        {
            self.of = literal(node.args.first());
        }
        syn::visit::visit_expr_call(self, node);
    }

    fn visit_expr_method_call(&mut self, node: &syn::ExprMethodCall) {
        if let syn::Expr::Path(receiver) = &*node.receiver
            && receiver.path.is_ident("fields")
            && let (Some(of), Some(field)) = (&self.of, literal(node.args.first()))
            // A message about one row of several says itself which.
            && !field.ends_with(|end: char| end.is_ascii_digit())
        {
            let key = format!("{of}-{}", field.replace('_', "-"));
            self.said.labels.insert(key);
        }
        syn::visit::visit_expr_method_call(self, node);
    }
}

impl Views<'_> {
    /// Views within the blocks of a view.
    fn inner(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                continue;
            };
            let called = index.checked_sub(2).map(|at| tokens[at].to_string());
            if called.as_deref() == Some("view") && tokens[index - 1].to_string() == "!" {
                let nodes = rstml::parse2(group.stream()).unwrap();
                self.0.nodes(&nodes, self.1);
            }
            self.inner(group.stream());
        }
    }
}

fn said() -> Said {
    let mut said = Said::default();
    for file in files(&folder("src"), "rs") {
        let name = file
            .strip_prefix(folder("src"))
            .unwrap()
            .display()
            .to_string();
        let source = fs::read_to_string(&file).unwrap();
        let parsed = syn::parse_file(&source).unwrap();
        said.tokens(source.parse().unwrap());
        Views(&mut said, &name).visit_file(&parsed);
        Labels {
            said: &mut said,
            of: None,
        }
        .visit_file(&parsed);
    }
    said
}

#[test]
fn no_view_has_text_that_is_not_a_key() {
    assert_eq!(said().in_views, Vec::<String>::new());
}

#[test]
fn every_key_in_the_code_has_a_message() {
    let english = messages("en");
    let formats = messages("en-GB");
    let known = |key: &String| english.contains_key(key) || formats.contains_key(key);
    let missing: Vec<_> = said().keys.into_iter().filter(|key| !known(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_field_has_a_label_for_its_errors() {
    let english = messages("en");
    let missing: Vec<_> = said()
        .labels
        .into_iter()
        .filter(|key| !english.contains_key(key))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_is_used() {
    let Said {
        literals, labels, ..
    } = said();
    // Keys put together when running begin with such a literal: `format!("stage-{}", …)`.
    let beginnings: Vec<String> = literals
        .iter()
        .filter_map(|literal| literal.split_once('{'))
        .filter(|(start, _)| start.ends_with('-') && start.len() > 3)
        .map(|(start, _)| start.to_owned())
        .collect();
    let vocabulary: BTreeSet<String> = fs::read_to_string(folder("i18n/en/vocabulary.ftl"))
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key.to_owned())
        .collect();
    let unused: Vec<_> = messages("en")
        .into_keys()
        .filter(|key| !literals.contains(key) && !labels.contains(key) && !vocabulary.contains(key))
        .filter(|key| {
            !beginnings
                .iter()
                .any(|start| key.starts_with(start.as_str()))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

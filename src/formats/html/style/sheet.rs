//! [`Sheet`]: the rules of a style sheet, as far as they change what a text says.

use super::media::is_screen;
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserInput, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};
use scraper::selector::{Parser as Selectors, Simple};
use selectors::parser::{ParseRelative, Selector, SelectorList};
use std::rc::Rc;

/// Blocks in blocks are read no deeper than this.
const MAX_DEPTH: usize = 20;

/// A property of interest and its value, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    pub(super) property: &'static str,
    pub(super) value: Box<str>,
    pub(super) is_important: bool,
}

/// What holds for the elements that a selector fits.
#[derive(Clone, Debug)]
pub(super) struct SheetRule {
    pub(super) selector: Selector<Simple>,
    pub(super) declarations: Rc<[Declaration]>,
    pub(super) is_layered: bool,
}

/// The rules that hold on a screen, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<SheetRule>,
}

/// The name under which a property is kept; none for those that say nothing of interest.
pub(super) fn property(name: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 12] = [
        ("display", "display"),
        ("visibility", "visibility"),
        ("vertical-align", "vertical-align"),
        ("font-variant-position", "font-variant-position"),
        ("font-size", "font-size"),
        ("float", "float"),
        ("position", "position"),
        ("top", "top"),
        ("bottom", "bottom"),
        ("text-decoration", "text-decoration-line"),
        ("text-decoration-line", "text-decoration-line"),
        ("list-style-type", "list-style-type"),
    ];
    let is_list = name.eq_ignore_ascii_case("list-style").then_some("list-style-type");
    is_list
        .or_else(|| KNOWN.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kept)| *kept))
}

impl Sheet {
    /// The rules of a style sheet; what cannot be read is passed over, as browsers do. `import` gives the sheets that
    /// it names.
    pub(super) fn parse(css: &str, import: &dyn Fn(&str) -> Option<Rc<Self>>) -> Self {
        let mut input = ParserInput::new(css);
        let mut input = Parser::new(&mut input);
        let mut rules = Rules { found: Vec::new(), import, is_layered: false, depth: 0 };
        StyleSheetParser::new(&mut input, &mut rules).for_each(drop);
        Self { rules: rules.found }
    }
}

struct Rules<'s> {
    found: Vec<SheetRule>,
    import: &'s dyn Fn(&str) -> Option<Rc<Sheet>>,
    is_layered: bool,
    depth: usize,
}

/// The beginning of a rule with an `@`.
enum At {
    /// Its block holds on a screen.
    Taken {
        is_layer: bool,
    },
    Import(String),
}

impl<'i> QualifiedRuleParser<'i> for Rules<'_> {
    type Prelude = Vec<Selector<Simple>>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude<'t>(&mut self, input: &mut Parser<'i, 't>) -> Result<Self::Prelude, ParseError<'i, ()>> {
        // A selector that never fits a page at rest, such as `:hover`, takes none of the others with it.
        let found = input.parse_comma_separated(|input| {
            let parsed = SelectorList::parse(&Selectors, input, ParseRelative::No);
            let selector = parsed.ok().and_then(|list| list.slice().first().cloned());
            while input.next().is_ok() {}
            Ok::<_, ParseError<'i, ()>>(selector)
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    fn parse_block<'t>(
        &mut self,
        selectors: Self::Prelude,
        _start: &ParserState,
        input: &mut Parser<'i, 't>,
    ) -> Result<(), ParseError<'i, ()>> {
        let mut body = Body::default();
        RuleBodyParser::new(input, &mut body).for_each(drop);
        let declarations: Rc<[Declaration]> = body.found.into();
        if !declarations.is_empty() {
            let rule = |selector| SheetRule {
                selector,
                declarations: Rc::clone(&declarations),
                is_layered: self.is_layered,
            };
            self.found.extend(selectors.into_iter().map(rule));
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Rules<'_> {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    fn parse_prelude<'t>(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i, 't>,
    ) -> Result<At, ParseError<'i, ()>> {
        if name.eq_ignore_ascii_case("import") {
            let address = input.expect_url_or_string()?.as_ref().to_owned();
            let condition = rest_of(input);
            return if is_screen(&condition) {
                Ok(At::Import(address))
            } else {
                Err(input.new_custom_error(()))
            };
        }
        taken(&name, &rest_of(input)).ok_or_else(|| input.new_custom_error(()))
    }

    fn rule_without_block(&mut self, prelude: At, _start: &ParserState) -> Result<(), ()> {
        if let At::Import(address) = prelude
            && let Some(sheet) = (self.import)(&address)
        {
            self.found.extend(sheet.rules.iter().cloned());
        }
        Ok(())
    }

    fn parse_block<'t>(
        &mut self,
        prelude: At,
        _start: &ParserState,
        input: &mut Parser<'i, 't>,
    ) -> Result<(), ParseError<'i, ()>> {
        let At::Taken { is_layer } = prelude else { return Err(input.new_custom_error(())) };
        if self.depth >= MAX_DEPTH {
            return Err(input.new_custom_error(()));
        }
        let was_layered = self.is_layered;
        self.is_layered |= is_layer;
        self.depth += 1;
        StyleSheetParser::new(input, self).for_each(drop);
        self.depth -= 1;
        self.is_layered = was_layered;
        Ok(())
    }
}

/// Whether the block of a rule with an `@` holds on a screen.
fn taken(name: &str, condition: &str) -> Option<At> {
    let is_taken = match name.to_ascii_lowercase().as_str() {
        "media" => is_screen(condition),
        // Browsers have what sheets ask for.
        "supports" => !condition.trim_start().to_ascii_lowercase().starts_with("not"),
        "layer" => return Some(At::Taken { is_layer: true }),
        _ => false,
    };
    is_taken.then_some(At::Taken { is_layer: false })
}

/// What is left, as it is written.
fn rest_of(input: &mut Parser<'_, '_>) -> String {
    let start = input.position();
    while input.next().is_ok() {}
    input.slice_from(start).to_owned()
}

/// The declarations of a rule.
#[derive(Default)]
struct Body {
    found: Vec<Declaration>,
    depth: usize,
}

impl<'i> DeclarationParser<'i> for Body {
    type Declaration = ();
    type Error = ();

    fn parse_value<'t>(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i, 't>,
        _start: &ParserState,
    ) -> Result<(), ParseError<'i, ()>> {
        let lower = rest_of(input).trim().to_ascii_lowercase();
        let Some(property) = property(&name) else { return Ok(()) };
        let important = lower.strip_suffix("important").and_then(|rest| rest.trim_end().strip_suffix('!'));
        let value = important.map_or(lower.as_str(), str::trim_end);
        // Pages without marks of their own at lists count otherwise: the number is worth more than the look.
        let is_bare_list = property == "list-style-type" && value.split(' ').any(|word| word == "none");
        if !value.is_empty() && !is_bare_list {
            let is_important = important.is_some();
            self.found.push(Declaration { property, value: value.into(), is_important });
        }
        Ok(())
    }
}

/// Rules in rules are passed over, but for conditions on the screen.
impl QualifiedRuleParser<'_> for Body {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();
}

impl<'i> AtRuleParser<'i> for Body {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    fn parse_prelude<'t>(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i, 't>,
    ) -> Result<At, ParseError<'i, ()>> {
        taken(&name, &rest_of(input)).ok_or_else(|| input.new_custom_error(()))
    }

    fn parse_block<'t>(
        &mut self,
        _prelude: At,
        _start: &ParserState,
        input: &mut Parser<'i, 't>,
    ) -> Result<(), ParseError<'i, ()>> {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            RuleBodyParser::new(input, self).for_each(drop);
            self.depth -= 1;
        }
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Body {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        // So that a rule in a rule ends where it does.
        true
    }
}

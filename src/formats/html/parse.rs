//! Pages through html5ever, the parser of the standard, with bounds on their depth and number of elements.

use super::style::{Cascade, StyleFiles};
use super::tree::Tree;
use crate::formats::FormatError;
use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};
use std::borrow::Cow;
use std::cell::RefCell;

/// Elements open at once: opening one takes the parser time by how many are open. Pages of people stay far below.
const MAX_DEPTH: usize = 4096;
/// Elements, texts and comments in all.
const MAX_NODES: usize = 2_000_000;
/// Bytes between two looks at the bounds.
const CHUNK_LEN: usize = 16 << 10;
/// Never have content, so that an end of theirs means nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

impl Tree {
    /// Reads a page with the style sheets that stand in it; in XHTML any element may close itself.
    pub(in crate::formats) fn parse(page: &str, is_xhtml: bool) -> Result<Self, FormatError> {
        Self::parse_styled(page, is_xhtml, &StyleFiles::default(), "")
    }

    /// The same with style sheets that the page names; `base` is its address, or its path in the file.
    pub(in crate::formats) fn parse_styled(
        page: &str,
        is_xhtml: bool,
        files: &StyleFiles,
        base: &str,
    ) -> Result<Self, FormatError> {
        let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), TreeBuilderOpts::default());
        let tokenizer = Tokenizer::new(Builder { builder, is_xhtml }, TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut rest = page;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK_LEN).max(1));
            queue.push_back(StrTendril::from_slice(chunk));
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
            check(&tokenizer.sink.builder.sink.0.borrow())?;
            rest = after;
        }
        tokenizer.end();
        let html = tokenizer.sink.builder.sink.0.borrow();
        Ok(Self::of(&html, &Cascade::of(&html, is_xhtml, files, base)))
    }
}

fn check(html: &Html) -> Result<(), FormatError> {
    let mut newest = html.tree.nodes().rev();
    let depth = newest.find(|node| node.parent().is_some()).map_or(0, |node| node.ancestors().count());
    if depth > MAX_DEPTH {
        return Err(FormatError::Hostile(format!("its tags are nested more than {MAX_DEPTH} deep")));
    }
    if html.tree.values().len() > MAX_NODES {
        return Err(FormatError::Hostile(format!("it has more than {MAX_NODES} elements")));
    }
    Ok(())
}

/// Builds the tree; in XHTML, elements that close themselves are closed, and ends of empty ones are passed over.
struct Builder {
    builder: TreeBuilder<ego_tree::NodeId, HtmlTreeSink>,
    is_xhtml: bool,
}

impl TokenSink for Builder {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let Token::TagToken(tag) = &token else {
            return self.builder.process_token(token, line);
        };
        let is_void = VOID.contains(&&*tag.name);
        if !self.is_xhtml || (is_void && tag.kind == TagKind::StartTag) {
            return self.builder.process_token(token, line);
        }
        if is_void {
            return TokenSinkResult::Continue;
        }
        if !tag.self_closing || tag.kind == TagKind::EndTag {
            return self.builder.process_token(token, line);
        }
        let end = Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() };
        let start = Tag { self_closing: false, ..tag.clone() };
        // The element is over: how to read on inside it does not matter.
        drop(self.builder.process_token(Token::TagToken(start), line));
        match self.builder.process_token(Token::TagToken(end), line) {
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext => TokenSinkResult::Continue,
            other => other,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_xhtml || self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Text with its character references replaced, such as `&eacute;` and `&#233;`.
pub(in crate::formats) fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let opts = TokenizerOpts { initial_state: Some(State::RawData(RawKind::Rcdata)), ..Default::default() };
    let tokenizer = Tokenizer::new(Characters::default(), opts);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    Cow::Owned(tokenizer.sink.0.take())
}

/// The characters of a text without tags.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
            Token::NullCharacterToken => self.0.borrow_mut().push('\u{FFFD}'),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_are_replaced() {
        assert_eq!(decode_entities("a &amp; b &eacute;&#233;&#xE9; &lt;p> &#150;"), "a & b ééé <p> –");
        assert_eq!(decode_entities("plain </p> & simple"), "plain </p> & simple");
        assert!(matches!(decode_entities("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn depth_is_bounded_but_three_hundred_is_fine() {
        assert!(Tree::parse(&"<div>".repeat(300), false).is_ok());
        for tag in ["<div>", "<span>", "<table><td>", "<svg><g>"] {
            let found = Tree::parse(&tag.repeat(100_000), false);
            assert!(matches!(found, Err(FormatError::Hostile(_))), "{tag}");
        }
        assert!(Tree::parse(&"<b><p>".repeat(10_000), false).is_ok());
    }
}

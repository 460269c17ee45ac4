//! [`ColumnMapping`]: which column of a table is what.

use super::TableKind;
use super::rows::Row;
use serde::{Deserialize, Serialize};

/// The names of the columns that hold what; none where the table does not have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// Without it no row is a document.
    pub text: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, agency, site.
    pub publisher: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Of publication.
    pub date: Option<String>,
    /// Address of the text.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Goes into the name of the document.
    pub id: Option<String>,
}

/// Names of columns in lower case, the plainest first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "fulltext",
    "full_text",
    "maintext",
    "main_text",
    "article_body",
    "message",
    "story",
    "inhalt",
    "texte",
    "texto",
    "description",
    "abstract",
];
const TITLE: &[&str] =
    &["title", "headline", "subject", "titel", "titre", "título", "titulo", "titolo", "name"];
const PUBLISHER: &[&str] = &[
    "publisher",
    "source",
    "outlet",
    "publication",
    "site",
    "site_name",
    "newspaper",
    "medium",
    "media",
    "domain",
    "source_name",
    "quelle",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "by", "creator", "autor", "auteur", "writer"];
const DATE: &[&str] = &[
    "date",
    "published",
    "published_at",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "date_published",
    "published_date",
    "time",
    "timestamp",
    "created_at",
    "datum",
    "fecha",
];
const URL: &[&str] = &["url", "link", "address", "uri", "href", "permalink", "source_url"];
const LANGUAGE: &[&str] = &["language", "lang", "locale", "sprache", "langue", "idioma"];
const ID: &[&str] = &["id", "uid", "uuid", "doc_id", "document_id", "article_id", "docid", "key"];

impl ColumnMapping {
    /// By the names of the columns; the text, failing that, by the longest cells.
    pub(super) fn guess(columns: &[String], rows: &[Row], kind: TableKind) -> Self {
        // The rows of a sheet may be one text too: its longest cells are that of a document only where they are long.
        let least = if kind.is_sheets() { 60 } else { 20 };
        let named = |names: &[&str]| {
            let plain = |column: &String| column.trim().to_lowercase().replace([' ', '-', '.'], "_");
            names.iter().find_map(|name| columns.iter().find(|column| plain(column) == *name)).cloned()
        };
        let [title, publisher, author, date, url, language, id] =
            [TITLE, PUBLISHER, AUTHOR, DATE, URL, LANGUAGE, ID].map(named);
        let len_of =
            |at: usize| rows.iter().filter_map(|row| row.cells.get(at)).map(String::len).sum::<usize>();
        let taken = [&title, &publisher, &author, &date, &url, &language, &id];
        let is_free = |column: &String| !taken.iter().any(|taken| taken.as_ref() == Some(column));
        let longest = || {
            let free = columns.iter().enumerate().filter(|(_, column)| is_free(column));
            let longest = free.max_by_key(|(at, _)| len_of(*at));
            // Words, not numbers or codes.
            longest
                .filter(|(at, _)| len_of(*at) >= least * rows.len().max(1))
                .map(|(_, column)| column.clone())
        };
        let text = named(TEXT).or_else(longest);
        Self { text, title, publisher, author, date, url, language, id }
    }

    /// All but the text, in the order of the fields.
    pub(super) const fn others(&self) -> [&Option<String>; 7] {
        [&self.title, &self.publisher, &self.author, &self.date, &self.url, &self.language, &self.id]
    }
}

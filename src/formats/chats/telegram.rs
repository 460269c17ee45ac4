//! [`read_telegram`]: chats that Telegram gives out as JSON (`result.json`), a document each.

use crate::formats::extract::{Account, Extracted, Lines, value};
use crate::formats::{FormatError, FoundDocuments, NewDocument, ReadOptions, decode_text_as};
use crate::model::{Pinpoint, Source};
use serde_json::Value;

/// Whether JSON is what Telegram gives out, by the words in it.
pub(in crate::formats) fn is_telegram(json: &str) -> bool {
    let has = |key: &str| json.contains(&format!("\"{key}\""));
    let is_chat = has("messages") && has("type");
    // What older versions leave out is not asked for.
    is_chat
        && (["from_id", "date_unixtime", "text_entities", "actor_id"].into_iter().any(has)
            || (has("date") && has("from")))
}

/// The chats of a file.
pub fn read_telegram(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<FoundDocuments, FormatError> {
    let decoded = decode_text_as(bytes, &ReadOptions { is_table: true, ..*options })?;
    let root: Value = serde_json::from_str(&decoded.text)
        .map_err(|err| FormatError::Unreadable(format!("it is no JSON ({err}); export the chat again")))?;
    let list = |key: &str| root.get(key)?.get("list")?.as_array().cloned();
    let mut chats: Vec<Value> =
        ["chats", "left_chats"].iter().filter_map(|key| list(key)).flatten().collect();
    if root.get("messages").is_some() {
        chats.insert(0, root.clone());
    }
    let mut found = FoundDocuments { problems: decoded.problems, ..FoundDocuments::default() };
    let has_several = chats.len() > 1;
    for chat in &chats {
        let extracted = extract(chat);
        let name = extracted.title.clone();
        // The bytes of one of several chats are its own.
        let own = if has_several { chat.to_string().into_bytes() } else { bytes.to_vec() };
        match NewDocument::from_extracted(file_name, &own, extracted) {
            Ok(document) => found.documents.push(NewDocument { is_row: has_several, ..document }),
            Err(FormatError::Empty) => found.problems.push(format!("the chat “{name}” holds no text")),
            Err(err) => found.problems.push(format!("the chat “{name}” was not read: {err}")),
        }
    }
    if found.documents.is_empty() {
        let reason = found.problems.first().cloned().unwrap_or_else(|| "it has no messages".to_owned());
        return Err(FormatError::Unreadable(format!("no chat of it can be read: {reason}")));
    }
    Ok(found)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn extract(chat: &Value) -> Extracted {
    let (mut lines, mut account, mut problems) = (Lines::default(), Account::default(), Vec::new());
    let messages = chat.get("messages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut odd_count = 0;
    for message in messages {
        if !message.is_object() {
            odd_count += 1;
        } else if text(message, "type") == "service" {
            account.leave_out("message of the program", &service(message));
        } else {
            write(message, &mut lines, &mut account);
        }
    }
    if odd_count > 0 {
        problems.push(format!("messages that could not be read were left out ({odd_count})"));
    }
    let name = value(text(chat, "name"));
    let is_channel = text(chat, "type").contains("channel");
    let source =
        Source { publisher: if is_channel { name.clone() } else { String::new() }, ..Source::default() };
    let pinpoints = lines.take_pinpoints();
    let title = if name.is_empty() { "Telegram chat".to_owned() } else { name };
    let text = lines.finish(&mut problems);
    Extracted { text, title, source, problems, account, pinpoints, ..Extracted::default() }
}

/// `Ana pinned a message` and the like, as far as the file says it in words.
fn service(message: &Value) -> String {
    let action = text(message, "action").replace('_', " ");
    let words = plain(message.get("text"));
    let parts = [text(message, "actor"), &action, text(message, "title"), &words].map(str::trim);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn write(message: &Value, lines: &mut Lines, account: &mut Account) {
    let author = value(text(message, "from"));
    let time = text(message, "date").replace('T', " ");
    lines.mark(Pinpoint::Message(author, time));
    lines.paragraph(&plain(message.get("text")));
    if let Some(poll) = message.get("poll") {
        lines.paragraph(text(poll, "question"));
        let answers = poll.get("answers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for answer in answers {
            lines.item(&format!("• {}", plain(answer.get("text"))));
        }
    }
    account.leave_out("name of whom a message was forwarded from", text(message, "forwarded_from"));
    account.leave_out("bot by which a message was sent", text(message, "via_bot"));
    account.leave_out("signature of a message", text(message, "signature"));
    if let Some(contact) = message.get("contact_information") {
        let parts = ["first_name", "last_name", "phone_number"].map(|key| text(contact, key));
        account.leave_out("contact", &parts.join(" "));
    }
    account.leave_out("name of a place", text(message, "place_name"));
    for key in ["photo", "file", "thumbnail_file"] {
        let path = text(message, key);
        // Where a file was not exported, its place holds a sentence in brackets.
        let name = if text(message, "file_name").is_empty() || key != "file" {
            path
        } else {
            text(message, "file_name")
        };
        if key != "thumbnail_file" {
            account.leave_out("attachment, not read; add it by itself", name);
        }
    }
    account.leave_out("sticker", text(message, "sticker_emoji"));
    let reactions = message.get("reactions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for reaction in reactions {
        account.leave_out("reaction", text(reaction, "emoji"));
    }
}

/// A text that is one string or pieces with their looks.
fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(pieces)) => pieces.iter().map(|piece| plain(Some(piece))).collect(),
        Some(Value::Object(piece)) => plain(piece.get("text")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAT: &str = r#"{"name": "Wname", "type": "private_group", "id": 1, "messages": [
        {"id": 1, "type": "service", "date": "2026-05-01T10:00:00", "actor": "Wactor", "action": "create_group", "title": "Wgroup", "text": ""},
        {"id": 2, "type": "message", "date": "2026-05-01T10:01:00", "from": "Ana", "from_id": "user1", "text": "Wone.\nWtwo."},
        {"id": 3, "type": "message", "date": "2026-05-01T10:02:00", "from": "Bo", "from_id": "user2", "forwarded_from": "Wforward",
         "text": ["Wthree ", {"type": "bold", "text": "Wfour"}, "."], "file": "files/Wfile.pdf", "reactions": [{"emoji": "Wreact", "count": 1}]},
        {"id": 4, "type": "message", "date": "2026-05-01T10:03:00", "from": "Bo", "from_id": "user2", "text": "", "photo": "photos/Wphoto.jpg"},
        {"id": 5, "type": "message", "date": "2026-05-01T10:04:00", "from": null, "text": "",
         "poll": {"question": "Wquestion?", "answers": [{"text": "Wyes"}, {"text": "Wno"}]}}, 7]}"#;

    /// Each kind of place has a word of its own, which comes out once, in the text or in the account.
    #[test]
    fn messages_have_author_and_time_and_every_word_is_accounted_for() {
        assert!(is_telegram(CHAT));
        let found = read_telegram("result.json", CHAT.as_bytes(), &ReadOptions::default()).unwrap();
        let [document] = found.documents.as_slice() else { panic!("{found:?}") };
        assert_eq!(document.text, "Wone.\nWtwo.\n\nWthree Wfour.\n\nWquestion?\n\n• Wyes\n• Wno\n");
        assert_eq!(document.title, "Wname");
        let marks: Vec<String> = document.pinpoints.iter().map(|(_, mark)| mark.to_string()).collect();
        assert_eq!(marks, ["Ana, 2026-05-01 10:01:00", "Bo, 2026-05-01 10:02:00", "2026-05-01 10:04:00"]);
        let left_out: Vec<&str> =
            document.account.left_out.iter().flat_map(|one| one.starts.iter().map(String::as_str)).collect();
        assert_eq!(
            left_out,
            ["Wactor create group Wgroup", "Wforward", "files/Wfile.pdf", "photos/Wphoto.jpg", "Wreact"]
        );
        assert_eq!(document.problems, ["messages that could not be read were left out (1)"]);
    }

    #[test]
    fn each_chat_of_a_whole_export_is_a_document() {
        let all = format!(
            r#"{{"about": "…", "chats": {{"list": [{CHAT}, {{"name": "Empty", "type": "personal_chat", "messages": []}}]}}}}"#
        );
        let found = read_telegram("result.json", all.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(
            (found.documents.len(), found.problems.as_slice()),
            (1, &["the chat “Empty” holds no text".to_owned()][..])
        );
        assert!(read_telegram("result.json", b"{\"messages\": []}", &ReadOptions::default()).is_err());
    }
}

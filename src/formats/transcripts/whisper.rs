//! [`read_whisper`]: what speech recognition writes as JSON: Whisper, `WhisperX` and whisper.cpp.

use super::cues::{Cue, Transcript, transcript};
use super::{millis, parse_time, stem};
use crate::formats::html::language_tag;
use crate::formats::{FormatError, NewDocument, ReadOptions, decode_text_as};
use serde_json::Value;

/// Whether JSON has the segments of a transcript, by the words in it.
pub(in crate::formats) fn is_whisper(json: &str) -> bool {
    (json.contains("\"segments\"") && json.contains("\"start\""))
        || (json.contains("\"transcription\"") && json.contains("\"offsets\""))
}

/// The transcript of a recording with its times, and who speaks where that is known.
pub fn read_whisper(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let decoded = decode_text_as(bytes, options)?;
    let value: Value = serde_json::from_str(&decoded.text)
        .map_err(|err| FormatError::Unreadable(format!("it is no JSON ({err}); fetch or make it again")))?;
    let mut found =
        Transcript { title: stem(file_name), problems: decoded.problems, ..Transcript::default() };
    let language = value.get("language").or_else(|| value.get("result")?.get("language"));
    let language = language.and_then(Value::as_str).unwrap_or_default();
    found.language =
        if language.len() <= 3 { language_tag(language).unwrap_or_default() } else { String::new() };
    let segments = ["segments", "transcription"].iter().find_map(|key| value.get(*key)?.as_array());
    let mut odd_count = 0;
    for segment in segments.map(Vec::as_slice).unwrap_or_default() {
        if let Some(cue) = cue(segment) {
            found.cues.push(cue);
        } else {
            odd_count += 1;
            found.account.leave_out("segment without time or words", &segment.to_string());
        }
    }
    if odd_count > 0 {
        found.problems.push(format!("segments without a time or words were left out ({odd_count})"));
    }
    found.problems.push("it was written down by a program, which may have misheard".to_owned());
    NewDocument::from_extracted(file_name, bytes, transcript(found))
}

fn cue(segment: &Value) -> Option<Cue> {
    let text = segment.get("text")?.as_str()?.trim().to_owned();
    let seconds = |key: &str| millis(segment.get(key)?.as_f64()?);
    let within = |key: &str, end: &str| segment.get(key)?.get(end).cloned();
    let offset = |end: &str| within("offsets", end)?.as_u64();
    let clock = |end: &str| parse_time(within("timestamps", end)?.as_str()?);
    let start = seconds("start").or_else(|| offset("from")).or_else(|| clock("from"))?;
    let end = seconds("end").or_else(|| offset("to")).or_else(|| clock("to")).unwrap_or(start);
    let speaker = segment.get("speaker").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Cue { start, end, speaker, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_of_each_program_are_read() {
        let whisper = r#"{"text": " It closed. Why?", "language": "en", "segments": [
            {"id": 0, "start": 0.0, "end": 1.5, "text": " It closed.", "speaker": "SPEAKER_00"},
            {"id": 1, "start": 2.25, "end": 3, "text": " Why?", "speaker": "SPEAKER_01"}, {"id": 2}]}"#;
        let cpp = r#"{"result": {"language": "en"}, "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"}, "offsets": {"from": 0, "to": 1500}, "text": " It closed."},
            {"timestamps": {"from": "00:00:02,250", "to": "00:00:03,000"}, "text": " Why?"}]}"#;
        for (json, text, time) in [
            (whisper, "It closed.\n\nWhy?\n", "00:00:02, SPEAKER_01"),
            (cpp, "It closed. Why?\n", "00:00:02"),
        ] {
            assert!(is_whisper(json));
            let found = read_whisper("a.json", json.as_bytes(), &ReadOptions::default()).unwrap();
            assert_eq!((found.text.as_str(), found.language.as_str()), (text, "en"));
            assert_eq!(found.pinpoints[1].1.to_string(), time);
        }
        let err = read_whisper("a.json", b"{\"segments\": [", &ReadOptions::default()).unwrap_err();
        assert!(err.to_string().starts_with("it is no JSON"), "{err}");
    }
}

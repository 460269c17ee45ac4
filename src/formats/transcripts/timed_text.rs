//! [`read_ttml`]: subtitles in the Timed Text Markup Language (TTML, DFXP).

use super::cues::{Cue, Transcript, transcript};
use super::{millis, parse_time, stem};
use crate::formats::html::language_tag;
use crate::formats::xml::{Element, XmlEvent, XmlReader, xml_text};
use crate::formats::{FormatError, NewDocument, ReadOptions};
use std::collections::BTreeMap;

/// Subtitles in the Timed Text Markup Language.
pub fn read_ttml(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let text = xml_text(bytes);
    let mut reading = Reading::default();
    let mut reader = XmlReader::new(&text);
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => reading.open(&element)?,
            XmlEvent::Close(name) => reading.close(&name),
            XmlEvent::Text(piece) => reading.text(&piece),
        }
    }
    let mut found = reading.found;
    if !reading.is_timed_text {
        let reason = "it is no timed text (TTML), whatever its name says; check where it came from";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    if found.title.is_empty() {
        found.title = stem(file_name);
    }
    NewDocument::from_extracted(file_name, bytes, transcript(found))
}

#[derive(Debug, Default)]
struct Reading {
    found: Transcript,
    is_timed_text: bool,
    /// Names by the ids of those who speak.
    agents: BTreeMap<String, String>,
    agent: String,
    /// Elements open, innermost last, with when they begin, and who speaks in them.
    open: Vec<(String, u64, String)>,
    cue: Option<Cue>,
    /// What styles say of their text: `text` is a reading, `delimiter` a bracket around one.
    ruby_styles: BTreeMap<String, String>,
    /// The same for each open element.
    rubies: Vec<String>,
    frame_rate: f64,
    tick_rate: f64,
}

impl Reading {
    fn open(&mut self, element: &Element) -> Result<(), FormatError> {
        if element.name == "tt" {
            self.is_timed_text = true;
            self.found.language = language_tag(element.attribute("lang")).unwrap_or_default();
            let rate = |name: &str| element.attribute(name).parse::<f64>().ok().filter(|rate| *rate > 0.0);
            self.frame_rate = rate("frameRate").unwrap_or(30.0);
            self.tick_rate = rate("tickRate").unwrap_or(1.0);
        }
        let (before, speaker) =
            self.open.last().map_or((0, String::new()), |(_, at, who)| (*at, who.clone()));
        let own = self.time(element.attribute("begin"));
        let start = before.saturating_add(own.unwrap_or(0));
        let agent = element.attribute("agent").split(' ').next().unwrap_or_default();
        let speaker = self
            .agents
            .get(agent)
            .cloned()
            .or_else(|| Some(agent.to_owned()))
            .filter(|one| !one.is_empty())
            .unwrap_or(speaker);
        match element.name.as_str() {
            "agent" => element.attribute("id").clone_into(&mut self.agent),
            "p" => {
                let end = self.time(element.attribute("end")).map(|end| before.saturating_add(end));
                let end = end.or_else(|| Some(start.saturating_add(self.time(element.attribute("dur"))?)));
                let end = end.unwrap_or(start);
                self.cue = Some(Cue { start, end, speaker: speaker.clone(), text: String::new() });
            }
            // A piece with a time of its own is a cue of its own.
            "span" if own.is_some() && self.cue.is_some() => {
                let end = self.time(element.attribute("end")).map_or(start, |end| before.saturating_add(end));
                let next = Cue { start, end, speaker: speaker.clone(), text: String::new() };
                let done = self.cue.replace(next);
                self.found.cues.extend(done.filter(|cue| !cue.text.trim().is_empty()));
            }
            "br" => self.text("\n"),
            "style" if !element.attribute("ruby").is_empty() => {
                let id = element.attribute("id").to_owned();
                self.ruby_styles.insert(id, element.attribute("ruby").to_owned());
            }
            _ => {}
        }
        let mut styles = element.attribute("style").split(' ').filter_map(|id| self.ruby_styles.get(id));
        let of_style = styles.next_back().cloned().unwrap_or_default();
        let own_ruby = element.attribute("ruby");
        let ruby = if own_ruby.is_empty() { of_style } else { own_ruby.to_owned() };
        if ruby == "text" {
            self.push("(");
        }
        self.rubies.push(ruby);
        if self.open.len() > 100 {
            return Err(FormatError::Hostile("its parts are nested more than 100 deep".to_owned()));
        }
        self.open.push((element.name.clone(), start, speaker));
        Ok(())
    }

    fn close(&mut self, name: &str) {
        self.open.pop();
        if self.rubies.pop().is_some_and(|ruby| ruby == "text") {
            self.push(")");
        }
        if name == "p" {
            self.found.cues.extend(self.cue.take().filter(|cue| !cue.text.trim().is_empty()));
        }
    }

    fn push(&mut self, sign: &str) {
        if let Some(cue) = &mut self.cue {
            cue.text.push_str(sign);
        }
    }

    fn text(&mut self, piece: &str) {
        // The brackets are ours.
        if self.rubies.last().is_some_and(|ruby| ruby == "delimiter") {
            return;
        }
        let name = self.open.last().map_or("", |(name, ..)| name.as_str());
        match name {
            "title" => self.found.title.push_str(piece.trim()),
            "name" => {
                self.agents.insert(self.agent.clone(), piece.trim().to_owned());
            }
            "desc" | "copyright" => self.found.account.leave_out("description of the file", piece),
            _ => match &mut self.cue {
                Some(cue) if piece == "\n" => cue.text.push('\n'),
                // Line ends in the file are only for looks.
                Some(cue) => cue.text.push_str(&piece.replace(['\n', '\r', '\t'], " ")),
                None if !piece.trim().is_empty() && self.open.iter().any(|(name, ..)| name == "body") => {
                    self.found.account.leave_out("words without a time", piece);
                }
                None => {}
            },
        }
    }

    /// Milliseconds of a time: of the clock, with frames or in units; none where there is none.
    fn time(&self, text: &str) -> Option<u64> {
        let text = text.trim();
        if text.contains(':') {
            let parts: Vec<&str> = text.split(':').collect();
            return match parts.as_slice() {
                [hours, minutes, seconds, frames] => {
                    let whole = parse_time(&[*hours, *minutes, *seconds].join(":"))?;
                    let frames: f64 = frames.split('.').next()?.parse().ok()?;
                    Some(whole + millis(frames / self.frame_rate)?)
                }
                _ => parse_time(text),
            };
        }
        let len = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at_checked(len)?;
        let number: f64 = number.parse().ok()?;
        let seconds = match unit {
            "h" => number * 3600.0,
            "m" => number * 60.0,
            "s" => number,
            "ms" => number / 1000.0,
            "f" => number / self.frame_rate,
            "t" => number / self.tick_rate,
            _ => return None,
        };
        millis(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pinpoint;

    #[test]
    fn readings_stand_in_brackets() {
        let xml = "<tt xmlns:tts='s'><head><styling><style xml:id='r' tts:ruby='text'/></styling></head><body><div><p begin='1s'>\
            <span tts:ruby='container'><span tts:ruby='base'>東京</span><span tts:ruby='delimiter'>(</span><span style='r'>とうきょう</span></span>だ。</p></div></body></tt>";
        let found = read_ttml("a.ttml", xml.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(found.text, "東京(とうきょう)だ。\n");
    }

    /// Each kind of place has a word of its own, which comes out once.
    #[test]
    fn timed_text_gives_sentences_with_times_and_speakers() {
        let xml = r#"<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="m" xmlns:ttp="p" xml:lang="en-GB" ttp:frameRate="25" ttp:tickRate="10"><head><metadata>
            <ttm:title>Wtitle</ttm:title><ttm:desc>Wdesc</ttm:desc><ttm:agent xml:id="a1"><ttm:name>Anna</ttm:name></ttm:agent></metadata></head>
            <body begin="1s"><div><p begin="00:00:01.000" end="00:00:02.000" ttm:agent="a1">Wone<br/>Wtwo
            <span>Wthree</span>.</p><p begin="00:00:03:05" dur="2s">Wfour.</p><p begin="100t"><span begin="500ms">Wfive.</span></p>Wlost</div></body></tt>"#;
        let found = read_ttml("a.ttml", xml.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(found.text, "Wone Wtwo Wthree.\n\nWfour.\n\nWfive.\n");
        assert_eq!((found.title.as_str(), found.language.as_str()), ("Wtitle", "en-GB"));
        let times: Vec<String> = found.pinpoints.iter().map(|(_, mark)| mark.to_string()).collect();
        assert_eq!(times, ["00:00:02, Anna", "00:00:04", "00:00:11"]);
        assert_eq!(found.pinpoints[1].1, Pinpoint::Time(4_200, String::new()));
        let left_out: Vec<&str> = found.account.left_out.iter().map(|one| one.starts[0].as_str()).collect();
        assert_eq!(left_out, ["Wdesc", "Wlost"]);
        assert!(read_ttml("a.ttml", b"<p>x</p>", &ReadOptions::default()).is_err());
    }
}

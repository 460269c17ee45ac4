//! Transcripts: subtitles (SRT, `WebVTT`, TTML), what speech recognition writes (Whisper), and talks written down.
//!
//! Each cue has its time and who speaks as pinpoint; cues are joined to sentences.

mod cues;
mod subtitles;
mod timed_text;
mod turns;
mod whisper;

pub use subtitles::{read_srt, read_vtt};
pub use timed_text::read_ttml;
pub(super) use turns::turns;
pub(super) use whisper::is_whisper;
pub use whisper::read_whisper;

/// Milliseconds of a time such as `01:02:03,450`, `02:03.4` or `1:02:03`.
fn parse_time(text: &str) -> Option<u64> {
    let text = text.trim();
    let (clock, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let parts: Vec<&str> = clock.split(':').map(str::trim).collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut seconds = 0_u64;
    for part in &parts {
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        seconds = seconds * 60 + part.parse::<u64>().ok().filter(|_| is_number)?;
    }
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let ms = format!("{decimals:0<3}").get(..3)?.parse::<u64>().ok()?;
    Some(seconds * 1000 + ms)
}

/// Milliseconds of a number of seconds; none where it is no time.
fn millis(seconds: f64) -> Option<u64> {
    let time = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    u64::try_from(time.as_millis()).ok()
}

/// The name of a file without folders and ending: transcripts seldom have a title.
fn stem(file_name: &str) -> String {
    let name = super::base_name(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_their_forms() {
        for (text, ms) in [
            ("01:02:03,450", Some(3_723_450)),
            ("02:03.4", Some(123_400)),
            ("1:02:03", Some(3_723_000)),
            ("100:00:00.000", Some(360_000_000)),
            ("12", None),
            ("a:b", None),
            ("1:2:3:4", None),
            (":05", None),
        ] {
            assert_eq!(parse_time(text), ms, "{text}");
        }
    }
}

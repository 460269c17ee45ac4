//! Right to left: what is clicked is what stands there, and every mark stands on its words.
//!
//! Where a word stands is read from the glyphs that were drawn, not from the program's own places.

use super::{Window, button, centre, drag, window_with};
use crossclaim::ui::read::state::Selection;
use eframe::egui::{Event, Modifiers, Pos2, Rect, Shape, epaint::ClippedShape};
use egui_kittest::kittest::Queryable as _;

const HEBREW: &str = "a.txt: העסקה שווה חמישים מיליארד דולר לפי הודעת החברה מאתמול בערב. \
    אף משקיע לא ציפה לסכום כזה מצד חברת ביטוח קטנה. הרשות בודקת כעת את תנאי ההסכם המלאים.";
const ARABIC: &str = "a.txt: تبلغ قيمة الصفقة خمسين مليار دولار حسب بيان شركة النفط. \
    لم يتوقع مستثمر هذا المبلغ من شركة تأمين صغيرة. تدرس هيئة المنافسة شروط عقد البيع.";
const MIXED: &str = "a.txt: חברת Microsoft הודיעה כי Azure תישאר ספקית ענן (primary) עד 2032 לפחות. \
    שווי העסקה 50 מיליארד דולר, לעומת 13.5 בשנת 2019.\n\
    b.txt: The Hebrew daily wrote “העסקה נחתמה אתמול בלילה” and the Arabic one “تم توقيع عقد أمس” about it. \
    Nobody else had that story.";

/// Every word that was drawn in document text, with the rectangle of its glyphs.
///
/// Glyphs of a word stand in its order, or the other way round in a script from right to left. Marks and what egui adds
/// have no width and are passed over.
fn drawn_words(window: &Window, words: &[&str]) -> Vec<(String, Rect)> {
    let mut found = Vec::new();
    for ClippedShape { shape, clip_rect, .. } in &window.output().shapes {
        let Shape::Text(text) = shape else { continue };
        if text.galley.job.sections.first().is_none_or(|section| section.format.font_id.size < 14.0) {
            continue;
        }
        for row in &text.galley.rows {
            let glyphs: Vec<_> = row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
            let drawn: Vec<char> = glyphs.iter().map(|glyph| glyph.chr).collect();
            for word in words {
                let mut wanted: Vec<char> = word.chars().collect();
                if crossclaim::text::direction::has_from_right(word) {
                    wanted.reverse();
                }
                let is_letter =
                    |at: Option<usize>| at.and_then(|at| drawn.get(at)).is_some_and(|c| c.is_alphanumeric());
                let places = drawn.windows(wanted.len()).enumerate();
                let whole = |at: usize| !is_letter(at.checked_sub(1)) && !is_letter(Some(at + wanted.len()));
                for (at, _) in places.filter(|(at, part)| *part == wanted && whole(*at)) {
                    let (first, last) = (glyphs[at], glyphs[at + wanted.len() - 1]);
                    let origin = text.pos + row.pos.to_vec2();
                    let rect = Rect::from_min_max(
                        Pos2::new(origin.x + first.pos.x, origin.y),
                        Pos2::new(origin.x + last.max_x(), origin.y + row.size.y),
                    );
                    if clip_rect.contains_rect(rect) {
                        found.push(((*word).to_owned(), rect));
                    }
                }
            }
        }
    }
    found
}

fn with_system_fonts(notation: &str) -> Window {
    window_with(notation, |ctx| {
        ctx.add_font_provider(std::sync::Arc::new(egui_system_font_provider::SystemFontProvider::new()));
    })
}

fn with_boxes(notation: &str) -> Window {
    window_with(notation, |_| {})
}

fn words_of(notation: &str) -> Vec<&str> {
    let texts = notation.lines().filter_map(|line| line.trim().split_once(": ")).map(|(_, text)| text);
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<&str> = words.filter(|word| word.chars().count() >= 3).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn selected_text(window: &Window) -> String {
    let project = window.state().workspace().project();
    let (document, span) = match window.state().state().read.selection {
        Some(Selection::Span(document, span)) => (document, span),
        Some(Selection::Sentence(document, index)) => {
            (document, project.document(document).unwrap().sentences[index].span)
        }
        other => panic!("{other:?}"),
    };
    span.slice(&project.document(document).unwrap().text).unwrap().to_owned()
}

fn press_and_move(window: &mut Window, from: Pos2, to: Pos2) {
    window.event(Event::PointerMoved(from));
    window.event(button(from, true, Modifiers::NONE));
    window.run_steps(1);
    // Far enough to be a drag, and back into the word.
    window.event(Event::PointerMoved(from + eframe::egui::vec2(0.0, 8.0)));
    window.run_steps(1);
    window.event(Event::PointerMoved(to));
    window.run_steps(1);
    window.event(button(to, false, Modifiers::NONE));
    window.run_steps(2);
}

fn click_at(window: &mut Window, at: Pos2) {
    window.event(Event::PointerMoved(at));
    window.event(button(at, true, Modifiers::NONE));
    window.event(button(at, false, Modifiers::NONE));
    window.run_steps(2);
}

/// Widths of the window and sizes of the text, so that rows break elsewhere.
fn shapes_of_window() -> impl Iterator<Item = (f32, f32)> {
    [(1440.0, 15.5), (1000.0, 15.5), (1366.0, 20.0), (1920.0, 24.0)].into_iter()
}

#[test]
fn the_word_under_the_mouse_is_the_one_that_is_selected() {
    let mut places = 0;
    let mut seed = 7_u64;
    for notation in [HEBREW, ARABIC, MIXED] {
        let words = words_of(notation);
        for (round, (width, size)) in shapes_of_window().enumerate() {
            // By turns with the fonts of the system, which join letters, and with boxes, as where it has none.
            let mut window = if round % 2 == 0 { with_system_fonts(notation) } else { with_boxes(notation) };
            window.set_size(eframe::egui::vec2(width, 800.0));
            for _ in 0..((size - 15.5) as usize) {
                super::chord(&mut window, Modifiers::COMMAND, eframe::egui::Key::Plus);
            }
            window.run_steps(4);
            let drawn = drawn_words(&window, &words);
            assert!(
                drawn.len() >= words.len() * 3 / 4,
                "{} of {} words: {drawn:?}",
                drawn.len(),
                words.len()
            );
            for _ in 0..18 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let (word, rect) = &drawn[(seed >> 33) as usize % drawn.len()];
                super::key(&mut window, eframe::egui::Key::Escape);
                click_at(&mut window, rect.center());
                let sentence = selected_text(&window);
                assert!(sentence.contains(word.as_str()), "a click on {word} selected {sentence}");
                super::key(&mut window, eframe::egui::Key::Escape);
                let quarter = rect.width() / 4.0;
                let middle = rect.center();
                press_and_move(
                    &mut window,
                    Pos2::new(middle.x - quarter, middle.y),
                    Pos2::new(middle.x + quarter, middle.y),
                );
                assert_eq!(&selected_text(&window), word, "{width} {size} {rect:?}");
                places += 1;
            }
        }
    }
    assert!(places >= 200, "{places}");
}

#[test]
fn marks_stand_on_their_words() {
    for (notation, word) in [
        (HEBREW.replace("ביטוח", "[ביטוח]{c1 quantity high}"), "ביטוח"),
        (ARABIC.replace("تأمين", "[تأمين]{c1 quantity high}"), "تأمين"),
        (MIXED.replace("Azure", "[Azure]{c1 quantity high}"), "Azure"),
        (MIXED.replace("נחתמה", "[נחתמה]{c1 quantity high}"), "נחתמה"),
    ] {
        let window = with_boxes(&notation);
        let drawn = drawn_words(&window, &[word]);
        let (_, rect) = drawn.first().unwrap();
        let claim = window.get_by_label_contains(&format!(": {word}")).rect();
        let close = |a: f32, b: f32| (a - b).abs() < 2.5;
        assert!(
            close(claim.left(), rect.left()) && close(claim.right(), rect.right()),
            "{word}: {claim:?} {rect:?}"
        );
        assert!(claim.y_range().contains(rect.center().y), "{word}: {claim:?} {rect:?}");
    }
}

#[test]
fn a_line_from_right_to_left_begins_at_the_right() {
    let window = with_boxes(HEBREW);
    let words = words_of(HEBREW);
    let drawn = drawn_words(&window, &words);
    let place = |word: &str| drawn.iter().find(|(known, _)| known == word).map(|(_, rect)| *rect).unwrap();
    let (first, second) = (place("העסקה"), place("שווה"));
    assert!(second.right() < first.left(), "the second word stands left of the first: {first:?} {second:?}");
    let rightmost = drawn.iter().map(|(_, rect)| rect.right()).fold(0.0, f32::max);
    assert!(rightmost - first.right() < 2.0, "the first word stands at the right edge");
    let next_row = drawn.iter().filter(|(_, rect)| rect.top() > first.bottom() - 2.0);
    let edge = next_row.map(|(_, rect)| rect.right()).fold(0.0, f32::max);
    assert!(rightmost - edge < 12.0, "so do the rows after it: {rightmost} {edge}");
}

#[test]
fn a_drag_over_two_words_takes_both_and_what_stands_between() {
    for (notation, from, to, quote) in [
        (HEBREW, "שווה", "מיליארד", "שווה חמישים מיליארד"),
        (ARABIC, "قيمة", "خمسين", "قيمة الصفقة خمسين"),
        (MIXED, "הודיעה", "תישאר", "הודיעה כי Azure תישאר"),
    ] {
        let mut window = with_boxes(notation);
        let drawn = drawn_words(&window, &[from, to]);
        let middle = |word: &str| {
            drawn.iter().find(|(known, _)| known == word).map(|(_, rect)| rect.center()).unwrap()
        };
        let (start, end) = (middle(from), middle(to));
        drag(&mut window, start, end);
        assert_eq!(selected_text(&window), quote);
        let (start, end) = (middle(to), middle(from));
        drag(&mut window, start, end);
        assert_eq!(selected_text(&window), quote, "the other way round");
    }
}

#[test]
fn marks_of_vowels_joined_letters_and_scripts_with_more_glyphs_than_letters_hold_their_places() {
    // Hebrew points, lam-alef, Persian digits, Thai, a family emoji, a flag, a mark without a letter.
    for text in [
        "בְּרֵאשִׁית בָּרָא אֱלֹהִים. אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ.",
        "السلام عليكم يا لاعب. ثم قال لا بأس.",
        "قیمت ۱۲۳ تومان بود. سپس ۴۵ شد.",
        "ราคาน้ำมันขึ้น. เขาทำงาน.",
        "The 👨‍👩‍👧 won 🇩🇪 gold—nobody—knew. It came.",
    ] {
        let mut window = with_system_fonts(&format!("a.txt: {text}"));
        let first = window.get_by_label_contains("Sentence A1:").rect();
        click_at(&mut window, first.center());
        let at = centre(&window, "Sentence A1:");
        click_at(&mut window, at);
        let selection = window.state().state().read.selection;
        assert!(matches!(selection, Some(Selection::Sentence(_, 0))), "{text}: {selection:?}");
        for pos in
            [first.left_center(), first.right_center(), first.center() + eframe::egui::vec2(0.0, 200.0)]
        {
            click_at(&mut window, pos);
        }
    }
}

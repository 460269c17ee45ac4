//! What of a page is its text, by kinds of pages: names of classes, parts, boxes, notes and pages without a story.

use super::*;

const FRAME: (&str, &str) = (
    "<html><head><title>Dam gives way | Upland Post</title></head><body><header><nav><a href='/'>Start</a> \
     <a href='/s'>Weather</a></nav></header><main><article><h1>Dam gives way</h1>",
    "</article></main><footer><p>Printed in Upland. All rights reserved.</p></footer></body></html>",
);
const FIRST: &str = "The dam above the village gave way shortly after midnight, the engineers said.";
const SECOND: &str = "Nobody was hurt, since the valley had been cleared on Sunday by the district office.";
const THIRD: &str = "An inquiry will ask why the sluice was shut during the three days of heavy rain.";

fn read(page: &str) -> NewDocument {
    read_html("page.html", page.as_bytes(), &ReadOptions::default()).unwrap()
}

/// The text of a page with this in its article.
fn article(inner: &str) -> NewDocument {
    read(&format!("{}{inner}{}", FRAME.0, FRAME.1))
}

fn all_kept(document: &NewDocument, pieces: &[&str]) {
    for piece in pieces {
        assert!(document.text.contains(piece), "{piece} is not in\n{}", document.text);
    }
}

fn all_told(document: &NewDocument, pieces: &[&str]) {
    let starts = || document.account.left_out.iter().flat_map(|one| one.starts.iter());
    for piece in pieces {
        assert!(!document.text.contains(piece), "{piece} is in\n{}", document.text);
        assert!(starts().any(|start| start.contains(piece)), "{piece} is not told");
    }
}

#[test]
fn a_word_in_a_class_takes_no_paragraph_out() {
    for class in ["regwall", "promo-text", "share-story", "ad-free", "comment-piece", "meta"] {
        let paragraphs = |tag: &str| {
            article(&format!("<p>{FIRST}</p><{tag} class='{class}'>{SECOND}</{tag}><p>{THIRD}</p>"))
        };
        all_kept(&paragraphs("p"), &[FIRST, SECOND, THIRD]);
        let boxed =
            article(&format!("<p>{FIRST}</p><div class='{class}'><p>{SECOND}</p></div><p>{THIRD}</p>"));
        all_kept(&boxed, &[FIRST, SECOND, THIRD]);
    }
    let post = format!(
        "<title>Dam</title><nav>Start</nav><div class='post type-post category-comment tag-promo'><h2>Dam</h2>\
         <div class='entry'><p>{FIRST}</p><p>{SECOND}</p></div></div><footer>Imprint</footer>"
    );
    all_kept(&read(&post), &[FIRST, SECOND]);
}

#[test]
fn real_boxes_among_paragraphs_are_told() {
    for (class, words) in [
        ("subscription-offer", "<h4>Keep reading</h4><p>Two months for one crown.</p>"),
        ("newsletter", "<h3>Our letter</h3><p>Every morning in your box.</p><input type=email>"),
        ("advert", "<a href='/shop'>Boots for wet days, half price this week only</a>"),
    ] {
        let page = format!("<p>{FIRST}</p><p>{SECOND}</p><div class='{class}'>{words}</div><p>{THIRD}</p>");
        let document = article(&page);
        all_kept(&document, &[FIRST, SECOND, THIRD]);
        let word = words.rsplit_once("<p>").map_or("Boots for wet", |(_, last)| last.split_at(12).0);
        all_told(&document, &[word]);
    }
}

#[test]
fn tables_of_data_and_posts_among_the_paragraphs_are_text() {
    let document = article(&format!(
        "<p>{FIRST}</p><p>{SECOND}</p><div class='widget'><div class='chart'><table><tr><th>Village</th>\
         <th>Level</th></tr><tr><td>Oberau</td><td>412 cm</td></tr><tr><td>Unterau</td><td>388 cm</td></tr></table>\
         </div></div><p>{THIRD}</p><div class='social-embed'><blockquote class='post'><p>The water stands at our \
         door since two o'clock, we are on the roof.</p>— Mia (@mia)</blockquote></div><p>{SECOND}</p>"
    ));
    all_kept(&document, &["Oberau | 412 cm", "Unterau | 388 cm", "we are on the roof."]);
    let document = article(&format!(
        "<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><div class='related'><table><tr><td><a href='/1'>Rain to come \
         </a></td></tr><tr><td><a href='/2'>Roads shut</a></td></tr></table></div>"
    ));
    all_told(&document, &["Rain to come"]);
}

#[test]
fn articles_beside_each_other_are_one_text() {
    let update = |time: &str, words: &str| {
        format!(
            "<article class='update'><time datetime='2026-05-04T{time}'>{time}</time><p>{words}</p></article>"
        )
    };
    let long = [SECOND, THIRD, FIRST].join(" ");
    let updates =
        [update("11:40", FIRST), update("09:15", &long), update("07:05", THIRD), update("06:00", SECOND)]
            .concat();
    let page =
        format!("<title>Dam live</title><nav>Start</nav><main><h1>Dam live</h1><div>{updates}</div></main>");
    all_kept(&read(&page), &[FIRST, &long, THIRD]);
}

#[test]
fn corrections_are_text_wherever_they_stand() {
    for note in [
        "<aside class='correction'><p>Correction, 6 May: nine houses were hit, and not ninety.</p></aside>",
        "<div class='note'><p><b>Berichtigung:</b> Es waren neun Häuser, nicht neunzig, wie zuerst gemeldet.</p></div>",
        "<aside><p>Editor’s note: this story was changed to name the river.</p></aside>",
    ] {
        let document = article(&format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{note}"));
        let words = Tree::parse(note, false).unwrap().text_of(0);
        all_kept(&document, &[FIRST, words.trim()]);
    }
}

#[test]
fn a_text_for_browsers_without_scripts_is_better_than_none() {
    let page = format!(
        "<title>Dam</title><div id=app></div><noscript><h1>Dam gives way</h1><p>{FIRST}</p><p>{SECOND}</p></noscript>"
    );
    let document = read(&page);
    all_kept(&document, &[FIRST, SECOND]);
    assert_eq!(document.problems, ["the text is the one that the page gives to browsers without scripts"]);
}

#[test]
fn menus_and_notices_are_told_also_on_short_pages() {
    let document = read(&format!("<body><nav>Start</nav><p>{FIRST}</p></body>"));
    assert_eq!(document.text, format!("{FIRST}\n"));
    all_told(&document, &["Start"]);
    let page =
        format!("<body><div role=navigation><p>Start</p><p>Weather</p></div><p>{FIRST}</p><p>{SECOND}</p>");
    all_told(&read(&page), &["Start"]);
    let notice =
        "We and our partners keep small files on your device to measure how our pages are used. ".repeat(6);
    let page = article(&format!(
        "<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FIRST}</p>\
         <p>{SECOND}</p><p>{THIRD}</p><div id='cookie-consent'><p>{notice}</p><button>I agree</button></div>"
    ));
    all_told(&page, &["We and our partners"]);
    // A page that is nothing but a menu keeps it.
    assert_eq!(
        read("<nav><p>Opening hours: nine to five, on Sundays closed.</p></nav>").text.lines().count(),
        1
    );
}

#[test]
fn short_blocks_among_the_paragraphs_are_text() {
    let asked = article(&format!(
        "<p>{FIRST}</p><p><b>And then?</b></p><p>{SECOND}</p><div class='box'>Our rating: False</div><p>{THIRD}</p>\
         <ul><li>One dead.</li><li>Two hurt.</li></ul><p>{FIRST}</p><div class='verdict'><h3>Verdict</h3><p>Mostly true.</p></div><p>{SECOND}</p>"
    ));
    all_kept(
        &asked,
        &["And then?", "Our rating: False", "• One dead.\n• Two hurt.", "Verdict", "Mostly true."],
    );
    let last = article(&format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>Our rating: False.</p>"));
    all_kept(&last, &[THIRD, "Our rating: False."]);
}

#[test]
fn lines_that_only_interrupt_are_told() {
    let document = article(&format!(
        "<p>{FIRST}</p><p>Advertisement</p><p>{SECOND}</p><div>Story continues below</div><p>{THIRD}</p>"
    ));
    all_kept(&document, &[FIRST, SECOND, THIRD]);
    all_told(&document, &["Advertisement", "Story continues below"]);
}

#[test]
fn short_follow_ups_on_a_page_are_text_and_cards_of_others_are_not() {
    let page = |more: &str| {
        read(&format!(
            "<title>Dam</title><nav>Start</nav><main><article class='lead'><h1>Dam gives way</h1><p>{FIRST}</p><p>{SECOND}</p>\
             <p>{THIRD}</p></article>{more}</main>"
        ))
    };
    let document = page(
        "<article class='update'><h2>Noon</h2><p>The road is open.</p></article><article><p>All are safe.</p></article>",
    );
    all_kept(&document, &["Noon", "The road is open.", "All are safe."]);
    let document =
        page("<article class='card'><h2><a href='/x'>Rain to come</a></h2><p>More on Monday.</p></article>");
    all_told(&document, &["Rain to come"]);
}

#[test]
fn every_block_that_is_left_out_is_told_by_itself() {
    let offers: Vec<String> = (0..70).map(|n| format!("<p>Offer number {n} of the day</p>")).collect();
    let offers = offers.concat();
    let page = format!(
        "{}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></main><aside class='sidebar'>{offers}</aside></body></html>",
        FRAME.0
    );
    let told = read(&page).account.sentences().join("\n");
    assert!((0..70).all(|n| told.contains(&format!("“Offer number {n} of the day”"))), "{told}");
}

#[test]
fn the_name_of_the_site_is_no_title() {
    let page = format!(
        "<title>Upland Post</title><meta property='og:title' content='UPLAND POST'><meta property='og:site_name' content='Upland Post'>\
        <article><h1>Dam gives way</h1><p class=byline>From our correspondent</p><p>{FIRST}</p><p>{SECOND}</p></article>"
    );
    let document = read(&page);
    assert_eq!((document.title.as_str(), document.source.author.as_str()), ("Dam gives way", ""));
}

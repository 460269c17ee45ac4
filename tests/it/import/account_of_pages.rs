//! The account of web pages and books: a word in each kind of place comes out in the text or in the account, once.

use super::read;
use super::zip::zip_of;
use crossclaim::formats::NewDocument;

/// Kinds of places within a story; `@` stands for the word.
const WITHIN: &[(&str, &str)] = &[
    ("paragraph", "<p>The inspector wrote @ on the file in March.</p>"),
    ("heading", "<h2>What @ means</h2><p>The owner signed for it at the gate of the hall.</p>"),
    ("list", "<ul><li>The first letter named @ and the gate</li><li>the second one did not</li></ul>"),
    ("numbered list", "<ol start=4><li>The rule on @ stands</li></ol>"),
    ("terms", "<dl><dt>Hall</dt><dd>A store for @ by the quay of the port</dd></dl>"),
    ("cell", "<table><tr><th>Year<th>Sum<tr><td>2025<td>@</table>"),
    ("caption of a table", "<table><caption>Sums of @</caption><tr><td>1<td>2<tr><td>3<td>4</table>"),
    ("line break", "<p>The first line of it<br>and @ in the second</p>"),
    ("quotation", "<blockquote><p>Nobody asked about @, he said on Monday.</p></blockquote>"),
    ("inline quotation", "<p>He spoke of <q>the @</q> at the gate.</p>"),
    ("raised", "<p>The hall held 120<sup>@</sup> tonnes on that night.</p>"),
    ("lowered", "<p>The hall held CO<sub>@</sub> on that night.</p>"),
    ("note mark", "<p>The hall stood open<sup><a href='#n'>@</a></sup> that night.</p>"),
    ("emphasis", "<p>It was <em>@</em> that burned first.</p>"),
    ("link", "<p>The letter is <a href='/x'>about @</a>, and the town has it.</p>"),
    ("inserted", "<p>Twelve <ins>and @</ins> people came to the gate.</p>"),
    ("struck out", "<p>Twelve <del>or @</del> people came to the gate.</p>"),
    ("strike", "<p>Twelve <s>or @</s> people came to the gate.</p>"),
    (
        "hidden by a rule",
        "<style>.gone{display:none}</style><p>Twelve <i class=gone>or @</i> people came to the gate.</p>",
    ),
    (
        "struck out by a rule",
        "<style>.cut{text-decoration:line-through}</style><p>Twelve <i class=cut>or @</i> people came to the gate.</p>",
    ),
    (
        "raised by a rule",
        "<style>.n{vertical-align:super}</style><p>The hall held 120<b class=n>@</b> tonnes on that night.</p>",
    ),
    (
        "merged cell",
        "<table><tr><th>Year<th colspan=2>Sum<tr><td>2025<td rowspan=2>@<td>5<tr><td>2026<td>7</table>",
    ),
    ("ruby", "<p>The word <ruby>gate<rp>(</rp><rt>@</rt><rp>)</rp></ruby> is old.</p>"),
    ("base of ruby", "<p>The word <ruby>@<rt>gate</rt></ruby> is old here.</p>"),
    ("figure", "<figure><img src=x.jpg alt='A hall'><figcaption>The hall of @ in May</figcaption></figure>"),
    ("alternative text", "<p>The hall <img src=x.jpg alt='a view of @'> stood open.</p>"),
    ("details", "<details><summary>More on this</summary><p>The region knew of @ since May.</p></details>"),
    ("summary", "<details><summary>More on @</summary><p>The region knew of it since May.</p></details>"),
    ("preformatted", "<pre>first line\nsecond line with @</pre>"),
    ("aside", "<aside><p>A box on @ stands beside the text</p></aside>"),
    ("hidden", "<p hidden>The hidden @ is here</p>"),
    ("not displayed", "<div style='display:none'><p>The hidden @ is here</p></div>"),
    ("hidden from readers aloud", "<p aria-hidden=true>The inspector wrote @ on the file in March.</p>"),
    ("template", "<template><p>A template with @ in it</p></template>"),
    ("without scripts", "<noscript><p>Please switch on @ here</p></noscript>"),
    ("button", "<button>Open @ now</button>"),
    ("field", "<form><label>Your name</label><input value='@'></form>"),
    ("placeholder", "<form><input placeholder='Type @ here'></form>"),
    ("choice", "<form><select><option>One<option>@</select></form>"),
    ("text area", "<form><textarea>About @</textarea></form>"),
    ("label", "<form><label>Your @</label><input></form>"),
    ("drawing", "<svg><text>A bar for @</text></svg>"),
    ("medium", "<video src=x>No video of @ here</video>"),
    ("frame", "<iframe srcdoc='<p>A page on @</p>'></iframe>"),
    ("formula", "<p>The sum is <math><mi>@</mi></math> in all.</p>"),
    ("share bar", "<div class='share-buttons'><a href='#'>Share @</a></div>"),
    (
        "newsletter",
        "<div class='newsletter-signup'><p>Get the @ briefing</p><form><input><button>Go</button></form></div>",
    ),
    ("advertisement", "<div class='ad-slot'><p>Buy @ today</p></div>"),
    (
        "shown as a block",
        "<h2>Second part<span style='display:block'>on @</span></h2><p>It goes on at the gate.</p>",
    ),
];

/// Kinds of places around a story.
const AROUND: &[(&str, &str)] = &[
    ("header", "<header><a href='/'>The @ Post</a></header>"),
    ("navigation", "<nav><ul><li><a href='/a'>News</a><li><a href='/b'>On @</a></ul></nav>"),
    ("cookie notice", "<div id='cookie-banner'><p>We and @ use cookies</p></div>"),
    ("breadcrumbs", "<div class='breadcrumbs'><a href='/'>Home</a> » <a href='/n'>@</a></div>"),
    (
        "comments",
        "<div id='comments'><h2>2 comments</h2><ol><li><p>I said @ all along, and nobody heard it.</p></ol></div>",
    ),
    ("related", "<section class='related'><h2>Related</h2><ul><li><a href='/1'>Also on @</a></ul></section>"),
    ("side bar", "<aside class='sidebar'><h2>Most read</h2><p>Seal found in @</p></aside>"),
    ("footer", "<footer><p>© The @ Post 2026</p></footer>"),
    ("dialog", "<dialog open><p>Sign in to @</p></dialog>"),
];

/// Pseudo-random numbers, the same ones for a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

/// A word that stands nowhere else.
fn word(number: usize) -> String {
    format!(
        "zq{}x",
        number.to_string().chars().map(|c| char::from(c as u8 - b'0' + b'a')).collect::<String>()
    )
}

/// A body with some of the places in any order, and the words of the places.
fn body(chance: &mut Chance, is_page: bool) -> (String, Vec<(String, &'static str)>) {
    let (mut words, mut story) = (Vec::new(), String::from("<h1>The warnings nobody read</h1>"));
    let place = |(name, markup): &(&'static str, &'static str), words: &mut Vec<(String, &'static str)>| {
        let word = word(100 + words.len());
        words.push((word.clone(), name));
        markup.replace('@', &word)
    };
    for number in 0..3 + chance.below(14) {
        let number = number.to_string();
        let sentence = [
            "<p>The inspector sent letter ",
            &number,
            " in March, and the owner signed for it, as the file says.</p>",
        ];
        story.extend(sentence);
        story.push_str(&place(&WITHIN[chance.below(WITHIN.len())], &mut words));
    }
    let mut page = String::new();
    if is_page {
        for _ in 0..chance.below(4) {
            page.push_str(&place(&AROUND[chance.below(AROUND.len())], &mut words));
        }
    }
    page.extend(["<main><article>", &story, "</article></main>"]);
    if is_page {
        for _ in 0..chance.below(5) {
            page.push_str(&place(&AROUND[chance.below(AROUND.len())], &mut words));
        }
    }
    (page, words)
}

/// How often a word is in the text, and in the account.
fn counts(document: &NewDocument, word: &str) -> (usize, usize) {
    let starts = document.account.left_out.iter().flat_map(|one| &one.starts);
    (document.text.matches(word).count(), starts.map(|start| start.matches(word).count()).sum())
}

fn check(document: &NewDocument, words: &[(String, &str)], what: &str) {
    for (word, place) in words {
        let (in_text, left_out) = counts(document, word);
        assert_eq!(in_text + left_out, 1, "{what}: {place}: {in_text} in the text, {left_out} left out");
    }
}

#[test]
fn each_word_of_a_page_is_in_its_text_or_in_its_account_once() {
    for seed in 0..60 {
        let (body, words) = body(&mut Chance(seed), true);
        let page = format!("<!DOCTYPE html><title>The warnings nobody read</title><body>{body}</body>");
        let document = read("a.html", page.as_bytes()).unwrap();
        check(&document, &words, &format!("page {seed}"));
    }
}

#[test]
fn each_kind_of_place_alone_is_accounted_for() {
    let paragraph =
        "<p>The inspector sent the first letter in March, and the owner signed for it at the gate.</p>";
    for (name, markup) in WITHIN.iter().chain(AROUND) {
        let markup = markup.replace('@', "zqaax");
        let page = format!(
            "<!DOCTYPE html><title>The warnings</title><body><article><h1>The warnings</h1>{paragraph}{markup}{paragraph}</article></body>"
        );
        let document = read("a.html", page.as_bytes()).unwrap();
        check(&document, &[("zqaax".to_owned(), name)], "page");
        assert!(document.text.contains("first letter"), "{name}");
    }
}

#[test]
fn each_word_of_a_book_is_in_its_text_or_in_its_account_once() {
    const PACKAGE: &str = "<package><metadata/><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
        <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>\
        <item id='n' href='n.xhtml' properties='nav' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    const CONTAINER: &str = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
    for seed in 100..130 {
        let chance = &mut Chance(seed);
        let (first, words) = body(chance, false);
        let page = |body: &str| format!("<html><head><title/></head><body>{body}</body></html>").into_bytes();
        let files = [
            ("META-INF/container.xml".to_owned(), CONTAINER.as_bytes().to_vec()),
            ("p.opf".to_owned(), PACKAGE.as_bytes().to_vec()),
            ("a.xhtml".to_owned(), page(&first)),
            ("b.xhtml".to_owned(), page("<h1 id='x'/><p>Second chapter with zqbbx in it.</p>")),
            ("c.xhtml".to_owned(), page("<p>A page outside with zqccx in it.</p>")),
            ("n.xhtml".to_owned(), page("<nav><ol><li><a href='a.xhtml'>On zqddx</a></li></ol></nav>")),
        ];
        let document = read("a.epub", &zip_of(&files)).unwrap();
        let outside = ["zqbbx", "zqccx", "zqddx"].map(|word| (word.to_owned(), "chapter"));
        check(&document, &[words, outside.to_vec()].concat(), &format!("book {seed}"));
    }
}

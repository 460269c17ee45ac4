//! What style sheets say about the words of a page.

use super::super::blocks::{Walked, write};
use super::super::silent::Sight;
use super::super::tree::Tree;
use super::StyleFiles;
use crate::formats::extract::Lines;

fn read_with(page: &str, files: &StyleFiles) -> (String, Vec<String>) {
    let tree = Tree::parse_styled(page, false, files, "https://a.example/x/page.html").unwrap();
    let walked = Walked::of(&tree, 0, Sight::default());
    let mut lines = Lines::default();
    walked.blocks.iter().for_each(|block| write(block, &mut lines));
    let silent = walked.silent.iter().map(|one| format!("{}: {}", one.reason, one.text)).collect();
    (lines.finish(&mut Vec::new()).trim_end().to_owned(), silent)
}

fn read(css: &str, body: &str) -> (String, Vec<String>) {
    read_with(&format!("<style>{css}</style><body>{body}"), &StyleFiles::default())
}

fn text(css: &str, body: &str) -> String {
    read(css, body).0
}

#[test]
fn figures_raised_by_a_rule_stay_apart() {
    let css = ".sup { vertical-align: super } #low{vertical-align:sub!important} i.e {font-size:70%;vertical-align:.4em}\
        b.t { position: relative; top: -0.5em; font-size: smaller } .deep em > u { vertical-align: super }";
    let body = "<p>120<span class=sup>3</span> CO<span id=low>2</span> 10<i class=e>6</i> 4<b class=t>2</b> \
        <span class=deep>7<em><u>5</u></em></span> 8<u>9</u> 6<span class=sup><sup>2</sup></span>";
    assert_eq!(text(css, body), "120³ CO₂ 10⁶ 4² 7⁵ 89 6²");
}

#[test]
fn words_hidden_by_a_rule_are_told() {
    let css = ".gone, x::before { display: none } p.veil{visibility:hidden} .cut { text-decoration: red line-through }";
    let (text, silent) = read(
        css,
        "<p>Shown <span class=gone>secret</span>words.<p class=veil>Veiled.<p>Paid <b class=cut>$12</b> $14.",
    );
    assert_eq!(text, "Shown words.\n\nPaid $14.");
    assert_eq!(silent, ["hidden text: secret", "hidden text: Veiled.", "struck-out text: $12"]);
}

#[test]
fn the_cascade_decides() {
    let body = "<p>a<span id=i class='c d'>b</span>";
    for (css, shown) in [
        (".c{display:none} .c{display:inline}", "ab"),
        ("#i{display:none} .c.d{display:inline}", "a"),
        (".c{display:none!important} #i{display:inline}", "a"),
        ("#i{display:none} .c{display:inline ! important}", "ab"),
        ("span{display:inline} *{display:none}", ""),
        ("@layer x { #i{display:none} } .c{display:inline}", "ab"),
        (".c:hover, .d{display:none}", "a"),
        (".c:hover{display:none}", "ab"),
        ("p > span:not(.z):first-child{display:none}", "a"),
        (".d{color:red; &:hover{display:inline} display:none}", "a"),
        (".d{ { display:none", "ab"),
    ] {
        assert_eq!(text(css, body), shown, "{css}");
    }
    let own =
        "<p>a<span class=c style='display: inline'>b</span><i class=c style='display:inline!important'>c</i>";
    assert_eq!(text(".c{display:none}", own), "abc");
    assert_eq!(text(".c{display:none!important}", own), "ac");
}

#[test]
fn only_what_holds_on_a_screen_counts() {
    let body = "<p>a<span class=c>b</span>";
    for (css, shown) in [
        ("@media print { .c{display:none} }", "ab"),
        ("@media screen { .c{display:none} }", "a"),
        ("@media (max-width: 600px) { .c{display:none} }", "ab"),
        ("@media all and (min-width: 600px) { @supports (display: grid) { .c{display:none} } }", "a"),
        (".c{ @media screen { display: none } }", "a"),
        ("@font-face { src: url(x) } @keyframes k { from { display: none } } .c{}", "ab"),
    ] {
        assert_eq!(text(css, body), shown, "{css}");
    }
    let printed = "<style media=print>.c{display:none}</style><p>a<span class=c>b</span>";
    assert_eq!(read_with(printed, &StyleFiles::default()).0, "ab");
}

#[test]
fn sheets_beside_the_page_are_followed() {
    let mut files = StyleFiles::default();
    files.add("https://a.example/s/main.css", "@import 'more.css'; @import url(print.css) print;".to_owned());
    files.add("https://a.example/s/more.css", "@import 'main.css'; .c{display:none}".to_owned());
    files.add("https://a.example/s/print.css", ".d{display:none}".to_owned());
    let page = |link: &str| format!("<link {link}><p>a<span class=c>b</span><i class=d>c</i>");
    assert_eq!(read_with(&page("rel=stylesheet href=../s/main.css"), &files).0, "ac");
    assert_eq!(read_with(&page("rel='alternate stylesheet' href=/s/main.css"), &files).0, "abc");
    assert_eq!(read_with(&page("rel=stylesheet media=print href=/s/main.css"), &files).0, "abc");
}

#[test]
fn lists_are_numbered_as_their_sheet_says() {
    let css = "ol.a{list-style:lower-alpha inside} ul,ol{list-style:none}";
    assert_eq!(text(css, "<ol class=a><li>x<li>y</ol><ol><li>z</ol>"), "a. x\nb. y\n1. z");
}

#[test]
fn long_sheets_and_pages_do_not_hang() {
    let css: Vec<String> =
        (0..20_000).map(|n| format!(".c{n} .d{n}:first-child ~ p{{display:none}}")).collect();
    let css = css.concat();
    let body = "<p class=x>a ".repeat(300);
    assert!(text(&css, &body).starts_with('a'));
}

//! Mails as programs write them, and as they should not.

use super::*;

fn read(mail: &str) -> Extracted {
    extract(mail.replace('\n', "\r\n").as_bytes()).unwrap()
}

fn multipart(kind: &str, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("--b\n{part}\n")).collect();
    format!("From: a@b.example\nContent-Type: multipart/{kind}; boundary=b\n\n{}--b--\n", parts.concat())
}

const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\n\n";
const PAGE: &str = "Content-Type: text/html; charset=utf-8\n\n";

#[test]
fn a_mail_gives_text_sender_subject_and_date() {
    let found = read(
        "From: =?utf-8?Q?Ana_Ru=C3=ADz?= <ana@valley.example>\nSubject: =?UTF-8?B?RGFtIG9wZW5z?=\n =?UTF-8?B?IHRvZGF5?=\n\
         To: Bo <bo@b.example>\nDate: Tue, 28 Apr 2026 09:30:00 +0200\nContent-Type: text/plain; charset=iso-8859-1\n\
         Content-Transfer-Encoding: quoted-printable\n\nIt is=20full, caf=E9 =\nincluded.\n\n> Was it?\n",
    );
    assert_eq!(found.text, "It is full, café included.\n\n> Was it?\n");
    assert_eq!((found.title.as_str(), found.source.author.as_str()), ("Dam opens today", "Ana Ruíz"));
    assert_eq!(found.source.published, "2026-04-28");
    assert_eq!(found.account.sentences(), ["left out: recipients “To: Bo <bo@b.example>”"]);
    assert!(found.pinpoints.is_empty() && found.problems.is_empty());
}

#[test]
fn of_two_forms_the_plain_one_is_read_and_what_it_lacks_is_told() {
    let page = format!("{PAGE}<p>Plain <b>words</b>.</p><p>Read online</p>");
    let found = read(&multipart("alternative", &[&format!("{PLAIN}Plain *words*."), &page]));
    assert_eq!(found.text, "Plain *words*.\n");
    assert_eq!(found.account.sentences(), ["left out: only in another form of the same text “Read online”"]);
    let long = format!("{PAGE}<p>{}</p>", "The council met on Monday and approved it. ".repeat(9));
    let found = read(&multipart("alternative", &[&format!("{PLAIN}See the web page."), &long]));
    assert!(found.text.starts_with("The council met"), "{}", found.text);
    assert_eq!(found.problems.len(), 1);
}

#[test]
fn a_plain_text_that_stands_in_for_the_page_is_not_read() {
    let page = format!("{PAGE}<p>The toll rose to 12 people.</p><p>The cost was 5 million.</p>");
    for stub in [
        "To view this message, please use an HTML compatible email viewer.",
        "View this email in your browser: https://example.org/n/5",
        "[image: logo]\n\nhttps://example.org/a\nhttps://example.org/b",
        "Ihr E-Mail-Programm unterstützt kein HTML.",
        "https://example.org/a",
        "Toll",
    ] {
        let found = read(&multipart("alternative", &[&format!("{PLAIN}{stub}"), &page]));
        assert_eq!(found.text, "The toll rose to 12 people.\n\nThe cost was 5 million.\n", "{stub}");
        assert_eq!(found.problems, ["its plain text is only a stub; its text as a web page was read"]);
        let told = found.account.left_out.iter().flat_map(|one| &one.starts).collect::<Vec<_>>();
        assert_eq!(told, [&stub.split_whitespace().collect::<Vec<_>>().join(" ")]);
    }
    for whole in ["The toll rose to 12 people, the cost to 5 million.", "The toll rose to 13 people."] {
        let found = read(&multipart("alternative", &[&format!("{PLAIN}{whole}"), &page]));
        assert_eq!(found.text, format!("{whole}\n"));
    }
    let short = format!("{PAGE}<p>Read it online.</p>");
    let long = "The council met on Monday and approved the bridge.";
    assert_eq!(
        read(&multipart("alternative", &[&format!("{PLAIN}{long}"), &short])).text,
        format!("{long}\n")
    );
}

#[test]
fn parts_that_follow_each_other_are_read_in_order() {
    let page = format!("{PAGE}<p>The page.</p>");
    for kind in ["mixed", "related", "signed", "unheard-of"] {
        let parts = [&format!("{PLAIN}A remark."), page.as_str(), &format!("{PLAIN}A footer.")];
        assert_eq!(read(&multipart(kind, &parts)).text, "A remark.\n\nThe page.\n\nA footer.\n");
    }
}

#[test]
fn attachments_are_named_and_texts_shown_inline_are_read() {
    let found = read(&multipart(
        "mixed",
        &[
            &format!("{PLAIN}Words."),
            "Content-Type: application/pdf; name=\"r.pdf\"\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9.pdf\n\nJVBER",
            "Content-Type: text/plain; name=\"notes.txt\"\nContent-Disposition: inline; filename=notes.txt\n\nInline words.",
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=more.txt\n\nOther words.",
            "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
        ],
    ));
    assert_eq!(found.text, "Words.\n\nInline words.\n");
    assert_eq!(found.account.left_out[0].starts, ["ré.pdf", "more.txt", "winmail.dat"]);
    assert!(found.problems[0].contains("winmail.dat"));
    let only = "From: a@b.example\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nWords.";
    assert_eq!(read(only).text, "Words.\n");
    let winmail = "From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx";
    assert!(extract(winmail.as_bytes()).unwrap_err().to_string().contains("winmail.dat"));
    let picture = "From: a@b.example\nContent-Type: image/png; name=quay.png\n\nx";
    assert!(extract(picture.as_bytes()).unwrap_err().to_string().contains("quay.png"));
}

#[test]
fn mails_within_a_mail_follow_its_own_text_with_their_sender_and_time() {
    let inner = "Content-Type: message/rfc822\n\nFrom: Port <p@port.example>\nSubject: Closure\n\
                 Date: Mon, 04 May 2026 08:10:00 +0200\nContent-Type: text/plain; charset=utf-8\n\
                 Content-Transfer-Encoding: quoted-printable\n\n=E2=82=AC4 million.";
    let found = read(&multipart("mixed", &[inner, &format!("{PLAIN}Please check.")]));
    let whole = "From: Port\nDate: Mon, 04 May 2026 08:10:00 +0200\n\nClosure\n\n€4 million.\n";
    assert_eq!(found.text, format!("Please check.\n\n{whole}"));
    let port = Pinpoint::Message("Port".to_owned(), "2026-05-04 08:10 +02:00".to_owned());
    let own = Pinpoint::Message("a@b.example".to_owned(), String::new());
    assert_eq!(found.pinpoints, [(0, own), (15, port.clone())]);
    // In a digest a part without a type is a mail.
    let bare = format!("\n{}", inner.split_once("\n\n").unwrap().1);
    let digest = read(&multipart("digest", &[inner, &bare]));
    assert_eq!(digest.text, format!("{whole}\n{whole}"));
    assert_eq!(digest.pinpoints, [(0, port.clone()), (whole.len() + 1, port)]);
    // What it shares with the mail around it is said once.
    let own = inner.replace("Port <p@port.example>", "a@b.example").replace("Date: ", "X-Date: ");
    assert_eq!(read(&multipart("mixed", &[&own])).text, "Closure\n\n€4 million.\n");
}

#[test]
fn what_carries_the_bytes_is_undone_even_where_it_is_wrong() {
    let mail = |head: &str, body: &str| read(&format!("From: a@b.example\n{head}\n\n{body}")).text;
    let base64 = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64";
    assert_eq!(mail(base64, "T25lLiA=\nVHdvLg==\n"), "One. Two.\n");
    assert_eq!(
        mail(base64, "T25lLg==\n____\nA footer of the list\n"),
        "One.\n\n____\nA footer of the list\n"
    );
    let quoted = "Content-Transfer-Encoding: quoted-printable";
    assert_eq!(mail(quoted, "5=x = 5=\n, caf=C3=A9\n"), "5=x = 5, café\n");
    assert_eq!(mail("Content-Type: text/plain; charset=us-ascii", "Brücke"), "Brücke\n");
    assert_eq!(mail("Content-Type: text/plain; charset=utf-7", "Br+APw-cke"), "Brücke\n");
}

#[test]
fn heads_that_say_two_things_or_nothing_are_understood() {
    let parts = "--p2\nContent-Type: text/plain\n\nThe bridge reopens.\n--p2\nContent-Type: text/html\n\n<b>The bridge reopens.</b>\n--p2--\n";
    let head = |types: &str| read(&format!("From: a@b.example\n{types}\n\n{parts}")).text;
    let (one, two) = (
        "Content-Type: multipart/alternative; boundary=p1",
        "Content-Type: multipart/alternative;\n boundary=p2",
    );
    for types in [format!("{one}\n{two}"), format!("{two}\n{one}"), one.to_owned(), two.to_owned()] {
        assert_eq!(head(&types), "The bridge reopens.\n", "{types}");
    }
    let bare = read("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\nNo marks here.\n");
    assert_eq!(bare.text, "No marks here.\n");
    let cut = multipart("mixed", &[&format!("{PLAIN}One."), &format!("{PLAIN}Two, cut")]);
    assert_eq!(read(cut.trim_end_matches("--b--\n")).text, "One.\n\nTwo, cut\n");
}

#[test]
fn a_mail_that_is_a_page_is_read_as_one() {
    let found = read(
        "From: \"Desk\" <a@b.example>\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+UGFnZSB3b3Jkcy48L3A+\n",
    );
    assert_eq!((found.text.as_str(), found.source.author.as_str()), ("Page words.\n", "Desk"));
    let cyrillic = encoding_rs::KOI8_R.encode("<meta charset=koi8-r><p>Мост закрыт.</p>").0.into_owned();
    let mail = [b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n".as_slice(), &cyrillic].concat();
    assert_eq!(extract(&mail).unwrap().text, "Мост закрыт.\n");
    let rich = read("From: a@b.example\nContent-Type: text/enriched\n\n<bold>Now</bold> 3 << 4\n");
    assert_eq!(rich.text, "Now 3 < 4\n");
}

#[test]
fn what_is_no_mail_is_said() {
    assert!(extract(b"just some words\n\nand more").unwrap_err().to_string().starts_with("it is not a mail"));
    let locked = multipart(
        "encrypted",
        &[
            "Content-Type: application/pgp-encrypted\n\nVersion: 1",
            "Content-Type: application/octet-stream\n\nx",
        ],
    );
    assert_eq!(extract(locked.as_bytes()).unwrap_err(), FormatError::Locked);
}

/// Each kind of place has a word of its own, which comes out once, in the text or in the account.
#[test]
fn every_word_of_a_mail_is_accounted_for() {
    let mail = "From: Wfrom <a@b.example>\nTo: Wto <c@d.example>\nCc: Wcc <c@d.example>\nReply-To: Wreply <r@d.example>\nSubject: Wsubject\n\
        Keywords: Wkeyword\nContent-Type: multipart/mixed; boundary=o\n\n\
        --o\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nWplain\n\
        --a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>Wplain</p><p>Wpage <img alt=Walt src=cid:x></p>\n\
        --r\nContent-Type: image/png; name=Wrelated.png\n\nx\n--r--\n--a--\n\
        --o\nContent-Type: text/calendar; name=Wcalendar.ics\n\nBEGIN\n\
        --o\nContent-Type: text/plain\nContent-Disposition: attachment; filename=Wattached.txt\n\nx\n\
        --o\nContent-Type: message/rfc822\n\nFrom: Winnerfrom <a@b.example>\nTo: Winnerto <x@y.example>\nSubject: Winnersubject\n\nWinner\n\
        --o\nContent-Type: text/plain\n\nWfooter\n--o--\n";
    let found = read(mail);
    let marks: Vec<String> = found.pinpoints.iter().map(|(_, mark)| mark.to_string()).collect();
    let account: Vec<&str> =
        found.account.left_out.iter().flat_map(|one| one.starts.iter().map(String::as_str)).collect();
    let all =
        [&found.text, &found.title, &marks.join(" "), &account.join("\n")].map(String::as_str).join("\n");
    for word in [
        "Wsubject",
        "Wfrom",
        "Wto",
        "Wcc",
        "Wreply",
        "Wkeyword",
        "Wplain",
        "Wpage",
        "Wrelated",
        "Wcalendar",
        "Wattached",
        "Winnerfrom",
        "Winnerto",
        "Winnersubject",
        "Winner",
        "Wfooter",
    ] {
        let count = all.split(|c: char| !c.is_alphanumeric()).filter(|found| *found == word).count();
        // The sender of a mail within stands in its text and in its mark.
        let wanted = if word == "Winnerfrom" { 2 } else { 1 };
        assert_eq!(count, wanted, "{word} in\n{all}");
    }
    assert_eq!(found.source.author, "Wfrom");
}

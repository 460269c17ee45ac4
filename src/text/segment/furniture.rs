//! What pages put around their texts: buttons, share bars, cookie lines, credits, empty labels.
//!
//! The phrases of all table languages count in every text, since a page and its buttons often differ in language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A phrase or button is at most this long, in bytes.
const PHRASE_MAX_BYTES: usize = 72;
/// A credit or link line has at most this many words.
const CREDIT_MAX_WORDS: usize = 8;

/// Whole lines, in small letters and without the mark at their end.
const PHRASES: &str = "
accept all\naccept all cookies\naccept cookies\nadd to favorites\nadd to favourites\nadvertisement\nadvertising
ai-generated summary\nall rights reserved\nback to top\nbookmark\ncomments\ncomments are closed\ncontinue reading
cookie policy\ncookie settings\ncopy link\ncopyright\ndiscover more\ndownload our app\ngo to homepage\njoin the conversation
leave a comment\nleave a reply\nlisten to this article\nload more\nlog in\nlogin\nmanage cookies\nmenu\nmore from this author
more stories\nmore on this story\nmost popular\nmost read\nnewsletter\nno comments\nno comments yet\npost a comment
print\nprint this article\nprivacy policy\nread full story\nread more\nread next\nrecommended\nrelated\nrelated articles
related stories\nrelated topics\nreject all\nreport a typo\nreport an error\nsave\nsave article\nscroll to top\nsearch\nshare
share on facebook\nshare on twitter\nshare this\nshare this article\nshare this story\nshow comments\nshow more\nsign in
sign up\nsign up for our newsletter\nskip to content\nskip to main content\nsponsored\nsponsored content\nsubscribe
subscribe now\nsubscribe to our newsletter\nterms of service\nterms of use\nthanks for reading\ntrending\ntrending now
view all\nview comments\nwas this article helpful\nwas this helpful\nwas this worth your time\nwhat do you think
write a comment\nyou may also like\nyou might also like
abonnieren\nalle akzeptieren\nalle cookies akzeptieren\nalle rechte vorbehalten\nanmelden\nanzeige\nartikel drucken
artikel merken\nartikel teilen\nauch interessant\ncookie-einstellungen\ndas könnte sie auch interessieren\ndatenschutz\ndrucken
eingeloggt bleiben\neinloggen\nempfehlungen der redaktion\nimpressum\njetzt abonnieren\nki-generierte zusammenfassung\nkommentare
kommentieren\nkommentar schreiben\nlesen sie auch\nlink kopieren\nmehr anzeigen\nmehr zum thema\nmehr laden\nmeistgelesen\nmerken
nach oben\nnewsletter abonnieren\nregistrieren\nschreiben sie einen kommentar\nsuche\nteilen\nwerbung\nweiterlesen\nzum inhalt springen
zum seitenanfang\nzur startseite\nzustimmen
accepter\naccepter tout\naccéder au contenu\najouter aux favoris\naller au contenu\nà lire aussi\narticles liés
commentaires\nconnexion\ncontenu sponsorisé\ncopier le lien\nécouter cet article\nen savoir plus\nimprimer\nla rédaction vous conseille
laisser un commentaire\nles plus lus\nlire aussi\nlire la suite\nlire plus tard\nmentions légales\npartager\npartager cet article\npublicité
s'abonner\ns'identifier\ns'inscrire\nse connecter\nsur le même sujet\ntous droits réservés\ntout refuser\nvoir plus\nvoir aussi
aceptar\naceptar cookies\naceptar todo\nañadir a favoritos\naviso legal\ncargar más\ncomentarios\ncompartir\ncompartir este artículo
contenido patrocinado\ncopiar enlace\ndeja un comentario\ndejar un comentario\nescuchar\nguardar\nimprimir\niniciar sesión\nir al contenido
leer más\nlo más leído\nlo más visto\nmás información\nmás noticias\nmostrar más\nnoticias relacionadas\npolítica de privacidad\npublicidad
regístrate\nsaltar al contenido\nseguir leyendo\nsuscríbete\nsuscribirse\nte puede interesar\ntodos los derechos reservados\nver más
accedi\naccetta\naccetta tutti\naggiungi ai preferiti\narticoli correlati\ncommenti\ncondividi\ncondividi questo articolo\ncontenuto sponsorizzato
copia link\ninformativa sulla privacy\niscriviti\niscriviti alla newsletter\nlascia un commento\nleggi anche\nleggi di più\nleggi tutto
i più letti\nmostra altro\npubblicità\nregistrati\nriproduzione riservata\nsalta al contenuto\nsalva\nstampa\ntorna su\ntutti i diritti riservati
vai al contenuto\naceitar\naceitar cookies\naceitar todos\nadicionar aos favoritos\nartigos relacionados\nassine\nassine a newsletter
cadastre-se\ncarregar mais\ncomentários\ncompartilhar\ncompartilhe\ncompartilhe este artigo\nconteúdo patrocinado\ncopiar link\ncontinue lendo
deixe um comentário\nentrar\nfazer login\nimprimir\nir para o conteúdo\nleia mais\nleia também\nmais lidas\nmostrar mais\npartilhar
política de privacidade\npublicidade\nsaiba mais\nsalvar\ntodos os direitos reservados\nveja mais\nveja também\nvoltar ao topo
больше новостей\nв избранное\nвойти\nвсе права защищены\nдобавить в избранное\nзагрузить ещё\nзарегистрироваться\nкомментарии\nнаверх
нет комментариев\nоставить комментарий\nподелиться\nподписаться\nподписаться на рассылку\nпоказать ещё\nпринять\nраспечатать\nреклама
скопировать ссылку\nсмотрите также\nчитайте также\nчитать далее\nчитать дальше
上一篇\n下一篇\n分享\n分享到\n加入收藏\n发表评论\n發表評論\n広告\n廣告\n广告\n打印\n打印本页\n收藏\n暂无评论\n查看更多\n登录\n登錄\n相关新闻\n相关阅读\n相關新聞\n評論\n评论
订阅\n訂閱\n返回顶部\n返回頂部\n阅读全文\n閱讀更多\nお気に入りに追加\nこの記事をシェア\nもっと見る\nコメント\nコメントする\nシェア\nシェアする\nトップへ戻る\nツイート
ログイン\n会員登録\n印刷\n印刷する\n続きを読む\n関連記事\n購読\nメニュー\n検索
";

/// How lines begin that ask for consent, follow or share.
const BEGINNINGS: &str = "\
    by continuing to use this|by using this site|click here to|follow us|get the latest|join our newsletter|\
    share this|sign up for|sign up to|subscribe to|this site uses cookies|this website uses cookies|\
    we and our partners|we use cookies|we value your privacy|your privacy is important|©|(c) 20|copyright ©|\
    copyright 20|abonnieren sie|diese seite verwendet cookies|diese website verwendet cookies|\
    diese webseite verwendet cookies|folgen sie uns|melden sie sich für unseren newsletter|\
    wir nutzen cookies|wir verwenden cookies|wir und unsere partner|abonnez-vous|\
    ce site utilise des cookies|ce site utilise les cookies|inscrivez-vous à|nous utilisons des cookies|\
    nous et nos partenaires|suivez-nous|este sitio utiliza cookies|este sitio web utiliza cookies|síguenos|\
    suscríbete a|utilizamos cookies|usamos cookies|esta web utiliza cookies|este site utiliza cookies|\
    este site usa cookies|siga-nos|inscreva-se|assine a|questo sito utilizza|questo sito usa|\
    utilizziamo i cookie|noi e i nostri partner|seguici su|iscriviti a|мы используем файлы cookie|\
    мы используем cookie|этот сайт использует|подписывайтесь на|подпишитесь на|本网站使用cookie|我们使用cookie|扫描二维码|\
    关注我们|当サイトではcookie|フォローする";

/// Labels of lines that say where a picture or the text comes from, or disclaim.
const NOTES: &str = "\
    ai disclosure|disclaimer|disclosure|affiliate disclosure|editor's note on ai|haftungsausschluss|\
    ki-hinweis|transparenzhinweis|avertissement|descargo de responsabilidad|aviso|avvertenza|\
    isenção de responsabilidade|отказ от ответственности|免责声明|免責聲明|免責事項";
const CREDITS: &str = "\
    credit|credits|image|image credit|image source|photo|photo by|photo credit|photograph|picture|source|\
    via|bild|bildquelle|foto|fotos|quelle|crédit|crédit photo|crédits|photo ap|fuente|imagen|fonte|immagine|\
    imagem|фото|источник|来源|來源|图|图片来源|写真|出典";
const BYLINES: [&str; 5] = ["by", "von", "par", "por", "di"];
const NETWORKS: &str = "\
    bluesky|copy|email|e-mail|facebook|flipboard|instagram|like|line|link|linkedin|mail|mastodon|messenger|\
    more|pinterest|pin|pocket|print|reddit|rss|share|sms|telegram|threads|tiktok|tumblr|tweet|twitter|viber|\
    vk|weibo|whatsapp|wechat|x|xing|youtube|teilen|drucken|partager|compartir|condividi|compartilhar|\
    поделиться|分享|on|via|and|to";
const COUNTED: &str = "\
    comment|comments|share|shares|like|likes|view|views|reply|replies|retweets|min read|minute read|\
    minutes read|mins read|kommentar|kommentare|aufrufe|min. lesezeit|min lesezeit|commentaire|commentaires|\
    comentario|comentarios|comentário|comentários|commento|commenti|комментарий|комментария|комментариев|\
    просмотров|条评论|则评论|件のコメント|次阅读";

/// The lists, made ready for looking phrases up.
struct Lists {
    phrases: HashSet<&'static str>,
    /// By their first character.
    beginnings: HashMap<char, Vec<&'static str>>,
    notes: HashSet<&'static str>,
    credits: HashSet<&'static str>,
    networks: HashSet<&'static str>,
    counted: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let set = |list: &'static str| list.split('|').collect();
    let mut beginnings: HashMap<char, Vec<&str>> = HashMap::new();
    for beginning in BEGINNINGS.split('|') {
        beginnings.entry(beginning.chars().next().unwrap_or_default()).or_default().push(beginning);
    }
    Lists {
        phrases: PHRASES.lines().filter(|line| !line.is_empty()).collect(),
        beginnings,
        notes: set(NOTES),
        credits: set(CREDITS),
        networks: set(NETWORKS),
        counted: set(COUNTED),
    }
});

/// No letter or digit, a bare address, or what pages put around their texts.
pub(in crate::text) fn is_junk(line: &str) -> bool {
    if !line.chars().any(char::is_alphanumeric) {
        return true;
    }
    if line.len() > 4 * PHRASE_MAX_BYTES {
        return false;
    }
    let head = line.get(..line.floor_char_boundary(PHRASE_MAX_BYTES)).unwrap_or_default();
    let head = head.to_lowercase().replace('’', "'");
    let phrase = head.trim_matches(|c: char| !c.is_alphanumeric());
    let is_brief = line.len() <= PHRASE_MAX_BYTES;
    (is_brief && (LISTS.phrases.contains(phrase) || is_count(&head) || is_share_bar(&head)))
        || is_link(line)
        || begins_as_request(&head)
        || is_note(line, &head)
}

fn begins_as_request(lower: &str) -> bool {
    let near = lower.chars().next().and_then(|first| LISTS.beginnings.get(&first));
    near.is_some_and(|near| near.iter().any(|beginning| lower.starts_with(beginning)))
}

/// "0 Comments", "5 min read", "1,204 shares".
fn is_count(lower: &str) -> bool {
    let noun = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let noun = noun.trim_end_matches(|c: char| !c.is_alphanumeric());
    noun.len() < lower.len() && LISTS.counted.contains(noun.trim())
}

/// Whether a line that is junk opens the comments of readers: "0 Comments", "Leave a reply".
pub(super) fn opens_comments(junk: &str) -> bool {
    let words = [
        "comment",
        "kommentar",
        "comentario",
        "comentário",
        "commenti",
        "коммент",
        "评论",
        "評論",
        "コメント",
        "leave a reply",
    ];
    let is_about_comments = || {
        let lower = junk.to_lowercase();
        words.iter().any(|word| lower.contains(word))
    };
    junk.len() <= PHRASE_MAX_BYTES && is_about_comments()
}

/// An address alone, or with a few words before it: "Read more: https://…".
fn is_link(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let is_address = words.next().is_some_and(|word| {
        let bare = word.trim_matches(['<', '>', '(', ')', '[', ']']);
        ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start))
    });
    let has_label = is_address && words.next().is_none_or(|word| word.ends_with(':'));
    has_label && !line.ends_with('.') && words.nth(CREDIT_MAX_WORDS - 2).is_none()
}

fn is_share_bar(lower: &str) -> bool {
    let mut words = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | '/' | '·' | '•'))
        .filter(|word| !word.is_empty());
    let mut networks = 0;
    let is_bar = words.all(|word| {
        networks += 1;
        LISTS.networks.contains(word)
    });
    is_bar && networks >= 2
}

/// A credit, a byline or a disclaimer.
fn is_note(line: &str, head: &str) -> bool {
    let label = head.split([':', '：']).next().unwrap_or_default().trim();
    let has_label = label.len() < head.len();
    let word_count = line.split_whitespace().count();
    let is_short = word_count <= CREDIT_MAX_WORDS && !line.ends_with(['.', '!', '?']);
    (has_label && LISTS.notes.contains(label))
        || (has_label && is_short && LISTS.credits.contains(label))
        || (is_short && is_byline(line))
}

/// "By Jane Doe", "Von Max Müller und Eva Klein": names and nothing else.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let names: Vec<&str> = words.collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
            || matches!(
                word.to_lowercase().as_str(),
                "and" | "und" | "et" | "y" | "e" | "|" | "de" | "van" | "der"
            )
    };
    BYLINES.contains(&first.as_str()) && (2..=6).contains(&names.len()) && names.iter().all(is_name)
}

/// "Updated:", "- Sources:": a label with nothing behind it.
pub(super) fn is_bare_label(line: &str) -> bool {
    if line.len() > 2 * PHRASE_MAX_BYTES {
        return false;
    }
    let label = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    label.ends_with([':', '：']) && label.len() <= PHRASE_MAX_BYTES && label.split_whitespace().count() <= 4
}

/// A label that was written for programs, with `_` between its words.
pub(super) fn is_field_label(line: &str) -> bool {
    is_bare_label(line) && line.contains('_') && !line.contains(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture_is_junk_and_sentences_are_not() {
        for line in [
            ", , ,",
            "—",
            "Add to favorites",
            "0 Comments",
            "1,204 comments",
            "5 min read",
            "https://a.example/b",
            "<www.a.org>",
            "Read more: https://a.example/b",
            "Facebook Twitter | WhatsApp",
            "We use cookies to improve your experience on our site.",
            "Photo: Reuters/Kevin Lamarque",
            "By Jane Doe and Ann Fox",
            "Disclaimer: This text was made by a machine.",
            "Kommentar schreiben",
            "© 2026 A. All rights reserved.",
        ] {
            assert!(is_junk(line), "{line}");
        }
        for line in [
            "5",
            "He shared it.",
            "See https://a.example.",
            "Comments were closed",
            "…and so on",
            "By Monday the company had lost a third of its value",
            "Google will end the use of cookies.",
            "Share prices fell.",
            "Source: people close to the deal say it will be signed on Monday.",
        ] {
            assert!(!is_junk(line), "{line}");
        }
    }

    #[test]
    fn bare_labels_have_nothing_behind_them() {
        assert!(is_bare_label("- Truth_Blocks:") && is_field_label("Updated_At:"));
        assert!(!is_bare_label("Price: high") && !is_field_label("Sources:"));
    }
}

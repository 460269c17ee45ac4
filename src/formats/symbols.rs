//! [`symbol`]: what the fonts of signs show for a code: Symbol, Wingdings, Webdings.
//!
//! By the equivalents that the Unicode standard gives for these fonts.

/// Stands for a sign that has no character of its own.
pub(super) const UNKNOWN: char = '▯';

const SYMBOL: &str = "\
    !∀#∃%&∍()*+,−./0123456789:;<=>?≅\
    ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾\
    αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~  \
    \u{20}                              €\
    ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵ\
    ℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊\
    〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ";
const WINGDINGS: &str = "\
    🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎\
    ✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉♊\
    ♋♌♍♎♏♐♑♒♓🙰🙵⚫🔾◼🞏🞐❑❒🞟⧫◆❖⬩⌧⮹⌘🏵🏶🙶🙷▯🄋\
    ➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟∙•⬝\
    ⭘🞆🞈🞊🞋🔿▪🞎🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙\
    🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪\
    🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭🗶✓🗷🗹 ";
const WINGDINGS_2: &str = "\
    🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚\
    🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑🗴🗸🗵☑⮽☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺🙻\
    🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿ ☉\
    🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌🞍\
    ◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟\
    ⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻\
    🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂      ";
const WINGDINGS_3: &str = "\
    ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐\
    ⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥🢦\
    🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁 🞃\
    ⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇\
    🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿\
    🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶\
    🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗               ";
const WEBDINGS: &str = "\
    🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳🛠\
    🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫⮔\
    ✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲 🚹\
    🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵\
    🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥\
    🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜\
    🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊";

/// The signs of a font, from code 0x21 on; a blank where there is none.
fn signs(font: &str) -> Option<&'static str> {
    Some(match font.trim().to_ascii_lowercase().as_str() {
        "symbol" | "symbolmt" | "symbol (hebrew)" | "standard symbols l" | "standard symbols ps" => SYMBOL,
        "wingdings" => WINGDINGS,
        "wingdings 2" | "wingdings2" => WINGDINGS_2,
        "wingdings 3" | "wingdings3" => WINGDINGS_3,
        "webdings" => WEBDINGS,
        _ => return None,
    })
}

/// Whether letters in this font show as signs.
pub(super) fn is_symbol_font(font: &str) -> bool {
    signs(font).is_some()
}

/// Whether the code lies where fonts of signs have theirs.
pub(super) const fn is_private(code: u32) -> bool {
    matches!(code, 0xF020..=0xF0FF)
}

/// The character that a font of signs shows for a code; files add 0xF000 to it or not.
///
/// `None` where the font is not one of these or has no such sign.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let signs = signs(font)?;
    let low = if is_private(code) { code - 0xF000 } else { code };
    let low = usize::try_from(low).ok()?;
    if low == 0x20 {
        return Some(' ');
    }
    let sign = (low <= 0xFF).then(|| signs.chars().nth(low.checked_sub(0x21)?)).flatten();
    sign.filter(|sign| *sign != ' ')
}

/// A text in a font, with its letters as the signs that they show. Counts those that have no character.
pub(super) fn in_font(font: &str, text: &str, unknown_count: &mut usize) -> String {
    let is_symbols = is_symbol_font(font);
    let shown = |c: char| {
        let code = u32::from(c);
        let is_sign = is_private(code) || is_symbols && matches!(code, 0x21..=0xFF) && code != 0xA0;
        if !is_sign {
            return c;
        }
        // Without a name of its own, the private area is that of the Symbol font.
        let found = if is_symbols { symbol(font, code) } else { symbol("Symbol", code) };
        found.unwrap_or_else(|| {
            *unknown_count += 1;
            UNKNOWN
        })
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_has_all_its_codes() {
        for font in ["Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"] {
            assert_eq!(signs(font).unwrap().chars().count(), 0x100 - 0x21, "{font}");
        }
    }

    #[test]
    fn signs_are_found_with_and_without_the_private_area() {
        for (font, code, sign) in [
            ("Symbol", 0xB3, '≥'),
            ("Symbol", 0xF0A3, '≤'),
            ("symbol", 0xF02D, '−'),
            ("Symbol", 0xF0B1, '±'),
            ("Symbol", 0x61, 'α'),
            ("Wingdings", 0xFC, '✓'),
            ("Wingdings", 0xF0FE, '🗹'),
            ("Wingdings 2", 0x52, '☑'),
            ("Webdings", 0x61, '✔'),
        ] {
            assert_eq!(symbol(font, code), Some(sign), "{font} {code:x}");
        }
        assert_eq!(symbol("Symbol", 0xF0FF), None);
        assert_eq!(symbol("Times", 0x61), None);
    }

    #[test]
    fn letters_in_a_font_of_signs_become_signs() {
        let mut unknown_count = 0;
        assert_eq!(in_font("Symbol", "b \u{F0A3} 5%", &mut unknown_count), "β ≤ 5%");
        assert_eq!(in_font("Times", "b 5\u{F0B7}", &mut unknown_count), "b 5•");
        assert_eq!(unknown_count, 0);
        assert_eq!(in_font("Symbol", "\u{F07F}5", &mut unknown_count), "▯5");
        assert_eq!(unknown_count, 1);
    }
}

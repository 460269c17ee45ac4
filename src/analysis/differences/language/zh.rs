//! Chinese words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &[],
    stems: Stems::Endings(&[]),
    irregular: &[],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "的 了 在 是 和 与 及 等 就 都 而 也 将 被 把 对 为 于 其 之 这 那 他 她 它 们 我 你 个 名 位 家 人 次 日 月 年 所 中 上 下 到 从 向 以 并 又 还 已 经 会 要 可 \
    能 或 不 没 未 无 非";

const NEGATORS: Rows<Reach> = &[
    (
        Reach::Nothing,
        "不 仅|不 但|不 只|不 止|无 论|不 过|不 断|不 少|不 同|不 久|不 得 不|无 疑|非 常|未 来|非 洲|无 数",
    ),
    (
        Reach::Head,
        "不|没|没 有|未|未 能|并 未|尚 未|从 未|从 不|不 会|并 不|并 没 有|毫 不|绝 不|无 法|并 非|不 是|不 能",
    ),
    (Reach::Over, "不 再"),
    (Reach::Noun, "无|毫 无|缺 乏|没 有 任 何"),
    (Reach::Declining, "拒 绝|否 认|拒 不"),
    (Reach::Ending, "取 消|终 止|停 止|结 束"),
];

const MOODS: Rows<Mood> = &[
    (Mood::Possible, "可 能|或 许|也 许|或|或 将|大 概|恐 怕|恐 将|似 乎|有 望|疑 似|料"),
    (Mood::Reported, "据 称|据 说|据 报 道|据 传|涉 嫌|传 闻|被 指|据 悉"),
    (Mood::Considered, "考 虑|正 考 虑|正 在 考 虑|研 究 是 否|斟 酌"),
    (Mood::Threatened, "威 胁|扬 言"),
    (Mood::Planned, "计 划|打 算|拟|拟 将|准 备|有 意|希 望|承 诺|意 图"),
    (Mood::Tried, "试 图|企 图|尝 试|力 图"),
    (Mood::Demanded, "必 须|应 当|应 该|应|要 求|需 要"),
];

const OPPOSITES: &[(&str, &str)] = &[];

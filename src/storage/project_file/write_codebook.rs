//! [`push_codebook`]: the codebook, one entry a line.

use super::fields::Fields;
use super::write::push_section;
use crate::model::{ClaimKind, Codebook, LinkKind, Opposition, Scale, Term};

/// Writes the section `codebook: ( … ),`.
pub(super) fn push_codebook(out: &mut String, codebook: &Codebook) {
    let Codebook { claim_kinds, link_kinds, difference_types, outcomes, causes, rulings, scales } = codebook;
    out.push_str("codebook: (\n");
    push_section(out, "claim_kinds", claim_kinds, push_claim_kind);
    push_section(out, "link_kinds", link_kinds, push_link_kind);
    push_section(out, "difference_types", difference_types, push_term);
    push_section(out, "outcomes", outcomes, push_term);
    push_section(out, "causes", causes, push_term);
    push_section(out, "rulings", rulings, push_term);
    push_section(out, "scales", scales, push_scale);
    out.push_str("),\n");
}

fn push_claim_kind(out: &mut String, kind: &ClaimKind) {
    let ClaimKind { id, label, definition, color, key, retired } = kind;
    let mut fields = Fields::open(out);
    fields.text("id", id);
    fields.text("label", label);
    fields.text("definition", definition);
    fields.text("color", color);
    fields.key("key", *key);
    fields.bool("retired", *retired);
    fields.close();
}

fn push_link_kind(out: &mut String, kind: &LinkKind) {
    #[rustfmt::skip]
    let LinkKind {
        id, label, definition, color, key, symmetric,
        joins_thread, same_position, opposition, nli_label, retired,
    } = kind;
    let opposition = match opposition {
        Opposition::None => "None",
        Opposition::Soft => "Soft",
        Opposition::Full => "Full",
    };
    let mut fields = Fields::open(out);
    fields.text("id", id);
    fields.text("label", label);
    fields.text("definition", definition);
    fields.text("color", color);
    fields.key("key", *key);
    fields.bool("symmetric", *symmetric);
    fields.bool("joins_thread", *joins_thread);
    fields.bool("same_position", *same_position);
    fields.name("opposition").push_str(opposition);
    fields.text("nli_label", nli_label);
    fields.bool("retired", *retired);
    fields.close();
}

fn push_scale(out: &mut String, scale: &Scale) {
    let Scale { id, label, unknown, levels } = scale;
    let mut fields = Fields::open(out);
    fields.text("id", id);
    fields.text("label", label);
    super::fields::push_option(fields.name("unknown"), unknown.as_deref(), super::escape::push_quoted);
    fields.list("levels", levels, push_term);
    fields.close();
}

fn push_term(out: &mut String, term: &Term) {
    let Term { id, label, definition } = term;
    let mut fields = Fields::open(out);
    fields.text("id", id);
    fields.text("label", label);
    fields.text("definition", definition);
    fields.close();
}

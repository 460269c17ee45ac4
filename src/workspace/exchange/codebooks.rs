//! What a codebook that comes with an import adds to that of the project: [`joined`] and [`new_entries`].

use crate::model::Codebook;

/// Our codebook with the entries of the imported one that it lacks.
pub(super) fn joined(own: &Codebook, imported: Codebook) -> Codebook {
    let mut codebook = own.clone();
    add_missing(&mut codebook.claim_kinds, imported.claim_kinds, |kind| &kind.id);
    add_missing(&mut codebook.link_kinds, imported.link_kinds, |kind| &kind.id);
    add_missing(&mut codebook.difference_types, imported.difference_types, |term| &term.id);
    add_missing(&mut codebook.outcomes, imported.outcomes, |term| &term.id);
    add_missing(&mut codebook.causes, imported.causes, |term| &term.id);
    add_missing(&mut codebook.rulings, imported.rulings, |term| &term.id);
    for scale in imported.scales {
        match codebook.scales.iter_mut().find(|own| own.id == scale.id) {
            Some(own) => add_missing(&mut own.levels, scale.levels, |level| &level.id),
            None => codebook.scales.push(scale),
        }
    }
    codebook
}

/// What one codebook has and the other lacks, in words.
pub(super) fn new_entries(own: &Codebook, imported: &Codebook) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |what: &str, id: &str, label: &str, is_known: bool| {
        if !is_known {
            found.push(format!("{what} “{}”", if label.is_empty() { id } else { label }));
        }
    };
    for kind in &imported.claim_kinds {
        add("claim kind", &kind.id, &kind.label, own.claim_kind(&kind.id).is_some());
    }
    for kind in &imported.link_kinds {
        add("link kind", &kind.id, &kind.label, own.link_kind(&kind.id).is_some());
    }
    for (what, own, imported) in [
        ("difference type", &own.difference_types, &imported.difference_types),
        ("outcome", &own.outcomes, &imported.outcomes),
        ("cause", &own.causes, &imported.causes),
        ("ruling", &own.rulings, &imported.rulings),
    ] {
        for term in imported {
            add(what, &term.id, &term.label, own.iter().any(|known| known.id == term.id));
        }
    }
    for scale in &imported.scales {
        let known = own.scale(&scale.id);
        add("scale", &scale.id, &scale.label, known.is_some());
        for level in scale.levels.iter().filter(|_| known.is_some()) {
            let what = format!("level of {}", scale.label);
            add(&what, &level.id, &level.label, known.is_some_and(|known| known.level(&level.id).is_some()));
        }
    }
    found
}

fn add_missing<T>(own: &mut Vec<T>, imported: Vec<T>, id: impl Fn(&T) -> &String) {
    for entry in imported {
        if !own.iter().any(|known| id(known) == id(&entry)) {
            own.push(entry);
        }
    }
}

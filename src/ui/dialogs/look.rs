//! Throw-away pictures.
use crate::model::*;
use crate::text::segment;
use crate::ui::CrossclaimApp;
use crate::ui::state::*;
use crate::workspace::{LinkEnd, Tag, Workspace};
use eframe::egui::{self, vec2};
use egui_kittest::Harness;
use std::path::PathBuf;

pub fn workspace() -> Workspace {
    let me = Annotator { id: AnnotatorId(uuid::Uuid::from_u128(7)), name: "ada".into(), reference: false };
    let mut ws = Workspace::empty("OpenAI–Microsoft amended agreement", &me).unwrap();
    let mut docs = Vec::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir("assets/sample")
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    for f in files {
        let text = String::from_utf8_lossy(&std::fs::read(&f).unwrap()).replace("\r\n", "\n");
        let (sentences, _) = segment(&text, None);
        let title = crate::text::title_from_text(&text).unwrap_or_default();
        docs.push(Document {
            id: ws.new_document_id(),
            details: DocumentDetails { title, ..Default::default() },
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences,
            read_by: Default::default(),
        });
    }
    let ids: Vec<_> = docs.iter().map(|d| d.id).collect();
    let spans: Vec<Vec<_>> = docs.iter().map(|d| d.sentences.iter().map(|s| s.span).collect()).collect();
    ws.add_documents(docs).unwrap();
    let tag = |k: &str| Tag { kinds: vec![k.into()], confidence: None };
    let a = ws.tag(ids[0], spans[0][3], tag("quantity")).unwrap();
    let b = ws.tag(ids[1], spans[1][2], tag("event_property")).unwrap();
    let _ = ws.tag(ids[2], spans[2][2], tag("quantity")).unwrap();
    ws.link(LinkEnd::Claim(a), LinkEnd::Claim(b), "contradicts", None).unwrap();
    ws
}

fn shot_then(
    name: &str,
    size: (f32, f32),
    dark: bool,
    set: impl FnOnce(&mut UiState, &Workspace),
    then: impl FnOnce(&mut Harness<'_, CrossclaimApp>),
) {
    let mut app = CrossclaimApp::new(workspace());
    app.state.export_formats = vec![
        ExportChoice { name: "jsonl".into(), label: "JSON Lines (a folder)".into(), what_is_lost: vec![] },
        ExportChoice {
            name: "csv".into(),
            label: "CSV (two tables)".into(),
            what_is_lost: vec!["document texts".into(), "sentences".into(), "verdicts".into()],
        },
    ];
    app.state.recent =
        vec![PathBuf::from("/work/wt-d/Cargo.toml"), PathBuf::from("/home/ada/Deals/amazon.crossclaim.ron")];
    app.state.save_state = SaveNotice { text: "Saved".into(), level: SaveLevel::Good };
    set(&mut app.state, &app.workspace);
    let mut h = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(40)
        .wgpu()
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    h.run_steps(6);
    then(&mut h);
    h.run_steps(8);
    h.render().unwrap().save(format!("/tmp/look/{name}.png")).unwrap();
}

#[test]
fn pictures() {
    std::fs::create_dir_all("/tmp/look").unwrap();
    let only = std::env::var("ONLY").unwrap_or_default();
    let big = (1440.0, 900.0);
    let small = (683.0, 384.0);
    let lap = (1366.0, 768.0);
    let mid = (1024.0, 700.0);
    type Set = Box<dyn Fn(&mut UiState, &Workspace)>;
    let dialog = |d: Dialog| -> Set {
        Box::new(move |s: &mut UiState, ws: &Workspace| {
            s.dialog = Some(d.clone());
            if d == Dialog::Codebook {
                s.drafts.codebook = Some(ws.project().codebook().clone());
            }
        })
    };
    let ids = |n: usize| workspace().project().document_ids()[n];
    let _ = ids;
    let mut all: Vec<(&str, Set)> = vec![
        ("palette", dialog(Dialog::Palette)),
        ("help", dialog(Dialog::Help)),
        ("codebook", dialog(Dialog::Codebook)),
        ("settings", dialog(Dialog::Settings)),
        ("paste", dialog(Dialog::Paste)),
        ("export", dialog(Dialog::Export)),
        ("recent", dialog(Dialog::Recent)),
        ("unsaved", dialog(Dialog::Unsaved)),
        (
            "files_add",
            Box::new(|s, _| {
                s.dialog = Some(Dialog::Files(FilesFor::AddDocuments));
                s.place.folder = Some("/work/wt-d/assets/sample".into());
            }),
        ),
        (
            "files_save",
            Box::new(|s, _| {
                s.dialog = Some(Dialog::Files(FilesFor::SaveProject));
                s.place.folder = Some("/work/wt-d".into());
            }),
        ),
        (
            "details",
            Box::new(|s, ws| {
                s.dialog = Some(Dialog::Details(ws.project().document_ids()[0]));
            }),
        ),
        (
            "remove",
            Box::new(|s, ws| {
                s.dialog = Some(Dialog::RemoveDocument(ws.project().document_ids()[0]));
            }),
        ),
        (
            "codebook_links",
            Box::new(|s, ws| {
                s.dialog = Some(Dialog::Codebook);
                s.drafts.codebook = Some(ws.project().codebook().clone());
                s.drafts.kinds.tab = super::codebook::Tab::Links;
            }),
        ),
        (
            "codebook_removing",
            Box::new(|s, ws| {
                s.dialog = Some(Dialog::Codebook);
                s.drafts.codebook = Some(ws.project().codebook().clone());
                s.drafts.kinds.removing = Some(super::codebook::Removing {
                    id: "quantity".into(),
                    label: "Quantity".into(),
                    count: 2,
                });
            }),
        ),
        (
            "scale",
            Box::new(|s, _| {
                s.dialog = Some(Dialog::Settings);
                s.drafts.scale = Some(super::scale::blank_scale());
            }),
        ),
        (
            "bar",
            Box::new(|s, ws| {
                s.hint = Some(2);
                let d = ws.project().document_ids()[0];
                s.read.selection = Some(Selection::Sentence(d, 13));
            }),
        ),
        (
            "bar_linking",
            Box::new(|s, ws| {
                let d = ws.project().document_ids()[0];
                s.progress = Some(("Exporting claims".into(), 0.4));
                s.read.mode =
                    Mode::Linking { from: Selection::Sentence(d, 13), target: None, dragging: false };
            }),
        ),
    ];
    all.push((
        "search",
        Box::new(|s, _| {
            s.search.wants_focus = true;
        }),
    ));
    for (name, set) in &all {
        if !only.is_empty() && !only.split(',').any(|o| o == *name) {
            continue;
        }
        let sizes: &[(&str, (f32, f32), bool)] = &[
            ("l", if name.starts_with("bar") { lap } else { big }, false),
            ("d", big, true),
            ("s", small, false),
            ("m", mid, true),
        ];
        for (tag, size, dark) in sizes {
            if *tag == "m" && !name.starts_with("bar") && *name != "search" {
                continue;
            }
            let file = format!("{name}_{tag}");
            let n = *name;
            shot_then(
                &file,
                *size,
                *dark,
                |s, ws| set(s, ws),
                |h| {
                    if n == "search" {
                        h.event(egui::Event::Text("Amazon".into()));
                    }
                },
            );
        }
    }
}

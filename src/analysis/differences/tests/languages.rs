//! Pairs of texts in languages other than English: numbers, negations and hedges.

use super::super::compare;

/// What cannot both hold.
const DIFFERING: &[(&str, &str, &str)] = &[
    (
        "de",
        "Die Regierung hat das Gesetz verabschiedet.",
        "Die Regierung hat das Gesetz nicht verabschiedet.",
    ),
    ("de", "Der Minister bestätigte den Bericht.", "Der Minister bestätigte den Bericht nicht."),
    ("de", "Das Unternehmen hat Stellen gestrichen.", "Das Unternehmen hat keine Stellen gestrichen."),
    ("de", "Die Bank schließt 20 Filialen.", "Die Bank könnte 20 Filialen schließen."),
    ("de", "Der Verdächtige hat zweimal geschossen.", "Der Verdächtige hat angeblich zweimal geschossen."),
    ("de", "Die Firma hat 500 Mitarbeiter entlassen.", "Die Firma hat 800 Mitarbeiter entlassen."),
    ("de", "Der Vertrag ist zwölf Millionen Euro wert.", "Der Vertrag ist zwanzig Millionen Euro wert."),
    ("de", "Die Stadt hat den Plan nie genehmigt.", "Die Stadt hat den Plan genehmigt."),
    ("fr", "Le gouvernement a adopté la loi.", "Le gouvernement n'a pas adopté la loi."),
    ("fr", "L'entreprise a licencié des salariés.", "L'entreprise n'a licencié aucun salarié."),
    ("fr", "La banque fermera 20 agences.", "La banque pourrait fermer 20 agences."),
    ("fr", "Le suspect a tiré deux fois.", "Le suspect aurait tiré deux fois."),
    ("fr", "L'entreprise a licencié 500 salariés.", "L'entreprise a licencié 800 salariés."),
    ("fr", "Le contrat vaut douze millions d'euros.", "Le contrat vaut vingt millions d'euros."),
    ("fr", "Le ministre n'a jamais confirmé le rapport.", "Le ministre a confirmé le rapport."),
    ("es", "El gobierno aprobó la ley.", "El gobierno no aprobó la ley."),
    ("es", "La empresa despidió a trabajadores.", "La empresa no despidió a ningún trabajador."),
    ("es", "El banco cerrará 20 sucursales.", "El banco podría cerrar 20 sucursales."),
    ("es", "El sospechoso disparó dos veces.", "El sospechoso supuestamente disparó dos veces."),
    ("es", "La empresa despidió a 500 trabajadores.", "La empresa despidió a 800 trabajadores."),
    ("es", "El contrato vale doce millones de euros.", "El contrato vale veinte millones de euros."),
    ("es", "El ministro nunca confirmó el informe.", "El ministro confirmó el informe."),
    ("pt", "O governo aprovou a lei.", "O governo não aprovou a lei."),
    ("pt", "A empresa demitiu trabalhadores.", "A empresa não demitiu nenhum trabalhador."),
    ("pt", "O banco fechará 20 agências.", "O banco poderá fechar 20 agências."),
    ("pt", "O suspeito disparou duas vezes.", "O suspeito supostamente disparou duas vezes."),
    ("pt", "A empresa demitiu 500 trabalhadores.", "A empresa demitiu 800 trabalhadores."),
    ("pt", "O contrato vale doze milhões de euros.", "O contrato vale vinte milhões de euros."),
    ("pt", "O ministro nunca confirmou o relatório.", "O ministro confirmou o relatório."),
    ("ru", "Правительство приняло закон.", "Правительство не приняло закон."),
    ("ru", "Министр подтвердил отчёт.", "Министр не подтвердил отчёт."),
    ("ru", "Банк закроет 20 отделений.", "Банк, возможно, закроет 20 отделений."),
    ("ru", "Подозреваемый выстрелил дважды.", "Подозреваемый якобы выстрелил дважды."),
    ("ru", "Компания уволила 500 сотрудников.", "Компания уволила 800 сотрудников."),
    ("ru", "Контракт стоит двенадцать миллионов рублей.", "Контракт стоит двадцать миллионов рублей."),
    ("ru", "Министр никогда не подтверждал отчёт.", "Министр подтверждал отчёт."),
    ("pl", "Rząd przyjął ustawę.", "Rząd nie przyjął ustawy."),
    ("pl", "Minister potwierdził raport.", "Minister nie potwierdził raportu."),
    ("pl", "Bank zamknie 20 oddziałów.", "Bank może zamknąć 20 oddziałów."),
    ("pl", "Podejrzany strzelił dwa razy.", "Podejrzany rzekomo strzelił dwa razy."),
    ("pl", "Firma zwolniła 500 pracowników.", "Firma zwolniła 800 pracowników."),
    (
        "pl",
        "Kontrakt jest wart dwanaście milionów złotych.",
        "Kontrakt jest wart dwadzieścia milionów złotych.",
    ),
    ("pl", "Minister nigdy nie potwierdził raportu.", "Minister potwierdził raport."),
    ("zh", "政府通过了该法案。", "政府没有通过该法案。"),
    ("zh", "部长证实了报告。", "部长未证实报告。"),
    ("zh", "银行将关闭20家分行。", "银行可能关闭20家分行。"),
    ("zh", "嫌疑人开了两枪。", "嫌疑人据称开了两枪。"),
    ("zh", "公司解雇了500名员工。", "公司解雇了800名员工。"),
    ("zh", "合同价值一千二百万元。", "合同价值二千万元。"),
    ("zh", "公司计划裁员。", "公司不再计划裁员。"),
    ("ar", "أقرت الحكومة القانون.", "لم تقر الحكومة القانون."),
    ("ar", "أكد الوزير التقرير.", "لم يؤكد الوزير التقرير."),
    ("ar", "سيغلق البنك 20 فرعا.", "قد يغلق البنك 20 فرعا."),
    ("ar", "أطلق المشتبه به النار مرتين.", "يزعم أن المشتبه به أطلق النار مرتين."),
    ("ar", "سرحت الشركة 500 موظف.", "سرحت الشركة 800 موظف."),
    ("ar", "تبلغ قيمة العقد 12 مليون دولار.", "تبلغ قيمة العقد 20 مليون دولار."),
];

/// What says the same.
const AGREEING: &[(&str, &str, &str)] = &[
    ("de", "Der Minister hat den Bericht nicht bestätigt.", "Der Minister bestätigte den Bericht nicht."),
    ("de", "Die Firma hat fünfhundert Mitarbeiter entlassen.", "Die Firma hat 500 Mitarbeiter entlassen."),
    (
        "de",
        "Die Regierung plant nicht nur eine Steuer, sondern auch eine Abgabe.",
        "Die Regierung plant eine Steuer und eine Abgabe.",
    ),
    ("fr", "Le ministre n'a pas confirmé le rapport.", "Le ministre ne confirme pas le rapport."),
    ("fr", "L'entreprise a licencié cinq cents salariés.", "L'entreprise a licencié 500 salariés."),
    ("es", "El ministro no confirmó el informe.", "El ministro no ha confirmado el informe."),
    ("es", "La empresa despidió a quinientos trabajadores.", "La empresa despidió a 500 trabajadores."),
    ("pt", "O ministro não confirmou o relatório.", "O ministro não tinha confirmado o relatório."),
    ("pt", "A empresa demitiu quinhentos trabalhadores.", "A empresa demitiu 500 trabalhadores."),
    ("pt", "O contrato vale 1,5 milhão de euros.", "O contrato vale 1.500.000 euros."),
    ("ru", "Министр не подтвердил отчёт.", "Отчёт министр не подтвердил."),
    ("ru", "Компания уволила пятьсот сотрудников.", "Компания уволила 500 сотрудников."),
    ("ru", "Контракт стоит 1,5 млн рублей.", "Контракт стоит 1 500 000 рублей."),
    ("pl", "Minister nie potwierdził raportu.", "Raportu minister nie potwierdził."),
    ("pl", "Firma zwolniła pięciuset pracowników.", "Firma zwolniła 500 pracowników."),
    ("zh", "公司解雇了五百名员工。", "公司解雇了500名员工。"),
    ("zh", "合同价值3.5亿元。", "合同价值三亿五千万元。"),
    ("zh", "部长没有证实报告。", "部长未证实报告。"),
    ("zh", "百分之五十的选民投票。", "50%的选民投票。"),
    ("ar", "سرحت الشركة ٥٠٠ موظف.", "سرحت الشركة 500 موظف."),
    ("ar", "سرحت الشركة خمسمئة موظف.", "سرحت الشركة 500 موظف."),
    ("ar", "لم يؤكد الوزير التقرير.", "الوزير لم يؤكد التقرير."),
];

#[test]
fn numbers_negations_and_hedges_are_read_in_each_language() {
    let missed: Vec<_> =
        DIFFERING.iter().filter(|(language, from, to)| !compare(from, to, language).disagrees).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    let wrong: Vec<_> =
        AGREEING.iter().filter(|(language, from, to)| compare(from, to, language).disagrees).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_short_text_is_read_in_the_language_of_the_other_one() {
    assert!(compare("Minister potwierdził raport.", "Minister nie potwierdził raportu.", "").disagrees);
    assert!(compare("They have a plan.", "They have no plan.", "").disagrees);
}

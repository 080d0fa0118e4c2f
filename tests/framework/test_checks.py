import pytest

from app.framework import checks, source
from app.framework.checks import CHECKS, MOST
from app.framework.checks.sizes import LIMITS
from app.framework.places import Places
from app.kit.i18n import speaking

LADDER, COMPETENCIES, ROLE, ADVICE = source.FILES
E, W = "error", "warning"

BROKEN = [
    (LADDER, "      baking: 1\n", "", 11, 7, E, "Level 'apprentice' requires nothing in 'baking'"),
    (LADDER, "      dough: 3", "      doug: 3", 23, 7, E, "There is no competency 'doug'"),
    (LADDER, "      dough: 3", "      doug: 3", 23, 7, E, "Level 'baker' requires nothing in 'dough'"),
    (LADDER, "      dough: 3", "      dough: 4", 23, 14, E, "4 is not on the scale"),
    (LADDER, "      dough: 3", "      dough: 0", 23, 14, E, "0 is not on the scale"),
    (LADDER, "      baking: 2", "      baking: -7", 24, 15, E, "-7 is not on the scale"),
    (LADDER, "      dough: 1", "      dough: 3", 23, 14, None, ""),
    (
        LADDER,
        "      selling: 1\n    key: [dough]",
        "      selling: 2\n    key: [dough]",
        25,
        16,
        W,
        "'selling' falls from 2 to 1",
    ),
    (LADDER, "key: [dough]", "key: [dough, cooking]", 14, 18, E, "There is no competency 'cooking'"),
    (LADDER, "key: [dough]", "key: [dough, dough]", 14, 18, E, "'dough' stands here for the second time"),
    (
        LADDER,
        "    key: [dough]\n",
        "    key: [dough]\n    entry: {months: 3}\n",
        15,
        12,
        W,
        "Nobody is promoted into the lowest",
    ),
    (LADDER, "          faces: [oven]", "          faces: [oven, owen]", 34, 25, E, "There is no face 'owen'"),
    (LADDER, "  - id: baker\n", "  - id: apprentice\n", 15, 9, E, "'apprentice' stands here for the second time"),
    (
        LADDER,
        "    faces: [oven]\n    face_titles",
        "    faces: [oven, shop]\n    face_titles",
        17,
        19,
        E,
        "There is no face 'shop'",
    ),
    (
        LADDER,
        "      oven: {zh: 烤炉面",
        "      shop: {zh: 烤炉面",
        19,
        7,
        E,
        "Level 'baker' does not have the face 'shop'",
    ),
    (LADDER, "    faces: [oven]\n    face_titles:\n", "    face_titles:\n", 18, 7, E, "does not have the face 'oven'"),
    (LADDER, "    faces: [oven]\n    face_titles:\n", "    face_titles:\n", 33, 19, W, "does not have the face 'oven'"),
    (LADDER, "levels:\n", "levels: []\nothers:\n", 7, 1, E, "'levels' has 0 entries; it needs 2 to 12"),
    (LADDER, "{zh: 面包房, en: Bakery}", "{}", 3, 10, E, "missing in both languages"),
    (LADDER, "{zh: 面包房, en: Bakery}", '{zh: "", en: " "}', 3, 10, E, "missing in both languages"),
    (LADDER, "{zh: 面包房, en: Bakery}", "{zh: 面包房}", 3, 10, W, "The English text is missing"),
    (LADDER, "{zh: 做面包, en: Bakes bread}", "{en: Bakes bread}", 21, 9, W, "The Chinese text is missing"),
    (LADDER, "en: Bakes bread", f"en: {'x' * 2001}", 21, 23, E, "2001 characters; 2000 are possible"),
    (COMPETENCIES, "value: 2", "value: 1", 3, 13, E, "The scale goes from 1 to 1"),
    (COMPETENCIES, "value: 3", "value: 5", 4, 13, E, "The scale goes from 2 to 5"),
    (
        COMPETENCIES,
        "  - {value: 3, title: {zh: 专家, en: Expert}}\n",
        "",
        1,
        1,
        E,
        "'scale' has 2 entries; it needs 3 to 10",
    ),
    (COMPETENCIES, "id: shop", "id: kitchen", 7, 10, E, "'kitchen' stands here for the second time"),
    (COMPETENCIES, "group: shop", "group: shops", 24, 12, E, "There is no group 'shops'"),
    (COMPETENCIES, "group: shop", "group: kitchen", 7, 5, W, "No competency belongs to the group 'shop'"),
    (COMPETENCIES, "  - id: baking", "  - id: dough", 16, 9, E, "'dough' stands here for the second time"),
    (COMPETENCIES, "dough.2.a", "dough.1.a", 14, 14, E, "'dough.1.a' stands here for the second time"),
    (COMPETENCIES, "baking.2.a", "dough.2.a", 21, 14, E, "'dough.2.a' stands here for the second time"),
    (COMPETENCIES, "dough.2.a", "doughs.2.a", 14, 14, W, "'doughs.2.a' does not begin with 'dough.'"),
    (COMPETENCIES, "dough.2.a, proficiency: 2", "dough.2.a, proficiency: 9", 14, 38, E, "9 is not on the scale"),
    (
        COMPETENCIES,
        "dough.2.a, proficiency: 2",
        "dough.2.a, proficiency: 1",
        12,
        5,
        W,
        "'dough' has no indicator for proficiency 2",
    ),
    (
        COMPETENCIES,
        "{zh: 看天加水, en: Adds water by the weather}",
        "{zh: , en: }",
        14,
        47,
        E,
        "missing in both languages",
    ),
    (ROLE, "competency: dough", "competency: daugh", 5, 21, E, "There is no competency 'daugh'"),
    (ROLE, "from: 2", "from: 4", 6, 15, E, "4 is not on the scale"),
    (
        ROLE,
        "workflow:\n",
        "  - {id: morning, title: {zh: a, en: b}}\nworkflow:\n",
        8,
        10,
        E,
        "'morning' stands here for the second",
    ),
    (ADVICE, "rest.b", "rest.a", 6, 14, E, "'rest.a' stands here for the second time"),
    (ADVICE, "levels: [baker]", "levels: [baker, bakr]", 6, 81, E, "There is no level 'bakr'"),
    (
        ADVICE,
        "    prompts:",
        "    prompts: []\n  - id: rest\n    title: {zh: a, en: b}\n    prompts:",
        5,
        9,
        E,
        "'rest' stands",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "severity", "words"), BROKEN)
def test_broken_content_is_told_at_its_place(base, file, old, new, line, column, severity, words):
    faults = base.faults(file, old, new)
    if severity is None:
        assert faults == []
        return
    found = [f for f in faults if (f.file, f.line, f.column, f.severity) == (file, line, column, severity)]
    assert any(words in fault.message and fault.fix for fault in found), [str(fault) for fault in faults]


def test_same_id_in_two_sections_is_fine(base):
    assert "id: morning" in base.texts[ROLE].split("duties:")[0]
    assert source.read_texts(base.texts)[1] == []


def test_gate_id_twice_in_the_ladder(base):
    gate = "        - {id: baker.loaf, kind: project, title: {zh: a, en: b}}\n"
    (fault,) = base.faults(LADDER, "        - id: baker.loaf\n", f"{gate}        - id: baker.loaf\n")
    assert (fault.line, fault.column) == (31, 15) and "second time" in fault.message


def test_unknown_ids_come_with_a_guess_or_the_choice(base):
    (fault,) = base.faults(COMPETENCIES, "group: shop", "group: shops")[1:]
    assert fault.fix == "Did you mean 'shop'?"
    (fault,) = base.faults(LADDER, "key: [dough]", "key: [xyz]")
    assert fault.fix == "Remove it, or use one of: baking, dough, selling."


def test_lacking_requirement_says_what_to_add(base):
    (fault,) = base.faults(LADDER, "      baking: 1\n", "")
    assert fault.fix == "Add 'baking: 1', or a higher value of the scale."


def test_a_summary_may_stay_unwritten_a_title_may_not(base):
    assert base.faults(LADDER, "  id: bakery", "  summary: {}\n  id: bakery") == []
    assert len(base.faults(LADDER, "{zh: 面包房, en: Bakery}", "{}")) == 1


def test_all_checks_run_even_when_others_fail(base):
    texts = base.edited(LADDER, "      dough: 3", "      doug: 9")
    texts[COMPETENCIES] = texts[COMPETENCIES].replace("value: 3", "value: 4").replace("dough.2.a", "dough.1.a")
    texts[ADVICE] = texts[ADVICE].replace("[baker]", "[bakr]")
    assert {fault.file for fault in source.read_texts(texts)[1]} == {LADDER, COMPETENCIES, ADVICE}


def test_a_scale_may_start_anywhere(lighthouse):
    assert lighthouse.scale[0].value == 0
    assert [f for f in checks.run(lighthouse, Places()) if f.severity == "error"] == []


@pytest.mark.parametrize("section", LIMITS)
def test_every_limit_is_a_limit(base, section):
    least, most = LIMITS[section]
    entry = getattr(base.framework(), section)[0]
    for n in (least - 1, least, most, most + 1):
        framework = base.framework().model_copy(update={section: (entry,) * n})
        told = any(f"'{section}' has {n} entries" in fault.message for fault in checks.run(framework, Places()))
        assert told == (not least <= n <= most)


def test_empty_sections_break_no_check(base):
    nothing = dict.fromkeys(("levels", "scale", "groups", "competencies", "advice"), ())
    framework = base.framework().model_copy(update=nothing)
    assert {fault.message for fault in checks.run(framework, Places())} >= {
        f"'{name}' has 0 entries; it needs {least} to {most}." for name, (least, most) in LIMITS.items()
    }


def test_no_check_floods(base):
    framework = base.framework()
    flood = framework.model_copy(update={"levels": framework.levels * 5_000})
    assert len(checks.run(flood, Places())) <= MOST * len(CHECKS)


def test_messages_speak_the_current_language(base, monkeypatch):
    monkeypatch.setattr(
        "app.kit.i18n.catalogue", lambda value: type("Echo", (), {"gettext": lambda self, m: f"{value}:{m}"})()
    )
    with speaking("zh"):
        (fault,) = base.faults(LADDER, "key: [dough]", "key: [xyz]")
        assert fault.message == "zh:There is no competency 'xyz'."
        assert str(fault).startswith("career_ladder.yaml:14:11: zh:error: ")

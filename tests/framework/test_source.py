import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.framework import source
from app.framework.structure import MOST
from app.kit.yaml import load
from tests.framework.editing import Base

LADDER, COMPETENCIES, ROLE, ADVICE = source.FILES


def test_the_base_is_good(base):
    framework, faults = source.read_texts(base.texts)
    assert faults == []
    assert [level.id for level in framework.levels] == ["apprentice", "baker"]
    assert framework.competency("dough").indicators_at(2)[0].text.zh == "看天加水"
    assert framework.work_areas[0].exercises[0].from_ == 2


STRUCTURE = [
    (LADDER, "  id: bakery", "  id: Bakery!", 2, 7, "'Bakery!' cannot be an id"),
    (LADDER, "  id: bakery", "  id: 7", 2, 7, "'id' needs text, but this is a number"),
    (LADDER, "  id: bakery\n", "", 2, 3, "'id' is missing here"),
    (
        LADDER,
        "title: {zh: 面包房, en: Bakery}",
        "titel: {zh: 面包房, en: Bakery}",
        3,
        3,
        "'titel' — did you mean 'title'?",
    ),
    (LADDER, "{zh: 面包房, en: Bakery}", "{zh: 面包房, fr: Boulangerie}", 3, 20, "Unknown field 'fr'"),
    (LADDER, "{zh: 面包房, en: Bakery}", "Bakery", 3, 10, "'title' needs a mapping, but this is text"),
    (LADDER, "{zh: 面包房, en: Bakery}", "[Bakery]", 3, 10, "'title' needs a mapping, but this is a list"),
    (LADDER, "{zh: 面包房, en: Bakery}", "", 3, 9, "'title' is empty; it needs a mapping"),
    (LADDER, "en: Bakery", "en: 3.5", 3, 24, "'en' needs text, but this is a number"),
    (LADDER, "en: Bakery", "en: [a]", 3, 24, "'en' needs text, but this is a list"),
    (LADDER, "en: Bakery", "en: {a: b}", 3, 24, "'en' needs text, but this is a mapping"),
    (LADDER, "en: Bakery", "en: true", 3, 24, "'en' needs text, but this is true or false"),
    (LADDER, "  - id: apprentice\n    title", "  - title", 8, 5, "'id' is missing here"),
    (
        LADDER,
        "    faces: [oven]\n    face_t",
        "    faces: oven\n    face_t",
        17,
        12,
        "'faces' needs a list, but this is text",
    ),
    (LADDER, "      dough: 3", "      dough: '3'", 23, 14, "'dough' needs a whole number, but this is text"),
    (LADDER, "      dough: 3", "      dough: 2.5", 23, 14, "'dough' needs a whole number, but this is a number"),
    (LADDER, "      dough: 3", "      dough: 0o3", 23, 14, "'dough' needs a whole number, but this is text"),
    (LADDER, "      dough: 3", "      Dough: 3", 23, 7, "'Dough' cannot be an id"),
    (LADDER, "    key: [dough, baking]", "    key: [dough, 12]", 26, 18, "'key 2' needs text, but this is a number"),
    (LADDER, "      months: 12", "      months: 601", 28, 15, "'months' is 601; the most is 600"),
    (LADDER, "      months: 12", "      months: -1", 28, 15, "'months' is -1; the least is 0"),
    (LADDER, "      months: 12", "      month: 12", 28, 7, "'month' — did you mean 'months'?"),
    (LADDER, "count: 2", "count: 0", 33, 18, "'count' is 0; the least is 1"),
    (LADDER, "count: 2", "verified: yes", 33, 21, "'verified' needs true or false, but this is text"),
    (COMPETENCIES, "scale:\n", "scales:\n", 1, 1, "'scales' — did you mean 'scale'?"),
    (COMPETENCIES, "value: 2", "value: -2", 3, 13, "'value' is -2; the least is 0"),
    (COMPETENCIES, "dough.2.a, proficiency: 2", "dough-2, proficiency: 2", 14, 14, "'dough-2' cannot be an id"),
    (COMPETENCIES, "dough.2.a, proficiency: 2,", "dough.2.a,", 14, 9, "'proficiency' is missing here"),
    (COMPETENCIES, "text: {zh: 看天加水, en: Adds water by the weather}", "text: no", 14, 47, "'text' needs a mapping"),
    (
        COMPETENCIES,
        "  - {id: shop, ",
        "  - shop\n  - {id: shop, ",
        7,
        5,
        "'groups 2' needs a mapping, but this is text",
    ),
    (ROLE, "        from: 2", "        from_: 2", 6, 9, "'from_' — did you mean 'from'?"),
    (ROLE, "        from: 2\n", "", 5, 9, "'from' is missing here"),
    (ROLE, "workflow:", "levels: []\nworkflow:", 8, 1, "'levels' does not belong in this file"),
    (ADVICE, "levels: [baker]", "levels: {baker: 1}", 6, 73, "'levels' needs a list, but this is a mapping"),
    (ADVICE, "levels: [baker]", "level: [baker]", 6, 65, "'level' — did you mean 'levels'?"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "words"), STRUCTURE)
def test_wrong_structure_is_told_at_its_place(base, file, old, new, line, column, words):
    faults = base.faults(file, old, new)
    places = {(fault.file, fault.line, fault.column): fault for fault in faults}
    assert (file, line, column) in places, [str(fault) for fault in faults]
    fault = places[file, line, column]
    assert words in fault.message and fault.severity == "error" and fault.fix


def test_error_means_no_framework(base):
    assert source.read_texts(base.edited(LADDER, "  id: bakery\n", ""))[0] is None


def test_fix_names_the_fields(base):
    (fault,) = base.faults(LADDER, "en: Bakery", "en: Bakery, francais: x")
    assert fault.fix == "Remove it. The fields here are: zh, en."
    (fault,) = base.faults(LADDER, "      months: 12", "      month: 12")
    assert fault.fix == "Write 'months', or remove the field."


def test_a_broken_file_hides_no_other(base):
    texts = base.edited(COMPETENCIES, "group: shop", "group: [shop")
    texts[LADDER] = texts[LADDER].replace("count: 2", "cuont: 2")
    texts[ADVICE] = "a: *b"
    framework, faults = source.read_texts(texts)
    assert framework is None
    assert [(fault.file, fault.line) for fault in faults] == [
        (ADVICE, 1),
        (ADVICE, 1),
        (LADDER, 33),
        (COMPETENCIES, 24),
    ][1:]


def test_missing_files_and_sections(base):
    framework, faults = source.read_texts(
        {LADDER: "framework: {id: a, title: {en: A}}\n", ROLE: "", ADVICE: "# later\n"}
    )
    assert framework is None
    assert [(f.file, f.line, f.column, f.message) for f in faults] == [
        (LADDER, 1, 1, "The section 'levels' is missing in this file."),
        (COMPETENCIES, 1, 1, "This file is missing."),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("", "This file is empty."), ("- a\n", "named sections"), ("x", "named sections")]
)
def test_file_without_sections(base, text, words):
    (fault,) = source.read_texts(base.texts | {LADDER: text})[1]
    assert (fault.file, fault.line, fault.column) == (LADDER, 1, 1) and words in fault.message


def test_optional_files_may_be_absent(base):
    framework, faults = source.read_texts({name: base.texts[name] for name in source.REQUIRED})
    assert framework and framework.advice == () and faults == []


def test_file_that_nothing_reads(base):
    framework, faults = source.read_texts(base.texts | {"advise.yaml": "advice: []"})
    assert framework
    assert [str(fault) for fault in faults] == [
        "advise.yaml:1:1: warning: No framework reads this file. Fix: Rename it to advice.yaml."
    ]


def test_read_from_a_directory(base, tmp_path):
    for name, text in base.texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert source.read(tmp_path) == source.read_texts(base.texts)
    (tmp_path / ROLE).unlink()
    (tmp_path / ROLE).mkdir()
    (fault,) = source.read(tmp_path)[1]
    assert fault.file == ROLE and "cannot be opened" in fault.message


def test_read_from_nowhere(tmp_path):
    framework, faults = source.read(tmp_path / "nowhere")
    assert framework is None
    assert [fault.file for fault in faults] == [LADDER, COMPETENCIES]


def test_endless_faults_are_cut(base):
    fields = "".join(f"  x{n}: 1\n" for n in range(5_000))
    faults = base.faults(LADDER, "  id: bakery\n", f"  id: bakery\n{fields}")
    assert len(faults) == MOST + 1
    assert any("4800 more faults" in fault.message for fault in faults)


PIECES = st.sampled_from(
    [None, True, 0, -1, 10**15, 2.5, "", "x", "dough", [], [1], ["dough"], {}, {"id": "x"}, {"zh": ""}]
)


def places(data, path=()):
    """Every path of nested data."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in items:
        yield from places(below, (*path, step))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_well_formed_content_raises(data):
    texts = Base().texts
    file = data.draw(st.sampled_from(source.FILES))
    content = {"": load(texts[file], file).data}
    for _again in range(data.draw(st.integers(1, 3))):
        *path, last = data.draw(st.sampled_from([place for place in places(content) if place]))
        here = content
        for step in path:
            here = here[step]
        here[last] = copy.deepcopy(data.draw(PIECES))
    framework, faults = source.read_texts(texts | {file: json.dumps(content[""], ensure_ascii=False)})
    assert (framework is None) == any(fault.severity == "error" for fault in faults)
    assert all(fault.file in source.FILES and fault.message and fault.fix for fault in faults)

"""Frameworks that the checks accept, as hypothesis makes them."""

import json
from typing import Any

from hypothesis import strategies as st

from app.framework.model import Framework

# whatever YAML may hold inside quotes
SAID = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=30,
)
ODD = st.sampled_from(
    ["null", "true", "No", "~", "12", "-1", "1e3", "0x1f", "12:30", "a: b", "a #b", "# a", "- a", "? a", "*a", "&a",
     "!a", "%a", "@a", "`a`", "{a}", "[a]", "a,", " a", "a ", "\u3000a", "a\n b\n", "\n", "'", '"', "\\", "a\tb",
     "...", "---", "|", ">", "=", "<<",
     "\u2028", "\u2029", "\u200b", "😀", "渠道：拓展", "it's", "a:", ":a", "2026-11-25"]
)  # fmt: skip
WORDS = st.one_of(SAID, ODD).filter(lambda said: bool(said.strip()))
TEXT = st.one_of(
    st.fixed_dictionaries({"zh": WORDS, "en": WORDS}),
    st.fixed_dictionaries({"zh": WORDS}),
    st.fixed_dictionaries({"en": WORDS}),
    st.fixed_dictionaries({"zh": st.just(""), "en": WORDS}),
)
SUMMARY = st.one_of(st.none(), TEXT, st.just({"zh": ""}))
IDS = st.sampled_from(
    ["null", "true", "no", "yes", "on", "y", "n", "a", "b_1", "off", "false", "e1", "x" * 60, "renewal", "k2"]
)


def _ids(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Any shape, any words: 2 or 3 levels, 3 or 4 competencies, with and without what may be left out."""
    steps = list(range(draw(st.integers(0, 5)), 9))[:3]
    step = st.sampled_from(steps)
    faces, levels, groups, names = (draw(_ids(low, high)) for low, high in ((0, 2), (2, 3), (1, 2), (3, 4)))
    data: dict[str, Any] = {
        "framework": _titled(draw, draw(IDS)),
        "faces": [_titled(draw, id) for id in faces],
        "scale": [{"value": value, "title": draw(TEXT), **_summary(draw)} for value in steps],
        "groups": [{"id": id, "title": draw(TEXT)} for id in groups],
        "levels": [_level(draw, id, place, faces, names, step) for place, id in enumerate(levels)],
        "competencies": [
            {**_titled(draw, id), "group": draw(st.sampled_from(groups)), "indicators": [
                {"id": f"{id}.{number}", "proficiency": draw(step), "text": draw(TEXT)}
                for number in ("a", "b")[: draw(st.integers(0, 2))]
            ]}
            for id in names
        ],
        "advice": [
            {**_titled(draw, id), "prompts": [
                {"id": f"{id}.p{n}", "text": draw(TEXT), "levels": draw(st.lists(st.sampled_from(levels), max_size=2))}
                for n in range(draw(st.integers(0, 2)))
            ]}
            for id in draw(_ids(0, 2))
        ],
    }  # fmt: skip
    for section in ("work_areas", "workflow", "duties"):
        data[section] = [
            {**_titled(draw, id), "exercises": [
                {"competency": draw(st.sampled_from(names)), "from": draw(step), "task": draw(TEXT)}
                for _n in range(draw(st.integers(0, 2)))
            ]}
            for id in draw(_ids(0, 2))
        ]  # fmt: skip
    return Framework.model_validate_json(json.dumps(data), by_alias=True, by_name=False)


def _titled(draw: st.DrawFn, id: str) -> dict[str, Any]:
    return {"id": id, "title": draw(TEXT), **_summary(draw)}


def _summary(draw: st.DrawFn) -> dict[str, Any]:
    summary = draw(SUMMARY)
    return {} if summary is None else {"summary": summary}


def _level(
    draw: st.DrawFn, id: str, place: int, faces: list[str], names: list[str], step: st.SearchStrategy[int]
) -> dict[str, Any]:
    own = draw(st.lists(st.sampled_from(faces), max_size=2, unique=True)) if faces else []
    gates = [
        {"id": f"{id}.gate_{n}", "kind": draw(IDS), "role": draw(st.none() | IDS), "trait": draw(st.none() | IDS),
         "count": draw(st.integers(1, 1000)), "verified": draw(st.booleans()), "title": draw(TEXT),
         "within_months": draw(st.none() | st.integers(1, 600)), "faces": own[: draw(st.integers(0, 2))]}
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return {
        **_titled(draw, id),
        "faces": own,
        "face_titles": {face: draw(TEXT) for face in own[: draw(st.integers(0, 2))]},
        "work": draw(st.lists(TEXT, max_size=2)),
        "required": {name: draw(step) for name in draw(st.permutations(names))},
        "key": draw(st.lists(st.sampled_from(names), max_size=3, unique=True)),
        "entry": {"months": draw(st.integers(0, 600)) if place else 0, "evidence": gates},
    }

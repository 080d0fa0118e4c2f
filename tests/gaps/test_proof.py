"""Which evidence passes a gate, and what is said of what nearly does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evidence.queries import Entry
from app.framework.model import EvidenceGate
from app.gaps.proof import MOST_ALMOST, by_competency, proof
from app.gaps.words.evidence import almost_in_words, evidence_in_words
from app.kit.i18n import speaking
from tests.gaps.builders import TODAY, text

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LED = Entry(
    id=1,
    person_id=1,
    kind="project",
    title="618",
    role="led",
    traits=frozenset({"cross_department"}),
    started_on=date(2026, 3, 1),
    ended_on=date(2026, 6, 20),
    expires_on=None,
    private=False,
    created_at=NOW,
    changed_at=NOW,
    version=1,
    verified=True,
    competencies=("teamwork",),
    indicators=("teamwork.3.a",),
)


def gate(**values: object) -> EvidenceGate:
    return EvidenceGate.model_validate({"id": "g", "kind": "project", "title": text("Projects"), **values})


def ask(asked: EvidenceGate, *entries: Entry) -> tuple[int, list[tuple[str, ...]]]:
    found = proof([asked], entries, TODAY)["g"]
    return found.counted, [almost.lacks for almost in found.almost]


@pytest.mark.parametrize(
    ("asked", "change", "lacks"),
    [
        ({}, {}, ()),
        ({"kind": "coaching"}, {}, None),
        ({"role": "led"}, {}, ()),
        ({"role": "owned"}, {}, ()),
        ({"role": "led"}, {"role": "owned"}, ("role",)),
        ({"role": "owned"}, {"role": "took_part"}, ("role",)),
        ({"role": "took_part"}, {"role": None}, ("role",)),
        ({"trait": "cross_department"}, {}, ()),
        ({"trait": "cross_department"}, {"traits": frozenset()}, ("trait",)),
        ({}, {"verified": False}, ("verified",)),
        ({"verified": False}, {"verified": False}, ()),
        ({}, {"ended_on": None}, ("finished",)),
        ({}, {"ended_on": TODAY + timedelta(days=1)}, ("finished",)),
        ({}, {"ended_on": TODAY}, ()),
        ({"kind": "certificate"}, {"kind": "certificate", "ended_on": None}, ()),
        ({"within_months": 6}, {"ended_on": date(2026, 5, 23)}, ()),
        ({"within_months": 6}, {"ended_on": date(2026, 5, 22)}, ("recent",)),
        ({}, {"expires_on": TODAY}, ()),
        ({}, {"expires_on": TODAY - timedelta(days=1)}, ("expired",)),
        ({}, {"private": True}, ("private",)),
        ({"role": "led"}, {"role": "owned", "verified": False, "private": True}, ("role", "private", "verified")),
    ],
)
def test_a_gate(asked, change, lacks):
    counted, almost = ask(gate(**asked), replace(LED, **change))
    assert counted == (lacks == ())
    assert almost == ([lacks] if lacks else [])


def test_the_nearest_come_first_and_not_too_many():
    far = replace(LED, role=None, verified=False)
    near = replace(LED, id=2, verified=False)
    counted, almost = ask(gate(role="led"), far, far, far, near, LED)
    assert counted == 1
    assert almost[0] == ("verified",)
    assert len(almost) == MOST_ALMOST


@given(
    st.lists(
        st.builds(
            replace, st.just(LED), verified=st.booleans(), private=st.booleans(), role=st.sampled_from(("led", None))
        )
    )
)
def test_more_evidence_never_counts_less(entries):
    asked = gate(role="led")
    whole, part = ask(asked, *entries)[0], ask(asked, *entries[1:])[0]
    assert part <= whole <= len(entries)


def test_what_is_shown_of_a_competency():
    other = replace(
        LED, id=2, verified=False, ended_on=date(2026, 8, 1), competencies=("teamwork", "strategy"), indicators=()
    )
    found = by_competency([LED, other])
    assert set(found) == {"teamwork", "strategy"}
    teamwork = found["teamwork"]
    assert (teamwork.entries, teamwork.verified, teamwork.latest) == (2, 1, date(2026, 8, 1))
    assert teamwork.indicators == {"teamwork.3.a": 1}


def test_words():
    with speaking("en"):
        near = proof([gate(role="led", within_months=6)], [replace(LED, role="owned", verified=False)], TODAY)[
            "g"
        ].almost
        assert almost_in_words(gate(role="led"), near[0]) == (
            "“618” does not count yet: the role must be at least “led it”; nobody else has verified it as it stands"
        )
        assert evidence_in_words(None) == "no evidence yet"
        assert evidence_in_words(by_competency([LED])["teamwork"]) == "1 piece of evidence, 1 verified"
        unverified = by_competency([replace(LED, verified=False)])["teamwork"]
        assert evidence_in_words(unverified) == "1 piece of evidence, none verified yet"

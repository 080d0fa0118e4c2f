"""A person's gaps put together from the database."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.assessments.rules import Answer
from app.framework import versions
from app.framework.model import Framework
from app.gaps.picture import Picture, picture
from app.kit import clock
from app.kit.db import Database
from app.kit.errors import NotFound
from app.people import access, rules
from tests.assessments.acts import written

Look = Callable[..., Picture]


@pytest.fixture
def look(database: Database, people: SimpleNamespace) -> Look:
    """`look("chen", "lin", target)`: what chen sees of lin."""

    def looking(reader: str, whom: str, *options: str | None) -> Picture:
        with database.reading() as db:
            actor = getattr(people, reader)
            subject = access.subject_of_line(db, actor, getattr(people, whom).person_id)
            return picture(db, actor, subject, *options)

    return looking


def publish(database: Database, change: Callable[[Framework], dict[str, object]]) -> None:
    with database.writing() as db:
        framework = versions.in_force(db).framework
        changed = framework.model_copy(update=change(framework))
        versions.publish(db, None, Framework.model_validate(changed.model_dump(by_alias=True)))


@pytest.mark.parametrize(
    ("whom", "level", "target", "at_top"),
    [
        ("lin", "intermediate", "senior", False),
        ("chen", "senior", "director", False),
        ("zhou", "director", "director", True),
        ("wang", None, "junior", False),
    ],
)
def test_the_target_is_the_next_rung(look, whom, level, target, at_top):
    found = look(whom, whom)
    assert (found.level.id if found.level else None, found.target.id, found.at_top) == (level, target, at_top)


def test_every_level_can_be_the_target(look, database, people):
    written(database, people.lin, people.lin, teamwork=4, strategy=3)
    for level in look("lin", "lin").framework.levels:
        found = look("lin", "lin", level.id)
        assert (found.target, found.analysis.target, found.readiness.target) == (level, level, level)
        assert {g.competency.id: g.required for g in found.analysis.gaps} == level.required
        assert [g.competency.id for g in found.analysis.judged] == ["strategy", "teamwork"]


def test_an_unknown_level_or_face(look):
    for options in (("chief",), ("\x00",), ("senior", None, "chief"), ("junior", None, "manager")):
        with pytest.raises(NotFound):
            look("lin", "lin", *options)


def test_the_face_is_her_own_where_the_target_has_it(look):
    assert look("chen", "chen", "senior").face == "manager"
    assert look("chen", "chen", "director").face is None
    assert look("dotted", "dotted", "senior").face == "specialist"
    assert look("lin", "lin", "senior").face is None
    assert look("lin", "lin", "senior", None, "manager").face == "manager"


def test_the_face_decides_which_evidence_is_asked(look):
    asked = {
        face: {
            item.about for item in look("lin", "lin", "senior", None, face).readiness.items if item.kind == "evidence"
        }
        for face in ("manager", "specialist")
    }
    assert asked["manager"] > asked["specialist"]


def test_nothing_rated_is_no_zero(look):
    found = look("lin", "lin")
    assert {gap.state for gap in found.analysis.gaps} == {"not_rated"}
    assert (found.analysis.judged, found.priorities, found.rated_on, found.bases) == ((), (), None, ())
    assert found.best.do == "assess"


def test_numbers_come_from_the_last_submission(look, database, people):
    written(database, people.lin, people.lin, teamwork=2, strategy="none")
    written(database, people.lin, people.lin, teamwork=3)
    found = look("lin", "lin")
    assert found.analysis.gap("teamwork").current.rated == 3
    assert found.analysis.gap("strategy").state == "no_opportunity"
    assert found.analysis.gap("innovation").state == "not_rated"
    assert found.rated_on == clock.today()
    assert not found.draft


def test_a_gap_is_open_since_the_first_time_it_was_seen(look, database, people):
    now = clock.now()
    for later, proficiency in ((0, 4), (100, 3), (200, 2)):
        with clock.at(now + timedelta(days=later)):
            written(database, people.lin, people.lin, teamwork=proficiency)
    with clock.at(now + timedelta(days=300)):
        gap = look("lin", "lin", "senior").analysis.gap("teamwork")
    assert (gap.size, gap.open_days) == (2, 200)


def test_a_first_draft_stands_in_for_herself_only(look, database, people):
    written(database, people.lin, people.lin, False, teamwork=2)
    found = look("lin", "lin")
    assert (found.draft, found.basis, found.analysis.gap("teamwork").current.rated) == (True, "self", 2)
    for reader in ("chen", "zhou", "dotted", "wang"):
        assert look(reader, "lin").rated_on is None
        assert look(reader, "lin").history == ()


def test_a_later_draft_stands_in_for_nothing(look, database, people):
    written(database, people.lin, people.lin, teamwork=3)
    written(database, people.lin, people.lin, False, teamwork=5)
    found = look("lin", "lin")
    assert (found.draft, found.analysis.gap("teamwork").current.rated) == (False, 3)


def test_a_managers_draft_is_nobodys_basis(look, database, people):
    written(database, people.chen, people.lin, False, teamwork=5)
    assert look("chen", "lin").rated_on is None


def test_whose_ratings(look, database, people):
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.chen, people.lin, teamwork=4)
    for reader, basis, rated in (("lin", "self", 2), ("chen", "manager", 4), ("dotted", "manager", 4)):
        found = look(reader, "lin")
        assert (found.basis, found.analysis.gap("teamwork").current.rated) == (basis, rated)
        assert set(found.bases) == {"self", "manager"}
    assert look("lin", "lin", None, "manager").analysis.gap("teamwork").current.rated == 4
    assert look("chen", "lin", None, "self").analysis.gap("teamwork").current.rated == 2
    assert look("chen", "lin", None, "nobody").basis == "manager"


def test_a_basis_that_is_not_open_is_not_taken(look, database, people):
    written(database, people.chen, people.lin, teamwork=4)
    found = look("lin", "lin", None, "manager")
    assert (found.bases, found.rated_on) == ((), None)
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.lin, people.lin, teamwork=3)
    found = look("chen", "lin", None, "self")
    assert found.analysis.gap("teamwork").current.rated == 2


def test_the_last_manager_to_speak_is_the_managers_view(look, database, people):
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.chen, people.lin, teamwork=4)
    written(database, people.zhou, people.lin, teamwork=3)
    assert look("dotted", "lin", None, "manager").analysis.gap("teamwork").current.rated == 3


def test_a_rating_that_the_scale_no_longer_has_cannot_be_judged(look, database, people):
    written(database, people.lin, people.lin, teamwork=5, strategy=3)

    def shorter(framework: Framework) -> dict[str, object]:
        levels = [
            level.model_copy(update={"required": {id: min(4, n) for id, n in level.required.items()}})
            for level in framework.levels
        ]
        return {"scale": framework.scale[:4], "levels": tuple(levels)}

    publish(database, shorter)
    found = look("lin", "lin")
    assert found.analysis.gap("teamwork").state == "not_rated"
    assert found.analysis.gap("strategy").current.rated == 3


def test_competencies_that_came_after_the_assessment_are_not_rated(look, database, people):
    written(database, people.lin, people.lin, teamwork=5, strategy=3)

    def renamed(framework: Framework) -> dict[str, object]:
        first, *rest = framework.competencies
        levels = [
            level.model_copy(
                update={
                    "required": {"haggling" if id == first.id else id: n for id, n in level.required.items()},
                    "key": tuple("haggling" if id == first.id else id for id in level.key),
                }
            )
            for level in framework.levels
        ]
        return {"competencies": (first.model_copy(update={"id": "haggling"}), *rest), "levels": tuple(levels)}

    publish(database, renamed)
    found = look("lin", "lin")
    assert found.analysis.gap("haggling").state == "not_rated"
    assert found.analysis.gap("market_analysis") is None


def test_a_level_that_the_framework_no_longer_has(look, database, people):
    publish(database, lambda framework: {"levels": tuple(x for x in framework.levels if x.id != "intermediate")})
    found = look("lin", "lin")
    assert (found.level, found.target.id) == (None, "junior")
    assert {item.state for item in found.readiness.items} == {"unknown"}


def test_a_face_that_her_new_level_does_not_have(look, database, people):
    with database.writing() as db:
        rules.place(db, None, people.chen.person_id, "director", clock.today(), "manager")
    assert look("chen", "chen").face is None


def test_notes_of_the_ratings_come_along(look, database, people):
    written(database, people.lin, people.lin, teamwork=Answer(2, note="led the Q3 review"))
    assert look("lin", "lin").analysis.gap("teamwork").current.note == "led the Q3 review"

"""What must hold for every mixture of states, on every scale."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.gaps.analysis import priorities
from app.gaps.readiness import readiness
from app.gaps.state import Current, Snapshot, Standing
from app.gaps.suggestions import next_best, suggest, wanted_proficiency
from app.gaps.words import (
    gap_in_words,
    item_in_words,
    next_best_in_words,
    progress_in_words,
    readiness_in_words,
    reason_in_words,
    suggestion_in_words,
)
from app.kit.i18n import LANGUAGES, speaking
from tests.gaps.builders import COMPETENCIES, FROM_ONE, FROM_ZERO, TODAY, UNEVEN, analysed, counted, ladder

LADDERS = {scale: ladder(scale) for scale in (FROM_ONE, FROM_ZERO, UNEVEN)}
LEVELS = ("junior", "intermediate", "senior", "director")
GATES = ("intermediate.project", "senior.projects", "senior.coaching")
days = st.dates(TODAY - timedelta(days=3000), TODAY + timedelta(days=60))


@st.composite
def situations(draw):
    scale = draw(st.sampled_from(sorted(LADDERS)))
    off_scale = st.integers(-1, 101)
    ratings = st.fixed_dictionaries(
        {},
        optional={
            id: st.builds(Current, st.just(id), st.none() | st.sampled_from(scale) | off_scale, st.booleans())
            for id in COMPETENCIES
        },
    )
    history = [Snapshot(on, draw(ratings)) for on in sorted(draw(st.lists(days, max_size=4)))]
    target = draw(st.sampled_from(LEVELS))
    return LADDERS[scale], analysed(LADDERS[scale], target, *history), history


standings = st.builds(Standing, st.none() | st.sampled_from((*LEVELS, "gone")), st.none() | st.dates())
faces = st.sampled_from((None, "specialist", "manager", "gone"))
proofs = st.none() | st.dictionaries(st.sampled_from(GATES), st.integers(0, 3)).map(counted)


@given(situations())
def test_every_gap_agrees_with_itself(situation):
    framework, analysis, history = situation
    for gap in analysis.gaps:
        assert gap.surplus >= 0
        assert gap.size is None or gap.size >= 0
        assert (gap.size is None) == (gap.state in ("not_rated", "no_opportunity"))
        assert bool(gap.size) == (gap.state == "short") == (gap.open_since is not None)
        assert gap.open_days is None or gap.open_days >= 0
        assert bool(gap.surplus) == (gap.state == "above")
        assert gap.open_since is None or gap.open_since in {s.on for s in history}
    parts = (analysis.met, analysis.short, analysis.not_rated, analysis.no_opportunity)
    assert sum(map(len, parts)) == len(analysis.gaps)
    assert len(analysis.gaps) + len(analysis.not_required) == len(framework.competencies)


@given(situations())
def test_priorities_are_sorted_and_complete(situation):
    framework, analysis, _ = situation
    found = priorities(analysis)
    place = {competency.id: n for n, competency in enumerate(framework.competencies)}
    keys = [(not p.gap.key, -(p.gap.size or 0), -(p.gap.open_days or 0), place[p.gap.competency.id]) for p in found]
    assert keys == sorted(keys)
    assert {p.gap.competency.id for p in found} == {g.competency.id for g in analysis.short}


@given(situations(), st.integers(0, 8))
def test_suggestions_never_come_from_above(situation, limit):
    framework, analysis, _ = situation
    for gap in analysis.gaps:
        found = suggest(framework, gap, limit)
        wanted = wanted_proficiency(framework, gap)
        assert len(found) <= limit
        assert len({s.key for s in found}) == len(found)
        assert all(s.exercise.from_ <= wanted for s in found)
        assert all(s.exercise.competency == gap.competency.id for s in found)
        rest = suggest(framework, gap, 99, done=frozenset(s.key for s in found))
        assert not {s.key for s in rest} & {s.key for s in found}


@given(situations(), standings, faces, proofs)
def test_readiness_is_never_claimed_with_something_open(situation, standing, face, proof):
    framework, analysis, _ = situation
    found = readiness(framework, analysis, standing, analysis.target, face, proof, TODAY)
    assert found.ready == (not found.unmet and not found.agreeable and not found.unknown)
    assert not (found.ready and found.open_to_agreement)
    assert len(found.items) == sum(map(len, (found.met, found.unmet, found.agreeable, found.unknown)))
    assert all(not item.facts.gap.key and item.facts.gap.size == 1 for item in found.agreeable)
    if found.ready:
        assert len(analysis.met) == len(analysis.gaps)


@given(situations(), standings, faces, proofs, st.sampled_from(LANGUAGES))
def test_there_are_words_for_everything(situation, standing, face, proof, language):
    framework, analysis, _ = situation
    found = readiness(framework, analysis, standing, analysis.target, face, proof, TODAY)
    with speaking(language):
        said = [
            progress_in_words(analysis),
            readiness_in_words(found),
            next_best_in_words(next_best(analysis, framework)),
            *(gap_in_words(framework, gap).headline for gap in analysis.gaps),
            *(reason_in_words(priority) for priority in priorities(analysis)),
            *(item_in_words(framework, item).headline for item in found.items),
            *(suggestion_in_words(s) for gap in analysis.gaps for s in suggest(framework, gap)),
        ]
    assert all(said)
    assert not any("None" in sentence or "%(" in sentence for sentence in said)


@given(situations())
def test_the_next_best_thing_is_nothing_only_when_all_is_met(situation):
    framework, analysis, _ = situation
    assert (next_best(analysis, framework).do == "nothing") == (len(analysis.met) == len(analysis.gaps))


@given(situations())
def test_the_same_question_has_the_same_answer(situation):
    framework, analysis, history = situation
    again = analysed(framework, analysis.target.id, *history)
    assert again == analysis
    assert next_best(again, framework) == next_best(analysis, framework)

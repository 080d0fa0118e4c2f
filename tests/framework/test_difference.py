import pytest

from app.framework.difference import between_levels, between_versions

LADDER, COMPETENCIES, ROLE = "career_ladder.yaml", "competencies.yaml", "role.yaml"


def by_id(difference):
    return {change.competency.id: change for change in difference.competencies}


def test_levels_of_the_base(base):
    difference = between_levels(base.framework(), "apprentice", "baker")
    changes = by_id(difference)
    assert list(changes) == ["dough", "baking", "selling"]
    dough, baking, selling = changes.values()
    assert (dough.before, dough.after, dough.change, dough.steps) == (1, 3, "harder", 2)
    assert [indicator.id for indicator in dough.indicators] == ["dough.2.a", "dough.3.a"]
    assert (dough.is_key, dough.became_key) == (True, False)
    assert (baking.steps, baking.became_key) == (1, True)
    assert (selling.change, selling.steps, selling.indicators, selling.is_key) == ("unchanged", 0, (), False)
    assert difference.changed("harder") == (dough, baking)
    assert difference.became_key == (baking,)
    assert difference.months == 12
    assert [gate.id for gate in difference.gates] == ["baker.loaf"]
    assert difference.upper.work[0].en == "Bakes bread" and difference.lower.work == ()


def test_downwards_is_easier(base):
    dough = by_id(between_levels(base.framework(), "baker", "apprentice"))["dough"]
    assert (dough.change, dough.steps, dough.indicators) == ("easier", -2, ())


def test_not_required_before_is_new_and_not_any_more_is_easier(base):
    framework = base.framework()
    lower, upper = framework.levels
    less = lower.model_copy(update={"required": {"dough": 1}})
    partial = framework.model_copy(update={"levels": (less, upper)})
    baking = by_id(between_levels(partial, "apprentice", "baker"))["baking"]
    assert (baking.before, baking.after, baking.change, baking.steps) == (None, 2, "new", 2)
    assert [indicator.id for indicator in baking.indicators] == ["baking.1.a", "baking.2.a"]
    back = by_id(between_levels(partial, "baker", "apprentice"))["baking"]
    assert (back.after, back.change, back.steps, back.indicators) == (None, "easier", -2, ())


def test_gates_asked_below_in_the_same_terms_are_not_new(base):
    framework = base.framework()
    lower, upper = framework.levels
    same = upper.entry.evidence[0].model_copy(update={"id": "other.id"})
    fewer = same.model_copy(update={"count": 1})
    for gate, new in ((same, 0), (fewer, 1)):
        entry = lower.entry.model_copy(update={"evidence": (gate,)})
        levels = (lower.model_copy(update={"entry": entry}), upper)
        assert len(between_levels(framework.model_copy(update={"levels": levels}), "apprentice", "baker").gates) == new


def test_levels_need_not_be_neighbours(lighthouse):
    difference = between_levels(lighthouse, "lampling", "lightmaster")
    lamp = by_id(difference)["lamp_care"]
    assert (lamp.before, lamp.after, lamp.steps) == (1, 5, 4)
    assert {indicator.proficiency for indicator in lamp.indicators} == {2, 3, 4, 5}
    assert all(change.change == "harder" for change in difference.competencies)


def test_from_zero_is_harder_not_new(lighthouse):
    lens = by_id(between_levels(lighthouse, "lampling", "assistant_keeper"))["lens_work"]
    assert (lens.before, lens.after, lens.change, lens.steps) == (0, 1, "harder", 1)
    assert {indicator.proficiency for indicator in lens.indicators} == {1}


@pytest.mark.parametrize("pair", [("apprentice", "nobody"), ("nobody", "baker")])
def test_unknown_level(base, pair):
    with pytest.raises(LookupError):
        between_levels(base.framework(), *pair)


def test_equal_versions_do_not_differ(base):
    difference = between_versions(base.framework(), base.framework())
    assert not difference and difference.words == ()


def test_requirements_up_and_down(base):
    new = base.framework((LADDER, "      dough: 3", "      dough: 2"), (LADDER, "      baking: 2", "      baking: 3"))
    difference = between_versions(base.framework(), new)
    found = [(c.level.id, c.competency.id, c.before, c.after, c.up) for c in difference.requirements]
    assert found == [("baker", "dough", 3, 2, False), ("baker", "baking", 2, 3, True)]
    assert difference


def test_indicators_added_removed_moved(base):
    new = base.framework(
        (COMPETENCIES, "dough.2.a", "dough.2.b"),
        (COMPETENCIES, "baking.2.a, proficiency: 2", "baking.2.a, proficiency: 3"),
    )
    difference = between_versions(base.framework(), new)
    assert [indicator.id for indicator in difference.indicators_added] == ["dough.2.b"]
    assert [indicator.id for indicator in difference.indicators_removed] == ["dough.2.a"]
    assert [(m.indicator.id, m.before, m.after) for m in difference.indicators_moved] == [("baking.2.a", 2, 3)]
    assert difference.words == ()


def test_levels_and_competencies_added_and_removed(base):
    old = base.framework()
    head = old.levels[1].model_copy(update={"id": "head"})
    cakes = old.competencies[0].model_copy(update={"id": "cakes"})
    new = old.model_copy(update={"levels": (*old.levels, head), "competencies": (*old.competencies[1:], cakes)})
    there, back = between_versions(old, new), between_versions(new, old)
    assert there.levels_added == back.levels_removed == (head,)
    assert there.competencies_added == back.competencies_removed == (cakes,)
    assert [competency.id for competency in there.competencies_removed] == ["dough"]
    assert there.requirements == ()


def test_keys_and_entries(base):
    new = base.framework(
        (LADDER, "key: [dough, baking]", "key: [dough, selling]"), (LADDER, "months: 12", "months: 18")
    )
    difference = between_versions(base.framework(), new)
    assert [(change.level.id, change.competency_id) for change in difference.keys_added] == [("baker", "selling")]
    assert [(change.level.id, change.competency_id) for change in difference.keys_removed] == [("baker", "baking")]
    assert [(change.level.id, change.before.months, change.after.months) for change in difference.entries] == [
        ("baker", 12, 18)
    ]


def test_words_by_what_they_belong_to(base):
    new = base.framework(
        (COMPETENCIES, "en: Gives right change", "en: Counts the change"),
        (LADDER, "en: Two bakes of your own", "en: Two own bakes"),
        (ROLE, "en: Mix a day's dough alone", "en: Mix the dough"),
    )
    difference = between_versions(base.framework(), new)
    assert [change.path for change in difference.words] == [
        ("levels", "baker", "entry", "evidence", "baker.loaf", "title"),
        ("competencies", "selling", "indicators", "selling.1.a", "text"),
        ("work_areas", "morning", "exercises", "dough", "task"),
    ]
    assert (difference.words[1].before.en, difference.words[1].after.en) == ("Gives right change", "Counts the change")
    assert difference.entries == ()


def test_a_new_order_changes_no_words(base):
    old = base.framework()
    new = old.model_copy(update={"competencies": old.competencies[::-1]})
    assert between_versions(old, new).words == ()

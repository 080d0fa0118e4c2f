"""Choosing many people: departments with those inside them, levels, names and staff numbers."""

from app.kit import clock
from app.people import rules, selection
from app.people.models import Department


def department(db, title: str, parent_id: int | None = None) -> int:
    found = Department(title=title, parent_id=parent_id)
    db.add(found)
    db.flush()
    assert found.id is not None
    return found.id


def person(db, name: str, department_id: int | None, level: str = "junior", **values: str) -> int:
    made = rules.add_person(db, None, name=name, department_id=department_id, joined_on=clock.today(), **values)
    assert made.id is not None
    rules.place(db, None, made.id, level, clock.today())
    return made.id


def test_a_department_holds_those_inside_it(db):
    centre = department(db, "A centre")
    east, north = department(db, "East", centre), department(db, "North", centre)
    city = department(db, "City", east)
    other = department(db, "B other")
    found = {name: person(db, name, id) for name, id in (("a", centre), ("b", east), ("c", city), ("d", north))}
    found["e"] = person(db, "e", other, "senior")
    units = selection.departments(db)
    mine = [
        (unit.title, unit.depth) for unit in units if unit.title in ("A centre", "East", "City", "North", "B other")
    ]
    assert mine == [("A centre", 0), ("East", 1), ("City", 2), ("North", 1), ("B other", 0)]

    def chosen(*ids: int, levels: tuple[str, ...] = ()) -> str:
        members = selection.members(db, selection.with_inner(units, ids), levels)
        return "".join(name for name, id in found.items() if id in members)

    assert chosen(centre) == "abcd"
    assert chosen(east) == "bc"
    assert chosen(city, north) == "cd"
    assert chosen(east, city) == "bc"
    assert chosen(centre, other, levels=("senior",)) == "e"
    assert chosen(levels=("junior",)) == "abcd"
    rules.leave(db, None, found["c"], clock.today())
    assert chosen(centre) == "abd"


def test_names_numbers_and_doubles(db):
    here = person(db, "李静", None, name_latin="Li Jing", staff_number="A7")
    twins = {person(db, "王伟", None), person(db, "王伟", None)}
    gone = person(db, "走了", None)
    rules.leave(db, None, gone, clock.today())
    found = selection.called(db, ["李静", "li jing", "A7", "王伟", "走了", "nobody", "latin li jing", "a7"])
    assert found["李静"] == found["li jing"] == found["A7"] == [here]
    assert set(found["王伟"]) == twins
    assert found["走了"] == found["nobody"] == found["latin li jing"] == found["a7"] == []
    assert selection.called(db, []) == {}


def test_more_names_than_one_statement_takes(db):
    here = person(db, "李静", None, staff_number="A7")
    found = selection.called(db, ["李静", *(f"{n:x}" for n in range(35_000)), "A7"])
    assert found["李静"] == found["A7"] == [here]
    assert len(found) == 35_002

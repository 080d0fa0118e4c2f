"""The directory: everybody of the organisation by name, level and department, in pinyin's order, page by page."""

import re
from html import unescape

import pytest

from app.kit import clock
from app.people import queries, rules
from tests.people.stage import draft


@pytest.fixture
def add(database):
    def added(*names: str, **values: object) -> None:
        with database.writing() as db:
            for name in names:
                rules.add_person(db, None, name=name, **values)

    return added


def names(page) -> list[str]:
    found = re.findall(r'<th scope="row"><a href="/people/\d+[^"]*">([^<]*)</a>', page.text)
    return [unescape(name) for name in found]


def search(client, word: str, **more: object):
    return client.get("/people", params={"q": word, **more})


def test_everybody_in_the_order_of_pinyin(client_for, add):
    add("阿宝", "Bob", "曾毅", "佐佐木")
    expected = ["阿宝", "Bob", "陈建国", "管理员", "林晓雨", "钱进", "孙悦", "王芳", "吴刚"]
    found = names(client_for("lin").get("/people"))
    assert [name for name in found if name in expected] == expected
    assert found[-1] == "佐佐木"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("林", ["林晓雨"]),
        ("晓", ["林晓雨"]),
        ("lin", ["林晓雨"]),
        ("LIN XIAO", ["林晓雨"]),
        ("xiaoyu", ["林晓雨"]),
        ("二部", ["钱进", "吴刚", "赵磊"]),
        (" 林晓雨 ", ["林晓雨"]),
        ("A-1", ["新人"]),
        ("A-", []),
        ("nobody", []),
        ("marketing", ["新人"]),
        ("Marketing EMEA", ["新人"]),
        ("Anna", ["Anna O'Neil"]),
        ("anna o'neil", ["Anna O'Neil"]),
    ],
)
def test_searching(client_for, add, database, word, found):
    with database.writing() as db:
        department = rules.department(db, "Marketing EMEA").id
    add("新人", staff_number="A-1", department_id=department)
    add("Anna O'Neil")
    assert names(search(client_for("lin"), word)) == found


@pytest.mark.parametrize(
    "word", ["%", "_", "\\", "%%", "林%", "_晓_", "\\%", "' OR 1=1 --", "[a-z]", "*", "\0", "\u202e"]
)
def test_signs_of_patterns_stand_for_themselves(client_for, add, word):
    client = client_for("lin")
    stripped = word.strip("\0\u202e")
    assert names(search(client, word)) == ([] if stripped else names(client.get("/people")))
    add(f"甲{word.replace(chr(0), '')}乙")
    assert len(names(search(client, word))) == (1 if stripped else 10)


def test_page_by_page(client_for, add):
    add(*(f"员工{number:03}" for number in range(120)))
    client = client_for("lin")
    pages = [search(client, "员工", page=number) for number in (1, 2, 3, 4)]
    assert [len(names(page)) for page in pages] == [50, 50, 20, 0]
    assert names(pages[0])[0] == "员工000" and names(pages[2])[-1] == "员工119"
    assert ['rel="next"' in page.text for page in pages] == [True, True, False, False]
    assert ['rel="prev"' in page.text for page in pages] == [False, True, True, True]


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "100001", "9223372036854775808", "NaN", ""])
def test_a_page_that_is_none(client_for, page):
    assert client_for("lin").get("/people", params={"page": page}).status_code in (404, 422)


def test_a_word_that_is_too_long(client_for):
    assert search(client_for("lin"), "长" * 101).status_code == 422
    assert search(client_for("lin"), "长" * 100).status_code == 200


def test_the_fragment_is_what_the_page_holds(client_for):
    client = client_for("lin")
    page, fragment = search(client, "林"), client.get("/people?q=林", headers={"HX-Request": "true"})
    assert fragment.text.strip().startswith('<div id="directory"')
    assert "<html" not in fragment.text
    assert fragment.text.strip() in page.text
    restored = client.get("/people", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.text


def test_whoever_left_is_shown_to_hr_alone(client_for, database, people):
    with database.writing() as db:
        rules.leave(db, None, people.zhao.person_id, clock.today())
    assert "赵磊" not in names(client_for("lin").get("/people"))
    assert "赵磊" not in names(search(client_for("lin"), "赵磊"))
    assert "赵磊" in names(client_for("wang").get("/people"))


def test_it_tells_names_levels_and_departments_only(client_for, database, people):
    with database.writing() as db:
        draft(db, people)
        rules.find(db, people.lin.person_id).staff_number = "STAFF-77"
    page = client_for("zhao").get("/people").text
    assert not {"@example.com", "STAFF-77", "seen twice"} & set(re.findall(r"STAFF-77|@example\.com|seen twice", page))
    assert "中级" in page and "渠道一部" in page


def test_a_level_that_ended_is_not_shown(database, people, client_for):
    found = names(client_for("lin").get("/people"))
    assert len(found) == len(set(found)) == 9


@pytest.mark.parametrize("path", ["/people", "/people?q=林"])
def test_a_fixed_number_of_queries(client_for, add, count_queries, path):
    client = client_for("lin")
    add(*(f"员工{number}" for number in range(60)))
    client.get(path)
    with count_queries() as found:
        client.get(path)
    assert len(found) <= 3


def test_people_called(database, add, people):
    add("同名", staff_number="B1")
    add("同名", staff_number="B2")
    with database.reading() as db:
        assert len(queries.people_called(db, "同名")) == 2
        assert len(queries.people_called(db, "B1")) == 1
        assert (
            queries.people_called(db, "lin xiaoyu") == queries.people_called(db, " 林晓雨 ") == [people.lin.person_id]
        )
        assert queries.people_called(db, "林") == queries.people_called(db, "") == queries.people_called(db, "%") == []

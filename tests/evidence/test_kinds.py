"""All eight kinds: written, read back, and what each refuses beside the field."""

import pytest

from app.evidence.kinds import KINDS
from tests.evidence.acts import GOOD, add, change, details, form, found
from tests.pages import Page, english, text

ALL = [kind.id for kind in KINDS]
BAD = [
    ("project", {"role": ""}, "role", "Please choose one of the values offered."),
    ("project", {"role": "boss"}, "role", "Please choose one of the values offered."),
    ("project", {"started_on": ""}, "started_on", "Must be a date such as 2026-11-23."),
    ("project", {"ended_on": "2026-02-01"}, "ended_on", "This day is before the one it follows"),
    ("project", {"started_on": "2150-01-01", "ended_on": ""}, "started_on", "This is more than a month ahead."),
    ("project", {"started_on": "1066-10-14"}, "started_on", "A day between 1950 and 2200, please."),
    ("project", {"steps": "no_such_step"}, "steps", "Please choose one of the values offered."),
    ("project", {"story": "x" * 4001}, "story", "At most 4000 characters; this has 4001."),
    ("project", {"title": " "}, "title", "Please fill this in."),
    ("project", {"competencies": None}, "competencies", "Choose at least one competency that it shows."),
    ("project", {"competencies": "no_such"}, "competencies", "Please choose one of the values offered."),
    ("project", {"indicators": "no.such"}, "indicators", "Please choose one of the values offered."),
    ("project", {"results.0.value": "many"}, "results.0.value", "A number in digits, please"),
    ("project", {"results.0.value": ""}, "results.0.value", "Please fill this in."),
    ("project", {"results.0.value": "-1"}, "results.0.value", "From 0 to 1,000,000,000,000."),
    ("project", {"results.0.value": "1e400"}, "results.0.value", "A number in digits, please"),
    ("project", {"results.0.value": "NaN"}, "results.0.value", "A number in digits, please"),
    ("project", {"results.0.value": "1.005"}, "results.0.value", "At most 2 decimals."),
    ("project", {"results.0.template": ""}, "results.0.template", "Please choose one of the values offered."),
    ("project", {"results.0.unit": "stores"}, "results.0.unit", "This unit does not go with it."),
    ("project", {"results.0.template": "coverage", "results.0.unit": "", "results.0.value": "1"}, "results.0.unit",
     "Please choose the unit."),
    ("project", {"results.0.template": "partners_signed", "results.0.unit": "", "results.0.value": "1.5"},
     "results.0.value", "A whole number, please."),
    ("certificate", {"issuer": ""}, "issuer", "Please fill this in."),
    ("certificate", {"expires_on": "2026-01-01"}, "expires_on", "This day is before the one it follows"),
    ("certificate", {"link": "javascript:alert(1)"}, "link", "A full address that begins with http:// or https://"),
    ("certificate", {"link": "https://bank.example@evil.example/"}, "link", "A full address that begins with http://"),
    ("certificate", {"link": "https://[::1/"}, "link", "A full address that begins with http:// or https://"),
    ("learning", {"hours": "a few"}, "hours", "Must be a whole number."),
    ("learning", {"hours": "99999999999"}, "hours", "This number is outside what is possible here."),
    ("learning", {"form": "film"}, "form", "Please choose one of the values offered."),
    ("contact", {"who": ""}, "who", "Please fill this in."),
    ("contact", {"next_touch_on": "2026-01-01"}, "next_touch_on", "This day is before the one it follows"),
    ("responsibility", {"ended_on": "2025-12-31"}, "ended_on", "This day is before the one it follows"),
    ("industry_note", {"noticed_on": "soon"}, "noticed_on", "Must be a date such as 2026-11-23."),
    ("coaching", {"whom": "\u202e"}, "whom", "Contains characters that cannot be stored"),
    ("challenge", {"area": "old_channel"}, "area", "Please choose one of the values offered."),
]  # fmt: skip


@pytest.mark.parametrize("kind", ALL)
def test_what_is_sent_comes_back(client_for, database, kind: str):
    """Into the form again, word for word, so that saving it unchanged is no new version."""
    lin = client_for("lin")
    id = add(lin, kind)
    fields = Page(lin.get(f"/evidence/{id}/edit")).fields()
    sent = {name: value for name, value in GOOD[kind].items() if value and "." not in name and name != "steps"}
    typed = {name: fields[name] for name in sent if name in fields}
    assert {**sent, **typed} == sent
    again = {**sent, **typed, "title": fields["title"], "competencies": "marketing_planning", "version": "1"}
    rows = {name: value for name, value in fields.items() if name.startswith("results.")}
    if kind == "project":
        rows |= {"steps": "outreach", "results.0.template": "sales", "results.0.unit": "CNY"}
        assert fields["results.0.value"] == "1280000.5"
    assert change(lin, id, {**again, **rows}).status_code == 303
    assert found(database, id).version == 1


@pytest.mark.parametrize("kind", ALL)
def test_it_is_read(client_for, kind: str):
    lin = english(client_for("lin"))
    page = lin.get(f"/evidence/{add(lin, kind)}")
    for name, value in GOOD[kind].items():
        if name.startswith(("results", "steps")) or value in ("", "true") or value.islower():
            continue
        assert value in page.text, name


def test_columns_are_taken_out_of_the_details(client_for, database):
    lin = client_for("lin")
    project = found(database, add(lin))
    assert (project.role, project.traits) == ("led", "cross_department")
    assert (str(project.started_on), str(project.ended_on), project.expires_on) == ("2026-03-01", "2026-05-31", None)
    certificate = found(database, add(lin, "certificate"))
    assert (str(certificate.started_on), str(certificate.expires_on)) == ("2026-02-01", "2029-02-01")
    assert certificate.role is None and certificate.ended_on is None


def test_results_are_kept_exactly(client_for, database):
    id = add(client_for("lin"), **{
        "results.1.template": "conversion_rate", "results.1.value": "３．５％", "results.1.source": "",
        "results.5.template": "traffic", "results.5.value": "100", "results.5.unit": "",
    })  # fmt: skip
    assert details(database, id)["results"] == [
        {"template": "sales", "value": "1280000.5", "unit": "CNY", "source": "BI 报表"},
        {"template": "conversion_rate", "value": "3.5", "unit": "", "source": ""},
        {"template": "traffic", "value": "100", "unit": "", "source": ""},
    ]


def test_money_is_yuan_when_nothing_else_is_chosen(client_for, database):
    id = add(client_for("lin"), **{"results.0.unit": ""})
    assert details(database, id)["results"][0]["unit"] == "CNY"


def test_too_many_rows(client_for):
    rows = {f"results.{n}.{field}": value for n in range(13) for field, value in
            (("template", "traffic"), ("value", "1"), ("unit", ""))}  # fmt: skip
    response = english(client_for("lin")).post("/evidence", data=form(**rows))
    assert response.status_code == 422
    assert "At most 12 rows." in response.text


@pytest.mark.parametrize(("kind", "fields", "at", "sentence"), BAD, ids=lambda value: str(value)[:40])
def test_it_is_refused_beside_the_field(client_for, database, kind, fields, at, sentence):
    sent = form(kind, **fields)
    response = english(client_for("lin")).post("/evidence", data=sent)
    assert response.status_code == 422
    page = Page(response)
    assert any(sentence in text(p) for p in page.marked("wrong")), page.text
    if at not in ("competencies", "indicators", "steps"):
        (field,) = [e for e in page.root.iter() if e.get("name") == at]
        assert field.get("aria-invalid") == "true"
        assert sentence in text(page.id(field.get("aria-describedby")))
    assert page.fields()["once"] == sent["once"]
    if "title" not in fields:
        assert page.fields()["title"] == "春茶活动"
    assert found(database, 1) is None


def test_everything_typed_is_kept_when_one_field_is_wrong(client_for):
    sent = form(role="", competencies=["teamwork", "strategy"], private="true")
    page = Page(client_for("lin").post("/evidence", data=sent))
    kept = page.fields()
    for name in ("story", "lessons", "partners", "started_on", "results.0.value", "results.0.source"):
        assert kept[name] == sent[name]
    ticked = {(e.get("name"), e.get("value")) for e in page.root.iter("input") if "checked" in e.attrib}
    assert {("competencies", "teamwork"), ("competencies", "strategy"), ("steps", "outreach"),
            ("cross_department", "true"), ("private", "true")} <= ticked  # fmt: skip
    chosen = {e.get("value") for e in page.root.iter("option") if "selected" in e.attrib}
    assert {"sales", "CNY"} <= chosen

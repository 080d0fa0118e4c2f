"""Whatever framework the checks accept is the same after YAML and after CASE, there and back."""

import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from app.framework import canonical, case, source, yaml_writing
from app.framework.model import Framework
from tests.cast import DATA
from tests.framework.editing import FRAMEWORKS
from tests.framework.frameworks import frameworks

MANY = int(os.environ.get("LADDER_FRAMEWORKS", "60"))
ISSUE = case.Issue("7", date(2026, 11, 25), datetime(2026, 11, 25, 8, 30, tzinfo=UTC))
FOLDERS = (DATA, FRAMEWORKS / "lighthouse", FRAMEWORKS / "smallest", Path(__file__).parent / "base")


def read_again(files: dict[str, str]) -> Framework:
    found, faults = source.read_texts({name: text.encode() for name, text in files.items()})
    assert found, [str(fault) for fault in faults if fault.severity == "error"]
    return found


def through_case(framework: Framework) -> Framework:
    raw = json.dumps(case.write(framework, ISSUE), ensure_ascii=False).encode()
    return read_again(yaml_writing.write(case.read(raw)))


@given(frameworks())
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_framework(framework: Framework):
    content = canonical.to_json(framework)
    assert canonical.to_json(read_again(yaml_writing.to_files(framework))) == content
    assert canonical.to_json(through_case(framework)) == content


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_frameworks_that_are_here(folder: Path):
    framework, _faults = source.read(folder)
    assert framework
    content = canonical.to_json(framework)
    assert canonical.to_json(read_again(yaml_writing.to_files(framework))) == content
    assert canonical.to_json(through_case(framework)) == content


def test_yaml_is_what_a_person_would_write():
    framework, _faults = source.read(DATA)
    assert framework
    for name, text in yaml_writing.to_files(framework).items():
        ours = [line.strip() for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
        said = [line for line in text.splitlines() if re.match(r" *(zh|en): ", line)]
        assert len([line for line in said if line.strip() in ours]) > 0.9 * len(said)


@pytest.fixture
def package(base):
    return case.write(base.framework(), ISSUE)


def test_the_package_has_what_case_asks_for(package):
    """Source: 1EdTech CASE Service 1.0, CFPackage."""
    document = package["CFDocument"]
    assert {"identifier", "uri", "creator", "title", "lastChangeDateTime"} <= set(document)
    assert (document["version"], document["statusStartDate"]) == ("7", "2026-11-25")
    for item in package["CFItems"]:
        assert {"identifier", "uri", "fullStatement", "lastChangeDateTime"} <= set(item) and item["fullStatement"]
    for one in package["CFAssociations"]:
        assert one["associationType"] in ("isChildOf", "isRelatedTo")
        assert {"identifier", "uri", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"} <= set(one)
    assert "extensions" not in json.dumps(package)


def test_identifiers_are_unique_and_all_nodes_are_there(package):
    items = [item["identifier"] for item in package["CFItems"]]
    ends = {
        one[end]["identifier"] for one in package["CFAssociations"] for end in ("originNodeURI", "destinationNodeURI")
    }
    own = [*items, *(one["identifier"] for one in package["CFAssociations"])]
    assert len(own) == len(set(own)) == len([UUID(id) for id in own])
    assert ends == {*items, package["CFDocument"]["identifier"]}


def test_a_package_inside_an_envelope(base, package):
    raw = json.dumps({"CFPackage": package}).encode()
    assert read_again(yaml_writing.write(case.read(raw))) == base.framework()


def test_the_order_of_items_does_not_matter(base, package):
    package["CFItems"].reverse()
    package["CFAssociations"].reverse()
    assert read_again(yaml_writing.write(case.read(json.dumps(package).encode()))) == base.framework()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not valid JSON"),
        (b"[1, 2]", "no CASE package"),
        (b'{"CFDocument": {}}', "CFDocument.identifier"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"a": NaN}', "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5_000, "not valid JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"CFDocument": {"identifier": "x", "title": "y"}}', "no levels and competencies"),
        (b'{"CFDocument": {"identifier": "x", "title": "y"}, "CFItems": [1]}', "CFItems.0"),
    ],
)
def test_what_is_no_package(raw: bytes, words: str):
    with pytest.raises(case.NotCase, match=re.escape(words)):
        case.read(raw)


def test_words_of_another_program_in_notes(package):
    for item in package["CFItems"]:
        item["notes"] = "Derived from the standard of 2019."
    found, faults = source.read_texts(yaml_writing.write(case.read(json.dumps(package).encode())))
    assert found is None
    assert (
        "framework.id" not in json.dumps([fault.message for fault in faults]) and faults[0].file == "career_ladder.yaml"
    )

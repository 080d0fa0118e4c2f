"""Hostile uploads: refused with a sentence, quickly; good twins are read."""

import io
import json
import re
import stat
import time
import zipfile
from datetime import UTC, date, datetime

import pytest

from app.framework import case, source
from app.kit.errors import Refused
from app.kit.i18n import speaking
from app.kit.uploads import Upload
from app.revisions import checking, uploaded
from tests.cast import DATA

GOOD = {name: (DATA / name).read_bytes() for name in source.FILES}


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def locked() -> bytes:
    raw = bytearray(zipped(GOOD))
    for place in (found.start() for found in re.finditer(b"PK\x01\x02", bytes(raw))):
        raw[place + 8] |= 1
    return bytes(raw)


def linked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        entry = zipfile.ZipInfo("competencies.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


def lying() -> bytes:
    """An archive that says its file is small, which it is not."""
    raw = bytearray(zipped({"competencies.yaml": b"a" * 5_000_000}))
    central = raw.index(b"PK\x01\x02")
    for place in (22, central + 24):
        raw[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(raw)


def one(data: bytes, name: str = "f.zip") -> list[Upload]:
    return [Upload(name, data)]


BOMB = zipped({"competencies.yaml": b" " * 200_000_000})
HOSTILE = {
    "bomb": (one(BOMB), "more than 4 MB"),
    "many files": (one(zipped({f"{n}.yaml": b"" for n in range(30)})), "more than 20 files"),
    "traversal": (one(zipped({"../../etc/competencies.yaml": b"a: 1"})), "outside of itself"),
    "absolute": (one(zipped({"/etc/competencies.yaml": b"a: 1"})), "outside of itself"),
    "backslashes": (one(zipped({"..\\..\\competencies.yaml": b"a: 1"})), "outside of itself"),
    "drive": (one(zipped({"C:\\competencies.yaml": b"a: 1"})), "outside of itself"),
    "zip in zip": (one(zipped({"inner.zip": zipped(GOOD)})), "no YAML file"),
    "same name in two folders": (one(zipped({"a/role.yaml": b"", "b/role.yaml": b""})), "there twice"),
    "locked": (one(locked()), "password"),
    "link": (one(linked()), "damaged or of a kind"),
    "lying about its size": (one(lying()), "damaged or of a kind"),
    "cut off": (one(zipped(GOOD)[:-40]), "damaged or of a kind"),
    "damaged inside": (one(zipped(GOOD).replace(b"\x78", b"\x79", 9)[:-1]), "damaged or of a kind"),
    "another method": (one(zipped(GOOD, zipfile.ZIP_LZMA)), "damaged or of a kind"),
    "nothing in it": (one(zipped({})), "Please choose"),
    "nothing": ([], "Please choose"),
    "a large file": (one(b"a" * 2_000_001, "role.yaml"), "larger than 2 MB"),
    "large together": ([Upload(f"{n}.yaml", b"a" * 1_500_000) for n in range(3)], "more than 4 MB"),
    "a picture": (one(b"\x89PNG\r\n\x1a\n", "role.png"), "no YAML file"),
    "an endless name": (one(b"a: 1", "a" * 5_000 + ".yaml"), "no YAML file"),
    "a name that turns round": (one(b"a: 1", "\u202elmay.yaml"), "no YAML file"),
    "deep JSON": (one(b"[" * 200_000, "x.json"), "nested too deeply"),
    "deep JSON that is closed": (one(b"[" * 100_000 + b"]" * 100_000, "x.json"), "nested too deeply"),
    "JSON with a key twice": (one(b'{"a": 1, "a": 2}', "x.json"), "stands twice"),
    "other JSON": (one(b'{"a": 1}', "x.json"), "no CASE package"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_a_sentence(name: str):
    uploads, words = HOSTILE[name]
    begun = time.monotonic()
    with pytest.raises(Refused) as refused:
        uploaded.files_of(uploads)
    assert time.monotonic() - begun < 2
    assert words in refused.value.message
    assert refused.value.errors == {"file": refused.value.message}


YAML = {
    "aliases": (b"a: &a [x, x]\nb: &b [*a, *a]\nlevels: [*b, *b]", "Aliases"),
    "depth": (b"levels: " + b"[" * 20_000, "nested more than 20 deep"),
    "duplicate keys": (b"levels: []\nlevels: []", "stands here twice"),
    "tags": (b"levels: !!python/object/apply:os.system ['true']", "Tags"),
    "not text": (b"levels: \xff\xfe", "not UTF-8"),
    "many values": (b"levels: [" + b"1," * 60_000 + b"1]", ""),
    "NUL": (b"levels: \0", "invisible character"),
}


@pytest.mark.parametrize("name", YAML)
def test_hostile_yaml_becomes_faults_with_a_place(name: str):
    raw, words = YAML[name]
    packed = checking.pack(uploaded.files_of([Upload("career_ladder.yaml", raw)]))
    assert packed.isascii() and "\\u0000" not in packed.replace("\\u0000", "", raw.count(b"\0"))
    begun = time.monotonic()
    found = checking.checked(packed)
    assert time.monotonic() - begun < 5
    assert found.framework is None and found.errors
    assert any(words in fault.message and fault.line >= 1 for fault in found.faults)


def test_the_good_twins():
    for uploads in (
        [Upload(name, data) for name, data in GOOD.items()],
        one(zipped(GOOD)),
        one(
            zipped(
                {f"data/{name}": data for name, data in GOOD.items()} | {"__MACOSX/._x": b"?", "data/.DS_Store": b"?"}
            )
        ),
        one(zipped(GOOD, zipfile.ZIP_STORED), "whatever.name"),
        [Upload(f"C:\\work\\{name}", data) for name, data in GOOD.items()],
    ):
        assert uploaded.files_of(uploads) == GOOD
    assert checking.checked(checking.pack(GOOD)).framework == source.read(DATA)[0]


def test_a_case_package():
    framework, _faults = source.read(DATA)
    assert framework
    package = case.write(framework, case.Issue("1", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)))
    files = uploaded.files_of([Upload("package.JSON", json.dumps(package).encode())])
    assert checking.checked(checking.pack(files)).framework == framework


def test_bytes_that_are_no_text_survive():
    files = {"role.yaml": b"\xff\x00\xfe", "advice.yaml": "渠道\r\n".encode()}
    assert checking.unpack(checking.pack(files)) == files

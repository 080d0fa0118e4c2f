"""Static files: known names only, addresses that change with the content."""

import re

import pytest

from app.kit import assets

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database


def test_the_style_sheets_in_their_order():
    sheet = assets.contents()["ladder.css"][0].decode()
    layers, tokens, base = (sheet.index((assets.STATIC / "css" / f"{n}.css").read_text()) for n in assets.CSS_ORDER)
    assert layers < tokens < base
    for path in (assets.STATIC / "css").glob("*.css"):
        assert sheet.count(path.read_text(encoding="utf-8")) == 1


def test_all_style_sheets_together_stay_small():
    assert len(assets.contents()["ladder.css"][0]) < 40_000


def test_an_address_changes_with_the_content():
    found = {name: assets.address(name) for name in assets.contents()}
    assert all(re.fullmatch(r"/static/[0-9a-f]{12}/[\w.]+", address) for address in found.values())
    assert len({address.split("/")[2] for address in found.values()}) == len(found)


@pytest.mark.parametrize(
    "name",
    ["css", "..", "%2e%2e%2fmain.py", "css%2ftokens.css", "tokens.css", "../settings.py", "%00", "ladder.css%00"],
)
def test_nothing_else_is_served(anonymous, name):
    assert anonymous.get(f"/static/x/{name}").status_code == 404


def test_an_unknown_name_has_no_address():
    with pytest.raises(KeyError):
        assets.address("none.css")
    assert assets.answer("x", "none.css") is None

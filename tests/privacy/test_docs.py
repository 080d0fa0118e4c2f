"""docs/privacy.md and the pages say the same."""

from pathlib import Path

from app.kit.i18n import speaking
from app.privacy import kinds, retention

TEXT = (Path(__file__).parent.parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")
DEFAULTS = {kind.id: kind.months for kind in retention.KINDS}


def lines(heading: str) -> list[str]:
    """The rows of the table under a heading."""
    part = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in part.splitlines() if line.startswith("| ")][1:]


def test_what_is_kept_about_a_person_is_what_her_page_says():
    with speaking("en"):
        said = [f"| {one.title} | {one.why} | {kinds.term(one, DEFAULTS)} | {one.readers} |" for one in kinds.KINDS]
    assert lines("What each person reads under My data") == said


def test_how_long_is_what_the_retention_says():
    said = [f"| {one.title} | {one.months} months | {one.why} |" for one in retention.KINDS]
    said += [f"| {one.title} | {one.term} | {one.why} |" for one in retention.FIXED]
    assert lines("How long it is kept") == said

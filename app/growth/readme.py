"""The README of the download: what each file and each key means, in both languages."""

from collections.abc import Iterator

from app.growth.keys import FILES, KEYS
from app.growth.record_keys import RECORD_KEYS
from app.kit import clock
from app.kit.i18n import LANGUAGES, speaking
from app.kit.i18n import gettext as _


def readme() -> str:
    """Markdown, Chinese first."""
    return "\n".join(line for language in LANGUAGES for line in _in(language))


def _in(language: str) -> Iterator[str]:
    with speaking(language):
        yield "# " + _("Growth file")
        yield ""
        yield _("Everything that Channel Ladder keeps about you, as of %(day)s.", day=clock.today().isoformat())
        yield _("JSON in UTF-8; days as 2026-11-23, moments with their distance from UTC, null where nothing is known.")
        yield _(
            "Not in it: secrets (password, second factor, addresses of feeds and chat robots), and what you wrote "
            "about others, which is theirs."
        )
        yield _(
            "So what you wrote as a manager is in the files of those it is about: assessments, conversations, records, "
            "level changes. Your private notes about a conversation stay on its page. Of your promises as a manager "
            "only title, day and state are here."
        )
        yield ""
        yield "## " + _("Files")
        yield ""
        yield from (f"- `{name}`: {_(meaning)}" for name, meaning in FILES.items())
        yield ""
        yield "## " + _("Keys")
        yield ""
        yield from (f"- `{name}`: {_(meaning)}" for name, meaning in KEYS.items())
        yield ""
        yield "## " + _("Inside a signed record")
        yield ""
        yield from (f"- `{name}`: {_(meaning)}" for name, meaning in RECORD_KEYS.items())
        yield ""

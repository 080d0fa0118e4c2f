"""Texts: there, in both languages, and not endless."""

from collections.abc import Iterator

from app.framework.checks.finding import Finding
from app.framework.model import Framework
from app.framework.texts import texts
from app.kit.i18n import Text
from app.kit.i18n import gettext as _

LONGEST = 2_000


def present(framework: Framework) -> Iterator[Finding]:
    """Only a summary may stay unwritten."""
    for path, text in texts(framework):
        if not _said(text.zh) and not _said(text.en) and path[-1] != "summary":
            message = _("This text is missing in both languages.")
            yield Finding(path, message, _("Write it as 'zh: …' and 'en: …'."))


def both_languages(framework: Framework) -> Iterator[Finding]:
    for path, text in texts(framework):
        if not _said(text.zh) and _said(text.en):
            yield Finding(path, _("The Chinese text is missing."), _("Add 'zh: …'."), "warning")
        elif _said(text.zh) and not _said(text.en):
            yield Finding(path, _("The English text is missing."), _("Add 'en: …'."), "warning")


def not_too_long(framework: Framework) -> Iterator[Finding]:
    for path, text in texts(framework):
        yield from (Finding((*path, name), *_too_long(said)) for name, said in _versions(text) if len(said) > LONGEST)


def _too_long(said: str) -> tuple[str, str]:
    return _("This text has %(n)s characters; %(most)s are possible.", n=len(said), most=LONGEST), _("Shorten it.")


def _versions(text: Text) -> tuple[tuple[str, str], ...]:
    return ("zh", text.zh or ""), ("en", text.en or "")


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


CHECKS = (present, both_languages, not_too_long)

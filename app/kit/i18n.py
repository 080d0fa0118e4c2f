"""Languages: the language of a request, translated messages, and texts that carry both languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from pydantic import BaseModel, ConfigDict

LANGUAGES = ("zh", "en")
DEFAULT = "zh"
LOCALE_DIR = Path(__file__).parent.parent / "locale"
LOCALES = {"zh": "zh_Hans", "en": "en"}


class _Holder:
    """Mutable, so that a language chosen inside a worker thread is seen by whoever set the holder."""

    __slots__ = ("language",)

    def __init__(self, language: str) -> None:
        self.language = language


_current: ContextVar[_Holder | None] = ContextVar("language", default=None)


def language() -> str:
    """The language in which the current request, command or test speaks."""
    holder = _current.get()
    return holder.language if holder else DEFAULT


def set_language(value: str) -> None:
    """Change the language of the running request."""
    holder = _current.get()
    if holder is None:
        _current.set(_Holder(value))
    else:
        holder.language = value


@contextmanager
def speaking(value: str) -> Iterator[None]:
    """Everything inside speaks `value`."""
    token = _current.set(_Holder(value))
    try:
        yield
    finally:
        _current.reset(token)


@cache
def catalogue(value: str) -> NullTranslations:
    """The message catalogue of a language; English messages are the ids themselves."""
    return Translations.load(LOCALE_DIR, [LOCALES[value]], "messages")


def gettext(message: str, /, **values: Any) -> str:
    """`message` in the current language, `%(name)s` filled from `values`."""
    text = catalogue(language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, n: int, /, **values: Any) -> str:
    text = catalogue(language()).ngettext(singular, plural, n)
    return text % {"n": n, "num": n, **values}


def noop(message: str) -> str:
    """Marks a message for extraction where it is translated later."""
    return message


class Text(BaseModel):
    """A text of the content files, in Chinese, English or both."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    zh: str | None = None
    en: str | None = None

    def in_(self, value: str) -> str:
        """The text in one language; a missing one falls back to English, then to Chinese."""
        return (self.zh if value == "zh" else self.en) or self.en or self.zh or ""

    def __str__(self) -> str:
        return self.in_(language())

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


def negotiate(header: str) -> str | None:
    """The best language for an Accept-Language header, or None when it names none of ours."""
    best: tuple[float, str] | None = None
    for part in header[:500].split(","):
        tag, *parameters = part.split(";")
        name, weight = tag.strip().split("-")[0].lower(), _quality(parameters)
        if name in LANGUAGES and 0 < weight <= 1 and (best is None or weight > best[0]):
            best = (weight, name)
    return best[1] if best else None


def _quality(parameters: list[str]) -> float:
    """The weight of a language, 1 where none is given, 0 for nonsense. Source: RFC 9110, section 12.4.2."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def known(message: str) -> bool:
    """Whether a text is a message of the product (its Chinese catalogue is complete)."""
    catalog: dict[object, object] = getattr(catalogue("zh"), "_catalog", {})
    return message in catalog

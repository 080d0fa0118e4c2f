"""Whether every message of the product has its Chinese."""

from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from app.kit.i18n import LOCALE_DIR, LOCALES

ROOT = LOCALE_DIR.parent.parent
CHINESE = LOCALE_DIR / LOCALES["zh"] / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "noop": None}


def extracted() -> dict[str, str]:
    """Every message in code and templates, with the file that says it first."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found: dict[str, str] = {}
    for name, _line, message, _comments, _context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        for one in message if isinstance(message, tuple) else (message,):
            if one:
                found.setdefault(one, name)
    return found


def chinese() -> Catalog:
    """The Chinese catalogue as it stands in the sources; empty when there is none."""
    if not CHINESE.exists():
        return Catalog()
    with CHINESE.open("rb") as file:
        return read_po(file)


def faults() -> Iterator[str]:
    """Messages without Chinese, doubtful ones, and a compiled catalogue that is missing or old."""
    catalogue = chinese()
    known = {one for message in catalogue if message.id for one in _forms(message.id)}
    for one, name in extracted().items():
        if one not in known:
            yield f"{name}: not in the catalogue: {one!r}"
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"{CHINESE.name}:{message.lineno}: marked fuzzy: {message.id!r}"
        elif not all(_forms(message.string)):
            yield f"{CHINESE.name}:{message.lineno}: no Chinese: {message.id!r}"
    compiled = CHINESE.with_suffix(".mo")
    if CHINESE.exists() and (not compiled.exists() or compiled.stat().st_mtime < CHINESE.stat().st_mtime):
        yield f"{compiled.name}: not compiled from {CHINESE.name} as it stands; run `make setup`"


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(one) for one in text) if isinstance(text, list | tuple) else (str(text or ""),)

"""Documents to print: a template of app/typst and data → a tagged PDF (PDF/UA-1).

What people wrote is data and never markup: templates put strings where they belong and evaluate none.
A character that no font has stands in the PDF as its number, [U+1F600]; without a Chinese font there is
no PDF but a sentence that says what to install.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from app.kit import clock
from app.kit.errors import Problem
from app.kit.i18n import gettext as _
from app.kit.i18n import language, noop

log = structlog.get_logger()
TEMPLATES = Path(__file__).parent.parent / "typst"
CHILD = Path(__file__).with_name("typeset_child.py")
SECONDS = 60
MOST = 20_000_000
"""Bytes of data for one document."""

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
)


class NoFont(Problem):
    """This machine has no font with Chinese characters."""

    status = 503
    title = noop("The PDF needs a Chinese font")


class TooLong(Problem):
    """The document takes longer than anybody waits, or more than the machine can spare."""

    status = 503
    title = noop("The PDF is too long")


def render(template: str, data: Mapping[str, Any], folder: Path | None = None, *, system_fonts: bool = True) -> bytes:
    """The PDF of app/typst/`template`.typ with `data` (of JSON's types), in the current language.

    `folder` holds more fonts, taken first. NoFont and TooLong are for the reader; RuntimeError is a fault of
    the template.
    """
    order = {
        "template": str(TEMPLATES / f"{template}.typ"),
        "root": str(TEMPLATES),
        "data": {**data, "language": language()},
        "folder": str(folder.resolve()) if folder else "",
        "system": system_fonts,
        "families": FAMILIES,
        "timestamp": int(clock.now().timestamp()),
        "seconds": SECONDS,
    }
    sent = json.dumps(order, ensure_ascii=True).encode()
    if len(sent) > MOST:
        raise TooLong(_("There is too much in it for one PDF. Leave some parts out."))
    return _pdf(_answer(sent))


def _answer(sent: bytes) -> bytes:
    command = [sys.executable, "-I", str(CHILD)]
    try:
        done = subprocess.run(command, input=sent, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise TooLong(_("Setting the PDF took too long. Leave some parts out.")) from error
    if done.returncode < 0:  # ended by a bound
        raise TooLong(_("Setting the PDF took too long. Leave some parts out."))
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    return done.stdout


def _pdf(answer: bytes) -> bytes:
    line, _newline, pdf = answer.partition(b"\n")
    head = json.loads(line)
    fault = head.get("fault", "")
    if fault == "no_font":
        raise NoFont(no_font())
    if fault:
        raise RuntimeError(fault)
    if head["marked"]:
        log.info("characters without a font", characters=[f"U+{ord(mark):04X}" for mark in head["marked"]])
    return pdf


def no_font() -> str:
    """What is looked for, and what to install."""
    return _(
        "No PDF was made: its Chinese would be blank, because this server has no Chinese font. It looks for "
        "%(families)s. Your administrator can install one (on Debian: fonts-noto-cjk or fonts-wqy-microhei), or "
        "name a folder with a font in LADDER_FONT_DIR. The page itself can be printed from the browser.",
        families=_(", ").join(FAMILIES),
    )

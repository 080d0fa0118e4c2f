"""Posted forms: fields → Pydantic values, or errors by field in the reader's language with the input kept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message, Receive

from app.kit import uploads
from app.kit.errors import Problem, Refused, TooLarge
from app.kit.i18n import gettext as _

MAX_BODY = 1024 * 1024
MAX_FIELDS = 400
# Pydantic takes 0 and 86400 for days of 1970 as well
_DAY = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2}\s*)?")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Posted:
    """What a form sent: every field with all its values, in order; files only on a route that takes them."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[uploads.Upload, ...]] = field(default_factory=dict)
    # makes the problem for which the form cannot be used, although its text was read; no handler sees such a form
    fault: Callable[[], Problem] | None = None
    # whether a file came along, kept or not
    with_files: bool = False

    def get(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        return self.fields.get(name, (default,))[0]

    @property
    def values(self) -> dict[str, str]:
        """Each field's first value, to show in the form again."""
        return {name: values[0] for name, values in self.fields.items()}


async def read(request: Request, files: bool = False) -> Posted:
    """The form of a request; an unreadable or foreign body is Refused, one over 1 MB TooLarge.

    With `files`, a multipart body may hold 10 MB in up to five files besides. Where it holds more, the
    text is still returned, with what is wrong in `fault`.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data", ""):
        raise Refused(_("This address takes forms only."))
    try:
        if files and kind == "multipart/form-data":
            return await _read_files(request)
        limited = Request(request.scope, _up_to(MAX_BODY, request))
        data: FormData = await limited.form(max_fields=MAX_FIELDS, max_files=0, max_part_size=MAX_BODY)
        return _posted(data)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise Refused(_("The form could not be read.")) from error
    except (MultiPartException, ValueError) as error:
        raise Refused(_("The form could not be read.")) from error


def _up_to(most: int, request: Request) -> Receive:
    """The body's parts, until there are too many bytes of them; TooLarge then, or when so many are announced."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > most:
        raise TooLarge()
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > most:
            raise TooLarge()
        return message

    return receive


async def _read_files(request: Request) -> Posted:
    try:
        patient = Request(request.scope, _up_to(uploads.PATIENCE, request))
        data, large = await uploads.parse(request.headers, patient.stream(), MAX_FIELDS)
    except TooLarge:
        return Posted(fault=uploads.too_large, with_files=True)
    try:
        fields = _posted(data).fields
        files = {} if large else await uploads.files(data)
    finally:
        await data.close()
    if large:
        return Posted(fields, fault=uploads.too_large, with_files=True)
    if sum(map(len, files.values())) > uploads.MAX_FILES:
        return Posted(fields, fault=uploads.too_many, with_files=True)
    return Posted(fields, files, with_files=bool(files))


def _posted(data: FormData) -> Posted:
    """The text fields. ValueError for lone surrogates, which a part's own character set can carry in."""
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in data.multi_items():
        if not isinstance(value, UploadFile):
            f"{name}{value}".encode()
            fields[name] = (*fields.get(name, ()), value)
    return Posted(fields)


def parse(model: type[Model], posted: Posted) -> Model:
    """The posted fields as `model`; raises Refused with a sentence for each field at fault.

    A field that the model does not know is passed over, so nothing can be slipped in; a field
    sent twice is a fault unless the model wants a list.
    """
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        sent = posted.fields.get(info.alias or name, ())
        if get_origin(info.annotation) in (list, tuple, set, frozenset):
            values[name] = list(sent)
        elif len(sent) > 1:
            errors[name] = _("This field was sent twice; reload the page and try again.")
        elif sent and _is_day(info.annotation) and not _DAY.fullmatch(sent[0]):
            errors[name] = _sentence("date", {}, sent[0])
        elif sent:
            values[name] = sent[0]
    try:
        parsed = model.model_validate(values, by_name=True)
    except ValidationError as error:
        errors = {**_sentences(error), **errors}
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    return parsed


def _is_day(annotation: Any) -> bool:
    return annotation is date or any(map(_is_day, get_args(annotation)))


def _sentences(error: ValidationError) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in error.errors(include_url=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        found.setdefault(name, _sentence(item["type"], item.get("ctx") or {}, item["input"]))
    return found


def _sentence(kind: str, context: Mapping[str, Any], value: object) -> str:
    if kind == "in_words":
        return str(context["words"])
    if kind in ("missing", "string_too_short", "too_short", "string_type"):
        return _("Please fill this in.")
    if kind in ("string_too_long", "too_long"):
        return _("At most %(most)s characters; this has %(now)s.", most=context["max_length"], now=len(str(value)))
    if kind == "unreadable_text" or kind == "string_unicode":
        return _("Contains characters that cannot be stored (control characters, for example). Please remove them.")
    if kind.startswith(("int", "float", "finite")):
        return _("Must be a whole number.")
    if kind in ("greater_than_equal", "less_than_equal"):
        return _("This number is outside what is possible here.")
    if kind.startswith("date"):
        return _("Must be a date such as 2026-11-23.")
    if kind in ("literal_error", "enum", "bool_parsing"):
        return _("Please choose one of the values offered.")
    if kind == "password_short":
        return _("At least 12 characters.")
    return _("This could not be understood; please check the spelling.")

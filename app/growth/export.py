"""The download of everything: a ZIP of one JSON file per part, a README that explains each key, and the files."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any

from sqlmodel import Session

from app.growth import queries, record_queries, request_queries
from app.growth.contents import contents
from app.growth.gather import gather
from app.growth.naming import safe
from app.growth.readme import readme
from app.kit import clock
from app.people.access import Actor


def write(db: Session, actor: Actor) -> IO[bytes]:
    """The ZIP in a temporary file that is gone once closed. One attachment at a time is in memory."""
    file = TemporaryFile()  # noqa: SIM115
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, data in _members(db, actor):
                # pictures and PDFs are packed already
                how = zipfile.ZIP_STORED if name.startswith("files/") else zipfile.ZIP_DEFLATED
                pack.writestr(_member(name), data, how)
    except BaseException:
        file.close()
        raise
    return file


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, clock.now().timetuple()[:6])
    member.external_attr = 0o600 << 16
    return member


def _members(db: Session, actor: Actor) -> Iterator[tuple[str, bytes]]:
    me = actor.person_id
    more = record_queries.all_of(db, record_queries.ONLY_EXPORTED, me)
    more |= request_queries.requests(db, me)
    more |= {"acts": queries.acts(db, me), "reminded": queries.reminded(db, me)}
    gathered = gather(db, actor)
    yield "README.md", readme().encode()
    for name, content in contents(gathered, more).items():
        yield f"{name}.json", to_json(content)
    for one in gathered.evidence["attachments"]:
        yield safe(one["id"], one["name"], one["media_type"]), record_queries.content(db, me, one["id"])


def to_json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)

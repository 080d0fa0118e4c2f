"""Deeds about evidence: logging it, asking for verification, answering."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw
from sqlmodel import Session, select

from app.demo.career import Career
from app.demo.days import at_work, moment
from app.demo.record import Asked, Logged
from app.demo.world import Act, Deed, World
from app.evidence import rules
from app.evidence.content import Content
from app.evidence.files import rules as attaching
from app.evidence.kinds import kind
from app.evidence.models import Contribution, Evidence
from app.evidence.shares import answers as share_answers
from app.evidence.shares import rules as sharing
from app.evidence.verification import rules as verifying
from app.evidence.verification import verdicts
from app.kit.files import inspect

SCAN = (900, 640)
INK, PAPER, SEAL = (40, 44, 41), (250, 247, 241), (168, 50, 31)


def recording(seat: int, career: Career, entries: Sequence[Logged], rng: Random) -> Iterator[Deed]:
    """All that is done about one person's entries; her manager of the day is the one who is asked."""
    for number, entry in enumerate(entries):
        logged = at_work(entry.on, rng)
        yield Deed(logged, _log(seat, number, entry))
        if entry.shares:
            yield Deed(logged + timedelta(minutes=5), _share(seat, number, entry))
        boss = career.boss_on(entry.on)
        if entry.asked and boss is not None:
            yield Deed(max(logged, at_work(entry.asked.on, rng)), _ask(seat, number, boss))
            if entry.asked.answered:
                yield Deed(_evening(entry.asked.answered), _answer(seat, number, boss, entry.asked))


def _evening(day: date) -> datetime:
    return moment(day, 0, hour=18)


def _log(seat: int, number: int, entry: Logged) -> Act:
    def act(db: Session, world: World) -> None:
        what = kind(entry.kind)
        details = what.details.model_validate(entry.details)
        content = Content(entry.title, details, entry.competencies, entry.indicators)
        made = rules.add(
            db, world.actors[seat], what, content, once=f"demo-{seat}-{number}", private=entry.private
        )  # fmt: skip
        assert made.id is not None
        world.entries[seat, number] = made.id
        if entry.scan:
            attaching.attach(db, world.actors[seat], made.id, [inspect(_scan(), f"{entry.title}.png")])

    return act


def _share(seat: int, number: int, entry: Logged) -> Act:
    """Colleagues with their shares; who is to confirm does so at once."""

    def act(db: Session, world: World) -> None:
        shares = {world.person(other): percent for other, (percent, _) in entry.shares.items()}
        evidence = world.entries[seat, number]
        sharing.share(db, world.actors[seat], evidence, shares)
        for other, (percent, confirmed) in entry.shares.items():
            if confirmed:
                actor = world.actors[other]
                its = Contribution.evidence_id == evidence, Contribution.person_id == actor.person_id
                share = db.exec(select(Contribution.id).where(*its)).one()
                assert share is not None
                share_answers.answer(db, actor, share, "confirmed", "", percent)

    return act


def _ask(seat: int, number: int, boss: int) -> Act:
    def act(db: Session, world: World) -> None:
        asked = verifying.ask(db, world.actors[seat], world.entries[seat, number], world.person(boss))
        assert asked.id is not None
        world.questions[seat, number] = asked.id

    return act


def _answer(seat: int, number: int, boss: int, asked: Asked) -> Act:
    def act(db: Session, world: World) -> None:
        assert asked.outcome is not None
        version = db.get_one(Evidence, world.entries[seat, number]).version
        question = world.questions.pop((seat, number))
        verdicts.answer(db, world.actors[boss], question, asked.outcome, asked.comment, version)

    return act


@cache
def _scan() -> bytes:
    """A sheet with a frame and a seal, as a certificate looks from afar."""
    image = Image.new("RGB", SCAN, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((24, 24, SCAN[0] - 24, SCAN[1] - 24), outline=INK, width=6)
    for row in range(7):
        draw.rectangle((140, 150 + 46 * row, 760 - 90 * (row % 3), 162 + 46 * row), fill=INK)
    draw.ellipse((620, 420, 780, 580), outline=SEAL, width=10)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()

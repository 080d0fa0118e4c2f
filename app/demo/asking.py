"""Deeds about people's own data: what somebody asks HR to correct, and a letter of somebody who left."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from app.demo.cast import LIN_XIAOYU, ZHAO_LEI
from app.demo.cycling import hr
from app.demo.days import moment
from app.demo.telling import Tale
from app.demo.world import Deed, World
from app.privacy import corrections, requests

HOUR = 15
WEEK = timedelta(days=7)


def asking(tale: Tale) -> Iterator[Deed]:
    """One correction that was answered, two that wait, and a request to be erased that waits."""
    seats = {name: number for number, name in tale.names.items()}
    lin, zhao = seats[LIN_XIAOYU], seats[ZHAO_LEI]
    last = tale.days.last
    before = tale.days.acted(last - WEEK)
    yield Deed(moment(before, 1, HOUR), lambda db, world: _answered(db, world, lin))
    yield Deed(moment(last, 2, HOUR), lambda db, world: _wait(db, world, lin, zhao))
    gone = [number for number, story in tale.stories.items() if story.career.left and story.career.left <= last]
    if gone:
        yield Deed(moment(last, 3, HOUR), lambda db, world: _letter(db, world, gone[0]))


def _answered(db: Session, world: World, lin: int) -> None:
    asked = corrections.ask(db, world.actors[lin], "line", "虚线上级少一位：市场部项目负责人", "三月起每周开会。")
    assert asked.id is not None
    words = "问过你的上级：这是项目合作，不是汇报线，所以维持原样。以后转为长期再补。"
    corrections.answer(db, hr(world), asked.id, "declined", "", words)


def _wait(db: Session, world: World, lin: int, zhao: int) -> None:
    corrections.ask(db, world.actors[lin], "email", "lin.xiaoyu@example.com", "公司上个月统一换了邮箱。")
    corrections.ask(db, world.actors[zhao], "joined_on", "比现在的记录早一天", "合同第一页写的是周一。")


def _letter(db: Session, world: World, gone: int) -> None:
    requests.ask_for(db, hr(world), world.person(gone), "本人来信，要求删除在职期间的全部资料。")

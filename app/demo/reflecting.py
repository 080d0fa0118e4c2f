"""Deeds about reflections: what somebody writes when asked, what comes of it, and what she shares."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlmodel import Session

from app.demo.days import Days, at_work
from app.demo.story import Story
from app.demo.world import Act, Deed, World
from app.goals import queries as goals
from app.goals.actions import Step
from app.reflections import rules, sharing
from app.reflections.asked import agenda
from app.reflections.finishing import Change, ChangedGoal, Nothing, finish

ANSWERS = (
    "这个季度时间大多花在救急上，真正推进的只有一件。救急里有一半是因为我没有提前把规则讲清楚。下次签约时把调拨和退换写进附件。",
    "一开始以为是价格问题，跑了三家店才知道是补货太慢。以后先看库存再谈政策。",
    "最有用的是把口径写下来那一步，后面争论少了很多。最没用的是反复改汇报格式。",
    "我习惯自己做完再给别人看，结果返工两次。早一点把半成品拿出来，同事指出的问题一天就改好了。",
    "对方换了负责人，我等了两周才去拜访，关系又从头来。关键联系人要有两个。",
    "这次活动数字好看，但退货率没有盯，净额其实只完成八成。以后目标只写净额。",
)
REASONS = (
    "眼下的目标已经够满，先照原计划做完。",
    "再观察一个月，看是不是个别情况。",
    "和手上的目标是同一件事，不另立。",
)
STEP = "把这次复盘里的做法写成一页说明，给同组看一遍"


@dataclass(frozen=True, slots=True)
class Thought:
    """One reflection on a day; `share`: how many of its first sentences its writer shows."""

    on: date
    answer: str
    share: int = 0
    changes_goal: bool = False
    draft: bool = False


def reflecting(seat: int, story: Story, days: Days, rng: Random) -> Iterator[Deed]:
    """None, one or two of them in the last half year."""
    if story.career.left or story.state == "new":
        return
    for ago in sorted(rng.sample((20, 60, 110, 150), rng.choice((0, 1, 1, 2))), reverse=True):
        on = days.ago(ago)
        if on > story.career.joined:
            yield thinking(seat, Thought(on, rng.choice(ANSWERS), share=int(rng.random() < 0.2)), rng)


def thinking(seat: int, thought: Thought, rng: Random) -> Deed:
    """What asks her on that day; her own accord when nothing does."""
    return Deed(at_work(thought.on, rng), _write(seat, thought, rng.choice(REASONS)))


def _write(seat: int, thought: Thought, reason: str) -> Act:
    def act(db: Session, world: World) -> None:
        actor = world.actors[seat]
        asked = agenda(db, actor).asked
        key = asked[0].due.key if asked else f"own:demo-{seat:05}-{thought.on.isoformat()}"
        begun = rules.begin(db, actor, key)
        assert begun.id is not None
        rules.write(db, actor, begun.id, thought.answer, begun.version)
        if thought.draft:
            return
        finish(db, actor, begun.id, _change(db, actor.person_id, thought, reason))
        if thought.share:
            sharing.share(db, actor, begun.id, range(thought.share), "", frozenset())

    return act


def _change(db: Session, person_id: int, thought: Thought, reason: str) -> Change:
    active = [goal for goal in goals.open_goals(db, person_id) if goal.active] if thought.changes_goal else []
    return ChangedGoal(active[0].id, step=Step(STEP)) if active else Nothing(reason)

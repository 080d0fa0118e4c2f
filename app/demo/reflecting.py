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

ANSWERS = {
    "": (
        "这个季度时间大多花在救急上，真正推进的只有一件。救急里有一半是因为我没有提前把规则讲清楚。下次签约时把调拨和退换写进附件。",
        "这次活动数字好看，但退货率没有盯，净额其实只完成八成。以后目标只写净额。",
    ),
    "clear_goal": (
        "真正往前推的只有签下两家县域客户这一件，其余时间大多花在救急上。救急里有一半是因为规则没提前讲清楚。下次签约时把调拨和退换写进附件，把时间省给年度目标。",
    ),
    "skills": ("贡献表是手工拼的，每周多花半天。同事用透视表十分钟就出来了。下个月先学会透视表，用在渠道周报上。",),
    "experience": (
        "谈判都是我去的，签约和培训一直是同事代做。离计划最远的那次也差在培训：导购不会讲，首单卖得慢。下个项目从签约到首单培训我自己走一遍。",
        "一开始以为是价格问题，跑了三家店才知道是补货太慢。以后先看库存再谈政策。",
    ),
    "network": (
        "对方换了负责人，我等了两周才去拜访，关系又从头来。关键联系人要有两个。下个月先去认识这家客户的仓储主管。",
    ),
    "certificates": (
        "平台招商会看运营资质，我们组只有一个人有。备考正好撞上大促，所以拖了两次。先报大促后那一场，学完拿自播间试。",
    ),
    "responsibility": (
        "调货一直等主管拍板，其实数据都在我手里。等一次就晚两天，门店已经抱怨过三回。下次带着限额方案去谈：五万元以内我来定，每周报一次。",
    ),
    "industry": (
        "抽佣调整的公告我晚看到四天，那一周的毛利已经亏进去了。消息其实在服务商群里先有。以后每周一早上先看平台公告和两个服务商群。",
    ),
    "leadership": (
        "我习惯自己做完再给别人看，结果返工两次。早一点把半成品拿出来，同事指出的问题一天就改好了。下个月巡检交给新同事，中间只看两次。",
    ),
    "challenge": (
        "团购我看到了机会，怕退货就放下了。其实两个城市试四周，花费不到一万。下次先写清最多亏多少，再决定试不试。",
    ),
    "reflect": (
        "上季度说好的每周复盘只做了三次，都卡在月底报表。报表是死的，复盘可以挪到周三。改成两周一次，只写一条改动。",
    ),
}
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
            yield thinking(seat, Thought(on, share=int(rng.random() < 0.2)), rng)


def thinking(seat: int, thought: Thought, rng: Random) -> Deed:
    """What asks her on that day; her own accord when nothing does."""
    return Deed(at_work(thought.on, rng), _write(seat, thought, rng.choice(REASONS), rng.random()))


def _write(seat: int, thought: Thought, reason: str, luck: float) -> Act:
    def act(db: Session, world: World) -> None:
        actor = world.actors[seat]
        asked = agenda(db, actor).asked
        key = asked[0].due.key if asked else f"own:demo-{seat:05}-{thought.on.isoformat()}"
        begun = rules.begin(db, actor, key)
        assert begun.id is not None
        answers = ANSWERS.get(begun.advice or "", ANSWERS[""])
        answer = answers[int(luck * len(answers))]
        if thought.draft:
            answer = answer.partition("。")[0] + "。"
        rules.write(db, actor, begun.id, answer, begun.version)
        if thought.draft:
            return
        finish(db, actor, begun.id, _change(db, actor.person_id, thought, reason))
        if thought.share:
            sharing.share(db, actor, begun.id, range(thought.share), "", frozenset())

    return act


def _change(db: Session, person_id: int, thought: Thought, reason: str) -> Change:
    active = [goal for goal in goals.open_goals(db, person_id) if goal.active] if thought.changes_goal else []
    return ChangedGoal(active[0].id, step=Step(STEP)) if active else Nothing(reason)

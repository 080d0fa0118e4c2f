"""The six people whom the documentation and the tests call by their names."""

from dataclasses import dataclass
from datetime import date
from random import Random

from app.demo.career import Career, climb, reporting
from app.demo.days import MONTH_DAYS, Days
from app.demo.growth import Course, step_of
from app.demo.ladder import Ladder
from app.demo.names import Name
from app.demo.organisation import Seat
from app.demo.story import Story, assess, tell
from app.framework.model import Framework, Level

HR, ADMIN = 0, 1
WANG_FANG = Name("王芳", "Wang Fang", "wangfang")
ADMINISTRATOR = Name("系统管理员", "System Administrator", "admin")
ZHOU_MIN = Name("周敏", "Zhou Min", "zhoumin")
CHEN_JIANGUO = Name("陈建国", "Chen Jianguo", "chenjianguo")
LIN_XIAOYU = Name("林晓雨", "Lin Xiaoyu", "linxiaoyu")
ZHAO_LEI = Name("赵磊", "Zhao Lei", "zhaolei")
CAST = (WANG_FANG, ADMINISTRATOR, ZHOU_MIN, CHEN_JIANGUO, LIN_XIAOYU, ZHAO_LEI)
ROLES = {WANG_FANG: "hr", ADMINISTRATOR: "admin"}

ASSESSED_DAYS_AGO = (395, 215, 21)
IN_LEVEL_MONTHS = 14
JOINED_MONTHS = 31


@dataclass(frozen=True, slots=True)
class Part:
    """A named person on the ladder, with the level preferred for her."""

    name: Name
    level: Level


def parts(framework: Framework, seats: list[Seat]) -> dict[int, Part]:
    """The named people on the ladder by the number of their seat."""
    levels = framework.levels
    director = next(seat for seat in seats if seat.kind == "director")
    first, second = [seat for seat in seats if seat.kind == "manager"][:2]
    below = {seat.boss: seat.number for seat in reversed(seats) if seat.kind == "operator"}
    operator = framework.level("intermediate") or levels[min(1, len(levels) - 2)]
    return {
        director.number: Part(ZHOU_MIN, framework.level("director") or levels[-1]),
        first.number: Part(CHEN_JIANGUO, framework.level("senior") or levels[-2]),
        below[first.number]: Part(LIN_XIAOYU, operator),
        below[second.number]: Part(ZHAO_LEI, operator),
    }


def story_of(part: Part, seat: Seat, bosses: dict[int, Career], ladder: Ladder, days: Days, rng: Random) -> Story:
    """The story of an operator of the cast: settled in her level, with submitted self-assessments."""
    since, joined = days.ago(IN_LEVEL_MONTHS * MONTH_DAYS), days.ago(JOINED_MONTHS * MONTH_DAYS)
    held = climb(ladder, part.level, since, joined, leads=False)
    career = Career(joined if len(held) > 1 else since, held, ())
    career = Career(career.joined, held, reporting(seat, career.joined, bosses))
    if part.name != LIN_XIAOYU:
        return tell(seat, "submitted", career, ladder, days, rng, waits=True)
    dates: list[date] = [days.ago(ago) for ago in ASSESSED_DAYS_AGO]
    path = _towards(ladder.framework, ladder.next_of(part.level))
    sittings = assess(seat, "submitted", career, path, dates, ladder, days, rng, thorough=True)
    return Story(seat, "submitted", career, sittings)


def _towards(framework: Framework, aim: Level) -> dict[str, Course]:
    """Gaps towards `aim`, key competencies among them; one competency without opportunity and one not rated."""
    needs = {competency.id: step_of(framework, aim.required[competency.id]) for competency in framework.competencies}
    found = {id: Course(need, climbed=min(need, place % 3)) for place, (id, need) in enumerate(needs.items())}
    key = [id for id in needs if id in aim.key]
    other = [id for id in needs if id not in aim.key]
    for id, short in zip((*key[:2], *other[:2]), (1, 2, 1, 1), strict=False):
        found[id] = Course(max(0, needs[id] - short), climbed=1)
    if len(other) > 3:
        found[other[-1]] = Course(needs[other[-1]], absent="no_opportunity", until=len(ASSESSED_DAYS_AGO))
        found[other[-2]] = Course(needs[other[-2]], absent="unrated", until=len(ASSESSED_DAYS_AGO))
    return found

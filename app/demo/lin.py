"""The record of 林晓雨, whom the documentation and the tests know: one of everything, in every state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.demo.days import Days, workday
from app.demo.planning import Intent
from app.demo.recipes import CERTIFICATES, CHALLENGES, OTHERS, PROJECTS, RESPONSIBILITIES
from app.demo.record import Asked, Logged, Recorder
from app.demo.reflecting import Thought
from app.kit.dates import add_months

TARGET_MONTHS, HOURS_A_MONTH = 13, 10
EXPIRES_IN, IN_TOUCH_IN = 41, 5
LEARNED = 6
"""The number of the entry about the course in data analysis."""
RETURNED = "第三周的退货数据和平台后台对不上，请核对后再提。"


def entries(recorder: Recorder, colleagues: list[int]) -> Iterator[Logged]:
    """Led and owned projects, confirmed, asked and returned ones; `colleagues` had shares in one of them."""
    today = recorder.days.today
    made = _Made(recorder)
    shares = dict(zip(colleagues, ((30, True), (20, False)), strict=False))
    yield made(PROJECTS[0], "led", 170, confirmed=True, cross_department=True)
    yield replace(made(PROJECTS[1], "owned", 320, confirmed=True), shares=shares)
    yield replace(made(PROJECTS[5], "led", 33, cross_department=True), asked=Asked(recorder.days.ago(6)))
    yield made(PROJECTS[7], "owned", 20, ended_on=None)
    yield made(CHALLENGES[0], "led", 95, returned=True)
    expires = today + timedelta(days=EXPIRES_IN)
    issued = add_months(expires, -36).isoformat()
    yield replace(
        made(CERTIFICATES[0], "", 250, confirmed=True, issued_on=issued, expires_on=expires.isoformat()), scan=True
    )
    yield made(OTHERS[0], "", 120)
    yield made(OTHERS[2], "", 390)
    yield made(OTHERS[4], "", 210, next_touch_on=(today + timedelta(days=IN_TOUCH_IN)).isoformat())
    yield made(OTHERS[6], "", 26)
    yield made(OTHERS[8], "", 140, confirmed=True)
    yield made(RESPONSIBILITIES[0], "owned", 190)


class _Made:
    """A recipe as her entry, with the answer it got."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def __call__(
        self, recipe: object, role: str, ago: int, *, confirmed: bool = False, returned: bool = False, **details: object
    ) -> Logged:
        found = self.recorder.logged(recipe, role, ago=ago, ask=False, **details)  # type: ignore[arg-type]
        assert found is not None
        if not (confirmed or returned):
            return found
        asked, answered = workday(found.on + timedelta(days=1)), self.recorder.days.ago(ago - 7)
        said = Asked(asked, answered, "returned", RETURNED) if returned else Asked(asked, answered, "confirmed")
        return replace(found, asked=said)


def intents(assessed: date) -> list[Intent]:
    """An agreed goal half done, one waiting for agreement, one paused, one met with what was learned."""
    begun = workday(assessed + timedelta(days=3))
    return [
        Intent(0, begun, 150, 24, done=1),
        Intent(1, begun, 200, 16, agreed=False),
        Intent(2, begun, 120, 12, paused_after=20),
        Intent(3, begun, 45, 20, done=2, met_with=LEARNED),
    ]


def thoughts(days: Days) -> list[Thought]:
    """One shared in part, one that changed a goal, one begun."""
    return [
        Thought(days.ago(150), share=1),
        Thought(days.ago(30), changes_goal=True),
        Thought(days.ago(4), draft=True),
    ]

"""What each person of the demo organisation has logged, on which days, and what others said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from app.demo.career import Career
from app.demo.days import Days, workday
from app.demo.growth import State
from app.demo.recipes import CERTIFICATES, CHALLENGES, OTHERS, PROJECTS, RESPONSIBILITIES, Recipe
from app.framework.model import Framework

Outcome = Literal["confirmed", "returned"]
ROLES = ("took_part", "owned", "led")
HOW_MANY: dict[State, tuple[int, int]] = {
    "new": (0, 1), "mid": (1, 4), "submitted": (2, 5), "ready": (6, 8), "stuck": (1, 2), "left": (1, 3),
}  # fmt: skip
PRIVATE_KINDS = ("contact",)
UNVERIFIED_KINDS = ("contact", "industry_note")
_RANGE = re.compile(r"\{(\d+)-(\d+)\}")
RETURNED = {
    "project": (
        "结果数字请注明是哪一天取的，和我手上的报表差一截。",
        "分工和我记得的不一样，先和同组对一下再提。",
        "过程写得清楚，结果只有一句，请补上前后对比。",
    ),
    "challenge": ("成果写得太笼统，补上试了几周、花了多少、留下什么。", "那次是两个组一起试的，把谁做了哪一段写清楚。"),
    "learning": ("用在哪里写得太虚，请举一张报表或一次谈判。", "学时比我了解的多，请核对后再提。"),
    "certificate": ("证书编号查不到，请核对，并附上扫描件。", "有效期和扫描件上的不一致，请改过来。"),
    "coaching": ("对方说还不能独立做，等能自己跑一遍再提。", "带了几次、从哪天到哪天，请补上。"),
    "responsibility": ("这件事上个月已经交接出去了，请补上结束日期。", "当时定的范围比这窄，请按交接邮件里写的改。"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked on a day, and answered on another; no `outcome`: not yet."""

    on: date
    answered: date | None = None
    outcome: Outcome | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry: what is logged on `on`. `private` and `asked` exclude each other; `scan`: with a picture."""

    kind: str
    title: str
    details: dict[str, Any]
    competencies: tuple[str, ...]
    on: date
    indicators: tuple[str, ...] = ()
    private: bool = False
    asked: Asked | None = None
    scan: bool = False
    shares: dict[int, tuple[int, bool]] = field(default_factory=dict)


class Recorder:
    """Makes up the entries of one person: her career and her luck decide."""

    def __init__(self, framework: Framework, career: Career, days: Days, rng: Random) -> None:
        self.framework, self.career, self.days, self.rng = framework, career, days, rng
        self.end = min(career.left - timedelta(days=20), days.last) if career.left else days.last
        self.begin = max(career.joined, days.start) + timedelta(days=10)

    def entries(self, state: State) -> Iterator[Logged]:
        """Everything she logs, in the order of what it is about, not of time."""
        count = self.rng.randint(*HOW_MANY[state])
        for recipe in self._recipes(count):
            found = self.logged(recipe, self._role(state))
            if found is not None:
                yield found

    def _recipes(self, count: int) -> list[Recipe]:
        """About half projects; the others of all kinds; a certificate here and there."""
        projects = self.rng.sample(PROJECTS, min(len(PROJECTS), (count + 1) // 2))
        rest = [*OTHERS, *RESPONSIBILITIES, *CHALLENGES, *CERTIFICATES]
        return projects + self.rng.sample(rest, max(0, count - len(projects)))

    def _role(self, state: State) -> str:
        """The higher the level, the larger the role; whoever is ready has led."""
        rank = self.framework.rank(self.career.held[-1].level.id) or 1
        if state == "ready":
            return "led" if rank > 1 else "owned"
        return ROLES[min(2, self.rng.choice((0, 1)) + (rank > 1))]

    def logged(
        self, recipe: Recipe, role: str, *, ago: int | None = None, ask: bool = True, **details: Any
    ) -> Logged | None:
        """A recipe on days that fit her career, `ago` days before today where given; None when none do."""
        span = (self.end - self.begin).days
        if span < 1:
            return None
        on = self.days.ago(ago) if ago is not None else workday(self.end - timedelta(days=self.rng.randint(0, span)))
        if not self.begin <= on <= self.end:
            return None
        ended = on - timedelta(days=self.rng.randint(1, 9))
        started = ended - timedelta(days=self.rng.randint(*recipe.days))
        filled = {**self._filled(dict(recipe.details)), **self._dated(recipe, role, started, ended), **details}
        competencies = self._competencies(recipe)
        private = recipe.kind in PRIVATE_KINDS
        asked = None if private or not ask or recipe.kind in UNVERIFIED_KINDS else self._asked(recipe.kind, on)
        return Logged(
            recipe.kind,
            self._fill(recipe.title),
            filled,
            competencies,
            on,
            self._indicators(competencies),
            private,
            asked,
        )

    def _dated(self, recipe: Recipe, role: str, started: date, ended: date) -> dict[str, Any]:
        begun, done = started.isoformat(), ended.isoformat()
        match recipe.kind:
            case "project":
                steps = self.framework.workflow
                chosen = self.rng.sample(steps, min(len(steps), self.rng.randint(3, 7)))
                across = self.rng.random() < 0.35
                return {
                    "role": role, "started_on": begun, "ended_on": done, "cross_department": across,
                    "steps": [step.id for step in chosen],
                }  # fmt: skip
            case "learning":
                return {"started_on": begun, "finished_on": done}
            case "contact":
                return {
                    "met_on": done,
                    "next_touch_on": (ended + timedelta(days=self.rng.randint(60, 200))).isoformat(),
                }
            case "industry_note":
                return {"noticed_on": done}
            case "certificate":
                return {"issued_on": done, "expires_on": (ended + timedelta(days=3 * 365)).isoformat()}
            case "responsibility":
                return {"started_on": begun}
        return {"started_on": begun, "ended_on": done}

    def _competencies(self, recipe: Recipe) -> tuple[str, ...]:
        """Those the recipe speaks for, as far as this framework has them; else some of its own."""
        known = [competency.id for competency in self.framework.competencies]
        fitting = tuple(id for id in recipe.about if id in known)
        return fitting or tuple(self.rng.sample(known, min(2, len(known))))

    def _indicators(self, competencies: tuple[str, ...]) -> tuple[str, ...]:
        """One indicator of the first competency, at what her level requires, every other time."""
        competency = self.framework.competency(competencies[0])
        required = self.career.held[-1].level.required.get(competencies[0])
        if competency is None or required is None or self.rng.random() < 0.5:
            return ()
        return tuple(indicator.id for indicator in competency.indicators_at(required)[:1])

    def _asked(self, kind: str, on: date) -> Asked | None:
        """Mostly asked, mostly confirmed within days; the latest ones may still wait."""
        luck = self.rng.random()
        if luck < 0.2:
            return None
        asked = workday(on + timedelta(days=self.rng.randint(0, 3)))
        answered = workday(asked + timedelta(days=self.rng.randint(1, 9)))
        if luck > 0.92 or answered <= asked or answered > self.end:
            return Asked(max(on, asked))
        if luck > 0.84:
            return Asked(asked, answered, "returned", self.rng.choice(RETURNED[kind]))
        return Asked(asked, answered, "confirmed")

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._filled(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        return self._fill(value) if isinstance(value, str) else value

    def _fill(self, text: str) -> str:
        return _RANGE.sub(lambda found: str(self.rng.randint(int(found[1]), int(found[2]))), text)

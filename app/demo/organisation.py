"""Departments, teams and seats: who leads whom. Divisions repeat until everybody has a seat."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Literal

Unit = tuple[str, ...]
Kind = Literal["staff", "director", "manager", "operator"]

LEAST = 12
STAFF = 2
SPAN = 8
NARROW = 4
PER_MANAGER = 7
DEPARTMENTS_PER_DIVISION = 3
DEPARTMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("华东大区", ("上海组", "江苏组", "浙江组")),
    ("华南大区", ("广州组", "深圳组", "福建组")),
    ("电商渠道部", ("综合电商组", "直播渠道组", "即时零售组")),
    ("华北大区", ("北京组", "天津组", "山东组")),
    ("西南大区", ("成都组", "重庆组", "昆明组")),
    ("重点客户部", ("连锁商超组", "便利系统组", "餐饮客户组")),
    ("华中大区", ("武汉组", "长沙组", "郑州组")),
    ("经销商管理部", ("经销商发展组", "经销商支持组", "渠道稽核组")),
    ("新零售渠道部", ("社区团购组", "会员店组", "无人零售组")),
    ("东北大区", ("沈阳组", "哈尔滨组", "大连组")),
    ("西北大区", ("西安组", "兰州组", "乌鲁木齐组")),
    ("海外渠道部", ("东南亚组", "中东组", "跨境电商组")),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the organisation; `boss` is the number of another seat, `unit` the departments from the top down."""

    number: int
    kind: Kind
    boss: int | None
    unit: Unit


def seats(people: int, rng: Random) -> list[Seat]:
    """One seat per person: HR and administration first, then division after division, leaders before their people.

    Raises ValueError for fewer people than the named ones and a team need.
    """
    if people < LEAST:
        raise ValueError(f"a demo organisation has at least {LEAST} people")
    numbers = count()
    staff = [Seat(next(numbers), "staff", None, (title,)) for title in ("人力资源部", "信息技术部")]
    ladder = people - STAFF
    managers = max(2, round(ladder / PER_MANAGER))
    divisions = -(-managers // SPAN)
    teams = iter(_team_sizes(ladder - managers - divisions, managers, rng))
    found = list(staff)
    for division, size in enumerate(_shares(managers, divisions)):
        found += _division(division, [next(teams) for _ in range(size)], numbers)
    return found


def _division(division: int, sizes: list[int], numbers: Iterator[int]) -> Iterator[Seat]:
    center = "渠道运营中心" if division == 0 else f"渠道运营第{division + 1}中心"
    director = Seat(next(numbers), "director", None, (center,))
    yield director
    for team, size in enumerate(sizes):
        place, row = team % DEPARTMENTS_PER_DIVISION, team // DEPARTMENTS_PER_DIVISION
        title, teams = DEPARTMENTS[(division * DEPARTMENTS_PER_DIVISION + place) % len(DEPARTMENTS)]
        unit = (center, title, teams[row])
        manager = Seat(next(numbers), "manager", director.number, unit)
        yield manager
        yield from (Seat(next(numbers), "operator", manager.number, unit) for _ in range(size))


def _team_sizes(operators: int, teams: int, rng: Random) -> list[int]:
    sizes = _shares(operators, teams)
    for _ in range(teams):
        one, other = rng.randrange(teams), rng.randrange(teams)
        if sizes[one] > NARROW and sizes[other] < SPAN:
            sizes[one] -= 1
            sizes[other] += 1
    return sizes


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (part < total % parts) for part in range(parts)]

"""The next version of a framework: things renamed, taken out and put in."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from app.framework.model import Framework
from app.framework.names import Renames


def altered(
    framework: Framework, renames: Renames | None = None, without: Collection[str] = (), *, added: Collection[str] = ()
) -> Framework:
    """The framework after renames, without these competencies and levels, with competencies and levels `added`.

    An added competency is asked for on every level at the lowest proficiency; an added level (its id begins with
    'level_') stands second from below and asks what the lowest asks.
    """
    ids = {**renames.competencies, **renames.levels, **renames.indicators} if renames else {}
    data = _walk(json.loads(framework.model_dump_json(by_alias=True)), ids, frozenset(without))
    data["levels"] = [one for one in data["levels"] if one["id"] not in without]
    for id in added:
        _add(data, id)
    return Framework.model_validate_json(json.dumps(data), by_alias=True, by_name=False)


def _walk(value: Any, ids: Mapping[str, str], without: frozenset[str]) -> Any:
    match value:
        case dict():
            kept = {name: part for name, part in value.items() if name not in without}
            return {ids.get(name, name): _walk(part, ids, without) for name, part in kept.items()}
        case list():
            return [_walk(part, ids, without) for part in value if not _gone(part, without)]
        case str():
            return ids.get(value, value)
    return value


def _gone(part: Any, without: frozenset[str]) -> bool:
    if isinstance(part, dict):
        return part.get("id") in without or part.get("competency") in without
    return isinstance(part, str) and part in without


def _add(data: dict[str, Any], id: str) -> None:
    title = {"zh": f"新{id}", "en": f"New {id}"}
    lowest = data["scale"][0]["value"]
    if id.startswith("level_"):
        first = data["levels"][0]
        data["levels"].insert(1, {**first, "id": id, "title": title, "entry": {"months": 6, "evidence": []}})
        return
    indicator = {"id": f"{id}.1", "proficiency": lowest, "text": title}
    group = data["groups"][0]["id"]
    data["competencies"].append({"id": id, "group": group, "title": title, "summary": title, "indicators": [indicator]})
    for level in data["levels"]:
        level["required"][id] = lowest

"""What the model allows at a path: read from its annotations, so that it is never a second truth."""

from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from app.framework.model import Framework
from app.kit.yaml import Path


def fields_at(path: Path) -> list[str]:
    """The names of the fields, as files write them, of the mapping at `path`; empty where any key may stand."""
    here: Any = Framework
    for step in path:
        here = _below(here, step)
    return list(_fields(here)) if _is_model(here) else []


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _below(kind: Any, step: str | int) -> Any:
    if _is_model(kind):
        return _plain(_fields(kind).get(str(step)))
    inner = get_args(kind)
    return _plain(inner[1] if get_origin(kind) is dict else inner[0]) if inner else None


def _plain(kind: Any) -> Any:
    """The kind without `Annotated` and `| None`."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    choices = get_args(kind)
    return _plain(choices[0]) if NoneType in choices else kind

"""Shared by the tests of safety."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import structlog
from fastapi import FastAPI

from app.kit import problems
from app.settings import Settings


@pytest.fixture
def client_of(anonymous, client_for):
    """The browser of anybody of the table, of nobody too."""
    return lambda actor: anonymous if actor == "anonymous" else client_for(actor)


@pytest.fixture(autouse=True)
def logged(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What was logged of problems; printing it with all variables of a trace takes seconds."""
    capture = structlog.testing.LogCapture()
    monkeypatch.setattr(problems, "log", structlog.wrap_logger(None, processors=[capture]))
    return capture.entries


@pytest.fixture
def with_settings(app: FastAPI) -> Callable[..., AbstractContextManager[Settings]]:
    """`with with_settings(origin="https://ladder.example"): …`"""

    @contextmanager
    def changed(**values: object) -> Iterator[Settings]:
        before = app.state.settings
        app.state.settings = Settings(**values)
        try:
            yield app.state.settings
        finally:
            app.state.settings = before

    return changed

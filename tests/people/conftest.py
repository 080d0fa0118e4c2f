"""Shared by the tests of safety."""

import pytest


@pytest.fixture
def client_of(anonymous, client_for):
    """The browser of anybody of the table, of nobody too."""
    return lambda actor: anonymous if actor == "anonymous" else client_for(actor)

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.pages import english


@pytest.fixture
def browse(client_for: Callable[[str], TestClient]) -> Callable[[str], TestClient]:
    """`browse("chen")` is his browser, in English."""
    return lambda login: english(client_for(login))

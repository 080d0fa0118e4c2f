import pytest

from app.framework import source
from app.framework.model import Framework
from app.kit.i18n import speaking
from tests.framework.editing import FRAMEWORKS, Base


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


@pytest.fixture
def base() -> Base:
    return Base()


@pytest.fixture
def lighthouse() -> Framework:
    framework, faults = source.read(FRAMEWORKS / "lighthouse")
    assert framework, faults
    return framework

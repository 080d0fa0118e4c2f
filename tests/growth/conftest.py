"""lin with something of everything."""

import pytest

from tests.assessments.acts import written
from tests.growth import everything, talked


@pytest.fixture
def filled(database, people):
    """Two self-assessments, one of her manager's, everything of tests/growth/everything.py, and a conversation."""
    written(database, people.lin, people.lin, teamwork=2)
    written(database, people.chen, people.lin, teamwork=3)
    written(database, people.lin, people.lin, teamwork=3)
    everything.fill(database, people)
    with database.writing() as db:
        everything.requests(db, people)
    talked.talk(database, people)
    return people


@pytest.fixture
def lin(client_for, filled):
    return client_for("lin")


@pytest.fixture
def newcomer(client_for):
    """Somebody with nothing: no level, no line, no entry."""
    return client_for("root")

"""The fixtures of safety serve here too."""

from tests.people.conftest import client_of, logged, with_settings  # noqa: F401

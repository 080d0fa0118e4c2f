"""A message to try: by each way that is on, right now."""

from app.kit import clock
from app.reminders import message
from app.reminders.channels import Channels, Down, Parcel
from app.reminders.mail import NotSent, WrongSetting
from app.reminders.queries import Wish
from app.settings import Settings

SECONDS = 8.0


def ways(settings: Settings, email: str, wish: Wish) -> list[str]:
    """By which ways a message would leave now; a mail server set wrongly counts, so that it is noticed."""
    try:
        return Channels(settings).of(email, wish)
    except WrongSetting:
        return ["mail"]


def send(settings: Settings, email: str, wish: Wish) -> list[str]:
    """The ways by which it could not leave."""
    words = message.trial(settings.public_origin)
    name = f"trial-{clock.now():%Y%m%d%H%M%S%f}"
    parcel = Parcel(name, email, wish, words.subject, words.body)
    try:
        with Channels(settings, SECONDS) as channels:
            return [way for way in channels.of(email, wish) if not _sent(channels, way, parcel)]
    except WrongSetting:
        return ["mail"]


def _sent(channels: Channels, way: str, parcel: Parcel) -> bool:
    try:
        channels.send(way, parcel)
    except (NotSent, Down):
        return False
    return True

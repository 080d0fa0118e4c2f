"""Every kind of reminder. One line here, one file beside it, and it can be turned off, mailed and put in calendars."""

from app.reminders.kinds.assessment import ASSESSMENT
from app.reminders.kinds.certificate import CERTIFICATE
from app.reminders.kinds.commitment import COMMITMENT
from app.reminders.kinds.contact import CONTACT
from app.reminders.kinds.goal import ACTION, GOAL
from app.reminders.kinds.level_change import LEVEL_CHANGE
from app.reminders.kinds.reconsideration import RECONSIDERATION
from app.reminders.kinds.reflection import REFLECTION
from app.reminders.kinds.review import REVIEW
from app.reminders.kinds.verification import CONTRIBUTION, VERIFICATION

KINDS = (
    ASSESSMENT,
    *REVIEW,
    RECONSIDERATION,
    LEVEL_CHANGE,
    GOAL,
    ACTION,
    COMMITMENT,
    REFLECTION,
    CERTIFICATE,
    VERIFICATION,
    CONTRIBUTION,
    CONTACT,
)

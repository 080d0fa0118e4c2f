"""The verbs on accounts: invitations, passwords, roles, the second factor, disabling."""

from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.kit import clock, security
from app.kit.errors import NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import sessions
from app.people.models import Account, Invitation, RoleGrant
from app.trail.rules import record

INVITATION_DAYS = 7
PASSWORD_LENGTH = 12


def create_account(db: Session, by: int | None, person_id: int, login: str) -> Account:
    """An account without a password; Refused when the name is taken or the person has one."""
    login = login.lower()
    if db.exec(select(Account.id).where(Account.login == login)).first() is not None:
        raise Refused(_("This sign-in name is taken."), {"login": _("Somebody else has this name.")})
    if db.exec(select(Account.id).where(Account.person_id == person_id)).first() is not None:
        raise Refused(_("This person has an account already."))
    account = Account(person_id=person_id, login=login)
    db.add(account)
    db.flush()
    record(db, "account.created", actor_id=by, subject_id=person_id, object=f"account:{account.id}")
    return account


def of_person(db: Session, person_id: int) -> Account:
    """The person's account, to change it; NotFound otherwise."""
    account = db.exec(select(Account).where(Account.person_id == person_id).with_for_update()).first()
    if account is None:
        raise NotFound()
    return account


def password_hash(db: Session, person_id: int) -> str | None:
    """The stored hash, to verify a password against; None without a password or an account."""
    return db.exec(select(Account.password_hash).where(Account.person_id == person_id)).first()


def invite(db: Session, by: int | None, account: Account) -> str:
    """A one-time link token, valid for seven days; earlier links of the account stop working."""
    assert account.id is not None
    _withdraw_invitations(db, account.id)
    token = security.new_token()
    moment = clock.now()
    db.add(
        Invitation(
            account_id=account.id,
            token=security.digest(token),
            created_at=moment,
            expires_at=moment + timedelta(days=INVITATION_DAYS),
            created_by=by,
        )
    )
    record(db, "account.invited", actor_id=by, subject_id=account.person_id, object=f"account:{account.id}")
    return token


def _withdraw_invitations(db: Session, account_id: int) -> None:
    """Links that were not used yet stop working."""
    db.execute(delete(Invitation).where(col(Invitation.account_id) == account_id, col(Invitation.used_at).is_(None)))


def open_invitation(db: Session, token: str, *, lock: bool = False) -> tuple[Invitation, Account]:
    """The invitation of a link, unused and in time, with its account; NotFound otherwise."""
    query = (
        select(Invitation, Account)
        .join(Account, col(Account.id) == col(Invitation.account_id))
        .where(
            Invitation.token == security.digest(token),
            col(Invitation.used_at).is_(None),
            Invitation.expires_at > clock.now(),
            col(Account.disabled_at).is_(None),
        )
    )
    found = db.exec(query.with_for_update() if lock else query).first()
    if found is None:
        raise NotFound(_("This link has been used or is too old. Ask your administrator for a new one."))
    return found


def accept_invitation(db: Session, token: str, password_hash: str) -> Account:
    """Set the password with a link, which is used up; every session of the account ends."""
    invitation, account = open_invitation(db, token, lock=True)
    assert account.id is not None
    invitation.used_at = clock.now()
    account.password_hash = password_hash
    sessions.end_sessions(db, account.id)
    record(db, "account.accepted", actor_id=account.person_id, subject_id=account.person_id)
    return account


def change_password(db: Session, account: Account, password_hash: str, keep_session: int) -> None:
    """Set a new password and end every other session, in the same transaction."""
    assert account.id is not None
    account.password_hash = password_hash
    _withdraw_invitations(db, account.id)
    sessions.end_sessions(db, account.id, but=keep_session)
    record(db, "account.password_changed", actor_id=account.person_id, subject_id=account.person_id)


def disable(db: Session, by: int, person_id: int) -> Account:
    """Nobody signs in with it any more; sessions end. Refused for one's own account."""
    if by == person_id:
        raise Refused(_("You cannot disable your own account."))
    account = of_person(db, person_id)
    assert account.id is not None
    account.disabled_at = account.disabled_at or clock.now()
    _withdraw_invitations(db, account.id)
    sessions.end_sessions(db, account.id)
    record(db, "account.disabled", actor_id=by, subject_id=person_id, object=f"account:{account.id}")
    return account


def enable(db: Session, by: int, person_id: int) -> Account:
    account = of_person(db, person_id)
    account.disabled_at = None
    record(db, "account.enabled", actor_id=by, subject_id=person_id, object=f"account:{account.id}")
    return account


def set_roles(db: Session, by: int | None, person_id: int, roles: frozenset[str]) -> None:
    """Give and take roles (hr, admin); a change ends the person's sessions. Nobody changes her own."""
    if by == person_id:
        raise Refused(_("You cannot change your own roles."))
    held = list(db.exec(select(RoleGrant).where(RoleGrant.person_id == person_id, col(RoleGrant.ended_at).is_(None))))
    if {grant.role for grant in held} == roles:
        return
    moment = clock.now()
    for grant in held:
        if grant.role not in roles:
            grant.ended_at = moment
    for role in sorted(roles - {grant.role for grant in held}):
        db.add(RoleGrant(person_id=person_id, role=role, granted_by=by))
    account = of_person(db, person_id)
    assert account.id is not None
    sessions.end_sessions(db, account.id)
    record(db, "account.roles_changed", actor_id=by, subject_id=person_id, roles=",".join(sorted(roles)))


def turn_on_second_factor(db: Session, account: Account, secret: str, code: str) -> None:
    """Keep the secret once a code shows that the person's device has it; Refused otherwise.

    Never replaces one, because turning one off needs the password.
    """
    if account.second_factor is not None:
        raise Refused(_("The second factor is on already. Turn it off first."))
    step = matching_step(secret, code, 0, clock.now())
    if step is None:
        raise Refused(
            _("This code is not the right one. Check the clock of your device and try the next one."),
            {"code": _("Six digits from your authenticator.")},
        )
    account.second_factor, account.second_factor_step = secret, step
    record(db, "account.second_factor_on", actor_id=account.person_id, subject_id=account.person_id)


def turn_off_second_factor(db: Session, by: int, account: Account) -> None:
    account.second_factor, account.second_factor_step = None, 0
    record(db, "account.second_factor_off", actor_id=by, subject_id=account.person_id)


def matching_step(secret: str, code: str, after: int, moment: datetime) -> int | None:
    """The 30-second step whose code this is, within one step of now; a step is accepted once.

    Source: RFC 6238, section 5.2.
    """
    totp = pyotp.TOTP(secret)
    now = int(moment.timestamp()) // 30
    for step in (now - 1, now, now + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), code):
            return step
    return None

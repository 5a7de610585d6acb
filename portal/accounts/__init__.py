"""Who people are and what they may do."""

from portal.accounts.people import (
    add_user,
    create_token,
    find_user,
    grant,
    password_matches,
    person_of,
    person_of_token,
    revoke,
    set_password,
)
from portal.accounts.roles import OFFICIAL_ROLES, Person, Role
from portal.accounts.sign_in import TooManyAttempts, WrongPassword, sign_in

__all__ = [
    "OFFICIAL_ROLES",
    "Person",
    "Role",
    "TooManyAttempts",
    "WrongPassword",
    "add_user",
    "create_token",
    "find_user",
    "grant",
    "password_matches",
    "person_of",
    "person_of_token",
    "revoke",
    "set_password",
    "sign_in",
]

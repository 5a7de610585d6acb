"""People, what they may do, and the secrets that prove who they are."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base

__all__ = ["Grant", "SignInAttempt", "Token", "User"]


class User(Base):
    """A person with an account. ``epoch`` grows when the password changes, which ends all sessions."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class Grant(Base):
    """A role for a publisher and its descendants, or, without a publisher, for the whole city."""

    __tablename__ = "grants"
    __table_args__ = (Index("ix_grants_user_role", "user_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    role: Mapped[str]
    publisher_id: Mapped[UUID | None] = mapped_column(ForeignKey("publishers.id"))
    granted_at: Mapped[datetime]


class Token(Base):
    """A secret that a program shows instead of a password; only its hash is kept."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A try to sign in, kept while it counts against the name or the address it came from."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_name_at", "name", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]

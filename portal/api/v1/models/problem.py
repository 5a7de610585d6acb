"""Errors."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from portal.api.v1.models.common import Texts

__all__ = ["Problem"]


class Problem(BaseModel):
    """What was wrong, and what is allowed (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(description="stable name of the kind of problem")]
    status: int
    title: str
    detail: str
    translations: Texts

"""What the types of all answers are made of: hashes, instants, addresses, counts; the page of a list."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Address", "Count", "Hash", "Links", "ListModel", "Model", "Moment", "Number", "Texts"]

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hexadecimal")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, description="instant in UTC")]
Address = Annotated[str, Field(description="address on this portal")]
Texts = Annotated[dict[str, Any], Field(description="texts in other languages, by language tag")]
Number = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]


class Model(BaseModel):
    """An answer, or part of one, that holds these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Links(Model):
    """Addresses of the pages around this one."""

    self: Address
    first: Address
    prev: Address | None
    next: Address | None
    last: Address


class ListModel(Model):
    """A page of a list; what the list is of is said by who inherits this."""

    total: Count
    truncated: Annotated[bool, Field(description="whether more fit than total counts: a search lists the best 1,000")]
    page: Number
    per_page: Number
    facets: dict[str, dict[str, int]]
    links: Links

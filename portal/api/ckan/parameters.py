"""What a request gives an action: read from form, query or JSON body, and coerced as CKAN coerces.

By GET every value is a string and by POST it may be anything that JSON can hold, so an action takes nothing as it is.
"""

import json
from typing import Any, NoReturn

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from portal.api.ckan.errors import BadRequestData, Invalid

__all__ = ["LARGEST", "Parameters", "read_parameters"]

LARGEST = 2_147_483_647
"""The largest number that any database here can skip or compare with; larger ones are taken as this."""

_TRUE = frozenset({"true", "yes", "t", "y", "1", "on"})
_LONGEST = 4000
_MOST = 1000  # values of one parameter


class Parameters:
    """The parameters of one request. Each method names the parameter first and raises `Invalid` about it."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given

    def text(self, name: str, default: str = "") -> str:
        """Return a text; a number or true is written as one, null and nothing are the default."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return _text(name, value)

    def required(self, *names: str) -> str:
        """Return the first of these that is given; the error is about the first name."""
        for name in names:
            if value := self.text(name):
                return value
        raise Invalid(**{names[0]: "Missing value"})

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a truth value: ``true yes t y 1 on`` in any case are true, any other text is false."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return value.strip().lower() in _TRUE if isinstance(value, str) else value in (1, True)

    def integer(self, name: str, default: int) -> int:
        """Return a whole number: ``10``, ``10.0`` and ``"10"`` alike."""
        value = self.given.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return default
        if isinstance(value, float) and not value.is_integer():
            raise Invalid(**{name: "Invalid integer"})
        try:
            number = int(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise Invalid(**{name: "Invalid integer"}) from error
        return max(-LARGEST, min(number, LARGEST))

    def natural(self, name: str, default: int, most: int = LARGEST) -> int:
        """Return a whole number from 0 on; a larger one than most is taken as most, without a word, as CKAN does."""
        number = self.integer(name, default)
        if number < 0:
            raise Invalid(**{name: "Must be a natural number"})
        return min(number, most)

    def texts(self, name: str) -> list[str]:
        """Return a list of texts: a list, a parameter given more than once, a JSON list as text, or one bare text."""
        value = self.given.get(name)
        if isinstance(value, str):
            value = _list_in(name, value.strip())
        if value is None:
            return []
        values = value if isinstance(value, list) else [value]
        if len(values) > _MOST:
            raise Invalid(**{name: f"More than {_MOST} values"})
        return [_text(name, one) for one in values]

    def object(self, name: str) -> dict[str, Any]:
        """Return an object, from JSON as text too; its values are as they came. Nothing is an empty one."""
        value = self.given.get(name)
        if isinstance(value, str) and value.strip():
            value = _within(name, value)
        if value in (None, ""):
            return {}
        if not isinstance(value, dict):
            raise Invalid(**{name: "Not a JSON object"})
        return value


def _list_in(name: str, value: str) -> Any:
    if not value.startswith("["):
        return [value] if value else None
    return _within(name, value)


def _within(name: str, value: str) -> Any:
    """Read JSON that stands in a parameter."""
    try:
        return _loaded(value)
    except (ValueError, RecursionError) as error:
        raise Invalid(**{name: "Could not parse as valid JSON"}) from error


def _text(name: str, value: Any) -> str:
    if isinstance(value, dict | list) or value is None:
        raise Invalid(**{name: "Must be a string"})
    text = str(value)
    # Neither database can be asked for these, and nothing can be called so.
    if len(text) > _LONGEST or "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise Invalid(**{name: "Invalid value"})
    return text


def read_parameters(request: Request) -> Parameters:
    """Read what a request gives, by CKAN's precedence: form, else query (by POST too), else JSON body.

    A form of one field without value (or ``1``) holds JSON in the field's name: what curl makes of ``-d '{"id":"x"}'``.
    Raises BadRequestData.
    """
    given: Any = {}
    if request.method == "POST" and request.form:
        given = _of_form(request.form)
    elif request.args:
        given = _mixed(request.args)
    elif request.method == "POST" and (body := request.get_data()):
        given = _json(body)
    if not isinstance(given, dict):
        raise BadRequestData(f"Request data JSON decoded to {given!r:.100} but it needs to be a dictionary.")
    return Parameters(given)


def _of_form(form: "MultiDict[str, str]") -> Any:
    fields = list(form.items(multi=True))
    if len(fields) == 1 and fields[0][1] in ("", "1"):
        return _json(fields[0][0].encode("utf-8", "surrogatepass"))
    return _mixed(form)


def _mixed(values: "MultiDict[str, str]") -> dict[str, Any]:
    return {name: given[0] if len(given) == 1 else given for name, given in values.lists()}


def _json(body: bytes) -> Any:
    try:
        return _loaded(body)
    except (ValueError, RecursionError) as error:
        raise BadRequestData(f"Error decoding JSON data. Error: {type(error).__name__}") from error


def _loaded(text: str | bytes) -> Any:
    """Read JSON; without NaN and Infinity, which are none, and which an answer that repeats them could not hold."""
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")

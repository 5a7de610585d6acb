"""Whether a dataset keeps the cadence that its publisher promised."""

from datetime import date, timedelta
from types import MappingProxyType

__all__ = ["PERIODS", "is_overdue"]

PERIODS = MappingProxyType(
    {
        "real-time": timedelta(days=1),
        "daily": timedelta(days=1),
        "weekly": timedelta(days=7),
        "monthly": timedelta(days=31),
        "quarterly": timedelta(days=92),
        "semiannual": timedelta(days=184),
        "annual": timedelta(days=366),
    }
)
"""How long a release may stand by each cadence; the others promise no date."""

_GRACE = 0.5
_LEAST_GRACE = timedelta(days=2)


def is_overdue(cadence: str, released: date, today: date) -> bool:
    """Tell whether the next release should have come: half a period after the promised day, two days at least.

    The grace is the portal's own rule: data for a month comes some time after its end. The source of the promise is
    the cadence in the catalogue (黑龙江省促进大数据发展应用条例, art. 17: to be renewed at the stated frequency).
    """
    period = PERIODS.get(cadence)
    if period is None:
        return False
    return today > released + period + max(period * _GRACE, _LEAST_GRACE)

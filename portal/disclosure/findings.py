"""A scan's words for a review: one finding of the house for each thing that was told."""

from collections.abc import Iterator

from portal.disclosure.report import Place, Revealed, TableRisk
from portal.errors import Fact
from portal.finding import Finding

__all__ = ["as_finding", "risk_findings"]

_IN_ROWS = frozenset({Place.CELL, Place.FREE_TEXT, Place.HIDDEN_COLUMN})


def as_finding(one: Revealed) -> Finding:
    """Return ``disclosure.<kind>``: count, place, sheet, rows, a masked sample, confidence, rule and remedy."""
    row = one.rows[0] + 1 if one.rows and one.place in _IN_ROWS else None
    params: dict[str, Fact] = {
        "count": one.count,
        "place": one.place.value,
        "sheet": one.sheet,
        "rows": ", ".join(map(str, one.rows)),
        "masked": "masked" if one.masked else "",
        "sample": one.sample,
        "confidence": round(one.confidence, 2),
        "rule": one.rule,
        "remedy": one.remedy,
    }
    return Finding(f"disclosure.{one.kind.value}", one.severity, one.resource, row, one.column, params)


def risk_findings(table: TableRisk) -> Iterator[Finding]:
    """Give ``disclosure.<code>`` for each way in which somebody could be recognised: columns, count, thresholds."""
    for risk in table.risks:
        params: dict[str, Fact] = {
            **risk.params,
            "count": risk.count,
            "columns": ", ".join(risk.columns),
            "remedy": risk.remedy,
        }
        column = risk.columns[0] if len(risk.columns) == 1 else None
        yield Finding(f"disclosure.{risk.code}", risk.severity, table.resource, None, column, params)

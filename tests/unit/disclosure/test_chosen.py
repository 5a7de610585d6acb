"""What of a large table is looked at closely: a few odd cells in a column of few values do not hide the others."""

from datetime import date
from pathlib import Path

from portal.disclosure.candidates import Sample, plan
from portal.disclosure.chosen import candidates

TODAY = date(2026, 1, 1)
ODD = ("联系人王某甲13800001234", "患者王某甲", "13800001234", "3栋2单元501室")


def test_odd_cells_among_few_values_are_all_chosen(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [[str(number), ("运营", "停运")[number % 2]] for number in range(2000)]
    for place, odd in enumerate(ODD):
        rows[500 * place + 7][1] = odd
    path.write_text("\n".join(["序号,状态", *map(",".join, rows)]) + "\n", encoding="utf-8")
    sample = Sample(rows, whole=False, rows=len(rows))
    plans = plan(["序号", "状态"], sample, today=TODAY)
    assert len({one.pattern for one in plans}) == 1
    found = [(one.name, row, cell) for one, row, cell in candidates(path, plans, sample)]
    assert found == [("状态", 500 * place + 8, odd) for place, odd in enumerate(ODD)]

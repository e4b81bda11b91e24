"""Which legal questions apply where; they send to a lawyer and replace none."""

from __future__ import annotations

from retention.tables import Row, table

APPLIES = {"": ("any",), "RO": ("RO", "EU", "any")}  # beside a place's own rules


def rows_for(place: str) -> list[Row]:
    """The questions that apply in a jurisdiction, in the order of the table."""
    wanted = APPLIES.get(place, (place, "any"))
    return [row for row in table("gates") if row["jurisdiction"] in wanted]

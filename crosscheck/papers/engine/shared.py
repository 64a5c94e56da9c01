"""Values and domains that several claims of Sec. V.A share."""

from __future__ import annotations

from ...domain import Domain, reals

X = reals("1/50", 60)


MOMENTS = Domain(
    {"x": reals("1/10", 20), "m1": reals("-9/10", "9/10"), "m2": reals("1/20", "19/20")},
    where=lambda p: p["m1"] ** 2 < p["m2"],
    where_text="m1^2 < m2",
)

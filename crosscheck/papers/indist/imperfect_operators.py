"""Operators of imperfect ensembles with a small bath, for App. K."""

from __future__ import annotations

from ...domain import Domain, half_integers, integers
from .sectors import size_text, within

SERIES = (
    "hbar = 1; all operators are exact power series in tau = -i t, so that U(H) = exp(H tau) stands for exp(-iHt), T for "
    "the time-ordered exponential; spins with generic delta_k, Omega_kl and a two-level bath, the k-th choice"
)


ENSEMBLES = Domain(
    {"n": integers(2, 3), "s": half_integers("1/2", 1), "k": integers(1, 12)},
    within(9),
    size_text(9),
)


NAMES = ("H0", "Hinh", "Hint", "V", "HB", "U", "T", "tilde", "bar")

"""The four arithmetics in which a closed form can be evaluated."""

from __future__ import annotations

from .balls import Ball, to_decimal, to_float
from .exact_arithmetics import MPMath, Symbolic
from .exact_numbers import exact, is_symbolic
from .float64 import Float64
from .interface import Arithmetic

__all__ = [
    "Arithmetic",
    "Ball",
    "Float64",
    "MPMath",
    "Symbolic",
    "exact",
    "is_symbolic",
    "to_decimal",
    "to_float",
]

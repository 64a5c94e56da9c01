"""Comparisons that claims share: equality, proofs, limits, error laws, inequalities, numbers."""

from .asymptotic import Asymptotic
from .base import Check, Oracle
from .equality import Equality
from .inequality import Inequality
from .proof import Proof, Result
from .rounded import Rounded
from .scaling import Scaling

__all__ = [
    "Asymptotic",
    "Check",
    "Equality",
    "Inequality",
    "Oracle",
    "Proof",
    "Result",
    "Rounded",
    "Scaling",
]

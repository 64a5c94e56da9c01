"""Comparisons that claims share: equality at points, proofs, limits, error laws, inequalities."""

from .asymptotic import Asymptotic
from .base import Check, Oracle
from .equality import Equality
from .inequality import Inequality
from .proof import Proof

__all__ = ["Asymptotic", "Check", "Equality", "Inequality", "Oracle", "Proof"]

"""Statements that the paper makes at several places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...claims import Claim


def repeated(claims: tuple[Claim, ...], key: str, new: str, where: str, **changes: Any) -> Claim:
    """A statement that stands at another place again: the same print and checks under its own id."""
    original = next(claim for claim in claims if claim.id == f"engine.{key}")
    changes.setdefault("depends", (original.id,))
    return replace(original, id=f"engine.{new}", where=where, **changes)

"""Exceptions of the symbolic book."""

from __future__ import annotations

from typing import Any


class SymbolicError(Exception):
    """Base class of every exception raised on purpose by the symbolic book."""


class InputError(SymbolicError, ValueError):
    """An argument is outside the domain of the function it was given to."""


class PrecisionError(SymbolicError, ArithmeticError):
    """The requested digits could not be certified; `enclosure` holds the best ball reached."""

    def __init__(self, message: str, enclosure: Any = None) -> None:
        super().__init__(message)
        self.enclosure = enclosure


class DerivationError(SymbolicError):
    """A derivation is unknown or badly formed."""

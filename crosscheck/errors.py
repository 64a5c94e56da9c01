"""Errors of the auditor."""

from __future__ import annotations


class ClaimError(ValueError):
    """A claim is not well formed: the sentence names the claim or formula and what is wrong."""


class UnknownClaim(ValueError):
    """A paper or claim was asked for that does not exist."""


class NotRational(ArithmeticError):
    """A value of a formula is not a rational number, so exact arithmetic does not apply."""

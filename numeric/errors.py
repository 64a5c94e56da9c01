"""Errors of the numeric book, each with one sentence that names what was wrong."""

from __future__ import annotations


class NumericError(Exception):
    """Base of all errors that the numeric book raises on purpose."""


class InputError(NumericError, ValueError):
    """An argument is outside its domain; the sentence names it, its domain and its value."""


class AmbiguousSteadyStateError(NumericError):
    """A generator has several stationary states and nothing was given that selects one.

    Parameters
    ----------
    nullity : dimension of the null space that was found.
    """

    def __init__(self, nullity: int) -> None:
        self.nullity = nullity
        super().__init__(
            f"The null space of the generator has dimension {nullity}, so an initial state is "
            "needed to select one stationary state."
        )


class NullSpaceError(NumericError):
    """A null space could not be determined reliably in the arithmetic that was chosen."""


class PrecisionError(NumericError):
    """The digits asked for could not be certified.

    Parameters
    ----------
    message : one sentence.
    enclosure : the best enclosure that was reached (ball, list or dict of balls), or None.
    precision : the highest working precision that was tried, in bits.
    """

    def __init__(self, message: str, enclosure: object = None, precision: int = 0) -> None:
        self.enclosure = enclosure
        self.precision = precision
        super().__init__(message)


AmbiguousSteadyState = AmbiguousSteadyStateError

"""What the calculator refuses, one sentence each."""

from __future__ import annotations


class InputError(ValueError):
    """An argument is not what it must be; the message is one sentence that names it."""


class RouteUnavailable(ValueError):
    """The quantity exists, but not on the route (or in the arithmetic) that was asked for."""


class PrecisionError(ArithmeticError):
    """The digits asked for could not be certified.

    Attributes:
        enclosure: the best interval reached, as text, or None.
    """

    def __init__(self, message: str, enclosure: str | None = None) -> None:
        super().__init__(message)
        self.enclosure = enclosure


def refusal(error: BaseException) -> str | None:
    """Return the sentence of an error that one of the books or the calculator raised on purpose.

    The books keep their own exception classes, so they are known by where they are defined. None
    means that the error is a defect and should be seen with its traceback.
    """
    return str(error) if type(error).__module__.startswith("cotherm.") else None

"""`evaluate`: a quantity by name, on either route, in the arithmetic that the request needs."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

from cotherm.errors import InputError, PrecisionError, RouteUnavailable
from cotherm.numbers import shown
from cotherm.quantities import get
from cotherm.quantity import Point, Quantity, load
from cotherm.value import Value, rounded, shortened

ROUTES = ("closed", "numeric")

_EXACT = "exact (rational arithmetic)"
_POINT = "exact (a ball of radius 0)"
_CERTIFIED = "certified (ball arithmetic)"
_SETTLED = "settled (ball arithmetic, digits that a higher cut of the hierarchy leaves as they are)"
_ESTIMATED = "estimated (float64, by residual and condition)"
_CONFIRMED = "certified (float64, its digits confirmed in ball arithmetic)"


def evaluate(
    name: str, /, *, route: str = "closed", digits: int | None = None, **params: Any
) -> Value:
    """Return a quantity at one point.

    Parameters:
        name: one of the public quantities; `dir(cotherm)` lists them.
        route: "closed" for the closed form, "numeric" for the full master equation.
        digits: significant digits, certified; None for float64 (or exact rationals, where the
            route is numeric and exp(-b) is given as `q`).
        params: the quantity's parameters: int, float, Fraction, or strings ("5/2", "1e-12",
            "inf"). Strings and rationals are exact; a float is its exact binary value.

    Raises:
        InputError: for a name, route, parameter or number of digits that is not what it must be.
        RouteUnavailable: if the quantity does not have the route.
        PrecisionError: if the digits cannot be certified; it carries the best enclosure.

    Example:
        >>> import cotherm
        >>> cotherm.evaluate("ladder_heat_capacity", J=5, b="1e-12", digits=10).decimal
        '1.000000000e-23'
    """
    quantity = get(name)
    if route not in ROUTES:
        raise InputError(f'route must be "closed" or "numeric", but is {shown(route)}.')
    point = quantity.read(params)
    where = quantity.closed if route == "closed" else quantity.numeric
    if where is None:
        reason = f": {quantity.missing}" if quantity.missing else ""
        raise RouteUnavailable(f"{quantity.name} has no {route} route{reason}.")
    from cotherm.digits import read_digits

    wanted = read_digits(digits)
    if route == "closed":
        parts = _closed(quantity, point, load(where), wanted)
    else:
        parts = _numeric(quantity, point, load(where), wanted)
    return _value(quantity, point, route, parts)


# ------------------------------------------------------------------------------ the two routes

Part: TypeAlias = tuple[str, int, str, str | None, float | None]
"""Decimal, digits, evidence, exact fraction, float64."""

Parts: TypeAlias = dict[str, Part]
"""By key; the key is "" where there is only one number."""


def _closed(quantity: Quantity, point: Point, form: Any, digits: int | None) -> Parts:
    from cotherm.symbolic.errors import PrecisionError as Uncertified

    # Where exp(-b) is given, b is a ball with digits to spare.
    certain = _with_guard(digits)
    logarithms = _logarithms(point, 8 * certain + 256)
    try:
        balls = _by_key(form.digits(certain, **point.values, **logarithms))
    except Uncertified as error:
        return _uncertified(error, digits)
    if digits is not None:
        return {key: _from_ball(ball, digits) for key, ball in balls.items()}
    nearest = {name: float(ball.mid()) for name, ball in logarithms.items()}
    floats = _by_key(form.float64(**point.values, **nearest))
    return {key: _from_float(floats[key], ball, quantity) for key, ball in balls.items()}


def _numeric(quantity: Quantity, point: Point, function: Any, digits: int | None) -> Parts:
    from cotherm.numeric.certify import certified
    from cotherm.numeric.errors import InputError as Refused
    from cotherm.numeric.errors import PrecisionError as Uncertified
    from cotherm.numeric.fields import Float64, Rational

    if _may_be_rational(quantity, point):
        try:
            rationals = _by_key(function(Rational(), point))
        except Refused:
            pass  # irrational, or a bad input, which the other arithmetics refuse again
        else:
            return {key: _from_rational(x, digits) for key, x in rationals.items()}
    try:
        balls = _by_key(certified(lambda field: function(field, point), _with_guard(digits)))
    except Uncertified as uncertified:
        return _uncertified(uncertified, digits)
    except RouteUnavailable:
        if digits is not None:
            raise
        # Too large for balls; float64 may still come with an estimate of its error.
        value, error = function(Float64(), point)
        return {"": _from_estimate(value, error, quantity)}
    if digits is not None:
        return {key: _from_ball(ball, digits) for key, ball in balls.items()}
    try:
        floats = _by_key(function(Float64(), point))
    except Refused as error:
        raise InputError(
            f"{quantity.name} leaves the range of float64 on the numeric route here; "
            "ask for digits to get it."
        ) from error
    return {key: _from_float(floats[key], ball, quantity) for key, ball in balls.items()}


def _with_guard(digits: int | None) -> int:
    # Two digits beyond those shown leave the rounding to them certain.
    return (digits or 17) + 2


def _uncertified(error: Any, digits: int | None) -> Parts:
    """Return 0 where float64 was asked for and nothing else is in its range; refuse otherwise."""
    from cotherm.digits import vanishes

    balls = _by_key(error.enclosure) if error.enclosure is not None else {}
    if digits is None and balls and all(vanishes(ball) for ball in balls.values()):
        return {
            key: ("0", 0, f"certified (between {ball})", None, 0.0) for key, ball in balls.items()
        }
    raise PrecisionError(str(error), str(error.enclosure)) from error


def _logarithms(point: Point, bits: int) -> dict[str, Any]:
    """Return b = -ln q as balls."""
    if not point.exponentials:
        return {}
    import flint

    from cotherm.digits import precision

    with precision(bits):
        # One ball for each number: a closed form may notice that two parameters are the same.
        balls = {
            q: -flint.arb(flint.fmpq(q.numerator, q.denominator)).log()
            for q in dict.fromkeys(point.exponentials.values())
        }
    return {name: balls[q] for name, q in point.exponentials.items()}


def _may_be_rational(quantity: Quantity, point: Point) -> bool:
    """Tell whether no parameter asks for the exponential of a finite number other than 0."""
    return not any(
        isinstance(value, Fraction) and value != 0
        for value in (
            point.values.get(parameter.name)
            for parameter in quantity.parameters
            if parameter.exponential
        )
    )


def _by_key(result: Any) -> dict[str, Any]:
    return dict(result) if isinstance(result, dict) else {"": result}


def _from_rational(value: Any, digits: int | None) -> Part:
    from cotherm.digits import FLOAT_DIGITS, rational_text

    most = digits or FLOAT_DIGITS
    fraction = Fraction(int(value.p), int(value.q))
    decimal = shortened(rounded(fraction, most), fraction)
    try:
        nearest = float(fraction) if digits is None else None
    except OverflowError:
        nearest = None
    return decimal, most, _EXACT, rational_text(fraction), nearest


def _from_ball(ball: Any, digits: int) -> Part:
    from cotherm.digits import decimal_of_ball, exact_value, rational_text

    decimal = decimal_of_ball(ball, digits)
    exact = exact_value(ball)
    if exact is None:
        return decimal, digits, _CERTIFIED, None, None
    return shortened(decimal, exact), digits, _POINT, rational_text(exact), None


def _from_float(value: Any, ball: Any, quantity: Quantity) -> Part:
    from cotherm.digits import agreement, exact_value, rational_text

    decimal, digits = agreement(float(value), ball, quantity.name)
    exact = exact_value(ball)
    if exact is None or Fraction(float(value)) != exact:
        return decimal, digits, _CONFIRMED, None, float(value)
    return shortened(decimal, exact), digits, _POINT, rational_text(exact), float(value)


def _from_estimate(value: float, error: float, quantity: Quantity) -> Part:
    from cotherm.digits import FLOAT_DIGITS

    ends = [Fraction(value) + Fraction(side) for side in (-error, error)]
    for digits in range(FLOAT_DIGITS, 0, -1):
        decimal = rounded(Fraction(value), digits)
        if all(decimal == rounded(end, digits) for end in ends):
            return decimal, digits, _ESTIMATED, None, value
    raise PrecisionError(
        f"{quantity.name} in float64, {value!r}, has no correct digit; its error is estimated as "
        f"{error:.1e}.",
        f"{value!r} +/- {error:.1e}",
    )


def _value(quantity: Quantity, point: Point, route: str, parts: Parts) -> Value:
    texts = quantity.texts(point)
    cut = quantity.rests_on_a_cut(point)
    values = {
        key: Value(
            quantity.name,
            texts,
            decimal,
            digits,
            route,
            _SETTLED if cut and exact is None else evidence,
            exact,
            binary,
        )
        for key, (decimal, digits, evidence, exact, binary) in parts.items()
    }
    if "" in values:
        return values[""]
    return Value(
        quantity.name,
        texts,
        ", ".join(f"{key}={part.decimal}" for key, part in values.items()),
        min(part.digits for part in values.values()),
        route,
        "; ".join(dict.fromkeys(part.evidence for part in values.values())),
        components=values,
    )


# ------------------------------------------------------------------------------ plain functions


def plain_function(name: str) -> Callable[..., Any]:
    """Return the closed form of a quantity as a function of float64 numbers and arrays.

    Raises:
        InputError: if there is no such quantity.
    """
    quantity = get(name)
    if quantity.closed is None:

        def function(*args: Any, **params: Any) -> Any:
            raise RouteUnavailable(
                f"{name} has no closed form to evaluate as a function; "
                f'use evaluate("{name}", route="numeric", ...).'
            )

    else:

        def function(*args: Any, **params: Any) -> Any:
            return form(*args, **params)

        form = load(quantity.closed)

    function.__name__ = function.__qualname__ = name
    function.__module__ = "cotherm"
    function.__doc__ = _documentation(quantity)
    return function


def _documentation(quantity: Quantity) -> str:
    unit = f", in units of {quantity.unit}" if quantity.unit else ""
    lines = [
        f"{quantity.signature()}",
        "",
        f"{quantity.meaning[0].upper()}{quantity.meaning[1:]}{unit} ({quantity.source}).",
        "",
        "Parameters (numbers or arrays, which broadcast):",
        *(f"    {line}" for line in quantity.describe_parameters()),
    ]
    if quantity.keys:
        lines += ["", f"Returns a dictionary with the keys {', '.join(quantity.keys)}."]
    form = load(quantity.closed).__doc__ if quantity.closed else None
    if form:
        lines += ["", "The closed form behind it:", "", inspect.cleandoc(form)]
    return "\n".join(lines) + "\n"

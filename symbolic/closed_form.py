"""Closed forms: one body, written over an arithmetic, evaluated in float64, mpmath, balls and
sympy."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .arithmetic import Ball, Float64, MPMath, Symbolic, to_float
from .domains import Domain
from .errors import InputError, PrecisionError

Body = Callable[..., Any]

_START_BITS = 64
_LIMIT_BITS = 1 << 17
_REPAIR_LIMIT_BITS = 1 << 12


class ClosedForm:
    """A physical quantity in closed form; calling it evaluates in float64, vectorised over arrays.

    Attributes:
        name: name of the quantity.
        source: paper key and equation, "heatcap (7)".
        parameters: names of the parameters in order.
        defaults: default values, as passed.
        domains: what each parameter may be.
    """

    def __init__(self, body: Body, source: str, domains: dict[str, Domain]) -> None:
        self.body = body
        self.name = body.__name__
        self.source = source
        self.__doc__ = body.__doc__
        self.__name__ = body.__name__
        self.__module__ = body.__module__
        parameters = list(inspect.signature(body).parameters.values())[1:]
        self.__signature__ = inspect.Signature(parameters, return_annotation=Any)
        self.parameters = tuple(parameter.name for parameter in parameters)
        self.defaults = {
            parameter.name: parameter.default
            for parameter in parameters
            if parameter.default is not inspect.Parameter.empty
        }
        if set(domains) != set(self.parameters):
            raise TypeError(f"{self.name}: every parameter needs a domain.")
        self.domains = domains

    def __repr__(self) -> str:
        return f"<closed form {self.name}({', '.join(self.parameters)}), {self.source}>"

    def __call__(self, *args: Any, **params: Any) -> Any:
        """Evaluate in float64; see `float64`."""
        return self.float64(*args, **params)

    # ------------------------------------------------------------------ reading parameters

    def read(self, *args: Any, **params: Any) -> dict[str, Any]:
        """Return all parameters, checked against their domains.

        Raises:
            InputError: if one is missing, unknown, or outside its domain.
        """
        try:
            bound = self.__signature__.bind(*args, **params)
        except TypeError as error:
            names = ", ".join(self.parameters)
            raise InputError(f"`{self.name}` takes ({names}), but {error}.") from None
        bound.apply_defaults()
        return {
            name: self.domains[name].read(name, value) for name, value in bound.arguments.items()
        }

    def _scalars(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if isinstance(value, np.ndarray):
                raise InputError(f"Argument `{name}` must be one number here, but is an array.")

    def _arguments(self, arithmetic: Any, values: dict[str, Any]) -> dict[str, Any]:
        arithmetic.exact = values
        return {
            name: value
            if self.domains[name].structural or self.domains[name].choices
            else arithmetic.number(value)
            for name, value in values.items()
        }

    # ------------------------------------------------------------------ the four arithmetics

    def float64(self, *args: Any, **params: Any) -> Any:
        """Evaluate in float64: a numpy float, or an array where a parameter is one (broadcasting).

        Elements in which the body reports cancellation are evaluated again in balls.

        Raises:
            InputError: if a parameter is outside its domain.
        """
        values = self.read(*args, **params)
        looped = [
            name
            for name, value in values.items()
            if isinstance(value, np.ndarray) and self.domains[name].structural
        ]
        with np.errstate(all="ignore"):
            return self._loop(values, looped) if looped else self._float64(values)

    def _float64(self, values: dict[str, Any]) -> Any:
        arithmetic = Float64()
        result = self.body(arithmetic, **self._arguments(arithmetic, values))
        if np.any(arithmetic.lost):
            return self._repair(values, result, arithmetic.lost)
        return _unwrap(result)

    def _repair(self, values: dict[str, Any], result: Any, lost: Any) -> Any:
        arrays = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
        if isinstance(result, dict):
            shape = np.broadcast_shapes(*(np.shape(part) for part in result.values()))
            parts = {key: np.array(np.broadcast_to(part, shape)) for key, part in result.items()}
        else:
            shape = np.shape(result)
            parts = {"": np.array(result)}
        spread = {name: np.broadcast_to(value, shape) for name, value in arrays.items()}
        for index in np.argwhere(np.broadcast_to(lost, shape)):
            at = tuple(index)
            point = dict(values)
            point.update({name: value[at] for name, value in spread.items()})
            exact = self._repaired_point(point)
            for key, part in parts.items():
                part[at] = exact[key] if isinstance(exact, dict) else exact
        return _unwrap(parts if isinstance(result, dict) else parts[""])

    def _repaired_point(self, point: dict[str, Any]) -> Any:
        """Float64 value of one point, from balls; a value no precision tells from 0 is 0."""
        checked = {name: self.domains[name].read(name, value) for name, value in point.items()}
        try:
            value = self._certified(checked, 64, _REPAIR_LIMIT_BITS)
        except PrecisionError as error:
            value = error.enclosure
        if isinstance(value, dict):
            return {key: to_float(part) for key, part in value.items()}
        return 0.0 if value.contains(0) else to_float(value)

    def _loop(self, values: dict[str, Any], looped: list[str]) -> Any:
        """Evaluate group by group of equal structural parameters."""
        arrays = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
        shape = np.broadcast_shapes(*(value.shape for value in arrays.values()))
        spread = {name: np.broadcast_to(value, shape).ravel() for name, value in arrays.items()}
        size = math.prod(shape)
        if size == 0:
            return np.zeros(shape)
        keys = np.stack([spread[name] for name in looped], axis=1)
        groups, owner = np.unique(keys, axis=0, return_inverse=True)
        owner = np.asarray(owner).reshape(-1)
        flat: dict[str, Any] = {}
        is_dict = False
        for number, group in enumerate(groups):
            members = np.flatnonzero(owner == number)
            point = dict(values)
            for name, value in spread.items():
                point[name] = value[members]
            for name, value in zip(looped, group, strict=True):
                point[name] = self.domains[name].read(name, float(value))
            part = self._float64(point)
            is_dict = isinstance(part, dict)
            for key, piece in (part if is_dict else {"": part}).items():
                if key not in flat:
                    flat[key] = np.empty(size, dtype=np.asarray(piece).dtype)
                flat[key][members] = piece
        result = {key: piece.reshape(shape) for key, piece in flat.items()}
        return result if is_dict else result[""]

    def mpmath(self, dps: int, *args: Any, **params: Any) -> Any:
        """Evaluate with mpmath at `dps` decimal digits (good digits, not certified ones).

        Raises:
            InputError: if a parameter is outside its domain or an array.
        """
        values = self.read(*args, **params)
        self._scalars(values)
        arithmetic = MPMath(dps + 15)
        result = self.body(arithmetic, **self._arguments(arithmetic, values))
        return result

    def ball(self, prec: int, *args: Any, **params: Any) -> Any:
        """Evaluate in ball arithmetic at `prec` bits: an `arb` (or dict of them) that encloses the
        value.

        Raises:
            InputError: if a parameter is outside its domain or an array.
        """
        values = self.read(*args, **params)
        self._scalars(values)
        return self._ball(prec, values)

    def _ball(self, prec: int, values: dict[str, Any]) -> Any:
        arithmetic = Ball(prec)
        with arithmetic.active():
            return self.body(arithmetic, **self._arguments(arithmetic, values))

    def sympy(self, **symbols: Any) -> Any:
        """Return the sympy expression; parameters not given become symbols with the domain's
        assumptions."""
        import sympy

        filled: dict[str, Any] = {}
        for name in self.parameters:
            domain = self.domains[name]
            if name in symbols:
                filled[name] = domain.read(name, symbols.pop(name))
            elif domain.choices or domain.structural:
                filled[name] = domain.read(
                    name, self.defaults.get(name, sympy.Symbol(name, **domain.assumptions))
                )
            else:
                filled[name] = sympy.Symbol(name, **domain.assumptions)
        if symbols:
            raise InputError(f"`{self.name}` has no parameter {', '.join(sorted(symbols))}.")
        arithmetic = Symbolic()
        return self.body(arithmetic, **self._arguments(arithmetic, filled))

    # ------------------------------------------------------------------ certified digits

    def digits(self, digits: int, *args: Any, **params: Any) -> Any:
        """Return a ball (or dict of balls) with at least that many certified significant digits.

        Cost: the precision doubles until the digits are certified, up to 131072 bits.

        Raises:
            InputError: if a parameter is outside its domain or an array.
            PrecisionError: if they cannot be certified; it carries the best enclosure.
        """
        if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= 30000:
            raise InputError(
                f"Argument `digits` must be an integer from 1 to 30000, but is {digits!r}."
            )
        values = self.read(*args, **params)
        self._scalars(values)
        return self._certified(values, math.ceil((digits + 1) * math.log2(10)), _LIMIT_BITS)

    def _certified(self, values: dict[str, Any], bits: int, limit: int) -> Any:
        precision = max(_START_BITS, bits + 32)
        best: Any = None
        while True:
            best = self._ball(precision, values)
            parts = best.values() if isinstance(best, dict) else [best]
            if all(_certain(part, bits) for part in parts):
                return best
            if precision >= limit:
                raise PrecisionError(
                    f"`{self.name}` could not be certified to the requested digits "
                    f"with {precision} bits; the best enclosure is {best}.",
                    best,
                )
            precision = min(2 * precision, limit)


def _certain(value: Any, bits: int) -> bool:
    if hasattr(value, "imag") and not hasattr(value, "is_zero"):
        return bool(value.real.rel_accuracy_bits() >= bits)
    if value.is_nan():
        return False
    exact = value.is_exact()
    return bool(exact or value.rel_accuracy_bits() >= bits)


def _unwrap(result: Any) -> Any:
    if isinstance(result, dict):
        return {key: _unwrap(part) for key, part in result.items()}
    if isinstance(result, np.ndarray) and result.ndim == 0:
        return result[()]
    return result


def closed_form(source: str, **domains: Domain) -> Callable[[Body], ClosedForm]:
    """Make a `ClosedForm` of a body `f(A, **params)` that is written once over an arithmetic
    `A`."""

    def wrap(body: Body) -> ClosedForm:
        return ClosedForm(body, source, domains)

    return wrap

"""What a public quantity is: data, with the places of its two routes.

Routes are named as "module:function" and loaded when they are first asked for, so that reading the
list of quantities imports no numerical library.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from cotherm.errors import InputError
from cotherm.numbers import shown, to_text
from cotherm.parameters import Accepted, Parameter


@dataclass(frozen=True)
class Point:
    """Checked parameters of one evaluation.

    Attributes:
        values: every parameter; a parameter given by its exponential is absent.
        exponentials: exact exp(-parameter), for the parameters given that way.
    """

    values: Mapping[str, Accepted]
    exponentials: Mapping[str, Fraction]

    def __getitem__(self, name: str) -> Accepted:
        return self.values[name]


@dataclass(frozen=True)
class Quantity:
    """A named physical quantity with its routes.

    Attributes:
        name, meaning, unit: what it is.
        parameters: in the order in which the plain function takes them.
        source: paper key and equation.
        closed: "module:function" of the closed form, or None.
        numeric: "module:function" of the numeric route, called with (field, point), or None.
        missing: one sentence for a route that does not exist.
        keys: names of the numbers, if there are several.
        settled: choices for which an infinite hierarchy is cut and the digits are those that a
            higher cut does not change; the radius of a ball then holds a measured number.
        ordered: pairs of parameters of which the second must be at least the first.
    """

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    source: str
    closed: str | None
    numeric: str | None
    unit: str = ""
    missing: str = ""
    keys: tuple[str, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)
    ordered: tuple[tuple[str, str], ...] = ()

    def rests_on_a_cut(self, point: Point) -> bool:
        """Tell whether the digits at a point are settled, not proved."""
        return any(point.values.get(name) == value for name, value in self.settled.items())

    def signature(self) -> str:
        """Return the call in one line: "ladder_energy(J, b)"."""
        return f"{self.name}({', '.join(self._argument(p) for p in self.parameters)})"

    @staticmethod
    def _argument(parameter: Parameter) -> str:
        return parameter.name if parameter.required else f"{parameter.name}={parameter.default}"

    def describe_parameters(self) -> list[str]:
        """Return one line per parameter: name, meaning, unit, domain, default."""
        lines = []
        for parameter in self.parameters:
            either = f" (or {parameter.exponential} = exp(-{parameter.name}))"
            unit = f", in {parameter.unit}" if parameter.unit else ""
            default = "" if parameter.required else f"; default {parameter.default}"
            lines.append(
                f"{parameter.name}{either if parameter.exponential else ''}: "
                f"{parameter.meaning}{unit}; {parameter.kind.description}{default}"
            )
        return lines

    def to_dict(self) -> dict[str, Any]:
        """Return the description as plain data, for JSON."""
        return {
            "name": self.name,
            "meaning": self.meaning,
            "unit": self.unit,
            "source": self.source,
            "routes": [
                route
                for route, where in (("closed", self.closed), ("numeric", self.numeric))
                if where is not None
            ],
            "keys": list(self.keys),
            "parameters": [
                {
                    "name": parameter.name,
                    "meaning": parameter.meaning,
                    "unit": parameter.unit,
                    "domain": parameter.kind.description,
                    "default": None if parameter.required else str(parameter.default),
                    "exponential": parameter.exponential,
                }
                for parameter in self.parameters
            ],
        }

    def accepted_names(self) -> tuple[str, ...]:
        """Return the parameter names, exponentials included."""
        names = []
        for parameter in self.parameters:
            names.append(parameter.name)
            if parameter.exponential:
                names.append(parameter.exponential)
        return tuple(names)

    def read(self, given: Mapping[str, Any]) -> Point:
        """Return the checked parameters.

        Raises:
            InputError: if one is missing, unknown, given both as b and as q, or out of its domain.
        """
        names = self.accepted_names()
        for name in given:
            if name not in names:
                raise InputError(
                    f"{self.name} has no parameter {shown(name)}; it takes {', '.join(names)}."
                )
        values: dict[str, Accepted] = {}
        exponentials: dict[str, Fraction] = {}
        for parameter in self.parameters:
            name, other = parameter.name, parameter.exponential
            if other in given:
                if name in given:
                    raise InputError(f"{self.name} takes {name} or {other}, but got both.")
                number = parameter.exponential_kind.accept(str(other), given[str(other)])
                assert isinstance(number, Fraction)
                exponentials[name] = number
            elif name in given:
                values[name] = parameter.kind.accept(name, given[name])
            elif parameter.required:
                either = f"{name} (or {other})" if other else name
                raise InputError(f"{self.name} needs the parameter {either}: {parameter.meaning}.")
            else:
                values[name] = parameter.kind.accept(name, parameter.default)
        for smaller, larger in self.ordered:
            low, high = values[smaller], values[larger]
            if isinstance(low, Fraction) and isinstance(high, Fraction) and high < low:
                raise InputError(
                    f"{larger} must be at least {smaller} = {shown(low)}, but is {shown(high)}."
                )
        return Point(values, exponentials)

    def texts(self, point: Point) -> dict[str, str]:
        """Return the parameters of a point as exact text, by the names they were given under."""
        texts: dict[str, str] = {}
        for parameter in self.parameters:
            if parameter.name in point.exponentials:
                texts[str(parameter.exponential)] = to_text(point.exponentials[parameter.name])
            else:
                value = point.values[parameter.name]
                if isinstance(value, (Fraction, float)):
                    texts[parameter.name] = to_text(value)
                elif isinstance(value, bool):
                    texts[parameter.name] = "true" if value else "false"
                else:
                    texts[parameter.name] = "none" if value is None else str(value)
        return texts


def entry(
    name: str,
    meaning: str,
    parameters: tuple[Parameter, ...],
    source: str,
    closed: str | None,
    unit: str = "",
    *,
    numeric: bool = True,
    missing: str = "",
    keys: tuple[str, ...] = (),
    routes: str = "cotherm.routes",
    settled: Mapping[str, str] | None = None,
    ordered: tuple[tuple[str, str], ...] = (),
) -> Quantity:
    """Return a quantity whose routes have its own name: a closed form, an adaptor in `routes`."""
    return Quantity(
        name,
        meaning,
        parameters,
        source,
        f"{closed}{name}" if closed else None,
        f"{routes}:{name}" if numeric else None,
        unit,
        missing,
        keys,
        settled or {},
        ordered,
    )


def load(path: str) -> Callable[..., Any]:
    """Return the object that "module:name" names."""
    module, _, name = path.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function

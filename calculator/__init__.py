"""cotherm: closed forms and full master equations of collective quantum heat machines.

Each public quantity is a function of float64 numbers and arrays, as in
`cotherm.ladder_heat_capacity(5, 1e-12)`; `cotherm.evaluate` gives a quantity on either route, in
float64, to certified digits, or as an exact fraction. `dir(cotherm)` lists the quantities.
hbar = k_B = 1.

Nothing else is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cotherm.errors import InputError, PrecisionError, RouteUnavailable
    from cotherm.evaluation import evaluate
    from cotherm.value import Value

_LAZY = {
    "evaluate": "cotherm.evaluation",
    "InputError": "cotherm.errors",
    "PrecisionError": "cotherm.errors",
    "RouteUnavailable": "cotherm.errors",
    "Value": "cotherm.value",
}

__all__ = ["InputError", "PrecisionError", "RouteUnavailable", "Value", "evaluate"]


def __getattr__(name: str) -> Any:
    value: Any
    if name == "__version__":
        from importlib.metadata import version

        value = version("cotherm")
    elif name in _LAZY:
        from importlib import import_module

        value = getattr(import_module(_LAZY[name]), name)
    else:
        from cotherm.quantities import QUANTITIES

        if name not in QUANTITIES:
            raise AttributeError(f"module 'cotherm' has no attribute {name!r}")
        from cotherm.evaluation import plain_function

        value = plain_function(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    from cotherm.quantities import QUANTITIES

    return sorted({*__all__, *QUANTITIES, "__version__"})

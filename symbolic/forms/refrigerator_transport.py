"""Two reservoirs at two levels of one large spin, and the bound of the performance from the noise.

Conventions: hbar = k_B = Omega = 1; the levels 1/2 and 3/2 differ by the energy 2.
"""

from __future__ import annotations

from typing import Any

from ..closed_form import closed_form
from ..domains import nonnegative, positive, real
from ..errors import InputError
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic

_RATES = {"Gc": positive, "Gw": positive, "nc": nonnegative, "nw": nonnegative}


@closed_form("qar (D2)", **_RATES)
def two_level_current(A: Arithmetic, Gc: Any, Gw: Any, nc: Any, nw: Any) -> Any:
    """Energy current from the cold reservoir through the two lowest levels.

    I = -2 Gc Gw (nw - nc) / (Gc (1 + 2 nc) + Gw (1 + 2 nw))   (qar (D2)).

    Args:
        A: the arithmetic (supplied by the closed form).
        Gc: bare rate of the cold reservoir.
        Gw: bare rate of the work reservoir.
        nc: Bose occupation of the cold reservoir.
        nw: Bose occupation of the work reservoir.

    Returns:
        Energy current in units of the rates times Omega, within 8 ulp.
    """
    return 2 * Gc * Gw * A.difference(nc, nw) / (Gc * (1 + 2 * nc) + Gw * (1 + 2 * nw))


@closed_form("qar App. D", **_RATES)
def two_level_rectification(A: Arithmetic, Gc: Any, Gw: Any, nc: Any, nw: Any) -> Any:
    """Ratio of the sizes of the current before and after the exchange of both temperatures.

    (Gc (1 + 2 nw) + Gw (1 + 2 nc)) / (Gc (1 + 2 nc) + Gw (1 + 2 nw)), between
    (1 + 2 nc)/(1 + 2 nw) and its inverse   (from qar (D2)).

    Args: as `two_level_current`.

    Returns:
        A positive number, 1 for equal rates, within 6 ulp.
    """
    first, second = 1 + 2 * nc, 1 + 2 * nw
    return (Gc * second + Gw * first) / (Gc * first + Gw * second)


@closed_form("qar (20)", current=real, noise=positive, beta_c=positive, beta_h=positive)
def noise_bound(A: Arithmetic, current: Any, noise: Any, beta_c: Any, beta_h: Any) -> Any:
    """Bound of the coefficient of performance from the cold current and its noise.

    beta_h/(beta_c - beta_h) / (1 + 2 I/(S (beta_c - beta_h)))   (qar (20)).

    Args:
        A: the arithmetic (supplied by the closed form).
        current: cold current.
        noise: its noise, positive.
        beta_c: inverse temperature of the cold reservoir.
        beta_h: inverse temperature of the hot reservoir, smaller.

    Returns:
        A number; within 8 ulp where both inverse temperatures differ much.

    Raises:
        InputError: unless beta_c > beta_h (checked for single numbers).
    """
    gap = A.difference(beta_c, beta_h)
    cold, hot = A.exact.get("beta_c"), A.exact.get("beta_h")
    plain = not any(is_symbolic(x) or hasattr(x, "shape") for x in (cold, hot))
    if cold is not None and hot is not None and plain and not cold > hot:
        raise InputError(f"Argument `beta_c` must exceed `beta_h` = {hot}, but is {cold}.")
    return beta_h / gap / (1 + 2 * current / (noise * gap))

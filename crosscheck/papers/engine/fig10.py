"""Parameters of Fig. 10 and the gain on them, for finite sizes and in the limit."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from cotherm.numeric.certify import certified
from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.macroscopic_engine import current
from cotherm.symbolic.forms import collective_engine as forms

BETA1, BETA2 = Fraction(50), Fraction(1, 100)
DRIVE, RATE = Fraction(6, 1000), Fraction(1, 1000)


def _machine(y: Fraction, beta1: Fraction) -> dict[str, Fraction]:
    return {
        "E1": Fraction(1),
        "E2": 1 + y / BETA2,
        "beta1": beta1,
        "beta2": BETA2,
        "omega0": DRIVE,
        "Gamma0": RATE,
    }


@lru_cache(maxsize=1024)
def log_gain(N: int, y: Fraction, beta1: Fraction = BETA1) -> float:
    """ln(P_N/(N P_1)) at beta_2 Delta E = y; N = 0 stands for N = infinity."""
    machine = _machine(y, beta1)
    single = forms.engine_power.digits(20, N=1, **machine)
    if N == 0:
        flow = current(beta1, BETA2 + y, DRIVE / RATE)
        collective = float(DRIVE * y / BETA2 / 4) * flow
    else:
        value = certified(
            lambda field: Engine(field, engine_model(field, N, scaled=True, **machine)).power(), 16
        )
        collective = float(value.mid()) / N
    return math.log(collective) - float(single.log().mid())


def closed_log_gain(N: int, y: Fraction) -> float:
    """The same for finite sizes from the hierarchy of moments of the symbolic book."""
    machine = _machine(y, BETA1)
    single, power = (forms.engine_power.digits(16, N=n, scaled=True, **machine) for n in (1, N))
    return float((power / (N * single)).log().mid())

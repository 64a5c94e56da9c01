"""Current and noise of the refrigerator in float64: accuracy and cost, beside QuTiP where it is.

Run `python benchmarks/refrigerator_counting.py`, with numbers of spins as arguments if wanted. The
reference is ball arithmetic. QuTiP (extra `peers`) gets the same rate equation as a Lindblad
equation of a system with one level per state; its counting statistics work on density matrices, so
it is asked for small numbers of spins only. The claims to look at: relative errors below 1e-10, and
a cost that is linear in N, seconds for N = 100001.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_bands import banded_cumulants
from cotherm.numeric.refrigerator_rates import energy_current, noise_from_squares

FIGURE_2 = {
    "beta_c": 2, "beta_h": 1, "beta_w": "1e-3",
    "delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3",
}  # fmt: skip
"""Parameters of Fig. 2 of `qar`."""

MOST_SPINS_OF_PEER = 31
MOST_SPINS_OF_REFERENCE = 5001


class Outcome(NamedTuple):
    """Current, noise and the seconds they took."""

    current: float
    noise: float
    seconds: float


def timed(function: Callable[[], tuple[Any, Any]]) -> Outcome:
    """Best of three runs."""
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        current, noise = function()
        seconds.append(time.perf_counter() - begin)
    return Outcome(current, noise, min(seconds))


def ours(model: Refrigerator) -> tuple[float, float]:
    """The banded float64 solver."""
    result = banded_cumulants(model)
    return result.currents["c"], result.noise


def reference(model: Refrigerator) -> tuple[Any, Any]:
    """Ball arithmetic on the generic sparse matrices, 300 bits."""
    system = refrigerator_rates(Ball(300), model)
    return energy_current(system, "c"), noise_from_squares(system, "c")


def peer(model: Refrigerator) -> tuple[float, float]:
    """QuTiP's counting statistics, every transition a jump operator, weighted with its energy."""
    import qutip

    system = refrigerator_rates(Float64(), model)
    size = system.size
    jumps, cold = [], []
    for name, rates in system.rates.items():
        for (to, origin), rate in rates.entries.items():
            if rate == 0:
                continue
            ket, bra = qutip.basis(size, to), qutip.basis(size, origin).dag()
            operator = float(np.sqrt(rate)) * (ket * bra)
            jumps.append(operator)
            if name == "c":
                cold.append((float(system.quantum(to, origin)), operator))
    hamiltonian = qutip.Qobj(np.diag([float(energy) for energy in system.energies]))
    L = qutip.liouvillian(hamiltonian, jumps)
    state = qutip.steadystate(L)
    counted = sum(weight * qutip.sprepost(op, op.dag()) for weight, op in cold)
    squared = sum(weight**2 * qutip.sprepost(op, op.dag()) for weight, op in cold)
    # The shot noise is that of the squared weights, QuTiP's "total current".
    options = {"rhoss": state, "I_ops": [counted], "J_ops": [squared]}
    current, noise = qutip.countstat_current_noise(L, [], **options)[:2]
    return float(current[0]), float(noise[0, 0, 0])


def relative(value: float, exact: Any) -> float:
    """Relative error against a ball."""
    return abs(float((value - exact) / exact))


def main(counts: list[int]) -> None:
    """Print one line per number of spins."""
    try:
        import qutip

        with_peer = f"QuTiP {qutip.__version__}"
    except ImportError:
        with_peer = ""
    print(
        f"{'N':>7} {'seconds':>9} {'err I':>8} {'err S':>8}   {with_peer or 'QuTiP not installed'}"
    )
    for N in counts:
        model = refrigerator_model(N, **FIGURE_2)
        mine = timed(lambda model=model: ours(model))
        line = f"{N:7d} {mine.seconds:9.2e}"
        if N <= MOST_SPINS_OF_REFERENCE:
            current, noise = reference(model)
            errors = relative(mine.current, current), relative(mine.noise, noise)
            line += f" {errors[0]:8.1e} {errors[1]:8.1e}"
            if with_peer and N <= MOST_SPINS_OF_PEER:
                theirs = timed(lambda model=model: peer(model))
                line += (
                    f"   err I {relative(theirs.current, current):.1e}"
                    f", err S {relative(theirs.noise, noise):.1e}"
                    f", {theirs.seconds / mine.seconds:.0f} times the time"
                )
        print(line, flush=True)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [5, 11, 21, 31, 101, 501, 2001, 20001, 100001])

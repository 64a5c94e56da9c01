"""Cost of the stationary collective engine against the number of pairs, beside QuTiP's.

Run as `python benchmarks/engine_steady_state.py`; QuTiP is an extra (`pip install cotherm[peers]`)
and its part is left out without it. The claims to look at: at 24 pairs and a drive like the
spontaneous rate the power comes at least 700 times faster than from QuTiP's direct solver and is
the same to 1e-9; 100 pairs take less than 10 s for power and variance there, and less than 60 s
for any drive from 0.01 to 100 times the rate.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import time
from collections.abc import Iterable

from cotherm.numeric.large_engine import LargeEngine, large_engine

COLD = {"E1": 1, "E2": "3/2", "beta1": 2, "beta2": "2/3", "Gamma0": 1}
HOT = {"E1": 1, "E2": "3/2", "beta1": "1/2", "beta2": "2/15", "Gamma0": 1}


def peak_memory() -> float:
    """Return the largest memory so far in GB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1e9 if sys.platform == "darwin" else 1e6)


def timed(N: int, drive: float, baths: dict[str, object]) -> tuple[LargeEngine, float]:
    """Solve one engine for its power."""
    start = time.perf_counter()
    engine = large_engine(N, **baths, omega0=drive)
    engine.power()
    return engine, time.perf_counter() - start


def qutip_power(N: int, drive: float, baths: dict[str, object]) -> tuple[float, float] | None:
    """Return power and seconds of QuTiP's direct steady state, or None without QuTiP."""
    try:
        import qutip
    except ImportError:
        return None
    E1, E2, beta1, beta2 = (float(_fraction(baths[key])) for key in ("E1", "E2", "beta1", "beta2"))
    occupations = [1 / math.expm1(beta1 * E1), 1 / math.expm1(beta2 * E2)]
    minus, one = qutip.jmat(N / 2, "-"), qutip.qeye(N + 1)
    spins = [qutip.tensor(minus, one), qutip.tensor(one, minus)]
    exchange = spins[0].dag() * spins[1]
    hamiltonian = drive / 2 * (exchange + exchange.dag())
    jumps = []
    for spin, n in zip(spins, occupations, strict=True):
        jumps += [math.sqrt(n + 1) * spin, math.sqrt(n) * spin.dag()]
    start = time.perf_counter()
    state = qutip.steadystate(hamiltonian, jumps, method="direct")
    seconds = time.perf_counter() - start
    flow = qutip.expect(1j * (exchange - exchange.dag()), state)
    return -drive / 2 * (E2 - E1) * float(flow.real), seconds


def _fraction(value: object) -> float:
    from fractions import Fraction

    return float(Fraction(str(value)))


def beside_qutip(N: int) -> None:
    """Time the same power with both, and compare it."""
    print(f"{N} pairs, omega0 = Gamma0, power alone")
    timed(N, 1, COLD)
    repeats = [timed(N, 1, COLD) for _ in range(7)]
    engine, ours = min(repeats, key=lambda pair: pair[1])
    spread = sorted(seconds for _, seconds in repeats)
    print(f"  here    {ours:9.4f} s (median {spread[3]:.4f} s)   power {engine.power():.15g}")
    other = qutip_power(N, 1, COLD)
    if other is None:
        print("  QuTiP is not installed: nothing to compare with.")
        return
    power, seconds = other
    print(f"  QuTiP   {seconds:9.4f} s                       power {power:.15g}")
    difference = abs(engine.power() / power - 1)
    print(f"  ratio {seconds / ours:.0f} (of medians {seconds / spread[3]:.0f})", end=", ")
    print(f"relative difference {difference:.1e}")


def across_drives(N: int, drives: Iterable[float]) -> None:
    """Power and variance of one size over the ratio of drive and rate."""
    print(f"{N} pairs, power and variance")
    print("  baths  omega0/Gamma0  seconds  iterations  residual  error of power, of variance")
    for name, baths in (("cold", COLD), ("hot", HOT)):
        for drive in drives:
            start = time.perf_counter()
            engine, _ = timed(N, drive, baths)
            power, variance = engine.power(), engine.power_variance()
            seconds = time.perf_counter() - start
            solution = engine.solution
            print(
                f"  {name:5s} {drive:14g} {seconds:8.2f} {solution.iterations:11d} "
                f"{solution.residual:9.0e}  {engine.power_error() / abs(power):.0e}, "
                f"{engine.power_variance_error() / variance:.0e}",
                flush=True,
            )


def exponent(sizes: Iterable[int]) -> None:
    """Print the cost of the power against N and the exponent between neighbouring sizes."""
    print("cost of the power, omega0 = Gamma0")
    before: tuple[int, float] | None = None
    for N in sizes:
        engine, seconds = timed(N, 1, COLD)
        local = ""
        if before is not None:
            slope = math.log(seconds / before[1]) / math.log(N / before[0])
            local = f"exponent {slope:.2f}"
        print(
            f"  N = {N:4d} {seconds:9.3f} s, {engine.solution.iterations} iterations, "
            f"{local:14s} peak {peak_memory():.2f} GB",
            flush=True,
        )
        before = (N, seconds)


def main() -> None:
    """Run what is asked for; everything by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=24, help="size beside QuTiP, 0 for none")
    parser.add_argument("--sizes", type=int, nargs="*", default=[25, 50, 100, 200])
    parser.add_argument("--drives", type=float, nargs="*", default=[0.01, 1, 6, 100])
    parser.add_argument("--large", type=int, default=100, help="size for the scan of drives")
    options = parser.parse_args()
    # QuTiP last: it takes several GB at 24 pairs, and the peak of memory never falls.
    if options.sizes:
        exponent(options.sizes)
    if options.drives:
        across_drives(options.large, options.drives)
    if options.pairs:
        beside_qutip(options.pairs)


if __name__ == "__main__":
    main()

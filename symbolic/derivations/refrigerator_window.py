"""Derivations for the refrigerator: stationary state of the ladder, cooling window, contours."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import exp, log

from ..derivation import Step, derivation
from ..forms import refrigerator as forms
from ..forms.refrigerator_levels import Ladder, ladder_populations
from ..forms.refrigerator_window import asymptotic_contour, cycle_window
from ..steps import limit, matches, rewrite, solve

Gc, Gh, Gw = sympy.symbols("Gamma_c Gamma_h Gamma_w", positive=True)
nc, nh, nw, current = sympy.symbols("n_c n_h n_w I", positive=True)
a, bc, bh, bw, N = sympy.symbols("a beta_c beta_h beta_w N", positive=True)
Tc, Th, Tw = sympy.symbols("T_c T_h T_w", positive=True)


def _generic_ladder(size: int) -> Ladder:
    """A ladder whose rates are symbols; the rates of neighbours are summed over reservoirs."""
    ups = sympy.symbols(f"u_1:{size}", positive=True)
    downs = sympy.symbols(f"d_1:{size}", positive=True)
    far_ups = sympy.symbols(f"v_1:{size - 1}", positive=True)
    far_downs = sympy.symbols(f"w_1:{size - 1}", positive=True)
    nothing = [(sympy.S.Zero, sympy.S.Zero)] * (size - 1)
    near = list(zip(ups, downs, strict=True))
    far = list(zip(far_ups, far_downs, strict=True)) if size > 2 else []
    return Ladder({"c": near, "h": nothing, "w": nothing}, far)


def _balance(ladder: Ladder, p: list[Any]) -> list[Any]:
    """Gain minus loss of every level in the master equation."""
    change = [sympy.S.Zero] * ladder.size
    jumps = [(k, k + 1, *pair) for k, pair in enumerate(ladder.one["c"])]
    jumps += [(k, k + 2, *pair) for k, pair in enumerate(ladder.two)]
    for low, high, up, down in jumps:
        flux = up * p[low] - down * p[high]
        change[low] -= flux
        change[high] += flux
    return change


def _ideal_cycle() -> tuple[Ladder, list[Any]]:
    """The ladder of three levels with the transitions of (G1), and its stationary state."""
    nothing = (sympy.S.Zero, sympy.S.Zero)

    def pair(rate: Any, n: Any) -> tuple[Any, Any]:
        return rate * n, rate * (1 + n)

    ladder = Ladder(
        {"c": [pair(Gc, nc), nothing], "w": [nothing, pair(Gw, nw)], "h": [nothing, nothing]},
        [pair(Gh, nh)],
    )
    return ladder, ladder_populations(None, ladder)  # type: ignore[arg-type]


@derivation(
    "ladder_populations", "Stationary state of a ladder with steps of one and two", "qar (6), (12)"
)
def ladder_state() -> list[Step]:
    """The continued fraction solves the master equation, for two, three and four levels."""
    steps = []
    for size in (2, 3, 4):
        ladder = _generic_ladder(size)
        p = ladder_populations(None, ladder)  # type: ignore[arg-type]
        steps.append(rewrite(sum(p), 1, f"{size} levels: the populations are normalised."))
        for k, change in enumerate(_balance(ladder, p)):
            steps.append(rewrite(change, 0, f"{size} levels: level {k} gains what it loses."))
    rates, p = _ideal_cycle()
    up, down = rates.one["c"][0]
    steps.append(
        matches(
            2 * (up * p[0] - down * p[1]),
            forms.reduced_current_rates.sympy(Gc=Gc, Gh=Gh, Gw=Gw, nc=nc, nh=nh, nw=nw),
            "One transition per reservoir: the current is the closed form of the reduced model.",
        )
    )
    return steps


@derivation("cooling_window", "Largest beta_c at which a cycle of three levels cools", "qar (G4)")
def cooling_window() -> list[Step]:
    """The affinity of the cycle a, a+1, a+2 vanishes at the end of the window."""
    cold, work, hot = 2 * a + 1, 2 * a + 3, 4 * a + 4

    def n(quantum: Any, beta: Any) -> Any:
        return 1 / (exp(quantum * beta) - 1)

    c, w, h = n(cold, bc), n(work, bw), n(hot, bh)
    forward, backward = c * w * (1 + h), h * (1 + c) * (1 + w)
    end = (hot * bh - work * bw) / cold
    return [
        rewrite(
            forward / backward,
            exp(hot * bh - cold * bc - work * bw),
            "Rates along the cycle over those against it: the affinity.",
        ),
        solve(
            (hot * bh - cold * bc - work * bw,),
            (bc,),
            (end,),
            "Both directions balance where the affinity vanishes; below, the cold bath is cooled.",
        ),
        limit(end, bw, sympy.S.Zero, hot * bh / cold, "Infinitely hot work reservoir."),
        rewrite(
            (hot * bh / cold).subs(a, sympy.Rational(5, 2)),
            sympy.Rational(7, 3) * bh,
            "The cycle 5/2, 7/2, 9/2 has a narrower window.",
        ),
        rewrite(
            (hot * bh / cold).subs(a, sympy.Rational(1, 2)), 3 * bh, "The lowest cycle: 3 beta_h."
        ),
        matches(hot / cold, cycle_window.sympy(a=a), "The ratio is the closed form evaluated."),
    ]


@derivation("coldest_temperature", "Lowest temperature that the ideal cycle cools", "qar (G4)")
def coldest_temperature() -> list[Step]:
    """Zero of the currents of (G1) and (G4) in the temperature of the cold reservoir."""
    c, h, w = (1 / (exp(x) - 1) for x in (2 / Tc, 6 / Th, 4 / Tw))
    coldest = Th * Tw / (3 * Tw - 2 * Th)
    affinity = 6 / Th - 2 / Tc - 4 / Tw
    return [
        rewrite(
            c * w * (1 + h) - h * (1 + c) * (1 + w),
            h * (1 + c) * (1 + w) * (exp(affinity) - 1),
            "(G1): the current has the sign of the affinity of the cycle.",
        ),
        solve(
            (6 * Tc * Tw - 2 * Th * Tw - 4 * Tc * Th,),
            (Tc,),
            (coldest,),
            "(G1): no current where the affinity, here times all temperatures, vanishes.",
        ),
        rewrite(
            coldest - Th / 3,
            2 * Th**2 / (3 * (Tw + 2 * (Tw - Th))),
            "For every finite T_w > T_h that is above a third of T_h.",
        ),
        limit(coldest, Tw, sympy.oo, Th / 3, "Infinitely hot work reservoir: a third of T_h."),
        rewrite(
            (2 * Gc * Gh * (c - h) / (Gc * (1 + 3 * c) + Gh * (1 + 3 * h))).subs(Tc, Th / 3),
            0,
            "(G4): the occupations n_c and n_h are equal there, and the current vanishes.",
        ),
        matches(
            Th / 3,
            Th / cycle_window.sympy(a=sympy.Rational(1, 2)),
            "The ratio of the temperatures is the closed form evaluated.",
        ),
    ]


@derivation(
    "vertical_contours", "Contours of the cold current for a cold hot reservoir", "qar (G4)"
)
def vertical_contours() -> list[Step]:
    """(G4) without quanta in the hot reservoir, solved for the occupation of the cold one."""
    g4 = 2 * Gc * Gh * (nc - nh) / (Gc * (1 + 3 * nc) + Gh * (1 + 3 * nh))
    without = 2 * Gc * Gh * nc / (Gc * (1 + 3 * nc) + Gh)
    occupation = current * (Gc + Gh) / (Gc * (2 * Gh - 3 * current))
    beta = log(1 + Gc * (2 * Gh - 3 * current) / (current * (Gc + Gh))) / 2
    rates = forms.effective_rates(None, N, 1, 1, 1)  # type: ignore[arg-type]
    return [
        limit(g4, nh, sympy.S.Zero, without, "The hot reservoir is cold: no quanta."),
        solve(
            (2 * Gc * Gh * nc - current * (Gc * (1 + 3 * nc) + Gh),),
            (nc,),
            (occupation,),
            "The current fixes the occupation of the cold reservoir, whatever beta_h is.",
        ),
        rewrite(
            1 / (exp(2 * beta) - 1), occupation, "This occupation in terms of beta_c: a constant."
        ),
        matches(
            beta.subs({Gc: rates[0], Gh: rates[1]}, simultaneous=True),
            asymptotic_contour.sympy(N=N, level=current, gamma_c=1, gamma_h=1),
            "With the effective rates of N spins: the closed form evaluated.",
        ),
    ]

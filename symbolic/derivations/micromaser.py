"""Derivations for the cavity of the photonic engine: its thermal field, and its Carnot cycle."""

from __future__ import annotations

import sympy
from sympy import exp

from ..derivation import Step, derivation
from ..forms import micromaser as forms
from ..steps import limit, matches, rewrite, solve

pe, y, omega, alpha, s = sympy.symbols("p_e y omega alpha s", positive=True)
n = sympy.Symbol("n", positive=True)
q = sympy.Symbol("q", positive=True)
Th, Tc, first, second = sympy.symbols("T_q T_b Omega_1 Omega_2", positive=True)
n1, n2, l1, l2 = sympy.symbols("n_1 n_2 l_1 l_2", real=True)


@derivation("thermal_field", "Thermal field of a micromaser", "spinstar, below (4)")
def thermal_field() -> list[Step]:
    """Detailed balance of (4) and of the exact pass, mean photon number, temperature."""
    ratio = pe / (1 - pe)
    kept = pe * q**n - (1 - pe) * q ** (n + 1)
    photons = pe / (1 - 2 * pe)
    boltzmann = 1 / (1 + exp(y))
    return [
        rewrite(
            (alpha * (n + 1) * kept).subs(q, ratio),
            sympy.S.Zero,
            "Equation (4): no net flow between n and n + 1 photons with populations in the ratio "
            "p_e/(1 - p_e).",
        ),
        rewrite(
            (s * kept).subs(q, ratio),
            sympy.S.Zero,
            "One atom without damping moves both populations with the same probability s = "
            "sin^2(g tau sqrt(n + 1)): the same balance for a pass of any length.",
        ),
        rewrite(
            ratio / (1 - ratio),
            photons,
            "Mean photon number q/(1 - q) of the geometric distribution, q = p_e/(1 - p_e) < 1.",
        ),
        rewrite(
            1 + 1 / photons,
            1 / ratio,
            "The argument of the logarithm in T_f = omega/ln(1 + 1/n).",
        ),
        rewrite(
            (1 + 1 / photons).subs(pe, boltzmann),
            exp(y),
            "For atoms at T_q, y = omega/T_q, it is e^y: the field has T_f = T_q.",
        ),
        limit(
            photons.subs(pe, boltzmann) * y,
            y,
            sympy.S.Zero,
            sympy.S.One,
            "Hot atoms: n grows as T_q/omega, without bound at p_e = 1/2.",
        ),
        matches(
            photons,
            forms.micromaser_photons.sympy(p_e=pe, g_tau=1),
            "The closed form evaluated.",
        ),
    ]


@derivation("photonic_carnot", "Carnot cycle of a cavity mode", "spinstar, above (4)")
def photonic_carnot() -> list[Step]:
    """Work and heat of four strokes; F = T l with l = -ln Z kept where Omega/T is."""
    third, fourth = second * Tc / Th, first * Tc / Th
    hot = Th * (l1 - l2)
    cold = Tc * (l2 - l1)
    adiabatic = (second - third) * n2 + (fourth - first) * n1
    heat = hot + second * n2 - first * n1
    unknown = sympy.Symbol("Omega_3", positive=True)
    return [
        solve(
            (second / Th - unknown / Tc,),
            (unknown,),
            (third,),
            "Populations stay without heat: Omega/T at the end of the hot isotherm is that at the "
            "start of the cold one.",
        ),
        rewrite(
            hot + cold + adiabatic,
            (1 - Tc / Th) * heat,
            "Work of the isotherms (fall of the free energy) and of the adiabats (fall of Omega "
            "at fixed n), over the heat of the hot isotherm.",
        ),
        rewrite(
            (hot + cold + adiabatic) / heat,
            1 - Tc / Th,
            "Efficiency, whatever the frequencies and photon numbers.",
        ),
        rewrite(
            heat - (hot + cold + adiabatic),
            Tc * (l1 - l2 + second * n2 / Th - first * n1 / Th),
            "First law: the rest is the heat given to the cold bath, T_b times the same entropy.",
        ),
        matches(
            1 - Tc / Th,
            forms.carnot_efficiency.sympy(T_q=Th, T_b=Tc),
            "The closed form evaluated.",
        ),
    ]

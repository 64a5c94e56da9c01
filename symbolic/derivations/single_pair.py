"""Derivations for one pair of spins: stationary flow, power and its variance."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, exp

from ..derivation import Step, derivation
from ..forms import collective_engine as forms
from ..steps import matches, rewrite, solve

w, gamma = sympy.symbols("omega0 Gamma0", positive=True)
n1, n2 = sympy.symbols("n_1 n_2", positive=True)
E1, E2, x1, x2 = sympy.symbols("E1 E2 x_1 x_2", positive=True)  # x_i = beta_i E_i
z1, z2, c, a = sympy.symbols("z_1 z_2 c a", real=True)
Y1, Y2, Yc, X = sympy.symbols("Y_1 Y_2 Y_c X", real=True)
HALF = Rational(1, 2)
THERMAL = {n1: 1 / (exp(x1) - 1), n2: 1 / (exp(x2) - 1)}
PAIR = {"N": 1, "beta1": x1 / E1, "beta2": x2 / E2, "omega0": w}


def _spins() -> dict[str, Any]:
    """Spin operators of the pair as 4 x 4 matrices."""
    up = sympy.Matrix([[0, 1], [0, 0]])
    one, z = sympy.eye(2), sympy.diag(HALF, -HALF)
    pair = sympy.kronecker_product
    return {
        "z1": pair(z, one),
        "z2": pair(one, z),
        "up1": pair(up, one),
        "up2": pair(one, up),
    }


def _adjoint(operator: Any, spins: dict[str, Any]) -> Any:
    """i[V, O] + D_1^+(O) + D_2^+(O)   (engine (25), (12))."""
    raise1, raise2 = spins["up1"], spins["up2"]
    drive = w / 2 * (raise1 * raise2.T + raise1.T * raise2)
    result = sympy.I * (drive * operator - operator * drive)
    for raising, n in ((raise1, n1), (raise2, n2)):
        for jump, rate in ((raising.T, gamma * (n + 1)), (raising, gamma * n)):
            decay = jump.T * jump
            result += rate * (jump.T * operator * jump - (decay * operator + operator * decay) / 2)
    return result


def _exchange(spins: dict[str, Any]) -> Any:
    """Pi = (T - T^+)/(2i), T = S_+^(1) S_-^(2)."""
    transfer = spins["up1"] * spins["up2"].T
    return (transfer - transfer.T) / (2 * sympy.I)


def _in_any_state(operator: Any, state: Any) -> Any:
    return sympy.expand((operator * state).trace())


@derivation("single_pair_power", "Flow and power of one pair", "engine (10), N = 1")
def single_pair_power() -> list[Step]:
    """Three closed equations from the Pauli algebra, their stationary solution, the power."""
    spins = _spins()
    pi = _exchange(spins)
    state = sympy.Matrix(4, 4, lambda i, j: sympy.Symbol(f"X_{i}{j}", real=True))
    rates = {1: gamma * (2 * n1 + 1), 2: gamma * (2 * n2 + 1)}
    equations = {
        "z1": -rates[1] * spins["z1"] - gamma / 2 * sympy.eye(4) + w * pi,
        "z2": -rates[2] * spins["z2"] - gamma / 2 * sympy.eye(4) - w * pi,
    }
    steps = [
        rewrite(
            _in_any_state(_adjoint(spins[name], spins), state),
            _in_any_state(right, state),
            f"Equation of motion of S_z of spin {name[1]}, in any state X.",
        )
        for name, right in equations.items()
    ]
    coherence = -(rates[1] + rates[2]) / 2 * pi + w / 2 * (spins["z2"] - spins["z1"])
    steps.append(
        rewrite(
            _in_any_state(_adjoint(pi, spins), state),
            _in_any_state(coherence, state),
            "Equation of motion of the exchange operator: the three equations close.",
        )
    )
    G1, G2 = rates[1], rates[2]
    exchange = w * gamma * (G2 - G1) / (2 * (G1 + G2) * (G1 * G2 + w**2))
    solution = (
        -gamma / (2 * G1) + w * exchange / G1,
        -gamma / (2 * G2) - w * exchange / G2,
        exchange,
    )
    steps.append(
        solve(
            (
                -G1 * z1 - gamma / 2 + w * a,
                -G2 * z2 - gamma / 2 - w * a,
                -(G1 + G2) / 2 * a + w / 2 * (z2 - z1),
            ),
            (z1, z2, a),
            solution,
            "Stationary state.",
        )
    )
    power = w * (E2 - E1) * exchange
    steps += [
        rewrite(
            power,
            w**2
            * (E2 - E1)
            * gamma
            * (n2 - n1)
            / (2 * (n1 + n2 + 1) * (gamma**2 * (2 * n1 + 1) * (2 * n2 + 1) + w**2)),
            "Power: omega0 (E2 - E1) times the exchange, in the occupations.",
        ),
        matches(
            power.subs(THERMAL, simultaneous=True),
            forms.engine_power.sympy(**PAIR),
            "With thermal occupations this is the closed form evaluated.",
        ),
        matches(
            -E1 * w * exchange.subs(THERMAL, simultaneous=True),
            forms.engine_heat_current.sympy(**PAIR, bath=1),
            "Cold current: minus E1 per exchanged excitation.",
        ),
        matches(
            E2 * w * exchange.subs(THERMAL, simultaneous=True),
            forms.engine_heat_current.sympy(**PAIR, bath=2),
            "Hot current: E2 per exchanged excitation.",
        ),
        matches(
            solution[0].subs(THERMAL, simultaneous=True),
            forms.engine_magnetization.sympy(**PAIR, spin=1),
            "Magnetisation of the cold spin.",
        ),
    ]
    return steps


@derivation("single_pair_variance", "Variance of the power of one pair", "engine (11), N = 1")
def single_pair_variance() -> list[Step]:
    """Regression: the same equations, started with the products of the exchange operator."""
    spins = _spins()
    pi = _exchange(spins)
    state = sympy.Matrix(4, 4, lambda i, j: sympy.Symbol(f"X_{i}{j}", real=True))
    G1, G2 = gamma * (2 * n1 + 1), gamma * (2 * n2 + 1)
    both = spins["z1"] * spins["z2"]
    steps = []
    for name in ("z1", "z2"):
        steps.append(
            rewrite(
                _in_any_state(pi * spins[name] + spins[name] * pi, state),
                sympy.S.Zero,
                f"The symmetrised product of the exchange with S_z of spin {name[1]} vanishes.",
            )
        )
    steps += [
        rewrite(
            _in_any_state(pi * pi, state),
            _in_any_state((sympy.eye(4) / 2 - 2 * both) / 4, state),
            "The square of the exchange operator.",
        ),
        rewrite(
            _in_any_state(_adjoint(both, spins), state),
            _in_any_state(-(G1 + G2) * both - gamma / 2 * (spins["z1"] + spins["z2"]), state),
            "Equation of motion of the product of both S_z: the drive does not enter.",
        ),
    ]
    product = -gamma * (z1 + z2) / (2 * (G1 + G2))
    steps.append(
        solve(
            (-(G1 + G2) * c - gamma / 2 * (z1 + z2),),
            (c,),
            (product,),
            "Stationary product of both S_z.",
        )
    )
    integral = (
        2
        * G1
        * G2
        / ((G1 + G2) * (G1 * G2 + w**2))
        * ((1 - 4 * c) / 8 - a**2 + w * a / 2 * (z1 / G1 - z2 / G2))
    )
    steps.append(
        solve(
            (
                -a * z1 - G1 * Y1 + w * X,
                -a * z2 - G2 * Y2 - w * X,
                (1 - 4 * c) / 8 - a**2 - (G1 + G2) / 2 * X + w / 2 * (Y2 - Y1),
            ),
            (Y1, Y2, X),
            ((w * integral - a * z1) / G1, (-w * integral - a * z2) / G2, integral),
            "Integrals over time of the correlations with both S_z and with the exchange.",
        )
    )
    exchange = w * gamma * (G2 - G1) / (2 * (G1 + G2) * (G1 * G2 + w**2))
    stationary = {
        z1: -gamma / (2 * G1) + w * exchange / G1,
        z2: -gamma / (2 * G2) - w * exchange / G2,
        a: exchange,
    }
    noise = integral.subs(c, product).subs(stationary, simultaneous=True)
    variance = 2 * (w * (E2 - E1)) ** 2 * noise
    K1, K2 = 2 * n1 + 1, 2 * n2 + 1
    common = gamma**2 * K1 * K2 + w**2
    lost = w**2 * ((K2 - K1) / (K1 + K2)) ** 2
    lost *= (gamma**2 * (K1**2 + 3 * K1 * K2 + K2**2) + w**2) / common**2
    steps.append(
        rewrite(
            variance,
            w**2 * (E2 - E1) ** 2 * gamma / (2 * (K1 + K2) * common) * (K1 * K2 - 1 - lost),
            "Variance of the power: twice the squared step times the integral, simplified.",
        )
    )
    steps.append(
        matches(
            variance.subs(THERMAL, simultaneous=True),
            forms.engine_power_variance.sympy(**PAIR),
            "Twice the squared step times the integral: the closed form evaluated.",
        )
    )
    bias = x1 - x2
    steps.append(
        matches(
            (exchange / (w * noise * bias)).subs(THERMAL, simultaneous=True),
            forms.engine_constancy.sympy(**PAIR),
            "The constancy 2 (E2 - E1) P / (Var (beta1 E1 - beta2 E2)).",
        )
    )
    return steps

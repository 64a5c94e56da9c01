"""The methods of derivation steps: how each is checked, and how it is written in LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import sympy

from . import inequalities
from .derivation import Step
from .power_series import laurent
from .rational_functions import NotRationalError, Reducer
from .zero_test import (
    Outcome,
    generic_points,
    prove_zero,
    sympy_to_arb,
    witness_zero,
)

# ---------------------------------------------------------------------- constructors


def rewrite(before: Any, after: Any, reason: str, points: Any = None) -> Step:
    """`before` equals `after` identically."""
    return Step("rewrite", reason, before, after, {"points": points})


def matches(result: Any, closed: Any, reason: str, points: Any = None) -> Step:
    """The result of the derivation equals the closed form that the package evaluates."""
    return Step("closed form", reason, result, closed, {"points": points})


def differentiate(before: Any, variable: Any, after: Any, reason: str, factor: Any = 1) -> Step:
    """`factor` times the derivative of `before` is `after`."""
    data = {"variable": variable, "factor": sympy.S(factor)}
    return Step("differentiate", reason, before, after, data)


def induction(
    summand: Any, index: Any, top: Any, after: Any, reason: str, bases: tuple[Any, ...]
) -> Step:
    """sum_(index=-top)^top summand = after: checked at each base and in the step top -> top + 1."""
    return Step("induction", reason, summand, after, {"index": index, "top": top, "bases": bases})


def series(before: Any, variable: Any, after: Any, order: int, reason: str) -> Step:
    """`before` = `after` + O(variable^order) around 0, `after` a Laurent polynomial in the
    variable."""
    return Step("series", reason, before, after, {"variable": variable, "order": order})


def limit(before: Any, variable: Any, target: Any, after: Any, reason: str) -> Step:
    """`before` tends to `after` as the variable tends to 0 (from above) or to infinity."""
    return Step("limit", reason, before, after, {"variable": variable, "target": target})


def solve(equations: tuple[Any, ...], unknowns: tuple[Any, ...], after: Any, reason: str) -> Step:
    """Linear equations (= 0) have the unique solution `after`."""
    return Step("solve", reason, equations, after, {"unknowns": unknowns})


def eigenvalues(matrix: Any, after: tuple[Any, ...], reason: str) -> Step:
    """The matrix has the eigenvalues `after`: its characteristic polynomial is their product."""
    return Step("eigenvalues", reason, matrix, after)


def determinant(matrix: Any, variable: Any, after: Any, reason: str) -> Step:
    """det(variable - matrix) = after."""
    return Step("determinant", reason, matrix, after, {"variable": variable})


def implicit(
    polynomial: Any, variable: Any, counting: Any, after: tuple[Any, Any], reason: str
) -> Step:
    """The root variable(u) = a u + b u^2/2 + ... of the polynomial that vanishes at u = 0, after =
    (a, b)."""
    return Step("implicit", reason, polynomial, after, {"variable": variable, "counting": counting})


def closure(before: Any, replaced: dict[Any, Any], after: Any, reason: str) -> Step:
    """`before` with symbols replaced equals `after`."""
    return Step("closure", reason, before, after, {"replaced": replaced})


# ---------------------------------------------------------------------- checks


def _all(outcomes: list[Outcome]) -> Outcome:
    """Combine: the worst status, the fewest digits."""
    for status in ("refuted", "undecided"):
        for outcome in outcomes:
            if outcome.status == status:
                return outcome
    status = "proved" if all(o.status == "proved" for o in outcomes) else "witnessed"
    digits = min(outcome.digits for outcome in outcomes)
    points = next((outcome.points for outcome in outcomes if outcome.points), [])
    return Outcome(status, digits, points, outcomes[0].note)


def _check_rewrite(step: Step) -> Outcome:
    return prove_zero(step.before - step.after, step.data["points"])


def _check_differentiate(step: Step) -> Outcome:
    variable, factor = step.data["variable"], step.data["factor"]
    outcome = prove_zero(factor * sympy.diff(step.before, variable) - step.after)
    if not outcome.ok:
        return outcome
    witness = _difference_quotient(step)
    return witness if witness is not None else outcome


def _difference_quotient(step: Step) -> Outcome | None:
    """Compare the derivative with a central difference in balls; an outcome only if they
    disagree."""
    variable, factor = step.data["variable"], step.data["factor"]
    width, bits = Fraction(1, 10**60), 1200
    symbols = _symbols(step.before, step.after, factor) | {variable}
    for point in generic_points(symbols, 2):
        sides = []
        for sign in (1, -1):
            moved = dict(point)
            moved[variable.name] = point[variable.name] + sign * width
            sides.append(sympy_to_arb(step.before, moved, bits))
        slope_factor = sympy_to_arb(factor, point, bits)
        claimed = sympy_to_arb(step.after, point, bits)
        with flint.ctx.workprec(bits):
            slope = (sides[0] - sides[1]) * flint.arb(10) ** 60 / 2
            gap = abs((slope_factor * slope - claimed).mid())
            if not gap < flint.arb(10) ** -40:
                return Outcome("refuted", 0, [], "a central difference disagrees", str(gap))
    return None


def _symbols(*expressions: Any) -> set[Any]:
    found: set[Any] = set()
    for expression in expressions:
        found |= expression.free_symbols
    return found


def _check_induction(step: Step) -> Outcome:
    index, top = step.data["index"], step.data["top"]
    outcomes = []
    for base in step.data["bases"]:
        low, high = -base, base
        total = sympy.S.Zero
        while low <= high:
            total += step.before.subs(index, low)
            low += 1
        outcomes.append(prove_zero(total - step.after.subs(top, base)))
    increment = step.after.subs(top, top + 1) - step.after
    new = step.before.subs(index, top + 1) + step.before.subs(index, -top - 1)
    outcomes.append(prove_zero(increment - new))
    return _all(outcomes)


def _check_series(step: Step) -> Outcome:
    variable, order = step.data["variable"], step.data["order"]
    expansion = laurent(step.before, variable, order)
    claimed = _laurent_terms(step.after, variable)
    if claimed and max(claimed) >= order:
        return Outcome("refuted", 0, [], "a term of the expansion exceeds its remainder")
    outcomes = [
        prove_zero(
            expansion.coefficients.get(power, sympy.S.Zero) - claimed.get(power, sympy.S.Zero)
        )
        for power in sorted(set(expansion.coefficients) | set(claimed))
    ]
    result = _all(outcomes) if outcomes else Outcome("proved", 9999, [], "no terms below the order")
    if not result.ok:
        return result
    witness = _remainder_witness(step, variable, order)
    if witness.status == "refuted":
        return witness
    return Outcome(result.status, result.digits, witness.points, witness.note)


def _laurent_terms(expression: Any, variable: Any) -> dict[int, Any]:
    terms: dict[int, Any] = {}
    for term in sympy.Add.make_args(sympy.expand(expression)):
        factor, power = term.as_independent(variable)[0], sympy.S.Zero
        rest = term / factor if factor != 0 else sympy.S.Zero
        if rest.has(variable):
            power = rest.as_base_exp()[1] if rest != variable else sympy.S.One
        terms[int(power)] = terms.get(int(power), sympy.S.Zero) + factor
    return terms


def _remainder_witness(step: Step, variable: Any, order: int) -> Outcome:
    """Balls: (before - after) / variable^order stays bounded as the variable shrinks."""
    symbols = _symbols(step.before, step.after) | {variable}
    point = generic_points(symbols, 1)[0]
    ratios = []
    for exponent in (6, 12, 18):
        small = Fraction(1, 10**exponent)
        point[variable.name] = small
        value = sympy_to_arb(step.before - step.after, point, 4000)
        ratios.append(abs((value * flint.arb(10) ** (exponent * order)).mid()))
    if ratios[2] > 2 * ratios[0] + flint.arb(10) ** -3 or not ratios[2].is_finite():
        return Outcome("refuted", 0, [], "the remainder is larger than stated", str(ratios[2]))
    point.pop(variable.name)
    return Outcome(
        "witnessed",
        0,
        [{name: str(value) for name, value in sorted(point.items())}],
        "remainder bounded in balls down to 1e-18",
    )


def _check_limit(step: Step) -> Outcome:
    variable, target = step.data["variable"], step.data["target"]
    exact = _exact_limit(step)
    # Balls approach the limit along a geometric sequence.
    distances = []
    point = generic_points(_symbols(step.before, step.after) | {variable}, 1)[0]
    for exponent in (4, 8, 16):
        value = Fraction(10**exponent) if target == sympy.oo else Fraction(1, 10**exponent)
        point[variable.name] = value
        distances.append(abs(sympy_to_arb(step.before - step.after, point, 4000).mid()))
    if not (distances[2] < flint.arb(10) ** -6 and distances[2] <= distances[0]):
        return Outcome("refuted", 0, [], "balls do not approach the limit", str(distances[2]))
    point.pop(variable.name)
    points = [{name: str(value) for name, value in sorted(point.items())}]
    if exact is not None and exact.status == "proved":
        return Outcome("proved", exact.digits, points, "leading terms agree")
    if exact is not None and exact.status == "refuted":
        return exact
    return Outcome("witnessed", 6, points, "balls approach the limit")


def _exact_limit(step: Step) -> Outcome | None:
    """The limit from the leading terms of an exact expression, if it is rational or can be
    expanded."""
    variable, target = step.data["variable"], step.data["target"]
    gap = step.before - step.after
    try:
        vanishes = _vanishes_in_limit(gap, variable, target == sympy.oo)
        if vanishes is None:
            moved = gap.subs(variable, 1 / variable) if target == sympy.oo else gap
            vanishes = laurent(moved, variable, 1).valuation >= 1
    except NotRationalError:
        return None
    if vanishes:
        return Outcome("proved", 9999, [], "leading terms agree")
    return Outcome("refuted", 0, [], "the leading terms differ")


def _vanishes_in_limit(expression: Any, variable: Any, far: bool) -> bool | None:
    """Compare degrees of numerator and denominator; None unless the expression is rational in the
    variable."""
    reducer = Reducer(expression)
    if any(key.has(variable) for key in reducer.keys if key != variable):
        return None
    if any(reducer.is_root(key) for key in reducer.keys):
        return None
    if variable not in reducer.index:
        return reducer.vanishes()
    value, at = reducer.value(expression), reducer.index[variable]
    top = [int(exponents[at]) for exponents in value.top.to_dict()]
    bottom = [int(exponents[at]) for exponents in value.bottom.to_dict()]
    if not top:
        return True
    return max(top) < max(bottom) if far else min(top) > min(bottom)


def _check_solve(step: Step) -> Outcome:
    unknowns = step.data["unknowns"]
    solution = dict(zip(unknowns, step.after, strict=True))
    outcomes = [prove_zero(equation.subs(solution, simultaneous=True)) for equation in step.before]
    jacobian = sympy.Matrix([[sympy.diff(e, x) for x in unknowns] for e in step.before])
    if jacobian.rows != jacobian.cols or jacobian.free_symbols & set(unknowns):
        return Outcome("undecided", 0, [], "not a square linear system")
    if witness_zero(jacobian.det()).status != "refuted":
        return Outcome("undecided", 0, [], "the solution may not be unique")
    return _all(outcomes)


def _check_eigenvalues(step: Step) -> Outcome:
    variable = sympy.Dummy("z", real=True)
    polynomial = (variable * sympy.eye(step.before.rows) - step.before).det(method="berkowitz")
    product = sympy.prod([variable - value for value in step.after])
    return prove_zero(sympy.expand(polynomial) - product)


def _check_determinant(step: Step) -> Outcome:
    variable = step.data["variable"]
    matrix = variable * sympy.eye(step.before.rows) - step.before
    return prove_zero(matrix.det(method="berkowitz") - step.after)


def _check_implicit(step: Step) -> Outcome:
    variable, counting = step.data["variable"], step.data["counting"]
    first, second = step.after
    at_zero = prove_zero(step.before.subs(variable, 0).subs(counting, 0))
    unknown = sympy.Function("r")(counting)
    along = step.before.subs(variable, unknown)
    outcomes = [at_zero]
    values = {unknown: sympy.S.Zero, unknown.diff(counting): first}
    values[unknown.diff(counting, 2)] = second
    for order in (1, 2):
        derivative = sympy.diff(along, counting, order)
        for key in sorted(values, key=lambda k: -len(str(k))):
            derivative = derivative.subs(key, values[key])
        outcomes.append(prove_zero(derivative.subs(counting, 0)))
    slope = sympy.diff(step.before, variable).subs(variable, 0).subs(counting, 0)
    if witness_zero(slope).status != "refuted":
        return Outcome("undecided", 0, [], "the root is not simple")
    return _all(outcomes)


def _check_closure(step: Step) -> Outcome:
    replaced = step.before.subs(step.data["replaced"], simultaneous=True)
    return prove_zero(replaced - step.after)


_CHECKS: dict[str, Callable[[Step], Outcome]] = {
    "rewrite": _check_rewrite,
    "closed form": _check_rewrite,
    "differentiate": _check_differentiate,
    "induction": _check_induction,
    "series": _check_series,
    "limit": _check_limit,
    "solve": _check_solve,
    "eigenvalues": _check_eigenvalues,
    "determinant": _check_determinant,
    "implicit": _check_implicit,
    "closure": _check_closure,
    **inequalities.CHECKS,
}


def check(step: Step) -> Outcome:
    """Check one step; a step that cannot be checked is undecided, never passed."""
    try:
        return _CHECKS[step.method](step)
    except (NotRationalError, ZeroDivisionError) as error:
        return Outcome("undecided", 0, [], str(error))


# ---------------------------------------------------------------------- LaTeX


def _tex(value: Any) -> str:
    if isinstance(value, tuple):
        return r",\; ".join(_tex(item) for item in value)
    return str(sympy.latex(value))


def latex(step: Step) -> str:
    """Return the statement of a step as one LaTeX formula (amsmath)."""
    if step.method in inequalities.CHECKS:
        return inequalities.latex(step)
    data, before, after = step.data, _tex(step.before), _tex(step.after)
    if step.method == "differentiate":
        factor = "" if data["factor"] == 1 else _tex(data["factor"]) + r" \,"
        return rf"{factor}\frac{{\partial}}{{\partial {_tex(data['variable'])}}}" + (
            rf"\left[ {before} \right] = {after}"
        )
    if step.method == "induction":
        index, top = _tex(data["index"]), _tex(data["top"])
        return rf"\sum_{{{index}=-{top}}}^{{{top}}} {before} = {after}"
    if step.method == "series":
        order = rf"O\left({_tex(data['variable'])}^{{{data['order']}}}\right)"
        return rf"{before} = {after} + {order}"
    if step.method == "limit":
        return rf"\lim_{{{_tex(data['variable'])} \to {_tex(data['target'])}}} {before} = {after}"
    if step.method == "solve":
        equations = r",\; ".join(f"{_tex(equation)} = 0" for equation in step.before)
        pairs = zip(data["unknowns"], step.after, strict=True)
        return rf"{equations} \;\Rightarrow\; " + r",\; ".join(
            f"{_tex(unknown)} = {_tex(value)}" for unknown, value in pairs
        )
    if step.method == "eigenvalues":
        return rf"\operatorname{{eig}} {before} = \left\{{ {after} \right\}}"
    if step.method == "determinant":
        return rf"\det\left( {_tex(data['variable'])} - {before} \right) = {after}"
    if step.method == "implicit":
        u, root = _tex(data["counting"]), _tex(data["variable"])
        return (
            rf"{before} = 0 \;\Rightarrow\; \partial_{{{u}}} {root} = {_tex(step.after[0])},\;"
            rf" \partial_{{{u}}}^2 {root} = {_tex(step.after[1])}"
        )
    if step.method == "closure":
        rules = r",\; ".join(
            rf"{_tex(key)} \to {_tex(value)}" for key, value in data["replaced"].items()
        )
        return rf"\left. {before} \right|_{{{rules}}} = {after}"
    return f"{before} = {after}"

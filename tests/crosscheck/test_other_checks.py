"""Limits, error laws, inequalities, quoted numbers and proofs: what passes and what must not."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import flint
import pytest

from cotherm.crosscheck.algebras import digits_to_bits, precision, to_ball
from cotherm.crosscheck.checks import Asymptotic, Inequality, Oracle, Proof, Rounded, Scaling
from cotherm.crosscheck.checks.asymptotic import powers_of_ten
from cotherm.crosscheck.checks.base import Notice
from cotherm.crosscheck.checks.printed import printed_values
from cotherm.crosscheck.claims import find
from cotherm.crosscheck.domain import Caveat, Domain, among, integers, reals
from cotherm.crosscheck.errors import ClaimError
from cotherm.crosscheck.evidence import Evidence, Status
from cotherm.crosscheck.formula import parse

A = Domain({"a": reals("1/2", 5)})
SMALL = powers_of_ten(-2, -6)
LARGE = powers_of_ten(2, 6)


def status_of(make, printed, check, domain=A, **changes):
    changes = {"domain": domain, "oracle_only": tuple(domain.axes), **changes}
    claim = make.claim(printed, [check], kind="asymptotic", **changes)
    return check.run(claim, claim.tree).status


def test_decades_in_either_direction():
    assert powers_of_ten(-1, 1) == (Fraction(1, 10), Fraction(1), Fraction(10))
    assert powers_of_ten(2, 1) == (Fraction(100), Fraction(10))


# ---------------------------------------------------------------------- remainders


def expansion(make, remainder, **changes):
    """exp(a x) for small x: the remainder of 1 + a x is (a x)^2 / 2."""
    oracle = make.in_balls(lambda p: (p["a"] * p["x"]).exp())
    return Asymptotic(oracle, "x", SMALL, remainder=remainder, **changes)


def test_the_order_of_the_remainder_holds(make):
    assert status_of(make, "1+a*x", expansion(make, "(a*x)**2")) is Status.AGREES


@pytest.mark.parametrize("remainder", ["(a*x)**3", "a*x"])
def test_a_wrong_order_of_the_remainder_is_noticed_both_ways(make, remainder):
    assert status_of(make, "1+a*x", expansion(make, remainder)) is Status.DIFFERS


def test_an_upper_bound_may_be_loose_but_not_wrong(make):
    assert status_of(make, "1+a*x", expansion(make, "a*x", tight=False)) is Status.AGREES
    assert status_of(make, "1+a*x", expansion(make, "(a*x)**3", tight=False)) is Status.DIFFERS


@pytest.mark.parametrize("wrong", ["1-a*x", "1+2*a*x", "1", "a*x", "1+a*x+x", "1+(a+1)*x"])
def test_a_wrong_leading_term_is_noticed(make, wrong):
    check = expansion(make, "(a*x)**2")
    claim = make.claim("1+a*x", [check], domain=A)
    assert check.notices(claim, parse(wrong)) is Notice.VALUE


def test_remainders_at_large_values(make):
    def check(remainder):
        oracle = make.in_balls(lambda p: (p["x"] ** 2 + p["a"] * p["x"]).sqrt())
        return Asymptotic(oracle, "x", LARGE, remainder=remainder)

    assert status_of(make, "x+a/2", check("1/x")) is Status.AGREES
    assert status_of(make, "x+a/2", check("1/x**2")) is Status.DIFFERS
    assert status_of(make, "x+a/2", check("1")) is Status.DIFFERS
    assert status_of(make, "x", check("1/x")) is Status.DIFFERS


def test_no_difference_at_all_tells_nothing(make):
    oracle = make.exactly(lambda p: p["a"] * p["x"])
    check = Asymptotic(oracle, "x", SMALL, remainder="x**2")
    assert status_of(make, "a*x", check) is Status.UNDECIDED
    assert status_of(make, "a*x", replace(check, tight=False)) is Status.AGREES


def test_a_difference_below_the_precision_is_undecided(make):
    oracle = make.in_balls(lambda p: (p["a"] * p["x"]).exp() * (1 + (-1 / p["x"] ** 2).exp()))
    check = Asymptotic(oracle, "x", SMALL, remainder="exp(-1/x**2)")
    assert status_of(make, "exp(a*x)", check) is Status.UNDECIDED


# ---------------------------------------------------------------------- error laws and ratios


def approximation(make, law):
    """x / (1 + 3 a / x): the print x is too large by the relative error 3 a / x."""
    oracle = make.exactly(lambda p: p["x"] / (1 + 3 * p["a"] / p["x"]))
    return Asymptotic(oracle, "x", LARGE, law=law)


@pytest.mark.parametrize(
    ("law", "status"),
    [
        ("3*a/x", Status.AGREES),
        ("2*a/x", Status.DIFFERS),
        ("-(3*a/x)", Status.DIFFERS),
        ("3*a/x**2", Status.DIFFERS),
        ("3*a", Status.DIFFERS),
        ("3/x", Status.DIFFERS),
    ],
)
def test_the_error_law_is_measured(make, law, status):
    assert status_of(make, "x", approximation(make, law)) is status


def test_the_error_law_refutes_a_better_and_a_worse_print(make):
    assert status_of(make, "x-3*a", approximation(make, "3*a/x")) is Status.DIFFERS
    assert status_of(make, "x+a", approximation(make, "3*a/x")) is Status.DIFFERS


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("a*x**2", Status.AGREES),
        ("a*x**2+5*x", Status.AGREES),
        ("2*a*x**2", Status.DIFFERS),
        ("a*x**3", Status.DIFFERS),
        ("a*x", Status.DIFFERS),
        ("-(a*x**2)", Status.DIFFERS),
        ("1.01*a*x**2", Status.DIFFERS),
        ("a*x**2/(x-x)", Status.DIFFERS),
        ("0*x", Status.DIFFERS),
    ],
)
def test_ratios_tend_to_one(make, printed, status):
    oracle = make.exactly(lambda p: p["a"] * p["x"] ** 2 + p["x"])
    assert status_of(make, printed, Asymptotic(oracle, "x", LARGE)) is status


def test_a_plateau_at_a_wrong_constant_is_noticed_before_it_is_reached(make):
    # The distance from one still falls by more than half along this short sequence.
    oracle = make.exactly(lambda p: p["a"] * p["x"] ** 2 + p["x"])
    check = Asymptotic(oracle, "x", powers_of_ten(2, 4))
    assert status_of(make, "a*x**2", check) is Status.AGREES
    assert status_of(make, "0.9998*a*x**2", check) is Status.DIFFERS


def test_a_limit_has_to_hold_at_every_point(make):
    oracle = make.exactly(lambda p: p["x"] if p["a"] < 2 else 2 * p["x"])
    assert status_of(make, "x", Asymptotic(oracle, "x", LARGE)) is Status.DIFFERS


def test_numbers_alone_certify_no_limit(make):
    check = expansion(make, "(a*x)**2")
    claim = make.claim("1+a*x", [check], domain=A)
    assert check.run(claim, claim.tree).evidence is Evidence.AGREES


def test_a_remainder_or_a_law_but_not_both(make):
    with pytest.raises(ValueError, match="not both"):
        Asymptotic(make.exactly(lambda p: 1), "x", SMALL, remainder="x", law="x")


def test_a_trend_needs_three_values(make):
    with pytest.raises(ValueError, match="at least three values"):
        Asymptotic(make.exactly(lambda p: 1), "x", SMALL[:2])


# ---------------------------------------------------------------------- inequalities


def attack(make, printed, domain, **changes):
    check = Inequality("symbolic", **changes)
    claim = make.claim(printed, [check], domain=domain, kind="inequality")
    return check.run(claim, claim.tree)


def test_a_true_inequality_agrees_but_is_not_proved(make):
    result = attack(make, "exp(x) >= 1+x", Domain({"x": reals(-5, 5)}))
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.AGREES)
    assert len(result.rows) > 120
    assert len(result.to_dict()["rows"]) == 12


@pytest.mark.parametrize(
    ("printed", "domain"),
    [
        ("x**2 > x", Domain({"x": reals("1/2", 50)})),
        ("exp(x) > 1+2*x", Domain({"x": reals(-5, 5)})),
        ("0 < x < 4.99", Domain({"x": reals("1/2", 5)})),
        ("x > y", Domain({"x": reals(1, 5), "y": reals("1/5", "11/10")})),
        ("x**2 > 0", Domain({"x": reals(-5, 5, zero=True)})),
    ],
    ids=["below one", "near zero", "upper end", "corner", "at zero"],
)
def test_a_violation_is_found_and_shown_first(make, printed, domain):
    result = attack(make, printed, domain)
    assert result.status is Status.DIFFERS
    assert result.rows[0].status is Status.DIFFERS
    assert any("violate the relation" in note for note in result.notes)


def test_equality_decides_between_strict_and_weak(make):
    domain = Domain({"x": reals("1/2", 5)})
    assert attack(make, "x >= x", domain).status is Status.AGREES
    assert attack(make, "x > x", domain).status is Status.DIFFERS


def test_digits_are_added_until_it_is_decided(make):
    domain = Domain({"x": reals("1e-40", "1e-25", smallest="1e-40")})
    assert attack(make, "exp(x) > 1+x", domain).status is Status.AGREES
    assert attack(make, "exp(x) < 1+x", domain).status is Status.DIFFERS
    # Thirty digits alone do not separate the two sides.
    claim = make.claim("exp(x) > 1+x", [Inequality("symbolic")], domain=domain)
    left, right = claim.tree.operands
    point = {"x": Fraction(1, 10**40)}
    with precision(digits_to_bits(30)):
        gap = to_ball(printed_values(claim, left, point, 30)[0]) - to_ball(
            printed_values(claim, right, point, 30)[0]
        )
        assert gap.contains(0)


def test_what_no_digits_decide_is_undecided(make):
    result = attack(
        make, "exp(x)*exp(x) >= exp(2*x)", Domain({"x": reals("1/2", 5)}), points=30, search=2
    )
    assert result.status is Status.UNDECIDED
    assert result.evidence is None


def test_a_caveat_narrows_the_attack(make):
    check = Inequality("symbolic", domain=Domain({"x": reals(-5, 5, zero=True)}))
    claim = make.claim("x**2 > 0", [check], domain=check.domain)
    part = claim.restricted(Caveat("x != 0", lambda p: p["x"] != 0))
    assert check.run(claim, claim.tree).status is Status.DIFFERS
    assert part.checks[0].run(part, part.tree).status is Status.AGREES


def test_only_relations_can_be_attacked(make):
    with pytest.raises(TypeError, match=r"toy\.item: the print must be a relation"):
        attack(make, "x", Domain({"x": reals(1, 5)}))


# ---------------------------------------------------------------------- quoted numbers


def quoted(make, printed, truth, **changes):
    domain = Domain({"n": among(7)}, fixed=("n",))
    check = Rounded(Oracle(lambda p, d: truth, "known"), "numeric", **changes)
    claim = make.claim(printed, [check], domain=domain, oracle_only=("n",), kind="number")
    return check.run(claim, claim.tree).status


@pytest.mark.parametrize(
    ("truth", "status"),
    [("5.46", Status.AGREES), ("5.54", Status.AGREES), ("5.44", Status.DIFFERS)],
)
def test_a_quoted_number_is_the_value_as_rounded(make, truth, status):
    assert quoted(make, "5.5", Fraction(truth), unit="0.1") is status


def test_a_wider_rounding_needs_a_reason(make):
    assert quoted(make, "120", Fraction(127), unit="10") is Status.DIFFERS
    about = {"unit": "10", "allowance": "2", "reason": "the text says about"}
    assert quoted(make, "120", Fraction(127), **about) is Status.AGREES
    assert quoted(make, "120", Fraction(131), **about) is Status.DIFFERS
    with pytest.raises(ValueError, match="needs a reason"):
        Rounded(make.exactly(lambda p: 1), "numeric", unit="1", allowance="2")


@pytest.mark.parametrize(
    ("value", "book", "evidence"),
    [
        (Fraction(11, 2), "numeric", Evidence.CERTIFIED),
        (flint.arb(5.5), "numeric", Evidence.CERTIFIED),
        (5.5, "numeric", Evidence.AGREES),
        (Fraction(11, 2), "typed", Evidence.AGREES),
    ],
)
@pytest.mark.parametrize("printed", ["5.5", "6.5"])
def test_a_quoted_number_is_known_as_well_as_what_it_is_compared_with(
    make, printed, value, book, evidence
):
    check = Rounded(Oracle(lambda p, d: value, "known", book), "numeric", unit="0.1")
    domain = Domain({"n": among(1)}, fixed=("n",))
    claim = make.claim(printed, [check], domain=domain, oracle_only=("n",), kind="number")
    result = check.run(claim, claim.tree)
    if printed == "5.5":
        assert result.evidence is evidence
    else:
        assert result.status is Status.DIFFERS
        assert result.refutes is evidence


# ---------------------------------------------------------------------- exponents


def growth(make, printed, function, sequence=LARGE, **changes):
    check = Scaling(make.in_balls(function), "x", sequence, **changes)
    domain = Domain({"a": reals("1/2", 5)})
    claim = make.claim(printed, [check], domain=domain, oracle_only=("a",), kind="scaling")
    return check.run(claim, claim.tree)


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("2", Status.AGREES),
        ("2+1/x-1/x", Status.AGREES),
        ("3", Status.DIFFERS),
        ("1", Status.DIFFERS),
        ("-2", Status.DIFFERS),
        ("2.01", Status.DIFFERS),
        ("1/(a-a)", Status.DIFFERS),
    ],
)
def test_exponents_whatever_the_prefactor(make, printed, status):
    result = growth(make, printed, lambda p: -7 * p["a"] * p["x"] ** 2 + p["x"])
    assert result.status is status
    assert result.evidence is (Evidence.AGREES if status is Status.AGREES else None)


def test_exponents_toward_zero_and_of_constants(make):
    assert growth(make, "1", lambda p: p["a"] * p["x"] + p["x"] ** 2, SMALL).status is Status.AGREES
    assert growth(make, "0", lambda p: p["a"] + 1 / p["x"]).status is Status.AGREES
    assert growth(make, "0", lambda p: p["x"].log()).status is Status.DIFFERS
    with pytest.raises(ValueError, match="at least four values"):
        growth(make, "1", lambda p: p["x"], LARGE[:3])


# ---------------------------------------------------------------------- proofs

HEAT_CAPACITY = find("heatcap.eq7")
PROOF = next(check for check in HEAT_CAPACITY.checks if isinstance(check, Proof))


def test_a_right_print_is_proved():
    result = PROOF.run(HEAT_CAPACITY, HEAT_CAPACITY.tree)
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.PROVED)
    assert result.derivation["name"] == "heat_capacity"


@pytest.mark.parametrize(
    ("right", "wrong"), [(")**2-((J", ")**2+((J"), ("sinh(b/2)", "cosh(b/2)"), ("(J+1/2)*b", "J*b")]
)
def test_a_wrong_print_is_refuted(right, wrong):
    assert right in HEAT_CAPACITY.printed
    tree = parse(HEAT_CAPACITY.printed.replace(right, wrong))
    result = PROOF.run(HEAT_CAPACITY, tree)
    assert result.status is Status.DIFFERS
    assert result.evidence is None


def test_a_proof_has_as_many_values_as_the_print():
    with pytest.raises(ClaimError, match="the print has 2 values, the derivation 1"):
        PROOF.run(HEAT_CAPACITY, parse("[b, J]"))


def test_names_of_a_derivation_are_translated(make):
    proof = replace(PROOF, names={"J": "n/2", "b": "w*t"})
    domain = Domain({"n": integers(1, 9), "w": reals(1, 2), "t": reals("1/2", 2)})
    printed = HEAT_CAPACITY.printed.replace("b", "(w*t)").replace("J", "n/2")
    claim = make.claim(printed, [proof], domain=domain)
    assert proof.run(claim, claim.tree).status is Status.AGREES
    assert proof.run(claim, parse(printed.replace("n/2", "n"))).status is Status.DIFFERS


# ---------------------------------------------------------------------- depth


def test_deeper_means_more_points_and_digits(make):
    check = Inequality("symbolic")
    deep = check.deeper()
    assert (deep.points, deep.search) == (4 * check.points, 4 * check.search)
    assert deep.digits == 2 * check.digits
    assert PROOF.deeper() == PROOF
    assert math.isclose(expansion(make, "x").deeper().digits, 120)

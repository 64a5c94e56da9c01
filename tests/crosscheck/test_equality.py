"""Equality with a book: what counts as equal, to how many digits, and what must be noticed."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import flint
import pytest

from cotherm.crosscheck.checks import Equality, Oracle
from cotherm.crosscheck.checks.base import Notice
from cotherm.crosscheck.checks.comparison import as_scalars, compare, decimal
from cotherm.crosscheck.checks.printed import term_sizes
from cotherm.crosscheck.domain import Domain, among, half_integers, reals
from cotherm.crosscheck.errors import ClaimError
from cotherm.crosscheck.evidence import Evidence, Status
from cotherm.crosscheck.formula import parse

X = Domain({"x": reals("1/2", 5)})
SIGNED = Domain({"x": reals(-5, 5)})


def judge(make, printed, check, domain=X, **changes):
    claim = make.claim(printed, [check], domain=domain, **changes)
    return check.run(claim, claim.tree)


def notice(make, printed, wrong, check, domain=X, **changes):
    """How the check, which accepts the print, notices the wrong form of it."""
    claim = make.claim(printed, [check], domain=domain, **changes)
    assert check.run(claim, claim.tree).status is Status.AGREES
    return check.notices(claim, parse(wrong))


def notices(*arguments, **changes):
    """Whether the check refutes the wrong form by its value."""
    return notice(*arguments, **changes) is Notice.VALUE


def test_fractions_are_compared_exactly(make):
    check = Equality(make.exactly(lambda p: 1 / (1 + p["x"])), route="numeric")
    result = judge(make, "1/(x+1)", check)
    assert (result.status, result.evidence, result.digits) == (Status.AGREES, Evidence.EXACT, None)
    assert len(result.rows) == 12
    assert notices(make, "1/(x+1)", "1/(x+1)+1e-300", check)


def test_balls_are_certified_to_the_digits_asked_for(make):
    check = Equality(make.in_balls(lambda p: p["x"].exp() + 1), route="numeric", digits=40)
    result = judge(make, "exp(x)+1", check)
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.CERTIFIED)
    assert result.digits >= 40
    more = judge(make, "exp(x)+1", check.with_digits(120))
    assert more.digits >= 120
    assert check.with_digits(20) is check
    assert notices(make, "exp(x)+1", "exp(x)+1+1e-39", check)
    # What lies beyond the digits is not claimed.
    assert not notices(make, "exp(x)+1", "exp(x)+1+1e-70", check)
    assert notices(make, "exp(x)+1", "exp(x)+1+1e-70", check.with_digits(80))


def test_a_fraction_against_a_ball_is_certified_only(make):
    wide = make.in_balls(lambda p: p["x"].exp() / p["x"].exp() + p["x"])
    result = judge(make, "x+1", Equality(wide, route="numeric"))
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.CERTIFIED)


def test_a_ball_that_is_too_wide_decides_nothing(make):
    lazy = Oracle(lambda p, d: flint.arb(float(p["x"]), 1e-12).exp(), "twelve digits")
    result = judge(make, "exp(x)", Equality(lazy, route="numeric"))
    assert result.status is Status.UNDECIDED
    assert result.evidence is None
    # The point was rounded to a float there; the wide ball still refutes what is outside it.
    claim = make.claim("exp(x)", [Equality(lazy, route="numeric")], domain=X)
    assert claim.checks[0].notices(claim, parse("exp(x)+1")) is Notice.VALUE


def test_floats_agree_to_their_tolerance(make):
    def rounded(factor):
        return Oracle(lambda p, d: math.exp(p["x"]) * factor, "float64")

    check = Equality(rounded(1), "numeric", tolerance=1e-12, reason="float64")
    result = judge(make, "exp(x)", check)
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.AGREES)
    assert 12 <= result.digits <= 15
    assert any("1e-12" in note and "float64" in note for note in result.notes)
    assert judge(make, "exp(x)", replace(check, oracle=rounded(1 + 1e-11))).status is Status.DIFFERS
    assert notices(make, "exp(x)", "exp(x)*(1+1e-9)", check)
    with pytest.raises(ValueError, match="needs a reason"):
        Equality(rounded(1), "numeric", tolerance=1e-12)
    with pytest.raises(ValueError, match=r"tolerance 0\.01 is above"):
        Equality(rounded(1), "numeric", tolerance=0.01, reason="any")
    with pytest.raises(ClaimError, match="without a tolerance"):
        judge(make, "exp(x)", Equality(rounded(1), "numeric"))


def test_the_tolerance_is_relative(make):
    tiny = Oracle(lambda p, d: 1e-30 * float(p["x"]), "float64")
    check = Equality(tiny, "numeric", tolerance=1e-9, reason="float64")
    assert judge(make, "1e-30*x", check).status is Status.AGREES
    assert notices(make, "1e-30*x", "1.00001e-30*x", check)
    assert notices(make, "1e-30*x", "0*x", check)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_floats_that_are_not_numbers_never_agree(make, value):
    broken = Oracle(lambda p, d: value, "a solver that failed")
    check = Equality(broken, "numeric", tolerance=1e-3, reason="float64")
    assert judge(make, "exp(x)", check).status is not Status.AGREES


# ---------------------------------------------------------------------- zero


def test_exact_zeros_agree(make):
    check = Equality(make.exactly(lambda p: 0), route="numeric")
    result = judge(make, "x*(x+1)-x**2-x", check)
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.EXACT)
    assert notices(make, "x*(x+1)-x**2-x", "x*(x+1)-x**2-x+1e-200", check)


def test_zeros_are_judged_by_the_size_of_their_terms(make):
    check = Equality(make.exactly(lambda p: 0), route="numeric")
    printed = "exp(x)-exp(-x)-2*sinh(x)"
    result = judge(make, printed, check)
    assert result.status is Status.AGREES
    assert result.digits >= 40
    assert notices(make, printed, printed + "+1e-38", check)


def test_a_zero_in_a_book_is_not_a_small_number(make):
    check = Equality(make.exactly(lambda p: Fraction(1, 10**30)), route="numeric")
    assert judge(make, "exp(x)-exp(-x)-2*sinh(x)", check).status is Status.DIFFERS


# ---------------------------------------------------------------------- undefined


def test_an_undefined_print_differs(make):
    check = Equality(make.exactly(lambda p: 1), route="numeric")
    result = judge(make, "x/(x-x)", check)
    assert result.status is Status.DIFFERS
    assert {row.printed for row in result.rows} == {"undefined"}
    for wrong in ("1/(x-x)", "log(-x)+1", "sqrt(-x)", "(x-x)**(-1)", "exp(1/(exp(x)-exp(x)))"):
        # Having no value is noticed, but it is not the merit of the check.
        assert notice(make, "x/x", wrong, check) is Notice.UNDEFINED, wrong


def test_binomials_of_mutants_may_be_undefined(make):
    domain = Domain({"k": among(0, 1, 2, 3), "x": reals("1/2", 5)})

    def truth(p):
        return flint.arb(math.comb(6, int(p["k"].unique_fmpz()))) * p["x"].exp()

    check = Equality(make.in_balls(truth), route="numeric")
    for wrong in ("binomial(6, k-1)*exp(x)", "binomial(6, k/2)*exp(x)"):
        assert notices(make, "binomial(6, k)*exp(x)", wrong, check, domain), wrong
    outside = "binomial(6, k-9)*exp(x)"
    assert notice(make, "binomial(6, k)*exp(x)", outside, check, domain) is Notice.UNDEFINED


# ---------------------------------------------------------------------- suppressed terms

# At most 1e-108 of the first term for x >= 1/2: far below the digits that are asked for.
SUPPRESSED = "1+exp(-500*x)"


def test_an_exponentially_small_wrong_term_is_noticed(make):
    check = Equality(make.in_balls(lambda p: 1 + (-500 * p["x"]).exp()), route="numeric")
    for wrong in ("1", "1-exp(-500*x)", "1+2*exp(-500*x)", "1+exp(-501*x)", "1+exp(-500*x)/2"):
        assert notices(make, SUPPRESSED, wrong, check), wrong


def test_digits_exceed_the_suppression_of_the_smallest_term(make):
    claim = make.claim(SUPPRESSED, domain=X)
    orders, scale = term_sizes(claim, claim.tree, {"x": Fraction(1)})
    assert orders == math.ceil(500 / math.log(10)) == 218
    assert scale == pytest.approx(1)
    # Agreement to 40 digits beyond the small term is what is recorded.
    oracle = make.in_balls(lambda p: 1 + (-500 * p["x"]).exp())
    result = judge(make, SUPPRESSED, Equality(oracle, at=({"x": Fraction(1)},) * 6))
    assert result.digits >= 218 + 40


def test_suppression_inside_other_functions_counts(make):
    check = Equality(make.in_balls(lambda p: 3 / (2 - (-500 * p["x"]).exp()) ** 2))
    assert notices(make, "3/(2-exp(-500*x))**2", "3/(2+exp(-500*x))**2", check)
    check = Equality(make.in_balls(lambda p: (1 + (-500 * p["x"]).exp()).exp()))
    assert notices(make, "exp(1+exp(-500*x))", "exp(1+2*exp(-500*x))", check)


# ---------------------------------------------------------------------- shapes


def test_every_component_counts(make):
    check = Equality(Oracle(lambda p, d: [p["x"], p["x"] ** 2, 3], "three"), route="numeric")
    assert judge(make, "[x, x**2, 3]", check).status is Status.AGREES
    for wrong in ("[x, x**2, 4]", "[x, x**3, 3]", "[x**2, x, 3]"):
        assert notices(make, "[x, x**2, 3]", wrong, check), wrong
    with pytest.raises(ClaimError, match=r"toy\.item: the print has 2 values, the oracle 3"):
        judge(make, "[x, x**2]", check)


def test_long_vectors_show_the_entry_that_differs(make):
    check = Equality(Oracle(lambda p, d: [p["x"]] * 5, "five"), route="numeric")
    result = judge(make, "[x, x, x, 2*x, x]", check)
    assert all("entry 4 of 5" in row.printed for row in result.rows)


def test_oracles_return_numbers():
    assert as_scalars([1, Fraction(1, 2), [flint.fmpz(3)]]) == [1, flint.fmpq(1, 2), 3]
    assert as_scalars({"a": 1, "b": flint.fmpq_mat(1, 2, [1, 2])}) == [1, 1, 2]
    for nothing in (None, True):
        with pytest.raises(ClaimError, match="must return numbers"):
            as_scalars(nothing)


def test_oracles_remember():
    asked = []
    oracle = Oracle(lambda p, d: asked.append((p, d)) or 1, "counted")
    for digits in (30, 30, 60):
        oracle.at({"x": Fraction(1)}, digits)
    oracle.at({"x": Fraction(2)}, 30)
    assert len(asked) == 3


# ---------------------------------------------------------------------- exact exponentials


def test_rational_boltzmann_factors_make_exponentials_exact(make):
    domain = Domain({"J": half_integers("1/2", 3), "b": among("1/2", "2/3", "5/3")})

    def truth(p):
        q, d = p["b"] ** 2, 2 * p["J"] + 1
        return (1 - q**d) / (1 - q) / p["b"] ** (2 * p["J"])

    check = Equality(make.exactly(truth), route="numeric", exponential=("b",))
    printed = "sinh((J+1/2)*b)/sinh(b/2)"
    result = judge(make, printed, check, domain)
    assert (result.status, result.evidence) == (Status.AGREES, Evidence.EXACT)
    assert all("exp(-b/2)" in row.point for row in result.rows)
    assert notices(make, printed, "sinh((J+1/2)*b)/cosh(b/2)", check, domain)
    # A mutant that is no fraction is compared in balls.
    assert notices(make, printed, "sinh((J+1/2)*b)/sinh(b/3)", check, domain)


def test_given_points_are_used_as_they_are(make):
    at = tuple({"x": Fraction(k)} for k in range(1, 8))
    result = judge(make, "x", Equality(make.exactly(lambda p: p["x"]), at=at))
    assert [row.point["x"] for row in result.rows] == list(range(1, 8))
    with pytest.raises(ValueError, match="5 points are too few"):
        Equality(make.exactly(lambda p: p["x"]), at=at[:5])


def test_values_typed_into_a_claim_certify_nothing(make):
    for book, evidence in (("typed", Evidence.AGREES), ("numeric", Evidence.EXACT)):
        check = Equality(Oracle(lambda p, d: p["x"], "typed in", book=book))
        assert check.route == book
        assert judge(make, "x", check).evidence is evidence


# ---------------------------------------------------------------------- single comparisons

ARB = flint.arb


@pytest.mark.parametrize(
    ("printed", "value", "status"),
    [
        (flint.fmpq(1, 3), flint.fmpq(1, 3), Status.AGREES),
        (flint.fmpq(1, 3), flint.fmpq(1, 3) + flint.fmpq(1, 10**90), Status.DIFFERS),
        (ARB("1.5", "1e-40"), flint.fmpq(3, 2), Status.AGREES),
        (ARB("1.5", "1e-10"), flint.fmpq(3, 2), Status.UNDECIDED),
        (ARB("1.5", "1e-10"), flint.fmpq(2), Status.DIFFERS),
        (ARB("nan"), flint.fmpq(2), Status.UNDECIDED),
        (flint.fmpq(0), ARB(0, 1e-300), Status.UNDECIDED),
        (flint.fmpq(0), ARB(0), Status.AGREES),
    ],
)
def test_comparison_of_two_values(printed, value, status):
    assert compare(printed, value, 30, 0.0)[0] is status


def test_values_are_shown_with_enough_digits():
    assert decimal(flint.fmpq(-2, 3)) == "-2/3"
    assert decimal(flint.fmpq(1, 10**50)) == "1.0000000000000000000e-50"
    assert decimal(0.1) == "0.1"
    assert decimal(flint.arb(2).sqrt(), 10).startswith("1.41421356")

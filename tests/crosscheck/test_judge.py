"""Verdicts on small claims whose right answer is known, and the mutants that checks must kill."""

from __future__ import annotations

import json
from fractions import Fraction

import flint
import pytest

from cotherm.crosscheck.checks import Asymptotic, Equality, Inequality, Oracle
from cotherm.crosscheck.checks.asymptotic import powers_of_ten
from cotherm.crosscheck.claims import Chase, Claim
from cotherm.crosscheck.domain import Caveat, Domain, among, integers, reals
from cotherm.crosscheck.judge import audit
from cotherm.crosscheck.mutants import mutants
from cotherm.crosscheck.records import problems

XY = Domain({"x": reals("1/2", 5), "y": reals("1/2", 5)})


def test_a_right_print_holds(make):
    claim = make.claim("x**2+1", lambda p: p["x"] ** 2 + 1, notes=("A remark.",))
    record = audit(claim)
    assert record["verdict"] == "holds"
    assert (record["evidence"], record["digits"]) == ("exact", None)
    assert record["printed"] == "x**2+1"
    assert record["erratum"] is None and record["caveat"] is None
    assert record["notes"] == ["A remark."]
    assert record["rerun"] == "cotherm verify toy.item"
    assert record["mutants"]["survivors"] == []
    total = len(mutants(claim.tree, claim.vocabulary))
    assert record["mutants"]["killed"] == record["mutants"]["total"] == total
    assert problems(record, {"toy.item": "holds"}) == []


def test_an_approximation_is_called_one(make):
    oracle = make.exactly(lambda p: p["x"] + p["a"])
    law = Asymptotic(oracle, "x", powers_of_ten(2, 5), law="-(a/x)")
    domain = Domain({"a": reals("1/2", 5)})
    claim = make.claim("x", [law], domain=domain, oracle_only=("a",), kind="approximation")
    record = audit(claim)
    assert record["verdict"] == "approximation"
    assert record["mutants"]["survivors"] == []


def test_a_print_true_on_a_named_part_holds_with_a_caveat(make):
    domain = Domain({"x": reals(-5, 5)})
    positive = Caveat("x > 0", lambda p: p["x"] > 0)
    record = audit(make.claim("x", lambda p: abs(p["x"]), domain=domain, caveats=(positive,)))
    assert record["verdict"] == "holds-with-caveat"
    assert record["caveat"] == "x > 0"
    assert {check["status"] for check in record["checks"]} == {"differs"}
    assert {check["status"] for check in record["restricted_checks"]} == {"agrees"}
    assert record["mutants"]["survivors"] == []
    assert record["evidence"] == "exact"


def test_the_first_caveat_that_helps_is_taken(make):
    domain = Domain({"x": reals(-5, 5)})
    caveats = (
        Caveat("x > -1", lambda p: p["x"] > -1),
        Caveat("x > 0", lambda p: p["x"] > 0),
        Caveat("x > 1", lambda p: p["x"] > 1),
    )
    record = audit(make.claim("x", lambda p: abs(p["x"]), domain=domain, caveats=caveats))
    assert record["caveat"] == "x > 0"


def test_a_caveat_that_does_not_help_is_none(make):
    caveat = Caveat("x > 1", lambda p: p["x"] > 1)
    record = audit(make.claim("x+1", lambda p: p["x"] + 2, caveats=(caveat,)))
    assert record["verdict"] == "erratum"
    assert record["caveat"] is None
    assert record["restricted_checks"] == []


# ---------------------------------------------------------------------- errata


def test_an_erratum_of_one_change_is_found(make):
    chase = Chase("read twice", "two books", "text is clean", "none")
    claim = make.claim("3*x**2+x", lambda p: 3 * p["x"] ** 2 - p["x"], chase=chase)
    record = audit(claim)
    assert record["verdict"] == "erratum"
    erratum = record["erratum"]
    assert erratum["corrected"] == "3*x**2-x"
    assert erratum["corrected_latex"] == "3\\,x^{2}-x"
    assert erratum["found_by"] == "mutant search, depth one"
    assert erratum["cause"] == "sign of x"
    assert erratum["alternatives"] == []
    assert list(record["chase"].values()) == [
        "read twice",
        "two books",
        "text is clean",
        "none",
    ]
    # What was printed stays as it was printed; the mutants are those of the corrected form.
    assert record["printed"] == "3*x**2+x"
    assert record["mutants"]["survivors"] == []
    assert {check["status"] for check in record["checks"]} == {"differs"}
    assert {check["status"] for check in erratum["evidence"]} == {"agrees"}


def test_an_erratum_of_two_changes_is_found(make):
    claim = make.claim("3*x**2+x*y", lambda p: 4 * p["x"] ** 2 - p["x"] * p["y"], domain=XY)
    record = audit(claim)
    assert record["verdict"] == "erratum"
    assert record["erratum"]["corrected"] == "4*x**2-x*y"
    assert record["erratum"]["found_by"] == "mutant search, depth two"
    assert record["erratum"]["cause"].count(";") == 1


def test_a_stated_correction_is_tested_like_any_other(make):
    claim = make.claim("x", lambda p: p["x"] ** 4 + 7, corrected="x**4+7", cause="a lost term")
    record = audit(claim)
    assert record["verdict"] == "erratum"
    assert record["erratum"]["found_by"] == "stated in the claim; not reached by mutants"
    assert record["erratum"]["cause"] == "a lost term"
    reached = audit(make.claim("x+1", lambda p: p["x"] - 1, corrected="x-1"))
    assert reached["erratum"]["found_by"] == "stated in the claim; mutant search, depth one"
    wrong = audit(make.claim("x", lambda p: p["x"] ** 4 + 7, corrected="x**4+8"))
    assert wrong["verdict"] == "refuted"
    assert wrong["erratum"] is None


def test_forms_that_were_refuted_are_no_alternatives(make):
    record = audit(make.claim("x+1", lambda p: p["x"] + 2, corrected="x+7"))
    assert record["verdict"] == "erratum"
    # "x+1*2" and "x+2" are one form; the stated one was tried and refuted.
    assert record["erratum"]["corrected"] in ("x+2", "x+1*2")
    assert record["erratum"]["alternatives"] == []


def test_other_forms_that_agree_are_named(make):
    # At these points x and y are equal: the check cannot tell which of the two was meant.
    at = tuple({"x": Fraction(k), "y": Fraction(k)} for k in (2, 3, 4, 5, 6, 7))
    check = Equality(make.exactly(lambda p: p["x"] ** 2 * p["y"]), at=at)
    record = audit(make.claim("x*y", [check], domain=XY))
    assert record["verdict"] == "erratum"
    found = {record["erratum"]["corrected"], *record["erratum"]["alternatives"]}
    assert {"x**2*y", "x*y**2"} <= found
    assert "other corrections fit as well" in problems(record, {"toy.item": "erratum"})


def test_a_correction_must_satisfy_every_check(make):
    # At x = 1 alone, 3 x + 1 would do as well.
    truth = make.exactly(lambda p: 2 * p["x"] + 2)
    first = Equality(truth, at=({"x": Fraction(1)},) * 6)
    alone = audit(make.claim("2*x+1", [first]))
    found = {alone["erratum"]["corrected"], *alone["erratum"]["alternatives"]}
    assert "3*x+1" in found
    assert {"2*x+2", "2*x+1*2"} & found
    record = audit(make.claim("2*x+1", [first, Equality(truth)]))
    assert record["erratum"]["corrected"] in ("2*x+2", "2*x+1*2")
    assert record["erratum"]["alternatives"] == []


def test_a_print_that_nothing_repairs_is_refuted(make):
    record = audit(make.claim("x", lambda p: p["x"] ** 7 + 5))
    assert record["verdict"] == "refuted"
    assert record["erratum"] is None
    assert record["evidence"] == "certified"


@pytest.mark.parametrize(
    "loose", [{"truth": True}, {"tolerance": 1e-9, "reason": "a float of the other book"}]
)
def test_floats_and_coded_truths_refute_without_certainty(make, loose):
    check = Equality(make.exactly(lambda p: p["x"] ** 7 + 5), **loose)
    record = audit(make.claim("x", [check]))
    assert (record["verdict"], record["evidence"]) == ("refuted", "agrees")


# ---------------------------------------------------------------------- undecided


def lazy(digits):
    """An oracle that never gives more than so many digits."""
    return Oracle(lambda p, d: flint.arb(1, 10.0**-digits), "lazy")


def test_undecided_is_undecided(make):
    record = audit(make.claim("x/x*exp(x-x)*sqrt(2)**2/2", [Equality(lazy(9), "numeric")]))
    assert record["verdict"] == "undecided"
    assert record["evidence"] is None
    assert "undecided" in problems(record, {"toy.item": "undecided"})


def test_one_undecided_check_is_enough(make):
    good = Equality(make.exactly(lambda p: 1), "symbolic")
    for checks in ([good, Equality(lazy(9), "numeric")], [Equality(lazy(9), "numeric"), good]):
        assert audit(make.claim("x/x", checks))["verdict"] == "undecided"


def test_books_that_contradict_each_other_give_no_verdict(make):
    good = Equality(make.exactly(lambda p: p["x"]), "symbolic")
    bad = Equality(make.exactly(lambda p: p["x"] + 1), "numeric")
    for checks in ([good, bad], [bad, good]):
        record = audit(make.claim("x", checks))
        assert record["verdict"] == "undecided"
        assert record["evidence"] is None and record["erratum"] is None
        assert any("disagree with each other" in note for note in record["notes"])
    # Where the other check decides nothing, one refutation is enough.
    record = audit(make.claim("x", [bad, Equality(lazy(9), "symbolic")]))
    assert record["verdict"] in ("refuted", "erratum")


def test_what_the_paper_does_not_give_is_said(make):
    claim = Claim(
        id="toy.fig1",
        where="Fig. 1",
        kind="figure",
        title="A curve",
        latex="C(T)",
        missing="the value of s",
        notes=("A remark.",),
    )
    record = audit(claim)
    assert record["verdict"] == "not-reproducible"
    assert record["evidence"] is None
    assert record["notes"] == ["A remark.", "What the paper does not give: the value of s."]
    assert problems(record, {"toy.fig1": "not-reproducible"}) == []


def test_the_weakest_digits_and_the_strongest_evidence_are_reported(make):
    exact = Equality(make.exactly(lambda p: p["x"]), "numeric")
    balls = [
        Equality(make.in_balls(lambda p: p["x"].exp().log()), route, digits=digits)
        for route, digits in (("symbolic", 90), ("numeric", 30))
    ]
    record = audit(make.claim("x", [exact, *balls]))
    assert record["evidence"] == "exact"
    assert 30 <= record["digits"] < 90


# ---------------------------------------------------------------------- checks that are too weak


def test_an_oracle_at_special_points_lets_mutants_live(make):
    # With y = 1 everywhere, a wrong power of y is multiplied away.
    special = tuple({"x": Fraction(k), "y": Fraction(1)} for k in (2, 3, 4, 5, 6, 7))
    truth = make.exactly(lambda p: p["x"] * p["y"] ** 2)
    weak = audit(make.claim("x*y**2", [Equality(truth, "numeric", at=special)], domain=XY))
    assert weak["verdict"] == "holds"
    assert "exponent of y +1: x*y**3" in weak["mutants"]["survivors"]
    assert "factor y**2 dropped: x" in weak["mutants"]["survivors"]
    assert weak["mutants"]["killed"] < weak["mutants"]["total"]
    assert problems(weak, {"toy.item": "holds"}) != []
    strong = audit(make.claim("x*y**2", [Equality(truth, "numeric")], domain=XY))
    assert strong["mutants"]["survivors"] == []
    assert problems(strong, {"toy.item": "holds"}) == []


def test_a_survivor_may_be_explained(make):
    at = tuple({"x": Fraction(k), "y": Fraction(1)} for k in (2, 3, 4, 5, 6, 7))
    check = Equality(make.exactly(lambda p: p["x"]), at=at)
    claim = make.claim("x*y", [check], domain=XY, explained={"x*y**2": "y is 1 by definition"})
    report = audit(claim)["mutants"]
    assert report["explained"] == {"y squared: x*y**2": "y is 1 by definition"}
    assert not any("x*y**2" in line for line in report["survivors"])
    assert report["killed"] + len(report["survivors"]) + 1 == report["total"]


def test_equivalent_mutants_do_not_count(make):
    domain = Domain({"n": integers(1, 9)})
    claim = make.claim("sum(m, m, 0, n)", lambda p: p["n"] * (p["n"] + 1) / 2, domain=domain)
    report = audit(claim)["mutants"]
    assert report["equivalent"] == ["sum starts one later: sum(m, m, 1, n)"]
    assert report["survivors"] == []
    assert report["killed"] == report["total"]


def test_weaker_relations_do_not_count(make):
    domain = Domain({"x": reals(1, 50)})
    check = Inequality("symbolic", points=60, search=5)
    claim = make.claim("x >= 1", [check], domain=domain, kind="inequality")
    report = audit(claim)["mutants"]
    assert "1 -> 0: x >= 0" in report["weaker"]
    assert "1 -> 2: x >= 2" not in report["weaker"] + report["survivors"]
    assert report["survivors"] == []


def test_a_relation_far_from_tight_leaves_survivors(make):
    domain = Domain({"x": reals(9, 50)})
    claim = make.claim("x > 1", [Inequality("symbolic")], domain=domain, kind="inequality")
    assert "1 -> 2: x > 2" in audit(claim)["mutants"]["survivors"]


@pytest.mark.parametrize("values", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_mutants_that_leave_the_domain_of_a_function_do_no_harm(make, values):
    domain = Domain({"k": among(*values), "x": reals("1/2", 5)})

    def truth(p):
        return flint.arb((4, 6, 4, 1)[int(p["k"].unique_fmpz())]) * p["x"].exp()

    check = Equality(make.in_balls(truth), "numeric", points=20)
    for name in ("toy.a", "toy.b", "toy.c", "toy.d"):  # another seed each
        claim = make.claim(
            "binomial(4, k+1)*exp(x)", [check], domain=domain, id=name, shifted=("k",)
        )
        record = audit(claim)
        assert (record["verdict"], record["mutants"]["survivors"]) == ("holds", [])


# ---------------------------------------------------------------------- records


def test_records_are_plain_data_and_always_the_same(make):
    def build():
        return make.claim("exp(x)", [Equality(make.in_balls(lambda p: p["x"].exp()), "numeric")])

    record = audit(build())
    assert json.loads(json.dumps(record)) == record
    assert json.dumps(audit(build())) == json.dumps(record)


def test_problems_name_what_is_wrong(make):
    record = audit(make.claim("x", lambda p: p["x"]))
    assert problems(record, {}) == ["no expected verdict is recorded"]
    assert problems(record, {"toy.item": "erratum"}) == ["verdict holds, expected erratum"]

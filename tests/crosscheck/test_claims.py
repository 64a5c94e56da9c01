"""The schema of claims: whatever is wrong is refused with a sentence that names the claim."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cotherm.crosscheck.checks import Asymptotic, Equality
from cotherm.crosscheck.checks.asymptotic import powers_of_ten
from cotherm.crosscheck.claims import Claim, Paper, available, find, load, select
from cotherm.crosscheck.domain import Caveat, Domain, reals
from cotherm.crosscheck.errors import ClaimError, UnknownClaim
from cotherm.crosscheck.formula import Sum, walk

X = Domain({"x": reals(1, 5)})
XY = Domain({"x": reals(1, 5), "y": reals(1, 5)})

WRONG = {
    "unknown kind": ({"kind": "theorem"}, "toy.item: kind must be one of .*not 'theorem'"),
    "id without a paper": ({"id": "eq7"}, "'eq7' must look like"),
    "id in capitals": ({"id": "Heatcap.eq7"}, "'Heatcap.eq7' must look like"),
    "id with a blank": ({"id": "toy.eq 7"}, "'toy.eq 7' must look like"),
    "id without an item": ({"id": "toy."}, "'toy.' must look like"),
    "id of code": ({"id": "toy.__import__('os')"}, "must look like"),
    "empty place": ({"where": " "}, "toy.item: where must not be empty"),
    "empty title": ({"title": ""}, "toy.item: title must not be empty"),
    "no LaTeX": ({"latex": ""}, "toy.item: latex must not be empty"),
    "no print": ({"printed": ""}, "toy.item: printed must not be empty"),
    "no checks": ({"checks": ()}, "toy.item: a claim needs at least one check"),
    "missing domain": ({"domain": Domain({})}, "toy.item: the domain is missing"),
    "symbol without an axis": ({"printed": "x+z"}, r"toy.item: symbols \['z'\] have no domain"),
    "idle axis": ({"domain": XY}, r"toy.item: axes \['y'\] belong to no symbol"),
    "unknown function": ({"printed": "f(x)"}, r"toy.item: functions \['f'\] are not defined"),
    "misspelt function": ({"printed": "sin(x)"}, r"toy.item: functions \['sin'\] are not"),
    "bound index used outside": (
        {"printed": "sum(m*x, m, 0, 1)+m"},
        r"toy.item: symbols \['m'\] have no domain",
    ),
    "print outside the language": ({"printed": "x.real"}, "formula 'x.real' uses"),
    "correction with a free symbol": (
        {"corrected": "x+z"},
        r"toy.item: symbols \['z'\] have no domain",
    ),
    "correction with an unknown function": (
        {"corrected": "f(x)"},
        r"toy.item: functions \['f'\] are not defined",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_ill_formed_claims_are_refused(make, name):
    changes, sentence = WRONG[name]
    fields = {"printed": "x", "domain": X, **changes}
    if "checks" in fields:
        with pytest.raises(ClaimError, match=sentence):
            Claim(**{**vars(make.claim("x", domain=X)), **fields})
    else:
        with pytest.raises(ClaimError, match=sentence):
            make.claim(fields.pop("printed"), **fields)


def test_unknown_and_missing_fields_are_refused(make):
    with pytest.raises(TypeError, match="verdict"):
        make.claim("x", verdict="holds")
    with pytest.raises(TypeError, match="latex"):
        Claim(id="toy.item", where="nowhere", kind="identity", title="t", printed="x")


def test_approximations_say_how_good_they_are(make):
    oracle = make.exactly(lambda p: p["t"])
    law = Asymptotic(oracle, "t", powers_of_ten(1, 3), law="1/t")
    make.claim("x*t", [law], domain=X, kind="approximation")
    with pytest.raises(ClaimError, match=r"toy\.item: an approximation needs .* error law"):
        make.claim("x", domain=X, kind="approximation")


def test_claims_with_something_missing_are_not_checked(make):
    fields = {"where": "Fig. 1", "kind": "figure", "title": "t", "latex": "x"}
    Claim(id="toy.fig1", **fields, missing="the value of s")
    for more in ({"printed": "x"}, {"checks": make.claim("x").checks}):
        with pytest.raises(ClaimError, match=r"toy\.fig1: .* missing cannot be checked"):
            Claim(id="toy.fig1", **fields, missing="the value of s", **more)
    with pytest.raises(ClaimError, match=r"toy\.fig1: printed must not be empty"):
        Claim(id="toy.fig1", **fields)


def test_what_is_declared_is_accepted(make):
    make.claim("x", domain=XY, oracle_only=("y",))
    make.claim("f(x)", domain=X, bindings={"f": lambda x: x})
    make.claim("sum(m*x, m, 0, 1)", domain=X)
    limit = Asymptotic(make.exactly(lambda p: 1), "t", powers_of_ten(1, 3))
    make.claim("x*t", [limit], domain=X)


def test_vacuous_checks_are_refused_when_they_run(make):
    claim = make.claim(
        "x", lambda p: p["x"], domain=Domain({"x": reals(1, 5)}, lambda p: False, "-")
    )
    with pytest.raises(ClaimError, match=r"toy\.item/numeric: only 0 points"):
        claim.checks[0].run(claim, claim.tree)


def paper(*claims):
    return Paper("toy", "T", "A", "R", claims)


def test_papers_refuse_what_does_not_belong_together(make):
    one, two = make.claim("x", id="toy.a"), make.claim("x", id="toy.b", depends=("toy.a",))
    assert paper(one, two).claims == (one, two)
    with pytest.raises(ClaimError, match=r"toy\.a is defined twice"):
        paper(one, one)
    with pytest.raises(ClaimError, match=r"other\.a stands in the file of paper toy"):
        paper(make.claim("x", id="other.a"))
    with pytest.raises(ClaimError, match=r"toy\.b depends on \['toy\.a'\]"):
        paper(two)
    with pytest.raises(ClaimError, match=r"toy\.b depends on"):
        paper(two, one)
    with pytest.raises(ClaimError, match=r"toy\.c depends on \['toy\.c'\]"):
        paper(make.claim("x", id="toy.c", depends=("toy.c",)))


# ---------------------------------------------------------------------- choice of claims


def ids(*targets):
    return [claim.id for claim in select(targets)]


def test_a_claim_and_its_parts():
    assert set(ids("heatcap.eq10")) == {"heatcap.eq10", "heatcap.eq10.a", "heatcap.eq10.b"}
    assert ids("heatcap.eq10.a") == ["heatcap.eq10.a"]
    # A prefix ends at a dot: eq1 is not eq10.
    assert "heatcap.eq10" not in ids("heatcap.eq1")
    assert find("heatcap.eq10").id == "heatcap.eq10"
    assert find("heatcap.eq10.b").id == "heatcap.eq10.b"


def test_papers_and_all():
    everything = ids()
    assert everything == [claim.id for key in available() for claim in load(key).claims]
    assert ids("qar") == [claim.id for claim in load("qar").claims]
    assert len(set(everything)) == len(everything)


def test_each_claim_once_in_the_order_of_the_papers():
    everything = ids()
    for targets in (("qar", "heatcap"), ("heatcap.eq7", "heatcap.eq1", "heatcap.eq7")):
        chosen = ids(*targets)
        assert chosen == [claim_id for claim_id in everything if claim_id in chosen]


@pytest.mark.parametrize(
    "target",
    ["nature", "heatcap.eq", "heatcap.eq999", "heatcap.", "", ".", "../heatcap", "os.path"],
)
def test_unknown_targets_are_named(target):
    with pytest.raises(UnknownClaim) as error:
        select([target])
    assert target.partition(".")[0] in str(error.value) or target in str(error.value)
    with pytest.raises(UnknownClaim):
        find(target)


@pytest.mark.parametrize("key", available())
def test_names_that_mutants_may_change_exist(key):
    for claim in load(key).claims:
        names = {*claim.domain.axes, *claim.bindings, *claim.environment_names}
        names |= {name for check in claim.checks for name in check.own_symbols}
        parts = walk(claim.tree) if claim.printed else ()
        indices = {part.index for part in parts if isinstance(part, Sum)}
        assert set(claim.shifted) <= names | indices, claim.id
        assert set(claim.oracle_only) <= set(claim.domain.axes), claim.id
        assert set(claim.exact_bindings) <= set(claim.bindings), claim.id


def test_deeper_and_more_digits_reach_every_check(make):
    claim = make.claim("x", [Equality(make.exactly(lambda p: p["x"]), "numeric", digits=30)])
    assert claim.with_digits(70).checks[0].digits == 70
    assert claim.with_digits(20).checks[0].digits == 30
    deep = claim.deeper().checks[0]
    assert (deep.points, deep.digits) == (48, 60)


def test_a_caveat_reaches_domain_and_checks(make):
    own = Domain({"x": reals(1, 3)})
    checks = [
        Equality(make.exactly(lambda p: p["x"]), "numeric"),
        Equality(make.exactly(lambda p: p["x"]), "symbolic", domain=own),
    ]
    part = make.claim("x", checks, domain=X).restricted(Caveat("x > 2", lambda p: p["x"] > 2))
    at = tuple({"x": Fraction(k, 2)} for k in range(2, 10))
    given = Equality(make.exactly(lambda p: p["x"]), at=at, minimum=1)
    part_at = make.claim("x", [given], domain=X).restricted(Caveat("x > 2", lambda p: p["x"] > 2))
    for check in (*part.checks, *part_at.checks):
        result = check.run(part, part.tree)
        assert all(row.point["x"] > 2 for row in result.rows)

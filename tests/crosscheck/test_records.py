"""The records that come with the package speak of the claims that there are, and are clean."""

from __future__ import annotations

import json

import pytest

from cotherm.cli import run as command_line
from cotherm.crosscheck import session
from cotherm.crosscheck.claims import available, find, load
from cotherm.crosscheck.errors import ClaimError, UnknownClaim
from cotherm.crosscheck.evidence import Evidence, Verdict
from cotherm.crosscheck.formula import parse
from cotherm.crosscheck.notation import to_latex, to_text
from cotherm.crosscheck.records import (
    accept,
    by_paper,
    connect,
    dump,
    expected,
    problems,
    shipped,
    write,
)

CLAIMS = {claim.id: claim for key in available() for claim in load(key).claims}
# A claim without a record is one failure, not one in each test.
PAPERS = tuple(key for key in available() if shipped(key))
RECORDS = {record["id"]: record for key in PAPERS for record in shipped(key)}
ERRATA = [key for key, record in RECORDS.items() if record["erratum"]]
RANKS = {rank.label for rank in Evidence}


def test_every_claim_has_a_record_and_an_expected_verdict():
    assert list(RECORDS) == list(CLAIMS)
    assert set(expected()) == set(CLAIMS)


@pytest.mark.parametrize("claim_id", RECORDS)
def test_records_are_of_the_claims_as_they_stand(claim_id):
    record, claim = RECORDS[claim_id], find(claim_id)
    for name in ("paper", "where", "kind", "title", "latex", "conventions"):
        assert record[name] == getattr(claim, name), name
    assert record["domain"] == claim.domain.text
    assert record["depends"] == list(claim.depends)
    assert record["notes"][: len(claim.notes)] == list(claim.notes)
    assert (record["verdict"] == "not-reproducible") == bool(claim.missing)
    if claim.printed:
        assert record["printed"] == to_text(claim.tree)
        assert record["transcription"] == to_latex(claim.tree)
    assert [check["route"] for check in record["checks"]] == [c.route for c in claim.checks]
    assert [check["check"] for check in record["checks"]] == [c.title for c in claim.checks]


@pytest.mark.parametrize("claim_id", RECORDS)
def test_records_are_clean(claim_id):
    record = RECORDS[claim_id]
    assert problems(record, expected()) == []
    assert record["verdict"] in set(Verdict) - {Verdict.UNDECIDED}
    assert "failure" not in record
    mutants = record["mutants"]
    assert mutants["survivors"] == []
    assert mutants["total"] == mutants["killed"] + len(mutants["explained"])
    assert mutants["killed"] >= 2 or find(claim_id).missing


@pytest.mark.parametrize("claim_id", RECORDS)
def test_verdicts_follow_from_the_checks(claim_id):
    record = RECORDS[claim_id]
    statuses = {check["status"] for check in record["checks"]}
    good = {
        "holds": {"agrees"},
        "approximation": {"agrees"},
        "holds-with-caveat": {"agrees"},
        "erratum": {"agrees"},
    }
    final = record["checks"]
    if record["verdict"] == "holds-with-caveat":
        final = record["restricted_checks"]
        assert record["caveat"]
    if record["verdict"] == "erratum":
        final = record["erratum"]["evidence"]
    if record["verdict"] in ("holds-with-caveat", "erratum", "refuted"):
        assert "differs" in statuses
    if record["verdict"] in good:
        assert {check["status"] for check in final} == good[record["verdict"]]
        assert record["evidence"] in RANKS
        assert record["evidence"] in {check["evidence"] for check in final}
    assert (record["kind"] == "approximation") == (record["verdict"] == "approximation") or (
        record["verdict"] not in ("holds", "approximation")
    )


@pytest.mark.parametrize("claim_id", RECORDS)
def test_no_check_is_vacuous(claim_id):
    for check in RECORDS[claim_id]["checks"]:
        proof = check["check"].startswith("proof")
        assert proof or check["rows"], check["check"]
        for row in check["rows"]:
            assert row["printed"] and row["value"] and row["point"]
        if check["evidence"] == "certified" and check["digits"] is not None:
            assert check["digits"] >= 30


@pytest.mark.parametrize("claim_id", RECORDS)
def test_explanations_are_of_mutants_that_live(claim_id):
    explained = RECORDS[claim_id]["mutants"]["explained"]
    given = find(claim_id).explained
    assert set(explained.values()) == set(given.values())
    assert len(explained) == len(given)
    for line in explained:
        assert any(line.endswith(f": {text}") for text in given), line


# ---------------------------------------------------------------------- errata


@pytest.mark.parametrize("claim_id", ERRATA)
def test_errata_are_complete(claim_id):
    record, erratum = RECORDS[claim_id], RECORDS[claim_id]["erratum"]
    assert erratum["printed"] == record["latex"]
    assert erratum["corrected"] != record["printed"]
    assert to_latex(parse(erratum["corrected"])) == erratum["corrected_latex"]
    assert erratum["cause"]
    assert erratum["alternatives"] == []


@pytest.mark.parametrize(
    "claim_id", [key for key, r in RECORDS.items() if r["verdict"] in ("erratum", "refuted")]
)
def test_the_paper_is_blamed_last(claim_id):
    record = RECORDS[claim_id]
    suspects = ["own transcription", "own oracle", "text extraction", "convention"]
    assert list(record["chase"]) == suspects
    assert all(record["chase"].values())
    assert record["erratum"] or record["instead"], "what is true instead?"


@pytest.mark.parametrize("claim_id", ERRATA)
def test_root_causes_and_impact_follow_the_dependencies(claim_id):
    record = RECORDS[claim_id]
    wrong = {key for key, other in RECORDS.items() if other["verdict"] in ("erratum", "refuted")}
    assert record["root_cause"] == [key for key in record["depends"] if key in wrong]
    reached: set[str] = set()
    for _ in CLAIMS:
        reached |= {key for key, c in CLAIMS.items() if {claim_id, *reached} & set(c.depends)}
    assert set(record["builds_on_it"]) == reached
    assert set(record["inherits_it"]) == reached & wrong


def test_only_errors_are_connected():
    for record in RECORDS.values():
        assert ("builds_on_it" in record) == (record["verdict"] in ("erratum", "refuted"))


def test_connecting_looks_at_fresh_verdicts_first():
    upstream = next(key for key in ERRATA if RECORDS[key]["builds_on_it"])
    downstream = RECORDS[upstream]["builds_on_it"][0]
    for verdict, causes in (("erratum", [upstream]), ("holds", [])):
        pair = [
            {"id": upstream, "verdict": verdict, "depends": []},
            {"id": downstream, "verdict": "refuted", "depends": [upstream]},
        ]
        connect(pair)
        assert pair[1]["root_cause"] == causes


# ---------------------------------------------------------------------- files


def test_files_hold_the_same_bytes_for_the_same_records():
    records = shipped(PAPERS[0])
    text = dump(PAPERS[0], records)
    assert text == dump(PAPERS[0], json.loads(json.dumps(records)))
    body = json.loads(text)
    assert body["claims"] == records
    assert body["paper"] == PAPERS[0]
    assert {"numpy", "scipy", "sympy", "mpmath", "python-flint"} <= set(body["versions"])


def test_no_float_stands_where_digits_matter():
    def floats(value):
        if isinstance(value, float):
            yield value
        elif isinstance(value, dict):
            for part in value.values():
                yield from floats(part)
        elif isinstance(value, list):
            for part in value:
                yield from floats(part)

    assert list(floats(RECORDS)) == []


def test_one_file_per_paper(tmp_path):
    write(tmp_path, reversed(RECORDS.values()))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{k}.json" for k in PAPERS)
    assert list(by_paper(reversed(RECORDS.values()))) == list(PAPERS)


def test_accepting_verdicts(tmp_path):
    key = PAPERS[0]
    accept(tmp_path, shipped(key))
    verdicts = json.loads((tmp_path / "expected_verdicts.json").read_text(encoding="utf-8"))
    assert verdicts == {record["id"]: record["verdict"] for record in shipped(key)}
    assert list(verdicts) == sorted(verdicts)


def test_accepting_one_verdict_keeps_the_others(tmp_path):
    key = PAPERS[0]
    accept(tmp_path, shipped(key))
    changed = {**shipped(key)[1], "title": "Another title"}
    accept(tmp_path, [changed])
    verdicts = json.loads((tmp_path / "expected_verdicts.json").read_text(encoding="utf-8"))
    assert len(verdicts) == len(shipped(key))
    stored = json.loads((tmp_path / "records" / f"{key}.json").read_text(encoding="utf-8"))
    wanted = [changed if r["id"] == changed["id"] else r for r in shipped(key)]
    assert stored["claims"] == wanted


@pytest.mark.parametrize("fault", ["undecided", "survivors", "failure"])
def test_what_is_not_clean_cannot_be_accepted(tmp_path, fault):
    record = json.loads(json.dumps(shipped(PAPERS[0])[0]))
    if fault == "undecided":
        record["verdict"] = "undecided"
    elif fault == "survivors":
        record["mutants"]["survivors"] = ["sign of x: -x"]
    else:
        record["failure"] = "stopped after 6 s"
    with pytest.raises(ClaimError, match=rf"records cannot be accepted: {record['id']} \("):
        accept(tmp_path, [record])
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------------- list and show


def test_list_prints_what_a_machine_needs(capsys):
    session.list_records([], as_json=True)
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == list(RECORDS)
    for row in rows:
        record = RECORDS[row["id"]]
        for name in ("paper", "kind", "verdict", "evidence", "digits"):
            assert row[name] == record[name]
        for name in ("killed", "total"):
            assert row["mutants"][name] == record["mutants"][name]


def test_list_prints_one_line_per_claim(capsys):
    session.list_records(["heatcap"], as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(shipped("heatcap"))
    for line, record in zip(lines[1:], shipped("heatcap"), strict=True):
        killed = f"{record['mutants']['killed']}/{record['mutants']['total']}"
        words = line.split()
        assert words[:3] == [record["id"], record["kind"], record["verdict"]]
        assert words[3] == (record["evidence"] or "-")
        assert words[-1] == killed


def test_list_takes_papers_claims_and_their_parts(capsys):
    def listed(*targets):
        session.list_records(targets, as_json=True)
        return [row["id"] for row in json.loads(capsys.readouterr().out)]

    assert set(listed("heatcap.eq10")) == {"heatcap.eq10", "heatcap.eq10.a", "heatcap.eq10.b"}
    assert "heatcap.eq10" not in listed("heatcap.eq1")
    assert listed("heatcap.eq7", "heatcap.eq7") == ["heatcap.eq7"]
    assert listed("qar") == [record["id"] for record in shipped("qar")]
    for unknown in ("nature", "heatcap.eq999", "heatcap.eq"):
        with pytest.raises(UnknownClaim, match=unknown.replace(".", r"\.")):
            session.list_records([unknown], as_json=True)


@pytest.mark.parametrize("claim_id", RECORDS)
def test_show_prints_everything(claim_id, capsys):
    session.show(claim_id, as_json=False)
    text = capsys.readouterr().out
    record = RECORDS[claim_id]
    wanted = [claim_id, record["title"], record["latex"], record["printed"], record["domain"]]
    wanted += [record["verdict"], record["rerun"], *record["notes"], *record["depends"]]
    for check in record["checks"]:
        wanted += [f"{check['route']} book", check["status"], *check["notes"]]
        for row in check["rows"][:3]:
            wanted += [row["printed"], row["value"]]
    if record["erratum"]:
        wanted += [record["erratum"]["corrected"], record["erratum"]["cause"]]
    wanted.append(f"{record['mutants']['killed']}/{record['mutants']['total']}")
    missing = [part for part in wanted if part not in text]
    assert not missing
    assert "\x1b" not in text


def test_show_does_not_read_its_text_as_markup(capsys, monkeypatch):
    record = json.loads(json.dumps(RECORDS["heatcap.eq7"]))
    texts = ["O[n(s b)^4] and [bold] and [/bold] and [a, b]", "[x]", "[/y]"]
    record["checks"][0]["notes"] = [texts[0]]
    for check in record["checks"]:
        for row in check["rows"]:
            row["printed"], row["value"] = texts[1:]
    monkeypatch.setattr(session, "shipped", lambda paper: [record])
    session.show("heatcap.eq7", as_json=False)
    text = capsys.readouterr().out
    assert all(part in text for part in texts)


def test_show_as_json_is_the_record(capsys):
    session.show("heatcap.eq10", as_json=True)
    assert json.loads(capsys.readouterr().out) == RECORDS["heatcap.eq10"]


@pytest.mark.parametrize("target", ["heatcap", "heatcap.eq999", "nature.eq1"])
def test_show_of_what_there_is_not(target, capsys):
    with pytest.raises(UnknownClaim):
        session.show(target, as_json=False)
    for command in (["show", target], ["verify", "heatcap.eq999"], ["list", "nature"]):
        assert command_line(command) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("cotherm: ") and printed.err.count("\n") == 1

"""Runs: parallel, interrupted and resumed ones give the same bytes; one bad claim harms no other.

All runs use the command line of a copy of the package, so that nobody edits the code between them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from cotherm.crosscheck import runner
from cotherm.crosscheck.claims import find
from cotherm.crosscheck.journal import Journal
from cotherm.crosscheck.runner import run as run_claims

# Quick ones in the order of the papers, with proofs and errata among them.
CLAIMS = (
    "heatcap.eq1.Gamma",
    "heatcap.eq4.Z",
    "heatcap.eq5.eJ",
    "heatcap.text-C-def",
    "heatcap.eq7",
    "engine.eq43",
    "engine.eq45",
    "qar.eqG2.c",
)


@pytest.fixture(scope="module")
def undisturbed(package, tmp_path_factory):
    """Records of one process that nobody disturbs, as they are printed."""
    journal = tmp_path_factory.mktemp("journal") / "undisturbed"
    run = package.run("verify", *CLAIMS, "--jobs", "1", "--journal", journal, "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    assert not journal.exists()
    return run.stdout


def test_the_run_is_worth_comparing(undisturbed):
    records = json.loads(undisturbed)
    assert [record["id"] for record in records] == list(CLAIMS)
    assert {"holds", "erratum"} == {record["verdict"] for record in records}
    assert {"proved", "exact", "certified"} <= {record["evidence"] for record in records}


def test_two_processes_give_the_same_bytes(package, undisturbed, tmp_path):
    run = package.run("verify", *CLAIMS, "--jobs", "2", "--journal", tmp_path / "j", "--json")
    assert run.returncode == 0, run.stderr
    assert run.stdout == undisturbed


def test_another_hash_seed_gives_the_same_bytes(package, undisturbed, tmp_path):
    arguments = ("verify", *CLAIMS, "--jobs", "1", "--journal", tmp_path / "j", "--json")
    run = package.run(*arguments, hash_seed=4242)
    assert run.returncode == 0, run.stderr
    assert run.stdout == undisturbed


# ---------------------------------------------------------------------- kill -9


def lines_of(journal: Path) -> int:
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def wait_for_two_claims(process, journal):
    deadline = time.monotonic() + 120
    while lines_of(journal) < 2:
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.002)


def finished(journal: Path) -> list[str]:
    """Claims whose lines are whole."""
    lines = journal.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["record"]["id"] for line in lines if line.endswith("}")]


def with_marks(journal: Path, copy: Path) -> None:
    """A copy of a journal whose records say that they come from it."""
    lines = []
    for line in journal.read_text(encoding="utf-8").splitlines():
        if line.endswith("}"):
            entry = json.loads(line)
            entry["record"]["title"] = "taken from the journal"
            lines.append(json.dumps(entry) + "\n")
    copy.write_text("".join(lines), encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="process groups")
def test_a_killed_run_goes_on_where_it_stopped(package, undisturbed, tmp_path, group_killer):
    journal = tmp_path / "journal"
    command = ("verify", *CLAIMS, "--jobs", "1", "--json", "--journal")
    process = package.start(*command, journal)
    try:
        wait_for_two_claims(process, journal)
    finally:
        group_killer(process)
    assert process.returncode == -signal.SIGKILL
    done = finished(journal)
    assert 2 <= len(done) < len(CLAIMS)

    marked = tmp_path / "marked"
    with_marks(journal, marked)
    run = package.run(*command, marked)
    titles = {record["id"]: record["title"] for record in json.loads(run.stdout)}
    recomputed = [key for key in CLAIMS if titles[key] != "taken from the journal"]
    assert recomputed == [key for key in CLAIMS if key not in done]
    assert all(titles[key] == find(key).title for key in recomputed)

    run = package.run(*command, journal)
    assert run.returncode == 0, run.stderr
    assert run.stdout == undisturbed
    assert not journal.exists()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_die_with_their_parent(package, undisturbed, tmp_path, group_killer):
    journal = tmp_path / "journal"
    command = ("verify", *CLAIMS, "--jobs", "2", "--json", "--journal", journal)
    process = package.start(*command)
    try:
        wait_for_two_claims(process, journal)
        workers = children_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
        assert len(workers) >= 2
        # They may still compute what they were given, beside the run that goes on.
        run = package.run(*command)
        deadline = time.monotonic() + 60
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, workers))
    finally:
        group_killer(process)
    assert run.stdout == undisturbed
    assert not journal.exists()


def test_resumed_claims_are_marked_in_the_table(package, tmp_path):
    journal = tmp_path / "journal"
    process = package.start("verify", *CLAIMS, "--jobs", "1", "--journal", journal)
    try:
        wait_for_two_claims(process, journal)
    finally:
        process.kill()
        process.wait(timeout=30)
    done = finished(journal)
    run = package.run("verify", *done, "--jobs", "1", "--journal", journal)
    assert run.returncode == 0, run.stderr
    rows = [line for line in run.stdout.splitlines() if line.startswith("heatcap.")]
    assert len(rows) == len(done)
    assert all(row.endswith("*") for row in rows)
    assert "finished by an earlier run" in run.stdout


# ---------------------------------------------------------------------- a paper with bad claims

TOY = '''
"""A paper of claims that fail in every way a claim can."""

import os
import time
from fractions import Fraction

from ..checks import Equality, Oracle
from ..claims import Claim, Paper
from ..domain import Domain, reals


def forever(point, digits):
    time.sleep(600)


def broken(point, digits):
    raise RuntimeError("the oracle broke")


def gone(point, digits):
    os._exit(7)


def right(point, digits):
    return Fraction(point["x"]) + 1


def claim(name, oracle):
    return Claim(
        id=f"toy.{name}",
        where="nowhere",
        kind="identity",
        title="A statement & its <oracle>",
        latex="x+1",
        printed="x+1",
        domain=Domain({"x": reals(1, 5)}),
        checks=(Equality(Oracle(oracle, "an oracle"), route="numeric"),),
    )


PAPER = Paper(
    key="toy",
    title="A toy",
    authors="N. N.",
    reference="nowhere",
    claims=(
        claim("first", right),
        claim("forever", forever),
        claim("broken", broken),
        claim("gone", gone),
        claim("last", right),
    ),
)
'''


def test_one_bad_claim_harms_no_other(copy_of_the_package, tmp_path):
    toy = copy_of_the_package
    (toy.root / "crosscheck" / "papers" / "toy.py").write_text(TOY, encoding="utf-8")
    toy.replace("crosscheck/claims.py", "PAPERS = (", 'PAPERS = ("toy", ')
    verdicts = {f"toy.{name}": "holds" for name in ("first", "forever", "broken", "gone", "last")}
    expected = toy.root / "crosscheck" / "expected_verdicts.json"
    expected.write_text(json.dumps(verdicts), encoding="utf-8")
    reports = tmp_path / "reports"
    arguments = ("--jobs", "1", "--timeout", "6", "--reports", reports)
    run = toy.run("verify", "toy", *arguments, "--journal", tmp_path / "journal", "--json")
    assert run.returncode == 1
    records = {record["id"]: record for record in json.loads(run.stdout)}
    assert list(records) == list(verdicts)
    for name in ("first", "last"):
        assert records[f"toy.{name}"]["verdict"] == "holds"
        assert "failure" not in records[f"toy.{name}"]
    reasons = {
        "forever": "stopped after 6 s",
        "broken": "RuntimeError: the oracle broke",
        "gone": "ended early (exit code 7)",
    }
    for name, reason in reasons.items():
        record = records[f"toy.{name}"]
        assert record["verdict"] == "undecided"
        assert record["evidence"] is None
        assert reason in record["failure"]
        assert set(record) - {"failure"} == set(records["toy.first"])
    # Undecided claims stand in the reports too.
    for kind in ("md", "tex"):
        text = (reports / "toy" / f"report.{kind}").read_text(encoding="utf-8")
        assert all(f"toy.{name}" in text for name in reasons)
        assert text.count("undecided") >= 6

    # Without the claim that never ends: the table says what is wrong, and why the exit code is 1.
    run = toy.run("verify", "toy.broken", "toy.last", "--journal", tmp_path / "journal")
    assert run.returncode == 1
    assert "toy.broken: undecided" in run.stdout
    assert "toy.last: " not in run.stdout
    assert run.stdout.rstrip().endswith("1 not as expected")
    shutil.rmtree(toy.path / "cache", ignore_errors=True)


def test_what_failed_is_tried_again(tmp_path):
    """A run that is interrupted after a failure leaves nothing of it in the journal."""

    def interrupt(finished):
        assert finished.record["failure"].startswith("stopped after")
        raise KeyboardInterrupt

    journal = Journal(tmp_path / "journal")
    with pytest.raises(KeyboardInterrupt):
        run_claims([find(CLAIMS[0])], journal=journal, timeout=0.01, progress=interrupt)
    assert journal.load() == {}


def test_more_digits_reach_the_records(package, tmp_path):
    arguments = ("--digits", "70", "--jobs", "1", "--journal", tmp_path / "journal", "--json")
    run = package.run("verify", "heatcap.eq4.Z", *arguments)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)[0]["digits"] >= 70


# ---------------------------------------------------------------------- threads


def test_processes_have_one_thread_unless_the_user_says_otherwise(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    with runner._one_thread_per_process():
        assert os.environ["OMP_NUM_THREADS"] == "1"
        assert os.environ["OPENBLAS_NUM_THREADS"] == "7"
    assert "OMP_NUM_THREADS" not in os.environ
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"

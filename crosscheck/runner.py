"""Runs audits in parallel processes: journaled, resumable, each with a time limit of its own."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures import as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pebble import ProcessExpired, ProcessPool

from .claims import Claim, find
from .journal import Journal
from .judge import audit, header
from .records import Record, connect

DEFAULT_TIMEOUT = 120.0
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Finished:
    """A claim's record, the seconds it took, and whether it came from the journal."""

    record: Record
    seconds: float
    resumed: bool = False


def audit_by_id(claim_id: str, digits: int | None, deep: bool) -> tuple[Record, float]:
    """Judge one claim in this process (claims travel to workers by name)."""
    claim = find(claim_id)
    start = time.perf_counter()
    if deep:
        claim = claim.deeper()
    record = audit(claim.with_digits(digits) if digits else claim)
    return record, time.perf_counter() - start


def run(
    claims: list[Claim],
    *,
    journal: Journal,
    jobs: int = 1,
    digits: int | None = None,
    deep: bool = False,
    timeout: float = DEFAULT_TIMEOUT,
    progress: Callable[[Finished], None] = lambda finished: None,
) -> list[Finished]:
    """Judge the claims; the records do not depend on the number of jobs or on interruptions."""
    keys = {claim.id: journal.key(claim.id, digits, deep) for claim in claims}
    known = journal.load()
    done: dict[str, Finished] = {}
    for claim in claims:
        if entry := known.get(keys[claim.id]):
            done[claim.id] = Finished(entry["record"], entry["seconds"], resumed=True)
            progress(done[claim.id])
    waiting = [claim for claim in claims if claim.id not in done]
    for finished in _fresh(waiting, jobs, digits, deep, timeout):
        claim_id = finished.record["id"]
        done[claim_id] = finished
        if not finished.record.get("failure"):
            journal.append(keys[claim_id], finished.record, finished.seconds)
        progress(finished)
    journal.remove()
    connect([done[claim.id].record for claim in claims])
    return [done[claim.id] for claim in claims]


def _fresh(
    claims: list[Claim], jobs: int, digits: int | None, deep: bool, timeout: float
) -> Iterator[Finished]:
    if not claims:
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=min(jobs, len(claims)), context=context)
    with _one_thread_per_process(), pool:
        futures: dict[Any, Claim] = {
            pool.schedule(audit_by_id, args=(claim.id, digits, deep), timeout=timeout): claim
            for claim in claims
        }
        try:
            for future in as_completed(futures):
                claim = futures[future]
                try:
                    record, seconds = future.result()
                    yield Finished(record, seconds)
                except FutureTimeout:
                    yield Finished(_failure(claim, f"stopped after {timeout:g} s"), timeout)
                except ProcessExpired as error:
                    text = f"its process ended early (exit code {error.exitcode})"
                    yield Finished(_failure(claim, text), 0.0)
                except Exception as error:
                    text = f"{type(error).__name__}: {error}"
                    yield Finished(_failure(claim, text), 0.0)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


@contextmanager
def _one_thread_per_process() -> Iterator[None]:
    """Linear algebra of several threads in each process makes small problems many times slower.

    The processes inherit the environment when they start; what the user has set stays.
    """
    added = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _failure(claim: Claim, reason: str) -> dict[str, Any]:
    """The record of a claim whose audit did not come to an end: undecided, and says why."""
    record = header(claim)
    record["notes"].append(f"The audit did not finish: {reason}.")
    return {**record, "failure": reason}

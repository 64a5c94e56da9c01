"""Hypothesis profiles and what tests need from outside Python."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=True,
    print_blob=True,
    # The first example of a test pays for imports; a loaded machine is not a defect.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", max_examples=1000, deadline=None)
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "dev"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs LaTeX where there is none; in CI a missing LaTeX is a failure."""
    if IN_CI or shutil.which("latexmk"):
        return
    skip = pytest.mark.skip(reason="latexmk is not installed")
    for item in items:
        if item.get_closest_marker("latex"):
            item.add_marker(skip)

"""Two runs of the derivations write the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json, sys; from cotherm.symbolic.derivation import derivation_names, derive; "
        "records = [derive(n) for n in derivation_names()]; "
        "sys.stdout.write(json.dumps([r.to_dict() for r in records]) "
        "+ ''.join(r.to_markdown() + r.to_latex() for r in records))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "271828")
    ]
    outputs = [process.communicate()[0] for process in running]
    assert all(len(output) > 10000 for output in outputs)
    digests = {hashlib.sha256(output).hexdigest() for output in outputs}
    assert len(digests) == 1

"""How long `import cotherm` and `cotherm calc` take, in units of `import numpy`.

Prints the medians over several fresh interpreters; exits with 1 if `import cotherm` costs more than
twice `import numpy`. Usage: python benchmarks/import_time.py [repetitions]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

LIMIT = 2.0
EMPTY = "pass"
PROGRAMS = {
    "import numpy": "import numpy",
    "import cotherm": "import cotherm",
    "cotherm calc": "from cotherm.cli import run; run(['calc', 'ladder_energy', 'J=5', 'b=0.1'])",
}


def seconds(program: str, repetitions: int) -> float:
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(repetitions: int) -> int:
    for program in (EMPTY, *PROGRAMS.values()):  # fill the caches of the file system
        seconds(program, 1)
    start_up = seconds(EMPTY, repetitions)
    cost = {name: seconds(p, repetitions) - start_up for name, p in PROGRAMS.items()}
    for name, value in cost.items():
        ratio = value / cost["import numpy"]
        print(f"{name:16s} {value * 1000:7.1f} ms   {ratio:5.2f} x import numpy")
    return int(cost["import cotherm"] > LIMIT * cost["import numpy"])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))

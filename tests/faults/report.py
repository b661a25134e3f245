"""Tells how many seeded faults the rules find, and which they miss.

python tests/faults/report.py [KELUARAN.txt]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from clean import read_clean_book
from seeding import Fault, seed_faults
from trying import Outcome, tabulate, try_faults


def main() -> None:
    with TemporaryDirectory() as folder:
        book = read_clean_book(Path(folder))
    start = perf_counter()
    outcomes = try_faults(seed_faults(book))
    seconds = perf_counter() - start
    text = "\n".join(describe(outcomes, seconds)) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        print(text)


def describe(outcomes: list[Outcome], seconds: float) -> list[str]:
    tied = [outcome for outcome in outcomes if outcome.fault.numeric and not outcome.fault.free]
    free = [outcome for outcome in outcomes if outcome.fault.free]
    other = [outcome for outcome in outcomes if not outcome.fault.numeric]

    def place(fault: Fault) -> str:
        return fault.place

    def kind(fault: Fault) -> str:
        return fault.kind

    return [
        f"{len(outcomes)} faults in {seconds:.1f} s",
        "\n== figures that something else in the book contradicts, by kind",
        tabulate(tied, kind),
        "\n== the same by place",
        tabulate(tied, place),
        "\n== figures that stand alone, by reason",
        tabulate(free, lambda fault: fault.free),
        "\n== names, units, remarks, rows",
        tabulate(other, kind),
        "\n== missed: figures that something contradicts",
        *(str(outcome.fault) for outcome in tied if not outcome.found),
        "\n== missed: names, units, remarks, rows",
        *(str(outcome.fault) for outcome in other if not outcome.found),
        "\n== missed: figures that stand alone",
        *(str(outcome.fault) for outcome in free if not outcome.found),
        "\n== more than 4 findings from one fault",
        *(_noisy(outcome) for outcome in outcomes if len(outcome.findings) > 4),
    ]


def _noisy(outcome: Outcome) -> str:
    told = ", ".join(f"{f.code} {f.at.sheet}!{f.at.a1}" for f in outcome.findings)
    return f"{outcome.fault}\n    {len(outcome.findings)}: {told}"


if __name__ == "__main__":
    main()

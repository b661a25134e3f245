"""Tells what the rules say about the layouts of the clean book.

python tests/faults/try_layouts.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from clean import read_clean_book
from layouts import LAYOUTS

from lkjip_xl.pipeline import check


def main() -> None:
    with TemporaryDirectory() as folder:
        book = read_clean_book(Path(folder))
    for name, (change, codes) in LAYOUTS.items():
        findings = check(*change(book)).findings
        told = [f for f in findings if not {f.code, f.code[:3]} & codes]
        print(f"{'ok  ' if not told else 'FALSE'} {name}: {len(findings)}")
        for finding in told[:8]:
            print(f"      {finding.severity:8} {finding.at}: {finding.code} {finding.message}")
        if len(told) > 8:
            print(f"      … {len(told) - 8} more")


if __name__ == "__main__":
    main()

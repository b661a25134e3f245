"""Make many invented offices to try the tool with.

    python tests/offices/make.py N FOLDER [--seed S] [--bersih BAGIAN]

Writes N office-years below FOLDER, one workbook each or a folder of annexes each, grouped by provinsi
and by kabupaten or kota; no two are alike.  ``FOLDER/jawaban.json`` holds, for each, its name, its
year, its files and the faults that were put into it: the code of the rule, file, sheet and cell.
The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.append(str(Path(__file__).resolve().parents[2] / "workbooks" / "contoh-bersih"))

from annex_sheets import ANNEXES
from looks import draw_style
from mistakes import Mistake, spoil
from office import Office, invent_office
from other_sheets import make_others
from paper import Paper, write_book

ANSWERS = "jawaban.json"
_ALWAYS = ("tabel_3_1", "tabel_3_4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is true of one office.

    ``path`` names its workbook or folder, ``files`` its books, both from the folder of all;
    ``forms`` are the annexes in them.
    """

    path: str
    office: str
    year: int
    files: tuple[str, ...]
    forms: tuple[str, ...]
    faults: tuple[Mistake, ...]


def make_offices(count: int, folder: Path, seed: int, clean: float = 0.35) -> list[Answer]:
    """Write the offices and their answers; ``clean`` is the share of offices without a fault."""
    answers = [make_office(seed, number, folder, clean) for number in range(count)]
    told = json.dumps([asdict(one) for one in answers], ensure_ascii=False, indent=1)
    (folder / ANSWERS).write_text(told + "\n", encoding="utf-8")
    return answers


def make_office(seed: int, number: int, folder: Path, clean: float) -> Answer:
    office = invent_office(seed, number)
    rng = random.Random(f"{seed} {number} tampilan")
    style = draw_style(rng)
    forms = [form for form in ANNEXES if form in style.sheets or form in _ALWAYS]
    papers = [ANNEXES[form](office, style) for form in forms]
    others = make_others(office, style, rng)
    papers = others + papers if rng.random() < 0.6 else papers + others
    place = folder / office.provinsi / office.daerah
    name = f"LKjIP {office.nama} {office.tahun}"
    books = {f"{name}.xlsx": papers} if style.one_file else dict(_split(papers, office, name))
    count = 0 if rng.random() < clean else rng.randint(1, 5)
    faults = spoil(office, style, books, rng, count)
    place.mkdir(parents=True, exist_ok=True)
    for file, own in books.items():
        target = place / file
        target.parent.mkdir(exist_ok=True)
        write_book(own, target, office.nama_lengkap)
    base = place.relative_to(folder)
    return Answer(
        path=(base / next(iter(books)).split("/")[0]).as_posix(),
        office=office.nama_lengkap,
        year=office.tahun,
        files=tuple((base / file).as_posix() for file in books),
        forms=tuple(forms),
        faults=faults,
    )


def _split(papers: list[Paper], office: Office, folder: str) -> Iterator[tuple[str, list[Paper]]]:
    """Yield the files of an office that keeps its annexes apart: the small sheets lie together."""
    small = [one for one in papers if not one.notes]
    yield f"{folder}/00 Data {office.singkatan}.xlsx", small
    large = [one for one in papers if one.notes]
    for at, paper in enumerate(large, start=1):
        yield f"{folder}/{at:02} {paper.name}.xlsx", [paper]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bersih", type=float, default=0.35, help="share without a fault")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    answers = make_offices(options.count, options.folder, options.seed, options.bersih)
    faults = sum(len(one.faults) for one in answers)
    print(f"{len(answers)} kantor, {faults} kesalahan: {options.folder / ANSWERS}")


if __name__ == "__main__":
    main()

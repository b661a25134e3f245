"""How parts refer to each other, read alike from a package and from a draft of changes."""

from collections.abc import Iterable

import pytest

from lkjip_xl.adapters.xlsx.markup import Listed
from lkjip_xl.adapters.xlsx.own_sheet import own_sheet_name
from lkjip_xl.adapters.xlsx.relations import Relation, Relations, read_relations
from lkjip_xl.adapters.xlsx.workbook import find_own, list_sheets


class Named:
    """Parts with contents, found by the very name."""

    def __init__(self, **relations: str) -> None:
        lines = "".join(
            f'<Relationship Id="{key}" Type="http://x/worksheet" {rest}/>'
            for key, rest in relations.items()
        )
        self.contents = {
            "xl/_rels/workbook.xml.rels": f"<Relationships>{lines}</Relationships>".encode(),
            "xl/a b.xml": b"",
            "xl/a%20b.xml": b"",
            "xl/c d.xml": b"",
        }

    def find(self, name: str) -> str | None:
        return name if name in self.contents else None

    def chunks(self, name: str) -> Iterable[bytes]:
        return [self.contents[name]]

    def damaged(self, name: str, detail: str = "") -> Exception:
        return ValueError(name, detail)


@pytest.mark.parametrize(
    ("written", "target", "lacking"),
    [
        ('Target="a%20b.xml"', "xl/a%20b.xml", ""),  # as spelled, where such a part is there
        ('Target="c%20d.xml"', "xl/c d.xml", ""),
        ('Target="/xl/c%20d.xml"', "xl/c d.xml", ""),
        (r'Target="..\xl\a b.xml"', "xl/a b.xml", ""),
        ('Target="e%20f.xml"', "", "xl/e f.xml"),
        ('Target="a%20b.xml" TargetMode="external"', "", ""),
    ],
)
def test_a_target_is_the_part_as_spelled(written: str, target: str, lacking: str) -> None:
    relations = read_relations(Named(rId1=written), "xl/workbook.xml")

    assert relations == [Relation("rId1", "worksheet", target, lacking)]


def test_no_bytes_are_no_relations() -> None:
    parts = Named()
    parts.contents["xl/_rels/workbook.xml.rels"] = b"\r\n"

    assert read_relations(parts, "xl/workbook.xml") == []
    assert read_relations(parts, "xl/c d.xml") == []


@pytest.mark.parametrize(("kind", "own"), [("worksheet", {1: "CATATAN"}), ("chartsheet", {})])
def test_positions_count_only_where_every_program_counts_alike(
    kind: str, own: dict[int, str]
) -> None:
    name = {"name": own_sheet_name("CATATAN"), "localSheetId": "1"}
    elements = [
        Listed("sheet", {"name": "Tabel 3.1", "id": "rId1"}, ""),
        Listed("sheet", {"name": "Diganti", "id": "rId2"}, ""),
        Listed("definedName", name, "#REF!"),
    ]
    relations = Relations([Relation("rId1", kind, "a", ""), Relation("rId2", "worksheet", "b", "")])

    assert find_own(elements, list_sheets(elements, relations)) == own
    assert find_own(elements, list_sheets(elements, Relations(relations[1:]))) == {}

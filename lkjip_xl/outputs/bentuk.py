"""How the sheets were understood, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.lampiran.understanding import KolomTerbaca, LembarTerbaca, TabelTerbaca
from lkjip_xl.location import column_letters
from lkjip_xl.outputs.listing import JSON_VERSION
from lkjip_xl.pipeline import UnknownFormError
from lkjip_xl.ports import BookError

_WIDEST_LABEL = 60


def as_text(sheets: Sequence[LembarTerbaca]) -> str:
    """Return every sheet with its tables, and what each column was taken for."""
    several = len({sheet.file for sheet in sheets}) > 1
    return "\n".join(line for sheet in sheets for line in _sheet_lines(sheet, several)) + "\n"


def _sheet_lines(sheet: LembarTerbaca, several: bool) -> Iterator[str]:
    name = f"{sheet.file}, lembar {sheet.sheet}" if several else f"Lembar {sheet.sheet}"
    yield f"{name}: {sheet.sebab}" if sheet.sebab else name
    for table in sheet.tables:
        yield from _table_lines(table)
    yield ""


def _table_lines(table: TabelTerbaca) -> Iterator[str]:
    what = table.form.label if table.form else "Tabel yang tidak dibaca"
    rows = f", isian {_span(table.first, table.last)}" if table.form else ""
    yield f"  {what}: kepala {_span(table.top, table.bottom)}{rows}"
    if table.sebab:
        yield f"    {table.sebab[0].upper()}{table.sebab[1:]}."
    for column in table.columns:
        label = " › ".join(column.path)
        if len(label) > _WIDEST_LABEL:
            label = label[: _WIDEST_LABEL - 1].rstrip() + "…"
        meaning = column.named.said if column.named else f"tidak dipakai: {column.sebab}"
        yield f"    {column_letters(column.column):<3} {label} → {meaning}"


def _span(first: int, last: int) -> str:
    return f"baris {first}" if first == last else f"baris {first}–{last}"


def as_json(sheets: Sequence[LembarTerbaca]) -> str:
    """Return the sheets as one JSON object."""
    import json  # the text needs none of it

    document = {"version": JSON_VERSION, "sheets": [sheet_record(sheet) for sheet in sheets]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def failure_as_json(error: BookError) -> str:
    """Return why nothing was checked, and where no form was known, how each sheet was read."""
    import json

    sheets = error.sheets if isinstance(error, UnknownFormError) else ()
    document = {
        "version": JSON_VERSION,
        "error": {"where": error.where, "message": error.what, "fix": error.fix},
        "findings": [],
        "tables": [],
        "sheets": [sheet_record(sheet) for sheet in sheets],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def sheet_record(sheet: LembarTerbaca) -> dict[str, object]:
    """Return a sheet for JSON: keys in English, texts in Indonesian."""
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "note": sheet.sebab,
        "tables": [_table_record(table) for table in sheet.tables],
    }


def _table_record(table: TabelTerbaca) -> dict[str, object]:
    return {
        "form": table.form.name if table.form else None,
        "header": [table.top, table.bottom],
        "rows": [table.first, table.last] if table.form else None,
        "note": table.sebab,
        "columns": [_column_record(column) for column in table.columns],
    }


def _column_record(column: KolomTerbaca) -> dict[str, object]:
    named = column.named
    return {
        "column": column_letters(column.column),
        "label": " ".join(column.path),
        "field": named.field.value if named else None,
        "year": (named.year or None) if named else None,
        "note": column.sebab,
    }

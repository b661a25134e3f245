"""The user guide as web pages, for a reader who has no program for its Markdown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from pathlib import Path

HELP = Path(__file__).parents[1] / "help"

_STYLE = """
body { font: 16px/1.55 "Segoe UI", Helvetica, Arial, sans-serif; max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { background: #eef3f8; }
code, pre { font-family: Consolas, Menlo, monospace; font-size: .92em; background: #f4f4f4; }
pre { padding: .8rem; overflow-x: auto; }
img { max-width: 100%; border: 1px solid #ccc; }
"""


def write_guide(folder: Path) -> Path:
    """Write the guide, the rules and the tags as pages into a folder; return the guide's page.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HELP / "gambar", folder / "gambar", dirs_exist_ok=True)
    for source in sorted(HELP.glob("*.md")):
        page = render_page(source.read_text(encoding="utf-8"))
        (folder / f"{source.stem}.html").write_text(page, encoding="utf-8")
    return folder / "panduan.html"


def render_page(text: str) -> str:
    """Return a Markdown text as a page; its links to other texts of ours lead to their pages."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    title = ""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slug(inline.content))
            title = title or inline.content
        for child in inline.children or ():
            href = str(child.attrGet("href") or "")
            if re.fullmatch(r"[a-z]+\.md(#.*)?", href):
                child.attrSet("href", href.replace(".md", ".html"))
    body = markdown.renderer.render(tokens, markdown.options, {})
    return (
        '<!doctype html>\n<html lang="id"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>{body}</body></html>\n"
    )


def slug(heading: str) -> str:
    """Return what a link to a heading says after the #, as on the pages of a repository."""
    kept: Iterable[str] = (one for one in heading.lower() if one.isalnum() or one in " -_")
    return "".join(kept).replace(" ", "-")

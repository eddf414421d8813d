"""From plain values to a paper's HTML, by the templates that lie in resources/papers; knows no Qt.

The templates are data of the product and the values are what people wrote: everything is escaped, nothing may be
missing, and no template can reach beyond its folder.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from desktop_app.services.papers import Paper
from desktop_app.services.prints import Print

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

VERSION: Final = "v1"
"""The folder of the forms in force: TT 03/2025/TT-VPCP."""


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a paper lies on A4. `margins_mm`: left, top, right, bottom of each of `columns` × `rows` fields."""

    landscape: bool
    margins_mm: tuple[float, float, float, float]
    columns: int
    rows: int
    copies: int


class Templates:
    """The templates of one version. Jinja is loaded with the first paper, never before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / VERSION

    def sheets(self, paper: Paper, printed: Print) -> tuple[str, ...]:
        """Return the HTML of each sheet; a value that a template wants and the paper lacks is our fault and raises."""
        template = self._environment.get_template(f"{paper.kind}.html.j2")
        mark = {
            "number": printed.number,
            "replaces_voided": printed.replaces_voided,
            "void": printed.void or paper.void,
        }
        return tuple(template.render(**values, print=mark) for values in paper.sheets)

    def layout(self, kind: str) -> Layout:
        """Return how a kind of paper lies on the page."""
        return self._layouts[kind]

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        return ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @cached_property
    def _layouts(self) -> dict[str, Layout]:
        return msgspec.json.decode((self._folder / "layout.json").read_bytes(), type=dict[str, Layout])

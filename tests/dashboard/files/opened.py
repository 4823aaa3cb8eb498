"""Files opened by the readers that their kinds have in the world, for the tests of files."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import altair as alt
import jsonschema
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
from lxml import etree
from lxml import html as lxml_html
from PIL import Image
from pypdf import PdfReader

from dashboard.files import File

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


def picture(file: File) -> Image.Image:
    image = Image.open(BytesIO(file.content))
    image.load()  # reads and checks every chunk
    return image


def svg(file: File) -> Any:
    return etree.fromstring(file.content)


def words(node: Any) -> str:
    """All drawn text of an SVG, letters only: where a line breaks does not matter."""
    return letters("".join("".join(text.itertext()) for text in node.iter(f"{SVG}text")))


def letters(text: str) -> str:
    return "".join(text.split()).replace("|", "/")


def pdf(file: File) -> PdfReader:
    return PdfReader(BytesIO(file.content), strict=True)


def page(file: File) -> Any:
    return lxml_html.document_fromstring(file.content.decode())


def figure_of(opened: Any) -> dict[str, Any]:
    """The specs and data in a page."""
    return json.loads(opened.get_element_by_id("figure").text)


def workbook(file: File) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(file.content))


def rows_of(sheet: Any) -> pd.DataFrame:
    head, *rows = sheet.iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=list(head))


def parquet(file: File) -> Any:
    return pq.read_table(BytesIO(file.content))


def csv(file: File) -> pd.DataFrame:
    return pd.read_csv(BytesIO(file.content), dtype=str, keep_default_na=False)


def vega_lite_schema() -> Any:
    """A validator of the Vega-Lite schema that Altair brings."""
    path = next(Path(alt.__file__).parent.glob("vegalite/v6/schema/vega-lite-schema.json"))
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def same(found: pd.DataFrame, wanted: pd.DataFrame) -> bool:
    """Whether two tables hold the same values: numbers as numbers, what is missing as missing."""
    return list(found.columns) == list(wanted.columns) and _values(found) == _values(wanted)


def _values(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(_value(cell) for cell in row) for row in table.itertuples(index=False)]


def _value(cell: Any) -> Any:
    if pd.isna(cell) or cell == "":
        return None
    if isinstance(cell, bool) or type(cell).__name__ == "bool":
        return bool(cell)
    return cell if isinstance(cell, str) else float(f"{cell:.14g}")  # a workbook keeps 16 digits

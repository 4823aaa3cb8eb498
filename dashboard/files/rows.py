"""A table as JSON or Parquet, with what it is in the file itself."""

import json
from io import BytesIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.files.cells import plain, typed
from dashboard.files.facts import Facts, project


def as_json(table: pd.DataFrame, about: Facts) -> bytes:
    """The rows as objects, after title, source, release, definitions and terms; null is what is not known."""
    told = {
        **said(about),
        "columns": plain(about.columns),
        "terms": plain(about.terms),
        "rows": plain(typed(table)),
    }
    return (json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()


def as_parquet(table: pd.DataFrame, about: Facts) -> bytes:
    """The rows as Parquet; title, source, release and terms are metadata of the schema, meanings of its fields."""
    arrow = pa.Table.from_pandas(typed(table), preserve_index=False)
    meanings = {row["column"]: row for row in plain(about.columns)}
    fields = [
        field.with_metadata({key: meanings[field.name][key] for key in ("unit", "meaning")}) for field in arrow.schema
    ]
    whole = {**said(about), "terms": json.dumps(plain(about.terms), ensure_ascii=False)}
    out = BytesIO()
    pq.write_table(arrow.cast(pa.schema(fields, metadata=whole)), out)
    return out.getvalue()


def said(about: Facts) -> dict[str, str]:
    """The words that every file of data carries, by the same keys."""
    return {
        "title": about.title,
        "subtitle": about.subtitle,
        "source": about.source,
        "release": about.release,
        "released": about.time.date().isoformat(),
        "project": project(),
        "address": about.link,
        "left_out": about.left_out,
    }

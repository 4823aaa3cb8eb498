"""A drawn PDF put in order: the same bytes each time, with title, source, language and the release's time inside."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from dashboard.files.facts import Facts, project
from dashboard.texts import language


def finished(drawn: bytes, about: Facts) -> bytes:
    """The PDF of one page, with its properties.

    The engine writes fonts in an order that changes from call to call. Sorting each dictionary by its keys before the
    page is copied numbers the objects in one order.
    """
    page = PdfReader(BytesIO(drawn)).pages[0]
    _sort(page, set())
    writer = PdfWriter()
    writer.add_page(page)
    writer.add_metadata(_properties(about))
    writer.root_object[NameObject("/Lang")] = TextStringObject(language())
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _properties(about: Facts) -> dict[str, Any]:
    made = f"D:{about.time:%Y%m%d%H%M%S}Z"
    return {
        "/Title": about.title,
        "/Subject": f"{about.subtitle}. {about.source_line}",
        "/Author": project(),
        "/Keywords": about.release,
        "/CreationDate": made,
        "/ModDate": made,
    }


def _sort(node: Any, seen: set[int]) -> None:
    """Sorts every dictionary below a node by its keys, each object once."""
    if isinstance(node, IndirectObject):
        if node.idnum in seen:
            return
        seen.add(node.idnum)
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            _sort(child, seen)
    elif isinstance(node, DictionaryObject):
        for key in sorted(node):
            child = node.raw_get(key)
            del node[key]
            node[key] = child
            if key != "/Parent":
                _sort(child, seen)

"""Brings the catalogues up to date with the code: new messages join, those no longer used go, edited words stay."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from dashboard.texts import FOLDER, SOURCE_LANGUAGE, catalogue

KEYWORDS = {"_": None, "ngettext": (1, 2)}


def update(folder: Path = FOLDER) -> list[str]:
    """Rewrites each `.po`; English gets the message itself as its words, other languages an empty one to translate.

    Returns:
        The names of the catalogues that changed.
    """
    changed = []
    for path in sorted(folder.glob("*.po")) or [folder / f"{SOURCE_LANGUAGE}.po"]:
        before = path.read_bytes() if path.exists() else b""
        with path.open("wb") as file:
            file.write(rendered(path.stem, before))
        changed += [path.name] if path.read_bytes() != before else []
    return changed


def rendered(code: str, before: bytes = b"") -> bytes:
    """A catalogue as it should be: every message of the code, sorted, with the words it has in `before`."""
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.pofile import read_po  # noqa: PLC0415

    old = read_po(BytesIO(before), locale=code) if before else Catalog(locale=code)
    new = Catalog(locale=code, project="russia-asia-dashboard", fuzzy=False, charset="utf-8")
    for key, files in messages().items():
        identity = key if len(key) > 1 else key[0]
        kept = old.get(identity)
        words = kept.string if kept is not None and kept.string else (identity if code == SOURCE_LANGUAGE else "")
        new.add(identity, string=words, locations=[(file, 0) for file in sorted(files)])
    out = BytesIO()
    write_po(out, new, width=110, sort_output=True, omit_header=False, include_lineno=False)
    return b"".join(
        line
        for line in out.getvalue().splitlines(keepends=True)
        if not line.startswith((b'"POT-', b'"PO-', b'"Last-', b'"Generated', b"# ", b"#\n"))
    )


def messages() -> dict[tuple[str, ...], set[str]]:
    """Every message in the code of the dashboard, with the files that say it."""
    found: dict[tuple[str, ...], set[str]] = {}
    root = FOLDER.parent
    for file, _line, message, _comments, _context in extract_from_dir(
        str(root), method_map=[("**.py", "python")], keywords=KEYWORDS, options_map={}
    ):
        key = message if isinstance(message, tuple) else (message,)
        found.setdefault(key, set()).add(f"{root.name}/{Path(file).as_posix()}")
    return found


__all__ = ["catalogue", "messages", "rendered", "update"]

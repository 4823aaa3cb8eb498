"""Files that are kept for ever under `datasets/frozen/`: objects named by their checksum, and an index a release.

    objects/<sha256>      a page or script, compressed; shared between releases
    <release id>.json     which page of which figure and partner is which object

An object is never changed and never removed, so a link that was given out keeps its bytes. A run that was cut short
leaves whole objects that no index names yet; the next run finds and names them. Belongs here: bytes on disk. Does not
belong here: what a page holds (`page`), which pages there are (`frozen`).
"""

import gzip
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = "frozen"
CHECKSUM: Final = re.compile(r"[0-9a-f]{64}")
RELEASE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.\-]{0,80}")


class StoreError(Exception):
    """A file of the store is missing or is not what was written; the message names it and says what to do."""


@dataclass(frozen=True)
class Index:
    """The frozen pages of one release.

    Attributes:
        release: its id.
        pages: figure id -> partner, or "" without a choice -> checksum of the page.
        scripts: checksums of the scripts that these pages name.
    """

    release: str
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()

    def checksums(self) -> set[str]:
        """Every object that the index names."""
        return {one for pages in self.pages.values() for one in pages.values()} | set(self.scripts)


class Store:
    """The folder of frozen files of one `datasets/`."""

    def __init__(self, datasets: Path) -> None:
        self._folder = datasets / FOLDER

    def index(self, release_id: str) -> Index | None:
        """The index of a release; None where nothing of it was frozen.

        Raises:
            StoreError: the file is not an index.
        """
        path = self._folder / f"{release_id}.json"
        if not RELEASE.fullmatch(release_id) or not path.is_file():
            return None
        return _index(path, path.stat().st_mtime_ns)

    def releases(self) -> tuple[str, ...]:
        """The ids of all releases with frozen pages."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.json")))

    def put_index(self, index: Index) -> None:
        """Writes an index in one step; it comes after the objects it names.

        Raises:
            OSError: it can't be written; an older one stands as it was.
        """
        content = {"release": index.release, "scripts": sorted(index.scripts), "pages": index.pages}
        text = json.dumps(content, sort_keys=True, indent=1) + "\n"
        _put(self._folder / f"{index.release}.json", text.encode())

    def has(self, checksum: str) -> bool:
        """Whether an object is there."""
        return self._place(checksum).is_file()

    def get(self, checksum: str) -> bytes:
        """An object's bytes.

        Raises:
            StoreError: it is missing, or is not what its checksum says.
        """
        try:
            content = gzip.decompress(self._place(checksum).read_bytes())
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            raise StoreError(f"frozen object {checksum} can't be read ({error}). Restore it from a copy.") from error
        if hashlib.sha256(content).hexdigest() != checksum:
            raise StoreError(f"frozen object {checksum} is not what was frozen. Restore it from a copy.")
        return content

    def put(self, content: bytes) -> str:
        """Keeps an object; one that is there already stands.

        Returns:
            Its checksum.

        Raises:
            OSError: it can't be written; then nothing of it is left.
        """
        checksum = hashlib.sha256(content).hexdigest()
        if not self.has(checksum):
            _put(self._place(checksum), gzip.compress(content, mtime=0))
        return checksum

    def size_bytes(self, checksums: set[str]) -> int:
        """What objects take on disk, compressed."""
        return sum(self._place(one).stat().st_size for one in checksums)

    def _place(self, checksum: str) -> Path:
        if not CHECKSUM.fullmatch(checksum):
            raise StoreError(f"“{checksum[:80]}” is no checksum of a frozen object.")
        return self._folder / "objects" / checksum


@lru_cache(maxsize=64)
def _index(path: Path, _written_ns: int) -> Index:
    """Read once for each time it was written."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Index(content["release"], content["pages"], tuple(content["scripts"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path.name} in {FOLDER}/ is no index of frozen pages ({error}). Restore it.") from error


def _put(path: Path, content: bytes) -> None:
    """Put a file in its place, whole: written beside it, then moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:16]}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # a temporary file is its owner's alone
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

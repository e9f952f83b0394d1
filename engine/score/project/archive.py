"""The zip archive around a project's JSON."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from engine.score.project.checks import BACKUP, Damage

MAX_BYTES = 512 << 20
"""No text of a project is larger; a song of a million notes has some 40 MB."""

MAX_RATIO = 100
"""Music packs 4 to 20 times smaller. What packs a hundred times smaller is no music."""

PACKINGS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
"""How the text of a project may be packed."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


def pack(members: Mapping[str, str]) -> bytes:
    """An archive of texts by name; the same texts give the same bytes. Half of a character, as a
    text cut in two may hold, becomes a question mark.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(
                info, content.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED, compresslevel=3
            )
    return out.getvalue()


def unpack(data: bytes, member: str) -> dict[str, Any]:
    """The JSON object in one member of an archive. Raises Damage."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            info = archive.getinfo(member)
            if info.file_size > max(1 << 20, min(MAX_BYTES, len(data) * MAX_RATIO)):
                raise Damage(f"unpacks to {info.file_size >> 20} MB, which is no music; {BACKUP}")
            if info.compress_type not in PACKINGS:
                raise Damage(f"is damaged: its {member} is packed in another way; {BACKUP}")
            value = json.loads(archive.read(info))
    except KeyError:
        raise Damage(f"is no Arietta project: it has no {member}; choose another file") from None
    except _UNREADABLE as failure:
        if data[:2] == b"PK":
            raise Damage(f"is damaged or cut off ({failure}); {BACKUP}") from None
        raise Damage(f"is no Arietta project ({failure}); {BACKUP}") from None
    if type(value) is not dict:
        raise Damage(f"is no Arietta project: its {member} holds no object; choose another file")
    return value

"""The pictures in docs/images: each is shown somewhere, and the moving one is small and short."""

import re
from collections.abc import Iterator

from PIL import Image, ImageSequence

from tests.project.tree import ROOT, files, named, text

IMAGES = ROOT / "docs" / "images"
MINUTE = IMAGES / "minute.webp"
LARGEST = 3_000_000
SECONDS = range(20, 41)


def test_each_picture_is_shown_on_a_page():
    pages = files(".md")
    shown = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text(page))
    }
    assert [named(file) for file in files() if IMAGES in file.parents and file not in shown] == []


def loaded(moving: Image.Image) -> Iterator[Image.Image]:
    """Each frame; it says how long it lasts only once it is read."""
    for frame in ImageSequence.Iterator(moving):
        frame.load()
        yield frame


def test_the_moving_picture_is_half_a_minute_and_small():
    assert MINUTE.stat().st_size <= LARGEST
    with Image.open(MINUTE) as moving:
        lasting = sum(frame.info["duration"] for frame in loaded(moving))
    assert lasting // 1000 in SECONDS

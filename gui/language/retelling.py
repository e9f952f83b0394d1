"""What was said in one language, told in another: the names of undo steps outlive a switch."""

import re
from collections.abc import Iterable, Sequence

from gui.language.catalogue import GAP, Catalogue

Pairs = Sequence[tuple[str, str]]
"""Texts, with gaps, and what stands for each."""


def retold(text: str, before: Catalogue | None, after: Catalogue | None) -> str:
    """A text with its gaps filled, as another catalogue says it; None stands for English. What
    neither of them has said stays as it is.
    """
    english = _told(text, [(said, source) for source, said in before.pairs()]) if before else text
    return _told(english, after.pairs()) if after else english


def _told(text: str, pairs: Pairs) -> str:
    if (exact := dict(pairs).get(text)) is not None:
        return exact
    for source, target in sorted(_gapped(pairs), key=lambda pair: -len(GAP.sub("", pair[0]))):
        match = re.fullmatch("(.*?)".join(map(re.escape, GAP.split(source)[::2])), text, re.DOTALL)
        if match is not None:
            filled = dict(zip(GAP.findall(source), match.groups(), strict=True))
            return GAP.sub(lambda gap, filled=filled: filled.get(gap[1], gap[0]), target)
    return text


def _gapped(pairs: Pairs) -> Iterable[tuple[str, str]]:
    """Those with gaps whose own words tell them apart."""
    return (
        pair for pair in pairs if GAP.search(pair[0]) and re.search(r"\w", GAP.sub("", pair[0]))
    )

"""What must at least be reached: of reading by kind of file, as a mean over its files; of linking over all files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tests.quality.repairs import Repaired

Bars = Mapping[str, float]

# By the group in which a file is shown.
READING: dict[str, Bars] = {
    "born digital": {
        "text_words_in_order": 0.995,
        "sections": 0.98,
        "section_text": 0.985,
        "section_levels": 0.98,
        "footnotes": 0.98,
        "footnote_anchors": 0.97,
    },
    "scans": {
        "text_words_in_order": 0.975,
        "sections": 0.93,
        "footnotes": 0.90,
        "footnote_anchors": 0.80,
        "actions": 0.90,
        "citations": 0.80,
    },
    "degraded scans": {"text_words_in_order": 0.955, "sections": 0.88, "footnotes": 0.75, "actions": 0.85},
    "plain text": {"text_words_in_order": 0.98, "sections": 0.95, "footnotes": 0.90, "footnote_anchors": 0.85},
}
LINKING: Bars = {
    "meta": 0.90,
    "actions": 0.98,
    "citations": 0.93,
    "citation_fields": 0.93,
    "cross_references": 0.90,
    "positions": 0.75,
    "position_stance": 0.80,
    "questions": 0.98,
    "answers": 0.98,
}
CLUSTERING = 0.93
# Of the repairs that a key lists so many are made, of all words so many at most are changed wrongly, and of the words
# that Tesseract read wrongly in a picture so many at most are left.
_MADE, _SPOILED, _LEFT = 0.85, 0.001, 1 / 3


def below(values: Mapping[str, Mapping[str, float]], names: Collection[str], bars: Bars) -> list[str]:
    """The measures whose mean over the documents of these `names` lies below its bar; one without a value does not."""
    means = {
        measure: sum(found) / len(found)
        for measure, row in values.items()
        if (found := [value for name, value in row.items() if name in names])
    }
    return [measure for measure, bar in bars.items() if measure in means and means[measure] < bar]


def repairs_below(found: Sequence[tuple[str, Repaired]]) -> list[str]:
    """What repair did not reach, a line each; of documents as their group and their counts."""
    missed = []
    for group, one in found:
        if group == "plain text" and one.known and one.made < _MADE * one.known:
            missed.append(f"{one.made} of {one.known} repairs of the key were made")
        if len(one.spoiled) > max(_SPOILED * one.words, group != "born digital"):
            missed.append(f"{len(one.spoiled)} right words of {one.words} were changed")
    scans = [one for group, one in found if "scans" in group]
    before, after = sum(one.wrong_before for one in scans), sum(one.wrong_after for one in scans)
    if after > _LEFT * before:
        missed.append(f"{after} of {before} wrong words of scans are left")
    return missed

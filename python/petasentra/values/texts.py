"""Text of cells as people meant it: without the tags of web pages, with one blank where there were several."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values.columns import arrow_array, text_of

if TYPE_CHECKING:
    from petasentra.values.columns import Column

# Only tags that web pages put around text: "<5 ha" and "a<b" are no tags.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|div|em|font|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def parse_texts(column: Column) -> pa.Array:
    r"""Return a column as plain text: tags and entities of HTML gone, line breaks and runs of blanks one blank.

    Parameters
    ----------
    column
        Texts or numbers, n rows.

    Returns
    -------
    pyarrow.Array
        n texts; null stays null, and a cell of blanks is an empty text.

    Examples
    --------
    >>> from petasentra.values import parse_texts
    >>> parse_texts(["Pasal 181<br/>ayat (1)\r\n huruf&nbsp;c ", " ", None]).to_pylist()
    ['Pasal 181 ayat (1) huruf c', '', None]
    """
    distinct = pc.dictionary_encode(text_of(arrow_array(column)))
    plain = pa.array([_plain(one) for one in distinct.dictionary.to_pylist()], pa.string())
    return plain.take(distinct.indices)


def _plain(text: str) -> str:
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.split())

"""Numbers, dates and codes as Indonesian offices write them, read by the evidence of a whole column.

``"107.565"`` is 107565 in a column that also holds ``"20.589,82"``, and 107.565 in one that holds ``"0.5"``. Where a
column gives no evidence the value is not read: it stays as it was, and the result says so. Every function takes a whole
column and has a twin for one value.

Examples
--------
>>> from petasentra import values
>>> values.parse_numbers(["107.565", "20.589,82", "-"]).to_pylist()
[107565.0, 20589.82, None]
>>> values.parse_numbers(["107.565"]).ambiguous.tolist()
[True]
>>> values.parse_dates(["24-Mei-2022", "16-Okt-2024", "24-Dec-2024"]).to_pylist()
[datetime.date(2022, 5, 24), datetime.date(2024, 10, 16), datetime.date(2024, 12, 24)]
"""

from petasentra.values.columns import ParsedColumn, ParsedValue
from petasentra.values.dates import DateOrder, parse_date, parse_dates
from petasentra.values.domains import Domain, DomainValue, parse_coded, parse_coded_lists
from petasentra.values.kbli import parse_kbli, parse_kbli_code
from petasentra.values.kbli_lists import KbliCell, parse_kbli_lists
from petasentra.values.numbers import NumberStyle, parse_number, parse_numbers
from petasentra.values.texts import parse_texts

__all__ = [
    "DateOrder",
    "Domain",
    "DomainValue",
    "KbliCell",
    "NumberStyle",
    "ParsedColumn",
    "ParsedValue",
    "parse_coded",
    "parse_coded_lists",
    "parse_date",
    "parse_dates",
    "parse_kbli",
    "parse_kbli_code",
    "parse_kbli_lists",
    "parse_number",
    "parse_numbers",
    "parse_texts",
]

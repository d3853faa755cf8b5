"""What campaigns and activities refuse in the same words."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid


class LineMissing(Invalid):
    sentence = _("Please write something here.")


class LineTooLong(Invalid):
    sentence = _("At most {limit} characters, please.")


class TooManyLines(Invalid):
    sentence = _("At most {limit} lines, please.")


class NotAChoice(Invalid):
    sentence = _("Please choose one of the answers.")


class UnknownMunicipality(Invalid):
    sentence = _("We do not know the municipality “{name}”.")


class NotAnAddress(Invalid):
    sentence = _("This is not an e-mail address.")


class NotATable(Invalid):
    sentence = _(
        "This is not a table that we can read. Save it as CSV (UTF-8), with these columns in the first line: {columns}."
    )


class TooManyRows(Invalid):
    sentence = _("At most {limit} rows at once, please.")


class RowsWrong(Invalid):
    """Nothing of the table was taken; `rows` says what is wrong in each line."""

    sentence = _("Nothing was taken yet: some lines need a correction.")

    def __init__(self, field: str = "", *, rows: list[tuple[int, str]], **values: object) -> None:
        self.rows = rows
        super().__init__(field, **values)

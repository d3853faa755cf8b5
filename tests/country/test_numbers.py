"""Official numbers: from one in every year, without gaps or doubles."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from smartsafe import clock
from smartsafe.country.models import NumberSeries
from smartsafe.country.numbers import Series, example, next_number


@pytest.mark.django_db
def test_each_series_counts_for_itself() -> None:
    with clock.at(datetime(2026, 5, 1, tzinfo=UTC)):
        given = [next_number("case"), next_number("case"), next_number("contact"), next_number("referral")]
    assert given == ["NKC-2026-000001", "NKC-2026-000002", "NKC-O-2026-000001", "NKC-P-2026-000001"]


@pytest.mark.django_db
def test_a_new_year_begins_when_it_does_at_the_centre() -> None:
    with clock.at(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)):  # 23:59 in Belgrade
        assert next_number("case") == "NKC-2026-000001"
    with clock.at(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)):  # midnight
        assert next_number("case") == "NKC-2027-000001"
    with clock.at(datetime(2026, 6, 1, tzinfo=UTC)):  # the demo centre goes back to fill its year
        assert next_number("case") == "NKC-2026-000002"


@pytest.mark.django_db
def test_a_number_that_was_rolled_back_is_given_again() -> None:
    with transaction.atomic():
        lost = next_number("case")
        transaction.set_rollback(True)
    assert next_number("case") == lost


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_of_a_transaction_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        next_number("case")
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("series", ["contact", "case"])
def test_many_at_once_get_one_each_also_when_the_series_is_new(series: Series) -> None:
    given: list[str] = []
    failed: list[BaseException] = []
    ready = threading.Barrier(4)

    def take() -> None:
        try:
            ready.wait(10)
            for round_number in range(8):
                with transaction.atomic():
                    number = next_number(series)
                    if round_number % 4 == 3:
                        transaction.set_rollback(True)
                    else:
                        given.append(number)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=take) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert not failed
    assert sorted(int(number.rsplit("-", 1)[1]) for number in given) == list(range(1, 25))


def test_an_example_takes_no_number() -> None:
    with clock.at(datetime(2026, 5, 1, tzinfo=UTC)):
        assert example("contact") == "NKC-O-2026-000123"

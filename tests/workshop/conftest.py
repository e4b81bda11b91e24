"""The rooms of the run's own database, as the pages find them."""

from collections.abc import Iterator

import pytest

from retention.storage import database_url, open_storage
from retention.storage.rooms import RoomStore


@pytest.fixture
def rooms() -> Iterator[RoomStore]:
    storage = open_storage(database_url())
    yield storage.rooms
    storage.dispose()

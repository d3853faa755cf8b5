from tests.channels.phone.conftest import exchange as exchange

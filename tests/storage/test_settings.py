"""What holds for all cases."""


def test_a_setting_stays_until_it_is_set_again(storage):
    assert storage.setting("never set") is None
    storage.set_setting("widening", 2.5)
    storage.set_setting("widening", 1.5)
    assert storage.setting("widening") == 1.5

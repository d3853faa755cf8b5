"""How somebody works a page: with a pointer, or with the keyboard alone. Both by what they see, never by scripts."""

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 250


class Hands(Protocol):
    page: Page

    def press(self, target: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def choose(self, option: Locator) -> None: ...
    def pick(self, select: Locator, value: str) -> None: ...


class Pointer:
    """A mouse or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, option: Locator) -> None:
        option.check()

    def pick(self, select: Locator, value: str) -> None:
        select.select_option(value)


class Keyboard:
    """Only keys: Tab to get there, Enter, Space and arrows to do it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _reach(self, target: Locator, *, same_group: bool = False) -> None:
        """Tab until the target (or, for radio buttons, any of its group) has the focus. AssertionError if never."""
        target.wait_for(state="attached")
        here = (
            "(e, group) => e === document.activeElement"
            " || (group && document.activeElement.type === 'radio' && document.activeElement.name === e.name)"
        )
        for _ in range(MOST_TABS):
            if target.evaluate(here, same_group):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard never reaches {target}")

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, option: Locator) -> None:
        radio = option.get_attribute("type") == "radio"
        self._reach(option, same_group=radio)
        for _ in range(60):
            if option.is_checked():
                return
            if not radio or option.evaluate("e => e === document.activeElement"):
                self.page.keyboard.press("Space")
            else:
                self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The keyboard cannot choose {option}")

    def pick(self, select: Locator, value: str) -> None:
        self._reach(select)
        for _ in range(300):
            if select.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The keyboard cannot pick {value}")

"""What a person does with the simulated phone, and what is seen there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

MESSAGES = "**/simulator/messages"


@dataclass
class SimulatedPhone:
    """The page, used by what is written on it. `complaints` is what the browser's console shows as errors."""

    page: Page
    complaints: list[str]

    @property
    def replies(self) -> Locator:
        return self.page.locator(".entry.service .text")

    @property
    def sent(self) -> Locator:
        return self.page.locator(".entry.me .text")

    @property
    def newest_choices(self) -> Locator:
        return self.page.locator(".entry.service").last.get_by_role("button")

    async def write(self, text: str) -> None:
        """Type a message and send it, without waiting for anything."""
        await self.page.get_by_label("Tulis pesan", exact=True).fill(text)
        await self.page.keyboard.press("Enter")

    async def type(self, text: str) -> str:
        """Type a message, and give the reply."""
        count = await self.replies.count()
        await self.write(text)
        return await self._reply(count)

    async def chat(self) -> str:
        """Greet, and give the name of the chat in which that was sent."""
        async with self.page.expect_request(MESSAGES) as asked:
            await self.type("halo")
        return str((await asked.value).post_data_json["chat"])

    async def tap(self, label: str) -> str:
        """Tap one of the newest choices, and give the reply."""
        count = await self.replies.count()
        # The number on a choice is not part of what it says.
        await self.newest_choices.filter(has_text=re.compile(rf"^\s*\d*\s*{re.escape(label)}$")).click()
        return await self._reply(count)

    async def attach(self, label: str) -> str:
        """Send something from the menu behind "+", and give the reply."""
        count = await self.replies.count()
        await self.page.get_by_role("button", name="Kirim selain tulisan").click()
        await self.page.get_by_role("button", name=label, exact=True).click()
        return await self._reply(count)

    async def state(self) -> str:
        """Give the step that the panel names."""
        return await self.page.locator("#state").text_content() or ""

    async def _reply(self, before: int) -> str:
        await self.replies.nth(before).wait_for()
        await expect(self.replies).to_have_count(before + 1)
        return await self.replies.last.inner_text()

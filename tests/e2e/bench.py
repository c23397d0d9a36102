"""What staff does at the workbench, and what is seen there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Locator, Page, expect

if TYPE_CHECKING:
    from pathlib import Path


MESSAGES = "**/simulator/bench/messages"


@dataclass
class BenchPhone:
    """One of the two phones, by the name of its app."""

    page: Page
    app: str

    @property
    def root(self) -> Locator:
        return self.page.get_by_role("region", name=f"Ponsel dengan {self.app}")

    @property
    def replies(self) -> Locator:
        return self.root.locator(".entry.service .text")

    @property
    def notes(self) -> Locator:
        return self.root.locator(".entry.page .text")

    @property
    def sent(self) -> Locator:
        return self.root.locator(".entry.me .text")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    async def write(self, text: str) -> None:
        """Type a message and send it, without waiting for anything."""
        box = self.root.get_by_label(f"Tulis pesan di {self.app}")
        await box.fill(text)
        await box.press("Enter")

    async def type(self, text: str) -> str:
        """Type a message, and give the reply."""
        count = await self.replies.count()
        await self.write(text)
        return await self.reply(count)

    async def tell(self, *texts: str) -> None:
        """Greet, and send messages after that without the page, where typing is not the point."""
        async with self.page.expect_request(MESSAGES) as asked:
            await self.type("halo")
        chat = {name: (await asked.value).post_data_json[name] for name in ("look", "chat")}
        for number, text in enumerate(texts):
            said = {**chat, "id": f"told-{number}", "text": text}
            assert (await self.page.request.post("/simulator/bench/messages", data=said)).ok

    async def tap(self, label: str) -> str:
        """Press a button of the newest message or of the keyboard, and give the reply."""
        count = await self.replies.count()
        await self.root.locator(".newest .inline, .keyboard").get_by_role("button", name=label).last.click()
        return await self.reply(count)

    async def reply(self, before: int) -> str:
        await self.replies.nth(before).wait_for()
        await expect(self.replies).to_have_count(before + 1)
        return await self.replies.last.inner_text()

    async def transcript(self, folder: Path) -> Path:
        """Download the conversation so far."""
        async with self.page.expect_download() as started:
            await self.root.get_by_role("link", name="Unduh transkrip").click()
        download = await started.value
        path = folder / download.suggested_filename
        await download.save_as(path)
        return path


@dataclass
class Workbench:
    """The page. `complaints` is what the browser's console shows as errors."""

    page: Page
    complaints: list[str]

    def __post_init__(self) -> None:
        self.whatsapp = BenchPhone(self.page, "WhatsApp")
        self.telegram = BenchPhone(self.page, "Telegram")

    @property
    def here(self) -> Locator:
        return self.page.locator("#here")

    @property
    def lit(self) -> Locator:
        return self.page.locator("#picture [aria-current=step]")

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()
